/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_op.c - operators: what may meet what, and in which unit the result is. */
#include "eval/compiler.h"

#include <math.h>
#include <string.h>

#include "value/number.h"

/* "'3 GB' is data": the remark under an operand of a clash. */
void remark_type(struct compiler *c, const struct operand *x)
{
	if (!x->node)
		return;
	const char *what = type_text(&x->type, c->d->arena);
	struct str text = source_text(c->d->source, x->node->at);
	if (text.len > 0 && text.len <= 40)
		diag_remark(c->d, x->node->at, "'%.*s' is %s", STR(text), what);
	else
		diag_remark(c->d, x->node->at, "this is %s", what);
}

static const char *preposition(const char *what)
{
	static const char *const rows[][2] = {
		{"subtract", "from"}, {"add", "to"}, {"divide", "into"}, {"choose between", "and"}, {"put in one list", "and"}};

	for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(what, rows[i][0]) == 0)
			return rows[i][1];
	return "with";
}

/* What may have been meant: a product of units, a billion. */
static void hint_clash(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct operand *data = units_exponent(&a->type.units, DIM_DATA) ? a : b, *other = data == a ? b : a;

	if (n->kind == NODE_BINARY && n->op == OP_SUB && n->kids[0]->kind == NODE_NAME && n->kids[1]->kind == NODE_NAME &&
	    n->kids[0]->at.end + 1 == n->kids[1]->at.start)
		diag_hint(c->d, "write %.*s %.*s for the product", STR(n->kids[0]->text), STR(n->kids[1]->text));
	else if (!hint_bare(c, n))
		hint_reading(c, n, units_exponent(&data->type.units, DIM_DATA) != units_exponent(&other->type.units, DIM_DATA));
}

static bool clash(struct compiler *c, const struct node *n, const char *what, const struct operand *a,
                  const struct operand *b)
{
	struct span at = n->kind == NODE_BINARY ? n->op_at : n->at;

	const char *first = type_text(&b->type, c->d->arena);
	const char *second = type_text(&a->type, c->d->arena);
	diag_fail(c->d, DIAG_UNIT, at, "cannot %s %s %s %s", what, first, preposition(what), second);
	remark_type(c, a);
	remark_type(c, b);
	hint_clash(c, n, a, b);
	return false;
}

/* Nouns that disagree: the answer is given, with a note; an error where the user is strict. */
bool note_nouns(struct compiler *c, const struct node *n, const struct units *from, const struct units *to)
{
	struct buf a = {0}, b = {0};
	struct units fa = units_nouns(from), fb = units_nouns(to);
	struct span at = n->kind == NODE_BINARY ? n->op_at : n->at;

	units_write(&a, &fa, true);
	units_write(&b, &fb, true);
	if (c->e->strict)
		diag_fail(c->d, DIAG_UNIT, at, "%s are not %s ('set strict off' reads them as such)", buf_c(&a), buf_c(&b));
	else
		diag_note(c->d, at, "%s read as %s", buf_c(&a), buf_c(&b));
	buf_release(&a);
	buf_release(&b);
	return !c->e->strict;
}

static bool data_bits(const struct units *u)
{
	for (uint8_t i = 0; i < u->n; i++)
		if (u->term[i].unit->bits)
			return true;
	return false;
}

static bool data_binary(const struct units *u)
{
	for (uint8_t i = 0; i < u->n; i++)
		if (term_prefix(&u->term[i])->family == PREFIX_BINARY)
			return true;
	return false;
}

/* Should a sum of `a` and `b` be in b's unit? Bytes win over bits, powers of 1000 over powers of 1024. */
static bool second_wins(const struct units *a, const struct units *b)
{
	return (data_bits(a) && !data_bits(b)) || (data_binary(a) && !data_binary(b) && units_exponent(b, DIM_DATA) != 0);
}

/* May an operand stand beside `type` whatever its dimension: a bare 0, a `none`? */
bool is_wild(const struct operand *x)
{
	return x->wild && units_plain(&x->type.units);
}

bool unify(struct compiler *c, const struct node *n, const char *what, struct operand *x, uint32_t count,
           struct type *type)
{
	const struct operand *base = NULL;
	struct factor f = FACTOR_ONE;
	enum units_fit fit = UNITS_SAME;
	bool moved = false; /* to another unit than that of `base` */

	for (uint32_t i = 0; i < count; i++) {
		if (is_wild(&x[i]))
			continue;
		if (!base) {
			base = &x[i];
			*type = base->type;
			continue;
		}
		if (x[i].type.kind != type->kind)
			return clash(c, n, what, base, &x[i]);
		if (x[i].type.borne < type->borne) /* one has all its digits: they are written */
			type->borne = x[i].type.borne;
		fit = units_convert(&x[i].type.units, &type->units, &f);
		if (fit == UNITS_CLASH)
			return clash(c, n, what, base, &x[i]);
		if ((fit == UNITS_PLAIN && units_has_noun(&x[i].type.units)) ||
		    (fit != UNITS_NOUNS && second_wins(&type->units, &x[i].type.units))) {
			type->units = x[i].type.units;
			moved = true;
		}
		type->written = type->written && x[i].type.written;
		type->asked = type->asked && x[i].type.asked;
	}
	if (!base)
		*type = x[0].type;
	for (uint32_t i = 0; i < count; i++) {
		type->list = type->list || x[i].type.list;
		if (is_wild(&x[i])) {
			if (type->kind != VALUE_NUMBER && x[i].wild == WILD_ZERO)
				return clash(c, n, what, base, &x[i]);
			x[i].type.units = type->units;
			continue;
		}
		if (&x[i] == base && !moved)
			continue;
		if (count > 2 || moved) /* of two, the factor of the second is still there */
			fit = units_convert(&x[i].type.units, &type->units, &f);
		if (fit == UNITS_NOUNS && !note_nouns(c, n, &x[i].type.units, &type->units))
			return false;
		emit_scale(c, n, f, &x[i]);
		x[i].type.units = type->units;
	}
	return true;
}

bool make_plain(struct compiler *c, const struct node *n, const char *what, struct operand *x)
{
	if (x->type.kind != VALUE_NUMBER || !units_soft(&x->type.units)) {
		const char *got = type_text(&x->type, c->d->arena);
		diag_fail(c->d, DIAG_UNIT, x->node ? x->node->at : n->at, "cannot %s %s: it wants a plain number", what, got);
		if (x->node)
			hint_reading(c, x->node, units_exponent(&x->type.units, DIM_DATA) != 0);
		return false;
	}
	emit_scale(c, n, units_base(&x->type.units), x);
	x->type.units.n = 0;
	x->type.asked = false;
	x->type.form = FORM_UNIT;
	return true;
}

/* The result of arithmetic: computed, so in nobody's chosen unit. */
static void computed(struct operand *out, const struct node *n, bool list)
{
	out->type.kind = VALUE_NUMBER;
	out->type.list = list;
	out->type.written = out->type.asked = false;
	out->type.form = FORM_UNIT;
	out->type.digits = 0;
	out->node = n;
	out->wild = WILD_NO;
	out->word = false;
}

static RARE bool no_number(struct compiler *c, const char *verb, const struct operand *x)
{
	const char *got = type_text(&x->type, c->d->arena);
	diag_fail(c->d, DIAG_UNIT, x->node ? x->node->at : (struct span){0, 0}, "cannot %s %s", verb, got);
	return false;
}

bool truth_wanted(struct compiler *c, struct span at, const char *who, const struct operand *x)
{
	struct type got = x->type;

	got.wild = x->wild;
	return eval_wants_truth(c->d, at, who, &got);
}

bool want_number(struct compiler *c, const char *verb, const struct operand *x)
{
	return x->type.kind == VALUE_NUMBER || no_number(c, verb, x);
}

void emit_pair(struct compiler *c, enum opcode code, const struct node *n, const struct operand *a,
               const struct operand *b, struct operand *out)
{
	struct instr *in = emit(c, code, n, out);
	in->a = a->reg;
	in->b = b->reg;
}

/*
 * Something was divided by so much of X per Y, and there was no X to cancel: writes / (200 operations/disk) are write
 * disks per operation. The noun that was wanted is Y. The same where X is no noun and what is divided is one: 8 cores /
 * (10 ms/request) are core requests per second.
 */
static const struct unit *piled_noun(const struct units *divisor, const struct units *left)
{
	const struct unit *wanted = NULL;
	bool below = false, counts = false;

	for (unsigned i = 0; i < divisor->n; i++) {
		const struct term *t = &divisor->term[i];

		counts |= t->unit->class == UNIT_NOUN && t->exp > 0;
		for (unsigned k = 0; t->unit->class == UNIT_NOUN && k < left->n; k++) {
			if (left->term[k].unit != t->unit)
				continue;
			below |= t->exp > 0 && left->term[k].exp < 0;
			wanted = t->exp < 0 && left->term[k].exp > 0 ? t->unit : wanted;
		}
	}
	for (unsigned k = 0; wanted && !counts && k < left->n; k++)
		below |= left->term[k].unit->class == UNIT_NOUN && left->term[k].unit != wanted && left->term[k].exp > 0;
	return below ? wanted : NULL;
}

static bool holds_term(const struct units *u, const struct term *t)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit == t->unit && (u->term[i].exp < 0) == (t->exp < 0))
			return true;
	return false;
}

/*
 * The noun that was not shown beside the data of what is divided, and is shown now that the data is gone: the users of
 * 300M users * 5 KB, over 1 TB. NULL for none.
 */
static const struct unit *hidden_noun(const struct units *divided, const struct units *left)
{
	struct units before, after;

	if (divided->n < 2 || !units_has_noun(divided))
		return NULL;
	before = units_shown(divided);
	after = units_shown(left);
	for (unsigned i = 0; i < divided->n; i++) {
		const struct term *t = &divided->term[i];

		if (t->unit->class == UNIT_NOUN && t->exp > 0 && !holds_term(&before, t) && holds_term(&after, t))
			return t->unit;
	}
	return NULL;
}

/* The node of 5 KB * users / (100 GB/node): what is counted, most likely. */
static const struct unit *noun_per(const struct units *divisor, const struct units *left)
{
	for (unsigned i = 0; i < divisor->n; i++) {
		struct term t = divisor->term[i];

		t.exp = (int8_t)-t.exp;
		if (t.unit->class == UNIT_NOUN && t.exp > 0 && holds_term(left, &t))
			return t.unit;
	}
	return NULL;
}

/* Nouns of a quotient that were to cancel, most likely: to be said with the answer. */
static void look_at_left(const struct operand *a, const struct operand *b, struct operand *out)
{
	const struct unit *hidden = hidden_noun(&a->type.units, &out->type.units);

	if (b->type.units.n > 1 && units_has_noun(&b->type.units))
		out->type.piled = hidden ? noun_per(&b->type.units, &out->type.units)
		                         : piled_noun(&b->type.units, &out->type.units);
	out->type.left = hidden && !out->type.piled;
	if (out->type.left)
		out->type.piled = hidden;
}

/* 99.9% * 99.9% is 99.8001%. */
static RARE bool share_of_share(struct compiler *c, const struct node *n, struct operand *a, struct operand *b,
                                struct operand *out)
{
	struct units percent = a->type.units;

	if (!make_plain(c, n, "multiply by", b))
		return false;
	*out = *a;
	emit_pair(c, CODE_MUL, n, a, b, out);
	computed(out, n, a->type.list || b->type.list);
	out->type.units = percent;
	mark_rounded(c, out);
	return true;
}

static bool multiply(struct compiler *c, const struct node *n, struct operand *a, struct operand *b,
                     struct operand *out)
{
	struct factor scale = FACTOR_ONE;
	bool divide = n->op == OP_DIV;

	if (!want_number(c, divide ? "divide" : "multiply", a) || !want_number(c, divide ? "divide by" : "multiply by", b))
		return false;
	note_factors(c, n, a, b);
	if (n->tight || n->op == OP_OF)
		note_product(c, n, a, b);
	if (is_percent(a) && keeps_percent(n, a, b)) {
		bool list = a->type.list || b->type.list;
		emit_scale(c, n, units_base(&b->type.units), b);
		*out = *a;
		emit_pair(c, divide ? CODE_DIV : CODE_MUL, n, a, b, out);
		computed(out, n, list);
		mark_rounded(c, out);
		return true;
	}
	if (!divide && is_percent(a) && is_percent(b))
		return share_of_share(c, n, a, b, out);
	*out = *a;
	if (!units_times(&out->type.units, &b->type.units, divide ? -1 : 1, &scale))
		return diag_fail(c->d, DIAG_LIMIT, n->op_at, "a unit of more than %d parts", UNITS_MAX);
	if (divide && scale.num != scale.den) { /* both scaled before, the quotient is rounded once */
		emit_scale(c, n, (struct factor){scale.num, 1}, a);
		emit_scale(c, n, (struct factor){scale.den, 1}, b);
		scale = FACTOR_ONE;
	}
	struct instr *in = emit(c, divide ? CODE_DIV : CODE_MUL, n, out);
	in->a = a->reg;
	in->b = b->reg;
	emit_scale(c, n, scale, out);
	computed(out, n, a->type.list || b->type.list);
	if (b->type.piled)
		out->type.piled = b->type.piled;
	if (divide)
		look_at_left(a, b, out);
	mark_rounded(c, out);
	return true;
}

/*
 * "10 TB of photos", "500 h of video", "8 cores of CPU": the noun says what there is 10 TB of, and is no factor. Not so
 * in 12 of users.
 */
static bool is_described(const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct units *u = &b->type.units;

	return n->op == OP_OF && b->word && a->type.kind == VALUE_NUMBER &&
	       (!units_soft(&a->type.units) || units_has_noun(&a->type.units)) && u->n == 1 && u->term[0].exp == 1 &&
	       u->term[0].unit->class == UNIT_NOUN;
}

static RARE bool compile_op_describe(struct compiler *c, const struct node *n, const struct operand *a,
                                     struct operand *out)
{
	if (units_exponent(&a->type.units, DIM_DATA) == 0) /* the noun beside data is not shown in any case */
		diag_note(c->d, n->kids[1]->at, "'of %.*s' says what it is, and is not a factor", STR(n->kids[1]->text));
	*out = *a;
	out->node = n;
	return true;
}

/* 2 h 30 min: quantities of one hard dimension, in falling units. */
static RARE bool check_falling(struct compiler *c, const struct node *n, const struct operand *a,
                               const struct operand *b)
{
	struct factor f = FACTOR_ONE;
	struct dim dim = units_dim(&b->type.units);
	unsigned hard = 0;

	for (int i = 0; i < DIM_COUNT; i++)
		hard += dim.exp[i] != 0;
	if (units_convert(&b->type.units, &a->type.units, &f) == UNITS_SAME && hard == 1 && f.num < f.den)
		return true;
	diag_fail(c->d, DIAG_SYNTAX, n->at, "two quantities side by side");
	diag_hint(c->d, "write '*' or '+' between them; only falling units of one kind add up, as in '2 h 30 min'");
	return false;
}

static bool compile_op_add(struct compiler *c, const struct node *n, struct operand pair[2], struct operand *out)
{
	struct operand *a = &pair[0], *b = &pair[1];

	if (!want_number(c, "add", a) || !want_number(c, "add", b))
		return false;
	if (n->tight && !check_falling(c, n, a, b))
		return false;
	bool b_percent = is_percent(b), a_percent = is_percent(a);
	if ((a_percent || b_percent) && add_percent(c, n, a, b, out)) {
		computed(out, n, a->type.list || b->type.list);
		mark_rounded(c, out);
		return true;
	}
	bool share = note_percent_cell(c, n, a, b);
	if (!unify(c, n, n->op == OP_ADD ? "add" : "subtract", pair, 2, &out->type)) {
		if (share && c->d->error)
			diag_hint(c->d, "for growth write x * (1 + p)");
		return false;
	}
	emit_pair(c, n->op == OP_ADD ? CODE_ADD : CODE_SUB, n, a, b, out);
	computed(out, n, out->type.list);
	out->type.written = n->tight;
	mark_rounded(c, out);
	return true;
}

/*
 * 7 MB mod 7 kB: both are counted in the finer of the two units, or in a part of both where neither is a multiple of
 * the other, so that whole numbers stay whole; the remainder is in the finer unit.
 */
static RARE bool compile_op_modulo(struct compiler *c, const struct node *n, struct operand pair[2],
                                   struct operand *out)
{
	struct operand *a = &pair[0], *b = &pair[1];
	struct factor f = FACTOR_ONE;

	if (!want_number(c, "divide", a) || !want_number(c, "divide by", b))
		return false;
	bool parts = !is_wild(a) && !is_wild(b) && units_convert(&b->type.units, &a->type.units, &f) == UNITS_SAME &&
	             f.num != f.den;
	struct units finer = f.num < f.den ? b->type.units : a->type.units;
	if (parts) {
		emit_scale(c, n, (struct factor){f.den, 1}, a);
		emit_scale(c, n, (struct factor){f.num, 1}, b);
		b->type.units = a->type.units;
	}
	if (!unify(c, n, "divide", pair, 2, &out->type))
		return false;
	emit_pair(c, CODE_MOD, n, a, b, out);
	if (parts) {
		emit_scale(c, n, (struct factor){1, fmin(f.num, f.den)}, out);
		out->type.units = finer;
	}
	computed(out, n, out->type.list);
	mark_rounded(c, out);
	return true;
}

/* A power of a quantity: its unit depends on the exponent, which therefore must be known now. */
static bool power_of_unit(struct compiler *c, const struct node *n, struct operand *a, const struct operand *b,
                          struct operand *out)
{
	double k;

	if (!compile_constant(c, n->kids[1], &k))
		return false;
	if (k != floor(k) || fabs(k) > 20)
		return diag_fail(c->d, DIAG_UNIT, n->kids[1]->at, "a quantity with a unit takes only a whole power up to 20");
	*out = *a;
	if (!units_power(&out->type.units, (int)k))
		return diag_fail(c->d, DIAG_LIMIT, n->op_at, "a power of this unit is out of bounds");
	emit_pair(c, CODE_POW, n, a, b, out);
	computed(out, n, a->type.list);
	mark_rounded(c, out);
	return true;
}

static RARE bool power(struct compiler *c, const struct node *n, struct operand *a, struct operand *b,
                       struct operand *out)
{
	if (!want_number(c, "take a power of", a) || !want_number(c, "use as a power", b) ||
	    !make_plain(c, n, "use as a power", b))
		return false;
	if (!units_soft(&a->type.units) || (units_has_noun(&a->type.units) && n->kids[1]->kind == NODE_NUMBER &&
	                                    n->kids[1]->number == floor(n->kids[1]->number)))
		return power_of_unit(c, n, a, b, out);
	struct units share = a->type.units; /* 99.9%^2 is 99.8001%, as 99.9% * 99.9% is */
	bool keeps = is_percent(a) && is_share_power(n);
	if (!make_plain(c, n, "take a power of", a))
		return false;
	*out = *a;
	emit_pair(c, CODE_POW, n, a, b, out);
	computed(out, n, a->type.list || b->type.list);
	if (keeps) {
		emit_scale(c, n, (struct factor){100, 1}, out);
		out->type.units = share;
	}
	mark_rounded(c, out);
	return true;
}

static RARE bool comparison(struct compiler *c, const struct node *n, struct operand pair[2], struct operand *out)
{
	static const enum opcode code[] = {[OP_EQ] = CODE_EQ, [OP_NE] = CODE_NE, [OP_LT] = CODE_LT,
	                                   [OP_LE] = CODE_LE, [OP_GT] = CODE_GT, [OP_GE] = CODE_GE};
	struct type type;

	if (!unify(c, n, "compare", pair, 2, &type))
		return false;
	if (type.kind != VALUE_NUMBER && n->op != OP_EQ && n->op != OP_NE)
		return want_number(c, "order", &pair[0]);
	operand_clear(out);
	emit_pair(c, code[n->op], n, &pair[0], &pair[1], out);
	out->type.kind = VALUE_TRUTH;
	out->type.list = type.list;
	return true;
}

static RARE bool compile_op_logic(struct compiler *c, const struct node *n, struct operand *a, struct operand *b,
                                  struct operand *out)
{
	const struct operand *odd = a->type.kind != VALUE_TRUTH ? a : b->type.kind != VALUE_TRUTH ? b : NULL;

	if (odd) {
		truth_wanted(c, odd->node ? odd->node->at : n->op_at, n->op == OP_AND ? "'and'" : "'or'", odd);
		if (n->op == OP_AND && a->type.kind == VALUE_NUMBER && b->type.kind == VALUE_NUMBER &&
		    !units_soft(&a->type.units)) /* 1 h and 30 min */
			diag_hint(c->d, "to add, write +");
		return false;
	}
	operand_clear(out);
	emit_pair(c, n->op == OP_AND ? CODE_AND : CODE_OR, n, a, b, out);
	out->type.kind = VALUE_TRUTH;
	out->type.list = a->type.list || b->type.list;
	return true;
}

/*
 * Digits that the samples bear which a and b rest on: a product has no more of them than either. What is added to such
 * a number may be far larger, so that a sum only has them where both are; a difference has none that could be told.
 */
static RARE unsigned digits_borne_by(enum node_op op, unsigned a, unsigned b)
{
	unsigned least = a < b ? a : b;

	switch (op) {
	case OP_OF:
	case OP_MUL:
	case OP_DIV: return least ? least : a + b;
	case OP_ADD: return least;
	case OP_POW: return b ? 0 : a;
	default: return 0;
	}
}

static bool combine_by(struct compiler *c, const struct node *n, struct operand pair[2], struct operand *out)
{
	struct operand *a = &pair[0], *b = &pair[1];

	switch (n->op) {
	case OP_ADD:
	case OP_SUB: return compile_op_add(c, n, pair, out);
	case OP_OF: return is_described(n, a, b) ? compile_op_describe(c, n, a, out) : multiply(c, n, a, b, out);
	case OP_MUL:
	case OP_DIV: return multiply(c, n, a, b, out);
	case OP_MOD: return compile_op_modulo(c, n, pair, out);
	case OP_POW: return power(c, n, a, b, out);
	case OP_AND:
	case OP_OR: return compile_op_logic(c, n, a, b, out);
	default: return comparison(c, n, pair, out);
	}
}

/* Not to be inlined: compile_binary calls itself, and should need little stack. */
static __attribute__((noinline)) bool combine(struct compiler *c, const struct node *n, struct operand pair[2],
                                              struct operand *out)
{
	unsigned a = pair[0].type.borne, b = pair[1].type.borne;
	bool grows = a && (n->op == OP_ADD || n->op == OP_SUB) && is_percent(&pair[1]); /* x + 20% */

	if (!combine_by(c, n, pair, out))
		return false;
	if (a | b)
		out->type.borne = digits_borne_by(grows ? OP_MUL : n->op, a, b) & 7;
	return true;
}

/*
 * `a + b + c + ...` leans to the left: a loop goes down that side and comes up again, so that a long sum is not a deep
 * one.
 */
bool compile_binary(struct compiler *c, const struct node *n, struct operand *out)
{
	const struct node *first = n->kids[0];
	uint32_t count = 1;

	for (; first->kind == NODE_BINARY; first = first->kids[0])
		count++;
	const struct node **spine = arena_room(c->a, count * sizeof *spine);
	for (uint32_t i = count; i > 0; i--, n = n->kids[0])
		spine[i - 1] = n;

	struct operand pair[2];
	if (!compile_node(c, first, &pair[0]))
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (!compile_node(c, spine[i]->kids[1], &pair[1])) {
			if (i + 1 == count || !spine[i + 1]->tight || spine[i + 1]->op == OP_DIV)
				hint_described(c, spine[i]);
			return false;
		}
		if (!combine(c, spine[i], pair, out))
			return false;
		if (i + 1 < count)
			pair[0] = *out;
	}
	return true;
}

struct instr *emit_args(struct compiler *c, enum opcode code, const struct node *n, const struct operand *x,
                        uint32_t count, struct operand *out)
{
	uint32_t *args = arena_array(c->a, uint32_t, count);
	struct instr *in = emit(c, code, n, out);

	for (uint32_t i = 0; i < count; i++)
		args[i] = x[i].reg;
	in->args = args;
	in->count = count;
	out->word = false;
	return in;
}

bool compile_if(struct compiler *c, const struct node *n, struct operand *out)
{
	struct operand *x = arena_array(c->a, struct operand, 3); /* not on the stack: `else if` goes deep */
	struct type type;

	for (int i = 0; i < 3; i++) {
		if (!compile_node(c, n->kids[i], &x[i]))
			return false;
		c->agreed = i > 0 && c->agreed; /* what was chosen is exact all the same */
	}
	if (x[0].type.kind != VALUE_TRUTH)
		return truth_wanted(c, n->kids[0]->at, "'if'", &x[0]);
	if (!unify(c, n, "choose between", x + 1, 2, &type))
		return false;
	enum wild wild = x[1].wild < x[2].wild ? x[1].wild : x[2].wild;
	out->type = type;
	emit_args(c, CODE_SELECT, n, x, 3, out);
	out->type.list = type.list || x[0].type.list;
	out->wild = wild;
	return true;
}

/* A list of nothing, or of what fits anything, fits anything. */
static enum wild wild_of_all(const struct operand *x, uint32_t count)
{
	enum wild wild = WILD_NONE;

	for (uint32_t i = 0; i < count; i++)
		wild = !is_wild(&x[i]) ? WILD_NO : x[i].wild < wild ? x[i].wild : wild;
	return wild;
}

bool compile_list(struct compiler *c, const struct node *n, struct operand *out)
{
	struct operand *x = arena_array(c->a, struct operand, n->count);
	struct type type = type_plain();

	for (uint32_t i = 0; i < n->count; i++) {
		if (!compile_node(c, n->kids[i], &x[i]))
			return false;
		if (x[i].type.list)
			return diag_fail(c->d, DIAG_VALUE, n->kids[i]->at, "a list inside a list");
	}
	if (n->count && !unify(c, n, "put in one list", x, n->count, &type))
		return false;
	out->type = type;
	out->wild = wild_of_all(x, n->count);
	emit_args(c, CODE_LIST, n, x, n->count, out);
	out->type.list = true;
	return true;
}
