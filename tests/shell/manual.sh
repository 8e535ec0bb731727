# SPDX-License-Identifier: GPL-3.0-or-later
# manual: the pages say what the program does. Their examples print what they show; options, commands, settings
# and functions are those of the tables; the grammar is that of the parser's comments.
. "$srcdir/tests/lib.sh"

# `same NAME`: the files got and want hold the same lines, in any order.
same() {
	sort -u "$work/got" > "$work/got.sorted"
	sort -u "$work/want" > "$work/want.sorted"
	[ -s "$work/want" ] && diff "$work/want.sorted" "$work/got.sorted" > "$work/diff"
	ok $? "$1" || explain < "$work/diff"
}

# What stands behind .TP in section $1 of page $2, without fonts and escapes.
terms() {
	awk -v section=".SH $1" '/^\.SH/ { inside = $0 == section } inside' "$srcdir/man/$2" | sed -n '/^\.TP/{n;p;}' |
		sed -e 's/^\.BR* //' -e 's/\\f[BIR]//g' -e 's/\\-/-/g' -e 's/\\(ha/^/g'
}

# ---- examples ----

for page in bote.1 bote.5 bote-json.5 commands/prompt.man commands/run.man commands/report.man \
	commands/whatif.man commands/formulas.man; do
	"${SHELL:-sh}" "$srcdir/tests/docs.sh" "$srcdir/man/$page" > "$work/new" 2> "$work/err"
	ok $? "the examples of $page run"
	diff -u "$srcdir/man/$page" "$work/new" > "$work/diff"
	ok $? "and print what $page says" || explain < "$work/diff"
done
count=$(grep -c '^bote> ' "$srcdir/man/bote.5")
[ "$count" -ge 150 ]
ok $? "bote.5 has $count examples"

# ---- the pages against the tables ----

groups=$(cd "$srcdir/man/commands" && ls *.man | sed 's/[.]man$//')
"$BOTE" --help | sed -n 's/^  \(-.,\|   \) --\([a-z][a-z-]*\).*/\2/p' > "$work/want"
(
	for page in bote bote-bench bote-measured bote-profile; do terms OPTIONS "$page.1"; done
	for group in $groups; do (srcdir=$builddir && terms OPTIONS "bote-$group.1"); done
) | sed -n 's/^\.*[BIR]* *\(-., \)*--\([a-z-]*\).*/\2/p' > "$work/got"
same 'options are those of --help'

"$BOTE" help commands | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p; s/^  \([a-z][a-z-]*\)$/\1/p' > "$work/want"
awk '/^\.SH/ { inside = /COMMANDS/ } inside && /^\.PD/ { names = /0/ } inside && names && !/^\./' "$srcdir/man/bote.1" |
	sed 's/\\-/-/g' | tr -s ', ' '\n' > "$work/got"
same 'commands are those of the table'
if command -v mandoc > /dev/null; then
	[ "$(mandoc -Tascii -O width=80 "$srcdir/man/bote.1" | wc -l)" -le 250 ]
	ok $? 'bote.1 is short: what is of one command is in its page'
fi

"$BOTE" --width=200 help settings | awk '/; now /{ name = $1; sub(/; now .*/, ""); sub(/.*: /, ""); print name ", " $0 }' > "$work/want"
terms SETTINGS commands/prompt.man > "$work/got"
same 'settings are those of the table'

printf 'chart pie(1, 2)\n' > "$work/pie"
run "$BOTE" -f "$work/pie"
status 2 'a chart that there is not'
err_like "error: there is no chart 'pie'" 'is an error'
err_like '    hint: charts are growth, breakdown, ' 'that says which there are'
printf 'chart nothing(1)\n' | "$BOTE" 2>&1 | sed -n 's/^.*charts are //p' | tr -s ', ' '\n' > "$work/want"
sed -n 's/^\\fBchart \([a-z]*\).*/\1/p' "$builddir/man/bote-report.1" > "$work/got"
same 'kinds of charts are those of the table'

# ---- bote-bench.1 against its table ----

"$BOTE" bench --list | sed -n 's/^  \([a-z][a-z0-9_]*\) .*/\1/p' > "$work/want"
terms OPERATIONS bote-bench.1 > "$work/got"
same 'operations are those of bench --list'

# ---- bote.5 against tables and parser ----

: > "$work/want"
for function in $("$BOTE" help functions | sed -n 's/^  \([a-z][a-z0-9_]*\)(.*/\1/p'); do
	"$BOTE" help "$function" | sed -n 's/^function //p' >> "$work/want"
done
terms FUNCTIONS bote.5 > "$work/got"
same 'functions are those of the table'

# Rules are "name := ..." in the comments of the parser; a line that is set in further goes on with the rule.
awk '
	function flush() { if (rule != "") { gsub(/[ \t]+/, " ", rule); print rule }; rule = "" }
	/^(\/\*| \*) [A-Za-z_]+ := / {
		flush(); last = / *\*\/$/
		sub(/^(\/\*| \*) /, ""); sub(/ *\*\/$/, "")
		rule = $0
		if (last) flush()
		next
	}
	rule != "" && /^ \*  +[^ ]/ { sub(/^ \* +/, ""); rule = rule " " $0; next }
	{ flush() }
' "$srcdir"/src/lang/*.c > "$work/want"
sed -n '/^\.SH GRAMMAR/,/^\.SH SEE/p' "$srcdir/man/bote.5" |
	sed -e 's/\\-/-/g' -e 's/\\(ha/^/g' -e 's/\\(ti/~/g' -e 's/\\e/\\/g' |
	awk '/^[A-Za-z_]+ := / { if (rule != "") print rule; rule = $0; next }
		/^ +[^ ]/ && rule != "" { sub(/^ +/, ""); rule = rule " " $0; next }
		rule != "" { print rule; rule = "" }' > "$work/got"
same 'the grammar is that of the parser'

undefined=
sed 's/"[^"]*"//g' "$work/got" | sed 's/^[A-Za-z_]* := //' | tr -c 'A-Za-z_' '\n' | sort -u > "$work/words"
for word in $(cat "$work/words"); do
	case $word in
	blank|quote|character|letter|digit|rest|hexadecimals|octals|binaries|apostrophe|unbroken_blank) continue ;;
	UNIT|CURRENCY|RAISED) continue ;; # explained in words before the rules
	what|follows|there|in|a) continue ;; # `continued` is told in words
	esac
	grep -q "^$word := " "$work/got" || undefined="$undefined $word"
done
is "$undefined" '' 'every name of the grammar has a rule'

# Statements are the words that the parser knows.
missing=
for word in $(sed -n '/parse_statement_words/,/;/p' "$srcdir/src/lang/words.c" | grep -o '"[a-z]*"' | tr -d '"'); do
	grep -q "^\\\\fB$word \\|^\\.BI* $word " "$srcdir/man/bote.5" || missing="$missing $word"
done
is "$missing" '' 'every statement word is explained'

# ---- bote-formulas.7 is made from the formulas ----

page=$builddir/man/bote-formulas.7
(cd "$srcdir" && "${SHELL:-sh}" scripts/man-formulas.sh . "$("$BOTE" --version | sed -n '1s/^bote //p')") > "$work/made"
diff "$page" "$work/made" > "$work/diff"
ok $? 'bote-formulas.7 is what the formulas say' || explain < "$work/diff"
sed -n 's/^\.SS //p' "$page" | sort > "$work/got"
"$BOTE" formulas | sed -n 's/^  \([a-z0-9_]*\) .*/\1/p' | sort > "$work/want"
is "$(cat "$work/got")" "$(cat "$work/want")" 'and has all of them'

(cd "$srcdir" && "${SHELL:-sh}" scripts/man-lab.sh . "$("$BOTE" --version | sed -n '1s/^bote //p')") > "$work/made"
diff "$builddir/man/bote-lab.7" "$work/made" > "$work/diff"
ok $? 'bote-lab.7 is what the sheets of the labs say' || explain < "$work/diff"
sed -n 's/^\.SS //p' "$builddir/man/bote-lab.7" | sort > "$work/got"
"$BOTE" lab | sed -n 's/^  \([a-z]*\) .*/\1/p' | sort > "$work/want"
is "$(cat "$work/got")" "$(cat "$work/want")" 'and has all of them'
is "$(grep -c '^\.B .* = \|^\.B .* in ' "$page")" "$(cat "$srcdir"/formulas/[!pl]*/*.bote "$srcdir"/formulas/latency/*.bote "$srcdir"/formulas/proxy/*.bote | grep -c '^param ')" 'with each parameter'

# ---- the pages of commands are made from the tables ----

(
	for group in $groups; do
		sed -n '1s/^[.]\\" \([^:]*\):.*/\1/p' "$srcdir/man/commands/$group.man" | tr ' ' '\n'
	done
	printf '%s\n' bench measured profile # these have theirs, with tables of their own
) > "$work/got"
"$BOTE" help commands | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p; s/^  \([a-z][a-z-]*\)$/\1/p' > "$work/want"
same 'each command has its page'
for group in $groups; do
	(cd "$srcdir" && "${SHELL:-sh}" scripts/man-commands.sh . "$("$BOTE" --version | sed -n '1s/^bote //p')" "$group") > "$work/made"
	diff "$builddir/man/bote-$group.1" "$work/made" > "$work/diff"
	ok $? "bote-$group.1 is what the tables say" || explain < "$work/diff"
	grep -q "^.BR bote.-$group (1)" "$srcdir/man/bote.1"
	ok $? 'and bote.1 points to it'
done
"$BOTE" --help | sed -n 's/^ *\(-., \|\)--\([a-z-]*\).* report: .*/\2/p' > "$work/want"
sed -n '/^\.SH OPTIONS/,/^\.SH EXIT/s/^\.B .*\\-\\-\([a-z-]*\).*/\1/p' "$builddir/man/bote-report.1" | grep -v output > "$work/got"
same 'with their options'

# ---- the form of the pages ----

if command -v mandoc > /dev/null; then
	for page in bote.1 bote.5 bote-json.5 bote-bench.1 bote-measured.1 bote-profile.1; do
		is "$(mandoc -Tlint -W warning "$srcdir/man/$page")" '' "mandoc finds nothing in $page"
	done
	is "$(mandoc -Tlint -W warning "$builddir/man/bote-formulas.7")" '' 'mandoc finds nothing in bote-formulas.7'
	is "$(mandoc -Tlint -W warning "$builddir/man/bote-lab.7")" '' 'mandoc finds nothing in bote-lab.7'
	for group in $groups; do
		is "$(mandoc -Tlint -W warning "$builddir/man/bote-$group.1")" '' "mandoc finds nothing in bote-$group.1"
	done
else
	skip 'mandoc finds nothing' 'no mandoc'
fi

version=$("$BOTE" --version | sed -n 1p)
for page in bote.1 bote.5 bote-bench.1 bote-measured.1 bote-profile.1; do
	grep -q "^\\.TH BOTE[^ ]* .* \"$version\"" "$srcdir/man/$page"
	ok $? "$page is of $version"
done

done_testing
