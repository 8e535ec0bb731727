/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_joined.c - quantities with a word between: 1 TB over a 1 Gbit/s link, 5 GB in 2 h. What to write instead. */
#include "lang/parser.h"

/* Words that stand for an operator, and which it is where the quantities do not tell; 0: either. */
static const struct {
	struct str word;
	char op;
} joining[] = {
	{{"over", 4}, '/'},  {{"through", 7}, '/'}, {{"across", 6}, '/'}, {{"via", 3}, '/'},
	{{"using", 5}, '/'}, {{"on", 2}, '/'},      {{"at", 2}, 0},       {{"with", 4}, 0},
};

static bool is_article(struct str word)
{
	return str_eq(word, S("a")) || str_eq(word, S("an")) || str_eq(word, S("the"));
}

/* Past the article at `pos`, and the blanks around it. */
static uint32_t behind_article(const struct parser *p, uint32_t pos)
{
	uint32_t start = lex_blanks(&p->lx, pos), end = lex_word(&p->lx, start);

	return is_article(lex_str(&p->lx, start, end)) && !parser_is_cell(p, lex_str(&p->lx, start, end))
	           ? lex_blanks(&p->lx, end)
	           : start;
}

/*
 * The number at `pos` with the unit after it, "1 Gbit/s" of "1 Gbit/s link"; if `bare`, with a magnitude or time alone.
 * Empty if there is none. *measure gets what it measures.
 */
static struct str quantity_at(const struct parser *p, uint32_t pos, bool bare, enum word_measure *measure)
{
	struct lexer ahead = p->lx;
	struct token number;
	struct look unit;
	uint32_t end;

	ahead.pos = pos + lex_currency(&p->lx, pos);
	ahead.d = NULL;
	lex_next(&ahead, &number, false);
	if (number.kind != TOK_NUMBER || number.space)
		return S("");
	look_word(p, number.at.end, &unit);
	if (!bare && word_magnitude(unit.word)) { /* 10k rps */
		struct look behind;

		look_word(p, unit.end, &behind);
		unit = behind.class != WORD_OTHER ? behind : unit;
	}
	if (lex_char(&p->lx, unit.start) == '%' || str_starts(unit.word, S("digit")) || str_starts(unit.word, S("decimal")))
		return S("");
	bool whole = !bare || word_magnitude(unit.word) || word_measure(p, unit.word) == MEASURE_TIME;
	end = unit.word.len && token_keyword(unit.word) == TOK_WORD && whole ? unit.end : number.at.end;
	if (unit.word.len && is_article(unit.word)) { /* at $150 a month */
		look_word(p, unit.end, &unit);
		return arena_printf(p->arena, "%.*s/%.*s", STR(lex_str(&p->lx, pos, number.at.end)), STR(unit.word));
	}
	while (lex_slash(&p->lx, end) && lex_word(&p->lx, end + 1) > end + 1)
		end = lex_word(&p->lx, end + 1);
	*measure = end == unit.end ? word_measure(p, unit.word) : MEASURE_OTHER;
	return lex_str(&p->lx, pos, end);
}

/* The quantity alone of one that is said to be something: the hour of "1 hour of video". */
static const struct node *bare_quantity(const struct node *n)
{
	return n->kind == NODE_BINARY && n->op == OP_OF && n->kids[0]->kind == NODE_QUANTITY ? n->kids[0] : n;
}

static struct str typed_quantity(struct parser *p, const struct node *n)
{
	struct span said = ast_description(n);
	struct str text = str_trim(parser_excerpt(p, (struct span){n->at.start, said.end ? said.start : n->at.end}));

	return n->bracketed ? arena_printf(p->arena, "(%.*s)", STR(text)) : text;
}

/* Data goes through a rate by '/', a time or a rate is multiplied; `otherwise` where that cannot be told. */
static char operator_behind(const struct parser *p, const struct node *n, enum word_measure behind, char otherwise)
{
	enum word_measure m;

	if (n->kind != NODE_QUANTITY || n->unit->count == 0)
		return otherwise;
	m = word_measure(p, n->unit->words[0].word);
	if (m == MEASURE_DATA && n->unit->count == 1)
		return '/';
	return m == MEASURE_TIME || (n->unit->count > 1 && behind == MEASURE_TIME) || !otherwise ? '*' : otherwise;
}

/* "1 h 30 min a day" */
static bool fail_article(struct parser *p, const struct node *left)
{
	struct look unit;

	look_word(p, p->tok.at.end, &unit);
	if (left->kind == NODE_NAME || unit.class == WORD_OTHER || !unit.word.len || parser_is_cell(p, parser_word(p)))
		return false;
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'%.*s' is not an operator", STR(parser_word(p)));
	parser_hint(p, "write %.*s per %.*s", STR(typed_quantity(p, left)), STR(unit.word));
	return true;
}

/* "10% growth per month" */
static bool tells_growth(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (str_starts(str_cut(text, i, text.len), S("growth")))
			return true;
	return false;
}

bool fail_joined(struct parser *p, const struct node *left)
{
	struct str word = parser_word(p), a, b;
	enum word_measure measure = MEASURE_OTHER;
	size_t row = 0, rows = sizeof joining / sizeof *joining;
	char op;

	left = bare_quantity(left);
	if (is_article(word))
		return fail_article(p, left);
	while (row < rows && !str_eq(word, joining[row].word))
		row++;
	if (row == rows || parser_is_cell(p, word))
		return false;
	b = quantity_at(p, behind_article(p, p->tok.at.end), false, &measure);
	if (!b.len)
		return false;
	a = typed_quantity(p, left);
	op = operator_behind(p, left, measure, joining[row].op);
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'%.*s' is not an operator", STR(word));
	if (tells_growth(a))
		parser_hint(p, "%.*s", STR(parse_advice(p->arena, S("growing"))));
	else if (str_ends(a, S("%"))) /* 20% discount on $100 */
		parser_hint(p, "write %.*s of %.*s for the share, %.*s - %.*s for the rest", STR(a), STR(b), STR(b), STR(a));
	else if (op)
		parser_hint(p, "write %.*s %c %.*s", STR(a), op, STR(b));
	else
		parser_hint(p, "write %.*s / %.*s or %.*s * %.*s", STR(a), STR(b), STR(a), STR(b));
	return true;
}

bool fail_in_number(struct parser *p, const struct node *left)
{
	uint32_t pos = behind_article(p, p->tok.at.start);
	bool article = pos > p->tok.at.start, one = left->kind == NODE_NAME && str_eq(left->text, S("one"));
	enum word_measure measure = MEASURE_OTHER;
	const struct node *from = bare_quantity(left);
	bool share = one || left->kind == NODE_NUMBER;
	struct str a = one ? S("1") : typed_quantity(p, from), b = quantity_at(p, pos, share, &measure);

	if (article && !b.len)
		b = lex_str(&p->lx, pos, lex_word(&p->lx, pos));
	if (!b.len || (!article && lex_slash(&p->lx, p->tok.at.end)))
		return false;
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'in' converts to a unit, and this is none");
	if (share && measure != MEASURE_TIME)
		parser_hint(p, "for a share write %.*s / %.*s", STR(a), STR(b));
	else if (measure != MEASURE_OTHER && from->kind == NODE_QUANTITY && from->unit->count == 1 &&
	         measure == word_measure(p, from->unit->words[0].word))
		parser_hint(p, "write %.*s / %.*s for how many, %.*s / %.*s for the share", STR(b), STR(a), STR(a), STR(b));
	else
		parser_hint(p, "write %.*s / %.*s", STR(a), STR(b));
	return true;
}
