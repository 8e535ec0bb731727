#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-names.sh - no function name stands in two files of src: grep, tags and backtraces find one place.
#
# Every program has a main.
set -eu
cd "$(dirname "$0")/../src"
twice=$(awk '
	/^[A-Za-z_].*\(/ && !/^typedef/ {
		name = $0
		gsub(/__attribute__ *\(\(.*\)\) */, "", name)
		sub(/\(.*/, "", name)
		sub(/.*[ *]/, "", name)
	}
	/^[#}]/ || /;$/ { name = "" }
	$0 == "{" && name != "" { print name, FILENAME; name = "" }
' ./*/*.[ch] | sort -u | grep -v -e '^main ' |
	awk '{ files[$1] = files[$1] " " $2; count[$1]++ } END { for (name in count) if (count[name] > 1) print name ":" files[name] }')
[ -z "$twice" ] || { printf '%s\n' "$twice" | sort; exit 1; }
