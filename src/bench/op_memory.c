/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * op_memory.c - latency and bandwidth of the levels of memory. One big array serves all that need more than the caches.
 */
#include "bench/ops.h"

#include <stdlib.h>
#include <string.h>

#include "algo/random.h"
#include "bench/bench.h"

enum { LINE = 64, DRAWS = 1 << 20, BLOCK = 1 << 20, MOST_STEPS = 100000 };

/* A line of a cycle: the next one, and nothing else. */
struct line {
	struct line *next;
	char rest[LINE - sizeof(struct line *)];
};

struct area {
	struct line *lines;
	uint64_t size;
	double huge;
	unsigned users;
};

/* The big one: built once, though four operations read it. Set up and given back by the main thread alone. */
static struct area big;

struct walk {
	struct area own; /* a small one, or empty */
	const struct area *area;
	struct line *at;
	uint32_t *draws;
	uint32_t draw, turn;
	uint64_t block;
	bool uses_big;
};

/* One random cycle through all lines, so that no prefetcher can guess the next. */
static bool link_up(struct run *r, struct area *a)
{
	uint32_t n = (uint32_t)(a->size / LINE), *next = malloc(n * sizeof(*next));
	struct random random = {6};

	if (!next)
		return run_skip(r, "no memory");
	random_cycle(&random, next, n);
	for (uint32_t i = 0; i < n; i++)
		a->lines[i].next = &a->lines[next[i]];
	free(next);
	return true;
}

static bool make_area(struct run *r, struct area *a, uint64_t size)
{
	a->lines = bench_map(r, size, &a->huge);
	a->size = size;
	return a->lines && link_up(r, a);
}

static bool use_big(struct run *r, struct walk *w)
{
	const struct bench *b = r->bench;

	if (!b->sizes.dram)
		return run_skip(r, "needs an array of twice the last cache (%.0f MB), a quarter of the free memory is %.0f MB",
		                2 * (double)(b->host.machine.l3 ? b->host.machine.l3 : b->host.machine.l2) / 1e6,
		                (double)b->host.memory / 4e6);
	if (!big.users) {
		if (!make_area(r, &big, b->sizes.dram))
			return false;
		r->memory = big.size;
	}
	big.users++;
	w->uses_big = true;
	w->area = &big;
	return true;
}

static void leave_big(void)
{
	if (--big.users)
		return;
	bench_unmap(big.lines, big.size);
	big.lines = NULL;
}

static struct walk *memory_begin(struct run *r)
{
	struct walk *w = calloc(1, sizeof(*w));

	r->state = w;
	if (!w)
		run_skip(r, "no memory");
	return w;
}

static void memory_stop(struct run *r)
{
	struct walk *w = r->state;

	if (!w)
		return;
	if (w->uses_big)
		leave_big();
	bench_unmap(w->own.lines, w->own.size);
	free(w->draws);
	free(w);
}

/* What is told with the result. */
static bool memory_told(struct run *r, const struct walk *w)
{
	run_param(r, "working_set", (double)w->area->size);
	if (w->area->huge >= 0 && w->area->size > (4 << 20))
		run_param(r, "huge_pages", w->area->huge);
	return true;
}

/* ---- latency ---- */

static bool chase_setup(struct run *r, uint64_t size)
{
	struct walk *w = memory_begin(r);

	if (!w)
		return false;
	if (!size)
		return run_skip(r, "the system does not tell the size of this cache");
	if (!make_area(r, &w->own, size))
		return false;
	w->area = &w->own;
	w->at = w->own.lines;
	return memory_told(r, w);
}

static bool l1_setup(struct run *r)
{
	return chase_setup(r, r->bench->sizes.l1);
}

static bool l2_setup(struct run *r)
{
	return chase_setup(r, r->bench->sizes.l2);
}

static bool l3_setup(struct run *r)
{
	return chase_setup(r, r->bench->sizes.l3);
}

static bool dram_setup(struct run *r)
{
	struct walk *w = memory_begin(r);

	if (!w || !use_big(r, w))
		return false;
	w->at = w->area->lines;
	return memory_told(r, w);
}

static void chase(struct run *r, uint64_t n)
{
	struct walk *w = r->state;
	struct line *at = w->at;

	for (uint64_t i = 0; i < n; i++) {
		at = at->next;
		BENCH_KEEP(at);
	}
	w->at = at;
}

/*
 * The cycle stays inside, and does not close before all lines were passed (of a large one, the first hundred thousand).
 */
static bool chase_check(struct run *r)
{
	const struct walk *w = r->state;
	uint64_t lines = w->area->size / LINE, steps = lines < MOST_STEPS ? lines : MOST_STEPS;
	const struct line *at = w->area->lines;

	for (uint64_t i = 1; i <= steps; i++) {
		at = at->next;
		if (at < w->area->lines || at >= w->area->lines + lines || (at == w->area->lines) != (i == lines))
			return run_fail(r, "the way through memory is not one cycle");
	}
	return true;
}

const struct work work_mem_l1 = {l1_setup, NULL, chase, chase_check, memory_stop};
const struct work work_mem_l2 = {l2_setup, NULL, chase, chase_check, memory_stop};
const struct work work_mem_l3 = {l3_setup, NULL, chase, chase_check, memory_stop};
const struct work work_mem_dram = {dram_setup, NULL, chase, chase_check, memory_stop};

/* ---- independent reads ---- */

static bool memory_share(struct run *r, struct walk *w)
{
	if (!r->first)
		return use_big(r, w);
	w->area = &big;
	return true;
}

static bool random_setup(struct run *r)
{
	struct walk *w = memory_begin(r);
	struct random random = {7 + r->cpu};

	if (!w || !memory_share(r, w))
		return false;
	r->bytes = LINE;
	w->draws = malloc(DRAWS * sizeof(*w->draws));
	if (!w->draws)
		return run_skip(r, "no memory");
	for (uint32_t i = 0; i < DRAWS; i++)
		w->draws[i] = random_below(&random, (uint32_t)(w->area->size / LINE));
	return memory_told(r, w);
}

/* Each round through the draws goes to other lines: a million of them would fit in a large cache. */
static void memory_random_run(struct run *r, uint64_t n)
{
	struct walk *w = r->state;
	const struct line *lines = w->area->lines;
	uint32_t at = w->draw, turn = w->turn, count = (uint32_t)(w->area->size / LINE);
	uintptr_t sum = 0;

	for (uint64_t i = 0; i < n; i++) {
		uint32_t k = w->draws[at] + turn;

		sum += (uintptr_t)lines[k >= count ? k - count : k].next;
		if (++at == DRAWS) {
			at = 0;
			turn = (turn + 611957) % count;
		}
	}
	BENCH_KEEP(sum);
	w->draw = at;
	w->turn = turn;
}

static bool random_check(struct run *r)
{
	const struct walk *w = r->state;

	for (uint32_t i = 0; i < 1000; i++)
		if (w->draws[i] >= w->area->size / LINE)
			return run_fail(r, "a line drawn lies outside");
	return true;
}

const struct work work_mem_random = {random_setup, NULL, memory_random_run, random_check, memory_stop};

/* ---- sequential reads ---- */

typedef uint64_t vector __attribute__((vector_size(16)));

static vector memory_read_block(const vector *p)
{
	vector a = {0}, b = a, c = a, d = a;

	for (size_t i = 0; i < BLOCK / sizeof(*p); i += 8) {
		a += p[i] + p[i + 4];
		b += p[i + 1] + p[i + 5];
		c += p[i + 2] + p[i + 6];
		d += p[i + 3] + p[i + 7];
	}
	return a + b + c + d;
}

static bool read_setup(struct run *r)
{
	struct walk *w = memory_begin(r);

	if (!w || !memory_share(r, w))
		return false;
	r->bytes = BLOCK;
	w->block = r->first ? r->cpu * 97 : 0;
	return memory_told(r, w);
}

static void read_run(struct run *r, uint64_t n)
{
	struct walk *w = r->state;
	uint64_t blocks = w->area->size / BLOCK, at = w->block % blocks;
	vector sum = {0};

	for (uint64_t i = 0; i < n; i++) {
		sum += memory_read_block((const vector *)(const void *)((const char *)w->area->lines + at * BLOCK));
		at = at + 1 == blocks ? 0 : at + 1;
	}
	uint64_t total = sum[0] + sum[1];

	BENCH_KEEP(total);
	w->block = at;
}

/* The sum of a block is that of its pointers. */
static bool memory_read_check(struct run *r)
{
	const struct walk *w = r->state;
	vector sum = memory_read_block((const vector *)(const void *)w->area->lines);
	uint64_t want = 0;

	for (size_t i = 0; i < BLOCK / LINE; i++)
		want += (uintptr_t)w->area->lines[i].next;
	return sum[0] + sum[1] == want ? true : run_fail(r, "the sum of a block is wrong");
}

const struct work work_mem_read = {read_setup, NULL, read_run, memory_read_check, memory_stop};
