# SPDX-License-Identifier: GPL-3.0-or-later
# What was seen to be wrong in pictures of reports: told from the numbers and texts that are drawn.
. "$srcdir/tests/lib.sh"

SOURCE_DATE_EPOCH=1772323200
export SOURCE_DATE_EPOCH

if ! python3 -c '' 2> /dev/null; then
	skip_all 'no python3'
fi

# ---- a line of counts is what is counted, everywhere ----

cat > counts.bote <<'END'
# Counts
param load = 9_800 requests/s "Load"
param each = 1200 requests/s/server "What one takes"
servers = ceil(load / each) "Servers"
few = ceil(load / (7 * each)) "Racks"
many = ceil(load / each) * 40 "Threads"
half = load / 2 "Half of it"
chart line(servers, load = 1k..50k requests/s) "one"
chart line(few, load = 1k..50k requests/s, log) "seven"
chart line(many, load = 1k..50k requests/s) "forty"
chart line(half, load = 1k..50k requests/s) "half"
show servers
END
cat > steps.py <<'END'
# Along the curve, pixel by pixel but for those beside a step: the height that is drawn and the number that is true.
import bisect, json, math, sys
true = {'one': lambda x: math.ceil(x / 1200), 'seven': lambda x: math.ceil(x / 8400),
        'forty': lambda x: 40 * math.ceil(x / 1200), 'half': lambda x: x / 2}
def number(s):
    return float(s.replace(',', ''))
for figure in json.load(open(sys.argv[1]))['body']:
    f = true.get(figure.get('text'))
    if not f or 'shapes' not in figure:
        continue
    ticks = [s for s in figure['shapes'] if s['shape'] == 'text' and s.get('anchor') == 'end']
    (y0, v0), (y1, v1) = [(s['y'] - 4, number(s['text'])) for s in (ticks[0], ticks[-1])]
    flat = [p for s in figure['shapes'] if s['shape'] == 'curve' for p in s['points']]
    xs, ys = flat[::2], flat[1::2]
    log = figure['text'] == 'seven'
    def value(px):
        t = (px - xs[0]) / (xs[-1] - xs[0])
        return 1000 * 50 ** t if log else 1000 + 49000 * t
    wrong = seen = 0
    for k in range(2, int(xs[-1] - xs[0]) - 2):
        px = xs[0] + k
        if figure['text'] != 'half' and f(value(px - 1.6)) != f(value(px + 1.6)):
            continue
        i = bisect.bisect_right(xs, px)
        y = ys[i - 1] + (ys[i] - ys[i - 1]) * ((px - xs[i - 1]) / (xs[i] - xs[i - 1]) if xs[i] > xs[i - 1] else 0)
        seen += 1
        wrong += abs(v0 + (v1 - v0) * (y - y0) / (y1 - y0) - f(value(px))) > 0.02 * v1
    print(figure['text'], seen > 300, wrong)
END
run "$BOTE" report counts.bote -F json
status 0 'lines of counts'
cp "$work/out" counts.json
run python3 steps.py counts.json
is "$(cat "$work/out")" 'one True 0
seven True 0
forty True 0
half True 0' 'a curve is what is true at each pixel'

# ---- texts ----

cat > texts.bote <<'END'
# Texts
> A day takes {size} and {money}; a page is there after {first}.
param users = 20M..60M users "Users"
param each = 1.5..4 KB/user/day "Data of one of them"
param price = 0.1 USD/GB "Price of a gigabyte kept for ever"
param seconds = 86_400 s "Seconds of a day"
param fast = no "In a hurry"
param least = 3 "Copies"
size = users * each to GB/day "Data of all of them, each and every day"
money = size * price * 1 year "Money"
first = 212.3 ms "Until the first byte is there"
rest = if fast then 2 min else 908.4 s "All that comes after it, to the last"
whole = rest + wait "From the first byte to the last"
wait = 10 min "Before"
small = 0.98..1.02 "About one"
near = 4.98 * least / 3 "Between two limits"
empty = max(0 requests, users * 1 request/user - 1bn requests) "In the queue"
tiny = 1e-30 * least "Hardly"
check first < 1 s "In a second"
check whole < 1 h "Within the hour"
check near > 4.9 and near < 5.1 "Near five"
check empty < 1 request "The queue is empty"
check tiny < 1 "Next to nothing"
chart tornado(money) "What moves it"
show size, money, first, whole, small, near
END
run "$BOTE" report texts.bote -F md
status 0 'a report of many texts'
out_like '212\.3 ms ✓' 'a time reads in a check as it does elsewhere'
out_like '25\.14 min ✓' 'a time of many minutes'
out_like '^  All that comes after it, to the last .*  15\.14 min$' 'a waterfall is in one unit, and its labels are whole'
out_like 'as fast is no' 'the branch of an if, by what was asked'
out_like '86,400' 'digits that were typed are grouped'
out_unlike '86_400' 'and not as they were typed'
out_like '\$0\.10 | /GB' 'money is money'
out_like '1\.5 … 4 | kB/user/day' 'a kilobyte is one'
out_unlike 'rests on no assumption' 'what rests on something says on what'
out_like 'now < 0\.01 % of the limit' 'of next to nothing no power of ten'
out_like 'from 20 to 60 million users it goes from' 'what both ends have is said once'
out_like '^A day takes 85 GB/day (41 … 180) and' 'the unit of a range stands before it'

# ---- what is called the same ----

cat > same.bote <<'END'
# The same
use resource_estimate(rps = 5000/s) as web
use resource_estimate(rps = 9000/s) as api
all = web.servers + api.servers "Servers in all"
show all, web.servers, api.servers, web.cores, api.cores, web.rps, api.rps
END
run "$BOTE" report same.bote -F md
status 0 'cells that are called the same'
out_like '^  Servers (api)  █.*  23 servers' 'are told apart in a chart'
out_like '^  Servers (web)  █.*  13 servers' 'both of them'
out_like '^- 90 cores: Cores (api)' 'and in a list'

# ---- numbers beside the bars of a tornado are not over what it is about; a limit is a number ----

cat > long.bote <<'END'
# Long
param shops = 200k..400k merchants "Merchants"
param each = 20..80 payments/merchant/day "Payments of a merchant"
param most = 99M payments/day "Most"
all = shops * each "All of them"
check all < most "Enough"
chart histogram(all)
show all
END
"$BOTE" report long.bote -F json > long.json
run python3 -c "
import json
for f in json.load(open('long.json'))['body']:
    if 'shapes' not in f:
        continue
    if 'limit' in str(f):
        print('limit 99 million payments/day: ' in json.dumps(f))
    boxes = []
    for s in f['shapes']:
        if s['shape'] == 'text':
            w = 6.5 * len(s['text'])
            x = s['x'] - {'start': 0, 'middle': w / 2, 'end': w}[s.get('anchor', 'start')]
            boxes.append((x, x + w, s['y'], s['text']))
    print([(a[3], b[3]) for a in boxes for b in boxes if a < b and abs(a[2] - b[2]) < 8 and a[0] < b[1] and b[0] < a[1]])"
is "$(sort -u "$work/out")" 'True
[]' 'texts of charts are apart'

# ---- intervals that are narrow have numbers on their axis; labels are whole ----

cat > narrow.bote <<'END'
# Narrow
a = 0.98..1.02 "A number that hardly moves at all, no"
b = 1.97..2.04 "Another"
show a, b
END
"$BOTE" report narrow.bote -F json > narrow.json
run python3 -c "
import json
for f in json.load(open('narrow.json'))['body']:
    if 'shapes' in f:
        texts = [s['text'] for s in f['shapes'] if s['shape'] == 'text']
        print(sum(t.startswith('×') for t in texts) >= 3, [t for t in texts if t.endswith('…')])"
is "$(cat "$work/out")" 'True []' 'an axis of multiples, and its labels'

# ---- a verdict that names a scenario in which something breaks is not all green ----

for more in 'scenario "more": a = 20' 'scenario "less": a = 5' 'b = 2'; do
	printf '# V\na = 7\ncheck a < 10 "Few"\n%s\nshow a\n' "$more" > v.bote
	"$BOTE" report v.bote -F html | grep -o '<p class="verdict[^<]*'
	"$BOTE" report v.bote -F json | grep -o '"broken":true'
	"$BOTE" report v.bote -F txt --color always | grep -c '32m.*check holds'
done > verdicts 2>&1
is "$(cat verdicts)" '<p class="verdict">The check holds; in “more” it does not.
"broken":true
0
<p class="verdict holds">The check holds.
1
<p class="verdict holds">The check holds.
1' 'verdicts and their colours'

# ---- texts and lines of a page stand out from what is behind them, light and dark ----

cat > contrast.py <<'END'
import re, sys
css = sys.stdin.read()
def parts(color):
    c = color.lstrip('#')
    return [int(c[i:i + 2], 16) for i in (0, 2, 4)] if len(c) == 6 else [int(x * 2, 16) for x in c]
def luminance(rgb):
    lin = [x / 255 / 12.92 if x / 255 <= 0.04045 else ((x / 255 + 0.055) / 1.055) ** 2.4 for x in rgb]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]
def contrast(a, b):
    x, y = sorted((luminance(a), luminance(b)))
    return (y + 0.05) / (x + 0.05)
looked = 0
schemes = [dict(re.findall(r'--(\w+):(#\w+)', block)) for block in re.findall(r':root\{([^}]*)\}', css)]
for given in schemes[:2]:
    v = {**schemes[0], **given}
    for behind in 'bg', 'soft':
        for name, least in ('fg', 4.5), ('dim', 4.5), ('good', 4.5), ('bad', 4.5), ('ink1', 3):
            looked += 1
            if contrast(parts(v[name]), parts(v[behind])) < least:
                print(name, v[name], 'on', behind, v[behind])
    for opacity in set(re.findall(r'currentColor" (?:fill|stroke)-opacity="([0-9.]+)"', css)) - {'0.17'}: # the lines of a grid
        mixed = [float(opacity) * a + (1 - float(opacity)) * b for a, b in zip(parts(v['fg']), parts(v['bg']))]
        looked += 1
        if contrast(mixed, parts(v['bg'])) < 3:
            print('text of', opacity, 'on', v['bg'])
print(looked > 20)
END
"$BOTE" report "$srcdir/examples/twitter.bote" -F html | python3 contrast.py > contrast.out 2>&1
is "$(cat contrast.out)" 'True' 'contrasts'

# ---- a number has one text; ends that read the same are no interval ----

cat > one.py <<'END'
# Each example with charts of all its uncertain answers.
import json, os, pathlib, re, subprocess, sys
bote = os.environ['BOTE']
same = re.compile(r'(?<![\w.,…] )(\d[\d.,]*(?: (?:thousand|million|billion|trillion))?) … \1(?![\d.,]| (?:thousand|million|billion|trillion))')
charts = 0
for path in sys.argv[1:]:
    text = pathlib.Path(path).read_text()
    answers = json.loads(subprocess.run([bote, 'report', path, '-F', 'json'], capture_output=True).stdout)['answer']
    asked = {a['name']: a['text'] for a in answers if a.get('range')}
    here = pathlib.Path(path).name
    pathlib.Path(here).write_text(text + ''.join(f'\nchart histogram({n}) "H {n}"\nchart tornado({n}) "T {n}"' for n in asked) + '\n')
    for form in 'md', 'html':
        out = subprocess.run([bote, 'report', here, '-F', form], capture_output=True, text=True).stdout
        for m in same.finditer(out):
            print(here, form, 'twice the same:', out[max(0, m.start() - 30):m.end() + 10].replace('\n', ' '))
    doc = json.loads(subprocess.run([bote, 'report', here, '-F', 'json'], capture_output=True).stdout)
    for f in doc['body']:
        name = f.get('text', '')[2:]
        if 'shapes' not in f or name not in asked:
            continue
        for t in [s['text'] for s in f['shapes'] if s['shape'] == 'text' and s['text'].startswith('P50 ')]:
            charts += 1
            if t[4:].rstrip('s') != asked[name].rstrip('s'):
                print(here, name, t, 'but', asked[name])
print(charts > 20)
END
BOTE=$BOTE python3 one.py "$srcdir"/examples/*.bote > one.out 2>&1
is "$(cat one.out)" 'True' 'a median reads the same on its card and in the charts of each example, and no interval is of one number'

# On paper the first page is set smaller, and smaller still where checks and scenarios fill it; an interview has no page 1.
for row in 'twitter summary review first' 'chat_service summary review first full' 'chat_service summary,steps review first full' \
	'chat_service summary interview first'; do
	set -- $row
	run "$BOTE" report "$1" --sections "$2" --for "$3" -F html
	out_like "^<div class=\"$4${5:+ $5}\">\$" "$row"
	is "$(grep -c '^<div class="first' "$work/out")" 1 'once'
done
for row in 'chat_service summary,steps interview' 'chat_service steps review'; do
	set -- $row
	run "$BOTE" report "$1" --sections "$2" --for "$3" -F html
	out_unlike '^<div class="first' "$row: no first page"
done

done_testing
