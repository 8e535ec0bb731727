/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.c - a table over one cell, a grid over two. */
#include <math.h>

#include "eval/parameter.h"
#include "whatif/start.h"
#include "whatif/sweep.h"

enum { STEPS_DEFAULT = 11, STEPS_GRID = 5, STEPS_MOST = 1000, GRID_MOST = 12 };

/* ---- reading ---- */

static bool sweep_misread(struct ask *q, struct str text)
{
	diag_fail(q->d, DIAG_SYNTAX, (struct span){0, 0}, "'%.*s' does not say what runs from where to where", STR(text));
	diag_hint(q->d, "as in: sweep rps = 1k..100k steps 5 log : servers");
	return false;
}

/* Take the last word off. */
static struct str sweep_last_word(struct str *text)
{
	size_t i = text->len;

	while (i > 0 && text->p[i - 1] != ' ')
		i--;
	struct str word = str_cut(*text, i, text->len);
	*text = str_trim(str_cut(*text, 0, i));
	return word;
}

/* The words after the range: `steps 5`, `log`, in any order. */
static bool sweep_read_words(struct ask *q, struct str *text, uint32_t *steps, bool *log_scale)
{
	for (;;) {
		struct str rest = *text, word = sweep_last_word(&rest);
		if (str_eq(word, S("log"))) {
			*log_scale = true;
			*text = rest;
			continue;
		}
		if (!str_eq(sweep_last_word(&rest), S("steps")))
			return true;
		uint64_t n;
		if (!str_whole(word, 2, STEPS_MOST, &n))
			return diag_fail(q->d, DIAG_VALUE, (struct span){0, 0}, "steps are from 2 to %d, not '%.*s'", STEPS_MOST,
			                 STR(word));
		*steps = (uint32_t)n;
		*text = rest;
	}
}

/* An end, in the unit of the cell. */
static bool sweep_read_end(struct ask *q, const struct sweep_axis *x, const struct asked *e, const struct node *n,
                           double *out)
{
	struct asked end = *e;
	struct value v;

	end.node = n;
	if (!ask_value(q, &end, &v))
		return false;
	if (v.type.uncertain || v.type.list)
		return diag_fail(q->d, DIAG_VALUE, (struct span){0, 0}, "what a sweep runs through must be certain numbers");
	if (!parameter_adopt(&x->type, &v, q->a))
		return diag_fail(q->d, DIAG_UNIT, (struct span){0, 0}, "'%.*s' is of another unit than %.*s",
		                 STR(x->cell->name), STR(e->name));
	struct factor f = FACTOR_ONE;
	units_convert(&v.type.units, &x->type.units, &f);
	*out = factor_apply(f, v.num[0]);
	return true;
}

void sweep_points(struct sweep_axis *x, double from, double to, uint32_t steps, bool given, bool log_scale,
                  struct arena *a)
{
	double width = fabs(to - from);

	if (!given && !log_scale && from == floor(from) && to == floor(to) && width >= 1 && width <= 2 * (double)steps)
		steps = (uint32_t)width + 1; /* each whole number */
	x->count = steps;
	x->at = arena_array(a, double, steps);
	for (uint32_t i = 0; i < steps; i++) {
		double share = (double)i / (steps - 1);
		x->at[i] = log_scale ? from * pow(to / from, share) : from + (to - from) * share;
	}
	x->at[steps - 1] = to;
}

static bool sweep_read_range(struct ask *q, struct sweep_axis *x, const struct asked *e, uint32_t steps, bool given,
                             bool log_scale)
{
	double from, to;

	if (!sweep_read_end(q, x, e, e->node->kids[0], &from) || !sweep_read_end(q, x, e, e->node->kids[1], &to))
		return false;
	if (from == to)
		return diag_fail(q->d, DIAG_VALUE, (struct span){0, 0}, "a sweep needs two different ends: %.*s", STR(e->name));
	if (log_scale && !(from > 0 && to > 0))
		return diag_fail(q->d, DIAG_VALUE, (struct span){0, 0}, "a log sweep needs ends above 0: %.*s", STR(e->name));
	sweep_points(x, from, to, steps, given, log_scale, q->a);
	return true;
}

static bool read_points(struct ask *q, struct sweep_axis *x, const struct asked *e)
{
	x->count = e->node->count;
	x->at = arena_array(q->a, double, x->count + 1);
	for (uint32_t i = 0; i < x->count; i++)
		if (!sweep_read_end(q, x, e, e->node->kids[i], &x->at[i]))
			return false;
	return x->count > 0 || sweep_misread(q, e->name);
}

static bool read_axis(struct ask *q, struct str text, uint32_t steps, struct sweep_axis *x)
{
	size_t equals = str_find_char(text, '=', 0);
	bool log_scale = false;
	uint32_t wanted = 0;
	struct asked e;

	if (equals == text.len)
		return sweep_misread(q, text);
	struct str range = str_trim(str_cut(text, equals + 1, text.len));
	x->cell = ask_number_cell(q, str_trim(str_cut(text, 0, equals)));
	if (!x->cell || !sweep_read_words(q, &range, &wanted, &log_scale) || !ask_expression(q, range, &e))
		return false;
	x->type = *x->cell->type;
	x->type.uncertain = false;
	if (e.node->kind == NODE_LIST)
		return read_points(q, x, &e);
	if (e.node->kind != NODE_RANGE)
		return sweep_misread(q, text);
	return sweep_read_range(q, x, &e, wanted ? wanted : steps, wanted > 0, log_scale);
}

/* The first number of a range or list, as text with its unit. */
static struct str first_point(struct ask *q, struct str range)
{
	bool log_scale = false;
	uint32_t steps;
	struct asked e;
	struct value v;

	if (!sweep_read_words(q, &range, &steps, &log_scale) || !ask_expression(q, range, &e))
		return S("");
	if (e.node->kind != NODE_RANGE && !(e.node->kind == NODE_LIST && e.node->count))
		return S("");
	e.node = e.node->kids[0];
	if (!ask_value(q, &e, &v) || v.type.kind != VALUE_NUMBER || v.count != 1)
		return S("");
	struct buf text = {0};
	buf_printf(&text, "%.17g ", v.num[0]);
	units_write(&text, &v.type.units, true);
	return str_trim(buf_take(&text, q->a));
}

uint32_t sweep_starts(struct ask *q, struct str text, struct supposed *out, uint32_t max)
{
	struct str axes = str_trim(str_cut(text, 0, str_find_outside(text, ':', 0)));
	uint32_t n = 0;

	while (axes.len && n < max) {
		size_t comma = str_find_outside(axes, ',', 0);
		struct str axis = str_cut(axes, 0, comma);
		size_t equals = str_find_char(axis, '=', 0);
		struct str first = first_point(q, str_trim(str_cut(axis, equals + 1, axis.len)));
		if (first.len)
			out[n++] = (struct supposed){str_trim(str_cut(axis, 0, equals)), first};
		axes = comma < axes.len ? str_trim(str_cut(axes, comma + 1, axes.len)) : S("");
	}
	return n;
}

/* ---- answering ---- */

/* The answer where things are; nothing where it has none. */
static struct field sweep_answer_at(struct ask *q, const struct asked *e)
{
	struct diag *d = q->d, own;
	struct field f = {0};
	struct value v;

	diag_init(&own, q->a, NULL);
	q->d = &own;
	if (ask_value(q, e, &v))
		f = field_value(q->a, &v);
	else if (own.error)
		f = field_error(own.error->text);
	q->d = d;
	for (const struct diag_item *note = own.notes; note; note = note->next)
		diag_adopt(d, note);
	if (own.error && own.error->kind == DIAG_INTERRUPT)
		diag_adopt(d, own.error);
	return f;
}

static bool sweep_set(struct ask *q, struct sweep_axis *x, uint32_t i)
{
	sheet_suppose_number(q->sheet, x->cell, x->at[i]);
	return true;
}

/* Only an answer that is wrong in itself ends the sweep: a broken `require` leaves its row without one. */
static void sweep_recalc(struct ask *q, struct str *why)
{
	struct diag own;

	diag_init(&own, q->a, NULL);
	*why = (struct str){0};
	if (!sheet_recalc(q->sheet, &own) && own.error)
		*why = own.error->text;
}

static struct doc_table *over_one(struct ask *q, struct sweep_axis *x, const struct asked *e, uint32_t count)
{
	struct doc_table *t = table_new(q->a, "sweep", count + 1);
	struct str why;

	table_head(t, 0, x->cell->name);
	for (uint32_t k = 0; k < count; k++)
		table_head(t, k + 1, e[k].name);
	t->bars = BARS_LENGTH;
	t->bar_column = 1;
	for (uint32_t i = 0; i < x->count && !q->d->error; i++) {
		sweep_set(q, x, i);
		sweep_recalc(q, &why);
		struct field *row = table_row(t);
		row[0] = field_number(q->a, &x->type, x->at[i]);
		for (uint32_t k = 0; k < count; k++)
			row[k + 1] = why.len ? field_error(why) : sweep_answer_at(q, &e[k]);
	}
	return t;
}

static struct doc_table *over_two(struct ask *q, struct sweep_axis *x, const struct asked *e)
{
	struct doc_table *t = table_new(q->a, "grid", x[1].count + 1);
	struct str why;

	t->title = e->name;
	table_head(t, 0, arena_printf(q->a, "%.*s, %.*s", STR(x[0].cell->name), STR(x[1].cell->name)));
	for (uint32_t k = 0; k < x[1].count; k++)
		table_head(t, k + 1, ask_write(q, &x[1].type, x[1].at[k]));
	for (uint32_t i = 0; i < x[0].count && !q->d->error; i++) {
		struct field *row = table_row(t);
		row[0] = field_number(q->a, &x[0].type, x[0].at[i]);
		for (uint32_t k = 0; k < x[1].count; k++) {
			sweep_set(q, &x[0], i);
			sweep_set(q, &x[1], k);
			sweep_recalc(q, &why);
			row[k + 1] = why.len ? field_error(why) : sweep_answer_at(q, e);
		}
	}
	return t;
}

static struct doc_table *sweep_answer(struct ask *q, struct sweep_axis *x, uint32_t axes, const struct asked *e,
                                      uint32_t count)
{
	struct doc_table *first = NULL, **next = &first;

	ask_suppose_for(q, e, count);
	if (axes == 1)
		first = over_one(q, x, e, count);
	for (uint32_t k = 0; axes == 2 && k < count && !q->d->error; k++) {
		*next = over_two(q, x, &e[k]);
		next = &(*next)->next;
	}
	sheet_suppose_end(q->sheet);
	return q->d->error ? NULL : first;
}

struct doc_table *sweep_over(struct ask *q, struct sweep_axis *x, const struct asked *e, uint32_t count)
{
	return sweep_answer(q, x, 1, e, count);
}

struct doc_table *sweep(struct ask *q, struct str text)
{
	size_t colon = str_find_outside(text, ':', 0);
	struct str what = colon < text.len ? str_cut(text, colon + 1, text.len) : S(""),
			   axes = str_trim(str_cut(text, 0, colon));
	bool two = str_find_outside(axes, ',', 0) < axes.len;
	struct sweep_axis x[2];
	struct asked *e;
	uint32_t count = 0, found = 0;

	while (axes.len && found < 2) {
		size_t comma = str_find_outside(axes, ',', 0);
		if (!read_axis(q, str_trim(str_cut(axes, 0, comma)), two ? STEPS_GRID : STEPS_DEFAULT, &x[found++]))
			return NULL;
		axes = comma < axes.len ? str_trim(str_cut(axes, comma + 1, axes.len)) : S("");
	}
	if (axes.len || !found || (found == 2 && (x[0].cell == x[1].cell || x[1].count > GRID_MOST))) {
		diag_fail(q->d, DIAG_ARGUMENT, (struct span){0, 0},
		          found == 2 && x[1].count > GRID_MOST ? "the second cell of a grid takes up to %d steps"
		                                               : "a sweep runs over one cell or two",
		          GRID_MOST);
		return NULL;
	}
	if (!ask_list(q, what, &e, &count))
		return NULL;
	if (!count)
		ask_shown(q, &e, &count);
	if (!count) {
		diag_fail(q->d, DIAG_ARGUMENT, (struct span){0, 0}, "sweep what? Write the answers wanted after a colon");
		return NULL;
	}
	ask_note_defaults(q, e, count, (struct cell *[]){x[0].cell, x[found - 1].cell}, 2);
	return sweep_answer(q, x, found, e, count);
}
