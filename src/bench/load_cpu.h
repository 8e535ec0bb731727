/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_cpu.h - the CPU time of whoever listens on a port of this machine. */
#ifndef BOTE_LOAD_CPU_H
#define BOTE_LOAD_CPU_H

#include <stdbool.h>

#include "base/buf.h"

enum { LOAD_PIDS = 256 };

struct load_cpu {
	int pid[LOAD_PIDS];
	unsigned count;
};

/*
 * All processes that have the listening socket of the port open; `root` as in machine_read. False with the reason in
 * `why`: nobody listens, or this user may not see who.
 */
bool load_cpu_find(struct load_cpu *c, const char *root, unsigned port, struct buf *why);
void load_cpu_add(struct load_cpu *c, int pid);
/* Seconds that all their threads have had so far; below 0 when none of it can be read. */
double load_cpu_spent(const struct load_cpu *c, const char *root);

#endif
