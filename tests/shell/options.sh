# SPDX-License-Identifier: GPL-3.0-or-later
# --version, --help and an option that does not exist.
. "$srcdir/tests/lib.sh"

run "$BOTE" --version
status 0 '--version succeeds'
is "$(sed -n 1p "$work/out" | sed 's/[0-9][0-9.]*$/N/')" 'bote N' 'name and number alone on the first line'
out_like 'GPL' 'the licence'
err_is '' 'nothing on standard error'

run "$BOTE" --help
status 0 '--help succeeds'
out_like '^Usage: bote ' 'usage first'
is "$(awk 'length > 80' "$work/out")" '' 'it fits 80 columns'
err_is '' 'nothing on standard error'

run "$BOTE" --no-such-option
status 3 'a wrong option is wrong use'
out_is '' 'nothing on standard output'
err_like 'no-such-option' 'it is named'
err_like "Try 'bote --help'" 'where to look'

done_testing
