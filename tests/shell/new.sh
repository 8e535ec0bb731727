# SPDX-License-Identifier: GPL-3.0-or-later
# `new FILE`: a starting sheet, which runs as it is.
. "$srcdir/tests/lib.sh"

run "$BOTE" new mine
status 0 'new'
out_like '^mine.bote is there' 'says what to do with it'
is "$(ls)" 'mine.bote' 'in one file, named as sheets are'
is "$(grep -c SPDX mine.bote)" 0 'which is its owner'"'"'s'
is "$(grep -c '^param ' mine.bote)" 3 'three parameters'
is "$(grep -c '^[a-z]* = ' mine.bote)" 3 'three cells'
is "$(grep -c '^check ' mine.bote)" 1 'and a check'
run "$BOTE" run mine.bote
status 0 'it runs, and its checks hold'
err_is '' 'without a note'
run "$BOTE" run mine users=2M
status 0 'with another number'
run "$BOTE" report mine.bote
status 0 'and makes a report'
is "$(grep '[{}]' "$work/out" | grep -v '^[|`]')" '' 'in which every number is put in'
grep -q '^//' mine.bote
ok $? 'it is commented'

run "$BOTE" new --interview talk
status 0 'a sheet for an interview'
is "$(grep -c '^### Database$' talk.bote)$(grep -c '^### Caching$' talk.bote)$(grep -c '^### Scaling and fault tolerance$' talk.bote)$(grep -c '^### Communication$' talk.bote)" 2222 'with four headings for each sub-problem'
run "$BOTE" run talk
status 0 'runs as well'
err_is '' 'without a note'
run "$BOTE" report talk --for interview
status 0 'and makes a report'
out_unlike 'says nothing of' 'in which nothing is lacking'
is "$(grep '[{}]' "$work/out" | grep -v '^[|`]')" '' 'and every number is put in'

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
storage
' "$BOTE" --no-init --transcript
[ -f second.bote ]
ok $? 'at the prompt too'
out_like '= 1.825 TB' 'and it loads there'
run "$BOTE" run interview
status 2 'the template itself is no formula'

done_testing
