/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_step.c - the decision by ten parts, and when it is void. */
#include "bench/load_step.h"

#include <math.h>

#include "base/plain.h"
#include "base/student.h"
#include "bench/stats.h"

/* Shares of what is measured over which the generator counts as the limit. */
#define LAG_SHARE 0.1
#define LAG_LEAST 1e-3
#define CPU_SHARE 0.8
#define MISSED_SHARE 0.01
#define DELAYED_SHARE 0.05

void load_step_sum(struct load_step *s, unsigned parts)
{
	s->parts = parts;
	s->all = (struct load_hist){0};
	s->ended = s->errors = 0;
	for (unsigned i = 0; i < parts; i++) {
		load_hist_merge(&s->all, &s->part[i].times);
		s->ended += s->part[i].ended;
		s->errors += s->part[i].errors;
	}
}

/* ---- ten numbers ---- */

/* `n` of the parts that had anything to say. */
struct ten {
	double x[LOAD_PARTS];
	unsigned n;
};

static void load_step_gather(const struct load_step *s, unsigned from, unsigned to, struct load_part *p)
{
	*p = (struct load_part){0};
	for (unsigned i = from; i < to; i++) {
		load_hist_merge(&p->times, &s->part[i].times);
		p->ended += s->part[i].ended;
		p->errors += s->part[i].errors;
	}
}

/* What the term bounds, in one of ten equal times; below 0: there was no request. */
static double load_step_number(const struct load_part *p, const struct load_term *t, double limit)
{
	if (t->kind == LOAD_ERRORS)
		return p->ended ? (double)p->errors / (double)p->ended : -1;
	if (!p->times.total)
		return -1;
	return t->kind == LOAD_MEAN ? load_hist_mean(&p->times) : load_hist_over(&p->times, limit) / (double)p->times.total;
}

static struct ten numbers(const struct load_step *s, unsigned parts, const struct load_term *t, double limit)
{
	struct ten ten = {.n = 0};
	unsigned each = parts / LOAD_PARTS;

	for (unsigned i = 0; i < LOAD_PARTS; i++) {
		struct load_part p;
		double x;

		load_step_gather(s, i * each, (i + 1) * each, &p);
		x = load_step_number(&p, t, limit);
		if (x >= 0)
			ten.x[ten.n++] = x;
	}
	return ten;
}

static double load_step_mean_of(const struct ten *ten)
{
	double sum = 0;

	for (unsigned i = 0; i < ten->n; i++)
		sum += ten->x[i];
	return ten->n ? sum / ten->n : 0;
}

/* How far their mean may be off, one way in 20. */
static double off(const struct ten *ten, double mean)
{
	double sum = 0;

	if (ten->n < 2)
		return INFINITY;
	for (unsigned i = 0; i < ten->n; i++)
		sum += (ten->x[i] - mean) * (ten->x[i] - mean);
	return student_95(ten->n - 1) * sqrt(sum / (ten->n - 1) / ten->n);
}

/* ---- decisions ---- */

static enum load_verdict decide(const struct load_step *s, unsigned parts, const struct load_slo *slo,
                                const struct load_term *t, bool last)
{
	double limit = load_slo_limit(slo, t), bound = t->kind == LOAD_QUANTILE ? 1 - t->share + 1e-12 : limit;
	struct ten ten = numbers(s, parts, t, limit);
	double mean = load_step_mean_of(&ten), room;

	if (!ten.n && s->ended) /* every answer was an error */
		return LOAD_FAILS;
	if (!ten.n) /* at a low rate nothing may have been due */
		return last ? LOAD_HOLDS : LOAD_UNDECIDED;
	room = last ? 0 : off(&ten, mean);
	if (mean + room <= bound)
		return LOAD_HOLDS;
	return mean - room > bound ? LOAD_FAILS : LOAD_UNDECIDED;
}

enum load_verdict load_step_judge(const struct load_step *s, unsigned parts, const struct load_slo *slo, bool last,
                                  const struct load_term **failed)
{
	enum load_verdict all = LOAD_HOLDS;

	*failed = NULL;
	for (unsigned i = 0; i < slo->count; i++)
		switch (decide(s, parts, slo, &slo->term[i], last)) {
		case LOAD_FAILS: *failed = &slo->term[i]; return LOAD_FAILS;
		case LOAD_UNDECIDED: all = LOAD_UNDECIDED; break;
		default: break;
		}
	return all;
}

bool load_step_void(const struct load_step *s, struct buf *why)
{
	double lag = load_hist_quantile(&s->lag, 0.99), p99 = load_hist_quantile(&s->all, 0.99), wall = s->effort.wall;

	if (lag > LAG_LEAST && lag > LAG_SHARE * p99)
		buf_printf(why, "was late (p99 %s ms)", plain(1000 * lag, 3).text);
	else if (s->effort.cpu > CPU_SHARE * wall)
		buf_printf(why, "took %.0f %% of a CPU", 100 * s->effort.cpu / wall);
	else if ((double)s->missed > MISSED_SHARE * (double)s->due)
		buf_printf(why, "did not get to send %.2g %% of the requests", 100 * (double)s->missed / (double)s->due);
	else if (s->effort.delayed > DELAYED_SHARE * wall)
		buf_printf(why, "was kept off the CPU for %.0f %% of the time", 100 * s->effort.delayed / wall);
	else
		return false;
	return true;
}

struct load_range load_step_quantile(const struct load_step *s, double q)
{
	unsigned each = s->parts / LOAD_PARTS;
	struct ten ten = {.n = 0};
	struct load_range r = {load_hist_quantile(&s->all, q), 0, 0};
	double mean, room;

	for (unsigned i = 0; i < LOAD_PARTS && each; i++) {
		struct load_part p;

		load_step_gather(s, i * each, (i + 1) * each, &p);
		if (p.times.total)
			ten.x[ten.n++] = load_hist_quantile(&p.times, q);
	}
	mean = load_step_mean_of(&ten);
	room = off(&ten, mean);
	r.low = isfinite(room) ? fmin(fmax(mean - room, r.value / 10), r.value) : r.value;
	r.high = isfinite(room) ? fmax(mean + room, r.value) : r.value;
	return r;
}
