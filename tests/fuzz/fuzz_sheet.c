/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_sheet.c - whole sheets, run as formula and taken in as file. After a line of "=====" is another
 * sheet, `other`, which the first may use and which may use the first, `sheet`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "outcome.h"

#include "command/typed.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static char folder[] = "/tmp/fuzz_sheet.XXXXXX";
static char sheet_path[64], other_path[64];

static void clean_up(void)
{
	unlink(sheet_path);
	unlink(other_path);
	rmdir(folder);
}

static void make_folder(void)
{
	if (!mkdtemp(folder))
		abort();
	snprintf(sheet_path, sizeof sheet_path, "%s/sheet.bote", folder);
	snprintf(other_path, sizeof other_path, "%s/other.bote", folder);
	atexit(clean_up);
}

static void put(const char *path, struct str text)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(text.p, 1, text.len, f) != text.len || fclose(f) != 0)
		abort();
}

static void put_sheets(struct str text)
{
	static const struct str line = {"\n=====\n", 7};
	size_t at = 0;

	while (at + line.len <= text.len && !str_starts(str_cut(text, at, text.len), line))
		at++;
	if (at + line.len > text.len)
		at = text.len;
	put(sheet_path, str_cut(text, 0, at));
	put(other_path, str_cut(text, at + line.len < text.len ? at + line.len : text.len, text.len));
}

/* A call of the sheet that was taken in, and a new number for its first cell. */
static void use_it(struct session *s, struct outcome *o)
{
	struct str again = S("sheet()\nuse sheet() as fuzzed\ncells\nexplain fuzzed.x\nundo");

	if (sheet_cell_count(session_sheet(s)) > 0)
		again = arena_printf(&o->arena, "%.*s = 3\n%.*s", STR(sheet_cell(session_sheet(s), 0)->name), STR(again));

	struct str rest = again, line;

	while (str_next_line(&rest, &line)) {
		struct outcome own;

		be_quick(s);
		outcome_init(&own);
		bool ok = typed_text(s, SESSION_PROMPT, line, &own);
		check_outcome(s, &own, ok, line);
		outcome_release(&own);
	}
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct session *s = session_new(S(""));
	struct outcome o;

	if (!sheet_path[0])
		make_folder();
	be_quick(s);
	put_sheets((struct str){(const char *)data, size});
	outcome_init(&o);
	bool ok = session_run(s, str_from_c(sheet_path), NULL, 0, NULL, &o);
	check_outcome(s, &o, ok, S("run"));
	outcome_reset(&o);
	ok = session_try_examples(s, str_from_c(sheet_path), &o);
	check_outcome(s, &o, ok, S("examples"));
	outcome_reset(&o);
	ok = session_file(s, SESSION_STREAM, sheet_path, NULL, 0, &o);
	check_outcome(s, &o, ok, S("file"));
	use_it(s, &o);
	outcome_release(&o);
	session_free(s);
	return 0;
}
