/* SPDX-License-Identifier: GPL-3.0-or-later */
/* figures.c - rates, peaks, growth, means and their ranges. */
#include "logs/figures.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/student.h"

#define Z 1.6448536269514722
enum { SLACK = 600, FEW = 1000, GAP = 60 };

const double log_shares[LOG_SHARES] = {0.3, 0.5, 0.7, 0.8, 0.9};

/* ---- days ---- */

/* Is the day seen from midnight to midnight? */
static bool is_whole(const struct clock_count *c, const struct clock_day *d)
{
	return d->day * 86400 + SLACK >= c->first && (d->day + 1) * 86400 - SLACK <= c->last;
}

static unsigned whole_days(const struct clock_count *c, double *totals, int64_t *days)
{
	unsigned n = 0;

	for (unsigned i = 0; i < c->count; i++)
		if (is_whole(c, c->days[i])) {
			totals[n] = (double)c->days[i]->total;
			days[n++] = c->days[i]->day;
		}
	return n;
}

static struct log_figure interval(const double *x, unsigned n)
{
	double sum = 0, squares = 0, far;
	struct log_figure f;

	for (unsigned i = 0; i < n; i++)
		sum += x[i];
	for (unsigned i = 0; i < n; i++)
		squares += (x[i] - sum / n) * (x[i] - sum / n);
	far = n > 1 ? student_95(n - 1) * sqrt(squares / (n - 1) / n) : 0;
	f = (struct log_figure){sum / n, sum / n - far, sum / n + far};
	return f;
}

static void find_rate(const struct log_profile *p, const double *totals, unsigned n, struct log_figures *out)
{
	double least = INFINITY, most = 0;

	out->rate.value = out->rate.low = out->rate.high = (double)p->requests / out->span;
	out->day.value = -1;
	if (n < 3)
		return;
	out->day = interval(totals, n);
	for (unsigned i = 0; i < n; i++) {
		least = fmin(least, totals[i]);
		most = fmax(most, totals[i]);
	}
	out->rate.low = fmin(out->rate.value, fmin(least, out->day.low) / 86400);
	out->rate.high = fmax(out->rate.value, fmax(most, out->day.high) / 86400);
}

/* ---- growth ---- */

/* Each weekday's own level goes out of x and y. */
static void take_out_weekdays(const int64_t *days, double *x, double *y, unsigned n)
{
	for (int w = 0; w < 7; w++) {
		double sx = 0, sy = 0, k = 0;

		for (unsigned i = 0; i < n; i++)
			if (days[i] % 7 == w) {
				sx += x[i];
				sy += y[i];
				k++;
			}
		for (unsigned i = 0; i < n; i++)
			if (days[i] % 7 == w) {
				x[i] -= sx / k;
				y[i] -= sy / k;
			}
	}
}

/* What adding up left of a nothing. */
static double settled(double slope)
{
	return fabs(slope) < 1e-12 ? 0 : slope;
}

/* Least squares of the logarithm of a day's requests. */
static void find_growth(const double *totals, const int64_t *days, unsigned n, struct log_figures *out)
{
	double *x = xcalloc(2 * (size_t)n + 1, sizeof(*x)), *y = x + n, mx = 0, my = 0, xx = 0, xy = 0, rest = 0, slope,
		   error, far;

	out->weekdays = n >= 14;
	for (unsigned i = 0; i < n; i++) {
		x[i] = (double)(days[i] - days[0]);
		y[i] = log(fmax(totals[i], 1));
	}
	if (out->weekdays)
		take_out_weekdays(days, x, y, n);
	for (unsigned i = 0; i < n; i++) {
		mx += x[i] / n;
		my += y[i] / n;
	}
	for (unsigned i = 0; i < n; i++) {
		xx += (x[i] - mx) * (x[i] - mx);
		xy += (x[i] - mx) * (y[i] - my);
	}
	out->has_growth = n >= 5 && xx > 0;
	if (out->has_growth) {
		unsigned freedom = n - (out->weekdays ? 8 : 2);

		slope = settled(xy / xx);
		for (unsigned i = 0; i < n; i++)
			rest += pow(y[i] - my - slope * (x[i] - mx), 2);
		error = sqrt(rest / freedom / xx);
		far = settled(student_95(freedom) * error);
		out->growth = (struct log_figure){expm1(slope), expm1(slope - far), expm1(slope + far)};
	}
	free(x);
}

/* ---- peaks ---- */

static int by_count(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a > b) - (a < b);
}

static void end_gap(struct log_figures *out, double minutes)
{
	if (minutes < GAP)
		return;
	out->gaps++;
	out->longest_gap = fmax(out->longest_gap, minutes * 60);
}

/* The longest gap counts as whole minutes without a request. */
static double find_peaks(const struct clock_count *c, struct log_figures *out)
{
	int64_t from = c->first / 60, to = c->last / 60, hour = 0;
	size_t minutes = (size_t)(to - from + 1), n = 0;
	uint32_t *all = xcalloc(minutes < 1440u * CLOCK_DAYS ? minutes : 1440u * CLOCK_DAYS, sizeof(*all));
	double empty = 0, in_gaps = 0, hour_sum = 0;
	unsigned at = 0;

	for (int64_t m = from; m <= to && n < 1440u * CLOCK_DAYS; m++) {
		uint32_t count;

		while (at + 1 < c->count && c->days[at]->day < m / 1440)
			at++;
		count = c->days[at]->day == m / 1440 ? c->days[at]->minute[m % 1440] : 0;
		if (count > out->peak_minute) {
			out->peak_minute = count;
			out->peak_minute_at = m * 60;
		}
		if (m / 60 != hour) {
			hour = m / 60;
			hour_sum = 0;
		}
		hour_sum += count;
		out->peak_hour = fmax(out->peak_hour, hour_sum);
		if (count && empty >= GAP)
			in_gaps += empty * 60;
		if (count)
			end_gap(out, empty);
		empty = count ? 0 : empty + 1;
		all[n++] = count;
	}
	qsort(all, n, sizeof(*all), by_count);
	out->minutes_p99 = n ? all[(size_t)ceil(0.99 * (double)n) - 1] : 0;
	free(all);
	return in_gaps;
}

/* Most seconds of a quiet server have no request: they count too. */
static void find_seconds(const struct log_profile *p, struct log_figures *out)
{
	const struct loghist *h = &p->clock.seconds;
	double all = fmax((double)h->n, out->span), rank = 0.999 * all - (all - (double)h->n);

	out->peak_second = (double)h->most;
	out->seconds_p999 = rank <= 0 ? 0 : loghist_quantile(h, rank / (double)h->n);
}

static void find_hours(const struct clock_count *c, struct log_figures *out)
{
	out->has_hours = out->whole_days >= 2;
	for (unsigned i = 0; i < c->count; i++)
		for (int m = 0; is_whole(c, c->days[i]) && m < 1440; m++)
			out->hours[m / 60] += (double)c->days[i]->minute[m] / 3600 / out->whole_days;
}

/* ---- sizes and times ---- */

static struct log_figure figures_mean_of(const struct loghist *h, const struct log_parts *parts, double factor,
                                         bool *heavy)
{
	double means[PARTS], sorted;
	struct log_figure f = {-1, -1, -1}, spread;

	*heavy = false;
	if (!h->n)
		return f;
	f.value = f.low = f.high = h->sum / (double)h->n * factor;
	for (unsigned i = 0; i < parts->count; i++)
		means[i] = parts->sum[i] / (double)parts->n[i] * factor;
	if (parts->count < 5)
		return f;
	/* The last part is not whole, and weighs less: it stays out. */
	spread = interval(means, parts->count - 1);
	f.low = fmax(f.value - (spread.high - spread.value), f.value / 100);
	f.high = f.value + (spread.high - spread.value);
	sorted = 0;
	for (unsigned i = 0; i < parts->count - 1; i++)
		sorted = fmax(sorted, means[i]);
	*heavy = parts->n[0] > 10 && sorted > 3 * spread.value;
	return f;
}

static void quantiles(const struct loghist *h, double factor, struct log_figure out[3])
{
	static const double shares[3] = {0.5, 0.9, 0.99};

	for (int i = 0; i < 3; i++) {
		out[i].value = h->n ? loghist_quantile(h, shares[i]) * factor : -1;
		loghist_range(h, shares[i], &out[i].low, &out[i].high);
		out[i].low *= factor;
		out[i].high *= factor;
	}
}

/* The last digit was rounded, or cut as nginx does: a time is from half of it below to all of it above. */
static void blur(struct log_figure *mean, struct log_figure p[3], double grain)
{
	for (int i = -1; i < 3; i++) {
		struct log_figure *f = i < 0 ? mean : &p[i];

		f->low = fmax(f->low - grain / 2, fmin(f->low, grain / 20));
		f->high += grain;
	}
}

static void find_times(const struct log_profile *p, double unit_us, struct log_figures *out)
{
	bool heavy, raw = p->raw_times.n > p->times.n;
	const struct loghist *h = raw ? &p->raw_times : &p->times;

	out->time_guessed_us = raw && unit_us <= 0 && loghist_quantile(h, 0.5) > 1000;
	out->time_unknown = raw && unit_us <= 0 && !out->time_guessed_us;
	if (out->time_unknown) {
		out->time.value = -1;
		return;
	}
	double factor = (raw && unit_us > 0 ? unit_us : 1) * 1e-6;

	out->time = figures_mean_of(h, raw ? &p->raw_parts : &p->time_parts, factor, &heavy);
	quantiles(h, factor, out->time_p);
	if (!raw)
		blur(&out->time, out->time_p, (double)p->grain * 1e-6);
}

/* ---- shares and counts ---- */

static struct log_figure figures_share(uint64_t part, uint64_t all)
{
	double p = all ? (double)part / (double)all : 0, far = all ? Z * sqrt(p * (1 - p) / (double)all) : 0;

	return (struct log_figure){p, fmax(0, p - far), fmin(1, p + far)};
}

static struct log_figure sketched(double n)
{
	return (struct log_figure){n, n * (1 - Z * UNIQUE_SIGMA), n * (1 + Z * UNIQUE_SIGMA)};
}

static struct log_figure figures_exact(double n)
{
	return (struct log_figure){n, n, n};
}

/* Where a day's are estimated, all may be exact: no day has more than all have. */
static void of_a_day(const struct unique *day, uint32_t count, bool unsure, double all, struct log_figure *out,
                     double *off)
{
	double n = unsure ? fmin(unique_count(day), all) : count;

	*out = (struct log_figure){n, fmin(out->low, n), fmax(out->high, n)};
	if (unsure)
		*off = Z * UNIQUE_SIGMA;
}

static void find_unique(const struct log_profile *p, struct log_figures *out)
{
	double once = 0, paths = unique_count(&p->paths);

	out->objects = p->popular.floor ? sketched(unique_count(&p->objects)) : figures_exact((double)p->popular.used);
	out->clients = p->who_full ? sketched(unique_count(&p->clients)) : figures_exact((double)p->who.used);
	out->objects_day = out->clients_day = (struct log_figure){0, INFINITY, 0};
	for (unsigned i = 0; i < p->clock.count; i++) {
		const struct clock_day *d = p->clock.days[i];

		if (!is_whole(&p->clock, d))
			continue;
		of_a_day(&d->objects, d->object_count, d->objects_unsure, out->objects.value, &out->objects_day,
		         &out->objects_day_off);
		of_a_day(&d->clients, d->client_count, d->clients_unsure, out->clients.value, &out->clients_day,
		         &out->clients_day_off);
	}
	for (size_t i = 0; i < p->popular.slots; i++)
		once += p->popular.slot[i].key && p->popular.slot[i].count == 1;
	out->nonces = p->query && out->objects.value > 0 && once > out->objects.value / 2 && paths < out->objects.value / 2;
}

static void find_hits(const struct log_profile *p, struct log_figures *out)
{
	double references = (double)p->references;
	uint32_t *counts;
	size_t n;

	out->has_hits = p->references >= FEW;
	if (!out->has_hits)
		return;
	counts = popular_counts(&p->popular, &n);
	zipf_fit(counts, n, p->popular.floor, &out->zipf);
	free(counts);
	out->objects_bytes = reuse_bytes(p->reuse);
	out->most_hits = 1 - out->objects.value / references;
	for (int i = 0; i < LOG_SHARES; i++) {
		struct log_figure *f = &out->cache[i];

		f->value = log_shares[i] < out->most_hits ? reuse_size(p->reuse, references, log_shares[i], &f->low, &f->high)
		                                          : INFINITY;
		out->cache_bytes[i] = log_shares[i] < out->most_hits ? reuse_size_bytes(p->reuse, references, log_shares[i])
		                                                     : INFINITY;
	}
}

/* What one request tells nothing of. */
static void find_requests(const struct log_profile *p, double unit_us, struct log_figures *out)
{
	out->size = figures_mean_of(&p->sizes, &p->size_parts, 1, &out->heavy_sizes);
	quantiles(&p->sizes, 1, out->size_p);
	find_times(p, unit_us, out);
	out->reads = figures_share(p->reads, p->requests);
	out->client_errors = figures_share(p->status[4], p->requests);
	out->server_errors = figures_share(p->status[5], p->requests);
	out->not_modified = figures_share(p->not_modified, p->requests);
	find_unique(p, out);
	find_hits(p, out);
}

void log_figures(const struct log_profile *p, double unit_us, bool skip_gaps, struct log_figures *out)
{
	double *totals = xcalloc(p->clock.count + 1, sizeof(*totals)), in_gaps;
	int64_t *days = xcalloc(p->clock.count + 1, sizeof(*days));

	*out = (struct log_figures){.first = p->clock.first, .last = p->clock.last, .days = p->clock.count};
	in_gaps = find_peaks(&p->clock, out);
	out->span = fmax(1, (double)(p->clock.last - p->clock.first + 1) - (skip_gaps ? in_gaps : 0));
	out->whole_days = whole_days(&p->clock, totals, days);
	find_rate(p, totals, out->whole_days, out);
	find_growth(totals, days, out->whole_days, out);
	find_seconds(p, out);
	find_hours(&p->clock, out);
	out->few = p->requests < 2;
	if (!out->few)
		find_requests(p, unit_us, out);
	free(totals);
	free(days);
}
