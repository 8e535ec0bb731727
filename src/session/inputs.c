/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inputs.c - what the answers of a sheet rest on: parameters that nobody gave, and defaults. */
#include "base/arena.h"
#include "session/parts.h"
#include "sheet/explain.h"

enum { DEFAULTS_SHOWN = 8 };

static bool inputs_is_missing(const struct cell *c)
{
	return c->param && !c->is.expr;
}

static bool is_default(const struct cell *c)
{
	return c->param && !c->given && c->is.expr && c->declaration->expr == c->is.expr;
}

bool inputs_missing(const struct sheet *s)
{
	for (uint32_t i = 0; i < sheet_cell_count(s); i++)
		if (inputs_is_missing(sheet_cell(s, i)))
			return true;
	return false;
}

/* "ssd=VALUE in $/GB", each that is missing of the cells. */
static unsigned list_missing(struct cell **needs, uint32_t count, struct buf *out)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct statement *st = needs[i]->declaration;
		if (!inputs_is_missing(needs[i]))
			continue;
		struct str unit = source_text(needs[i]->declared.source, st->unit.at);
		buf_printf(out, "%s%.*s=VALUE", n++ ? ", " : "", STR(needs[i]->name));
		if (!st->any && unit.len)
			buf_printf(out, " in %s%.*s%s", st->list ? "[" : "", STR(unit), st->list ? "]" : "");
	}
	return n;
}

/* The parameters that cells wait for, said in one note. False when there are none. */
static bool note_missing(struct inputs *x, struct cell **reads, uint32_t read_count, struct str what)
{
	struct arena scratch;
	struct buf wanted = {0};
	uint32_t count;

	arena_init(&scratch);
	struct cell **needs = sheet_needs(x->sheet, reads, read_count, &scratch, &count);
	unsigned n = list_missing(needs, count, &wanted);
	for (uint32_t i = 0; n && i < count; i++)
		if (inputs_is_missing(needs[i]) && (!x->first || needs[i]->index < x->first->index))
			x->first = needs[i];
	if (n)
		diag_note(&x->waiting, (struct span){0, 0}, "no %.*s yet: give %s", STR(what), buf_c(&wanted));
	buf_release(&wanted);
	arena_release(&scratch);
	return n > 0;
}

bool inputs_wait(struct inputs *x, const struct definition *at, const struct node *n)
{
	uint32_t count;
	struct cell **reads = sheet_reads(x->sheet, at, n, x->a, &count);

	if (x->missing && note_missing(x, reads, count, source_text(at->source, n->at)))
		return true;
	x->had = true;
	for (uint32_t i = 0; i < count; i++) {
		if (x->is_root[reads[i]->index])
			continue;
		x->is_root[reads[i]->index] = true;
		x->roots[x->root_count++] = reads[i];
	}
	return false;
}

void inputs_begin(struct inputs *x, struct sheet *s, struct arena *a, struct diag *d)
{
	*x = (struct inputs){.sheet = s, .a = a, .d = d, .missing = inputs_missing(s)};
	diag_init(&x->waiting, a, NULL);
	x->is_root = arena_array(a, bool, sheet_cell_count(s) + 1);
	x->roots = arena_array(a, struct cell *, sheet_cell_count(s) + 1);
}

/* In the order of the text, which is that of the cells. */
static void say_defaults(struct inputs *x)
{
	struct buf line = {0};
	unsigned n = 0;
	uint32_t count;
	struct cell **needs = sheet_needs(x->sheet, x->roots, x->root_count, x->a, &count);
	bool *used = arena_array(x->a, bool, sheet_cell_count(x->sheet) + 1);

	for (uint32_t i = 0; i < count; i++)
		used[needs[i]->index] = true;
	for (uint32_t i = 0; i < sheet_cell_count(x->sheet); i++) {
		const struct cell *c = sheet_cell(x->sheet, i);
		if (used[c->index] && is_default(c) && !ast_asks_nothing(c->declaration) && n++ < DEFAULTS_SHOWN)
			buf_printf(&line, "%s%.*s = %.*s", n > 1 ? ", " : "", STR(c->name),
			           STR(source_text(c->is.source, c->is.expr->at)));
	}
	if (n > DEFAULTS_SHOWN)
		buf_printf(&line, " and %u more", n - DEFAULTS_SHOWN);
	if (n)
		diag_note(x->d, (struct span){0, 0}, "with %s", buf_c(&line));
	buf_release(&line);
}

bool inputs_end(struct inputs *x, bool say)
{
	for (const struct diag_item *note = x->waiting.notes; note && x->had; note = note->next)
		diag_adopt(x->d, note);
	if (x->first && !x->had)
		diag_adopt(x->d, x->first->error);
	else if (say)
		say_defaults(x);
	return !x->d->error;
}
