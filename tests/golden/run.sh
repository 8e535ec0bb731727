#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - replay transcripts of sessions and report TAP; with --update rewrite them.
#
#   run.sh [--update] [NAME.txt...]
#
# A transcript is what a session looks like: lines that start with "bote> " (or with
# "....> ", when the line before went on) were typed, the rest is what bote answered,
# errors and notes included. Comments, with "#" in front, stand at the top and stay.
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

# What bote answers to the lines typed in transcript $1, comments in front.
replay() {
	awk '/^#/ || /^$/ { print; next } { exit }' "$1" > "$tmp/got"
	sed -n -e 's/^bote> //p' -e 's/^\.\.\.\.> //p' "$1" > "$tmp/typed"
	(cd "$tmp/home" && "$BOTE" --no-init --transcript < "$tmp/typed") >> "$tmp/got" 2>&1
	status=$?
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

echo "1..$(($# + frozen))"
n=0
for file; do
	n=$((n + 1))
	name=$(basename "$file" .txt)
	fresh_home
	replay "$file"
	if diff -u "$file" "$tmp/got" > "$tmp/diff"; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$tmp/diff"
	fi
done
if [ $frozen = 1 ]; then
	"${SHELL:-sh}" "$srcdir/tests/golden/unchanged.sh" > "$tmp/amiss"
	[ $? -eq 0 ] && echo "ok $((n + 1)) - unchanged" || echo "not ok $((n + 1)) - unchanged"
	cat "$tmp/amiss"
fi
