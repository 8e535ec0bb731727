# SPDX-License-Identifier: GPL-3.0-or-later
# The exit status, row by row of the table in the manual.
. "$srcdir/tests/lib.sh"

run "$BOTE" 1 + 1
status 0 'done'
run "$BOTE" check '1 h < 2 h'
status 0 'a check that holds'
out_like 'holds' 'says so'
run "$BOTE" check '2 h < 1 h'
status 1 'a check that does not'
out_like 'fails' 'says so'
run "$BOTE" check '2 h + 1'
status 2 'no condition'
run "$BOTE" check '2 h < 1 GB'
status 2 'a condition that makes no sense is an error, not a no'
run "$BOTE" check
status 3 'check without a condition'
run "$BOTE" check x '<' 5 -D x=3
status 0 'a check with a value given'

printf 'a = 5 "a"\ncheck a < 10 "small enough"\n' > good.bote
printf 'a = 5 "a"\ncheck a < 3 "small enough"\n' > no.bote
printf 'a = 5 + "a"\n' > bad.bote
printf 'param a = 5 "a"\nparam b in MB "b"\nc = a * b "c"\nrequire a > 0 "a must be there"\n' > param.bote
run "$BOTE" run good.bote
status 0 'run: no check failed'
run "$BOTE" run no.bote
status 1 'run: a check failed'
out_like 'fails *small enough' 'with its text'
run "$BOTE" run bad.bote
status 2 'run: a faulty sheet'
run "$BOTE" run param.bote
status 2 'a missing parameter'
err_like "b" 'is named'
run "$BOTE" run param.bote b=3MB
status 0 'given'
out_like 'c *= 15 MB' 'and used'
run "$BOTE" run param.bote b = 3 MB a = 7
out_like 'c *= 21 MB' 'values with blanks'
run "$BOTE" run param.bote b=3MB nosuch=1
status 2 'an unknown parameter'
run "$BOTE" run param.bote b=3s
status 2 'a value of another kind'
run "$BOTE" run param.bote b=3MB a=0
status 2 'a requirement that is broken'
err_like 'a must be there' 'with its reason'
run "$BOTE" run param.bote 3MB
status 3 'a word that is no parameter'
run "$BOTE" run
status 3 'run what?'
run "$BOTE" run nosuch.bote
status 4 'a sheet that cannot be read'
run "$BOTE" run nosuchformula
status 2 'a formula that does not exist'

run "$BOTE" 1 +
status 2 'syntax'
run "$BOTE" nosuchname
status 2 'unknown name'
run "$BOTE" 1 GB + 1 s
status 2 'units that do not fit'
run "$BOTE" 1 / 0
status 2 'division by zero'
out_unlike 'inf' 'never inf'
run "$BOTE" 10^300 × 10^300
status 2 'overflow'
run "$BOTE" --nosuch
status 3 'unknown option'
run "$BOTE" examples 100000
status 3 'an example that does not exist'
run "$BOTE" -f nosuch
status 4 'a file that cannot be read'
run "$BOTE" help nosuchtopic
status 2 'a topic that does not exist'

done_testing
