# SPDX-License-Identifier: GPL-3.0-or-later
# embed.sh - write C source that holds the given text files: embed.sh SRCDIR FILE... > embed.c
#
# A FILE is named as the program will know it, relative to SRCDIR, with or without
# SRCDIR in front. The output depends on names and contents alone.
set -eu
LC_ALL=C
export LC_ALL

srcdir=$1
shift

echo '/* Made by scripts/embed.sh: change the files, not this one. */'
echo '#include "base/embed.h"'

names=$(for name; do
	echo "${name#"$srcdir"/}"
done | sort -u)

if [ -z "$names" ]; then
	echo 'const struct embedded embedded_files[] = {{{"", 0}, {"", 0}}};'
	echo 'const size_t embedded_count = 0;'
	exit 0
fi

cd "$srcdir"
# An awk that is handed an unreadable file may only warn; find out before.
for name in $names; do
	[ -r "$name" ] || { echo "embed.sh: cannot read $name" >&2; exit 1; }
done

# shellcheck disable=SC2086
${AWK:-awk} '
function start(name) {
	finish()
	n++
	path[n] = name
	printf "static const char text_%d[] =", n
}
function finish() {
	if (n)
		print "\n\t\"\";"
}
# Empty files never reach the main rule: announce them when the next one comes.
function catch_up(name) {
	while (at < ARGC - 1) {
		at++
		start(ARGV[at])
		if (ARGV[at] == name)
			return
	}
}
FNR == 1 { catch_up(FILENAME) }
{
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	gsub(/\r/, "\\r")
	printf "\n\t\"%s\\n\"", $0
}
END {
	catch_up("")
	finish()
	print "const struct embedded embedded_files[] = {"
	for (i = 1; i <= n; i++)
		printf "\t{{\"%s\", %d}, {text_%d, sizeof(text_%d) - 1}},\n", path[i], length(path[i]), i, i
	print "};"
	printf "const size_t embedded_count = %d;\n", n
}' $names
