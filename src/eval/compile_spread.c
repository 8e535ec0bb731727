/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_spread.c - what is read off samples while a program is compiled: means, percentiles, shares. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "eval/compiler.h"

/* 0.95 for p95, 0.999 for p999. */
static double name_quantile(const char *name)
{
	double digits = strtod(name + 1, NULL);

	return strcmp(name, "median") == 0 ? 0.5 : digits > 100 ? digits / 1000 : digits / 100;
}

/* pct(x, 0.5) */
static bool two_percentiles(struct compiler *c, const struct node *n, double q)
{
	struct str x = source_text(c->at.src, n->kids[0]->at);

	diag_fail(c->d, DIAG_ARGUMENT, n->kids[1]->at, "is the percentile %.10g or %.10g %%?", q, 100 * q);
	diag_hint(c->d, "write pct(%.*s, %.10g%%) or pct(%.*s, %.10g%%)", STR(x), 100 * q, STR(x), q);
	return false;
}

static bool quantile_wanted(struct compiler *c, const struct builtin *fn, const struct node *n, double *q)
{
	if (strcmp(fn->name, "pct") != 0) {
		*q = name_quantile(fn->name);
		return true;
	}
	struct operand x;
	if (!compile_node(c, n->kids[1], &x))
		return false;
	bool percent = is_percent(&x);
	if (!make_plain(c, n, "use as a percentile", &x) || !compile_value(c, n->kids[1], "this", &x, q))
		return false;
	if (!percent && *q > 0 && *q < 1)
		return two_percentiles(c, n, *q);
	if (!percent)
		*q /= 100; /* pct(x, 95) */
	return (*q > 0 && *q < 1) || diag_fail(c->d, DIAG_VALUE, n->kids[1]->at, "a percentile lies between 0 and 100 %%");
}

/* A percentile that the spread does not hold already needs the column. */
static double read_off(const struct builtin *fn, const struct spread *s, double *column, double q)
{
	uint32_t good = 0;

	if (!s->good)
		return s->why;
	if (strcmp(fn->name, "mean") == 0 || strcmp(fn->name, "prob") == 0)
		return s->mean;
	if (strcmp(fn->name, "sd") == 0)
		return s->sd;
	for (uint32_t i = 0; i < s->samples; i++)
		if (!is_poison(column[i]))
			column[good++] = column[i];
	return spread_quantile(column, good, q);
}

/* A mean or deviation that there is, and that the samples know. */
static bool has_moment(struct compiler *c, const struct builtin *fn, const struct node *n, const struct spread *s)
{
	bool mean = strcmp(fn->name, "mean") == 0;
	const char *what = mean ? "mean" : "standard deviation";

	if ((!mean && strcmp(fn->name, "sd") != 0) || !s->good)
		return true;
	if (!isfinite(mean ? s->mean : s->sd))
		diag_fail(c->d, DIAG_VALUE, n->at, "this has no %s: its tail is too heavy", what);
	else if (!(mean ? s->mean_digits : s->sd_digits))
		diag_fail(c->d, DIAG_VALUE, n->at,
		          "the %s does not settle: the halves of the samples are more than 10 %% apart", what);
	else
		return true;
	diag_hint(c->d, "median(x) and percentiles are known");
	return false;
}

/* Of a share of the samples: down to the place that they know to half a unit, 4 digits below 99 %. 0: as usual. */
static unsigned share_digits(const struct spread *s)
{
	if (!(s->mean > 0 && s->mean_error > 0))
		return 0;
	double digits = floor(-log10(2 * s->mean_error)) + floor(log10(s->mean)) + 1;
	return (unsigned)fmax(1, s->mean < 0.99 ? fmin(digits, SPREAD_DIGITS) : digits);
}

/* Fewer digits where the samples bear no more. */
static unsigned moment_digits(const struct builtin *fn, const struct spread *s, uint32_t count)
{
	bool mean = strcmp(fn->name, "mean") == 0;
	unsigned digits = SPREAD_DIGITS;

	if (strcmp(fn->name, "prob") == 0)
		return count == 1 ? share_digits(s) : 0;
	if (!mean && strcmp(fn->name, "sd") != 0)
		return 0;
	for (uint32_t i = 0; i < count; i++) {
		unsigned own = mean ? s[i].mean_digits : s[i].sd_digits;
		digits = own < digits ? own : digits;
	}
	return digits < SPREAD_DIGITS ? digits : 0;
}

static double deviation(const double *x, uint32_t n)
{
	double mean = 0, squares = 0;

	for (uint32_t i = 0; i < n; i++)
		mean += x[i] / n;
	for (uint32_t i = 0; i < n; i++)
		squares += (x[i] - mean) * (x[i] - mean);
	return sqrt(squares / (n - 1));
}

/* Linear between order statistics. x is sorted. */
static double quantile(const double *x, uint32_t n, double q)
{
	double place = q * (n - 1);
	uint32_t i = (uint32_t)place;

	return i + 1 < n ? x[i] + (place - i) * (x[i + 1] - x[i]) : x[n - 1];
}

/* What a list that is certain says: its elements are the samples. */
static bool of_list(struct compiler *c, const struct builtin *fn, const struct node *n, double *x, uint32_t count,
                    double q, double *out)
{
	bool sd = strcmp(fn->name, "sd") == 0;

	if (count < (sd ? 2 : 1))
		return diag_fail(c->d, DIAG_VALUE, n->at,
		                 sd ? "sd of a list needs at least two numbers" : "%s of a list needs at least one number",
		                 fn->name);
	for (uint32_t i = 0; i < count; i++)
		if (is_poison(*out = x[i]))
			return true;
	qsort(x, count, sizeof *x, double_order);
	*out = sd ? deviation(x, count) : quantile(x, count, q);
	if (strcmp(fn->name, "prob") != 0)
		return true;
	*out = 0;
	for (uint32_t i = 0; i < count; i++)
		*out += x[i] / count;
	return true;
}

static double of_certain(const struct builtin *fn, double x)
{
	return strcmp(fn->name, "sd") == 0 && !is_poison(x) ? 0 : x;
}

enum { SPREAD_STEPS = 500 }; /* it takes as long as so many */

struct compiler_now compile_now(struct compiler *c)
{
	struct compiler_now before = {c->check, c->owner.first};

	if (c->check && c->s->draws) /* the cell's own draws have no numbers yet: they come after all that have */
		c->owner.first = c->s->draws->count;
	c->check = false;
	return before;
}

void compile_now_end(struct compiler *c, struct compiler_now before)
{
	c->check = before.check;
	c->owner.first = before.first;
}

static bool compile_spread_of(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *out)
{
	struct operand x;
	struct sampled sampled = {0};
	double q = 0.5, *num;
	uint32_t count;
	unsigned digits = 0;
	bool truth = strcmp(fn->name, "prob") == 0, agreed = false;

	struct compiler_now now = compile_now(c);
	bool ok = compile_node(c, n->kids[0], &x) && quantile_wanted(c, fn, n, &q);
	compile_now_end(c, now);
	if (!ok)
		return false;
	if ((x.type.kind == VALUE_TRUTH) != truth || x.type.kind == VALUE_TEXT)
		return diag_fail(c->d, DIAG_UNIT, n->kids[0]->at,
		                 truth ? "prob wants a condition, as in prob(x > 3)" : "%s wants a number", fn->name);
	c->steps += SPREAD_STEPS;
	bool uncertain = program_prepare(&c->p, c->a, &x.reg, 1);
	if (c->p.in_loop)
		return compile_in_loop(c, n->kids[0]);
	if (uncertain) {
		if (!program_sample(&c->p, c->e, &x.reg, 1, true, c->a, c->d, &sampled))
			return false;
		count = sampled.count;
		num = arena_array(c->a, double, count ? count : 1);
		for (uint32_t i = 0; ok && i < count; i++) {
			ok = has_moment(c, fn, n, &sampled.spread[i]);
			num[i] = read_off(fn, &sampled.spread[i], sampled.columns[i], q);
			agreed = agreed || (truth && (num[i] == 0 || num[i] == 1));
		}
		digits = moment_digits(fn, sampled.spread, count);
		sampled_free(&sampled, 1);
	} else {
		double *exact;
		c->p.result = x.reg;
		if (!program_run(&c->p, c->e, c->a, c->d, &exact, &count))
			return false;
		num = arena_array(c->a, double, count ? count : 1);
		memcpy(num, exact, count * sizeof *num);
		double said = 0;
		if (x.type.list)
			ok = of_list(c, fn, n, num, count, q, &said);
		num[0] = x.type.list ? said : of_certain(fn, num[0]);
		count = 1;
		x.type.list = false;
	}
	if (!ok)
		return false;
	operand_clear(out);
	struct instr *in = emit(c, CODE_LOAD, n, out);
	in->u.load = num;
	in->count = count;
	in->list = x.type.list;
	out->type = truth ? type_plain() : x.type;
	out->type.list = x.type.list;
	out->type.uncertain = false;
	out->type.written = false;
	out->type.agreed = agreed;
	if (digits <= SPREAD_DIGITS)
		out->type.borne = digits;
	else
		out->type.digits = digits;
	return true;
}

/* Samples are never rounded; what they say is, at a whiteboard, like any number typed. */
bool compile_spread(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *out)
{
	const struct engine *own = c->e;
	struct engine exact = *own;

	exact.about = 0;
	c->e = &exact;
	bool ok = compile_spread_of(c, fn, n, out);
	c->e = own;
	if (ok)
		mark_rounded(c, out);
	return ok;
}
