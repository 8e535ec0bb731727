/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_list.c - functions of several numbers, and of lists as a whole. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/gcd.h"
#include "eval/fn.h"

double fn_min(const double *x, uint32_t count)
{
	double least;

	if (!count)
		return fn_domain();
	least = x[0];
	for (uint32_t i = 1; i < count; i++)
		if (x[i] < least)
			least = x[i];
	return least;
}

double fn_max(const double *x, uint32_t count)
{
	double most;

	if (!count)
		return fn_domain();
	most = x[0];
	for (uint32_t i = 1; i < count; i++)
		if (x[i] > most)
			most = x[i];
	return most;
}

/* With Neumaier's correction, so that a long sum of decimals is still "=" and not "≈". */
double fn_sum(const double *x, uint32_t count)
{
	double sum = 0, lost = 0;

	for (uint32_t i = 0; i < count; i++) {
		double next = sum + x[i];

		if (fabs(sum) >= fabs(x[i]))
			lost += sum - next + x[i];
		else
			lost += x[i] - next + sum;
		sum = next;
	}
	return isinf(sum) ? fn_finite(sum) : fn_finite(sum + lost);
}

double fn_mean(const double *x, uint32_t count)
{
	double sum;

	if (!count)
		return fn_domain();
	sum = fn_sum(x, count);
	return is_poison(sum) ? sum : sum / count;
}

/* Mantissa and exponent apart: what lies between may be too large or too small as long as the end is not. */
double fn_product(const double *x, uint32_t count)
{
	double mantissa = 1;
	int64_t exponent = 0;

	for (uint32_t i = 0; i < count; i++) {
		int of_factor, of_product;

		mantissa *= frexp(x[i], &of_factor);
		mantissa = frexp(mantissa, &of_product);
		exponent += of_factor + of_product;
	}
	/* Past 2^2000 either way ldexp has long left the doubles. */
	return fn_finite(ldexp(mantissa, exponent > 2000 ? 2000 : exponent < -2000 ? -2000 : (int)exponent));
}

double fn_gcd(const double *x, uint32_t count)
{
	uint64_t divides = 0;

	for (uint32_t i = 0; i < count; i++) {
		double whole = x[i];

		if (!fn_whole(&whole, -FN_WHOLE_MAX, FN_WHOLE_MAX))
			return fn_domain();
		divides = gcd(divides, (uint64_t)fabs(whole));
	}
	return (double)divides;
}

void fn_len(const double *in, uint32_t count, const double *arg, double *out, uint32_t *out_count)
{
	(void)in;
	(void)arg;
	out[0] = count;
	*out_count = 1;
}

void fn_sort(const double *in, uint32_t count, const double *arg, double *out, uint32_t *out_count)
{
	(void)arg;
	if (count) {
		memmove(out, in, count * sizeof(*in));
		qsort(out, count, sizeof(*out), double_order);
	}
	*out_count = count;
}

void fn_nth(const double *in, uint32_t count, const double *arg, double *out, uint32_t *out_count)
{
	double k = arg[0];

	out[0] = fn_whole(&k, 1, count) ? in[(uint32_t)k - 1] : fn_domain();
	*out_count = 1;
}

/* The first of several that are equal. */
void fn_argmax(const double *in, uint32_t count, const double *arg, double *out, uint32_t *out_count)
{
	uint32_t best = 0;

	(void)arg;
	for (uint32_t i = 1; i < count; i++)
		if (in[i] > in[best])
			best = i;
	out[0] = count ? best + 1 : fn_domain();
	*out_count = 1;
}

/* in[0], in[0] + 1, ... up to arg[0]; nothing when that is below it. */
void fn_seq(const double *in, uint32_t count, const double *arg, double *out, uint32_t *out_count)
{
	double last = floor(number_snap(arg[0] - in[0]));
	uint32_t room = *out_count, n = 0;

	(void)count;
	for (; n < room && n <= last; n++)
		out[n] = in[0] + n;
	*out_count = n;
}
