/* SPDX-License-Identifier: GPL-3.0-or-later */
/* about.c - whiteboard arithmetic: round everything, show each rounding, say how far off it is. */
#include <math.h>

#include "session/session_parts.h"
#include "sheet/explain.h"
#include "value/number.h"

struct about {
	struct session *s;
	struct sheet *sheet;
	struct outcome *o;
	const struct value **values; /* rounded, by the index of a cell; NULL: as it is */
	struct buf lines;
	struct str name; /* of the cell being worked out */
};

static void about_write_number(struct about *a, const struct type *t, double x, struct buf *out)
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
	about_write_number(a, &r->type, r->exact, &line);
	struct str before = arena_str(&a->o->arena, str_cut(buf_str(&line), from, line.len));
	buf_add_c(&line, a->s->settings.ascii ? " -> " : " \xe2\x86\x92 ");
	from = line.len;
	about_write_number(a, &r->type, r->rounded, &line);
	if (!str_eq(before, str_cut(buf_str(&line), from, line.len))) {
		buf_add_str(&a->lines, buf_str(&line));
		buf_char(&a->lines, '\n');
	}
	buf_release(&line);
}

/* A cell is the one that was rounded, and nobody works with a range of elsewhere at a whiteboard. */
static const struct value *stands_instead(void *ctx, const struct ref *r)
{
	struct about *a = ctx;
	struct value *middle;

	if (r->id < DRAW_OUTSIDE)
		return a->values[r->id];
	if (!r->type->uncertain)
		return NULL;
	struct value v = ref_value(r);
	middle = arena_new(&a->o->arena, struct value);
	*middle = value_copy(&a->o->arena, &v);
	middle->type.uncertain = false;
	middle->spread = NULL;
	return middle;
}

static bool eval_about(struct about *a, const struct engine *e, const struct definition *at, const struct node *n,
                       struct value *v)
{
	struct diag *d = &a->o->diag;
	DIAG_IN(d, at->source);
	return eval(e, sheet_scope(a->sheet, at->space), n, &a->o->arena, d, v);
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
	struct cell **reads = sheet_reads(at, n, &a->o->arena, &roots);
	struct cell **order = sheet_needs(a->sheet, reads, roots, &a->o->arena, &count);

	for (uint32_t i = 0; i < count; i++) {
		struct value *v = arena_new(&a->o->arena, struct value);
		const struct cell *c = order[i];
		if (c->state != CELL_READY || c->type->kind != VALUE_NUMBER || c->type->uncertain)
			continue; /* of a range only a percentile can be here, which is worked out as it is */
		a->name = c->name;
		if (!eval_about(a, e, &c->is, c->is.expr, v))
			return false;
		a->values[c->index] = v;
	}
	a->name = (struct str){0};
	return true;
}

bool session_about(struct session *s, struct sheet *sheet, const struct definition *at, const struct statement *st,
                   struct outcome *o)
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
	e.instead = stands_instead;
	e.rounded_ctx = &a;
	a.values = arena_array(&o->arena, const struct value *, sheet_cell_count(sheet) + 1);
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
	return ok;
}
