/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parts.c - a quantity in several units: 2 h 46 min 40 s. */
#include <math.h>

#include "value/look.h"

#define EXACT_MOST 9e15 /* up to here a double still knows its ones */

/* What `to hms` writes in. */
static const struct {
	double size;
	const char *one, *many;
} usual[] = {{86400, "day", "days"}, {3600, "h", "h"}, {60, "min", "min"}, {1, "s", "s"}};

static unsigned value_parts_count(const struct look *l)
{
	return l->in ? l->in->n : sizeof usual / sizeof usual[0];
}

static struct units parts_alone(const struct units *parts, unsigned i)
{
	return (struct units){.n = 1, .term = {parts->term[i]}};
}

/* Part i in the last one. */
static double parts_size(const struct look *l, unsigned i)
{
	if (!l->in)
		return usual[i].size;
	struct units part = parts_alone(l->in, i), last = parts_alone(l->in, l->in->n - 1);
	return factor_apply(factor_times(units_base(&part), units_base(&last), -1), 1);
}

static void parts_write_name(struct buf *out, const struct look *l, unsigned i, bool one)
{
	buf_char(out, ' ');
	if (!l->in) {
		buf_add_c(out, one ? usual[i].one : usual[i].many);
		return;
	}
	struct units part = parts_alone(l->in, i);
	units_write(out, &part, !one);
}

void parts_choose(struct look *l, const struct type *t)
{
	l->parts = true;
	l->in = t->form == FORM_PARTS ? t->parts : NULL;
	l->step = 0;
	l->scale = units_base(&t->units);
	if (l->in) {
		struct units last = parts_alone(l->in, l->in->n - 1);
		l->scale = factor_times(l->scale, units_base(&last), -1);
	}
}

bool parts_fit(const struct look *l, double x)
{
	unsigned n = value_parts_count(l);

	return n > 1 && number_round(fabs(x), 4) >= parts_size(l, n - 2) && fabs(x) < EXACT_MOST;
}

/* To whole ones, or to thousandths where that makes them exact; in steps where the number is a rough one. */
static double rounded(double x, double step, bool *exact)
{
	double fine = round(x * 1000) / 1000;

	*exact = number_same(fine, x);
	if (step > 0)
		return round(x / step) * step;
	return *exact ? fine : round(x);
}

/* What is left for the last part, when years and months are no whole number of days. */
static double parts_last_part(double rest, double all, bool *exact)
{
	double fine = round(rest * 1000) / 1000;

	if (fabs(fine - rest) <= 1e-12 * all)
		return fine;
	*exact = false;
	return round(rest);
}

bool parts_write(struct buf *out, const struct look *l, double x)
{
	unsigned last = value_parts_count(l) - 1;
	bool exact;
	double rest = rounded(fabs(x), l->step, &exact);

	if (x < 0)
		buf_char(out, '-');
	size_t from = out->len;
	for (unsigned i = 0; i <= last; i++) {
		double n = i < last ? floor(number_snap(rest / parts_size(l, i))) : parts_last_part(rest, fabs(x), &exact);

		if (n == 0 && (i < last || out->len > from))
			continue;
		rest = fmax(rest - n * parts_size(l, i), 0);
		if (out->len > from)
			buf_char(out, ' ');
		number_write(out, n, 15, NUMBER_PLAIN);
		parts_write_name(out, l, i, n == 1);
	}
	return exact;
}

void parts_write_last(struct buf *out, const struct look *l, bool one)
{
	parts_write_name(out, l, value_parts_count(l) - 1, one);
}
