#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-externs.sh - a function that no other file of src or tests calls is static, and one that nobody calls is gone.
#
# The same is so of variables. It reads the sources, not the objects: what is called depends on how a build is
# configured. A word in another .c file, in the body of a function in a header or in a macro is a call, also the
# beginning of a word that a macro puts together (command_##name); a declaration is none. Names in capitals are macros,
# names that begin with __ are for the compiler's libraries.
set -eu
cd "$(dirname "$0")/.."
awk '
	FNR == 1 { name = ""; header = FILENAME ~ /\.h$/; comment = 0 }
	comment { if (/\*\//) comment = 0; next }
	/^[ \t]*\/\*/ && !/\*\// { comment = 1; next }
	{ gsub(/[ \t]*\/\*.*\*\//, "") }
	# Definitions of functions, as check-names.sh finds them.
	/^[A-Za-z_].*\(/ && !/^typedef/ {
		name = $0
		gsub(/__attribute__ *\(\(.*\)\) */, "", name)
		sub(/\(.*/, "", name)
		is_static = name ~ /^static /
		sub(/.*[ *]/, "", name)
	}
	/^[#}]/ || /;$/ { name = "" }
	$0 == "{" && name != "" {
		if (!is_static && !header && FILENAME ~ /^src/)
			home[name] = FILENAME
		name = ""
	}
	!header && /^[a-z][^()]* =/ && !/^static / && FILENAME ~ /^src/ {
		name = $0
		sub(/(\[.*)? =.*/, "", name)
		sub(/.*[ *]/, "", name)
		home[name] = FILENAME
		name = ""
	}
	/[a-z]_##/ {
		line = $0
		while (match(line, /[a-z][a-z0-9_]*_##/)) {
			pasted[substr(line, RSTART, RLENGTH - 2)] = 1
			line = substr(line, RSTART + RLENGTH)
		}
	}
	!header || /^[\t#]/ || /^[A-Z_]+\(/ {
		gsub(/[^A-Za-z0-9_]+/, " ")
		for (i = split($0, word, " "); i; i--)
			if (word[i] in reader) {
				if (reader[word[i]] != FILENAME)
					reader[word[i]] = "several"
			} else
				reader[word[i]] = FILENAME
	}
	END {
		for (name in home) {
			made = name == "main" || name !~ /[a-z]/ || name ~ /^__/
			for (begin in pasted)
				made = made || index(name, begin) == 1
			if (!made && reader[name] == home[name])
				print home[name] ": " name " is for no other file"
		}
	}
' src/*/*.[ch] tests/*.h tests/*/*.[ch] | sort
