/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_queue.c - one line, several equal workers: M/M/c, M/G/c, with room for so many, with workers that die. */
#include "lab/lab.h"
#include "lab/waiting.h"

struct queue {
	uint64_t workers, room, requests, attempts, invisible;
	double arrivals, service, cv, fails;
};

enum { ARRIVE, FINISH, AGAIN };
enum { ENDLESS = 1000000 }; /* room */
enum { WAIT };              /* histogram */
enum { P_WAIT, WAIT_MEAN, WAIT_P50, WAIT_P99, TIME, WAITING, BUSY, REFUSED, REDONE, BACKLOG, GROWTH };

static const struct lab_in in[] = {
	{"workers", LAB_COUNT, offsetof(struct queue, workers), NULL},
	{"arrivals", LAB_RATE, offsetof(struct queue, arrivals), NULL},
	{"service", LAB_SECONDS, offsetof(struct queue, service), NULL},
	{"cv", LAB_NUMBER, offsetof(struct queue, cv), NULL},
	{"room", LAB_COUNT, offsetof(struct queue, room), NULL},
	{"requests", LAB_COUNT, offsetof(struct queue, requests), NULL},
	{"fails", LAB_NUMBER, offsetof(struct queue, fails), NULL},
	{"invisible", LAB_TIME, offsetof(struct queue, invisible), NULL},
	{"attempts", LAB_COUNT, offsetof(struct queue, attempts), NULL},
	{0},
};

static const struct lab_out out[] = {
	[P_WAIT] = {"p_wait", LAB_MEAN, 0, 0},
	[WAIT_MEAN] = {"wait", LAB_MEAN, 0, 0},
	[WAIT_P50] = {"wait_p50", LAB_QUANTILE, 0.5, WAIT},
	[WAIT_P99] = {"wait_p99", LAB_QUANTILE, 0.99, WAIT},
	[TIME] = {"time", LAB_MEAN, 0, 0},
	[WAITING] = {"waiting", LAB_MEAN, 0, 0},
	[BUSY] = {"busy", LAB_MEAN, 0, 0},
	[REFUSED] = {"refused", LAB_MEAN, 0, 0},
	[REDONE] = {"redone", LAB_MEAN, 0, 0},
	[BACKLOG] = {"backlog", LAB_MEAN, 0, 0},
	[GROWTH] = {"growth", LAB_MEAN, 0, 0},
	{0},
};

struct pool {
	const struct queue *p;
	struct lab_run *r;
	struct stream service, fault;
	struct draw_spread spread;
	struct waiting line;
	struct level waiting, busy;
	uint64_t started, waited, refused, offered, redone, drop;
	double wait, work;
};

/* Times that a request is served, in the mean: again each time that its worker dies. */
static double queue_tries(const struct queue *p)
{
	return p->fails > 0 ? (1 - draw_pow(p->fails, (double)p->attempts)) / (1 - p->fails) : 1;
}

static double queue_load(const struct queue *p)
{
	return p->arrivals * p->service * queue_tries(p) / (double)p->workers;
}

/* No steady state: more work than workers, and room for all of it. */
static bool grows(const struct queue *p)
{
	return queue_load(p) >= 1 && (double)p->room * 10 * LAB_RUNS > (double)p->requests;
}

/* The state is drawn from where it would be after a long time: only for times whose memory is none. */
static bool starts_right(const struct queue *p)
{
	return p->cv == 1 && p->fails == 0 && !grows(p);
}

/* Requests in which a queue forgets how it was; 0 where it never does. */
static double queue_memory(const struct queue *p)
{
	double load = queue_load(p), gap = 1 - sqrt(load);

	return load < 1 ? load * (1 + p->cv * p->cv) / 2 / (gap * gap) : 0;
}

/*
 * Requests that come until those are back whose workers died, and theirs, as often as counts: until then there is less
 * to do than later.
 */
static double queue_returns(const struct queue *p)
{
	double times = p->fails > 0 ? ceil(draw_ln(1e-4) / draw_ln(p->fails)) : 0, most = (double)p->attempts - 1;

	return p->arrivals * (double)p->invisible / 1e9 * (times < most ? times : most);
}

/* A tenth of a run, or ten of the times in which a queue forgets; and until requests come back as often as later. */
static uint64_t queue_dropped(const struct queue *p, uint64_t part)
{
	double ten = 10 * queue_memory(p), least = (double)part / 10, back = queue_returns(p) * queue_tries(p);

	if (starts_right(p) || grows(p))
		return 0;
	ten = ten < (double)part ? ten : (double)part;
	return (uint64_t)((ten > least ? ten : least) + (back < 1e15 ? back : 1e15));
}

/* Fewer, over all runs, say little of the tail of a queue that is so full; two digits. */
static double queue_enough(const struct queue *p)
{
	double enough = p->room < ENDLESS ? 0 : 50.0 * LAB_RUNS * queue_memory(p), digit = 1;

	while (enough / digit >= 100)
		digit *= 10;
	return ceil(enough / digit) * digit;
}

/* Sum of the weights of the states below c, that of c being 1: n workers are busy with weight a^n / n!. */
static double queue_below(double c, double a)
{
	double sum = 0, w = 1;

	for (double n = c; n > 0 && w > sum * 1e-18; n--)
		sum += w *= n / a;
	return sum;
}

/* How many are in the system: geometric from c upwards, with room K; a^n / n! downwards from it. */
static uint64_t stationary(const struct queue *p, struct stream *s)
{
	double c = (double)p->workers, a = p->arrivals * p->service, rho = a / c, k = (double)p->room, w = 1, u, above;

	if (rho >= 1) { /* mostly full: the weights fall from the top */
		double sum = 0, all, n;

		for (n = c + k; n > 0 && w > sum * 1e-18; n--)
			sum += w, w *= (n < c ? n : c) / a;
		all = sum + (n > 0 ? 0 : w);
		u = stream_unit(s) * all;
		for (n = c + k, w = 1; n > 0 && (u -= w) > 0; n--)
			w *= (n < c ? n : c) / a;
		return (uint64_t)n;
	}
	above = (1 - draw_pow(rho, k + 1)) / (1 - rho);
	u = stream_unit(s) * (above + queue_below(c, a));
	if (u <= above) {
		double j = floor(draw_ln(1 - u * (1 - rho) > 1e-300 ? 1 - u * (1 - rho) : 1e-300) / draw_ln(rho));

		return p->workers + (uint64_t)(j < k ? j : k);
	}
	u -= above;
	for (double n = c; n > 0; n--)
		if ((u -= w *= n / a) <= 0)
			return (uint64_t)n - 1;
	return 0;
}

static void queue_serve(struct pool *q, struct waiter w)
{
	struct lab_run *r = q->r;
	uint64_t now = r->events.now, wait = now - w.since, took = draw_ns(draw_spread_one(&q->spread, &q->service));

	level_set(&q->busy, now, q->busy.now + 1);
	events_at(&r->events, lab_after(now, took), FINISH, w.tries);
	if (++q->started == q->drop + 1) { /* from here on it counts */
		level_begin(&q->busy, now);
		level_begin(&q->waiting, now);
		q->offered = q->refused = q->redone = 0;
	}
	if (q->started <= q->drop)
		return;
	q->waited += wait > 0;
	q->wait += (double)wait;
	q->work += (double)took;
	lab_time(r, WAIT, wait);
	if (r->trace)
		lab_line(r, now, "", wait ? "a request that waited %.3f ms is served" : "a request is served at once",
		         (double)wait / 1e6);
}

static void queue_arrive(struct pool *q, uint32_t tries)
{
	struct lab_run *r = q->r;
	uint64_t now = r->events.now;

	q->offered++;
	if (q->busy.now < q->p->workers) {
		queue_serve(q, (struct waiter){now, 0, tries});
	} else if (q->line.count < q->p->room) {
		waiting_push(&q->line, (struct waiter){now, 0, tries});
		level_set(&q->waiting, now, q->waiting.now + 1);
		lab_say(r, now, "", "a request waits; %u before it", q->line.count - 1);
	} else {
		q->refused++;
		lab_say(r, now, "", "a request is refused: %u wait", q->line.count);
	}
}

static void lab_queue_finish(struct pool *q, uint32_t tries)
{
	struct lab_run *r = q->r;
	uint64_t now = r->events.now;
	struct waiter w;

	level_set(&q->busy, now, q->busy.now - 1);
	if (q->p->fails > 0 && stream_chance(&q->fault, q->p->fails) && tries + 1 < q->p->attempts) {
		q->redone++;
		events_at(&r->events, lab_after(now, q->p->invisible), AGAIN, tries + 1);
		lab_say(r, now, "", "a worker dies: its request is seen again after %.1f s", (double)q->p->invisible / 1e9);
	}
	if (waiting_pop(&q->line, &w)) {
		level_set(&q->waiting, now, q->waiting.now - 1);
		queue_serve(q, w);
	}
}

static void lab_queue_begin(struct pool *q)
{
	struct stream start = lab_stream(q->r, START);
	uint64_t n = starts_right(q->p) ? stationary(q->p, &start) : 0;

	for (uint64_t i = 0; i < n; i++) { /* their waits are not counted: they began before */
		if (q->busy.now < q->p->workers) {
			level_set(&q->busy, 0, q->busy.now + 1);
			events_at(&q->r->events, draw_ns(draw_spread_one(&q->spread, &start)), FINISH, 0);
		} else {
			waiting_push(&q->line, (struct waiter){0, 0, 0});
			level_set(&q->waiting, 0, q->waiting.now + 1);
		}
	}
	q->drop += q->line.count;
}

/* Of those that wait at all, the mean of the squares of waits over their mean: they are about exponential. */
static double wait_worth(const struct queue *p)
{
	double left = 1 - queue_load(p);

	return left > 0 ? p->service * (1 + p->cv * p->cv) / ((double)p->workers * left) : 0;
}

static void queue_results(struct pool *q, uint64_t end)
{
	struct lab_run *r = q->r;
	double counted = (double)(q->started - q->drop);

	if (grows(q->p)) {
		lab_put(r, BACKLOG, q->line.count);
		lab_put(r, GROWTH, q->line.count / ((double)end / 1e9));
	}
	if (q->started <= q->drop)
		return;
	lab_put_share(r, P_WAIT, q->waited, (uint64_t)counted);
	lab_put_rare(r, WAIT_MEAN, q->wait / counted / 1e9, wait_worth(q->p) / counted);
	lab_put(r, TIME, (q->wait + q->work) / counted / 1e9);
	lab_put(r, WAITING, level_mean(&q->waiting, end));
	lab_put(r, BUSY, level_mean(&q->busy, end) / (double)q->p->workers);
	lab_put_share(r, REFUSED, q->refused, q->offered ? q->offered : 1);
	lab_put(r, REDONE, (double)q->redone / counted);
}

static void queue_run(const void *params, struct lab_run *r)
{
	const struct queue *p = params;
	struct stream arrivals = lab_stream(r, ARRIVALS);
	uint64_t part = lab_part(r, p->requests);
	uint64_t until = grows(p) ? draw_ns((double)part / p->arrivals) : LAB_NEVER;
	struct pool q = {.p = p,
	                 .r = r,
	                 .service = lab_stream(r, SERVICE),
	                 .fault = lab_stream(r, FAULT),
	                 .spread = draw_spread(p->service, p->cv),
	                 .drop = queue_dropped(p, part)};
	struct event e;

	lab_queue_begin(&q);
	events_at(&r->events, draw_exponential_ns(&arrivals, 1 / p->arrivals), ARRIVE, 0);
	while (q.started < part + q.drop && events_next(&r->events, &e) && e.time < until && lab_tick(r)) {
		if (e.kind == ARRIVE) {
			events_at(&r->events, lab_after(e.time, draw_exponential_ns(&arrivals, 1 / p->arrivals)), ARRIVE, 0);
			queue_arrive(&q, 0);
		} else if (e.kind == AGAIN) {
			queue_arrive(&q, e.who);
		} else {
			lab_queue_finish(&q, e.who);
		}
	}
	queue_results(&q, until < LAB_NEVER ? until : r->events.now);
	waiting_release(&q.line);
}

static bool queue_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct queue *p = params;

	double requests = (double)p->requests, load = queue_load(p),
		   back = p->fails * p->arrivals * (double)p->invisible / 1e9,
		   dropped = LAB_RUNS * (double)queue_dropped(p, p->requests / LAB_RUNS);

	(void)d;
	/* Where there is no room requests come and are refused until enough are served. */
	*c = (struct lab_cost){.param = dropped > 2 * requests ? "invisible" : "requests",
	                       .steps = 2 * (requests + dropped) * (load > 1 && !grows(p) ? load : 1) +
	                                LAB_RUNS * (double)p->workers,
	                       .bytes = (double)p->workers * 32 + (grows(p) ? 16 * requests : 0) +
	                                32 * (back < requests + dropped ? back : requests + dropped)};
	return true;
}

static void queue_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct tally *t = r->tally[WAIT];
	double top = t && t->count ? tally_quantile(t, 0.99) : 0, step = 1;
	uint64_t bounds[6] = {0};

	(void)params;
	if (top <= 0)
		return;
	while (step * 10 < top)
		step *= 10;
	step = top < 2 * step ? step / 2 : top < 4 * step ? step : top < 8 * step ? 2 * step : 2.5 * step;
	for (unsigned i = 0; i < 5; i++)
		bounds[i + 1] = (uint64_t)(step * (i + 1));
	f->title = S("How long requests wait");
	figure_tally(f, t, bounds, 6);
}

static void queue_told(const void *params, struct buf *text)
{
	const struct queue *p = params;
	uint64_t part = p->requests / LAB_RUNS ? p->requests / LAB_RUNS : 1, drop = queue_dropped(p, part);
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS, figure_count(&a, (double)part, "request").p);
	if (grows(p))
		buf_add_c(text, ", each from an empty queue");
	else if (starts_right(p))
		buf_add_c(text, ", each from the state that it comes to");
	else
		buf_printf(text, ", the first %s of each dropped", figure_number(&a, (double)drop, 9).p);
	if ((double)p->requests < queue_enough(p))
		buf_printf(text, " (too few for a queue that is so full: requests=%s would do)",
		           figure_number(&a, queue_enough(p), 2).p);
	arena_release(&a);
}

const struct lab lab_queue = {"queue",   sizeof(struct queue), in,         out, NULL, queue_cost,
                              queue_run, queue_figure,         queue_told, NULL};
