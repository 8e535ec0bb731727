/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula_text.c - a compiled program read backwards, from its result, as one formula of a spreadsheet. */
#include "eval/formula_text.h"

#include <math.h>
#include <string.h>

#include "eval/program.h"
#include "value/number.h"

enum { LENGTH_MAX = 4000, DEEP_MAX = 200 };

struct writing {
	const struct program *p;
	struct formula_cells *cells;
	struct buf *out;
	uint32_t *setter; /* by register: the instruction that sets it, and one more; 0 for none */
	unsigned deep;
};

static bool formula_text_put(struct writing *w, uint32_t reg);

/* Functions by their patterns: $1 to $3 are the arguments, $* all of them with semicolons between. */
static const struct {
	const char *name, *pattern;
} functions[] = {
	{"abs", "ABS($1)"},
	{"ceil", "-INT(-($1))"},
	{"floor", "INT($1)"},
	{"round", "ROUND($1;0)"},
	{"trunc", "TRUNC($1)"},
	{"min", "MIN($*)"},
	{"max", "MAX($*)"},
	{"sum", "SUM($*)"},
	{"product", "PRODUCT($*)"},
	{"mean", "AVERAGE($*)"},
	{"sqrt", "SQRT($1)"},
	{"exp", "EXP($1)"},
	{"ln", "LN($1)"},
	{"log", "LOG($1;$2)"},
	{"log2", "LOG($1;2)"},
	{"log10", "LOG10($1)"},
	{"sin", "SIN($1)"},
	{"cos", "COS($1)"},
	{"tan", "TAN($1)"},
	{"asin", "ASIN($1)"},
	{"acos", "ACOS($1)"},
	{"atan", "ATAN($1)"},
	{"fact", "FACT($1)"},
	{"choose", "COMBIN($1;$2)"},
	{"gcd", "GCD($*)"},
	{"clamp", "MAX($2;MIN($3;$1))"},
	{"pow2up", "2^-INT(-LOG($1;2))"},
	{"pow10up", "10^-INT(-LOG10($1))"},
};

static const char *pattern_of(const struct builtin *fn)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (!strcmp(functions[i].name, fn->name))
			return functions[i].pattern;
	return NULL;
}

static bool formula_text_put_number(struct writing *w, double x)
{
	if (!isfinite(x))
		return false;
	buf_add_c(w->out, x < 0 ? "(" : "");
	number_write(w->out, x, 17, NUMBER_RAW);
	buf_add_c(w->out, x < 0 ? ")" : "");
	return true;
}

static bool put_load(struct writing *w, const struct instr *in)
{
	if (in->list || in->count != 1)
		return false;
	if (!in->a)
		return formula_text_put_number(w, in->u.load[0]);
	w->cells->places++;
	return w->cells->place(w->cells->ctx, in->a - 1, w->out);
}

static bool formula_text_put_all(struct writing *w, const uint32_t *args, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		buf_add_c(w->out, i ? ";" : "");
		if (!formula_text_put(w, args[i]))
			return false;
	}
	return true;
}

static bool put_pattern(struct writing *w, const char *pattern, const uint32_t *args, uint32_t count)
{
	buf_char(w->out, '(');
	for (const char *p = pattern; *p; p++) {
		if (*p != '$') {
			buf_char(w->out, *p);
			continue;
		}
		p++;
		if (*p == '*' ? !formula_text_put_all(w, args, count)
		              : (uint32_t)(*p - '0') > count || !formula_text_put(w, args[*p - '1']))
			return false;
	}
	buf_char(w->out, ')');
	return true;
}

/* "(a+b)", "MOD(a;b)" */
static bool put_two(struct writing *w, const char *before, uint32_t a, const char *between, uint32_t b)
{
	buf_printf(w->out, "%s(", before);
	if (!formula_text_put(w, a))
		return false;
	buf_add_c(w->out, between);
	if (!formula_text_put(w, b))
		return false;
	buf_char(w->out, ')');
	return true;
}

/* Multiplied and divided as the program does, so that nothing is rounded otherwise. */
static bool formula_text_put_scaled(struct writing *w, const struct instr *in)
{
	buf_char(w->out, '(');
	if (!formula_text_put(w, in->a))
		return false;
	if (in->u.factor.num != 1) {
		buf_char(w->out, '*');
		if (!formula_text_put_number(w, in->u.factor.num))
			return false;
	}
	if (in->u.factor.den != 1) {
		buf_char(w->out, '/');
		if (!formula_text_put_number(w, in->u.factor.den))
			return false;
	}
	buf_char(w->out, ')');
	return true;
}

/* ceil(x, GB): to whole steps. */
static bool formula_text_put_step(struct writing *w, const struct instr *in)
{
	const char *pattern = pattern_of(in->u.fn);

	if (!pattern)
		return false;
	buf_char(w->out, '(');
	for (const char *p = pattern; *p; p++) {
		if (*p != '$') {
			buf_char(w->out, *p);
		} else {
			p++;
			if (!put_two(w, "", in->a, "/", in->b))
				return false;
		}
	}
	buf_char(w->out, '*');
	if (!formula_text_put(w, in->b))
		return false;
	buf_char(w->out, ')');
	return true;
}

/* A list that is written out where it is reduced. */
static bool put_fold(struct writing *w, const struct instr *in)
{
	const char *pattern = pattern_of(in->u.fn);
	uint32_t setter = in->count == 1 ? w->setter[in->args[0]] : 0;
	const struct instr *list = setter ? &w->p->code[setter - 1] : NULL;

	return pattern && list && list->code == CODE_LIST && put_pattern(w, pattern, list->args, list->count);
}

static bool put_select(struct writing *w, const uint32_t *args)
{
	buf_add_c(w->out, "IF(");
	if (!formula_text_put_all(w, args, 3))
		return false;
	buf_char(w->out, ')');
	return true;
}

static bool put_instr(struct writing *w, const struct instr *in)
{
	static const char *const signs[] = {
		[CODE_ADD] = "+", [CODE_SUB] = "-", [CODE_MUL] = "*", [CODE_DIV] = "/", [CODE_POW] = "^",
		[CODE_EQ] = "=",  [CODE_NE] = "<>", [CODE_LT] = "<",  [CODE_LE] = "<=", [CODE_GT] = ">",
		[CODE_GE] = ">=", [CODE_MOD] = ";", [CODE_AND] = ";", [CODE_OR] = ";",
	};

	switch (in->code) {
	case CODE_CONST: return formula_text_put_number(w, in->u.number);
	case CODE_LOAD: return put_load(w, in);
	case CODE_SCALE: return formula_text_put_scaled(w, in);
	case CODE_NEGATE: return put_pattern(w, "-$1", &in->a, 1);
	case CODE_NOT: return put_pattern(w, "NOT($1)", &in->a, 1);
	case CODE_MOD: return put_two(w, "MOD", in->a, ";", in->b);
	case CODE_AND:
	case CODE_OR: return put_two(w, in->code == CODE_AND ? "AND" : "OR", in->a, ";", in->b);
	case CODE_SELECT: return put_select(w, in->args);
	case CODE_CALL: return pattern_of(in->u.fn) && put_pattern(w, pattern_of(in->u.fn), in->args, in->count);
	case CODE_STEP: return formula_text_put_step(w, in);
	case CODE_FOLD: return put_fold(w, in);
	case CODE_REQUIRE:
		buf_add_c(w->out, "IF(");
		if (!formula_text_put(w, in->a))
			return false;
		buf_char(w->out, ';');
		if (!formula_text_put(w, in->b))
			return false;
		buf_add_c(w->out, ";NA())");
		return true;
	case CODE_ADD:
	case CODE_SUB:
	case CODE_MUL:
	case CODE_DIV:
	case CODE_POW:
	case CODE_EQ:
	case CODE_NE:
	case CODE_LT:
	case CODE_LE:
	case CODE_GT:
	case CODE_GE: return put_two(w, "", in->a, signs[in->code], in->b);
	default: return false;
	}
}

/* What is used twice is written twice; that is bounded. */
static bool formula_text_put(struct writing *w, uint32_t reg)
{
	bool fits = w->setter[reg] && w->deep < DEEP_MAX && w->out->len < LENGTH_MAX;

	if (!fits)
		return false;
	w->deep++;
	fits = put_instr(w, &w->p->code[w->setter[reg] - 1]);
	w->deep--;
	return fits && w->out->len < LENGTH_MAX;
}

bool formula_text(const struct engine *e, const struct scope *s, const struct node *n, struct arena *scratch,
                  struct diag *d, struct formula_cells *cells, struct buf *out, struct type *type)
{
	struct buf text = {0};
	struct diag own;
	struct program p;
	struct writing w = {.p = &p, .cells = cells, .out = &text};
	bool fits;

	diag_init(&own, scratch, d->source);
	if (!eval_compile(e, s, n, scratch, &own, &p, type) || type->kind == VALUE_TEXT || type->list)
		return false;
	w.setter = arena_array(scratch, uint32_t, p.registers + 1);
	for (uint32_t i = 0; i < p.count; i++)
		w.setter[p.code[i].dst] = i + 1;
	cells->places = 0;
	fits = formula_text_put(&w, p.result);
	if (fits)
		buf_add_str(out, buf_str(&text));
	buf_release(&text);
	return fits;
}
