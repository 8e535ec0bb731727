/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moments.c - means and standard deviations by formula; by integration over the bell curve where there is none. */
#include "sampling/moments.h"

#include <math.h>
#include <string.h>

/* The chance that a standard normal number is below x, and its density there. */
static double moments_below(double x)
{
	return 0.5 * erfc(-x * M_SQRT1_2);
}

static double moments_density(double x)
{
	return exp(-x * x / 2) / sqrt(2 * M_PI);
}

struct moments {
	double mean, square; /* of the number, and of its square */
	double sd;           /* below 0: by the two above */
};

static struct moments by_sd(double mean, double sd)
{
	return (struct moments){mean, 0, sd};
}

static struct moments by_square(double mean, double square)
{
	return (struct moments){mean, square, -1};
}

/* Simpson's rule over 8.5 standard deviations: 1e-12 of a smooth function. */
static struct moments integrate(double (*value)(const double *p, double z), const double *p)
{
	enum { STEPS = 4000 };
	double width = 17.0 / STEPS, mean = 0, square = 0;

	for (int i = 0; i <= STEPS; i++) {
		double z = -8.5 + width * i, weight = i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2;
		double x = value(p, z), w = weight * moments_density(z) * width / 3;
		mean += w * x;
		square += w * x * x;
	}
	return by_square(mean, square);
}

/* ln X is normal: its mean m, its standard deviation s. */
static struct moments lognormal(const double *p)
{
	double m = (log(p[0]) + log(p[1])) / 2, s = log(p[1] / p[0]) / (2 * NORMAL_P95), mean = exp(m + s * s / 2);

	return by_sd(mean, mean * sqrt(expm1(s * s)));
}

/* The normal of an interval; from 0 on with what is below 0 set to 0. */
static struct moments range(const double *p)
{
	double mean = (p[0] + p[1]) / 2, s = (p[1] - p[0]) / (2 * NORMAL_P95), z = mean / s;

	if (p[0] > 0)
		return lognormal(p);
	if (p[0] < 0)
		return by_sd(mean, s);
	return by_square(mean * moments_below(z) + s * moments_density(z),
	                 (mean * mean + s * s) * moments_below(z) + mean * s * moments_density(z));
}

static double logit_normal(const double *p, double z)
{
	double a = log(p[0] / (100 - p[0])), b = log(p[1] / (100 - p[1]));

	return 100 / (1 + exp(-(a + b) / 2 - z * (b - a) / (2 * NORMAL_P95)));
}

static struct moments moments_uniform(const double *p)
{
	return by_sd((p[0] + p[1]) / 2, (p[1] - p[0]) / sqrt(12));
}

static struct moments proportion(const double *p)
{
	return p[0] <= 0 || p[1] >= 100 ? moments_uniform(p) : integrate(logit_normal, p);
}

/* The mean and the mean square of exp(s * z) for z above 0, times its chance: s below 0 is the half below. */
static double half_exp(double s)
{
	return exp(s * s / 2) * moments_below(s);
}

/* Two halves of bell curves: of the logarithm where all is positive. See dist.c. */
static struct moments moments_spread(const double *p)
{
	double low = (p[1] - p[0]) / NORMAL_P95, high = (p[2] - p[1]) / NORMAL_P95;

	if (p[0] > 0) {
		low = log(p[1] / p[0]) / NORMAL_P95;
		high = log(p[2] / p[1]) / NORMAL_P95;
		return by_square(p[1] * (half_exp(-low) + half_exp(high)),
		                 p[1] * p[1] * (half_exp(-2 * low) + half_exp(2 * high)));
	}
	double off = (high - low) * moments_density(0);
	return by_sd(p[1] + off, sqrt((low * low + high * high) / 2 - off * off));
}

static struct moments triangular(const double *p)
{
	double a = p[0], m = p[1], b = p[2];

	return by_sd((a + m + b) / 3, sqrt((a * a + m * m + b * b - a * m - a * b - m * b) / 18));
}

static struct moments beta(const double *p)
{
	double sum = p[0] + p[1];

	return by_sd(p[0] / sum, sqrt(p[0] * p[1] / (sum + 1)) / sum);
}

static struct moments pareto(const double *p)
{
	double k = p[1], mean = k > 1 ? p[0] * k / (k - 1) : INFINITY;

	return by_sd(mean, k > 2 ? p[0] * sqrt(k / (k - 2)) / (k - 1) : INFINITY);
}

static struct moments moments_one_of(const double *p, uint32_t n)
{
	double mean = 0, square = 0;

	for (uint32_t i = 0; i < n; i++)
		mean += p[i] / n;
	for (uint32_t i = 0; i < n; i++)
		square += (p[i] - mean) * (p[i] - mean) / n;
	return by_sd(mean, sqrt(square));
}

static struct moments mix(const double *p)
{
	return by_sd(p[2] * p[0] + (1 - p[2]) * p[1], sqrt(p[2] * (1 - p[2])) * fabs(p[0] - p[1]));
}

static bool moments_find(const struct dist *dist, const double *p, uint32_t n, struct moments *m)
{
	static const struct {
		const char *name;
		struct moments (*of)(const double *p);
	} rows[] = {
		{" ..", range},
		{" %", proportion},
		{"lognormal", lognormal},
		{"spread", moments_spread},
		{"uniform", moments_uniform},
		{"triangular", triangular},
		{"beta", beta},
		{"pareto", pareto},
		{"mix", mix},
	};

	for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].name, dist->name) == 0) {
			*m = rows[i].of(p);
			return true;
		}
	if (strcmp(dist->name, " +-") == 0)
		*m = by_sd(p[0], p[1] / NORMAL_P95);
	else if (strcmp(dist->name, "normal") == 0)
		*m = by_sd(p[0], p[1]);
	else if (strcmp(dist->name, "poisson") == 0)
		*m = by_sd(p[0], sqrt(p[0]));
	else if (strcmp(dist->name, "oneof") == 0)
		*m = moments_one_of(p, n);
	else
		return false;
	return true;
}

bool moments_of(const struct dist *dist, const double *p, uint32_t n, double *mean, double *sd)
{
	struct moments m;

	if (!moments_find(dist, p, n, &m))
		return false;
	*mean = m.mean;
	*sd = m.sd >= 0 ? m.sd : sqrt(fmax(0, m.square - m.mean * m.mean));
	return true;
}
