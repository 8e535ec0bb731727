/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.h - which assumption moves an answer most. */
#ifndef BOTE_SENSITIVITY_H
#define BOTE_SENSITIVITY_H

#include "whatif/ask.h"

/*
 * A row for each assumption, the one that moves the answer most first: where it goes (an uncertain one from its P5 to its P95, a
 * certain one 20 % down and up), the answer at either end with the rest at their medians, and its share of the
 * spread. NULL with `d` filled on failure.
 */
struct whatif_table *sensitivity(struct ask *q, struct str text);

#endif
