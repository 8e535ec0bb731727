# SPDX-License-Identifier: GPL-3.0-or-later
# logs.sh - how fast logs of each form are profiled, as times of memchr() over the same file. Fails over a limit: twice what an
# idle machine takes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# measure FORM LIMIT [PATTERN]
measure() {
	"$GENLOG" "${1%+*}" 1 400000 7 20000 0.9 0.02 > "$work/log"
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
exit $status
