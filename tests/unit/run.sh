#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Run the unit tests, or those that match $UNIT_FILTER, and report TAP; without Criterion they were not built.
program=$builddir/tests/unit/unit_tests
if [ ! -x "$program" ]; then
	echo '1..0 # SKIP configure found no Criterion'
	exit 0
fi
tap=$builddir/tests/tmp/unit.tap
rm -f "$tap"
"$program" --tap="$tap" ${UNIT_FILTER:+--filter "$UNIT_FILTER"} >&2
status=$?
cat "$tap" || echo "Bail out! the unit tests ended with status $status"
