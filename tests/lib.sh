# SPDX-License-Identifier: GPL-3.0-or-later
# lib.sh - what the shell tests share: run a command, look at what it did, report TAP.
#
#	. "$srcdir/tests/lib.sh"
#	run "$BOTE" '2 * 3'
#	status 0 'a product'
#	out_is '= 6' 'its answer'
#	done_testing
#
# `run` leaves standard output, standard error and exit status in the files out and
# err and the variable $got. Each script starts in an empty folder of its own, with an
# empty HOME and no XDG variables; all of it is removed at the end.
set -u

tests=0
got=0
work=$(mktemp -d "$builddir/tests/tmp/shell.XXXXXX") || exit 1
trap 'cd / && rm -rf "$work"' EXIT
mkdir "$work/home" "$work/cwd"
HOME=$work/home
cd "$work/cwd" || exit 1

# ok STATUS NAME: passes if STATUS is 0. Returns STATUS.
ok() {
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
	fi
	return "$1"
}

# skip NAME REASON
skip() {
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

# skip_all REASON: the whole script cannot run here.
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# TAP comments from standard input.
explain() {
	sed 's/^/# /'
}

# is GOT WANTED NAME
is() {
	if [ "$1" = "$2" ]; then
		ok 0 "$3"
	else
		ok 1 "$3"
		printf 'got:\n%s\nwanted:\n%s\n' "$1" "$2" | explain
	fi
}

# run COMMAND...: standard input is empty. run_stdin TEXT COMMAND...: it is TEXT.
run() {
	"$@" > "$work/out" 2> "$work/err" < /dev/null
	got=$?
}
run_stdin() {
	text=$1
	shift
	printf '%s' "$text" | "$@" > "$work/out" 2> "$work/err"
	got=$?
}

# status WANTED NAME: of the last run.
status() {
	if [ "$got" -eq "$1" ]; then
		ok 0 "$2"
	else
		ok 1 "$2"
		{ echo "status $got, wanted $1"; cat "$work/out" "$work/err"; } | explain
	fi
}

# The whole of a stream, final newline aside.
out_is() {
	is "$(cat "$work/out")" "$1" "$2"
}
err_is() {
	is "$(cat "$work/err")" "$1" "$2"
}

# A line of a stream fits a basic regular expression; or none does.
out_like() {
	like out "$1" "$2"
}
err_like() {
	like err "$1" "$2"
}
out_unlike() {
	unlike out "$1" "$2"
}
err_unlike() {
	unlike err "$1" "$2"
}
like() {
	if grep -q -e "$2" "$work/$1"; then
		ok 0 "$3"
	else
		ok 1 "$3"
		{ echo "no line of this is like $2:"; cat "$work/$1"; } | explain
	fi
}
unlike() {
	if grep -q -e "$2" "$work/$1"; then
		ok 1 "$3"
		{ echo "a line of this is like $2:"; cat "$work/$1"; } | explain
	else
		ok 0 "$3"
	fi
}

# The plan; always the last line of a script.
done_testing() {
	echo "1..$tests"
}
