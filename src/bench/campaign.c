/* SPDX-License-Identifier: GPL-3.0-or-later */
/* campaign.c - a shared machine is slow for seconds on end, so the repeats of one operation are kept far apart. */
#include "bench/campaign.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "algo/random.h"
#include "base/arena.h"
#include "base/now.h"
#include "bench/bounds.h"
#include "bench/careful.h"
#include "bench/event.h"

enum { PASSES = 5, PASSES_QUICK = 2, PASSES_CAREFUL = 11 };
#define GAP 10.0
/* Seconds for all of it. On a machine that is too busy for that there are fewer passes. */
#define BUDGET 60.0
#define BUDGET_QUICK 10.0
/* What interrupted passes must have reached to count: a median of three. */
enum { ENOUGH = 3 };
/* Where there is less, one thing is set up at a time; and each is given back before the next. */
#define MEMORY_AHEAD 4e9
#define MEMORY_KEPT 1e9
/* Seconds for an operation in a pass, as a first guess. */
#define GUESS 0.09
#define GUESS_QUICK 0.05

void campaign_init(struct campaign *c, struct bench *b, const struct operation *const *chosen, unsigned count)
{
	*c = (struct campaign){.bench = b, .count = count};
	c->passes = b->mode == BENCH_QUICK ? PASSES_QUICK : b->mode == BENCH_CAREFUL ? PASSES_CAREFUL : PASSES;
	c->gap = b->mode == BENCH_QUICK ? 0 : GAP;
	c->budget = b->mode == BENCH_QUICK ? BUDGET_QUICK : b->mode == BENCH_CAREFUL ? HUGE_VAL : BUDGET;
	c->trials = xcalloc(count ? count : 1, sizeof(*c->trials));
	for (unsigned i = 0; i < count; i++)
		trial_init(&c->trials[i], b, chosen[i]);
}

void campaign_release(struct campaign *c)
{
	if (c->adrift)
		return;
	for (unsigned i = 0; i < c->count; i++)
		trial_release(&c->trials[i]);
	free(c->trials);
}

/* ---- progress ---- */

/*
 * Seconds that are left when `at` operations of pass `pass` are done: at the pace so far, and no faster than the gaps
 * allow.
 */
static double time_left(const struct campaign *c, unsigned pass, unsigned at)
{
	double spent = clock_now() - c->began;
	unsigned done = pass * c->count + at, all = c->passes * c->count;
	double each = c->bench->mode == BENCH_QUICK ? GUESS_QUICK : GUESS, left, gaps;

	if (pass)
		each = fmin(spent / done, each * 2); /* the first pass sets up, and tells little */
	left = (all - done) * each;
	gaps = (c->passes - 1) * c->gap + c->count * each - spent;
	return fmax(left, gaps);
}

static void campaign_report(const struct campaign *c, unsigned pass, unsigned at, const char *op)
{
	double all = c->passes * c->count;

	event_progress(pass + 1, c->passes, op, (pass * c->count + at) / all, time_left(c, pass, at));
}

/* ---- passes ---- */

/* What big things may stay between passes: half of what is free; where that is little, nothing. */
static void campaign_make_room(struct campaign *c, struct trial *t)
{
	uint64_t held = 0;

	for (unsigned i = 0; i < c->count; i++)
		held += c->trials[i].run.memory;
	if ((held > c->bench->host.memory / 2 && t->run.memory) || (double)c->bench->host.memory < MEMORY_KEPT)
		trial_rest(t);
}

/* It cannot continue; said once. */
static void give_up(struct campaign *c, struct trial *t)
{
	t->over = true;
	if (!c->part)
		event_skip(t->op->name, t->run.status == RUN_FAILED, t->run.why);
	if (t->ready)
		trial_rest(t);
}

static void campaign_one(struct campaign *c, struct trial *t, double began)
{
	if (t->over)
		return;
	if (t->run.status == RUN_FINE && trial_pass(t, began))
		campaign_make_room(c, t);
	else if (t->run.status != RUN_FINE && !bench_stop)
		give_up(c, t);
}

static void *campaign_set_up(void *trial)
{
	trial_setup(trial);
	return NULL;
}

/* False when we were told to stop before it came back. */
static bool campaign_wait_for(pthread_t thread)
{
	const struct timespec moment = {0, 2000000};

	while (pthread_tryjoin_np(thread, NULL) == EBUSY) {
		if (bench_stop)
			return false;
		nanosleep(&moment, NULL);
	}
	return true;
}

/* Setups that take long, side by side: nothing is measured meanwhile. What went wrong is said when its turn comes. */
static void set_up_ahead(struct campaign *c)
{
	pthread_t *threads = xcalloc(c->count + 1, sizeof(*threads));
	const struct host *h = &c->bench->host;
	bool possible = !c->ahead && host_threads(h) > 1 && (double)h->memory >= MEMORY_AHEAD;
	unsigned started = 0;

	for (unsigned i = 0; i < c->count && possible; i++)
		if (c->trials[i].op->big && pthread_create(&threads[started], NULL, campaign_set_up, &c->trials[i]) == 0)
			started++;
	if (started)
		event_progress(1, c->passes, "", 0, time_left(c, 0, 0));
	for (unsigned i = 0; i < started && !c->adrift; i++)
		c->adrift = !campaign_wait_for(threads[i]);
	c->ahead = true;
	free(threads);
}

/* A quick run breaks off its second pass, so that each operation has one at least. */
static bool too_late(const struct campaign *c, unsigned pass)
{
	return c->bench->mode == BENCH_QUICK && pass && clock_now() - c->began > c->budget;
}

void campaign_pass(struct campaign *c, unsigned number)
{
	struct random random = {c->bench->seed + number};
	uint32_t *order = xmalloc((c->count + 1) * sizeof(*order));
	double began;

	set_up_ahead(c);
	began = clock_now();

	random_order(&random, order, c->count);
	for (unsigned i = 0; i < c->count && !bench_stop && !too_late(c, number); i++) {
		struct trial *t = &c->trials[order[i]];

		campaign_report(c, number, i, t->op->name);
		c->at = t;
		campaign_one(c, t, began);
	}
	c->at = NULL;
	free(order);
}

/* Sleep until `when` by clock_now, saying so now and then. */
static void campaign_wait_until(struct campaign *c, unsigned next, double when)
{
	for (;;) {
		double left = when - clock_now();
		double part = fmin(left, 1);
		struct timespec t = {(time_t)part, (long)((part - floor(part)) * 1e9)};

		if (left <= 0 || bench_stop)
			return;
		campaign_report(c, next, 0, "");
		nanosleep(&t, NULL);
	}
}

/*
 * After `done` passes, of which the last began then: is there time for one more? A median of three there is in any
 * case.
 */
static bool time_for_more(const struct campaign *c, unsigned done, double began)
{
	double now = clock_now(), next = fmax(now, began + c->gap), length = now - began;

	if (c->bench->mode == BENCH_QUICK || done < ENOUGH || done == c->passes || next + length - c->began <= c->budget)
		return true;
	event_note("the machine is slow or busy: %u passes take a minute, and these are all", done);
	return false;
}

static bool campaign_any_left(const struct campaign *c)
{
	for (unsigned i = 0; i < c->count; i++)
		if (c->trials[i].run.status == RUN_FINE)
			return true;
	return false;
}

/* A pass in a process of its own. */
static bool apart(struct campaign *c, unsigned number)
{
	if (careful_pass(c, number, c->words))
		return true;
	if (!bench_stop)
		event_note("pass %u did not come to its end", number + 1);
	return false;
}

static bool run_passes(struct campaign *c)
{
	for (unsigned i = 0; i < c->passes && campaign_any_left(c); i++) {
		double began = clock_now();

		if (!c->words)
			campaign_pass(c, i);
		else if (!apart(c, i))
			return false;
		if (bench_stop)
			return false;
		c->done++;
		if (!time_for_more(c, c->done, began))
			return true;
		if (i + 1 < c->passes)
			campaign_wait_until(c, i + 1, began + c->gap);
	}
	return !bench_stop;
}

bool campaign_run(struct campaign *c)
{
	bool whole;

	c->began = clock_now();
	c->throttled = host_throttled(&c->bench->host);
	if (!c->words)
		set_up_ahead(c);
	whole = run_passes(c);
	/* Of passes in other processes: what was possible in none of them. */
	for (unsigned i = 0; i < c->count && !bench_stop; i++)
		if (c->trials[i].run.status != RUN_FINE && !c->trials[i].over)
			give_up(c, &c->trials[i]);
	return whole;
}

/* ---- results ---- */

static double best_width(const struct campaign *c)
{
	double best = 0;

	for (unsigned i = 0; i < c->count; i++)
		for (unsigned k = 0; k < c->trials[i].passes; k++)
			for (unsigned s = 0; s < c->trials[i].pass[k].samples; s++)
				best = fmax(best, c->trials[i].pass[k].sample[s].probe.width);
	return best;
}

static bool campaign_counts(const struct campaign *c, const struct trial *t)
{
	unsigned least = c->bench->mode == BENCH_QUICK ? 1 : ENOUGH;

	return t != c->at && t->run.status == RUN_FINE && t->passes >= least;
}

unsigned campaign_finish(struct campaign *c)
{
	struct result *results = xcalloc(c->count + 1, sizeof(*results));
	double width = best_width(c);
	bool throttled = host_throttled(&c->bench->host) > c->throttled;
	unsigned n = 0, broken;
	char when[32];

	for (unsigned i = 0; i < c->count; i++)
		if (campaign_counts(c, &c->trials[i]))
			result_make(&results[n++], &c->trials[i], width, throttled);
	broken = bounds_apply(results, n);
	if (c->bounds)
		bounds_tell(results, n);
	now_stamp(time(NULL), when);
	for (unsigned i = 0; i < n; i++) {
		struct buf line = {0};

		result_write(&results[i], when, &line);
		event_line(&line);
		result_release(&results[i]);
	}
	free(results);
	return broken;
}
