/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_heal.c - servers fail, are noticed and come back; orchestrators restart them, and one another. */
#include <stdlib.h>

#include "lab/lab.h"

struct heal {
	uint64_t servers, need, orchestrators, detect, restart, hand;
	double mtbf, orchestrator_mtbf, election, time;
	bool by_hand;
};

enum { BELOW, EPISODES, AVAILABILITY, WAITED };
enum { FAIL, BACK, WATCH_FAILS, WATCH_BACK };
enum { SERVERS_MOST = 100000 };

#define FIELD(name) offsetof(struct heal, name)
static const struct lab_in in[] = {
	{"servers", LAB_COUNT, FIELD(servers), NULL},
	{"need", LAB_COUNT, FIELD(need), NULL},
	{"mtbf", LAB_NUMBER, FIELD(mtbf), NULL},
	{"detect", LAB_TIME, FIELD(detect), NULL},
	{"restart", LAB_TIME, FIELD(restart), NULL},
	{"by_hand", LAB_YES, FIELD(by_hand), NULL},
	{"hand", LAB_TIME, FIELD(hand), NULL},
	{"orchestrators", LAB_COUNT, FIELD(orchestrators), NULL},
	{"orchestrator_mtbf", LAB_NUMBER, FIELD(orchestrator_mtbf), NULL},
	{"election", LAB_NUMBER, FIELD(election), NULL},
	{"time", LAB_NUMBER, FIELD(time), NULL},
	{0},
};

static const struct lab_out out[] = {
	[BELOW] = {"below", LAB_MEAN, 0, 0},
	[EPISODES] = {"episodes", LAB_MEAN, 0, 0},
	[AVAILABILITY] = {"availability", LAB_MEAN, 0, 0},
	[WAITED] = {"waited", LAB_SUM, 0, 0},
	{0},
};

struct site {
	const struct heal *p;
	struct lab_run *r;
	struct stream fault, watch, start;
	uint64_t up, below_since, below, episodes, waited;
	uint64_t *orchestrator_back; /* of each: when it can work again */
	struct level level;
};

static uint64_t repair(const struct heal *p)
{
	return p->detect + (p->by_hand ? p->hand : p->restart);
}

static void heal_set_up(struct site *s, uint64_t up)
{
	uint64_t now = s->r->events.now;

	level_set(&s->level, now, up);
	if (s->up >= s->p->need && up < s->p->need) {
		s->below_since = now;
		s->episodes++;
		lab_say(s->r, now, "", "%llu servers are up: fewer than %llu", (unsigned long long)up,
		        (unsigned long long)s->p->need);
	}
	if (s->up < s->p->need && up >= s->p->need)
		s->below += now - s->below_since;
	s->up = up;
}

/* A server's orchestrator restarts it; where that is away itself it waits until it is back. */
static void heal_fail(struct site *s, uint32_t server)
{
	uint64_t now = s->r->events.now, from = now;
	uint64_t watch = s->orchestrator_back[server % s->p->orchestrators];

	heal_set_up(s, s->up - 1);
	if (!s->p->by_hand && watch > now + s->p->detect) {
		from = watch - s->p->detect;
		s->waited++;
	}
	events_at(&s->r->events, lab_after(from, repair(s->p)), BACK, server);
}

static uint64_t life(struct site *s)
{
	return draw_exponential_ns(&s->fault, s->p->mtbf);
}

static void watch_fails(struct site *s, uint32_t who)
{
	uint64_t now = s->r->events.now, away = s->p->detect + s->p->restart;

	if (who == 0) /* the leader: another is elected before it is restarted */
		away += draw_ns(s->p->election);
	s->orchestrator_back[who] = now + away;
	events_at(&s->r->events, lab_after(now + away, draw_exponential_ns(&s->watch, s->p->orchestrator_mtbf)),
	          WATCH_FAILS, who);
}

static void heal_begin(struct site *s)
{
	double available = s->p->mtbf / (s->p->mtbf + (double)repair(s->p) / 1e9);
	uint64_t up = 0;

	for (uint32_t i = 0; i < s->p->servers; i++) {
		bool is_up = stream_chance(&s->start, available);

		up += is_up;
		/* A repair that is under way has a rest that is uniform. */
		events_at(&s->r->events, is_up ? life(s) : (uint64_t)(stream_unit(&s->start) * (double)repair(s->p)),
		          is_up ? FAIL : BACK, i);
	}
	for (uint32_t i = 0; i < s->p->orchestrators; i++)
		events_at(&s->r->events, draw_exponential_ns(&s->watch, s->p->orchestrator_mtbf), WATCH_FAILS, i);
	s->up = up;
	level_set(&s->level, 0, up);
}

static void heal_run(const void *params, struct lab_run *r)
{
	const struct heal *p = params;
	struct site s = {
		.p = p, .r = r, .fault = lab_stream(r, FAULT), .watch = lab_stream(r, REPAIR), .start = lab_stream(r, START)};
	double seconds = p->time / r->of;
	uint64_t end = draw_ns(seconds);
	struct event e;

	s.orchestrator_back = xcalloc(p->orchestrators, sizeof *s.orchestrator_back);
	heal_begin(&s);
	while (events_next(&r->events, &e) && e.time < end && lab_tick(r)) {
		if (e.kind == FAIL) {
			heal_fail(&s, e.who);
		} else if (e.kind == BACK) {
			heal_set_up(&s, s.up + 1);
			events_at(&r->events, lab_after(e.time, life(&s)), FAIL, e.who);
		} else {
			watch_fails(&s, e.who);
		}
	}
	if (s.up < p->need)
		s.below += end - s.below_since;
	lab_put(r, BELOW, (double)s.below / (double)end);
	if (p->need <= p->servers)
		lab_put(r, EPISODES, (double)s.episodes / ((double)end / 1e9));
	lab_put(r, AVAILABILITY, level_mean(&s.level, end) / (double)p->servers);
	lab_put(r, WAITED, (double)s.waited);
	free(s.orchestrator_back);
}

static bool heal_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct heal *p = params;

	if (p->servers > SERVERS_MOST || p->orchestrators > SERVERS_MOST)
		return lab_refuse(c, p->servers > SERVERS_MOST ? "servers" : "orchestrators", d, DIAG_LIMIT,
		                  "lab heal: at most %d servers and as many orchestrators", SERVERS_MOST);
	if (p->time / LAB_RUNS > 1e10 || p->election > 1e9)
		return lab_refuse(c, p->election > 1e9 ? "election" : "time", d, DIAG_LIMIT,
		                  "lab heal: a run of at most 300 years, and an election of 30");
	*c = (struct lab_cost){.steps = p->time / p->mtbf * 2 * (double)p->servers +
	                                p->time / p->orchestrator_mtbf * (double)p->orchestrators +
	                                LAB_RUNS * (double)(p->servers + p->orchestrators),
	                       .param = "time"};
	return true;
}

static void heal_told(const void *params, struct buf *text)
{
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s, each from the state that it comes to", LAB_RUNS,
	           figure_time(&a, ((const struct heal *)params)->time * 1e9 / LAB_RUNS).p);
	arena_release(&a);
}

const struct lab lab_heal = {"heal", sizeof(struct heal), in, out, NULL, heal_cost, heal_run, NULL, heal_told, NULL};
