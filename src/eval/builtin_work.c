/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin_work.c - what long loops of functions count, and look at to be stopped. */
#include "eval/builtin.h"

_Thread_local uint64_t builtin_steps;
