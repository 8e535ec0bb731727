# SPDX-License-Identifier: GPL-3.0-or-later
# A home that cannot be written to: one line says why at a prompt, nothing does elsewhere, and the rest works.
. "$srcdir/tests/lib.sh"

# Root may write everywhere, unless it gives that up.
bare=
if [ "$(id -u)" -eq 0 ]; then
	bare='setpriv --bounding-set=-dac_override,-dac_read_search'
	$bare true 2> /dev/null || skip_all 'this user may write everywhere'
fi
cat > "$work/bare" <<END
#!/bin/sh
[ -d readonly ] || { mkdir readonly && chmod 555 readonly; }
HOME=\$PWD/readonly exec $bare "$BOTE" "\$@"
END
chmod +x "$work/bare"

run "$work/bare" -e 'x = 2 GB' -e 'x * 3'
status 0 'an answer'
out_is '= 6 GB' 'is worked out'
is "$(cat "$work/err")" '' 'and nothing is said of the home'
run "$work/bare" report twitter -o readonly/report.html
status 4 'a report there'
err_like "readonly/report.html': Permission denied" 'cannot be written'

cat > script <<'END'
start
prompt
screen lines typed are not kept:
screen Permission
screen denied
line x = 5 GB
screen = 5 GB
line history
screen x = 5 GB
line save readonly/mine.bote
screen cannot write 'readonly/mine.bote': Permission denied
line tutorial
screen 1 of 10
prompt
key C-d
prompt
line quiz cdn --seed 1
prompt quiz>
send 1 GB
row quiz> 1 GB
key Enter
prompt quiz>
key C-d
prompt
line x * 2
screen = 10 GB
prompt
key C-d
exit 0
END
if [ -x "$builddir/tests/pty/pty" ]; then
	BOTE=$work/bare "$builddir/tests/pty/pty" script > "$work/out" 2>&1
	grep -qE '^(not ok|Bail out)' "$work/out"
	is $? 1 'at a prompt it is said once, and all else works'
	is "$(grep -c '^1\.\.' "$work/out")" 1 'to its end'
	grep -qE '^(not ok|Bail out)' "$work/out" && explain < "$work/out"
else
	skip 'at a prompt' 'there is no pty'
fi
done_testing
