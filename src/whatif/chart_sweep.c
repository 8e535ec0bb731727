/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart_sweep.c - what becomes of a number while a cell goes through a range: chart line(servers, rps = 1k..100k, log).
 */
#include <math.h>

#include "eval/parameter.h"
#include "sampling/spread.h"
#include "show/doc.h"
#include "whatif/chart_ask.h"
#include "whatif/sweep.h"

enum { POINTS = 41, POINTS_UNCERTAIN = 21, LOG_FROM = 20 }; /* each uncertain point is sampled */
/* Counts are looked at as closely as can be seen, unless that would take long. */
enum { POINTS_COUNTS = 481, COMPUTED_MOST = 10000 };

/* What is asked: expressions over a cell's range. */
struct asked_line {
	struct chart_request *r;
	struct sweep_axis x;
	struct asked *e;
	uint32_t count;
	bool log;
	bool close; /* looked at closely */
	double now; /* where the cell is before it goes anywhere */
	struct str now_text;
};

/* ---- reading ---- */

static bool is_log(const struct node *n)
{
	return n->kind == NODE_NAME && str_eq(n->text, S("log"));
}

static bool chart_sweep_read_end(struct asked_line *l, const struct node *n, double *out)
{
	struct factor f = FACTOR_ONE;
	struct value v;

	if (!chart_certain_at(l->r, n, &v))
		return false;
	if (!parameter_adopt(&l->x.type, &v, l->r->q->a))
		return chart_fail(l->r, DIAG_UNIT, n, "'%.*s' is of another unit than %.*s", STR(chart_typed(l->r, n)),
		                  STR(l->x.cell->name)) != NULL;
	units_convert(&v.type.units, &l->x.type.units, &f);
	*out = factor_apply(f, v.num[0]);
	return true;
}

static bool chart_sweep_read_cell(struct asked_line *l, struct str name, const struct node *range)
{
	struct chart_request *r = l->r;
	struct cell *c = sheet_find(r->q->sheet, name);

	if (!c)
		return chart_fail(r, DIAG_NAME, range, "there is no cell '%.*s' to go through a range", STR(name)) != NULL;
	if (c->state != CELL_READY || !chart_is_number(cell_value(c)))
		return chart_fail(r, DIAG_ARGUMENT, range, "'%.*s' is not one number", STR(name)) != NULL;
	l->x.cell = c;
	l->x.type = *c->type;
	l->x.type.uncertain = false;
	l->now = c->more->spread ? c->more->spread->p50 : c->num[0];
	l->now_text = chart_short(r->q, cell_value(c), l->now);
	return true;
}

static bool chart_sweep_read_range(struct asked_line *l, const struct node *n)
{
	double from, to;

	if (n->kind != NODE_RANGE)
		return chart_misused(l->r, n, "a line goes through a range, FROM..TO") != NULL;
	if (!chart_sweep_read_end(l, n->kids[0], &from) || !chart_sweep_read_end(l, n->kids[1], &to))
		return false;
	if (!(from < to))
		return chart_fail(l->r, DIAG_VALUE, n,
		                  from == to ? "a range has two different ends"
		                             : "the range runs backwards: the lower end is first") != NULL;
	if (l->log && !(from > 0))
		return chart_fail(l->r, DIAG_VALUE, n, "a log axis has ends above zero") != NULL;
	sweep_points(&l->x, from, to, POINTS, false, l->log, l->r->q->a);
	return true;
}

/* `log` is a word here, not a cell; what has a name is the range of a cell. */
static bool read_arguments(struct asked_line *l)
{
	const struct node *call = l->r->call;
	uint32_t range = call->count;

	for (uint32_t i = 0; i < l->r->count; i++)
		if (is_log(l->r->part[i]))
			l->log = true;
		else
			l->e[l->count++] = (struct asked){chart_written(l->r->q, l->r->at, l->r->part[i]), *l->r->at,
			                                  l->r->part[i]};
	for (uint32_t i = 0; i < l->count; i++)
		l->e[i].at.expr = l->e[i].node;
	if (!l->count || l->count > CHART_ASK_LINES)
		return chart_misused(l->r, call, l->count ? "so many lines cannot be told apart" : "a line of what?") != NULL;
	for (uint32_t i = 0; i < call->count; i++) {
		if (call_name(call, i).len && range < call->count)
			return chart_misused(l->r, call->kids[i], "a line goes through the range of one cell") != NULL;
		range = call_name(call, i).len ? i : range;
	}
	if (range == call->count)
		return chart_misused(l->r, call, "a line over which range of which cell?") != NULL;
	return chart_sweep_read_cell(l, call_name(call, range), call->kids[range]) &&
	       chart_sweep_read_range(l, call->kids[range]);
}

/* Where the cell is now, the line is right: it is one of the points. */
static void add_present(struct asked_line *l)
{
	struct sweep_axis *x = &l->x;
	double *at = arena_array(l->r->q->a, double, x->count + 1);
	uint32_t n = 0;

	if (!(l->now > x->at[0] && l->now < x->at[x->count - 1]))
		return;
	for (uint32_t i = 0; i < x->count; i++) {
		if (x->at[i] == l->now)
			return;
		if (i && x->at[i - 1] < l->now && l->now < x->at[i])
			at[n++] = l->now;
		at[n++] = x->at[i];
	}
	x->at = at;
	x->count = n;
}

static void chart_sweep_place(struct asked_line *l, uint32_t points)
{
	sweep_points(&l->x, l->x.at[0], l->x.at[l->x.count - 1], points, false, l->log, l->r->q->a);
	add_present(l);
}

/* All lines are drawn in one unit, that of the first. */
static bool same_kind(struct asked_line *l, struct type *first)
{
	bool uncertain = false;

	for (uint32_t i = 0; i < l->count; i++) {
		struct factor f;
		struct value v;

		if (!chart_number_at(l->r, l->e[i].node, &v))
			return false;
		if (!i)
			*first = v.type;
		uncertain = uncertain || v.type.uncertain;
		if (units_convert(&v.type.units, &first->units, &f) == UNITS_CLASH)
			return chart_fail(l->r, DIAG_UNIT, l->e[i].node, "'%.*s' and '%.*s' are of different kinds",
			                  STR(chart_typed(l->r, l->e[i].node)), STR(chart_typed(l->r, l->e[0].node))) != NULL;
	}
	chart_sweep_place(l, uncertain && l->x.count == POINTS ? POINTS_UNCERTAIN : POINTS);
	return true;
}

/* ---- drawing ---- */

/* What is in a field, in the unit of the lines: its median and ends, or none. */
static bool chart_sweep_take(const struct field *x, const struct type *type, double out[3])
{
	struct factor f = FACTOR_ONE;

	if (x->kind != FIELD_VALUE || !chart_is_number(x->value) ||
	    units_convert(&x->value->type.units, &type->units, &f) == UNITS_CLASH)
		return false;
	out[0] = factor_apply(f, x->value->num[0]);
	out[1] = x->value->spread ? factor_apply(f, x->value->spread->p5) : out[0];
	out[2] = x->value->spread ? factor_apply(f, x->value->spread->p95) : out[0];
	return isfinite(out[0]) && isfinite(out[1]) && isfinite(out[2]);
}

/* Counts, which go in steps; a line that never changes is not one of steps. */
static bool chart_sweep_are_whole(const struct chart_series *s)
{
	bool moves = false;

	for (uint32_t i = 0; i < s->count; i++) {
		if (!isnan(s->y[i]) && s->y[i] != rint(s->y[i]))
			return false;
		moves = moves || (i && s->y[i] != s->y[i - 1]);
	}
	return moves;
}

/* Between two points there are steps that were not seen: as one step they would be in the wrong place. */
static bool leaps(const struct chart_series *s)
{
	for (uint32_t i = 1; i < s->count; i++)
		if (s->x[i] - s->x[i - 1] != 1 && fabs(s->y[i] - s->y[i - 1]) > 1)
			return true;
	return false;
}

/* Of a step its two ends are enough. */
static void drop_same(struct chart_series *s)
{
	double *x = (double *)s->x, *y = (double *)s->y;
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->count; i++) {
		bool inside = i && i + 1 < s->count && y[i] == s->y[i + 1] && n && y[i] == y[n - 1];

		if (inside)
			continue;
		x[n] = x[i];
		y[n++] = y[i];
	}
	s->count = n;
}

static void chart_sweep_fill(struct asked_line *l, const struct doc_table *t, uint32_t column, const struct type *type,
                             struct chart_series *s)
{
	struct arena *a = l->r->q->a;
	double *all[4], out[3];
	bool band = false;

	for (unsigned k = 0; k < 4; k++)
		all[k] = arena_array(a, double, t->row_count + 1);
	for (uint32_t i = 0; i < t->row_count; i++) {
		const struct field *x = table_field(t, i, column + 1);
		bool there = chart_sweep_take(x, type, out);

		all[0][i] = l->x.at[i];
		for (unsigned k = 0; k < 3; k++)
			all[k + 1][i] = there ? out[k] : (double)NAN;
		band = band || (there && x->value->spread);
	}
	*s = (struct chart_series){
		.label = l->count > 1 ? l->e[column].name : S(""), .x = all[0], .y = all[1], .count = t->row_count};
	s->whole = chart_sweep_are_whole(s) && (l->close || !leaps(s));
	if (l->close && s->whole && !band)
		drop_same(s);
	s->low = band ? all[2] : NULL;
	s->high = band ? all[3] : NULL;
}

/* The first reason why there is no value somewhere. */
static struct str gap(const struct doc_table *t, struct arena *a)
{
	for (uint32_t i = 0; i < t->row_count; i++)
		for (uint32_t k = 1; k < t->column_count; k++)
			if (table_field(t, i, k)->kind == FIELD_ERROR)
				return arena_printf(a, "where the line has a gap there is no value: %.*s",
				                    STR(doc_text(a, table_field(t, i, k)->text)));
	return S("");
}

static double scaled_extent(struct chart *c, struct factor f, double *least)
{
	double most = 0;

	*least = INFINITY;
	for (uint32_t i = 0; i < c->series_count; i++) {
		const double *const all[] = {c->series[i].y, c->series[i].low, c->series[i].high};

		for (unsigned k = 0; k < 3; k++)
			for (uint32_t p = 0; all[k] && p < c->series[i].count; p++) {
				double y = ((double *)all[k])[p] = factor_apply(f, all[k][p]);

				most = fmax(most, fabs(y));
				*least = fmin(*least, y);
			}
	}
	return most;
}

/* What the cell is, or its name. */
static struct str cell_words(struct asked_line *l)
{
	return l->x.cell->more->text.len ? doc_text(l->r->q->a, l->x.cell->more->text) : l->x.cell->name;
}

/* Where the cell is now, when that is within the range. */
static void mark_present(struct asked_line *l, struct chart *c, struct factor f)
{
	double at = l->now;

	if (!(at > l->x.at[0] && at < l->x.at[l->x.count - 1]))
		return;
	c->marks = arena_new(l->r->q->a, struct chart_mark);
	c->marks[0] = (struct chart_mark){.at = factor_apply(f, at),
	                                  .label = arena_printf(l->r->q->a, "now %.*s", STR(l->now_text))};
	c->mark_count = 1;
}

/* What the ends of the lines come to, in words for those who do not see them. */
static void chart_sweep_say_ends(struct asked_line *l, struct chart *c, const struct type *type)
{
	struct value like = {.type = *type, .count = 1};

	for (uint32_t i = 0; i < c->series_count; i++) {
		struct chart_series *s = &c->series[i];

		for (unsigned k = 0; k < 2 && s->count; k++)
			s->ends[k] = chart_short(l->r->q, &like, s->y[k ? s->count - 1 : 0]);
	}
}

static void set_axes(struct asked_line *l, struct chart *c, const struct type *type)
{
	struct ask *q = l->r->q;
	struct factor f = FACTOR_ONE;
	double least, most;
	struct str unit;

	chart_sweep_say_ends(l, c, type);
	most = scaled_extent(c, f, &least);
	unit = chart_unit(q, &l->x.type, l->x.at[l->x.count - 1], &f);

	for (uint32_t i = 0; i < c->series_count; i++)
		for (uint32_t p = 0; p < c->series[i].count; p++)
			((double *)c->series[i].x)[p] = factor_apply(f, c->series[i].x[p]);
	mark_present(l, c, f);
	c->x_title = arena_printf(q->a, unit.len ? "%.*s, %.*s" : "%.*s%.*s", STR(cell_words(l)), STR(unit));
	c->y_title = chart_unit(q, type, most, &f);
	most = scaled_extent(c, f, &least);
	c->x_log = l->log;
	c->y_log = l->log && least > 0 && most / least > LOG_FROM;
}

/* Would a lab run at each of the points? */
static bool runs_labs(struct asked_line *l)
{
	struct ask *q = l->r->q;

	for (uint32_t i = 0; i < l->count; i++) {
		uint32_t reads, needs;
		struct cell **read = sheet_reads(&l->e[i].at, l->e[i].node, q->a, &reads);
		struct cell **cells = sheet_needs(q->sheet, read, reads, q->a, &needs);

		for (uint32_t k = 0; k < needs; k++)
			if (cell_is_measured(cells[k]))
				return true;
	}
	return false;
}

/* Is one of the lines a certain count, and its points further apart than whole numbers? */
static bool any_counts(struct asked_line *l, const struct doc_table *t, const struct type *type)
{
	for (uint32_t i = 0; i < l->count; i++) {
		struct chart_series s;

		chart_sweep_fill(l, t, i, type, &s);
		if (!s.low && chart_sweep_are_whole(&s) && s.count > 1 && s.x[1] - s.x[0] != 1)
			return true;
	}
	return false;
}

/* Counts change somewhere between two points: then there are more of them. */
static struct doc_table *sweep_closely(struct asked_line *l, const struct type *type)
{
	struct ask *q = l->r->q;
	uint64_t before = sheet_computed(q->sheet);
	struct doc_table *t = sweep_over(q, &l->x, l->e, l->count);

	if (!t || sheet_computed(q->sheet) - before > COMPUTED_MOST || !any_counts(l, t, type) || runs_labs(l))
		return t;
	chart_sweep_place(l, POINTS_COUNTS);
	l->close = true;
	return sweep_over(q, &l->x, l->e, l->count);
}

static struct chart *chart_sweep_draw(struct asked_line *l, const struct type *type)
{
	struct ask *q = l->r->q;
	struct doc_table *t = sweep_closely(l, type);
	struct chart *c = chart_new(q->a, CHART_LINE, S(""));
	struct buf what = {0};

	if (!t)
		return NULL;
	c->series = arena_array(q->a, struct chart_series, l->count);
	c->series_count = l->count;
	for (uint32_t i = 0; i < l->count; i++) {
		chart_sweep_fill(l, t, i, type, &c->series[i]);
		buf_printf(&what, "%s%.*s", i ? ", " : "", STR(l->e[i].name));
	}
	buf_printf(&what, " for %.*s from %.*s to %.*s", STR(l->x.cell->name), STR(ask_write(q, &l->x.type, l->x.at[0])),
	           STR(ask_write(q, &l->x.type, l->x.at[l->x.count - 1])));
	c->title = chart_title(l->r, doc_text(q->a, buf_str(&what)));
	c->note = gap(t, q->a);
	buf_release(&what);
	set_axes(l, c, type);
	return c;
}

struct chart *chart_ask_line(struct chart_request *r)
{
	struct asked_line l = {.r = r};
	struct type type;

	l.e = arena_array(r->q->a, struct asked, r->call->count + 1);
	return read_arguments(&l) && same_kind(&l, &type) ? chart_sweep_draw(&l, &type) : NULL;
}
