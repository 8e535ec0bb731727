# SPDX-License-Identifier: GPL-3.0-or-later
# man-formulas.sh - the manual page of the formulas, from the formula files: man-formulas.sh SRCDIR VERSION > bote-formulas.7
#
# Topics come in the order of formulas/topics.txt, formulas sorted within.
set -eu
srcdir=$1 version=$2
cd "$srcdir"
. scripts/man-lib.sh

man_head 'BOTE\-FORMULAS' 7 Formulas man-formulas.sh 'the files under formulas'
cat <<END
.SH NAME
bote\\-formulas \\- the formulas that ship with bote
.SH DESCRIPTION
A formula is a sheet with parameters.
.PP
.EX
bote run resource_estimate rps=20k/s              from the shell
use resource_estimate(rps = 20k/s) as fleet       in a sheet, or at the prompt: then fleet.servers
resource_estimate(20k/s)                          in an expression: what is shown first
.EE
.PP
Below, a parameter stands with its default and where that is from, or with the unit in which it has to be given.
An answer outside a formula's domain is an error that says why.
"The article" is S. Bhadani, System Design For Beginners: Everything You Need in One Article, 2024.
.B bote help
.I NAME
shows a formula with its domain and an example worked out,
.B bote formulas
.I WORD
finds one.
END

# The sheets of a topic, in the order of their names.
sheets() {
	for file in "$1"/*.bote; do
		[ ! -f "$file" ] || echo "$file"
	done
}

sed -n '/^\/\//!p' formulas/topics.txt | while IFS=: read -r topic title; do
	case $topic in
	own) continue ;;
	examples) folder=examples ;;
	*) folder=formulas/$topic ;;
	esac
	files=$(sheets "$folder")
	[ -n "$files" ] || continue
	# shellcheck disable=SC2086
	${AWK:-awk} -v title="${title# }" -v whole="$folder" "$man_awk"'
	function equations() {
		if (equation_count) {
			print ".PP"
			print ".EX"
			for (i = 1; i <= equation_count; i++)
				print text(equation[i])
			print ".EE"
		}
		equation_count = 0
	}
	function finish() {
		equations()
		if (wants != "")
			print ".PP\nFor example\n.PP\n.EX\nbote run " escape(name example) "\n" wants ".EE"
		if (source != "")
			print ".PP\nFrom " text(source) "."
		if (see != "")
			print ".PP\nSee " text(see) "."
		example = wants = source = see = ""
	}
	function head(file) {
		finish()
		name = file
		sub(/.*\//, "", name)
		sub(/\.bote$/, "", name)
		started = params = 0
	}
	BEGIN { print ".SH " toupper(escape(title)) }
	FNR == 1 { head(FILENAME) }
	/^# / && !started {
		print (whole == "examples" ? ".TP\n.B " : ".SS ") escape(name) "\n" text(substr($0, 3)) "."
		started = 1
		next
	}
	/^> / && started == 1 { if (whole != "examples") print text(substr($0, 3)); started = 2; next }
	whole == "examples" { next }
	/^param / { param($0); next }
	/^source "/ { source = quoted($0); next }
	/^see / { see = substr($0, 5); next }
	/^example / && wants == "" {
		at = index($0, ": ")
		example = substr($0, 8, at - 9)
		wants = substr($0, at + 2)
		gsub(/, [a-z_0-9]+ ~= /, "\n&", wants)
		gsub(/\n, /, "\n    ", wants)
		wants = escape("    " wants) "\n"
		next
	}
	/^[a-z][a-z_0-9]*(\([^)]*\))? = / {
		line = $0
		sub(/ *"[^"]*"$/, "", line)
		equation[++equation_count] = line
	}
	END { finish() }
	' $files
done

cat <<END
.SH SEE ALSO
.BR bote (1),
.BR bote (5)
END
