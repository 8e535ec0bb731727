/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_kernel.c - the loops of each instruction set that is here, against libm; Sobol points fall one into each slice.
 */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <math.h>
#include <string.h>

#include "sampling/kernel.h"
#include "sampling/sobol.h"

enum { N = SAMPLE_BLOCK };

/* P(Z <= z), without loss in either tail: the smaller of it and its complement. */
static double tail(double z)
{
	return erfc(fabs(z) / sqrt(2)) / 2;
}

Test(kernel, normal)
{
	for (const struct kernel *const *k = kernel_all(); *k; k++) {
		double u[N], z[N];
		for (int i = 0; i < N; i++) /* from 2^-33 to about as near to 1 */
			u[i] = i < N / 2 ? ldexp(1 + (i % 8) / 8.0, -2 - i / 8)
			                 : 1 - ldexp(1 + (i % 8) / 8.0, -2 - (N - 1 - i) / 8);
		(*k)->normal(z, u, N);
		for (int i = 0; i < N; i++) {
			double p = u[i] < 0.5 ? u[i] : 1 - u[i];
			cr_expect(z[i] == 0 || (z[i] < 0) == (u[i] < 0.5), "%s: normal(%g) = %g", (*k)->name, u[i], z[i]);
			/* an error e of z moves the tail by about z * e of itself */
			cr_expect(fabs(tail(z[i]) / p - 1) <= 1e-9 * (1 + z[i] * z[i]) + 1e-9, "%s: normal(%g) = %g", (*k)->name,
			          u[i], z[i]);
		}
	}
}

Test(kernel, exp_and_log)
{
	for (const struct kernel *const *k = kernel_all(); *k; k++) {
		double x[N], y[N];
		for (int i = 0; i < N; i++)
			x[i] = (i - N / 2) * 1.3;
		(*k)->exp(y, x, 0.25, 1, N);
		for (int i = 0; i < N; i++)
			cr_expect(fabs(y[i] / exp(0.25 + x[i]) - 1) <= 1e-11, "%s: exp(%g)", (*k)->name, 0.25 + x[i]);
		for (int i = 0; i < N; i++)
			x[i] = ldexp(1 + i / 512.0, 2 * i - N);
		(*k)->log(y, x, N);
		for (int i = 0; i < N; i++)
			cr_expect(fabs(y[i] - log(x[i])) <= 1e-11 * fmax(1, fabs(log(x[i]))), "%s: log(%g)", (*k)->name, x[i]);
	}
}

Test(kernel, arithmetic)
{
	for (const struct kernel *const *k = kernel_all(); *k; k++) {
		for (uint32_t n = 1; n < 40; n++) { /* lengths that fill no vector */
			double a[40], b[40], z[40] = {0};
			for (uint32_t i = 0; i < n; i++) {
				a[i] = i * 1.5 - 7;
				b[i] = 0.5 + i;
			}
			const struct lane all = {a, 1}, others = {b, 1}, one = {b, 0};
			bool odd = (*k)->div(z, all, others, n);
			cr_expect(eq(int, odd, 0));
			for (uint32_t i = 0; i < n; i++)
				cr_expect(eq(dbl, z[i], a[i] / b[i]), "%s, %u", (*k)->name, i);
			odd = (*k)->sub(z, all, one, n);
			cr_expect(eq(int, odd, 0));
			for (uint32_t i = 0; i < n; i++)
				cr_expect(eq(dbl, z[i], a[i] - b[0]), "%s, %u", (*k)->name, i);
			b[n - 1] = 0;
			odd = (*k)->div(z, all, others, n);
			cr_expect(odd, "%s: a division by zero at %u of %u is not told", (*k)->name, n - 1, n);
			cr_expect(z[n] == 0, "%s: writes beyond %u", (*k)->name, n);
		}
	}
}

/* The first 2^m points of a dimension: one in each of 2^m slices, however they are shifted. */
Test(sobol, one_in_each_slice)
{
	for (uint32_t dimension = 0; dimension < SOBOL_DIMENSIONS; dimension++) {
		struct sobol s;
		bool seen[4 * SAMPLE_BLOCK] = {0};
		double u[SAMPLE_BLOCK];
		sobol_init(&s, dimension, 12345 + dimension);
		for (uint64_t block = 0; block < 4; block++) {
			kernel_generic.uniform(u, s.within, sobol_block(&s, block), SAMPLE_BLOCK);
			for (uint32_t i = 0; i < SAMPLE_BLOCK; i++) {
				uint32_t slice = (uint32_t)(u[i] * (4 * SAMPLE_BLOCK));
				cr_expect(seen[slice] == false, "dimension %u: two points in slice %u", dimension, slice);
				seen[slice] = true;
			}
		}
	}
}
