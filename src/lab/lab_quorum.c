/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_quorum.c - n copies, w confirm a write, r are asked: how often is what they say old? */
#include "lab/lab.h"

enum { COPIES_MOST = 64, DELAY_LEAST = 1000 };

struct quorum {
	uint64_t n, w, r, down, requests, delay, after;
};

enum { STALE, WRITE, WRITE_P99, AVAILABLE };
enum { WRITE_TIME };

#define FIELD(name) offsetof(struct quorum, name)
static const struct lab_in in[] = {
	{"n", LAB_COUNT, FIELD(n), NULL},
	{"w", LAB_COUNT, FIELD(w), NULL},
	{"r", LAB_COUNT, FIELD(r), NULL},
	{"delay", LAB_TIME, FIELD(delay), NULL},
	{"after", LAB_TIME, FIELD(after), NULL},
	{"down", LAB_COUNT, FIELD(down), NULL},
	{"requests", LAB_COUNT, FIELD(requests), NULL},
	{0},
};

static const struct lab_out out[] = {
	[STALE] = {"stale", LAB_MEAN, 0, 0},
	[WRITE] = {"write", LAB_MEAN, 0, 0},
	[WRITE_P99] = {"write_p99", LAB_QUANTILE, 0.99, WRITE_TIME},
	[AVAILABLE] = {"available", LAB_MEAN, 0, 0},
	{0},
};

/* The w-th smallest. */
static uint64_t confirmed(const uint64_t *at, uint32_t n, uint64_t w)
{
	uint64_t sorted[COPIES_MOST];

	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = i;

		for (; k && sorted[k - 1] > at[i]; k--)
			sorted[k] = sorted[k - 1];
		sorted[k] = at[i];
	}
	return sorted[w - 1];
}

/* Does one of r copies, chosen at random, have the write by `now`? */
static bool finds(const uint64_t *at, uint32_t n, uint64_t r, uint64_t now, struct stream *choice)
{
	uint32_t order[COPIES_MOST];

	draw_order(choice, order, n);
	for (uint64_t i = 0; i < r; i++)
		if (at[order[i]] <= now)
			return true;
	return false;
}

/* Lane 1 is who writes and reads, the others are the copies. */
static void tell_write(struct lab_run *run, const struct quorum *p, uint64_t i, const uint64_t *at, uint32_t alive,
                       uint64_t done, uint64_t clock)
{
	for (uint32_t k = 0; k < p->n; k++)
		lab_send(run, clock, k < alive ? clock + at[k] : LAB_NEVER, 0, k + 1, "write %llu, there after %.1f ms",
		         (unsigned long long)i + 1, k < alive ? (double)at[k] / 1e6 : 0.0);
	lab_line(run, clock + done, "", "write %llu is confirmed by %llu", (unsigned long long)i + 1,
	         (unsigned long long)p->w);
}

static void quorum_run(const void *params, struct lab_run *run)
{
	const struct quorum *p = params;
	uint32_t alive = (uint32_t)(p->n - p->down);
	struct stream delays = lab_stream(run, DELAY), choice = lab_stream(run, CHOICE);
	uint64_t part = lab_part(run, p->requests), stale = 0;
	uint64_t clock = 0;
	double took = 0, mean = (double)p->delay / 1e9;
	bool can = alive >= p->w && alive >= p->r;

	lab_put(run, AVAILABLE, can);
	lab_lanes(run, p->n + 1, false, false);
	for (uint64_t i = 0; can && i < part && lab_ticks(run, alive); i++) {
		uint64_t at[COPIES_MOST], done;
		bool old;

		for (uint32_t k = 0; k < alive; k++)
			at[k] = draw_exponential_ns(&delays, mean);
		done = confirmed(at, alive, p->w);
		old = !finds(at, alive, p->r, done + p->after, &choice);
		took += (double)done;
		stale += old;
		lab_time(run, WRITE_TIME, done);
		if (run->trace)
			tell_write(run, p, i, at, alive, done, clock);
		clock = lab_after(clock, done + p->after);
		if (run->trace)
			lab_line(run, clock, "", "a read finds %s", old ? "the old value" : "it");
	}
	if (!can)
		return;
	lab_put_share(run, STALE, stale, part);
	lab_put(run, WRITE, took / (double)part / 1e9);
}

static bool quorum_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct quorum *p = params;

	if (p->n > COPIES_MOST)
		return lab_refuse(c, "n", d, DIAG_LIMIT, "lab quorum: at most %d copies", COPIES_MOST);
	if (p->delay < DELAY_LEAST)
		return lab_refuse(c, "delay", d, DIAG_LIMIT, "lab quorum: a delay of a microsecond at least");
	*c = (struct lab_cost){.steps = (double)p->requests * (double)p->n * (1 + (double)p->n / 8), .param = "requests"};
	return true;
}

/* How many copies lack the write, on average, so long after it was confirmed: by the formula, since it is exact. */
static void quorum_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct quorum *p = params;
	double alive = (double)(p->n - p->down), at_once = 1;

	(void)r;
	if (p->w + p->r > p->n - p->down)
		return;
	for (double i = 0; i < (double)p->r; i++)
		at_once *= (alive - (double)p->w - i) / (alive - i);
	f->title = S("Reads that are old, so long after the write was confirmed (predicted)");
	for (int i = 0; i <= 4; i++) {
		double after = i ? (double)p->delay * (1 << (i - 1)) / 2 : 0,
			   stale = at_once * draw_exp(-(double)p->r * after / (double)p->delay);

		figure_bar(f, figure_time(f->a, after), stale,
		           arena_printf(f->a, "%.*s %%", STR(figure_number(f->a, stale * 100, 3))));
	}
}

static void quorum_told(const void *params, struct buf *text)
{
	const struct quorum *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s, each with a read", LAB_RUNS,
	           figure_count(&a, (double)(p->requests / LAB_RUNS), "write").p);
	arena_release(&a);
}

const struct lab lab_quorum = {"quorum",   sizeof(struct quorum), in,          out, NULL, quorum_cost,
                               quorum_run, quorum_figure,         quorum_told, NULL};
