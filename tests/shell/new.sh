# SPDX-License-Identifier: GPL-3.0-or-later
# `new FILE`: a starting sheet, which runs as it is.
. "$srcdir/tests/lib.sh"

run "$BOTE" new mine
status 0 'new'
out_like '^mine.bote is there' 'says what to do with it'
is "$(ls)" 'mine.bote' 'in one file, named as sheets are'
is "$(grep -c SPDX mine.bote)" 0 'which is its owner'"'"'s'
for part in Requirements Load Storage Servers Cache Bandwidth Reliability Cost; do
	grep -qx "## $part" mine.bote
	ok $? "a section on $part"
done
run "$BOTE" run mine.bote
status 0 'it runs, and its checks hold'
err_is '' 'without a note'
run "$BOTE" run mine dau=2M
status 0 'with another number'
run "$BOTE" report mine.bote
status 0 'and makes a report'
is "$(grep '[{}]' "$work/out" | grep -v '^[|`]')" '' 'in which every number is put in'
[ "$(grep -c '^//' mine.bote)" -gt 10 ]
ok $? 'it is commented'

cp mine.bote "$work/before"
run "$BOTE" new mine.bote
status 4 'a file that is there is not replaced'
err_like "cannot write 'mine.bote': File exists" 'and named'
cmp -s mine.bote "$work/before"
ok $? 'nor changed'
mkdir folder.bote
run "$BOTE" new folder
status 4 'nor a folder'
run "$BOTE" new no/such/folder/sheet
status 4 'a folder that is not there'
run "$BOTE" new
status 3 'no name'
run "$BOTE" new a b
status 3 'two names'
run_stdin 'new second.bote
load second.bote
fleet.servers
' "$BOTE" --no-init --transcript
[ -f second.bote ]
ok $? 'at the prompt too'
out_like 'servers$' 'and it loads there'
run "$BOTE" run interview
status 2 'the template itself is no formula'

done_testing
