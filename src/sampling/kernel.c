/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kernel.c - compiled once per instruction set, with KERNEL set to the name of the
 * table. Plain loops that the compiler turns into vector code: no branch in any of them.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3") /* whatever CFLAGS says after our own */
#endif

#include "sampling/kernel.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "sampling/sobol.h"

#ifndef KERNEL
#define KERNEL kernel_generic
#define KERNEL_NAME "generic"
#endif

static inline uint64_t bits_of(double x)
{
	uint64_t b;
	memcpy(&b, &x, sizeof b);
	return b;
}

static inline double of_bits(uint64_t b)
{
	double x;
	memcpy(&x, &b, sizeof x);
	return x;
}

/* ---- elementary functions, one sample ---- */

/*
 * ln x for positive finite x: x = 2^k * m with m in [sqrt(1/2), sqrt 2), and
 * ln m = 2 atanh(s), s = (m - 1) / (m + 1), by its series up to s^13: relative error below 1e-11.
 */
static inline double log_of(double x)
{
	uint64_t b = bits_of(x) - 0x3fe6a09e667f3bcdu; /* sqrt(1/2) */
	double k = of_bits((b >> 52 ^ 0x800) + 0x4330000000000000u) - (4503599627370496.0 + 0x800);
	double m = of_bits((b & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu);
	double s = (m - 1) / (m + 1), t = s * s;
	double p = 1.0 / 13;
	p = p * t + 1.0 / 11;
	p = p * t + 1.0 / 9;
	p = p * t + 1.0 / 7;
	p = p * t + 1.0 / 5;
	p = p * t + 1.0 / 3;
	return k * 0.69314718055994530942 + 2 * (s + s * t * p);
}

/*
 * e^x: x = k ln 2 + r with |r| <= ln 2 / 2, e^r by its series up to r^9 (relative error below 1e-11), times 2^k in
 * two steps, so that results near the ends of the range are right.
 */
static inline double exp_of(double x)
{
	const double shift = 6755399441055744.0; /* 1.5 * 2^52: adding it rounds to a whole number */
	double y = x > 720 ? 720 : x < -760 ? -760 : x;
	double magic = y * 1.4426950408889634074 + shift;
	double k = magic - shift;
	double r = (y - k * 0x1.62e42fefa3800p-1) - k * 0x1.ef35793c76730p-45;
	double p = 1.0 / 362880;
	p = p * r + 1.0 / 40320;
	p = p * r + 1.0 / 5040;
	p = p * r + 1.0 / 720;
	p = p * r + 1.0 / 120;
	p = p * r + 1.0 / 24;
	p = p * r + 1.0 / 6;
	p = p * r + 0.5;
	p = p * r + 1;
	p = p * r + 1;
	double half = k * 0.5 + shift;
	double k1 = half - shift, k2 = k - k1;
	double f1 = of_bits((bits_of(k1 + (shift + 1023)) << 52));
	double f2 = of_bits((bits_of(k2 + (shift + 1023)) << 52));
	return p * f1 * f2;
}

/* ---- loops ---- */

static void kernel_uniform(double *u, const uint32_t *within, uint32_t base, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		u[i] = (of_bits(0x4330000000000000u | (uint64_t)(within[i] ^ base)) - 4503599627370495.5) * 0x1p-32;
}

/*
 * sqrt(2) erfinv(2 q) for q = u - 1/2, as q times a polynomial in w = -ln(1 - 4 q^2) (the idea of M. Giles,
 * "Approximating the erfinv function", GPU Computing Gems Jade, 2011). A Chebyshev expansion on 0 <= w <= 6.25, cut off
 * at degree 12: relative error below 1e-9, a millionth of the sampling error.
 */
static inline double kernel_polynomial(double w, double q)
{
	double v = w - 3.125, p = -3.5026899417598296e-11;
	p = p * v + 1.555657768407253e-11;
	p = p * v + 2.9159470035256834e-9;
	p = p * v - 1.342847115430292e-8;
	p = p * v - 8.1740310844640849e-8;
	p = p * v + 1.2075560708390676e-6;
	p = p * v - 3.8639701696185075e-6;
	p = p * v - 3.9292307600676781e-5;
	p = p * v + 0.00052816728457100643;
	p = p * v - 0.0020949916615145152;
	p = p * v - 0.017065800377355942;
	p = p * v + 0.67926990666818228;
	p = p * v + 4.6772414202603744;
	return p * q;
}

/* The tails by Wichura's algorithm AS 241 (Appl. Statist. 37, 1988), where sqrt(-ln(distance from the end)) <= 5. */
static double kernel_tail(double u)
{
	double q = u - 0.5, t = sqrt(-log_of(0.5 - fabs(q))) - 1.6;
	double num = 7.74545014278341407640e-4;
	num = num * t + 2.27238449892691845833e-2;
	num = num * t + 2.41780725177450611770e-1;
	num = num * t + 1.27045825245236838258e0;
	num = num * t + 3.64784832476320460504e0;
	num = num * t + 5.76949722146069140550e0;
	num = num * t + 4.63033784615654529590e0;
	num = num * t + 1.42343711074968357734e0;
	double den = 1.05075007164441684324e-9;
	den = den * t + 5.47593808499534494600e-4;
	den = den * t + 1.51986665636164571966e-2;
	den = den * t + 1.48103976427480074590e-1;
	den = den * t + 6.89767334985100004550e-1;
	den = den * t + 1.67638483018380384940e0;
	den = den * t + 2.05319162663775882187e0;
	den = den * t + 1;
	return copysign(num / den, q);
}

#define TAIL 0.4995 /* |u - 1/2| for w = 6.2 */

static void normal(double *z, const double *u, uint32_t n)
{
	double middle[SAMPLE_BLOCK];

	for (uint32_t i = 0; i < n; i++) {
		double q = u[i] - 0.5;
		middle[i] = kernel_polynomial(-log_of(1 - 4 * q * q), q);
	}
	for (uint32_t from = 0; from < n; from += 64) { /* a sample in a thousand lies beyond w = 6.25 */
		uint32_t to = from + 64 < n ? from + 64 : n;
		uint64_t far = 0;
		for (uint32_t i = from; i < to; i++)
			far |= (uint64_t)(fabs(u[i] - 0.5) > TAIL);
		for (uint32_t i = from; far && i < to; i++)
			if (fabs(u[i] - 0.5) > TAIL)
				middle[i] = kernel_tail(u[i]);
	}
	memcpy(z, middle, n * sizeof *z);
}

static void exponential(double *z, const double *x, double a, double b, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		z[i] = exp_of(a + b * x[i]);
}

static void logarithm(double *z, const double *x, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		z[i] = log_of(x[i]);
}

static void axpb(double *z, const double *x, double a, double b, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		z[i] = a + b * x[i];
}

/* A loop for each of the ways in which samples and single numbers meet: the compiler then knows the steps. */
#define BINARY(name, expression) \
	static bool name(double *z, struct lane a, struct lane b, uint32_t n) \
	{ \
		uint64_t bad = 0; \
		if (a.step && b.step) { \
			for (uint32_t i = 0; i < n; i++) { \
				double x = a.x[i], y = b.x[i]; \
				z[i] = expression; \
				bad |= (uint64_t) !(fabs(z[i]) <= DBL_MAX); \
			} \
		} else if (a.step) { \
			double y = *b.x; \
			for (uint32_t i = 0; i < n; i++) { \
				double x = a.x[i]; \
				z[i] = expression; \
				bad |= (uint64_t) !(fabs(z[i]) <= DBL_MAX); \
			} \
		} else { \
			double x = *a.x; \
			for (uint32_t i = 0; i < n; i++) { \
				double y = b.x[b.step * i]; \
				z[i] = expression; \
				bad |= (uint64_t) !(fabs(z[i]) <= DBL_MAX); \
			} \
		} \
		return bad != 0; \
	}

BINARY(add, x + y)
BINARY(sub, x - y)
BINARY(mul, x *y)
BINARY(divide, x / y)

static bool odd(const double *x, uint32_t n)
{
	uint64_t bad = 0;

	for (uint32_t i = 0; i < n; i++)
		bad |= (uint64_t) !(fabs(x[i]) <= DBL_MAX);
	return bad != 0;
}

static bool scale(double *z, struct lane a, double num, double den, uint32_t n)
{
	uint64_t bad = 0;

	for (uint32_t i = 0; i < n; i++) {
		z[i] = a.x[a.step * i] * num / den;
		bad |= (uint64_t) !(fabs(z[i]) <= DBL_MAX);
	}
	return bad != 0;
}

const struct kernel KERNEL = {
	KERNEL_NAME, kernel_uniform, normal, exponential, logarithm, axpb, add, sub, mul, divide, odd, scale,
};
