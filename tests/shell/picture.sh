# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of systems in files: what cannot be drawn is one error at its place; what can is drawn in every format, whatever its texts are.
. "$srcdir/tests/lib.sh"
. "$srcdir/tests/formats.sh"

# sheet STATUS MESSAGE TITLE: run and report of sheet.bote say the same, and write nothing.
sheet() {
	for command in run report; do
		run "$BOTE" $command ./sheet.bote
		status "$1" "$3: $command"
		err_like "$2" "$3: the message of $command"
		is "$(grep -c 'error:' "$work/err") $(grep -c '^ *[~]*^[~]*$' "$work/err")" '1 1' "$3: one error, with a caret"
		if [ -s "$work/out" ]; then ok 1 "$3: $command writes nothing"; else ok 0 "$3: $command writes nothing"; fi
	done
}

printf 'a = 1\nbox api "API"\nflow api -> data\n' > sheet.bote
sheet 2 "sheet.bote:3:13: error: there is no box 'data'" 'a flow to no box'
printf 'a = 1\nflow api -> db\nbox api "API"\nbox db "DB"\nflow db -> aip\n' > sheet.bote
sheet 2 "did you mean 'api'" 'a flow before its boxes is fine, one to a slip is not'
printf 'a = 1\nbox api "API"\nbox api "API again"\n' > sheet.bote
sheet 2 "sheet.bote:3:5: error: the box 'api' is drawn twice" 'a box drawn twice'
printf 'a = 1\nbox api "API" :\nshow a\n' > sheet.bote
sheet 2 "sheet.bote:2:15: error: a value should follow this ':'" 'a box without the value it begins'
printf 'a = 1\nbox api "API" :\n  a\n' > sheet.bote
run "$BOTE" run ./sheet.bote
status 0 'which may stand on the next line'
{ echo 'a = 1'; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do echo "box b$i \"B\""; done; } > sheet.bote
sheet 2 "sheet.bote:22:5: error: a picture holds 20 boxes, and 'b21' is one more" '21 boxes'
{ echo 'a = 1'; echo 'box a "A"'; echo 'box b "B"'; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	printf 'flow a -> b "%s"\nflow b -> a\nflow a -> b\n' "$i"; done; } > sheet.bote
run "$BOTE" run ./sheet.bote
status 0 '60 flows'
echo 'flow a -> b' >> sheet.bote
sheet 2 'a picture holds 60 flows' '61 flows'
printf 'a = 1\nbox api "API" : 3 GB + 2 s\n' > sheet.bote
for command in run report; do
	run "$BOTE" $command ./sheet.bote
	status 2 "a value that cannot be had: $command"
	err_like 'sheet.bote:2:22: error: cannot add time to data' "a value that cannot be had: the message of $command"
done

# On a phone no label is cut that a few columns more have room for.
cat > phone.bote <<'END'
# Phone
box devices "Devices" : 20M devices
box blocks "Block servers"
box index "Metadata" : 86 shards
box news "Notifications" : 103 servers
box recent "Recent chunks" : 1.382 TB
box store "Chunks, erasure coded" : 140 PB
flow devices -> blocks "uploaded" : 9.5 TB/day
flow blocks -> store "stored" : 13.3 TB/day
flow blocks -> index
flow store -> devices "downloaded" : 28.5 TB/day
flow index -> recent
flow index -> news
flow news -> devices "told of changes" : 1620 notifications/s
END
run "$BOTE" report phone.bote -F html
status 0 'a picture for a phone'
is "$(grep -c '>Block servers</text>' "$work/out") $(grep -c '>Block</text>' "$work/out") $(grep -o '[^>]*…</text>' "$work/out")" '1 1 ' 'is whole'

# ---- hostile and odd texts, in every format ----

long=$(awk 'BEGIN { for (i = 0; i < 2000; i++) printf "word "; }')
wide=$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "W"; }')
cat > odd.bote <<END
# Odd
a = 3 GB
box end "end"
box b "<script>alert(1)</script> & ]] \\"quoted\\" \`code\` | pipe" : a
box c "$long" : "none at all"
box d "$wide"
box e "بيت القصيد و شبكة" : 0.5
box f "\$(touch owned) #35; --> {x}"
flow end -> b "]|> end" : 5 GB/s
flow b -> c "$long" : 0 GB/s
flow c -> d "$wide" : -3 GB/s
flow d -> e "مرحبا" : 1 TB/s
flow e -> end "a circle"
flow f -> b
flow b -> f
check a < 3.5 GB
END
for format in $formats; do
	run "$BOTE" report ./odd.bote --sections picture -F "$format"
	status 0 "odd texts as $format"
	err_is '' "odd texts as $format: no message"
	cp "$work/out" "odd.$format"
	if [ "$(wc -c < "odd.$format")" -lt 200000 ]; then ok 0 "$format: not long"; else ok 1 "$format: not long"; fi
done
if grep -q '<script' odd.html; then ok 1 'HTML: no script'; else ok 0 'HTML: no script'; fi
sed -n '/^```mermaid/,/^```$/p' odd.md > "$work/out"
like out '^flowchart LR$' 'Mermaid: a flowchart'
like out '^    b2\["#60;script#62;' 'Mermaid: its own signs go by number'
unlike out '<script\|`code\|\]\]' 'Mermaid: no markup of the texts'"'"' own'
# What Mermaid reads together once the numbers are characters: a formula, the end of a line, an icon.
printf 'a = 3 GB\nbox b "$$ x $$" : a\nbox c "C:\\\\new"\nbox d "fa:fa-car 10:45"\nflow b -> c\nflow c -> d\nshow a\n' > joined.bote
run "$BOTE" report ./joined.bote --sections picture -F md
like out "#36;#8203;#36; x #36;#8203;#36;" 'Mermaid: no formula'
like out "C#58;#92;#8203;new" 'Mermaid: no end of a line'
like out "fa#58;#8203;fa#45;car 10#58;45" 'Mermaid: no icon, and a time stays one'
if awk 'length($0) > 60000 { exit 1 }' odd.txt; then ok 0 'txt: no endless line'; else ok 1 'txt: no endless line'; fi
like cwd/odd.txt '◀' 'txt: arrows'
run "$BOTE" report ./odd.bote --sections picture -F txt --ascii
like out '|<' 'ASCII: arrows'
if LC_ALL=C grep -q '[^ -~]' "$work/out"; then ok 1 'ASCII: nothing else'; else ok 0 'ASCII: nothing else'; fi
like cwd/odd.json '"from":"b","to":"c","label":"word' 'JSON: a flow'
like cwd/odd.json '"share":"85 % of limit"' 'JSON: how much of a limit is used'
if command -v python3 > /dev/null; then
	python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' odd.html
	ok $? 'HTML: well-formed'
else
	skip 'HTML: well-formed' 'no python3'
fi

# ---- off a terminal nobody asked for it; JSON has it ----

printf 'a = 3 GB\nbox b "B" : a\nbox c "C"\nflow b -> c\nshow a\n' > sheet.bote
run "$BOTE" run ./sheet.bote
out_is 'a = 3 GB' 'run in a pipe: the numbers'
run "$BOTE" run --json ./sheet.bote
like out '"kind": *"picture"' 'run --json: the picture'
done_testing
