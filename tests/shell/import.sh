# SPDX-License-Identifier: GPL-3.0-or-later
# bote measured: results of other tools become numbers, marked as of another machine.
. "$srcdir/tests/lib.sh"
samples=$srcdir/tests/load

run "$BOTE" measured
out_like '^nothing was imported yet' 'an empty store'
run "$BOTE" measured import "$samples/ab-keepalive.txt" "$samples/redis-benchmark.csv" "$samples/hyperfine.json" --as web,cache,job
status 0 'three files'
out_like '^web *ab  _rate 20 k/s, _mean 800 µs' 'what they say'
out_like '^3 files, [0-9]* numbers stored, as of another machine' 'the sum'
run "$BOTE" measured
status 0 'the list'
for name in web_rate cache_set_p99 job_sleep_0_01; do
	out_like "^ *$name " "$name"
done
out_like 'imported from ab-keepalive.txt' 'where it is from'

run "$BOTE" measured.web_rate to requests/s
out_like '^≈ 20,00[0-9] requests/s' 'in an expression'
err_like '^note: measured.web_rate: imported from ab-keepalive.txt (ab, 20..-..-..), another machine, closed loop' 'and it is said'
run "$BOTE" 'fact.cache_get_p99'
out_like '^≈ 2.6[0-9]* ms' 'a fact too'
run "$BOTE" 'ceil(90k requests/s / (measured.web_rate * 60% / 1 server))'
status 0 'servers for a peak'
out_like 'servers' 'that many'
run "$BOTE" 'measured.web_p99'
err_like 'measured.web_p99: of a closed loop, and so too good under load' 'a percentile of a closed loop is said to be too good'
run "$BOTE" measured.web_p98_9
status 2 'no such number'
err_like "unknown name 'measured.web_p98_9'" 'says so'
err_like 'measured.web_p98' 'and what is near'

printf 'peak = 90k requests/s "Peak"\nservers = ceil(peak / (measured.web_rate * 60%% / 1 server)) "Servers"\nshow servers\n' > own.bote
run "$BOTE" report own.bote -F txt
out_like '^Measured$' 'a report has them under Measured'
out_like 'measured.web_rate' 'by name'
out_like 'ab-keepalive.txt (ab,$' 'with tool and day'
out_unlike 'typed in the estimate' 'and the summary has the same source'

# Runs of one test, what a person adds, what is refused.
cp "$samples/ab.txt" a.txt
sed 's/9747.04/9847.04/' a.txt > b.txt
sed 's/9747.04/9647.04/' a.txt > c.txt
run "$BOTE" measured import a.txt b.txt c.txt --as shop --day 2026-11-03 --machine 'staging, 8 CPUs' --note 'TLS off'
out_like 'fair: 3 runs, closed loop, whole ms; TLS off' 'three runs'
run "$BOTE" measured shop_rate
out_like '^shop: imported from a.txt and 2 more (ab, 2026-11-03), staging, 8 CPUs' 'where and when'
out_like '^shop_rate *9,700 ' 'the median'
for day in tomorrow 2026-13-45 2026-00-10 2026-02-00 2026-02-29 2100-02-29 2026-04-31 2026-1-05 2026-11-031 26-11-03; do
	run "$BOTE" measured import a.txt --as day --day "$day"
	status 3 "no day: $day"
	err_is "error: --day takes a date such as 2026-11-29, not '$day'" "which is said"
done
for day in 2024-02-29 2000-02-29 2026-12-31 2026-01-01; do
	run "$BOTE" measured import a.txt --as day --day "$day"
	status 0 "a day: $day"
	run "$BOTE" measured day_rate
	out_like "^day: imported from a.txt (ab, $day)" 'is its origin'
done
"$BOTE" measured forget day > /dev/null
run "$BOTE" measured import "$samples/wrk-404.txt"
status 1 'mostly errors'
err_is "error: $samples/wrk-404.txt: 25,435 of 25,435 answers were errors
    hint: --keep stores it all the same" 'are refused'
sed 's/Non-2xx or 3xx responses: .*/Non-2xx or 3xx responses: 7E777/' "$samples/wrk-404.txt" > beyond.txt
run "$BOTE" measured import beyond.txt --keep --as beyond
status 1 'more errors than can be'
err_is 'error: beyond.txt: it counts more than 10^15 answers, errors or connections' 'are refused, wanted or not'
for count in nan -1 ''; do
	sed "s/Non-2xx or 3xx responses: .*/Non-2xx or 3xx responses: $count/" "$samples/wrk-404.txt" > odd.txt
	run "$BOTE" measured import odd.txt --keep --as odd
	status 1 "errors: '$count'"
	err_like '^error: odd.txt: how many errors it counts is ' 'are refused'
done
sed 's/9747.04/nan/; s/^Time per request: .*1.642/Time per request: -1/' "$samples/ab.txt" > odd.txt
run "$BOTE" measured import odd.txt --dry-run
status 0 'a rate that is none'
out_like '_rate is no number: left out; _mean is negative: left out;' 'is left out and named'
{ cat "$samples/pgbench-log.txt"; printf '0 99 skipped 0 1795989671 9000\n0 99 nan 0 1795989671 9000\n'; } > odd.txt
run "$BOTE" measured import odd.txt --dry-run
out_like '1 line has no numbers where they belong and is left out, first line 52' 'a line of a log'
out_like '1 of [0-9]* answers were errors' 'a transaction that was skipped is an error'
run "$BOTE" measured import "$samples/wrk-404.txt" --keep --as bad
status 0 'unless wanted'
run "$BOTE" measured import "$samples/iperf3-refused.json" "$samples/pgbench.txt" --as net,db
status 1 'one of two fails'
err_like 'iperf3-refused.json: iperf3 failed: unable to connect to server: Connection refused; nothing of it is stored' 'which'
run "$BOTE" measured.db_rate
status 0 'the other is stored'
run "$BOTE" measured import "$samples/README.md"
status 1 'no tool'
err_like 'no known tool wrote this' 'says so'
head -c 2000 "$samples/fio.json" > cut.json
run "$BOTE" measured import cut.json
status 1 'a cut file'
err_like 'cut.json: line [0-9]*, column [0-9]*: no JSON' 'where'
run "$BOTE" measured import none.txt
status 4 'no file'
run "$BOTE" measured import a.txt --as x,y
status 3 'too many names'
run "$BOTE" measured import a.txt --as 9x
status 3 'no name'
run "$BOTE" measured import a.txt --tool wrkk
status 1 'no such tool'
run "$BOTE" measured import --dry-run a.txt --as dry
out_like 'would be stored' 'a dry run'
run "$BOTE" measured.dry_rate
status 2 'stores nothing'

run "$BOTE" measured forget shop
out_is 'forgot shop' 'forgotten'
run "$BOTE" measured.shop_rate
status 2 'it is gone'
run "$BOTE" measured.web_rate
status 0 'others stay'
run "$BOTE" measured forget shop
status 3 'nothing to forget'
run "$BOTE" measured ebw
out_is '' 'nothing fits'
status 1 'and says so'

# A name that this machine has measured is its own.
if [ -x "$builddir/bote-bench" ]; then
	. "$srcdir/tests/store.sh"
	store_begin
	result syscall 100e-9 99e-9 101e-9
	run "$BOTE" measured import a.txt --as syscall
	status 3 'its own name'
	err_like 'syscall is measured on this machine' 'says so'
	run "$BOTE" measured.syscall
	out_like '^. 100 ns' 'it stays what it was'
fi

done_testing
