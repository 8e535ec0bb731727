# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers beside what is usual: each rule speaks where it should, and only there.
. "$srcdir/tests/lib.sh"

cat > odd.bote <<'END'
people = 7bn users
clicks = 3000 clicks/user/day
sent = 900 messages/user/day
written = 80 tweets/user/day "Tweets a user writes"
published = 80 posts/user/day "Posts a user publishes"
peak = 40
reads = 1M reads/s
writes = 1 write/s
hit_ratio = 99.99%
util = 99%
availability = 99.99999%
cpu = 0.1 us/request
load = 30M requests/s/server
rtt = 1 s
line = 8 Tbit/s/server
ram = 64 TiB/server
disk = 40 PB/server
size = 500 MB/photo
cost = 25 USD/user/month
disk_price = 20 USD/GB/month
END
run "$BOTE" report odd.bote -F json
status 0 'what is unusual does not fail'
is "$(grep -c '"verdict":"look again: ' "$work/out")" "$(grep -c '^# ' "$srcdir/formulas/prelude/sanity.bote")" 'every rule speaks'
out_like '"name":"reads, writes","text":"1 million reads/write","usual":"≤ 5000 reads/write"' 'a rule of two numbers'
out_like '"rule":"Peak over average","name":"peak","text":"40","usual":"≥ 1 and ≤ 24","verdict":"look again: more than all of a day within one hour","source":"a day has 24 hours"' 'what is usual, why it is not, and says who'

# Each rule has its source.
is "$(grep -c '^# ' "$srcdir/formulas/prelude/sanity.bote")" "$(grep -c '^source "' "$srcdir/formulas/prelude/sanity.bote")" 'sources'

# The same names with other units, and the same units with other names, are nobody's business.
cat > other.bote <<'END'
peak = 40k requests/s
peak_share = 10% "Share of users online at the peak"
timeline = 800 tweets/user/day "Tweets a user sees"
unavailability = 1e-9
growth = 300%
reads = 10k reads/s
reads_twice = 2 * reads
writes = 10 writes/s
more_writes = 20 writes/s
hits = 1M hits/s
ram = 64 TiB
disk = 9 PB
cost = 900 USD/month
rtt_share = 2
END
run "$BOTE" report other.bote -F json
out_unlike 'look again' 'no false alarm'
for sheet in "$srcdir"/examples/*.bote; do
	"$BOTE" report "$sheet" -F json > one.json
	is "$(grep -o '"look again: [^"]*' one.json)" '' "no false alarm: ${sheet##*/}"
done

# What real servers, people and cameras do: the largest that were found, each with where.
cat > real.bote <<'END'
users = 6bn users "Online in 2025: ITU"
line = 600 Gbps/server "EC2 c8gn.48xlarge"
fastest = 6400 Gbps/server "EC2 p6-b300.48xlarge"
load = 1.3M requests/s/server "NGINX, answers of 1 KB"
empty = 3.3M requests/s/server "NGINX, empty answers"
disk = 9.8 PB/server "PowerEdge R7725xd"
ram = 32 TiB/server "EC2 U7i"
cost = 20 USD/user/month "Meta, US and Canada, end of 2021"
paid = 6 USD/user/month "A service that is paid for, cost of a user"
size = 204 MB/photo "GFX 100, uncompressed"
sent = 50 messages/user/day "WhatsApp, 2020"
hit_ratio = 96.4% "TAO"
END
run "$BOTE" report real.bote -F json
out_unlike 'look again' 'what is real is not accused'
is "$(grep -o '"verdict":"holds"' "$work/out" | wc -l | tr -d ' ')" 10 'and ten rules looked'

# Ranges are taken at their medians; several numbers that do not hold are all named, three at most.
cat > ranges.bote <<'END'
peak = 1..30 "Peak over average"
a = 6.5bn users
b = 7bn users
c = 8bn users
d = 9bn users
scenario "more": a = 1..2bn users
END
run "$BOTE" report ranges.bote -F json
out_like '"name":"peak","text":"≈ 5\.[0-9]*".*"verdict":"holds"' 'a median'
is "$(grep -c '"verdict":"look again: more people than are online' "$work/out")" 3 'three are enough'
run "$BOTE" report ranges.bote
out_like '^## Sanity checks$' 'in a section of its own'
out_like '^- Users (a): 6.5 billion users, usual is ≤ 6bn users. look again: more people than are online' 'what is odd is said'
out_like '^The other [0-9] that there are base rates for are within what is usual\.$' 'and the rest in a sentence'
printf 'dau = 1M users\nuse resource_estimate(rps = 1k requests/s, cpu_per_request = 1 ms/request) as x\ncheck dau > 1 user\n' > checked.bote
run "$BOTE" report checked.bote
out_like 'within what is usual\.$' 'all is well in one sentence'
printf 'x = 3 GB\n' > none.bote
run "$BOTE" report none.bote
out_unlike 'usual' 'nothing where no rule applies'
done_testing
