/* SPDX-License-Identifier: GPL-3.0-or-later */
/* labs.h - the rows; each is at the end of its file lab_NAME.c. */
#ifndef BOTE_LABS_H
#define BOTE_LABS_H

#include "lab/lab.h"

extern const struct lab lab_queue;

#endif
