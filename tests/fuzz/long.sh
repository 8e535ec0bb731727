#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# long.sh PROGRAMS CORPUS HOURS - run every fuzzer, as many at once as there are processors, for so many hours of CPU in all.
# What they find that is new stays in PROGRAMS/kept/NAME for the next time; what fails in PROGRAMS/kept/found-NAME-*. The status
# is 1 where something failed.
set -u
programs=$1
corpus=$2
hours=${3:-1}
jobs=$(getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2)
count=0
for program in "$programs"/fuzz_*; do
	[ -f "$program" ] && [ -x "$program" ] || continue
	case $program in *.*) continue ;; esac
	"$program" -help=1 2>&1 | grep -q max_total_time || {
		echo "$program replays only: configure with CC=clang --enable-fuzzers" >&2
		exit 2
	}
	count=$((count + 1))
done
[ $count -gt 0 ] || exit 2
each=$(awk -v h="$hours" -v n=$count 'BEGIN { t = h * 3600 / n; print t < 1 ? 1 : int(t) }')
echo "$count fuzzers, $each s each, $jobs at once"

# one PROGRAM
one() {
	name=${1##*/fuzz_}
	kept=$programs/kept/$name
	dict=$corpus/../fuzz_$name.dict
	mkdir -p "$kept"
	set -- "$1" -max_total_time="$each" -timeout=20 -rss_limit_mb=4096 -artifact_prefix="$programs/kept/found-$name-" -print_final_stats=1
	[ ! -f "$dict" ] || set -- "$@" -dict="$dict"
	"$@" "$kept" "$corpus/$name" > "$programs/kept/$name.log" 2>&1
	status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$programs/kept/$name.log")
	echo "$name: status $status, ${runs:-?} runs, $(find "$kept" -type f | wc -l) inputs kept"
	[ $status -eq 0 ]
}

mkdir -p "$programs/kept"
rm -f "$programs/kept/failed"
running=0
for program in "$programs"/fuzz_*; do
	[ -f "$program" ] && [ -x "$program" ] || continue
	case $program in *.*) continue ;; esac
	(one "$program" || echo "$program" >> "$programs/kept/failed") &
	running=$((running + 1))
	if [ $running -ge "$jobs" ]; then
		wait
		running=0
	fi
done
wait
[ ! -f "$programs/kept/failed" ]
