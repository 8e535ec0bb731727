/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_note.c - how a product or quotient was read, where another reading may have been meant; words that are no
 * names. */
#include "eval/compiler.h"

#include <math.h>

static bool is_eight(const struct operand *x)
{
	return x->node && x->node->kind == NODE_NUMBER && x->node->number == 8;
}

static bool is_in_bits(const struct units *u)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].unit->bits)
			return true;
	return false;
}

/* 8 x 80 GB, 8 × 100 Gbps, as there is on the list of a machine: eight of them. */
static RARE bool is_so_many(const struct compiler *c, const struct node *n, const struct operand *a,
                            const struct operand *b)
{
	struct str sign = source_text(c->at.src, n->op_at);

	return is_eight(a) && (str_eq(sign, S("x")) || str_eq(sign, S("×"))) &&
	       (is_in_bits(&b->type.units) || !units_exponent(&b->type.units, DIM_TIME));
}

/* 8 on data is nearly always meant to turn bytes to bits, which happens by itself. */
static void note_eight(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	if (((is_eight(a) && units_exponent(&b->type.units, DIM_DATA)) ||
	     (is_eight(b) && units_exponent(&a->type.units, DIM_DATA))) &&
	    !is_so_many(c, n, a, b))
		diag_note(c->d, n->op_at, "bits and bytes convert by themselves: no factor 8 is needed");
}

/* "86400", "86,400 s": the number of seconds that is typed; 0 for what is none. */
static double typed_seconds(const struct operand *x)
{
	const struct units *u = &x->type.units;

	if (!x->node)
		return 0;
	if (x->node->kind == NODE_NUMBER)
		return x->node->number;
	if (x->node->kind != NODE_QUANTITY || u->n != 1 || units_exponent(u, DIM_TIME) != 1 ||
	    x->node->kids[0]->kind != NODE_NUMBER)
		return 0;
	return factor_apply(units_base(u), x->node->kids[0]->number);
}

/* Of times with a unit 28 days are about a month, and 100,000 s about a day; a number alone may be anything else. */
static bool is_about(double time, double seconds, bool typed_as_time)
{
	return time == seconds || (typed_as_time && seconds > 0.8 * time && seconds < 1.25 * time);
}

/* searches/day / 86400, / 86,400 s, and urls/month / 30 days: what is about that time divides what is still per it. */
static RARE bool note_seconds(struct compiler *c, const struct node *n, const struct operand *a,
                              const struct operand *b)
{
	const struct units *u = &a->type.units;
	double seconds;

	if ((seconds = typed_seconds(b)) < 3600)
		return false;
	for (unsigned i = 0; i < u->n; i++) {
		struct units one = {.n = 1, .term = {u->term[i]}};

		one.term[0].exp = 1;
		if (u->term[i].exp == -1 && u->term[i].unit->hard == 1 << DIM_TIME &&
		    is_about(factor_apply(units_base(&one), 1), seconds, b->node->kind == NODE_QUANTITY)) {
			diag_note(c->d, n->op_at, "still per %.*s: a rate converts by itself, with to /s",
			          STR(u->term[i].unit->one));
			return true;
		}
	}
	return false;
}

static bool is_typed_time(const struct operand *x)
{
	const struct units *u = &x->type.units;

	return x->node && x->node->kind == NODE_QUANTITY && u->n == 1 && units_exponent(u, DIM_TIME) == 1;
}

/* "reads/s", "revenue per year" of a rate: it was to be converted, most likely, and not to be divided by a time. */
static void note_rate(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct units *u = &a->type.units, *time = &b->type.units;
	bool one = b->word || (is_typed_time(b) && b->node->kids[0]->number == 1);

	if (!one || time->n != 1 || units_exponent(time, DIM_TIME) != 1 || time->term[0].unit->class == UNIT_NOUN)
		return;
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].exp == -1 && u->term[i].unit->hard == 1 << DIM_TIME)
			diag_note(
				c->d, n->op_at, "'%.*s' is per %.*s already, and this divides it again; to convert it write to /%.*s",
				STR(source_text(c->at.src, n->kids[0]->at)), STR(u->term[i].unit->one), STR(time->term[0].unit->one));
}

/* A name that may be taken for a noun: of a cell, and not of what a function or smallest() has around it. */
static bool is_cell_name(const struct node *n)
{
	return n->kind == NODE_NAME && !n->local && !n->bracketed && n->text.len > 2;
}

/* Is it one of the factors of the product? */
static bool has_factor(const struct node *product, struct str name)
{
	for (; product->kind == NODE_BINARY && !product->bracketed; product = product->kids[0])
		if (product->kids[1]->kind == NODE_NAME && str_eq(product->kids[1]->text, name))
			return true;
	return product->kind == NODE_NAME && str_eq(product->text, name);
}

/* Have both a dimension that is to cancel, as in 1 GB / 5 kB and 10 GB/s / 1 MB? */
static bool reduces(const struct units *a, const struct units *b)
{
	for (enum dim_base i = 0; i < DIM_COUNT; i++)
		if (units_exponent(a, i) * units_exponent(b, i) > 0)
			return true;
	return false;
}

/*
 * "sms * $0.0075/sms", "$2 per sms" where sms is a cell: it divides by the cell. A noun was meant, most likely, where
 * the cell is no plain number, nor such a part of what is divided as the size in 1 GB/size.
 */
static void note_cell_below(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *cell = n->kids[1], *left = n->kids[0];
	struct str unit;

	while (left->kind == NODE_BINARY && !left->bracketed)
		left = left->kids[1];
	if (!n->tight || c->at.frame || !is_cell_name(cell) || b->word || left->kind != NODE_QUANTITY ||
	    units_soft(&a->type.units) || b->type.units.n == 0)
		return;
	if (reduces(&a->type.units, &b->type.units) && !has_factor(n->kids[0], cell->text))
		return;
	if (unit_any_case(c->e->units, cell->text, &unit))
		return; /* the parser said so */
	diag_note(c->d, cell->at, "'%.*s' is the cell here; to count by it write noun %.*s first", STR(cell->text),
	          STR(cell->text));
}

/* "0.6% of transactions" where no cell is called so: a share of one of them. */
static void note_share_of_one(struct compiler *c, const struct node *n, const struct operand *a,
                              const struct operand *b)
{
	if (!c->at.frame && b->word && n->kids[1]->kind == NODE_NAME && a->type.kind == VALUE_NUMBER &&
	    b->type.units.n == 1 && b->type.units.term[0].unit->class == UNIT_NOUN &&
	    (is_percent(a) || (n->kids[0]->kind == NODE_BINARY && n->kids[0]->op == OP_DIV)))
		diag_note(c->d, n->kids[1]->at, "no cell '%.*s': read as one %.*s", STR(n->kids[1]->text),
		          STR(b->type.units.term[0].unit->one));
}

/* "2M concurrent viewers" where a cell is called concurrent: it is a factor, and the viewers are another. */
static RARE void note_cell_between(struct compiler *c, const struct node *n, const struct operand *b)
{
	const struct node *left = n->kids[0];

	if (c->at.frame || !b->word || !units_has_noun(&b->type.units) || n->kids[1]->kind != NODE_NAME ||
	    left->kind != NODE_BINARY || left->op != OP_MUL || !left->tight || left->bracketed ||
	    !is_cell_name(left->kids[1]) || left->kids[0]->kind != NODE_NUMBER)
		return;
	diag_note(c->d, n->at, "'%.*s' is the cell here: read as %.*s * %.*s * %.*s", STR(left->kids[1]->text),
	          STR(source_text(c->at.src, left->kids[0]->at)), STR(left->kids[1]->text), STR(n->kids[1]->text));
}

/* "7 days * 24 h": the hours of a day were meant, most likely, and no square of a time. */
static void note_time_squared(struct compiler *c, const struct node *n, const struct operand *a,
                              const struct operand *b)
{
	if (is_typed_time(b) && is_typed_time(a) && a->type.units.term[0].unit != b->type.units.term[0].unit)
		diag_note(c->d, n->op_at, "a time times a time is time squared; 'to %.*s' converts %.*s",
		          STR(b->type.units.term[0].unit->many), STR(source_text(c->at.src, a->node->at)));
}

/* "1 B users" is a byte times users, "1.5 mm users" a length: said, since a number of users was meant, most likely. */
static RARE void note_noun(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *q = n->kids[0], *noun = n->kids[1];
	bool money = b->word && units_measure(&b->type.units, DIM_MONEY, 1); /* 1 B USD */

	if (b->word && noun->kind == NODE_NAME && str_eq(noun->text, S("mm")) &&
	    units_measure(&a->type.units, DIM_MONEY, 1))
		diag_note(c->d, noun->at, "mm are millimetres; for a million write M"); /* $10mm */
	if (q->kind != NODE_QUANTITY || noun->kind != NODE_NAME || units_soft(&a->type.units) ||
	    (!money && (!units_has_noun(&b->type.units) || !units_soft(&b->type.units))))
		return;
	struct str quantity = source_text(c->at.src, q->at);

	if (q->unit->count == 1 && str_eq(q->unit->words[0].word, S("mm")))
		diag_note(c->d, n->at, "mm are millimetres: read as %.*s times %.*s; for a million write M", STR(quantity),
		          STR(noun->text));
	else if (q->unit->count == 1 && str_eq(q->unit->words[0].word, S("B")))
		diag_note(c->d, n->at, "read as %.*s times %.*s; for a billion write bn", STR(quantity), STR(noun->text));
	else if (money)
		return;
	else if (units_exponent(&a->type.units, DIM_TIME) > 0) /* there the noun is printed, and seldom meant */
		diag_note(c->d, n->at, "read as %.*s times %.*s; what it is follows 'of': %.*s of %.*s", STR(quantity),
		          STR(noun->text), STR(quantity), STR(noun->text));
	else if (q->unit->count == 1) /* else the parser said so */
		diag_note(c->d, n->at, "read as %.*s times %.*s", STR(quantity), STR(noun->text));
}

/* What a letter says: of how many, and the bytes that may have been meant; NULL for others. */
static const char *const *sized_letter(char letter)
{
	static const char *const letters[][3] = {
		{"k", "thousand", "kilo"},
		{"M", "million", "mega"},
		{"T", "trillion", "tera"},
	};

	letter = letter == 'K' ? 'k' : letter;
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i][0][0] == letter)
			return letters[i];
	return NULL;
}

/*
 * "10G links", "64G RAM": billions of them, where gigabits or gigabytes were meant, most likely. So with the other
 * letters of what has a size and is seldom so many: "2T disks", "512M RAM".
 */
void note_giga(struct compiler *c, const struct node *n, const struct units *units)
{
	struct str number = n->kids[0]->text;
	const char *const *says;

	if (c->at.frame || n->kids[0]->kind != NODE_NUMBER || units->term[0].exp <= 0 || number.len < 2)
		return;
	if (str_ends(number, S("G")))
		diag_note(c->d, n->kids[0]->at, "%.*s is so many billion; for gigabytes write %.*sB, for gigabits %.*sbit",
		          STR(number), STR(number), STR(number));
	else if (!char_is_letter(number.p[number.len - 2]) && (says = sized_letter(number.p[number.len - 1])) &&
	         parse_has_size(units->term[0].unit->one))
		diag_note(c->d, n->kids[0]->at, "%.*s is so many %s; for %sbytes write %.*sB", STR(number), says[1], says[2],
		          STR(number));
}

/* "7 bps of $1B": basis points, most likely. */
static void note_basis_points(struct compiler *c, const struct node *n)
{
	const struct node *q = n->kids[0];

	if (q->kind == NODE_QUANTITY && q->unit->count == 1 && q->kids[0]->kind == NODE_NUMBER &&
	    str_eq(q->unit->words[0].word, S("bps")))
		diag_note(c->d, q->at, "bps are bits per second; for basis points write %.10g%%", q->kids[0]->number / 100);
}

/* How many seconds people make of a shorter time by a bare factor: of an hour 24, 730 or 8,760. */
static bool is_longer_time(double seconds)
{
	static const double times[] = {3600, 86400, 604800, 2592000, 2628000, 31536000};
	bool found = false;

	for (unsigned i = 0; i < sizeof times / sizeof *times; i++)
		found = found || times[i] == seconds;
	return found;
}

/* The noun of tokens/s; NULL for none. */
static const struct unit *noun_above(const struct units *u)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].exp == 1 && u->term[i].unit->class == UNIT_NOUN)
			return u->term[i].unit;
	return NULL;
}

/*
 * "100M / 86400 QPS": the unit says what the answer should be in, and is read with the number before it. "1000 / 50
 * tokens/s" was to be of tokens; 1 / (500 QPS) is how long one takes.
 */
static void note_over_rate(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *rate = b->node;
	struct str divisor;
	struct span unit;

	if (!rate || rate->kind != NODE_QUANTITY || rate->bracketed || rate->kids[0]->kind != NODE_NUMBER ||
	    units_exponent(&b->type.units, DIM_TIME) != -1 || !units_soft(&a->type.units) ||
	    units_exponent(&b->type.units, DIM_DATA))
		return;
	divisor = source_text(c->at.src, rate->at);
	unit = (struct span){rate->kids[0]->at.end, rate->at.end};
	if (is_longer_time(rate->kids[0]->number))
		diag_note(c->d, rate->at, "divided by %.*s, which is one quantity; for the rate write / %.*s s to %.*s",
		          STR(divisor), STR(source_text(c->at.src, rate->kids[0]->at)),
		          STR(str_trim(source_text(c->at.src, unit))));
	else if (noun_above(&b->type.units) && a->type.units.n == 0 && a->node && a->node->kind == NODE_NUMBER &&
	         a->node->number != 1)
		diag_note(c->d, n->op_at, "a number over a rate is how long each takes; for all of them write %.*s %.*s / %.*s",
		          STR(source_text(c->at.src, a->node->at)), STR(noun_above(&b->type.units)->many), STR(divisor));
}

/* "seconds per day", "bits/byte": how many there are of them, most likely, and that is the other way round. */
static void note_how_many(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	struct factor f = FACTOR_ONE;

	if (!a->word || !b->word || n->kids[0]->kind != NODE_NAME || n->kids[1]->kind != NODE_NAME ||
	    units_soft(&a->type.units) || units_convert(&b->type.units, &a->type.units, &f) != UNITS_SAME || f.num == f.den)
		return;
	diag_note(c->d, n->op_at, "for how many %.*s there are in one %.*s write 1 %.*s to %.*s", STR(n->kids[0]->text),
	          STR(n->kids[1]->text), STR(n->kids[1]->text), STR(n->kids[0]->text));
}

/* Does the noun of b's 5 servers/year cancel with one of a, or its time with a rate? */
static bool cancels(const struct units *a, const struct units *b)
{
	for (unsigned i = 0; i < a->n; i++)
		for (unsigned j = 0; j < b->n; j++)
			if (a->term[i].exp == b->term[j].exp &&
			    (a->term[i].unit == b->term[j].unit ||
			     (a->term[i].exp < 0 && a->term[i].unit->hard == b->term[j].unit->hard)))
				return true;
	return false;
}

/* "$1k/5 servers/year", "10 GB/4 users/day": it divides by the rate, and was to be divided by both, most likely. */
static void note_noun_rate(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *rate = n->kids[1];
	const struct unit_word *words;

	if (c->at.frame || rate->kind != NODE_QUANTITY || rate->bracketed || rate->kids[0]->kind != NODE_NUMBER ||
	    rate->unit->count != 2 || !a->type.units.n || units_exponent(&b->type.units, DIM_TIME) != -1 ||
	    !noun_above(&b->type.units) || cancels(&a->type.units, &b->type.units))
		return;
	words = rate->unit->words;
	if (words[0].exponent != 1 || words[1].exponent != -1)
		return;
	diag_note(c->d, n->at, "read as %.*s / (%.*s); to divide by both write %.*s / %.*s / %.*s",
	          STR(source_text(c->at.src, n->kids[0]->at)), STR(source_text(c->at.src, rate->at)),
	          STR(source_text(c->at.src, n->kids[0]->at)),
	          STR(source_text(c->at.src, (struct span){rate->at.start, words[0].at.end})), STR(words[1].word));
}

static void note_in_quotient(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	if (!note_seconds(c, n, a, b))
		note_rate(c, n, a, b);
	note_over_rate(c, n, a, b);
	note_noun_rate(c, n, a, b);
	note_how_many(c, n, a, b);
	note_cell_below(c, n, a, b);
}

/* The unit that the word names by itself; NULL for none. */
static const struct unit *unit_called(struct compiler *c, struct str word)
{
	struct units own;
	struct factor scale = FACTOR_ONE;

	return unit_lookup(c->e->units, word, &own, &scale, NULL) && own.n == 1 ? own.term[0].unit : NULL;
}

/* "$0.10/hour * 24", "50 GB/day * 30": a rate it is still, where a sum was meant, most likely. */
static void note_still_rate(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct units *u = &a->type.units;

	if (!b->node || b->node->kind != NODE_NUMBER || b->node->number < 7 || units_exponent(u, DIM_TIME) != -1)
		return;
	for (unsigned i = 0; i < u->n; i++) {
		struct units one = {.n = 1, .term = {u->term[i]}};

		one.term[0].exp = 1;
		if (u->term[i].exp == -1 && u->term[i].unit->hard == 1 << DIM_TIME &&
		    is_longer_time(b->node->number * factor_apply(units_base(&one), 1)))
			diag_note(c->d, n->op_at, "still per %.*s: for the sum write * %.*s %.*s", STR(u->term[i].unit->one),
			          STR(source_text(c->at.src, b->node->at)), STR(u->term[i].unit->many));
	}
}

/* "1.05^12 months" is growth over so many months, to who writes it, and the unit is that of the power. */
void note_periods(struct compiler *c, const struct node *n, const struct units *units)
{
	const struct node *power = n->kids[0], *base;

	if (power->kind == NODE_BINARY && power->op == OP_MUL && !power->bracketed)
		power = power->kids[1];
	base = power->count ? power->kids[0] : NULL;
	if (c->at.frame || power->kind != NODE_BINARY || power->op != OP_POW || power->bracketed || units->n != 1 ||
	    units_exponent(units, DIM_TIME) != 1 || (base->kind == NODE_NUMBER && base->number == floor(base->number)))
		return;
	diag_note(c->d, n->at, "read as (%.*s) %.*s; for growth over so long write the power alone",
	          STR(source_text(c->at.src, power->at)),
	          STR(str_trim(source_text(c->at.src, (struct span){power->at.end, n->at.end}))));
}

/*
 * "$0.096/hour * 24 hours * 30 days": the first time was all of it, and the hours of a day were meant, most likely.
 */
static void note_second_time(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *before = n->kids[0], *first;
	const struct unit *u;
	struct str day;

	if (c->at.frame || !is_typed_time(b) || before->kind != NODE_BINARY || before->op != OP_MUL || before->bracketed ||
	    units_exponent(&a->type.units, DIM_TIME) != 0)
		return;
	first = before->kids[1];
	if (first->kind != NODE_QUANTITY || first->bracketed || first->unit->count != 1 ||
	    !(u = unit_called(c, first->unit->words[0].word)))
		return;
	day = b->type.units.term[0].unit->one;
	if (u->hard == 1 << DIM_TIME && !str_eq(u->one, day))
		diag_note(c->d, n->op_at, "this multiplies by a time again; for so many a %.*s write %.*s/%.*s", STR(day),
		          STR(source_text(c->at.src, first->at)), STR(day));
}

/* "$5/user * users" where users is a cell of 100M, of nothing: it cancels no user, and that is said. */
static RARE void note_uncounted_cell(struct compiler *c, const struct operand *number, const struct operand *other)
{
	const struct node *name = number->node;
	const struct unit *noun;

	if (c->at.frame || number->word || !name || !is_cell_name(name) || number->type.kind != VALUE_NUMBER ||
	    !(noun = unit_called(c, name->text)) || noun->class != UNIT_NOUN)
		return;
	for (unsigned i = 0; i < other->type.units.n; i++)
		if (other->type.units.term[i].unit == noun && other->type.units.term[i].exp < 0)
			diag_note(c->d, name->at, "'%.*s' is a plain number, and what is per %.*s stays so; write 1 %.*s * %.*s",
			          STR(name->text), STR(noun->one), STR(noun->one), STR(name->text));
}

static void note_in_product(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	note_second_time(c, n, a, b);
	if (!a->type.units.n && b->type.units.n)
		note_uncounted_cell(c, a, b);
	if (!b->type.units.n && a->type.units.n)
		note_uncounted_cell(c, b, a);
	note_time_squared(c, n, a, b);
	note_still_rate(c, n, a, b);
	if (!n->tight)
		return;
	note_noun(c, n, a, b);
	if (b->word)
		note_periods(c, n, &b->type.units);
	note_cell_between(c, n, b);
}

/* "3 of 5 nodes", "100 of 1000 to %": so many out of so many, to who writes it. */
static void note_out_of(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	const struct node *some = n->kids[0], *all = n->kids[1];
	double of = all->kind == NODE_QUANTITY ? all->kids[0]->number : all->number;

	if (some->kind == NODE_QUANTITY)
		some = some->kids[0];
	if (c->at.frame || some->kind != NODE_NUMBER || is_percent(a) || some->number != floor(some->number) ||
	    !(all->kind == NODE_NUMBER || (all->kind == NODE_QUANTITY && all->kids[0]->kind == NODE_NUMBER)) ||
	    some->number > of || !units_soft(&a->type.units) || !units_soft(&b->type.units))
		return;
	diag_note(c->d, n->at, "'of' multiplies here; so many out of so many is %.*s / %.*s",
	          STR(source_text(c->at.src, some->at)),
	          STR(source_text(c->at.src, all->kind == NODE_QUANTITY ? all->kids[0]->at : all->at)));
}

static RARE void note_in_share(struct compiler *c, const struct node *n, const struct operand *a,
                               const struct operand *b)
{
	note_share_of_one(c, n, a, b);
	note_out_of(c, n, a, b);
	if (b->word && !units_soft(&a->type.units) && !units_soft(&b->type.units)) /* 10 s of GB */
		diag_note(c->d, n->op_at, "'of' multiplies here");
	note_basis_points(c, n);
}

void note_factors(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b)
{
	note_eight(c, n, a, b);
	if (n->op == OP_DIV)
		note_in_quotient(c, n, a, b);
	else if (n->op == OP_OF)
		note_in_share(c, n, a, b);
	else
		note_in_product(c, n, a, b);
}

/* ---- words that are no names ---- */

struct str often_time(struct str word)
{
	static const char *const often[][2] = {
		{"hourly", "h"},      {"daily", "day"},         {"nightly", "day"}, {"weekly", "week"},
		{"monthly", "month"}, {"quarterly", "quarter"}, {"yearly", "year"}, {"annually", "year"},
	};

	for (size_t i = 0; i < sizeof often / sizeof *often; i++)
		if (str_eq(word, str_from_c(often[i][0])))
			return str_from_c(often[i][1]);
	return S("");
}

bool hint_often(struct compiler *c, struct str word)
{
	struct str time = often_time(word);

	if (time.len)
		diag_hint(c->d, "how often is written per %.*s, as in 3 posts/%.*s", STR(time), STR(time));
	return time.len > 0;
}

/* "5 nines": 99.999 %. */
bool hint_nines(struct compiler *c, struct span at, struct str word)
{
	struct str before = str_trim(source_text(c->at.src, (struct span){at.start > 3 ? at.start - 3 : 0, at.start}));
	int n = 0;

	for (size_t i = 0; i < before.len; i++)
		n = char_is_digit(before.p[i]) ? n * 10 + (before.p[i] - '0') : 0;
	if (!str_eq_nocase(word, S("nines")) || n < 1 || n > 12)
		return false;
	diag_hint(c->d, "write %s%.*s%%; 'bote table nines' tells what it allows",
	          n == 1   ? "90"
	          : n == 2 ? "99"
	                   : "99.",
	          n > 2 ? n - 2 : 0, "9999999999");
	return true;
}
