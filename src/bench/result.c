/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result.c - medians of passes, and the evidence beside them. */
#include "bench/result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "bench/earlier.h"

/* A sample is spoiled under this share of the best width probe. */
#define CONTENDED 0.93
/* Bytes, where the system does not tell. */
#define USUAL_L2 1e6
/* p99 takes a thousand. */
enum { FOR_P99 = 1000 };

static bool spoiled(const struct trial *t, const struct sample *s, double best_width)
{
	return !t->op->heats && s->probe.width < CONTENDED * best_width;
}

/* The median of a pass: of its unspoiled samples when they are at least half, else of all. */
static double pass_median(struct result *r, const struct pass *p, double best_width)
{
	double all[TRIAL_SAMPLES], fine[TRIAL_SAMPLES];
	unsigned good = 0;

	for (unsigned i = 0; i < p->samples; i++) {
		all[i] = p->sample[i].each;
		if (!spoiled(r->trial, &p->sample[i], best_width))
			fine[good++] = p->sample[i].each;
	}
	if (2 * good < p->samples)
		return stats_median(all, p->samples);
	r->left_out += p->samples - good;
	return stats_median(fine, good);
}

/* Spread inside a pass, as a share: the quartile range, and 1.4826 MAD. */
static double pass_spread(const struct pass *p, double *mad)
{
	double x[TRIAL_SAMPLES], median;

	for (unsigned i = 0; i < p->samples; i++)
		x[i] = p->sample[i].each;
	median = stats_median(x, p->samples);
	*mad = stats_mad(x, p->samples) / median;
	return (stats_quantile(x, p->samples, 0.75) - stats_quantile(x, p->samples, 0.25)) / median;
}

static void summarise_samples(struct result *r)
{
	const struct trial *t = r->trial;
	double x[TRIAL_PASSES * TRIAL_SAMPLES], mad[TRIAL_PASSES];
	size_t n = 0;

	for (unsigned i = 0; i < t->passes; i++) {
		struct stats_outliers o;
		double one[TRIAL_SAMPLES];

		pass_spread(&t->pass[i], &mad[i]);
		for (unsigned k = 0; k < t->pass[i].samples; k++)
			x[n++] = one[k] = t->pass[i].sample[k].each;
		stats_sort(one, t->pass[i].samples);
		o = stats_outliers(one, t->pass[i].samples);
		r->outliers.mild += o.mild;
		r->outliers.severe += o.severe;
	}
	r->mad = stats_median(mad, t->passes);
	stats_bootstrap(x, n, t->run.bench->seed, &r->low95, &r->high95);
}

/* Seconds or rates of the passes to an interval; passes without one are left out. */
static struct interval over_passes(const struct trial *t, size_t field, bool invert)
{
	double m[TRIAL_PASSES];
	struct stats_result s;
	size_t n = 0;

	for (unsigned i = 0; i < t->passes; i++) {
		double x = *(const double *)((const char *)&t->pass[i] + field);

		if (x > 0)
			m[n++] = x;
	}
	if (!n)
		return (struct interval){0, 0, 0};
	s = stats_passes(m, n, 0);
	return invert ? (struct interval){1 / s.value, 1 / s.high, 1 / s.low} : (struct interval){s.value, s.low, s.high};
}

/* Of all single operations together; what the passes said of it is the interval. */
static void result_percentiles(struct result *r)
{
	const struct trial *t = r->trial;
	double *x;

	r->p50 = over_passes(t, offsetof(struct pass, p50), false);
	if (t->single_count < FOR_P99)
		return;
	r->p99 = over_passes(t, offsetof(struct pass, p99), false);
	x = xmalloc(t->single_count * sizeof(*x));
	memcpy(x, t->singles, t->single_count * sizeof(*x));
	stats_sort(x, t->single_count);
	r->p99.value = stats_quantile(x, t->single_count, 0.99);
	r->p99.low = fmin(r->p99.low, r->p99.value);
	r->p99.high = fmax(r->p99.high, r->p99.value);
	free(x);
}

/* ---- evidence ---- */

/* Shares of the samples, and the CPU time of the passes: the median of a pass, the middle one of the passes. */
static void from_samples(struct result *r, struct evidence *e, double best_width)
{
	const struct trial *t = r->trial;
	double cpu[TRIAL_PASSES], hz_low = HUGE_VAL, hz_high = 0, hz[TRIAL_PASSES];
	unsigned samples = 0, switched = 0, contended = 0;

	for (unsigned i = 0; i < t->passes; i++) {
		const struct pass *p = &t->pass[i];
		double x[TRIAL_SAMPLES], c[TRIAL_SAMPLES];

		for (unsigned k = 0; k < p->samples; k++) {
			x[k] = p->sample[k].cpu_wall;
			c[k] = p->sample[k].probe.chain;
			switched += p->sample[k].switched;
			contended += spoiled(t, &p->sample[k], best_width);
		}
		samples += p->samples;
		cpu[i] = stats_median(x, p->samples);
		hz[i] = stats_median(c, p->samples);
		hz_low = fmin(hz_low, hz[i]);
		hz_high = fmax(hz_high, hz[i]);
	}
	e->cpu_wall = stats_median(cpu, t->passes);
	e->switched = (double)switched / samples;
	e->contended = (double)contended / samples;
	r->hz = stats_median(hz, t->passes);
	e->ghz_moved = t->op->heats ? 0 : hz_high / hz_low - 1;
	if (!probe_plausible(r->hz))
		r->hz = 0;
}

static void from_passes(struct result *r, struct evidence *e)
{
	const struct trial *t = r->trial;
	unsigned told = 0;

	e->gap = HUGE_VAL;
	for (unsigned i = 0; i < t->passes; i++) {
		if (i)
			e->gap = fmin(e->gap, t->pass[i].began - t->pass[i - 1].began);
		if (t->pass[i].others < 0)
			continue;
		e->others += t->pass[i].others;
		e->steal += t->pass[i].steal;
		told++;
	}
	e->others = told ? e->others / told : 0;
	e->steal = told ? e->steal / told : 0;
}

static void compare_with_earlier(struct result *r, struct evidence *e)
{
	double value = earlier_value(r->trial->run.bench->earlier, r->trial->op, &e->earlier);

	e->ratio = value > 0 ? r->each.value / value : 0;
}

/*
 * A host shares its disk, its last cache and its memory among guests, and wakes their CPUs: that was seen to drift by a
 * fifth to a half within minutes, in which all passes agree.
 */
static const char *shared_by_host(const struct trial *t)
{
	const struct machine *m = &t->run.bench->host.machine;

	if (!machine_is_guest(m) || t->op->foreign)
		return NULL;
	if (t->op->class == CLASS_DEVICE)
		return "a virtual disk, whose speed drifts";
	if (t->op->class == CLASS_PAIR)
		return t->op->place == PLACE_TWO && !t->op->spins ? "the host wakes the other CPU, and how fast drifts" : NULL;
	return run_param_value(&t->run, "working_set") > (m->l2 ? (double)m->l2 : USUAL_L2)
	           ? "in a cache or memory that other guests share"
	           : NULL;
}

void result_make(struct result *r, const struct trial *t, double best_width, bool throttled)
{
	double m[TRIAL_PASSES], mad;
	struct evidence *e = &r->evidence;

	*r = (struct result){.trial = t};
	for (unsigned i = 0; i < t->passes; i++)
		r->medians[i] = m[i] = pass_median(r, &t->pass[i], best_width);
	r->each = stats_passes(m, t->passes, pass_spread(&t->pass[0], &mad));
	r->all = over_passes(t, offsetof(struct pass, all), true);
	result_percentiles(r);
	summarise_samples(r);
	*e = (struct evidence){.class = t->op->class,
	                       .spins = t->op->spins,
	                       .passes = t->passes,
	                       .throttled = throttled,
	                       .shared = shared_by_host(t)};
	e->spread = r->each.spread;
	compare_with_earlier(r, e);
	from_samples(r, e, best_width);
	from_passes(r, e);
	r->verdict = verdict_of(e, &r->why);
}

void result_release(struct result *r)
{
	buf_release(&r->why);
}
