#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-names.sh - a name is in one place of src: no two functions have one, no two files, no two guards of headers.
#
# Every program has a main. A header without a guard is a table that is included several times.
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
files=$(printf '%s\n' ./*/*.[ch] | sed 's|.*/||' | sort | uniq -d | sed 's|$|: files of two folders have this name|')
guards=$(awk '
	FNR == 1 {
		want = toupper(FILENAME)
		gsub(/.*\/|\.H$/, "", want)
		want = "BOTE_" want "_H"
	}
	($1 == "#ifndef" && first[FILENAME]++ == 0 || $1 == "#define" && defined[FILENAME]++ == 0 && first[FILENAME]) && $2 != want {
		print FILENAME ": " $0 ": the guard of this header is " want
	}
' ./*/*.h)
found=$(printf '%s\n' "$twice" "$files" "$guards" | sed '/^$/d' | sort)
[ -z "$found" ] || { printf '%s\n' "$found"; exit 1; }
