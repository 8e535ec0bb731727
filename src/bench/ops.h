/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ops.h - the functions behind the rows of ops.c; each is in an op_*.c, with its library where it needs one. */
#ifndef BOTE_OPS_H
#define BOTE_OPS_H

#include "bench/op.h"

extern const struct work work_xxh3_64;
extern const struct work work_sha256_64;
extern const struct work work_ht_get_l2;
extern const struct work work_spsc_push_pop;
extern const struct work work_syscall;

#endif
