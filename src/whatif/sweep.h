/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.h - answers while one cell, or two, go through a range of numbers. */
#ifndef BOTE_SWEEP_H
#define BOTE_SWEEP_H

#include "whatif/ask.h"

/*
 * "dau = 10M..1bn steps 5 log : servers, cost": a table with a row for each step; with two cells ("a = 1..3, b = 1..3 : c") a
 * grid for each expression, which is one of the tables chained to the result. NULL with `d` filled when it cannot be.
 */
struct whatif_table *sweep(struct ask *q, struct str text);

#endif
