# SPDX-License-Identifier: GPL-3.0-or-later
# Labs with each parameter at values that are far too large, or next to nothing: they answer, or refuse with a reason, or can be
# ended at once. None crashes, goes on for ever, or says that a formula is off. All values with BOTE_LAB_FULL=1, some without.
. "$srcdir/tests/lib.sh"

# What makes a run long is small, unless it is the parameter that is looked at.
small='queue requests=20k
lb requests=20k
chain time=31s
cache requests=40k
cdn requests=20k
index rows=1000 look_ups=1000
shards requests=20k
replicas reads=20k
quorum requests=20k
cap time=81s
failover deaths=1k
events orders=2k
election orders=100
raft elections=400
gossip spreads=60
heal time=400days
mapreduce jobs=100'
values='1e9 1e15'
[ "${BOTE_LAB_FULL-}" = 1 ] && values='0 1e-9 1 1.5 1000 1e6 1e9 1e12 1e15 1e18 1e300'

# lab, parameter, unit: those that are numbers, or lists of them ("[4]"), with what is in front and behind.
numbers()
{
	for sheet in "$srcdir"/formulas/lab/*.bote; do
		sed -n "s/^param \([a-z_]*\) = \(\[\{0,1\}\)[0-9.][0-9.]* *\(million\|billion\|[kM]\)\{0,1\}\( *[^]\"]*[^]\" ]\)\{0,1\}\(\]\{0,1\}\)  *\".*/$(basename "$sheet" .bote)|\1|\2|\4|\5/p" "$sheet"
	done
}

numbers | sed 's/, .*|/|/' > table
is "$(cut -d'|' -f1 table | sort -u | wc -l)" 23 'all labs but clocks have numbers'

bad=
while IFS='|' read -r lab name before unit after; do
	params=
	case $unit in
	'' | %* | /*) blank= ;;
	*) blank=' ' ;;
	esac
	for param in $(echo "$small" | sed -n "s/^$lab //p"); do
		[ "${param%%=*}" = "$name" ] || params="$params $param"
	done
	for value in $values; do
		# shellcheck disable=SC2086
		timeout -s INT -k 20 2 "$BOTE" lab "$lab" $params "$name=$before$value$blank$unit$after" -q > out 2> err < /dev/null
		case $? in
		0 | 124 | 130) ;;
		2) grep -q '^.*error: .' err && grep -q '\^' err || bad="$bad $lab:$name=$value(no reason)" ;;
		*) bad="$bad $lab:$name=$value($?)" ;;
		esac
		grep -qi 'nan\|[^a-z]inf[^a-z]' out && bad="$bad $lab:$name=$value(nan)"
	done
done < table
is "$bad" '' 'each answers, is refused with its reason, or can be ended'

# ---- what would do is true ----

refused()
{
	run "$BOTE" lab "$@"
	status 2 "lab $*"
	err_like "$message" 'is refused'
}
message='requests = 4,900,000,000 would do'
refused queue requests=1e12
message='what is .* times less would do'
refused chain spike='1e8 requests/s'
message='lives so long'
refused raft timeout_high='1000 years'
message='more than 100 million a second'
refused cdn arrivals='1e12 requests/s'
message='whole number'
refused queue workers=2.5
message='leaves a node without a point'
refused ring nodes=4 weights=0.01
message='no room for all'
refused ring method=bounded most=101% weights=0.01,1,1 keys=100 change=none
message='300 years'
refused heal mtbf='1e6 years' time='1e6 years'
run "$BOTE" lab index rows=1billion
status 0 'a billion rows'
out_like '^height .* 4  *4  agrees' 'are no trouble'

# ---- Ctrl-C ----

for lab in 'queue requests=2G' 'ring keys=100M' 'ring nodes=1000 points=8000 keys=1000' 'shards keys=10M' 'index load=random rows=10M' \
	'index way=hash rows=30M' 'cache objects=10M cached=1M' 'cdn objects=500k edges=20' 'batch drivers=1M' 'gossip nodes=100k spreads=100 fanout=2' \
	'failover way=async deaths=20 writes=1e8/s kind=random' 'chain mode=calls fails=100% layers=8 attempts=8 requests=20' \
	'stream partitions=100000 consumers=10000 assignor=sticky change=leave_first' 'ring method=rendezvous nodes=1M keys=100'; do
	# shellcheck disable=SC2086
	timeout -s INT -k 15 1 "$BOTE" lab $lab > out 2> err < /dev/null
	case $? in
	0 | 124 | 130) ended=ended ;;
	*) ended="status $?" ;;
	esac
	is "$ended" ended "Ctrl-C ends lab $lab"
done
done_testing
