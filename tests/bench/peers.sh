#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# peers.sh - how fast bote is beside bc and units, all in one run: the ratios count, not the times. Each figure is the
# best of several rounds in which the programs take turns, so that a busy machine does little harm.
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
rounds=${ROUNDS:-7}

now() { date +%s%N; }

# Nanoseconds of "$@", run $runs times with standard input from $input.
took() {
	from=$(now)
	i=0
	while [ $i -lt "$runs" ]; do
		"$@" < "$input" > /dev/null 2>&1
		i=$((i + 1))
	done
	echo $((($(now) - from) / runs))
}

# best NAME COMMAND...: keep the least time of a contender in a file.
best() {
	file=$tmp/$1
	shift
	t=$(took "$@")
	[ -s "$file" ] && [ "$(cat "$file")" -le "$t" ] || echo "$t" > "$file"
}

have() { command -v "$1" > /dev/null 2>&1; }

# row WHAT NUMERATOR DENOMINATOR SIGN GOAL: their ratio beside the goal, "<=" or ">=".
row() {
	[ -s "$tmp/$2" ] && [ -s "$tmp/$3" ] || { printf '%-58s not measured\n' "$1"; return; }
	awk -v what="$1" -v a="$(cat "$tmp/$2")" -v b="$(cat "$tmp/$3")" -v sign="$4" -v goal="$5" 'BEGIN {
		r = a / b
		good = sign == "<=" ? r <= goal : r >= goal
		printf "%-58s %8.2f   goal %s %-5s %s\n", what, r, sign, goal, good ? "met" : "not met"
	}'
}

# ---- the start of one-shot use ----

input=/dev/null
runs=100
round=0
while [ $round -lt "$rounds" ]; do
	best start_bote "$BOTE" --no-init '1 GB to MB'
	have bc && best start_bc bc -q
	have units && best start_units units '1 GB' MB
	round=$((round + 1))
done

# ---- 100,000 lines on standard input ----

seq 100000 | sed 's/.*/12.5 MB * 3.7 + & GB to GiB/' > "$tmp/lines.bote"
seq 100000 | sed 's|.*|(12.5 * 10^6 * 3.7 + & * 10^9) / 2^30|' > "$tmp/lines.bc"
seq 100000 | sed 's|.*|(12.5 * 1000000 * 3.7 + & * 1000000000) / 1073741824|' > "$tmp/plain.bc"
seq 100000 | sed 's/.*/12.5 MB * 3.7 + & GB\nGiB/' > "$tmp/lines.units"
round=0
while [ $round -lt "$rounds" ]; do
	runs=3 # asking for the time takes as long as hundreds of lines
	input=$tmp/lines.bote
	best lines_bote "$BOTE" --no-init
	input=$tmp/lines.bc
	have bc && best lines_bc bc -q
	input=$tmp/plain.bc
	have bc && best plain_bc bc -q
	runs=1
	input=$tmp/lines.units
	have units && [ $round -lt 4 ] && best lines_units units -q
	round=$((round + 1))
done

# ---- a chain of 100,000 cells ----

{
	echo 'c0 = 1'
	seq 99999 | awk '{ printf "c%d = c%d + 1\n", $1, $1 - 1 }'
	echo 'c99999'
} > "$tmp/chain.bote"
{
	echo "load $tmp/chain.bote"
	echo 'x = c99999 * 2'
} > "$tmp/load.txt"
{
	cat "$tmp/load.txt"
	seq 1000 | sed 's/.*/x = c99999 * &/'
} > "$tmp/change.txt"
round=0
while [ $round -lt 3 ]; do
	input=/dev/null
	best chain "$BOTE" --no-init -f "$tmp/chain.bote"
	input=$tmp/load.txt
	best load "$BOTE" --no-init --transcript
	input=$tmp/change.txt
	best change "$BOTE" --no-init --transcript
	round=$((round + 1))
done
echo 1000000000 > "$tmp/second"
echo 1000000 > "$tmp/millisecond"
echo $((($(cat "$tmp/change") - $(cat "$tmp/load")) / 1000)) > "$tmp/one_change"

row "start: bote '1 GB to MB' / bc -q" start_bote start_bc '<=' 1.3
row "start: bote '1 GB to MB' / units '1 GB' MB" start_bote start_units '<=' 0.33
row '100,000 lines: bc with 10^9 and 2^30 / bote' lines_bc lines_bote '>=' 2
row '100,000 lines: bc with the powers written out / bote' plain_bc lines_bote '>=' 1
row '100,000 lines: units / bote' lines_units lines_bote '>=' 10
row '100,000 cells in a chain, loaded and worked out: seconds' chain second '<=' 1
row 'one cell changed at its end: milliseconds' one_change millisecond '<=' 1
if have /usr/bin/time; then
	/usr/bin/time -f %M "$BOTE" --no-init '1 GB to MB' 2> "$tmp/memory" > /dev/null
	awk '{ printf "%-58s %8.2f   goal <= %-5s %s\n", "peak memory of a one-shot: MB", $1 / 1024, 8, $1 / 1024 <= 8 ? "met" : "not met" }' "$tmp/memory"
fi
