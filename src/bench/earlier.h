/* SPDX-License-Identifier: GPL-3.0-or-later */
/* earlier.h - what an operation took in earlier runs: a whole run may be slow, and then its passes agree about it. */
#ifndef BOTE_EARLIER_H
#define BOTE_EARLIER_H

#include "bench/op.h"
#include "store/measured.h"

/*
 * Seconds that the operation took in those of the last three full runs with the same revision whose passes agreed: the
 * least of them for class core, where others can only slow it down, else the median. Runs that were too noisy (kept by
 * --keep) are passed over. 0 when there is none; `m` may be NULL.
 * *when is the date of the newest of them. Three, so that a machine that has become slower for good, whose results are
 * poor by this, is believed after as many runs.
 */
double earlier_value(const struct measured *m, const struct operation *op, struct str *when);

#endif
