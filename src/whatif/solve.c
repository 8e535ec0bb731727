/* SPDX-License-Identifier: GPL-3.0-or-later */
/* solve.c - by looking over a wide range, then halving what changes sign. */
#include <math.h>
#include <stdlib.h>

#include "whatif/solve.h"
#include "whatif/start.h"

/* Up and down from what the cell is; up from one of its unit where that says nothing of what it may be. */
enum {
	DECADES = 6,
	DECADES_WIDE = 12,
	PER_DECADE = 6,
	POINTS_MOST = 4 * ((DECADES + DECADES_WIDE) * PER_DECADE + 1),
	HALVINGS = 100,
	ROWS_MOST = 8
};

/* The difference of the two sides at a number: which side of zero. */
enum side { BELOW = -1, ZERO = 0, ABOVE = 1, NOWHERE = 2 };

struct solving {
	struct ask *q;
	struct cell *cell;
	struct type type;
	struct asked left, difference;
	enum node_op op;
	bool whole;       /* a count of things */
	double low, high; /* what was looked over */
	double base;      /* what the cell is now */
	double at[POINTS_MOST];
	enum side side[POINTS_MOST];
	uint32_t count, roots;
	struct doc_table *t;
	struct str jump; /* where it jumps over the value */
};

/* ---- one number ---- */

static bool value_at(struct solving *s, const struct asked *e, double x, struct value *v)
{
	struct ask *q = s->q;
	struct diag *d = q->d, own;

	diag_init(&own, q->a, NULL);
	q->d = &own;
	sheet_suppose_number(q->sheet, s->cell, x);
	bool ok = sheet_recalc(q->sheet, &own) && ask_value(q, e, v);
	q->d = d;
	if (own.error && own.error->kind == DIAG_INTERRUPT)
		diag_adopt(d, own.error);
	return ok;
}

static double difference_at(struct solving *s, double x)
{
	struct value v;
	return value_at(s, &s->difference, x, &v) && v.count == 1 ? v.num[0] : (double)NAN;
}

/* For an inequality, zero is where it holds. */
static enum side side_at(struct solving *s, double x)
{
	double y = difference_at(s, x);

	if (is_poison(y))
		return NOWHERE;
	switch (s->op) {
	case OP_LE: return y <= 0 ? ZERO : ABOVE;
	case OP_LT: return y < 0 ? ZERO : ABOVE;
	case OP_GE: return y >= 0 ? ZERO : BELOW;
	case OP_GT: return y > 0 ? ZERO : BELOW;
	default: return y < 0 ? BELOW : y > 0 ? ABOVE : ZERO;
	}
}

static double solve_middle(double a, double b)
{
	return a > 0 && b > 0 ? sqrt(a) * sqrt(b) : a < 0 && b < 0 ? -sqrt(-a) * sqrt(-b) : a + (b - a) / 2;
}

/* Between *a, where it is on side `on`, and *b, where it is not: close in. Stops at a zero when looking for one. */
static enum side close_in(struct solving *s, double *a, double *b, enum side on)
{
	for (int i = 0; i < HALVINGS && fabs(*b - *a) > 1e-13 * fabs(*b) && !s->q->d->error; i++) {
		double m = solve_middle(*a, *b);
		if (m == *a || m == *b)
			break;
		enum side side = side_at(s, m);
		if (side == on) {
			*a = m;
			continue;
		}
		*b = m;
		if (side == ZERO)
			return ZERO;
	}
	return on;
}

/* ---- what was found ---- */

static void solve_add_row(struct solving *s, const char *relation, double x)
{
	struct ask *q = s->q;
	struct value v;

	if (s->t->row_count == ROWS_MOST)
		return;
	struct field *row = table_row(s->t);
	row[0] = field_text(str_from_c(relation));
	row[1] = field_number(q->a, &s->type, x);
	if (value_at(s, &s->left, x, &v))
		row[2] = field_value(q->a, &v);
}

/* A root that is not a whole number, of a count. */
static bool not_whole(struct solving *s, double x)
{
	if (!s->whole || fabs(x) >= 1e6 || fabs(x - round(x)) < 1e-9 * fabs(x))
		return false;
	solve_add_row(s, "below", floor(x));
	solve_add_row(s, "above", ceil(x));
	table_line(s->t, "no whole number makes it so exactly: it would be %.6g", x);
	return true;
}

/* It holds from `low` to `high`; infinite where the end is that of what was looked at. */
static void add_interval(struct solving *s, double low, double high)
{
	s->roots++;
	if (isfinite(low) && isfinite(high) && high - low <= 1e-9 * fabs(high)) {
		double x = s->whole && fabs(low - round(low)) < 1e-9 * fabs(low) ? round(low) : low;
		if (!not_whole(s, x))
			solve_add_row(s, "=", s->whole ? round(x) : x);
		return;
	}
	if (s->whole) {
		low = ceil(low - 1e-9 * fabs(low));
		high = floor(high + 1e-9 * fabs(high));
		if (low > high)
			return;
	}
	if (isfinite(low))
		solve_add_row(s, "at least", low);
	if (isfinite(high))
		solve_add_row(s, "at most", high);
}

static void note_jump(struct solving *s, double a, double b)
{
	struct ask *q = s->q;
	struct value x, y;

	if (!value_at(s, &s->left, a, &x))
		return;
	struct str before = ask_write_value(q, &x);
	if (!value_at(s, &s->left, b, &y))
		return;
	s->jump = arena_printf(q->a, "it jumps from %.*s to %.*s where %.*s is %.*s", STR(before),
	                       STR(ask_write_value(q, &y)), STR(s->cell->name), STR(ask_write(q, &s->type, b)));
}

/* The sign changes between a and b: a root, a stretch of zeros, or a jump. */
static void cross(struct solving *s, double a, double b, enum side on)
{
	double from = a, to = b;

	if (close_in(s, &from, &to, on) == ZERO) {
		double start = to, end = to;
		close_in(s, &start, &from, ZERO);
		close_in(s, &end, &b, ZERO);
		add_interval(s, start, end);
		return;
	}
	double low = difference_at(s, from), high = difference_at(s, to), low2 = difference_at(s, a),
		   high2 = difference_at(s, b);
	if (fabs(high - low) > 1e-5 * fabs(high2 - low2))
		note_jump(s, from, to);
	else
		add_interval(s, solve_middle(from, to), solve_middle(from, to));
}

/* From a zero at `a` to none at `b`, or the other way round: where the zeros end. */
static double solve_edge(struct solving *s, double zero, double none)
{
	close_in(s, &zero, &none, ZERO);
	return zero;
}

static void solve_walk(struct solving *s)
{
	double low = s->count && s->side[0] == ZERO ? -INFINITY : (double)NAN;

	for (uint32_t i = 0; i + 1 < s->count && !s->q->d->error; i++) {
		enum side a = s->side[i], b = s->side[i + 1];
		if (a == b)
			continue;
		if (a == ZERO) {
			add_interval(s, low, solve_edge(s, s->at[i], s->at[i + 1]));
			low = NAN;
		} else if (b == ZERO) {
			low = solve_edge(s, s->at[i + 1], s->at[i]);
			if (a == NOWHERE && fabs(low) < 1e-9 * fabs(s->at[i + 1]))
				low = -INFINITY; /* only 0 itself is outside of its domain */
		} else if (a != NOWHERE && b != NOWHERE) {
			cross(s, s->at[i], s->at[i + 1], a);
		}
	}
	if (!is_poison(low) && s->count && s->side[s->count - 1] == ZERO)
		add_interval(s, low, INFINITY);
}

/* ---- where to look ---- */

static void solve_look_at(struct solving *s, double x)
{
	if (s->count < POINTS_MOST) {
		s->low = fmin(s->low, x);
		s->high = fmax(s->high, x);
		s->at[s->count] = x;
		s->side[s->count++] = side_at(s, x);
	}
}

/* From 1e-6 to 1e6 times `scale`, or to 1e12 times where the value to begin with was made up. */
static void look_over(struct solving *s, double scale, bool up)
{
	int down = DECADES * PER_DECADE, above = (s->q->made_up ? DECADES_WIDE : DECADES) * PER_DECADE;

	for (int k = up ? -down : -above; k <= (up ? above : down) && !s->q->d->error; k++)
		solve_look_at(s, scale * pow(10, (double)(up ? k : -k) / PER_DECADE));
}

static void solve_look(struct solving *s)
{
	double scale = s->base != 0 ? fabs(s->base) : 1;

	if (type_is_percent(&s->type) && s->base >= 0 && s->base <= 100) {
		for (int k = 0; k <= 100; k++)
			solve_look_at(s, k);
	} else {
		if (s->base < 0)
			look_over(s, -scale, false);
		else
			solve_look_at(s, 0);
		look_over(s, scale, true);
	}
	solve_walk(s);
	if (s->t->row_count || s->base < 0 || type_is_percent(&s->type) || type_is_thing(&s->type) || s->jump.len ||
	    s->q->d->error)
		return;
	s->count = 0;
	look_over(s, -scale, false);
	solve_look_at(s, 0);
	solve_walk(s);
}

/* ---- the question ---- */

static bool solve_misread(struct ask *q)
{
	diag_fail(q->d, DIAG_SYNTAX, (struct span){0, 0}, "solve wants a condition and the cell to be found");
	diag_hint(q->d, "as in: solve p95(servers) <= 10 for rps");
	return false;
}

/* Where the last " for " is; the length of the text if nowhere. */
static size_t find_for(struct str text)
{
	size_t at = text.len;

	for (size_t i = 0; i + 5 <= text.len; i++)
		if (str_eq(str_cut(text, i, i + 5), S(" for ")))
			at = i;
	return at;
}

uint32_t solve_starts(struct ask *q, struct str text, struct supposed *out, uint32_t max)
{
	size_t at = find_for(text);

	(void)q;
	if (at == text.len || !max)
		return 0;
	out[0] = (struct supposed){str_trim(str_cut(text, at + 5, text.len)), S("")};
	return 1;
}

static bool solve_read_question(struct solving *s, struct str text)
{
	struct ask *q = s->q;
	size_t at = find_for(text);
	struct asked e;

	if (at == text.len)
		return solve_misread(q);
	s->cell = ask_number_cell(q, str_trim(str_cut(text, at + 5, text.len)));
	if (!s->cell || !ask_expression(q, str_cut(text, 0, at), &e))
		return false;
	if (e.node->kind != NODE_BINARY || e.node->op < OP_EQ || e.node->op > OP_GE || e.node->op == OP_NE)
		return solve_misread(q);
	struct node *minus = arena_new(q->a, struct node);
	struct value v;
	if (!ask_value(q, &e, &v)) /* units that clash are found here */
		return false;
	ask_note_defaults(q, &e, 1, &s->cell, 1);
	*minus = *e.node;
	minus->op = OP_SUB;
	s->op = e.node->op;
	s->left = s->difference = e;
	s->left.node = e.node->kids[0];
	s->left.name = arena_str(q->a, source_text(e.at.source, s->left.node->at));
	s->difference.node = minus;
	return true;
}

static void solve_say_none(struct solving *s, struct str condition)
{
	bool all = s->count > 0;

	for (uint32_t i = 0; i < s->count; i++)
		all = all && s->side[i] == ZERO;
	if (all)
		table_line(s->t, "%.*s holds whatever %.*s is", STR(condition), STR(s->cell->name));
	else if (s->jump.len)
		table_line(s->t, "no solution: %.*s", STR(s->jump));
	else
		table_line(s->t, "no solution: no %.*s from %.*s to %.*s makes %.*s so", STR(s->cell->name),
		           STR(ask_write(s->q, &s->type, s->low)), STR(ask_write(s->q, &s->type, s->high)), STR(condition));
	s->t->empty = !all;
}

struct doc_table *solve(struct ask *q, struct str text)
{
	struct solving *s = arena_new(q->a, struct solving);

	s->q = q;
	if (!solve_read_question(s, text) || !sheet_sample(q->sheet, &s->cell, 1, q->d))
		return NULL;
	s->base = s->cell->num[0];
	s->type = *s->cell->type;
	s->type.uncertain = false;
	s->whole = type_is_thing(&s->type) && !s->cell->type->uncertain && s->base == floor(s->base);
	s->t = table_new(q->a, "solve", 3);
	table_head(s->t, 1, s->cell->name);
	table_head(s->t, 2, s->left.name);
	ask_suppose_for(q, &s->difference, 1);
	solve_look(s);
	if (!s->t->row_count && !q->d->error)
		solve_say_none(s, s->difference.name);
	sheet_suppose_end(q->sheet);
	if (s->roots > 1)
		table_line(s->t, "there are %u solutions", s->roots);
	return q->d->error ? NULL : s->t;
}
