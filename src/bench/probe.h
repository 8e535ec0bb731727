/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe.h - two short loops that show how fast the core is just now, where there are no counters to ask. */
#ifndef BOTE_PROBE_H
#define BOTE_PROBE_H

struct probe {
	double chain; /* Hz: steps of one cycle a second, from dependent multiplications: turbo, throttling */
	double width; /* additions a second in five chains: falls when a neighbour shares the core */
};

/* About 40 us. */
struct probe probe_take(void);
/* The better of two, each loop by itself: an interrupt only ever makes a probe slower. */
struct probe probe_better(struct probe a, struct probe b);
/* Is this a processor's frequency? 0.4 to 7 GHz; a loop that the processor folds away reads beyond. */
int probe_plausible(double hz);

#endif
