/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_range.c - uncertain numbers: 80M..120M, 5 to 10 ms, 10 ± 2. */
#include <math.h>

#include "base/str.h"
#include "lang/parser.h"

/* The number in front of a literal: of "$0.02/GB" and of "90%". */
static struct node *number_in(struct node *n)
{
	if (n->bracketed)
		return NULL;
	if (n->kind == NODE_UNARY && n->op == OP_NEGATE)
		return number_in(n->kids[0]);
	if (n->kind == NODE_QUANTITY || n->kind == NODE_PERCENT)
		return number_in(n->kids[0]);
	return n->kind == NODE_NUMBER ? n : NULL;
}

/* The magnitude after the digits of a number, with the blank before it: "M" of "10M", " million" of "10 million". */
static struct str magnitude_text(const struct node *number)
{
	struct str s = str_trim(number->text);
	size_t i = s.len;

	while (i > 0 && char_is_letter(s.p[i - 1]))
		i--;
	while (i > 0 && i < s.len && s.p[i - 1] == ' ')
		i--;
	return str_cut(s, i, s.len);
}

/* Was its B read as a billion? A B of bytes is a unit and stands outside of the number. */
static bool says_billion(const struct node *number)
{
	return str_eq(magnitude_text(number), S("B"));
}

/* Its power of ten: 6 for "10M" and "10 million", 0 for none. */
static int magnitude_of(const struct node *number)
{
	return says_billion(number) ? 9 : word_magnitude(str_trim(magnitude_text(number)));
}

/* The "2B" of "$1B..2B": bytes to all appearance. */
static bool is_bare_bytes(const struct node *n)
{
	return n->kind == NODE_QUANTITY && !n->bracketed && n->kids[0]->kind == NODE_NUMBER && n->unit->count > 0 &&
	       str_eq(n->unit->words[0].word, S("B")) && n->unit->words[0].at.start == n->kids[0]->at.end &&
	       magnitude_of(n->kids[0]) == 0;
}

/* Does this end make the B of the other a billion: by one of its own, or by a currency sign in front? */
static bool wants_billion(const struct node *n)
{
	const struct node *number;

	while (n->kind == NODE_UNARY && n->op == OP_NEGATE && !n->bracketed)
		n = n->kids[0];
	number = n->kind == NODE_QUANTITY ? n->kids[0] : n;
	if (number->kind != NODE_NUMBER || n->bracketed)
		return false;
	return says_billion(number) || n->at.start < number->at.start;
}

/* "1B..2B users", "$1..2B", "10% of 1B..2B": bytes become billions where the other end says so. */
static struct node *adopt_billion(struct parser *p, struct node *end, const struct node *other)
{
	struct lexer lx = p->lx;
	struct node *number;
	struct decimal d;
	bool bad;

	if (end->kind == NODE_UNARY && end->op == OP_NEGATE && !end->bracketed) {
		end->kids[0] = adopt_billion(p, end->kids[0], other);
		return node_settle(p, end);
	}
	if (!is_bare_bytes(end) || !wants_billion(other))
		return end;
	number = end->kids[0];
	lx.d = NULL;
	lex_number(&lx, number->at.start, &d, &bad);
	number->number = number->fraction ? number->number * 1e9 : decimal_value(&d, parser_text(p, number->at), 9, &bad);
	number->at.end++;
	number->text = parser_text(p, number->at);
	end->unit->words++;
	end->unit->count--;
	end->unit->at.start++;
	return end->unit->count || end->unit->multiplier != 1 ? end : number;
}

/* "5 to 10k" is 5k to 10k; "500 to 2k" is not, since that would turn the ends round. */
static void adopt_magnitude(struct parser *p, struct node *lo, struct node *hi, bool range)
{
	struct node *a = number_in(lo), *b = number_in(hi), *bare, *full;

	if (!a || !b || (magnitude_of(a) != 0) == (magnitude_of(b) != 0))
		return;
	if (!range && hi->kind == NODE_PERCENT && lo->kind != NODE_PERCENT)
		return; /* the percent of "10M ± 3%" is of the number */
	bare = magnitude_of(a) ? b : a;
	full = magnitude_of(a) ? a : b;
	double with = bare->number * pow(10, magnitude_of(full));
	if (range && (bare == a ? with >= b->number : a->number >= with))
		return;
	if (range && (bare == b ? a->number < b->number : false))
		return; /* "10k to 500k" and "1k to 5000" say what they mean */
	bare->number = with;
	diag_note(p->d, bare->at, "'%.*s' read as '%.*s%.*s', as the other end says", STR(parser_excerpt(p, bare->at)),
	          STR(str_trim(parser_excerpt(p, bare->at))), STR(magnitude_text(full)));
}

static uint32_t above_line(const struct unit_tail *t)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < t->count; i++)
		n += t->words[i].exponent > 0;
	return n;
}

/* The tail of `own` with what only `other` has above, and below, the line. */
static void merge_tail(struct parser *p, struct unit_tail *own, const struct unit_tail *other)
{
	bool above = above_line(own) == 0 && above_line(other) > 0;
	bool below = above_line(own) == own->count && above_line(other) < other->count;
	uint32_t n = 0;

	if (!above && !below)
		return;
	struct unit_word *words = arena_array(p->arena, struct unit_word, own->count + other->count);
	for (uint32_t i = 0; above && i < other->count; i++)
		if (other->words[i].exponent > 0)
			words[n++] = other->words[i];
	for (uint32_t i = 0; i < own->count; i++)
		words[n++] = own->words[i];
	for (uint32_t i = 0; below && i < other->count; i++)
		if (other->words[i].exponent < 0)
			words[n++] = other->words[i];
	if (below)
		own->multiplier = other->multiplier;
	own->words = words;
	own->count = n;
}

/* An end without unit or % takes those of the other. */
static struct node *adopt_unit(struct parser *p, struct node *end, const struct node *other)
{
	if (end->kind == NODE_UNARY && end->op == OP_NEGATE && !end->bracketed) {
		end->kids[0] = adopt_unit(p, end->kids[0], other);
		return node_settle(p, end);
	}
	while (other->kind == NODE_UNARY && other->op == OP_NEGATE && !other->bracketed)
		other = other->kids[0];
	if (end->bracketed || other->bracketed)
		return end;
	if (end->kind == NODE_NUMBER && other->kind == NODE_PERCENT) {
		struct node *n = node_unary(p, NODE_PERCENT, OP_MUL, end->at, end);
		n->op_at = other->op_at;
		return n;
	}
	if (end->kind == NODE_NUMBER && other->kind == NODE_QUANTITY) {
		struct node *n = node_new(p, NODE_QUANTITY, end->at, 1);
		n->kids[0] = end;
		n->unit = arena_new(p->arena, struct unit_tail);
		*n->unit = *other->unit;
		return node_settle(p, n);
	}
	if (end->kind == NODE_QUANTITY && other->kind == NODE_QUANTITY)
		merge_tail(p, end->unit, other->unit);
	return end;
}

static bool digits_follow(const struct parser *p, uint32_t pos)
{
	struct look l;

	look_word(p, pos, &l);
	return str_eq(l.word, S("digits")) || str_eq(l.word, S("digit")) || str_eq(l.word, S("decimals")) ||
	       str_eq(l.word, S("decimal"));
}

/* Before a number, but not before "2 digits", and not before "1/s", which is a unit. */
bool parse_to_makes_range(const struct parser *p)
{
	struct token next;

	if (lex_class_at(&p->lx, lex_blanks(&p->lx, p->tok.at.end)) == LEX_LETTER)
		return false;
	next = parser_peek(p);
	if (next.kind == TOK_CURRENCY) {
		char after = lex_char(&p->lx, next.at.end);
		return lex_class[(unsigned char)after] == LEX_DIGIT || after == '.';
	}
	if (next.kind != TOK_NUMBER || digits_follow(p, next.at.end))
		return false;
	if (!str_eq(parser_text(p, next.at), S("1")))
		return true;
	uint32_t slash = lex_blanks(&p->lx, next.at.end);
	return lex_char(&p->lx, slash) != '/' ||
	       lex_class[(unsigned char)lex_char(&p->lx, lex_blanks(&p->lx, slash + 1))] == LEX_DIGIT;
}

/*
 * ranged := unary [(".." | "to") unary | ("±" | "+-" | "+/-") unary]
 */
struct node *parse_range_after(struct parser *p, struct node *left, uint32_t start)
{
	struct token op = p->tok;
	bool range = op.kind != TOK_PLUS_MINUS, dash;
	struct node *right, *described, *n;

	parser_advance(p);
	dash = p->tok.space && str_eq(parser_text(p, op.at), S("–"));
	if (node_is_money(p, left))
		p->money_at = p->tok.at.start;
	right = parse_unary(p);
	if ((p->tok.kind == TOK_OF || p->tok.kind == TOK_WORD) && (described = parse_described(p, right)))
		right = described; /* 1..2 GB of RAM */
	if (p->failed)
		return p->bad;
	left = adopt_billion(p, left, right);
	right = adopt_billion(p, right, left);
	adopt_magnitude(p, left, right, range);
	if (range || right->kind != NODE_PERCENT)
		left = adopt_unit(p, left, right);
	right = right->kind == NODE_PERCENT && !range ? right : adopt_unit(p, right, left);
	n = node_new(p, range ? NODE_RANGE : NODE_MARGIN, (struct span){start, p->previous_end}, 2);
	n->op_at = op.at;
	n->spaced = op.space && dash;
	n->kids[0] = left;
	n->kids[1] = right;
	node_settle(p, n);
	if (parse_range_follows(p))
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "one range inside another");
	return n;
}
