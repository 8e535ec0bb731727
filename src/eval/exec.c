/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exec.c - runs a program: for each instruction a loop over elements, and in it one over samples. */
#include "eval/exec.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/interrupt.h"
#include "eval/fn.h"
#include "value/number.h"

/* What one run may take up: 256 MB, some seconds. */
enum { HELD_MAX = 32000000, WORK_MAX = 300000000, SLOW_STEPS = 1000000 };

static double *run_room(struct run *r, uint32_t count)
{
	r->held += count;
	return arena_alloc(r->scratch, (count ? count : 1) * sizeof(double));
}

double run_bad(const struct run *r, const struct instr *in, enum poison why)
{
	return poison_make(why, (uint32_t)(in - r->p->code));
}

double run_located(const struct run *r, const struct instr *in, double x)
{
	uint32_t where;

	if (isfinite(x))
		return x;
	enum poison why = poison_read(x, &where);
	return run_bad(r, in, why ? why : POISON_OVERFLOW);
}

bool run_go_on(struct run *r, const struct instr *in, uint64_t steps)
{
	r->work += steps + builtin_steps;
	builtin_steps = 0;
	if (r->work <= WORK_MAX && r->held <= HELD_MAX && !interrupt_came)
		return true;
	DIAG_IN(r->d, in->src);
	if (interrupt_came)
		return diag_fail(r->d, DIAG_INTERRUPT, in->at, "interrupted");
	return diag_fail(r->d, DIAG_LIMIT, in->at,
	                 r->work > WORK_MAX ? "this takes too many steps: more than 300 million"
	                                    : "these lists hold too many numbers: more than 32 million");
}

bool run_fits(struct run *r, const struct instr *in, uint32_t count)
{
	if ((uint64_t)count * run_width(r, in) > HELD_MAX)
		r->held = HELD_MAX + 1;
	return r->held <= HELD_MAX || run_go_on(r, in, 0);
}

/* Length of what comes out when registers meet element by element. */
static bool run_length(struct run *r, const struct instr *in, const uint32_t *args, uint32_t n, uint32_t *count,
                       bool *list)
{
	*count = 1;
	*list = false;
	for (uint32_t i = 0; i < n; i++) {
		const struct reg *x = &r->reg[args[i]];
		if (!x->list)
			continue;
		if (*list && x->count != *count) {
			DIAG_IN(r->d, in->src);
			return diag_fail(r->d, DIAG_VALUE, in->at, "lists of different lengths: %u and %u", *count, x->count);
		}
		*list = true;
		*count = x->count;
	}
	return run_fits(r, in, *count);
}

struct reg *run_result(struct run *r, const struct instr *in, uint32_t count, bool list)
{
	struct reg *out = &r->reg[in->dst];
	uint32_t width = run_width(r, in), need = (count ? count : 1) * width;

	if (out->cap < need && r->spare.cap >= need) {
		out->num = r->spare.num;
		out->cap = r->spare.cap;
		r->spare.cap = 0;
	}
	if (out->cap < need) {
		out->cap = need > 2 * out->cap ? need : 2 * out->cap;
		out->num = run_room(r, out->cap);
	}
	out->count = count;
	out->width = width;
	out->list = list;
	return out;
}

/* The room of samples that nothing reads any more is the next result's: a sum of hundreds stays near the processor. */
static void run_spare(struct run *r, uint32_t reg)
{
	struct reg *x = &r->reg[reg];

	if (x->width == 1 || x->cap <= r->spare.cap)
		return;
	r->spare = *x;
	x->cap = 0;
}

/* ---- arithmetic ---- */

/*
 * Exact for whole numbers. Of others, 0.3 mod 0.1, the last bits are noise: what is a whole multiple but for them
 * leaves nothing; and where they are as large as the divisor, the remainder is not known.
 */
static RARE double exec_modulo(double x, double y)
{
	double q = x / y, noise = 8 * DBL_EPSILON * fabs(q), m = fmod(x, y);
	bool whole = x == floor(x) && y == floor(y);

	if (!whole && noise > 1e-3)
		return NAN;
	if (m == 0 || (!whole && fabs(q - nearbyint(q)) <= noise))
		return 0;
	return (m < 0) != (y < 0) ? m + y : m;
}

static double arithmetic(enum opcode code, double x, double y)
{
	switch (code) {
	case CODE_ADD: return x + y;
	case CODE_SUB: return x - y;
	case CODE_MUL: return x * y;
	case CODE_DIV: return x / y;
	case CODE_MOD: return exec_modulo(x, y);
	default: return pow(x, y);
	}
}

static RARE enum poison why_not(enum opcode code, double x, double y)
{
	if ((code == CODE_DIV || code == CODE_MOD) && y == 0)
		return POISON_DIVIDE;
	if (code == CODE_POW && x == 0 && y < 0)
		return POISON_DIVIDE;
	if (code == CODE_POW && x < 0 && y != floor(y))
		return POISON_DOMAIN;
	return code == CODE_MOD ? POISON_DOMAIN : POISON_OVERFLOW;
}

static double exec_compare(enum opcode code, double x, double y)
{
	bool same = number_same(x, y);

	switch (code) {
	case CODE_EQ: return same;
	case CODE_NE: return !same;
	case CODE_LT: return x < y && !same;
	case CODE_LE: return x < y || same;
	case CODE_GT: return x > y && !same;
	default: return x > y || same;
	}
}

/* A product or quotient that is not 0. A power may come to nothing: that is what 1 - (1 - p)^n is about. */
static bool is_product(enum opcode code, double y)
{
	return code == CODE_DIV || (code == CODE_MUL && y != 0);
}

/* A truth that is known decides, whatever the other side: `x != 0 and 1/x > 2`. */
static double exec_logic(enum opcode code, double x, double y)
{
	double decided = code == CODE_OR;

	if (x == decided || y == decided)
		return decided;
	return is_poison(x) ? x : y;
}

static double one_step(const struct run *r, const struct instr *in, double x, double step)
{
	return step == 0 ? run_bad(r, in, POISON_DIVIDE) : run_located(r, in, in->u.fn->num1(x / step) * step);
}

/* What is not arithmetic: comparisons, truths, steps. */
static double other_pair(const struct run *r, const struct instr *in, double x, double y)
{
	if (in->code == CODE_AND || in->code == CODE_OR)
		return exec_logic(in->code, x, y);
	if (is_poison(x) || is_poison(y))
		return is_poison(x) ? x : y;
	return in->code == CODE_STEP ? one_step(r, in, x, y) : exec_compare(in->code, x, y);
}

static double one_pair(const struct run *r, const struct instr *in, double x, double y)
{
	if (in->code > CODE_POW)
		return other_pair(r, in, x, y);
	if (is_poison(x) || is_poison(y))
		return is_poison(x) ? x : y;
	double z = arithmetic(in->code, x, y);
	if (z == 0 && x != 0 && !in->uncertain && is_product(in->code, y))
		return run_bad(r, in, POISON_UNDERFLOW);
	return isfinite(z) ? z : run_bad(r, in, why_not(in->code, x, y));
}

/* The four that have loops for whole blocks: true when all results are finite. */
static bool whole_block(const struct run *r, const struct instr *in, double *z, struct lane a, struct lane b,
                        uint32_t n)
{
	switch (in->code) {
	case CODE_ADD: return !r->kernel->add(z, a, b, n);
	case CODE_SUB: return !r->kernel->sub(z, a, b, n);
	case CODE_MUL: return !r->kernel->mul(z, a, b, n);
	case CODE_DIV: return !r->kernel->div(z, a, b, n);
	default: return false;
	}
}

static bool run_pairs(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a], *b = &r->reg[in->b];
	uint32_t count, pair[2] = {in->a, in->b}, n = run_width(r, in);
	bool list;

	if (!run_length(r, in, pair, 2, &count, &list))
		return false;
	double *z = run_result(r, in, count, list)->num;
	for (uint32_t k = 0; k < count; k++, z += n) {
		struct lane x = run_lane(a, k), y = run_lane(b, k);
		if (n > 1 && whole_block(r, in, z, x, y, n))
			continue;
		for (uint32_t i = 0; i < n; i++)
			z[i] = one_pair(r, in, lane_at(x, i), lane_at(y, i));
	}
	if (in->last_a)
		run_spare(r, in->a);
	if (in->last_b)
		run_spare(r, in->b);
	return true;
}

static double one_unary(const struct run *r, const struct instr *in, double x)
{
	if (is_poison(x))
		return x;
	if (in->code == CODE_NEGATE)
		return -x;
	if (in->code == CODE_NOT)
		return !x;
	double z = factor_apply(in->u.factor, x);
	if (z == 0 && x != 0 && !in->uncertain)
		return run_bad(r, in, POISON_UNDERFLOW);
	return isfinite(z) ? z : run_bad(r, in, POISON_OVERFLOW);
}

static void run_unary(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a];
	uint32_t n = run_width(r, in);
	double *z = run_result(r, in, a->count, a->list)->num;

	for (uint32_t k = 0; k < a->count; k++, z += n) {
		struct lane x = run_lane(a, k);
		if (n > 1 && in->code == CODE_SCALE && !r->kernel->scale(z, x, in->u.factor.num, in->u.factor.den, n))
			continue;
		for (uint32_t i = 0; i < n; i++)
			z[i] = one_unary(r, in, lane_at(x, i));
	}
}

static bool run_select(struct run *r, const struct instr *in)
{
	uint32_t count, n = run_width(r, in);
	bool list;

	if (!run_length(r, in, in->args, 3, &count, &list))
		return false;
	double *z = run_result(r, in, count, list)->num;
	for (uint32_t k = 0; k < count; k++, z += n) {
		struct lane c = run_lane(&r->reg[in->args[0]], k), t = run_lane(&r->reg[in->args[1]], k),
					f = run_lane(&r->reg[in->args[2]], k);
		for (uint32_t i = 0; i < n; i++) {
			double truth = lane_at(c, i);
			z[i] = is_poison(truth) ? truth : truth != 0 ? lane_at(t, i) : lane_at(f, i);
		}
	}
	return true;
}

/* ---- functions ---- */

static double exec_call(const struct builtin *fn, const double *x, uint32_t n)
{
	switch (n) {
	case 1: return fn->num1 ? fn->num1(x[0]) : fn->fold(x, 1);
	case 2: return fn->num2 ? fn->num2(x[0], x[1]) : fn->fold(x, 2);
	case 3: return fn->num3 ? fn->num3(x[0], x[1], x[2]) : fn->fold(x, 3);
	default: return fn->fold(x, n);
	}
}

static bool run_call(struct run *r, const struct instr *in)
{
	uint32_t count, n = run_width(r, in);
	bool list;

	if (!run_length(r, in, in->args, in->count, &count, &list))
		return false;
	double *z = run_result(r, in, count, list)->num, small[8];
	double *x = in->count <= 8 ? small : run_room(r, in->count);
	for (uint32_t k = 0; k < count; k++, z += n) {
		for (uint32_t i = 0; i < n; i++) {
			double ill = 0;
			for (uint32_t a = 0; a < in->count; a++) {
				x[a] = lane_at(run_lane(&r->reg[in->args[a]], k), i);
				if (is_poison(x[a]) && !is_poison(ill))
					ill = x[a];
			}
			z[i] = is_poison(ill) ? ill : run_located(r, in, exec_call(in->u.fn, x, in->count));
			if (builtin_steps > SLOW_STEPS && !run_go_on(r, in, 0))
				return false;
		}
	}
	return true;
}

/* ---- draws ---- */

static void coordinate(const struct run *r, const struct sobol *s, double *u, uint32_t n)
{
	uint32_t points[SAMPLE_BLOCK];

	if (s->is_random) {
		sobol_random(s, r->block, points);
		r->kernel->uniform(u, points, 0, n);
	} else {
		r->kernel->uniform(u, s->within, sobol_block(s, r->block), n);
	}
}

/* Correlated draws: a weighted sum of normal numbers is one, and goes back to 0..1. */
static void correlated(const struct run *r, const struct draw *draw, double *u, uint32_t n)
{
	double one[SAMPLE_BLOCK], sum[SAMPLE_BLOCK] = {0};

	for (uint32_t k = 0; k < draw->source_count; k++) {
		coordinate(r, &draw->sobol[k], one, n);
		r->kernel->normal(one, one, n);
		for (uint32_t i = 0; i < n; i++)
			sum[i] += draw->sources[k].weight * one[i];
	}
	for (uint32_t i = 0; i < n; i++) {
		double x = 0.5 * erfc(-sum[i] * M_SQRT1_2);
		u[i] = x < 0x1p-33 ? 0x1p-33 : x > 1 - 0x1p-33 ? 1 - 0x1p-33 : x;
	}
}

static void run_draw(struct run *r, const struct instr *in)
{
	const struct draw *draw = in->u.draw;
	double u[SAMPLE_BLOCK];
	struct lane lanes[64];
	double *z = run_result(r, in, 1, false)->num;

	if (r->at)
		u[0] = r->at[in->dst];
	else if (draw->source_count == 1)
		coordinate(r, draw->sobol, u, r->width);
	else
		correlated(r, draw, u, r->width);
	for (uint32_t k = 0; k < in->count; k++)
		lanes[k] = run_lane(&r->reg[in->args[k]], 0);
	draw->dist->draw(r->kernel, u, lanes, in->count, draw->table, z, r->width);
	if (!r->kernel->odd(z, r->width))
		return;
	for (uint32_t i = 0; i < r->width; i++)
		if (!isfinite(z[i]))
			z[i] = run_bad(r, in, isinf(z[i]) ? POISON_OVERFLOW : POISON_DOMAIN);
}

/* ---- the loop ---- */

/* Columns are read once a block, each from pages of its own: fetched one ahead, they are there when they are added. */
static void prefetch_next(const struct run *r, const struct instr *in)
{
	enum { AHEAD = 4, LINE = 8 /* numbers */ };
	const struct instr *end = r->p->code + r->p->count, *next = in + 1;

	for (int i = 0; i < AHEAD && next < end && next->code != CODE_COLUMN; i++)
		next++;
	if (next >= end || next->code != CODE_COLUMN)
		return;
	for (uint32_t i = 0; i < r->width; i += LINE)
		__builtin_prefetch(next->u.column.samples + r->block * SAMPLE_BLOCK + i);
}

static bool exec_run_one(struct run *r, const struct instr *in)
{
	switch (in->code) {
	case CODE_CONST: run_result(r, in, 1, false)->num[0] = in->u.number; return true;
	case CODE_LOAD:
		r->reg[in->dst] = (struct reg){.num = (double *)in->u.load, .count = in->count, .width = 1, .list = in->list};
		return true;
	case CODE_UNKNOWN: return false;
	case CODE_COLUMN:
		prefetch_next(r, in);
		r->reg[in->dst] = (struct reg){
			.num = (double *)in->u.column.samples + r->block * SAMPLE_BLOCK, .count = 1, .width = r->width};
		return true;
	case CODE_DRAW: run_draw(r, in); return true;
	case CODE_LIST: return run_list(r, in);
	case CODE_SCALE:
	case CODE_NEGATE:
	case CODE_NOT: run_unary(r, in); return true;
	case CODE_SELECT: return run_select(r, in);
	case CODE_CALL: return run_call(r, in);
	case CODE_FOLD: return run_fold(r, in);
	case CODE_LISTFN: return run_listfn(r, in);
	case CODE_SMALLEST: return run_smallest(r, in);
	case CODE_REQUIRE: return run_require(r, in);
	default: return run_pairs(r, in);
	}
}

/*
 * The short way for what most programs are made of: single certain numbers. False where something else is met. Their
 * steps are not counted one by one; a program is short, and who runs it in a loop counts that.
 */
static bool run_single(struct run *r, const struct instr *in)
{
	struct reg *out = &r->reg[in->dst];
	double z;

	if (in->code == CODE_CONST)
		z = in->u.number;
	else if (in->code < CODE_SCALE || in->code > CODE_GE || r->reg[in->a].list)
		return false;
	else if (in->code <= CODE_NOT)
		z = one_unary(r, in, r->reg[in->a].num[0]);
	else if (!r->reg[in->b].list)
		z = one_pair(r, in, r->reg[in->a].num[0], r->reg[in->b].num[0]);
	else
		return false;
	out->one = z;
	out->num = &out->one;
	out->count = out->width = out->cap = 1;
	out->list = false;
	return true;
}

/* Whiteboard mode: what was just computed is written down with fewer digits. */
static void round_result(struct run *r, const struct instr *in)
{
	struct reg *x = &r->reg[in->dst];
	double *rounded = x->cap ? x->num : run_room(r, x->count);

	for (uint32_t i = 0; i < x->count; i++) {
		double exact = x->num[i], y = exact;
		if (!is_poison(exact) && exact != 0)
			y = number_round(exact, r->e->about == 1 ? 1 : 0);
		rounded[i] = y;
		if (y != exact && !is_poison(exact) && r->e->rounded)
			r->e->rounded(r->e->rounded_ctx, &(struct rounding){in->src, in->at, *in->type, exact, y});
	}
	x->num = rounded;
}

/* Of a loop that is not run now: what hangs on no counter may be needed outside it; the loop's own has no number. */
static bool run_around(struct run *r, const struct instr *in, bool uncertain)
{
	unsigned loops = r->loops;

	r->loops = 0;
	bool ok = run_range(r, in->u.body.first, in->u.body.last, uncertain);
	r->loops = loops;
	return ok;
}

bool run_range(struct run *r, uint32_t first, uint32_t last, bool uncertain)
{
	for (uint32_t i = first; i < last; i++) {
		const struct instr *in = &r->p->code[i];
		if (!in->live || in->uncertain != uncertain || (in->loop && !r->loops)) {
			if (in->code == CODE_SMALLEST && r->loops) {
				if (!run_around(r, in, uncertain))
					return false;
				i = in->u.body.last - 1;
			}
			continue;
		}
		if (!(!uncertain && run_single(r, in)) &&
		    !(exec_run_one(r, in) && run_go_on(r, in, 1 + (uint64_t)r->reg[in->dst].count * run_width(r, in))))
			return false;
		if (r->e->about && in->type)
			round_result(r, in);
		if (in->code == CODE_MOD && r->p->tells && r->block == 0 && !r->told_lost)
			r->told_lost = run_note_lost(r, in) && r->loops > 0;
		if (in->code == CODE_SMALLEST) /* its body follows, and was run by it */
			i = in->u.body.last - 1;
	}
	return true;
}

/* The short way as far as it goes, through a program of which all is live and certain. Returns where it ended. */
static uint32_t run_singles(struct run *r)
{
	uint32_t i = 0;

	if (r->p->draws || r->p->counter_count || r->e->about)
		return 0;
	while (i < r->p->count && r->p->code[i].code != CODE_MOD && run_single(r, &r->p->code[i]))
		i++;
	return i;
}

bool program_run(struct program *p, const struct engine *e, struct arena *scratch, struct diag *d, double **num,
                 uint32_t *count)
{
	struct run r = {.p = p, .e = e, .scratch = scratch, .d = d, .width = 1};

	r.reg = arena_array(scratch, struct reg, p->registers);
	if (!run_range(&r, run_singles(&r), p->count, false))
		return false;
	*num = r.reg[p->result].num;
	*count = r.reg[p->result].count;
	p->lost = p->vanished = false;
	for (uint32_t k = 0; k < *count; k++) {
		p->lost = p->lost || (fabs((*num)[k]) >= FN_WHOLE_MAX && run_lost(&r, p->result, k));
		p->vanished = p->vanished || ((*num)[k] == 0 && run_vanished(&r, p->result, k));
	}
	return true;
}
