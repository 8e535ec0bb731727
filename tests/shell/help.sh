# SPDX-License-Identifier: GPL-3.0-or-later
# help: topics and tables, and every answer that a topic shows.
. "$srcdir/tests/lib.sh"

run "$BOTE" help
status 0 'help'
out_like '^Topics' 'topics'
[ "$(wc -l < "$work/out")" -le 23 ]
ok $? 'it fits a screen'
out_like '^Commands' 'commands'
out_like '^Functions' 'functions'
is "$(awk 'length > 80' "$work/out")" '' 'it fits 80 columns'

for topic in "$srcdir"/share/help/*.txt; do
	name=$(basename "$topic" .txt)
	[ "$name" != examples ] || continue
	run "$BOTE" help "$name"
	out_like "^$(sed -n 1p "$topic")\$" "help $name"
	wide=$(LC_ALL=C tr -d '\200-\277' < "$topic" | LC_ALL=C awk 'length > 79')
	is "$wide" '' "$name fits 80 columns"
	[ "$(sed '/^formula /,$d' "$work/out" | wc -l)" -le 23 ]
	ok $? "and $name a screen"
done

# Lines of four blanks, an expression, two blanks or more, and `= answer`.
bad=
count=0
for topic in answers conversion errors expressions lists nouns numbers percentages results units; do
	sed -n 's/^    \([^ ].*[^ ]\)  *\([=≈] .*\)$/\1\t\2/p' "$srcdir/share/help/$topic.txt"
done | grep -v '^8 \* ' > "$work/lines"
tab=$(printf '\t')
while IFS=$tab read -r line answer; do
	line=$(printf '%s' "$line" | sed 's/ *$//')
	count=$((count + 1))
	got=$("$BOTE" --no-init -- "$line" 2>&1 < /dev/null)
	[ "$got" = "$answer" ] || bad="$bad
$line: $got, not $answer"
done < "$work/lines"
is "$bad" '' 'what the topics show is what bote answers'
[ "$count" -gt 30 ]
ok $? 'and that is more than thirty lines'

# The prompt as it is shown.
bad=
for topic in "$srcdir"/share/help/*.txt; do
	[ "${topic##*/}" != cells.txt ] || continue # definitions without their answers
	sed -n '/^    bote> /,/^$/p' "$topic" | sed -n 's/^    \(.*\)/\1/p' > "$work/shown"
	sed -n 's/^bote> //p' "$work/shown" | "$BOTE" --no-init --transcript > "$work/said"
	cmp -s "$work/shown" "$work/said" || bad="$bad ${topic##*/}"
done
is "$bad" '' 'what is typed at the prompt there answers so'

# The objects of share/help/json.txt, whose lines are broken for the reader.
cat "$srcdir/share/help/json.txt" "$srcdir/share/help/json-errors.txt" | sed -n '/^    {/,/}$/p' | tr -d '\n' | sed -e 's/     *\("[a-z]*":\)/\1/g' -e 's/}    {/}\n{/' -e 's/^    //' > "$work/shown"
echo >> "$work/shown"
"$BOTE" -j 5 GiB / 100 Mbit/s to min > "$work/said"
"$BOTE" -j 3 GB + 2 min >> "$work/said"
is "$(cat "$work/shown")" "$(cat "$work/said")" 'JSON as it is shown'

# The sheet of share/help/sheets.txt.
sed -n '/^    # /,/^$/s/^    //p' "$srcdir/share/help/sheets.txt" > photos.bote
run "$BOTE" check-formulas ./photos.bote
status 0 'the sheet that is shown comes out'
out_like '^holds ' 'with its example'

run "$BOTE" help erlang_c
out_like '^function erlang_c(' 'a function'
run "$BOTE" help precision
out_like '^setting precision' 'a setting'
run "$BOTE" help MB
out_like '1 MB = 1,000,000 B' 'a unit'
run "$BOTE" help resource_estimate
out_like '^formula resource_estimate: ' 'a formula'
out_like '^  CPU cores and servers for a request rate' 'its purpose'
out_like '^    cpu_per_request = 10 ms/request  .*(the article)$' 'parameters with the source of their defaults'
out_like '^    cores = rps \* cpu_per_request / target_util to cores$' 'equations'
out_like '^    cores_per_server > 0  *a server has at least one core$' 'its domain'
out_like '^    run resource_estimate rps = 10k requests/s, ' 'an example'
out_like '^      servers = 25 servers  ' 'with its answer'
out_like '^  from the article; definition of utilisation$' 'its source'
out_like '^  see horizontal_servers, utilisation' 'what goes with it'
bad=
"$BOTE" formulas < /dev/null | awk '/^  [a-z]/ { print $1 }' > "$work/names"
: > "$work/seen"
for name in $(cat "$work/names"); do
	run "$BOTE" help formula "$name"
	for part in '^formula ' '^  for example$' '^  parameters$' '^  equations$' '^  must hold$' '^  from ' '^  see '; do
		grep -q -e "$part" "$work/out" || bad="$bad $name($part)"
	done
	sed -n 's/^  see //p' "$work/out" | tr -s ', ' '\n' >> "$work/seen"
	[ -s "$work/err" ] && bad="$bad $name: $(cat "$work/err")"
done
for other in $(sort -u "$work/seen" | grep -vxFf "$work/names"); do
	"$BOTE" help formula "$other" < /dev/null | grep -q '^formula \|^example ' || bad="$bad (see $other)"
done
is "$bad" '' 'each formula has all of that, and what it refers to is there'
out_like '^  parameters' 'its parameters'
run "$BOTE" help save
out_like '^command save ' 'a command'
run "$BOTE" help functions
out_like '^  ceil(x' 'a topic from a table'
run "$BOTE" help percentage
status 0 'a word that occurs somewhere'
out_like '^  topic *percentages' 'finds the topic'
run "$BOTE" help '/lists?/'
status 0 'a pattern'
out_like '^  topic *lists' 'finds topics'
run "$BOTE" help erlnag_c
status 2 'a misspelt name'
err_like "did you mean 'help erlang_c'" 'the nearest is offered'

run "$BOTE" help slash
out_like '^Expressions' 'a word that leads to a topic'

# What goes by just that name is told in a few lines, with where there is more.
run "$BOTE" help per
out_like '^keyword A per B$' 'a word of the grammar'
out_like '^    600 requests per minute to /s   = 10 /s$' 'an example of it'
out_like '^    more: help expressions$' 'and the topic that has more'
run "$BOTE" help lognormal
out_like '^distribution lognormal(p5, p95)$' 'a distribution'
run "$BOTE" help tornado
out_like '^chart tornado(X)$' 'a kind of chart'
# help_of < NAMES: what help says of each, below "bote> help NAME"; in one run, for a start is what takes long.
help_of() {
	sed 's/^/help /' | "$BOTE" --no-init --transcript --width=80 2>&1
}
for list in distributions kinds keywords commands; do
	"$BOTE" help $list < /dev/null | sed -n 's/^  \([^ (][^ (]*\).*/\1/p'
done | help_of | awk '
	/^bote> help / { if (name != "" && !told) print name; name = substr($0, 12); told = 0; names++ }
	/^(function|distribution|chart|keyword|command) / { told = 1 }
	END { if (!told) print name; if (names < 100) print names " names" }' > "$work/names"
is "$(cat "$work/names")" '' 'each distribution, chart, keyword and command is explained by its name'
"$BOTE" help keywords < /dev/null | sed -n 's/^  \([^ ]*\).*/\1/p' | help_of |
	sed -n '/^keyword/,/^bote>/s/^    \(.*[^ ]\)   \([=≈] .*\)$/\1\t\2/p' > "$work/lines"
bad=
while IFS=$tab read -r line answer; do
	got=$("$BOTE" --no-init -- "$line" 2>&1 < /dev/null)
	[ "$got" = "$answer" ] || bad="$bad
$line: $got, not $answer"
done < "$work/lines"
is "$bad" '' 'the examples of keywords answer so'
[ "$(wc -l < "$work/lines")" -gt 20 ]
ok $? 'and there are more than twenty'
run "$BOTE" examples storage
out_like '^ *3  100M users' 'examples about a word'
run "$BOTE" examples zzz
status 1 'or none'
is "$(cat "$work/out")" '' 'which is no answer'
# As with grep, a search that finds nothing is a no, and leaves standard output empty.
for search in 'formulas zzz' 'formulas -l zzz' 'formulas /zz+/' 'units zzz' 'units /zzz+/' 'ref zzz' 'examples zzz' 'examples /zz+/' \
	'measured zzz' 'fleet -l zzz' 'help /zz+/'; do
	run "$BOTE" $search
	status 1 "$search"
	is "$(cat "$work/out")" '' 'finds nothing to show'
	err_like "zz" 'and says so'
done
for name in 'help zzz' 'table zzz' 'lab zzz' 'quiz zzz' 'run zzz' 'explain zzz'; do
	run "$BOTE" $name
	status 2 "$name: a name that there is not"
done

# A word with a page of its own, or a few lines of its own, has them on one screen; its formula is named.
# Lists are for the pager.
for list in topics commands functions settings; do
	"$BOTE" help $list < /dev/null | sed -n 's/^  \([a-z][a-z0-9_-]*\)[ (].*/\1/p'
done | grep -vx 'functions\|commands\|keywords\|settings' | help_of | awk '
	/^bote> help / { if (lines > 24) print name; name = substr($0, 12); lines = 0; names++; next }
	{ lines++ }
	END { if (lines > 24) print name; if (names < 150) print names " names" }' > "$work/names"
is "$(cat "$work/names")" '' 'topics, commands, functions and settings fit a screen'
run "$BOTE" help fleet
out_like '^    more: help formula fleet$' 'a formula with the name of a command is named'
run "$BOTE" help formula fleet
out_like '^formula fleet: ' 'and shown when it is asked for'

run "$BOTE" help ref.l1_cache
out_like '^number ref.l1_cache = 0.5 ns' 'a published number'
out_like '^    from ' 'with its source'
run "$BOTE" help constants
out_like '^  pi ' 'all constants'
LC_ALL=C run "$BOTE" help conversion
is "$(LC_ALL=C tr -d '\000-\177' < "$work/out")" '' 'ASCII where the locale is'

# A noun says little by itself: what speaks of it follows. Topics of formulas are searched too.
run "$BOTE" help queue
status 0 'help of a noun'
out_like '^noun queue$' 'says that it is one'
out_like '^    counts things: 5 queues$' 'and what it does'
out_like '^  formula   mm1 ' 'and what speaks of it'
run "$BOTE" help MB
out_like '^    1 MB = 1,000,000 B$' 'a unit is worth so much'
is "$(grep -c '^  formula' "$work/out")" 0 'and nothing is searched for'
run "$BOTE" help consistent hashing
out_like '^  formulas: .*ring_move' 'a topic of formulas'

done_testing
