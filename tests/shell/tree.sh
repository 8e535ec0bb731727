# SPDX-License-Identifier: GPL-3.0-or-later
# The source tree keeps its own rules.
. "$srcdir/tests/lib.sh"

run sh "$srcdir/scripts/update-lists.sh" --check
out_is '' 'every formula, example, transcript and test is in the list of its module.mk'
status 0 'the lists are up to date'

run sh "$srcdir/scripts/check-includes.sh"
out_is '' 'folders include only what is below them'
status 0 'the ladder holds'

missing=
for folder in "$srcdir"/src/*/; do
	[ -f "$folder/module.mk" ] || continue
	name=$(basename "$folder")
	grep -q "^| .$name/. |" "$srcdir/src/README.md" && grep -q "^    .*\\b$name\\b" "$srcdir/src/README.md" || missing="$missing $name"
done
is "$missing" '' 'src/README.md has each folder, and its place on the ladder'

# Functions as `name()`, files as `folder/name.c`.
missing=
for name in $(grep -o '`[a-z_]*()`' "$srcdir/src/README.md" | tr -d '`()' | sort -u); do
	grep -qE "^[a-z].*[ *]$name\(" "$srcdir"/src/*/*.[ch] || missing="$missing $name()"
done
for file in $(grep -oE '`[a-z]+/[a-z_0-9]+\.[ch]`' "$srcdir/src/README.md" | tr -d '`' | sort -u); do
	[ -f "$srcdir/src/$file" ] || [ -f "$srcdir/$file" ] || missing="$missing $file"
done
is "$missing" '' 'functions and files that src/README.md names are there'

run sh "$srcdir/scripts/check-terminal.sh"
out_is '' 'nothing below repl and cli reads or writes a terminal'
status 0 'or asks for one'

run sh "$srcdir/scripts/check-names.sh"
out_is '' 'no function name stands in two files, no file name in two folders, and a guard has the name of its header'
status 0 'which is so for all of src'

run sh "$srcdir/scripts/check-externs.sh"
out_is '' 'what only one file calls is static'
status 0 'and what nobody calls is gone'

run sh "$srcdir/scripts/check-format.sh"
out_is '' 'the C is as .clang-format says'
status 0 'and within 120 columns'

if command -v nm > /dev/null; then
	run sh "$srcdir/scripts/check-cycles.sh" "$builddir" 50
	out_is '' 'at most 50 object files are in circles of calls'
	status 0 'which nm can say'
else
	skip 'circles of calls' 'there is no nm'
fi

# A file of chance at the top is noticed.
if [ -e "$srcdir/.git" ] && command -v git > /dev/null; then
	known=' .ci .clang-format .gitattributes .gitignore CONTRIBUTING.md COPYING Makefile.am NEWS README.md bootstrap configure.ac
		debian examples formulas man scripts share src tests '
	odd=
	for name in $(git -C "$srcdir" ls-files | cut -d/ -f1 | sort -u); do
		case $(echo $known) in
			*"$name"*) ;;
			*) odd="$odd $name" ;;
		esac
	done
	is "$odd" '' 'the top level has what it is to have'
else
	skip 'the top level' 'this is no repository'
fi
done_testing
