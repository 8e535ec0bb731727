#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - replay transcripts of sessions and report TAP; with --update rewrite them.
#
#   run.sh [--update] [NAME.txt...]
#
# A transcript is what a session looks like: lines that start with "bote> " (or with
# "....> ", when the line before went on) were typed, the rest is what bote answered,
# errors and notes included. Comments, with "#" in front, stay: at the top, and before a typed line where
# a blank line is in front of them; there they begin a paragraph, which is a test by the name of its first comment.
# Without names it compares unchanged.txt as well, see unchanged.sh.
set -u
update=no
if [ "${1-}" = --update ]; then
	update=yes
	shift
fi
frozen=0
if [ $# -eq 0 ]; then
	frozen=1
	for file in "$srcdir"/tests/golden/*.txt; do
		case $file in
		*changed.txt) ;;
		*) set -- "$@" "$file" ;;
		esac
	done
fi
tmp=$(mktemp -d "$builddir/tests/tmp/golden.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT

# The comments of transcript $1 put into what bote answers, $2: each before the line typed that it was before.
with_comments() {
	awk '
	NR == FNR && /^bote> / {
		if (block ~ /(^|\n)#/)
			before[++typed] = block
		else
			typed++
		block = ""
		next
	}
	NR == FNR && /^#/ { block = block $0 "\n"; next }
	NR == FNR && /^$/ { block = "\n"; next }
	NR == FNR { block = ""; next }
	/^bote> / { printf "%s", before[++shown] }
	{ print }
	' "$1" "$2"
}

# Paragraph by paragraph into files $2.1, $2.2 ...; a paragraph begins with a comment. Prints how many there are.
split_up() {
	awk -v to="$2" '
	BEGIN { n = 1 }
	/^# / && blank && seen { close(to "." n); n++ }
	{ blank = $0 == ""; seen = seen || /^bote> /; print > (to "." n) }
	END { print n }
	' "$1"
}

# What bote answers to the lines typed in transcript $1, with its comments.
replay() {
	sed -n -e 's/^bote> //p' -e 's/^\.\.\.\.> //p' "$1" > "$tmp/typed"
	(cd "$tmp/home" && "$BOTE" --no-init --transcript < "$tmp/typed") > "$tmp/answers" 2>&1
	status=$?
	with_comments "$1" "$tmp/answers" > "$tmp/got"
	# 0 to 4 are ordinary; more is a signal or a sanitizer's report.
	[ $status -le 4 ] || echo "# ended with status $status" >> "$tmp/got"
}

# Each transcript starts in an empty home.
fresh_home() {
	rm -rf "$tmp/home"
	mkdir "$tmp/home"
	HOME=$tmp/home
}

if [ ! -e "$1" ]; then
	echo '1..0 # SKIP no transcripts'
	exit 0
fi
if [ $update = yes ]; then
	for file; do
		fresh_home
		replay "$file"
		cmp -s "$tmp/got" "$file" && continue
		cat "$tmp/got" > "$file" && echo "updated ${file##*/}"
	done
	exit 0
fi

n=0
# Paragraph $2 of transcript $1.
compare() {
	n=$((n + 1))
	name=$(basename "$1" .txt)$(sed -n 's/^# */: /p;1q' "$tmp/want.$2")
	if diff -u "$tmp/want.$2" "$tmp/parts.$2" > "$tmp/diff"; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$tmp/diff"
	fi
}
for file; do
	fresh_home
	replay "$file"
	rm -f "$tmp"/want.* "$tmp"/parts.*
	count=$(split_up "$file" "$tmp/want")
	[ "$(split_up "$tmp/got" "$tmp/parts")" = "$count" ] || { cp "$file" "$tmp/want.1" && cp "$tmp/got" "$tmp/parts.1" && count=1; }
	for part in $(seq "$count"); do
		compare "$file" "$part"
	done
done
if [ $frozen = 1 ]; then
	"${SHELL:-sh}" "$srcdir/tests/golden/unchanged.sh" > "$tmp/amiss"
	[ $? -eq 0 ] && echo "ok $((n + 1)) - unchanged" || echo "not ok $((n + 1)) - unchanged"
	cat "$tmp/amiss"
fi
echo "1..$((n + frozen))"
