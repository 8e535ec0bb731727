/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spread.c - percentiles of a column that is too long to sort: count in buckets, then select in the few that matter. */
#include "sampling/spread.h"

#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/threads.h"
#include "sampling/select.h"

enum {
	PART = 16384, /* samples that are looked at in one go: what comes out does not depend on the threads */
	BUCKETS = 1024,
	PROBES = 255, /* samples that tell where the buckets go */
	PLACES = 9,
	PARTS_PER_THREAD = 8 /* fewer are done sooner than a thread is started */
};

static const double quantile[PLACES] = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99};

/* What one part of the column says. */
struct part {
	uint32_t good;
	double sum[2], squares[2], min, max, why; /* of each half; sums about `near`, in `unit`s */
	uint32_t half[2];                         /* good ones in each */
	uint32_t bucket[BUCKETS];
	uint32_t wanted, first; /* samples in wanted buckets, and where they go among all of those */
	uint32_t bin[SPREAD_BINS];
	bool whole; /* all good ones are */
};

struct spreading {
	const double *column;
	uint32_t n, parts;
	struct spread *s;
	struct part *part;
	double near,
		unit;     /* a value within, and a power of two like the distances from it: sums neither cancel nor overflow */
	uint64_t low; /* key at which bucket 1 begins, less one bucket; each holds 2^shift keys */
	unsigned shift;
	bool is_wanted[BUCKETS], counts_by_log; /* the latter: see bin_part() */
	double *gathered;
	void (*phase)(const struct spreading *w, struct part *part, const double *x, uint32_t count);
	atomic_uint next;
};

/* ---- parts and threads ---- */

static void *spread_work(void *ctx)
{
	struct spreading *w = ctx;
	uint32_t i;

	while ((i = atomic_fetch_add(&w->next, 1)) < w->parts) {
		uint32_t from = i * PART, left = w->n - from;
		w->phase(w, &w->part[i], w->column + from, left < PART ? left : PART);
	}
	return NULL;
}

static void for_parts(struct spreading *w, unsigned threads,
                      void (*phase)(const struct spreading *, struct part *, const double *, uint32_t))
{
	unsigned most = w->parts / PARTS_PER_THREAD;

	w->phase = phase;
	atomic_store(&w->next, 0);
	threads_run(threads < most ? threads : most, spread_work, w);
}

/* ---- buckets ---- */

/* A whole number that rises with x, and the faster the larger x is: buckets of equal width in it suit any scale. */
static uint64_t spread_key_of(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof bits);
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static uint32_t bucket_of(const struct spreading *w, double x)
{
	uint64_t key = spread_key_of(x), k = key < w->low ? 0 : (key - w->low) >> w->shift;

	return k < BUCKETS ? (uint32_t)k : BUCKETS - 1;
}

/* A power of two, of the size of the numbers' distances; not so small that its inverse overflows. */
static double scale_for(double from, double to)
{
	int exponent;
	double distance = to / 2 - from / 2;

	frexp(distance > 0 ? distance : to != 0 ? to : 1, &exponent);
	return ldexp(1, exponent < -1000 ? -1000 : exponent > 1000 ? 1000 : exponent);
}

/*
 * Buckets between the ends of a few samples. An odd step, as every 2^k-th point of a Sobol sequence lies in one corner.
 */
static bool place_buckets(struct spreading *w)
{
	double probe[PROBES + 1];
	uint32_t count = 0, step = w->n / PROBES | 1;

	for (uint32_t i = 0; i < w->n && count < PROBES; i += step)
		if (w->column[i] == w->column[i])
			probe[count++] = w->column[i];
	for (uint32_t i = 0; i < w->n && !count; i++)
		if (w->column[i] == w->column[i])
			probe[count++] = w->column[i];
	if (!count)
		return false;
	qsort(probe, count, sizeof *probe, double_order);
	w->near = probe[count / 2];
	w->unit = scale_for(probe[0], probe[count - 1]);
	w->low = spread_key_of(probe[0]);
	while ((spread_key_of(probe[count - 1]) - w->low) >> w->shift > BUCKETS - 3)
		w->shift++;
	w->low -= UINT64_C(1) << w->shift;
	return true;
}

/* ---- the three looks at a part ---- */

static void count_half(const struct spreading *w, struct part *p, unsigned half, const double *x, uint32_t count)
{
	double sum = 0, squares = 0, min = p->min, max = p->max, scale = 1 / w->unit, near = w->near * scale;

	for (uint32_t i = 0; i < count; i++) {
		if (x[i] != x[i]) {
			p->why = x[i];
			continue;
		}
		double d = x[i] * scale - near;
		sum += d;
		squares += d * d;
		min = x[i] < min ? x[i] : min;
		max = x[i] > max ? x[i] : max;
		p->half[half]++;
		p->bucket[bucket_of(w, x[i])]++;
	}
	p->good += p->half[half];
	p->sum[half] = sum;
	p->squares[half] = squares;
	p->min = min;
	p->max = max;
}

static void count_part(const struct spreading *w, struct part *p, const double *x, uint32_t count)
{
	p->min = INFINITY;
	p->max = -INFINITY;
	count_half(w, p, 0, x, count / 2);
	count_half(w, p, 1, x + count / 2, count - count / 2);
}

static void gather_part(const struct spreading *w, struct part *p, const double *x, uint32_t count)
{
	double *out = w->gathered + p->first;

	for (uint32_t i = 0; i < count; i++)
		if (x[i] == x[i] && w->is_wanted[bucket_of(w, x[i])])
			*out++ = x[i];
}

/* Multiples of it are spread evenly over the fractions. */
#define GOLDEN 0.6180339887498949

/*
 * From P1 to P99: what lies beyond is in the first and last bin. On a scale of logarithms a count is spread over what
 * is rounded to it: else bins that hold two counts would stand beside some that hold one, or none.
 */
static void bin_part(const struct spreading *w, struct part *p, const double *x, uint32_t count)
{
	const struct spread *s = w->s;
	double width = s->bin_to - s->bin_from;

	for (uint32_t i = 0; i < count; i++) {
		double near = w->counts_by_log ? x[i] + fmod(i * GOLDEN, 1) - 0.5 : x[i];
		double v = !s->bin_log ? x[i] : near > 0 ? log(near) : s->bin_from;
		double k = (v - s->bin_from) / width * SPREAD_BINS; /* no number where all are the same */
		if (x[i] == x[i])
			p->bin[!(k > 0) ? 0 : k >= SPREAD_BINS ? SPREAD_BINS - 1 : (int)k]++;
	}
}

/* ---- all parts together ---- */

/* Mean and standard deviation of so many. */
static void moments(const struct spreading *w, double sum, double squares, double n, double *mean, double *sd)
{
	*mean = w->near + sum / n * w->unit;
	*sd = w->unit * sqrt(fmax(0, squares / n - sum / n * (sum / n)));
}

/*
 * How far off a figure of all samples is, when their halves say a and b: the halves of evenly spread points are some
 * eight times as close as those of random ones.
 */
static double error_of(double a, double b, double random)
{
	return fmax(fabs(a - b) / 2, random / 8);
}

/* Digits that it bears. None where the halves are a tenth apart, of it and of `scale`. */
static uint8_t digits_borne(double x, double a, double b, double random, double scale)
{
	double apart = fabs(a - b), error = error_of(a, b, random);

	if (!(apart <= fmax(0.1 * fabs(x), 0.1 * scale)))
		return 0;
	if (!(error > 1e-4 * fabs(x)))
		return 4;
	return fabs(x) > 10 * error ? (uint8_t)log10(fabs(x) / error) : 1;
}

/* After the percentiles. */
static void spread_judge(struct spreading *w)
{
	struct spread *s = w->s;
	double sum[2] = {0}, squares[2] = {0}, good[2] = {0}, mean[2], sd[2];

	for (uint32_t i = 0; i < w->parts; i++)
		for (int h = 0; h < 2; h++) {
			sum[h] += w->part[i].sum[h];
			squares[h] += w->part[i].squares[h];
			good[h] += w->part[i].half[h];
		}
	if (!good[0] || !good[1])
		return;
	for (int h = 0; h < 2; h++)
		moments(w, sum[h], squares[h], good[h], &mean[h], &sd[h]);
	s->mean_error = error_of(mean[0], mean[1], s->sd / sqrt(s->good));
	s->mean_digits = digits_borne(s->mean, mean[0], mean[1], s->sd / sqrt(s->good), s->p95 - s->p5);
	s->sd_digits = digits_borne(s->sd, sd[0], sd[1], s->sd / sqrt(2.0 * s->good), 0);
}

static void spread_add_up(struct spreading *w)
{
	struct spread *s = w->s;
	double sum = 0, squares = 0;

	s->min = INFINITY;
	s->max = -INFINITY;
	for (uint32_t i = 0; i < w->parts; i++) {
		const struct part *p = &w->part[i];
		s->good += p->good;
		s->why = p->good < PART && p->why != 0 ? p->why : s->why;
		sum += p->sum[0] + p->sum[1];
		squares += p->squares[0] + p->squares[1];
		s->min = fmin(s->min, p->min);
		s->max = fmax(s->max, p->max);
	}
	moments(w, sum, squares, s->good, &s->mean, &s->sd);
}

/*
 * Which buckets hold a percentile? Afterwards place[] says where each percentile is among the samples of those
 * buckets alone. Returns how many these are.
 */
static uint32_t want_buckets(struct spreading *w, int64_t place[PLACES])
{
	int64_t below = 0, skipped = 0;
	unsigned next = 0;

	for (unsigned i = 0; i < PLACES; i++)
		place[i] = (int64_t)(quantile[i] * (w->s->good - 1.0) + 0.5);
	for (uint32_t b = 0; b < BUCKETS; b++) {
		uint32_t count = 0;
		for (uint32_t i = 0; i < w->parts; i++)
			count += w->part[i].bucket[b];
		below += count;
		w->is_wanted[b] = next < PLACES && place[next] < below;
		for (uint32_t i = 0; i < w->parts && w->is_wanted[b]; i++)
			w->part[i].wanted += w->part[i].bucket[b];
		skipped += w->is_wanted[b] ? 0 : count;
		for (; next < PLACES && place[next] < below; next++)
			place[next] -= skipped;
	}
	for (uint32_t i = 1; i < w->parts; i++)
		w->part[i].first = w->part[i - 1].first + w->part[i - 1].wanted;
	return w->part[w->parts - 1].first + w->part[w->parts - 1].wanted;
}

static void spread_percentiles(struct spreading *w, unsigned threads)
{
	struct spread *s = w->s;
	double *const out[PLACES] = {&s->p1, &s->p5, &s->p10, &s->p25, &s->p50, &s->p75, &s->p90, &s->p95, &s->p99};
	int64_t place[PLACES];
	uint32_t count = want_buckets(w, place);

	w->gathered = xmalloc(count * sizeof *w->gathered);
	for_parts(w, threads, gather_part);
	select_places(w->gathered, count, place, PLACES);
	for (unsigned i = 0; i < PLACES; i++)
		*out[i] = w->gathered[place[i]];
	free(w->gathered);
	/* density at the median from the middle half */
	if (s->p75 > s->p25)
		s->error = 0.5 / sqrt(s->good) * (s->p75 - s->p25) / 0.5;
}

static void look_for_whole(const struct spreading *w, struct part *p, const double *x, uint32_t count)
{
	(void)w;
	p->whole = true;
	for (uint32_t i = 0; i < count && p->whole; i++)
		p->whole = x[i] != x[i] || x[i] == rint(x[i]);
}

/* Counts: are they all whole? The percentiles say no at once where they are not. */
static bool spread_are_whole(struct spreading *w, unsigned threads)
{
	const struct spread *s = w->s;
	const double seen[] = {s->min, s->p1, s->p5, s->p10, s->p25, s->p50, s->p75, s->p90, s->p95, s->p99, s->max};

	for (unsigned i = 0; i < sizeof seen / sizeof *seen; i++)
		if (seen[i] != rint(seen[i]) || !(fabs(seen[i]) < 1e15))
			return false;
	for_parts(w, threads, look_for_whole);
	for (uint32_t i = 0; i < w->parts; i++)
		if (!w->part[i].whole)
			return false;
	return true;
}

/* As many whole numbers in each bin; the first and the last bin are beyond P1 and P99. */
static void bin_whole(struct spread *s)
{
	double each = ceil((s->p99 - s->p1 + 1) / (SPREAD_BINS - 2));

	s->bin_whole = (uint32_t)each;
	s->bin_log = 0;
	s->bin_from = s->p1 - 0.5 - each;
	s->bin_to = s->bin_from + SPREAD_BINS * each;
}

static void bin_counts_by_log(struct spreading *w)
{
	w->counts_by_log = true;
	w->s->bin_from = log(w->s->p1 - 0.5);
	w->s->bin_to = log(w->s->p99 + 0.5);
}

static void spread_histogram(struct spreading *w, unsigned threads)
{
	struct spread *s = w->s;

	s->bin_log = s->p5 > 0 && s->p95 / s->p5 > 20 && s->p1 > 0;
	s->bin_from = s->bin_log ? log(s->p1) : s->p1;
	s->bin_to = s->bin_log ? log(s->p99) : s->p99;
	if (s->max > s->min && s->p99 - s->p1 < 1e6 && spread_are_whole(w, threads)) {
		if (!s->bin_log || s->p99 - s->p1 < SPREAD_BINS - 2)
			bin_whole(s);
		else
			bin_counts_by_log(w);
	}
	for_parts(w, threads, bin_part);
	for (uint32_t i = 0; i < w->parts; i++)
		for (unsigned k = 0; k < SPREAD_BINS; k++)
			s->bin[k] += w->part[i].bin[k];
}

void spread_of(const double *column, uint32_t n, unsigned threads, struct spread *s)
{
	struct spreading w = {.column = column, .n = n, .parts = (n + PART - 1) / PART, .s = s};

	memset(s, 0, sizeof *s);
	s->samples = n;
	if (!place_buckets(&w)) {
		s->why = n ? column[n - 1] : 0;
		return;
	}
	w.part = xcalloc(w.parts, sizeof *w.part);
	for_parts(&w, threads, count_part);
	spread_add_up(&w);
	spread_percentiles(&w, threads);
	spread_judge(&w);
	spread_histogram(&w, threads);
	free(w.part);
}

double spread_quantile(double *column, uint32_t n, double q)
{
	int64_t place = (int64_t)(q * (n - 1.0) + 0.5);

	select_places(column, n, &place, 1);
	return column[place];
}

void spread_texts(const double *column, uint32_t n, struct spread *s)
{
	enum { KINDS = 32 };
	double text[KINDS];
	uint32_t count[KINDS], kinds = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = 0;
		if (column[i] != column[i])
			continue;
		while (k < kinds && text[k] != column[i])
			k++;
		if (k == KINDS)
			continue;
		if (k == kinds) {
			text[kinds] = column[i];
			count[kinds++] = 0;
		}
		count[k]++;
	}
	for (unsigned place = 0; place < 4 && kinds; place++) {
		uint32_t best = 0;
		for (uint32_t k = 1; k < kinds; k++)
			best = count[k] > count[best] ? k : best;
		s->text[place] = text[best];
		s->share[place] = count[best] / (double)n;
		text[best] = text[--kinds];
		count[best] = count[kinds];
	}
}

double spread_edge(const struct spread *s, unsigned i)
{
	double x = s->bin_from + (s->bin_to - s->bin_from) * i / SPREAD_BINS;

	return s->bin_log ? exp(x) : x;
}

void spread_filled(const struct spread *s, unsigned least, uint32_t *from, uint32_t *to)
{
	while (s->bin_whole && *from + least < *to && !s->bin[*from])
		++*from;
	while (s->bin_whole && *from + least < *to && !s->bin[*to - 1])
		--*to;
}

void spread_scale(struct spread *s, double factor)
{
	double *const fields[] = {&s->p1,  &s->p5,   &s->p10, &s->p25, &s->p50, &s->p75,        &s->p90,  &s->p95,
	                          &s->p99, &s->mean, &s->sd,  &s->min, &s->max, &s->mean_error, &s->error};

	for (unsigned i = 0; i < sizeof fields / sizeof fields[0]; i++)
		*fields[i] *= factor;
	s->bin_whole = factor == 1 ? s->bin_whole : 0;
	s->bin_from = s->bin_log ? s->bin_from + log(factor) : s->bin_from * factor;
	s->bin_to = s->bin_log ? s->bin_to + log(factor) : s->bin_to * factor;
}
