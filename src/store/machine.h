/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * machine.h - what a measured number depends on: processor, caches, cores, kernel. Never who or where the machine is.
 */
#ifndef BOTE_MACHINE_H
#define BOTE_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* What is not known is empty or 0. */
struct machine {
	char cpu[128];        /* "AMD EPYC family 25 model 17 stepping 1" */
	unsigned cpus;        /* on line */
	unsigned smt;         /* threads a core */
	uint64_t l1d, l2, l3; /* bytes that one CPU sees */
	uint64_t memory;      /* bytes */
	char virt[32];        /* "kvm", "none" */
	char kernel[32];      /* "6.18" */
	char governor[32], turbo[8], thp[16];
	char id[17]; /* 16 hex digits made of cpu, cpus, smt, caches and virt */
};

/* `root` is "" or a folder with a `proc` and a `sys` of its own, for tests. Nothing of it has to be there. */
void machine_read(struct machine *m, const char *root);

/* "AMD EPYC family 25 model 17, 2 CPUs, kvm" */
/* Does a host share its hardware out to this machine and others? */
bool machine_is_guest(const struct machine *m);
void machine_describe(const struct machine *m, struct buf *out);

/* The first line of a small file below `root`, without its newline; false when it cannot be read or is empty. */
bool machine_line(const char *root, const char *path, char *out, unsigned size);
/* A number in such a file, with K, M or G after it; `otherwise` when there is none. */
uint64_t machine_number(const char *root, const char *path, uint64_t otherwise);

#endif
