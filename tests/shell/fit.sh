# SPDX-License-Identifier: GPL-3.0-or-later
# What is shown fits the terminal: no line is wider, no word is broken, no range is lost.
. "$srcdir/tests/lib.sh"

# fits WIDTH NAME: the widest line of the last output does.
fits() {
	wide=$(LC_ALL=C.UTF-8 wc -L < "$work/out")
	[ -s "$work/out" ] && [ "$wide" -le "$1" ]
	ok $? "$2 in $1 columns" || LC_ALL=C.UTF-8 grep -E ".{$(($1 + 1))}" "$work/out" | explain
}

[ "$(printf 'é\n' | LC_ALL=C.UTF-8 wc -L 2> /dev/null)" = 1 ] || skip_all 'this wc cannot say how wide a line is'

for COLUMNS in 40 60 80 120; do
	export COLUMNS
	run "$BOTE" run twitter dau='200M to 400M users' posts='1 to 4 tweets/user/day' photo_share='5%..15%'
	fits "$COLUMNS" 'a sheet with three ranges'
	is "$(grep -c '…' "$work/out")" 11 'and all of its ranges are there'
	run "$BOTE" sensitivity twitter storage dau='200M to 400M users' posts='1 to 4 tweets/user/day'
	fits "$COLUMNS" sensitivity
	run "$BOTE" sweep twitter dau='1M users..1000M users log : storage'
	fits "$COLUMNS" sweep
	run "$BOTE" whatif twitter dau='5M users : storage, bill'
	fits "$COLUMNS" whatif
	run "$BOTE" compare twitter photo_sharing
	fits "$COLUMNS" compare
	for sheet in twitter url_shortener shop hot_cache; do
		run "$BOTE" report "$sheet" -F txt --width "$COLUMNS"
		fits "$COLUMNS" "the report of $sheet, where a width is asked for,"
	done
	run_stdin 'x = 1 to 20 GB/day
chart growth(x, over = 5 years) "How much of it there will be after all of these years, with a caption of some length"' "$BOTE"
	fits "$COLUMNS" 'the caption of a chart'
done

# ---- lists and texts, where a width is asked for ----

for width in 40 60; do
	for words in 'formulas -l' 'units byte' 'units' 'table latency' 'tables' 'ref latency' 'help cells' 'help reports' 'examples' 'bench --list'; do
		# shellcheck disable=SC2086
		run "$BOTE" --width $width $words
		# A name that is wider stands as it is.
		sed -i 's/^ *measured[.][a-z0-9_]*$//' "$work/out"
		fits $width "$words"
	done
done
# Every command and topic. What cannot be broken stands as it is: a word that leaves no room beside it.
"$BOTE" help topics | sed -n 's/^  \([a-z-]*\)  .*/help \1/p' > "$work/asked"
"$BOTE" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/help \1/p' >> "$work/asked"
cat >> "$work/asked" << 'END'
--help
help
help topics
help commands
help functions
help distributions
help keywords
help /cache/
help ceil
help byte
help twitter
help url_shortener
help resource_estimate
help ref.simple_query
formulas
formulas cache
units time
table
table nines
table powers
ref
tutorial
quiz
lab
examples
run twitter
run resource_estimate rps=20k/s
compare twitter shop
END
bad=
while read -r words; do
	for width in 40 50 60 80; do
		# shellcheck disable=SC2086
		"$BOTE" --width $width $words > "$work/out" 2> /dev/null < /dev/null
		LC_ALL=C.UTF-8 grep -E ".{$((width + 1))}" "$work/out" | LC_ALL=C.UTF-8 grep -qvE "[^ ]{$((width - 8))}" && bad="$bad $words ($width);"
	done
done < "$work/asked"
is "$bad" '' "$(grep -c . "$work/asked") commands and topics in four widths"
for words in 'report shop -F md' 'report shop -F html' 'report shop -F json' 'export shop'; do
	# shellcheck disable=SC2086
	SOURCE_DATE_EPOCH=0 run "$BOTE" $words
	cp "$work/out" "$work/wide"
	# shellcheck disable=SC2086
	SOURCE_DATE_EPOCH=0 run "$BOTE" --width 40 $words
	cmp -s "$work/wide" "$work/out" && [ -s "$work/out" ]
	ok $? "$words is for a program: its lines are not broken"
done

# ---- labs ----

# At small sizes: it is the page that is looked at.
cat > labs << 'END'
queue requests=20k
queue workers=12 arrivals=900/s requests=20k
queue cv=2 requests=20k
queue workers=8,9,10 requests=20k
lb requests=20k
lb servers=10 policy=random arrivals=100/s requests=20k
lb policy=random,round_robin,two,least requests=20k
lb dies=10s back=20s requests=20k
autoscale
autoscale policy=target
autoscale cooldown=300s,600s
autoscale noise=5% days=3
chain time=40s
chain mode=calls fails=30% requests=40k time=40s
chain attempts=3,1 time=40s
chain load=200/s time=40s
cache requests=40k
cache policy=lru,fifo,clock,sieve requests=40k
cache ttl=1h writes=10/s requests=40k
cache objects=1M cached=100k requests=40k
cdn requests=20k
cdn ttl=1min,10min,24h requests=20k
cdn room=100 requests=20k
cdn edges=20 shield=yes requests=20k
index rows=1000
index way=scan,binary,btree
index load=random rows=10000
index rows=1billion partitions=100
shards requests=20k
shards strategy=range,hash,directory requests=20k
shards strategy=geo requests=20k
shards shards=10 keys=100k alpha=1 strategy=hash requests=20k
ring
ring hash=md5
ring nodes=10 keys=100k points=1,10,100,1000
ring nodes=20 points=16 keys=1000 method=bounded
replicas reads=20k
replicas kind=fixed,random reads=20k
replicas mode=multi keys=1M reads=20k
replicas mode=multi resolve=merge kind=random reads=20k
quorum requests=20k
quorum n=5 w=2 r=2 requests=20k
quorum w=1,2,3 requests=20k
quorum down=1 after=20ms requests=20k
cap
cap choose=cp,ap
cap nodes=5 cut=3-2 choose=ap
cap from_time=1s until=99s
clocks
clocks kind=lamport
clocks kind=dotted
clocks script='a b<a c<b a<c d<abc'
failover deaths=1k
failover way=weekly,daily,async,sync deaths=1k
failover way=async kind=random deaths=1k
failover way=sync writes=1M/s deaths=1k
stream
stream partitions=12 consumers=4 change=leave_last assignor=range,round_robin,sticky
stream partitions=[1,1,1,1]
stream consumers=10 partitions=100 assignor=cooperative change=join
batch
batch flush=10min,10s
batch drivers=100k phases=same
batch every=1min
pubsub
pubsub servers=7
pubsub capacity=90/s
pubsub consumers=10 publish=1k/s
events orders=2k
events pattern=call,event,state orders=2k
events spread=exponential orders=2k
events pattern=state orders=2k
election orders=100
election algorithm=lcr,hs,bully orders=100
election list=3,1,4,2 orders=100
election nodes=64 algorithm=hs orders=100
raft elections=400
raft timeout_high=300ms,200ms,160ms elections=400
raft nodes=9 partition=3-3-3 elections=400
raft entries=10 elections=400
gossip spreads=60
gossip fanout=1,2,3 spreads=60
gossip way=push_pull spreads=60
gossip nodes=1000 fanout=3 loss=5% spreads=60
heal time=400days
heal servers=4,5 time=400days
heal by_hand=yes time=400days
heal servers=10 need=8 mtbf=2days time=400days
mapreduce jobs=100
mapreduce backup=100%,95%,75% jobs=100
mapreduce tasks=1000 workers=100 kind=lognormal jobs=100
mapreduce ranges=article workers=10 jobs=100
proxy
proxy burst=1,5,10,20,50 offered=90/s time=10min
proxy limiter=window
proxy arrive=even limiter=sliding
END
is "$(cut -d' ' -f1 labs | sort | uniq -c | grep -c ' 4 ')" 24 'four settings of each lab'
bad=
while read -r line; do
	for locale in C C.UTF-8; do
		for COLUMNS in 40 80; do
			eval "LC_ALL=$locale \"\$BOTE\" lab $line" > page 2>&1 < /dev/null
			[ "$(LC_ALL=C.UTF-8 wc -L < page)" -le "$COLUMNS" ] || bad="$bad $line ($locale, $COLUMNS);"
			[ $locale = C.UTF-8 ] || ! LC_ALL=C grep -q '[^ -~]' page || bad="$bad $line (not ASCII);"
		done
	done
done < labs
is "$bad" '' 'each fits 80 and 40 columns, in UTF-8 and in ASCII'

COLUMNS=24
run_stdin 'a = 1..2 GB
b = 4 GB
sweep b = 1 GB..4 GB steps 2 : a * b' "$BOTE" --transcript
out_like '^  .*: ' 'below 40 columns a row is lines of name and value'

COLUMNS=100
run_stdin 'b = 4 GB
c = 2 * b
sweep b = 1 GB..1000 GB log' "$BOTE" --transcript
out_like '^the bars are logarithmic$' 'log bars say so'
run_stdin 'b = 4 GB
c = 2 * b
sweep b = 1 GB..4 GB' "$BOTE" --transcript
out_unlike 'logarithmic' 'others do not'

done_testing
