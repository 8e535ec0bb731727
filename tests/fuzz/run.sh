#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Feed each fuzz target its corpus and report TAP. Works for fuzzers and for replay.c alike.
set -u
n=0
for program in "$builddir"/tests/fuzz/fuzz_*; do
	name=${program##*/fuzz_}
	[ -f "$program" ] && [ -x "$program" ] || continue
	corpus=$srcdir/tests/fuzz/corpus/$name
	n=$((n + 1))
	# -runs=0 makes a fuzzer stop after the corpus; replay.c passes over options.
	if "$program" -runs=0 "$corpus" > "$builddir/tests/tmp/fuzz_$name.out" 2>&1; then
		echo "ok $n - corpus of $name"
	else
		echo "not ok $n - corpus of $name"
		tail -40 "$builddir/tests/tmp/fuzz_$name.out" | sed 's/^/# /'
	fi
done
if [ $n -eq 0 ]; then
	echo '1..0 # SKIP no fuzz targets'
else
	echo "1..$n"
fi
