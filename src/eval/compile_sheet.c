/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_sheet.c - a sheet called as a function: as many of its cells as its answer needs, inlined. */
#include "base/near.h"
#include "eval/compiler.h"
#include "eval/measure.h"
#include "lang/parse.h"

#include <string.h>

static bool compile_sheet_default(void *ctx, const struct node *expr, struct type *type)
{
	struct operand x;

	if (!compile_node(ctx, expr, &x))
		return false;
	*type = x.type;
	return true;
}

static bool compile_sheet_adopt(struct compiler *c, const struct frame *f, const struct statement *param,
                                const struct type *want, const struct item *it, struct operand *x)
{
	struct units units;
	struct factor scale;

	if (!parameter_fits(want, &x->type, x->wild, &units, &scale)) {
		struct str name = arena_printf(c->a, "'%.*s' of %.*s", STR(param->name), STR(f->sheet->name));
		return parameter_refused(param, f->sheet->source, name, want, &x->type, it->value->at, c->d);
	}
	if (want->kind == VALUE_NUMBER) {
		emit_scale(c, NULL, scale, x);
		parameter_take_unit(&x->type, &units);
	}
	return true;
}

static void make_list(struct compiler *c, struct operand *x)
{
	struct operand one = *x;

	emit_args(c, CODE_LIST, x->node, &one, 1, x);
	x->type.list = true;
}

/* `policy = least`: the word, where it is not one of the caller's cells. */
static const struct node *chosen(struct compiler *c, const struct statement *param, const struct node *n)
{
	return eval_choice(param, n, param->more->param_count && n->kind == NODE_NAME && compile_is_cell(c, n->text), c->a);
}

static bool check_choice(struct compiler *c, const struct statement *param, const struct node *n,
                         const struct operand *x)
{
	struct value v;

	return compile_run(c, n, x, &v) && parameter_is_choice(c->e, param, &v, n->at, c->d);
}

/* The argument given for a parameter, compiled where the call is. */
static bool compile_for_caller(struct compiler *c, const struct frame *f, const struct statement *param,
                               const struct item *it, const struct type *want, struct operand *out)
{
	COMPILE_AT(c, f->caller->src, f->caller->locals, f->caller->frame, f->caller->depth);
	if (!compile_node(c, chosen(c, param, it->value), out))
		return false;
	if (param->more->param_count && out->type.kind == VALUE_TEXT && !check_choice(c, param, it->value, out))
		return false;
	return param->any || compile_sheet_adopt(c, f, param, want, it, out);
}

static bool compile_given(struct compiler *c, const struct frame *f, const struct statement *param,
                          const struct item *it, struct operand *out)
{
	struct type want;

	if (!parameter_wants(c->e, c->s, param, (struct parameter_default){compile_sheet_default, c}, c->d, &want))
		return false;
	if (!compile_for_caller(c, f, param, it, &want, out))
		return false;
	if (want.list && !out->type.list)
		make_list(c, out);
	return true;
}

static bool compile_param(struct compiler *c, struct frame *f, const struct statement *param, struct operand *out)
{
	const struct item *it = template_argument(f->given, f->given_count, param->name);

	if (it)
		return compile_given(c, f, param, it, out);
	if (param->expr) {
		if (!f->caller->frame && !f->alias.len)
			defaults_add(&f->with, param->name, param, source_text(f->sheet->source, param->expr->at));
		return compile_node(c, param->expr, out);
	}
	DIAG_IN(c->d, f->caller->src);
	diag_fail(c->d, DIAG_ARGUMENT, (struct span){0, 0}, "%.*s needs '%.*s'%s%.*s", STR(f->sheet->name),
	          STR(param->name), param->text.len ? ": " : "", STR(param->text));
	diag_hint(c->d, "give it in the call: %.*s(%.*s = ...)", STR(f->sheet->name), STR(param->name));
	return false;
}

static struct frame *find_use(struct frame *f, struct str alias)
{
	for (struct frame *u = f->uses; u; u = u->next)
		if (str_eq(u->alias, alias))
			return u;
	return NULL;
}

/* The frame of `use sheet(...) as alias` within a sheet being called. */
static struct frame *open_use(struct compiler *c, struct frame *f, struct str alias)
{
	struct frame *u = find_use(f, alias);
	const struct statement *st = f->sheet->first;

	if (u)
		return u;
	while (st && !(st->kind == STATEMENT_USE && str_eq(st->more->alias, alias)))
		st = st->next;
	if (!st)
		return NULL;
	const struct template *t = c->s->sheet(c->s->ctx, st->name, c->d);
	if (!t || !template_check(t, st, c->d))
		return NULL;
	if (c->at.depth >= CALL_DEPTH) {
		template_nested(t, st->at, CALL_DEPTH, c->d);
		return NULL;
	}
	u = arena_new(c->a, struct frame);
	*u = (struct frame){
		.sheet = t, .alias = alias, .next = f->uses, .given = st->more->items, .given_count = st->more->item_count};
	u->caller = arena_new(c->a, struct compiler_place);
	*u->caller = c->at;
	f->uses = u;
	return u;
}

static bool compile_used_cell(struct compiler *c, const struct node *n, struct operand *out, bool *found)
{
	size_t dot = str_find_char(n->text, '.', 0);
	struct frame *u = dot < n->text.len ? open_use(c, c->at.frame, str_cut(n->text, 0, dot)) : NULL;

	if (!u) {
		*found = false;
		return !c->d->error;
	}
	struct node inner = *n;
	inner.text = str_cut(n->text, dot + 1, n->text.len);
	COMPILE_AT(c, u->sheet->source, NULL, u, c->at.depth + 1);
	bool ok = compile_sheet_cell(c, &inner, out, found);
	out->node = n;
	return ok;
}

/* ---- a lab ---- */

struct lab_call {
	struct compiler *c;
	const struct node *n; /* who asks */
};

static bool lab_param(void *ctx, struct str name, struct diag *d, struct value *v)
{
	struct lab_call *x = ctx;
	struct node param = {.kind = NODE_NAME, .text = name, .at = x->n->at};
	struct operand op;
	bool found;

	(void)d;
	if (!compile_sheet_cell(x->c, &param, &op, &found))
		return false;
	return found && compile_run(x->c, &param, &op, v);
}

static struct written lab_place(void *ctx, struct str name)
{
	const struct lab_call *x = ctx;
	const struct frame *f = x->c->at.frame;
	const struct item *it = template_argument(f->given, f->given_count, name);
	const struct statement *st = it ? NULL : template_cell(f->sheet, name);

	if (it && it->value)
		return (struct written){f->caller->src, it->value->at, true};
	return st && st->expr ? (struct written){f->sheet->source, st->expr->at, false} : (struct written){0};
}

/* A lab does not begin where its `require` lines do not hold. */
static bool lab_may_run(struct compiler *c, const struct frame *f)
{
	for (const struct statement *st = f->sheet->first; st; st = st->next) {
		struct operand truth;
		struct value v;

		if (st->kind != STATEMENT_REQUIRE)
			continue;
		if (!compile_node(c, st->expr, &truth) || !compile_run(c, st->expr, &truth, &v))
			return false;
		if (!v.type.uncertain && v.type.kind == VALUE_TRUTH && v.count && v.num[0] == 0)
			return diag_fail(c->d, DIAG_REQUIRE, st->expr->at, "%.*s: %.*s", STR(f->sheet->name),
			                 STR(requirement_says(st)));
	}
	return true;
}

bool eval_measure(const struct engine *e, const struct scope *s, const struct measuring *m, struct buf *out,
                  struct diag *d)
{
	const struct measured *run = measure_run(s->measures, e, m, d);
	const struct unit_tail *tail = &m->statement->more->unit;
	struct factor scale = FACTOR_ONE;
	struct units units = {0};
	double unit = 1;

	if (!run)
		return false;
	DIAG_IN(d, m->source);
	if (tail->count && eval_units(e, s, tail, d, &units, &scale))
		unit = factor_apply(scale, 1) * factor_apply(units_base(&units), 1);
	measure_write(out, m, run, unit);
	return true;
}

/* The result of a run, which is made now: a number with its error. */
static bool compile_measure(struct compiler *c, const struct statement *st, struct operand *out)
{
	struct frame *f = c->at.frame;
	struct node asked = {.kind = NODE_NAME, .text = st->name, .at = st->name_at};
	struct lab_call x = {c, &asked};
	struct measuring m = {f->sheet->source, st, lab_param, lab_place, &x};
	struct source *src = arena_new(c->a, struct source);
	struct buf text = {0};

	if (!lab_may_run(c, f) || !eval_measure(c->e, c->s, &m, &text, c->d))
		return false;
	*src = (struct source){S("lab"), buf_take(&text, c->a), 1};
	const struct node *n = parse_expression(c->a, src, c->s->vocabulary, c->d);
	if (!n)
		return false;
	COMPILE_AT(c, src, NULL, NULL, c->at.depth);
	return compile_node(c, n, out);
}

static bool compile_statement(struct compiler *c, struct frame *f, const struct statement *st, struct operand *out)
{
	switch (st->kind) {
	case STATEMENT_PARAM: return compile_param(c, f, st, out);
	case STATEMENT_MEASURE: return compile_measure(c, st, out);
	default: return compile_node(c, st->expr, out);
	}
}

bool compile_sheet_cell(struct compiler *c, const struct node *n, struct operand *out, bool *found)
{
	struct frame *f = c->at.frame;
	const struct statement *st = template_cell(f->sheet, n->text);

	*found = true;
	for (struct local *l = f->cells; l; l = l->next) {
		if (!str_eq(l->name, n->text))
			continue;
		if (l->value.reg == UINT32_MAX)
			return diag_fail(c->d, DIAG_CYCLE, n->at, "'%.*s' needs itself", STR(n->text));
		*out = l->value;
		out->node = n;
		return true;
	}
	if (!st)
		return compile_used_cell(c, n, out, found);
	struct local *memo = arena_new(c->a, struct local);
	*memo = (struct local){st->name, {.reg = UINT32_MAX}, f->cells};
	f->cells = memo;
	COMPILE_AT(c, f->sheet->source, NULL, f, c->at.depth);
	if (!compile_statement(c, f, st, out))
		return false;
	if (out->wild == WILD_ZERO)
		out->wild = WILD_NO; /* as a cell: a plain number */
	memo->value = *out;
	out->node = n;
	return true;
}

/* Does an expression of a formula rest on a parameter that is neither given nor has a default? */
static bool lacks(struct compiler *c, const struct frame *f, const struct node *n, unsigned depth)
{
	struct names names = ast_names(n, c->a);
	bool found = false;

	for (uint32_t i = 0; i < names.count && !found && depth <= CALL_DEPTH; i++) {
		const struct node *name = names.node[i];
		const struct statement *st = name->kind == NODE_NAME ? template_cell(f->sheet, name->text) : NULL;

		if (st && !template_argument(f->given, f->given_count, name->text))
			found = !st->expr || lacks(c, f, st->expr, depth + 1);
	}
	return found;
}

/* "least = 5", as it was given, or as it is by default; nothing of what is not a parameter, or is long. */
static struct str compile_sheet_given_text(struct compiler *c, const struct frame *f, const struct node *n)
{
	const struct statement *st = n->kind == NODE_NAME ? template_cell(f->sheet, n->text) : NULL;

	if (!st || st->kind != STATEMENT_PARAM)
		return S("");
	const struct item *it = template_argument(f->given, f->given_count, st->name);
	struct str text = it         ? source_text(f->caller->src, it->value->at)
	                  : st->expr ? source_text(f->sheet->source, st->expr->at)
	                             : S("");
	struct str name = parameter_name(st->name);
	return !text.len || text.len > 40 || str_eq(text, name) ? S("")
	                                                        : arena_printf(c->a, "%.*s = %.*s", STR(name), STR(text));
}

/* "fleet: most is below least (most = 3, least = 5)" */
static struct str requirement_text(struct compiler *c, const struct frame *f, const struct statement *st)
{
	struct names names = ast_names(st->expr, c->a);
	struct str seen[4], all = {0};
	unsigned count = 0;

	for (uint32_t i = 0; i < names.count && count < 4; i++) {
		struct str text = compile_sheet_given_text(c, f, names.node[i]);
		bool again = !text.len;
		for (unsigned k = 0; k < count; k++)
			again = again || str_eq(seen[k], text);
		if (again)
			continue;
		all = arena_printf(c->a, "%.*s%s%.*s", STR(all), count ? ", " : "", STR(text));
		seen[count++] = text;
	}
	return arena_printf(c->a, all.len ? "%.*s: %.*s (%.*s)" : "%.*s: %.*s%.*s", STR(f->sheet->name),
	                    STR(requirement_says(st)), STR(all));
}

static bool compile_condition(struct compiler *c, struct frame *f, const struct statement *st, struct operand *truth)
{
	COMPILE_AT(c, f->sheet->source, NULL, f, c->at.depth + 1);
	return compile_node(c, st->expr, truth) && requirement_is_truth(st, &truth->type, c->d);
}

/* The answer is given only where the requirements of the sheet hold, and those of the sheets that it used for it. */
static bool compile_requirements(struct compiler *c, const struct node *n, struct frame *f, struct operand *out)
{
	f->required = true;
	for (const struct statement *st = f->sheet->first; st; st = st->next) {
		struct operand truth;
		if (st->kind != STATEMENT_REQUIRE || lacks(c, f, st->expr, 0))
			continue;
		if (!compile_condition(c, f, st, &truth))
			return false;
		uint32_t b = out->reg;
		struct instr *in = emit(c, CODE_REQUIRE, n, out);
		in->a = truth.reg;
		in->b = b;
		in->u.text = requirement_text(c, f, st);
	}
	for (struct frame *u = f->uses; u;) { /* from the start again: a requirement may use more of them */
		if (u->required) {
			u = u->next;
			continue;
		}
		if (!compile_requirements(c, n, u, out))
			return false;
		u = f->uses;
	}
	return true;
}

/* What the answer has no use for has to fit as well, as it does for run and use. */
static bool check_given(struct compiler *c, struct frame *f)
{
	COMPILE_AT(c, f->sheet->source, NULL, f, c->at.depth + 1);
	bool ok = true;

	for (uint32_t i = 0; i < f->given_count && ok; i++) {
		struct node name = {.kind = NODE_NAME, .text = f->given[i].name, .at = f->given[i].value->at};
		struct operand x;
		bool found;

		ok = compile_sheet_cell(c, &name, &x, &found);
	}
	return ok;
}

static bool no_member(struct compiler *c, const struct node *n, const struct template *t)
{
	struct span at = {n->at.end - (uint32_t)call_member(n).len, n->at.end};
	struct near near = {.word = call_member(n), .limit = 3, .most = 1};

	for (const struct statement *st = t->first; st; st = st->next)
		if (statement_is_cell(st))
			near_offer(&near, st->name);
	diag_fail(c->d, DIAG_NAME, at, "%.*s has no cell '%.*s'", STR(t->name), STR(call_member(n)));
	if (!diag_suggest(c->d, near.names, near.count))
		diag_hint(c->d, "'help %.*s' lists them", STR(n->text));
	return false;
}

/* Its machines would not be seen: they belong to a sheet that is run or used. */
static bool has_no_machines(struct compiler *c, const struct node *n, const struct template *t)
{
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == STATEMENT_MACHINE) {
			diag_fail(c->d, DIAG_ARGUMENT, n->at,
			          "'%.*s' has machines of its own, and cannot be called in an expression", STR(t->name));
			diag_hint(c->d, "bring it in: use %.*s(...) as x", STR(t->name));
			return false;
		}
	return true;
}

static bool compile_answer(struct compiler *c, struct frame *f, const struct node *first, struct operand *out,
                           bool *found)
{
	COMPILE_AT(c, f->sheet->source, NULL, f, c->at.depth + 1);
	return compile_sheet_cell(c, first, out, found);
}

bool compile_sheet_call(struct compiler *c, const struct node *n, const struct template *t, struct operand *out)
{
	struct frame *f = arena_new(c->a, struct frame);
	struct node first = {
		.kind = NODE_NAME, .text = call_member(n).len ? call_member(n) : template_answer(t), .at = n->at};
	bool found = false;

	if (c->at.depth >= CALL_DEPTH)
		return template_nested(t, n->at, CALL_DEPTH, c->d);
	if (!first.text.len)
		return diag_fail(c->d, DIAG_ARGUMENT, n->at, "%.*s shows no cell that could be its answer", STR(t->name));
	f->sheet = t;
	f->with.a = c->a;
	f->caller = arena_new(c->a, struct compiler_place);
	*f->caller = c->at;
	if (!has_no_machines(c, n, t) || !template_bind(t, n, c->a, c->d, &f->given, &f->given_count))
		return false;
	bool ok = compile_answer(c, f, &first, out, &found);
	if (c->native_failed && c->d->error && !c->at.frame) { /* nothing is wrong with the line of the sheet that asked */
		c->d->error->source = *c->d->source;
		c->d->error->at = n->at;
	}
	if (!ok)
		return false;
	if (!found && call_member(n).len)
		return no_member(c, n, t);
	if (!found)
		return diag_fail(c->d, DIAG_ARGUMENT, n->at, "%.*s shows '%.*s', which it does not define", STR(t->name),
		                 STR(first.text));
	if (!check_given(c, f))
		return false;
	if (f->with.count)
		diag_note(c->d, n->at, "%.*s with %.*s", STR(t->name), STR(defaults_text(&f->with)));
	if (!compile_requirements(c, n, f, out))
		return false;
	out->node = n;
	out->wild = WILD_NO;
	return true;
}
