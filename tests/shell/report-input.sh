# SPDX-License-Identifier: GPL-3.0-or-later
# Reports of odd texts and numbers, to places that cannot be written: sound files, or one error and no file.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/formats.sh"

# sound NAME: name.bote in all formats.
sound() {
	set -- "$1"
	for format in $formats; do
		set -- "$@" -o "$1.$format"
	done
	name=$1
	shift
	run "$BOTE" report "./$name.bote" "$@"
	ok $((got > 1)) "$name: written" || explain < "$work/err"
	if have xmllint; then
		run xmllint --noout "$name.html"
		status 0 "$name: well-formed HTML"
	fi
	if have python3; then
		run python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$name.json"
		status 0 "$name: JSON"
	fi
	if [ -f "$name.pdf" ] && have qpdf; then
		run qpdf --check "$name.pdf"
		status 0 "$name: PDF"
	fi
	is "$(grep -c '<script\|<b>' "$name.html")" 0 "$name: no tags of the user's"
	rows=$(awk -F '|' '/^\|/ { gsub(/\\\|/, ""); if (n && NF != n) print; n = NF } !/^\|/ { n = 0 }' "$name.md")
	is "$rows" '' "$name: rows of a Markdown table have the same columns"
}

long=$(head -c 10000 /dev/zero | tr '\0' x)
words=$(yes 'many words' | head -1000 | tr '\n' ' ')
cat > texts.bote <<END
# <script>alert("1")</script> & "quotes" | pipe \`tick\` <b>
> Prose with <script>, & and | and \`ticks\` and *stars* and _lines_ and [links](x) and {a}.
> - an item | <b>
> שלום עולם, مرحبا, 漢字, 🚀🔥, e and an accent: é, a long word: $long
## Section <b> & | \`x\`
noun stück, stücke
a = 3 GB "<script>alert('x')</script> & \\"it\\" | \`tick\` שלום 🚀" from "<b> | & \`"
b = 2 stücke "مرحبا"
c = 4 GB "$long"
d = a + c "$words"
e = 5 ms "right to left override: $(printf '\342\200\256')abc, zero width: $(printf '\342\200\213')."
check d < 10 GB "<b> | \`fits\` & \\"so\\" 🚀 $words"
chart breakdown(a, c) "<script> | & \`\` שלום 🚀 $long"
chart growth(a / 1 day, over = 2 years) "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"
scenario "<b> | & 🚀 שלום": a = 30 GB
show a, b, d
END
sound texts
printf '# Bad bytes \377\376 \001 \033[31m\na = 3 GB "bad \303\050 and \001 control"\nshow a\n' > bytes.bote
"$BOTE" report ./bytes.bote > /dev/null 2> err.txt
got=$?
ok $((got > 2)) 'bytes that are no text: read or refused' || explain < err.txt

cat > charts.bote <<'END'
zero = 0 GB
one = 1 GB
tiny = 1e-300 GB
huge = 1e290 GB
sum = zero + one "Sum"
wide = tiny + huge "Wide"
spread = lognormal(1e-30 GB, 1e30 GB) "Spread"
n = 1
chart breakdown(zero, one)
chart breakdown(zero, zero) "All zero"
chart breakdown(tiny, huge) "Astronomical"
chart waterfall(0 ms, 1 ns, 1e9 years, budget = 1 s)
chart growth(1e-200 GB/day, over = 1 ms)
chart growth(1e200 GB/day, over = 1e6 years)
chart growth(1 GB/day, over = 1e3 years, growth = 30%/year)
chart histogram(spread)
chart histogram(one)
chart tornado(spread * 1..2)
chart line(1e300 * n, 1e-300 * n, n = 1..1e6, log)
chart line(0 * n, n = 1..9)
chart line(-n, n = 1..9)
END
sound charts
for line in 'chart breakdown(1 GB, -1 GB)' 'chart breakdown(1e308, 1e308)' 'chart growth(1 GB/day, over = 1e6 years, growth = 900%/year)' 'chart line(1 / 0, n = 1..9)'; do
	printf 'n = 1\n%s\n' "$line" > one.bote
	run "$BOTE" report ./one.bote -o one.html
	if [ "$got" -eq 0 ]; then
		ok 0 "$line: drawn"
	else
		is "$got $(grep -c 'error:' "$work/err") $(ls one.html 2> /dev/null)" '2 1 ' "$line: one error, no file"
	fi
	rm -f one.html
done

# Places

run "$BOTE" report ./charts.bote -o no/such/place.html -o beside.md
status 4 'a folder that is not there'
is "$(grep -c 'error:' "$work/err")" 1 'one error'
is "$(ls)" "$(ls | grep -v place)" 'no file'
ok $((! $(grep -c '^# ' beside.md) > 0)) 'the other file is written'
if [ "$(id -u)" -ne 0 ]; then
	mkdir closed && echo old > closed/a.html && chmod 555 closed
	run "$BOTE" report ./charts.bote -o closed/a.html
	status 4 'a folder that cannot be written to'
	is "$(cat closed/a.html)" old 'keeps the old file'
	chmod 755 closed
else
	skip 'a folder that cannot be written to' 'root may'
	skip 'keeps the old file' 'root may'
fi
mkdir disk
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=16k none disk 2> /dev/null; then
	for format in $formats; do
		echo old > "disk/a.$format"
	done
	for format in html json; do
		run "$BOTE" report ./texts.bote -o "disk/a.$format"
		status 4 "a full disk: $format"
		is "$(cat "disk/a.$format")" old 'the old file survives'
	done
	is "$(ls -A disk | wc -l)" "$(echo $formats | wc -w)" 'and nothing else is left there'
	umount disk
else
	skip 'a full disk' 'no file system can be mounted here'
fi

if [ "${formats%pdf}" != "$formats" ]; then
	cat > fonts.conf <<'END'
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/nonexistent</dir></fontconfig>
END
	echo old > keep.pdf
	FONTCONFIG_FILE=$PWD/fonts.conf run "$BOTE" report ./charts.bote -o keep.pdf
	status 4 'no font'
	err_like 'error: no font is installed to write a PDF with' 'says so'
	is "$(grep -c 'error:' "$work/err")" 1 'once'
	is "$(cat keep.pdf)" old 'keeps the old file'
fi

# A placeholder without a value is found by run, as report finds it; what could be shown stands all the same.
printf '# T\na = 3\n> This is {nosuch} and {a}.\n' > holes.bote
run "$BOTE" report ./holes.bote
status 2 'a placeholder that does not exist: report'
cp "$work/err" said
run "$BOTE" run ./holes.bote
status 2 'and run'
is "$(cat "$work/err")" "$(cat said)" 'with the same words'
out_like '^  a = 3' 'what could be shown is'
printf '# T\nparam a in GB\nb = 2 a\n> This is {b}; braces are {{}}.\n' > waits.bote
run "$BOTE" run ./waits.bote
err_like "parameter 'a' must be given" 'of a parameter without a value that is said'
is "$(grep -c 'error:' "$work/err")" 1 'and no more, of its placeholder'
run "$BOTE" run ./waits.bote a=3GB
status 0 'with the parameter'
err_is '' 'all is well'

# What takes longer than a second says where it is, on a terminal alone, and takes that away.
cat > slow.bote <<'END'
# Slow
set samples = 4M
param a = 1..2 GB "A"
param b = 1..3 GB "B"
total = a + b "All"
chart line(total, a = 1 GB..10 GB)
show total
END
run "$BOTE" report ./slow.bote -o slow.html
err_is '' 'standard error is no terminal: nothing of progress'
if have script; then
	TERM=xterm script -qec '"$BOTE" report ./slow.bote -o slow2.html' /dev/null < /dev/null | tr '\r' '\n' > "$work/out"
	out_like "^report: [a-z]*, [1-9][0-9]* s so far$(printf '\033')\[K\$" 'a terminal has the part at hand'
	is "$(grep -v '^report: ' "$work/out" | tr -d '\033\n')" '[Kwrote slow2.html' 'which is gone in the end'
	is "$(cat slow2.html | grep -c 'so far')" 0 'and not in the report'
	TERM=xterm script -qec '"$BOTE" -q report ./slow.bote -o slow3.html' /dev/null < /dev/null > "$work/out"
	out_unlike 'so far' '--quiet says nothing of it'
else
	skip 'a terminal has the part at hand' 'no script'
fi
# A description of 10,000 characters is cut where it would fill page 1, and is whole among the assumptions.
awk 'BEGIN { for (i = 0; i < 625; i++) t = t "very long label "
	printf "param dau = 10M users \"%s\"\nw = dau * 2/day \"%s\"\ncheck w < 50M users/day \"%s\"\nshow w\n", t, t, t }' > wordy.bote
for format in txt md html json; do
	run "$BOTE" report wordy.bote -F $format
	status 0 "descriptions of 10,000 characters: $format"
	is "$(($(grep -o 'very long label' "$work/out" | wc -l) > 625))" 1 'the assumption is whole'
	run "$BOTE" report wordy.bote -F $format --sections summary
	[ $format = json ] || is "$(($(grep -o 'very long label' "$work/out" | wc -l) < 150))" 1 'the first page has its beginning'
done
out_like '"label": *"[^"]*…"' 'a label for programs, too'

done_testing
