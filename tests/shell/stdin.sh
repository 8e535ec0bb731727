# SPDX-License-Identifier: GPL-3.0-or-later
# Statements from standard input and from files: order, errors, places.
. "$srcdir/tests/lib.sh"

run_stdin 'a = 3
a * 2
' "$BOTE"
status 0 'statements from standard input'
out_is '= 6' 'definitions print nothing, expressions do'
run_stdin '1 + 1' "$BOTE"
out_is '= 2' 'a last line without its end'
run_stdin '1 + 1
' "$BOTE" -
out_is '= 2' 'a lone - reads standard input'
run_stdin '' "$BOTE"
status 0 'no input at all'
out_is '' 'no output'
run_stdin 'max(1,
2,
3)
5 +
6
' "$BOTE"
out_is "$(printf '= 3\n= 11')" 'lines that go on'
# A line goes on in the next one behind a comment too: first part | comment | second part | answer.
while IFS='|' read -r first comment second want; do
	run_stdin "$first $comment
$second
1 + 1
" "$BOTE"
	out_is "$want
= 2" "'$first' goes on behind '$comment'"
	printf 'show z\nz = %s %s\n%s\n' "$first" "$comment" "$second" > joined.bote
	run "$BOTE" -f joined.bote
	out_is "z $want" "'$first' goes on behind '$comment' in a file"
done << 'END'
1 +|# what|2|= 3
5 -|# 4|2|= 3
2 *|# times)|3|= 6
6 /|# over (|3|= 2
6 per|# each|3|= 2
7 mod|# rest|4|= 3
10% of|# all "|30|= 3
2 ^|# [|3|= 8
1 + 1 ==|# the same?|2|= yes
1 !=|# a|2|= yes
1 <|# a|2|= yes
1 <=|# a|2|= yes
2 >|# a|1|= yes
2 >=|# a|1|= yes
yes and|# a|yes|= yes
no or|# a|yes|= yes
not|# a|no|= yes
4000 MB to|# 10^3|GB|= 4 GB
4000 MB in|# 10^3|GB|= 4 GB
4000 MB as|# 10^3|GB|= 4 GB
4000 MB ->|# 10^3|GB|= 4 GB
if|# a|yes then 3 else 4|= 3
if yes then|# a|3 else 4|= 3
if no then 3 else|# a|4|= 4
max(|# 1)|1, 2)|= 2
max(1,|# a)|2)|= 2
(1 + 2|# 3)|+ 4)|= 7
sum([1,|# ])|2])|= 3
("a # b (" == |# c|"a # b (")|= yes
1 + 2 +|#|3|= 6
END
run_stdin 'x =  # a
3
show x,  # b
x
12 +/-  # c
2 to 0 decimals
' "$BOTE"
status 0 'definitions, lists of names and margins go on behind a comment'
{
	echo 'sum(['
	i=0
	while [ $i -lt 70 ]; do
		echo "$i, # ($i"
		i=$((i + 1))
	done
	printf '0])\n1 + 1\n'
} > list
run sh -c '"$BOTE" < list'
out_is "$(printf '= 2,415\n= 2')" 'brackets in the comments of a long list are none'
run_stdin '1 + 1 # more +
2 + 2 # (see above
"a # b" == "a" # -
> 5 # (
3 + 3
' "$BOTE"
out_is "$(printf '= 2\n= 4\n= no\n= 6')" 'a line does not go on for what its comment ends in'
run_stdin '#!/usr/bin/bote -f
2 + 2
' "$BOTE"
out_is '= 4' 'a first line for the shell'
printf '1 + 1\r\n2 + 2\r\n' > crlf
run sh -c '"$BOTE" < crlf'
out_is "$(printf '= 2\n= 4')" 'lines that end as on other systems'

run_stdin '1 + 1
nosuchname
2 + 2
' "$BOTE"
status 2 'an error'
out_is '= 2' 'ends it'
err_like '^<stdin>:2:1: error: ' 'file, line and column before the message'
run_stdin '1 + 1
nosuchname
2 + 2
' "$BOTE" -k
status 2 'with -k the status still tells'
out_is "$(printf '= 2\n= 4')" 'but the rest is answered'
run_stdin 'a + 1
a = 3
' "$BOTE"
status 2 'a name must be known when it is used'

# Files
printf '# Sheet\nshow b\nb = a * 2 "twice"\na = 21 "once"\n' > sheet.bote
run "$BOTE" -f sheet.bote
status 0 'a file'
out_is 'b = 42   twice' 'its order is free, and it shows what it says'
run "$BOTE" -f sheet.bote -e 'b + 1'
out_like '^= 43$' '-e after -f sees its cells'
run "$BOTE" -e 'x = 2' -e 'x * 5'
out_is '= 10' '-e twice, one sheet'
run "$BOTE" -e 'x = 2' x + 1
out_is '= 3' 'operands come last'
run "$BOTE" -e 'y' -e 'y = 2'
status 2 'in the order given'
run_stdin 'b * 100
' "$BOTE" -f sheet.bote -f -
out_like '^= 4,200' '-f - is standard input'
run "$BOTE" -f nosuch.bote
status 4 'a file that is not there'
err_like 'nosuch.bote' 'is named'
run "$BOTE" -f .
status 4 'a folder'
printf 'a = 1\nb = nosuchname "x"\nc = 2 "c"\n' > bad.bote
run "$BOTE" -f bad.bote
status 2 'a faulty file'
err_like '^bad.bote:2:5: error: ' 'with its place'
run "$BOTE" -k -f bad.bote -e 'a + 1'
status 2 'with -k'
out_like '^= 2' 'its sound part is there'
{ printf '#!%s -f\n1 + 1\n' "$BOTE"; } > script
chmod +x script
run ./script
out_like '^= 2' 'a file with bote as its interpreter'

# -D
run "$BOTE" -D n=20k/s 'n * 4 KB to MB/s'
out_is '= 80 MB/s' '-D defines a cell'
run "$BOTE" 'n * 4 KB to MB/s' -Dn=20k/s
out_is '= 80 MB/s' 'even behind'
for evil in '1; x = 2' '1
x = 2' '1) * (2' '1 "text"' '' '1 to' 'x = 1'; do
	run "$BOTE" -D "n=$evil" 'n + 1'
	status 2 "a value must be one expression: $(printf %s "$evil" | tr '\n' '|')"
	out_is '' 'no answer'
done
run "$BOTE" -D 'a b=1' 1
status 3 'a name must be a name'
cat > given.bote <<'EOF'
param kind = "cpu" in ["cpu", "disk"]
param n in [GB]
param machine_ = "small"
fixed = 3
cost = if kind == "cpu" then sum(n) else 2 * sum(n)
show cost
EOF
for way in '-D kind=disk -D n=5GB -D machine=m7g.large -f given.bote' 'run given.bote kind=disk n=5GB machine=m7g.large'; do
	run "$BOTE" $way
	out_is 'cost = 10 GB' "a parameter is given as to run: $way"
done
run "$BOTE" -D n='5 s' -f given.bote
status 2 'what does not fit'
err_like "'n' wants a list of data, and this is time" 'is refused in the same words'
run "$BOTE" -D n=1GB -D fixed=7 -D other=2 -f given.bote 'fixed * other'
out_like '^= 6$' 'a cell of the file stays as it is there, another one is new'
run "$BOTE" -D n=none_such -f given.bote
status 2 'an unknown name'
run "$BOTE" -k -D n=1GB -f given.bote
status 0 'line by line too'

# init.bote
mkdir -p "$HOME/.config/bote"
echo 'noun widget' > "$HOME/.config/bote/init.bote"
echo 'ships = 7 widgets' >> "$HOME/.config/bote/init.bote"
run "$BOTE" ships × 2
out_is '= 14 widgets' 'init.bote is read'
run "$BOTE" --no-init ships × 2
status 2 'not with --no-init'
mkdir -p "$work/config/bote"
echo 'ships = 9' > "$work/config/bote/init.bote"
XDG_CONFIG_HOME=$work/config run "$BOTE" ships
out_is '= 9' 'XDG_CONFIG_HOME'
echo 'fleet = nosuchname + 1' > "$work/config/bote/init.bote"
XDG_CONFIG_HOME=$work/config run "$BOTE" 1 + 1
status 0 'a faulty init.bote does not stop the rest'
out_is '= 2' 'the answer is there'
err_like 'init.bote:1:9: error: ' 'and it is said'
rm -r "$HOME/.config"

# A conversation: answers come before the next line is asked for.
mkfifo to from
"$BOTE" < to > from &
pid=$!
exec 3> to 4< from
echo '1 + 1' >&3
read -r first <&4
echo '2 + 2' >&3
read -r second <&4
exec 3>&- 4<&-
wait "$pid"
is "$first, $second" '= 2, = 4' 'each answer comes at once'

# Many lines take little time: a slow reader or a table built for each line would show here.
i=0
while [ $i -lt 1000 ]; do
	echo "$i * 4 KB + 3 MB to MB"
	i=$((i + 1))
done > some
for i in 1 2 3 4 5 6 7 8 9 10; do cat some; done > many
run sh -c '"$BOTE" < many'
status 0 'ten thousand lines'
is "$(grep -c '^' "$work/out")" 10000 'as many answers'

done_testing
