# SPDX-License-Identifier: GPL-3.0-or-later
# bote profile: logs with a known truth give numbers that hold it, a sheet that runs, and nothing of the log itself.
. "$srcdir/tests/lib.sh"
gen=$builddir/tests/load/genlog
[ -x "$gen" ] || skip_all 'genlog is not built'

"$gen" timed 1 60000 7 5000 0.9 0.02 > week.log
run "$BOTE" profile week.log -o traffic.bote
status 0 'a log'
out_like '^week.log, 2026-11-03 to 2026-11-09 (7 days), 60,[0-9]* requests, 0 lines not read$' 'what it is'
for part in 'average' 'busiest hour' 'hours (UTC)' 'sizes' 'times' 'answers' 'objects' 'clients' 'popularity *Zipf 0.9' 'hits %, LRU cache'; do
	out_like "^  $part" "$part"
done
run "$BOTE" run traffic.bote
status 0 'the sheet runs as it is'
out_like 'rate \* peak_hour \* body to MB/s' 'and says what it comes to'
run "$BOTE" profile week.log -o traffic.bote
status 4 'a file that is there'
err_like 'traffic.bote is there already' 'stays'
run "$BOTE" profile week.log -o traffic.bote --force
status 0 'unless it is to go'
run "$BOTE" profile week.log --print
cp "$work/out" printed
out_like '^param alpha = spread(0.[89]' 'the sheet alone'

# Privacy: no client, no path, no user agent of the log in any output.
{
	cat printed traffic.bote
	"$BOTE" profile week.log
	"$BOTE" profile week.log --partial week.part --key k --force
	strings -n 6 week.part 2> /dev/null || tr -c '[:print:]' '\n' < week.part
	"$BOTE" profile week.part
} > said 2>&1
sed 's/ .*//' week.log | sort -u > secrets
sed 's/.*"[A-Z]* \([^ ]*\) HTTP.*/\1/' week.log | sort -u >> secrets
printf 'Mozilla\nexample.org\nshop\n' >> secrets
is "$(grep -c -F -f secrets said)" 0 "none of $(wc -l < secrets) addresses and paths stands in what was said"
sed '17s/.*/secret.example 7 "GET \/secret HTTP\/1.1"/' week.log > odd.log
run "$BOTE" profile odd.log
err_like '1 line not read: no time' 'a line that is no request'
err_unlike 'secret' 'is not quoted'
run "$BOTE" profile odd.log --show-bad
err_like '^line 17: no time: secret.example' 'unless it is wanted'

# The truth lies in the ranges: twenty logs, seventeen at least.
range() {
	sed -n "s/^param $1 = \(.*\) \".*\" from.*/\1/p" sheet | tr -d '%(),a-zA-Z/' | awk '{ gsub(/\.\./, " "); print $1, $NF }'
}
: > missed
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	"$gen" timed $seed 60000 7 5000 0.9 0.02 | "$BOTE" profile - --print > sheet 2> /dev/null
	for truth in 'rate 0.0992063' 'alpha 0.9' 'growth 2.0201' 'reads 92' 'errors 0.5' 'time 30' 'time_p50 18.196' 'time_p99 186.4'; do
		range "${truth% *}" | awk -v truth="${truth#* }" -v name="${truth% *}" '{ if (truth < $1 || truth > $2) print name }' >> missed
	done
done
for name in rate alpha growth reads errors time time_p50 time_p99; do
	n=$(grep -c "^$name\$" missed)
	[ "$n" -le 3 ]
	ok $? "$name: the truth is outside of $n of 20 ranges"
done

# Each line of a sheet can be read again, however narrow a range is: days of which each has `1` times the requests of the
# one before, and answers of 12,000 bytes and up to `2` more.
days() {
	awk -v times="$1" -v wide="$2" 'BEGIN {
		for (d = 2; d <= 8; d++) {
			n = 4096 * times ^ (d - 2)
			for (i = 0; i < n; i++) {
				s = int(86399 * i / (n - 1))
				printf "10.0.%d.7 - - [%02d/Nov/2026:%02d:%02d:%02d +0000] \"GET /%d HTTP/1.1\" 200 %d\n", i % 250, d,
				       s / 3600, s % 3600 / 60, s % 60, i % 70, 12000 + i % (wide + 1)
			}
		}
	}'
}
while read -r times wide growth; do
	days "$times" "$wide" > even.log
	run "$BOTE" profile even.log -o even.bote --force
	run "$BOTE" run even.bote
	status 0 "the sheet of days that are $times times the one before, sizes of $wide bytes about, runs"
	is "$(sed -n 's/^param growth = \(.*\) "Growth.*/\1/p' even.bote)" "$growth" "growth is $growth"
	is "$(sed -n 's/^param body = \(.*\)(.*/\1/p' even.bote)" "$([ "$wide" -gt 1000 ] && echo spread)" 'a range only where it is one'
done << 'END'
1 0 0%
1 1 0%
1 40 0%
1 5000 0%
0.5 3 -50%
2 3 100%
END

# No day has more objects or clients than all days together, whatever the key of the hashes is.
days 1 0 > even.log
for key in 1 2 3 4 5 6 7 8; do
	"$BOTE" profile even.log --key $key 2> /dev/null | sed -n 's/^  \(objects\|clients\) *\([0-9]*\) (.* \.\. \(.*\) a day).*/\1 \2 \3/p'
done > most
is "$(awk '$3 > $2' most)" '' 'no day has more than all'
is "$(grep -c . most)" 16 'of both, eight times'

# Those of a day are counted: five days have 700 to 704, and some are asked for twice. A late line is of the evening before,
# of one that was there then and was not on its own day yet.
awk 'BEGIN {
	for (day = 1; day <= 5; day++)
		for (i = 0; i < 1440; i++) {
			if (i >= 700 + day - 1 && i % 2)
				n = i % 600
			else
				n = i % (700 + day - 1)
			late = day > 2 && i == 3
			printf "10.1.%d.%d - - [%02d/Nov/2026:%s +0000] \"GET /%d HTTP/1.1\" 200 100\n", n / 256, n % 256, day - late, \
				late ? "23:59:59" : sprintf("%02d:%02d:00", i / 60, i % 60), late ? 5 : n
		}
}' > days.log
for key in 1 2 3 4 5 6; do
	"$BOTE" profile days.log --key $key 2> /dev/null | sed -n 's/^  \(objects\|clients\) *[0-9]* (\(.*\) a day).*/\1 \2/p'
done | sort -u > exact
is "$(cat exact)" 'clients 700 .. 704
objects 700 .. 704' 'what a day has is exact under any key'
sed 's/^10\.1\.\([0-9]*\)/10.2.\1/; s/GET /&\/b/' days.log > other.log
"$BOTE" profile days.log --partial one.part --key k > /dev/null 2>&1
"$BOTE" profile other.log --partial two.part --key k > /dev/null 2>&1
run "$BOTE" profile one.part
out_like '^  objects *704 (700 .. 704 a day)' 'a part has it'
run "$BOTE" profile one.part two.part
out_like '^  objects *1,408 (.* a day ± 1.3 %)' 'days of two parts are estimated, and by how much is said'
"$BOTE" profile other.log --query --partial three.part --key k > /dev/null 2>&1
run "$BOTE" profile one.part three.part
status 2 'objects with their queries and without'
err_like 'three.part: it was made with --query' 'are not merged'
for at in 40 300 4000 20000 50000; do
	cp one.part odd.part
	printf '\375' | dd of=odd.part bs=1 seek=$at conv=notrunc 2> /dev/null
	run "$BOTE" profile odd.part
	status 2 "a part with another byte at $at"
	head -c $at one.part > odd.part
	run "$BOTE" profile odd.part
	status 2 "or cut there"
done
for day in 31/Nov/2026 30/Feb/2026 29/Feb/2026 31/Apr/2025; do
	printf '10.0.0.1 - - [01/Nov/2026:00:00:00 +0000] "GET /a HTTP/1.1" 200 5\n%.0s' 1 2 3 4 5 6 > nodate.log
	printf '10.0.0.1 - - [%s:00:00:00 +0000] "GET /a HTTP/1.1" 200 5\n' "$day" >> nodate.log
	run "$BOTE" profile nodate.log
	out_like ', 6 requests, 1 line not read' "no $day"
done
sed 's/part 2/part 1/' one.part > old.part
run "$BOTE" profile old.part
status 2 'a part of another version'
err_like 'another version of bote wrote it' 'is told from a damaged one'

# Forms, packed files, pipes and parts give the same.
"$gen" combined 3 20000 2 3000 0.8 0 > combined.log
"$BOTE" profile combined.log --print --source x 2> /dev/null | sed 1d | grep -v '^param time' > want
for form in timed json alb w3c iis csv; do
	"$gen" $form 3 20000 2 3000 0.8 0 > $form.log
	"$BOTE" profile $form.log --print --source x 2> /dev/null | sed 1d | grep -v '^param time' > got
	is "$(cat got)" "$(cat want)" "$form says the same"
done
run "$BOTE" profile combined.log --print --source x --regex '^(?<client>\S+) \S+ \S+ \[(?<time>[^\]]+)\] "(?<method>\S+) (?<path>\S+) [^"]*" (?<status>\d+) (?<bytes>\d+)'
sed 1d "$work/out" | grep -v '^param time' > got
is "$(cat got)" "$(cat want)" 'so does a pattern'
for pack in gzip zstd; do
	if command -v $pack > /dev/null && [ -x "$builddir/bote-unpack" ]; then
		$pack -c combined.log > packed
		run "$BOTE" profile packed --print --source x
		sed 1d "$work/out" > got
		is "$(cat got)" "$(cat want)" "packed by $pack"
		"$BOTE" profile - --print --source x < packed 2> /dev/null | sed 1d > got
		is "$(cat got)" "$(cat want)" 'from a pipe too'
		head -c 20000 packed > cut
		run "$BOTE" profile cut
		status 2 'cut short'
		err_like 'cut: it is damaged or cut short' 'says so'
	fi
done
"$BOTE" profile combined.log -o shop.bote > /dev/null
run "$BOTE" lab cache --like shop.bote cached=500 requests=100k rebuild="10 ms"
status 0 'a lab takes what a log says'
out_like '^LRU cache of     here  in the log$' 'and shows its hits beside those of the log'
out_like 'alpha = 0.7' 'under its popularity'
run "$BOTE" lab cache --like shop.bote objects=3000
out_like '^objects = 3,000 objects' 'what is given goes before'
run "$BOTE" lab queue --like shop.bote
status 3 'a sheet without a parameter of the lab'
err_is 'error: shop.bote has no parameter that lab queue has' 'says so'
# Lines that are not read among others, one that is too long: whoever reads them, it is the same.
awk 'NR % 997 == 0 { print "no request" } NR == 9000 { while (i++ < 7000) printf "0123456789"; print "" } { print }' combined.log > holes.log
for n in 1 2 5; do
	"$BOTE" profile holes.log --print --source x --key k --show-bad --threads $n > "holes.$n" 2>&1
done
cmp holes.1 holes.2 && cmp holes.1 holes.5
ok $? 'threads change nothing'
is "$(grep -c 'no request$' holes.5)" "$(grep -c '^no request' holes.log)" 'and lose no line'
is "$(grep -c 'longer than 64 KB' holes.5)" 2 'nor one that is too long'
run "$BOTE" profile combined.log --memory 32MB --print --source x
status 0 'less memory'
is "$(sed 1d "$work/out" | grep -c .)" "$(grep -c . want)" 'the same lines'
run "$BOTE" profile combined.log --memory 1GB
status 3 'more memory than there may be'
err_is "error: --memory takes 32MB to 128MB, not '1GB'" 'says so'
run "$BOTE" profile combined.log --threads 0
status 3 'no threads'
err_is "error: --threads takes 1 to 64, not '0'" 'says so, too'
# Directives are neither requests nor lines that were not read, wherever they stand and however few the requests are.
for form in w3c iis; do
	fields=$(grep -m 1 '^#Fields' $form.log)
	grep -v '^#' $form.log | awk -v fields="$fields" '
		BEGIN { print "#Software: x\n#Version: 1.0\n#Date: 2026-11-03 00:00:00\n#Remark: y\n" fields }
		NR % 900 == 0 { print "#Date: 2026-11-03 00:00:00\n" fields }
		{ print }
		END { print "#End-Date: 2026-11-03 00:00:00" }' > $form.directives
	for n in 1 3; do
		run "$BOTE" profile $form.directives --print --source x --threads $n
		is "$(grep -c 'not read' "$work/err")" 0 "$form: no directive is a bad line for $n"
		sed 1d "$work/out" | grep -v '^param time' > got
		is "$(cat got)" "$(cat want)" 'nor a request'
	done
	{ printf '#Software: x\n#Version: 1.0\n#Date: z\r\n#Remark: y\n%s\r\n' "$fields"; grep -v '^#' $form.log | head -1; } > first.log
	run "$BOTE" profile first.log
	status 0 "$form with one request"
	out_like ' 1 request, 0 lines not read' 'which is read'
	{ head -4 first.log; head -2 combined.log | tail -1; } > first.log.2
	run "$BOTE" profile first.log first.log.2 --show-bad
	err_unlike '^line' 'directives without fields are no bad lines, either'
done
{ printf '#Fields: date time\n'; sed -n 's/^/x/;1,30p' combined.log; } > other.log
run "$BOTE" profile other.log
status 2 'fields that no line has'
yes '# nothing' | head -3000 > remarks.log
run "$BOTE" profile remarks.log
status 2 'remarks alone'
err_like 'looks like none of' 'are no log'

head -7000 combined.log > a.log
sed '1,7000d' combined.log > b.log
run "$BOTE" profile b.log a.log --print --source x
is "$(sed 1d "$work/out")" "$(cat want)" 'files are read in the order of their first times'
if [ -x "$builddir/bote-unpack" ]; then
	gzip -c b.log > b.log.gz
	run "$BOTE" profile b.log.gz a.log --print --source x
	is "$(sed 1d "$work/out")" "$(cat want)" 'packed ones, too'
fi
"$BOTE" profile a.log --partial a.part --key k > /dev/null
"$BOTE" profile b.log --partial b.part --key k > /dev/null
for i in 1 2 3 4 5; do
	"$BOTE" profile b.log --partial "b$i.part" --key k > /dev/null
	cmp b.part "b$i.part"
done > same 2>&1
is "$(cat same)" '' 'a part is the same, whenever it is made'
run "$BOTE" profile a.part b.part --print --source x
sed 1d "$work/out" | grep -v 'cache_\|body =' > got
is "$(cat got)" "$(grep -v 'cache_\|body =' want)" 'two parts are one log'
"$BOTE" profile b.log --partial c.part --key other > /dev/null
run "$BOTE" profile a.part c.part
status 2 'parts of other keys'
err_like 'another --key' 'are not merged'
run "$BOTE" profile a.part b.log
status 3 'parts and logs'

# Bad input.
: > empty.log
printf 'hello\nworld\n' > words.log
for file in empty.log words.log; do
	run "$BOTE" profile $file
	status 2 "$file"
done
err_like 'looks like none of common, combined, JSON lines' 'what is known'
run "$BOTE" profile none.log
status 4 'no such file'
run "$BOTE" profile combined.log --regex '(?<path'
status 3 'a faulty pattern'
err_like '\^' 'with its place'
run "$BOTE" profile combined.log --regex '(.*)'
status 3 'a pattern without a time'
run "$BOTE" profile combined.log --time-unit min
status 3 'no such unit'
run "$BOTE" profile
status 3 'no log'
head -1 combined.log > one.log
run "$BOTE" profile one.log -o one.bote
status 0 'one request'
out_like '^  busiest second *1 request' 'has a rate'
out_like 'one request: too few for sizes, times, answers, objects and clients' 'and is too few for more'
out_unlike '^  \(sizes\|times\|answers\|objects\|clients\|popularity\)' 'which is left out'
is "$(sed -n 's/^param \([a-z_0-9]*\) .*/\1/p' one.bote)" rate 'of the sheet, too'
run "$BOTE" run one.bote
status 0 'which runs'
head -2 combined.log > two.log
run "$BOTE" profile two.log
out_like '^  sizes' 'two have sizes'
out_like 'under 1,000 requests' 'and no hit ratios'
awk 'NR % 3 == 0 { print "rubbish" } { print }' combined.log > third.log
run "$BOTE" profile third.log
status 2 'a third is rubbish'
err_like 'it begins as combined, but' 'says so'
sed 's/$/ 1500/' combined.log > whole.log
run "$BOTE" profile whole.log
out_like 'whole numbers, taken for us' 'a guess is said'
run "$BOTE" profile whole.log --time-unit ms
out_like 'times *mean 1.5 s' 'and can be corrected'

done_testing
