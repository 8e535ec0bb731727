/* SPDX-License-Identifier: GPL-3.0-or-later */
/* talk.h - what was typed at the prompt and what came back, as tables; sheets in a folder for them. */
#ifndef BOTE_TEST_TALK_H
#define BOTE_TEST_TALK_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "rows.h"
#include "session/session.h"

#include "command/typed.h"

/*
 * A line, and all that is printed for it, notes as well, without the last newline. Of an error only its line counts:
 * "error: division by zero". NULL: it must succeed, whatever it says.
 */
struct exchange {
	const char *typed, *printed;
};

static inline void talk_one(struct session *s, size_t row, const struct exchange *x)
{
	struct buf out = {0};
	struct outcome o;

	outcome_init(&o);
	bool ok = typed_text(s, SESSION_PROMPT, str_from_c(x->typed), &o);
	outcome_lay_out(s, &o);
	outcome_write(s, &o, (struct outcome_style){.prompt = true}, &out, &out);
	struct str got = str_trim(buf_str(&out)), want = str_from_c(x->printed ? x->printed : "");
	if (!ok)
		got = o.diag.error ? arena_printf(&o.arena, "error: %.*s", STR(o.diag.error->text)) : S("no error");
	cr_expect(ok == !str_starts(want, S("error: ")), "row %zu: %s: %.*s", row, x->typed, STR(got));
	cr_expect(!x->printed || str_eq(got, want), "row %zu: %s\n%.*s\nis not\n%.*s", row, x->typed, STR(got), STR(want));
	buf_release(&out);
	outcome_release(&o);
}

static inline void talk_to(struct session *s, const struct exchange *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		talk_one(s, i, &rows[i]);
}

/* A session from its start to its end. */
#define talk(rows) talk_in("", rows, COUNT(rows))
static inline void talk_in(const char *path, const struct exchange *rows, size_t count)
{
	struct session *s = session_new(str_from_c(path));

	talk_to(s, rows, count);
	session_free(s);
}

/* Each row in a session of its own. */
#define talk_each(rows) talk_each_in("", rows, COUNT(rows))
static inline void talk_each_in(const char *path, const struct exchange *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct session *s = session_new(str_from_c(path));

		talk_one(s, i, &rows[i]);
		session_free(s);
	}
}

/* Sheets by name and text, in a folder that is gone afterwards. */
struct sheet_file {
	const char *name, *text;
};

static char talk_folder[] = "tests/tmp/talk.XXXXXX";

static inline const char *talk_path(const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s.bote", talk_folder, name);
	return path;
}

static inline void talk_write(const struct sheet_file *files, size_t count)
{
	cr_assert(fs_make_folder("tests/tmp") == 0 && mkdtemp(talk_folder) != NULL);
	for (size_t i = 0; i < count; i++)
		cr_assert(fs_write(talk_path(files[i].name), str_from_c(files[i].text)) == 0);
}

static inline void talk_remove(const struct sheet_file *files, size_t count)
{
	for (size_t i = 0; i < count; i++)
		unlink(talk_path(files[i].name));
	rmdir(talk_folder);
}

#endif
