# SPDX-License-Identifier: GPL-3.0-or-later
# logs.sh - how fast logs of each form are profiled, as times of memchr() over the same file, which is so long that its tables
# have their size for most of it. Fails over a limit: twice what an idle machine takes. A packed log beside its unpacking
# alone, by the clock, since the two run side by side.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# measure FORM LIMIT [PATTERN]
measure() {
	"$GENLOG" "${1%+*}" 1 2000000 7 20000 0.9 0.02 > "$work/log"
	line=$(if [ $# -gt 2 ]; then "$LOGS" "$work/log" "$3"; else "$LOGS" "$work/log"; fi)
	printf '%-16s %s\n' "$1" "$line"
	times=${line#*line, }
	times=${times%% *}
	if [ "${times%.*}" -ge "$2" ]; then
		echo "  over $2 times memchr"
		status=1
	fi
}

measure combined 24
measure timed 24
measure alb 20
measure w3c 24
measure json 40
measure csv 70
# shellcheck disable=SC2016
measure combined+pattern 50 '^(?<client>\S+) \S+ \S+ \[(?<time>[^\]]+)\] "(?<method>\S+) (?<path>\S+) [^"]*" (?<status>\d+) (?<bytes>\d+)'

# least COMMAND...: the least of seven times, in nanoseconds
least() {
	best=
	for _ in 1 2 3 4 5 6 7; do
		began=$(date +%s%N)
		"$@"
		took=$(($(date +%s%N) - began))
		[ -n "$best" ] && [ "$best" -le "$took" ] || best=$took
	done
	echo "$best"
}

# unpack FIRST-BYTE REST, profile LOG
unpack() { "$UNPACK" "$1" < "$2" > "$work/out"; }
profile() { "$BOTE" profile "$1" > "$work/out" 2>&1; }

# packed PROGRAM FIRST-BYTE
packed() {
	command -v "$1" > "$work/out" || return 0
	"$1" -c < "$work/log" > "$work/packed"
	tail -c +2 "$work/packed" > "$work/rest"
	alone=$(least unpack "$2" "$work/rest")
	both=$(least profile "$work/packed")
	awk -v name="$1" -v size="$(wc -c < "$work/log")" -v alone="$alone" -v both="$both" 'BEGIN {
		printf "%-16s %.0f MB/s of text, %.2f times unpacking alone (%.0f MB/s)\n", name, size / both * 1e3, both / alone, size / alone * 1e3
		exit both / alone >= 3
	}' || {
		echo '  over 3 times unpacking'
		status=1
	}
}

"$GENLOG" timed 1 2000000 7 20000 0.9 0.02 > "$work/log"
printf '%-16s %.0f MB/s of text\n' 'not packed' \
	"$(awk -v size="$(wc -c < "$work/log")" -v ns="$(least profile "$work/log")" 'BEGIN { print size / ns * 1e3 }')"
packed gzip 1f
packed zstd 28
exit $status
