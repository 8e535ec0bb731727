/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_copy.c - memcpy, first touch of pages, malloc. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "algo/random.h"
#include "bench/bench.h"
#include "bench/ops.h"

enum { SMALL = 8 << 10, LARGE = 64 << 20, PAGE = 4096, PAGES = 16384 };

/* ---- memcpy ---- */

/* Two areas of `size`, of which `part` bytes are copied at a time, from everywhere in turn. */
struct copying {
	char *from, *to;
	uint64_t size, part, at;
};

static bool copy_setup(struct run *r, uint64_t size, uint64_t part)
{
	struct copying *c = calloc(1, sizeof(*c));
	struct random random = {8};
	double huge;

	r->state = c;
	if (!c)
		return run_skip(r, "no memory");
	c->size = size;
	c->part = part;
	c->from = bench_map(r, size, &huge);
	c->to = c->from ? bench_map(r, size, NULL) : NULL;
	if (!c->to)
		return false;
	for (uint64_t i = 0; i < size; i += PAGE)
		random_fill(&random, c->from + i, PAGE < size ? 64 : size);
	r->bytes = (double)part;
	if (size > PAGE * 16) {
		r->memory = 2 * size;
		if (huge >= 0)
			run_param(r, "huge_pages", huge);
	}
	run_param(r, "working_set", 2 * (double)size);
	return true;
}

static bool small_setup(struct run *r)
{
	return copy_setup(r, SMALL, SMALL);
}

/* In sequence, so that more than the caches hold is enough: translations of addresses do not count. */
static bool large_setup(struct run *r)
{
	const struct bench *b = r->bench;
	uint64_t last = b->host.machine.l3 ? b->host.machine.l3 : b->host.machine.l2, half = (2 * last / LARGE + 1) * LARGE;

	if (2 * half > b->host.memory / 4)
		return run_skip(r,
		                "needs %.0f MB in arrays, four times the last cache; a quarter of the free memory is %.0f MB",
		                2 * (double)half / 1e6, (double)b->host.memory / 4e6);
	return copy_setup(r, half, LARGE);
}

static void copy_stop(struct run *r)
{
	struct copying *c = r->state;

	if (!c)
		return;
	bench_unmap(c->from, c->size);
	bench_unmap(c->to, c->size);
	free(c);
}

static void copy_copy(struct run *r, uint64_t n)
{
	struct copying *c = r->state;

	for (uint64_t i = 0; i < n; i++) {
		memcpy(c->to + c->at, c->from + c->at, c->part);
		BENCH_CLOBBER();
		c->at = c->at + c->part == c->size ? 0 : c->at + c->part;
	}
}

static bool copy_check(struct run *r)
{
	struct copying *c = r->state;

	memset(c->to, 0, c->part);
	c->at = 0;
	copy_copy(r, 1);
	return memcmp(c->to, c->from, c->part) == 0 ? true : run_fail(r, "the copy is not the same");
}

const struct work work_memcpy = {large_setup, NULL, copy_copy, copy_check, copy_stop};
const struct work work_memcpy_l1 = {small_setup, NULL, copy_copy, copy_check, copy_stop};

/* ---- first touch ---- */

static bool fault_setup(struct run *r)
{
	char *p = mmap(NULL, (size_t)PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return run_skip(r, "no memory: %s", strerror(errno));
	madvise(p, (size_t)PAGES * PAGE, MADV_NOHUGEPAGE);
	r->state = p;
	return true;
}

static void fault_stop(struct run *r)
{
	if (r->state)
		munmap(r->state, (size_t)PAGES * PAGE);
}

/* Pages are given back untimed; only a sample longer than there are pages does it in between. */
static void fault_ready(struct run *r, uint64_t n)
{
	(void)n;
	madvise(r->state, (size_t)PAGES * PAGE, MADV_DONTNEED);
}

static void fault_run(struct run *r, uint64_t n)
{
	char *p = r->state;

	while (n) {
		uint64_t part = n < PAGES ? n : PAGES;

		for (uint64_t i = 0; i < part; i++)
			*(volatile char *)(p + i * PAGE) = 1;
		n -= part;
		if (n)
			fault_ready(r, n);
	}
}

/* A page not touched before is zero, one touched holds what was put there. */
static bool fault_check(struct run *r)
{
	const char *p = r->state;

	fault_ready(r, 0);
	fault_run(r, 1000);
	return p[0] == 1 && p[999 * PAGE] == 1 && p[1000 * PAGE] == 0 ? true
	                                                              : run_fail(r, "pages do not hold what was put");
}

const struct work work_page_fault = {fault_setup, fault_ready, fault_run, fault_check, fault_stop};

/* ---- malloc ---- */

enum { PIECE = 64 };

static bool malloc_setup(struct run *r)
{
	run_param(r, "size", PIECE);
	return true;
}

static void malloc_stop(struct run *r)
{
	(void)r;
}

static void malloc_run(struct run *r, uint64_t n)
{
	(void)r;
	for (uint64_t i = 0; i < n; i++) {
		void *p = malloc(PIECE);

		BENCH_KEEP(p);
		free(p);
	}
}

static bool malloc_check(struct run *r)
{
	char *a = malloc(PIECE), *b = malloc(PIECE);
	bool apart = a && b && (a + PIECE <= b || b + PIECE <= a);

	free(a);
	free(b);
	return apart ? true : run_fail(r, "two pieces of memory overlap");
}

const struct work work_malloc_free = {malloc_setup, NULL, malloc_run, malloc_check, malloc_stop};
