/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share.h - how much of the spread of one column another explains. */
#ifndef BOTE_SHARE_H
#define BOTE_SHARE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The share of the variance of `answer` (of its logarithm, if asked) that `input` explains by itself: the variance of
 * what the answer is on average for a value of the input, which in slices of it is a line; 0 to 1. Given-data estimate,
 * bias taken off. Samples that are no numbers are left out.
 */
double variance_share(const double *input, const double *answer, uint32_t n, bool logarithmic);

#endif
