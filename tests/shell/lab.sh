# SPDX-License-Identifier: GPL-3.0-or-later
# lab: the list, pages of any width, traces, scripts, what is refused, and sections of the article found by their headings.
. "$srcdir/tests/lib.sh"

# Small sizes: it is the page that is looked at. NAME parameters.
small='queue requests=20k
lb requests=20k
autoscale
chain time=40s
cache requests=40k
cdn requests=20k
index rows=1000
shards requests=20k
ring
replicas reads=20k
quorum requests=20k
cap
clocks
failover deaths=1k
stream
batch
pubsub
events orders=2k
election orders=100
raft elections=400
gossip spreads=60
heal time=400days
mapreduce jobs=100
proxy'

run "$BOTE" lab
status 0 'the list'
is "$(grep -c '^  [a-z]' "$work/out")" 24 'of 24'
is "$(sed -n 's/^  \([a-z]*\) .*/\1/p' "$work/out" | sort | tr '\n' ' ')" "$(echo "$small" | sed 's/ .*//' | sort | tr '\n' ' ')" 'all of them are looked at below'

# ---- pages ----

echo "$small" > list
bad=
while read -r name params; do
	# shellcheck disable=SC2086
	for width in 80 40; do
		LC_ALL=C "$BOTE" lab "$name" $params --width "$width" > "$work/page" 2>&1 < /dev/null || bad="$bad $name($?)"
		LC_ALL=C awk -v width="$width" 'length($0) > width { wide = 1 } END { exit wide }' "$work/page" || bad="$bad $name-$width"
		[ "$(LC_ALL=C tr -d '\001-\177' < "$work/page" | wc -c)" -eq 0 ] || bad="$bad $name-ascii"
		grep -q 'nan\|inf ' "$work/page" && bad="$bad $name-nan"
	done
done < list
is "$bad" '' 'each fits 80 and 40 columns, in ASCII, and is off nowhere'

run "$BOTE" lab lb policy=random,least requests=20k
out_like 'time  *[0-9.]* ms ± [0-9.]*  *[0-9.]* ms ± ' 'alternatives stand side by side'
out_like 'predicted  *50 ms  *> 20.79 ms' 'a number is known of one, a bound of the other'
run "$BOTE" lab lb requests=20k
out_like 'share .*\[3[0-9.]*%, 3[0-9.]*%, 3[0-9.]*%\] ± ' 'a result may be a list'
run "$BOTE" lab lb requests=20k --json
out_like '"name":"share",[^}]*"values":\[0.3[0-9.]*,0.3[0-9.]*,0.3[0-9.]*\]' 'in JSON too'
run "$BOTE" lab chain time=40s attempts=3,1
out_like '^offered: ' 'the picture is of what differs'
run "$BOTE" lab ring
out_like '^0 ├.*N3.*k3.*N2.*N1.*┤ 2^64' 'a ring as a line'
out_like 'node-2 leaves: key-3 goes to node-1, and nothing else moves' 'and what moves'
run "$BOTE" lab clocks -v
err_like '^lab clocks: 0\.[0-9]* s' 'how long it took is not among the answers'

run "$BOTE" lab cdn room=100 requests=20k
is "$(grep -c 'However many requests' "$work/out")" 0 'a bound is not said where it does not hold'
run "$BOTE" lab stream partitions=1,1,1,1
is "$(grep -c 'More consumers than' "$work/out")" 0 'nor that there are too many consumers'
run "$BOTE" lab failover way=async deaths=400
out_like '^lost_p95 .* [0-9]* *–$' 'a quantile of a count is a count'
run "$BOTE" lab heal servers=3 time=400days
out_like '^below .*  100%  *100%  agrees' 'fewer than there have to be, for ever'
is "$(grep -c '^episodes' "$work/out")" 0 'which is no episode'
run "$BOTE" lab raft nodes=2 elections=40
is "$(grep -c 'measured' "$work/out")" 0 'no heading of an empty table'

# ---- traces ----

run "$BOTE" lab raft --trace -v
status 0 'messages'
out_like '│ .* o─*>' 'an arrow from one node to another'
out_like 'leader of term' 'and what is said'
run "$BOTE" lab election list=3,1,4,2 --trace -v --steps 99
out_like '^round  *1 .*  id 3' 'rounds'
is "$(grep -c '[<>]' "$work/out")" 12 'all twelve messages' || explain < "$work/out"
run "$BOTE" lab raft script='1 s: write; 2 s: stop leader; 3 s: write' --trace
out_like 'commits command 2: a majority has it' 'a script'

# ---- scripts ----

printf '1 s: cut B\n# nothing\n2 s: heal; 3 s: foo\n' > script.txt
run "$BOTE" lab cap script=script.txt
status 2 'a script that is wrong'
err_like '^script.txt:3:7: error: cut, heal, write or read is expected' 'its file and its line'
err_like '^ *\^~~*$' 'and below that the place'
run "$BOTE" lab clocks script='x y 3 z'
err_like '^script:1:5: error: no event' 'what was typed has a place, too'
printf '# T\nuse lab.queue(requests = 20k) as pool\nshow pool.wait\n' > lab.bote
run "$BOTE" report lab.bote
status 0 'a file may be called lab.bote'
out_like 'Simulated: lab queue as pool, 20 runs' 'its report says how the lab was run'
printf '# T\nuse lab.queue(requests = 20k) as pool\nuse lab.queue(requests = 20k, workers = 20) as twice\nshow pool.wait\n' > two.bote
run "$BOTE" report two.bote -F json
out_like '"simulated_queue": *\[' 'its rows stand under the name of the lab'
out_like '"simulated_queue2": *\[' 'and those of another run of it under one of their own'
printf '# T\nuse lab.raft(elections = 400) as vote\nshow vote.no_leader\n' > raft.bote
run "$BOTE" report raft.bote -F html
out_like 'Messages (vote)' 'and draws messages'

# ---- refused ----

refused() {
	message=$1
	shift
	run "$BOTE" lab "$@"
	status 2 "lab $*"
	err_like "$message" 'is refused with its reason'
}
refused 'no parameter .wrkers' queue wrkers=3
refused "did you mean 'queue'" que
refused "did you mean 'least'" lb policy=lest
refused 'would take some .* h; at most ten minutes' queue requests=1e12
refused 'GB of memory; at most 1 GiB' cdn objects=1billion
refused 'a lab runs with certain numbers' queue workers=8..12
refused 'no requests are in it' cache trace=/dev/null
refused 'there is no node-4' ring which=4
refused 'with jump only the last node can go' ring method=jump
refused 'no more copies are asked than there are' quorum w=4
refused 'nobody is ever elected' raft timeout_low=300ms
refused 'no partition of 5 nodes' raft partition=3-1
refused 'two nodes have the id 3' election list=3,1,3
refused 'the shares make 110 %' shards strategy=geo shares=60%,30%,20%
refused 'a page has room for a row' index page=100B
refused 'there is a copy' replicas replicas=0
refused 'an order waits for one step' events 'critical=[]'
run "$BOTE" lab queue workers=8,9 cv=1,2
status 3 'alternatives of two parameters'
err_like 'both have alternatives' 'are one too many'
printf 'time,key\n1,a\n2\n' > visits.csv
refused 'visits.csv:3: ' cache trace=visits.csv

# ---- where it was typed ----

# LINE CARETS, then the words: the line of the error, and what stands below it.
shown()
{
	line=$1 carets=$2
	shift 2
	run "$BOTE" "$@"
	is "$(grep -A1 -Fx "    $line" "$work/err" | tail -n +2)" "    $carets" "$* is wrong there"
}
shown 'entries=-1' '^~~~~~~' lab cache entries=-1
shown 'policy=least,lest' '             ^~~~' lab lb policy=least,lest
shown 'policy=lest' '       ^~~~' lab lb policy=lest
shown 'workers=8,3kg,9' '          ^~~' lab queue workers=8,3kg,9
shown 'workers=8..12' '        ^~~~~' lab queue workers=8..12
shown 'workers=2.5' '        ^~~' lab queue workers=2.5
shown 'which=9' '      ^' lab ring which=9
shown 'method=jump' '       ^~~~' lab ring method=jump
shown 'requests=1e12' '         ^~~~' lab queue workers=12 requests=1e12
shown 'partitions=[1.5, 2]' '           ^~~~~~~~' lab stream 'partitions=[1.5, 2]'
shown 'lab.cache(entries = -1).hit' '          ^~~~~~~' 'lab.cache(entries = -1).hit'
shown '1 + lab.ring(which = 9).moved' '                     ^' '1 + lab.ring(which = 9).moved'
shown 'lab.lb(policy = lest).time' '                ^~~~' 'lab.lb(policy = lest).time'
shown 'lab.queue(requests = 1e13).wait' '                     ^~~~' 'lab.queue(requests = 1e13).wait'
shown 'lab.queue(workers = 8..12).wait' '                    ^~~~~' 'lab.queue(workers = 8..12).wait'
shown 'mmc_erlang_c(wrkers = 3)' '             ^~~~~~' 'mmc_erlang_c(wrkers = 3)'
shown 'wrkers=3' '^~~~~~' run mmc_erlang_c wrkers=3

# ---- the reason is that of the side that is broken, and the carets are below it alone ----

bad=
while IFS='|' read -r given reason part; do
	# shellcheck disable=SC2086
	"$BOTE" lab $given > "$work/page" 2>&1 < /dev/null && bad="$bad $given(runs);"
	grep -qF "$reason" "$work/page" || bad="$bad $given;"
	[ "$(grep -c '^ *\^~*$' "$work/page")" = 1 ] || bad="$bad $given(no caret);"
	[ -z "$part" ] || grep -A1 '^    require' "$work/page" | awk -v part="$part" 'NR == 1 { line = $0 } NR == 2 {
		from = match($0, /\^~*/); exit substr(line, from, RLENGTH) != part }' || bad="$bad $given(not below $part);"
done <<'END'
gossip nodes=1G|a million nodes at most|nodes <= 1M
gossip nodes=1|one has nobody to tell|nodes >= 2
gossip loss=-1%|not negative|loss >= 0%
gossip loss=100%|nothing ever spreads|loss < 100%
gossip missed=0|one heartbeat is missed|missed >= 1
queue cv=-1|0 to 10|cv >= 0
queue cv=11|0 to 10|cv <= 10
queue fails=100%|less than 100 %|fails < 100%
queue workers=0|1 to 100,000 workers|workers >= 1
lb cv=-1|0 to 10|cv >= 0
mapreduce slower=0|takes longer|slower >= 1
mapreduce slow=200%|0 to 100 %|slow <= 100%
mapreduce backup=0%|when some tasks are done|backup > 0%
cdn ttl=-1s|not negative|ttl >= 0 s
cdn arrivals=0/s|requests come|arrivals > 0/s
cdn alpha=-1|0 to 10|alpha >= 0
chain timeout=0s|waits for a while|timeout > 0 s
chain budget=-1%|not negative|budget >= 0%
chain lasting=0s|and lasts|lasting > 0 s
autoscale boot=-1s|not negative|boot >= 0 s
autoscale look=0.5s|once a second|look >= 1 s
autoscale target=0%|more than 0 %|target > 0%
events thin=-1B|not negative|thin >= 0 B
failover lag=0s|behind by some time|lag > 0 s
quorum after=-1ms|after the confirmation|after >= 0 s
quorum down=3|a copy is alive|down < n
heal need=0|one of each|need >= 1
index fill=0%|is filled|fill > 0%
quorum loss=-5%|its parameters are n, w, r|
queue wrkers=3|did you mean 'workers'|
cap script=nofile|nor is there a file 'nofile'|
clocks script=nofile|nor is there a file 'nofile'|
END
is "$bad" '' 'each value that cannot be has its reason'
run "$BOTE" 'lab.que()'
err_like "did you mean 'lab.queue'" 'a lab that is misspelt in an expression'
run "$BOTE" 'lab.queue'
err_like 'lab.queue(...)' 'it has brackets'
run "$BOTE" 'queue(workers = 3).wait'
err_like "did you mean 'lab.queue'" 'and its prefix'
run_stdin 'use lab.chan() as c' "$BOTE"
err_like "did you mean 'lab.chain'" 'or is used'
run "$BOTE" run queue
err_like "'bote lab queue' runs the lab of that name" 'run offers the lab of that name'
run "$BOTE" sweep 'w = 9..14 : lab.queue(workers = w).wait'
err_like "'w = ...' makes it a cell" 'sweep says what is to be there'
err_like "sweep lab.queue workers = 9..14 : wait" 'or what to write'
run "$BOTE" sweep lab.queue 'workers = 9..10 : wait' -D requests=20k
status 0 'and that is so'

# What solve tries on its way is no whole number, and is no error.
printf 'w = 12 workers\nt = lab.queue(workers = w, arrivals = 900/s, requests = 20k).wait\n' > solved.bote
run "$BOTE" solve solved.bote 't <= 5 ms for w'
out_like '^at least  *11 workers' 'a lab is solved for its workers'

# ---- what is too rare to be seen ----

bad=
while read -r line; do
	# shellcheck disable=SC2086
	"$BOTE" lab $line > "$work/page" 2>&1 < /dev/null || bad="$bad $line($?);"
done <<'END'
queue workers=30 arrivals=900/s
queue workers=17 arrivals=900/s requests=40k --seed 2
queue workers=22 arrivals=900/s requests=40k
queue workers=28 arrivals=900/s requests=40k
queue workers=100 arrivals=900/s requests=40k
queue workers=30 arrivals=900/s cv=2 requests=40k
replicas mode=multi keys=1M reads=2k
failover way=async lag=1us deaths=2k
failover way=async writes=0.001/s deaths=2k
mapreduce jobs=100 mtbf=1e9s
heal mtbf=10000days time=2000days
gossip loss=0.001% spreads=60
chain mode=calls fails=0.000001% requests=20k
END
is "$bad" '' 'what no run has seen, and none was likely to, is not off'

# ---- what is predicted, away from the defaults ----

bad=
while read -r line; do
	# shellcheck disable=SC2086
	"$BOTE" lab $line > "$work/page" 2>&1 < /dev/null || bad="$bad $line($?);"
done <<'END'
replicas mode=multi keys=1
replicas mode=multi keys=10
replicas mode=multi keys=10 kind=random
replicas mode=multi keys=100 kind=random
replicas mode=multi keys=100 lag=1s
gossip nodes=50 fanout=2
gossip nodes=50 fanout=3
gossip nodes=1000 fanout=3 spreads=200
gossip fanout=4
gossip fanout=5
gossip fanout=10
gossip nodes=1000 fanout=10 spreads=200
gossip fanout=6
gossip fanout=20
gossip fanout=30
gossip nodes=50 fanout=4
gossip nodes=50 fanout=15
gossip nodes=1000 fanout=4 spreads=200
gossip nodes=1000 fanout=20 spreads=200
gossip nodes=5000 fanout=5 spreads=60
gossip fanout=99
autoscale
autoscale cooldown=0s
autoscale down=89%
autoscale down=89% cooldown=0s look=1s boot=0s
autoscale policy=target
autoscale policy=target target=99% look=1s cooldown=0s tolerance=0%
autoscale policy=target tolerance=100%
autoscale low=0users
autoscale per_instance=40kusers
queue workers=3 arrivals=290/s
queue fails=10% requests=40k
queue fails=50% invisible=1s requests=40k
pubsub publish=0.5/s
pubsub publish=10/s
pubsub publish=1/s capacity=1.5/s away=10s
shards alpha=0 requests=20k
shards alpha=0.05
shards alpha=0.3 requests=20k
shards requests=20
shards alpha=3 requests=20k
lb requests=50
lb requests=500
lb policy=random requests=200
lb policy=two arrivals=299/s requests=20k
END
is "$bad" '' 'formulas are asked where they hold'
run "$BOTE" lab autoscale
out_like '^hours .* > 1,479 h  above' 'a perfect scaler has whole instances'
out_like 'following exactly would save 44.5' 'when it follows exactly, too'
run "$BOTE" lab queue workers=3 arrivals=290/s requests=40k
out_like 'so full: requests=3,500,000 would' 'a run that is too short says so'
out_like '^wait_p99 .* –$' 'and its tail is not judged'
run "$BOTE" lab queue fails=10% requests=40k
out_like '^redone .* 10[.0-9]*%.*agrees' 'what is done again comes back, though it takes longer than the run'
run "$BOTE" lab replicas mode=multi keys=10
out_like '^conflicts .* 449.* writes/s  agrees' 'two masters with few keys collide less than in proportion'
run "$BOTE" lab gossip fanout=5 spreads=60
out_like '^rounds .* agrees' 'of gossip to any number'

# ---- -D, and traces ----

for words in '-D workers=12 lab queue' 'lab -D workers=12 queue' 'lab queue -D workers=12'; do
	# shellcheck disable=SC2086
	run "$BOTE" $words requests=20k
	out_like '^workers = 12 workers' "$words: it has 12"
done
run "$BOTE" lab replicas -D kind=random
status 0 'a word behind -D'
out_like 'kind = random' 'is taken as it is'
run "$BOTE" lab queue -D wrkers=12
status 2 'a name after -D that is no parameter is an error'

for change in leave_last leave_first; do
	run "$BOTE" lab stream consumers=1 change=$change --trace
	is "$(grep -c '^ *partition [0-9]* goes from C1 to nobody$' "$work/out")" 4 "$change: nobody is left to take them"
	is "$(grep -c 'C0' "$work/out")" 0 'there is no C0'
done

# ---- sections of the article ----

while read -r heading; do
	run "$BOTE" help "$heading"
	out_like ', a section of the article' "help '$heading'"
done <<'END'
Content Delivery Network (CDN)
Scaling and its types
What is a Server?
Introduction to Event-Driven Architecture
introduction to event driven architecture
Leader Election
Rate limiting
Message Queues
Publish-subscribe
pub/sub
Data Partitioning
cap-theorem
Load balancer
Load Balancer Algorithms
Replication
GOSSIP
caching!
Types of Caches and Caching
vector clock
latency & throughput
Quorum based protocol
autoscaling
SQL vs. NoSQL
Back of the envelope estimation
What is Blob Storage?
Why study System Design?
Latency and Throughput
Vertical and Horizontal Scaling
Auto Scaling
CAP Theorem
Indexing
Partitioning
Master Slave Architecture
Multi-master Setup
Database Sharding
Microservices
Load Balancer Deep Dive
Caching
Redis Deep Dive
Content Delivery Network
Message Broker
Message Queue
Message Stream
Apache Kafka Deep Dive
Realtime Pubsub
Event-Driven Architecture
Distributed Systems
Auto-Recoverable System using Leader Election
Big Data Tools
Strong and Eventual Consistency
Quorum-Based Protocols
Consensus Algorithms
Gossip Protocol
Vector Clocks
Consistent Hashing
Data Redundancy and Data Recovery
Proxy
API Gateway
When to use Kafka
Blob Storage
What is a Server
END

# Formulas of a section are named once, whether it has a lab or not, and they are there.
bad=
for heading in 'What is a Server?' 'Back-of-the-envelope Estimation' 'SQL vs NoSQL' 'Blob Storage' 'CAP theorem' 'Caching'; do
	run "$BOTE" help "$heading"
	[ "$(grep -c '^  formulas: ' "$work/out")" = 1 ] || bad="$bad $heading"
	for name in $(sed -n '/^  formulas: /,$s/^ *\(formulas: \)\{0,1\}//p' "$work/out" | tr -d ,); do
		"$BOTE" help formula "$name" > "$work/formula" 2>&1 < /dev/null || bad="$bad $name"
	done
done
is "$bad" '' 'the formulas of a section stand once, and are there'

run "$BOTE" help 'message queues'
out_like '^  queue  ' 'the heading in other letters leads to its lab'
is "$(grep -c 'formula  ' "$work/out")" 0 'and to nothing else'
run "$BOTE" help latency
out_like 'Latency and Throughput, a section' 'a word of a heading leads there'
out_like '^  formula' 'and to what speaks of it'
run "$BOTE" help 'bloom filter'
out_like 'bloom_filter' 'what has no section has a formula'

# What is not given by default may be given as none, or never, in all three ways; nothing else may.
run "$BOTE" lab mapreduce backup=never,95% jobs=20
out_like '^backup  *never  *95%' 'none and never are what is not given by default'
for given in 'lb dies=none requests=400' 'lb dies=never back=none requests=400' 'cache ttl=none requests=1000' \
	'chain budget=never mode=calls requests=100' 'mapreduce mtbf=none jobs=20' 'gossip loss=none spreads=20' \
	'cache trace=none requests=1000' 'queue fails=none room=none requests=1000' 'election list=none orders=20'; do
	lab=${given%% *} rest=$(echo "$given" | sed 's/ [a-z]*=\(none\|never\)//g')
	# shellcheck disable=SC2086
	run "$BOTE" lab $given
	status 0 "lab $given"
	cp "$work/out" "$work/given"
	# shellcheck disable=SC2086
	run "$BOTE" lab $rest
	is "$(cat "$work/given")" "$(cat "$work/out")" "lab $given is lab $rest"
done
run "$BOTE" '[p50(lab.mapreduce(backup = never, jobs = 20).makespan), p50(lab.mapreduce(jobs = 20).makespan)]'
cp "$work/out" "$work/called"
printf 'use lab.mapreduce(backup = never, jobs = 20) as m\nshow [p50(m.makespan), p50(lab.mapreduce(jobs = 20).makespan)]\n' > "$work/none.bote"
run "$BOTE" run "$work/none.bote"
out_like "$(sed 's/[][.]/\\&/g; s/^= *//' "$work/called")" 'so in a call and in a sheet'
for given in 'servers=none' 'servers=never' 'speed=none' 'weights=1,none' 'arrivals=none' 'clients=[3,none]'; do
	run "$BOTE" lab lb "$given"
	status 2 "lab lb $given"
	err_like "'${given%%=*}' cannot be none\|unknown name 'never'" 'what a lab needs is not none'
done
run "$BOTE" lab cap script=none cut=none
err_like '^    cut=none' 'of two alike the one that the error is about is shown'

# A cell that is measured anew has another text each time; under the sanitizers this found one that was gone.
run "$BOTE" sweep lab.autoscale 'low=10k users..30k users' steps 3
status 0 'a lab is swept'
out_like '30,000 users  *[0-9]' 'to its last row'

done_testing
