#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# reports.sh - how long reports take, in milliseconds of CPU time, and beside one another: the best of several rounds in
# which all take turns.
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
rounds=${ROUNDS:-5}

# now: the CPU time of all commands that ended, in nanoseconds, in $at. (It is a builtin: a subshell has none yet.)
now() {
	times > "$tmp/times"
	at=$(awk 'NR == 2 { gsub(/[ms]/, " "); print ($1 * 60 + $2 + $3 * 60 + $4) * 1e9 }' CONVFMT=%.0f OFMT=%.0f "$tmp/times")
}

# best NAME RUNS COMMAND...: keep the least time of one run, in nanoseconds.
best() {
	file=$tmp/$1
	runs=$2
	shift 2
	now
	from=$at
	i=0
	while [ $i -lt "$runs" ]; do
		"$@" < /dev/null > /dev/null 2> "$tmp/said" || { cat "$tmp/said" >&2; exit 1; }
		i=$((i + 1))
	done
	now
	t=$(((at - from) / runs))
	[ -s "$file" ] && [ "$(cat "$file")" -le "$t" ] || echo "$t" > "$file"
}

# row WHAT EXPRESSION GOAL: of the times by their names, beside what it is to stay under.
row() {
	awk -v what="$1" -v goal="$3" "$(for f in "$tmp"/t_*; do printf 'BEGIN { %s = %s / 1e6 }\n' "${f##*/}" "$(cat "$f")"; done)
	BEGIN { x = $2; printf \"%-58s %8.1f   goal <= %-5s %s\\n\", what, x, goal, x <= goal ? \"met\" : \"not met\" }"
}

# A sheet of as many cells: each of the ones before it, in sections of a hundred.
cells() {
	awk -v n="$1" 'BEGIN {
		print "# Cells"
		print "a0 = 3 GB/day \"The first\""
		for (i = 1; i < n; i++) {
			if (i % 100 == 0) print "## Section " i / 100
			printf "a%d = a%d * 1.0001 + %d MB/day \"Cell %d\"\n", i, int(i / 2), i, i
		}
		print "show a" n - 1
	}'
}
# A sheet of two hundred ranges, in groups or in one sum, with charts of six kinds or six that sweep.
ranges() {
	awk -v flat="$1" 'BEGIN {
		print "# Two hundred ranges"
		for (i = 1; i <= 200; i++) {
			printf "param a%d = %d..%d GB/day \"Assumption %d\"\n", i, i, 2 * i + 3, i
			group[int((i - 1) / 10)] = group[int((i - 1) / 10)] (i % 10 == 1 ? "" : " + ") "a" i
			all = all (i > 1 ? " + " : "") "a" i
		}
		for (g = 0; g < 20; g++) {
			printf "g%d = %s \"Part %d\"\n", g, group[g], g
			groups = groups (g ? " + " : "") "g" g
		}
		print "total = " (flat ? all : groups) " \"Total\""
		print "check total < 100 TB/day"
		for (i = 30; flat && i <= 180; i += 30)
			printf "chart line(total, a%d = 1 GB/day..1 TB/day)\n", i
		if (!flat) {
			print "scenario \"more\": a1 = 1 TB/day"
			print "chart line(total, a100 = 1 GB/day..1 TB/day)\nchart growth(total, over = 5 years, growth = 30%/year)"
			print "chart breakdown(g1, g2, g3, g4)\nchart histogram(total)\nchart tornado(total)\nchart waterfall(g1, g2, g3, budget = 100 TB/day)"
		}
		print "show total"
	}'
}
ranges '' > "$tmp/kinds.bote"
ranges 1 > "$tmp/sweeps.bote"
cells 10000 > "$tmp/ten.bote"
cells 20000 > "$tmp/twenty.bote"
pdf=
"$BOTE" --version | grep -qx 'PDF reports: yes' && pdf=yes

round=0
while [ $round -lt "$rounds" ]; do
	best t_one 20 "$BOTE" --no-init 1+1
	best t_html 10 "$BOTE" --no-init report "$srcdir/examples/twitter.bote" -F html
	[ "$pdf" ] && best t_pdf 5 "$BOTE" --no-init report "$srcdir/examples/twitter.bote" -o "$tmp/x.pdf"
	best t_ten 3 "$BOTE" --no-init report "$tmp/ten.bote" -F html
	best t_twenty 1 "$BOTE" --no-init report "$tmp/twenty.bote" -F html
	best t_kinds 1 "$BOTE" --no-init report "$tmp/kinds.bote" -F html
	best t_sweeps 1 "$BOTE" --no-init report "$tmp/sweeps.bote" -F html
	round=$((round + 1))
done
row 'Twitter as HTML, over bote 1+1 (ms)' 't_html - t_one' 15
if [ "$pdf" ]; then
	row 'Twitter as PDF (ms)' 't_pdf' 120
else
	printf '%-58s not measured: no PDF in this build\n' 'Twitter as PDF (ms)'
fi
row '10,000 cells as HTML (ms)' 't_ten' 150
row '20,000 cells over 10,000 cells, as HTML' 't_twenty / t_ten' 2.5
row '200 ranges, charts of six kinds, as HTML (ms)' 't_kinds' 3000
row '200 ranges in one sum, six lines, as HTML (ms)' 't_sweeps' 3000
row '200 ranges over 10,000 cells, as HTML' 't_kinds / t_ten' 20
row '10,000 cells over Twitter, as HTML' 't_ten / t_html' 15
