# SPDX-License-Identifier: GPL-3.0-or-later
# bote report: formats, files, status, placeholders, reproducible bytes.
. "$srcdir/tests/lib.sh"

SOURCE_DATE_EPOCH=1772323200
export SOURCE_DATE_EPOCH

cat > site.bote <<'END'
# A site <of> "ours" & more | less
> It takes {rate} of writing, {rate to writes/min}.
> - at {users}
param users = 365M users "People | all" from "a_b *c*"
param writes_each = 3 writes/user/day "Writes of a person"
## Load
rate = users * writes_each to writes/s "Write rate"
check rate < 20k writes/s "one primary takes it"
show rate
END

run "$BOTE" report site.bote
status 0 'a report'
err_is '' 'says nothing on standard error'
out_like '^# A site &lt;of> "ours" & more \\| less$' 'title, escaped'
out_like '^- \*\*≈ 12,670 writes/s\*\* (limit 20k writes/s): Write rate `rate`$' 'the answer'
out_like '^\*\*The check holds.\*\*$' 'the verdict'
out_like '^It takes 12,670 writes/s of writing, 760,400 writes/min\.$' 'prose with its values'
out_like '^- at 365 million users$' 'a list'
out_like '^| People \\| all `users`  *| *365M | users  *| a_b \\\*c\\\* *|$' 'an assumption as typed'
out_like '^| --* | --*: | --* | --* |$' 'figures aligned to the right'
out_like '^## Load$' 'a section'
out_like '^  rate = users × writes_each$' 'a step: names'
out_like '^       = 365 million users × 3 writes/user/day ÷ 86,400 s/day$' 'numbers put in'
out_like '^       ≈ 12,670 writes/s' 'result'
out_like '^| one primary takes it | *≈ 12,670 writes/s ✓ | < 20k writes/s, now 63 % of the limit | People \\| all: 576 million users (1\.6×) |$' 'a check, and how far it holds'
out_like "^bote [0-9.]* · \`bote report site.bote\` · sha256 $(sha256sum site.bote | cut -c 1-16) · 2026-03-01\$" 'the footer'
is "$(awk '!/^[|]/ && length($0) > 110' "$work/out")" '' 'narrow enough to paste, but for tables'
out_unlike '^- (1)' 'and no numbers that stand for texts'

run "$BOTE" report site.bote users=900M -F txt
status 1 'a check that fails'
out_like '^The check fails: one primary takes it\.$' 'the report is there all the same'
out_like '^People | all  *users  *900M  *users  *given$' 'what was given'
out_like '^one primary  *31,250 writes/s ✗  *< 20k writes/s,' 'and compared'

# Lists of one length, shown together.

cat > plans.bote <<'END'
# Plans
size = ["small", "large"] "Server"
price = [60, 220] USD/month "Price"
load = [800, 4000] requests/s
show size, price, load
END
run "$BOTE" report plans.bote
status 0 'lists'
out_like '^## Side by side$' 'have a heading'
out_like '^| Server *| *Price *| *load *|$' 'are a table'
out_like '^| large *| .*220/month *| *4,000 requests/s *|$' 'a row each'
out_unlike '^- \*\*' 'and no answers besides'
run "$BOTE" report plans.bote -F html
out_like '<th scope="row">small</th><td class="f">$60/month</td><td class="f">800 requests/s</td>' 'in HTML'
out_unlike 'class="answers"' 'without cards'
run "$BOTE" report plans.bote -F json
out_like '"listed": *true' 'in JSON they are marked'
out_like '"lists":' 'and the rows have a name'

# By the million, in a picture too.

cat > price.bote <<'END'
price = 1..3 * 1e-6 USD/request to $/million requests
chart histogram(price)
END
run "$BOTE" report price.bote
status 0 'a price by the million'
out_like '^ *[0-9.]* *\$/million requests *[0-9.]*$' 'the axis has its unit'
out_like '▲' 'and it is drawn'

# Steps as on a whiteboard: conversions, the branch that was taken, one number under one name, what is nothing.

cat > steps.bote <<'END'
param users = 100M users
param posts = 10 posts/user/day
param size = 2 MB/post
posted = users * posts to posts/s
wire = posted * size to Gbps
day = users * posts
cpu = posted * 8 ms/post to cores
big = if wire > 1 Tbps then 3 else if wire > 1 Gbps then 2 else 1
none_yet = 0 * day
use resource_estimate(rps = posted * 1 request/post) as fleet
servers = fleet.servers "Servers"
a = 1..9 ms
b = 1..100 ms
both = a + b "Both"
waits = a * (1 min + 30 s) / 1 s + b * 2 "Waits"
plain = yes
daily = if plain then 4 GB/day else 2 GB/day
way = users * (if plain then posts else 3 posts/user/day) to posts/s
left = 2 MB/s - 5 GB/day
left_of_three = 1 min - 200 ms - 2 s
show servers, both, waits, daily, wire, big, none_yet, cpu, day
END
run "$BOTE" report steps.bote -F txt
status 0 'steps'
out_like '= 100 million users × 10 posts/user/day ÷ 86,400 s/day$' 'days to seconds'
out_like '= 11,570 posts/s × 2 MB/post × 8 bit/B$' 'bytes to bits'
out_like '= 11,570 posts/s × 8 ms/post ÷ 1,000 ms/s$' 'milliseconds'
out_like '= 1 billion posts/day (÷ 86,400 s/day ≈ 11,570 posts/s)$' 'a second reading'
out_like '= 2, as 185.2 Gbit/s ≤ 1 Tbps and 185.2 Gbit/s > 1 Gbps$' 'the branch that was taken, and why'
is "$(grep -A 2 '^  none_yet' "$work/out" | sed -n 2p | tr -s ' ')" ' = 0 posts/day' 'nothing needs no numbers'
out_like '^Servers (resource_estimate)$' 'a number with two names stands once'
out_like '^  servers = ceil(cores / cores_per_server)$' 'under the name of the sheet'
out_unlike 'servers = fleet.servers' 'and not a second time'
out_like '; medians do not add up exactly$' 'medians that do not add up'
out_like '= 100 million users × 10 posts/user/day ÷ 86,400 s/day, as plain is yes$' 'a branch among the factors'
out_like '= 4 GB/day (÷ 86,400 s/day ≈ 46.3 kB/s), as plain is yes$' 'a branch that is a rate'
is "$(grep -c '; medians do not add up exactly$' "$work/out")" 2 'also where a sum in brackets has a line of its own'
out_like '= 2 MB/s - 5 GB/day ÷ 86,400 s/day$' 'what is taken off is converted'
out_like '= 1 min - 200 ms ÷ 60,000 ms/min - 2 s ÷ 60 s/min$' 'one by one'

# What is 0 leaves a sum, and so does the step that only such a term needs; not what was worked out to be 0, what is asked
# for, what a scenario changes, nor a number that nothing is taken off.
cat > zeros.bote <<'END'
param absent = 0 TB
param share = 0%
param later = 0 GB
param many = 100M users
price = 3 USD/GB/month * 2
of_absent = absent * price
text = many * 2 kB/user
waiting = max(0 GB, text - 1 PB)
both = text + of_absent / (6 USD/GB/month) + waiting "Both"
whole = text * (1 - share)
taken = text - absent - (3 GB + share * 4 GB) + absent * 2
less = absent - text
nothing = absent + absent * 3
rest = 2 * (absent + text)
grown = text + later
asked = absent * 5
with_asked = text + asked
by_scenario = later * 2
deeper = text + by_scenario
scenario "later": later = 3 GB
show both, whole, taken, less, nothing, rest, grown, with_asked, asked, deeper
END
run "$BOTE" report zeros.bote -F txt
status 0 'a report with zeros'
zeros() {
	is "$(sed -n "s/^  $1 \\(=.*\\)/\\1/p" "$work/out")" "$2" "$3"
}
zeros both '= text' 'what is 0 leaves a sum'
zeros taken '= text - 3 GB' 'whatever makes it 0'
zeros rest '= 2 × text' 'in brackets too'
zeros whole '= text × (1 - share)' 'a number that nothing is taken off stays'
zeros less '= absent - text' 'and so does what something is taken from'
zeros nothing '= absent + absent × 3' 'and a sum of nothing else'
zeros grown '= text + later' 'and what is 0 in one scenario alone'
zeros deeper '= text + by_scenario' 'and what depends on that'
zeros by_scenario '= later × 2' 'with its step'
zeros with_asked '= text' 'what is asked for is no term either'
zeros asked '= absent × 5' 'and has its step'
zeros waiting '= max(0 GB, text - 1 PB)' 'so does what was worked out to be 0'
zeros of_absent '' 'what only such a term needs has none'
zeros price '' 'nor has what that needs'

# Summands are in one unit before they are added, whatever they are worked out from.

cat > summands.bote <<'END'
asked = 868 requests/s
answer = 5 KB/request
other = 33.33 Mbit/s
servers = 103 servers
index = 1.382 TB
rate = (asked * answer + other) / 4 "Rate"
kept = (5 GB/day * 3 + 2 MB/s) * 1 year "Kept"
day = (asked * 1 day + 3 million requests) * answer "Day"
memory = servers * 32 GB/server + index "Memory"
disk = 93.86 TB + 336 GB "Disk"
small = 3 TB + 1 kB "Small"
END
run "$BOTE" report summands.bote -F txt
status 0 'summands'
out_like '= (4.34 MB/s + 4.1663 MB/s) / 4$' 'a product and a number'
out_like '= (15 GB/day + 172.8 GB/day) × 1 year × 365 days/year$' 'a product and a rate'
out_like '= (74,995,000 requests + 3,000,000 requests) × 5 kB/request$' 'a time that cancels in one of them alone'
out_like '= 3.296 TB + 1.382 TB$' 'a product of what is written in another unit'
out_like '= 93.86 TB + 0.336 TB$' 'of which the smaller one is far smaller'
out_unlike '+ 0.000' 'but not where little would be left'

# Why a branch was taken, as one would say it: the part that decides, a word by its name, the opposite of what is not so.
cat > why.bote <<'END'
# Why
param rate = 9 requests/s
param whose = "aws"
param quick = no
param typed = spread(2 s, 3 s, 5 s) "Typed"
a = if rate > 10/s or rate <= 9/s then rate * 2 else rate
b = if rate > 1/s and rate > 10/s then rate else rate * 3
c = if whose == "gcp" then rate else if whose == "azure" then rate * 2 else rate * 4
d = if quick then 5 USD else 7 USD
e = if not quick then rate else rate * 5
f = if rate != 9/s then rate * 1 s else rate * typed
show a, b, c, d, e, f
END
run "$BOTE" report why.bote -F txt
status 0 'branches'
out_like '= 9 requests/s × 2, as 9 requests/s ≤ 9/s$' 'of an or, what holds'
out_like '= 9 requests/s × 3, as 9 requests/s ≤ 10/s$' 'of an and, what does not'
out_like '= 9 requests/s × 4, as whose is aws$' 'a word, once'
out_like '= $7, as quick is no$' 'a number by itself is the answer'
out_like '= 9 requests/s × 3.0 s, as rate is 9 requests/s$' 'the opposite of what is not so'
out_unlike 'typed = spread' 'what was typed is no step'
# Conversions stand where they are made: within calls, behind a summand, of a sum in brackets.
cat > converted.bote <<'END'
# Converted
param peak = 670,000 reports/min "The peak"
param cap = 20,000 reports/s/gateway "Of a gateway"
param fast = yes
gateways = ceil(peak / cap)
both = max(peak to reports/s, 100 reports/s) * 2
cost = 1.1 million USD/month + 1,000 USD/day
costs = 3 USD/month + 2 USD/h + 1,000 USD/day to $/month
same = 3 USD/day + 2 USD/day to $/month
rate = 10,000/s * (200 B + 120 B) to Mbit/s
twice = 2 * (if fast then 3 GB/day else 1 GB/day) to MB/s
show gateways, both, cost, costs, same, rate, twice
END
run "$BOTE" report converted.bote -F txt --width 200
status 0 'conversions in their places'
out_like '= ceil(670,000 reports/min / 20,000 reports/s/gateway ÷ 60 s/min)$' 'within a call'
out_like '= 1.1 million USD/month + 1,000 USD/day × 30.417 days/month$' 'of a summand'
out_like '= 3 USD/month + 2 USD/h × 730 h/month + 1,000 USD/day × 30.417 days/month$' 'of each that needs it'
out_like '= (3 USD/day + 2 USD/day) × 30.417 days/month$' 'of all of them together'
out_like '= 10,000/s × (200 B + 120 B) × 8 bit/B$' 'of a sum in brackets'
cat > short.bote <<'END'
n = 7
price = 3 USD
word = if n < 9 then price else 2 * price
number = if n < 9 then 4 USD else 5 USD
check if n < 9 then yes else n > 5
END
run "$BOTE" run -x short.bote
status 0 'run with steps'
is "$(grep -c '= [$][34], as 7 < 9$' "$work/out")" 2 'a branch of one word: the answer has the reason'
out_like '^holds .*, as 7 < 9$' 'that of a check too'
run "$BOTE" -x 'if 7 < 9 then 4 else 5'
out_like '^= 4, as 7 < 9$' 'a line'
run "$BOTE" -jx 'if 7 < 9 then 4 else 5'
out_like '"reason":"7 < 9"' 'a line as JSON'

# A branch inside of an expression is taken as well; what only others need is no step; of ranges it is said how often.
cat > inside.bote <<'END'
# Inside
param region = "EU"
param copies = 1
param rate = 100 requests/s
param maybe = 1..9 requests/s
eu = rate * 2 "Europe"
base = rate * 3 "US base"
us = base * 4 "US"
use resource_estimate(rps = rate) as other
a = rate * (if region == "EU" then eu * 1 s/request else us * 1 s/request) "A"
b = rate - (if copies != 1 then eu + us else eu - 3/s) "B"
c = 2 ^ (if copies == 1 and rate > 50/s then 1 + 2 else 3) "C"
d = max(if copies == 2 or region == "US" then other.servers * 1 request/s/server else eu, rate) "D"
e = [if copies == 1 then 6 * 2 else 3, 4] "E"
f = 3 * (if maybe > 5/s then maybe * (if copies == 1 then 2 else 3) else eu) "F"
g = smallest(n, (if n > 3 then n * 2 else n) > 5) "G"
h = region == "EU" "H"
show h, a, b, c, d, e, f, g
END
run "$BOTE" report inside.bote -F json
status 0 'branches inside'
out_like '"100 requests/s × (200 requests/s × 1 s/request), as region is EU"' 'of a product'
out_like '"100 requests/s - (200 requests/s - 3/s), as copies is 1"' 'of a difference'
out_like '"2^(1 + 2), as copies is 1 and 100 requests/s > 50/s"' 'of a power, and both that hold'
out_like '"max(200 requests/s, 100 requests/s), as copies is 1 and region is EU"' 'of a call, and both that do not'
out_like '".6 × 2, 4., as copies is 1"' 'of a list'
out_like '"3 × (if maybe > 5/s (holds in 22 %) then 3.0 requests/s × 2 else 200 requests/s), as copies is 1"' 'by chance'
out_like '"text":".\{1,2\}EU.\{1,2\} == .\{1,2\}EU.\{1,2\}"' 'texts are in quotes where they are put in'
out_like '"smallest(n, (if n > 3 then n × 2 else n) > 5)"' 'what counts is let alone'
out_like 'Only for a branch that was not taken: US base, US\.' 'what only another branch needs is named'
out_unlike '"300 requests/s × 4"' 'and not worked out'
out_unlike 'resource_estimate)' 'nor is what another sheet would have said'
run "$BOTE" explain a -f inside.bote
out_like '^eu = rate × 2$' 'explain tells what was taken'
out_unlike '^us' 'and nothing else'

# A unit that is written is converted, though it holds two times; a chance beside a percentage is one; in a scenario all
# checks that fail are counted where some do already; who moves nothing is not given a number.
cat > hours.bote <<'END'
# Hours
param agents = 100 agents
param wage = 20..30 USD/h/agent
param calls = 1..9 calls
param rooms = 60 agents
staff = agents * wage * 10 h/day to USD/month "Staff"
spare = ceil(calls / 10 calls) * 1 USD/month "Spare"
bill = staff + spare "Bill"
check prob(calls < 5 calls) > 50% "Quiet"
check agents < rooms "Room"
check wage > 15 USD/h/agent "Fair"
scenario "busy": calls = 9..20 calls, agents = 200 agents
show bill
END
run "$BOTE" report hours.bote -F md
status 1 'hours a day'
out_like '= 100 agents × $24/h/agent × 10 h/day × 30\.417 days/month$' 'days to months, and hours not'
out_like '^. Quiet *. *≈ [0-9.]*% ✓ *. > 50%' 'a chance as its limit reads'
out_like '^\*\*1 of 3 checks fails: Room; in “busy” two fail\.\*\*$' 'all that fail'
out_like 'The other one makes less than 1 %\.' 'no 0 %'
cat > nights.bote << 'END'
# Nights
param a = 5..6 "A"
c = a * 2 "C"
check c < 14 "One"
check c < 25 "Two"
scenario "night": a = 7..8
scenario "day": a = 9..10
scenario "flood": a = 20..30
scenario "rain": a = 8..9
scenario "fine": a = 2..3
END
run "$BOTE" report nights.bote -F md
out_like '^\*\*Both checks hold; in “night”, “day” and “rain” one does not, in “flood” two do not\.\*\*$' 'scenarios that break as many are named together'
out_like '✗ (holds in < 0\.1 %, wanted 95 %)' 'what never holds in samples of guesses is not sure either'
out_unlike 'holds in 0' 'no 0 %'

# One number, one text: units in one order, a time that reads, money as money; scenarios as numbers.

cat > same.bote <<'END'
users = 30M..40M users
cost = $1M/month "Cost"
each = cost / users "Each"
wait = 4.5 min "Wait"
check each < 0.25 USD/user/month "Cheap"
check wait < 1 h "Soon"
scenario "base": users = 50M users
show each, wait
END
run "$BOTE" report same.bote -F md
status 0 'one number'
out_like 'limit $0\.25/month/user' 'a limit in the order of units of what it limits'
out_like '^. Cheap .*/month/user ✓ practically always (> 99\.9 %).*< $0\.25/month/user' 'in the check too'
out_unlike '/user/month' 'nowhere in another order'
out_like '^. Soon  *. *4\.5 min ✓ .*< 1 h' 'a time that is short in the unit of its limit'
run "$BOTE" report same.bote -F json
out_like '"lead":"Of an uncertain number the median is first' 'JSON says how ranges are read'
out_like '{"scenario":"base","name":"each","text":"$0\.02/month/user","value":' 'a scenario that is called base, as a number'

# In pictures, in what is said of charts and in how they come about too.

cat > drawn.bote <<'END'
# Drawn
param requests = 1234 requests "Requests"
rate = 200.5 TB/day "Stored"
bill = requests * 314.27 USD/request/month + 0.32 USD/month "Bill"
box cdn "CDN" : bill
chart growth(rate, over = 5 years, growth = 20%/year)
chart line(bill, requests = 1..2000 requests)
show bill, rate
END
run "$BOTE" report drawn.bote -F html
status 0 'numbers that are drawn'
out_like '<desc[^>]*>Boxes: CDN ($387,809\.50/month)\.' 'money in a box has its cents'
out_like '<desc[^>]*>from $314\.59/month to $628,540\.32/month; now 1,234 requests<' 'the ends of a line are money, and the present value has all its digits'
run "$BOTE" report drawn.bote -F md
out_like '^ *= 73\.18 PB × 8\.163$' 'what a curve is made of, in digits that give its end'

# What is written from right to left does not take numbers beside it along.

cat > right.bote <<'END'
# שלום
> שלום {size} עולם
size = 5 GB/day "גודל"
check size < 6 GB/day "גבול"
show size
END
run "$BOTE" report right.bote -F html
out_like '^<title>שלום</title>$' 'no element within the title of a page'
out_like '^<p class="say" dir="auto">שלום <bdi>5 GB/day</bdi> עולם</p>$' 'a value in such a sentence'
out_like '<span class="label"><bdi>גודל</bdi> <code>size</code>' 'such a label in front of a name'
out_like '<th scope="row"><bdi>גבול</bdi></th>' 'and in a table'

sed 's/^size =.*/each = 5 GB\/day "כל"\nsize = each * 2 "גודל"/' right.bote > right-sum.bote
run "$BOTE" report right-sum.bote -F html
out_like '<p dir="auto">“<bdi>גודל</bdi>” rests most on “<bdi>כל</bdi>”: ' 'a label says nothing of the sentence that quotes it'
if "$BOTE" --version | grep -qx 'PDF reports: yes' && command -v pdftotext > /dev/null; then
	run sh -c '"$BOTE" report right-sum.bote -F pdf | pdftotext -layout - -'
	out_like 'rests most on .*: 20 % less of it makes 8 GB/day, 20 % more 12 GB/day\.$' 'nor in a PDF'
	out_like '   .*עולם.*10 GB/day' 'where a sentence from the right ends on the right, with its number whole'
else
	skip 'nor in a PDF' 'no PDF, or no pdftotext'
	skip 'where a sentence from the right ends on the right, with its number whole' 'no PDF, or no pdftotext'
fi

# A link to what is not there yet.

ln -s new.md link.md
run "$BOTE" report plans.bote -o link.md
status 0 'to a link'
ok "$([ -L link.md ] && [ -s new.md ] && echo 0 || echo 1)" 'which stays one'

# HTML: one well-formed file that needs nothing else.

run "$BOTE" report site.bote -F html
status 0 'HTML'
out_like '^<title>A site &lt;of&gt; &quot;ours&quot; &amp; more | less</title>$' 'title, escaped'
out_like '<strong>≈&#160;12,670 writes/s</strong>' 'the answer'
out_like '^<p class="say">It takes 12,670 writes/s of writing, 760,400 writes/min\.</p>$' 'prose'
out_like '<th scope="row">People | all <code class="small" id="a-users"><a href="#u-users">users</a></code></th><td class="f" data-head="Value">365M</td><td data-head="Unit">users</td><td data-head="Source">a_b \*c\*</td>' 'an assumption'
out_like '^@media screen and (max-width:36rem){.stacks thead{display:none}' 'which a narrow screen has below its head'
out_unlike '<script\|<link\|src=\|href="[^#]\|url(\|@import' 'no script, nothing to fetch'
out_like '<a id="u-users" href="#a-users">users</a> × <a ' 'a name in a step leads to its assumption'
out_unlike ' style=' 'style only in one place'
cp "$work/out" page.html
if command -v xmllint > /dev/null; then
	run xmllint --noout page.html
	status 0 'well-formed'
else
	skip 'well-formed' 'no xmllint'
fi

# JSON: every number in full, with its unit.

run "$BOTE" report site.bote users=900M -F json
status 1 'JSON'
out_like '"title":"A site <of> \\"ours\\" & more | less"' 'title'
out_like '"answer":\[$' 'a member a line'
out_like '{"name":"rate","label":"Write rate","text":"31,250 writes/s","exact":true,"value":31250,"unit":"write/s","limit":"limit 20k writes/s","headline":true}' 'an answer'
out_like '"verdict":"The check fails: one primary takes it\.",$' 'the verdict'
out_like '"holds":false,$' 'as a truth'
out_like '{"what":"People | all","name":"users","text":"900M","text_unit":"users","from":"given","value":900000000,"unit":"user","used_by":"rate"}' 'an assumption'
out_like '"condition":"rate < 20k writes/s","holds":false,.*"must":"< 20k writes/s","used":"156 %","verdict":"fails",.*"until":"fails now; holds from People | all: 576 million users (0\.64×)","breaks":{"name":"users","factor":0\.6' 'a check'
out_like '"sentence":"It takes 31,250 writes/s of writing' 'prose'
out_like "\"sha256\":\"$(sha256sum site.bote | cut -d ' ' -f 1)\"" 'the hash of the file'
if python3 -c '' 2> /dev/null; then
	python3 -c 'import json, sys; json.load(sys.stdin)' < "$work/out"
	ok $? 'valid'
else
	skip 'valid' 'no python3'
fi

# PDF: by a program of its own, where it was built.

if "$BOTE" --version | grep -qx 'PDF reports: yes'; then
	run "$BOTE" report site.bote -o page.pdf -o letter.pdf --paper a4
	status 0 'PDF'
	err_is '' 'without a word'
	is "$(head -c 5 page.pdf)" '%PDF-' 'is one'
	run sh -c '"$BOTE" report site.bote -F pdf --paper a4 | cmp - page.pdf'
	status 0 'the same on standard output'
	"$BOTE" report site.bote -o letter.pdf --paper letter
	if command -v pdftotext > /dev/null; then
		pdftotext -layout page.pdf - | tr '\f' '\n' > "$work/out"
		out_like '^A site <of> "ours" & more | less$' 'its title'
		out_like '≈ 12,670 writes/s' 'the answer'
		out_like 'It takes 12,670 writes/s of writing, 760,400 writes/min\.' 'prose'
		out_like 'People | all .*users .*365M .*users .*a_b \*c\*' 'an assumption'
		out_like '= 365 million users × 3 writes/user/day' 'a step'
		out_like 'one primary takes .*≈ 12,670 writes/s ✓ .*< 20k writes/s, now 63 % of the limit' 'a check'
		out_like '^ *1 */ *[123]$' 'page numbers'
		pdfinfo page.pdf > "$work/out"
		out_like '^Title: *A site <of> "ours" & more | less$' 'title of the document'
		out_like '^Page size: .*(A4)' 'A4'
		out_like '^Tagged: *yes$' 'tagged, to be read aloud'
		pdfinfo letter.pdf > "$work/out"
		out_like '^Page size: .*(letter)' 'Letter'
	else
		skip 'what is in it' 'no pdftotext'
	fi
	if command -v qpdf > /dev/null; then
		run qpdf --check page.pdf
		status 0 'sound'
		run qpdf --json page.pdf
		out_like '"title": "Assumptions"' 'bookmarks'
	else
		skip 'sound' 'no qpdf'
	fi
	run_stdin 'no JSON' "${BOTE%/*}/bote-pdf"
	status 2 'bote-pdf wants a report'
else
	run "$BOTE" report site.bote -o page.pdf
	status 4 'no PDF in this build'
	err_like 'bote-pdf is missing' 'says what is missing'
	err_like 'libpango1.0-dev' 'and what to install'
fi
cp "$BOTE" ./alone
if ./alone --version | grep -qx 'PDF reports: no, bote-pdf is missing'; then
	echo old > keep.pdf
	run ./alone report site.bote -o keep.pdf -o beside.md
	status 4 'without bote-pdf'
	err_like 'hint: install pango and cairo' 'what to do'
	is "$(cat keep.pdf)" old 'keeps the old file'
	is "$(sed 1q beside.md)" '# A site &lt;of> "ours" & more \| less' 'and writes the other one'
else
	skip 'without bote-pdf' 'one is installed'
fi
rm ./alone
run "$BOTE" report site.bote -F pdf --paper a5
status 3 'a paper that there is not'
run "$BOTE" -j report site.bote -F pdf
status 3 'PDF within JSON'

# Links, the same in all formats that have some, and what figures show for those who cannot see them.

cat > linked.bote <<'END'
# Linked
param users = 365M users "People's | \"own\""
param writes_each = 3 writes/user/day "Writes of a person"
## Load
rate = users * writes_each to writes/s "Write rate"
## Room
text = rate * 100 B/write * 1 year "Text: é 漢字"
photos = rate * 1 kB/write * 1 year "Photos"
## More
all = text + photos "All"
## And more
box a "Phones" : users
box b "Servers"
flow a -> b : rate
check rate < 20k writes/s "One primary takes it"
chart breakdown(text, photos) "What takes the room"
show all, rate
END
"$BOTE" report linked.bote -F json > "$work/out"
out_like '{"sign":"=","text":"users × writes_each","links":\[{"at":0,"length":5,"assumption":"users"},{"at":8,"length":11,"assumption":"writes_each"}\]}' 'JSON: names of a step, in characters'
out_like '{"sign":"=","text":"text + photos","links":\[{"at":0,"length":4,"step":"text"},{"at":7,"length":6,"step":"photos"}\]}' 'and other steps'
out_like '"name":"users",.*"used_by":"rate"' 'an assumption, and what uses it'
cp "$work/out" linked.json
"$BOTE" report linked.bote -F html > "$work/out"
is "$(grep -c '^<svg' "$work/out") $(grep -c '^<figure.* two">\|^<figure class="two">' "$work/out")" '3 1' 'HTML: the chart is drawn for a phone too, the small picture fits one'
is "$(grep -o 'href="#[^"]*"' "$work/out" | cut -d'#' -f2 | sort -u | while read -r place; do grep -q "id=\"$place" "$work/out" || echo "$place"; done)" '' 'each link has its place'
if [ "${suffixes:=$("$BOTE" --version | grep -x 'PDF reports: yes')}" ] && command -v pdfinfo > /dev/null && command -v qpdf > /dev/null && python3 -c '' 2> /dev/null; then
	"$BOTE" report linked.bote -o linked.pdf
	run qpdf --check linked.pdf
	status 0 'PDF with links and words for figures: sound'
	pdfinfo linked.pdf > "$work/out"
	out_like '^Tagged: *yes$' 'tagged'
	pdfinfo -struct-text linked.pdf | tr -d '\n' | tr -s ' ' > "$work/out"
	out_like 'Link (inline) Object [0-9]* 0 "Assumptions"' 'PDF: contents lead to sections'
	out_like 'Link (inline) Object [0-9]* 0 "users" Span (inline) " × " Link (inline) Object [0-9]* 0 "writes_each"' 'names of a step lead on'
	out_like '"People.s | "own" *" Link (inline) Object [0-9]* 0 "users"' 'from an assumption to its use'
	out_like 'P (block) Span (inline) "≈[^"]*writes/s" Span (inline) "limit 20k writes/s" Span (inline) "Write rate" Span' 'cards are read'
	python3 - <<'END' > "$work/out"
import json, re
pdf = open('linked.pdf', 'rb').read()
pages = {int(n) for n in re.findall(rb'\n(\d+) 0 obj\n<< /Type /Page\b[^s]', pdf)}
dests = [int(n) for n in re.findall(rb'/Dest \[(\d+) 0 R', pdf)]
print(len(dests) > 8 and set(dests) <= pages)
alts = [bytes.fromhex(x.decode()).decode('utf-16') for x in re.findall(rb'/Alt <([0-9a-f]*)>', pdf)]
print(alts == [b['description'] for b in json.load(open('linked.json'))['body'] if b['kind'] == 'figure'], len(alts))
print(re.search(rb'/Lang \(en\)', pdf) is not None)
END
	out_is 'True
True 2
True' 'links lead to pages, each figure has its words, and the language is said'
else
	skip 'links of a PDF' 'no PDF, or nothing to look at it with'
fi

# Assumptions that are the same but for their names: one row, and a link to each name.
cat > twins.bote <<'END'
use resource_estimate(rps = 20k/s, target_util = 60%) as one
use resource_estimate(rps = 10k/s, target_util = 60%) as two
show one.servers, two.servers
END
run "$BOTE" report twins.bote --sections assumptions
out_like '^| Utilisation planned for `one\.target_util`, `two\.target_util` *|' 'one row of both names'
run "$BOTE" report twins.bote --sections assumptions,steps -F html
out_like 'id="a-one\.target_util"><a href="#u-one\.target_util">one\.target_util</a></code>, <code class="small" id="a-two\.target_util">' 'to each of which steps lead'
out_like 'href="#a-two\.target_util"' 'to the second one too'
run "$BOTE" report twins.bote --sections assumptions -F txt
out_like '^Utilisation planned for *one\.target_util, two\.target_util *60%\|^.* one\.target_util, ' 'as text'
run "$BOTE" report twins.bote --sections assumptions -F json
out_like '"name":"two\.target_util".*"joined":true' 'and two rows for programs'

# Sections

run "$BOTE" report site.bote --sections summary,notes
status 0 'two sections'
is "$(grep '^#' "$work/out" | tr '\n' '/')" '# A site &lt;of> "ours" & more \| less/## Does it hold, and how far?/## What it rests on/' 'and no other'
out_like '`bote report site.bote --sections summary,notes`' 'said in the footer'
run "$BOTE" report site.bote --sections assumptions -F json
out_like '"answer":\[\]' 'without the answer'
run "$BOTE" report site.bote users=900M --sections notes
status 1 'a check that is not shown fails all the same'
run "$BOTE" report site.bote --sections 'summary, nosuch'
status 3 'an unknown section'
err_like "no section 'nosuch'" 'is named'
err_like 'hint: the sections are summary, introduction, picture, assumptions, steps, machines, charts, scenarios, checks, usual, measured, notes$' 'with those there are'

# Options

run "$BOTE" report site.bote -F nosuch
status 3 'an unknown format'
err_like "no format 'nosuch'" 'is named'
err_like 'hint: the formats are md, txt, html, pdf, json' 'with those there are'
run "$BOTE" report
status 3 'no operand'
run "$BOTE" report nosuchsheet
status 2 'an unknown sheet'
run "$BOTE" report site.bote -o
status 3 '-o without a file'
run "$BOTE" report site.bote -o file.xyz
status 3 'a suffix that is no format'
is "$(ls file.xyz* 2> /dev/null)" '' 'nothing is written then'
run "$BOTE" report site.bote -o file.xyz -F txt
status 0 'unless -F says it'
out_is '' 'nothing on standard output'
is "$(sed 1q file.xyz)" 'A site <of> "ours" & more | less' 'the file'
rm file.xyz
run "$BOTE" report site.bote -o a.md -F txt
status 3 'a suffix and -F that differ'
run "$BOTE" report site.bote -o a.md -o b.txt -o c.html -o d.json -o -
status 0 'several files'
is "$(sed 1q a.md)" '# A site &lt;of> "ours" & more \| less' 'Markdown'
is "$(sed 1q b.txt)" 'A site <of> "ours" & more | less' 'text'
is "$(cat "$work/out")" "$(cat a.md)" 'and standard output'
run "$BOTE" -F txt report site.bote
status 0 'options may stand in front'
run "$BOTE" -F md 1 + 1
status 3 '-F without report'

# Files

echo old > keep.md
if [ "$(id -u)" -ne 0 ]; then
	chmod 400 keep.md
	run "$BOTE" report site.bote -o keep.md
	status 4 'a file that may not be written'
	chmod 600 keep.md
	mkdir locked
	echo old > locked/keep.md
	chmod 500 locked
	run "$BOTE" report site.bote -o locked/keep.md
	status 4 'a folder that may not be written'
	is "$(cat locked/keep.md)" old 'keeps the old file'
	chmod 700 locked
else
	skip 'a file that may not be written' 'root may do anything'
fi
run "$BOTE" report site.bote -o nofolder/a.md
status 4 'a folder that is not there'
err_like "cannot write 'nofolder/a.md'" 'is named'
mkdir folder.md
run "$BOTE" report site.bote -o folder.md -o after.md
status 4 'a folder in place of a file'
is "$(sed 1q after.md)" '# A site &lt;of> "ours" & more \| less' 'the other files are written'
(
	ulimit -f 0 2> /dev/null || exit 3
	trap '' XFSZ
	"$BOTE" report site.bote -o keep.md 2> "$work/err"
)
got=$?
if [ $got -eq 3 ]; then
	skip 'no room' 'no limit on file size here'
else
	status 4 'no room for the file'
	is "$(cat keep.md)" old 'keeps the old file'
	is "$(ls keep.md?* 2> /dev/null)" '' 'and leaves nothing behind'
fi
if [ -c /dev/full ]; then
	run sh -c '"$BOTE" report site.bote > /dev/full'
	status 4 'a full device'
fi

# Placeholders

printf '> So {b} and {widgts + 1} there.\nwidgets = 3\nb = widgets * 2\n' > wrong.bote
run "$BOTE" report wrong.bote -o wrong.md
status 2 'an unknown name in the prose'
err_like '^wrong.bote:1:15: error: unknown name .widgts.' 'its place'
err_like '^                  ^~~~~~' 'a caret'
err_like 'widgets' 'the nearest name'
is "$(ls wrong.md 2> /dev/null)" '' 'no file'

# The same bytes

suffixes='md html json'
! "$BOTE" --version | grep -qx 'PDF reports: yes' || suffixes="$suffixes pdf"
for suffix in $suffixes; do
	"$BOTE" report site.bote -o one.$suffix
done
sleep 1
for suffix in $suffixes; do
	"$BOTE" report site.bote -o two.$suffix
	cmp -s one.$suffix two.$suffix
	ok $? "the same bytes twice: $suffix"
done

# At the prompt

run_stdin 'a = 3 GB "A"
b = a * 2 "B"
report -F txt
report -o "my report.md"
' "$BOTE" --no-init --transcript
out_like '^  6 GB  B$' 'report of the prompt'
is "$(sed 1q 'my report.md')" '# Estimate' 'to a file'
run_stdin 'report
' "$BOTE" --no-init --transcript
out_like 'report what' 'with nothing there'

# Every formula and example has a report.
bad=
for file in "$srcdir"/examples/*.bote; do
	"$BOTE" report "$file" > out.md 2> err.txt
	[ $? -le 1 ] || bad="$bad $file: $(cat err.txt)"
done
is "$bad" '' 'each example'

# What one thing takes, field by field.
cat > record.bote <<'END'
# Record
param text = 140..280 B/post "Text"
id = 8 B/post
row = id + text + 0.5 kB/post to B/post "A post"
index = id + 2 * 8 B/post
pair = 2 B + 3 B
rate = 1 MB/s + 2 MB/s
n = 10M posts
all = n * (row + index)
show all
END
run "$BOTE" report ./record.bote -F md
status 0 'a report with a record'
out_like '^## Record sizes$' 'has a heading for it'
is "$(sed -n '/^## Record/,/^## [^R]/p' "$work/out" | grep -c '^| `')" 7 'fields and what they come to; what is of nothing, or a rate, is none'
out_like '^| `row` *| id *| *8 B/post | 1.1 % |' 'a field'
out_like '^| `row` *| text *| ≈ 200 B/post | *28 % |' 'an uncertain one'
run "$BOTE" report ./record.bote -F json
out_like '"record":"index","field":"together","size":"24 B/post"' 'in JSON too'
run "$BOTE" report ./record.bote -F md --sections answer
status 0 'the summary by its old name'
out_unlike 'Record sizes' 'it goes with the steps'

# A lab: what was measured beside what was predicted.
cat > net.bote <<'END'
# A cut
use lab.cap(choose = "ap") as net
check net.stale < 50%  "most reads are right"
END
run "$BOTE" report net.bote -F md
out_like '^## Simulated$' 'labs have a section'
out_like '^| `diverged`.* 200 | agrees' 'with predictions and verdicts'
out_like '^Simulated: lab cap as net, 20 runs of 100 s' 'and how they were run'
out_like '| simulated, lab cap *|$' 'where a result is from'
run "$BOTE" report net.bote -F md --sections checks
out_unlike 'Simulated' 'it goes with what was measured'

# The report of each lab: what it notices is said only where it is so.
for sheet in "$srcdir"/formulas/lab/*.bote; do
	name=$(basename "$sheet" .bote)
	run "$BOTE" report "lab.$name" -F md
	status 0 "a report of $name"
	sed -n '/^## Notice$/,/^## In an interview$/p' "$work/out" > "$work/notice"
	is "$(grep -ciE '[a-z]' "$work/notice" | awk '{ print ($1 > 2) }')" 1 'it notices something'
	is "$(grep -woE 'yes|none|\{|\}|[.] no' "$work/notice")" '' 'and each sentence of that has its numbers'
done
run "$BOTE" report lab.cache -F md
out_like ', as plain is yes and policy is lru$' 'a part of an and that is an or: what holds'
is "$(sed -n '/^## Assumptions/,/^## Steps/p' "$work/out" | grep -c '`hit`')" 0 'what it measured is not assumed'
run "$BOTE" report lab.stream -F md
is "$(sed '/^## Assumptions/q' "$work/out" | grep -c 'none')" 0 'what was not there to be measured is no answer'

# ---- a name is what it is where it stands ----

printf 'total = 1..3 s "Of the part"\ncheck total < 100 s\n' > part.bote
printf 'use part() as p\ntotal = 2..8 s "Of it all"\ncheck total < 7 s\nchart histogram(total)\n' > whole.bote
run "$BOTE" report whole.bote
out_like 'limit 7 s: 9\.2 % beyond' 'the limit of a cell is not that of one by its name in a used sheet'
out_unlike 'limit 100 s' 'which is about another'

# Whichever side of a check the limit is on, it is the limit.
cat > sides.bote <<'END'
used = 70 GB "Used"
capacity = 100 GB "Capacity"
total = used * 2
check used < capacity
check capacity > used
check capacity >= total
check 1 GB < total
check 150 GB > total
check total > used
show used, total
END
run "$BOTE" report sides.bote -F md
out_like '^| used < capacity *| *70 GB ✓ | < 100 GB, now 70 % of the limit *| Used: 100 GB' 'a limit that is a cell'
out_like '^| capacity > used *| *70 GB ✓ | < 100 GB, now 70 % of the limit *| Used: 100 GB' 'the same the other way round'
out_like '^| capacity >= total *| *140 GB ✗ | ≤ 100 GB, now 140 % of the limit *|' 'a cell that rests on no other one is the limit'
out_like '^| 1 GB < total *| *140 GB ✓ | > 1 GB *|' 'and so is a number'
out_like '^| 150 GB > total *| *140 GB ✓ | < 150 GB, now 93 % of the limit *|' 'from above too'
out_like '^| total > used *| *140 GB ✓ | > 70 GB *|' 'but not against its place where it is one'

# Comparisons joined by `and` are a limit with several ends, but only if all are comparisons.
cat > joined.bote <<'END'
a = 3 /s
fine = a > 1 /s
check fine and a < 5 /s "Left"
check a < 5 /s and fine "Right"
check a < 5 /s and a > 1 /s "Both"
END
run "$BOTE" report joined.bote -F md
out_like '^| Left *| *yes ✓ | fine and a < 5 ' 'a cell, and a comparison'
out_like '^| Right *| *yes ✓ | a < 5 / s and fine ' 'a comparison, and a cell'
out_like '^| Both *| *3 /s ✓ | < 5 /s and > 1 /s ' 'two comparisons'

printf 'up = 3 min\nwait = 2 h\nserved = 5 requests/s^2 * up * wait "Served"\n' > ramp.bote
run "$BOTE" report ramp.bote
out_like '= 5 requests/s^2 × 3 min × 2 h × 60 s/min × 3,600 s/h$' 'each of a unit that is squared is brought to the others'

done_testing
