# SPDX-License-Identifier: GPL-3.0-or-later
# --json: one object a line, whatever happens.
. "$srcdir/tests/lib.sh"

# Is every line of out JSON? Checked by python3 where there is one.
valid() {
	if python3 -c '' 2> /dev/null; then
		python3 -c '
import json, sys
def refuse(word): raise ValueError(word)
def once(pairs):
    if len(dict(pairs)) < len(pairs): raise ValueError("a member twice: %s" % [key for key, _ in pairs])
    return dict(pairs)
for line in sys.stdin:
    json.loads(line, parse_constant=refuse, object_pairs_hook=once)
' < "$work/out" 2> "$work/why"
		ok $? "valid: $1" || explain < "$work/why"
	else
		is "$(grep -v '^{.*}$' "$work/out")" '' "objects: $1"
	fi
}

run "$BOTE" -j 5 GB / 7 MB/s
status 0 'a quantity'
valid 'a quantity'
out_is '{"input":"5 GB / 7 MB/s","ok":true,"kind":"value","value":714.2857142857143,"unit":"s","text":"714.3 s (≈ 11.9 min)","exact":false,"notes":[]}' 'its object'
err_is '' 'nothing on standard error'
run "$BOTE" -j '3 GB + 2 min'
status 2 'an error'
valid 'an error'
out_like '^{"input":"3 GB + 2 min","ok":false,"error":{"kind":"unit-mismatch","message":".*","line":1,"column":[0-9]*,"end":[0-9]*},"notes":\[\]}$' 'its object' ||
	out_like '"kind":"unit-mismatch"' 'its kind'
err_is '' 'is not repeated on standard error'

run "$BOTE" -j '[1 s, 2 s]'
valid 'a list'
out_like '"value":\[1,2\],"unit":"s"' 'an array'
run "$BOTE" -j 1 '<' 2
valid 'a truth'
out_like '"value":true' 'true'
run "$BOTE" -j 'if 1 < 2 then "a\"b" else "c"'
valid 'a text'
run "$BOTE" -j 'if 1 < 2 then none "shard instead" else 1'
valid 'none'
out_like '"value":null.*"none":"shard instead"' 'null and its reason'
run "$BOTE" -j 1e300 × 10
valid 'a large number'
run "$BOTE" -j 0.1 + 0.2
valid 'a fraction'
out_like '"value":0.30000000000000004,' 'digits that read back the same'
run "$BOTE" -j 4 cores + 2 requests
valid 'a note'
out_like '"notes":\[".*"\]' 'in its array'
err_is '' 'not on standard error'
run "$BOTE" -j nosuchname
out_like '"kind":"unknown-name"' 'unknown names'
run "$BOTE" -j "$(printf '1 + \377\001')"
valid 'bytes that are no text'
run "$BOTE" -j 1 / 0
out_like '"kind":"bad-value"' 'division by zero'
run_stdin '1 + 1
a = 3
nosuchname
a * 2
' "$BOTE" -jk
status 2 'several lines'
valid 'several lines'
is "$(grep -c '"ok":true' "$work/out")" 2 'an answer each'
out_like '"file":"<stdin>","line":3,"column":1,"end":11' 'where the error is'
printf '# T\nparam a = 5 MB "size of \\"one\\""\nb = a * 2 "twice"\ncheck b < 3 MB "small"\n' > s.bote
run "$BOTE" -j run s.bote
valid 'a run'
out_like '"kind":"cell","name":"b","label":"twice","value":10000000,"unit":"B"' 'a cell'
out_like '"kind":"check","label":"small","value":false' 'a check'
run "$BOTE" -j check '1 < 2'
valid 'check'
out_like '"value":true' 'true when it holds'
run "$BOTE" -j formulas
valid 'a list of formulas'
run "$BOTE" -j run nosuchformula
valid 'an unknown formula'
run "$BOTE" -jx '2 h * 3'
valid 'with steps'

run "$BOTE" -j 'ref.l1_cache * 2'
out_like '"facts":\[{"name":"ref.l1_cache","label":"[^"]*","value":5e-10,"unit":"s",.*"from":"[^"]*"}\]' 'figures that an answer rests on'
printf 'param dau = 5M users\nw = dau * 2\nshow w\nscenario "big": dau = 50M\nscenario "base": dau = 2M\nscenario "ratio": dau = 3M\n' > scenarios.bote
run "$BOTE" -j run scenarios.bote
status 0 'scenarios'
valid 'scenarios, each member of a row once'
out_like '"big":{[^}]*},"ratio":10,"base 2":{[^}]*},"ratio 2":0.4,"ratio 3":{[^}]*},"ratio 4":0.6}' 'the second of a name is numbered'

# The mean of an answer is what mean() says of it, to the last digit: of the same draws.
field() {
	sed -n "s/.*\"$1\":\([^,]*\),.*/\1/p" "$work/out"
}
while IFS= read -r line; do
	run "$BOTE" -j -- "$line"
	mean=$(field mean)
	run "$BOTE" -j -- "mean($line)"
	is "$(field value)" "$mean" "the mean of $line"
done << 'EOF'
1k..1bn
(1..1000) * (2..5)
1 / (1..10)
ln(1..1000)
ceil(1..10) * 1 GB
mix(1..10, 100..200, 0.3)
max(1..100, 5..50)
(1..10) * mean(1..10) * (2..3)
(1..10 GB) / (1..10 s) to MB/s
EOF
done_testing
