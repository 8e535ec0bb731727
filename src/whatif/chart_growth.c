/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_growth.c - what a rate adds up to over time: chart growth(500 GB/day, over = 5 years, growth = 30%/year). */
#include <math.h>

#include "sampling/spread.h"
#include "show/doc.h"
#include "whatif/chart_ask.h"

enum { POINTS = 25 };

struct growth {
	struct chart_request *r;
	const struct node *grows; /* NULL: the rate stays as it is */
	struct value rate, over, growth;
	struct units sum; /* what adds up: GB of GB/day over years */
	double scale;     /* a rate times a time, to be in that unit */
	double periods;   /* of growth in a unit of time: 12 when it is per month and the time in years */
	double share;     /* growth in a period */
};

/* ---- reading ---- */

static bool read_over(struct growth *g)
{
	const struct node *n = chart_option(g->r, "over");

	if (!n)
		return chart_misused(g->r, g->r->call, "growth over which time?") != NULL;
	if (!chart_certain_at(g->r, n, &g->over))
		return false;
	if (!units_measure(&g->over.type.units, DIM_TIME, 1))
		return chart_fail(g->r, DIAG_UNIT, n, "'%.*s' is not a time", STR(chart_typed(g->r, n))) != NULL;
	if (!(g->over.num[0] > 0))
		return chart_fail(g->r, DIAG_VALUE, n, "growth is drawn over a time above zero") != NULL;
	return true;
}

/* 30%/year: the unit of time below the line is the period in which it grows so much. */
static bool read_growth(struct growth *g)
{
	struct units period;
	struct factor f = FACTOR_ONE;

	g->grows = chart_option(g->r, "growth");
	if (!g->grows)
		return true;
	if (!chart_number_at(g->r, g->grows, &g->growth))
		return false;
	period = units_without_nouns(&g->growth.type.units);
	if (!units_power(&period, -1) || !units_measure(&period, DIM_TIME, 1))
		return chart_misused(g->r, g->grows, "growth is a share per time, such as 30%/year") != NULL;
	units_convert(&g->over.type.units, &period, &f);
	g->periods = factor_apply(f, 1);
	g->share = g->growth.num[0];
	if (!g->growth.type.uncertain && !(g->share > -1))
		return chart_fail(g->r, DIAG_VALUE, g->grows, "nothing shrinks by 100%% or more") != NULL;
	return true;
}

static bool read_rate(struct growth *g)
{
	const struct node *n = g->r->part[0];
	struct factor f = FACTOR_ONE;

	if (!chart_number_at(g->r, n, &g->rate))
		return false;
	if (units_exponent(&g->rate.type.units, DIM_TIME) != -1) {
		chart_misused(g->r, n,
		              arena_printf(g->r->q->a, "growth adds up what there is per time, and '%.*s' is %s",
		                           STR(chart_typed(g->r, n)), type_text(&g->rate.type, g->r->q->a))
		                  .p);
		return false;
	}
	g->sum = g->rate.type.units;
	if (!units_times(&g->sum, &g->over.type.units, 1, &f))
		return chart_fail(g->r, DIAG_UNIT, n, "'%.*s' has too many units", STR(chart_typed(g->r, n))) != NULL;
	g->scale = factor_apply(f, 1);
	return true;
}

/* ---- adding up ---- */

/*
 * The rate is r (1 + s)^t after t periods; what it adds up to is r ((1 + s)^t - 1) / ln(1 + s) of them. In units of
 * `over`, for a certain growth.
 */
static double added(const struct growth *g, double time)
{
	double rise = log1p(g->share), periods = time * g->periods;

	return !g->grows || rise == 0 ? time : expm1(periods * rise) / rise / g->periods;
}

static void set_point(struct chart_series *s, uint32_t i, const struct spread *spread, double middle, double times)
{
	((double *)s->y)[i] = times * (spread ? spread->p50 : middle);
	if (!s->low)
		return;
	((double *)s->low)[i] = times * (spread ? spread->p5 : middle);
	((double *)s->high)[i] = times * (spread ? spread->p95 : middle);
}

static void certain_growth(const struct growth *g, struct chart_series *s)
{
	for (uint32_t i = 0; i < s->count; i++)
		set_point(s, i, g->rate.spread, g->rate.num[0], g->scale * added(g, s->x[i]));
}

/*
 * An uncertain growth moves each point in its own way: the sum is written out as an expression over all points, and
 * sampled.
 */
static struct str written_out(const struct growth *g, const struct chart_series *s)
{
	struct str rate = source_text(g->r->at->source, g->r->part[0]->at),
			   growth = source_text(g->r->at->source, g->grows->at);
	struct units unit = units_without_nouns(&g->growth.type.units);
	struct buf text = {0}, rise = {0};

	units_power(&unit, -1);
	buf_printf(&rise, "log1p((%.*s) * 1 ", STR(growth));
	units_write(&rise, &unit, false);
	buf_add_c(&rise, ")");
	buf_printf(&text, "(%.*s) * (expm1([", STR(rate));
	for (uint32_t i = 1; i < s->count; i++)
		buf_printf(&text, "%s%.17g", i > 1 ? ", " : "", s->x[i] * g->periods);
	buf_printf(&text, "] * %s) / %s / %.17g)", buf_c(&rise), buf_c(&rise), g->periods);
	buf_release(&rise);
	return buf_take(&text, g->r->q->a);
}

static bool uncertain_growth(struct growth *g, struct chart_series *s, struct value *sums)
{
	struct ask *q = g->r->q;
	struct factor f = FACTOR_ONE;
	struct asked e;

	if (!ask_expression(q, written_out(g, s), &e))
		return false;
	e.at.space = g->r->at->space;
	if (!ask_value(q, &e, sums))
		return false;
	units_convert(&sums->type.units, &g->rate.type.units, &f);
	for (uint32_t i = 1; i < s->count; i++) {
		if (is_poison(sums->num[i - 1]))
			return chart_fail(g->r, DIAG_VALUE, g->grows, "in some cases it shrinks by 100%% or more") != NULL;
		set_point(s, i, sums->spread ? &sums->spread[i - 1] : NULL, sums->num[i - 1], g->scale * factor_apply(f, 1));
	}
	return true;
}

/* ---- the chart ---- */

static struct chart_series *series_of(struct growth *g)
{
	struct arena *a = g->r->q->a;
	struct chart_series *s = arena_new(a, struct chart_series);
	double *x = arena_array(a, double, POINTS);

	for (uint32_t i = 0; i < POINTS; i++)
		x[i] = g->over.num[0] * i / (POINTS - 1);
	s->x = x;
	s->y = arena_array(a, double, POINTS);
	s->count = POINTS;
	if (g->rate.spread || g->growth.type.uncertain) {
		s->low = arena_array(a, double, POINTS);
		s->high = arena_array(a, double, POINTS);
	}
	return s;
}

static void in_unit(struct chart_series *s, struct factor f)
{
	const double *const all[] = {s->y, s->low, s->high};

	for (unsigned k = 0; k < 3; k++)
		for (uint32_t i = 0; all[k] && i < s->count; i++)
			((double *)all[k])[i] = factor_apply(f, all[k][i]);
}

/* What it comes to at the end, as a value of its own, with its range. */
static struct value last_sum(const struct growth *g, const struct chart_series *s, const struct value *sums)
{
	struct arena *a = g->r->q->a;
	struct value v = {.type = {.kind = VALUE_NUMBER, .units = g->sum}, .count = 1, .num = arena_new(a, double)};
	const struct spread *last = sums->count ? sums->spread + (sums->count - 1) : g->rate.spread;

	v.num[0] = s->y[s->count - 1];
	if (!s->low || !last || last->p50 == 0)
		return v;
	v.type.uncertain = true;
	v.spread = arena_new(a, struct spread);
	*v.spread = *last;
	spread_scale(v.spread, v.num[0] / last->p50);
	return v;
}

static struct str heading(const struct growth *g)
{
	struct ask *q = g->r->q;
	struct str rate = chart_written(q, g->r->at, g->r->part[0]),
			   over = chart_written(q, g->r->at, chart_option(g->r, "over"));

	if (!g->grows)
		return arena_printf(q->a, "%.*s over %.*s", STR(rate), STR(over));
	return arena_printf(q->a, "%.*s over %.*s, growing %.*s", STR(rate), STR(over),
	                    STR(chart_written(q, g->r->at, g->grows)));
}

/* What it comes to, and how it grows, a little all the time. */
static struct str note_of(const struct growth *g, struct str reading)
{
	struct ask *q = g->r->q;

	if (!g->grows)
		return reading;
	return arena_printf(q->a, "%.*s; the rate grows by %.*s, a little every day", STR(reading),
	                    STR(chart_written(q, g->r->at, g->grows)));
}

/* "years", "months": the time in which it grows by its share. */
static struct str period_name(const struct growth *g)
{
	struct units period = units_without_nouns(&g->growth.type.units);
	struct buf text = {0};

	units_power(&period, -1);
	units_write(&text, &period, false);
	return buf_take(&text, g->r->q->a);
}

/* In brackets when it is not a single name or number. */
static struct str rate_written(const struct growth *g)
{
	const struct node *n = g->r->part[0];
	struct str text = chart_written(g->r->q, g->r->at, n);

	return n->count ? arena_printf(g->r->q->a, "(%.*s)", STR(text)) : text;
}

/*
 * r (1 + s)^t from 0 to n is r ((1 + s)^n - 1) / ln(1 + s), r being what comes in one period at the rate of today.
 * Uncertain numbers are there as their medians.
 */
static void set_working(const struct growth *g, struct chart *c, const struct value *last, struct str reading)
{
	struct ask *q = g->r->q;
	struct value once = {.type = last->type, .count = 1, .num = arena_new(q->a, double)};
	struct str over = chart_written(q, g->r->at, chart_option(g->r, "over")), rate = rate_written(g);
	double share = g->grows && g->growth.spread ? g->growth.spread->p50 : g->share,
		   periods = g->over.num[0] * g->periods, rise = log1p(share);

	c->working = arena_array(q->a, struct str, 3);
	c->working_count = 3;
	c->working[2] = reading;
	once.type.uncertain = false;
	if (!g->grows || rise == 0) {
		c->working[0] = arena_printf(q->a, "%.*s × %.*s", STR(rate), STR(over));
		c->working[1] = arena_printf(q->a, "%.*s × %.*s", STR(chart_short(q, &g->rate, g->rate.num[0])), STR(over));
		return;
	}
	once.num[0] = g->rate.num[0] * g->scale / g->periods;
	c->working[0] = arena_printf(q->a, "%.*s in one %.*s × ((1 + %.*s)^%.*s - 1) / ln(1 + %.*s)", STR(rate),
	                             STR(period_name(g)), STR(chart_number(q->a, share)), STR(chart_number(q->a, periods)),
	                             STR(chart_number(q->a, share)));
	c->working[1] = arena_printf(q->a, "%.*s × %.*s", STR(chart_short(q, &once, once.num[0])),
	                             STR(chart_number(q->a, expm1(periods * rise) / rise)));
}

struct chart *chart_ask_growth(struct chart_request *r)
{
	struct growth g = {.r = r};
	struct value sums = {0}, last;
	struct doc_value text;
	struct chart_series *s;
	struct factor f;
	struct chart *c;

	if (!read_over(&g) || !read_growth(&g) || !read_rate(&g))
		return NULL;
	c = chart_new(r->q->a, CHART_LINE, S(""));
	c->series = s = series_of(&g);
	c->series_count = 1;
	if (!g.growth.type.uncertain)
		certain_growth(&g, s);
	else if (!uncertain_growth(&g, s, &sums))
		return NULL;
	if (!isfinite(s->y[s->count - 1]) || (s->high && !isfinite(s->high[s->count - 1])))
		return chart_fail(r, DIAG_VALUE, r->call, "this grows beyond 1.8e308");
	last = last_sum(&g, s, &sums);
	c->title = chart_title(r, heading(&g));
	c->note = note_of(&g, chart_value(r->q, &last));
	set_working(&g, c, &last, chart_value(r->q, &last));
	text = doc_value(r->q->a, &last, &r->q->format);
	s->label = doc_value_signed(r->q->a, &text);
	s->ends[0] = S("0");
	s->ends[1] = s->label;
	c->x_title = chart_unit(r->q, &g.over.type, g.over.num[0], &f);
	c->y_title = chart_unit(r->q, &last.type, last.num[0], &f);
	in_unit(s, f);
	return c;
}
