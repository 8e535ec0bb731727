/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `rename` and back: each cell of each sheet that is shipped, and lines in which a name stands beside every sign. */
#include <glob.h>

#include "base/buf.h"
#include "base/str.h"
#include "command/typed.h"
#include "session/session.h"
#include "sheet/sheet.h"
#include "talk.h"

static bool type(struct session *s, const char *line, struct buf *why)
{
	struct outcome o;
	bool ok;

	outcome_init(&o);
	ok = typed_text(s, SESSION_PROMPT, str_from_c(line), &o);
	if (!ok)
		buf_printf(why, "%s: %.*s\n", line, STR(o.diag.error ? o.diag.error->text : S("refused")));
	outcome_release(&o);
	return ok;
}

static void rename_cell(struct session *s, struct str from, struct str to, struct buf *why)
{
	struct buf line = {0};

	buf_printf(&line, "rename %.*s %.*s", STR(from), STR(to));
	type(s, buf_c(&line), why);
	buf_release(&line);
}

/*
 * Every cell of the sheet, or one of `step` of them, gets another name and then its own again: each line is as it was.
 */
static void go_and_return(struct session *s, const char *what, uint32_t step)
{
	struct buf before = {0}, after = {0}, why = {0};
	struct arena names;
	struct str *name;
	uint32_t count = sheet_cell_count(session_sheet(s));

	arena_init(&names);
	name = arena_alloc(&names, (count + 1) * sizeof(*name));
	for (uint32_t i = 0; i < count; i++)
		name[i] = arena_str(&names, sheet_cell(session_sheet(s), i)->name);
	session_save_text(s, &before);
	for (uint32_t i = 0; i < count; i += step) {
		if (str_find_char(name[i], '.', 0) < name[i].len)
			continue;
		rename_cell(s, name[i], S("other_name"), &why);
		rename_cell(s, S("other_name"), name[i], &why);
		buf_reset(&after);
		session_save_text(s, &after);
		cr_expect(!why.len && str_eq(buf_str(&before), buf_str(&after)), "%s: %.*s\n%s--- is\n%s--- was\n%s", what,
		          STR(name[i]), buf_c(&why), buf_c(&after), buf_c(&before));
		buf_reset(&why);
	}
	buf_release(&before);
	buf_release(&after);
	buf_release(&why);
	arena_release(&names);
}

static struct session *session_with(const char *text, const char *what)
{
	struct session *s = session_new(S(""));
	struct buf why = {0};

	cr_expect(type(s, text, &why), "%s: %s", what, buf_c(&why));
	buf_release(&why);
	return s;
}

/* Two formulas ask for one of several parameters; the results of a lab are measured. */
static bool needs_more(struct str why)
{
	return str_find(why, S("give "), 0) < why.len || str_find(why, S("nothing measures"), 0) < why.len;
}

static void each_sheet(const char *files, uint32_t step)
{
	const char *srcdir = getenv("srcdir");
	struct buf pattern = {0};
	glob_t found;

	buf_printf(&pattern, "%s/%s", srcdir ? srcdir : ".", files);
	cr_assert(glob(buf_c(&pattern), 0, NULL, &found) == 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct session *s = session_with("set samples 256", "set samples");
		struct buf line = {0}, why = {0};

		buf_printf(&line, "load %s", found.gl_pathv[i]);
		if (type(s, buf_c(&line), &why))
			go_and_return(s, found.gl_pathv[i], step);
		else
			cr_expect(needs_more(buf_str(&why)), "%s", buf_c(&why));
		session_free(s);
		buf_release(&line);
		buf_release(&why);
	}
	globfree(&found);
	buf_release(&pattern);
}

Test(rename, in_each_example_and_back)
{
	each_sheet("examples/*.bote", 8);
}

Test(rename, in_each_formula_and_back)
{
	each_sheet("formulas/[!p]*/*.bote", 1);
	each_sheet("formulas/proxy/*.bote", 1);
}

/* Whatever stands beside the name stays beside it. */
Test(rename, beside_every_sign)
{
	static const char *const lines[] = {
		"x = if bw > 2 then bw else 1",
		"x = if 2 < bw then 1 else bw",
		"x = if not bw > 2 then 3 else 2",
		"x = if bw > 2 and bw < 9 or bw == 4 then 1 else 2",
		"check bw < 5",
		"require bw > 1",
		"x = bw GB",
		"x = 2 bw + 3bw",
		"x = bw (2)",
		"x = (bw) GB",
		"x = bw * 1 GB to MB",
		"x = bw to %",
		"x = bw in %",
		"x = bw as %",
		"x = bw -> %",
		"x = 10 ± bw",
		"x = bw .. 10",
		"x = bw..10",
		"x = [bw, 2 , bw ]",
		"x = max(bw, 2)",
		"x = max( bw , 2 )",
		"x = bw^2 + 2 ^ bw",
		"x = bw² / bw",
		"x = -bw - bw",
		"x = bw mod 2",
		"x = bw per day",
		"x = bw/day",
		"x = bw # bw and more",
		"f(y) = y * bw",
		"f(bw) = bw * 2",
		"scenario \"more\": bw = 5",
		"scenario \"more\": bw = bw * 2",
		"> prose with {bw}, {bw:0} and bw",
		"## {bw} bw",
		"x = \"bw\"",
		"x = √bw",
		"x = smallest(n, 2^n > bw)",
		"chart line(bw * 2, bw = 1..5, log)",
		"chart breakdown(bw, bw * 2)",
		"box b \"B\" : bw",
		"show bw, bw * 2",
		"sensitivity bw * 2",
		"x = bw!",
		"x = bw - 20%",
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct session *s = session_with("bw = 3", "bw = 3");
		struct buf why = {0};

		cr_expect(type(s, lines[i], &why), "%s", buf_c(&why));
		go_and_return(s, lines[i], 1);
		buf_release(&why);
		session_free(s);
	}
}

/* A name that would be read as something else, or as what was something else, is refused, and nothing is changed. */
Test(rename, to_what_means_something_else)
{
	static const char *const rows[][3] = {
		{"f(y) = y * bw", "rename bw y", "read as something else"},
		{"x = smallest(n, 2^n > bw)", "rename bw n", "read as something else"},
		{"chart line(bw * 2, bw = 1..5, log)", "rename bw log", ""},
		{"x = bw", "rename bw if", ""},
		{"x = bw", "rename bw 2x", ""},
		{"x = bw", "rename bw a-b", ""},
		{"x = bw", "rename bw x", "there is a cell 'x' already"},
		{"x = bw", "rename y z", "there is no cell 'y'"},
		{"x = bw", "rename bw", "a cell and its new name"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct session *s = session_with("bw = 3", "bw = 3");
		struct buf why = {0}, before = {0}, after = {0};

		cr_expect(type(s, rows[i][0], &why), "%s", buf_c(&why));
		session_save_text(s, &before);
		cr_expect(!type(s, rows[i][1], &why), "%s, %s", rows[i][0], rows[i][1]);
		session_save_text(s, &after);
		cr_expect(str_find(buf_str(&why), str_from_c(rows[i][2]), 0) < why.len, "%s: %s", rows[i][1], buf_c(&why));
		cr_expect(str_eq(buf_str(&before), buf_str(&after)), "%s: %s", rows[i][1], buf_c(&after));
		buf_release(&why);
		buf_release(&before);
		buf_release(&after);
		session_free(s);
	}
}
