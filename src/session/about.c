/* SPDX-License-Identifier: GPL-3.0-or-later */
/* about.c - whiteboard arithmetic: round everything, show each rounding, say how far off it is. */
#include <math.h>
#include <string.h>

#include "base/map.h"
#include "session/parts.h"
#include "sheet/explain.h"
#include "value/number.h"

struct about {
	struct session *s;
	struct sheet *sheet;
	struct outcome *o;
	struct map values; /* address of a cell's exact value -> struct value, rounded */
	const struct scope *exact;
	struct buf lines;
	struct str name;   /* of the cell being worked out */
};

static void write_number(struct about *a, const struct type *t, double x, struct buf *out)
{
	struct value v = {.type = *t, .count = 1, .num = &x};
	struct format f = session_format(a->s);

	v.type.list = false;
	f.brief = true;
	format_element(out, &v, 0, &f);
}

/* "    11,570 tweets/s -> 10,000 tweets/s" */
static void note_rounding(void *ctx, const struct rounding *r)
{
	struct about *a = ctx;
	struct buf line = {0};

	buf_add_c(&line, "  ");
	if (a->name.len)
		buf_printf(&line, "%.*s: ", STR(a->name));
	size_t from = line.len;
	write_number(a, &r->type, r->exact, &line);
	struct str before = arena_str(&a->o->arena, str_cut(buf_str(&line), from, line.len));
	buf_add_c(&line, a->s->settings.ascii ? " -> " : " \xe2\x86\x92 ");
	from = line.len;
	write_number(a, &r->type, r->rounded, &line);
	if (!str_eq(before, str_cut(buf_str(&line), from, line.len))) {
		buf_add_str(&a->lines, buf_str(&line));
		buf_char(&a->lines, '\n');
	}
	buf_release(&line);
}

static const struct value *rounded_cell(void *ctx, struct str name, bool *failed)
{
	struct about *a = ctx;
	const struct value *exact = a->exact->cell(a->exact->ctx, name, failed);
	const struct value *v = exact ? map_get(&a->values, (struct str){(const char *)&exact, sizeof exact}) : NULL;
	return v ? v : exact;
}

static const struct value *rounded_constant(void *ctx, struct str name, struct span at, struct diag *d)
{
	struct about *a = ctx;
	const struct value *v = a->exact->constant(a->exact->ctx, name, at, d);
	struct value *middle;

	if (!v || !v->type.uncertain)
		return v;
	middle = arena_new(&a->o->arena, struct value); /* nobody works with a range at a whiteboard */
	*middle = value_copy(&a->o->arena, v);
	middle->type.uncertain = false;
	middle->spread = NULL;
	return middle;
}

static const struct statement *rounded_function(void *ctx, struct str name, const struct source **src)
{
	struct about *a = ctx;
	return a->exact->function(a->exact->ctx, name, src);
}

static const struct template *rounded_sheet(void *ctx, struct str name, struct diag *d)
{
	struct about *a = ctx;
	return a->exact->sheet(a->exact->ctx, name, d);
}

/* All else is as in the sheet. */

static const struct diag_item *same_why(void *ctx, struct str name)
{
	struct about *a = ctx;
	return a->exact->why(a->exact->ctx, name);
}

static unsigned same_nearest(void *ctx, struct str word, struct str *out, unsigned max)
{
	struct about *a = ctx;
	return a->exact->nearest(a->exact->ctx, word, out, max);
}

static const struct inlined *same_uncertain(void *ctx, const struct value *v, const struct known *known, struct arena *arena, uint32_t *count)
{
	struct about *a = ctx;
	return a->exact->uncertain(a->exact->ctx, v, known, arena, count);
}

static uint32_t same_required(void *ctx, const struct value *v, struct arena *arena, const struct requirement **out)
{
	struct about *a = ctx;
	return a->exact->required(a->exact->ctx, v, arena, out);
}

static uint32_t same_own_draws(void *ctx)
{
	struct about *a = ctx;
	return a->exact->own_draws(a->exact->ctx);
}

static uint32_t same_correlated(void *ctx, uint32_t draw, const struct draw_link **out)
{
	struct about *a = ctx;
	return a->exact->correlated(a->exact->ctx, draw, out);
}

static bool eval_about(struct about *a, const struct engine *e, const struct definition *at, const struct node *n, struct value *v)
{
	const struct scope scope = {.ctx = a, .cell = rounded_cell, .constant = rounded_constant, .function = rounded_function, .sheet = rounded_sheet,
	                            .why = same_why, .nearest = same_nearest, .uncertain = same_uncertain, .required = same_required,
	                            .own_draws = same_own_draws, .correlated = same_correlated};
	struct diag *d = &a->o->diag;
	const struct source *before = diag_enter(d, at->source);

	a->exact = sheet_scope(a->sheet, at->space);
	bool ok = eval(e, &scope, n, &a->o->arena, d, v);
	diag_enter(d, before);
	return ok;
}

/* "14 % low", "exact" */
static void write_distance(const struct value *exact, const struct value *about, struct buf *out)
{
	struct factor f = FACTOR_ONE;

	if (exact->count != 1 || about->count != 1 || is_poison(exact->num[0]) || exact->num[0] == 0)
		return;
	if (units_convert(&about->type.units, &exact->type.units, &f) == UNITS_CLASH)
		return;
	double ratio = factor_apply(f, about->num[0]) / exact->num[0];
	if (!isfinite(ratio) || ratio <= 0)
		return;
	if (fabs(ratio - 1) < 0.0005) {
		buf_add_c(out, ", no distance");
	} else if (ratio < 2 && ratio > 0.5) {
		buf_add_c(out, ": this is ");
		number_write(out, fabs(ratio - 1) * 100, fabs(ratio - 1) < 0.1 ? 1 : 2, NUMBER_PLAIN);
		buf_printf(out, " %% %s", ratio > 1 ? "high" : "low");
	} else {
		buf_add_c(out, ": this is ");
		number_write(out, ratio > 1 ? ratio : 1 / ratio, 2, NUMBER_PLAIN);
		buf_printf(out, " times too %s", ratio > 1 ? "much" : "little");
	}
}

/* The cells that the expression rests on, each rounded in its turn. */
static bool round_needs(struct about *a, const struct engine *e, const struct definition *at, const struct node *n)
{
	uint32_t roots, count;
	struct cell **reads = sheet_reads(a->sheet, at, n, &a->o->arena, &roots);
	struct cell **order = sheet_needs(a->sheet, reads, roots, &a->o->arena, &count);

	for (uint32_t i = 0; i < count; i++) {
		struct value *v = arena_new(&a->o->arena, struct value);
		const struct cell *c = order[i];
		if (c->state != CELL_READY || c->value.type.kind != VALUE_NUMBER || c->value.type.uncertain)
			continue; /* of a range only a percentile can stand here, which is worked out as it is */
		a->name = c->name;
		if (!eval_about(a, e, &c->is, c->is.expr, v))
			return false;
		const struct value *exact = &c->value;
		map_put(&a->values, arena_str(&a->o->arena, (struct str){(const char *)&exact, sizeof exact}), v);
	}
	a->name = (struct str){0};
	return true;
}

bool session_about(struct session *s, struct sheet *sheet, const struct definition *at, const struct statement *st, struct outcome *o)
{
	struct about a = {.s = s, .sheet = sheet, .o = o};
	struct engine e = s->engine;
	struct value exact, about;
	struct buf text = {0};
	struct format f = session_format(s);

	if (!sheet_eval(sheet, at, st->expr, &o->arena, &o->diag, &exact))
		return false;
	e.about = st->level == 1 ? 1 : 2;
	e.rounded = note_rounding;
	e.rounded_ctx = &a;
	bool ok = round_needs(&a, &e, at, st->expr) && eval_about(&a, &e, at, st->expr, &about);
	if (ok) {
		format_answer(&text, &about, &f);
		if (str_starts(buf_str(&text), S("= "))) { /* whatever it is, it is not exact */
			struct buf sign = {0};
			buf_printf(&sign, "%s%s", s->settings.ascii ? "~ " : "\xe2\x89\x88 ", text.p + 2);
			buf_release(&text);
			text = sign;
		}
		f.brief = true;
		buf_add_c(&text, "  (exact ");
		format_value(&text, &exact, &f);
		write_distance(&exact, &about, &text);
		buf_add_c(&text, ")\n");
		struct answer *answer = outcome_answer(o);
		answer->kind = ANSWER_ABOUT;
		answer->input = arena_str(&o->arena, source_text(at->source, st->expr->at)); /* the sheet may go first */
		answer->value = about;
		answer->steps = arena_str(&o->arena, buf_str(&a.lines));
		answer->text = arena_str(&o->arena, buf_str(&text));
		session_keep_answer(s, &about, S(""));
		sheet_answer(sheet, &about);
	}
	buf_release(&text);
	buf_release(&a.lines);
	map_release(&a.values);
	return ok;
}
