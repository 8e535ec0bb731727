/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moments.h - means and standard deviations of distributions, by formula: samples know little of a long tail. */
#ifndef BOTE_MOMENTS_H
#define BOTE_MOMENTS_H

#include "sampling/dist.h"

/*
 * Of `dist` with the certain parameters p. Either is INFINITY where there is none, as of pareto(1, 0.5). False for
 * those without a formula: a mixture of two ranges.
 */
bool moments_of(const struct dist *dist, const double *p, uint32_t n, double *mean, double *sd);

#endif
