# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing that comes from elsewhere reaches a terminal as an order: names of files, titles, arguments, labels, words of
# a stored measurement. Each goes in with a title, a colour, a bell, a carriage return, an override of direction and a CSI
# of one character.
. "$srcdir/tests/lib.sh"

esc=$(printf '\033')
bad=$(printf 'a\033]0;x\007b\033[31mc\rd\342\200\256e\302\2331mf')
orders=$(printf '[\033\007\r]\\|\342\200\256\|\302\233')

# quiet NAME COMMAND...: none of it comes out, on neither stream; what the command says of it otherwise is its own matter.
quiet() {
	name=$1
	shift
	run env BOTE_PATH="$work/own" "$@"
	if cat "$work/out" "$work/err" | grep -q "$orders"; then
		ok 1 "$name"
		cat -v "$work/out" "$work/err" | grep '\^' | explain
	else
		ok 0 "$name"
	fi
}

# ---- files ----

mkdir "$work/own"
{
	printf '# A title %s\n> and its purpose %s\n\n' "$bad" "$bad"
	printf 'param n = 1 GB "label"\ny = n * 2 "what %s"\n' "$bad"
} > "$work/own/$bad.bote"
cp "$work/own/$bad.bote" "$work/own/orders.bote"

quiet 'formulas' "$BOTE" formulas
quiet 'formulas of a word' "$BOTE" formulas title
quiet 'examples' "$BOTE" examples
quiet 'a formula, run' "$BOTE" run orders
quiet 'a formula, explained' "$BOTE" formulas orders
quiet 'help on a name' "$BOTE" help orders
quiet 'a report of it' "$BOTE" report orders -F txt
quiet 'candidates for a shell' "$BOTE" --complete 'run o'
quiet 'files for a shell' "$BOTE" --complete "run $work/own/"
quiet 'a file by its name' "$BOTE" -f "$work/own/$bad.bote"
quiet 'a file that is not there' "$BOTE" -f "$bad"
quiet 'a sheet that is not there' "$BOTE" run "$bad"
quiet 'a report to nowhere' "$BOTE" report twitter -o "/nowhere/$bad.md"

# ---- arguments ----

for command in run report explain sensitivity sweep solve 'what if' compare fleet lab help formulas examples ref bench quiz export new; do
	# shellcheck disable=SC2086 # two words
	quiet "$command with orders" "$BOTE" $command "$bad"
done
quiet 'a URL' "$BOTE" bench "http://$bad/"
quiet 'a URL that is long' "$BOTE" bench "http://127.0.0.1:9/$bad" --for 1
quiet 'an operation of bote-bench' "$builddir/bote-bench" "$bad"
quiet 'an option of bote-bench' "$builddir/bote-bench" "--$bad"
[ ! -x "$builddir/bote-pdf" ] || quiet 'a report that is none' sh -c 'printf "[\"%s" "$2" | "$1"' - "$builddir/bote-pdf" "$bad"
quiet 'an expression' "$BOTE" "1 $bad"
quiet 'a text' "$BOTE" "\"$bad\""
quiet 'a definition' "$BOTE" -D "$bad=1" 1
quiet 'an option' "$BOTE" "--$bad"
quiet 'a value of an option' "$BOTE" --digits "$bad" 1
quiet 'a unit' "$BOTE" "5 $bad"
quiet 'a parameter' "$BOTE" run resource_estimate "$bad=1"
quiet 'a value of a parameter' "$BOTE" run resource_estimate "dau=$bad"
quiet 'a sheet on standard input' sh -c 'printf "x = 1 \"%s\"\nx\nuse \"%s.bote\" as z\n" "$2" "$2" | "$1"' - "$BOTE" "$bad"

# ---- JSON ----

sed "s/# A title.*/# A title/; s/\"what .*\"/\"what $esc]0;x$(printf '\007') $esc[31m $(printf '\342\200\256\302\233')\"/" "$work/own/orders.bote" > "$work/own/words.bote"
printf '"%s"\n' "$bad" > "$work/own/text.bote"
for sheet in orders words text; do
	quiet "$sheet as JSON" "$BOTE" -j run $sheet
	quiet "a report of $sheet as JSON" "$BOTE" report $sheet -F json
	for format in md html svg; do
		run env BOTE_PATH="$work/own" "$BOTE" report $sheet -F $format
		unlike out "$esc" "no escape in $format of $sheet"
	done
done
quiet 'an expression as JSON' "$BOTE" -j "1 $bad"
quiet 'a text as JSON' "$BOTE" -j "\"$bad\""
quiet 'a name as JSON' "$BOTE" -j run "$bad"
quiet 'formulas as JSON' "$BOTE" -j formulas title
quiet 'a list as CSV' "$BOTE" --csv run text

# ---- where our own colours are wanted ----

run "$BOTE" --color=always '1 +'
err_like "^$esc\[1;31merror$esc\[0m: " 'an error has its colour'
run "$BOTE" --color=always "5 $esc[31m"
unlike err "$esc\[31m" 'and no other'

# ---- the file of settings ----

mkdir -p "$HOME/.config/bote"
mkfifo "$HOME/.config/bote/init.bote"
run "$BOTE" 1+1
status 0 'a pipe in place of init.bote'
out_is '= 2' 'does not keep bote waiting'
err_like 'is not a file' 'and is named'

done_testing
