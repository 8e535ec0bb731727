/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_axis.c - round numbers along an axis. */
#include <math.h>

#include "base/buf.h"
#include "show/chart.h"
#include "value/number.h"

/* The step 1, 2 or 5 times a power of ten that leaves four to ten of them. */
static double round_step(double range)
{
	double power = pow(10, floor(log10(range / 4)));
	double rest = range / 4 / power;

	return power * (rest >= 5 ? 5 : rest >= 2 ? 2 : 1);
}

/* Round numbers in even steps. */
static void even_ticks(struct chart_axis *axis)
{
	double step = round_step(axis->to - axis->from);

	axis->count = 0;
	for (double i = ceil(axis->from / step - 1e-9); axis->count < CHART_TICKS && i * step <= axis->to + 1e-9 * step;
	     i++)
		axis->tick[axis->count++] = number_snap(i * step) == 0 ? 0 : i * step;
}

static void linear_ticks(struct chart_axis *axis, bool round)
{
	double step = round_step(axis->to - axis->from);

	if (round) {
		axis->from = step * floor(axis->from / step + 1e-9);
		axis->to = step * ceil(axis->to / step - 1e-9);
	}
	even_ticks(axis);
}

/* Powers of ten; with 2 and 5 times them where there are few, every second or third of them where there are many. */
static void log_ticks(struct chart_axis *axis)
{
	static const double steps[] = {1, 2, 5};
	double low = floor(log10(axis->from) + 1e-9), high = log10(axis->to);
	double stride = high - low > 10 ? ceil((high - low) / 8) : 1;
	unsigned fine = high - low < 3 ? 3 : 1;

	for (double e = low; e <= high + 1; e += stride)
		for (unsigned k = 0; k < fine && axis->count < CHART_TICKS; k++) {
			double x = steps[k] * pow(10, e);

			if (x >= axis->from * (1 - 1e-9) && x <= axis->to * (1 + 1e-9))
				axis->tick[axis->count++] = x;
		}
	if (axis->count < 2) /* from 0.9 to 1.1 there is one of those */
		even_ticks(axis);
}

struct chart_axis chart_axis(double from, double to, bool log, bool round)
{
	struct chart_axis axis = {.from = from, .to = to, .log = log};

	if (!(axis.from < axis.to)) { /* all the same: some room around it */
		double room = from != 0 ? fabs(from) / 2 : 1;

		axis.from = log ? from / 2 : from - room;
		axis.to = log ? from * 2 : from + room;
	}
	if (log)
		log_ticks(&axis);
	else
		linear_ticks(&axis, round);
	return axis;
}

void chart_axis_whole(struct chart_axis *axis)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < axis->count; i++)
		if (axis->tick[i] == rint(axis->tick[i]))
			axis->tick[n++] = axis->tick[i];
	axis->count = n;
}

double chart_place(const struct chart_axis *axis, double x)
{
	double place;

	if (axis->log)
		place = log(x / axis->from) / log(axis->to / axis->from);
	else
		place = (x - axis->from) / (axis->to - axis->from);
	return !(place > 0) ? 0 : place > 1 ? 1 : place;
}

struct str chart_number(struct arena *a, double x)
{
	struct buf text = {0};

	number_write(&text, x, 4, fabs(x) >= 1e6 ? NUMBER_WORDS : NUMBER_PLAIN);
	return buf_take(&text, a);
}

static void chart_axis_widen(double x, double *least, double *most)
{
	*least = x < *least ? x : *least;
	*most = x > *most ? x : *most;
}

void chart_range(const struct chart *c, struct chart_axis *x, struct chart_axis *y)
{
	double x_from = INFINITY, x_to = -INFINITY, y_from = c->y_log ? INFINITY : 0, y_to = c->y_log ? -INFINITY : 0;

	for (uint32_t i = 0; i < c->series_count; i++) {
		const struct chart_series *s = &c->series[i];

		for (uint32_t k = 0; k < s->count; k++) {
			if (isnan(s->y[k]))
				continue;
			chart_axis_widen(s->x[k], &x_from, &x_to);
			chart_axis_widen(s->y[k], &y_from, &y_to);
			if (s->low) {
				chart_axis_widen(s->low[k], &y_from, &y_to);
				chart_axis_widen(s->high[k], &y_from, &y_to);
			}
		}
	}
	*x = chart_axis(x_from, x_to, c->x_log, false);
	*y = chart_axis(y_from, y_to, c->y_log, true);
}
