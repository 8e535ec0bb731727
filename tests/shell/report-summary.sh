# SPDX-License-Identifier: GPL-3.0-or-later
# The first page of a report: how far each check holds is swept on both sides, and the page is one page.
. "$srcdir/tests/lib.sh"

SOURCE_DATE_EPOCH=1772323200
export SOURCE_DATE_EPOCH

if ! python3 -c '' 2> /dev/null; then
	skip_all 'no python3'
fi

cat > sweep.py <<'END'
# Each number at which a check is said to break: a per cent before it the check is as it is, a per cent behind it is not;
# of what is only whole, one before and one behind.
import json, os, subprocess, sys
bote, sure = os.environ['BOTE'], 0.95
points = 0
uncertain = set()
NONE = ('rests on no assumption', 'nothing within a factor of 100', 'only exactly so', 'not tried: a lab would run each time')
def holds(cell):
    return cell.get('value') is True and cell.get('probability', 1) >= sure
for path in sys.argv[1:]:
    report = subprocess.run([bote, 'report', path, '-F', 'json', '--sections', 'summary,assumptions'], capture_output=True, text=True)
    open(os.path.basename(path) + '.json', 'w').write(report.stdout)
    ranges = {row['name'] for row in json.loads(report.stdout).get('assumptions', []) if 'p5' in row or 'low' in row}
    def swept(b, unit, step):
        high = min(b['value'] + step, 100) if unit == ' %' else b['value'] + step
        question = f"{b['name']}={b['value'] - step!r}{unit}..{high!r}{unit}"
        out = subprocess.run([bote, '-j', 'sweep', path, question, 'steps', '2', ':', check['condition']], capture_output=True, text=True)
        rows = json.loads(out.stdout.splitlines()[-1]).get('rows', []) if out.stdout else []
        return question, [holds(next(v for k, v in row.items() if k != b['name'])) for row in rows]
    for check in json.loads(report.stdout).get('checks', []):
        b = check.get('breaks')
        if not b:
            assert check['until'] in NONE, check['until']
            continue
        unit = ' ' + b['unit'] if b.get('unit') else ''
        unit = unit[2:] if unit.startswith(' 1/') else unit
        whole = b['value'] == int(b['value']) and b['value'] < 1000 and unit not in ('', ' %') and '/' not in unit
        step = 1 if whole else abs(b['value']) / 100
        question, ends = swept(b, unit, step)
        if ends and ends[0] == ends[-1] and unit == '' and b['value'] == int(b['value']):
            question, ends = swept(b, unit, 1)
        points += 1
        if b['name'] in ranges:
            uncertain.add(path)
        if len(ends) != 2 or ends[0] == ends[1]:
            print(path, question, check['condition'], ends)
print(points, 'points; broken by a range:', len(uncertain))
END
run python3 sweep.py "$srcdir"/examples/*.bote
status 0 'the points at which checks break'
is "$(sed '$d' "$work/out")" '' 'both sides of each differ'
out_like '^[3-9][0-9] points; broken by a range: [3-9]$' 'of all examples, three of them by an uncertain input'

# What a check is held against is no assumption that breaks it; a range that only prob() sees is one.
cat > limits.bote <<'END'
# Limits
param wait = 0.2..0.4 s "The wait"
param patience = 1 s "What a shopper waits for"
param sure = 95 % "How sure"
param load = 100 requests/s "The load"
param room = 400 requests/s "The room"
busy = 2 * load "Busy"
check prob(wait < 1 s) >= 95 %
check prob(wait < patience) >= sure
check wait < patience
check patience > wait
check busy < room
check room >= busy and room > load
check busy < room - load
check room > 10 requests/s
check prob(wait * load < 1000 requests) >= 95 %
END
run "$BOTE" report limits.bote -F json --sections checks
status 0 'limits'
is "$(grep -o '"breaks":{"name":"[a-z]*"' "$work/out" | cut -d '"' -f 6 | tr '\n' ' ')" \
	'wait wait wait wait load load room room load ' 'what breaks each'

# Where a check has no value it breaks only if it came nearer to its limit on the way, and nothing else breaks it: at a queue without
# end, not at more key columns than columns, at a hit ratio that is 100 % but for a rounding, or where a mean does not settle.
cat > ends.bote <<'END'
# Ends
param load = 80 requests/s "Load"
param keys = 2 "Key columns"
param columns = 6 "Columns"
param zipf = 1 "Zipf exponent"
param days = 180 days "Days"
param growth = 0.1..0.3 %/day "Growth"
use mm1(arrival = load, service = 100 requests/s) as line
use wide_row_partition(rows = 1000 rows, columns = columns, primary_key_columns = keys, row_bytes = 300 B/row, key_bytes = 24 B) as bucket
use lru_zipf_hit_ratio(objects = 1M objects, cached = 900k objects, alpha = zipf) as tries
use cache_backend_load(qps = load, hit_ratio = tries.hit_ratio) as missed
times = mean((1 + growth * 1 day)^(days / 1 day))
check line.rho < 200%
check bucket.ok
check missed.backend_qps < 90 requests/s
check times > 1
param used = 10..40 % "Used"
use birthday_collision(ids = used * 10bn, bits = 256) as hashes
check hashes.p < 1e-12
END
run "$BOTE" report ends.bote -F json --sections checks
status 0 'ends'
is "$(sed -n 's/.*"until":"\([^"]*\)".*/\1/p' "$work/out" | tr '\n' ';')" \
	'Load: 100 requests/s (1.2×);Columns: 102 (17×);nothing within a factor of 100;nothing within a factor of 100;Random bits of an id: 103 (0.4×);' \
	'what ends a model breaks no check, and what moves it too little to be seen may'

# However many move it more, or not at all at first, the one that breaks it is found: of eight or thirty as well as of two.
for many in 2 8 30; do
	awk -v many=$many 'BEGIN { print "# Many"; moved = "0"; still = ""
		for (i = 1; i <= many; i++) {
			print "param m" i " = 10 \"Moves " i "\"\nparam s" i " = " i " \"Still " i "\""
			moved = moved " + min(m" i ", 15)"; still = still " + min(max(0, s" i " - 40), 0.1)"
		}
		print "param small = 1 \"Small\"\nparam late = 1 \"Late\""
		print "check " moved " + small < " many * 10 + 20
		print "check max(0, late - 50)" still " < 40" }' > many.bote
	run "$BOTE" report many.bote -F json --sections checks
	is "$(sed -n 's/.*"until":"\([^"]*\)".*/\1/p' "$work/out" | sed 's/(.*//' | tr '\n' ';')" 'Small: 20 ;Late: 90 ;' "of $many that move more, and $many that move as little"
done

# What a report says of a number after its what-ifs is what run says, to the last digit: all samples are the same.
cat > ranges.bote <<'END'
# Ranges
param users = 1M..3M users "Users"
param share = -0.01..0.4 "Share"
param each = 2..5 MB/user/day "Each"
param copies = 3
correlate(users, each, 0.5)
stored = users * each * copies to GB/day "Stored"
root = sqrt(share) "Has no value below 0"
twice = 2 * users "Twice"
busy = stored * root "Busy"
box a "A" : twice
box b "B" : root
flow a -> b "to" : stored
check stored < 100 TB/day
check busy < 60 TB/day
scenario "more": users = 5M users
scenario "double": each = each * 2
chart line(busy, each = 1..10 MB/user/day)
chart tornado(busy)
chart histogram(busy)
show users, stored, root, twice, busy
END
cat > same.py <<'END'
import json, os, subprocess, sys
bote = os.environ['BOTE']
matched = 0
def numbers(x):
    if isinstance(x, dict):
        if 'mean' in x and 'p50' in x:
            yield x
        for v in x.values():
            yield from numbers(v)
    elif isinstance(x, list):
        for v in x:
            yield from numbers(v)
def key(x):
    return (x['p5'], x['p50'], x['p95'], x.get('unit'))
for path in sys.argv[1:]:
    run = subprocess.run([bote, '-j', 'run', path], capture_output=True, text=True).stdout
    cells = [x for x in map(json.loads, run.splitlines()) if x['kind'] == 'cell']
    known = {key(x): x for x in cells if 'mean' in x}
    report = json.loads(subprocess.run([bote, 'report', path, '-F', 'json'], capture_output=True, text=True).stdout)
    report.pop('scenario_values', None) # of what they suppose
    for x in report['answer']:
        if 'p50' in x and key(x) not in known:
            print(path, x['name'], 'is not what run says')
    for x in numbers(report):
        y = known.get(key(x), x)
        matched += y is not x
        if (x['mean'], x['sd'], x['samples']) != (y['mean'], y['sd'], y['samples']):
            print(path, x.get('name', x.get('text')), x['mean'], y['mean'])
print(matched > 40 or matched)
END
run python3 same.py ranges.bote "$srcdir"/examples/*.bote
is "$(cat "$work/out")" True 'numbers of a report are those of run'

# The first page is one page, on both papers.
if [ -x "${BOTE%/*}/bote-pdf" ] && command -v pdfinfo > /dev/null; then
	for sheet in "$srcdir"/examples/*.bote; do
		"$BOTE" report "$sheet" -F json --sections summary > page.json 2> /dev/null
		for paper in a4 letter; do
			"${BOTE%/*}/bote-pdf" $paper < page.json > page.pdf
			pdfinfo page.pdf | grep -q '^Pages: *1$' || echo "${sheet##*/} $paper"
		done
	done > long
	is "$(cat long)" '' 'the summary is one page'
	for sheet in "$srcdir"/examples/*.bote; do
		"$BOTE" report "$sheet" -F json 2> /dev/null | "${BOTE%/*}/bote-pdf" a4 > page.pdf
		pdfinfo page.pdf | sed -n 's/^Pages: *//p'
	done | sort -n > pages
	is "$(grep -c . pages)" "$(ls "$srcdir"/examples/*.bote | grep -c .)" 'every example is some pages'
	ok "$([ "$(sed -n "$((($(grep -c . pages) + 1) / 2))p" pages)" -le 5 ]; echo $?)" 'the median example is five pages at most'
	for sheet in "$srcdir"/examples/*.bote; do
		"$BOTE" report "$sheet" -F json --for interview 2> /dev/null | "${BOTE%/*}/bote-pdf" a4 > page.pdf
		[ "$(pdfinfo page.pdf | sed -n 's/^Pages: *//p')" -le 3 ] || echo "${sheet##*/}"
	done > long
	is "$(cat long)" 'ecommerce_checkout.bote' 'for an interview one example has more than three pages'
else
	skip 'for an interview one example has more than three pages' 'no PDF, or no pdfinfo'
	skip 'the summary is one page' 'no PDF, or no pdfinfo'
	skip 'every example is some pages' 'no PDF, or no pdfinfo'
	skip 'the median example is five pages at most' 'no PDF, or no pdfinfo'
fi


# In columns that are narrow a mark stays on the line of its value, and no unit is broken within.
if [ -x "${BOTE%/*}/bote-pdf" ] && command -v pdftotext > /dev/null; then
	cat > narrow.bote <<'END'
# Narrow
param dau = 20M..60M users            "Daily active users"
param price = 0.5..1.5 USD/user/month "Price of a user"
bill = dau * price to $/month         "Monthly cost"
per_user = bill / dau                 "Cost of a daily user"
check bill < $100M/month              "The budget of a hundred million a month"
check per_user < $2.25/user/month     "A user costs less than two dollars and a quarter"
scenario "launch": dau = 4M..6M users
scenario "video": price = 3..5 USD/user/month
scenario "photos": price = 1..2 USD/user/month
show bill, per_user
END
	run "$BOTE" report narrow.bote -o narrow.pdf --sections summary
	pdftotext narrow.pdf - > "$work/out"
	is "$(grep -c '[✓✗]' "$work/out")" "$(grep -c '[^ ] *[✓✗]' "$work/out")" 'no mark begins a line'
	out_like 'user [✓✗]' 'it stands behind its value'
	is "$(grep -cxE '(/|r|er|ser|h|th|nth)([ ✓✗].*)?' "$work/out")" 0 'no unit is broken within'
else
	skip 'no mark begins a line' 'no PDF, or no pdftotext'
fi

# Scenarios have their unit in the row's head, where it is one.
cat > units.bote <<'END'
param size = 2 GB "Size"
param users = 3 users "Users"
param wait = 90 min "Wait"
param n = 3
box = if n > 3 then "large box" else "small box" "Box"
big = n * 1e20 users "Big"
price = users * 2 USD/user/month "Price"
scenario "more": size = 3 TB, users = 4M users, wait = 95 min, n = 4
show price, box, big
END
run "$BOTE" report units.bote --sections scenarios -F md
out_like '^| Size `size` *| *2 GB | *3 TB (×1,500) |$' 'two units stay with their numbers'
out_like '^| Users, users `users` *| *3 | *4 million (' 'one unit stands in the head'
out_like '^| `n` *| *3 | *4 (×1.33) |$' 'a number without one'
out_like '^| Box `box` *| *small box | *large box |$' 'words have no unit'
out_like '^| Big, users `big` *| *3e20 | *4e20 (' 'an exponent belongs to the number'
out_like '^| Price, \$/month `price` *| *\$6 | *\$8 million (' 'money by time'

# Each check says what it is now and what it must be, whatever kind of condition it is.
cat > kinds.bote <<'END'
# Kinds
param x = 5 "X"
param y = 3 "Y"
holds = x > y
check holds                                    "a name"
check x > 4 and x < 6                          "between"
check x > 4 and y < 6                          "two numbers"
check x > 4 and x < 6 and y < 6                "three parts"
check not (x > 6)                              "turned round"
check x > 6 or y > 2                           "either"
check y > 0 and x / y < 6                      "no number by zero"
scenario "none": y = 0
show x
END
run "$BOTE" report kinds.bote --sections summary -F md
out_like '^| a name *| *yes ✓ | yes *| *yes ✓ |' 'yes or no'
out_like '^| between *| *5 ✓ | > 4 and < 6 *| *5 ✓ |' 'one number between two'
out_like '^| two numbers *| *5 and 3 ✓ | x > 4 and y < 6 *| *5 and 0 ✓ |' 'two numbers'
out_like '^| three parts *| *5 and 3 ✓ | x > 4 and x < 6 and y < 6 *| *5 and 0 ✓ |' 'three conditions on two numbers'
out_like '^| turned round *| *yes ✓ | not x > 6 *| *yes ✓ |' 'what is no comparison'
out_like '^| either *| *yes ✓ | x > 6 or y > 2 *| *no ✗ |' 'one of two'
out_like '^| no number by zero *| *3 and ≈ 1.667 ✓ | y > 0 and x / y < 6 *| *no ✗ |' 'a part that has no value'

# Shares that leave something say what it is: with what is named they make 100 %.
cat > shares.bote <<'END'
# Shares
param a = 1..30 "A" from "a study"
param b = 1..30 "B"
param c = 1..30 "C" from "guesswork"
sum = abs(a - b) * c + 1 "Sum"
show sum
END
run "$BOTE" report shares.bote --sections summary -F md
out_like 'several of them at once the remaining' 'what several make is said'
is "$(sed -n '/rests most/,/^$/p' "$work/out" | grep -o '[0-9]* %' | tr -dc '0-9\n' | awk '{ s += $1 } END { print s }')" 100 'shares make 100 %'
out_like '^| B *| *1 … 30 | \*\*guess\*\* *|' 'a guess is to be seen'
out_like '^| C *| *1 … 30 | guesswork *|' 'a word that only begins so is none'
run "$BOTE" report shares.bote --sections summary -F html
out_like '<b class="fails">guess</b></td>' 'and in HTML'

# A picture that is taller than wide stands beside the answers, all of which have room there.
run "$BOTE" report "$srcdir/examples/search_autocomplete.bote" --sections summary -F html
out_like '^<div class="beside"><div>$' 'beside a tall picture'
out_like 'Cost of a million searches' 'there is room for all answers'
out_like '\.more b{display:inline-block}' 'a number there goes to the next line with its unit'
run "$BOTE" report "$srcdir/examples/twitter.bote" --sections summary -F html
out_unlike 'class="beside"' 'but not beside a wide one'

# Amounts of a fleet are as its cells have them; what a lab has measured reads the same everywhere.
run "$BOTE" report "$srcdir/examples/twitter.bote" --sections steps,machines,charts
out_like '1,044 × c7g.4xlarge *| *\$442,029\.60 |' 'cents in the table of machines'
out_unlike '442,030' 'as everywhere'
run "$BOTE" report "$srcdir/examples/cart_quorum.bote" --sections assumptions
out_like '^| of the reads are old `quick.stale` *| *≈ 0\.47% *|' 'as on the first page'

run "$BOTE" report "$srcdir/examples/cart_quorum.bote" --sections summary -F txt
out_like '≈ 0\.47% .*of the reads are old (quick) (limit 1%)$' 'two uses of a formula are told apart'
out_like '^  0% .*of the reads are old (safe)$' 'both of them'
run "$BOTE" report "$srcdir/examples/worker_pool.bote" --sections summary
out_like '| 11 workers (0\.92×) *|$' 'what a number says is not said before it'

# Where an assumption cannot be is no place where a check stops holding; where the system cannot work is one.
cat > bounds.bote <<'END'
# Bounds
param layers = 80 "Layers"
param util = 70% "Utilisation"
param rate = 50 requests/s "Rate"
param service = 10 ms/request "Service"
require layers >= 1 "a model has layers"
require util > 0 and util <= 100% "a share"
busy = rate * service to % "Busy"
require busy < 100% "the line grows without end"
size = 10 GB + layers * 1 GB "Size"
size_of_one = size / util "Size of one"
check size < 4000 GB "it fits"
check size_of_one > 100 GB "it is large"
check busy < 120% "it is served"
show size
END
run "$BOTE" report bounds.bote --sections summary -F md
out_like '^| it fits .*Layers: 3,990 (50×) *|$' 'the way that leads to the limit'
out_like '^| it is large .*Utilisation: 90% (1.3×) *|$' 'before the end of a share'
out_like '^| it is served .*Rate: \(100\|99.99\) requests/s (2×) *|$' 'a line that grows without end'
out_unlike 'Layers: 1 \|Utilisation: 100%' 'no end of what may be'

# Behind a word from right to left a number keeps its place.
printf '# Right\nr = 5000 requests/s "\327\221\327\247"\ncheck r < 6000 requests/s "few"\nshow r\n' > right.bote
run "$BOTE" report right.bote --sections summary -F html
out_like "$(printf '\327\221\327\247'): <bdi>6,000 requests/s (1.2×)</bdi>" 'a colon belongs to the word before it'

# However long its texts are, nothing is drawn beyond the page.
if [ -x "${BOTE%/*}/bote-pdf" ] && command -v pdftotext > /dev/null; then
	awk 'BEGIN { x = sprintf("%9000s", ""); gsub(/ /, "x", x); w = x; gsub(/xxxx/, "word ", w)
		print "# Long " w "\nr = 5 requests/s \"" x "\" from \"" w "\"\nbox a \"" w "\" : r\nbox b \"" x "\"\nflow a -> b \"" w "\""
		print "twice = 2 * r \"" w "\"\n## " w "\ncheck r < 6 requests/s \"" w "\"\nshow r, twice" }' > long.bote
	run "$BOTE" report long.bote -o long.pdf
	status 0 'texts of 9,000 letters'
	pdftotext -bbox long.pdf long.html
	is "$(sed -n 's/.*yMax="\([0-9.]*\)".*/\1/p' long.html | sort -n | tail -n 1 | cut -d . -f 1 | awk '{ print ($1 < 842) }')" 1 'end on the page'
	run "$BOTE" report "$srcdir/examples/search_autocomplete.bote" --sections summary -o tall.pdf
	pdftotext -bbox -l 1 tall.pdf tall.html
	is "$(sed -n 's/.*xMin="\([0-9]*\).*>system<.*/\1/p' tall.html | awk '{ print ($1 > 250) }')" 1 'a tall picture on the right'
	is "$(grep -c '>searches:<' tall.html)" 1 'and all answers on its left'
else
	skip 'texts of 9,000 letters' 'no PDF, or no pdftotext'
	skip 'end on the page' 'no PDF, or no pdftotext'
	skip 'a tall picture on the right' 'no PDF, or no pdftotext'
	skip 'and all answers on its left' 'no PDF, or no pdftotext'
fi
done_testing
