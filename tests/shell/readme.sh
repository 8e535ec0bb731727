# SPDX-License-Identifier: GPL-3.0-or-later
# readme: every example in README.md prints what the program prints; every file it names is there.
. "$srcdir/tests/lib.sh"

for doc in "$srcdir/README.md" "$srcdir/examples/README.md"; do
	name=${doc#"$srcdir/"}
	"${SHELL:-sh}" "$srcdir/tests/docs.sh" "$doc" > "$work/new" 2> "$work/err"
	ok $? "the examples of $name run"
	diff -u "$doc" "$work/new" > "$work/diff"
	ok $? "and print what $name says" || explain < "$work/diff"
	missing=
	for link in $(sed -n 's/.*](\([^):#]*\)).*/\1/p' "$doc"); do
		[ -e "$(dirname "$doc")/$link" ] || missing="$missing $link"
	done
	is "$missing" '' 'what it links to is there'
done
count=$(cat "$srcdir/README.md" "$srcdir/examples/README.md" | grep -c -e '^\$ ' -e '^bote> ')
[ "$count" -ge 40 ]
ok $? "$count lines are typed"

doc=$srcdir/README.md
[ "$(grep -c '' "$doc")" -le 170 ]
ok $? 'README.md stays short'
is "$(grep -c '^    \./bootstrap' "$doc")" 2 'two commands set up everything'
is "$(LC_ALL=C.UTF-8 awk '/^```console$/ { inside = 1 } !inside && length > 125; /^```$/ { inside = 0 }' "$doc")" '' 'no line is too long'

# The tour of the sources names functions and files that are there.
tour=$srcdir/src/README.md
grep -o '`[a-z_]*()`' "$tour" | tr -d '`()' | sort -u > "$work/names"
missing=
while read -r name; do
	grep -qw "$name" "$srcdir"/src/*/*.[ch] || missing="$missing $name"
done < "$work/names"
is "$missing" '' "functions of the tour: $(wc -l < "$work/names")"
missing=
for name in $(grep -o '`[a-z_]*/[a-z_./*<>]*`' "$tour" "$srcdir/CONTRIBUTING.md" | sed 's/.*:`\(.*\)`/\1/' | sort -u); do
	case $name in
	/* | debian/* | *'<'* | tweets/day) continue ;; # debian/ is not in the release
	esac
	# shellcheck disable=SC2086
	set -- "$srcdir"/$name
	[ -e "$1" ] || set -- "$srcdir"/src/$name
	[ -e "$1" ] || missing="$missing $name"
done
is "$missing" '' 'files of the tour'

done_testing
