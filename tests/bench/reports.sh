#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# reports.sh - how long reports take, in milliseconds: the best of several rounds in which all take turns.
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
rounds=${ROUNDS:-5}

now() { date +%s%N; }

# best NAME RUNS COMMAND...: keep the least time of one run, in nanoseconds.
best() {
	file=$tmp/$1
	runs=$2
	shift 2
	from=$(now)
	i=0
	while [ $i -lt "$runs" ]; do
		"$@" < /dev/null > /dev/null 2>&1
		i=$((i + 1))
	done
	t=$((($(now) - from) / runs))
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
cells 10000 > "$tmp/ten.bote"
cells 20000 > "$tmp/twenty.bote"
pdf=
"$BOTE" --version | grep -qx 'PDF reports: yes' && pdf=yes

round=0
while [ $round -lt "$rounds" ]; do
	best t_one 20 "$BOTE" --no-init 1+1
	best t_html 10 "$BOTE" --no-init report "$srcdir/examples/twitter.bote" -F html
	[ "$pdf" ] && best t_pdf 2 "$BOTE" --no-init report "$srcdir/examples/twitter.bote" -o "$tmp/x.pdf"
	best t_ten 1 "$BOTE" --no-init report "$tmp/ten.bote" -F html
	best t_twenty 1 "$BOTE" --no-init report "$tmp/twenty.bote" -F html
	round=$((round + 1))
done
row 'Twitter as HTML, over bote 1+1 (ms)' 't_html - t_one' 10
if [ "$pdf" ]; then
	row 'Twitter as PDF (ms)' 't_pdf' 150
else
	printf '%-58s not measured: no PDF in this build\n' 'Twitter as PDF (ms)'
fi
row '10,000 cells as HTML (ms)' 't_ten' 500
row '20,000 cells over 10,000 cells, as HTML' 't_twenty / t_ten' 2.5
