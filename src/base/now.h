/* SPDX-License-Identifier: GPL-3.0-or-later */
/* now.h - the time of day, which can be fixed. */
#ifndef BOTE_NOW_H
#define BOTE_NOW_H

#include <stdint.h>

/* Seconds since 1970: now, or what SOURCE_DATE_EPOCH says, so that what is written of a day does not change. */
int64_t now_seconds(void);

#endif
