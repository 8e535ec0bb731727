/* SPDX-License-Identifier: GPL-3.0-or-later */
/* study.c - what each uncertain literal does to an answer: at its ends, and among the samples. */
#include <math.h>
#include <string.h>

#include "eval/compiler.h"
#include "eval/exec.h"
#include "eval/study.h"
#include "sampling/share.h"

enum { INPUTS_MANY = 64, SAMPLES_THEN = 8192 }; /* columns are kept: half a megabyte each at 65,536 samples */

/* The instruction that draws an input. */
static const struct instr *draw_of(const struct program *p, uint32_t k)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->code[i].live && p->code[i].code == CODE_DRAW && !k--)
			return &p->code[i];
	return NULL;
}

static uint32_t count_draws(const struct program *p)
{
	uint32_t n = 0;

	while (draw_of(p, n))
		n++;
	return n;
}

/* ---- at the ends ---- */

/* Run everything with each draw at the quantile that `at` says. */
static bool run_at(struct run *r, const double *at)
{
	r->at = at;
	return run_range(r, 0, r->p->count, true);
}

static double study_first_of(const struct run *r, uint32_t reg)
{
	return r->reg[reg].count ? r->reg[reg].num[0] : poison_make(POISON_DOMAIN, 0);
}

static bool run_ends(struct run *r, uint32_t root, double *at, struct study *out)
{
	for (uint32_t k = 0; k < out->count; k++) {
		struct study_input *in = &out->inputs[k];
		uint32_t reg = draw_of(r->p, k)->dst;
		in->middle = study_first_of(r, reg);
		at[reg] = 0.05;
		if (!run_at(r, at))
			return false;
		in->low = study_first_of(r, reg);
		in->at_low = study_first_of(r, root);
		at[reg] = 0.95;
		if (!run_at(r, at))
			return false;
		in->high = study_first_of(r, reg);
		in->at_high = study_first_of(r, root);
		at[reg] = 0.5;
		if (!run_at(r, at)) /* so that `middle` of the next is read with all at theirs */
			return false;
	}
	return true;
}

static bool ends(struct compiler *c, uint32_t root, struct study *out)
{
	struct run r = {.p = &c->p, .e = c->e, .kernel = kernel_best(), .scratch = c->a, .d = c->d, .width = 1};
	double *at = arena_array(c->a, double, c->p.registers + 1);

	r.reg = arena_array(c->a, struct reg, c->p.registers + 1);
	for (uint32_t i = 0; i < c->p.registers; i++)
		at[i] = 0.5;
	if (!run_range(&r, 0, c->p.count, false))
		return false;
	run_ready_draws(&r);
	if (!run_at(&r, at))
		return false;
	if (r.reg[root].list || r.reg[root].count != 1)
		return diag_fail(c->d, DIAG_VALUE, (struct span){0, 0},
		                 "sensitivity is that of one number, and this is a list");
	out->middle = study_first_of(&r, root);
	return run_ends(&r, root, at, out);
}

/* ---- among the samples ---- */

static void study_take_answer(struct compiler *c, const struct operand *x, const struct sampled *s, struct value *v)
{
	v->type = x->type;
	v->type.uncertain = true;
	v->count = 1;
	v->num = arena_array(c->a, double, 1);
	v->spread = s->spread;
	v->num[0] = !s->spread->good              ? s->spread->why
	            : x->type.kind == VALUE_TRUTH ? s->spread->mean >= 0.5
	                                          : s->spread->p50;
}

static bool shares(struct compiler *c, const struct operand *x, struct study *out)
{
	uint32_t *roots = arena_array(c->a, uint32_t, out->count + 1);
	struct sampled *sampled = arena_array(c->a, struct sampled, out->count + 1);
	struct engine e = *c->e;

	roots[0] = x->reg;
	for (uint32_t k = 0; k < out->count; k++)
		roots[k + 1] = draw_of(&c->p, k)->dst;
	if (out->count > INPUTS_MANY && e.samples > SAMPLES_THEN)
		e.samples = SAMPLES_THEN;
	if (!program_sample(&c->p, &e, roots, out->count + 1, true, c->a, c->d, sampled))
		return false;
	study_take_answer(c, x, &sampled[0], &out->answer);
	out->logarithmic = out->answer.spread->bin_log && out->answer.spread->min > 0;
	for (uint32_t k = 0; k < out->count; k++)
		out->inputs[k].share = variance_share(sampled[k + 1].columns[0], sampled[0].columns[0], sampled[0].samples,
		                                      out->logarithmic);
	sampled_free(sampled, out->count + 1);
	return true;
}

/* ---- both ---- */

static void study_list_inputs(struct compiler *c, struct study *out)
{
	out->count = count_draws(&c->p);
	out->inputs = arena_array(c->a, struct study_input, out->count + 1);
	for (uint32_t k = 0; k < out->count; k++) {
		const struct instr *in = draw_of(&c->p, k);
		out->inputs[k] = (struct study_input){.cell = in->u.draw->cell,
		                                      .position = in->u.draw->position,
		                                      .source = in->src,
		                                      .at = in->at,
		                                      .type = in->u.draw->type};
	}
}

static bool certain_answer(struct compiler *c, const struct operand *x, struct study *out)
{
	c->p.result = x->reg;
	out->answer.type = x->type;
	out->answer.type.uncertain = false;
	if (!program_run(&c->p, c->e, c->a, c->d, &out->answer.num, &out->answer.count))
		return false;
	if (x->type.list || out->answer.count != 1)
		return diag_fail(c->d, DIAG_VALUE, (struct span){0, 0},
		                 "sensitivity is that of one number, and this is a list");
	out->middle = out->answer.num[0];
	return true;
}

bool eval_study(const struct engine *e, const struct scope *s, const struct node *n, bool sample, struct arena *scratch,
                struct diag *d, struct study *out)
{
	struct compiler c = compiler_of(e, s, scratch, d);
	struct operand x;

	memset(out, 0, sizeof *out);
	bool ok = compile_node(&c, n, &x);
	if (ok && !program_prepare(&c.p, c.a, &x.reg, 1)) {
		ok = certain_answer(&c, &x, out);
	} else if (ok) {
		study_list_inputs(&c, out);
		ok = ends(&c, x.reg, out) && (!sample || shares(&c, &x, out));
		if (ok && !sample) {
			out->answer.type = x.type;
			out->answer.count = 1;
			out->answer.num = &out->middle;
		}
	}
	return ok;
}
