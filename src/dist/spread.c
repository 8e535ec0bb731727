/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spread.c - percentiles by selection, never by sorting a column. */
#include "dist/spread.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Move all that are below the pivot (or equal, with `equal`) to the front of [lo, hi); returns where the others begin. No branch. */
static int64_t partition(double *x, int64_t lo, int64_t hi, double pivot, bool equal)
{
	int64_t end = lo;

	for (int64_t i = lo; i < hi; i++) {
		double v = x[i];
		x[i] = x[end];
		x[end] = v;
		end += (v < pivot) | (equal & (v == pivot));
	}
	return end;
}

enum { SAMPLE = 63 };

/* A value near the one that belongs at place k: that of a small sample, sorted, at the same proportion. */
static double pivot_for(const double *x, int64_t lo, int64_t hi, int64_t k)
{
	double s[SAMPLE];
	int64_t step = (hi - lo) / SAMPLE;

	for (int i = 0; i < SAMPLE; i++) {
		double v = x[lo + i * step];
		int j = i;
		for (; j > 0 && s[j - 1] > v; j--)
			s[j] = s[j - 1];
		s[j] = v;
	}
	return s[(k - lo) * SAMPLE / (hi - lo)];
}

static void insertion_sort(double *x, int64_t lo, int64_t hi)
{
	for (int64_t i = lo + 1; i < hi; i++) {
		double v = x[i];
		int64_t j = i;
		for (; j > lo && x[j - 1] > v; j--)
			x[j] = x[j - 1];
		x[j] = v;
	}
}

/* Move what belongs at place k of [lo, hi] there; smaller ones end up before it, larger ones after it. */
static void select_nth(double *x, int64_t lo, int64_t hi, int64_t k)
{
	hi++;
	while (hi - lo > 2 * SAMPLE) {
		double pivot = pivot_for(x, lo, hi, k);
		int64_t below = partition(x, lo, hi, pivot, false);
		if (k < below) {
			hi = below;
			continue;
		}
		int64_t above = partition(x, below, hi, pivot, true);
		if (k < above)
			return;
		lo = above;
	}
	insertion_sort(x, lo, hi);
}

double spread_quantile(double *column, uint32_t n, double q)
{
	int64_t k = (int64_t)(q * (n - 1.0) + 0.5);

	select_nth(column, 0, (int64_t)n - 1, k);
	return column[k];
}

/* Rising places, so that each selection works on what the one before left on its right. */
static void percentiles(double *x, int64_t n, struct spread *s)
{
	static const double q[] = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99};
	double *out[] = {&s->p1, &s->p5, &s->p10, &s->p25, &s->p50, &s->p75, &s->p90, &s->p95, &s->p99};
	int64_t places[10], from = 0;

	for (unsigned i = 0; i < 9; i++)
		places[i] = (int64_t)(q[i] * (double)(n - 1) + 0.5);
	/* halve first: what is left of the middle is half of it */
	select_nth(x, 0, n - 1, places[4]);
	select_nth(x, 0, places[4], places[2]);
	select_nth(x, places[4], n - 1, places[6]);
	for (unsigned i = 0; i < 9; i++) {
		int64_t end = i < 2 ? places[2] + 1 : i < 4 ? places[4] + 1 : i < 6 ? places[6] + 1 : n;
		select_nth(x, from, end - 1, places[i]);
		*out[i] = x[places[i]];
		from = places[i];
	}
}

static uint32_t keep_numbers(double *x, uint32_t n, double *why)
{
	uint32_t good = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (x[i] == x[i])
			x[good++] = x[i];
		else
			*why = x[i];
	}
	return good;
}

static void moments(const double *x, uint32_t n, struct spread *s)
{
	double sum = 0, squares = 0, min = x[0], max = x[0], near = x[n / 2];

	for (uint32_t i = 0; i < n; i++) { /* about a value within, so that nothing cancels */
		double d = x[i] - near;
		sum += d;
		squares += d * d;
		min = x[i] < min ? x[i] : min;
		max = x[i] > max ? x[i] : max;
	}
	s->mean = near + sum / n;
	s->sd = sqrt(fmax(0, squares / n - sum / n * (sum / n)));
	s->min = min;
	s->max = max;
}

/* From P1 to P99: what lies beyond is in the first and last bin. */
static void histogram(const double *x, uint32_t n, struct spread *s)
{
	s->bin_log = s->p5 > 0 && s->p95 / s->p5 > 20 && s->p1 > 0;
	s->bin_from = s->bin_log ? log(s->p1) : s->p1;
	s->bin_to = s->bin_log ? log(s->p99) : s->p99;
	double scale = s->bin_to > s->bin_from ? SPREAD_BINS / (s->bin_to - s->bin_from) : 0;
	for (uint32_t i = 0; i < n; i++) {
		double v = s->bin_log ? (x[i] > 0 ? log(x[i]) : s->bin_from) : x[i];
		double k = (v - s->bin_from) * scale;
		s->bin[k < 0 ? 0 : k >= SPREAD_BINS ? SPREAD_BINS - 1 : (int)k]++;
	}
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

void spread_scale(struct spread *s, double factor)
{
	double *const fields[] = {&s->p1, &s->p5, &s->p10, &s->p25, &s->p50, &s->p75, &s->p90, &s->p95, &s->p99,
	                          &s->mean, &s->sd, &s->min, &s->max, &s->error};

	for (unsigned i = 0; i < sizeof fields / sizeof fields[0]; i++)
		*fields[i] *= factor;
	s->bin_from = s->bin_log ? s->bin_from + log(factor) : s->bin_from * factor;
	s->bin_to = s->bin_log ? s->bin_to + log(factor) : s->bin_to * factor;
}

void spread_of(double *column, uint32_t n, struct spread *s)
{
	memset(s, 0, sizeof *s);
	s->samples = n;
	s->good = keep_numbers(column, n, &s->why);
	if (!s->good)
		return;
	moments(column, s->good, s);
	percentiles(column, s->good, s);
	histogram(column, s->good, s);
	/* density at the median from the middle half */
	if (s->p75 > s->p25)
		s->error = 0.5 / sqrt(s->good) * (s->p75 - s->p25) / 0.5;
}
