/* SPDX-License-Identifier: GPL-3.0-or-later */
/* redefine.c - a cell that counted something, and is given a bare number: it keeps its noun. */
#include "session/session_parts.h"

/* Numbers and signs alone: nothing that could have a unit. */
static bool is_bare(const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER: return true;
	case NODE_UNARY: return n->op == OP_NEGATE && is_bare(n->kids[0]);
	case NODE_BINARY:
		return (n->op == OP_ADD || n->op == OP_SUB || n->op == OP_MUL || n->op == OP_DIV || n->op == OP_POW) &&
		       is_bare(n->kids[0]) && is_bare(n->kids[1]);
	case NODE_RANGE: return is_bare(n->kids[0]) && is_bare(n->kids[1]);
	case NODE_MARGIN: return is_bare(n->kids[0]) && (n->kids[1]->kind == NODE_PERCENT || is_bare(n->kids[1]));
	default: return false;
	}
}

static bool is_zero(const struct node *n)
{
	return n->kind == NODE_NUMBER && n->number == 0;
}

/* The cell that a statement gives a bare number, where it had a unit or noun; else NULL. */
static const struct cell *redefined(struct session *s, const struct statement *st)
{
	const struct cell *c = st->kind == STATEMENT_CELL && st->expr && is_bare(st->expr) ? sheet_find(s->sheet, st->name)
	                                                                                   : NULL;

	return c && c->state == CELL_READY && c->type->kind == VALUE_NUMBER && !units_plain(&c->type->units) ? c : NULL;
}

bool session_keeps_noun(struct session *s, const struct statement *st)
{
	return !s->replaying && redefined(s, st) != NULL;
}

void session_note_bytes(struct session *s, const struct source *src, const struct statement *st, struct diag *d)
{
	const struct cell *c = !s->replaying && st->kind == STATEMENT_CELL && st->expr ? sheet_find(s->sheet, st->name)
	                                                                               : NULL;

	if (c && c->state == CELL_READY && c->type->kind == VALUE_NUMBER && units_has_noun(&c->type->units) &&
	    units_soft(&c->type->units) && st->expr->kind == NODE_QUANTITY && st->expr->unit->count == 1 &&
	    eval_bare_bytes(source_text(src, st->expr->at)) && str_eq(st->expr->unit->words[0].word, S("B")))
		diag_note(d, st->expr->at, SAYS_BYTES);
}

static bool fail_hard(const struct statement *st, const struct cell *c, struct str number, struct str unit,
                      struct diag *d)
{
	const char *what = type_text(c->type, d->arena);
	diag_fail(d, DIAG_UNIT, st->expr->at, "'%.*s' is %s, and this number has no unit", STR(st->name), what);
	diag_hint(d, "write %.*s = %.*s %.*s", STR(st->name), STR(number), STR(unit));
	return false;
}

void session_write_unit(struct buf *out, const struct units *u)
{
	struct buf text = {0};

	units_write(&text, u, true);
	for (size_t i = 0; i < text.len; i++)
		text.p[i] == '$' ? buf_add_c(out, "USD") : buf_char(out, text.p[i]);
	buf_release(&text);
}

static void note_kept(const struct statement *st, const struct cell *c, const char *now, struct diag *d)
{
	bool counts = units_soft(&c->type->units);

	diag_note(d, st->expr->at, "'%.*s' %s%s: read as %s", STR(st->name), counts ? "counts" : "is ",
	          counts ? "" : type_text(c->type, d->arena), now);
}

/* "dau = 10M" as "dau = 10M users"; a computed number gets brackets. */
bool session_write_noun(struct session *s, const struct source *src, const struct statement *st, struct diag *d,
                        struct buf *out)
{
	const struct cell *c = redefined(s, st);
	struct str number = source_text(src, st->expr->at);
	bool simple = st->expr->kind == NODE_NUMBER || st->expr->kind == NODE_RANGE, ok = true;
	struct buf unit = {0}, now = {0};

	session_write_unit(&unit, &c->type->units);
	const char *gap = unit.p[0] == '/' ? "" : " ";
	if (!units_soft(&c->type->units) && !is_zero(st->expr)) {
		ok = fail_hard(st, c, number, buf_str(&unit), d);
	} else {
		buf_printf(&now, simple ? "%.*s%s%s" : "(%.*s) *%s%s", STR(number), gap, buf_c(&unit));
		note_kept(st, c, buf_c(&now), d);
		buf_reset(&now);
		buf_printf(&now, simple ? "%.*s%s%s" : "(%.*s) * 1%s%s", STR(number), gap, buf_c(&unit));
		buf_add_str(out, str_cut(src->text, st->at.start, st->expr->at.start));
		buf_add_str(out, buf_str(&now));
		buf_add_str(out, str_cut(src->text, st->expr->at.end, st->at.end));
	}
	buf_release(&unit);
	buf_release(&now);
	return ok;
}
