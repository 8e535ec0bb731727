/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select.h - the k-th smallest of many numbers, without sorting them. */
#ifndef BOTE_SELECT_H
#define BOTE_SELECT_H

#include <stdint.h>

/*
 * Move what belongs at place[0] < place[1] < ... of x[0..n) there; places may repeat. The others are reordered. Every
 * place is below n, and no number is a NaN. Time grows with n and the logarithm of `count`.
 */
void select_places(double *x, int64_t n, const int64_t *place, unsigned count);

#endif
