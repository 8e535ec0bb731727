# SPDX-License-Identifier: GPL-3.0-or-later
# man-lab.sh - the manual page of the labs, from their sheets: man-lab.sh SRCDIR VERSION > bote-lab.7
set -eu
srcdir=$1 version=$2
cd "$srcdir"
. scripts/man-lib.sh

man_head 'BOTE\-LAB' 7 Labs man-lab.sh 'the files under formulas/lab'
cat <<END
.SH NAME
bote\\-lab \\- mechanisms that run, beside the formulas that predict them
.SH DESCRIPTION
A formula says how many.
A lab runs the thing, small and fast, and prints what happened beside what the formula says, with a verdict.
.PP
.EX
bote lab                                          all labs
bote lab queue workers=12                         runs one
bote lab queue workers=8,9,10                     alternatives, on the same random numbers
bote lab mapreduce backup=never,95%               never, or none: as if not given, where that is the default
bote lab queue \\-\\-trace                            one run, step by step
bote lab raft \\-\\-trace \\-v                          nodes as columns, messages as arrows
lab.queue(workers = 12).wait_p99                  in an expression
use lab.queue(workers = 12) as pool               in a sheet: then pool.wait_p99
chart lab(pool)                                   its picture, in a report
.EE
.PP
A lab makes 20 independent runs; \\(+- is the 90 % interval by Student's t over them.
The same seed gives the same bytes on every machine.
A result is an uncertain number, and may be carried on, checked and drawn like any other; two results of one run count
as independent.
.PP
A prediction is exact, within some percent, or a bound.
A result that is off by more than four standard errors is run again with numbers that no one has seen; if it is off
again, it is
.BR OFF ,
and the exit status is 1.
A lab runs with certain numbers: write
.B p50(load)
for a range, or
.BR sweep .
.PP
Below, a parameter stands with its default and where that is from.
"The article" is S. Bhadani, System Design For Beginners: Everything You Need in One Article, 2024.
.PP
.EX
bote lab cache trace=visits.csv policy=lru,sieve  requests of one\(aqs own
bote lab cap script=friday.txt choose=cp,ap       what happens when, a line each: 12 s: cut B
bote lab raft script='1 s: write; 2 s: stop leader'  the same, typed
.EE
.PP
A trace has a key a line, or
.IR time , key
and what else there may be, with times in seconds that do not go back; a first line of names is passed over.
The cache is empty at first, and requests for what was never asked for before are counted apart.
Lines of up to 64 KiB, 100 million of them, 50 million keys.
A script is the text itself, or the name of a file; it is checked whole before it runs.
A sheet reads neither.
.PP
Ctrl-C ends a long run: what was measured by then is printed, from as many runs as there were, and the exit status is 130.
.SH LABS
END

# shellcheck disable=SC2016
${AWK:-awk} "$man_awk"'
	function finish() {
		if (interview != "")
			print ".PP\nAsked in interviews: " text(interview)
		if (source != "")
			print ".PP\nFrom " text(source) "."
		if (see != "")
			print ".PP\nSee " text(see) "."
		interview = source = see = ""
	}
	FNR == 1 {
		finish()
		name = FILENAME
		sub(/.*\//, "", name)
		sub(/\.bote$/, "", name)
		started = measured = asked = 0
	}
	/^# / && !started { print ".SS " escape(name) "\n" text(substr($0, 3)) "."; started = 1; next }
	/^> / && started == 1 { print text(substr($0, 3)); started = 2; next }
	/^## / { asked = $0 == "## In an interview"; next }
	/^> / && asked { interview = interview (interview == "" ? "" : " ") substr($0, 3); next }
	/^param / { param($0); next }
	/^measure / {
		line = substr($0, 9)
		against = ""
		if (match(line, /against .*/)) {
			against = substr(line, RSTART + 8)
			sub(/ else /, ", or ", against)
			line = substr(line, 1, RSTART - 1)
		}
		about = quoted(line)
		sub(/ *"[^"]*" *$/, "", line)
		if (!measured++)
			print ".PP\nMeasured:"
		print ".TP\n.B " text(line) "\n" text(about) (against == "" ? "" : "; predicted: " text(against)) "."
		next
	}
	/^source "/ { source = quoted($0); sub(/[.]$/, "", source); next }
	/^see / { see = substr($0, 5); next }
	END { finish() }
' formulas/lab/*.bote

cat <<END
.SH SEE ALSO
.BR bote (1),
.BR bote (5),
.BR bote\\-formulas (7)
END
