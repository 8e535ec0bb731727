/* SPDX-License-Identifier: GPL-3.0-or-later */
/* histogram.h - how an uncertain answer is spread. */
#ifndef BOTE_HISTOGRAM_H
#define BOTE_HISTOGRAM_H

#include "whatif/ask.h"

/*
 * Rows from P1 to P99, of equal width, or of equal ratio where P95 is more than 20 times P5. NULL with `d` filled when
 * it is certain.
 */
struct doc_table *histogram(struct ask *q, struct str text);

#endif
