#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# again.sh N SCRIPT... - follow each script N times, several at once, and say which run failed. Its keys rest otherwise in
# each run, and in every tenth all are typed as a hand does. JOBS: how many at once (8). PTY_PACE=80-250 types all runs so.
set -eu
times=$1
shift
out=$builddir/tests/tmp/again
rm -rf "$out"
mkdir -p "$out"

# One run: the number, the script.
one='[ "$(($0 % 10))" != 1 ] || export PTY_PACE=${PTY_PACE:-80-250}
name=$(basename "$1" .pty); log=$out/$name.$0.log
PTY_SEED=$0 "$pty" "$1" >"$log" 2>&1 || echo "Bail out! status $?" >>"$log"
if grep -qE "^(not ok|Bail out!)" "$log" || ! grep -q "^1\.\." "$log"; then echo "FAIL $1, run $0: $log"; else rm "$log"; fi'
pty=$builddir/tests/pty/pty
export out pty PTY_DEADLINE="${PTY_DEADLINE:-60}" # seconds: a machine may have twenty other things to do

i=0
while [ $i -lt "$times" ]; do
	i=$((i + 1))
	for script; do echo "$i $script"; done
done | xargs -P "${JOBS:-8}" -L 1 sh -c "$one" > "$out/failed"
cat "$out/failed"
failed=$(wc -l < "$out/failed")
echo "$# scripts, $times times each: $failed failed"
[ "$failed" = 0 ]
