# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - what people type is read as it was meant: the rows of *.txt here, as TAP.
#
#	run.sh             every row
#	run.sh PATTERN     those whose input fits the basic regular expression
#	run.sh --mend      take the mark off pending rows that hold
#
# A row is a line as it is typed ("$ " in front of one for the shell) and, set in by a tab, what is wanted:
#
#	1/2 h
#		= 0.5 h
#		note 1 / (2 h)
#
#	= ... ≈ ...      these are the answers, in this order, and there are no others
#	/REGEX/          an answer that fits it stands in this place
#	note TEXT        a note comes, and one of them holds the text; "note" alone: some note
#	notes            there may be notes; without it and "note" there is none
#	error            it is an error, and the status says so
#	says TEXT        the text is somewhere in what bote says
#	pending WHY      it does not hold yet; an error where it does
#
# Of a shell line each line of the output is wanted, as it stands. Rows are separated by an empty line; // comments.
set -u
mend=no
only=
case ${1-} in
--mend) mend=yes ;;
?*) only=$1 ;;
esac
tmp=$(mktemp -d "$builddir/tests/tmp/typed.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/home" "$tmp/bin" "$tmp/cwd"
ln -s "$BOTE" "$tmp/bin/bote"
HOME=$tmp/home
PATH=$tmp/bin:$PATH
here=$srcdir/tests/typed
cd "$tmp/cwd" || exit 1

# Each line that is typed, and what bote says to it: "<", the input; ">", each line of output; "?", the status.
for file in "$here"/*.txt; do
	grep -h -v -e '^	' -e '^$' -e '^//' "$file"
done | grep -e "$only" > "$tmp/inputs"
while IFS= read -r line; do
	case $line in
	'$ '*) (eval "${line#??}") ;;
	*) bote --no-init -- "$line" ;;
	esac > "$tmp/said" 2>&1 < /dev/null
	status=$?
	printf '< %s\n' "$line"
	sed 's/^/> /' "$tmp/said"
	echo "? $status"
done < "$tmp/inputs" > "$tmp/got"

LC_ALL=C awk -v holding="$tmp/holding" '
	function set(kind, text) { wants[rows] = wants[rows] kind "\t" text "\n"; if (kind == "pending") pending[rows] = text }
	function starts(head) { return substr($0, 1, length(head)) == head }

	# What was said, by input.
	FNR == 1 { part++ }
	part == 1 {
		text = substr($0, 3)
		if (starts("< ")) { input = text; seen[input] = 1 }
		else if (starts("> ")) said[input] = said[input] text "\n"
		else status[input] = text
		next
	}
	/^\/\// || /^$/ { next }
	/^\t/ {
		text = substr($0, 2)
		kind = text; sub(/ .*/, "", kind)
		if (typed[rows] ~ /^[$] / && kind != "pending") set("line", text)
		else if (text ~ /^\/.*\/$/) set("like", substr(text, 2, length(text) - 2))
		else if (kind == "=" || kind == "≈") set("line", text)
		else if (kind ~ /^(note|notes|error|says|pending)$/) { sub(/^[a-z]+ ?/, "", text); set(kind, text) }
		else { print "Bail out! row " typed[rows] ": what is \"" kind "\"?"; exit }
		next
	}
	{ typed[++rows] = $0 }

	# Why row r does not hold, or nothing.
	function amiss(r, parts, n, i, want, out, m, line, answers, notes, a, k, kind, text, noted, shell, noting, fails) {
		input = typed[r]; shell = input ~ /^[$] /
		m = split(said[input], out, "\n") - 1
		for (i = 1; i <= m; i++) {
			if (shell || out[i] ~ /^(=|≈) /) answers[++a] = out[i]
			if (out[i] ~ /^note: /) notes = notes out[i] "\n"
			if (out[i] ~ /^error: /) fails = 1
		}
		n = split(wants[r], parts, "\n") - 1
		for (i = 1; i <= n; i++) {
			kind = parts[i]; sub(/\t.*/, "", kind)
			text = substr(parts[i], length(kind) + 2)
			if (kind == "line" && answers[++k] != text) return "wanted " text
			if (kind == "like" && answers[++k] !~ text) return "wanted what fits " text
			if (kind == "says" && !index(said[input], text)) return "does not say " text
			if (kind == "note" && (notes == "" || !index(notes, text))) return "no note says " text
			if (kind == "note" || kind == "notes") noting = 1
			if (kind == "error") noted = 1
		}
		if (shell) return k == a ? "" : "there is more"
		if (noted) return fails && status[input] > 0 ? "" : "wanted an error"
		if (fails || status[input] != 0) return "an error"
		if (notes != "" && !noting) return "a note that is not wanted"
		return k == a ? "" : "there are other answers"
	}
	END {
		for (r = 1; r <= rows; r++) {
			if (!(typed[r] in seen)) continue
			why = amiss(r)
			name = ++count " - " typed[r]
			gsub(/#/, "\\#", name)
			if ((r in pending) && why == "") { print "not ok " name; print "# it holds: take the mark \"pending\" off (run.sh --mend)"; print typed[r] > holding }
			else if (r in pending) { print "ok " name " # SKIP waits for " pending[r]; open[pending[r]]++; waiting++ }
			else if (why == "") print "ok " name
			else {
				print "not ok " name
				print "# " why "; bote says:"
				text = said[typed[r]]; sub(/\n$/, "", text); gsub(/\n/, "\n#     ", text); print "#     " text
			}
		}
		if (waiting) { printf "#"; for (p in open) printf " %s: %d;", p, open[p]; print " " waiting " wait" }
		print "1.." count
	}
' "$tmp/got" "$here"/*.txt > "$tmp/tap"
cat "$tmp/tap"

if [ $mend = yes ] && [ -s "$tmp/holding" ]; then
	for file in "$here"/*.txt; do
		LC_ALL=C awk -v holding="$tmp/holding" '
			BEGIN { while ((getline line < holding) > 0) holds[line] = 1 }
			!/^\t/ { row = $0 }
			!(/^\tpending/ && row in holds)
		' "$file" > "$tmp/mended" && cat "$tmp/mended" > "$file"
	done
fi
