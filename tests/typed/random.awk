# SPDX-License-Identifier: GPL-3.0-or-later
# random.awk - lines as people type them, made up: awk -v seed=1 -v count=1000 -f random.awk
#
# An expression is of a kind (a number, data, time, money, a count, a rate of these, a share), so that most of them have an
# answer: sums are of one kind, products and quotients lead from kind to kind. The same seed gives the same lines everywhere.

function next_(n) { state = (state * 16807) % 2147483647; return int(state / 2147483647 * n) }
function one(words, list, n) { n = split(words, list, " "); return list[1 + next_(n)] }
function chance(percent) { return next_(100) < percent }

function digits() {
	if (chance(40)) return 1 + next_(20)
	if (chance(30)) return 1 + next_(999)
	if (chance(30)) return next_(100) "." 1 + next_(9)
	if (chance(30)) return next_(10) ".0" 1 + next_(99)
	if (chance(50)) return 1 + next_(9) "," 1 + next_(9) "50"
	return 1000 + next_(900000)
}
function fraction(below) { below = one("2 3 4 5 8 10"); return 1 + next_(below - 1) "/" below }
function number() {
	if (chance(15)) return digits() one("k M bn")
	if (chance(8)) return digits() " " one("thousand million billion")
	if (chance(4)) return 1 + next_(9) one("e3 e-3 e6")
	return digits()
}

function unit_of(kind) {
	if (kind == "data") return one("B kB MB MB GB GB TB PB KiB MiB GiB Gbit")
	if (kind == "time") return one("us ms ms s s min h days week month year")
	if (kind == "count") return one("users requests servers messages photos")
	if (kind == "data_rate") return one("MB/s GB/day Mbit/s Gbps MiB/s TB/month kB/s")
	if (kind == "count_rate") return one("requests/s req/day users/min QPS RPS messages/hour")
	if (kind == "per_time") return one("/s /day /min")
	return "%"
}
function leaf(kind, low) {
	if (kind == "number") return chance(92) ? number() : chance(50) ? fraction() " million" : one("pi 2^10 10^6 2^20")
	if (kind == "money") return one("$ $ $") (chance(70) ? digits() : digits() one("k M")) (chance(15) ? one("/month /GB /h /user") : "")
	if (kind == "share") return (chance(70) ? 1 + next_(100) : chance(50) ? "99.9" : next_(10) "." 1 + next_(99)) "%"
	if (kind == "count" && chance(20)) return number() " " unit_of(kind)
	if (ranges && chance(30)) { low = 1 + next_(50); return low ".." low + 1 + next_(200) " " unit_of(kind) }
	if (ranges && chance(8)) return 10 + next_(90) " ± " 1 + next_(9) " " unit_of(kind)
	if (chance(6) && kind == "data") return fraction() " " unit_of(kind)
	return digits() (chance(10) ? one("k M") : kind == "per_time" ? "" : " ") unit_of(kind)
}
function bracketed(kind, depth) { return depth > 0 ? "(" expression(kind, depth) ")" : leaf(kind) }
function some_kind() { return one("number data data time time money count data_rate count_rate share per_time") }
function expression(kind, depth, other) {
	if (depth <= 0 || chance(12)) return leaf(kind)
	depth--
	if (chance(25)) return expression(kind, depth) " " one("+ + -") " " bracketed(kind, depth)
	if (chance(20) && kind != "share") return expression(kind, depth) " " one("* ×") " " bracketed("number", depth)
	if (chance(15)) return bracketed(kind, depth) " / " bracketed("number", depth)
	if (chance(10) && kind != "share") return bracketed(kind, depth) " " one("+ -") " " leaf("share")
	if (chance(12) && kind != "share" && kind != "number") return leaf("share") " of " bracketed(kind, depth)
	if (chance(8)) return one("max min") "(" expression(kind, depth) ", " expression(kind, depth) ")"
	if (chance(6)) { other = some_kind(); return "if " bracketed(other, depth) " " one("< > <=") " " bracketed(other, depth) " then " bracketed(kind, depth) " else " bracketed(kind, depth) }
	if (kind == "data" && chance(50)) return bracketed("data_rate", depth) " * " bracketed("time", depth)
	if (kind == "data_rate" && chance(50)) return bracketed("data", depth) " / (" expression("time", depth) ")"
	if (kind == "time" && chance(50)) return bracketed("data", depth) " / (" expression("data_rate", depth) ")"
	if (kind == "count" && chance(40)) return bracketed("count_rate", depth) " * " bracketed("time", depth)
	if (kind == "count_rate" && chance(40)) return bracketed("count", depth) " / (" expression("time", depth) ")"
	if (kind == "number" && chance(50)) { other = some_kind(); return bracketed(other, depth) " / (" expression(other, depth) ")" }
	if (kind == "per_time" && chance(50)) return "1 / (" expression("time", depth) ")"
	if (kind == "money" && chance(30)) return bracketed("money", depth) " * " bracketed("count", depth)
	return bracketed(kind, depth)
}
function line(kind, text) {
	kind = some_kind(); text = expression(kind, next_(4))
	if (chance(8)) return "[" text ", " expression(kind, next_(3)) (chance(40) ? ", " expression(kind, 1) : "") "]"
	if (kind !~ /number|money/ && chance(25)) return text " to " (kind == "per_time" ? one("/s /day") : unit_of(kind))
	return text
}
BEGIN {
	state = seed * 7919 + 1
	for (i = 0; i < 20; i++) next_(2)
	for (i = 0; i < count; i++) { ranges = i % 4 == 0; print line() }
}
