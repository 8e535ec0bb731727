# SPDX-License-Identifier: GPL-3.0-or-later
# man-commands.sh - the manual page of a group of commands: man-commands.sh SRCDIR VERSION GROUP > bote-GROUP.1
#
# Synopsis and options are those of the tables that the program reads; man/commands has the prose, each page below a line
# with its commands and what it is.
set -eu
srcdir=$1 version=$2 group=$3
cd "$srcdir"
. scripts/man-lib.sh

line=$(sed -n '1s/^[.]\\" //p' "man/commands/$group.man")
commands=${line%%: *} about=${line#*: }

man_head "BOTE\\-$(echo "$group" | tr '[:lower:]' '[:upper:]')" 1 'User Commands' man-commands.sh 'the tables of the program and man/commands'
printf '.SH NAME\nbote\\-%s \\- %s\n.SH SYNOPSIS\n.nf\n' "$group" "$about"

# Words in capitals are what one puts in.
# shellcheck disable=SC2016
${AWK:-awk} -v commands="$commands" -v program="$([ "$group" = prompt ] || echo 'bote ')" "$man_awk"'
	BEGIN { n = split(commands, wanted, " ") }
	/ROW\("/ {
		split($0, part, "\"")
		row[part[2]] = part[4]
	}
	END {
		for (i = 1; i <= n; i++) {
			words = escape(row[wanted[i]])
			gsub(/[A-Z]+/, "\\fI&\\fR", words)
			print "\\fB" program escape(wanted[i]) "\\fR" (words == "" ? "" : " ") words
		}
	}
' src/command/command_rows.h
printf '.fi\n.SH DESCRIPTION\n'
sed 1d "man/commands/$group.man"

# The charts that a sheet can ask for; a text may take several lines.
# shellcheck disable=SC2016
[ "$group" != report ] || ${AWK:-awk} "$man_awk"'
	function strings(   all) {
		while (match($0, /"[^"]*"/)) {
			all = all substr($0, RSTART + 1, RLENGTH - 2)
			$0 = substr($0, RSTART + RLENGTH)
		}
		return all
	}
	/^const struct chart_word chart_words/ { inside = 1; print ".SH CHARTS\nA sheet asks for them by lines that begin with\n.BR chart :" }
	/^};/ { inside = 0 }
	!inside { next }
	/[.]usage = / { usage = escape(strings()); gsub(/[A-Z]+/, "\\fI&\\fB", usage); print ".TP\n\\fBchart " usage "\\fR"; next }
	/[.]about = / { about = 1 }
	/^ *[.]/ && !/[.]about = / { about = 0 }
	about { line = text(strings()); sub(/ $/, "", line); print line }
' src/whatif/chart_words.c

# The options of these commands where the prose has none; a row may take two lines.
# shellcheck disable=SC2016
grep -q '^[.]SH OPTIONS' "man/commands/$group.man" || ${AWK:-awk} -v commands="$commands" "$man_awk"'
	function put(letter, name, value, help) {
		if (!count++)
			print ".SH OPTIONS\nThose of\n.BR bote (1)\nhold for all commands."
		print ".TP\n.B " (letter == "" ? "" : "\\-" letter ", ") "\\-\\-" escape(name) (value == "" ? "" : "\\fR " "\\fI" escape(value))
		sub(/^[a-z, ]+: /, "", help) # the command, where --help names it
		print text(toupper(substr(help, 1, 1)) substr(help, 2)) "."
	}
	function field(name) {
		return match(row, "[.]" name " = [\"\047][^\"\047]*") ? substr(row, RSTART + length(name) + 5, RLENGTH - length(name) - 5) : ""
	}
	BEGIN {
		n = split(commands, list, " ")
		for (i = 1; i <= n; i++)
			wanted[list[i]] = 1
	}
	/^const struct option_row/ { inside = 1 }
	/^};/ { inside = 0 }
	!inside { next }
	/^\tFLEET_VALUE/ && "fleet" in wanted { split($0, part, "\""); put("", part[2], part[4], part[6]); next }
	/^\t[{]/ { row = $0 }
	!/^\t[{]/ { row = row $0 }
	/}/ && /[{]|help/ && row ~ /OPTION_COMMAND/ {
		m = split(field("setting"), of, " ")
		for (i = 1; i <= m; i++)
			if (of[i] in wanted) {
				put(field("letter"), field("name"), field("value"), field("help"))
				break
			}
		row = ""
	}
' src/cli/options.c
printf '.SH EXIT STATUS\nThat of\n.BR bote (1):\n0 done, 1 the answer is no, 2 the input is wrong, 3 wrong use, 4 a file that cannot be read or written.\n'
printf '.SH SEE ALSO\n.BR bote (1),\n.BR bote (5)\n'
