# SPDX-License-Identifier: GPL-3.0-or-later
# What is shown fits the terminal: no line is wider, no word is broken, no range is lost.
. "$srcdir/tests/lib.sh"

# fits WIDTH NAME: the widest line of the last output does.
fits() {
	wide=$(LC_ALL=C.UTF-8 wc -L < "$work/out")
	[ -s "$work/out" ] && [ "$wide" -le "$1" ]
	ok $? "$2 in $1 columns" || LC_ALL=C.UTF-8 grep -E ".{$(($1 + 1))}" "$work/out" | explain
}

[ "$(printf 'é\n' | LC_ALL=C.UTF-8 wc -L 2> /dev/null)" = 1 ] || skip_all 'this wc cannot say how wide a line is'

for COLUMNS in 40 60 80 120; do
	export COLUMNS
	run "$BOTE" run twitter dau='200M to 400M users' posts='1 to 4 tweets/user/day' photo_share='5%..15%'
	fits "$COLUMNS" 'a sheet with three ranges'
	is "$(grep -c '…' "$work/out")" 11 'and all of its ranges are there'
	run "$BOTE" sensitivity twitter storage dau='200M to 400M users' posts='1 to 4 tweets/user/day'
	fits "$COLUMNS" sensitivity
	run "$BOTE" sweep twitter dau='1M users..1000M users log : storage'
	fits "$COLUMNS" sweep
	run "$BOTE" whatif twitter dau='5M users : storage, bill'
	fits "$COLUMNS" whatif
	run "$BOTE" compare twitter photo_sharing
	fits "$COLUMNS" compare
	run_stdin 'x = 1 to 20 GB/day
chart growth(x, over = 5 years) "How much of it there will be after all of these years, with a caption of some length"' "$BOTE"
	fits "$COLUMNS" 'the caption of a chart'
done

COLUMNS=24
run_stdin 'a = 1..2 GB
b = 4 GB
sweep b = 1 GB..4 GB steps 2 : a * b' "$BOTE" --transcript
out_like '^  .*: ' 'below 40 columns a row is lines of name and value'

COLUMNS=100
run_stdin 'b = 4 GB
c = 2 * b
sweep b = 1 GB..1000 GB log' "$BOTE" --transcript
out_like '^the bars are logarithmic$' 'log bars say so'
run_stdin 'b = 4 GB
c = 2 * b
sweep b = 1 GB..4 GB' "$BOTE" --transcript
out_unlike 'logarithmic' 'others do not'

done_testing
