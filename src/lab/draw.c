/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw.c - logarithm, exponential and normal without libm, and draws by weight. */
#include "lab/draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define LN2 0.69314718055994530942

/*
 * x is m * 2^e with m from sqrt(1/2) to sqrt(2); ln m is 2 atanh((m - 1) / (m + 1)), by its series. Which half m is in
 * is a matter of chance, so it is told without a branch: by the bits of a fraction above that of sqrt(2).
 */
double draw_ln(double x)
{
	const uint64_t above = UINT64_C(0x6A09E667F3BCD);
	uint64_t bits, high;
	double m, s, q, q2;
	int e;

	memcpy(&bits, &x, sizeof bits);
	e = (int)(bits >> 52) - 1023;
	bits &= 0xFFFFFFFFFFFFFu;
	high = bits > above;
	e += (int)high;
	bits |= (1023 - high) << 52;
	memcpy(&m, &bits, sizeof m);
	s = (m - 1) / (m + 1);
	q = s * s;
	q2 = q * q;
	m = (1 + q * (1.0 / 3)) + q2 * (1.0 / 5 + q * (1.0 / 7)) + q2 * q2 * (1.0 / 9 + q * (1.0 / 11) + q2 * (1.0 / 13));
	return e * LN2 + 2 * s * m;
}

/* e^x is 2^k e^r with r within half of ln 2; e^r by its series. */
double draw_exp(double x)
{
	double k = floor(x / LN2 + 0.5), r, sum = 1, scale;
	uint64_t bits;

	if (x < -708)
		return 0;
	if (x > 709)
		return HUGE_VAL;
	r = x - k * LN2;
	for (int i = 14; i > 0; i--)
		sum = sum * r / i + 1;
	bits = (uint64_t)(1023 + (int)k) << 52;
	memcpy(&scale, &bits, sizeof scale);
	return sum * scale;
}

double draw_pow(double x, double y)
{
	return y == 0 ? 1 : y == 1 ? x : draw_exp(y * draw_ln(x));
}

static double draw_polynomial(const double *c, double x)
{
	double sum = c[7];

	for (int i = 6; i >= 0; i--)
		sum = sum * x + c[i];
	return sum;
}

/* The coefficients are those of Wichura, Applied Statistics 37 (1988), algorithm AS 241. */
double draw_normal_at(double p)
{
	static const double a[8] = {3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
	                            13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
	                            33430.575583588128105, 2509.0809287301226727};
	static const double b[8] = {1,
	                            42.313330701600911252,
	                            687.18700749205790830,
	                            5394.1960214247511077,
	                            21213.794301586595867,
	                            39307.895800092710610,
	                            28729.085735721942674,
	                            5226.4952788528545610};
	static const double c[8] = {1.42343711074968357734,  4.63033784615654529590,   5.76949722146069140550,
	                            3.64784832476320460504,  1.27045825245236838258,   .241780725177450611770,
	                            .0227238449892691845833, .000774545014278341407640};
	static const double d[8] = {1,
	                            2.05319162663775882187,
	                            1.67638483018380384940,
	                            .689767334985100004550,
	                            .148103976427480074590,
	                            .0151986665636164571966,
	                            .000547593808499534494600,
	                            1.05075007164441684324e-9};
	static const double e[8] = {6.65790464350110377720,     5.46378491116411436990,   1.78482653991729133580,
	                            .296560571828504891230,     .0265321895265761230930,  .00124266094738807843860,
	                            .0000271155556874348757815, 2.01033439929228813265e-7};
	static const double f[8] = {1,
	                            .599832206555887937690,
	                            .136929880922735805310,
	                            .0148753612908506148525,
	                            .000786869131145613259100,
	                            .0000184631831751005468180,
	                            1.42151175831644588870e-7,
	                            2.04426310338993978564e-15};
	double q = p - 0.5, r;

	if (fabs(q) <= 0.425) {
		r = 0.180625 - q * q;
		return q * draw_polynomial(a, r) / draw_polynomial(b, r);
	}
	r = sqrt(-draw_ln(q < 0 ? p : 1 - p));
	r = r <= 5 ? draw_polynomial(c, r - 1.6) / draw_polynomial(d, r - 1.6)
	           : draw_polynomial(e, r - 5) / draw_polynomial(f, r - 5);
	return q < 0 ? -r : r;
}

enum { SPREAD_CONSTANT, SPREAD_EXPONENTIAL, SPREAD_LOGNORMAL };

struct draw_spread draw_lognormal(double mean, double cv)
{
	struct draw_spread d = {.mean = mean, .kind = SPREAD_CONSTANT};
	double variance;

	if (cv <= 0 || mean <= 0)
		return d;
	variance = draw_ln(1 + cv * cv);
	d.kind = SPREAD_LOGNORMAL;
	d.sigma = sqrt(variance);
	d.mu = draw_ln(mean) - variance / 2;
	return d;
}

struct draw_spread draw_spread(double mean, double cv)
{
	struct draw_spread d = {.mean = mean, .kind = SPREAD_CONSTANT};

	if (cv != 1)
		return draw_lognormal(mean, cv);
	d.kind = SPREAD_EXPONENTIAL;
	return d;
}

double draw_spread_one(const struct draw_spread *d, struct stream *s)
{
	switch (d->kind) {
	case SPREAD_EXPONENTIAL: return draw_exponential(s, d->mean);
	case SPREAD_LOGNORMAL: return draw_exp(d->mu + d->sigma * draw_normal(s));
	default: return d->mean;
	}
}

/* Of many things each takes its time: is the making of them to end? */
static bool is_ended(const volatile int *stop, uint32_t i)
{
	return (i & 0xFFFF) == 0 && stop && *stop;
}

bool draw_alias_init(struct draw_alias *a, const double *weight, uint32_t n, const volatile int *stop)
{
	uint32_t *small = xmalloc(n * sizeof *small), *large = xmalloc(n * sizeof *large), smalls = 0, larges = 0;
	double sum = 0, *keep = xmalloc(n * sizeof *keep);
	bool ended = false;

	*a = (struct draw_alias){n, xmalloc(n * sizeof *a->column), xmalloc(n * sizeof *a->share)};
	for (uint32_t i = 0; i < n; i++)
		sum += weight[i];
	for (uint32_t i = 0; i < n && !ended; i++) {
		ended = is_ended(stop, i);
		a->share[i] = weight[i] / sum;
		keep[i] = a->share[i] * n;
		a->column[i].other = i;
		if (keep[i] < 1)
			small[smalls++] = i;
		else
			large[larges++] = i;
	}
	while (smalls && larges && !ended) {
		uint32_t i = small[--smalls], k = large[larges - 1];

		ended = is_ended(stop, smalls);
		a->column[i].other = k;
		keep[k] -= 1 - keep[i];
		if (keep[k] < 1) {
			larges--;
			small[smalls++] = k;
		}
	}
	while (smalls) /* rounding: they are full */
		keep[small[--smalls]] = 1;
	while (larges)
		keep[large[--larges]] = 1;
	for (uint32_t i = 0; i < n && !ended; i++) /* the first number that is no longer kept */
		a->column[i].keep = keep[i] * 0x1p32 > UINT32_MAX ? UINT32_MAX : (uint32_t)ceil(keep[i] * 0x1p32);
	free(keep);
	free(small);
	free(large);
	if (ended)
		draw_alias_release(a);
	return !ended;
}

bool draw_zipf_init(struct draw_alias *a, uint32_t n, double alpha, const volatile int *stop)
{
	double *weight = xmalloc(n * sizeof *weight);
	bool ended = false;

	*a = (struct draw_alias){0};
	for (uint32_t i = 0; i < n && !ended; i++) {
		ended = is_ended(stop, i);
		weight[i] = draw_pow(i + 1.0, -alpha);
	}
	ended = ended || !draw_alias_init(a, weight, n, stop);
	free(weight);
	return !ended;
}

void draw_alias_release(struct draw_alias *a)
{
	free(a->column);
	free(a->share);
	*a = (struct draw_alias){0};
}

void draw_order(struct stream *s, uint32_t *order, uint32_t n)
{
	draw_order_part(s, order, 0, n);
}

void draw_order_part(struct stream *s, uint32_t *order, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		uint32_t k = stream_below(s, i + 1);

		order[i] = order[k];
		order[k] = i;
	}
}
