/* SPDX-License-Identifier: GPL-3.0-or-later */
/* student.h - how far the mean of a few runs may be off. */
#ifndef BOTE_STUDENT_H
#define BOTE_STUDENT_H

/*
 * The 95th percentile of Student's t with `freedom` degrees of freedom (1 or more), so that mean +- t * error is a 90 %
 * interval; good to 0.001. Table and expansion: Abramowitz & Stegun, 26.7.
 */
double student_95(unsigned freedom);

#endif
