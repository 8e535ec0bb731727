/* SPDX-License-Identifier: GPL-3.0-or-later */
/* host.h - what may be used here: CPUs, memory; and how busy the machine is. Nothing of it is ever changed. */
#ifndef BOTE_HOST_H
#define BOTE_HOST_H

#include <stdbool.h>
#include <stdint.h>

#include "store/machine.h"

enum { HOST_CPUS = 1024 };

struct host {
	const char *root; /* as in machine_read */
	struct machine machine;
	unsigned cpu[HOST_CPUS]; /* allowed to this process, the one that work is done on first */
	unsigned cpus;
	double quota;    /* CPUs that the cgroup grants, 0 when it grants all */
	uint64_t memory; /* bytes that are free: the least of the system's, the cgroup's and the process's limits */
};

void host_look(struct host *h, const char *root);
/* How many threads can run at once: CPUs allowed, and no more than the quota. */
unsigned host_threads(const struct host *h);

/* Put the calling thread on one CPU. */
bool host_pin(unsigned cpu);

/* Time since boot in which a set of CPUs was busy, and in which the host kept them, in seconds. */
struct host_load {
	double busy, steal, total;
	double tick; /* the smallest step of these, for all CPUs together */
};
/* Of the first `cpus` of h->cpu. All 0 when the system does not tell. */
struct host_load host_load(const struct host *h, unsigned cpus);
/* Share of the last ten seconds in which something waited for a CPU; below 0 when the system does not tell. */
double host_pressure(const struct host *h);
/* How often the cgroup was held back because its quota was used up. */
uint64_t host_throttled(const struct host *h);

/* Sizes to measure memory at, in bytes: see the manual. */
struct host_sizes {
	uint64_t l1, l2, l3, dram; /* dram 0: there is not memory enough to get past the caches */
};
struct host_sizes host_sizes(const struct host *h);

#endif
