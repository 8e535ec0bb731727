# SPDX-License-Identifier: GPL-3.0-or-later
# The generator of compiled-in texts: order, odd names of folders, odd contents.
. "$srcdir/tests/lib.sh"

mkdir -p src/formulas/b src/formulas/a
: > src/formulas/a/empty.bote
printf 'no newline' > src/formulas/a/last.bote
printf 'say "hi" \\ \\n\ttab\r\n??/ \302\265s & 5%%\n' > src/formulas/b/odd.bote

run sh "$srcdir/scripts/embed.sh" src formulas/b/odd.bote src/formulas/a/last.bote formulas/a/empty.bote
status 0 'three files'
out_is "$(cat <<'END'
/* Made by scripts/embed.sh: change the files, not this one. */
#include "base/embed.h"
static const char text_1[] =
	"";
static const char text_2[] =
	"no newline\n"
	"";
static const char text_3[] =
	"say \"hi\" \\ \\n\ttab\r\n"
	"??/ µs & 5%\n"
	"";
const struct embedded embedded_files[] = {
	{{"formulas/a/empty.bote", 21}, {text_1, sizeof(text_1) - 1}},
	{{"formulas/a/last.bote", 20}, {text_2, sizeof(text_2) - 1}},
	{{"formulas/b/odd.bote", 19}, {text_3, sizeof(text_3) - 1}},
};
const size_t embedded_count = 3;
END
)" 'their texts, escaped'

run sh "$srcdir/scripts/embed.sh" src
status 0 'no files'
out_like 'embedded_count = 0' 'an empty table'

run sh "$srcdir/scripts/embed.sh" src formulas/a/missing.bote
[ "$got" -ne 0 ]
ok $? 'a missing file is an error'
err_like 'missing.bote' 'it is named'

done_testing
