/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lost.c - is a whole number beyond 2^53 known to its last digit? Told by how it came about, going back through the
 * program: only there are registers of certain numbers, each set once, that say what was lost on the way.
 */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "eval/exec.h"
#include "eval/fn.h"

enum { DEEPEST = 100, MOST_STEPS = 1000 };

struct search {
	const struct run *r;
	unsigned deep, steps;
};

static bool lost_here(struct search *s, uint32_t reg, uint32_t k);

static bool number_lost(double x)
{
	return fabs(x) >= FN_WHOLE_MAX || x != floor(x);
}

static bool product_lost(double x, double y)
{
	return fma(x, y, -(x * y)) != 0;
}

/* What rounding takes from a sum, exactly (Knuth). */
static bool sum_lost(double x, double y)
{
	double z = x + y, of_y = z - x;

	return (x - (z - of_y)) + (y - of_y) != 0;
}

static bool power_lost(double x, double k, double z)
{
	double product = 1;

	if (k < 0 || k != floor(k) || k > DBL_MAX_EXP || number_lost(x))
		return true;
	for (; k > 0 && fabs(product) < DBL_MAX; k--) {
		if (product_lost(product, x))
			return true;
		product *= x;
	}
	return product != z;
}

static bool factorial_lost(double n)
{
	double product = 1;

	for (double i = 2; i <= n; i++) {
		if (product_lost(product, i))
			return true;
		product *= i;
	}
	return false;
}

/* ---- numbers that are typed ---- */

/* The digits of `text` up to what is neither digit nor sign between digits, without zeros at either end. */
static void put_figures(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len && (char_is_digit(text.p[i]) || strchr(".,_'", text.p[i])); i++)
		if (char_is_digit(text.p[i]) && (out->len || text.p[i] != '0'))
			buf_char(out, text.p[i]);
	while (out->len && out->p[out->len - 1] == '0')
		buf_cut(out, out->len - 1);
}

/* 0xffff: of 64 bits at most. */
static bool based_lost(struct str text, double x)
{
	uint64_t whole = 0;
	int bits = text.p[1] == 'x' ? 4 : text.p[1] == 'o' ? 3 : 1;

	for (size_t i = 2; i < text.len; i++) {
		char c = text.p[i];

		if (c != '_')
			whole = whole << bits | (uint64_t)(char_is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return x >= 0x1p64 || (uint64_t)x != whole;
}

/* As many figures as are typed are those of the double: 1e23 is not 10^23. */
static bool typed_lost(struct str text, double x)
{
	struct buf typed = {0}, kept = {0}, all = {0};
	bool lost;

	if (text.len > 2 && text.p[0] == '0' && strchr("xob", text.p[1]))
		return based_lost(text, x);
	if (x != floor(x))
		return x * 0x1p20 != floor(x * 0x1p20); /* 0.5 */
	buf_printf(&all, "%.0f", fabs(x));
	put_figures(&typed, text);
	put_figures(&kept, buf_str(&all));
	lost = !str_eq(buf_str(&typed), buf_str(&kept));
	buf_release(&typed);
	buf_release(&kept);
	buf_release(&all);
	return lost;
}

/* ---- what is worked out ---- */

static double lost_at(const struct search *s, uint32_t reg, uint32_t k)
{
	return *run_lane(&s->r->reg[reg], k).x;
}

static bool scale_lost(struct factor f, double x)
{
	double product = x * f.num;

	return product_lost(x, f.num) || product_lost(product / f.den, f.den) || product / f.den * f.den != product;
}

static bool pair_lost(const struct instr *in, double x, double y, double z)
{
	switch (in->code) {
	case CODE_ADD: return sum_lost(x, y);
	case CODE_SUB: return sum_lost(x, -y);
	case CODE_MUL: return product_lost(x, y);
	case CODE_DIV: return product_lost(z, y) || z * y != x;
	case CODE_POW: return power_lost(x, y, z);
	default: return in->code != CODE_MOD;
	}
}

/* Functions that give back one of what they are given, or a power of two; and n!, as long as it is whole. */
static bool call_lost(struct search *s, const struct instr *in, uint32_t k)
{
	static const char *const keep[] = {"abs", "ceil", "floor", "round", "trunc", "min", "max", "clamp"};
	const char *name = in->u.fn->name;

	if (!strcmp(name, "fact"))
		return factorial_lost(lost_at(s, in->args[0], k));
	for (size_t i = 0; i < sizeof(keep) / sizeof(*keep); i++)
		if (!strcmp(name, keep[i])) {
			for (uint32_t a = 0; a < in->count; a++)
				if (lost_here(s, in->args[a], k))
					return true;
			return false;
		}
	return strcmp(name, "pow2up") != 0;
}

static bool instr_lost(struct search *s, const struct instr *in, uint32_t k)
{
	switch (in->code) {
	case CODE_CONST: return typed_lost(source_text(in->src, in->at), in->u.number);
	case CODE_LOAD: return in->lost;
	case CODE_LIST: return lost_here(s, in->args[k], 0);
	case CODE_NEGATE: return lost_here(s, in->a, k);
	case CODE_SCALE: return lost_here(s, in->a, k) || scale_lost(in->u.factor, lost_at(s, in->a, k));
	case CODE_SELECT: return lost_here(s, in->args[lost_at(s, in->args[0], k) != 0 ? 1 : 2], k);
	case CODE_CALL: return call_lost(s, in, k);
	case CODE_ADD:
	case CODE_SUB:
	case CODE_MUL:
	case CODE_DIV:
	case CODE_MOD:
	case CODE_POW:
		return lost_here(s, in->a, k) || lost_here(s, in->b, k) ||
		       pair_lost(in, lost_at(s, in->a, k), lost_at(s, in->b, k), lost_at(s, in->dst, k));
	default: return true;
	}
}

static const struct instr *lost_setter(const struct program *p, uint32_t reg)
{
	for (uint32_t i = p->count; i > 0; i--)
		if (p->code[i - 1].dst == reg)
			return &p->code[i - 1];
	return NULL;
}

static bool lost_here(struct search *s, uint32_t reg, uint32_t k)
{
	const struct reg *x = &s->r->reg[reg];
	const struct instr *in;
	bool lost;

	k = x->list ? k : 0;
	if (k >= x->count || x->width != 1)
		return true;
	if (!number_lost(lost_at(s, reg, k)))
		return false;
	in = lost_setter(s->r->p, reg);
	if (!in || ++s->steps > MOST_STEPS || s->deep == DEEPEST)
		return true;
	s->deep++;
	lost = instr_lost(s, in, k);
	s->deep--;
	return lost;
}

bool run_lost(const struct run *r, uint32_t reg, uint32_t k)
{
	struct search s = {.r = r};

	return lost_here(&s, reg, k);
}

/* ---- what is 0 only since it is below the smallest number ---- */

static bool vanished_here(struct search *s, uint32_t reg, uint32_t k);

static bool instr_vanished(struct search *s, const struct instr *in, uint32_t k)
{
	switch (in->code) {
	case CODE_POW: return lost_at(s, in->a, k) != 0 || vanished_here(s, in->a, k);
	case CODE_MUL: return vanished_here(s, in->a, k) || vanished_here(s, in->b, k);
	case CODE_DIV:
	case CODE_SCALE:
	case CODE_NEGATE: return vanished_here(s, in->a, k);
	case CODE_LIST: return vanished_here(s, in->args[k], 0);
	case CODE_SELECT: return vanished_here(s, in->args[lost_at(s, in->args[0], k) != 0 ? 1 : 2], k);
	case CODE_CALL: return !strcmp(in->u.fn->name, "exp");
	default: return false;
	}
}

static bool vanished_here(struct search *s, uint32_t reg, uint32_t k)
{
	const struct reg *x = &s->r->reg[reg];
	const struct instr *in = lost_setter(s->r->p, reg);
	bool vanished;

	k = x->list ? k : 0;
	if (!in || k >= x->count || x->width != 1 || lost_at(s, reg, k) != 0 || ++s->steps > MOST_STEPS ||
	    s->deep == DEEPEST)
		return false;
	s->deep++;
	vanished = instr_vanished(s, in, k);
	s->deep--;
	return vanished;
}

bool run_vanished(const struct run *r, uint32_t reg, uint32_t k)
{
	struct search s = {.r = r};

	return vanished_here(&s, reg, k);
}

/* A written-out whole number: what it is taken for was said where it was read. */
static bool is_said(const struct run *r, const struct instr *in)
{
	const struct instr *of = lost_setter(r->p, in->a);
	struct str text;
	size_t n = 0;

	if (!of || of->code != CODE_CONST)
		return false;
	text = source_text(of->src, of->at);
	while (n < text.len && (char_is_digit(text.p[n]) || text.p[n] == ',' || text.p[n] == '_'))
		n++;
	return n == text.len;
}

/* So large beside its divisor that what is lost of it is seen in a remainder that is shown with so many figures. */
static bool is_coarse(double x, double y, double figures)
{
	return fabs(x / y) * DBL_EPSILON * figures >= 1;
}

static bool remainder_lost(const struct run *r, const struct instr *in, uint32_t k)
{
	enum { FIGURES = 1000000, OF_SAMPLES = 1000 };
	struct lane x = run_lane(&r->reg[in->a], k), y = run_lane(&r->reg[in->b], k), z = run_lane(&r->reg[in->dst], k);

	if (!in->uncertain)
		return !is_poison(*z.x) && is_coarse(*x.x, *y.x, FIGURES) && (run_lost(r, in->a, k) || run_lost(r, in->b, k));
	for (uint32_t i = 0; i < run_width(r, in); i++)
		if (!is_poison(lane_at(z, i)) && number_lost(lane_at(x, i)) &&
		    is_coarse(lane_at(x, i), lane_at(y, i), OF_SAMPLES))
			return true;
	return false;
}

bool run_note_lost(const struct run *r, const struct instr *in)
{
	for (uint32_t k = 0; k < r->reg[in->dst].count; k++) {
		if (!remainder_lost(r, in, k))
			continue;
		if (!is_said(r, in)) {
			DIAG_IN(r->d, in->src);
			diag_note(r->d, in->at,
			          "this remainder is not known to its last digit: what is divided has more digits than are kept");
		}
		return true;
	}
	return false;
}
