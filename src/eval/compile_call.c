/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_call.c - calls: built-in functions by the rules of their row, and own functions, inlined. */
#include "eval/compiler.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool compile_call_wrong_count(struct compiler *c, const struct node *n, const struct builtin *fn)
{
	diag_fail(c->d, DIAG_ARGUMENT, n->at, "%s(%s) does not take %u argument%s", fn->name, fn->args, n->count,
	          n->count == 1 ? "" : "s");
	diag_hint(c->d, "%s: %s", fn->example, fn->help);
	return false;
}

/* The one instruction of a call whose arguments are ready. */
static struct instr *emit_fn(struct compiler *c, enum opcode code, const struct builtin *fn, const struct node *n,
                             const struct operand *x, uint32_t count, struct operand *out)
{
	struct instr *in = emit_args(c, code, n, x, count, out);

	in->a = x[0].reg;
	in->u.fn = fn;
	in->list = out->type.list;
	return in;
}

static void result_type(struct operand *out, struct type type, bool list)
{
	operand_clear(out);
	out->type = type;
	out->type.list = list;
	out->type.asked = type.asked && type.written;
}

static bool any_list(const struct operand *x, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (x[i].type.list)
			return true;
	return false;
}

/* Choose the instruction by the shape of the function and of what it is given. */
static void emit_shaped(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *x,
                        uint32_t count, struct type type, struct operand *out)
{
	if (fn->shape == SHAPE_FOLD && count == 1) {
		result_type(out, type, false);
		emit_fn(c, CODE_FOLD, fn, n, x, count, out);
	} else if (fn->shape == SHAPE_LIST) {
		result_type(out, type, type.list);
		emit_fn(c, CODE_LISTFN, fn, n, x, count, out);
	} else {
		result_type(out, type, any_list(x, count));
		emit_fn(c, CODE_CALL, fn, n, x, count, out);
	}
	mark_rounded(c, out);
}

static bool want_list(struct compiler *c, const struct builtin *fn, const struct node *n, const struct operand *x)
{
	if (x->type.list)
		return true;
	diag_fail(c->d, DIAG_ARGUMENT, n->kids[0]->at, "%s wants a list", fn->name);
	if (fn->example)
		diag_hint(c->d, "for example %s", fn->example);
	return false;
}

static bool call_plain(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *x,
                       struct operand *out)
{
	char what[64];
	struct type type = type_plain();

	snprintf(what, sizeof what, "take %s of", fn->name);
	for (uint32_t i = 0; i < n->count; i++)
		if (!make_plain(c, n, what, &x[i]))
			return false;
	type.list = fn->shape == SHAPE_LIST;
	emit_shaped(c, fn, n, x, n->count, type, out);
	return true;
}

static bool call_same(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *x,
                      struct operand *out)
{
	struct type type;

	for (uint32_t i = 0; i < n->count; i++)
		if (x[i].type.kind != VALUE_NUMBER)
			return make_plain(c, n, "compare", &x[i]);
	if (!unify(c, n, "compare", x, n->count, &type))
		return false;
	if (fn->shape == SHAPE_FOLD && n->count > 1)
		type.list = any_list(x, n->count);
	emit_shaped(c, fn, n, x, n->count, type, out);
	return true;
}

static double digits_given(const struct node *n)
{
	const struct node *k = n->kids[1];

	return k->kind == NODE_UNARY && k->op == OP_NEGATE && k->kids[0]->kind == NODE_NUMBER ? -k->kids[0]->number
	       : k->kind == NODE_NUMBER                                                       ? k->number
	                                                                                      : NAN;
}

/* round(x, 2): what follows is a number of decimals elsewhere, and a step here. */
static bool is_number_of_digits(const struct builtin *fn, const struct node *n)
{
	double k = digits_given(n);

	return (strcmp(fn->name, "round") == 0 || strcmp(fn->name, "trunc") == 0) && k == floor(k) && k > -16 && k < 10;
}

static bool decimals_or_step(struct compiler *c, const struct builtin *fn, const struct node *n)
{
	struct str x = source_text(c->at.src, n->kids[0]->at);
	double k = digits_given(n), step = k > 0 ? 1 / pow(10, k) : pow(10, -k);

	diag_fail(c->d, DIAG_ARGUMENT, n->kids[1]->at, "what follows the comma in %s is a step, not a number of decimals",
	          fn->name);
	if (k == 0)
		diag_hint(c->d, "write %s(%.*s)", fn->name, STR(x));
	else if (k > 1)
		diag_hint(c->d, "write %s(%.*s, %.10g), or %.*s to %g decimals; for steps of %g, %s(%.*s / %g) * %g", fn->name,
		          STR(x), step, STR(x), k, k, fn->name, STR(x), k, k);
	else if (k > 0)
		diag_hint(c->d, "write %s(%.*s, 0.1), or %.*s to 1 decimal; for whole numbers, %s(%.*s)", fn->name, STR(x),
		          STR(x), fn->name, STR(x));
	else
		diag_hint(c->d, "write %s(%.*s, %.10g)", fn->name, STR(x), step);
	return false;
}

/* ceil and its kin work on the number as it is written; a computed quantity has no such unit. */
static bool call_round(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *x,
                       struct operand *out)
{
	struct factor f = FACTOR_ONE;

	if (x[0].type.kind != VALUE_NUMBER)
		return make_plain(c, n, "round", &x[0]);
	if (n->count == 1) {
		if (!units_soft(&x[0].type.units) && !x[0].type.written) {
			const char *got = type_text(&x[0].type, c->d->arena);
			diag_fail(c->d, DIAG_UNIT, n->at, "%s of %s: in which unit?", fn->name, got);
			struct buf unit = {0};
			units_write(&unit, &x[0].type.units, true);
			diag_hint(c->d, "say it after a comma: %s(x, %s), or write %s(x to %s)", fn->name, buf_c(&unit), fn->name,
			          buf_c(&unit));
			buf_release(&unit);
			return false;
		}
		struct type type = x[0].type;
		if (units_plain(&type.units) && type.units.n && !type.written) {
			if (!make_plain(c, n, "round", &x[0]))
				return false;
			type = x[0].type;
		}
		emit_shaped(c, fn, n, x, 1, type, out);
		out->type.written = true;
		return true;
	}
	if (is_number_of_digits(fn, n))
		return decimals_or_step(c, fn, n);
	if (units_convert(&x[0].type.units, &x[1].type.units, &f) == UNITS_CLASH) {
		const char *a = type_text(&x[0].type, c->d->arena);
		const char *b = type_text(&x[1].type, c->d->arena);
		diag_fail(c->d, DIAG_UNIT, n->kids[1]->at, "cannot round %s in steps of %s", a, b);
		return false;
	}
	struct type type = x[1].type;
	if (!units_has_noun(&type.units) && units_has_noun(&x[0].type.units)) {
		type = x[0].type; /* the step is a plain number of them */
		f = FACTOR_ONE;
		units_convert(&x[1].type.units, &x[0].type.units, &f);
		emit_scale(c, n, f, &x[1]);
	} else {
		emit_scale(c, n, f, &x[0]);
	}
	result_type(out, type, any_list(x, 2));
	emit_fn(c, CODE_STEP, fn, n, x, 2, out)->b = x[1].reg;
	out->type.written = out->type.asked = true;
	mark_rounded(c, out);
	return true;
}

static bool call_root(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *x,
                      struct operand *out)
{
	struct type type = x[0].type;

	if (type.kind != VALUE_NUMBER || units_plain(&type.units) || units_soft(&type.units)) {
		struct units root = type.units;
		if (type.kind == VALUE_NUMBER && !units_plain(&root) && units_root(&root, fn->degree)) {
			type.units = root;
			type.written = type.asked = false;
			emit_shaped(c, fn, n, x, 1, type, out);
			return true;
		}
		return call_plain(c, fn, n, x, out);
	}
	if (!units_root(&type.units, fn->degree)) {
		const char *got = type_text(&type, c->d->arena);
		diag_fail(c->d, DIAG_UNIT, n->kids[0]->at, "%s of %s has no unit", fn->name, got);
		return false;
	}
	type.written = type.asked = false;
	emit_shaped(c, fn, n, x, 1, type, out);
	return true;
}

static bool call_count(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *x,
                       struct operand *out)
{
	if (!want_list(c, fn, n, &x[0]))
		return false;
	emit_shaped(c, fn, n, x, n->count, type_plain(), out);
	return true;
}

static bool call_nth(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *x,
                     struct operand *out)
{
	struct type type = x[0].type;

	if (!want_list(c, fn, n, &x[0]) || !make_plain(c, n, "use as a position", &x[1]))
		return false;
	if (x[1].type.list)
		return diag_fail(c->d, DIAG_ARGUMENT, n->kids[1]->at, "the position must be one number");
	type.list = false;
	emit_shaped(c, fn, n, x, n->count, type, out);
	return true;
}

/* smallest(n, CONDITION): the condition is a loop's body in the same program. */
static bool call_smallest(struct compiler *c, const struct node *n, struct operand *out)
{
	struct operand counter = {.type = type_plain()}, truth;
	struct local *l = arena_new(c->a, struct local), *outer = c->at.locals;

	if (!ast_counter(n)) {
		diag_fail(c->d, DIAG_ARGUMENT, n->at, "smallest wants a name and a condition on it");
		diag_hint(c->d, "for example smallest(n, 2^n >= 1000)");
		return false;
	}
	operand_clear(out);
	out->type = type_plain();
	uint32_t at = c->p.count;
	counter.reg = c->p.registers++;
	struct instr *loop = emit(c, CODE_SMALLEST, n, out);
	loop->a = counter.reg;
	loop->u.body.first = loop->u.body.last = at + 1; /* empty as long as it is not compiled: parts of it may be run */
	loop->u.body.result = counter.reg;
	if (c->p.counter_count == sizeof c->p.counters / sizeof c->p.counters[0])
		return diag_fail(c->d, DIAG_LIMIT, n->at, "smallest is nested too deeply");
	c->p.counters[c->p.counter_count++] = counter.reg;
	c->p.loops = true;
	*l = (struct local){n->kids[0]->text, counter, outer};
	c->at.locals = l;
	bool ok = compile_node(c, n->kids[1], &truth);
	c->at.locals = outer;
	c->p.counter_count--;
	if (!ok)
		return false;
	if (truth.type.kind != VALUE_TRUTH || truth.type.list)
		return truth_wanted(c, n->kids[1]->at, "smallest", &truth);
	struct instr *in = &c->p.code[at];
	in->u.body.first = at + 1;
	in->u.body.last = c->p.count;
	in->u.body.result = truth.reg;
	return true;
}

static bool call_builtin(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *out)
{
	if (fn->rule == RULE_SMALLEST)
		return call_smallest(c, n, out);
	if (n->count < fn->min_args || n->count > fn->max_args)
		return compile_call_wrong_count(c, n, fn);
	if (fn->rule == RULE_SPREAD)
		return compile_spread(c, fn, n, out);
	struct operand *x = arena_array(c->a, struct operand, n->count);
	uint32_t draws = c->owner.count;
	for (uint32_t i = 0; i < n->count; i++) {
		if (call_name(n, i).len)
			return diag_fail(c->d, DIAG_ARGUMENT, n->kids[i]->at, "%s takes its arguments by place, not by name",
			                 fn->name);
		if (!compile_node(c, n->kids[i], &x[i]))
			return false;
	}
	if (strcmp(fn->name, "mean") == 0 && n->count == 1 && !x[0].type.list &&
	    program_prepare(&c->p, c->a, &x[0].reg, 1)) {
		c->owner.count = draws;
		return compile_spread(c, fn, n, out); /* of a range: its expectation, of the same draws */
	}
	switch (fn->rule) {
	case RULE_SAME: return call_same(c, fn, n, x, out);
	case RULE_ROUND: return call_round(c, fn, n, x, out);
	case RULE_ROOT: return call_root(c, fn, n, x, out);
	case RULE_COUNT: return call_count(c, fn, n, x, out);
	case RULE_NTH: return call_nth(c, fn, n, x, out);
	default: return call_plain(c, fn, n, x, out);
	}
}

/* f(x, y) = ...: its body is compiled here, with its parameters standing for the arguments. */
static bool call_function(struct compiler *c, const struct node *n, const struct own_function *own, struct operand *out)
{
	const struct statement *f = own->statement;
	struct local *l = NULL;

	if (n->count != f->more->param_count)
		return diag_fail(c->d, DIAG_ARGUMENT, n->at, "%.*s takes %u argument%s, not %u", STR(f->name),
		                 f->more->param_count, f->more->param_count == 1 ? "" : "s", n->count);
	if (c->at.depth >= CALL_DEPTH)
		return diag_fail(c->d, DIAG_CYCLE, n->at, "%.*s calls itself, or functions are nested more than %d deep",
		                 STR(f->name), CALL_DEPTH);
	for (uint32_t i = 0; i < n->count; i++) {
		struct local *one = arena_new(c->a, struct local);
		one->name = f->more->params[i];
		one->next = l;
		if (!compile_node(c, n->kids[i], &one->value))
			return false;
		l = one;
	}
	COMPILE_AT(c, own->source, l, c->at.frame, c->at.depth + 1);
	bool ok = compile_node(c, f->expr, out);
	out->node = n;
	return ok;
}

static bool unknown_function(struct compiler *c, const struct node *n)
{
	struct str near[2];
	unsigned count = c->s->nearest ? c->s->nearest(c->s->ctx, n->text, near, 2) : 0;

	diag_fail(c->d, DIAG_NAME, (struct span){n->at.start, n->at.start + (uint32_t)n->text.len},
	          "unknown function or formula '%.*s'", STR(n->text));
	if (other_function(n->text))
		diag_hint(c->d, "%s", other_function(n->text));
	else
		diag_suggest(c->d, near, count);
	return false;
}

bool compile_call(struct compiler *c, const struct node *n, struct operand *out)
{
	const struct template *inside = c->at.frame ? c->at.frame->sheet : c->s->used;
	const struct own_function own = function_called(inside, c->s->functions, n->text);
	const struct builtin *fn = own.statement ? NULL : builtin_find(n->text);

	if (call_member(n).len && (own.statement || fn || dist_find(n->text)))
		return diag_fail(c->d, DIAG_SYNTAX, (struct span){n->at.end - (uint32_t)call_member(n).len - 1, n->at.end},
		                 "%.*s gives one value: only a formula or a lab has cells", STR(n->text));
	if (own.statement)
		return call_function(c, n, &own, out);
	if (fn)
		return call_builtin(c, fn, n, out);
	const struct dist *dist = dist_find(n->text);
	if (dist)
		return compile_dist(c, dist, n, out);
	const struct native *native = native_find(c->e, n->text);
	if (native)
		return compile_native(c, native, n, out);
	const struct template *t = c->s->sheet ? c->s->sheet(c->s->ctx, n->text, c->d) : NULL;
	if (t)
		return compile_sheet_call(c, n, t, out);
	return c->d->error ? false : unknown_function(c, n);
}
