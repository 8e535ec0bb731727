/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_notes.c - values as text, and what to notice: the sentences of a lab's sheet, with numbers of the run in them. */
#include "lang/parse.h"
#include "whatif/lab_view.h"

struct noting {
	struct ask *q;
	struct str prefix;
	struct lab_view *v;
};

struct str lab_write_value(const struct ask *q, const struct value *v, unsigned digits)
{
	struct format f = q->format;
	struct buf text = {0};

	f.brief = true;
	f.digits = digits;
	if (v->type.list)
		format_value(&text, v, &f);
	else
		format_element(&text, v, 0, &f);
	return buf_take(&text, q->a);
}

/* A number in a sentence: without the interval, which the table has. False for what has no value now. */
static bool fill_one(struct ask *q, const struct entry *e, struct str inside, struct buf *out)
{
	struct source src = {e->is.source->name, inside, 1};
	struct definition at = e->is;
	struct arena *a = q->a;
	struct diag d;
	struct value v;
	struct node *n;

	diag_init(&d, a, &src);
	n = sheet_parse(q->sheet, &src, a, &d);
	at.source = &src;
	if (!n || !sheet_eval(q->sheet, &at, n, a, &d, &v) || v.count != 1)
		return false;
	if (is_poison(v.num[0]) || (v.type.kind == VALUE_TRUTH && !v.num[0]))
		return false;
	if (v.type.kind == VALUE_TRUTH)
		return true; /* a condition: nothing is written */
	if (v.type.kind == VALUE_TEXT)
		buf_add_str(out, texts_get(q->format.texts, (uint32_t)v.num[0]));
	else
		buf_add_str(out, lab_write_value(q, &v, 3));
	return true;
}

bool lab_note(struct ask *q, const struct entry *e, struct buf *out)
{
	struct str text = e->statement->text;

	while (text.len) {
		size_t open = str_find_char(text, '{', 0), close = str_find_char(text, '}', open);

		buf_add_str(out, str_cut(text, 0, open));
		if (open >= text.len)
			return true;
		if (!fill_one(q, e, str_cut(text, open + 1, close), out))
			return false;
		text = str_cut(text, close + 1, text.len);
	}
	return true;
}

/* The lines under `## Notice`. */
static void view_add_note(struct noting *x, const struct entry *e)
{
	struct buf text = {0};

	if (lab_note(x->q, e, &text))
		x->v->notes[x->v->note_count++] = arena_str(x->q->a, str_trim(buf_str(&text)));
	buf_release(&text);
}

/* Why a prediction has no value, where that is more than `none`. */
static void add_reasons(struct noting *x)
{
	for (uint32_t i = 0; i < sheet_cell_count(x->q->sheet); i++) {
		const struct cell *c = sheet_cell(x->q->sheet, i);

		if (c->state == CELL_FAILED && c->more->error && c->declaration && c->declaration->kind == STATEMENT_CELL &&
		    str_starts(c->name, x->prefix) && measure_lab(cell_declared(c).source)) {
			x->v->notes[x->v->note_count++] = arena_printf(x->q->a, "Not predicted: %.*s.", STR(c->more->error->text));
			return;
		}
	}
}

void lab_notes(struct ask *q, struct lab_view *v, struct str prefix, const struct statement *first,
               const struct source *src)
{
	struct noting *x = &(struct noting){q, prefix, v};
	struct entry e = {.is = {.source = src}};
	bool notice = false;

	for (uint32_t i = 0; i < sheet_cell_count(x->q->sheet); i++) { /* where its names are looked up */
		const struct cell *c = sheet_cell(x->q->sheet, i);

		if (cell_declared(c).source == src && str_starts(c->name, x->prefix))
			e.is.space = cell_declared(c).space;
	}
	for (const struct statement *st = first; st; st = st->next) {
		if (st->kind == STATEMENT_HEADING)
			notice = str_eq(st->text, S("Notice"));
		e.statement = st;
		if (notice && st->kind == STATEMENT_PROSE)
			view_add_note(x, &e);
	}
	add_reasons(x);
}
