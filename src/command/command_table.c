/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * command_table.c - `table`: the classic tables, whole.
 *
 * A table is a text, share/tables/NAME.txt: a title, rows of cells between bars, and sentences after ">". An
 * expression in braces is worked out by the evaluator, so that no number is in a table that bote could not have
 * told.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/utf8.h"
#include "command/command_all.h"
#include "sheet/sheet.h"

enum { MOST_COLUMNS = 12, GAP = 2 };

/* One row, its placeholders filled in. */
struct row {
	struct str cell[MOST_COLUMNS];
	bool number[MOST_COLUMNS]; /* nothing but a value: to the right */
	unsigned count;
	struct row *next;
};

struct table {
	struct session *session;
	struct outcome *o;
	struct sheet *sheet; /* an empty one: a person's own cells change no table */
	struct source source;
	struct format format;
	struct row *first, *last; /* of the block that is being read */
};

/* ---- values ---- */

/* A whole number with all its digits. A double holds the powers of two and ten at hand exactly. */
static void write_exactly(struct buf *out, double x)
{
	char digits[400];
	int n = snprintf(digits, sizeof(digits), "%.0f", x);

	for (int i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0 && digits[i - 1] != '-')
			buf_char(out, ',');
		buf_char(out, digits[i]);
	}
}

static bool table_write_value(struct table *t, struct str text, struct buf *out)
{
	struct source src = t->source;
	bool exactly = str_starts(text, S("exactly "));
	struct value v;

	src.text = exactly ? str_cut(text, 8, text.len) : text;
	if (!sheet_eval_text(t->sheet, &src, &t->o->arena, &t->o->diag, &v))
		return false;
	if (exactly)
		write_exactly(out, v.num[0]);
	else
		format_value(out, &v, &t->format);
	return true;
}

/* `text` with its placeholders filled in. */
static bool table_fill_in(struct table *t, struct str text, struct str *filled)
{
	struct buf out = {0};
	size_t at = 0;
	bool ok = true;

	while (ok && at < text.len) {
		size_t open = str_find_char(text, '{', at), close = str_find_char(text, '}', open);

		buf_add_str(&out, str_cut(text, at, open));
		ok = open == text.len || table_write_value(t, str_cut(text, open + 1, close), &out);
		at = close + 1;
	}
	*filled = buf_take(&out, &t->o->arena);
	return ok;
}

/* ---- rows ---- */

/* "| a | b |" */
static bool read_row(struct table *t, struct str line)
{
	struct row *r = arena_new(&t->o->arena, struct row);

	memset(r, 0, sizeof(*r));
	line = str_cut(line, 1, line.len);
	while (line.len && r->count < MOST_COLUMNS) {
		size_t end = str_find_char(line, '|', 0);
		struct str text = str_trim(str_cut(line, 0, end));

		r->number[r->count] = str_starts(text, S("{"));
		if (!table_fill_in(t, text, &r->cell[r->count++]))
			return false;
		line = str_cut(line, end + 1, line.len);
	}
	*(t->last ? &t->last->next : &t->first) = r;
	t->last = r;
	return true;
}

/* A column of numbers has its heading above their ends. */
static bool to_the_right(const struct row *head, unsigned column)
{
	for (const struct row *r = head->next; r; r = r->next)
		if (r->number[column])
			return true;
	return false;
}

static void write_row(struct buf *out, const struct row *head, const struct row *r, const size_t *width)
{
	for (unsigned i = 0; i < head->count; i++) {
		buf_fill(out, ' ', GAP);
		utf8_put(out, r->cell[i], width[i], to_the_right(head, i));
	}
	buf_end_line(out);
}

/* The rows read so far, the first of them a heading. */
static void write_block(struct table *t)
{
	struct buf *out = &t->o->output;
	size_t width[MOST_COLUMNS] = {0};

	if (!t->first)
		return;
	buf_char(out, '\n');
	for (const struct row *r = t->first; r; r = r->next)
		for (unsigned i = 0; i < t->first->count; i++)
			width[i] = utf8_wider(width[i], r->cell[i]);
	for (const struct row *r = t->first; r; r = r->next)
		write_row(out, t->first, r, width);
	t->first = t->last = NULL;
}

static bool table_write_sentence(struct table *t, struct str text, bool first)
{
	struct str filled;

	if (!table_fill_in(t, str_trim(text), &filled))
		return false;
	buf_printf(&t->o->output, "%s%.*s\n", first ? "\n" : "", STR(filled));
	return true;
}

/* ---- texts ---- */

/* The table's name in "share/tables/powers.txt", or empty. */
static struct str table_name(const struct embedded *file)
{
	bool is = str_starts(file->path, S("share/tables/")) && str_ends(file->path, S(".txt"));

	return is ? str_cut(file->path, strlen("share/tables/"), file->path.len - 4) : S("");
}

/* Past what is above it, the title. */
static struct str take_title(struct str *rest)
{
	struct str line = {0};

	while (str_next_line(rest, &line) && str_starts(line, S("//")))
		;
	return line;
}

static bool show_table(struct session *s, const struct embedded *file, struct outcome *o)
{
	struct table t = {
		.session = s, .o = o, .source = {.name = file->path, .first_line = 0}, .format = session_format(s)};
	struct str rest = file->text, line, title = take_title(&rest);
	bool ok = true, said = false;

	t.sheet = sheet_new(session_engine(s), session_library(s), session_facts(s));
	t.format.brief = true;
	buf_printf(&o->output, "%s%.*s\n", o->output.len ? "\n" : "", STR(title));
	while (ok && str_next_line(&rest, &line)) {
		t.source.first_line++;
		if (str_starts(line, S("|"))) {
			ok = read_row(&t, line);
			continue;
		}
		write_block(&t);
		if (str_starts(line, S(">"))) {
			ok = table_write_sentence(&t, str_cut(line, 1, line.len), !said);
			said = true;
		}
	}
	write_block(&t);
	sheet_free(t.sheet);
	if (!ok)
		o->status = STATUS_INPUT;
	return ok;
}

/* ---- the command ---- */

bool each_table(bool (*visit)(void *ctx, struct str name, struct str title), void *ctx)
{
	for (size_t i = 0; i < embedded_count; i++) {
		struct str name = table_name(&embedded_files[i]), rest = embedded_files[i].text;

		if (name.len && !visit(ctx, name, take_title(&rest)))
			return false;
	}
	return true;
}

static bool list_table(void *ctx, struct str name, struct str title)
{
	struct buf *out = ctx;

	buf_add_c(out, "  ");
	list_column(out, name, 12);
	buf_printf(out, "%.*s\n", STR(title));
	return true;
}

static bool name_table(void *ctx, struct str name, struct str title)
{
	struct buf *out = ctx;

	(void)title;
	buf_printf(out, "%s%.*s", out->len ? ", " : "", STR(name));
	return true;
}

static bool no_such_table(struct outcome *o, struct str name)
{
	struct buf names = {0};

	o->status = STATUS_INPUT;
	diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "no table '%.*s'", STR(name));
	each_table(name_table, &names);
	diag_hint(&o->diag, "there are %s", buf_c(&names));
	buf_release(&names);
	return false;
}

bool command_table(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!argc)
		return each_table(list_table, &o->output);
	for (size_t i = 0; i < argc; i++) {
		const struct embedded *file = embedded_find(arena_printf(&o->arena, "share/tables/%.*s.txt", STR(argv[i])));

		if (!file)
			return no_such_table(o, argv[i]);
		if (!show_table(s, file, o))
			return false;
	}
	return true;
}
