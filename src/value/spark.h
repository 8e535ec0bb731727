/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spark.h - how numbers go up and down, in one line of block characters. */
#ifndef BOTE_SPARK_H
#define BOTE_SPARK_H

#include <stdbool.h>

#include "base/buf.h"

/* A character for each of `count` numbers from 0 on, the largest of them a full block; in ASCII 1 to 8. */
void spark_write(struct buf *out, const double *numbers, unsigned count, bool ascii);

#endif
