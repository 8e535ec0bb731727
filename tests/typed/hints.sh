# SPDX-License-Identifier: GPL-3.0-or-later
# hints.sh - what a hint tells to write is accepted when it is written, as TAP.
#
# The rows of *.txt are typed, each in a sheet of its own; of each hint "write X" that begins with an amount the X is
# typed, up to the words that say what it is for. Names that stand for anything, as the x of 2 * x, are not known.
set -u
tmp=$(mktemp -d "$builddir/tests/tmp/hints.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT

say() {
	(cd "$tmp" && "$BOTE" --no-init --width 1000 --transcript)
}
cat "$srcdir"/tests/typed/*.txt | grep -v -e '^	' -e '^$' -e '^//' -e '^[$] ' | sed 's/$/\
clear/' | say | LC_ALL=C sed -n 's/^ *hint: write //p' | LC_ALL=C awk '
	/ for one number/ { next }
	{ sub(/(, | or | for (the|how|a|both|seconds)[ ,]| for .[0-9]| to multiply|; ).*/, "") }
	/^[0-9($]/ && !/[a-z%*] *[*]$| of$/ && !seen[$0]++
' > "$tmp/hints"
say < "$tmp/hints" | LC_ALL=C awk '
	/^bote> / { typed = substr($0, 7); next }
	/^error: unknown name .[a-z].$/ || (/^error: unknown name/ && typed ~ / mod /) { next }
	/^error: / && typed !~ /[*]$/ { bad++; print "# " typed ": " $0 }
	END { exit bad > 0 }
' > "$tmp/amiss" && verdict=ok || verdict="not ok"
cat "$tmp/amiss"
echo "$verdict 1 - what $(grep -c . "$tmp/hints") hints tell to write is accepted"
echo 1..1
