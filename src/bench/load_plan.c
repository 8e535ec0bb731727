/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_plan.c - steps in their order, and rows of them. */
#include "bench/load_plan.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

#define WARM 2.0
#define WARM_MORE 0.5
#define WARM_MOST 10.0
#define WARM_AGREE 0.1
#define PAUSE 0.5
/* A rate found by steps of ten seconds is off by so much; by longer ones less. */
#define ROOM 0.05
#define ROOM_STEP 10.0
enum { DOUBLINGS = 2, FOR_P999 = 10000 };

void load_plan_init(struct load_plan *p, struct load_run *run)
{
	*p = (struct load_plan){.run = run, .from = 10, .to = 100000, .ratio = 1.05, .step = 10};
	p->now = xcalloc(1, sizeof(*p->now));
}

void load_plan_release(struct load_plan *p)
{
	buf_release(&p->blind);
	free(p->now);
}

/* ---- rows ---- */

static double per_request(const struct load_step *s)
{
	uint64_t ended = 0;

	for (unsigned i = 0; i < LOAD_FATES; i++)
		ended += s->fates[i];
	return s->server_cpu < 0 || !ended ? -1 : s->server_cpu / (double)ended;
}

static struct load_row row_of(const struct load_step *s)
{
	struct load_row r = {.rate = s->rate,
	                     .seconds = s->seconds,
	                     .count = s->ended,
	                     .errors = s->errors,
	                     .verdict = s->verdict,
	                     .behind = s->behind,
	                     .flooded = s->flooded,
	                     .failed = s->failed,
	                     .most = s->all.most,
	                     .cpu = per_request(s)};

	r.p50 = load_step_quantile(s, 0.5);
	r.p99 = load_step_quantile(s, 0.99);
	r.p90 = load_hist_quantile(&s->all, 0.9);
	r.p999 = s->all.total >= FOR_P999 ? load_hist_quantile(&s->all, 0.999) : 0;
	r.service_p50 = load_hist_quantile(&s->service, 0.5);
	r.lag = load_hist_quantile(&s->lag, 0.99);
	r.body = s->service.total ? s->bytes / (double)s->service.total : 0;
	r.busy = s->effort.wall > 0 ? s->effort.cpu / s->effort.wall : 0;
	r.machine = s->effort.all > 0 ? s->effort.busy / s->effort.all : NAN;
	return r;
}

static void load_plan_add_row(struct load_plan *p, bool confirm, bool late)
{
	struct load_row r = row_of(p->now);

	r.confirm = confirm;
	r.late = late;
	if (p->count < LOAD_ROWS)
		p->rows[p->count++] = r;
	if (p->after)
		p->after(p->ctx, &r);
}

/* ---- steps ---- */

/* False when the run was stopped: then it says nothing, unless it had failed already. */
static bool load_plan_make_step(struct load_plan *p, double rate, double seconds, unsigned doublings, bool confirm)
{
	struct load_step *s = p->now;
	struct buf why = {0};
	bool fine, decided, late;

	load_run_pause(p->run, PAUSE);
	if (p->before)
		p->before(p->ctx, rate);
	fine = load_run_step(p->run, rate, seconds, doublings, &p->slo, s);
	decided = s->verdict == LOAD_HOLDS || s->verdict == LOAD_FAILS;
	late = decided && load_step_void(s, &why);
	if (late) {
		/* What is late only makes times longer: what holds all the same holds. */
		s->verdict = s->verdict == LOAD_HOLDS && !s->missed ? LOAD_HOLDS : LOAD_VOID;
		buf_reset(&p->blind);
		buf_add_str(&p->blind, buf_str(&why));
		p->blind_rate = rate;
	}
	buf_release(&why);
	if (decided)
		load_plan_add_row(p, confirm, late);
	return fine || decided;
}

/* Errors, and nothing else? */
static bool all_errors(const struct load_step *s)
{
	return s->ended && !s->all.total;
}

bool load_plan_warm(struct load_plan *p, double rate)
{
	struct load_step *more = xcalloc(1, sizeof(*more));
	double spent = WARM, before, median;
	bool fine = load_run_step(p->run, rate, WARM, 0, NULL, p->now) && !all_errors(p->now);

	p->warm_body = p->now->service.total ? p->now->bytes / (double)p->now->service.total : 0;
	before = load_hist_quantile(&p->now->all, 0.5);
	while (fine && spent < WARM_MOST) {
		struct load_step *s = p->now->ended ? more : p->now; /* at a low rate nothing may have been due yet */

		fine = load_run_step(p->run, rate, WARM_MORE, 0, NULL, s) && (s == more || !all_errors(s));
		median = load_hist_quantile(&s->all, 0.5);
		spent += WARM_MORE;
		if (s->all.total && fabs(median - before) <= WARM_AGREE * before)
			break;
		before = s->all.total ? median : before;
	}
	free(more);
	return fine;
}

/* What "at low load" stands for: that of a step of its own, where the objective asks for it. */
static bool load_plan_find_low(struct load_plan *p, double rate)
{
	bool asked = false;

	for (unsigned i = 0; i < p->slo.count; i++)
		asked = asked || p->slo.term[i].relative;
	if (!asked || p->slo.low > 0 || p->from >= rate)
		return true;
	if (!load_run_step(p->run, p->from, p->step, 0, NULL, p->now))
		return false;
	p->slo.low = load_hist_quantile(&p->now->all, 0.5);
	return true;
}

static void load_plan_once_judged(struct load_plan *p, double rate, double seconds)
{
	unsigned rows = p->count;

	if (!load_plan_find_low(p, rate))
		return;
	load_plan_make_step(p, rate, seconds, DOUBLINGS, false);
	if (p->count == rows && p->now->ended)
		load_plan_add_row(p, false, false);
}

void load_plan_once(struct load_plan *p, double rate, double seconds, bool judged)
{
	if (judged) {
		load_plan_once_judged(p, rate, seconds);
		return;
	}
	load_run_pause(p->run, PAUSE);
	if (p->before)
		p->before(p->ctx, rate);
	load_run_step(p->run, rate, seconds, 0, NULL, p->now);
	if (!p->now->ended)
		return;
	if (load_step_void(p->now, &p->blind))
		p->now->verdict = LOAD_VOID;
	else
		p->now->verdict = p->now->behind ? LOAD_FAILS : LOAD_HOLDS;
	load_plan_add_row(p, false, p->now->verdict == LOAD_VOID);
}

void load_plan_search(struct load_plan *p)
{
	double rate;
	bool confirm;

	load_search_init(&p->search, p->from, p->to, p->ratio);
	while (!p->run->stop && load_search_next(&p->search, &rate, &confirm)) {
		if (!load_plan_make_step(p, rate, confirm ? 2 * p->step : p->step, confirm ? DOUBLINGS - 1 : DOUBLINGS,
		                         confirm))
			return;
		load_search_tell(&p->search, p->now->verdict);
	}
}

void load_plan_curve(struct load_plan *p)
{
	static const double shares[] = {0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95};

	for (unsigned i = 0; i < sizeof(shares) / sizeof(shares[0]) && p->search.held > 0 && !p->run->stop; i++) {
		if (!load_plan_make_step(p, shares[i] * p->search.held, p->step, DOUBLINGS, false))
			return;
		p->noisy = p->noisy || (p->now->verdict == LOAD_FAILS && p->search.confirmed);
	}
}

/* ---- what it says ---- */

const struct load_row *load_plan_held(const struct load_plan *p)
{
	const struct load_row *found = NULL;

	for (unsigned i = 0; i < p->count; i++)
		if (p->rows[i].verdict == LOAD_HOLDS && p->rows[i].rate == p->search.held)
			found = !found || p->rows[i].seconds > found->seconds ? &p->rows[i] : found;
	return found;
}

const struct load_row *load_plan_low(const struct load_plan *p)
{
	const struct load_row *low = NULL;

	for (unsigned i = 0; i < p->count; i++)
		if (p->rows[i].verdict != LOAD_VOID && p->rows[i].count && (!low || p->rows[i].rate < low->rate))
			low = &p->rows[i];
	return low;
}

/* Its times are the server's. */
static bool load_plan_counts(const struct load_row *r)
{
	return r->verdict != LOAD_VOID && !r->late;
}

bool load_plan_knee(const struct load_plan *p, struct load_range *knee)
{
	const struct load_row *low = load_plan_low(p);

	*knee = (struct load_range){0, 0, INFINITY};
	if (!low)
		return false;
	for (unsigned i = 0; i < p->count; i++) {
		const struct load_row *r = &p->rows[i];

		if (load_plan_counts(r) && r->p99.value > 2 * low->p99.value)
			knee->high = fmin(knee->high, r->rate);
	}
	for (unsigned i = 0; i < p->count; i++)
		if (load_plan_counts(&p->rows[i]) && p->rows[i].rate < knee->high)
			knee->low = fmax(knee->low, p->rows[i].rate);
	knee->value = (knee->low + knee->high) / 2;
	return isfinite(knee->high) && knee->low > 0;
}

bool load_plan_rate(const struct load_plan *p, struct load_range *rate, bool *bound)
{
	const struct load_search *s = &p->search;
	double room = ROOM * sqrt(ROOM_STEP / p->step), high = s->failed > 0 ? s->failed : s->held;

	*bound = s->failed <= 0;
	*rate = (struct load_range){*bound ? s->held : (s->held + high) / 2, s->held * (1 - room),
	                            *bound ? high : high * (1 + room)};
	return s->held > 0;
}
