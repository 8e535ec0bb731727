/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stop.c - what signals set, and all that waits looks at. */
#include "bench/bench.h"

volatile sig_atomic_t bench_stop;
