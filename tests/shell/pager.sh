# SPDX-License-Identifier: GPL-3.0-or-later
# What is longer than the screen is in a pager, and who has never seen one is told how to get out of it.
. "$srcdir/tests/lib.sh"

pty=$builddir/tests/pty/pty
[ -x "$pty" ] || skip_all 'there is no pty'
command -v less > /dev/null || skip_all 'there is no less'

cat > script <<'END'
env BOTE_PAGER=less
env LESS
start
line report twitter
screen q leaves, a blank goes on
send q
prompt
line 2 + 2
screen = 4
# Who has settings of their own keeps them.
env LESS=FRXPsmine$
prompt
key C-d
exit 0
start
line report twitter
screen mine
send q
prompt
key C-d
exit 0
END
"$pty" script > "$work/out" 2>&1
grep -qE '^(not ok|Bail out)' "$work/out"
is $? 1 'the pager says how to leave it, where it has no words of its own'
is "$(grep -c '^1\.\.' "$work/out")" 1 'and is left'
grep -qE '^(not ok|Bail out)' "$work/out" && explain < "$work/out"
done_testing
