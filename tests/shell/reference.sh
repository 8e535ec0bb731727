# SPDX-License-Identifier: GPL-3.0-or-later
# Published figures and the classic tables: `ref` and `table`, against numbers printed elsewhere.
. "$srcdir/tests/lib.sh"

# ---- ref ----

prelude=$srcdir/formulas/prelude/reference.bote
sed -n 's/^ref \([a-z0-9_]*\) .*/\1/p' "$prelude" > "$work/names"

run "$BOTE" ref
status 0 'ref'
is "$(sed -n 's/^  ref\.\([a-z0-9_]*\) .*/\1/p' "$work/out")" "$(cat "$work/names")" 'lists every figure, in the order of the text'
is "$(grep '^  ' "$work/out" | grep -vc '  (.*)$')" 0 'each with its source'
is "$(grep -cE '^  ref\.[a-z0-9_]+ +[-$]*(nan|inf)' "$work/out")" 0 'and its value'
is "$(sort "$work/names" | uniq -d)" '' 'no name is given twice'
is "$(grep '^ref ' "$prelude" | grep -v '"napkin-math 2026"$' | grep -v '[12][0-9][0-9][0-9][^0-9]' | grep -v '"folklore"$')" '' 'a source has its year'
out_like '^Costs: approximate list prices' 'in groups'

bad=
while read -r name; do
	run "$BOTE" "ref.$name"
	[ "$got" -eq 0 ] || bad="$bad $name"
done < "$work/names"
is "$bad" '' 'each of them stands in an expression'

run "$BOTE" ref drive
out_like '^  ref.drive_afr  *1.36%  *Drives that fail within a year  (Backblaze Drive Stats for 2025)$' 'a word: name, value, what it is, source'
is "$(grep -c '^  ' "$work/out")" 1 'nothing else'
run "$BOTE" ref backblaze
out_like 'drive_afr' 'a word of the source'
run "$BOTE" ref '/^ref\.h[12]00_/'
is "$(grep -c '^  ' "$work/out")" 6 'a pattern'
run "$BOTE" ref nosuchword
status 1 'nothing found is a no'
err_like 'no published figure fits' 'and said'
run "$BOTE" ref '/(/'
status 2 'a faulty pattern'
run "$BOTE" ref x = 5 ns
status 3 'a definition'
err_like 'write a cell' 'is told what to do'
run "$BOTE" ref compression_rpc
out_like '7.1  (5.0 … 10, 90 %)' 'a range is shown as one'
run "$BOTE" 'ref.compression_rpc - ref.compression_rpc == 0'
out_like 'yes' 'and is the same wherever it stands'

# Figures that were held against what their sources say.
while IFS='|' read -r name value source; do
	run "$BOTE" ref "/^ref\.$name\$/"
	out_like "^  ref.$name  *$value  .*($source" "ref.$name"
done <<'END'
switch_1cpu|1.5 µs|E. Bendersky 2018
switch_2cpu|2.2 µs|E. Bendersky 2018
context_switch|10 µs|napkin-math 2026
tcp_rtt_1cpu|10 µs|napkin-math, first version, 2018: MacBook 2017
tcp_rtt_2cpu|10 µs|napkin-math, first version, 2018: MacBook 2017
tcp_bw|500 MiB/s  *TCP on one host, 32 KiB there and back|napkin-math 2026
zstd3_bw|510 MB/s  *Compression with zstd level 1; level 3 is slower|Zstandard 1.5.6 page
zstd3_d_bw|1.58 GB/s|Zstandard 1.5.6 page
lz4_bw|700 MB/s|Zstandard 1.5.6 page, lz4 1.9.4
redis_rate|100,000 operations/s|Redis 2.2 documentation, 2011, and J. Carlson, 2016: 81,000 to 134,000
redis_pipelined_rate|500,000 operations/s  *Redis, one node, 16 requests in a pipeline|S. Sanfilippo, gist 1892983, 2012
kafka_producer_rate|820,000 records/s  *Kafka, one producer, records of 100 B, no copies|J. Kreps
kafka_cluster_rate|2 million records/s  *Kafka, .*three asynchronous copies|J. Kreps
dean_compress_1kb|10 µs|system-design-primer
dean_hdd_read_1mb|30 ms|system-design-primer
scott_memory_read_1mb|3 µs  *Read 1 MB.*extrapolated, not reached.*|C. Scott 2020, model
mem_l1|1 ns|C. Scott 2020, model: fixed cycles at 3 GHz
a100_memory|80 GB  *GPU memory, A100 80 GB|NVIDIA
h100_flops|989 trillion /s  *GPU operations, H100 SXM, bf16 dense|NVIDIA
b200_memory|180 GB|NVIDIA
b300_memory|288 GB|NVIDIA
b300_bandwidth|8 TB/s|NVIDIA
END

# A default without a publication is called a rule of thumb, alike everywhere.
is "$(grep -rnE '(from|source) ".*(habit|staffing rule|in practice|LADIS)' "$srcdir"/formulas "$srcdir"/examples --include='*.bote')" '' 'no habits'

# Names that the benchmarks use.
for name in mem_l1 mem_l2 mem_dram mem_random syscall mutex sha256_64 xxh3_64 disk_read_rand fdatasync_4k; do
	grep -qx "$name" "$work/names"
	ok $? "ref.$name, as the benchmark is called"
done

# ---- table ----

run "$BOTE" table
status 0 'table lists the tables'
is "$(awk '{ print $1 }' "$work/out" | tr '\n' ' ')" 'latency nines powers prefixes time ' 'all five'
run "$BOTE" table nosuch
status 2 'a table that is not there'
err_like "no table 'nosuch'" 'is named'
err_like 'latency, nines, powers, prefixes, time' 'with those that are'

# lines NAME: the rows of a table, one blank between columns.
lines() {
	run "$BOTE" table "$1"
	status 0 "table $1"
	err_is '' 'nothing on standard error'
	tr -s ' ' < "$work/out" | sed 's/^ //' > "$work/rows"
}
row() {
	grep -qxF -e "$1" "$work/rows"
	ok $? "row: $1" || explain < "$work/rows"
}

# 2^64 and the like as in any table of powers of two.
lines powers
row '2^10 1,024 1 KiB thousand 1,000 kilo 2.4%'
row '2^32 4,294,967,296 4 GiB'
row '2^40 1,099,511,627,776 1 TiB trillion 1e12 tera 9.951%'
row '2^50 1,125,899,906,842,624 1 PiB quadrillion 1e15 peta 12.59%'
row '2^60 1,152,921,504,606,846,976 1 EiB quintillion 1e18 exa 15.29%'
row '2^64 18,446,744,073,709,551,616 16 EiB'

# Site Reliability Engineering, appendix A (availability table): a year, 30 days, a week, a day.
lines nines
row '90% 36.5 days 3.042 days 3 days 16.8 h 2.4 h'
row '99% 3.65 days 7.3 h 7.2 h 1.68 h 14.4 min'
row '99.9% 8.76 h 43.8 min 43.2 min 10.08 min 1.44 min'
row '99.95% 4.38 h 21.9 min 21.6 min 5.04 min 43.2 s'
row '99.99% 52.56 min 4.38 min 4.32 min 1.008 min 8.64 s'
row '99.999% 5.256 min 26.28 s 25.92 s 6.048 s 864 ms'

lines time
row 'day 86,400 10^5'
row '30 days 2,592,000 2.5 million'
row 'year (365 days) 31,536,000 pi * 10^7'
row '1 million 11.57 /s 10 /s 0.3858 /s'
row '1 billion 11,570 /s 10,000 /s 385.8 /s'
row 'A day taken as 10^5 s makes every rate 13.6% too low.'

lines prefixes
row 'M mega 10^6 1,000,000 Mi mebi 2^20 1,048,576 4.858%'
row 'n nano 10^-9 1e-9 s 1,000,000,000'
row 'A byte has 8 bits: 1 Gbit/s moves 125 MB/s.'

# J. Boner's copy of Jeff Dean's numbers, and the same in human terms.
lines latency
row 'L2 cache reference 7 ns 7 s 4 ns'
row 'HDD seek 10 ms 115.7 days 10 ms'
row 'California to the Netherlands and back 150 ms 4.756 years'
row 'Main memory reference 100 ns 1.667 min 100 ns'

run "$BOTE" table nines time
is "$(grep -c '^Nines: \|^Time: ' "$work/out")" 2 'several at once'
run "$BOTE" -D dau=5 -e 'ms = 3' table nines
status 0 "a person's cells change no table"
run_stdin 'table powers
' "$BOTE" --no-init --transcript
out_like '1,024' 'at the prompt too'

# A range among the figures hangs together with no cell, however many uncertain cells there are.
{
	awk 'BEGIN { for (i = 0; i < 256; i++) printf "a%03d = 1..2\n", i }'
	echo 'f = ln(ref.redis_folklore / (1 operation/s))'
	for i in 000 100 223 224 254 255; do
		echo "c$i = mean((f - mean(f)) * (ln(a$i) - mean(ln(a$i)))) / sd(f) / sd(ln(a$i))"
		echo "check abs(c$i) < 0.02 \"a$i\""
	done
} > many.bote
run "$BOTE" run many.bote
status 0 'a published range is independent of 256 cells'
err_like 'more than 224 uncertain numbers: 1 of them is drawn at random' 'and it is said that they are many'

done_testing
