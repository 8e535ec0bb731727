# SPDX-License-Identifier: GPL-3.0-or-later
# Streams that fail, streams that end early, and colour.
. "$srcdir/tests/lib.sh"

esc=$(printf '\033')

if [ -c /dev/full ]; then
	run sh -c '"$BOTE" 1 + 1 > /dev/full'
	status 4 'a full device'
	err_like '^bote: standard output: ' 'is said'
	run sh -c '"$BOTE" --help > /dev/full'
	status 4 'also for --help'
	run sh -c '"$BOTE" units > /dev/full'
	status 4 'also for a list'
	run sh -c 'echo 1 + 1 | "$BOTE" > /dev/full'
	status 4 'also for standard input'
else
	skip 'a full device' 'there is no /dev/full'
fi
run sh -c '"$BOTE" 1 + 1 >&-'
status 4 'a closed standard output'
err_like '^bote: standard output: ' 'is said'
run sh -c '"$BOTE" nosuchname 2>&-'
status 2 'a closed standard error changes nothing'
run sh -c '"$BOTE" 1 + 1 <&-'
status 0 'operands need no standard input'
out_is '= 2' 'and are answered'
run sh -c '"$BOTE" <&-'
status 4 'a closed standard input, when it is to be read'

run sh -c '"$BOTE" < .'
status 4 'a folder as standard input'

# A reader that leaves early: silence, whatever the size.
run sh -c '"$BOTE" units | head -1'
status 0 'units | head'
err_is '' 'says nothing'
run sh -c '{ "$BOTE" formulas -l; echo "status $?" >&2; } | head -1'
err_unlike 'standard output' 'a broken pipe is no message'
i=0
while [ $i -lt 2000 ]; do echo "$i + 1"; i=$((i + 1)); done > many
run sh -c 'cat many many many many many many many many | "$BOTE" | head -1'
err_is '' 'nor while standard input is read'

# Errors and answers into one file keep their order.
printf '1 + 1\nnosuchname\n2 + 2\n' > mixed
run sh -c '"$BOTE" -k < mixed 2>&1'
is "$(sed -n '1p;$p' "$work/out")" "$(printf '= 2\n= 4')" 'both streams in one file'
is "$(sed -n 2p "$work/out" | sed 's/error.*/error/')" '<stdin>:2:1: error' 'in order'

# Colour
export TERM=xterm
unset NO_COLOR
run "$BOTE" nosuchname
err_unlike "$esc" 'no colour into a file'
run "$BOTE" --color=always nosuchname
err_like "$esc" '--color=always'
CLICOLOR_FORCE=1 run "$BOTE" nosuchname
err_like "$esc" 'CLICOLOR_FORCE'
CLICOLOR_FORCE=0 run "$BOTE" nosuchname
err_unlike "$esc" 'CLICOLOR_FORCE=0'
NO_COLOR=1 CLICOLOR_FORCE=1 run "$BOTE" nosuchname
err_unlike "$esc" 'NO_COLOR comes first'
NO_COLOR= CLICOLOR_FORCE=1 run "$BOTE" nosuchname
err_like "$esc" 'an empty NO_COLOR is not set'
CLICOLOR_FORCE=1 run "$BOTE" --color=never nosuchname
err_unlike "$esc" '--color=never comes before both'
NO_COLOR=1 run "$BOTE" --color always check '1 < 2'
out_like "$esc" '--color=always too'
out_like 'holds' 'colour never says it alone'

# A command ends with its line, whatever word or sign it ends with; a statement goes on.
run_stdin 'help what-if
help per
help *
sweep x = 1..3 : 2 *
1 +
2
check 2 <
3' "$BOTE" --no-init --transcript
is "$(sed -n 's/^\(bote\|\.\.\.\.\)> //p' "$work/out" | wc -l)" 8 'each line is there'
is "$(grep -A1 '^\.\.\.\.> ' "$work/out" | grep -v '^--' | sed 's/ *[(✓].*//')" '....> 2
= 3
....> 3
holds  2 <' 'statements go on, and commands do not'

# An `=` behind a value asks, and the line is whole; behind a name it defines, and takes the next line in.
run_stdin '100 GB / 3 =
2 + 2 = ?
$5 * 3 =
10% =
dau =
100M users
f(x) =
2 * x
f(3) * 2 =
dau / 10 =
scenario "more": dau = 1bn users, peak =
5' "$BOTE" --no-init --transcript
is "$(sed -n 's/^\(bote\|\.\.\.\.\)> //p' "$work/out" | wc -l)" 12 'each line is there'
is "$(sed -n 's/^\.\.\.\.> //p' "$work/out")" '100M users
2 * x
5' 'what follows a name goes on'
is "$(sed -n 's/^\([=≈] .*[^ ]\) *$/\1/p' "$work/out" | sed 's/  *(.*//')" '≈ 33.33 GB
= 4
= $15
= 10%
= 100 million users
= 12
= 10 million users' 'what asks is answered'

# BOTE_COLORS
run env BOTE_COLORS='error=35:nonsense=1:note=x' "$BOTE" --color=always '1/0'
err_like '\[35merror' 'BOTE_COLORS overrides a colour'

done_testing
