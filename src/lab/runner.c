/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runner.c - a lab's runs, on several threads, added up in their order: the answer does not depend on how many threads
 * there were.
 */
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/threads.h"
#include "lab/lab.h"

#define BYTES_MOST (1024.0 * 1024 * 1024)
#define STEPS_MOST 1e10

/* ---- within a run ---- */

struct stream lab_stream(const struct lab_run *r, enum purpose purpose)
{
	uint64_t state = stream_mix(r->seed + 0x9E3779B97F4A7C15u);

	for (const char *c = r->lab->name; *c; c++)
		state = stream_mix(state ^ (uint64_t)(unsigned char)*c) + 0x9E3779B97F4A7C15u;
	state = stream_mix(state ^ ((uint64_t)r->index + 1) * 0xD1B54A32D192ED03u);
	return (struct stream){stream_mix(state ^ ((uint64_t)purpose + 1) * 0x8CB92BA72F3D8DD7u)};
}

uint64_t lab_part(const struct lab_run *r, uint64_t all)
{
	uint64_t each = all / r->of;

	return each ? each : 1;
}

bool lab_look(struct lab_run *r)
{
	if (r->tell)
		r->tell(r->tell_ctx);
	r->stopped = r->stopped || (r->stop && *r->stop) || (r->trace && r->trace->cut);
	return !r->stopped;
}

void lab_lanes(struct lab_run *r, uint64_t nodes, bool letters, bool rounds)
{
	if (!r->trace)
		return;
	r->trace->lanes = nodes <= TRACE_LANES ? (uint32_t)nodes : 0;
	r->trace->letters = letters;
	r->trace->rounds = rounds;
}

static void runner_add_step(struct lab_run *r, struct trace_step step, const char *who, const char *fmt, va_list args)
{
	struct buf words = {0};

	if (who)
		buf_printf(&words, "%s%s", who, who[0] ? "  " : "");
	buf_vprintf(&words, fmt, args);
	trace_add(r->trace, step, buf_str(&words));
	if (r->trace->cut)
		r->steps |= 0xFFFF; /* enough: the next tick looks up */
	buf_release(&words);
}

void lab_message(struct lab_run *r, uint64_t sent, uint64_t arrives, uint32_t from, uint32_t to, const char *fmt, ...)
{
	va_list args;

	if (from >= r->trace->lanes || to >= r->trace->lanes)
		return;
	va_start(args, fmt);
	runner_add_step(r, (struct trace_step){.at = sent, .arrives = arrives, .from = (uint8_t)from, .to = (uint8_t)to},
	                NULL, fmt, args);
	va_end(args);
}

void lab_line(struct lab_run *r, uint64_t ns, const char *who, const char *fmt, ...)
{
	struct trace_step step = {.at = ns, .arrives = LAB_NEVER, .from = TRACE_NOBODY, .to = TRACE_NOBODY};
	char room[12];
	va_list args;

	for (uint32_t i = 0; who[0] && i < r->trace->lanes; i++)
		if (str_eq(trace_lane(r->trace, i, room), str_from_c(who)))
			step.from = (uint8_t)i;
	va_start(args, fmt);
	runner_add_step(r, step, step.from == TRACE_NOBODY ? who : NULL, fmt, args);
	va_end(args);
}

/* ---- all runs ---- */

struct work {
	const struct lab *lab;
	const void *params;
	const struct lab_plan *plan;
	struct lab_run *run;
	uint32_t runs;
	bool tallies[LAB_TALLIES];
	atomic_uint next, ended;
	atomic_flag telling;
	void *opened;
	_Atomic uint64_t looks; /* times 65,536 steps */
	double steps;           /* expected */
	struct buf words;
};

/*
 * By the steps that were expected, or by the runs that have ended. Who comes while another is telling has nothing new
 * to say.
 */
static void runner_tell(struct work *w)
{
	double ended = (double)atomic_load(&w->ended) / w->runs,
		   steps = w->steps > 0 ? 65536.0 * (double)atomic_load(&w->looks) / w->steps : 0;

	if (!w->plan->progress || atomic_flag_test_and_set(&w->telling))
		return;
	w->plan->progress(w->plan->ctx, steps > ended && steps < 1 ? steps : ended);
	atomic_flag_clear(&w->telling);
}

static void runner_look(void *ctx)
{
	struct work *w = ctx;

	atomic_fetch_add_explicit(&w->looks, 1, memory_order_relaxed);
	runner_tell(w);
}

static void runner_one_run(struct work *w, uint32_t i)
{
	struct lab_run *r = &w->run[i];

	*r = (struct lab_run){.seed = w->plan->seed,
	                      .lab = w->lab,
	                      .opened = w->opened,
	                      .index = w->plan->first + i,
	                      .of = w->runs,
	                      .trace = w->plan->trace,
	                      .stop = w->plan->stop,
	                      .tell = w->plan->progress ? runner_look : NULL,
	                      .tell_ctx = w,
	                      .words = i == 0 ? &w->words : NULL};
	for (unsigned t = 0; t < LAB_TALLIES; t++)
		r->tally[t] = w->tallies[t] ? xcalloc(1, sizeof(struct tally)) : NULL;
	w->lab->run(w->params, r);
	events_release(&r->events);
}

static void *some_runs(void *ctx)
{
	struct work *w = ctx;
	uint32_t i;

	while ((i = atomic_fetch_add(&w->next, 1)) < w->runs) {
		if (w->plan->stop && *w->plan->stop) {
			w->run[i].stopped = true;
			continue;
		}
		runner_one_run(w, i);
		atomic_fetch_add(&w->ended, 1);
		runner_tell(w);
	}
	return NULL;
}

/* ---- adding up ---- */

static void runner_mean_of(const struct work *w, unsigned k, struct lab_value *v)
{
	double sum = 0, square = 0, mean;
	uint64_t trials = 0;
	uint32_t n = 0;

	for (uint32_t i = 0; i < w->runs; i++)
		if (w->run[i].has[k] && !w->run[i].stopped) {
			sum += w->run[i].out[k];
			n++;
		}
	if (!n)
		return;
	mean = sum / n;
	for (uint32_t i = 0; i < w->runs; i++)
		if (w->run[i].has[k] && !w->run[i].stopped)
			square += (w->run[i].out[k] - mean) * (w->run[i].out[k] - mean);
	for (uint32_t i = 0; i < w->runs; i++)
		trials += w->run[i].stopped ? 0 : w->run[i].trials[k];
	*v = (struct lab_value){
		.there = true, .value = mean, .trials = trials, .error = n > 1 ? sqrt(square / (n - 1) / n) : 0};
}

/* Where all runs gave the same the mean is that, without the rounding of a sum. */
static void runner_settle(const struct work *w, unsigned k, struct lab_value *v)
{
	for (uint32_t i = 1; i < w->runs; i++)
		if (w->run[i].has[k] != w->run[0].has[k] || w->run[i].out[k] != w->run[0].out[k])
			return;
	if (v->there && !w->run[0].stopped)
		*v = (struct lab_value){.there = true, .value = w->run[0].out[k], .trials = v->trials};
}

static void quantile_of(const struct work *w, const struct lab_out *o, struct tally *all, struct lab_value *v)
{
	double sum = 0, square = 0, left[LAB_RUNS], grain;
	uint32_t n = 0;

	if (!all || !all->count)
		return;
	grain = tally_grain(all, o->q) / 1e9;
	*v = (struct lab_value){.there = true, .value = tally_quantile(all, o->q) / 1e9};
	for (uint32_t i = 0; i < w->runs && w->runs > 1; i++) {
		if (w->run[i].stopped || w->run[i].tally[o->of]->count == all->count)
			continue;
		tally_part(all, w->run[i].tally[o->of]);
		left[n++] = tally_quantile(all, o->q) / 1e9;
		tally_join(all, w->run[i].tally[o->of]);
	}
	for (uint32_t i = 0; i < n; i++)
		sum += left[i];
	for (uint32_t i = 0; i < n; i++)
		square += (left[i] - sum / n) * (left[i] - sum / n);
	v->error = n > 1 ? sqrt(square * (n - 1) / n + grain * grain / 12) : 0; /* anywhere in its step */
	if (v->error < 1e-12 * v->value)
		v->error = 0; /* rounding: all runs gave the same */
}

static void runner_count_of(const struct work *w, unsigned k, bool most, struct lab_value *v)
{
	for (uint32_t i = 0; i < w->runs; i++) {
		double x = w->run[i].out[k];

		if (!w->run[i].has[k] || w->run[i].stopped)
			continue;
		v->value = !v->there ? x : most ? (x > v->value ? x : v->value) : v->value + x;
		v->there = true;
	}
	v->error = most ? 0 : sqrt(v->value);
}

/* Of each number of a list its mean and its error. */
static void runner_each_of(const struct work *w, unsigned of, struct lab_result *r, struct lab_value *v)
{
	*v = (struct lab_value){.count = w->run[0].counts[of], .of = of};
	for (uint32_t p = 0; p < v->count && r->runs; p++) {
		double mean = r->series[of][p], square = 0;
		bool same = true;

		for (uint32_t i = 0; i < w->runs; i++) {
			double x = w->run[i].series[of][p];

			square += w->run[i].stopped ? 0 : (x - mean) * (x - mean);
			same = same && x == w->run[0].series[of][p];
		}
		r->series[of][p] = same ? w->run[0].series[of][p] : mean;
		r->errors[of][p] = r->runs > 1 && !same ? sqrt(square / (r->runs - 1) / r->runs) : 0;
	}
	v->there = v->count > 0 && r->runs > 0;
	v->value = r->series[of][0];
	v->error = r->errors[of][0];
}

/*
 * A run that was ended early has fewer degrees of freedom: its errors are made wider, so that LAB_T90 of them is the 90
 * % interval.
 */
static void runner_widen(struct lab_result *r, const struct lab *lab)
{
	static const double t90[LAB_RUNS] = {0,      0,      6.3138, 2.9200, 2.3534, 2.1318, 2.0150,
	                                     1.9432, 1.8946, 1.8595, 1.8331, 1.8125, 1.7959, 1.7823,
	                                     1.7709, 1.7613, 1.7531, 1.7459, 1.7396, 1.7341};

	for (unsigned k = 0; lab->out[k].name && r->stopped && r->runs < LAB_RUNS; k++)
		for (uint32_t i = r->out[k].count ? r->out[k].count : 1; i-- > 0;)
			*(r->out[k].count ? &r->errors[r->out[k].of][i] : &r->out[k].error) *= t90[r->runs] / LAB_T90;
}

static void runner_join(struct work *w, struct lab_result *r)
{
	for (uint32_t i = 0; i < w->runs; i++) {
		const struct lab_run *run = &w->run[i];

		r->stopped = r->stopped || run->stopped;
		r->runs += !run->stopped;
		r->steps += run->stopped ? 0 : run->steps;
		for (unsigned t = 0; t < LAB_TALLIES && !run->stopped; t++)
			if (run->tally[t])
				tally_join(r->tally[t] = r->tally[t] ? r->tally[t] : xcalloc(1, sizeof(struct tally)), run->tally[t]);
		for (unsigned k = 0; k < LAB_SERIES && !run->stopped; k++)
			for (unsigned p = 0; p < LAB_POINTS; p++)
				r->series[k][p] += run->series[k][p];
	}
	for (unsigned k = 0; k < LAB_SERIES && r->runs > 1; k++)
		for (unsigned p = 0; p < LAB_POINTS; p++)
			r->series[k][p] /= r->runs;
	for (unsigned k = 0; w->lab->out[k].name; k++) {
		const struct lab_out *o = &w->lab->out[k];

		switch (o->how) {
		case LAB_QUANTILE: quantile_of(w, o, r->tally[o->of], &r->out[k]); break;
		case LAB_MEAN:
			runner_mean_of(w, k, &r->out[k]);
			runner_settle(w, k, &r->out[k]);
			break;
		case LAB_EACH: runner_each_of(w, o->of, r, &r->out[k]); break;
		case LAB_ONCE: r->out[k] = (struct lab_value){.there = w->run[0].has[k], .value = w->run[0].out[k]}; break;
		default: runner_count_of(w, k, o->how == LAB_MOST, &r->out[k]);
		}
	}
	runner_widen(r, w->lab);
}

/* ---- what it takes ---- */

static bool runner_too_much(const struct lab *lab, const struct lab_cost *c, bool memory, struct diag *d)
{
	char texts[256];
	struct arena a;
	double over = memory ? c->bytes / BYTES_MOST : c->steps / STEPS_MOST, fits = c->fits > 0 ? c->fits : c->now / over;
	double round = draw_exp(floor(draw_ln(fits > 1 ? fits : 1) / draw_ln(10)) * draw_ln(10));

	arena_init(&a);
	fits = floor(fits / round * 10) / 10 * round;
	if (memory)
		snprintf(texts, sizeof texts, "%s GB of memory; at most 1 GiB", figure_number(&a, c->bytes / 1e9, 2).p);
	else
		snprintf(texts, sizeof texts, "some %s; at most ten minutes", figure_time(&a, c->steps * 60).p);
	diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "lab %s: %s of %s would take %s", lab->name, c->param,
	          figure_number(&a, c->now, 3).p, texts);
	diag_hint(d, "%s = %s would do", c->param, figure_number(&a, fits, 2).p);
	arena_release(&a);
	return false;
}

static bool affordable(const struct lab *lab, const void *params, struct lab_cost *c, struct diag *d)
{
	if (lab->cost && !lab->cost(params, c, d))
		return false;
	if (c->bytes > BYTES_MOST)
		return runner_too_much(lab, c, true, d);
	return c->steps <= STEPS_MOST || runner_too_much(lab, c, false, d);
}

static void runner_release(struct work *w)
{
	for (uint32_t i = 0; i < w->runs; i++)
		for (unsigned t = 0; t < LAB_TALLIES; t++)
			free(w->run[i].tally[t]);
	free(w->run);
}

/* Less than a million steps are over before a second thread has begun. */
static unsigned threads_for(const struct work *w, const struct lab_cost *c)
{
	unsigned threads = w->plan->threads ? w->plan->threads : threads_processors();

	if (w->plan->trace || w->runs == 1)
		return 1;
	return w->plan->threads || c->steps > 200000 ? threads : 1;
}

bool lab_run(const struct lab *lab, const void *params, const struct lab_plan *plan, struct lab_result *r,
             struct diag *d)
{
	struct lab_cost c = {0};
	struct work w = {.lab = lab, .params = params, .plan = plan};

	*r = (struct lab_result){0};
	if (!affordable(lab, params, &c, d))
		return false;
	if (lab->reads && !lab->reads->open(params, &w.opened, d))
		return false;
	r->exact = lab->exact && lab->exact(params);
	w.runs = r->exact || plan->trace ? 1 : LAB_RUNS;
	w.run = xcalloc(w.runs, sizeof *w.run);
	w.steps = c.steps;
	for (unsigned k = 0; lab->out[k].name; k++)
		w.tallies[lab->out[k].of] |= lab->out[k].how == LAB_QUANTILE;
	threads_run(threads_for(&w, &c), some_runs, &w);
	runner_join(&w, r);
	if (w.opened)
		lab->reads->close(w.opened);
	r->words = w.words;
	runner_release(&w);
	return true;
}

void lab_result_release(struct lab_result *r)
{
	for (unsigned t = 0; t < LAB_TALLIES; t++)
		free(r->tally[t]);
	buf_release(&r->words);
	*r = (struct lab_result){0};
}

const struct lab_value *lab_result_of(const struct lab *lab, const struct lab_result *r, struct str name)
{
	for (unsigned k = 0; lab->out[k].name; k++)
		if (str_eq(str_from_c(lab->out[k].name), name))
			return &r->out[k];
	return NULL;
}

struct lab_value lab_result_each(const struct lab_result *r, const struct lab_value *v, uint32_t i)
{
	return v->count ? (struct lab_value){.there = v->there,
	                                     .value = r->series[v->of][i],
	                                     .error = r->errors[v->of][i],
	                                     .of = v->of}
	                : *v;
}

/* ---- the verdict ---- */

/* Rounding, where a number has no error of its own. */
static double least_error(double error, double predicted)
{
	double rounding = fabs(predicted) * 1e-12 + 1e-300;

	return error > rounding ? error : rounding;
}

double lab_error(const struct lab_value *v, double predicted)
{
	double chance = v->trials && predicted > 0 && predicted < 1 ? sqrt(predicted * (1 - predicted) / (double)v->trials)
	                                                            : 0;

	return v->error > 0 ? v->error : chance;
}

double lab_off(enum lab_against kind, double measured, double error, double predicted, double within)
{
	double e = least_error(error, predicted),
		   beyond = fabs(measured - predicted) - (kind == LAB_WITHIN ? within * fabs(predicted) : 0);

	switch (kind) {
	case LAB_NOTHING: return 0;
	case LAB_ABOVE: return measured < predicted ? (measured - predicted) / e : 0;
	case LAB_BELOW: return measured > predicted ? (measured - predicted) / e : 0;
	default: return beyond <= 0 ? 0 : measured < predicted ? -beyond / e : beyond / e;
	}
}
