/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compile_hint.c - what may have been meant: B for a billion, 1/5 s for a rate, names that other tools give to
 * functions.
 */
#include "eval/compiler.h"

#include <math.h>
#include <string.h>

#include "lang/parse.h"

/* ---- B ---- */

/* The "1B" of 1B * 50 and of 1B/day: a small number right before the B. */
static bool begins_with_small_b(const struct node *n)
{
	const struct node *number = n->kids[0];

	return n->unit->count > 0 && str_eq(n->unit->words[0].word, S("B")) && n->unit->words[0].exponent == 1 &&
	       number->kind == NODE_NUMBER && n->unit->words[0].at.start == number->at.end && number->number > 0 &&
	       number->number <= 20;
}

/* One that is bytes and nothing else. */
static bool is_small_b(const struct node *n)
{
	return n->unit->count == 1 && begins_with_small_b(n);
}

/* "2.5B", "1.5B/day": there is no half a byte. */
static bool is_part_of_byte(const struct node *n)
{
	return n->kind == NODE_QUANTITY && begins_with_small_b(n) && n->kids[0]->number != floor(n->kids[0]->number);
}

/* "1B/day": less than a byte a second. */
static bool is_small_rate(const struct node *n, const struct units *units)
{
	return begins_with_small_b(n) && units_exponent(units, DIM_TIME) < 0;
}

/* A product in which such a B is, and no other data. */
static bool is_product_of_b(const struct node *n, bool *found)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_PERCENT:
	case NODE_NAME: return true;
	case NODE_QUANTITY: *found |= is_small_b(n); return true;
	case NODE_BINARY:
		for (; n->kind == NODE_BINARY; n = n->kids[0])
			if (n->op != OP_MUL || !is_product_of_b(n->kids[1], found))
				return false;
		return is_product_of_b(n, found);
	default: return false;
	}
}

static bool is_squared(const struct units *u)
{
	for (uint8_t i = 0; i < u->n; i++)
		if (u->term[i].exp > 1 || u->term[i].exp < -1)
			return u->term[i].unit->class == UNIT_NOUN || units_exponent(u, DIM_DATA) != 0;
	return false;
}

/* Money times data is nothing: "$0.20 / 1M * 1B". */
static bool is_paid_data(const struct units *u)
{
	bool money = false;

	for (uint8_t i = 0; i < u->n; i++)
		money |= u->term[i].exp > 0 && u->term[i].unit->dim.exp[DIM_MONEY] > 0;
	return money && units_exponent(u, DIM_DATA) > 0;
}

/* Data below so many KB, or KB/s. */
static bool is_little_data(struct compiler *c, const struct units *u, double number, double limit)
{
	struct factor f = FACTOR_ONE, scale = FACTOR_ONE;
	struct units kb, second;

	if (!unit_lookup(c->e->units, S("KB"), &kb, &scale, NULL) ||
	    !unit_lookup(c->e->units, S("s"), &second, &scale, NULL))
		return false;
	if (units_exponent(u, DIM_TIME) == -1 && !units_times(&kb, &second, -1, &scale))
		return false;
	return units_convert(u, &kb, &f) == UNITS_SAME && number != 0 && fabs(factor_apply(f, number)) < limit;
}

/* Less than a byte, or a byte a second, for each that is counted. */
static bool is_part_for_each(struct compiler *c, const struct value *v)
{
	struct units own = units_without_nouns(&v->type.units);

	return is_little_data(c, &own, v->num[0], 0.001);
}

void note_billion(struct compiler *c, const struct node *n, const struct value *v)
{
	bool found = false, data = v->type.kind == VALUE_NUMBER && units_exponent(&v->type.units, DIM_DATA) != 0;

	if (v->type.kind != VALUE_NUMBER || v->type.units.n == 0 || v->count != 1 || is_poison(v->num[0]))
		return;
	if (n->kind == NODE_QUANTITY && ((is_part_of_byte(n) && is_little_data(c, &v->type.units, v->num[0], 1)) ||
	                                 (is_small_rate(n, &v->type.units) && is_part_for_each(c, v))))
		diag_note(c->d, n->at, SAYS_BYTES);
	if (n->kind == NODE_QUANTITY)
		return;
	bool bare = (data || is_squared(&v->type.units)) && eval_bare_bytes(source_text(c->at.src, n->at));
	if (bare && !data)
		diag_note(c->d, n->at, "B is a billion before a noun; bytes are written with a blank, as in 100 B");
	else if (bare && (is_paid_data(&v->type.units) || is_squared(&v->type.units) ||
	                  units_exponent(&v->type.units, DIM_TIME) > 0 || is_part_for_each(c, v) ||
	                  (is_product_of_b(n, &found) && found && is_little_data(c, &v->type.units, v->num[0], 1))))
		diag_note(c->d, n->at, SAYS_BYTES);
}

static void note_share_of_billion(struct compiler *c, const struct node *n, const struct operand *a,
                                  const struct operand *b)
{
	const struct node *whole = b->node;

	if (n->op == OP_OF && is_percent(a) && whole && whole->kind == NODE_NUMBER && whole->text.len > 1 &&
	    whole->text.p[whole->text.len - 1] == 'B')
		diag_note(c->d, whole->at, "'%.*s' read as %.*s billion; bytes are written %.*s B", STR(whole->text),
		          STR(str_cut(whole->text, 0, whole->text.len - 1)), STR(str_cut(whole->text, 0, whole->text.len - 1)));
}

/* ---- products ---- */

/* "64 GB (3)" multiplies; "10 GB (9.3 GiB)" was a second reading, most likely. */
void note_product(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	struct dim x, y;

	note_share_of_billion(c, n, a, b);
	if (n->op != OP_MUL || !n->tight || !n->kids[1]->bracketed)
		return;
	if (units_soft(&a->type.units) && (a->type.units.n == 0 || !units_equal(&a->type.units, &b->type.units)))
		return;
	x = units_dim(&a->type.units);
	y = units_dim(&b->type.units);
	if (memcmp(&x, &y, sizeof x) == 0)
		diag_note(c->d, n->at, "read as a product; a second reading in brackets is left out behind two blanks");
}

/* "5M users online": a name right after a number of one unit, with nothing between them. */
static bool is_name_behind(const struct node *product)
{
	const struct node *q = product->kids[0];

	return product->tight && product->kids[1]->kind == NODE_NAME && q->kind == NODE_QUANTITY && !q->bracketed &&
	       q->unit->count == 1 && q->unit->words[0].at.start > q->kids[0]->at.start;
}

/* "1 h 30 min downtime": a sum has no words of its own. */
static bool hint_described_sum(struct compiler *c, const struct node *product)
{
	const struct node *sum = product->kids[0], *name = product->kids[1];

	if (!product->tight || name->kind != NODE_NAME || sum->kind != NODE_BINARY || sum->op != OP_ADD || !sum->tight ||
	    sum->bracketed)
		return false;
	diag_hint(c->d, "what it is stands in quotes: %.*s \"%.*s\"", STR(str_trim(source_text(c->at.src, sum->at))),
	          STR(name->text));
	return true;
}

/* "error rate < 0.1%": two names, of which the second is nothing. */
static bool hint_two_names(struct compiler *c, const struct node *product)
{
	const struct node *a = product->kids[0], *b = product->kids[1];

	if (!product->tight || product->op != OP_MUL || a->kind != NODE_NAME || a->bracketed || b->kind != NODE_NAME ||
	    b->text.len < 2 || parse_advice(c->d->arena, b->text).len || !str_eq(source_text(c->at.src, b->at), b->text))
		return false;
	c->d->error->hint = arena_printf(c->d->arena, "a name has no blanks: %.*s_%.*s; to multiply write %.*s * %.*s",
	                                 STR(a->text), STR(b->text), STR(a->text), STR(b->text));
	return true;
}

/* Which ones is said in front of what is counted, what there is so much of after `of`. */
void hint_described(struct compiler *c, const struct node *product)
{
	const struct node *q = product->kids[0];
	struct str name = product->kids[1]->text, number, unit;
	struct factor scale = FACTOR_ONE;
	struct units units;

	if (!c->d->error || c->d->error->kind != DIAG_NAME || hint_described_sum(c, product) ||
	    hint_two_names(c, product) || !is_name_behind(product) ||
	    !unit_lookup(c->e->units, q->unit->words[0].word, &units, &scale, NULL))
		return;
	unit = source_text(c->at.src, q->unit->words[0].at);
	number = str_trim(source_text(c->at.src, (struct span){q->at.start, q->unit->words[0].at.start}));
	if (often_time(name).len) {
		c->d->error->hint = S("");
		diag_hint(c->d, "write %.*s %.*s per %.*s", STR(number), STR(unit), STR(often_time(name)));
	} else if (!units_has_noun(&units))
		diag_hint(c->d, "what it is follows 'of': %.*s %.*s of %.*s", STR(number), STR(unit), STR(name));
	else if (unit_countable(c->e->units, name))
		diag_hint(c->d, "what kind of %.*s is in front: %.*s %.*s %.*s", STR(unit), STR(number), STR(name), STR(unit));
}

/* ---- fractions ---- */

static bool denominator_fits_time(struct str fraction)
{
	static const char *const fits[] = {"2", "3", "4", "5", "8", "10"};
	struct str den = str_cut(fraction, str_find_char(fraction, '/', 0) + 1, fraction.len);

	for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
		if (str_eq(den, str_from_c(fits[i])))
			return true;
	return str_find_char(fraction, '/', 0) == fraction.len; /* of another slash: 1⁄2 */
}

static struct str fraction_text(const struct node *number)
{
	return str_cut(number->text, 0, str_find_char(number->text, ' ', 0));
}

/* What comes after the fraction: " h" of "1/2 h". */
static struct str behind_fraction(const struct compiler *c, const struct node *n)
{
	return str_trim(source_text(c->at.src, (struct span){n->kids[0]->at.end, n->at.end}));
}

static void compile_hint_split(struct str fraction, struct str *num, struct str *den)
{
	size_t slash = str_find_char(fraction, '/', 0);

	*num = str_cut(fraction, 0, slash);
	*den = str_cut(fraction, slash < fraction.len ? slash + 1 : slash, fraction.len);
}

bool check_fraction(struct compiler *c, const struct node *n, const struct units *units)
{
	struct str text = fraction_text(n->kids[0]), unit = behind_fraction(c, n), num, den;
	bool money = n->at.start < n->kids[0]->at.start;

	compile_hint_split(text, &num, &den);
	bool magnitude = !text.len || text.p[text.len - 1] > '9';
	if (!den.len || money || magnitude || str_find_char(n->kids[0]->text, ' ', 0) < n->kids[0]->text.len)
		return true;
	if (units_exponent(units, DIM_TIME) == 1 && units->n == 1 && !denominator_fits_time(text)) {
		diag_fail(c->d, DIAG_SYNTAX, n->at, "'%.*s %.*s' is a part of a time or a rate", STR(text), STR(unit));
		diag_hint(c->d, "write %.*s / (%.*s %.*s) for the rate, (%.*s) %.*s for the time", STR(num), STR(den),
		          STR(unit), STR(text), STR(unit));
		return false;
	}
	diag_note(c->d, n->at, "read as (%.*s) %.*s; the quotient is %.*s / (%.*s %.*s)", STR(text), STR(unit), STR(num),
	          STR(den), STR(unit));
	return true;
}

/* The first "1/5 s" below `n`. */
static const struct node *find_fraction(const struct node *n)
{
	const struct node *found = NULL;

	for (; !found && n->kind == NODE_BINARY; n = n->kids[0])
		found = find_fraction(n->kids[1]);
	if (n->kind == NODE_QUANTITY && n->kids[0]->fraction)
		return n;
	for (uint32_t i = 0; !found && i < n->count; i++)
		if (n->kids[i])
			found = find_fraction(n->kids[i]);
	return found;
}

bool hint_rate(struct compiler *c, const struct node *n, const struct units *from, const struct units *to)
{
	struct dim a = units_dim(from), b = units_dim(to);
	struct str asked = source_text(c->at.src, n->unit->at), typed = source_text(c->at.src, n->kids[0]->at);

	for (unsigned i = 0; i < DIM_COUNT; i++)
		if (i != DIM_TIME && a.exp[i] != b.exp[i])
			return false;
	if (a.exp[DIM_TIME] == -1 && b.exp[DIM_TIME] == 0 && asked.len)
		diag_hint(c->d, "write to %.*s/s, or multiply by a time", STR(asked));
	else if (a.exp[DIM_TIME] == 0 && b.exp[DIM_TIME] == -1)
		diag_hint(c->d, "divide by a time, as in %.*s / 1 day", STR(typed));
	else
		return false;
	return true;
}

void hint_reading(struct compiler *c, const struct node *n, bool data)
{
	const struct node *fraction = find_fraction(n);
	struct str num, den, unit;

	if (data && eval_bare_bytes(source_text(c->at.src, n->at))) {
		diag_hint(c->d, SAYS_BYTES);
	} else if (fraction) {
		compile_hint_split(fraction_text(fraction->kids[0]), &num, &den);
		unit = behind_fraction(c, fraction);
		diag_hint(c->d, "%.*s/%.*s %.*s is a part of it here; for the rate write %.*s / (%.*s %.*s)", STR(num),
		          STR(den), STR(unit), STR(num), STR(den), STR(unit));
	}
}

/* ---- sums of which a part has no unit ---- */

/* "50 + 30", without a unit anywhere */
static bool is_bare_sum(const struct node *n)
{
	for (; n->kind == NODE_BINARY && (n->op == OP_ADD || n->op == OP_SUB) && !n->bracketed; n = n->kids[0])
		if (n->kids[1]->kind != NODE_NUMBER)
			return false;
	return n->kind == NODE_NUMBER;
}

/* The "20" and the "ms" of 20 ms. False for $20, which ends with its number. */
static bool number_and_unit(const struct compiler *c, const struct node *n, struct str *number, struct str *unit)
{
	if (n->kind != NODE_QUANTITY || n->bracketed || n->kids[0]->kind != NODE_NUMBER ||
	    n->at.start < n->kids[0]->at.start)
		return false;
	*number = source_text(c->at.src, n->kids[0]->at);
	*unit = source_text(c->at.src, (struct span){n->kids[0]->at.end, n->at.end});
	return true;
}

/* The "$" of $20; empty for what begins with its number. */
static struct str currency_sign(const struct compiler *c, const struct node *n)
{
	if (n->kind != NODE_QUANTITY || n->bracketed || n->kids[0]->kind != NODE_NUMBER ||
	    n->at.start >= n->kids[0]->at.start)
		return S("");
	return str_trim(source_text(c->at.src, (struct span){n->at.start, n->kids[0]->at.start}));
}

/* The "/month" of "$10/month". */
static struct str behind_number(const struct compiler *c, const struct node *quantity)
{
	return source_text(c->at.src, (struct span){quantity->kids[0]->at.end, quantity->at.end});
}

bool hint_bare(struct compiler *c, const struct node *n)
{
	const struct node *a = n->kind == NODE_BINARY ? n->kids[0] : NULL, *b = a ? n->kids[1] : NULL;
	struct str left, right, number, unit;

	if (!a || (n->op != OP_ADD && n->op != OP_SUB))
		return false;
	if (eval_bare_bytes(source_text(c->at.src, n->at))) /* 1B + 1M */
		return false;
	left = str_trim(source_text(c->at.src, a->at));
	right = str_trim(source_text(c->at.src, b->at));
	if (b->kind == NODE_QUANTITY && str_eq(b->unit->words[0].word, S("%")) && number_and_unit(c, b, &number, &unit))
		diag_hint(c->d, "growth is a factor, as in %.*s * (1 %s %.*s%%)^5", STR(left), op_name(n->op), STR(number));
	else if (n->op == OP_SUB && a->kind == NODE_NUMBER && number_and_unit(c, b, &number, &unit) &&
	         a->number < b->kids[0]->number)
		diag_hint(c->d, "write %.*s..%.*s%.*s for the range, %.*s%.*s - %.*s for the difference", STR(left),
		          STR(number), STR(unit), STR(left), STR(unit), STR(right));
	else if (a->kind == NODE_NUMBER && currency_sign(c, b).len)
		diag_hint(c->d, "write %.*s%.*s%.*s %s %.*s", STR(currency_sign(c, b)), STR(left), STR(behind_number(c, b)),
		          op_name(n->op), STR(right));
	else if (b->kind == NODE_NUMBER && currency_sign(c, a).len)
		diag_hint(c->d, "write %.*s %s %.*s%.*s%.*s", STR(left), op_name(n->op), STR(currency_sign(c, a)), STR(right),
		          STR(behind_number(c, a)));
	else if (is_bare_sum(a) && number_and_unit(c, b, &number, &unit))
		diag_hint(c->d, "write (%.*s %s %.*s)%.*s", STR(left), op_name(n->op), STR(number), STR(unit));
	else if (b->kind == NODE_NUMBER && number_and_unit(c, a, &number, &unit))
		diag_hint(c->d, "write %.*s %s %.*s%.*s", STR(left), op_name(n->op), STR(right), STR(unit));
	else
		return false;
	return true;
}

/* ---- functions ---- */

static const struct {
	const char *name, *write;
} other_names[] = {
	{"avg", "write mean(x)"},
	{"average", "write mean(x)"},
	{"pow", "write a ^ b"},
	{"power", "write a ^ b"},
	{"count", "write len(list)"},
	{"length", "write len(list)"},
	{"size", "write len(list)"},
	{"counta", "write len(list)"},
	{"stdev", "write sd(x)"},
	{"stddev", "write sd(x)"},
	{"std", "write sd(x)"},
	{"stdevp", "write sd(x)"},
	{"var", "write sd(x)^2"},
	{"variance", "write sd(x)^2"},
	{"ceiling", "write ceil(x)"},
	{"roundup", "write ceil(x)"},
	{"rounddown", "write floor(x)"},
	{"int", "write trunc(x)"},
	{"truncate", "write trunc(x)"},
	{"factorial", "write fact(n)"},
	{"comb", "write choose(n, k)"},
	{"combin", "write choose(n, k)"},
	{"ncr", "write choose(n, k)"},
	{"binom", "write choose(n, k)"},
	{"percentile", "write pct(x, 95%)"},
	{"quantile", "write pct(x, 95%)"},
	{"modulo", "write a mod b"},
	{"fmod", "write a mod b"},
	{"rem", "write a mod b"},
	{"sqr", "write x^2"},
	{"square", "write x^2"},
	{"lg", "write log10(x)"},
	{"lb", "write log2(x)"},
	{"ld", "write log2(x)"},
	{"rand", "write uniform(0, 1)"},
	{"random", "write uniform(0, 1)"},
	{"total", "write sum(x)"},
	{"maximum", "write max(x)"},
	{"minimum", "write min(x)"},
	{"iif", "write if CONDITION then A else B"},
	{"tg", "write tan(x)"},
	{"arcsin", "write asin(x)"},
	{"arccos", "write acos(x)"},
	{"arctan", "write atan(x)"},
	{"atan2", "write atan(y / x)"},
	{"root", "write x^(1/n), or sqrt(x)"},
	{"now", "bote has no dates: write how long it is, as in 30 days"},
	{"today", "bote has no dates: write how long it is, as in 30 days"},
	{"date", "bote has no dates: write how long it is, as in 30 days"},
};

const char *other_function(struct str name)
{
	for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
		if (str_eq_nocase(name, str_from_c(other_names[i].name)))
			return other_names[i].write;
	return NULL;
}
