/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exec_list.c - instructions that look at whole lists, or run others again and again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "eval/exec.h"
#include "value/number.h"

/* The elements of a register in sample `i`, side by side; returns a poison among them, or 0. */
static double exec_list_gather(const struct reg *a, uint32_t i, double *x)
{
	double ill = 0;

	for (uint32_t k = 0; k < a->count; k++) {
		x[k] = a->num[(size_t)k * a->width + (a->width > 1 ? i : 0)];
		if (is_poison(x[k]) && !is_poison(ill))
			ill = x[k];
	}
	return ill;
}

bool run_list(struct run *r, const struct instr *in)
{
	uint32_t n = run_width(r, in);

	if (!run_fits(r, in, in->count))
		return false;
	double *z = run_result(r, in, in->count, true)->num;

	for (uint32_t k = 0; k < in->count; k++, z += n) {
		struct lane x = run_lane(&r->reg[in->args[k]], 0);
		for (uint32_t i = 0; i < n; i++)
			z[i] = lane_at(x, i);
	}
	return true;
}

bool run_fold(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a];
	uint32_t n = run_width(r, in);

	if (a->count == 0) {
		DIAG_IN(r->d, in->src);
		return diag_fail(r->d, DIAG_VALUE, in->at, "%s of an empty list", in->u.fn->name);
	}
	double *z = run_result(r, in, 1, false)->num, *x = xmalloc(a->count * sizeof *x);
	for (uint32_t i = 0; i < n; i++) {
		double ill = exec_list_gather(a, i, x);
		z[i] = is_poison(ill) ? ill : run_located(r, in, in->u.fn->fold(x, a->count));
	}
	free(x);
	return true;
}

enum { LIST_LIMIT = 1000000 };

/* Room that a list function may fill: as much as it is given, or what seq(from, to) needs. */
static uint32_t list_room(const struct builtin *fn, const double *x, uint32_t count, const double *arg)
{
	if (strcmp(fn->name, "seq") != 0)
		return count ? count : 1;
	double n = floor(number_snap(arg[0] - x[0])) + 1;
	return n > LIST_LIMIT ? LIST_LIMIT + 1 : n > 0 ? (uint32_t)n : 1;
}

static bool too_long(struct run *r, const struct instr *in)
{
	DIAG_IN(r->d, in->src);
	return diag_fail(r->d, DIAG_LIMIT, in->at, "a list of more than a million numbers");
}

/* One call, for one sample. `out` is set to memory of xmalloc. */
static bool one_listfn(struct run *r, const struct instr *in, uint32_t i, double **out, uint32_t *count)
{
	const struct reg *a = &r->reg[in->args[0]];
	double arg[8] = {0}, *x = xmalloc((a->count ? a->count : 1) * sizeof *x);
	double ill = exec_list_gather(a, i, x);

	for (uint32_t k = 1; k < in->count && k < 8; k++) {
		arg[k - 1] = lane_at(run_lane(&r->reg[in->args[k]], 0), i);
		if (is_poison(arg[k - 1]) && !is_poison(ill))
			ill = arg[k - 1];
	}
	uint32_t room = is_poison(ill) ? 1 : list_room(in->u.fn, x, a->count, arg);
	if (room > LIST_LIMIT) {
		free(x);
		return too_long(r, in);
	}
	*out = xmalloc(room * sizeof **out);
	*count = room;
	if (is_poison(ill)) {
		(*out)[0] = ill;
	} else {
		in->u.fn->list(x, a->count, arg, *out, count);
		for (uint32_t k = 0; k < *count; k++)
			(*out)[k] = run_located(r, in, (*out)[k]);
	}
	free(x);
	return true;
}

bool run_listfn(struct run *r, const struct instr *in)
{
	uint32_t n = run_width(r, in), count = 0;
	struct reg *out = NULL;

	for (uint32_t i = 0; i < n; i++) {
		double *one = NULL;
		uint32_t got;
		if (!one_listfn(r, in, i, &one, &got))
			return false;
		if (!out) {
			count = got;
			if (!run_fits(r, in, count)) {
				free(one);
				return false;
			}
			out = run_result(r, in, count, in->list);
		}
		if (got != count && !(got == 1 && is_poison(one[0]))) {
			free(one);
			DIAG_IN(r->d, in->src);
			return diag_fail(r->d, DIAG_VALUE, in->at, "%s gives lists of uncertain length here", in->u.fn->name);
		}
		for (uint32_t k = 0; k < count; k++)
			out->num[(size_t)k * n + i] = one[got == count ? k : 0];
		free(one);
	}
	return true;
}

enum { SMALLEST_LIMIT = 10000000 };

/* Is every sample settled? Settle those whose condition is true at `number` (a poison is not false either). */
static bool exec_list_settle(const struct reg *truth, double number, double *found, bool *done, uint32_t n)
{
	bool all = true;

	for (uint32_t i = 0; i < n; i++) {
		double t = truth->num[truth->width > 1 ? i : 0];
		if (!done[i] && t != 0) {
			found[i] = is_poison(t) ? t : number;
			done[i] = true;
		}
		all = all && done[i];
	}
	return all;
}

/* Count up from 1 until the body's result is true, for every sample. */
bool run_smallest(struct run *r, const struct instr *in)
{
	uint32_t n = run_width(r, in), body = in->u.body.last - in->u.body.first + 1;
	double *found = run_result(r, in, 1, false)->num, counter;
	bool done[SAMPLE_BLOCK] = {false}, ok = true;

	for (uint32_t i = 0; i < n; i++)
		found[i] = run_bad(r, in, POISON_LIMIT);
	r->reg[in->a] = (struct reg){.num = &counter, .count = 1, .width = 1};
	r->loops++;
	for (uint32_t k = 1; ok && k <= SMALLEST_LIMIT; k++) {
		counter = k;
		if (interrupt_came) {
			for (uint32_t i = 0; i < n; i++)
				found[i] = done[i] ? found[i] : run_bad(r, in, POISON_INTERRUPT);
			break;
		}
		ok = run_go_on(r, in, body) && run_range(r, in->u.body.first, in->u.body.last, false) &&
		     (!in->uncertain || run_range(r, in->u.body.first, in->u.body.last, true));
		if (ok && exec_list_settle(&r->reg[in->u.body.result], k, found, done, n))
			break;
	}
	r->loops--;
	return ok;
}

/* Does the condition hold in sample i? 1, 0, or the error that it is. One that is `none` breaks nothing. */
static double exec_list_verdict_of(const struct reg *truth, uint32_t i)
{
	double verdict = 1;

	for (uint32_t k = 0; k < truth->count; k++) {
		double t = truth->num[(size_t)k * truth->width + (truth->width > 1 ? i : 0)];
		uint32_t where;

		if (is_poison(t) && poison_read(t, &where) != POISON_NONE)
			return t;
		if (t == 0)
			verdict = 0;
	}
	return verdict;
}

static double exec_list_broken(struct run *r, const struct instr *in, double verdict)
{
	return is_poison(verdict) ? verdict : run_bad(r, in, POISON_REQUIRE);
}

bool run_require(struct run *r, const struct instr *in)
{
	const struct reg *truth = &r->reg[in->a], *b = &r->reg[in->b];
	uint32_t n = run_width(r, in);
	bool nothing = !b->count && exec_list_verdict_of(truth, 0) != 1; /* an empty list has to fail too */

	if (!run_fits(r, in, b->count + nothing))
		return false;
	struct reg *out = run_result(r, in, b->count + nothing, b->list);

	for (uint32_t i = 0; i < n; i++) {
		double verdict = exec_list_verdict_of(truth, i);

		if (nothing)
			out->num[i] = exec_list_broken(r, in, verdict == 1 ? 0 : verdict);
		for (uint32_t k = 0; k < b->count; k++) {
			double x = b->num[(size_t)k * b->width + (b->width > 1 ? i : 0)];
			out->num[(size_t)k * n + i] = verdict == 1 ? x : exec_list_broken(r, in, verdict);
		}
	}
	return true;
}
