/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate.h - how many operations make a sample, and whether twice the work takes twice the time. */
#ifndef BOTE_CALIBRATE_H
#define BOTE_CALIBRATE_H

#include <stdbool.h>
#include <stdint.h>

/* Does n operations and returns the seconds they took; below 0 to give up. */
struct stopwatch {
	double (*run)(void *ctx, uint64_t n);
	void *ctx;
};

enum calibration {
	CALIBRATED,
	CALIBRATION_STOPPED, /* the stopwatch gave up */
	CALIBRATION_EMPTY    /* no number of operations takes any time: there is nothing in the loop */
};

/*
 * Find n so that n operations take about `target` seconds, from *n (0 is 1) upwards or downwards. *each is the seconds
 * of one.
 */
enum calibration calibrate(struct stopwatch w, double target, uint64_t *n, double *each);

/*
 * The ratio t(2n) / t(n), the nearest to 2 of up to `tries`; done as soon as it lies between `low` and `high`. 0: given
 * up.
 */
double calibrate_twice(struct stopwatch w, uint64_t n, double low, double high, unsigned tries);

#endif
