# SPDX-License-Identifier: GPL-3.0-or-later
# Every example of every formula and estimate that ships, one by one; and what each file has to have.
. "$srcdir/tests/lib.sh"

# ---- examples ----

run "$BOTE" check-formulas
status 0 'check-formulas'
err_is '' 'nothing on standard error'
cp "$work/out" "$work/checked"
while IFS= read -r line; do
	# An example that leads to a note ("requests read as cores") is not clean either.
	case $line in
	holds*'(note: '*) ok 1 "${line#holds  }" ;;
	holds*) ok 0 "${line#holds  }" ;;
	*) ok 1 "$line" ;;
	esac
done < "$work/checked"

# ---- files ----

cd "$srcdir" || exit 1
names=$("$BOTE" formulas < /dev/null | awk '/^  [a-z]/ { print $1 }')
is "$(echo "$names" | grep -c .)" "$(find formulas -mindepth 2 -name '*.bote' | grep -vc -e /prelude/ -e /lab/)" 'every file is listed'
is "$(echo "$names" | sort | uniq -d)" '' 'no name is given twice'
[ "$(echo "$names" | grep -c .)" -ge 145 ]
ok $? 'all 145 formulas of the course are there'

bad=
for file in formulas/*/*.bote; do
	case $file in
	formulas/prelude/* | formulas/lab/*) continue ;;
	esac
	for line in '^// SPDX-License-Identifier: GPL-3.0-or-later$' '^# ' '^> ' '^source "' '^param ' '^require ' '^show ' '^example ' '^see '; do
		grep -q -e "$line" "$file" || bad="$bad
$file: no line $line"
	done
	awk -v file="$file" '
		/^param / && !/"/ { print file ": " $2 " is not explained" }
		/^param [a-z_0-9]* =/ && !/ from "/ { print file ": the default of " $2 " has no source" }
		/^> / && !/\.$/ { print file ": the purpose is no sentence" }
		/^> / && length > 240 { print file ": the purpose is long" }
	' "$file" > "$work/found"
	[ -s "$work/found" ] && bad="$bad
$(cat "$work/found")"
	name=${file##*/}
	grep -q "^holds  ${name%.bote}: " "$work/checked" || bad="$bad
$file: no example holds"
done
is "$bad" '' 'each has its parts'

# A comment that names a test names one that is there and asks the formula; one that names a lab, a lab that is there and is
# predicted by the formula.
bad=
for file in $(grep -l '^// Held against ' formulas/*/*.bote); do
	name=${file##*/} test=$(sed -n 's|^// Held against .*: \(tests/[a-z/_]*\.c\)\.$|\1|p' "$file")
	lab=$(sed -n 's|^// Held against .* the lab \([a-z_]*\)\.$|\1|p' "$file")
	[ -n "$test$lab" ] || bad="$bad $file"
	[ -z "$test" ] || grep -q "formula(\"${name%.bote}\"" "$test" || bad="$bad $file($test)"
	[ -z "$lab" ] || grep -q "${name%.bote}(" "formulas/lab/$lab.bote" || bad="$bad $file(lab $lab)"
done
is "$bad" '' 'independent values are where the files say'

# Names are unique over formulas, functions, units, nouns and commands, and none is a form or a word of the language.
{
	echo "$names"
	ls examples/*.bote | sed 's|.*/||; s|\.bote$||'
	"$BOTE" help functions < /dev/null | sed -n 's/^  \([a-z][a-z0-9_]*\)(.*/\1/p'
	"$BOTE" help commands < /dev/null | awk '/^  / { print $1 }'
	sed -n 's/^\(unit\|noun\|alias\) \([^=]*\).*/\2/p' formulas/prelude/units.bote formulas/prelude/nouns.bote |
		sed 's/ \(is\|with\) .*//; s/ *".*//' | tr ',' '\n' | sed 's/^ *//; s/ *$//'
	sed -n '/parse_keywords\[\]\|parse_form_words\[\]/,/;/p' src/lang/words.c | grep -o '"[a-z0-9]*"' | tr -d '"' | sort -u
} > "$work/all"
# A function stands directly before a bracket, so it may be called like a unit; a command may begin a statement, and a
# noun (delete, table) never does; series is one and many; of fleet the command and
# the formula are one thing; a machine line begins with a name and a colon; the sheet shop stands behind run or report.
is "$(sort "$work/all" | uniq -d | grep -vx -e min -e pct -e product -e round -e check -e ref -e set -e delete -e table -e series -e fleet -e machine -e shop -e quiz)" '' 'no name has two meanings'
[ "$(grep -c . "$work/all")" -gt 500 ]
ok $? 'of hundreds'


# A file in the working folder goes before a formula that ships, and each way to it says so; help tells of that file.
mkdir "$work/shadow" && cd "$work/shadow" || exit 1
printf '# Mine\nparam rps = 5 req/s "R"\nparam wait = 1..2 s "W"\nout = rps * wait "O"\nshow out\n' > littles_law.bote
said="'littles_law' is the file ./littles_law.bote, not the sheet of that name that ships with bote"
while IFS= read -r line; do
	eval "run \"\$BOTE\" --no-init $line"
	status 0 "$line"
	is "$(cat "$work/out" "$work/err" | grep -c -- "$said")" 1 "$line: the note, once"
done << 'EOF'
run littles_law
report littles_law -F txt
export littles_law
-e 'use littles_law(rps = 2 req/s) as q' -e q.out
'littles_law(rps = 2 req/s)'
explain 'littles_law(rps = 2 req/s)'
sensitivity littles_law out
whatif littles_law 'rps=9 req/s'
sweep littles_law 'rps=1..3 req/s'
histogram littles_law out
compare littles_law ./littles_law.bote
help littles_law
EOF
run "$BOTE" help littles_law
out_like '^formula littles_law: Mine$' 'help tells of the file'
run "$BOTE" formulas littles_law -l
out_like 'rate = 0 items/s' 'the list, of what ships'
cd "$work" || exit 1
done_testing
