# SPDX-License-Identifier: GPL-3.0-or-later
# measured.NAME and fact.NAME: numbers from the store, from published figures, and what is said of them.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/store.sh"

[ -x "$builddir/bote-bench" ] || skip_all 'bote-bench is not built'

# ---- nothing measured ----

store_begin
[ -n "$machine" ]
ok $? 'the machine has an id'

run "$BOTE" measured.syscall
status 2 'not measured'
out_is '' 'no answer'
err_is "error: 'measured.syscall' is not measured on this machine yet
    measured.syscall
    ^~~~~~~~~~~~~~~~
    hint: 'bote bench syscall' measures it" 'an error that names the command'

run "$BOTE" '2 * measured.mem_l1_rate'
err_like "'bote bench mem_l1' measures it" 'the operation behind an ending'
err_like '^        ^~~' 'at its place'

run "$BOTE" measured.sysclal
status 2 'unknown'
err_like "did you mean 'measured.syscall'" 'the name near it'
run "$BOTE" fact.simple_quer
err_like "did you mean 'fact.simple_query'" 'published names too'
run "$BOTE" measured.nothing_at_all_like_it
err_like "'bote bench --list' shows" 'or where to look'
run "$BOTE" fact.ht_put
status 2 'neither measured nor published'
if grep -q 'needs libck' "$work/err"; then
	skip 'names the command too' 'no libck'
else
	err_like "'bote bench ht_put' measures it" 'names the command too'
fi

run "$BOTE" '2 * fact.syscall'
status 0 'a published figure stands in'
out_is '= 600 ns' 'its value'
err_is "note: fact.syscall: published, not measured here; 'bote bench syscall' measures it" 'and says so'
run "$BOTE" fact.syscall_rate
out_like '^≈ 3.333 million operations/s' 'a rate from a published time'
run "$BOTE" fact.zipf_web
err_is 'note: fact.zipf_web: published; nothing measures it' 'what no benchmark is about'
run "$BOTE" fact.tcp_init_window
err_like 'nothing measures it' 'nor one whose name begins like an operation'
run "$BOTE" -q fact.syscall
err_is '' 'quiet: no notes'
is "$(find "$work/state" -type f)" '' 'reading makes no file'
rm -rf "$BOTE_STATE_DIR"
run "$BOTE" fact.syscall
status 0 'no folder at all'
[ ! -e "$BOTE_STATE_DIR" ]
ok $? 'and none is made'

# ---- measured ----

store_begin
store_example
result lru_get 54.1e-9 52.6e-9 57.5e-9 '"verdict":"poor","seen":"another process had the CPU for 41 % of the time"'
result mutex 6.4e-9 6.3e-9 6.5e-9 '"verdict":"good","when":"2026-05-01T00:00:00Z"'
result jump_hash 46e-9 46e-9 46e-9 '"verdict":"good","rev":99'
result mem_l1 1.7e-9 1.6e-9 1.8e-9 '"verdict":"too noisy"'

run "$BOTE" measured.syscall
status 0 'measured'
out_is '≈ 102 ns  (100 … 104 ns, 90 %)' 'with its spread'
err_is '' 'nothing to be said'
for row in 'syscall_rate|≈ 9.8 million operations/s  (9.6 million … 10 million operations/s, 90 %)' \
	'ht_get_all|≈ 20 million operations/s  (19 million … 21 million operations/s, 90 %)' \
	'zstd3_bw|≈ 300 MB/s  (292 … 309 MB/s, 90 %)' 'syscall_p99|≈ 104 ns  (103 … 119 ns, 90 %)' \
	'ht_get_bytes_entry|= 32 B' 'jump_hash|= 46 ns'; do
	run "$BOTE" "measured.${row%%|*}"
	out_is "${row#*|}" "${row%%|*}"
done
run "$BOTE" 'measured.syscall * measured.syscall_rate'
out_like '^[=≈] 1 operation' 'a time and its rate are one number'
run "$BOTE" 'measured.syscall - fact.syscall'
out_like '^= 0 ns' 'so are measured. and fact.'
run "$BOTE" measured.syscall_bw
status 2 'no such ending'
err_like 'syscall was measured, without such a number' 'says that it was measured'
err_like 'there are .*syscall_p99' 'and what there is'

run "$BOTE" 'fact.syscall + fact.ht_get + fact.fdatasync_4k'
err_is "note: fact.syscall, fact.ht_get: measured 2026-11-23 on Pentium of Babbage, 8 CPUs, kvm, bote 0.1.0
note: fact.fdatasync_4k: published, not measured here; 'bote bench fdatasync_4k' measures it" 'which it is, together'
run "$BOTE" measured.lru_get
err_is 'note: measured.lru_get: the measurement was poor: another process had the CPU for 41 % of the time' 'a poor one'
run "$BOTE" measured.mutex
err_is "warning: measured.mutex: out of date: 207 days old; 'bote bench mutex' measures it again" 'an old one'
run "$BOTE" measured.jump_hash
err_like 'out of date: the benchmark has changed since' 'one of another revision'
run "$BOTE" fact.mem_l1
out_is '= 1 ns' 'too noisy for fact.'
run "$BOTE" measured.mem_l1
out_like '^≈ 1.7 ns' 'but kept'
err_like 'the measurement was too noisy' 'and says so'

run env COLUMNS=120 "$BOTE" -x '4 * fact.syscall + ref.syscall'
out_like '^fact.syscall ≈ 102 ns (100 … 104 ns), measured 2026-11-23 on Pentium of Babbage, 8 CPUs, kvm, bote 0.1.0, good$' 'steps: where it is from'
out_like '^ref.syscall = 300 ns, from napkin-math 2026$' 'of a published one too'
run "$BOTE" help measured.syscall
out_like 'from measured 2026-11-23 on Pentium of Babbage' 'help of a number'

run "$BOTE" -j '2 * fact.mutex'
for part in '"facts":\[{"name":"fact.mutex","is":"measured.mutex"' '"op":"mutex","when":"2026-05-01T00:00:00Z","processor":"Pentium of Babbage","cpus":8' \
	'"verdict":"good"' '"stale":"207 days old"' '"low":6.3[0-9e-]*,"high":6.'; do
	out_like "$part" "JSON: $part"
done
run "$BOTE" -j 'server_max_rps(cpu_per_request = 1 ms/request)'
out_unlike '"facts"' 'JSON: no figures, no member'

# Cells, formulas, sheets, whiteboard.
run "$BOTE" 'server_max_rps(cpu_per_request = 1000 * measured.ht_get / 1 request)'
out_like '^≈ 29,[0-9]* requests/s' 'in a formula'
run "$BOTE" '~ 3 * measured.ht_get'
status 0 'on a whiteboard'
out_like '300 ns' 'by its middle, rounded'
cat > sheet.bote <<'END'
# Sheet
param calls = 4 per request "Calls" from "assumption"
cost = calls * fact.syscall "Cost"
rate = 1 / cost "Rate"
require cost > 1 ns/request "it costs something"
disk = fact.fdatasync_4k "Disk"
check cost < 1 us/request "Little"
END
run "$BOTE" run sheet.bote
status 0 'in a sheet'
out_like 'cost ≈ 408 (400 … 416) ns/request' 'its cost'
out_like 'rate ≈ 2.45 million (2.40 million … 2.50 million) requests/s' 'and rate'
err_like 'fact.syscall: measured 2026-11-23' 'a sheet says it too'
run "$BOTE" sensitivity sheet.bote rate
out_like 'measured.syscall' 'what moves it goes by its name'

# The worked example: a request of counted operations, from measured times to servers.
request='counts = [3, 1, 4, 1] per request, times = [fact.ht_get, fact.sha256_64, fact.syscall, 2 KiB / fact.zstd3_bw]'
run "$BOTE" "p50(request_cost($request)) to 3 digits"
out_is '≈ 7,670 ns/request  (≈ 7.67 µs/request)' 'a request costs 7.67 us'
cat > worked.bote <<END
# Worked
use request_cost($request) as one
use servers_from_cost(peak = 3M requests/s, cost = one.cost, cores = 8 cores/server, scaling = 97%, target_util = 60%) as fleet
core = p50(one.per_core) to 2 digits
server = p50(fleet.per_server) to 2 digits
working = p50(fleet.working)
servers = p50(fleet.servers)
top = p50(one.dominant)
share = p50(one.dominant_share) to 2 digits
show core, server, working, servers, top, share
END
run "$BOTE" run worked.bote
for row in 'core *≈ 130,000 requests/s/core' 'server *≈ 610,000 requests/s/server' 'working *[=≈] 5 servers' 'servers *[=≈] 6 servers' \
	'top *[=≈] 4' 'share *≈ 89%'; do
	out_like "^  $row" "worked: $row"
done
run "$BOTE" run grounded
status 0 'the estimate that is grounded'
out_like '^ *system call *102 (100 … 104) *300 ' 'measured beside published'
err_like '^note: fact.ht_get, fact.sha256_64, fact.syscall, fact.zstd3_bw: measured 2026-11-23' 'says what is measured'
err_like '^note: fact.redis_get_2cpu, fact.append_sync_4k: published, not measured here' 'and what is not'
run "$BOTE" report grounded
out_like '^| `fact.zstd3_bw` .*| *≈ 300 MB/s | *292 … 309 MB/s ' 'its report lists them'
run "$BOTE" 'cache_memory_measured(entries = 1M records, entry = 68 B/record, bytes_entry = measured.ht_get_bytes_entry, slack = 0%)'
out_is '= 100 MB' 'bytes an entry, measured'

# ---- reports ----

run "$BOTE" report sheet.bote
out_like '^## Measured on this machine$' 'a section'
out_like '^| `fact.syscall` .*| ≈ 102 ns | 100 … 104 ns | *300 ns | *0.34 | 2026-11-23 | good ' 'measured beside published'
out_like '^| `fact.fdatasync_4k` .*| *– | *– | *300 µs | *– | – .*| not measured ' 'not measured'
out_like 'Pentium of Babbage, 8 CPUs, kvm' 'the processor'
for format in html json txt; do
	run "$BOTE" report sheet.bote -F "$format"
	out_like 'Pentium' "as $format"
done
run "$BOTE" report sheet.bote calls=1
run "$BOTE" report twitter
out_unlike 'Measured on this machine' 'not where nothing of it is used'

# ---- a store that is not as it should be ----

printf '{"op":"syscall","value":\nnonsense\n' >> "$store"
run "$BOTE" measured.syscall
status 0 'damaged lines'
out_like '^≈ 102 ns' 'the others count'
err_is "warning: $store:9: this line and 1 more are damaged and left out" 'and it says where'
: > "$store"
result syscall 1e-7 1e-7 1e-7 '"verdict":"good","machine":{"id":"feedfeedfeedfeed","cpu":"another"}'
run "$BOTE" fact.syscall
out_is '= 300 ns' "another machine's line"
err_like '1 result of another machine is not used' 'is named'
mv "$store" "$BOTE_STATE_DIR/measured/feedfeedfeedfeed.jsonl"
run "$BOTE" measured.syscall
status 2 "another machine's file"
err_like "the results of another machine in $BOTE_STATE_DIR/measured are not used" 'is mentioned'
store_begin
mkdir "$store"
run "$BOTE" measured.syscall
status 4 'a store that cannot be read'
err_like "cannot read $store" 'names it'
run "$BOTE" fact.syscall
status 0 'fact. has the published one'
err_like "^warning: cannot read $store" 'and says so'
rmdir "$store"
head -c 4000 /dev/urandom > "$store"
run "$BOTE" fact.syscall
status 0 'noise in the store'
out_is '= 300 ns' 'is left out'

# ---- the prompt ----

store_begin
{
	echo 'measured.syscall'
	echo 'fact.syscall'
	echo 'fact.syscall'
} > typed
run sh -c "'$BOTE' --no-init --transcript < typed"
is "$(grep -c 'published, not measured' "$work/out")" 1 'said once in a session'

done_testing
