/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_sheet.c - a sheet called as a function: as many of its cells as its answer needs, inlined. */
#include "eval/compiler.h"

#include <string.h>

/* Stand at another place, and remember this one. */
struct standing {
	struct compiler_place place;
	const struct source *source;
};

static struct standing stand(struct compiler *c, struct compiler_place at)
{
	struct standing before = {c->at, diag_enter(c->d, at.src)};
	c->at = at;
	return before;
}

static void stand_back(struct compiler *c, struct standing before)
{
	c->at = before.place;
	diag_enter(c->d, before.source);
}

static const struct statement *find_statement(const struct template *t, struct str name)
{
	for (const struct statement *st = t->first; st; st = st->next)
		if ((st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM || st->kind == STATEMENT_MEASURE) && str_eq(st->name, name))
			return st;
	return NULL;
}

static const struct statement *find_param(const struct template *t, struct str name)
{
	const struct statement *st = find_statement(t, name);
	return st && st->kind == STATEMENT_PARAM ? st : NULL;
}

/* The cell that a call of the sheet stands for: the first shown, else the first described. */
static struct str first_shown(const struct template *t)
{
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == STATEMENT_SHOW && st->want_count && st->wants[0].value->kind == NODE_NAME)
			return st->wants[0].value->text;
	for (const struct statement *st = t->first; st; st = st->next)
		if (st->kind == STATEMENT_CELL && st->text.len)
			return st->name;
	return (struct str){0};
}

static bool unknown_param(struct compiler *c, struct span at, const struct template *t, struct str name)
{
	struct str best = {0};
	unsigned distance = 4;

	for (const struct statement *st = t->first; st; st = st->next) {
		if (st->kind != STATEMENT_PARAM)
			continue;
		unsigned d = str_distance(st->name, name, 3);
		if (d < distance) {
			distance = d;
			best = st->name;
		}
	}
	diag_fail(c->d, DIAG_ARGUMENT, at, "%.*s has no parameter '%.*s'", STR(t->name), STR(name));
	if (best.len)
		diag_hint(c->d, "did you mean '%.*s'?", STR(best));
	else
		diag_hint(c->d, "'help %.*s' lists its parameters", STR(t->name));
	return false;
}

static struct item *find_given(struct item *given, uint32_t count, struct str name)
{
	for (uint32_t i = 0; i < count; i++)
		if (str_eq(given[i].name, name))
			return &given[i];
	return NULL;
}

static unsigned count_params(const struct template *t)
{
	unsigned count = 0;

	for (const struct statement *st = t->first; st; st = st->next)
		count += st->kind == STATEMENT_PARAM;
	return count;
}

/* Arguments by place go to the parameters in their order; the rest by name. */
static bool bind_arguments(struct compiler *c, const struct node *n, const struct template *t, struct frame *f)
{
	const struct statement *param = t->first;

	f->given = arena_array(c->a, struct item, n->count + 1);
	for (uint32_t i = 0; i < n->count; i++) {
		struct item *it = &f->given[f->given_count];
		*it = (struct item){.value = n->kids[i], .name_at = n->kids[i]->at};
		if (n->names && n->names[i].len) {
			it->name = n->names[i];
			if (!find_param(t, it->name))
				return unknown_param(c, n->kids[i]->at, t, it->name);
		} else {
			while (param && param->kind != STATEMENT_PARAM)
				param = param->next;
			if (!param)
				return diag_fail(c->d, DIAG_ARGUMENT, n->kids[i]->at, "%.*s has only %u parameters", STR(t->name), count_params(t));
			it->name = param->name;
			param = param->next;
		}
		if (find_given(f->given, f->given_count, it->name))
			return diag_fail(c->d, DIAG_ARGUMENT, n->kids[i]->at, "'%.*s' is given twice", STR(it->name));
		f->given_count++;
	}
	return true;
}

/* What a parameter wants, for the type of what it is given. */
static bool declared_type(struct compiler *c, const struct statement *param, struct type *want)
{
	struct factor scale = FACTOR_ONE;
	struct operand x;

	*want = type_plain();
	if (param->declared) {
		want->list = param->list;
		return param->any || eval_units(c->e, c->s, &param->unit, c->d, &want->units, &scale);
	}
	if (!compile_node(c, param->expr, &x))
		return false;
	*want = x.type;
	return true;
}

static void adopt(struct compiler *c, const struct type *want, struct operand *x, bool *fits)
{
	struct factor f = FACTOR_ONE;

	*fits = true;
	if (want->kind != x->type.kind) {
		*fits = x->wild == WILD_NONE;
		return;
	}
	if (want->kind != VALUE_NUMBER)
		return;
	if (is_wild(x)) {
		x->type.units = want->units;
		return;
	}
	if (units_convert(&x->type.units, &want->units, &f) == UNITS_CLASH) {
		*fits = false;
	} else if (units_plain(&want->units) && units_plain(&x->type.units)) {
		emit_scale(c, NULL, f, x); /* 0.7 for a 70 % */
		x->type.units = want->units;
	} else {
		struct units hard = units_without_nouns(&x->type.units), nouns = units_nouns(&want->units);
		f = FACTOR_ONE;
		if (units_times(&hard, &nouns, 1, &f)) {
			emit_scale(c, NULL, f, x);
			x->type.units = hard;
		}
	}
}

static void make_list(struct compiler *c, struct operand *x)
{
	uint32_t *args = arena_array(c->a, uint32_t, 1);
	args[0] = x->reg;
	struct instr *in = emit(c, CODE_LIST, x->node, x);
	in->args = args;
	in->count = 1;
	x->type.list = true;
}

/* `policy = least`: the word, where it is none of the caller's cells. */
static const struct node *chosen(struct compiler *c, const struct statement *param, const struct node *n)
{
	bool failed = false;
	bool cell = param->param_count && n->kind == NODE_NAME && !c->at.frame && c->s->cell(c->s->ctx, n->text, &failed);

	return eval_choice(param, n, cell || failed, c->a);
}

static bool check_choice(struct compiler *c, const struct statement *param, const struct node *n, const struct operand *x)
{
	struct value v;

	if (!compile_run(c, n, x, &v))
		return false;
	return v.type.uncertain || v.count != 1 || eval_is_choice(param, texts_get(c->e->texts, (uint32_t)v.num[0]), n->at, c->d);
}

/* The argument given for a parameter, compiled where the call stands. */
static bool compile_given(struct compiler *c, const struct frame *f, const struct statement *param, const struct item *it, struct operand *out)
{
	struct type want;
	bool fits;

	if (!declared_type(c, param, &want))
		return false;
	struct standing before = stand(c, *f->caller);
	bool ok = compile_node(c, chosen(c, param, it->value), out);
	if (ok && param->param_count && out->type.kind == VALUE_TEXT)
		ok = check_choice(c, param, it->value, out);
	if (ok && !param->any) {
		adopt(c, &want, out, &fits);
		if (!fits) {
			struct buf a = {0}, b = {0};
			type_spell(&a, &want);
			type_spell(&b, &out->type);
			ok = diag_fail(c->d, DIAG_UNIT, it->value->at, "'%.*s' of %.*s wants %s, and this is %s", STR(param->name), STR(f->sheet->name), buf_c(&a), buf_c(&b));
			buf_release(&a);
			buf_release(&b);
		}
	}
	stand_back(c, before);
	if (ok && want.list && !out->type.list)
		make_list(c, out);
	return ok;
}

static bool compile_param(struct compiler *c, struct frame *f, const struct statement *param, struct operand *out)
{
	const struct item *it = find_given(f->given, f->given_count, param->name);

	if (it)
		return compile_given(c, f, param, it, out);
	if (param->expr) {
		struct str text = source_text(f->sheet->source, param->expr->at);
		if (!f->caller->frame && !f->alias.len)
			f->with = arena_printf(c->a, "%.*s%s%.*s = %.*s", STR(f->with), f->with.len ? ", " : "", STR(param->name), STR(text));
		return compile_node(c, param->expr, out);
	}
	struct standing before = stand(c, *f->caller);
	diag_fail(c->d, DIAG_ARGUMENT, (struct span){0, 0}, "%.*s needs '%.*s'%s%.*s", STR(f->sheet->name), STR(param->name), param->text.len ? ": " : "", STR(param->text));
	diag_hint(c->d, "give it in the call: %.*s(%.*s = ...)", STR(f->sheet->name), STR(param->name));
	stand_back(c, before);
	return false;
}

static struct frame *find_use(struct frame *f, struct str alias)
{
	for (struct frame *u = f->uses; u; u = u->next)
		if (str_eq(u->alias, alias))
			return u;
	return NULL;
}

static bool check_given(struct compiler *c, const struct template *t, const struct statement *use)
{
	for (uint32_t i = 0; i < use->item_count; i++) {
		const struct item *it = &use->items[i];
		if (!it->name.len)
			return diag_fail(c->d, DIAG_ARGUMENT, it->value->at, "'use' takes arguments by name: use %.*s(param = ...)", STR(t->name));
		if (!find_param(t, it->name))
			return unknown_param(c, it->name_at, t, it->name);
		if (find_given(use->items, i, it->name))
			return diag_fail(c->d, DIAG_ARGUMENT, it->name_at, "'%.*s' is given twice", STR(it->name));
	}
	return true;
}

/* The frame of `use sheet(...) as alias` within a sheet being called. */
static struct frame *open_use(struct compiler *c, struct frame *f, struct str alias)
{
	struct frame *u = find_use(f, alias);
	const struct statement *st = f->sheet->first;

	if (u)
		return u;
	while (st && !(st->kind == STATEMENT_USE && str_eq(st->alias, alias)))
		st = st->next;
	if (!st)
		return NULL;
	const struct template *t = c->s->sheet(c->s->ctx, st->name, c->d);
	if (!t || !check_given(c, t, st))
		return NULL;
	if (c->at.depth >= CALL_DEPTH) {
		diag_fail(c->d, DIAG_CYCLE, st->at, "%.*s uses itself, or sheets are nested more than %d deep", STR(t->name), CALL_DEPTH);
		return NULL;
	}
	u = arena_new(c->a, struct frame);
	*u = (struct frame){.sheet = t, .alias = alias, .next = f->uses, .given = st->items, .given_count = st->item_count};
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
	struct standing before = stand(c, (struct compiler_place){u->sheet->source, NULL, u, c->at.depth + 1});
	bool ok = compile_sheet_cell(c, &inner, out, found);
	stand_back(c, before);
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
			return diag_fail(c->d, DIAG_REQUIRE, st->expr->at, "%.*s: %.*s", STR(f->sheet->name), STR(st->text));
	}
	return true;
}

/* The result of a run, which is made now: a number with its error. */
static bool compile_measure(struct compiler *c, const struct statement *st, struct operand *out)
{
	struct frame *f = c->at.frame;
	struct node asked = {.kind = NODE_NAME, .text = st->name, .at = st->name_at};
	struct lab_call x = {c, &asked};
	struct measuring m = {f->sheet->source, st, lab_param, &x};
	const struct source *src;
	const struct node *n = c->s->measure && lab_may_run(c, f) ? c->s->measure(c->s->ctx, &m, c->a, c->d, &src) : NULL;

	if (!n)
		return c->d->error ? false : diag_fail(c->d, DIAG_VALUE, st->name_at, "nothing is measured here");
	struct standing before = stand(c, (struct compiler_place){src, NULL, NULL, c->at.depth});
	bool ok = compile_node(c, n, out);
	stand_back(c, before);
	return ok;
}

static bool compile_statement(struct compiler *c, struct frame *f, const struct statement *st, struct operand *out)
{
	switch (st->kind) {
	case STATEMENT_PARAM:
		return compile_param(c, f, st, out);
	case STATEMENT_MEASURE:
		return compile_measure(c, st, out);
	default:
		return compile_node(c, st->expr, out);
	}
}

bool compile_sheet_cell(struct compiler *c, const struct node *n, struct operand *out, bool *found)
{
	struct frame *f = c->at.frame;
	const struct statement *st = find_statement(f->sheet, n->text);

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
	struct standing before = stand(c, (struct compiler_place){f->sheet->source, NULL, f, c->at.depth});
	bool ok = compile_statement(c, f, st, out);
	stand_back(c, before);
	if (!ok)
		return false;
	memo->value = *out;
	out->node = n;
	return true;
}

/* The answer stands only where the requirements of the sheet hold, and those of the sheets that it used for it. */
static bool compile_requirements(struct compiler *c, const struct node *n, struct frame *f, struct operand *out)
{
	struct compiler_place inside = {f->sheet->source, NULL, f, c->at.depth + 1};

	f->required = true;
	for (const struct statement *st = f->sheet->first; st; st = st->next) {
		struct operand truth;
		if (st->kind != STATEMENT_REQUIRE)
			continue;
		struct standing before = stand(c, inside);
		bool ok = compile_node(c, st->expr, &truth);
		if (ok && truth.type.kind != VALUE_TRUTH)
			ok = diag_fail(c->d, DIAG_UNIT, st->expr->at, "'require' wants yes or no");
		stand_back(c, before);
		if (!ok)
			return false;
		uint32_t b = out->reg;
		struct instr *in = emit(c, CODE_REQUIRE, n, out);
		in->a = truth.reg;
		in->b = b;
		in->u.text = arena_printf(c->a, "%.*s: %.*s", STR(f->sheet->name), STR(st->text));
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

static bool no_member(struct compiler *c, const struct node *n, const struct template *t)
{
	struct span at = {n->at.end - (uint32_t)n->member.len, n->at.end};
	struct str near = {0};
	unsigned distance = 4;

	for (const struct statement *st = t->first; st; st = st->next) {
		bool cell = st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM || st->kind == STATEMENT_MEASURE;
		unsigned far = cell ? str_distance(st->name, n->member, 3) : 4;

		if (far < distance) {
			distance = far;
			near = st->name;
		}
	}
	diag_fail(c->d, DIAG_NAME, at, "%.*s has no cell '%.*s'", STR(t->name), STR(n->member));
	if (near.len)
		diag_hint(c->d, "did you mean '%.*s'?", STR(near));
	else
		diag_hint(c->d, "'help %.*s' lists them", STR(n->text));
	return false;
}

bool compile_sheet_call(struct compiler *c, const struct node *n, const struct template *t, struct operand *out)
{
	struct frame *f = arena_new(c->a, struct frame);
	struct node first = {.kind = NODE_NAME, .text = n->member.len ? n->member : first_shown(t), .at = n->at};
	bool found = false;

	if (c->at.depth >= CALL_DEPTH)
		return diag_fail(c->d, DIAG_CYCLE, n->at, "%.*s uses itself, or sheets are nested more than %d deep", STR(t->name), CALL_DEPTH);
	if (!first.text.len)
		return diag_fail(c->d, DIAG_ARGUMENT, n->at, "%.*s shows no cell that could be its answer", STR(t->name));
	f->sheet = t;
	f->caller = arena_new(c->a, struct compiler_place);
	*f->caller = c->at;
	if (!bind_arguments(c, n, t, f))
		return false;
	struct standing before = stand(c, (struct compiler_place){t->source, NULL, f, c->at.depth + 1});
	bool ok = compile_sheet_cell(c, &first, out, &found);
	stand_back(c, before);
	if (!ok)
		return false;
	if (!found && n->member.len)
		return no_member(c, n, t);
	if (!found)
		return diag_fail(c->d, DIAG_ARGUMENT, n->at, "%.*s shows '%.*s', which it does not define", STR(t->name), STR(first.text));
	if (f->with.len)
		diag_note(c->d, n->at, "%.*s with %.*s", STR(t->name), STR(f->with));
	if (!compile_requirements(c, n, f, out))
		return false;
	out->node = n;
	out->wild = WILD_NO;
	return true;
}

/* ---- values given to parameters of a sheet that is run ---- */

bool eval_adopt(const struct type *want, struct value *v, struct arena *a)
{
	struct factor f = FACTOR_ONE;
	struct units units = v->type.units;

	if (want->kind != v->type.kind)
		return false;
	if (want->kind != VALUE_NUMBER)
		return true;
	bool zero = units_plain(&units) && !v->type.uncertain; /* the numbers of a range are not known here */
	for (uint32_t i = 0; i < v->count; i++)
		zero = zero && v->num[i] == 0;
	if (zero) {
		v->type.units = want->units;
		return true;
	}
	if (units_convert(&units, &want->units, &f) == UNITS_CLASH)
		return false;
	if (units_plain(&want->units) && units_plain(&units)) {
		units = want->units;
	} else {
		struct units hard = units_without_nouns(&units), nouns = units_nouns(&want->units);
		f = FACTOR_ONE;
		if (!units_times(&hard, &nouns, 1, &f))
			return true;
		units = hard;
	}
	if (f.num != f.den) {
		double *num = arena_array(a, double, v->count);
		for (uint32_t i = 0; i < v->count; i++)
			num[i] = factor_apply(f, v->num[i]);
		v->num = num;
	}
	v->type.units = units;
	return true;
}
