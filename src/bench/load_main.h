/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_main.h - `bote-bench --load URL ...`: what `bote bench URL` runs. */
#ifndef BOTE_LOAD_MAIN_H
#define BOTE_LOAD_MAIN_H

#include "bench/bench.h"

/* Words behind --load, in the form in which `bote` hands them on. The exit status; what it finds are events. */
int load_main(struct bench *b, int argc, char **argv);

#endif
