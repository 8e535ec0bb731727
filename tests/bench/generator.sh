# SPDX-License-Identifier: GPL-3.0-or-later
# generator.sh - what a request costs the generator of load tests, as times of what it costs wrk, in CPU time against the same
# server: by ratio, since both have the same machine. wrk asks in a closed loop, which wakes up less often, and reads no
# answer; so the ratio is large. Fails over a limit: twice what an idle machine takes. Without wrk there is no ratio.
set -u
work=$(mktemp -d) || exit 1
trap 'exec 9>&-; rm -rf "$work"' EXIT
BOTE_STATE_DIR=$work
export BOTE_STATE_DIR
rate=4000
seconds=4
limit=30

mkfifo "$work/hold"
"$SERVER" < "$work/hold" > "$work/port" &
exec 9> "$work/hold"
while [ ! -s "$work/port" ]; do sleep 0.1; done
url=http://127.0.0.1:$(cat "$work/port")/

# number KEY: of the result.
number() {
	sed -n "s/.*\"$1\":\([0-9.e+-]*\).*/\1/p" "$work/ours"
}

if ! "$BOTE" bench "$url" --rate "$rate/s" --step "${seconds}s" --json > "$work/ours" 2> "$work/err"; then
	echo "bote: $(head -1 "$work/err")"
	exit 0
fi
ours=$(awk -v busy="$(number busy)" -v count="$(number count)" -v s="$seconds" 'BEGIN { printf "%.1f", busy * s / count * 1e6 }')
lag=$(awk -v lag="$(number lag)" 'BEGIN { printf "%.0f", lag * 1e6 }')
echo "generator  $ours us of CPU a request at $rate/s, open loop; late by $lag us in 1 of 100"
if ! command -v wrk > /dev/null; then
	echo '  wrk is not installed: no ratio'
	exit 0
fi
# The second line of times is that of children: 0m1.23s 0m4.56s
(
	wrk -t1 -c16 "-d${seconds}s" "$url" > "$work/theirs"
	times > "$work/cpu"
)
asked=$(sed -n 's/^ *\([0-9]*\) requests in.*/\1/p' "$work/theirs")
if [ "${asked:-0}" -eq 0 ]; then
	echo '  wrk was answered nothing'
	exit 1
fi
theirs=$(sed -n '2s/[ms]/ /gp' "$work/cpu" | awk -v n="$asked" '{ printf "%.2f", ($1 * 60 + $2 + $3 * 60 + $4) / n * 1e6 }')
times=$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.1f", a / b }')
echo "wrk        $theirs us, closed loop: $times times as much"
if [ "${times%.*}" -ge "$limit" ]; then
	echo "  over $limit times wrk"
	exit 1
fi
