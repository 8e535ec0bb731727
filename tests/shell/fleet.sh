#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Which machines hold a load. The expected answers come from two models in another language; prices are a frozen copy of
# the lists, so that those may grow.
. "$srcdir/tests/lib.sh"

lists=$srcdir/tests/shell/prices
fleet() {
	run "$BOTE" fleet "$@" --prices-only "$lists/aws.csv" --prices "$lists/gcp.csv" --prices "$lists/azure.csv" \
		--prices "$lists/hetzner.csv" --prices "$lists/volumes.csv" --prices "$lists/managed.csv" --json
}

# number KEY: the first number under that key in the answer.
number() {
	sed -n "s/.*\"choice\":{[^[]*\"$1\":\\([-0-9.e]*\\).*/\\1/p" "$work/out" | head -n 1
}

# chosen N MACHINE BILL WHAT: the choice of the last fleet, its bill to the cent.
chosen() {
	is "$(sed -n 's/.*"choice":{"machine":"\([^"]*\)","machines":\([0-9]*\).*/\2 \1/p' "$work/out") $(printf '%.2f' "$(number bill)")" "$1 $2 $3" "$4"
}

# candidate K N MACHINE BILL WHAT: the K-th in order.
candidate() {
	is "$(sed 's/.*"candidates":\[//; s/{"machine"/\n{"machine"/g' "$work/out" | sed -n "$(($1 + 1))s/{\"machine\":\"\\([^\"]*\\)\",\"machines\":\\([0-9]*\\).*\"bill\":\\([0-9.]*\\).*/\\2 \\1 \\3/p" | awk '{ printf "%s %s %.2f", $1, $2, $3 }')" "$2 $3 $4" "$5"
}

fleet cpu='100 cores' --only aws
chosen 9 c7g.4xlarge 3810.60 '1: cores'
candidate 2 9 c8g.4xlarge 4192.19 '1: the second'
fleet cpu='100 cores' machine=m5.xlarge max_cpu=100%
chosen 25 m5.xlarge 3504.00 "2: the article's servers"
fleet cpu='100 cores' machine=m5.xlarge
chosen 36 m5.xlarge 5045.76 '2: at 70 %'
fleet cpu='100 cores' machine=c7g.xlarge
chosen 36 c7g.xlarge 3810.60 '3: one type'
fleet cpu='100 cores' machine=c7g.xlarge zones=3
chosen 36 c7g.xlarge 3810.60 '3: zones'
fleet cpu='100 cores' machine=c7g.xlarge zones=3 zone_loss=yes
chosen 54 c7g.xlarge 5715.90 '3: a zone may be lost'
fleet cpu='100 cores' machine=c7g.xlarge spare=1
chosen 37 c7g.xlarge 3916.45 '3: a spare one'
fleet cpu='100 cores' machine=c7g.xlarge discount=20%
chosen 36 c7g.xlarge 3048.48 '3: a discount'
fleet cpu='98 cores' machine=c7g.xlarge zones=3
chosen 36 c7g.xlarge 3810.60 '4: rounded up to whole zones'
fleet cpu='70 cores' machine=c7g.xlarge
chosen 25 c7g.xlarge 2646.25 '5: exactly full'
fleet memory='1 TB' machine=r7g.4xlarge
chosen 10 r7g.4xlarge 6254.64 '6: memory'
fleet memory='1 TB' machine=r7g.4xlarge node_memory='12 GiB'
chosen 11 r7g.4xlarge 6880.10 '6: kept for the system'
fleet memory='1 TB' machine=r7g.4xlarge node_memory='12 GB'
chosen 10 r7g.4xlarge 6254.64 '6: a little less kept'
fleet cpu='100 cores' only='aws x86'
chosen 9 c7i.4xlarge 4690.98 '7: two tags'
fleet cpu='100 cores' --only aws pay=3y
chosen 9 c7g.4xlarge 1457.23 '8: three years'
fleet cpu='100 cores' --only aws measured_on=m5.xlarge
chosen 17 c8g.xlarge 1979.64 '9: by speed'
candidate 2 13 c8a.xlarge 2045.47 '9: the second'
fleet memory='300 GB' most=1 --only aws
chosen 1 x2gd.8xlarge 1950.56 '10: alone'
candidate 2 1 r7g.16xlarge 2501.86 '10: the second'
fleet memory='870 GB' most=1 --only aws
chosen 1 x2gd.16xlarge 3901.12 '10: the largest'
fleet memory='1 TB' most=1 --only aws
status 1 '10: nothing'
out_like '"ok":false' '10: says so'
fleet disk='100 TB' cpu='20 cores' --only aws
chosen 2 d3en.4xlarge 3070.38 '11: its own disks'
candidate 2 2 c7g.4xlarge 10160.08 '11: attached ones'
out_like '"disk":"gp3","disk_gib":58208,"volumes":4' '11: volumes'
fleet disk='2 TB' iops='20k/s' throughput='300 MB/s' machine=r7g.4xlarge
chosen 1 r7g.4xlarge 930.99 '12: volumes by what they do'
out_like '"disk_gib":2329,"volumes":2' '12: two of them'
fleet cpu='100 cores' memory='2 TB' --only aws
chosen 5 x2gd.8xlarge 9752.80 '13: two demands'
out_like '"binds":"memory"' '13: memory binds'
out_like '"demand":"cpu","factor":1.23[0-9]*,"to":"r7g' '13: more cores turn it'
out_like '"demand":"memory","factor":0.7[67][0-9]*,"to":"r7g' '13: so does less memory'
fleet cpu='200 cores' memory='1.6 TB' network='3 GB/s' --only aws
chosen 9 r7g.8xlarge 11258.35 '14: three demands'
fleet network='12.5 GB/s' --only aws
chosen 6 im4gn.4xlarge 6373.64 '15: network'
candidate 2 77 c7g.xlarge 8150.45 '15: the second'
fleet disk='1 PB' --only aws
chosen 4 d3en.12xlarge 18421.23 '16: a petabyte'
fleet cpu='0.3 cores' --only aws
chosen 1 t4g.large 49.06 '17: nearly nothing'
fleet memory='200 GB' copies=3 least=2 max_memory=75% --only aws
chosen 6 r7g.4xlarge 3752.78 '18: copies'
fleet cpu='100 cores'
chosen 36 D4ps_v6 3679.20 '19: everybody'
out_like 'EUR not known' '19: two machines left out'
out_like '"machines":2}' '19: so many'
printf 'unit EUR = 1.15 USD\nuse fleet(cpu = 100 cores) as f\nshow f.bill\n' > euro.bote
fleet euro.bote
candidate 3 9 ccx43 3984.02 '19: in a sheet that knows what a euro is worth'
out_unlike 'not known' '19: nothing is left out then'
printf '%s\n' 'fleet(cpu = 100 cores, only = "hetzner")' 'unit foo = 2 GB' undo 'unit EUR = 1.15 USD' \
	'fleet(cpu = 100 cores, only = "hetzner")' > typed
"$BOTE" --transcript < typed > "$work/out" 2>&1
out_like 'EUR not known (hetzner)' '19: at the prompt too'
out_like '^≈ \$3,984/month' '19: until it is said what a euro is worth, whatever was undone before'
fleet cpu='50 cores' --only gcp
chosen 18 c4a-standard-4 2359.94 '20: another cloud'
fleet cpu='50 cores' pay=spot --only gcp
chosen 18 c4a-standard-4 1020.08 '20: spot'
fleet cpu='50 cores' network='1 Gbps' --only gcp
status 1 '20: no network known'
out_like '"left_out":\[{"reason":"6 machines left out: network not known (gcp)","machines":6}\]' '20: of all six'
fleet cpu='60 cores' machine=m7g.xlarge machines=24
chosen 24 m7g.xlarge 2859.26 '21: a fleet there is'
fleet memory='2 TB' copies=2 max_memory=75% only=cache
chosen 12 cache.r7g.16xlarge 61153.56 '22: managed nodes, within 1 % the fewest'
fleet memory='2 TB' copies=2 max_memory=75% only=cache -a
candidate 1 190 cache.r7g.xlarge 60611.90 '22: the least bill'
fleet cpu=100..400cores machine=c7g.xlarge
chosen 143 c7g.xlarge 15136.55 '23: the end of a range'
# machines KEY: how many of them the bill at that percentile of the load buys, at $105.85 a month each.
machines() {
	sed -n "s/.*\"choice\":.*\"cost\":{[^}]*\"$1\":\\([0-9.e]*\\).*/\\1/p" "$work/out" | awk '{ printf "%.4f", $1 / 105.85 }' | sed 's/\.0000$//'
}
is "$(machines p5) $(machines p50) $(machines p95)" '36 72 143' '23: as the load turns out'
cat > closed.bote <<'END'
# Cores in closed form
use fleet(cpu = 10k..25k requests/s * 4..9 ms/request, zones = 3, machine = "c7g.xlarge") as f
show f.machines
END
fleet closed.bote
chosen 63 c7g.xlarge 6668.55 '24: a product of two ranges'
# P50 and P5 need 34 and 19 machines, bought in whole zones: 36 and 21
is "$(machines p50) $(machines p5)" '36 21' '24: as the load turns out'
fleet cpu=300..900cores memory=2..4TB machine=m7g.4xlarge
chosen 84 m7g.4xlarge 40029.70 '25: both at once'
fleet cpu=300..900cores memory=2..4TB machine=m7g.4xlarge machines=81
is "$(number holds | awk '{ printf "%.1f", 100 * $1 }')" 93.8 '25: each by itself would say 81, which hold in so many'
cat > one.bote <<'END'
# One cause
param load = 300..900 cores "Load"
use fleet(cpu = load, memory = (log(load / 300 cores, 3) * 1 + 1) * 2 TB, machine = "m7g.4xlarge") as f
show f.machines
END
fleet one.bote
chosen 81 m7g.4xlarge 38600.06 '26: what has one cause moves together'
cat > parts.bote <<'END'
# Disk, cores and what the disk does
param disk = 10..30 TB "Data"
use fleet(cpu = 20..60 cores, disk = disk, iops = disk * 1000/s/TB, zones = 3, node_memory = 8 GB, only = "aws") as f
show f.machines
END
fleet parts.bote
chosen 12 c7g.2xlarge "$(printf '%.2f' "$(number bill)")" '28: volumes by ranges'
is "$(number bill | awk '{ print ($1 > 5666 * 0.99 && $1 < 5666 * 1.01) }')" 1 '28: the bill within 1 %'
is "$(number holds | awk '{ print ($1 >= 0.95 && $1 < 0.952) }')" 1 '28: holds in 95 %'
run "$BOTE" -e 'use fleet(cpu = 30 cores, disk = 40 TB, zones = 3, node_memory = 8 GB, copies = 2, only = "aws") as f' \
	-e '(f.disk_cost + f.price * f.machines * $1/machine/month) / f.bill to 9 digits' -e 'f.machines / 2 > 1 machine'
out_is "$(printf '= 1\n= yes')" '29: machines and their volumes are the bill, of all copies'
fleet disk='1 TB' cpu='1 core' cross_zone='1 GB/s' machine=m7g.large
is "$(printf '%.2f' "$(sed -n 's/.*"traffic":\([0-9.]*\).*/\1/p' "$work/out")")" 48950.31 '27: traffic between zones'

# ---- what is seen ----

# seen LINE...: each is a line of the last output, blanks aside.
seen() {
	for line; do
		sed 's/  */ /g' "$work/out" | grep -qxF -- "$line"
		ok $? "$line"
	done
}

fleet_seen() {
	run "$BOTE" --width 160 fleet "$@" --prices-only "$lists/aws.csv" --prices "$lists/gcp.csv" --prices "$lists/azure.csv" \
		--prices "$lists/hetzner.csv" --prices "$lists/volumes.csv" --prices "$lists/managed.csv"
}
fleet_seen fleet_api rps=12k/s cpu_per_request=8ms --only aws
seen 'Fleet of a stateless service: 96 cores, 960 Mbit/s; 3 zones, one may be lost' '105 × c7g.large $5,557 cpu 46% 1%' \
	'105 × m7g.large $6,255 cpu 46% 1%' '54 × c8g.xlarge $6,288 cpu 44% 1%' '54 × c7i.xlarge $7,036 cpu 44% 1%' \
	'fewer machines: 15 × c7g.4xlarge for $6,351 (+14 %)' ' zone_loss = no 69 × c7g.large for $3,652 (-34 %)' \
	' prices m7g 11 % lower, c8g 12 %, c7i 21 %' ' cpu, network from a quarter to four times: stays c7g'
fleet_seen fleet_kafka in_rate='200 MB/s' keep=3days --only aws
seen 'machines a month binds cpu memory network throughput' '15 × r7g.xlarge + gp3 12,070 GiB $16,829 disk 37% 36% 23% 26%' \
	'30 × t4g.xlarge + gp3 6,035 GiB $17,427 memory 46% 77% 21% 23%' '15 × m7g.2xlarge + gp3 12,070 GiB $18,058 disk 18% 36% 11% 13%' \
	'15 × i4i.xlarge + gp3 12,070 GiB $18,240 disk 37% 36% 23% 26%' 'traffic between zones, 800 MB/s: $39,160' 'together: $55,990' \
	' most_disk off 3 × d3en.4xlarge, their own disks, for $4,606 (-73 %)' ' prices t4g 20 % lower, m7g 34 %, i4i 38 %' \
	' memory, network, disk, throughput from a quarter to four times: stays r7g'
out_like 'node_memory = 0  *18 × m7g.large + gp3 10,059 GiB for \$15,557 (-8 %)' 'without memory for the system'
fleet_seen fleet_api rps=10k..25k/s cpu_per_request=4..9ms zone_loss=no --only aws
seen '63 × c7g.xlarge $6,669 95.2% $3,800 ($2,200 … $6,700) $2,800' '63 × c8g.xlarge $7,336 95.2% $4,200 ($2,400 … $7,300) $3,500' \
	'63 × m7g.xlarge $7,506 95.2% $4,300 ($2,500 … $7,500) $3,700' '63 × c7i.xlarge $8,209 95.2% $4,700 ($2,700 … $8,200) $4,400'
out_like '95 cores (51 … 175, 90 %), 1.3 Gbit/s (800 Mbit/s … 2 Gbit/s)' 'ranges of the load'
out_like '50 %: 36 for \$3,811, 80 %: 48 for \$5,081, 90 %: 57 for \$6,033' 'how sure'
out_like '99 %: 81 for \$8,574' 'and surer'
fleet_seen twitter dau=50M --only aws
seen 'web 5,845 cores, 11.57 Gbit/s; 3 zones 522 × c7g.4xlarge $221,015 cpu 70%' 'cache 241 GB of memory × 3 copies 57 × r7g.large $4,456 memory 74%' \
	'together $225,471'
fleet_seen memory='1 TB' most=1 --only aws
status 1 'nothing holds'
seen 'none: no machine holds 1 TB of memory alone (most = 1)' ' x2gd.16xlarge, the largest, gives 879.6 GB: 1.1 TB at max_memory = 80%' \
	' hint: most = 2, or memory up to 879.6 GB'
fleet_seen cpu='60 cores' machine=m7g.xlarge machines=24
seen '24 × m7g.xlarge $2,859 cpu 62%' 'it holds: cpu 62.5% of 70%; 22 would do' 'cheapest: 43 × c7g.large for $2,276'
run "$BOTE" -x 'fleet(cpu = 96 cores, network = 0.96 Gbps, zones = 3, zone_loss = yes, machine = "c7g.xlarge")'
seen ' cpu 96 cores / (4 cores × 70%) = 34.3 → 35 machines, which binds' ' network 960 Mbit/s / (1.876 Gbit/s × 70%) = 0.731 → 1 machine' \
	' zones one of 3 may be lost: 3 × ceil(35 / 2) = 54 machines' ' bill 54 × $0.145/hour × 730 h/month = $5,715.90/month' '= $5,715.90/month'
run "$BOTE" --width 80 fleet fleet_kafka in_rate='200 MB/s' keep=3days --only aws
out_like '^machines  *a month  *binds  *cpu  *memory  *throughput$' 'in 80 columns the least used resource is left out'
wide=$(LC_ALL=C tr -d '\200-\277' < "$work/out" | LC_ALL=C awk 'length > 80')
is "$wide" '' 'and all fits'

# ---- in sheets and expressions ----

run "$BOTE" 'fleet(cpu = 100 cores, only = "aws")'
out_is '= $3,810.60/month' 'a call is the bill'
cat > web.bote <<'END'
# Shop
param load = 12k requests/s "Requests"
use fleet(cpu = load * 8 ms/request, only = "aws") as web
use fleet(memory = 200 GB, copies = 2, only = "aws") as cache
check web.holds "the machines hold the peak"
total = web.bill + cache.bill "Machines"
show total, web.machine, web.machines
END
run "$BOTE" run web.bote
status 0 'a sheet with fleets'
out_like 'web.machine *= c7g.large' 'names the machine'
run "$BOTE" fleet web.bote load=24k/s
status 0 'the fleets of a sheet'
out_like '^web *192 cores *69 × c7g.xlarge *\$7,304' 'one line each'
out_like '^together' 'and their sum'
run "$BOTE" -e 'fleet = 3; fleet * 2'
out_is '= 6' 'a cell may be called fleet'
printf 'param n = 10..20 cores\nuse fleet(cpu = n, only = "aws") as f\nf.holds\n' > range.bote
run "$BOTE" -f range.bote
out_like 'yes' 'it holds, in so many samples'

run "$BOTE" -q report twitter
awk '/^### web/ { at = 1 } /^### cache/ { at = 2 } /^## Charts/ { at = 0 } at { print at ": " $0 }' "$work/out" > two
is "$(grep -c '^1: | 1,044 × c7g.4xlarge' two) $(grep -c '^2: | 9 × x2gd.4xlarge' two)" '1 1' 'each fleet of a report has its rows'
run "$BOTE" -q report twitter
out_like '^| Machines  *|  *A month |  *Binds |  *CPU |  *Network |$' 'heads of a document begin so'
out_like '^Fewer machines: 522 ' 'sentences too'
out_like '^- CPU, network: from a quarter' 'and items'
run "$BOTE" -q report twitter -o two.json
is "$(sed -n '/"machines2":/,/\]/p' two.json | grep -c '9 × x2gd.4xlarge')" 1 'for programs under a name of its own'

# ---- questions about a choice ----

run "$BOTE" sweep fleet cpu='100 cores..400 cores : bill' only=aws
status 0 'a sweep over a demand'
out_like '^100 cores *\$3,810.60/month' 'its first bill'
out_like '^400 cores *\$15,242.40/month' 'and its last'
run "$BOTE" sweep fleet 'cpu=[100 cores, 200 cores], memory=[1 TB, 4 TB]' only=aws : bill
out_like '^ *100 cores *\$5,707/month *\$18,530.32/month' 'over two'
run "$BOTE" solve fleet 'bill <= 10000 USD/month' for cpu only=aws
out_like '^at most *263 cores *\$9,949.90/month' 'what a budget buys'
run "$BOTE" solve fleet_api 'm.bill <= 10000 USD/month' for rps cpu_per_request=8ms
out_like '^at most *21,700 requests/s *\$9,844.05/month' 'by a formula whose load must be given'
run "$BOTE" whatif fleet cpu='100 cores' only='"aws"' : bill, machine
out_like '^machine *c7g.4xlarge' 'what if'
run "$BOTE" sweep fleet : bill
status 2 'no cell to go through'
run "$BOTE" -q --samples 1024 sensitivity fleet cost cpu='50..100 cores' only=aws
out_like '^cpu matters most' 'what moves the bill'

# ---- machines of a sheet's own ----

cat > rack.bote <<'END'
# Shop
param load = 12k requests/s "Requests"
param asked = $520/month "What accounting asks"
machine rack7 : cores = 64, memory = 512 GB, network = 25 Gbps, price = asked, 3y = $400/month, tags = "own x86" from "accounting"
use fleet(cpu = load * 8 ms/request) as web
show web.machine, web.bill
END
run "$BOTE" -q run rack.bote
out_like 'web.machine = rack7' 'a machine line is chosen from'
out_like 'web.bill *= \$1,560/month' 'at its price'
run "$BOTE" -q run rack.bote asked='$3000/month'
out_like 'web.machine = D4ps_v6' 'its price may be a cell, which it follows'
run "$BOTE" fleet rack.bote
out_like '^3 × rack7  *\$1,560' 'it stands in the table'
run "$BOTE" -q -f rack.bote -e 'fleet(cpu = 100 cores, only = "own", pay = "3y")'
out_like '= \$1,200/month' 'calls in an expression see it'
run "$BOTE" -q -x -e 'machine a : cores = 4, memory = 8 GB, price = $73/month; fleet(cpu = 5 cores, machine = "a", spare = 1, zones = 2)'
out_like '^  cpu      5 cores / (4 cores × 70%) = 1.79 → 2 machines, which binds' 'how the number comes about'
out_like '^  spare    2 + 1 that may fail = 3 machines' 'spare machines'
out_like '^  zones    the same in each of 2: 2 × ceil(3 / 2) = 4 machines' 'zones'
out_like '^  bill     4 × \$0.1/hour × 730 h/month = \$292/month' 'and the bill'
cat > typed.txt <<'END'
rate = $500/month
machine rack7 : cores = 64, memory = 512 GB, price = rate, tags = "own"
use fleet(cpu = 100 cores, only = "own") as f
rate = $600/month
f.bill
machine rack7 : cores = 32, memory = 512 GB, price = rate, tags = "own"
f.bill
undo
f.bill
redo
f.bill
fleet cpu=100cores --only own
save saved.bote
END
run_stdin "$(cat typed.txt)" "$BOTE" -q -i
is "$(grep '^= ' "$work/out" | tr '\n' ' ')" '= $500/month = $600/month = $1,800/month = $3,000/month = $1,800/month = $3,000/month ' 'replaced, undone, done again'
out_like '^5 × rack7 *\$3,000' 'a question at the prompt is about it, too'
run "$BOTE" -q -f saved.bote -e 'f.bill'
out_like '^= \$3,000/month' 'saved and loaded'
is "$(grep -c '^machine' saved.bote)" 1 'once'
run "$BOTE" -q report rack.bote
out_like '`rack7` .*0.71' 'its price is in the table of origins'
out_like 'cpu 96 cores / (64 cores × 70%) = 2.14 → 3 machines, which binds' 'the choice is a step'
own() {
	run "$BOTE" "$1"
	status 2 "$1"
	err_like "$2" "$1: the message"
}
own 'machine a : cores = 4' "the machine 'a' needs its memory"
own 'machine a : cores = 4, memory = 8 GB' "needs its price"
own 'machine a : cores = 4, memory = 8, price = $1/h' "'memory' of a machine wants a number with its unit"
own 'machine a : cores = 4, memory = 8 GB, price = $1' "'price' of a machine wants money over time"
own 'machine a : cores = 4, memory = 8 GB, price = $0/h' 'a price is above 0'
own 'machine a : colour = 4' "a machine has no 'colour'"
own 'machine a : cores = 4, cores = 5' "'cores' is given twice"
own 'machine a : cores = 4, memory = 8 GB, price = $1/h, tags = 3' "'tags' of a machine wants a text"
own 'machine a cores' "':' and what it has"
own 'machine a : cores = nosuch, memory = 8 GB, price = $1/h' "unknown name 'nosuch'"
printf 'machine a : cores = 4, memory = 8 GB, price = $1/h\nmachine a : cores = 4, memory = 8 GB, price = $1/h\n' > twice.bote
run "$BOTE" run twice.bote
err_like "twice.bote:2:9: error: the machine 'a' is defined twice" 'twice in a file'
printf 'machine a : cores = 4, memory = 8 GB, price = $1/h\nuse fleet(cpu = 1 core, machine = "a") as f\nshow f.bill\n' > called.bote
run "$BOTE" 'called()'
err_like "'called' has machines of its own, and cannot be called" 'a sheet with machines is used, not called'
run "$BOTE" -q -e 'use called as c; c.f.machine'
out_like '^= a' 'used, they come with it'

# ---- lists of one's own ----

printf 'machine;cores;memory (GiB);price $/month;tags\nrack7;64;512;520;own x86\n' > own.csv
run "$BOTE" fleet cpu='100 cores' --prices-only own.csv
out_like '^3 × rack7 *\$1,560' 'a list with semicolons and a price a month'
printf '\357\273\277machine,cores,memory GiB,price $/h\r\na.x,4,8,0.10..0.20\r\n' > mark.csv
run "$BOTE" fleet cpu='2 cores' --prices-only mark.csv
status 0 'CRLF, a mark at the front, and a range'
# Both were written by LibreOffice 7.4 from one spreadsheet: as it is set up in English with semicolons and quotes, and in
# German, where decimals have a comma, with a mark at the front.
for written in libreoffice libreoffice-de; do
	run "$BOTE" fleet cpu='100 cores' -n 3 --prices-only "$lists/$written.csv"
	out_like '^9 × rack.small *\$1,643' "$written.csv is read"
	out_like '^18 × Büro-1 *\$1,719' "$written.csv: prices and names are what they were"
done
run "$BOTE" --ascii fleet cpu='100 cores' --prices-only "$lists/libreoffice.csv"
out_unlike '[^ -~]' 'without characters beyond ASCII'
run "$BOTE" -x --ascii 'fleet(cpu = 100 cores)'
out_like '= 35.7 -> 36 machines' 'so is the derivation'
bad() {
	printf "$1" > bad.csv
	run "$BOTE" fleet cpu='1 core' --prices-only bad.csv
	status 2 "$2"
	err_like "$3" "$2: the message"
}
bad '' 'an empty list' 'this list is empty'
bad 'cores,memory GiB\n4,8\n' 'no header' "first column is 'machine' or 'disk'"
bad 'machine,cores,memory,price $/h\na,4,8,1\n' 'a header without a unit' "the column 'memory' needs a unit"
bad 'machine,cores,memory GiB,price $/h\na,4,8\n' 'a short row' 'this row has 3 fields, and the header has 4'
bad 'machine,cores,memory GiB,price $/h\na,4,8,"0,0725"\n' 'a decimal comma' 'write 0.0725'
bad 'machine;cores;memory GiB;price $/month\na;4;1,024;95\n' 'a comma of two meanings' 'write 1.024, or 1024 where the comma parts thousands'
bad 'machine;cores;memory GiB;price $/month\na;4;8;1.024,50\n' 'two signs' 'digits in groups are not read'
bad 'machine,cores,memory GiB,price $/h\nb\374ro,4,8,1\n' 'a byte that is no UTF-8' 'bad.csv:2:2: error: this byte is not text in UTF-8'
bad 'machine,cores,memory GiB,price $/h\na,4,8,free\n' 'a price in words' "bad.csv:2:7"
bad 'machine,cores,memory GiB,price $/h\na,4,8,1\na,4,8,1\n' 'a name twice' "'a' is in this list twice"
bad 'machine,cores,memory GiB,price $/h\na,4,8,"1\n' 'a quote that is not closed' 'this quote is not closed'
bad 'machine,cores,memory GiB,price $/h\na,4,8,-1\n' 'a price below 0' 'a price is above 0'
bad 'machine,cores,memory GiB,size,price $/h\n' 'an unknown column' "there is no column 'size'"
bad 'machine,cores,memory GiB,price $/h\na,4,8,1\nmachine,cores\n' 'two tables in one' 'a second header'
bad 'machine,cores,cores,memory GiB,price $/h\na,4,4,8,1\n' 'a column twice' "bad.csv:1:15: error: the column 'cores' is twice"
bad 'machine,cores,memory GiB,price $/h\na,4,8,0\n' 'a price of nothing' 'leave it empty where it is not known'
bad 'machine,cores,memory s,price $/h\na,4,8,1\n' 'a unit that does not fit' 'this unit does not fit its column'
none() {
	printf "$1" > bad.csv
	run "$BOTE" fleet cpu='1 core' --prices-only bad.csv
	status 1 "$2"
	out_like "^none: $3" "$2: the reason"
}
none 'machine,cores,memory GiB,price $/h\n' 'a header alone' 'the lists have no machine'
none 'machine,cores,memory GiB,price $/h\na,4,8,\n' 'no price at all' 'no machine in the list has a price for on demand; none has any other price'
none 'machine,cores,memory GiB,price $/h\na,4,8,0.1 EUR/h\n' 'a currency that nobody defined' 'no machine holds it; 1 machine left out: EUR not known'
out_like "hint: a line 'unit EUR = 1.15 USD'" 'how it is defined'
printf 'machine,cores,memory GiB,price $/h,tags\nc7g.large,2,4,0.05,aws arm\nrack7,64,512,0.71,own\n' > mine.csv
run "$BOTE" fleet cpu='100 cores' --prices mine.csv
out_like '^72 × c7g.large *\$2,628' 'a later row counts'
out_like '^the row of c7g.large is yours, in the place of the one that ships' 'and that is said'
mkdir -p data/bote/prices
printf 'disk,price $/GiB/month\ngp3,0.07\nio2,0.1\n' > data/bote/prices/disks.csv
run env XDG_DATA_HOME="$PWD/data" "$BOTE" fleet cpu='100 cores'
out_like '^the rows of gp3 and 1 more are yours, in the place of those that ship' 'of lists in the folder of the user, too'
run env XDG_DATA_HOME="$PWD/data" "$BOTE" --json fleet cpu='100 cores'
out_like '"replaced":2' 'and for programs'
run "$BOTE" -q -e 'machine c7g.large : cores = 2, memory = 4 GB, price = $0.01/h' fleet cpu='10 cores'
out_like '^the row of c7g.large is yours' 'and of a machine line'
run "$BOTE" fleet cpu='1 core' --prices nosuch.csv
status 4 'a list that is not there'
run "$BOTE" fleet --check-list "$lists/aws.csv"
out_like '^t4g.large\|days old\|nothing odd' 'a list looked over'
printf '# date 2026-07-20\nmachine,cores,memory GiB,price $/h\na.1,1,2,0.1\na.2,2,4,0.2\na.4,4,8,0.9\n' > lies.csv
run env SOURCE_DATE_EPOCH=1785000000 "$BOTE" fleet --check-list lies.csv
status 1 'a list that lies'
out_like '^a.4: .* 2.25 times the median of its family' 'is found'

run env SOURCE_DATE_EPOCH=1785000000 "$BOTE" fleet --check-list "$lists/volumes.csv"
status 1 'volumes are looked over, too'
out_like '^gp3: its price is 754 days old' 'their age'

# ---- what cannot be asked ----

wrong() {
	run "$BOTE" 'fleet('"$1"')'
	status 2 "fleet($1)"
	err_like "$2" "fleet($1): the message"
}
wrong '' 'what has to be held'
wrong 'cpu = 100 GB' "'cpu' of fleet wants"
wrong 'cpu = 10k req/s' "'cpu' of fleet wants"
wrong 'cpu = 10k req/s' 'multiply it by the time that each takes'
wrong 'cpu = 1 core, copies = 0' 'at least 1 (copies = 0)'
wrong 'cpu = 1 core, most = 1.5' 'most is a whole number of machines'
wrong 'cpu = 1 core, least = 0' 'at least 1 (least = 0)'
wrong 'cpu = 1 core, max_io = 0%' 'between 0 and 100 % (max_io = 0%)'
wrong 'cpu = -1 cores' 'a demand cannot be negative (cpu = -1 cores)'
wrong 'cpu = 1 core, copies = 1.5' 'a whole number'
wrong 'cpu = 1 core, zones = 0' 'a whole number, at least 1 (zones = 0)'
wrong 'cpu = 1 core, max_cpu = 120%' 'between 0 and 100 %'
wrong 'cpu = 1 core, discount = 100%' 'between 0 and 100 % (discount = 100%)'
wrong 'cpu = 1 core, zone_loss = yes' 'give zones = 3'
wrong 'cpu = 1 core, least = 5, most = 3' 'most is below least (most = 3, least = 5)'
wrong 'cpu = 1 core, machine = "m7g.xlrge"' "did you mean 'm7g.xlarge'"
wrong 'cpu = 1 core, only = "amd"' 'tags are arm, aws, azure'
wrong 'cpu = 1 core, machines = 24' 'so many of which machine'
run "$BOTE" fleet cpu='1 core' least=5 most=3
err_like 'hint: here most is 3, least is 5' 'as a command, too'
run "$BOTE" fleet cpu='1 core' machines=24
err_like 'hint: here machines is 24, machine is ""' 'names as they are given'
wrong 'cpu = 1 core, measured_on = "ccx23"' 'how fast a core of ccx23 is'
run "$BOTE" 'fleet(cpu = 1 core, only = "amd")'
err_like '^    \^~~*$' 'the caret is where it was typed'
printf 'use fleet(cpu = 1 core, machine = "m7g.xlrge") as f\nshow f.bill\n' > slip.bote
run "$BOTE" run slip.bote
err_like '^slip.bote:1:1: error: no list has a machine' 'or where the sheet uses it'
run "$BOTE" fleet cpu='1 core' --only amd
err_like '^error: no machine has the tag' 'an option has no place in a sheet'
awk 'BEGIN { print "machine,cores,memory GiB,price $/h"; for (i = 0; i < 600000; i++) printf "machine-with-a-long-name-%d,4,8,0.1\n", i }' > big.csv
run "$BOTE" fleet cpu='1 core' --prices big.csv
status 4 'a list of over 16 MB'
err_like 'over 16 MB' 'says so'
rm big.csv
run "$BOTE" fleet cpu='1 core' --prices .
status 4 'a folder is no list'
run "$BOTE" fleet cpu='10 cores' egress='1 MB/s' --only azure
out_like 'traffic is not on the bill: no price of it is known for' 'traffic without a price'
run "$BOTE" 'fleet(cpu = 1 core, pay = "1y")'
out_like 'none (no machine in the list has a price for 1y; those there are: on demand,$' 'no such price'
# Names of a session hide no unit of a list, which is read when it is first needed.
run "$BOTE" -e 'month = 5 users' -e 'GiB = 3' -e 'iops = 2' -e 'fleet(cpu = 100 cores).bill'
out_is "$("$BOTE" 'fleet(cpu = 100 cores).bill' 2> /dev/null)" 'names of the session beside those of a list'
run "$BOTE" -f "$srcdir/examples/chat_service.bote"
status 0 'a sheet that calls a used sheet month'

# What the choice takes for granted is said, but not what was given; an example says it itself.
run "$BOTE" fleet cpu='60 cores' max_cpu=80% max_io=60%
err_is 'note: with max_memory = 80%, max_disk = 80%' 'fleet says its defaults'
run "$BOTE" fleet twitter
err_is '' 'those of an example stand in its text'

done_testing
