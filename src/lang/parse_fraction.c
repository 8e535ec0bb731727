/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_fraction.c - fractions that are numbers: 1/2 h, 3/4 million, 1/2%, 2 1/2 GB. */
#include "lang/parser.h"

#define DENOMINATOR_MAX 100

/* The whole number of at most three digits at *pos, which moves past it; 0 when none stands there. */
static unsigned small_number(const struct parser *p, uint32_t *pos)
{
	uint32_t start = *pos;
	unsigned n = 0;

	for (; lex_class_at(&p->lx, *pos) == LEX_DIGIT; (*pos)++)
		n = n < 1000 ? n * 10 + (unsigned)(p->lx.text[*pos] - '0') : n;
	return *pos - start <= 3 && lex_char(&p->lx, start) != '0' ? n : 0;
}

/* "1/2 per day", "1/4/GB": a unit below the line. */
static bool wants_tail(const struct parser *p, uint32_t slash)
{
	struct look l;

	look_word(p, slash + lex_slash(&p->lx, slash), &l);
	return l.glued && l.plain && (l.class != WORD_OTHER || word_magnitude(l.word));
}

/* What makes a fraction one number: a unit, a magnitude or % after it. */
static bool wants_number(const struct parser *p, uint32_t pos)
{
	struct look l;
	int power;
	unsigned length;

	if (lex_slash(&p->lx, pos))
		return wants_tail(p, pos);
	look_word(p, pos, &l);
	if (!l.word.len)
		return lex_char(&p->lx, l.start) == '%';
	if (token_keyword(l.word) == TOK_PER)
		return true;
	if (!l.plain)
		return false;
	if (l.class != WORD_OTHER || word_magnitude(l.word))
		return true;
	if (l.glued && (str_eq(l.word, S("y")) || str_eq(l.word, S("w"))))
		return true;
	length = l.glued ? word_magnitude_prefix(l.word, &power) : 0;
	return length && look_class(p, str_cut(l.word, length, l.word.len)) != WORD_OTHER;
}

/* The fraction at `pos`, into `t`, if it is one; it ends where t->at.end says then. */
static bool read_fraction(const struct parser *p, uint32_t pos, struct token *t)
{
	unsigned num = small_number(p, &pos), den;
	uint32_t slash = lex_slash(&p->lx, pos);

	if (!num || !slash)
		return false;
	pos += slash;
	den = small_number(p, &pos);
	if (num >= den || den > DENOMINATOR_MAX)
		return false;
	if (lex_char(&p->lx, pos) == '_' || (lex_char(&p->lx, pos) == '.' && lex_char(&p->lx, pos + 1) != '.') ||
	    !wants_number(p, pos))
		return false;
	t->num = (uint8_t)num;
	t->den = (uint8_t)den;
	t->at.end = pos;
	return true;
}

/* The ½ of "2 ½ h". */
static bool read_sign(const struct parser *p, uint32_t pos, struct token *t)
{
	uint32_t n = lex_vulgar(&p->lx, pos, &t->num, &t->den);

	if (n)
		t->at.end = pos + n;
	return n > 0;
}

bool parse_fraction(const struct parser *p, struct token *t, bool behind_slash)
{
	uint32_t next = lex_blanks(&p->lx, t->at.end);

	if (t->den || t->decimal.exponent || t->decimal.more)
		return false;
	if (next > t->at.end)
		return read_sign(p, next, t) || (lex_class_at(&p->lx, next) == LEX_DIGIT && read_fraction(p, next, t));
	if (behind_slash || !lex_slash(&p->lx, next) || !read_fraction(p, t->at.start, t))
		return false;
	t->decimal.mantissa = 0;
	return true;
}

/* A number of which a magnitude is apart from the digits, or a percentage. */
static bool binds_apart(const struct node *n)
{
	if (n->kind == NODE_PERCENT)
		return !n->bracketed && n->kids[0]->kind == NODE_NUMBER && !n->kids[0]->bracketed;
	return n->kind == NODE_NUMBER && !n->bracketed && str_find_char(n->text, ' ', 0) < n->text.len;
}

/* The 1 of "1/2" and of "$1/2"; NULL for what is more than a number. */
static const struct node *plain_number(const struct node *n)
{
	if (n->kind == NODE_QUANTITY && !n->bracketed && n->unit->count == 1 && n->at.start < n->kids[0]->at.start)
		n = n->kids[0];
	return n->kind == NODE_NUMBER && !n->bracketed ? n : NULL;
}

/* "1/2..3/4 GB": the range is tighter than the slash, which nobody means here. */
static bool check_range_behind(struct parser *p, const struct node *n)
{
	const struct node *a = plain_number(n->kids[0]), *b = n->kids[1], *low = b->count ? b->kids[0] : NULL;
	struct str text, rest;

	if (!n->tight || b->bracketed || !a || (b->kind != NODE_RANGE && b->kind != NODE_MARGIN))
		return true;
	while (low->kind == NODE_QUANTITY || low->kind == NODE_PERCENT)
		low = low->kids[0];
	if (low->kind != NODE_NUMBER || low->bracketed || a->number >= low->number || low->number > DENOMINATOR_MAX)
		return true;
	text = parser_text(p, (struct span){n->kids[0]->at.start, low->at.end});
	rest = parser_excerpt(p, (struct span){low->at.end, b->at.end});
	parser_fail(p, DIAG_SYNTAX, n->op_at, "'%.*s%.*s' is a range of fractions or a fraction of a range", STR(text),
	            STR(rest));
	if (a != n->kids[0])
		parser_hint(p, "write both ends as decimals, as in $0.5..0.75");
	else
		parser_hint(p, "write %.10g%.*s for the range, %.*s / (%.*s%.*s) for the quotient", a->number / low->number,
		            STR(rest), STR(parser_text(p, a->at)), STR(parser_text(p, low->at)), STR(rest));
	return false;
}

/* "1000 per request": all of its unit is below the line. */
static bool is_rate_alone(const struct node *n)
{
	for (uint32_t i = 0; i < n->unit->count; i++)
		if (n->unit->words[i].exponent > 0)
			return false;
	return true;
}

/* "1 ping/5 s/trip": a time for each. It divides as a whole, as 1 GB/100 MB/s does, and is seldom meant so. */
static bool is_time_each(const struct parser *p, const struct node *n)
{
	return n->unit->count > 1 && n->unit->words[0].exponent == 1 && n->unit->words[1].exponent < 0 &&
	       word_measure(p, n->unit->words[0].word) == MEASURE_TIME &&
	       word_measure(p, n->unit->words[1].word) == MEASURE_NOUN;
}

void note_fraction(struct parser *p, const struct node *n, uint32_t start)
{
	const struct node *a = n->kids[0], *b = n->kids[1];
	bool quantity = b->kind == NODE_QUANTITY && b->kids[0]->kind == NODE_NUMBER && !b->bracketed;
	bool bare = a->kind == NODE_NUMBER && !a->bracketed;

	if (!check_range_behind(p, n))
		return;
	if (n->tight && ((bare && (quantity || binds_apart(b))) || (quantity && (is_rate_alone(b) || is_time_each(p, b)))))
		diag_note(p->d, (struct span){start, p->previous_end}, "read as %.*s / (%.*s)",
		          STR(str_trim(parser_text(p, (struct span){start, n->op_at.start}))), STR(parser_excerpt(p, b->at)));
}
