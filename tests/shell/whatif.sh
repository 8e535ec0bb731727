# SPDX-License-Identifier: GPL-3.0-or-later
# whatif: questions about a sheet from the shell; the same bytes on every path; what is refused.
. "$srcdir/tests/lib.sh"
# Wide enough for every table as it is; fit.sh is about narrow ones.
COLUMNS=200
export COLUMNS

cat > t.bote <<'EOF'
# Feed
param dau = 80M..120M users "Daily users"
param reqs = 20..60 requests/user/day
peak = 2..4
rps_server = 500..2000 requests/s
size = 300 B/request
servers = ceil(dau * reqs * peak / rps_server) "Servers"
traffic = dau * reqs * size to TB/day "Traffic"
scenario "launch": dau = 1bn, peak = 5
show servers, traffic
EOF

run "$BOTE" sensitivity ./t.bote servers
status 0 'sensitivity'
out_like '^rps_server and reqs matter most: 47 % and 28 % of the spread$' 'names the two that matter most'
run "$BOTE" sensitivity ./t.bote traffic
out_like '^size .*240 B/request' 'a certain number goes 20 % down'
run "$BOTE" sensitivity ./t.bote servers dau=100M
out_like '^rps_server' 'with a parameter given'
printf 'param dau = 10M users\nw = dau * 2 tweets/user "W"\n' > given.bote
# What -D gives is given, whatever is asked about a file: each has 154 million tweets.
for words in 'run given.bote' 'sensitivity given.bote w' 'sweep given.bote dau=77M..78M steps 2 : w' \
	'whatif given.bote dau=1M : w' 'solve given.bote w>=154M for dau'; do
	# shellcheck disable=SC2086 # words
	run "$BOTE" -D dau=77M $words
	out_like '154 million tweets' "-D gives a parameter: $words"
	# shellcheck disable=SC2086
	run "$BOTE" -D dua=77M $words
	status 2 "-D of no parameter is an error: $words"
done
run "$BOTE" sweep ./t.bote dau=10M..1bn steps 3 log : servers
status 0 'sweep'
out_like '100 million users' 'has its steps'
run "$BOTE" --csv sweep ./t.bote dau=10M..1bn steps 3 log : servers
is "$(sed -n 1p "$work/out" | tr -d '\r')" 'dau,dau unit,servers,servers p5,servers p95,servers unit' 'CSV: heads'
is "$(wc -l < "$work/out" | tr -d ' ')" 4 'CSV: a line a step'
run "$BOTE" --json sweep ./t.bote dau=10M..1bn steps 3 log : servers
out_like '^{"input":"sweep .*"kind":"sweep","rows":\[{"dau":{"value":10000000,"unit":"user"' 'JSON'
run "$BOTE" sweep ./t.bote 'dau=10M..1bn log, peak=1..3' : servers
out_like '^ *dau, peak ' 'two cells make a grid'
printf 'dau = 10M users\na = 9\nw = dau * 2 tweets/user\ncheck a < 5 "small"\nscenario "two": dau = 20M\n' > named.bote
run "$BOTE" run named.bote
out_like '^w  *20 million tweets  *40 million tweets' 'a sheet that is run: its scenarios have its names, though it is gone'
run "$BOTE" --json run named.bote
out_like '"name":"w"' 'in JSON, too'
printf 'a = 1..2\nb = 1..2\nc = 1..2\ncorrelate(a, b, 0.9)\ncorrelate(b, c, 0.9)\ncorrelate(a, c, 0.8)\nx = a + b + c "x"\n' > tied.bote
run "$BOTE" run tied.bote
status 0 'correlations hold together once all of them are there'
run_stdin 'a = 1 MB
b = 2 MB
c = 3 MB
undo 2
undo 9
undo' "$BOTE" -q -i
out_is '= 1 MB
= 2 MB
= 3 MB
undone: c = 3 MB
undone: b = 2 MB
undone: a = 1 MB' 'undo takes back so many, the last one first'
err_like 'nothing to undo' 'and says when there is nothing left'

cat > must.bote <<'END'
# Servers
param rps in requests/s "Requests"
param each = 500 requests/s "Of one server"
param zones in number "Zones"
servers = rps / each * zones "Servers"
END
run "$BOTE" sweep must.bote rps=1k/s..3k/s steps 2 zones=3 : servers
status 0 'a sweep gives what must be given'
out_like '^1,000 requests/s *6 ' 'its first number'
out_like '^3,000 requests/s *18 ' 'its last, with a parameter in front of the colon'
run "$BOTE" sweep must.bote 'rps=[1k/s, 3k/s], zones=1..3' : servers
out_like '^1,000 requests/s *2 *4 *6$' 'both cells of a grid'
run "$BOTE" sweep must.bote rps=1..3k/s steps 2 zones=1 : servers
out_like '^1,000 requests/s *2 ' 'a first number takes the unit of the last'
run "$BOTE" sweep must.bote rps=1k/s..3k/s : servers
status 2 'what else must be given is asked for'
err_like "parameter 'zones' must be given" 'by its name'
err_unlike 'rps' 'and that alone'
run "$BOTE" solve must.bote servers == 12 for rps zones=3
out_like '^= *2,000 requests/s *12' 'solve finds what must be given'
run "$BOTE" solve must.bote servers == 3G for rps zones=3
out_like '^= *500 billion requests/s' 'far up, where nothing says how much it may be'
run "$BOTE" whatif must.bote rps=1k/s, each=250/s : servers zones=3
out_like '^servers *12$' 'what if, where there is nothing to compare with'
out_unlike 'base' 'and no base'
run "$BOTE" whatif must.bote 'rps = rps * 2' : servers zones=1
status 2 'no value to double'
err_like "parameter 'rps' must be given" 'says so'
run_stdin 'param rps in requests/s
servers = rps / 500/s
sweep rps = 1k/s..3k/s steps 2 : servers
solve servers == 20 requests for rps
what if rps = 5k/s : servers
rps' "$BOTE" -q -i
out_like '^3,000 requests/s *6 requests' 'at the prompt, too'
out_like '^= *10,000 requests/s' 'solve at the prompt'
out_like '^servers *10 requests' 'what if at the prompt'
err_like "parameter 'rps' must be given" 'and it is without a value as before'
run "$BOTE" solve ./t.bote 'p95(servers) <= 100' for dau
status 0 'solve on a percentile'
out_like '^at most  3[0-9.]* million users  *100$' 'says at most'
run "$BOTE" solve ./t.bote traffic == -50 TB/day for dau
status 1 'solve without a solution'
out_like '^no solution: ' 'says so'
run "$BOTE" whatif ./t.bote dau=200M : traffic
status 0 'whatif'
out_like '^dau .* 200 million users' 'the new value'
run "$BOTE" whatif ./t.bote launch
out_like '^ .*base .*launch .*ratio$' 'a scenario by its name'
run "$BOTE" run ./t.bote
out_like '^ .*base .*launch .*ratio$' 'run shows scenarios'
run "$BOTE" whatif ./t.bote lunch
status 2 'no such scenario'
run "$BOTE" compare ./t.bote twitter
status 0 'compare'
out_like '^servers ' 'by name'
run "$BOTE" histogram ./t.bote servers
out_like 'P50' 'histogram'
run "$BOTE" -q histogram '(-742..742 kB) + 5 GB - 5 GB'
out_like '^ *-105 kB *0 kB ' 'equal bins in one unit, and next to nothing is 0'
out_unlike '[0-9] B' 'no edge in another'
run "$BOTE" -q histogram '-1..3 MB'
out_unlike 'kB' 'the unit of the answer'
run "$BOTE" -q histogram '1..3000 GB'
out_like '591 MB *1.04 GB' 'bins of magnitudes each in its own'
run "$BOTE" -q --csv histogram '-1..3 MB'
out_like '^-1828837[.0-9]*,B,' 'CSV in base units'
run "$BOTE" --ascii histogram ./t.bote servers
LC_ALL=C grep -q '[^ -~]' "$work/out"
[ $? -ne 0 ]
ok $? 'histogram in ASCII'

# ---- the same bytes ----

"$BOTE" --json run ./t.bote > "$work/first"
"$BOTE" --json run ./t.bote > "$work/second"
[ -s "$work/first" ] && cmp -s "$work/first" "$work/second"
ok $? 'twice the same bytes'
for threads in 1 2 3; do
	"$BOTE" -e "set threads $threads" -e '(10M to 50M)*(5 to 20)/86400*(2 to 5)/(500 to 2000)' --json > "$work/threads.$threads"
done
[ -s "$work/threads.1" ] && cmp -s "$work/threads.1" "$work/threads.2" && cmp -s "$work/threads.1" "$work/threads.3"
ok $? 'with one thread and with more'
BOTE_ISA=generic "$BOTE" run ./t.bote > "$work/isa.generic"
for isa in avx2 avx512; do
	BOTE_ISA=$isa "$BOTE" run ./t.bote > "$work/isa.$isa"
	[ -s "$work/isa.$isa" ] && cmp -s "$work/isa.generic" "$work/isa.$isa"
	ok $? "the printed digits with BOTE_ISA=$isa"
done
"$BOTE" --raw run ./t.bote > "$work/seed.0"
"$BOTE" --raw --seed 2 run ./t.bote > "$work/seed.2"
cmp -s "$work/seed.0" "$work/seed.2"
[ $? -eq 1 ] && [ -s "$work/seed.2" ]
ok $? 'another seed draws other samples'

# ---- what is refused ----

refuse() {
	wanted=$1 like=$2
	shift 2
	run "$BOTE" "$@"
	status "$wanted" "$*"
	err_like "$like" "$* says why"
}
refuse 2 'the same' '5..5'
refuse 2 'lower to its higher' '10..5'
refuse 2 'cannot make a range' '5 ms..3 GB'
refuse 2 'does not take 0' 'sd()'
refuse 3 'takes' --samples 0 '1..2'
refuse 3 'takes' --samples 1e12 '1..2'
refuse 2 'cannot hold together' 'a=1..2; b=1..2; c=1..2; correlate(a,b,0.9); correlate(b,c,0.9); correlate(a,c,-0.9)'
refuse 2 'no cell' solve ./t.bote 'servers == 3' for nothing
refuse 2 'two different ends' sweep ./t.bote dau=5..5
refuse 2 'one uncertain number' histogram ./t.bote size

run "$BOTE" -j check '5..10 ms < 9 ms'
status 1 'a check that holds too seldom'
out_like '"value":false,"probability":0\.87' 'and how seldom'

# A used formula has requirements on cells that others need too, and a parameter whose lower end breaks one.
run "$BOTE" sensitivity twitter bill dau=80M..120M photo_share=5%..20%
out_like '^photo_share and dau matter most: ' 'the two that matter most'
is "$(grep -c '^photo_share  ' "$work/out")" 1 'each assumption once'
run "$BOTE" sensitivity twitter bill
out_like '^dau and timeline matter most$' 'an end without an answer counts for nothing'

# A formula's defaults that an answer rests on are said whatever the question, but for the cell that is varied.
said() {
	want=$1
	shift
	run "$BOTE" "$@"
	is "$(sed -n 's/^note: with //p' "$work/err")" "$want" "$*: which defaults entered"
}
said 'cpu_per_request = 10 ms/request, target_util = 70%' sweep server_max_rps cores='2 cores..8 cores : max_rps'
said 'cpu_per_request = 10 ms/request' sweep server_max_rps target_util='50%..90% : max_rps' cores='8 cores'
said 'cpu_per_request = 10 ms/request, target_util = 70%' solve server_max_rps 'max_rps >= 800 requests/s for cores'
said 'cpu_per_request = 10 ms/request, target_util = 70%' whatif server_max_rps cores='16 cores'
said 'cpu_per_request = 10 ms/request, target_util = 70%' histogram server_max_rps max_rps cores='5..10 cores'
said '' sweep server_max_rps cores='2 cores..8 cores : max_rps' target_util=60% cpu_per_request='5 ms/request'
said 'max_cpu = 70%, max_io = 70%, max_memory = 80%, max_disk = 80%' sweep fleet cpu='100 cores..400 cores : bill'
said '' sweep twitter dau='1M users..400M users : bill'

# A requirement of a used sheet that calls a function of its own reads what that reads.
cat > hall.bote << 'E'
param rows = 3
seats(n) = n * rows
takings = 5
require seats(2) < 100 "the hall is small"
show takings
E
printf 'r = 3\nuse hall(rows = r) as hall\nx = hall.takings * 2\n' > show.bote
run "$BOTE" --csv sweep show.bote r=1..1000 steps 2 : x
out_like '^1,,10,' 'an answer where the requirement holds'
out_like '^1000,,,' 'no answer where the requirement does not hold'

# ---- an answer that is asked for and only half written ----

for half in t to to/ a- a. b: c/d '(to' 'bill to' 'bill *'; do
	run timeout 20 "$BOTE" whatif twitter "dau=2M users : $half"
	status 2 "what if, half an answer: $half"
done

# ---- a scenario whose values do not fit: refused where its sheet is read as a whole, a note at the prompt ----

cat > unfit.bote << 'END'
param dau = 10M users
writes = dau * 2/day
scenario "big": dau = 3 GB
show writes
END
for how in 'run unfit.bote' 'run unfit.bote --raw' '-f unfit.bote' 'report unfit.bote'; do
	# shellcheck disable=SC2086
	run "$BOTE" $how
	status 2 "$how with a scenario that does not fit"
	err_like "unfit\.bote:3:23: error: 'dau' wants users, and this is data" 'and where'
done
run_stdin 'load unfit.bote
writes
' "$BOTE" -i
status 0 'loaded at the prompt'
out_like '= 20 million users/day' 'it is there'
err_like "3:1: note: not shown: 'dau' wants users, and this is data" 'with a note'

done_testing
