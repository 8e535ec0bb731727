/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_chain.c - services that call services and call again when it fails; and what that does to a pool after a spike.
 */
#include <stdlib.h>

#include "lab/lab.h"

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
	{"load", LAB_RATE, FIELD(load), NULL},
	{"workers", LAB_COUNT, FIELD(workers), NULL},
	{"service", LAB_SECONDS, FIELD(service), NULL},
	{"room", LAB_COUNT, FIELD(room), NULL},
	{"spike", LAB_RATE, FIELD(spike), NULL},
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
	struct lab_run *r;
	struct stream fault;
	uint64_t calls;
};

static bool chain_call(struct caller *c, uint64_t layer)
{
	for (uint64_t i = 0; i < c->p->attempts && !c->r->stopped; i++) {
		bool ok = layer > 1 ? chain_call(c, layer - 1) : !(c->p->fails > 0 && stream_chance(&c->fault, c->p->fails));

		c->calls += layer == 1 && lab_tick(c->r);
		if (ok)
			return true;
	}
	return false;
}

static void run_calls(const struct chain *p, struct lab_run *r)
{
	struct caller c = {p, r, lab_stream(r, FAULT), 0};
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
	lab_put_rare(r, CALLS_EACH, (double)c.calls / (double)done, 1 / (double)done);
}

/* ---- a storm ---- */

/* Retries that may be saved up. */
enum { TOKENS = 700 };

enum { FINISH, AGAIN };

/* A budget of ten retries a request is none. */
static bool limited(const struct chain *p)
{
	return p->budget < 10;
}

/* One try: it may be served when nobody waits for it any longer. */
struct attempt {
	uint64_t since;
	uint32_t tries; /* this is the how manyth */
	bool answered;
};

/*
 * Tries have numbers, in the order in which they begin. That is the order in which they come to a worker, and in which
 * clients give up, too: the line is those from `served` on, and clients wait for those from `waited` on. So neither a
 * line nor a timer is kept for each, and of those that nobody waits for any longer nothing but how many they are.
 */
struct storm {
	const struct chain *p;
	struct lab_run *r;
	struct stream service, arrivals, waits;
	struct attempt *attempt; /* a circle of those from `waited` on; cap is a power of two */
	uint32_t cap, begun, served, waited;
	uint64_t now, arrival, soonest; /* the next request; the next answer or retry */
	uint64_t busy, offered, offered_after;
	uint64_t good[3];   /* before, during and after the spike */
	uint64_t recovered; /* the first good answer after it, once the line was too long; 0: none */
	double tokens;      /* retries that the budget allows now */
};

static struct attempt *storm_attempt(const struct storm *s, uint32_t i)
{
	return &s->attempt[i & (s->cap - 1)];
}

/* Room for twice as many. */
static void storm_grow(struct storm *s)
{
	struct storm old = *s;

	s->cap = old.cap ? 2 * old.cap : 64;
	s->attempt = xmalloc(s->cap * sizeof *s->attempt);
	for (uint32_t i = old.begun - old.cap; i != old.begun; i++)
		*storm_attempt(s, i) = *storm_attempt(&old, i);
	free(old.attempt);
}

static void new_attempt(struct storm *s, uint32_t tries)
{
	if (s->begun - s->waited == s->cap)
		storm_grow(s);
	*storm_attempt(s, s->begun) = (struct attempt){.since = s->now, .tries = tries};
	s->begun++;
}

static void storm_at(struct storm *s, uint64_t time, uint32_t kind, uint32_t who)
{
	events_at(&s->r->events, time, kind, who);
	s->soonest = time < s->soonest ? time : s->soonest;
}

/* The first in the line. */
static void chain_serve(struct storm *s)
{
	s->busy++;
	storm_at(s, lab_after(s->now, draw_exponential_ns(&s->service, s->p->service)), FINISH, s->served++);
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
		wait = (uint64_t)(stream_unit(&s->waits) * (double)p->backoff *
		                  (double)(1 << (tries - 1 < 20 ? tries - 1 : 20)));
	if (wait)
		storm_at(s, lab_after(s->now, wait), AGAIN, tries + 1);
	else
		begin_try(s, tries + 1);
}

static unsigned phase(const struct chain *p, uint64_t now)
{
	return now < p->from ? 0 : now < p->from + p->lasting ? 1 : 2;
}

static void begin_try(struct storm *s, uint32_t tries)
{
	s->offered++;
	s->offered_after += phase(s->p, s->now) == 2;
	if (s->busy >= s->p->workers && s->begun - s->served >= s->p->room) {
		lab_say(s->r, s->now, "", "try %u is refused", tries);
		again(s, tries);
		return;
	}
	new_attempt(s, tries);
	if (s->busy < s->p->workers)
		chain_serve(s);
}

/* The first who waits has no answer. */
static void pass_answered(struct storm *s)
{
	while (s->waited < s->begun && storm_attempt(s, s->waited)->answered)
		s->waited++;
}

static void storm_answer(struct storm *s, uint32_t i)
{
	unsigned when = phase(s->p, s->now);

	s->good[when]++;
	s->r->series[0][(uint64_t)((double)s->now / (double)s->p->time * LAB_POINTS)]++;
	if (!s->recovered && when == 2)
		s->recovered = s->now;
	storm_attempt(s, i)->answered = true;
	pass_answered(s);
}

static void chain_finish(struct storm *s, uint32_t i)
{
	s->busy--;
	if (i >= s->waited)
		storm_answer(s, i);
	else
		lab_say(s->r, s->now, "", "an answer that nobody waits for; %u in the line", s->begun - s->served);
	if (s->served < s->begun)
		chain_serve(s);
}

/* The first of the clients, who has no answer. */
static void time_out(struct storm *s)
{
	uint32_t tries = storm_attempt(s, s->waited)->tries;

	s->waited++;
	pass_answered(s);
	if (phase(s->p, s->now) == 2)
		s->recovered = 0; /* not yet */
	lab_say(s->r, s->now, "", "a client gives up on try %u", tries);
	again(s, tries);
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
		s->r->series[0][i] *= LAB_POINTS / ((double)p->time / 1e9);
	free(s->attempt);
}

static void storm_arrive(struct storm *s)
{
	const struct chain *p = s->p;

	s->arrival = lab_after(s->arrival, draw_exponential_ns(&s->arrivals, 1 / chain_rate(p, s->now)));
	s->tokens = s->tokens + p->budget < TOKENS ? s->tokens + p->budget : TOKENS;
	begin_try(s, 1);
}

/* What comes next: an answer, a client that gives up, a request; of one moment in this order. False at the end. */
static bool storm_step(struct storm *s)
{
	uint64_t gives_up = s->waited < s->begun ? storm_attempt(s, s->waited)->since + s->p->timeout : LAB_NEVER;
	struct event e;

	s->now = gives_up < s->arrival ? gives_up : s->arrival;
	s->now = s->soonest < s->now ? s->soonest : s->now;
	if (s->now >= s->p->time)
		return false;
	if (s->now == s->soonest && events_next(&s->r->events, &e)) {
		s->soonest = events_soonest(&s->r->events);
		if (e.kind == FINISH)
			chain_finish(s, e.who);
		else
			begin_try(s, e.who);
	} else if (s->now == gives_up) {
		time_out(s);
	} else {
		storm_arrive(s);
	}
	return true;
}

static void run_storm(const struct chain *p, struct lab_run *r)
{
	struct storm s = {.p = p,
	                  .r = r,
	                  .service = lab_stream(r, SERVICE),
	                  .arrivals = lab_stream(r, ARRIVALS),
	                  .waits = lab_stream(r, DELAY),
	                  .soonest = LAB_NEVER};

	s.arrival = draw_exponential_ns(&s.arrivals, 1 / p->load);
	while (lab_tick(r) && storm_step(&s))
		;
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

/* Calls of the last service, on average of one request: each layer calls (1 - q^A) / (1 - q) times. */
static double calls_expected(const struct chain *p)
{
	double q = p->fails, all = 1, tries = (double)p->attempts;

	for (uint64_t i = 0; i < p->layers; i++) {
		double gone = q > 0 ? draw_pow(q, tries) : 0;

		all *= q < 1 ? (1 - gone) / (1 - q) : tries;
		q = gone;
	}
	return all;
}

static bool chain_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct chain *p = params;
	double spike = (double)p->lasting / 1e9, calm = (double)p->time / 1e9 - spike, attempts = (double)p->attempts;
	double tries = attempts * (calm * p->load + spike * p->spike), most = p->load > p->spike ? p->load : p->spike;
	double kept = (double)p->room + (double)p->workers + most * attempts * (double)p->timeout / 1e9;

	(void)d;
	if (p->mode == CALLS)
		*c = (struct lab_cost){.steps = (double)p->requests * calls_expected(p), .param = "requests"};
	else
		*c = (struct lab_cost){.steps = LAB_RUNS * tries * 3,
		                       .param = "load",
		                       .bytes = 100 * (kept < tries ? kept : tries) + (p->backoff ? 64 * tries : 0)};
	return true;
}

static void chain_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct chain *p = params;
	enum { BARS = 12 };
	double width = LAB_POINTS / (double)BARS;

	if (p->mode == CALLS)
		return;
	f->title = S("Good answers a second");
	for (unsigned b = 0; b < BARS; b++) {
		double sum = 0;

		for (unsigned i = 0; i < LAB_POINTS; i++) { /* a point that lies across a border has a part in both */
			double from = i > b * width ? i : b * width, to = i + 1 < (b + 1) * width ? i + 1 : (b + 1) * width;

			sum += to > from ? r->series[0][i] * (to - from) : 0;
		}
		sum /= width;
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
		buf_printf(text, "%d runs of %s", LAB_RUNS, figure_count(&a, (double)(p->requests / LAB_RUNS), "request").p);
	else
		buf_printf(text, "%d runs of %s, each from an empty pool", LAB_RUNS, figure_time(&a, (double)p->time).p);
	arena_release(&a);
}

const struct lab lab_chain = {"chain",   sizeof(struct chain), in,         out, NULL, chain_cost,
                              chain_run, chain_figure,         chain_told, NULL};
