/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compile_native.c - calls of native functions: their arguments are sampled together, now, and the answer is certain.
 */
#include <math.h>

#include "eval/compiler.h"

static bool native_sample(struct compiler *c, struct operand *x, uint32_t count, struct native_call *call,
                          struct native_arg *args)
{
	uint32_t *roots = arena_array(c->a, uint32_t, count + 1), uncertain = 0,
			 *of = arena_array(c->a, uint32_t, count + 1);
	struct sampled *sampled = arena_array(c->a, struct sampled, count + 1);

	for (uint32_t i = 0; i < count; i++)
		if (compile_uncertain_part(c, x[i].reg)) {
			of[uncertain] = i;
			roots[uncertain++] = x[i].reg;
		}
	call->samples = 1;
	if (!uncertain)
		return true;
	if (!program_sample(&c->p, c->e, roots, uncertain, true, c->a, c->d, sampled))
		return false;
	call->samples = sampled[0].samples;
	for (uint32_t k = 0; k < uncertain; k++) {
		double *copy = arena_array(c->a, double, call->samples);
		memcpy(copy, sampled[k].columns[0], call->samples * sizeof(*copy));
		args[of[k]] = (struct native_arg){.num = copy, .count = call->samples};
	}
	sampled_free(sampled, uncertain);
	return true;
}

/* A sample that is not a number makes the whole answer none. */
static bool native_good(struct compiler *c, const struct native_arg *arg)
{
	for (uint32_t i = 0; i < arg->count; i++)
		if (is_poison(arg->num[i]))
			return program_blame(&c->p, arg->num[i], c->d) || false;
	return true;
}

static bool native_certain(struct compiler *c, const struct node *n, const struct operand *x, struct native_arg *arg)
{
	double *num = arena_new(c->a, double);

	if (!compile_value(c, n, "an argument", x, num))
		return false;
	if (x->type.kind == VALUE_TEXT)
		arg->text = texts_get(c->e->texts, (uint32_t)*num);
	*arg = (struct native_arg){.num = num, .count = 1, .text = arg->text};
	return true;
}

/* The arguments, each in base units. */
static bool native_arguments(struct compiler *c, const struct node *n, struct native_call *call)
{
	struct operand *x = arena_array(c->a, struct operand, n->count + 1);
	struct native_arg *args = arena_array(c->a, struct native_arg, n->count + 1);

	for (uint32_t i = 0; i < n->count; i++) {
		if (!compile_node(c, n->kids[i], &x[i]))
			return false;
		if (x[i].type.kind == VALUE_NUMBER)
			emit_scale(c, n->kids[i], units_base(&x[i].type.units), &x[i]);
		x[i].type.units = (struct units){0};
	}
	call->args = args;
	call->arg_count = n->count;
	call->at = n->at;
	call->arena = c->a;
	if (!native_sample(c, x, n->count, call, args))
		return false;
	for (uint32_t i = 0; i < n->count; i++)
		if ((!args[i].count && !native_certain(c, n->kids[i], &x[i], &args[i])) || !native_good(c, &args[i]))
			return false;
	return true;
}

/* A text among numbers is its place in the table of texts. */
static double native_element(struct compiler *c, const struct native_call *call, uint32_t i)
{
	if (call->none.len)
		return poison_make(POISON_NONE, texts_intern(c->e->texts, call->none));
	if (call->texts && call->texts[i].p)
		return texts_intern(c->e->texts, call->texts[i]);
	return call->num[i];
}

static void native_answer(struct compiler *c, const struct node *n, const struct native_call *call, struct operand *out)
{
	double *num = arena_array(c->a, double, call->count + 1);

	for (uint32_t i = 0; i < call->count; i++)
		num[i] = native_element(c, call, i);
	operand_clear(out);
	struct instr *in = emit(c, CODE_LOAD, n, out);
	in->u.load = num;
	in->count = call->count;
	in->list = out->type.list = true;
}

/* The text whose place the argument is: it stays a number that only its type makes a text. */
static bool native_word(struct compiler *c, const struct node *n, struct operand *out)
{
	double place;

	if (n->count != 1 || !compile_node(c, n->kids[0], out))
		return n->count == 1 || diag_fail(c->d, DIAG_ARGUMENT, n->at, "this wants one number");
	if (!compile_any_value(c, n->kids[0], "the place of a text", out, &place))
		return false;
	if (!is_poison(place) && (place < 0 || place >= texts_count(c->e->texts) || place != floor(place)))
		return diag_fail(c->d, DIAG_VALUE, n->at, "there is no such text");
	out->type = type_plain();
	out->type.kind = VALUE_TEXT;
	return true;
}

/* What an item is worth: its text, or its number and the mean of it. */
static bool native_item(const struct engine *e, const struct value *v, struct str *text, double *mean)
{
	if (v->type.kind == VALUE_TEXT && !v->type.uncertain && !is_poison(v->num[0]))
		*text = texts_get(e->texts, (uint32_t)v->num[0]);
	*mean = v->spread ? v->spread[0].mean : v->num[0];
	return !v->type.list && v->count == 1 && !is_poison(*mean);
}

bool eval_machine(const struct engine *e, const struct machine_line *line, struct arena *a, struct diag *d,
                  struct native_row *out)
{
	const struct statement *st = line->statement;
	DIAG_IN(d, line->source);
	struct value *values = arena_array(a, struct value, st->more->item_count + 1);
	double *means = arena_array(a, double, st->more->item_count + 1);
	struct str *texts = arena_array(a, struct str, st->more->item_count + 1);
	bool ok = true;

	for (uint32_t i = 0; ok && i < st->more->item_count; i++) {
		ok = eval(e, line->scope, st->more->items[i].value, a, d, &values[i]);
		if (ok && !native_item(e, &values[i], &texts[i], &means[i]))
			ok = diag_fail(d, DIAG_VALUE, st->more->items[i].value->at,
			               "one number or text is wanted for '%.*s' of a machine", STR(st->more->items[i].name));
	}
	*out = (struct native_row){st, line->source, values, means, texts};
	return ok;
}

/* The machines that are in the sheet which calls. */
static bool native_rows(struct compiler *c, struct native_call *call)
{
	const struct machine_lines *own = c->s->machines, *all = own && !own->count ? own->lender : own;
	uint32_t count = all ? all->count : 0;
	struct native_row *rows = arena_array(c->a, struct native_row, count + 1);

	for (uint32_t i = 0; i < count; i++)
		if (!eval_machine(c->e, &all->line[i], c->a, c->d, &rows[i]))
			return false;
	call->rows = rows;
	call->row_count = count;
	return true;
}

bool compile_native(struct compiler *c, const struct native *native, const struct node *n, struct operand *out)
{
	struct native_call call = {0};

	if (!native->run)
		return native_word(c, n, out);
	struct compiler_now now = compile_now(c);
	bool ok = native_arguments(c, n, &call);
	compile_now_end(c, now);
	if (!ok || !native_rows(c, &call))
		return false;
	if (!native->run(native->ctx, &call, c->d)) {
		c->native_failed = true;
		return false;
	}
	native_answer(c, n, &call, out);
	return true;
}

const struct native *native_find(const struct engine *e, struct str name)
{
	for (const struct native *f = e->natives; f && f->name; f++)
		if (str_eq(name, str_from_c(f->name)))
			return f;
	return NULL;
}

bool eval_is_native(const struct engine *e, const struct node *n)
{
	const struct native *f = n && n->kind == NODE_CALL ? native_find(e, n->text) : NULL;

	return f && f->run;
}
