/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_failover.c - the main database dies: what is lost, and how long is it down? */
#include "lab/lab.h"

struct failover {
	double writes, data, restore;
	uint64_t lag, detect, notice, promote, deaths;
	int way, kind;
};

enum { DAILY, WEEKLY, ASYNC, SYNC };
enum { FIXED, EXPONENTIAL };
static const char *const ways[] = {"daily", "weekly", "async", "sync", NULL};
static const char *const kinds[] = {"fixed", "random", NULL};
enum { LOST, LOST_P95, LOST_MOST, DOWN, WRITE_ADDS };
enum { COUNTS };
#define WEEK (7 * 86400.0)

#define FIELD(name) offsetof(struct failover, name)
static const struct lab_in in[] = {
	{"way", LAB_CHOICE, FIELD(way), ways},
	{"writes", LAB_NUMBER, FIELD(writes), NULL},
	{"data", LAB_NUMBER, FIELD(data), NULL},
	{"restore", LAB_NUMBER, FIELD(restore), NULL},
	{"lag", LAB_TIME, FIELD(lag), NULL},
	{"kind", LAB_CHOICE, FIELD(kind), kinds},
	{"detect", LAB_TIME, FIELD(detect), NULL},
	{"notice", LAB_TIME, FIELD(notice), NULL},
	{"promote", LAB_TIME, FIELD(promote), NULL},
	{"deaths", LAB_COUNT, FIELD(deaths), NULL},
	{0},
};

static const struct lab_out out[] = {
	[LOST] = {"lost", LAB_MEAN, 0, 0},
	[LOST_P95] = {"lost_p95", LAB_QUANTILE, 0.95, COUNTS},
	[LOST_MOST] = {"lost_most", LAB_MOST, 0, 0},
	[DOWN] = {"down", LAB_MEAN, 0, 0},
	[WRITE_ADDS] = {"write_adds", LAB_MEAN, 0, 0},
	{0},
};

/*
 * Writes backwards from the death: the copy has them in log order, so all after the oldest that is on its way are
 * lost.
 */
static double on_the_way(const struct failover *p, struct stream *writes, struct stream *lags, struct lab_run *r)
{
	double age = 0, count = 0, lost = 0, lag = (double)p->lag / 1e9, far = p->kind == FIXED ? lag : 40 * lag;

	while ((age += draw_exponential(writes, 1 / p->writes)) <= far && lab_tick(r)) {
		count++;
		if (p->kind == FIXED || draw_exponential(lags, lag) > age)
			lost = count;
	}
	return lost;
}

static double one_death(const struct failover *p, struct stream *moment, struct stream *writes, struct stream *lags,
                        struct lab_run *r)
{
	switch (p->way) {
	case DAILY: return stream_unit(moment) * 86400 * p->writes;
	case WEEKLY: return stream_unit(moment) * WEEK * p->writes;
	case ASYNC: return on_the_way(p, writes, lags, r);
	default: return 0;
	}
}

static void failover_run(const void *params, struct lab_run *r)
{
	const struct failover *p = params;
	struct stream moment = lab_stream(r, FAULT), writes = lab_stream(r, WRITES), lags = lab_stream(r, DELAY);
	uint64_t part = lab_part(r, p->deaths);
	double many = p->writes * WEEK > 1e9 ? p->writes * WEEK / 1e9 : 1; /* so many are one in the histogram */
	double sum = 0, most = 0,
		   down = p->way <= WEEKLY ? (double)p->detect / 1e9 + p->data / p->restore
	                               : (double)(p->notice + p->promote) / 1e9;

	for (uint64_t i = 0; i < part && lab_tick(r); i++) {
		double lost = one_death(p, &moment, &writes, &lags, r);

		sum += lost;
		most = lost > most ? lost : most;
		lab_time(r, COUNTS, draw_ns(lost / many));
		if (r->trace)
			lab_line(r, LAB_NEVER, "", "death %llu: %.0f writes are lost, %.1f s down", (unsigned long long)i + 1, lost,
			         down);
	}
	r->scale[COUNTS] = many;
	lab_put_rare(r, LOST, sum / (double)part, 1 / (double)part);
	lab_put(r, LOST_MOST, most);
	lab_put(r, DOWN, down);
	lab_put(r, WRITE_ADDS, p->way == SYNC ? (double)p->lag / 1e9 : 0);
}

static bool failover_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct failover *p = params;
	double each = p->way == ASYNC ? p->writes * (double)p->lag / 1e9 * (p->kind == FIXED ? 1 : 40) : 1;

	(void)d;
	*c = (struct lab_cost){.steps = (double)p->deaths * (1 + each), .param = "deaths"};
	return true;
}

static void failover_told(const void *params, struct buf *text)
{
	const struct failover *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s, each at a random moment", LAB_RUNS,
	           figure_count(&a, (double)(p->deaths / LAB_RUNS), "death").p);
	arena_release(&a);
}

const struct lab lab_failover = {"failover", sizeof(struct failover), in,  out, NULL, failover_cost, failover_run,
                                 NULL,       failover_told,           NULL};
