# SPDX-License-Identifier: GPL-3.0-or-later
# bote export to .fods: formulas with their factors, a column a scenario; and LibreOffice, where it is, reckons them to the same numbers.
. "$srcdir/tests/lib.sh"

cat > odd.bote <<'END'
# Odd <names> & "quotes"
param a = 10 GB "=SUM(A1)" from "<b>"
param n = 3..7 "uncertain"
param t = "text"
sizes = [1 KB, 2 KB, 3 KB]
total = sum(sizes) + sum(a, 2 GB)
most = max(a, 2 GB, total)
steps = ceil(a * n, 3 GB)
rate = if n > 2 and a > 1 GB then a / 3 s else 0 B/s
rest = 7 mod 3 * n
square = -n^2
small = 2^-n
whole = floor(n * 1.5) + round(n / 2) + trunc(n)
root = sqrt(a * a) + abs(-a)
logs = log(100, n + 1) + ln(n) + log2(n) + exp(n)
first = smallest(x, x^2 > n * 100)
high = p95(n)
fleet_size = resource_estimate(rps = n * 1000 requests/s, cpu_per_request = 8 ms/request)
drawn = n * (1..2)
share = 10% of a + 5%
kept = clamp(n, 1, 4)
time = a / (100 MB/s) to h
truth = not (n > 3) or a == 10 GB
nothing = none "nothing"
price = $0.40 per million requests
cost = price * 3bn requests/month
ways = choose(10, 3) * n
check steps < 100 GB
check p95(n) < 5
check time < 1 min "it is quick"
scenario "big": a = 20 TB, n = 9
scenario "wide & <far>": a = 1 GB, n = 2..40
scenario "doubled": n = n * 2
show total, a * 2, steps
END
run "$BOTE" export odd.bote -o odd.fods
status 0 'a sheet of all sorts'
err_unlike 'error' 'without an error'
cp odd.fods "$work/out"
out_like 'table:formula="of:=MAX\|table:formula="of:=(MAX(\[\.C5\];2;' 'the greatest of several'
out_like 'of:=(-INT(-(((\[\.C5\]\*\[\.C6\])/3)))\*3)' 'to whole steps, in GB'
out_like '<text:p>high</text:p>.*value="6\.9[0-9]*"' 'what is read off samples is what they say'
out_like 'table:style-name="aside" office:value-type="boolean" office:boolean-value="false"' 'a condition on them too'
out_like '(2^(-\[\.C6\]))' 'a power'
out_like 'of:=IF(AND((\[\.C6\]&gt;2);(\[\.C5\]&gt;1));' 'a condition'
out_like '\[\.I5\]/1000' 'the column of a scenario, in the unit of the row'
out_like 'wide &amp; &lt;far&gt;' 'its name'
out_like '<text:p>=SUM(A1)</text:p>' 'a text that looks like a formula stays one'
out_unlike 'nan"\|inf"' 'no number is none'
run "$BOTE" export odd.bote -o out.xlsx
status 3 'no other format'
run "$BOTE" export odd.bote a=1TB -o given.fods
status 0 'with a parameter given'
grep -q 'office:value="1"/>.*<text:p>TB</text:p>' given.fods
ok $? 'which stands there'
printf 'a = 3 GB "A"\nb = 2 a\nexport mine.fods\n' > lines
run_stdin "$(cat lines)" "$BOTE" --transcript
grep -q 'of:=(2\*\[\.C5\])' mine.fods
ok $? 'at the prompt: the sheet at hand'

if ! python3 -c '' 2> /dev/null; then
	skip 'well-formed' 'no python3'
	skip 'LibreOffice comes to the same numbers' 'no python3'
	done_testing
fi
mkdir in out
for sheet in odd.bote "$srcdir"/examples/*.bote; do
	name=$(basename "$sheet" .bote)
	"$BOTE" export "$sheet" -o "$name.fods" 2> /dev/null && python3 "$srcdir/tests/shell/recalc.py" strip "$name.fods" "in/$name.fods"
done
python3 -c '
import glob, xml.dom.minidom
files = glob.glob("*.fods")
assert len(files) > 10
for f in files:
    xml.dom.minidom.parse(f)
'
ok $? 'all examples: well-formed'
soffice=$(command -v soffice || command -v libreoffice)
if [ -z "$soffice" ]; then
	skip 'LibreOffice comes to the same numbers' 'no LibreOffice'
	done_testing
	exit
fi
(cd in && timeout 400 "$soffice" "-env:UserInstallation=file://$work/profile" --headless --convert-to fods --outdir ../out ./*.fods) > convert.txt 2>&1
bad=
for file in in/*.fods; do
	name=$(basename "$file")
	python3 "$srcdir/tests/shell/recalc.py" check "$name" "out/$name" > said.txt 2>&1 || bad="$bad
$name: $(cat said.txt)"
done
is "$bad" '' 'LibreOffice comes to the same numbers'
done_testing
