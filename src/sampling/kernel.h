/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kernel.h - the loops over a block of samples, compiled for several instruction sets. */
#ifndef BOTE_KERNEL_H
#define BOTE_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

/* An operand of a block loop: `step` 1 for samples, 0 for one number for all of them. */
struct lane {
	const double *x;
	uint32_t step;
};

/*
 * All work on `n` numbers, at most SAMPLE_BLOCK. Those that return a truth say whether a result is not finite (or, for
 * comparisons, whether an operand is not a number): the caller then looks at the samples one by one.
 */
struct kernel {
	const char *name; /* "generic", "avx2", "avx512" */
	/* u = (within ^ base + 1/2) / 2^32: never 0, never 1 */
	void (*uniform)(double *u, const uint32_t *within, uint32_t base, uint32_t n);
	/* Inverse of the normal distribution, relative error below 1e-9: see kernel.c. In place allowed. */
	void (*normal)(double *z, const double *u, uint32_t n);
	/* z = exp(a + b * x), natural logarithm; relative error below 1e-11. In place allowed. */
	void (*exp)(double *z, const double *x, double a, double b, uint32_t n);
	void (*log)(double *z, const double *x, uint32_t n);
	void (*axpb)(double *z, const double *x, double a, double b, uint32_t n); /* z = a + b * x */
	bool (*add)(double *z, struct lane a, struct lane b, uint32_t n);
	bool (*sub)(double *z, struct lane a, struct lane b, uint32_t n);
	bool (*mul)(double *z, struct lane a, struct lane b, uint32_t n);
	bool (*div)(double *z, struct lane a, struct lane b, uint32_t n);
	bool (*odd)(const double *x, uint32_t n); /* is any not finite? */
	bool (*scale)(double *z, struct lane a, double num, double den, uint32_t n);
};

/*
 * The fastest that this processor has, or the one that the environment variable BOTE_ISA names ("generic", "avx2",
 * "avx512"), for tests. What the processor lacks is never used.
 */
const struct kernel *kernel_best(void);
/* All that were compiled in and that this processor has; NULL at the end. */
const struct kernel *const *kernel_all(void);

extern const struct kernel kernel_generic;
#if defined(HAVE_X86_KERNELS)
extern const struct kernel kernel_avx2, kernel_avx512;
#endif

#endif
