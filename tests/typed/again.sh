# SPDX-License-Identifier: GPL-3.0-or-later
# again.sh - what bote prints can be typed back, and prints the same text again. again.sh [COUNT [SEED]], as TAP.
#
# Lines that random.awk makes up are typed, then their answers, sign and second reading included, then the answers to
# those; where a unit was asked for with "to", it is asked for again. An uncertain answer comes back as its middle: 7.0 ms
# as 7 ms.
set -u
count=${1:-600}
seed=${2:-1}
tmp=$(mktemp -d "$builddir/tests/tmp/again.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT

# say FROM TO: the lines of FROM typed at the prompt; in TO each with its first answer behind a tab, errors for lack of one.
say() {
	(cd "$tmp" && "$BOTE" --no-init --width 1000 --transcript < "$1") | LC_ALL=C awk '
		function flush() { if (line != "") print line "\t" answer; line = answer = "" }
		/^bote> / { flush(); line = substr($0, 7); next }
		answer == "" && /^(=|≈|error:) / { answer = $0 }
		END { flush() }
	' > "$2"
}
awk -v seed="$seed" -v count="$count" -f "$srcdir/tests/typed/random.awk" > "$tmp/lines"
say "$tmp/lines" "$tmp/first"
LC_ALL=C awk -F '\t' '
	$2 ~ /^(=|≈)/ { to = match($1, / to [^ ()]*$/) ? substr($1, RSTART) : ""; print $2 to }
' "$tmp/first" > "$tmp/answers"
say "$tmp/answers" "$tmp/second"

LC_ALL=C awk -F '\t' -v lines="$count" '
	function shorter(s, zeros) {
		match(s, /^\.[0-9]*/); zeros = substr(s, 1, RLENGTH); s = substr(s, RLENGTH + 1)
		sub(/\.?0+$/, "", zeros)
		return zeros s
	}
	# The answer alone: no sign, no second reading, no range; of an uncertain one 7.0 is 7.
	function text(s, uncertain) {
		sub(/^(=|≈) /, "", s)
		sub(/ to [^ ()]*$/, "", s)
		sub(/  \(.*$/, "", s)
		while (match(s, / \([^()]* … [^()]*\)/)) s = substr(s, 1, RSTART - 1) substr(s, RSTART + RLENGTH)
		while (uncertain && match(s, /\.[0-9]*0($|[] ,%e])/)) s = substr(s, 1, RSTART - 1) shorter(substr(s, RSTART))
		return s
	}
	FNR == NR { if ($2 ~ /^(=|≈)/) from[++n] = $1; next }
	# What is above 999 bytes and below a KiB is a kB as soon as nothing else is binary.
	text($1) ~ /^-?1,0[0-9][0-9] B/ { next }
	# The unit of a list of ranges is chosen with their ends in view.
	$1 ~ /\[.*…/ { next }
	{ rough = $1 ~ / … |^≈ \[/ }
	text($1, rough) != text($2, rough) { bad++; if (bad <= 40) printf "# %s\n#     %s\n#     %s\n", from[FNR], $1, $2 }
	END {
		print "1..2"
		print (bad ? "not ok" : "ok") " 1 - what is printed can be typed back: " n " answers, " bad + 0 " that do not come back"
		print (n > 0.8 * lines ? "ok" : "not ok") " 2 - most of " lines " lines have an answer"
	}
' "$tmp/first" "$tmp/second"
