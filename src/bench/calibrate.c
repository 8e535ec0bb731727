/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate.c - growing n by steps that neither creep nor overshoot. */
#include "bench/calibrate.h"

#include <math.h>

/* A sample is long enough at this share of the target: chasing the rest would cost more than it brings. */
#define ENOUGH 0.7
/* More operations than any machine does in a sample. */
#define TOO_MANY 1e12

static double clamp(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

enum calibration calibrate(struct stopwatch w, double target, uint64_t *n, double *each)
{
	double count = *n ? (double)*n : 1;

	for (;;) {
		double t = w.run(w.ctx, (uint64_t)count);

		if (t < 0)
			return CALIBRATION_STOPPED;
		*n = (uint64_t)count;
		*each = t / count;
		if (t > 1.5 * target && count > 1) /* it was calibrated when the machine was faster, or under another target */
			*n = (uint64_t)clamp(count * target / t, 1, count);
		if (t >= ENOUGH * target)
			return CALIBRATED;
		if (count > TOO_MANY)
			return CALIBRATION_EMPTY;
		count = ceil(count * clamp(t > 0 ? target / t : 10, 1.5, 10));
	}
}

double calibrate_twice(struct stopwatch w, uint64_t n, double low, double high, unsigned tries)
{
	double best = 0;

	for (unsigned i = 0; i < tries; i++) {
		double once = w.run(w.ctx, n), twice = w.run(w.ctx, 2 * n), ratio;

		if (once < 0 || twice < 0)
			return 0;
		ratio = once > 0 ? twice / once : HUGE_VAL;
		if (i == 0 || fabs(ratio - 2) < fabs(best - 2))
			best = ratio;
		if (best >= low && best <= high)
			break;
	}
	return best;
}
