/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_batch.c - positions of drivers, collected and written in bulk: what that spares the database, and how old they
 * are.
 */
#include <stdlib.h>

#include "lab/lab.h"

struct batch {
	uint64_t drivers, every, flush;
	double one, row, statement;
	int phases;
};

enum { PHASES_RANDOM, SAME };
static const char *const all_phases[] = {"random", "same", NULL};
enum { ROWS, A_DRIVER, ONE_BY_ONE, BULK, TAKES, AGE, PEAK };
enum { SECONDS_MOST = 1000000 };

#define FIELD(name) offsetof(struct batch, name)
static const struct lab_in in[] = {
	{"drivers", LAB_COUNT, FIELD(drivers), NULL},
	{"every", LAB_TIME, FIELD(every), NULL},
	{"flush", LAB_TIME, FIELD(flush), NULL},
	{"one", LAB_NUMBER, FIELD(one), NULL},
	{"row", LAB_NUMBER, FIELD(row), NULL},
	{"statement", LAB_NUMBER, FIELD(statement), NULL},
	{"phases", LAB_CHOICE, FIELD(phases), all_phases},
	{0},
};

static const struct lab_out out[] = {
	[ROWS] = {"rows", LAB_MEAN, 0, 0},
	[A_DRIVER] = {"a_driver", LAB_MEAN, 0, 0},
	[ONE_BY_ONE] = {"one_by_one", LAB_MEAN, 0, 0},
	[BULK] = {"bulk", LAB_MEAN, 0, 0},
	[TAKES] = {"takes", LAB_MEAN, 0, 0},
	[AGE] = {"age", LAB_MEAN, 0, 0},
	[PEAK] = {"peak", LAB_MEAN, 0, 0},
	{0},
};

static bool batch_exact(const void *params)
{
	return ((const struct batch *)params)->phases == SAME;
}

/* The reports of one driver between two flushes; the age of each when its row is written, in the order of drivers. */
struct collected {
	uint64_t rows;
	double age;     /* sum, until the flush begins */
	uint32_t *peak; /* reports in each second */
	uint64_t seconds;
};

static void batch_collect(struct collected *c, const struct batch *p, uint64_t phase, struct lab_run *r)
{
	for (uint64_t t = phase; t < p->flush && lab_tick(r); t = lab_after(t, p->every)) {
		uint64_t second = t / 1000000000;

		c->rows++;
		c->age += (double)(p->flush - t) / 1e9;
		if (second < c->seconds)
			c->peak[second]++;
	}
}

static void batch_run(const void *params, struct lab_run *r)
{
	const struct batch *p = params;
	struct stream phases = lab_stream(r, PHASE);
	struct collected c = {.seconds = p->flush / 1000000000 + 1 < SECONDS_MOST ? p->flush / 1000000000 + 1
	                                                                          : SECONDS_MOST};
	double takes, flush = (double)p->flush / 1e9;
	uint32_t peak = 0;

	c.peak = xcalloc(c.seconds, sizeof *c.peak);
	for (uint64_t i = 0; i < p->drivers && lab_tick(r); i++)
		batch_collect(&c, p, p->phases == SAME ? 0 : (uint64_t)((1 - stream_unit(&phases)) * (double)p->every), r);
	for (uint64_t s = 0; s < c.seconds; s++)
		peak = c.peak[s] > peak ? c.peak[s] : peak;
	takes = p->statement + (double)c.rows * p->row;
	lab_say(r, p->flush, "", "a flush writes %llu rows in %.3f s", (unsigned long long)c.rows, takes);
	lab_put(r, ROWS, (double)c.rows);
	lab_put(r, A_DRIVER, (double)c.rows / (double)p->drivers);
	lab_put(r, ONE_BY_ONE, (double)c.rows * p->one / flush);
	lab_put(r, BULK, takes / flush);
	lab_put(r, TAKES, takes);
	/* The rows are written one after the other: on average one waits for half of the others. */
	if (c.rows)
		lab_put(r, AGE, c.age / (double)c.rows + p->statement + (double)(c.rows + 1) / 2 * p->row);
	lab_put(r, PEAK, peak);
	free(c.peak);
}

static bool batch_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct batch *p = params;

	(void)d;
	*c = (struct lab_cost){.steps = (double)p->drivers * ((double)p->flush / (double)p->every + 1) *
	                                (batch_exact(p) ? 1 : LAB_RUNS),
	                       .param = "drivers"};
	return true;
}

static void batch_told(const void *params, struct buf *text)
{
	(void)params;
	buf_printf(text, "%d runs of one flush, each with other phases", LAB_RUNS);
}

const struct lab lab_batch = {"batch", sizeof(struct batch), in,  out, batch_exact, batch_cost, batch_run,
                              NULL,    batch_told,           NULL};
