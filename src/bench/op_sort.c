/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_sort.c - sorting whole numbers, as the C library does it. */
#include <stdlib.h>
#include <string.h>

#include "algo/random.h"
#include "bench/ops.h"

enum { NUMBERS = 100000 };

struct sorting {
	uint64_t drawn[NUMBERS], sorted[NUMBERS];
};

static int sort_compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static bool sort_setup(struct run *r)
{
	struct sorting *s = malloc(sizeof(*s));
	struct random random = {16};

	r->state = s;
	if (!s)
		return run_skip(r, "no memory");
	random_fill(&random, s->drawn, sizeof(s->drawn));
	r->bytes = sizeof(s->drawn);
	run_param(r, "numbers", NUMBERS);
	return true;
}

static void sort_run(struct run *r, uint64_t n)
{
	struct sorting *s = r->state;

	for (uint64_t i = 0; i < n; i++) {
		memcpy(s->sorted, s->drawn, sizeof(s->drawn));
		qsort(s->sorted, NUMBERS, sizeof(s->sorted[0]), sort_compare);
		BENCH_CLOBBER();
	}
}

/* The same numbers, none smaller than the one before it. */
static bool sort_check(struct run *r)
{
	struct sorting *s = r->state;
	uint64_t left = 0;

	sort_run(r, 1);
	for (uint32_t i = 0; i < NUMBERS; i++) {
		if (i && s->sorted[i] < s->sorted[i - 1])
			return run_fail(r, "the numbers are not in order");
		left += s->drawn[i] - s->sorted[i];
	}
	return left == 0 ? true : run_fail(r, "other numbers came out than went in");
}

static void sort_teardown(struct run *r)
{
	free(r->state);
}

const struct work work_sort_100k = {sort_setup, NULL, sort_run, sort_check, sort_teardown};
