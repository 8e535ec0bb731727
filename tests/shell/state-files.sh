# SPDX-License-Identifier: GPL-3.0-or-later
# What bote keeps, and what a person keeps for it, may be anything by now: a folder, a pipe, a device, a link in a circle, noise, a
# file cut short or of another version. Each is said once, with a status, and nothing waits or is lost; several at once lose nothing.
. "$srcdir/tests/lib.sh"

limit=
command -v timeout > /dev/null && limit='timeout 60'
state=$HOME/.local/state/bote/measured
store=$state/imported.jsonl
cat > wrk.txt << 'END'
Running 10s test @ http://127.0.0.1:8080/
  2 threads and 10 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   635.91us    0.89ms  12.92ms   93.69%
    Req/Sec    56.20k     8.07k   62.00k    86.54%
  220000 requests in 10.00s, 17.76MB read
Requests/sec:  22000.00
Transfer/sec:      1.78MB
END

# make KIND PATH
make() {
	rm -rf "$2"
	mkdir -p "$(dirname "$2")"
	case $1 in
	folder) mkdir "$2" ;;
	pipe) mkfifo "$2" ;;
	device) ln -s /dev/zero "$2" ;;
	circle) ln -s "$2" "$2" ;;
	noise) awk 'BEGIN { srand(1); for (i = 0; i < 50000; i++) printf "%c", int(rand() * 256) }' > "$2" ;;
	orders) printf '\033]0;x\007\033[31m{"op":"\033[31m"}\n' > "$2" ;;
	version) echo '{"version":99,"op":"a","unit":"furlong","value":"many"}' > "$2" ;;
	nothing) : > "$2" ;;
	esac
}

# says NAME STATUS TEXT COMMAND...
says() {
	name=$1 want=$2 text=$3
	shift 3
	# shellcheck disable=SC2086 # a command and a number, or nothing
	run $limit "$@"
	status "$want" "$name"
	cat "$work/out" "$work/err" | grep -q "$text"
	ok $? "$name: it is said" || cat "$work/out" "$work/err" | explain
	! LC_ALL=C grep -q "$(printf '[\033\007]')" "$work/out" "$work/err" && [ "$(wc -c < "$work/err")" -lt 3000 ]
	ok $? "$name: shortly, and no order reaches the terminal"
}

# ---- the store ----

while IFS='|' read -r kind listed text added; do
	make "$kind" "$store"
	says "measured, where the store is a $kind" "$listed" "$text" "$BOTE" measured
	says "an import, where the store is a $kind" "$added" '' "$BOTE" measured import wrk.txt --as web
	says "measured.web_rate, where the store is a $kind" "$([ "$added" -eq 0 ] && echo 0 || echo 2)" '' "$BOTE" measured.web_rate
	says "forget, where the store is a $kind" "$added" '' "$BOTE" measured forget web
done << 'END'
folder|4|Is a directory|4
pipe|4|it is no file|4
device|4|it is no file|4
circle|4|symbolic links|4
noise|0|damaged and left out|0
orders|0|damaged and left out|0
version|0|damaged and left out|0
nothing|0|nothing was imported yet|0
END

make nothing "$store"
"$BOTE" measured import wrk.txt --as first > out1 2>&1
cp "$store" whole
head -c 200 whole > "$store"
says 'an import behind a line that was cut short' 0 '' "$BOTE" measured import wrk.txt --as second
says 'which is there' 0 'second_rate' "$BOTE" measured

# ---- several at once ----

rm -rf "$state"
i=0
while [ $i -lt 12 ]; do
	"$BOTE" measured import wrk.txt --as "run$i" > "out$i" 2>&1 &
	i=$((i + 1))
done
wait
run "$BOTE" measured
is "$(grep -c '_rate ' "$work/out")" 12 'twelve imports at once are all there'
is "$(find "$state" -type f | wc -l | tr -d ' ')" 1 'and no other file'

# ---- what a person keeps ----

config=$HOME/.config/bote/init.bote
for kind in folder pipe device; do
	make "$kind" "$config"
	says "init.bote, a $kind" 0 'is not a file' "$BOTE" 1 + 1
done
make noise "$config"
says 'init.bote, noise' 0 'the rest of .*init.bote. is not read' "$BOTE" 1 + 1
rm "$config"
prices=$HOME/.local/share/bote/prices/own.csv
for kind in noise orders; do
	make "$kind" "$prices"
	says "prices, $kind" 2 'own.csv:' "$BOTE" fleet cpu=4
done
for kind in folder pipe device circle; do
	make "$kind" "$prices"
	says "prices, a $kind: passed over" 0 '' "$BOTE" fleet cpu=4
done
rm -rf "$prices"
ln -s circle.log circle.log
says 'a log that is a circle' 4 'symbolic links' "$BOTE" profile circle.log
says 'a trace that is a circle' 4 'symbolic links' "$BOTE" lab cache trace=circle.log
says 'a trace that is a folder' 4 'this is a folder' "$BOTE" lab cache trace=.
says 'a trace that is not there' 4 'No such file' "$BOTE" lab cache trace=nosuch.csv
done_testing
