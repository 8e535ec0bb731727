#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-cycles.sh - object files that call each other in circles: check-cycles.sh BUILDDIR MOST
#
# Prints each circle, and fails when more than MOST files are in one. A table whose rows call what its file holds
# makes such circles: tables stand alone in their files.
set -eu
cd "$1"
nm -A -P src/*/*.o | grep -v 'libkernel_' | ${AWK:-awk} -v most="$2" '
# nm -A -P prints "file: name type value size".
{
	file = $1
	sub(/:$/, "", file)
	if (!(file in number)) {
		number[file] = ++files
		name[files] = file
	}
	if ($3 ~ /^[TDBRCVW]$/)
		home[$2] = file
	else if ($3 == "U") {
		uses[++count] = file
		used[count] = $2
	}
}
# Tarjan: the strongly connected parts of the graph.
function visit(v,   i, w) {
	low[v] = at[v] = ++clock
	stack[++depth] = v
	on[v] = 1
	for (i = 1; i <= edges[v]; i++) {
		w = edge[v, i]
		if (!at[w]) {
			visit(w)
			if (low[w] < low[v])
				low[v] = low[w]
		} else if (on[w] && at[w] < low[v])
			low[v] = at[w]
	}
	if (low[v] == at[v])
		take_part(v)
}
function take_part(v,   w, line, size) {
	do {
		w = stack[depth--]
		on[w] = 0
		size++
		line = line " " name[w]
	} while (w != v)
	if (size > 1) {
		circles = circles size ":" line "\n"
		members += size
	}
}
END {
	for (i = 1; i <= count; i++) {
		if (!(used[i] in home) || home[used[i]] == uses[i])
			continue
		a = number[uses[i]]
		b = number[home[used[i]]]
		if (!((a, b) in seen)) {
			seen[a, b] = 1
			edge[a, ++edges[a]] = b
		}
	}
	for (v = 1; v <= files; v++)
		if (!at[v])
			visit(v)
	if (members > most) {
		printf "%s%d of %d object files are in circles of calls, and %d may be\n", circles, members, files, most
		exit 1
	}
}'
