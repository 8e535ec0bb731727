# SPDX-License-Identifier: GPL-3.0-or-later
# What has to do with shells: their completion, what they do to a line, init.bote, and who has it all read out.
. "$srcdir/tests/lib.sh"

# ---- bote shell ----

for shell in bash zsh fish; do
	run "$BOTE" shell $shell
	status 0 "shell $shell"
	out_like '__complete' 'it asks bote'
	! command -v $shell > /dev/null || $shell -n "$work/out"
	ok $? "$shell can read it"
done
run "$BOTE" shell zsh
out_like "^alias bote='noglob bote'" 'zsh leaves * and ? alone'
is "$(grep -c '^_bote "' "$work/out")" 0 'what is evaluated calls nothing'
run "$BOTE" shell csh
status 3 'another shell'
err_like 'one of bash, zsh and fish' 'is told which there are'

# ---- what shells complete ----

# bash lists candidates with what they are; what it puts on the line is bare.
complete_in_bash() {
	BOTE="$BOTE" bash --norc -c 'compopt() { :; }; eval "$("$BOTE" shell bash)"; COMP_LINE="bote $1" COMP_TYPE=$2 COLUMNS=80
		COMP_POINT=${#COMP_LINE} COMP_WORDS=($COMP_LINE) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_bote "$BOTE"; printf "%s|\n" "${COMPREPLY[@]}"' bash "$1" "$2"
}
if command -v bash > /dev/null; then
	is "$(complete_in_bash 'report twitter --paper l' 63)" 'letter |' 'bash has one word bare'
	is "$(complete_in_bash 'report twitter -F h' 63)" 'html |' 'formats'
	is "$(complete_in_bash 'run two' 9)" 'two_choices_time |' 'to be put on the line'
	is "$(complete_in_bash '-t Mb' 63)" 'Mbit   (megabit)|
Mbps   (mega bits/s)|
Mbyte  (megabyte)|' 'a list has what they are'
	is "$(complete_in_bash '-t Mb' 9)" 'Mbit|
Mbps|
Mbyte|' 'and what is put on the line has not'
	is "$(complete_in_bash '-f mi' 63)" '|' 'behind -f bash looks for files by itself'
fi

complete() {
	"$BOTE" __complete 100000 "$1" > "$work/out"
}
complete '--col'
out_like '^--color=	auto, always or never$' 'options, with what they are for'
complete '--color=a'
is "$(cut -f1 "$work/out" | tr -d '\n')" '--color=auto --color=always ' 'their values'
complete 'report twitter -F h'
out_like '^html 	' 'formats'
complete '--color='
out_like '^--color=auto 	where a terminal shows them$' 'each of them described'
complete '-t M'
out_like '^MB	megabyte$' 'units to convert to'
complete '--to=MB/'
out_like '^--to=MB/s	' 'with a slash too'
complete '--gap=5m'
out_like '^--gap=5min	' 'units of a time that an option wants'
complete '--rate=10'
out_like '^--rate=10/s ' 'and of a rate'
complete 'fleet --p'
is "$(cut -d= -f1 "$work/out" | tr '\n' ' ')" '--precision --pay --prices --prices-only ' 'options of the command and of the program'
complete 'sweep twitter da'
is "$(cut -f1 "$work/out")" 'dau=' 'inputs of the sheet that is named'
complete "solve twitter 'bill < 3 for da"
is "$(cut -f1 "$work/out")" 'bill < 3 for dau' 'within quotes too'
complete 'x * 5 GB '
out_like '^to ' 'behind a value what may go on from it'
! grep -q '^\*' "$work/out"
ok $? 'but no signs that mean something to the shell'
complete 'report twitter --paper='
out_like '^--paper=letter ' 'sizes of paper'
complete '-f mi'
is "$(cat "$work/out")" '' 'behind -f stand files, which the shell knows'
complete '-e mi'
out_like '^min(' 'behind -e stands an expression'
printf 'x = 1\n' > mine.bote
complete 'report mi'
out_like '^mine.bote' 'sheets'
complete 'shell f'
out_like '^fish ' 'shells'
if [ -x "$builddir/bote-bench" ]; then
	complete 'bench mem_l'
	out_like '^mem_l1 	' 'what can be measured'
fi

# ---- a price that the shell ate ----

for eaten in bash.02 -bash.02 zsh.02 /bin/sh.02; do
	run "$BOTE" "100 GB * $eaten"
	status 2 "$eaten"
	err_like "the shell made '$eaten' of \\\$0.02: .* 0.02 USD" 'it is said what it was'
done
: > "$work/estimate"
for eaten in x.sh.02 ./jobs/x.sh.02 "$work/estimate.02"; do
	run "$BOTE" "100 GB * $eaten/GB"
	err_like "the shell made '$eaten' of \\\$0.02: .* 0.02 USD" 'in a script it has the name of that'
done
run "$BOTE" '100 GB * $0.02/GB'
out_like '^= \$2$' 'in quotes it is a price'
run "$BOTE" '3 * trash'
[ -z "$(grep 'the shell made' "$work/err")" ]
ok $? 'other words are not taken for it'

# ---- options at the prompt ----

for option in --version -V --raw; do
	printf '%s\n' "$option" | "$BOTE" -i -q > "$work/out" 2> "$work/err"
	err_like "^error: $option is an option" "$option is told where it belongs"
done
printf -- '--help\n-h\n' | "$BOTE" -i -q > "$work/out" 2> "$work/err"
is "$(grep -c '^Topics: ' "$work/out")" 2 'help is given'
printf 'h = 3\n-h\nraw = 2\n--raw\n' | "$BOTE" -i -q > "$work/out" 2> "$work/err"
out_is "= 3
= -3
= 2
= 2" 'cells of such names are negated'
printf 'x = 1 h\nx = 3600 s + 0.0001 s\n' | "$BOTE" -i -q > "$work/out" 2> "$work/err"
[ -z "$(grep '×' "$work/out")" ]
ok $? 'what hardly moved has no factor'

# ---- init.bote ----

mkdir -p "$work/home/.config/bote"
printf 'set precision 7\nfoo bar(\nq = 5 GB\nz = nothing + 1\nset kb 1024\n' > "$work/home/.config/bote/init.bote"
HOME=$work/home run "$BOTE" 'q * 2; 1/3'
status 0 'an init.bote with wrong lines'
out_like '^= 10 GB$' 'keeps the others'
out_like '^≈ 0.3333333$' 'settings too'
err_like 'init.bote:2:' 'and says which line is wrong'
err_like "init.bote:4:.*'nothing'" 'each of them'

rm -r "$work/home/.config"

# ---- read out ----

run "$BOTE" -e 'set spoken on' -e '3 + foo'
status 2 'an error'
is "$(cat "$work/err")" "error at column 5: unknown name 'foo'
    hint: did you mean 'foot'?" 'has its place in words, and no caret'
run "$BOTE" -e 'set spoken on' -e 'x = 5' -e 'sweep x = 1..4 steps 4 : x * 2'
run "$BOTE" -e 'set spoken on' -e 'chart histogram(5..10)'
is "$(LC_ALL=C tr -d '\000-\177' < "$work/out")" '' 'a chart is told in words'
out_like '[a-z]' 'and it is told'
run_stdin 'set spoken on
lab queue requests = 2000
' "$BOTE" --transcript
is "$(grep -c '█' "$work/out")" 0 'that of a lab too'
out_like '^How long requests wait$' 'with what it shows'
out_like '^0 [0-9.]* %; to 10 ms' 'and its numbers'

# ---- the last answers ----

printf '1 GB * 3\n5 + 1\n10\nans3\nans2 * 2\nx = ans2 + 1 GB\n7\nans2\n' | "$BOTE" > "$work/out" 2> "$work/err"
is "$(cat "$work/out")" '= 3 GB
= 6
= 10
= 3 GB
= 20
= 7
= 20' 'ans2 and ans3 are the answers before the last one'
printf '3\nans2\n' | "$BOTE" > "$work/out" 2> "$work/err"
err_like 'there is no answer that is before the last one' 'unless there was none'

done_testing
