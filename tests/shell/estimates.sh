# SPDX-License-Identifier: GPL-3.0-or-later
# The complete estimates under examples/: each is listed, runs without a note, holds, and reads as a finished report.
. "$srcdir/tests/lib.sh"

names=$(cd "$srcdir/examples" && ls *.bote | sed 's/\.bote$//')
[ "$(echo "$names" | grep -c .)" -ge 13 ]
ok $? 'twelve systems and the audit'
run "$BOTE" examples
cp "$work/out" "$work/listed"

# One rests on what was measured, and says what was not: that note alone may come, and its numbers are this machine's own.
no_note() {
	case $1 in
	grounded) is "$(grep -v '^note: fact\.[a-z0-9_, fact.]*: published, not measured here; ' "$work/err")" '' "$2" ;;
	*) err_is '' "$2" ;;
	esac
}

# Whole systems, and not a single part that a lab runs.
is_system() {
	! grep -q '^use lab\.' "$srcdir/examples/$1.bote"
}

for name in $names; do
	file=$srcdir/examples/$name.bote
	grep -q "  run $name  *[A-Z]" "$work/listed"
	ok $? "$name: listed"
	run "$BOTE" run "$name"
	status 0 "$name: runs, and its checks hold"
	no_note "$name" "$name: no note"
	cp "$work/out" "$work/by_name"
	[ "$(grep -c '^  holds  ' "$work/out")" -ge 2 ]
	ok $? "$name: two checks at least"
	run "$BOTE" run "examples/$name"
	is "$(cat "$work/out")" "$(cat "$work/by_name")" "$name: by its path"
	run "$BOTE" report "$name"
	status 0 "$name: a report"
	no_note "$name" "$name: without a note"
	out_like '^# ' "$name: with its title"
	out_like '^## \(What it rests on\|Does it hold\)' "$name: with what decides"
	is "$(grep '[{}]' "$work/out" | grep -v '^[|`]')" '' "$name: every number of its prose is put in"
	is "$(grep -c 'has no value\| nan\| inf ' "$work/out")" 0 "$name: and has a value"
	for format in html json txt; do
		run "$BOTE" report "$name" -F "$format"
		status 0 "$name: as $format"
	done

	# What makes it a finished sheet. One question to one lab needs no sections.
	wrong=
	if is_system "$name"; then
		[ "$(grep -c '^## ' "$file")" -ge 3 ] || wrong="$wrong sections"
		[ "$(grep -c '^use ' "$file")" -ge 2 ] || wrong="$wrong formulas"
		[ "$(grep -c '^> .*{' "$file")" -ge 2 ] || wrong="$wrong prose"
	fi
	[ "$(grep -c '^example ' "$file")" -ge 2 ] || wrong="$wrong examples"
	awk '/^> / { said = 1; if (/{/) told = 1; next } said { exit } END { exit !told }' "$file" || wrong="$wrong opening"
	for word in source show see check; do
		grep -q "^$word " "$file" || wrong="$wrong $word"
	done
	grep '^param ' "$file" | grep -v '" from "' > "$work/bare" && wrong="$wrong parameters without a source: $(cat "$work/bare")"
	is "$wrong" '' "$name: has all that an estimate has"
done

# From users to money: what each system's estimate has to work out.
wrong=
for name in $names; do
	[ "$name" != audit ] && is_system "$name" || continue
	for cell in bill; do
		grep -q "^$cell = " "$srcdir/examples/$name.bote" || wrong="$wrong $name($cell)"
	done
	for word in 'erver\|workers\|gpus' 'torage\|retention' 'andwidth\|egress\|Gbps' 'cache\|memory' 'USD\|\$\|use fleet('; do
		grep -q "$word" "$srcdir/examples/$name.bote" || wrong="$wrong $name($word)"
	done
done
is "$wrong" '' 'servers, storage, bandwidth, cache and money in each'

# Another assumption moves the answer.
run "$BOTE" -r run url_shortener
first=$(cat "$work/out")
run "$BOTE" -r run url_shortener dau=20M
[ "$(cat "$work/out")" != "$first" ]
ok $? 'a parameter moves it'
run "$BOTE" run url_shortener keep='2 TB'
status 2 'of the wrong dimension it does not'

done_testing
