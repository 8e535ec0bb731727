# SPDX-License-Identifier: GPL-3.0-or-later
# Every formula, example, transcript and test is in the list of its module.mk.
. "$srcdir/tests/lib.sh"

run sh "$srcdir/scripts/update-lists.sh" --check
status 0 'the file lists are complete'
out_is '' 'nothing to report'

done_testing
