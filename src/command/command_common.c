/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_common.c - what several commands share: misuse, words, searching, columns, paths. */
#include <stdarg.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "command/command_all.h"

bool command_misused(struct outcome *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	o->status = STATUS_USAGE;
	diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "%s", arena_vprintf(&o->arena, fmt, ap).p);
	va_end(ap);
	return false;
}

bool command_found_none(struct outcome *o, const char *what, struct str word)
{
	o->status = STATUS_NO;
	return diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "no %s fits '%.*s'", what, STR(word));
}

struct str command_join(struct outcome *o, size_t argc, const struct str *argv)
{
	struct buf text = {0};

	for (size_t i = 0; i < argc; i++) {
		if (i)
			buf_char(&text, ' ');
		buf_add_str(&text, argv[i]);
	}
	return buf_take(&text, &o->arena);
}

struct str command_value(size_t argc, const struct str *argv, size_t *at, struct str *word)
{
	struct str whole = argv[*at];
	size_t equals = str_starts(whole, S("--")) ? str_find_char(whole, '=', 0) : whole.len;

	*word = str_cut(whole, 0, equals);
	if (equals == whole.len && *at + 1 < argc)
		return argv[++*at];
	return str_cut(whole, equals + 1, whole.len);
}

bool filter_init(struct filter *f, struct str text, struct outcome *o)
{
	char message[128];
	size_t offset;

	*f = (struct filter){.word = text};
	if (text.len < 2 || text.p[0] != '/' || text.p[text.len - 1] != '/')
		return true;
	text = str_cut(text, 1, text.len - 1);
	f->re = re_new(text, RE_NOCASE, &offset, message);
	if (!f->re) {
		struct source src = {.text = text, .first_line = 1};
		DIAG_IN(&o->diag, &src);

		diag_fail(&o->diag, DIAG_SYNTAX, (struct span){(uint32_t)offset, (uint32_t)offset + 1},
		          "this pattern is faulty: %s", message);
		o->status = STATUS_INPUT;
	}
	return f->re != NULL;
}

bool filter_fits(const struct filter *f, struct str text)
{
	struct str whole;

	return f->re ? re_match(f->re, text, 0, &whole, NULL) : str_contains_nocase(text, f->word);
}

void filter_release(struct filter *f)
{
	re_free(f->re);
	f->re = NULL;
}

void list_column(struct buf *out, struct str text, size_t width)
{
	utf8_put(out, text, width ? width - 1 : 0, false);
	buf_char(out, ' ');
}

const char *command_path(struct outcome *o, struct str word)
{
	const char *home = getenv("HOME");

	if (home && (str_eq(word, S("~")) || str_starts(word, S("~/"))))
		return arena_printf(&o->arena, "%s%.*s", home, STR(str_cut(word, 1, word.len))).p;
	return arena_str(&o->arena, word).p;
}
