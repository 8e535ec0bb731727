/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exec.c - runs a program: one loop per instruction over the elements of its registers. */
#include "eval/program.h"

#include <math.h>
#include <string.h>

#include "value/number.h"

struct reg {
	double *num;
	uint32_t count;
	bool list;
};

struct run {
	const struct program *p;
	const struct engine *e;
	struct arena *scratch;
	struct diag *d;
	struct reg *reg;
};

static double *room(struct run *r, uint32_t count)
{
	return arena_alloc(r->scratch, (count ? count : 1) * sizeof(double));
}

/* The poison for `in`, which has just gone wrong. */
static double bad(const struct run *r, const struct instr *in, enum poison why)
{
	return poison_make(why, (uint32_t)(in - r->p->code));
}

/* Length of what comes out when a, b (and so on) meet element by element. */
static bool common_length(struct run *r, const struct instr *in, const uint32_t *args, uint32_t n, uint32_t *count, bool *list)
{
	*count = 1;
	*list = false;
	for (uint32_t i = 0; i < n; i++) {
		const struct reg *x = &r->reg[args[i]];
		if (!x->list)
			continue;
		if (*list && x->count != *count) {
			diag_enter(r->d, in->src);
			return diag_fail(r->d, DIAG_VALUE, in->at, "lists of different lengths: %u and %u", *count, x->count);
		}
		*list = true;
		*count = x->count;
	}
	return true;
}

static struct reg *result(struct run *r, const struct instr *in, uint32_t count, bool list)
{
	struct reg *out = &r->reg[in->dst];
	out->num = room(r, count);
	out->count = count;
	out->list = list;
	return out;
}

static double modulo(double x, double y)
{
	double m = fmod(x, y);
	return m != 0 && (m < 0) != (y < 0) ? m + y : m;
}

static double arithmetic(enum opcode code, double x, double y)
{
	switch (code) {
	case CODE_ADD: return x + y;
	case CODE_SUB: return x - y;
	case CODE_MUL: return x * y;
	case CODE_DIV: return x / y;
	case CODE_MOD: return modulo(x, y);
	default: return pow(x, y);
	}
}

static enum poison why_not(enum opcode code, double x, double y)
{
	if ((code == CODE_DIV || code == CODE_MOD) && y == 0)
		return POISON_DIVIDE;
	if (code == CODE_POW && x == 0 && y < 0)
		return POISON_DIVIDE;
	if (code == CODE_POW && x < 0 && y != floor(y))
		return POISON_DOMAIN;
	return POISON_OVERFLOW;
}

static double compare(enum opcode code, double x, double y)
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

static bool run_binary(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a], *b = &r->reg[in->b];
	uint32_t count, pair[2] = {in->a, in->b};
	bool list;

	if (!common_length(r, in, pair, 2, &count, &list))
		return false;
	uint32_t sa = a->list, sb = b->list;
	const double *x = a->num, *y = b->num;
	double *z = result(r, in, count, list)->num;
	for (uint32_t i = 0; i < count; i++, x += sa, y += sb) {
		if (is_poison(*x) || is_poison(*y)) {
			z[i] = is_poison(*x) ? *x : *y;
		} else if (in->code <= CODE_POW) {
			z[i] = arithmetic(in->code, *x, *y);
			if (!isfinite(z[i]))
				z[i] = bad(r, in, why_not(in->code, *x, *y));
		} else {
			z[i] = compare(in->code, *x, *y);
		}
	}
	return true;
}

/* A truth that is known decides, whatever the other side: `x != 0 and 1/x > 2`. */
static double logic(enum opcode code, double x, double y)
{
	double decided = code == CODE_OR;
	if (x == decided || y == decided)
		return decided;
	return is_poison(x) ? x : y;
}

static bool run_logic(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a], *b = &r->reg[in->b];
	uint32_t count, pair[2] = {in->a, in->b};
	bool list;

	if (!common_length(r, in, pair, 2, &count, &list))
		return false;
	double *z = result(r, in, count, list)->num;
	for (uint32_t i = 0; i < count; i++)
		z[i] = logic(in->code, a->num[a->list ? i : 0], b->num[b->list ? i : 0]);
	return true;
}

static double unary(const struct instr *in, double x)
{
	if (is_poison(x))
		return x;
	switch (in->code) {
	case CODE_NEGATE: return -x;
	case CODE_NOT: return !x;
	default: return factor_apply(in->u.factor, x);
	}
}

static void run_unary(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a];
	struct reg *out = result(r, in, a->count, a->list);
	for (uint32_t i = 0; i < out->count; i++) {
		out->num[i] = unary(in, a->num[i]);
		if (isinf(out->num[i]))
			out->num[i] = bad(r, in, POISON_OVERFLOW);
	}
}

static bool run_select(struct run *r, const struct instr *in)
{
	uint32_t count;
	bool list;

	if (!common_length(r, in, in->args, 3, &count, &list))
		return false;
	const struct reg *c = &r->reg[in->args[0]], *t = &r->reg[in->args[1]], *f = &r->reg[in->args[2]];
	double *z = result(r, in, count, list)->num;
	for (uint32_t i = 0; i < count; i++) {
		double truth = c->num[c->list ? i : 0];
		if (is_poison(truth))
			z[i] = truth;
		else
			z[i] = truth ? t->num[t->list ? i : 0] : f->num[f->list ? i : 0];
	}
	return true;
}

/* Give a function's poison the place where it was called. */
static double located(const struct run *r, const struct instr *in, double x)
{
	uint32_t where;
	if (isfinite(x))
		return x;
	enum poison why = poison_read(x, &where);
	return bad(r, in, why ? why : POISON_OVERFLOW);
}

static double call(const struct builtin *fn, const double *x, uint32_t n)
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
	uint32_t count;
	bool list;

	if (!common_length(r, in, in->args, in->count, &count, &list))
		return false;
	double *z = result(r, in, count, list)->num;
	double *x = room(r, in->count);
	for (uint32_t i = 0; i < count; i++) {
		double ill = 0;
		for (uint32_t k = 0; k < in->count; k++) {
			const struct reg *arg = &r->reg[in->args[k]];
			x[k] = arg->num[arg->list ? i : 0];
			if (is_poison(x[k]) && !is_poison(ill))
				ill = x[k];
		}
		z[i] = is_poison(ill) ? ill : located(r, in, call(in->u.fn, x, in->count));
	}
	return true;
}

static bool run_step(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a], *b = &r->reg[in->b];
	uint32_t count, pair[2] = {in->a, in->b};
	bool list;

	if (!common_length(r, in, pair, 2, &count, &list))
		return false;
	double *z = result(r, in, count, list)->num;
	for (uint32_t i = 0; i < count; i++) {
		double x = a->num[a->list ? i : 0], step = b->num[b->list ? i : 0];
		if (is_poison(x) || is_poison(step))
			z[i] = is_poison(x) ? x : step;
		else if (step == 0)
			z[i] = bad(r, in, POISON_DIVIDE);
		else
			z[i] = located(r, in, in->u.fn->num1(x / step) * step);
	}
	return true;
}

static double first_poison(const struct reg *x)
{
	for (uint32_t i = 0; i < x->count; i++)
		if (is_poison(x->num[i]))
			return x->num[i];
	return 0;
}

static bool run_fold(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->a];
	double ill = first_poison(a);
	struct reg *out = result(r, in, 1, false);

	if (a->count == 0) {
		diag_enter(r->d, in->src);
		return diag_fail(r->d, DIAG_VALUE, in->at, "%s of an empty list", in->u.fn->name);
	}
	out->num[0] = is_poison(ill) ? ill : located(r, in, in->u.fn->fold(a->num, a->count));
	return true;
}

enum { LIST_LIMIT = 1000000 };

/* Room that a list function may fill: as much as it is given, or what seq(from, to) needs. */
static uint32_t list_room(const struct builtin *fn, const struct reg *a, const double *arg)
{
	if (strcmp(fn->name, "seq") != 0)
		return a->count;
	double n = arg[0] - a->num[0] + 1;
	return n > 0 && n <= LIST_LIMIT ? (uint32_t)n + 1 : n > LIST_LIMIT ? LIST_LIMIT + 1 : 1;
}

static bool run_listfn(struct run *r, const struct instr *in)
{
	const struct reg *a = &r->reg[in->args[0]];
	double *arg = room(r, in->count);
	double ill = first_poison(a);

	for (uint32_t k = 1; k < in->count; k++) {
		const struct reg *x = &r->reg[in->args[k]];
		arg[k - 1] = x->num[0];
		if (is_poison(x->num[0]) && !is_poison(ill))
			ill = x->num[0];
	}
	if (is_poison(ill)) {
		result(r, in, 1, false)->num[0] = ill;
		return true;
	}
	uint32_t n = list_room(in->u.fn, a, arg);
	if (n > LIST_LIMIT) {
		diag_enter(r->d, in->src);
		return diag_fail(r->d, DIAG_LIMIT, in->at, "a list of more than %d numbers", LIST_LIMIT);
	}
	struct reg *out = result(r, in, n, false);
	uint32_t count = n;
	in->u.fn->list(a->num, a->count, arg, out->num, &count);
	for (uint32_t i = 0; i < count; i++)
		out->num[i] = located(r, in, out->num[i]);
	out->count = count;
	out->list = in->list;
	return true;
}

static bool run_range(struct run *r, uint32_t first, uint32_t last);

enum { SMALLEST_LIMIT = 10000000 };

/* Count n up from 1 until the body's result is true. */
static bool run_smallest(struct run *r, const struct instr *in)
{
	struct reg *n = &r->reg[in->a];
	struct reg *out = result(r, in, 1, false);
	struct arena *outer = r->scratch, inner;
	bool ok = true;

	arena_init(&inner);
	r->scratch = &inner;
	double found = bad(r, in, POISON_LIMIT), counter;
	n->num = &counter;
	n->count = 1;
	n->list = false;
	for (uint32_t i = 1; i <= SMALLEST_LIMIT; i++) {
		if (builtin_interrupted) {
			found = bad(r, in, POISON_INTERRUPT);
			break;
		}
		counter = i;
		arena_reset(&inner);
		ok = run_range(r, in->u.body.first, in->u.body.last);
		double truth = ok ? r->reg[in->u.body.result].num[0] : 0;
		if (!ok || truth != 0) { /* a poison is not 0 either */
			found = is_poison(truth) ? truth : i;
			break;
		}
	}
	r->scratch = outer;
	arena_release(&inner);
	out->num[0] = found;
	return ok;
}

static bool run_require(struct run *r, const struct instr *in)
{
	const struct reg *truth = &r->reg[in->a], *b = &r->reg[in->b];
	bool holds = true;
	double ill = first_poison(truth);

	for (uint32_t i = 0; i < truth->count; i++)
		holds = holds && truth->num[i] != 0;
	struct reg *out = result(r, in, b->count, b->list);
	for (uint32_t i = 0; i < b->count; i++)
		out->num[i] = is_poison(ill) ? ill : holds ? b->num[i] : bad(r, in, POISON_REQUIRE);
	return true;
}

static bool run_list(struct run *r, const struct instr *in)
{
	struct reg *out = result(r, in, in->count, true);
	for (uint32_t k = 0; k < in->count; k++)
		out->num[k] = r->reg[in->args[k]].num[0];
	return true;
}

static bool run_one(struct run *r, const struct instr *in)
{
	switch (in->code) {
	case CODE_CONST:
		result(r, in, 1, false)->num[0] = in->u.number;
		return true;
	case CODE_LOAD:
		r->reg[in->dst] = (struct reg){(double *)in->u.load, in->count, in->list};
		return true;
	case CODE_LIST: return run_list(r, in);
	case CODE_SCALE: case CODE_NEGATE: case CODE_NOT:
		run_unary(r, in);
		return true;
	case CODE_AND: case CODE_OR: return run_logic(r, in);
	case CODE_SELECT: return run_select(r, in);
	case CODE_CALL: return run_call(r, in);
	case CODE_STEP: return run_step(r, in);
	case CODE_FOLD: return run_fold(r, in);
	case CODE_LISTFN: return run_listfn(r, in);
	case CODE_SMALLEST: return run_smallest(r, in);
	case CODE_REQUIRE: return run_require(r, in);
	default: return run_binary(r, in);
	}
}

/* Whiteboard mode: what was just computed is written down with fewer digits. */
static void round_result(struct run *r, const struct instr *in)
{
	struct reg *x = &r->reg[in->dst];
	double *rounded = in->code == CODE_LOAD ? room(r, x->count) : x->num;

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

static bool run_range(struct run *r, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		const struct instr *in = &r->p->code[i];
		if (!run_one(r, in))
			return false;
		if (r->e->about && in->type)
			round_result(r, in);
		if (in->code == CODE_SMALLEST) /* its body follows, and was run by it */
			i = in->u.body.last - 1;
	}
	return true;
}

bool program_run(const struct program *p, const struct engine *e, struct arena *scratch, struct diag *d,
                 double **num, uint32_t *count)
{
	struct run r = {p, e, scratch, d, arena_array(scratch, struct reg, p->registers)};

	if (!run_range(&r, 0, p->count))
		return false;
	*num = r.reg[p->result].num;
	*count = r.reg[p->result].count;
	return true;
}
