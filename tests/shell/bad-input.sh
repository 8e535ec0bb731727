# SPDX-License-Identifier: GPL-3.0-or-later
# Input that is huge, broken or turns in circles: each gives a message (or an answer) and an ordinary
# status, in good time.
. "$srcdir/tests/lib.sh"

# repeat TEXT N: TEXT, N times over.
repeat() {
	awk -v text="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}

# feed NAME STATUS MESSAGE: what bote says to standard input from the file `in`; a limit of time and memory stands around it.
limit=
command -v timeout > /dev/null && limit='timeout 120'
feed() {
	$limit "$BOTE" < in > "$work/out" 2> "$work/err"
	got=$?
	status "$2" "$1"
	[ -z "$3" ] || err_like "$3" "$1: the message"
	unlike out 'inf$\|inf \|nan' "$1: no inf, no nan"
	# a message shows a part of a long line, not all of it
	if [ "$(wc -c < "$work/err")" -lt 5000 ]; then ok 0 "$1: short"; else ok 1 "$1: short"; fi
}

# sheet NAME STATUS MESSAGE: the same for `run`, of sheet.bote.
sheet() {
	$limit "$BOTE" run ./sheet.bote > "$work/out" 2> "$work/err" < /dev/null
	got=$?
	status "$2" "$1"
	[ -z "$3" ] || err_like "$3" "$1: the message"
}

# ---- length and depth ----

{ repeat '1 + ' 262144; echo 1; } > in
feed 'an expression of 1 MB' 0 ''
out_is '= 262,145' 'is added up'
{ printf 'sum(['; repeat '1, ' 349000; echo '1])'; } > in
feed 'a list of 1 MB' 0 ''
out_is '= 349,001' 'is summed'
{ repeat 9 1000000; echo; } > in
feed 'a number of 1 MB' 2 'at most 1000 characters'
{ repeat x 1000000; echo; } > in
feed 'a name of 1 MB' 2 'a name has at most'
{ printf '3 MB'; repeat /s 500000; echo; } > in
feed 'a unit of 1 MB' 2 'a unit has at most'
{ printf '"'; repeat x 1000000; echo; } > in
feed 'an open text of 1 MB' 2 'quote'
{ repeat '(' 100000; echo; } > in
feed '100,000 open parentheses' 2 'nested too deeply'
{ repeat '(' 100000; printf 1; repeat ')' 100000; echo; } > in
feed '100,000 parentheses' 2 'nested too deeply'
{ repeat ')' 100000; echo; } > in
feed '100,000 closed parentheses' 2 'error'
{ repeat '-' 100000; echo 1; } > in
feed '100,000 signs' 2 'nested too deeply'
{ repeat '2^' 100000; echo 1; } > in
feed '100,000 powers' 2 'nested too deeply'
{ repeat 'if 1 > 2 then 1 else ' 50000; echo 1; } > in
feed '50,000 conditions' 2 'nested too deeply'
{ printf '1 GB'; repeat ' to MB' 50000; echo; } > in
feed '50,000 conversions' 2 'more than 2000 steps'
for kb in 256 1024; do
	run sh -c "ulimit -s $kb && exec \"\$BOTE\" < in"
	status 2 "the same with $kb kB of stack"
	err_like 'more than [0-9]* steps' 'is no crash'
done
{ repeat '1;' 100000; echo; } > in
feed '100,000 statements in a line' 0 ''

# ---- calls that multiply ----

{ echo 'f0(x) = x + x'; awk 'BEGIN { for (i = 1; i <= 60; i++) printf "f%d(x) = f%d(x) + f%d(x)\n", i, i - 1, i - 1 }'; echo 'f60(1)'; } > in
feed 'functions that call others twice, 60 deep' 2 'this leads to more than'
{ echo 'f(x) = x + x'; repeat 'f(' 60; printf 1; repeat ')' 60; echo; } > in
feed 'a function of itself, 60 deep' 0 ''
out_is '≈ 1.153e18' 'is 2^60'
printf 'f(x) = f(x) + 1\nf(1)\n' > in
feed 'a function that calls itself' 2 'calls itself'
i=0
while [ $i -lt 25 ]; do
	printf 'use u%d() as a\nuse u%d() as b\n' $((i + 1)) $((i + 1)) > u$i.bote
	printf 'y = c%d() + c%d()\nshow y\n' $((i + 1)) $((i + 1)) > c$i.bote
	i=$((i + 1))
done
echo 'y = 1 "y"' > u25.bote
cp u25.bote c25.bote
echo 'use u0() as x' > sheet.bote
sheet 'sheets that use others twice, 25 deep' 2 'more than 10000'
echo 'x = c0() "x"' > sheet.bote
sheet 'sheets that call others twice, 25 deep' 2 'this leads to more than'
{ echo 'x = 1'; repeat "x = x + x
" 60; } > in
feed 'a cell twice itself, 60 times' 2 'too long'

# ---- much to compute or to keep ----

echo 'smallest(n, n < 0)' > in
feed 'a condition that never holds' 2 '10^7'
echo 'smallest(n, erlang_b(10^6, 10^6) < 0)' > in
feed 'a slow function in a loop' 2 'too many steps'
echo 'sum(erlang_b(10^7 + 0 * seq(1, 1000), 10^7))' > in
feed 'a slow function of a list' 2 'too many steps'
echo 'len(seq(1, 10^9))' > in
feed 'a list of 10^9 numbers' 2 'more than a million'
{ printf 'sum('; repeat 'seq(1, 1000000) + ' 500; echo '1)'; } > in
feed '500 lists of a million' 2 'too many numbers'
awk 'BEGIN { for (i = 0; i < 100; i++) printf "x%d = seq(1, 1000000)\n", i }' > in
feed '100 cells with lists of a million' 2 'too many numbers'
echo 'sum(seq(1, 1000000) * (1..2))' > in
feed 'a million uncertain numbers' 2 'too many numbers'
awk 'BEGIN { print "c0 = 1..2"; for (i = 1; i < 2000; i++) printf "c%d = c%d + 1%s\n", i, i - 1, i % 40 ? "" : " \"" i "\"" }' > sheet.bote
sheet '2,000 uncertain cells' 0 ''
{ printf 'sum(['; repeat '1..2, ' 500; echo '1..2])'; } > in
feed '501 ranges' 0 ''

# ---- what a sheet may read ----

mkdir -p below
echo 'y = 3 "why"' > below/s.bote
echo 'secret = 42' > secret
printf 'use "below/s.bote" as a\nuse "below/s" as b\nshow a.y + b.y\n' > sheet.bote
sheet 'a sheet uses what lies below' 0 ''
out_like '= 6' 'by its whole name, and without .bote'
for path in /etc/passwd /proc/self/environ ../cwd/below/s.bote below/../../cwd/below/s "$PWD/below/s.bote"; do
	printf 'use "%s" as z\n' "$path" > sheet.bote
	sheet "a sheet uses $path" 4 'uses what lies beside it or below'
	unlike err 'root:\|PATH=' 'and nothing of it is shown'
done
ln -s /etc/passwd leads.bote
ln -s ../cwd/below/s.bote stays.bote
for name in leads.bote leads; do
	echo "use \"$name\" as z" > sheet.bote
	sheet "a sheet uses a link: $name" 4 'uses what lies beside it or below'
	unlike err 'root:' 'and nothing of what it leads to is shown'
done
printf 'use "stays.bote" as z\nz.y\n' > sheet.bote
sheet 'a link that stays beside it is as good as what it leads to' 0 ''
echo 'use "secret" as z' > sheet.bote
sheet 'a sheet uses what is no sheet' 2 "no sheet or formula 'secret'"
printf 'use "%s/below/s.bote" as a\na.y\nuse "../cwd/below/s" as b\nb.y\n' "$PWD" > in
feed 'what is typed may use any sheet' 0 ''
printf 'use "/etc/passwd" as a\n' > in
feed 'but what ends in .bote alone' 2 'no sheet or formula'
unlike err root: 'and nothing of it is shown'

# ---- circles ----

awk 'BEGIN { for (i = 0; i < 10000; i++) printf "c%d = c%d + 1\n", i, (i + 1) % 10000 }' > sheet.bote
sheet 'a circle of 10,000 cells' 2 "'c[0-9]*' is in a circle: c.* -> c.*(10000 cells)"
echo 'a = a + 1' > sheet.bote
sheet 'a cell that needs itself' 2 "'a' needs itself"
printf 'one = two\ntwo = one\n' > in
feed 'a name that is not yet known' 2 "unknown name 'two'"
echo 'unit blob = 2 blob' > in
feed 'a unit defined by itself' 2 'blob'
printf 'unit blob = 2 glob\nunit glob = 2 blob\n1 blob\n' > sheet.bote
sheet 'two units defined by each other' 2 'glob'
printf 'use sheet() as again\nx = 1 "x"\n' > sheet.bote
sheet 'a sheet that uses itself' 2 "'sheet' uses itself"
printf 'use other() as o\nx = 1 "x"\n' > sheet.bote
printf 'use sheet() as s\ny = 1 "y"\n' > other.bote
sheet 'two sheets that use each other' 2 'uses itself'
printf 'x = sheet() + 1 "x"\n' > sheet.bote
sheet 'a sheet that calls itself' 2 "uses itself"
printf 'x = other() + 1 "x"\n' > sheet.bote
printf 'y = sheet() + 1 "y"\n' > other.bote
sheet 'two sheets that call each other' 2 'uses itself'
awk 'BEGIN { print "param p = 1"; print "c0 = p"; for (i = 1; i < 20000; i++) printf "c%d = c%d + 1\n", i, i - 1; print "show c19999" }' > chain.bote
echo 'x = chain(p = 2) "x"' > sheet.bote
sheet 'a chain of 20,000 cells called as a function' 2 'this leads to more than'
err_like "'use'" 'and the way round it'
printf 'use chain(p = 2) as c\nx = c.c19999 "x"\n' > sheet.bote
sheet 'the same brought in' 0 ''
out_like '= 20,001' 'is computed'

# ---- numbers ----

echo '2^1e9' > in
feed '2^1e9' 2 'too large'
echo '1/0' > in
feed '1/0' 2 'division by zero'
echo '0/0' > in
feed '0/0' 2 'division by zero'
echo '1e400' > in
feed '1e400' 2 ''
echo '1 GB / 0 s' > in
feed '1 GB / 0 s' 2 'division by zero'
echo '(10^300 YB) * 10^300' > in
feed '10^600 YB' 2 'too large'
echo 'x = 10^308 * 8 bits; x to bits' > in
feed 'a conversion that overflows' 2 'too large'
echo 'ln(0)' > in
feed 'ln(0)' 2 'ln needs'
echo 'fact(1e9)' > in
feed 'fact(1e9)' 2 'fact needs'

# ---- bytes ----

printf '1 + \377\376 2\n' > in
feed 'invalid UTF-8' 2 '0xFF'
printf '1 + 1\0\n' > in
feed 'a NUL byte' 2 '0x00'
printf '"a\033[31mb"\n' > in
feed 'an escape' 2 '0x1B'
printf '# Title \302\2331m\n' > in
feed 'an escape beyond ASCII' 2 'U+009B'
head -c 100000 /dev/zero > in
feed '100,000 NUL bytes' 2 '0x00'
awk 'BEGIN { srand(1); for (i = 0; i < 100000; i++) printf "%c", int(rand() * 256) }' > in
feed 'noise' 2 ''
printf '1 + 1' > in
feed 'no newline at the end' 0 ''
out_is '= 2' 'is answered'
printf '1 + 1\r\n2 + 2\r\n' > in
feed 'CR LF' 0 ''
: > in
feed 'nothing' 0 ''
printf '\357\273\2771 + 1\n' > in
feed 'a byte order mark' 0 ''

# ---- files ----

full=$srcdir/formulas/estimation/resource_estimate.bote
size=$(wc -c < "$full")
head -c $((size / 2)) "$full" > sheet.bote
$limit "$BOTE" run ./sheet.bote > "$work/out" 2> "$work/err"
got=$?
if [ $got -eq 0 ] || [ $got -eq 2 ]; then ok 0 'a formula file cut in half'; else ok 1 "a formula file cut in half: status $got"; fi
cut=0
bad=0
while [ $cut -lt "$size" ]; do
	head -c $cut "$full" > sheet.bote
	$limit "$BOTE" run ./sheet.bote > "$work/out" 2> "$work/err" < /dev/null
	case $? in
	0 | 2) ;;
	*) bad=$((bad + 1)) ;;
	esac
	cut=$((cut + 97))
done
is $bad 0 'cut anywhere, it gives an answer or a message'
printf 'x = 1 "not closed\n' > sheet.bote
sheet 'a text that ends with its line' 2 'sheet.bote:1'
mkdir folder.bote
run "$BOTE" run ./folder.bote
status 4 'a folder as sheet'
: > sheet.bote
sheet 'an empty sheet' 0 ''
printf 'x = 1 "x"\n' > sheet.bote
chmod a-r sheet.bote
if [ -r sheet.bote ]; then
	skip 'a sheet that must not be read' 'this user may read everything'
else
	sheet 'a sheet that must not be read' 4 'Permission denied'
fi

# What never ends is given up after so much of it, by whatever reads it: memory is bounded, and so is time.
if [ -c /dev/zero ]; then
	mkdir -p config/bote data/bote/prices
	ln -s /dev/zero config/bote/init.bote
	ln -s /dev/zero data/bote/prices/own.csv
	ln -s /dev/zero endless.bote
	bounds='ulimit -v 1000000;' # kB; a sanitizer maps more than that to begin with
	(ulimit -v 1000000 && "$BOTE" 1) > /dev/null 2>&1 || bounds=
	while IFS='|' read -r name want message command; do
		run sh -c "$bounds $command"
		status "$want" "without an end: $name"
		cat "$work/out" "$work/err" | tr -d '\0' | grep -q "$message"
		ok $? "without an end: $name: it is said"
	done << 'END'
standard input|4|standard input: .* has more than 64 MB|"$BOTE" < /dev/zero
three gigabytes of it|4|standard input: .* has more than 64 MB|head -c 3000000000 /dev/zero | "$BOTE"
standard input, where errors end nothing|4|standard input: .* has more than 64 MB|"$BOTE" -k < /dev/zero
at a prompt|4|standard input: .* has more than 64 MB|"$BOTE" -i < /dev/zero
lines that continue|4|standard input: .* has more than 64 MB|yes "1 +" | "$BOTE"
brackets that open|4|standard input: .* has more than 64 MB|yes "(" | "$BOTE"
a transcript|0|standard input: .* has more than 64 MB|"$BOTE" --transcript < /dev/zero
a file|4|cannot read ./dev/zero.: File too large|"$BOTE" -f /dev/zero
a sheet that is a link to it|4|no file|"$BOTE" run ./endless.bote
a log|2|more than 64 MB, and does not end|"$BOTE" profile /dev/zero
a log in a pipe|2|more than 64 MB, and does not end|"$BOTE" profile - < /dev/zero
lines that are no log|2|looks like none of|yes | "$BOTE" profile -
two logs|2|more than 64 MB, and does not end|"$BOTE" profile /dev/zero /dev/zero
a load test|4|more than 256 MB|"$BOTE" measured import /dev/zero
a load test in a pipe|4|more than 256 MB|"$BOTE" measured import - < /dev/zero
prices|4|it has over 16 MB|"$BOTE" fleet cpu=100 --prices /dev/zero
prices to be looked over|4|it has over 16 MB|"$BOTE" fleet --check-list /dev/zero
a trace|2|a byte that is not text|"$BOTE" lab cache trace=/dev/zero
init.bote|0|is not a file|XDG_CONFIG_HOME=$PWD/config "$BOTE" 1 + 1
lines typed before|0|= 2|echo 1 + 1 | BOTE_HISTORY=/dev/zero "$BOTE" -i
END
else
	skip 'what never ends' 'there is no /dev/zero'
fi

# A full disk and a closed standard output.
if [ -c /dev/full ]; then
	run sh -c 'echo 1 + 1 | "$BOTE" > /dev/full'
	status 4 'a full disk'
	err_like '^bote: standard output: ' 'is said'
	run_stdin 'x = 1
save /dev/full
' "$BOTE" --transcript
	out_like 'error: .*/dev/full' 'save to a full disk'
else
	skip 'a full disk' 'there is no /dev/full'
fi
run sh -c 'echo 1 + 1 | "$BOTE" >&-'
status 4 'a closed standard output'
err_like '^bote: standard output: ' 'is said'

done_testing
