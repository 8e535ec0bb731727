# SPDX-License-Identifier: GPL-3.0-or-later
# The source tree keeps its own rules.
. "$srcdir/tests/lib.sh"

run sh "$srcdir/scripts/update-lists.sh" --check
out_is '' 'every formula, example, transcript and test is in the list of its module.mk'
status 0 'the lists are up to date'

run sh "$srcdir/scripts/check-includes.sh"
out_is '' 'folders include only what is below them'
status 0 'the ladder holds'

done_testing
