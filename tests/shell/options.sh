# SPDX-License-Identifier: GPL-3.0-or-later
# How the command line is taken apart: --help, --version, options among operands, wrong use.
. "$srcdir/tests/lib.sh"

run "$BOTE" --version
status 0 '--version succeeds'
is "$(sed -n 1p "$work/out" | sed 's/[0-9][0-9.]*$/N/')" 'bote N' 'name and number alone on the first line'
out_like 'GPL' 'the licence'
out_like '^Line editor: ' 'the line editor'
err_is '' 'nothing on standard error'

run "$BOTE" --help
status 0 '--help succeeds'
out_like '^Usage: bote ' 'usage first'
is "$(awk 'length > 80' "$work/out")" '' 'it fits 80 columns'
is "$(sed -n '/^Examples:/,/^$/p' "$work/out" | grep -c '^  bote ')" 5 'five examples'
err_is '' 'nothing on standard error'
cp "$work/out" "$work/help"

# Every option in --help exists, with the argument that it says; the examples run.
sed -n 's/^  \(-., \|    \)\(--[a-z=0-9-]*\).*/\2/p' "$work/help" > "$work/options"
is "$(grep -c . "$work/options")" "$(grep -c '^  \(-., \|    \)--' "$work/help")" 'options of --help are found'
bad=
for option in $(cat "$work/options"); do
	run "$BOTE" --no-init "$option"
	grep -q 'unknown option' "$work/err" && bad="$bad $option"
	if grep -q -e "$option [A-Z]" "$work/help"; then
		grep -q 'needs' "$work/err" || bad="$bad $option(argument)"
	fi
done
is "$bad" '' 'each of them is known to the parser'
sed -n '/^Examples:/,/^$/s/^  bote/"$BOTE"/p' "$work/help" > "$work/examples"
bad=
while read -r line; do
	eval "$line" > "$work/out" 2> "$work/err" < /dev/null || bad="$bad
$line: $(cat "$work/err")"
done < "$work/examples"
is "$bad" '' 'each example of --help runs'

# What a run does not need it does not load. Where the linker does not tell, there is nothing to see.
loads() {
	LD_DEBUG=libs "$BOTE" --no-init "$@" 2>&1 | grep -c 'find library=lib\(jansson\|pcre2\)'
}
if [ "$(loads units /^GB/)" -gt 0 ]; then
	is "$(loads '1 GB')" 0 'a plain answer loads neither jansson nor PCRE2'
	is "$(loads -j '100 users * 3 req/user/s')" 0 'nor one as JSON'
else
	skip 'a plain answer loads neither jansson nor PCRE2' 'the linker does not tell'
fi

run "$BOTE" --no-such-option
status 3 'a wrong option is wrong use'
out_is '' 'nothing on standard output'
err_like 'no-such-option' 'it is named'
err_like "Try 'bote --help'" 'where to look'
is "$(grep -c . "$work/err")" 2 'in two lines'
run "$BOTE" --precison 3
err_like "did you mean '--precision'" 'the nearest option is offered'
run "$BOTE" -Z 1
status 3 'a wrong letter'
err_like "'-Z'" 'is named'
run "$BOTE" 1 -p
status 3 'an option without its argument'
err_like '-p.*needs N' 'says what it needs'
run "$BOTE" --raw=yes 1
status 3 'a flag with a value'
for p in 0 18 x 3.5 -1; do
	run "$BOTE" -p "$p" 1
	status 3 "precision $p is refused"
done
run "$BOTE" --color=sometimes 1
status 3 'a colour mode that does not exist'
err_like 'auto, always or never' 'says which there are'
run "$BOTE" -D 5 1
status 3 '-D without ='
run "$BOTE" 1 + 1 -l
status 3 'an option of a command without the command'

run "$BOTE" 5 GiB / 100 Mbit/s --to min
status 0 'options may follow operands'
out_is '≈ 7.158 min' 'and count'
run "$BOTE" -5 + 3
out_is '= -2' 'a minus before a digit is part of the expression'
run "$BOTE" -.5 + 3
out_is '= 2.5' 'or before a point'
run "$BOTE" '-(2 + 3)'
out_is '= -5' 'or before a bracket'
run "$BOTE" -- -5 + 3
out_is '= -2' '-- ends options'
run "$BOTE" 2 × -3
out_is '= -6' 'a negative operand in the middle'
run "$BOTE" -rp3 10 / 4
out_is '2.5' 'letters in one word'
run "$BOTE" --to=min 2 h
out_is '= 120 min' 'a value behind ='
run "$BOTE" -tmin 2 h
out_is '= 120 min' 'a value in the same word'
run "$BOTE" -- formulas
status 2 'no command after --'
run "$BOTE" formulsa
status 2 'a misspelt command is an unknown name'
err_like "did you mean the command 'formulas'" 'and the command is offered'
run "$BOTE" undo
status 2 'a command of the prompt alone'
err_like 'command of the prompt' 'is told so'

done_testing
