# SPDX-License-Identifier: GPL-3.0-or-later
# load.sh - `make check-load`: real load tests of a real server whose ends are known. Needs a quiet machine with two CPUs;
# takes some ten minutes. The same servers in made-up time are among the unit tests.
#
# One thread that takes 4 ms: p99 passes 50 ms at 204.5/s, by the formula of the M/D/1 queue. A limiter of 1000/s with 20 at
# once: random arrivals find 872..911, even ones 993..1037.
set -u
BOTE_STATE_DIR=$(mktemp -d) || exit 1
export BOTE_STATE_DIR
trap 'exec 9>&-; rm -rf "$BOTE_STATE_DIR"' EXIT
failed=0

# serve WORD...: $url is its address.
serve() {
	mkfifo "$BOTE_STATE_DIR/hold.$$" && : > "$BOTE_STATE_DIR/port"
	"$SERVER" "$@" < "$BOTE_STATE_DIR/hold.$$" > "$BOTE_STATE_DIR/port" &
	exec 9> "$BOTE_STATE_DIR/hold.$$"
	rm "$BOTE_STATE_DIR/hold.$$"
	while [ ! -s "$BOTE_STATE_DIR/port" ]; do sleep 0.1; done
	url=http://127.0.0.1:$(cat "$BOTE_STATE_DIR/port")/
}

# between NAME LOW HIGH: measured.NAME_max_rate is.
between() {
	rate=$("$BOTE" -r "median(measured.$1_max_rate)" 2> /dev/null)
	if awk -v x="${rate:-0}" -v low="$2" -v high="$3" 'BEGIN { exit !(x >= low && x <= high) }'; then
		echo "ok: $1 $rate, between $2 and $3"
	else
		echo "NOT OK: $1 '$rate' is not between $2 and $3"
		failed=1
	fi
}

serve 0.004
"$BOTE" bench "$url" --rate 200/s --careful -v
"$BOTE" bench "$url" --slo 'p99 < 50 ms' --from 50/s --careful --limit 15min --as one_thread
between one_thread 185 226
"$BOTE" bench "$url" --slo 'p99 < 50 ms' --from 50/s --arrivals even --as one_thread_even
between one_thread_even 235 256
exec 9>&-

serve 0 1000 20
"$BOTE" bench "$url" --slo 'p99 < 1 s, errors < 0.1%' --from 100/s --as limit
between limit 820 960
exec 9>&-
serve 0 1000 20
"$BOTE" bench "$url" --slo 'p99 < 1 s, errors < 0.1%' --from 100/s --arrivals even --as limit_even
between limit_even 950 1050
exit $failed
