/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inputs.c - what the answers of a sheet rest on: parameters that nobody gave, and defaults. */
#include "base/arena.h"
#include "eval/parameter.h"
#include "session/session_parts.h"
#include "sheet/defaults.h"
#include "sheet/explain.h"

bool inputs_missing(const struct sheet *s)
{
	for (uint32_t i = 0; i < sheet_cell_count(s); i++)
		if (cell_is_missing(sheet_cell(s, i)))
			return true;
	return false;
}

const bool *inputs_waiting(struct sheet *s, struct arena *a)
{
	uint32_t all = sheet_cell_count(s), count;
	struct cell **cells, **order;
	bool *waits;

	if (!inputs_missing(s))
		return NULL;
	cells = arena_array(a, struct cell *, all);
	waits = arena_array(a, bool, all);
	for (uint32_t i = 0; i < all; i++)
		cells[i] = sheet_cell(s, i);
	order = sheet_needs(s, cells, all, a, &count);
	for (uint32_t i = 0; i < count; i++) {
		bool *own = &waits[order[i]->index];

		*own = cell_is_missing(order[i]);
		for (uint32_t k = 0; k < order[i]->need_count; k++)
			*own |= waits[order[i]->needs[k]->index];
	}
	return waits;
}

bool inputs_statement_waits(const bool *waiting, const struct definition *at, const struct statement *st,
                            struct arena *a)
{
	struct names names = ast_statement_names(st, a);
	bool waits = false;

	for (uint32_t i = 0; i < names.count && !waits; i++) {
		uint32_t count;
		struct cell **reads = sheet_reads(at, names.node[i], a, &count);

		for (uint32_t k = 0; k < count; k++)
			waits |= waiting[reads[k]->index];
	}
	return waits;
}

/* "ssd=VALUE in $/GB", each that is missing of the cells. */
static unsigned list_missing(struct cell **needs, uint32_t count, struct buf *out)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < count; i++) {
		if (!cell_is_missing(needs[i]))
			continue;
		buf_add_c(out, n++ ? ", " : "");
		parameter_wish(out, needs[i]->name, needs[i]->declaration, cell_declared(needs[i]).source);
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
		if (cell_is_missing(needs[i]) && (!x->first || needs[i]->index < x->first->index))
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
	struct cell **reads = sheet_reads(at, n, x->a, &count);

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
	x->roots = arena_room(a, (sheet_cell_count(s) + (size_t)1) * sizeof *x->roots);
}

bool inputs_end(struct inputs *x, bool say)
{
	for (const struct diag_item *note = x->waiting.notes; note && x->had; note = note->next)
		diag_adopt(x->d, note);
	if (x->first && !x->had)
		diag_adopt(x->d, x->first->more->error);
	else if (say && !x->d->error)
		sheet_note_defaults(x->sheet, x->roots, x->root_count, NULL, 0, x->a, x->d);
	return !x->d->error;
}
