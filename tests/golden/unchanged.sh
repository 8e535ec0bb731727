# SPDX-License-Identifier: GPL-3.0-or-later
# unchanged.sh - what bote answered once is what it answers now, or a reason is given.
#
#	unchanged.sh             compare; say what is amiss, and fail if something is
#	unchanged.sh --record    each difference that has no reason yet has the reason $WHY
#
# unchanged.txt is a document of examples that nobody edits; docs.sh makes it anew as bote answers now. Where an
# answer differs, changed.txt has to have the line that was typed, its new answer, and above them the reason:
#
#	Reason: a price of a dollar or more shows its cents.
#	bote> $19.99 * 12
#	= $239.88
#
# It fails on a difference without a reason, and on a reason without a difference. To record what you have
# looked at and mean: make record-change WHY='a price of a dollar or more shows its cents.'
set -u
old=$srcdir/tests/golden/unchanged.txt
changed=$srcdir/tests/golden/changed.txt
tmp=$(mktemp -d "$builddir/tests/tmp/unchanged.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT

"${SHELL:-sh}" "$srcdir/tests/docs.sh" "$old" > "$tmp/new" || exit 1

# What was typed is the same in both documents, line for line, so that the n-th line of one is the n-th of the other.
LC_ALL=C awk -v mode="${1-}" -v out="$tmp/changed" '
	function typed() { return /^(bote> |[.][.][.][.]> |[$] )/ }
	FNR == 1 { part++; inside = n = 0 }
	# the reasons, and the lines they are for
	part == 1 && /^Reason: / { reason = $0; inside = 0; next }
	part == 1 && typed() { line[++reasons] = $0; reason_of[reasons] = reason; inside = 1; next }
	part == 1 && /^$/ { inside = 0; next }
	part == 1 { if (inside) new_answer[reasons] = new_answer[reasons] $0 "\n"; next }
	# the two documents
	/^```/ { inside = 0; next }
	typed() { inside = 1; n++; if (part == 2) input[n] = $0; total[part] = n; next }
	inside { answer[part, n] = answer[part, n] $0 "\n" }

	function comment(text) { gsub(/\n/, "\n#     ", text); sub(/#     $/, "", text); printf "#     %s", text }
	function block(text) { sub(/\n*$/, "\n", text); return text }
	END {
		for (r = 1; r <= reasons; r++)
			record[line[r], block(new_answer[r])] = r
		for (i = 1; i <= total[2]; i++) {
			was = block(answer[2, i]); is = block(answer[3, i])
			if (was == is)
				continue
			if ((input[i], is) in record) {
				used[record[input[i], is]] = 1
				keep[i] = reason_of[record[input[i], is]]
				continue
			}
			if (mode == "--record") { keep[i] = "Reason: " ENVIRON["WHY"]; added++; continue }
			bad++
			print "# this differs, and changed.txt has no reason:\n#   " input[i]
			printf "#   was:\n"; comment(was); printf "#   is:\n"; comment(is)
		}
		for (r = 1; r <= reasons; r++)
			if (!(r in used) && mode != "--record") {
				bad++
				print "# changed.txt gives a reason, but there is no such difference:\n#   " line[r]
			}
		if (mode == "--record") {
			printf "" > out
			for (i = 1; i <= total[2]; i++)
				if (i in keep && !((input[i], answer[3, i]) in done)) {
					done[input[i], answer[3, i]] = 1
					if (keep[i] != last) print "\n" keep[i] > out
					last = keep[i]
					printf "%s\n%s", input[i], block(answer[3, i]) > out
				}
			print "recorded: " added + 0
			exit
		}
		if (total[2] < 500 || total[2] != total[3]) { bad++; print "# lines lost: " total[2] " and " total[3] }
		exit bad > 0
	}
' "$changed" "$old" "$tmp/new" || exit 1

if [ "${1-}" = --record ]; then
	{ sed -n '1,/^$/p' "$changed" | sed '/^$/d'; cat "$tmp/changed"; } > "$tmp/all" && cat "$tmp/all" > "$changed"
fi
