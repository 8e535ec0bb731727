# SPDX-License-Identifier: GPL-3.0-or-later
# Expressions on the command line: streams, spellings that need no quotes, what the shell did.
. "$srcdir/tests/lib.sh"

run "$BOTE" 2 + 3
status 0 'a sum'
out_is '= 5' 'its answer'
err_is '' 'nothing on standard error'

# Each everyday thing has a spelling without quotes.
run "$BOTE" 5 GiB / 100 Mbit/s to min
out_is '≈ 7.158 min' 'to'
run "$BOTE" 90 min in h
out_is '= 1.5 h' 'in'
run "$BOTE" 2 × 3
out_is '= 6' 'a times sign'
run "$BOTE" 10 tweets/user/day 100M users
status 2 'two quantities side by side say nothing'
run "$BOTE" 100 GB × 0.02 USD/GB
out_is '= $2' 'dollars without a dollar sign'
run "$BOTE" 10% of 1B users
out_is '= 100 million users' 'of'
run "$BOTE" 500 req per s to req/min
out_is '= 30,000 requests/min' 'per'
run "$BOTE" 'qps = 20k/s; qps * 4 KB to MB/s'
out_is '= 80 MB/s' 'statements with ; between'

run "$BOTE" foo bar baz
status 2 'unknown words are errors'
out_is '' 'no answer'
err_like 'error: .*foo' 'the word is named'
run "$BOTE" 3 GB + 2 min
status 2 'units that do not fit'
out_is '' 'no answer'
err_like 'error: cannot add' 'what is wrong'
err_like '\^' 'a caret'

# A file is never read because an operand is its name; but its name tells what the shell did.
echo '7' > 3
run "$BOTE" '2 * 3'
out_is '= 6' 'a file named 3 is not read'
run "$BOTE" 2 * 3
status 2 'the shell put file names in place of *'
err_like "the shell may have changed this; quote it: bote '2 \* 3'" 'and it is said'
rm 3
run "$BOTE" 2 3
status 2 'the same operands without such a file'
err_unlike 'the shell may' 'no guessing without evidence'
run "$BOTE" 5 '' + 
err_like 'the shell may' 'an empty operand is evidence'
run "$BOTE" ''
status 2 'an empty operand alone'
err_like 'nothing to work out' 'is no silent success'
run "$BOTE" -q 5 '' + 
err_unlike 'the shell may' 'no notes with -q'

run "$BOTE" -r 5 GB / 100 Mbit/s
out_is '400' '--raw: base units, full precision'
run "$BOTE" -r 2^30 B / 3 s -t kB/s
out_like '^357913\.94133333' '--raw in the unit asked for'
run "$BOTE" -r '$5 / 10M requests to $/million requests'
out_is '0.5' '--raw by the million'
run "$BOTE" -r '1e305 $/request to $/million requests'
out_is 'none' 'which may be beyond all numbers'
run "$BOTE" -j '$5 / 10M requests to $/million requests'
out_like '"value":0.5,"unit":"\$/million requests"' 'and in JSON'
run "$BOTE" -r '[1 h, 2 h]'
out_is "$(printf '3600\n7200')" '--raw of a list: a line each'
run "$BOTE" -p 7 1/3
out_is '≈ 0.3333333' '--precision'
run "$BOTE" --ascii 1/3
out_is '~ 0.3333' '--ascii'
LC_ALL=C run "$BOTE" 1/3
out_is '~ 0.3333' 'a locale without UTF-8'
run "$BOTE" 10000 s
out_is '= 10,000 s  (≈ 2.778 h)' 'a second reading'
run "$BOTE" -q 10000 s
out_is '= 10,000 s' 'none with -q'
run "$BOTE" --strict 4 cores + 2 requests
status 2 '--strict: nouns that disagree are an error'
run "$BOTE" 4 cores + 2 requests
status 0 'else a note'
err_like '^note: ' 'on standard error'
run "$BOTE" -x 2 h × 3
out_like '=' '--explain'

run "$BOTE" --about 86400 s × 11574/s
status 0 '--about works'
run "$BOTE" --about=10 86400 s × 11574/s
status 0 '--about=10 works'

# In a loop over lines the input of the loop is not eaten.
printf '1\n2\n3\n' > lines
run sh -c 'while read -r n; do "$BOTE" "$n + 1"; done < lines'
out_is "$(printf '= 2\n= 3\n= 4')" 'operands: standard input is not read'

done_testing
