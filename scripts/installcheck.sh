# SPDX-License-Identifier: GPL-3.0-or-later
# installcheck.sh - does the installed program run: installcheck.sh PROGRAM DATADIR
set -eu
program=$1 datadir=$2

fail() {
	echo "installcheck: $*" >&2
	exit 1
}

"$program" --version | grep '^bote [0-9]' || fail "$program --version does not say which"
"$program" --help | grep '^Usage: bote' >/dev/null || fail "$program --help shows no usage"
[ -d "$datadir/formulas" ] || fail "no formulas in $datadir"
"$program" table nines | grep '99.9%' > /dev/null || fail "$program table nines prints no table"
