/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reading.c - the second reading after an answer: a time in a readable unit, a rate per day as one per second. */
#include <math.h>

#include "value/look.h"

#define DAY 86400.0

/*
 * Times from 1 to 119 of their unit read well as they are. Below the minute, tenths do too, and below the second, where
 * the next unit is a thousand times as long, all up to 999.
 */
static bool reads_well(double x, double unit_seconds)
{
	x = number_round(fabs(x), 4); /* as it is written */
	return x == 0 || (x >= (unit_seconds < 60 ? 0.1 : 1) && x < (unit_seconds < 1 ? 1000 : 120));
}

bool reading_is_plain(const struct type *t, double x)
{
	return reads_well(x, factor_apply(units_base(&t->units), 1));
}

/* "  (≈ 2.778 h)" */
static void write_bracket(struct buf *out, const struct look *l, double x)
{
	buf_add_c(out, "  (");
	size_t from = out->len;
	if (!look_write(out, l, x))
		look_sign(out, from, false, l->ascii);
	buf_char(out, ')');
}

/* A unit asked for is kept as asked. */
static void write_time(struct buf *out, const struct type *t, double x, const struct format *f)
{
	struct type best;
	struct look l;

	if (t->asked || reading_is_plain(t, x) || look_leads(t, x, f))
		return;
	best = *t;
	best.form = FORM_BEST;
	look_choose(&l, &best, x, f);
	if (units_equal(&l.units, &t->units))
		return;
	write_bracket(out, &l, x);
}

/* The place of the day in "tweets/day", "GB/month" or "requests/server/day", or -1. */
static int day_term(const struct units *u)
{
	int day = -1;

	for (unsigned i = 0; i < u->n; i++) {
		const struct term *t = &u->term[i];

		if (!t->unit->hard && t->unit->nouns)
			continue;
		if (t->exp == -1 && day < 0 && unit_measures(t->unit, DIM_TIME))
			day = i;
		else if (t->exp != 1 || !unit_measures(t->unit, DIM_DATA))
			return -1;
	}
	return day;
}

/*
 * Is x a second worth reading? Under some nine a day, a count is not. A rate per user and day is a habit, which nobody
 * reads per second, one per server and day a load: the two differ in size.
 */
static bool rate_helps(const struct units *u, double x)
{
	bool count = units_is_count(u), shared = false;

	for (unsigned i = 0; i < u->n; i++)
		shared |= u->term[i].exp < 0 && u->term[i].unit->nouns;
	if (!count)
		x = factor_apply(units_base(u), x);
	x = fabs(x);
	return shared ? x >= (count ? 0.01 : 1000) : count ? x >= 1e-4 : x > 0;
}

static void write_rate(struct buf *out, const struct type *t, int day, double x, const struct format *f)
{
	struct units second, one = {.n = 1};
	struct factor scale = FACTOR_ONE, per_day;
	struct type rate = *t;
	struct look l;

	one.term[0] = t->units.term[day];
	per_day = units_base(&one);
	if (factor_apply(per_day, DAY) > 1 || !unit_lookup(f->units, S("s"), &second, &scale, &(unsigned){0}))
		return;
	x = factor_apply(per_day, x);
	rate.units.term[day].unit = second.term[0].unit;
	rate.units.term[day].prefix = 0;
	if (!rate_helps(&rate.units, x))
		return;
	rate.form = FORM_UNIT;
	rate.asked = false;
	look_choose(&l, &rate, x, f);
	write_bracket(out, &l, x);
}

void reading_write(struct buf *out, const struct type *t, double x, const struct format *f)
{
	int day;

	if (!f->units || (t->form != FORM_UNIT && t->form != FORM_DIGITS))
		return;
	if (units_is_time(&t->units)) {
		write_time(out, t, x, f);
		return;
	}
	day = day_term(&t->units);
	if (day >= 0)
		write_rate(out, t, day, x, f);
}
