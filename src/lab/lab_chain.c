/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_chain.c - services that call services and call again when it fails; and what that does to a pool after a spike.
 */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/waiting.h"

struct chain {
	uint64_t layers, attempts, workers, room, backoff, timeout, from, lasting, time, requests;
	double fails, budget, load, service, spike;
	int mode;
};

enum { CALLS, STORM };
static const char *const modes[] = {"calls", "storm", NULL};
enum { OK, CALLS_EACH, BEFORE, DURING, AFTER, OFFERED, RECOVERS };

#define FIELD(name) offsetof(struct chain, name)
static const struct lab_in in[] = {
	{"mode", LAB_CHOICE, FIELD(mode), modes},
	{"layers", LAB_COUNT, FIELD(layers), NULL},
	{"fails", LAB_NUMBER, FIELD(fails), NULL},
	{"attempts", LAB_COUNT, FIELD(attempts), NULL},
	{"budget", LAB_NUMBER, FIELD(budget), NULL},
	{"backoff", LAB_TIME, FIELD(backoff), NULL},
	{"timeout", LAB_TIME, FIELD(timeout), NULL},
	{"load", LAB_NUMBER, FIELD(load), NULL},
	{"workers", LAB_COUNT, FIELD(workers), NULL},
	{"service", LAB_NUMBER, FIELD(service), NULL},
	{"room", LAB_COUNT, FIELD(room), NULL},
	{"spike", LAB_NUMBER, FIELD(spike), NULL},
	{"from_time", LAB_TIME, FIELD(from), NULL},
	{"lasting", LAB_TIME, FIELD(lasting), NULL},
	{"time", LAB_TIME, FIELD(time), NULL},
	{"requests", LAB_COUNT, FIELD(requests), NULL},
	{0},
};

static const struct lab_out out[] = {
	[OK] = {"ok", LAB_MEAN, 0, 0},
	[CALLS_EACH] = {"calls", LAB_MEAN, 0, 0},
	[BEFORE] = {"before", LAB_MEAN, 0, 0},
	[DURING] = {"during", LAB_MEAN, 0, 0},
	[AFTER] = {"after", LAB_MEAN, 0, 0},
	[OFFERED] = {"offered", LAB_MEAN, 0, 0},
	[RECOVERS] = {"recovers", LAB_MEAN, 0, 0},
	{0},
};

/* ---- calls of calls ---- */

struct caller {
	const struct chain *p;
	struct stream fault;
	uint64_t calls;
};

static bool chain_call(struct caller *c, uint64_t layer)
{
	for (uint64_t i = 0; i < c->p->attempts; i++) {
		bool ok = layer > 1 ? chain_call(c, layer - 1) : !(c->p->fails > 0 && stream_chance(&c->fault, c->p->fails));

		c->calls += layer == 1;
		if (ok)
			return true;
	}
	return false;
}

static void run_calls(const struct chain *p, struct lab_run *r)
{
	struct caller c = {p, lab_stream(r, FAULT), 0};
	uint64_t part = lab_part(r, p->requests), good = 0, done = 0;

	for (; done < part && lab_tick(r); done++) {
		uint64_t before = c.calls;
		bool ok = chain_call(&c, p->layers);

		good += ok;
		if (r->trace)
			lab_line(r, LAB_NEVER, "", "request %llu: %llu calls of the last service, %s", (unsigned long long)done + 1,
			         (unsigned long long)(c.calls - before), ok ? "answered" : "given up");
	}
	lab_put_share(r, OK, good, done);
	lab_put(r, CALLS_EACH, (double)c.calls / (double)done);
}

/* ---- a storm ---- */

/* Retries that may be saved up. */
enum { TOKENS = 700 };

enum { ARRIVE, FINISH, TIMEOUT, AGAIN };

/* A budget of ten retries a request is none. */
static bool limited(const struct chain *p)
{
	return p->budget < 10;
}

/* One try: it may be served when nobody waits for it any longer. */
struct
try {
	uint32_t tries; /* this is the how manyth */
	bool finished, given_up;
};

struct storm {
	const struct chain *p;
	struct lab_run *r;
	struct stream service, arrivals, waits;
	struct waiting line;
	struct waiting
		clients; /* all who wait for an answer, in the order in which they will give up: the first has an event */
	struct try *try;
	uint32_t *spare;
	size_t tries, try_cap, spares, spare_cap;
	uint64_t busy, requests, offered, offered_after, refused;
	uint64_t good[3];   /* before, during and after the spike */
	uint64_t recovered; /* the first good answer after it, once the line was too long; 0: none */
	double tokens;      /* retries that the budget allows now */
};

static uint32_t new_try(struct storm *s, uint32_t tries)
{
	uint32_t i;

	if (s->spares) {
		i = s->spare[--s->spares];
	} else {
		s->try = xgrow(s->try, s->tries, &s->try_cap, sizeof *s->try);
		i = (uint32_t)s->tries++;
	}
	s->try[i] = (struct try){.tries = tries};
	return i;
}

static void free_try(struct storm *s, uint32_t i)
{
	s->spare = xgrow(s->spare, s->spares, &s->spare_cap, sizeof *s->spare);
	s->spare[s->spares++] = i;
}

static void chain_serve(struct storm *s, uint32_t i)
{
	s->busy++;
	events_at(&s->r->events, s->r->events.now + draw_exponential_ns(&s->service, s->p->service), FINISH, i);
}

static void begin_try(struct storm *s, uint32_t tries);

/* Once more, if there are tries left, and a token where retries have a budget. */
static void again(struct storm *s, uint32_t tries)
{
	const struct chain *p = s->p;
	uint64_t wait = 0;

	if (tries >= p->attempts || (limited(p) && s->tokens < 1))
		return;
	s->tokens -= limited(p);
	if (p->backoff)
		wait = (uint64_t)(stream_unit(&s->waits) * (double)(p->backoff << (tries - 1 < 20 ? tries - 1 : 20)));
	if (wait)
		events_at(&s->r->events, s->r->events.now + wait, AGAIN, tries + 1);
	else
		begin_try(s, tries + 1);
}

static unsigned phase(const struct chain *p, uint64_t now)
{
	return now < p->from ? 0 : now < p->from + p->lasting ? 1 : 2;
}

static void begin_try(struct storm *s, uint32_t tries)
{
	struct lab_run *r = s->r;
	uint32_t i;

	s->offered++;
	s->offered_after += phase(s->p, r->events.now) == 2;
	if (s->busy >= s->p->workers && s->line.count >= s->p->room) {
		lab_say(r, r->events.now, "", "try %u is refused", tries);
		again(s, tries);
		return;
	}
	i = new_try(s, tries);
	waiting_push(&s->clients, (struct waiter){r->events.now + s->p->timeout, i, tries});
	if (s->clients.count == 1)
		events_at(&r->events, r->events.now + s->p->timeout, TIMEOUT, 0);
	if (s->busy < s->p->workers)
		chain_serve(s, i);
	else
		waiting_push(&s->line, (struct waiter){r->events.now, i, tries});
}

static void chain_finish(struct storm *s, uint32_t i)
{
	struct lab_run *r = s->r;
	uint64_t now = r->events.now;
	struct waiter next;

	s->busy--;
	s->try[i].finished = true;
	if (!s->try[i].given_up) {
		s->good[phase(s->p, now)]++;
		r->series[0][now * (LAB_POINTS - 1) / s->p->time]++;
		if (!s->recovered && phase(s->p, now) == 2)
			s->recovered = now;
	} else {
		lab_say(r, now, "", "an answer that nobody waits for; %u in the line", s->line.count);
		free_try(s, i);
	}
	if (waiting_pop(&s->line, &next))
		chain_serve(s, next.who);
}

/* The first of the clients gives up, unless it has its answer. Those after it that have theirs need no event. */
static void time_out(struct storm *s)
{
	struct waiter first, *next;
	struct try *t;

	if (!waiting_pop(&s->clients, &first))
		return;
	t = &s->try[first.who];
	while ((next = waiting_first(&s->clients)) && s->try[next->who].finished) {
		free_try(s, next->who);
		waiting_pop(&s->clients, &(struct waiter){0});
	}
	if (next)
		events_at(&s->r->events, next->since, TIMEOUT, 0);
	if (t->finished) {
		free_try(s, first.who);
		return;
	}
	t->given_up = true;
	if (phase(s->p, s->r->events.now) == 2)
		s->recovered = 0; /* not yet */
	lab_say(s->r, s->r->events.now, "", "a client gives up on try %u", t->tries);
	again(s, first.tries);
}

static double chain_rate(const struct chain *p, uint64_t now)
{
	return phase(p, now) == 1 ? p->spike : p->load;
}

static void storm_results(struct storm *s)
{
	const struct chain *p = s->p;
	uint64_t end = p->from + p->lasting;
	double after = (double)(p->time - end) / 1e9;

	lab_put(s->r, BEFORE, (double)s->good[0] / ((double)p->from / 1e9));
	lab_put(s->r, DURING, (double)s->good[1] / ((double)p->lasting / 1e9));
	lab_put(s->r, AFTER, (double)s->good[2] / after);
	lab_put(s->r, OFFERED, (double)s->offered_after / after);
	if (s->recovered)
		lab_put(s->r, RECOVERS, (double)(s->recovered - end) / 1e9);
	for (unsigned i = 0; i < LAB_POINTS; i++)
		s->r->series[0][i] *= (LAB_POINTS - 1) / ((double)p->time / 1e9);
	waiting_release(&s->line);
	waiting_release(&s->clients);
	free(s->try);
	free(s->spare);
}

static void run_storm(const struct chain *p, struct lab_run *r)
{
	struct storm s = {.p = p,
	                  .r = r,
	                  .service = lab_stream(r, SERVICE),
	                  .arrivals = lab_stream(r, ARRIVALS),
	                  .waits = lab_stream(r, DELAY)};
	struct event e;

	events_at(&r->events, draw_exponential_ns(&s.arrivals, 1 / p->load), ARRIVE, 0);
	while (events_next(&r->events, &e) && e.time < p->time && lab_tick(r)) {
		switch (e.kind) {
		case ARRIVE:
			events_at(&r->events, e.time + draw_exponential_ns(&s.arrivals, 1 / chain_rate(p, e.time)), ARRIVE, 0);
			s.requests++;
			s.tokens = s.tokens + p->budget < TOKENS ? s.tokens + p->budget : TOKENS;
			begin_try(&s, 1);
			break;
		case FINISH: chain_finish(&s, e.who); break;
		case TIMEOUT: time_out(&s); break;
		default: begin_try(&s, e.who);
		}
	}
	storm_results(&s);
}

static void chain_run(const void *params, struct lab_run *r)
{
	const struct chain *p = params;

	if (p->mode == CALLS)
		run_calls(p, r);
	else
		run_storm(p, r);
}

static bool chain_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct chain *p = params;
	double calls = p->fails > 0.5 ? draw_pow((double)p->attempts, (double)p->layers)
	                              : draw_pow(1 / (1 - p->fails), (double)p->layers);
	double seconds = (double)p->time / 1e9;

	(void)d;
	if (p->mode == CALLS)
		*c = (struct lab_cost){.steps = (double)p->requests * calls, .param = "requests", .now = (double)p->requests};
	else
		*c = (struct lab_cost){.steps = LAB_RUNS * seconds * p->load * (double)p->attempts * 3,
		                       .param = "load",
		                       .now = p->load,
		                       .bytes = seconds * (p->load * (double)p->attempts + p->spike) * 60};
	return true;
}

static void chain_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct chain *p = params;
	enum { BARS = 12 };

	if (p->mode == CALLS)
		return;
	f->title = S("Good answers a second");
	for (unsigned b = 0; b < BARS; b++) {
		double sum = 0;
		unsigned from = b * LAB_POINTS / BARS, to = (b + 1) * LAB_POINTS / BARS;

		for (unsigned i = from; i < to; i++)
			sum += r->series[0][i];
		sum /= to - from;
		figure_bar(f, arena_printf(f->a, "to %.*s", STR(figure_time(f->a, (double)p->time * (b + 1) / BARS))), sum,
		           figure_number(f->a, sum, 3));
	}
}

static void chain_told(const void *params, struct buf *text)
{
	const struct chain *p = params;
	struct arena a;

	arena_init(&a);
	if (p->mode == CALLS)
		buf_printf(text, "%d runs of %s requests", LAB_RUNS, figure_number(&a, (double)(p->requests / LAB_RUNS), 9).p);
	else
		buf_printf(text, "%d runs of %s, each from an empty pool", LAB_RUNS, figure_time(&a, (double)p->time).p);
	arena_release(&a);
}

const struct lab lab_chain = {"chain",   sizeof(struct chain), in,         out, NULL, chain_cost,
                              chain_run, chain_figure,         chain_told, NULL};
