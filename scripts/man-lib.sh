# SPDX-License-Identifier: GPL-3.0-or-later
# man-lib.sh - what the scripts that make pages of the manual share; read in by them, with $version set.

LC_ALL=C
export LC_ALL

# man_head NAME SECTION TITLE SCRIPT FROM: the first lines; the date is that of bote(1).
man_head() {
	printf '.\\" Made by scripts/%s from %s: change those, not this one.\n' "$4" "$5"
	printf '.TH %s %s %s "bote %s" "%s"\n' "$1" "$2" "$(sed -n 's/^\.TH BOTE 1 \([0-9-]*\) .*/\1/p' man/bote.1)" "$version" "$3"
}

# Functions of awk. text(s): s as a line of the page; quoted(s): what stands between the last quotes of a line;
# param(s): a paragraph for a line that begins with `param`.
# shellcheck disable=SC2016,SC2034
man_awk='
	function escape(s) {
		gsub(/\\/, "\\e", s)
		gsub(/-/, "\\-", s)
		gsub(/\^/, "\\(ha", s)
		gsub(/~/, "\\(ti", s)
		gsub(/`/, "\\(ga", s)
		gsub(/\047/, "\\(aq", s)
		return s
	}
	function text(s) {
		s = escape(s)
		return s ~ /^[.]/ ? "\\&" s : s
	}
	function quoted(s) {
		return match(s, /"[^"]*"[^"]*$/) ? substr(s, RSTART + 1, index(substr(s, RSTART + 1), "\"") - 1) : ""
	}
	function param(s,   line, origin, about, at) {
		line = substr(s, 7)
		origin = ""
		if ((at = index(line, "\" from \""))) {
			origin = quoted(substr(line, at + 1))
			line = substr(line, 1, at)
		}
		about = quoted(line)
		sub(/ *"[^"]*"$/, "", line)
		print ".TP\n.B " text(line) "\n" text(about) (origin == "" ? "" : " (" text(origin) ")") "."
	}
'
