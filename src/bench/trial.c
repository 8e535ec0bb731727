/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trial.c - warm up, calibrate, take samples. */
#include "bench/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "algo/random.h"
#include "base/arena.h"
#include "base/now.h"
#include "bench/calibrate.h"
#include "bench/server.h"

/* A sample outlives a slice of the scheduler; one of slow operations holds a few of them. */
#define TARGET 5e-3
#define TARGET_QUICK 3e-3
#define TARGET_SLOW 20e-3
#define SLOW 1e-3
/* So many steps of the clock at least. */
#define STEPS 1000
#define WARM_LEAST 20e-3
#define WARM_MOST 200e-3
#define WARM_SAMPLE 2e-3
#define AGREE 0.05
/* How long single operations may be timed in a pass, and how many then. */
#define SINGLES_TIME 60e-3
enum { SINGLES = 250, SINGLES_QUICK = 1000, TWICE_TRIES = 10 };
/* Less CPU than this share of the time: somebody else had it. */
#define PREEMPTED 0.97

void trial_init(struct trial *t, struct bench *b, const struct operation *op)
{
	const struct host *h = &b->host;

	*t = (struct trial){.op = op};
	t->run.op = op;
	t->run.bench = b;
	t->run.cpu = h->cpu[0];
	t->run.partner = op->place == PLACE_TWO && h->cpus > 1 ? h->cpu[1] : h->cpu[0];
}

/* ---- the stopwatch ---- */

static long switches(void)
{
	struct rusage u;

	return getrusage(RUSAGE_THREAD, &u) == 0 ? u.ru_nivcsw : 0;
}

/*
 * n operations. A loop in a core is charged the CPU time when it lost the CPU in between, for that time was not its
 * own; whatever waits or works with another thread is charged all.
 */
static double trial_take(struct trial *t, uint64_t n, struct sample *s)
{
	const struct work *w = t->op->work;
	struct run *r = &t->run;
	double began, wall, cpu, partner = 0;
	long before;

	if (w->ready)
		w->ready(r, n);
	before = switches();
	if (r->partner_time && t->op->spins)
		partner = r->partner_time(r);
	cpu = clock_thread();
	began = clock_now();
	w->run(r, n);
	wall = clock_now() - began;
	cpu = clock_thread() - cpu;
	if (r->status != RUN_FINE || bench_stop || wall < 0)
		return -1;
	s->switched = switches() > before;
	s->cpu_wall = wall > 0 ? fmin(cpu / wall, 1) : 1;
	if (r->partner_time && t->op->spins)
		s->cpu_wall = fmin(s->cpu_wall, (r->partner_time(r) - partner) / wall);
	if (t->op->class == CLASS_CORE && s->cpu_wall < PREEMPTED)
		wall = cpu;
	s->each = wall / (double)n;
	return wall;
}

static double stopwatch_run(void *ctx, uint64_t n)
{
	struct sample s;

	return trial_take(ctx, n, &s);
}

static struct stopwatch stopwatch(struct trial *t)
{
	return (struct stopwatch){stopwatch_run, t};
}

/* ---- before the samples ---- */

static double target_for(const struct trial *t)
{
	double usual = t->run.bench->mode == BENCH_QUICK ? TARGET_QUICK : TARGET;
	double target = t->each > SLOW ? TARGET_SLOW : usual, least = STEPS * t->run.bench->clock.resolution;

	return target > least ? target : least;
}

static bool trial_empty(struct trial *t)
{
	return run_fail(&t->run, "a loop of %.0e operations takes no time: there is nothing in it", (double)t->n);
}

/* Until two samples in a row agree. */
static bool warm_up(struct trial *t)
{
	bool quick = t->run.bench->mode == BENCH_QUICK;
	double began = clock_now(), before = 0, each, spent;
	enum calibration c = calibrate(stopwatch(t), WARM_SAMPLE, &t->n, &each);

	while (c == CALIBRATED) {
		spent = clock_now() - began;
		if (spent > WARM_MOST ||
		    (spent > (quick ? WARM_LEAST / 4 : WARM_LEAST) && before > 0 && fabs(each / before - 1) < AGREE))
			return true;
		before = each;
		each = stopwatch_run(t, t->n);
		if (each < 0)
			return false;
		each /= (double)t->n;
		t->each = each;
	}
	return c == CALIBRATION_EMPTY ? trial_empty(t) : false;
}

static bool find_n(struct trial *t)
{
	enum calibration c = calibrate(stopwatch(t), target_for(t), &t->n, &t->each);

	return c == CALIBRATION_EMPTY ? trial_empty(t) : c == CALIBRATED;
}

/* A loop that the compiler removed, or one that does more the longer it runs, is found here. */
static bool check_twice(struct trial *t)
{
	bool core = t->op->class == CLASS_CORE;
	double low = core ? 1.8 : 1.5, high = core ? 2.2 : 2.7;

	t->twice = calibrate_twice(stopwatch(t), t->n, low, high, TWICE_TRIES);
	if (!t->twice)
		return false;
	if (t->twice >= low && t->twice <= high)
		return true;
	if (core)
		return run_fail(&t->run, "twice the work took %.2f times as long", t->twice);
	return run_skip(&t->run, "too noisy: twice the work took %.2f times as long", t->twice);
}

bool trial_setup(struct trial *t)
{
	struct run *r = &t->run;

	if (t->ready)
		return true;
	r->param_count = r->extra_count = 0;
	if (!t->op->work->setup(r)) {
		trial_rest(t);
		return run_fail(r, "could not be set up");
	}
	t->ready = true;
	return true;
}

bool trial_prepare(struct trial *t)
{
	struct run *r = &t->run;

	host_pin(r->cpu);
	if (!trial_setup(t))
		return false;
	if (!t->checked && t->op->work->check && !t->op->work->check(r))
		return run_fail(r, "the answer is wrong");
	return r->status == RUN_FINE;
}

/* ---- single operations ---- */

static void add_single(struct trial *t, double seconds)
{
	t->singles = xgrow(t->singles, t->single_count, &t->single_cap, sizeof(*t->singles));
	t->singles[t->single_count++] = seconds;
}

/* Percentiles of those of this pass. */
static void summarise(struct trial *t, struct pass *p, size_t from)
{
	size_t n = t->single_count - from;
	double *copy;

	if (!n)
		return;
	copy = xmalloc(n * sizeof(*copy));
	memcpy(copy, t->singles + from, n * sizeof(*copy));
	stats_sort(copy, n);
	p->p50 = stats_quantile(copy, n, 0.5);
	p->p99 = stats_quantile(copy, n, 0.99);
	free(copy);
}

static void singles_by_clock(struct trial *t)
{
	struct run *r = &t->run;
	const struct work *w = t->op->work;
	unsigned count = r->bench->mode == BENCH_QUICK ? SINGLES_QUICK : SINGLES;
	double until = clock_now() + SINGLES_TIME, now = 0;

	for (unsigned i = 0; i < count && now < until && !bench_stop; i++) {
		double began;

		if (w->ready)
			w->ready(r, 1);
		began = clock_now();
		w->run(r, 1);
		now = clock_now();
		if (r->status != RUN_FINE)
			return;
		add_single(t, fmax(now - began - r->bench->clock.cost, 0));
	}
}

static void singles_by_ticks(struct trial *t)
{
	struct run *r = &t->run;
	double cost[256];

	for (unsigned i = 0; i < 256; i++) {
		uint64_t began = clock_tick_begin();

		cost[i] = (double)(clock_tick_end() - began);
	}
	double own = stats_median(cost, 256);

	for (unsigned i = 0; i < TRIAL_TICKS && !bench_stop; i++) {
		uint64_t began = clock_tick_begin(), ended;

		t->op->work->run(r, 1);
		ended = clock_tick_end();
		add_single(t, fmax((double)(ended - began) - own, 0) / r->bench->ticks);
	}
}

static void singles(struct trial *t, struct pass *p)
{
	size_t from = t->single_count;

	if (t->op->latency == LATENCY_CLOCK)
		singles_by_clock(t);
	else if (t->op->latency == LATENCY_TICKS && t->run.bench->ticks > 0)
		singles_by_ticks(t);
	summarise(t, p, from);
}

/* ---- a pass ---- */

static bool samples(struct trial *t, struct pass *p, struct random *random)
{
	unsigned wanted = t->run.bench->mode == BENCH_QUICK ? 5 : TRIAL_SAMPLES;
	struct probe before = probe_better(probe_take(), probe_take()), after;

	while (p->samples < wanted) {
		struct sample *s = &p->sample[p->samples];
		/* Out of step with whatever disturbs in a period. */
		uint64_t n = t->n + (uint64_t)((double)t->n * 0.2 * random_unit(random));

		if (trial_take(t, n, s) < 0)
			return false;
		after = probe_take();
		s->probe = probe_better(before, after);
		before = after;
		p->samples++;
	}
	return true;
}

/* CPU time of ours: of all our threads, and of the servers that we started. */
static double own_time(void)
{
	return now_of(CLOCK_PROCESS_CPUTIME_ID) + servers_time();
}

/* How much of the CPUs others had meanwhile: what was busy and was not ours. A tick is as exact as the system is. */
static void account(const struct operation *op, struct pass *p, const struct host_load *before,
                    const struct host_load *after, double ours)
{
	double total = after->total - before->total;

	p->others = p->steal = -1;
	if (total <= 0)
		return;
	p->others = op->foreign ? 0 : fmax(after->busy - before->busy - ours - after->tick, 0) / total;
	p->steal = fmax(after->steal - before->steal - after->tick, 0) / total;
}

bool trial_pass(struct trial *t, double began)
{
	struct bench *b = t->run.bench;
	struct pass *p = &t->pass[t->passes];
	struct random random = {b->seed + t->passes};
	unsigned cpus = t->op->place == PLACE_TWO ? 2 : 1;
	struct host_load before, after;
	double ours;

	*p = (struct pass){.began = began};
	if (!trial_prepare(t))
		return false;
	before = host_load(&b->host, cpus);
	ours = own_time();
	if (!warm_up(t) || !find_n(t) || (!t->checked && !check_twice(t)) || !samples(t, p, &random))
		return false;
	t->checked = true;
	singles(t, p);
	if (t->run.status != RUN_FINE || bench_stop)
		return false;
	after = host_load(&b->host, cpus);
	account(t->op, p, &before, &after, own_time() - ours);
	if (t->op->all)
		p->all = trial_all(t, host_threads(&b->host));
	if (bench_stop)
		return false;
	t->passes++;
	return true;
}

void trial_rest(struct trial *t)
{
	if (t->op->work)
		t->op->work->teardown(&t->run);
	t->run.state = NULL;
	t->run.partner_time = NULL;
	t->run.memory = 0;
	t->ready = false;
}

void trial_release(struct trial *t)
{
	if (t->ready)
		trial_rest(t);
	free(t->singles);
	t->singles = NULL;
}
