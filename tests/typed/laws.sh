# SPDX-License-Identifier: GPL-3.0-or-later
# laws.sh - what holds for all fractions, shares, remainders and units. laws.sh [COUNT [SEED]], as TAP.
#
# Made-up statements that have to be true: a fraction times its denominator is its numerator; a share and its rest make 1;
# X + 10% is X * 1.1 in whatever dress the percentage comes; a remainder is below its divisor, and the rest is divisible;
# what is converted is what it was.
set -u
tmp=$(mktemp -d "$builddir/tests/tmp/laws.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT

awk -v seed="${2:-1}" -v count="${1:-800}" '
	function next_(n) { state = (state * 16807) % 2147483647; return int(state / 2147483647 * n) }
	function one(words, list, n) { n = split(words, list, " "); return list[1 + next_(n)] }
	function sized(unit) { return 1 + next_(999) (next_(3) ? "" : "." 1 + next_(9)) " " unit }
	function data() { return one("B kB MB GB TB KiB MiB GiB") }
	function time() { return one("us ms s min h days weeks years") }
	function some() { return next_(3) ? sized(next_(2) ? data() : time()) : next_(2) ? "$" 1 + next_(5000) : 1 + next_(9000) " users" }
	function percent(p) { return one("1 2 3") == 1 ? "(" p "%)" : next_(2) ? p "%" : p " percent" }

	function fraction(b, a, unit) {
		b = 2 + next_(99)
		unit = next_(2) ? one("million thousand M k bn %") : data()
		if (!next_(4)) { unit = one("h min s days weeks"); b = one("2 3 4 5 8 10") }
		a = 1 + next_(b - 1)
		return "(" a "/" b (unit == "%" ? "" : " ") unit ") * " b " == " a (unit == "%" ? "" : " ") unit
	}
	function mixed(b, a, n, unit) {
		b = 2 + next_(9); a = 1 + next_(b - 1); n = 1 + next_(20); unit = data()
		return "(" n " " a "/" b " " unit ") * " b " == " n * b + a " " unit
	}
	function rest(p, q) {
		p = next_(500) / 10; q = next_(400) / 10
		if (!next_(3)) return p "% + (1 - " p "%) == 1"
		return "1 - " p "% - " q "% == " 100 - p - q "%"
	}
	function part(p, q, x) {
		p = next_(500) / 10; q = next_(400) / 10; x = some()
		return "(1 - " p "% - " q "%) * (" x ") == " x " * " (100 - p - q) / 100
	}
	function growth(x, p, up) {
		x = some(); p = 1 + next_(150); up = next_(2)
		if (!next_(3)) return x " + -" p "% == " x " - " percent(p)
		return x " " (up ? "+" : "-") " " percent(p) " == (" x ") * " (up ? 100 + p : 100 - p) / 100
	}
	function two(x, p, q) {
		x = some(); p = 1 + next_(50); q = 1 + next_(40)
		return x " + (" p "% + " q "%) == (" x ") * " (100 + p + q) / 100
	}
	function remainder(unit, a, b) {
		unit = next_(2); a = sized(unit ? data() : time()); b = sized(unit ? data() : time())
		return "abs(" a ") mod (" b ") < " b " and (" a ") mod (" b ") >= 0 * (" b ")"
	}
	function divides(unit, a, b) {
		unit = next_(2); a = 1 + next_(999) " " (unit ? data() : time()); b = 1 + next_(999) " " (unit ? data() : time())
		return "((" a ") - (" a ") mod (" b ")) / (" b ") == round(((" a ") - (" a ") mod (" b ")) / (" b "))"
	}
	function converted(unit, a) {
		unit = next_(2); a = sized(unit ? data() : time())
		return "(" a " to " (unit ? data() : time()) ") == " a
	}
	BEGIN {
		state = seed * 7919 + 1
		for (i = 0; i < 20; i++) next_(2)
		for (i = 0; i < count; i++) {
			law = i % 9
			print law == 0 ? fraction() : law == 1 ? mixed() : law == 2 ? rest() : law == 3 ? part() : law == 4 ? growth() : \
				law == 5 ? two() : law == 6 ? remainder() : law == 7 ? divides() : converted()
		}
	}
' > "$tmp/lines"
(cd "$tmp" && "$BOTE" --no-init --transcript < "$tmp/lines") | LC_ALL=C awk '
	function flush() { if (line != "" && said !~ /^= yes\n|^error: a remainder of so many times the divisor/) { bad++; if (bad <= 30) { gsub(/\n/, "\n#     ", said); print "# " line "\n#     " said } }; said = "" }
	/^bote> / { flush(); line = substr($0, 7); n++; next }
	{ said = said $0 "\n" }
	END { flush(); print (bad ? "not ok" : "ok") " 1 - " n " statements hold, but for " bad + 0; print "1..1" }
'
