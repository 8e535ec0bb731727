# SPDX-License-Identifier: GPL-3.0-or-later
# At the edges: what a kill leaves behind, numbers at the ends of their range, statements that fail half-way.
. "$srcdir/tests/lib.sh"

# ---- saving ----

for end in a1B2c3 zzzzzz; do
	echo 'half of it' > "x.bote.bote-$end"
done
echo kept > x.bote.backup
echo kept > x.bote.bote-toolong
run_stdin 'x = 1
save x.bote
' "$BOTE" -i
status 0 'save beside what a killed bote left'
is "$(ls x.bote*)" 'x.bote
x.bote.backup
x.bote.bote-toolong' 'it is cleaned up, and nothing else'
if command -v flock > /dev/null 2>&1; then
	echo 'being written' > x.bote.bote-a1B2c3
	flock x.bote.bote-a1B2c3 "$BOTE" -i > out 2>&1 << 'END'
x = 2
save x.bote -f
END
	[ -e x.bote.bote-a1B2c3 ]
	ok $? 'what another bote is writing stays'
else
	skip 'what another bote is writing stays' 'no flock'
fi

# A limit on the size of files kills it in the middle of writing.
echo old > x.csv
awk 'BEGIN { for (i = 0; i < 2000; i++) print "c" i " = " i }' > long.bote
(
	ulimit -c 0
	ulimit -f 1
	"$BOTE" export long.bote -o x.csv
) > out 2>&1
is "$(cat x.csv)" old 'what was there stays as it was when a bote is killed that writes it anew'
half=$(ls x.csv.bote-* 2> /dev/null)
if [ -z "$half" ]; then
	ok 0 'and nothing is left beside it'
else
	skip 'and nothing is left beside it' 'this file system has no files without a name'
fi
"$BOTE" export long.bote -o x.csv
is "$(ls x.csv*) $(wc -l < x.csv)" 'x.csv 2001' 'then it is written as a whole'
rm x.csv

# ---- edit ----

run_stdin 'x = 1
edit
x
' env EDITOR=false "$BOTE" -i
err_like "^error: edit needs a terminal: 'false' would have none" 'edit without a terminal'
out_like '^= 1' 'the rest is carried out'

# ---- numbers ----

run "$BOTE" 'normal(0, 1e308)'
err_like 'have no value and are left out: the result is too large' 'why samples have no value'
run "$BOTE" '123456789012345678 mod 1000'
err_is 'note: 123456789012345678 has more digits than are kept: it is taken for 123456789012345680' 'digits that are lost'
for whole in 9007199254740992 100000000000000000000 1e300 12345678901234567.5 '123456789 billion'; do
	run "$BOTE" "$whole"
	err_is '' "$whole: none is"
done
run "$BOTE" '1e-200 * 1e-200'
err_like 'too small to be told from 0' 'a product'
run "$BOTE" '1e-400'
err_like 'too small to be told from 0' 'a literal'
run "$BOTE" '1 - 0.99^1000000'
out_is '= 1' 'a power may come to nothing'

# ---- JSON has what was typed ----

run_stdin '5
+ 3
x = 2
x = x + 1
' "$BOTE" -i -j
is "$(sed 's/{"input":"\([^"]*\)".*/\1/' "$work/out")" '5
+ 3
2
x + 1' 'the input of each answer'

# ---- whole or not at all ----

run_stdin 'x = 1
require x < 5
x = 3; y = 2; x = 9; z = 4
x
y
' "$BOTE" -i
err_like '^error: this does not hold' 'a requirement without words of its own'
is "$(tail -n 1 "$work/out")" '= 1' 'a line that fails leaves all as it was'
err_like "unknown name 'y'" 'the cells before its fault, too'
run_stdin 'x = 5
check 1 / x < 10 "fits"
x = 0; z = 3
x
z
' "$BOTE" -i
is "$(tail -n 2 "$work/out")" '= 0
= 3' 'a check that fails changes nothing, the line is carried out'
err_like 'division by zero' 'and is told'

# ---- a sheet reads sheets only ----

printf 'secret:x:0\n' > secret
mkdir sheets
echo 'x = lab.cache(trace = "secret").hit "hit"' > sheets/trace.bote
echo 'x = lab.cap(script = "secret").lost "lost"' > sheets/script.bote
echo 'x = fleet(cpu = 4, prices = "secret").cost "cost"' > sheets/list.bote
for kind in trace script list; do
	run "$BOTE" run sheets/$kind.bote
	status 2 "a $kind of a sheet"
	err_unlike 'secret:x' "no line of it is shown"
done
run "$BOTE" lab cache trace=/proc/self/environ
err_unlike 'HOME=' 'nor of a trace that is none'

# ---- the store ----

if [ -x "$builddir/bote-bench" ]; then
	. "$srcdir/tests/store.sh"
	store_begin
	result syscall 102e-9 100e-9 1e308
	run "$BOTE" measured.syscall
	err_like ':1: this line is damaged and left out' 'a result beyond all'
	err_unlike inf 'it is no name'
else
	skip 'a result beyond all' 'this build has no bote-bench'
fi
done_testing
