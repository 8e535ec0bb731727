# SPDX-License-Identifier: GPL-3.0-or-later
# bote export, and --csv of run and of answers: what a spreadsheet reads.
. "$srcdir/tests/lib.sh"

cat > site.bote <<'END'
# A site
param users = 20M..40M users "People, \"all\"" from "=HYPERLINK(\"x\")"
param each = 3 writes/user/day
rate = users * each to writes/s "-- write rate"
sizes = [1 KB, 2 KB]
plan = if rate > 1 write/s then "large" else "small"
check rate < 20k writes/s "one primary takes it"
show rate, rate / 2
END
cr=$(printf '\r')
run "$BOTE" export site.bote
status 0 'a sheet'
err_is '' 'without a word'
sed "s/$cr\$//" "$work/out" > plain.csv
is "$(wc -l < plain.csv)" "$(grep -c "$cr\$" "$work/out")" 'lines end as RFC 4180 says'
cp plain.csv "$work/out"
out_like '^name,what,value,value p5,value p95,value unit,shown,formula,from$' 'heads'
out_like '^users,"People, ""all""",2828[0-9.]*,2000[0-9.]*,[34][0-9.]*,user,28 million users,20M\.\.40M users," =HYPERLINK(""x"")"$' 'quotes; a text that looks like a formula begins with a blank'
out_like '^each,,3,3,3,write/user/day,3 writes/user/day,3 writes/user/day,guess$' 'in the unit shown, and as shown'
out_like '^rate, -- write rate,98[0-9.]*,[0-9.]*,[0-9.]*,write/s,980 writes/s,users \* each to writes/s,$' 'a formula'
out_like '^sizes\[1\],,1,1,1,kB,1 kB,"\[1 KB, 2 KB\]",$' 'a list: a row each'
out_like '^sizes\[2\],,2,2,2,kB,2 kB,,$' 'and its formula once'
out_like '^rate / 2,,49' 'what is shown without a name'
out_like '^rate < 20k writes/s,one primary takes it,.*yes' 'a check'
awk 'BEGIN { for (i = 0; i < 2000; i++) printf "%s%d.5", i ? ", " : "[", i; print "] ms" }' > written.bote
for to in 'export ./written.bote' 'export ./written.bote -o -' '--csv run ./written.bote'; do
	run "$BOTE" $to
	ok "$(($(wc -c < "$work/out") > 1000000))" "a list that is written out, as long as its numbers: $to"
	out_like '^"\[0.5, 1.5, .*\.\.\.\[2000\]",' 'each element has a name'
done
run "$BOTE" export ./written.bote -o written.fods
ok "$(($(wc -c < written.fods) > 3000000))" 'and as a spreadsheet'
printf 'param n = 3\nhalf = n / 2\ntwice = n * 2\n' > part.bote
printf 'use part(n = 4) as p\nshow p.twice\n' > whole.bote
run "$BOTE" export whole.bote
out_like '^p\.twice,,8,,8,n \* 2,' 'the first that is shown, of another sheet'
out_like '^p\.n,,4,' 'and what it needs'
out_unlike '^p\.half' 'but no more of it'
run "$BOTE" export site.bote users=1M -o out.csv
status 0 'to a file'
is "$(grep -c '^users,.*,given' out.csv)" 1 'given: the source was that of another number'
grep -q '^users,"People, ""all""",1000000,user,1 million users,1M,given' out.csv
ok $? 'a parameter, read in its nouns'
if python3 -c '' 2> /dev/null; then
	for sheet in "$srcdir"/examples/*.bote ./site.bote; do
		"$BOTE" export "$sheet" -o one.csv
		python3 -c '
import csv, sys
rows = list(csv.reader(open("one.csv", newline="", encoding="utf-8"), strict=True))
assert len(rows) > 5 and len(set(map(len, rows))) == 1, [len(r) for r in rows]
value, unit = rows[0].index("value"), rows[0].index("value unit")
assert sum(r[unit] != "" and float(r[value]) == float(r[value]) for r in rows[1:]) > 3
'
		ok $? "${sheet##*/} reads as CSV"
	done
	"$BOTE" run site.bote --csv > run.csv
	python3 -c '
import csv
rows = list(csv.reader(open("run.csv", newline="", encoding="utf-8"), strict=True))
assert rows[0] == ["name", "value", "value p5", "value p95", "value unit", "what"], rows[0]
assert rows[1][0] == "rate" and 900 < float(rows[1][1]) < 1000 and rows[1][4] == "write/s", rows[1]
assert rows[-1] == ["rate < 20k writes/s", "yes", "", "", "", "one primary takes it"], rows[-1]
'
	ok $? 'run --csv'
else
	skip 'reads as CSV' 'no python3'
fi
run "$BOTE" --csv '3 GB + 1 MB'
is "$(sed "s/$cr\$//" "$work/out" | tail -1)" '3 GB + 1 MB,3001000000,B,' 'an answer'
run "$BOTE" export site.bote -o out.ods
status 3 'no other format'
err_like 'hint: end the name with .csv or .fods' 'says which'
run "$BOTE" export site.bote -o no/such/out.csv
status 4 'a folder that is not there'
run "$BOTE" export
status 3 'no sheet'
err_like 'export what?' 'asks for one'
run "$BOTE" export nosuch
status 2 'an unknown sheet'
run "$BOTE" report site.bote -o x.fods
status 3 'a report is no spreadsheet'
err_like 'hint: export writes spreadsheets: bote export site.bote -o x.fods' 'says what is'
run "$BOTE" report -o x.md 3 -F html
run "$BOTE" export site.bote -F html
status 3 'an option of another command'

# At the prompt the sheet at hand, to a file that is not there yet.
printf 'a = 3 GB "A"\nb = 2 a\nexport mine.csv\nreport mine.md\nreport mine.md\nreport -o mine.md -o mine.html\nexport -o mine.csv\n' > lines
run_stdin "$(cat lines)" "$BOTE" --transcript
grep -q '^b,,6,GB,6 GB,2 \* a,' mine.csv
ok $? 'export'
grep -q '^- \*\*6 GB\*\*: `b`$' mine.md
ok $? 'report'
out_like "'mine.md' is there already" 'a file is not replaced unasked'
out_like "hint: '-o mine.md' replaces it" 'and it is said how'
is "$(ls mine.*)" "$(printf 'mine.csv\nmine.html\nmine.md')" 'by -o it is'
done_testing
