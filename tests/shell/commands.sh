# SPDX-License-Identifier: GPL-3.0-or-later
# Commands from the shell; their words mean nothing else.
. "$srcdir/tests/lib.sh"

commands=$("$BOTE" help commands < /dev/null | awk '/^  / { print $1 }')
"$BOTE" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p' | while read -r word; do
	echo "$commands" | grep -qx "$word" || echo "$word"
done > "$work/out"
out_is '' 'help commands lists all that --help does'
for word in undo history edit; do
	echo "$commands" | grep -qx "$word"
	ok $? "and $word of the prompt"
done

# No unit, constant, function or formula is called like a command. A noun may be: it never stands first. Of fleet the
# command and the formula are one thing. In brackets a word is a name: alone, quit and exit end the statements.
clash=
for word in $commands; do
	"$BOTE" help "$word" | grep -q '^noun ' && continue
	[ "$word" != fleet ] || continue
	"$BOTE" --no-init --strict -- "1 $word" > /dev/null 2>&1 && clash="$clash $word(unit)"
	"$BOTE" --no-init -- "($word)" > /dev/null 2>&1 && clash="$clash $word(name)"
	"$BOTE" help "$word" | grep -q '^\(function\|formula\|unit\) ' && clash="$clash $word(help)"
done
is "$clash" '' 'command words collide with nothing'

run "$BOTE" formulas
status 0 'formulas'
out_like '^Back-of-the-envelope estimation$' 'topics'
out_like '^  resource_estimate  *[A-Z]' 'names with what they are for'
is "$(grep '^[A-Z]' "$work/out" | grep -v '^Your own$')" \
	"$(sed -n 's/^[a-z]*: //p' "$srcdir/formulas/topics.txt" | grep -v -e '^Complete estimates$' -e '^Your own$')" 'in the order of the course'
run "$BOTE" formulas resource_est
is "$(grep -c '^  ' "$work/out")" 1 'formulas WORD'
run "$BOTE" formulas '/^resource_/'
out_like 'resource_estimate' 'formulas /PATTERN/'
run "$BOTE" formulas '/(/'
status 2 'a faulty pattern'
run "$BOTE" formulas -l resource_estimate
out_like '^    rps = ' '-l: with parameters'
run "$BOTE" formulas nosuchword
status 1 'nothing found is a no'
err_like 'no formula' 'but said'
run "$BOTE" formulas handshakes_per_core
out_like '^  tls_cores .*(parameter handshakes_per_core)$' 'a formula is found by its parameters'
run "$BOTE" formulas '/^rtt$/'
out_like '^  transfer_time ' 'by a pattern for one'
out_unlike 'rtt_floor' 'that fits no other'
run "$BOTE" formulas consistent hashing
out_like '^  ring_move ' 'by the title of its topic'
run "$BOTE" formulas -l
is "$(grep -c '^  [a-z]' "$work/out")" "$(find "$srcdir/formulas" -mindepth 2 -name '*.bote' | grep -vc -e /prelude/ -e /lab/)" '-l lists all formulas'

run "$BOTE" units
status 0 'units'
out_like '^data$' 'kinds'
out_like '^  .*minute' 'names'
out_like '^counting nouns$' 'nouns'
out_like '^prefixes$' 'prefixes'
run "$BOTE" units minute
out_like '= 60 s' 'units WORD: the definition'
run "$BOTE" units MiB
out_like '1 MiB = 1,048,576 B' 'a unit with a prefix'

run "$BOTE" examples
status 0 'examples'
out_like '^  1  ' 'numbered'
n=$(grep -c '^ *[0-9]' "$work/out")
bad=
i=1
while [ "$i" -le "$n" ]; do
	run "$BOTE" examples "$i"
	[ "$got" -le 1 ] || bad="$bad $i: $(cat "$work/err")"
	i=$((i + 1))
done
is "$bad" '' 'each example runs'
run "$BOTE" examples 1
out_like "^bote '" 'the line'
out_like '^[=≈] ' 'and its answer'

run "$BOTE" run resource_estimate rps=10k/s
status 0 'run a formula'
out_like '^Resource estimate$' 'its title'
out_like 'servers *= [0-9]' 'its answer'
run "$BOTE" -r run resource_estimate
is "$(grep -c '[^0-9.e+-]' "$work/out")" 0 'run --raw: numbers alone'
run "$BOTE" run -D rps=10k/s resource_estimate
status 0 '-D gives a parameter too'

run "$BOTE" explain '2 h * 3'
status 0 'explain'
run "$BOTE" -D a=2GB explain 'a * 3'
out_like '6 GB' 'explain with a cell'

run "$BOTE" check-formulas resource_estimate
status 0 'check-formulas'
out_like '^holds  resource_estimate: ' 'a line for each example'
run "$BOTE" check-formulas nosuchformula
status 1 'a formula that is not there does not hold'
printf '# T\nparam a = 5 "a"\nb = a * 2 "twice"\nexample a = 1 : b ~= 3\n' > wrong.bote
run "$BOTE" check-formulas ./wrong.bote
status 1 'an example that fails'
out_like '^fails ' 'is marked'

# Sheets from two folders: each finds what lies beside it.
mkdir a b
echo 'twice = 2 * param_n; param param_n = 1' > a/one.bote
echo 'thrice = 3 * param_n; param param_n = 1' > b/two.bote
echo 'use one(param_n = 5) as p; show p.twice' > a/first.bote
echo 'use two(param_n = 5) as q; show q.thrice' > b/second.bote
run "$BOTE" -f a/first.bote -f b/second.bote
status 0 'two sheets, each of which uses another'
out_is 'p.twice = 10
q.thrice = 15' 'that lies in its own folder'

done_testing
