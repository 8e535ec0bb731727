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
		r->tell(r->tell_ctx, r->steps - r->told);
	r->told = r->steps;
	if (r->steps > r->most)
		atomic_store(r->endless, true);
	r->stopped = r->stopped || atomic_load(r->endless) || (r->stop && *r->stop) || (r->trace && r->trace->cut);
	if (r->stopped)
		r->steps |= 0xFFFF; /* from now on each tick looks, and says so */
	return !r->stopped;
}

bool lab_zipf(struct lab_run *r, struct draw_alias *a, uint64_t n, double alpha)
{
	return (draw_zipf_init(a, (uint32_t)n, alpha, r->stop) && lab_ticks(r, n)) || !(r->stopped = true);
}

bool lab_order(struct lab_run *r, struct stream *s, uint32_t *order, uint64_t n)
{
	enum { PIECE = 65536 };

	for (uint64_t from = 0; from < n; from += PIECE) {
		uint64_t to = n - from > PIECE ? from + PIECE : n;

		draw_order_part(s, order, (uint32_t)from, (uint32_t)to);
		if (!lab_ticks(r, to - from))
			return false;
	}
	return true;
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
	atomic_bool endless;
	void *opened;
	_Atomic uint64_t done; /* steps */
	double steps;          /* expected */
	struct buf words;
};

/*
 * By the steps that were expected, or by the runs that have ended. Who comes while another is telling has nothing new
 * to say.
 */
static void runner_tell(struct work *w)
{
	double ended = (double)atomic_load(&w->ended) / w->runs,
		   steps = w->steps > 0 ? (double)atomic_load(&w->done) / w->steps : 0;

	if (!w->plan->progress || atomic_flag_test_and_set(&w->telling))
		return;
	w->plan->progress(w->plan->ctx, steps > ended && steps < 1 ? steps : ended);
	atomic_flag_clear(&w->telling);
}

static void runner_look(void *ctx, uint64_t steps)
{
	struct work *w = ctx;

	atomic_fetch_add_explicit(&w->done, steps, memory_order_relaxed);
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
	                      .most = (uint64_t)(1.5 * STEPS_MOST / w->runs),
	                      .endless = &w->endless,
	                      .tell = w->plan->progress ? runner_look : NULL,
	                      .tell_ctx = w,
	                      .words = i == 0 ? &w->words : NULL};
	for (unsigned t = 0; t < LAB_TALLIES; t++)
		r->tally[t] = w->tallies[t] ? xcalloc(1, sizeof(struct tally)) : NULL;
	w->lab->run(w->params, r);
	lab_clock(r, r->events.now);
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
	double worth = 0;
	uint64_t trials = 0;
	uint32_t n = 0;

	for (uint32_t i = 0; i < w->runs; i++)
		if (w->run[i].has[k] && !w->run[i].stopped) {
			sum += w->run[i].out[k];
			worth += w->run[i].worth[k];
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
	*v = (struct lab_value){.there = true,
	                        .value = mean,
	                        .trials = trials,
	                        .worth = worth / n / n,
	                        .error = n > 1 ? sqrt(square / (n - 1) / n) : 0};
}

/* Where all runs gave the same the mean is that, without the rounding of a sum. */
static void runner_settle(const struct work *w, unsigned k, struct lab_value *v)
{
	for (uint32_t i = 1; i < w->runs; i++)
		if (w->run[i].has[k] != w->run[0].has[k] || w->run[i].out[k] != w->run[0].out[k])
			return;
	if (v->there && !w->run[0].stopped)
		*v = (struct lab_value){.there = true, .value = w->run[0].out[k], .trials = v->trials, .worth = v->worth};
}

static void quantile_of(const struct work *w, const struct lab_out *o, struct tally *all, struct lab_value *v)
{
	double sum = 0, square = 0, left[LAB_RUNS], grain, scale;
	uint32_t n = 0;

	if (!all || !all->count)
		return;
	scale = w->run[0].scale[o->of] > 0 ? w->run[0].scale[o->of] : 1;
	grain = tally_grain(all, o->q) / 1e9 * scale;
	*v = (struct lab_value){.there = true, .value = tally_quantile(all, o->q) / 1e9 * scale};
	for (uint32_t i = 0; i < w->runs && w->runs > 1; i++) {
		if (w->run[i].stopped || w->run[i].tally[o->of]->count == all->count)
			continue;
		tally_part(all, w->run[i].tally[o->of]);
		left[n++] = tally_quantile(all, o->q) / 1e9 * scale;
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

/* What is asked for, and which of the parameters were given: those are blamed first. */
struct asked {
	const struct lab *lab;
	const void *params;
	uint64_t given;
};

static bool is_within(const struct lab_cost *c)
{
	return c->bytes <= BYTES_MOST && c->steps <= STEPS_MOST;
}

static double runner_number_at(const struct lab_in *in, const char *params)
{
	const char *at = params + in->at;

	switch (in->kind) {
	case LAB_COUNT:
	case LAB_TIME: return (double)*(const uint64_t *)(const void *)at;
	case LAB_NUMBER:
	case LAB_RATE:
	case LAB_SECONDS: return *(const double *)(const void *)at;
	default: return 0;
	}
}

/* Would it be within the limits if this parameter were x? */
static bool would_do(const struct asked *q, const struct lab_in *in, double x, char *params)
{
	struct lab_cost c = {0};
	struct arena a;
	struct diag d;
	bool fits;

	arena_init(&a);
	diag_init(&d, &a, NULL);
	if (lab_is_double(in->kind))
		*(double *)(void *)(params + in->at) = x;
	else
		*(uint64_t *)(void *)(params + in->at) = (uint64_t)x;
	fits = q->lab->cost(params, &c, &d) && is_within(&c);
	arena_release(&a);
	return fits;
}

/* The largest that would do, with two digits; 0: none, it is not to blame. */
static double largest(const struct asked *q, const struct lab_in *in)
{
	char *params = xmalloc(q->lab->params);
	double now, low = 0, high, digit;

	memcpy(params, q->params, q->lab->params);
	now = high = runner_number_at(in, params);
	for (double x = now; x >= (lab_is_double(in->kind) ? now * 1e-15 : 1) && low == 0 && now > 0; x /= 10)
		if (would_do(q, in, x, params))
			low = x;
		else
			high = x;
	for (int i = 0; i < 20 && low > 0; i++) {
		double middle = (low + high) / 2;

		*(would_do(q, in, middle, params) ? &low : &high) = middle;
	}
	free(params);
	digit = low > 0 ? draw_exp((floor(draw_ln(low) / draw_ln(10) + 1e-9) - 1) * draw_ln(10)) : 1;
	return digit < 1 && !lab_is_double(in->kind) ? floor(low) : floor(low / digit + 1e-9) * digit;
}

/* The parameter to blame: one that was given, or what the lab says, or any that would do if it were less. */
static const struct lab_in *blamed(const struct asked *q, const struct lab_cost *c, double *fits)
{
	for (int round = 0; round < 3; round++)
		for (const struct lab_in *in = q->lab->in; in->name; in++)
			if ((round == 2 || (round == 0 ? q->given >> (in - q->lab->in) & 1 : strcmp(in->name, c->param) == 0)) &&
			    (*fits = largest(q, in)) > 0)
				return in;
	return NULL;
}

static bool runner_too_much(const struct asked *q, struct lab_cost *c, struct diag *d)
{
	char takes[128];
	struct arena a;
	double fits = 0, now;
	const struct lab_in *in = blamed(q, c, &fits);

	arena_init(&a);
	if (c->bytes > BYTES_MOST)
		snprintf(takes, sizeof takes, "%s GB of memory; at most 1 GiB", figure_number(&a, c->bytes / 1e9, 2).p);
	else
		snprintf(takes, sizeof takes, "some %s; at most ten minutes", figure_time(&a, c->steps * 60).p);
	now = in ? runner_number_at(in, q->params) : 0;
	c->param = in ? in->name : c->param;
	if (!in || lab_is_double(in->kind))
		diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "lab %s: so large a '%s' would take %s", q->lab->name, c->param,
		          takes);
	else
		diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "lab %s: %s of %s would take %s", q->lab->name, in->name,
		          (in->kind == LAB_TIME ? figure_time(&a, now) : figure_number(&a, now, 3)).p, takes);
	if (in && lab_is_double(in->kind))
		diag_hint(d, "what is %s times less would do", figure_number(&a, ceil(now / fits), 2).p);
	else if (in)
		diag_hint(d, "%s = %s would do", in->name,
		          (in->kind == LAB_TIME ? figure_time(&a, fits) : figure_number(&a, fits, 2)).p);
	arena_release(&a);
	return false;
}

static bool affordable(const struct asked *q, struct lab_cost *c, struct diag *d)
{
	if (q->lab->cost && !q->lab->cost(q->params, c, d))
		return false;
	return is_within(c) || runner_too_much(q, c, d);
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

/* The longest time that was asked for; NULL: none is any. */
static const struct lab_in *longest_time(const struct lab *lab, const void *params)
{
	const struct lab_in *longest = NULL;
	double most = 0;

	for (const struct lab_in *in = lab->in; in->name; in++) {
		double x = runner_number_at(in, params), s = in->kind == LAB_TIME ? x / 1e9 : in->kind == LAB_SECONDS ? x : 0;

		longest = s > most ? in : longest;
		most = s > most ? s : most;
	}
	return longest;
}

/* Whatever was expected of it. */
static bool comes_to_an_end(struct work *w, struct diag *d)
{
	bool beyond = false;

	for (uint32_t i = 0; i < w->runs; i++)
		beyond = beyond || w->run[i].beyond;
	if (atomic_load(&w->endless))
		return diag_fail(d, DIAG_LIMIT, (struct span){0, 0},
		                 "lab %s: ended after ten billion steps, and no end in sight", w->lab->name);
	return !beyond || diag_fail(d, DIAG_LIMIT, (struct span){0, 0},
	                            "lab %s: it would go on for more than 500 years of its own time", w->lab->name);
}

bool lab_run(const struct lab *lab, const void *params, const struct lab_plan *plan, struct lab_result *r,
             struct diag *d)
{
	struct lab_cost c = {.param = lab->in->name};
	struct work w = {.lab = lab, .params = params, .plan = plan};

	*r = (struct lab_result){0};
	if (!affordable(&(struct asked){lab, params, plan->given}, &c, d)) {
		r->blame = c.param;
		return false;
	}
	if (lab->reads && !lab->reads->open(params, &w.opened, plan->stop, d))
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
	r->blame = c.param;
	bool ok = comes_to_an_end(&w, d);
	if (!ok && !atomic_load(&w.endless) && longest_time(lab, params))
		r->blame = longest_time(lab, params)->name;
	runner_release(&w);
	return ok;
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
	double few = v->worth > 0 ? sqrt(fabs(predicted - v->value) * v->worth) : 0;

	if (few > v->error)
		return few;
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
