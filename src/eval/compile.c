/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile.c - trees to programs: dimensions are checked here, before anything runs. */
#include "eval/compiler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static __attribute__((noinline)) void more_room(struct compiler *c)
{
	uint32_t cap = c->cap ? 2 * c->cap : 8;
	struct instr *code = arena_array(c->a, struct instr, cap);

	if (c->p.count)
		memcpy(code, c->p.code, c->p.count * sizeof *code);
	c->p.code = code;
	c->cap = cap;
}

struct instr *emit(struct compiler *c, enum opcode code, const struct node *n, struct operand *out)
{
	if (c->p.count == c->cap)
		more_room(c);
	struct instr *in = &c->p.code[c->p.count++]; /* all zero: fresh from the arena */
	in->code = code;
	in->dst = c->p.registers++;
	in->src = c->at.src;
	if (n)
		in->at = n->kind == NODE_BINARY || n->kind == NODE_UNARY ? n->op_at : n->at;
	out->reg = in->dst;
	out->node = n;
	return in;
}

void emit_number(struct compiler *c, const struct node *n, double x, struct operand *out)
{
	emit(c, CODE_CONST, n, out)->u.number = x;
}

void emit_scale(struct compiler *c, const struct node *n, struct factor f, struct operand *x)
{
	if (f.num == f.den)
		return;
	const struct node *own = x->node;
	uint32_t a = x->reg;
	struct instr *in = emit(c, CODE_SCALE, n, x);
	in->a = a;
	in->u.factor = f;
	x->node = own;
}

void mark_rounded(struct compiler *c, const struct operand *x)
{
	if (!c->e->about || x->type.kind != VALUE_NUMBER)
		return;
	struct instr *in = &c->p.code[c->p.count - 1];
	if (in->dst != x->reg)
		return;
	struct type *t = arena_new(c->a, struct type);
	*t = x->type;
	in->type = t;
}

static void compile_start(struct operand *out, enum value_kind kind)
{
	operand_clear(out);
	out->type.kind = kind;
}

static RARE bool compile_text(struct compiler *c, const struct node *n, struct operand *out)
{
	compile_start(out, VALUE_TEXT);
	emit_number(c, n, texts_intern(c->e->texts, n->text), out);
	return true;
}

static RARE bool compile_none(struct compiler *c, const struct node *n, struct operand *out)
{
	compile_start(out, VALUE_NUMBER);
	emit_number(c, n, poison_make(POISON_NONE, texts_intern(c->e->texts, n->text)), out);
	out->wild = WILD_NONE;
	return true;
}

static bool compile_number(struct compiler *c, const struct node *n, struct operand *out)
{
	if (!check_times(c, n))
		return false;
	compile_start(out, VALUE_NUMBER);
	emit_number(c, n, n->number, out);
	out->type.written = true;
	out->wild = n->number == 0 ? WILD_ZERO : WILD_NO;
	mark_rounded(c, out);
	return true;
}

static bool compile_percent(struct compiler *c, const struct node *n, struct operand *out)
{
	struct factor scale = FACTOR_ONE;

	if (!compile_node(c, n->kids[0], out) || !make_plain(c, n, "take a percentage of", out))
		return false;
	if (!unit_lookup(c->e->units, S("%"), &out->type.units, &scale, NULL))
		return diag_fail(c->d, DIAG_NAME, n->at, "the unit %% is not defined");
	out->type.written = true;
	out->node = n;
	out->wild = WILD_NO;
	return true;
}

static bool compile_unary(struct compiler *c, const struct node *n, struct operand *out)
{
	if (!compile_node(c, n->kids[0], out))
		return false;
	enum value_kind wanted = n->op == OP_NOT ? VALUE_TRUTH : VALUE_NUMBER;
	if (out->type.kind != wanted)
		return n->op == OP_NOT ? truth_wanted(c, n->kids[0]->at, "'not'", out) : want_number(c, "negate", out);
	uint32_t a = out->reg;
	emit(c, n->op == OP_NOT ? CODE_NOT : CODE_NEGATE, n, out)->a = a;
	return true;
}

static bool compile_kind(struct compiler *c, const struct node *n, struct operand *out)
{
	switch (n->kind) {
	case NODE_NUMBER: return compile_number(c, n, out);
	case NODE_TEXT: return compile_text(c, n, out);
	case NODE_TRUTH:
		compile_start(out, VALUE_TRUTH);
		emit_number(c, n, n->number, out);
		return true;
	case NODE_NAME: return compile_name(c, n, out);
	case NODE_QUANTITY: return compile_quantity(c, n, out);
	case NODE_PERCENT: return compile_percent(c, n, out);
	case NODE_RANGE: return compile_range(c, n, out);
	case NODE_MARGIN: return compile_margin(c, n, out);
	case NODE_UNARY: return compile_unary(c, n, out);
	case NODE_BINARY: return compile_binary(c, n, out);
	case NODE_IF: return compile_if(c, n, out);
	case NODE_CALL: return compile_call(c, n, out);
	case NODE_LIST: return compile_list(c, n, out);
	case NODE_CONVERT: return compile_convert(c, n, out);
	case NODE_NONE: return compile_none(c, n, out);
	}
	return diag_fail(c->d, DIAG_SYNTAX, n->at, "this does not belong here");
}

static bool compile_too_much(struct compiler *c, const struct node *n)
{
	bool deep = c->level >= LEVEL_MAX;

	diag_fail(c->d, DIAG_LIMIT, n->at,
	          deep ? "this leads to more than %d levels, one in another" : "this leads to more than %d steps",
	          deep ? LEVEL_MAX : STEPS_MAX);
	if (c->at.frame)
		diag_hint(c->d, "bring %.*s in with 'use': then its cells are worked out one by one",
		          STR(c->at.frame->sheet->name));
	else
		diag_hint(c->d, "put parts of it in cells, which are worked out once");
	return false;
}

bool compile_node(struct compiler *c, const struct node *n, struct operand *out)
{
	if (c->level >= LEVEL_MAX || c->steps >= STEPS_MAX)
		return compile_too_much(c, n);
	c->level++;
	c->steps++;
	bool before = c->agreed;
	c->agreed = false;
	bool ok = compile_kind(c, n, out);
	if (ok)
		c->agreed = out->type.agreed |= c->agreed;
	c->agreed |= before;
	c->level--;
	return ok;
}

/* The numbers of what is compiled so far, where they are certain. */
static bool eval_compile_run(struct compiler *c, const struct operand *x, double **num, uint32_t *count)
{
	c->p.result = x->reg;
	return program_run(&c->p, c->e, c->a, c->d, num, count);
}

bool compile_in_loop(struct compiler *c, const struct node *n)
{
	return diag_fail(c->d, DIAG_VALUE, n->at, "this cannot depend on the n of 'smallest'");
}

/* A number as typed, perhaps with a unit: it is among the last instructions. */
static bool read_constant(const struct compiler *c, uint32_t reg, double *out)
{
	for (uint32_t i = c->p.count; i > 0 && i + 8 > c->p.count; i--) {
		const struct instr *in = &c->p.code[i - 1];
		if (in->dst != reg)
			continue;
		if (in->code == CODE_CONST && !c->e->about)
			*out = in->u.number;
		return in->code == CODE_CONST && !c->e->about;
	}
	return false;
}

bool compile_uncertain_part(struct compiler *c, uint32_t reg)
{
	double x;

	if (read_constant(c, reg, &x))
		return false;
	c->steps += c->p.count / 64; /* all of the program is looked at */
	return program_prepare(&c->p, c->a, &reg, 1);
}

bool compile_any_value(struct compiler *c, const struct node *n, const char *what, const struct operand *x, double *out)
{
	double *num;
	uint32_t count;

	if (!x->type.list && read_constant(c, x->reg, out) && !is_poison(*out))
		return true;
	c->steps += c->p.count / 64;
	if (program_prepare(&c->p, c->a, &x->reg, 1))
		return diag_fail(c->d, DIAG_VALUE, n->at, "%s must be certain, and this is a range", what);
	if (c->p.in_loop)
		return compile_in_loop(c, n);
	if (!eval_compile_run(c, x, &num, &count))
		return false;
	if (x->type.list || count != 1)
		return diag_fail(c->d, DIAG_VALUE, n->at, "%s must be one number, and this is a list", what);
	*out = num[0];
	return true;
}

bool compile_value(struct compiler *c, const struct node *n, const char *what, const struct operand *x, double *out)
{
	return compile_any_value(c, n, what, x, out) && (!is_poison(*out) || program_blame(&c->p, *out, c->d));
}

enum { PEEK_STEPS = 200 };

bool compile_peek(struct compiler *c, const struct operand *x, double *out)
{
	double *num;
	uint32_t count;

	if (c->p.in_loop || x->type.list || x->type.kind != VALUE_NUMBER)
		return false;
	if (read_constant(c, x->reg, out))
		return !is_poison(*out);
	if (c->p.count > PEEK_STEPS || program_prepare(&c->p, c->a, &x->reg, 1) || c->p.in_loop ||
	    !eval_compile_run(c, x, &num, &count))
		return false;
	*out = num[0];
	return count == 1 && !is_poison(*out);
}

bool compile_run(struct compiler *c, const struct node *n, const struct operand *x, struct value *out)
{
	*out = (struct value){.type = x->type};
	if (program_prepare(&c->p, c->a, &x->reg, 1)) {
		out->type.uncertain = true;
		return true;
	}
	if (c->p.in_loop)
		return compile_in_loop(c, n);
	return eval_compile_run(c, x, &out->num, &out->count);
}

/* It stays in the program, where nothing needs it and it is passed over. */
bool compile_constant(struct compiler *c, const struct node *n, double *out)
{
	struct operand x;

	return compile_node(c, n, &x) && make_plain(c, n, "use as a power", &x) && compile_value(c, n, "this", &x, out);
}

bool program_blame(const struct program *p, double x, struct diag *d)
{
	uint32_t where;
	enum poison why = poison_read(x, &where);

	if (where >= p->count)
		return diag_fail(d, DIAG_VALUE, (struct span){0, 0}, "this has no value");
	const struct instr *in = &p->code[where];
	DIAG_IN(d, in->src);
	switch (why) {
	case POISON_DIVIDE: diag_fail(d, DIAG_VALUE, in->at, "division by zero"); break;
	case POISON_OVERFLOW: diag_fail(d, DIAG_VALUE, in->at, "the result is too large: beyond 1.8e308"); break;
	case POISON_UNDERFLOW:
		diag_fail(d, DIAG_VALUE, in->at, "the result is too small to be told from 0: below 5e-324");
		break;
	case POISON_LIMIT:
		diag_fail(d, DIAG_LIMIT, in->at,
		          in->code == CODE_SMALLEST ? "no n up to 10^7 meets the condition"
		                                    : "gave up: this takes too many steps");
		break;
	case POISON_INTERRUPT: diag_fail(d, DIAG_INTERRUPT, in->at, "interrupted"); break;
	case POISON_REQUIRE: diag_fail(d, DIAG_REQUIRE, in->at, "%.*s", STR(in->u.text)); break;
	default:
		if (in->code == CODE_MOD)
			diag_fail(d, DIAG_VALUE, in->at, "a remainder of so many times the divisor is not known");
		else if (in->code == CODE_POW)
			diag_fail(d, DIAG_VALUE, in->at, "a negative number to a power that is not whole has no value");
		else if (in->code >= CODE_CALL && in->code <= CODE_LISTFN && in->u.fn->domain)
			diag_fail(d, DIAG_VALUE, in->at, "%s %s", in->u.fn->name, in->u.fn->domain);
		else
			diag_fail(d, DIAG_VALUE, in->at, "this has no value");
	}
	return false;
}

/* A number that is none is an error, unless it is so on purpose. */
static bool all_good(struct compiler *c, const struct value *v)
{
	uint32_t where;

	for (uint32_t i = 0; i < v->count; i++)
		if (is_poison(v->num[i]) && poison_read(v->num[i], &where) != POISON_NONE)
			return program_blame(&c->p, v->num[i], c->d);
	return true;
}

/* What samples say of a value: medians stand in for its numbers. */
static bool take_spread(struct compiler *c, const struct sampled *s, struct arena *a, struct value *v)
{
	v->type.uncertain = true;
	v->count = s->count;
	v->num = arena_array(a, double, s->count ? s->count : 1);
	v->spread = arena_array(a, struct spread, s->count ? s->count : 1);
	for (uint32_t i = 0; i < s->count; i++) {
		v->spread[i] = s->spread[i];
		v->num[i] = !s->spread[i].good            ? s->spread[i].why
		            : v->type.kind == VALUE_TRUTH ? s->spread[i].mean >= 0.5
		            : v->type.kind == VALUE_TEXT  ? s->spread[i].text[0]
		                                          : s->spread[i].p50;
	}
	return all_good(c, v);
}

static bool compile_finish(struct compiler *c, const struct operand *x, struct value *out)
{
	struct sampled sampled = {.texts = x->type.kind == VALUE_TEXT};

	out->type = x->type;
	out->spread = NULL;
	c->p.tells = true;
	if (!program_prepare(&c->p, c->a, &x->reg, 1)) {
		out->type.uncertain = false;
		if (!eval_compile_run(c, x, &out->num, &out->count))
			return false;
		out->type.lost = c->p.lost;
		out->type.agreed |= c->p.vanished;
		return all_good(c, out);
	}
	if (c->e->about) {
		diag_fail(c->d, DIAG_VALUE, x->node ? x->node->at : (struct span){0, 0},
		          "whiteboard arithmetic wants certain numbers");
		diag_hint(c->d, "p50(x) is the middle of a range");
		return false;
	}
	return program_sample(&c->p, c->e, &x->reg, 1, false, c->a, c->d, &sampled) && take_spread(c, &sampled, c->a, out);
}

struct compiler compiler_of(const struct engine *e, const struct scope *s, struct arena *scratch, struct diag *d)
{
	return (struct compiler){.e = e,
	                         .s = s,
	                         .a = scratch,
	                         .d = d,
	                         .at = {.src = d->source},
	                         .owner = {.first = s->draws ? s->draws->count : 0}};
}

bool eval(const struct engine *e, const struct scope *s, const struct node *n, struct arena *scratch, struct diag *d,
          struct value *out)
{
	struct compiler c = compiler_of(e, s, scratch, d);
	struct operand x;
	bool ok;

	c.columns = true;
	ok = compile_node(&c, n, &x) && compile_finish(&c, &x, out);
	if (ok && c.billion)
		note_billion(&c, n, out);
	out->type.wild = ok ? x.wild : WILD_NO;
	return ok;
}

bool eval_compile(const struct engine *e, const struct scope *s, const struct node *n, struct arena *scratch,
                  struct diag *d, struct program *out, struct type *type)
{
	struct compiler c = compiler_of(e, s, scratch, d);
	struct operand x;
	bool ok = compile_node(&c, n, &x);

	if (!ok)
		return false;
	*out = c.p;
	out->result = x.reg;
	*type = x.type;
	return true;
}

bool eval_check(const struct engine *e, const struct scope *s, const struct node *n, struct str name,
                struct arena *scratch, struct diag *d, struct value *out, uint32_t *draws)
{
	struct compiler c = {
		.e = e, .s = s, .a = scratch, .d = d, .at = {.src = d->source}, .owner = {.name = name}, .check = true};
	struct operand x;
	bool ok = compile_node(&c, n, &x);

	*draws = c.owner.count;
	if (ok && program_prepare(&c.p, scratch, &x.reg, 1)) {
		*out = (struct value){.type = x.type, .count = 1};
		out->type.uncertain = true;
		out->num = arena_array(scratch, double, 1);
	} else {
		ok = ok && compile_finish(&c, &x, out);
		if (ok && c.billion)
			note_billion(&c, n, out);
		out->type.wild = ok ? x.wild : WILD_NO;
	}
	return ok;
}

/* The samples of what is one number, which are the caller's then; NULL when they are fewer than others have. */
static double *hand_over_column(const struct engine *e, const struct operand *x, struct sampled *s)
{
	double *column = NULL;

	if (s->count == 1 && !x->type.list && s->samples >= e->samples) {
		column = s->columns[0];
		s->columns[0] = NULL;
	}
	return column;
}

bool eval_sample(const struct engine *e, const struct scope *s, const uint32_t *ids, struct value *const *values,
                 double **columns, uint32_t count, struct arena *a, struct diag *d)
{
	struct arena scratch;
	bool ok = true;

	arena_init(&scratch);
	struct compiler c = {.e = e, .s = s, .a = &scratch, .d = d, .at = {.src = d->source}, .columns = columns};
	uint32_t *roots = arena_array(&scratch, uint32_t, count + 1);
	struct sampled *sampled = arena_array(&scratch, struct sampled, count + 1);
	struct operand *x = arena_array(&scratch, struct operand, count + 1);
	for (uint32_t i = 0; ok && i < count; i++) {
		ok = compile_uncertain(&c, NULL, &(struct ref){.id = ids[i]}, &x[i]);
		roots[i] = x[i].reg;
		sampled[i].texts = ok && x[i].type.kind == VALUE_TEXT;
	}
	c.p.tells = true;
	ok = ok && program_sample(&c.p, e, roots, count, columns, &scratch, d, sampled);
	bool drawn = ok && columns;
	for (uint32_t i = 0; ok && i < count; i++)
		ok = take_spread(&c, &sampled[i], a, values[i]);
	for (uint32_t i = 0; ok && drawn && i < count; i++)
		columns[i] = hand_over_column(e, &x[i], &sampled[i]);
	if (drawn)
		sampled_free(sampled, count);
	arena_release(&scratch);
	return ok;
}

double *eval_column(const struct engine *e, const struct scope *s, uint32_t id)
{
	struct arena scratch;
	struct diag d;
	struct operand x;
	struct sampled sampled = {.bare = true};
	double *column = NULL;

	arena_init(&scratch);
	diag_init(&d, &scratch, NULL);
	struct compiler c = {.e = e, .s = s, .a = &scratch, .d = &d, .columns = true};
	if (compile_uncertain(&c, NULL, &(struct ref){.id = id}, &x) &&
	    program_sample(&c.p, e, &x.reg, 1, true, &scratch, &d, &sampled)) {
		column = hand_over_column(e, &x, &sampled);
		sampled_free(&sampled, 1);
	}
	arena_release(&scratch);
	return column;
}

/* What samples say, in another unit; the cell that the value was of keeps its own. */
static void convert_spread(struct value *v, const struct type *to, struct arena *a)
{
	struct factor f = FACTOR_ONE;
	struct spread *copy = arena_array(a, struct spread, v->count ? v->count : 1);

	if (v->type.kind == VALUE_NUMBER)
		units_convert(&v->type.units, &to->units, &f);
	for (uint32_t i = 0; i < v->count; i++) {
		copy[i] = v->spread[i];
		spread_scale(&copy[i], f.num / f.den);
	}
	v->spread = copy;
}

bool eval_convert(const struct engine *e, const struct scope *s, const struct node *target, struct arena *scratch,
                  struct diag *d, struct value *v)
{
	/* as if the value were a cell that is read */
	struct compiler c = {.e = e, .s = s, .a = scratch, .d = d, .at = {.src = d->source}};
	struct operand x = {.type = v->type};
	struct node *kid = arena_new(scratch, struct node), whole = *target;
	struct local *local = arena_new(scratch, struct local);
	struct instr *in = emit(&c, CODE_LOAD, target, &x);

	in->u.load = v->num;
	in->count = v->count;
	in->list = v->type.list;
	x.node = NULL;
	*local = (struct local){S(" value"), x, NULL};
	c.at.locals = local;
	*kid = (struct node){.kind = NODE_NAME, .local = true, .text = local->name, .at = target->at};
	whole.kids = &kid;
	whole.count = 1;
	if (!compile_convert(&c, &whole, &x))
		return false;
	program_prepare(&c.p, scratch, &x.reg, 1); /* all of it is certain */
	if (!eval_compile_run(&c, &x, &v->num, &v->count))
		return false;
	bool uncertain = v->type.uncertain;
	if (v->spread)
		convert_spread(v, &x.type, scratch);
	v->type = x.type;
	v->type.uncertain = uncertain;
	return true;
}
