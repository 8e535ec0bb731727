#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-includes.sh - an #include points to its own folder or to one lower on the ladder.
#
# Folders joined by "=" stand on one rung and do not know each other.
set -eu
cd "$(dirname "$0")/../src"

ladder='base algo=store=diag=logs lab=lang=units=sampling value eval sheet=fleet measured show whatif session bench=report command repl cli'

# shellcheck disable=SC2046
awk -v ladder="$ladder" '
BEGIN {
	rungs = split(ladder, rung, " ")
	for (i = 1; i <= rungs; i++) {
		n = split(rung[i], folder, "=")
		for (j = 1; j <= n; j++)
			height[folder[j]] = i
	}
}
/^#include "/ {
	split(FILENAME, from, "/")
	split($2, to, "/")
	gsub(/"/, "", to[1])
	if (!(from[1] in height))
		problem = "folder " from[1] " is not on the ladder"
	else if (!(to[1] in height))
		problem = $2 " does not begin with a folder of src"
	else if (from[1] != to[1] && height[from[1]] <= height[to[1]])
		problem = from[1] " may not know " to[1] " (" $2 ")"
	else
		next
	print "src/" FILENAME ":" FNR ": " problem
	wrong = 1
}
END { exit wrong }
' $(find . -name '*.[ch]' | sed 's|^\./||' | grep / | LC_ALL=C sort)
