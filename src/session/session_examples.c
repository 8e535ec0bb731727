/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_examples.c - the `example` lines of a sheet, each tried with its parameters. */
#include <math.h>

#include "session/session_parts.h"
#include "value/number.h"

/* How many digits a number has as typed: `~=` is equality to those. */
static unsigned digits_written(struct str text)
{
	unsigned digits = 0;

	for (size_t i = 0; i < text.len && text.p[i] != 'e' && text.p[i] != 'E'; i++) {
		char ch = text.p[i];
		if (char_is_digit(ch))
			digits += digits || ch != '0';
		else if (ch != '_' && ch != ',' && ch != '.')
			break;
	}
	return digits ? digits : 1;
}

static const struct node *examples_number_of(const struct node *n)
{
	while (n && (n->kind == NODE_QUANTITY || n->kind == NODE_PERCENT || n->kind == NODE_CONVERT ||
	             (n->kind == NODE_UNARY && n->op == OP_NEGATE)))
		n = n->count ? n->kids[0] : NULL;
	return n && n->kind == NODE_NUMBER ? n : NULL;
}

/* Is `got`, in the unit written, `want` to the digits written? */
static bool agrees(const struct value *got, const struct value *want, const struct source *src, const struct node *n,
                   uint32_t i)
{
	struct factor f = FACTOR_ONE;
	double x = got->num[i], y = want->num[i];

	if (is_poison(x) || is_poison(y))
		return is_poison(x) && is_poison(y);
	if (got->type.kind != VALUE_NUMBER || want->type.kind != VALUE_NUMBER)
		return got->type.kind == want->type.kind && x == y;
	if (units_convert(&got->type.units, &want->type.units, &f) == UNITS_CLASH)
		return x == 0 && y == 0;
	x = factor_apply(f, x);
	if (number_same(x, y))
		return true;
	const struct node *item = n->kind == NODE_LIST && i < n->count ? n->kids[i] : n;
	const struct node *number = examples_number_of(item);
	unsigned digits = number ? digits_written(source_text(src, number->at)) : 6;
	double scale = pow(10, floor(log10(fabs(y))) + 1 - digits);
	return fabs(x - y) <= 0.5000001 * scale;
}

static bool example_agrees(struct session *s, struct sheet *sheet, const struct definition *at, const struct item *want,
                           struct outcome *o, struct buf *why)
{
	struct cell *c = sheet_find(sheet, want->name);
	struct value v;
	struct format f = session_format(s);

	if (c && c->state == CELL_READY && !sheet_sample(sheet, &c, 1, &o->diag))
		return false;
	if (!c || c->state != CELL_READY) {
		buf_printf(why, "%.*s has no value", STR(want->name));
		return false;
	}
	if (!sheet_eval(sheet, at, want->value, &o->arena, &o->diag, &v))
		return false;
	bool same = v.count == c->count;
	for (uint32_t i = 0; same && i < v.count; i++)
		same = agrees(cell_value(c), &v, at->source, want->value, i);
	if (!same) {
		f.digits = 8;
		buf_printf(why, "%.*s is ", STR(want->name));
		format_value(why, cell_value(c), &f);
		buf_printf(why, ", not %.*s", STR(source_text(at->source, want->value->at)));
	}
	return same;
}

/* Run a sheet with an example's parameters. */
static bool try_example(struct session *s, struct str name, const struct text_found *found, const struct entry *e,
                        struct outcome *o, struct buf *why)
{
	const struct statement *st = e->statement;
	struct given *given = arena_array(&o->arena, struct given, st->more->item_count + 1);

	for (uint32_t i = 0; i < st->more->item_count; i++)
		given[i] = (struct given){st->more->items[i].name, source_text(e->is.source, st->more->items[i].value->at)};
	struct sheet *sheet = session_open_text(s, name, found, given, st->more->item_count, o);
	if (!sheet)
		return false;
	struct definition at = sheet_here(sheet, e->is.source);
	bool ok = true;
	for (uint32_t i = 0; ok && i < st->more->want_count; i++)
		ok = example_agrees(s, sheet, &at, &st->more->wants[i], o, why);
	sheet_free(sheet);
	return ok;
}

bool session_try_examples(struct session *s, struct str name, struct outcome *o)
{
	struct text_found found;

	if (!session_find_text(s, name, &found, o))
		return false;
	struct sheet *sheet = sheet_new(&s->engine, s->library, s->facts);
	bool ok = sheet_load(sheet, found.path, found.folder, found.text, &o->diag), all = true;

	for (uint32_t i = 0; ok && i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		struct buf why = {0};
		if (e->statement->kind != STATEMENT_EXAMPLE || !sheet_entry_is_own(sheet, e))
			continue;
		struct outcome own;
		outcome_init(&own);
		bool holds = try_example(s, name, &found, e, &own, &why);
		if (!holds && own.diag.error)
			buf_printf(&why, "%s%.*s", why.len ? "; " : "", STR(own.diag.error->text));
		for (const struct diag_item *note = own.diag.notes; note; note = note->next)
			if (note->level == DIAG_NOTE)
				buf_printf(&why, "%snote: %.*s", why.len ? "; " : "", STR(note->text));
		struct answer *a = outcome_answer(o);
		*a = (struct answer){.kind = ANSWER_CHECK, .holds = holds};
		a->name = arena_str(&o->arena, name);
		a->input = arena_str(&o->arena, source_text(e->is.source, e->statement->at));
		a->text = !why.len ? a->input : arena_printf(&o->arena, "%.*s  (%s)", STR(a->input), buf_c(&why));
		all = all && holds;
		buf_release(&why);
		outcome_release(&own);
	}
	sheet_free(sheet);
	if (!ok)
		return session_fail(o);
	if (!all)
		o->status = STATUS_NO;
	return true;
}
