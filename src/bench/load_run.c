/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_run.c - the loop of one step: due, handed over, answered, looked at every half second. */
#include "bench/load_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "bench/bench.h"

#define LOOK 0.5
/* Half seconds in a row with more under way; so many times the limit that the oldest waits. */
enum { GROWING = 3, TOO_LATE = 5 };
/*
 * Answers of a half second of which half are errors; connections refused in a row; the least answers to judge a share
 * by.
 */
enum { FLOOD = 20, REFUSED = 10 };
/* Share of answers that ask to be left alone. */
#define ALONE 0.01
/* How long the last answers are waited for. */
#define DRAIN 10.0

/* One step under way. */
struct going {
	struct load_run *r;
	struct load_step *s;
	struct load_slo *slo;
	struct load_arrivals arrivals;
	double began, part;                 /* length of a part */
	unsigned boundary, most;            /* in parts: where it is judged next; where it ends at the latest */
	unsigned open[LOAD_PARTS_MOST + 1]; /* requests of a part that have not ended; those after all parts last */
	double look;                        /* when to look again */
	unsigned under_way, growing;
	uint64_t ended, errors; /* since the last look */
	bool over, judged;
};

void load_run_init(struct load_run *r, const struct load_transport *t, unsigned connections, uint64_t seed)
{
	*r = (struct load_run){
		.t = t, .slot_count = connections, .timeout = 10, .most = 1000000, .until = INFINITY, .random = {seed}};
	r->slots = xcalloc(connections, sizeof(*r->slots));
	r->free = xcalloc(connections, sizeof(*r->free));
	for (unsigned i = connections; i-- > 0;)
		r->free[r->free_count++] = i;
}

void load_run_release(struct load_run *r)
{
	free(r->slots);
	free(r->free);
	free(r->queue);
}

/* ---- the queue ---- */

static void load_run_push(struct load_run *r, struct load_due d)
{
	if (r->queue_len == r->queue_cap) {
		size_t cap = r->queue_cap ? 2 * r->queue_cap : 256;
		struct load_due *bigger = xmalloc(cap * sizeof(*bigger));

		for (size_t i = 0; i < r->queue_len; i++)
			bigger[i] = r->queue[(r->queue_from + i) % r->queue_cap];
		free(r->queue);
		r->queue = bigger;
		r->queue_cap = cap;
		r->queue_from = 0;
	}
	r->queue[(r->queue_from + r->queue_len++) % r->queue_cap] = d;
}

static struct load_due pop(struct load_run *r)
{
	struct load_due d = r->queue[r->queue_from];

	r->queue_from = (r->queue_from + 1) % r->queue_cap;
	r->queue_len--;
	return d;
}

/* ---- requests ---- */

static void count_end(struct going *g, unsigned part, enum load_fate fate)
{
	struct load_step *s = g->s;

	g->open[part]--;
	g->ended++;
	g->errors += fate != LOAD_ANSWERED;
	s->fates[fate]++;
	if (part == LOAD_PARTS_MOST)
		return;
	s->part[part].ended++;
	s->part[part].errors += fate != LOAD_ANSWERED;
}

static void take_due(struct going *g, double now)
{
	struct load_run *r = g->r;

	while (!g->over && g->arrivals.next <= now) {
		double due = load_arrivals_take(&g->arrivals);
		unsigned part = (unsigned)fmin((due - g->began) / g->part, LOAD_PARTS_MOST);

		if (!r->most) {
			r->stop = LOAD_MOST;
			g->over = true;
			return;
		}
		r->most--;
		g->s->due++;
		g->open[part]++;
		load_run_push(r, (struct load_due){due, part, r->free_count > r->queue_len});
	}
}

static void hand_over(struct going *g, double now)
{
	struct load_run *r = g->r;

	while (r->queue_len && r->free_count) {
		struct load_due d = pop(r);
		unsigned slot;

		if (now - d.due > r->timeout) {
			count_end(g, d.part, LOAD_TIMEOUT);
			continue;
		}
		slot = r->free[--r->free_count];
		r->slots[slot] = (struct load_slot){d.due, now, d.part, true};
		if (d.was_free)
			load_hist_add(&g->s->lag, now - d.due);
		r->t->send(r->t->ctx, slot);
	}
}

static void note_refusal(struct load_run *r, enum load_fate fate)
{
	r->refused = fate == LOAD_REFUSED || fate == LOAD_TLS ? r->refused + 1 : 0;
	if (r->refused >= REFUSED)
		r->stop = LOAD_GONE;
}

static void load_run_take_answer(struct going *g, const struct load_answer *a)
{
	struct load_run *r = g->r;
	struct load_slot *slot = &r->slots[a->slot];
	struct load_step *s = g->s;

	slot->busy = false;
	r->free[r->free_count++] = a->slot;
	count_end(g, slot->part, a->fate);
	note_refusal(r, a->fate);
	s->waits += a->wait;
	if (a->fate != LOAD_ANSWERED) {
		if (!s->status)
			s->status = a->status;
		return;
	}
	s->bytes += a->bytes;
	load_hist_add(&s->service, a->at - slot->sent);
	if (slot->part < LOAD_PARTS_MOST)
		load_hist_add(&s->part[slot->part].times, a->at - slot->due);
}

static unsigned under_way(const struct load_run *r)
{
	return r->slot_count - r->free_count + (unsigned)r->queue_len;
}

/* ---- every half second ---- */

static double load_run_oldest(const struct load_run *r, double now)
{
	double least = r->queue_len ? r->queue[r->queue_from].due : now;

	for (unsigned i = 0; i < r->slot_count; i++)
		if (r->slots[i].busy)
			least = fmin(least, r->slots[i].due);
	return now - least;
}

static void look_behind(struct going *g, double now)
{
	unsigned n = under_way(g->r);

	g->growing = n > g->under_way ? g->growing + 1 : 0;
	g->under_way = n;
	if (g->growing >= GROWING && load_run_oldest(g->r, now) > TOO_LATE * (g->slo ? load_slo_least(g->slo) : LOOK))
		g->s->behind = g->over = true;
}

/* Errors: on this machine the step has failed, elsewhere it is time to go. */
static void look_errors(struct going *g)
{
	struct load_run *r = g->r;
	uint64_t ended = 0;

	for (unsigned i = 0; i < LOAD_FATES; i++)
		ended += g->s->fates[i];
	if (g->slo && g->ended >= FLOOD && 2 * g->errors >= g->ended) {
		g->s->flooded = g->over = true;
		if (r->gentle)
			r->stop = LOAD_FLOODED;
	}
	if (r->gentle && ended >= FLOOD && (double)g->s->waits > ALONE * (double)ended)
		r->stop = LOAD_ALONE;
	g->ended = g->errors = 0;
}

static double load_run_left(const struct going *g, double now)
{
	return fmax(g->began + g->boundary * g->part - now, 0);
}

static void load_run_look(struct going *g, double now)
{
	struct load_run *r = g->r;

	if (now < g->look)
		return;
	g->look = now + LOOK;
	look_behind(g, now);
	look_errors(g);
	if (r->tick)
		r->tick(r->tick_ctx, g->s, load_run_left(g, now));
}

static void look_stop(struct going *g, double now)
{
	struct load_run *r = g->r;

	if (bench_stop)
		r->stop = LOAD_SIGNAL;
	else if (now >= r->until && !r->stop)
		r->stop = LOAD_LIMIT;
	if (r->stop)
		g->over = true;
}

/* ---- the end of a step ---- */

/* All that was due before the boundary has ended? */
static bool load_run_complete(const struct going *g)
{
	for (unsigned i = 0; i < g->boundary; i++)
		if (g->open[i])
			return false;
	return true;
}

/* Judge what there is, or continue for as long again. */
static void load_run_judge(struct going *g)
{
	struct load_step *s = g->s;
	bool last = g->boundary == g->most;

	load_step_sum(s, g->boundary);
	g->judged = true;
	if (!g->slo) {
		g->over = true;
		return;
	}
	if (!(g->slo->low > 0))
		g->slo->low = load_hist_quantile(&s->all, 0.5);
	s->verdict = load_step_judge(s, g->boundary, g->slo, last, &s->failed);
	if (s->verdict == LOAD_UNDECIDED) {
		g->boundary *= 2;
		g->judged = false;
	} else
		g->over = true;
}

static double wake(const struct going *g, double now)
{
	double end = g->began + g->boundary * g->part;

	return fmin(fmin(g->arrivals.next, g->look), end > now ? end : INFINITY);
}

static void take_answers(struct going *g, double until)
{
	struct load_answer answers[LOAD_BATCH];
	unsigned n = g->r->t->wait(g->r->t->ctx, until, answers);

	for (unsigned i = 0; i < n; i++)
		load_run_take_answer(g, &answers[i]);
}

static void load_run_loop(struct going *g)
{
	const struct load_transport *t = g->r->t;

	while (!g->over) {
		double now = t->now(t->ctx);

		look_stop(g, now);
		take_due(g, now);
		hand_over(g, now);
		load_run_look(g, now);
		if (!g->over && now >= g->began + g->boundary * g->part && load_run_complete(g))
			load_run_judge(g);
		if (!g->over)
			take_answers(g, wake(g, now));
	}
}

/* What waits is dropped, what is under way is waited for. */
static void load_run_drain(struct going *g)
{
	struct load_run *r = g->r;
	double until = r->t->now(r->t->ctx) + (r->stop == LOAD_SIGNAL ? 0 : DRAIN), now;

	if (r->free_count)
		g->s->missed += r->queue_len;
	while (r->queue_len)
		g->open[pop(r).part]--;
	while (r->free_count < r->slot_count && (now = r->t->now(r->t->ctx)) < until && !bench_stop)
		take_answers(g, fmin(until, now + LOOK));
	if (r->free_count < r->slot_count && !r->stop)
		r->stop = bench_stop ? LOAD_SIGNAL : LOAD_HANGS;
}

/* One that was ended early is what it was until then. */
static void finish_early(struct going *g, double now)
{
	unsigned parts = (unsigned)fmin(ceil((now - g->began) / g->part), g->most);

	load_step_sum(g->s, parts < 1 ? 1 : parts);
	g->s->seconds = now - g->began;
	g->s->verdict = g->s->behind || g->s->flooded ? LOAD_FAILS : LOAD_UNDECIDED;
}

/* What generator and server have had so far. */
struct spent {
	struct load_effort effort;
	double server;
};

static struct spent spent(const struct load_transport *t)
{
	struct spent x = {.effort = {0}};

	t->effort(t->ctx, &x.effort);
	x.effort.wall = t->now(t->ctx);
	x.server = t->server_cpu(t->ctx);
	return x;
}

static void take_spent(struct load_step *s, const struct spent *from, const struct spent *to)
{
	s->effort.cpu = to->effort.cpu - from->effort.cpu;
	s->effort.delayed = to->effort.delayed - from->effort.delayed;
	s->effort.wall = to->effort.wall - from->effort.wall;
	s->effort.busy = to->effort.busy - from->effort.busy;
	s->effort.all = to->effort.all - from->effort.all;
	s->server_cpu = from->server < 0 || to->server < from->server ? -1 : to->server - from->server;
}

bool load_run_step(struct load_run *r, double rate, double seconds, unsigned doublings, struct load_slo *slo,
                   struct load_step *s)
{
	struct spent from = spent(r->t), to;
	struct going g = {.r = r,
	                  .s = s,
	                  .slo = slo,
	                  .began = from.effort.wall,
	                  .part = seconds / LOAD_PARTS,
	                  .boundary = LOAD_PARTS,
	                  .most = LOAD_PARTS << doublings,
	                  .look = from.effort.wall + LOOK};

	memset(s, 0, sizeof(*s));
	s->rate = rate;
	load_arrivals_init(&g.arrivals, rate, r->even, random_next(&r->random), g.began);
	load_run_loop(&g);
	to = spent(r->t);
	take_spent(s, &from, &to);
	s->seconds = s->parts * g.part;
	load_run_drain(&g);
	if (!g.judged)
		finish_early(&g, to.effort.wall);
	return !r->stop;
}

void load_run_pause(struct load_run *r, double seconds)
{
	double until = r->t->now(r->t->ctx) + seconds;
	struct load_answer answers[LOAD_BATCH];

	while (r->t->now(r->t->ctx) < until && !bench_stop)
		r->t->wait(r->t->ctx, until, answers);
}
