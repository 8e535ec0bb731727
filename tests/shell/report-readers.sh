# SPDX-License-Identifier: GPL-3.0-or-later
# report --for: the same parts in another order, with what such readers want besides.
. "$srcdir/tests/lib.sh"

cat > half.bote <<'END'
# Half an interview
> It costs {bill}.
## Problem
> What it must do.
param users = 1M..3M users "Users" from "guess"
## Orders
param each = 2 orders/user/day "Orders of one" from "guess"
orders = users * each to orders/s "Orders"
### Database
> One primary. It is split by customer.
### Caching
> None is needed.
## Payments
### Database
> The provider's.
### Caching
> No.
### Scaling and fault tolerance
> Asked twice, paid once.
### Communication
> A webhook.
## Cost
param price = $20/server/month "Server" from "list price, 2026-03"
param cdn = $100/month "CDN" from "quote"
servers = ceil(orders / (5 orders/s/server)) "Servers"
for_servers = servers * price "Servers"
bill = for_servers + cdn to $/month "Bill"
per_user = bill / users "Cost of a user"
check bill < $10k/month "Cheap"
scenario "more": users = 9M users
show bill, servers, per_user
END

run "$BOTE" report half.bote --for interview -F txt
status 0 'for an interview'
out_like '^Overview$' 'an overview'
out_like '^Orders  *One primary\.  *None is needed\.  *-  *-$' 'its first sentences'
out_like '^\* Orders says nothing of Scaling and fault tolerance and Communication\.$' 'and what is lacking'
out_unlike 'Payments says nothing' 'of that alone'
is "$(grep -n '^Problem$\|^Users  *users\|^Orders of one\|^One primary. It is\|^Bill$' "$work/out" | cut -d: -f2 | cut -c1-10 | tr -s ' \n' ' ,')" 'Problem,Users u,Orders of ,One primar,Bill,' 'each section with its own assumptions'
out_unlike '^What it rests on$' 'without sensitivity'
out_unlike '^Charts$' 'or charts'

# What no number of it rests on is no assumption of an interview.
cat > idle.bote <<'END'
use monthly_cost(cpus = 10 cpus, ram = 0 GB, ssd = 0 TB, blob = 0 TB, egress = 0 MB/s) as month
use fleet(cpu = 100 cores, only = "aws") as web
show month.cost, web.bill
END
run "$BOTE" report idle.bote --sections steps --for interview -F txt
out_like "^Estimate$" "a sheet without headings has its assumptions too"
out_like 'month\.cpu_price ' 'the price that is paid'
out_like 'web\.max_cpu ' 'the limit that binds'
out_unlike 'month\.ram_price\|month\.blob_price' 'not those of nothing'
out_unlike 'web\.max_memory\|web\.max_disk\|web\.max_io' 'nor limits of what is not asked for'
out_unlike 'if commit then' 'nor the price that is not paid'
run "$BOTE" report idle.bote --sections assumptions,steps -F txt
out_like 'month\.blob_price ' 'elsewhere they are'
out_like 'web\.max_disk ' 'all of them'
out_like 'if commit then' 'and how they are chosen'

run "$BOTE" report half.bote --for finance -F json
status 0 'for finance'
if python3 -c '' 2> /dev/null; then
	python3 - "$work/out" <<'END' > "$work/costs"
import json, sys
report = json.load(open(sys.argv[1]))
def dollars(text):
    number = text.split("/")[0].replace("$", "").replace(",", "").split()
    return float(number[0]) * (1e6 if "million" in number else 1)
lines = report["costs"]
print(len(lines), lines[-1]["what"], lines[-1]["share"])
print(abs(sum(dollars(line["expected"]) for line in lines[:-1]) / dollars(lines[-1]["expected"]) - 1) < 0.01)
print(abs(dollars(lines[-1]["year"]) / dollars(lines[-1]["expected"]) - 12) < 0.1)
print(abs(dollars(report["years"][2]["expected"]) / dollars(lines[-1]["year"]) - 3) < 0.03)
print(",".join(price["name"] for price in report["prices"]), "steps" in [block["kind"] for block in report["body"]],
      any("section" in price for price in report["prices"]))
END
	is "$(cat "$work/costs")" '3 Bill 100 %
True
True
True
price,cdn False False' 'cost lines add up, a year is twelve months, three years are three; prices of no section; no steps'
else
	skip 'cost lines' 'no python3'
fi
run "$BOTE" report half.bote --for finance -F txt
out_like '^Servers .*/month .*/month .*/month .*/year .* %$' 'a line of it'
out_like '^3 years  *\$' 'three years'
out_like '^\* Cost of a user: ' 'a unit cost'
out_like '^Server  *price  *\$20  */server/month  *list price, 2026-03$' 'a price with source and date'

# A part that is called as the whole is, as a formula has it, has the name of that use; what is certain reads as elsewhere.
cat > twice.bote <<'END'
# Twice
use monthly_cost(cpus = 7_520 cpus, ram = 0 GB, ssd = 0 TB, blob = 0 TB, egress = 0 TB/month) as rest
gpus = $2.04M/month "GPUs"
bill = gpus + rest.cost "Cost of a month"
chart breakdown(gpus, rest.cost)
show bill
END
run "$BOTE" report twice.bote --for finance -F md
status 0 'two costs of one name'
out_like '^- \*\*≈ $2\.153 million/month\*\*: Cost of a month' 'the bill'
out_like '^| Cost of a month (rest) *| *$112,800/month ' 'a part of it'
out_like '^| Cost of a month *| *$2\.153 million/month | *$2\.153 million/month | .*$25\.83 million/year | *100 %' 'in the digits that it has above'
run "$BOTE" report twice.bote -F md
out_like '^ *Cost of a month (rest) .*$112,800/month' 'in a chart too'

run "$BOTE" report half.bote --for review -F md
status 0 'for a review'
is "$(grep '^## ' "$work/out" | tr '\n' ,)" '## Does it hold, and how far?,## What it rests on,## Scenarios,## Assumptions,## Sanity checks,## Charts,## Problem,## Orders,## Cost,' 'steps stand last'
out_like ' --for review' 'the footer says how it was made'

run "$BOTE" report half.bote --for fun
status 3 'no such reader'
err_like 'a report is for an interview, a review or finance' 'says which there are'

printf 'a = 3\nshow a\n' > bare.bote
run "$BOTE" report bare.bote --for finance
status 0 'a sheet without money'
out_like 'shows no cost per time' 'says so'
run "$BOTE" report bare.bote --for interview
status 0 'a sheet without sub-problems'
out_unlike '^## Overview' 'has no overview'

# Only expressions are rounded step by step: a command says so in the place of ignoring it.
run "$BOTE" report bare.bote --about
status 3 'report --about'
err_is "error: --about rounds the steps of an expression, not what 'report' does
    hint: a report in the digits of a whiteboard: bote report SHEET --for interview" 'says what there is in its place'
out_is '' 'and writes no report'
run "$BOTE" --about=10 run bare.bote
status 3 'run --about=10'
err_like "as in: bote --about '86400 s" 'says what it is for'
run "$BOTE" --about '86400 s * 1.15 GB/s'
status 0 'an expression is rounded'
out_like '90 TB' 'to one digit'

done_testing
