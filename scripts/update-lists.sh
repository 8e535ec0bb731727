#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# update-lists.sh - write the file lists of data folders anew from what is there.
#
#   scripts/update-lists.sh           rewrite the lists
#   scripts/update-lists.sh --check   change nothing; fail and say so if one is stale
#
# Each list is the block between "# list" and "# end" in a module.mk, so a merge
# conflict in one is settled by running this again.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/.."

check=no
[ "${1-}" != --check ] || check=yes
stale=0

# list MODULE FOLDER PATTERN...: the files under FOLDER whose names fit a PATTERN.
list() {
	module=$1 folder=$2
	shift 2
	want=$(for pattern; do
		find "$folder" -type f -name "$pattern" ! -name '.*' -print
	done | sort -u | sed "s|^$(dirname "$module")/|	%D%/|; \$!s|\$| \\\\|")
	new=$(awk -v want="$want" '
		/^# end/ { skip = 0 }
		!skip { print }
		/^# list/ { skip = 1; getline; if (want == "") { sub(/[ \t]*\\$/, "") } else if ($0 !~ /\\$/) { $0 = $0 " \\" } print; if (want != "") print want }
	' "$module")
	[ "$new" != "$(cat "$module")" ] || return 0
	if [ $check = yes ]; then
		echo "$module: not every file of $folder is listed, or one is gone: run scripts/update-lists.sh"
		stale=1
	else
		printf '%s\n' "$new" > "$module"
		echo "$module: updated"
	fi
}

list formulas/module.mk formulas '*.bote'
list examples/module.mk examples '*.bote'
list share/help/module.mk share/help '*.txt'
list share/tables/module.mk share/tables '*.txt'
list tests/unit/module.mk tests/unit 'test_*.c'
list tests/golden/module.mk tests/golden '*.txt'
list tests/typed/module.mk tests/typed '*.txt'
list tests/shell/module.mk tests/shell '*.sh'
list tests/pty/module.mk tests/pty '*.pty'
list tests/load/module.mk tests/load '*.txt' '*.json' '*.csv' '*.tsv' '*.log' '*.md'
list tests/fuzz/module.mk tests/fuzz/corpus '*'

# Sources are listed by hand, since where they go is a decision.
if [ $check = yes ]; then
	for file in src/*/*.[ch]; do
		[ "$file" != src/base/embed.c ] || continue
		if ! grep -q "^[^#]*%D%/${file##*/}\\( \\|\$\\)" "${file%/*}/module.mk"; then
			echo "$file: not in ${file%/*}/module.mk"
			stale=1
		fi
	done
fi
exit $stale
