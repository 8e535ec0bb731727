/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench.h - one run of bote-bench: what all operations share. */
#ifndef BOTE_BENCH_H
#define BOTE_BENCH_H

#include <signal.h>

#include "bench/clock.h"
#include "bench/host.h"
#include "bench/op.h"

enum bench_mode { BENCH_NORMAL, BENCH_QUICK, BENCH_CAREFUL };

struct bench {
	struct host host;
	struct host_sizes sizes;
	struct clock_facts clock;
	double ticks; /* of the time stamp counter a second; 0: not to be used */
	enum bench_mode mode;
	const char *folder;             /* where files for disk operations go; NULL: nowhere */
	bool folder_named;              /* by the user, who then gets what was asked for */
	const char *redis;              /* URL of a server that the user names, or NULL */
	const char *postgres;           /* connection string, or NULL */
	const struct measured *earlier; /* results of earlier runs, or NULL */
	uint64_t seed;
};

/* Set by SIGINT, SIGTERM and SIGHUP: stop as soon as may be, keep what is done. */
extern volatile sig_atomic_t bench_stop;

/*
 * Memory for big arrays, zeroed and touched, in huge pages where they are to be had. NULL after run_skip. `huge`, if
 * not NULL, is the share of it that is in huge pages, or below 0 when the system does not tell.
 */
void *bench_map(struct run *r, uint64_t size, double *huge);
/* Touch new memory, on all CPUs at once where it is much. */
void bench_touch(const struct bench *b, void *memory, uint64_t size);
void bench_unmap(void *p, uint64_t size);

/*
 * A new folder of ours in `parent`, removed with all that is in it when the program ends, however it ends. NULL: errno.
 */
const char *bench_folder(const char *parent);
void bench_folder_remove(const char *folder);

#endif
