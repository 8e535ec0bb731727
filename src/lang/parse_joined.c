/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_joined.c - quantities with a word between: 1 TB over a 1 Gbit/s link, 5 GB in 2 h. What to write instead. */
#include "lang/parser.h"

/* Words that stand for an operator, and which it is where the quantities do not tell; 0: either; '*': for a time. */
static const struct {
	struct str word;
	char op;
} joining[] = {
	{{"over", 4}, '/'},  {{"through", 7}, '/'}, {{"across", 6}, '/'}, {{"via", 3}, '/'},
	{{"using", 5}, '/'}, {{"on", 2}, '/'},      {{"at", 2}, 0},       {{"with", 4}, 0},
	{{"for", 3}, '*'},   {{"during", 6}, '/'},  {{"within", 6}, '/'},
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

/* What a quantity says of itself. */
struct joined {
	struct str unit;           /* its first word */
	enum word_measure measure; /* of that word, where no other follows */
	bool below;                /* something is below the line */
	bool money;                /* $ is in front of it */
};

/* Past the "/s", " per s" and " per million requests" at `end`. */
static uint32_t behind_slash(const struct parser *p, uint32_t end)
{
	struct look per, unit;

	if (lex_slash(&p->lx, end))
		return lex_word(&p->lx, end + 1) > end + 1 ? lex_word(&p->lx, end + 1) : end;
	look_word(p, end, &per);
	if (!str_eq(per.word, S("per")))
		return end;
	look_word(p, per.end, &unit);
	if (word_magnitude(unit.word)) {
		end = unit.end;
		look_word(p, end, &unit);
	}
	return unit.class != WORD_OTHER ? unit.end : end;
}

/*
 * The number at `pos` with the unit after it, "1 Gbit/s" of "1 Gbit/s link"; if `bare`, with a magnitude or time alone.
 * Empty if there is none. *said gets what it says.
 */
static struct str quantity_at(const struct parser *p, uint32_t pos, bool bare, struct joined *said)
{
	struct lexer ahead = p->lx;
	struct token number;
	struct look unit;
	uint32_t end;

	ahead.pos = pos + lex_currency(&p->lx, pos);
	ahead.d = NULL;
	said->money = ahead.pos > pos;
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
	said->unit = unit.word;
	for (uint32_t more = end; (more = behind_slash(p, end)) > end; end = more)
		said->below = true;
	said->measure = end == unit.end ? word_measure(p, unit.word) : MEASURE_OTHER;
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

/* "token" and "tokens" */
static bool is_same_word(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;

	return str_eq(str_cut(a, 0, len), str_cut(b, 0, len)) && a.len + b.len - 2 * len <= 1 &&
	       (a.len == b.len || (a.len > b.len ? a : b).p[len] == 's');
}

/* 1000 tokens at 50 tokens/s take a while; 100 users at 3 requests/s send many, and of 1M requests at 10k rps who
 * knows. */
static char operator_of_same(const struct parser *p, struct str unit, const struct joined *behind)
{
	enum word_measure m = word_measure(p, unit), other = word_measure(p, behind->unit);

	if (behind->below && is_same_word(unit, behind->unit))
		return '/';
	return m == MEASURE_NOUN && (other == MEASURE_RATE || (other == MEASURE_NOUN && behind->below)) ? 0 : '*';
}

/* Of 500 TB at $0.02/GB, 2 KB at 10k rps and 4 KB at 8k writes/s: a price for it, or so many of it. */
static bool is_for_each(const struct parser *p, const struct joined *behind)
{
	enum word_measure m = word_measure(p, behind->unit);

	return behind->money || m == MEASURE_MONEY || (m == MEASURE_NOUN && behind->below) ||
	       (m == MEASURE_RATE && !str_ends(behind->unit, S("bps")) && !str_ends(behind->unit, S("Bps")));
}

/* Data goes through a rate by '/', a time or a rate is multiplied; `otherwise` where that cannot be told. */
static char operator_behind(const struct parser *p, const struct node *n, const struct joined *behind, char otherwise)
{
	enum word_measure m;

	if (n->kind != NODE_QUANTITY || n->unit->count == 0)
		return otherwise;
	m = word_measure(p, n->unit->words[0].word);
	if (m == MEASURE_DATA && n->unit->count == 1)
		return is_for_each(p, behind) ? '*' : '/';
	if (m == MEASURE_TIME || (n->unit->count > 1 && behind->measure == MEASURE_TIME))
		return '*';
	return otherwise ? otherwise : n->unit->count == 1 ? operator_of_same(p, n->unit->words[0].word, behind) : '*';
}

/* "1 h 30 min a day" */
static bool fail_article(struct parser *p, const struct node *left)
{
	struct look unit;
	struct str a;

	look_word(p, p->tok.at.end, &unit);
	if (left->kind == NODE_NAME || unit.class == WORD_OTHER || !unit.word.len || parser_is_cell(p, parser_word(p)))
		return false;
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'%.*s' is not an operator", STR(parser_word(p)));
	a = typed_quantity(p, left);
	if (str_ends(a, S(" times")) || str_ends(a, S(" x"))) /* 5 times a week */
		a.len = str_trim(str_cut(a, 0, a.len - (str_ends(a, S("x")) ? 1 : 5))).len;
	parser_hint(p, "write %.*s per %.*s", STR(a), STR(unit.word));
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

/* "for a year": one of it. Empty for anything else at `pos`. */
static struct str one_at(const struct parser *p, uint32_t pos, struct joined *said)
{
	uint32_t start = behind_article(p, pos);
	struct look unit;

	look_word(p, start, &unit);
	if (start == lex_blanks(&p->lx, pos) || unit.class != WORD_UNIT)
		return S("");
	said->unit = unit.word;
	return arena_printf(p->arena, "1 %.*s", STR(unit.word));
}

/* "seconds in a day": how many make one. */
static bool hint_how_many(struct parser *p, const struct node *left, struct str unit, struct str whole)
{
	while (left->kind == NODE_BINARY && left->tight)
		left = left->kids[1];
	if (left->kind != NODE_NAME || look_class(p, left->text) != WORD_UNIT || parser_is_cell(p, left->text) ||
	    word_measure(p, left->text) != word_measure(p, unit))
		return false;
	parser_hint(p, "write %.*s to %.*s", STR(whole), STR(left->text));
	return true;
}

bool fail_joined(struct parser *p, const struct node *left)
{
	struct str word = parser_word(p), a, b;
	struct joined behind = {.measure = MEASURE_OTHER};
	size_t row = 0, rows = sizeof joining / sizeof *joining;
	char op;

	left = bare_quantity(left);
	if (is_article(word))
		return fail_article(p, left);
	while (row < rows && !str_eq(word, joining[row].word))
		row++;
	if (row == rows || parser_is_cell(p, word))
		return false;
	b = quantity_at(p, behind_article(p, p->tok.at.end), false, &behind);
	if (!b.len)
		b = one_at(p, p->tok.at.end, &behind);
	if (!b.len)
		return false;
	a = typed_quantity(p, left);
	op = joining[row].op == '*' ? (word_measure(p, behind.unit) == MEASURE_TIME ? '*' : 0)
	                            : operator_behind(p, left, &behind, joining[row].op);
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
	struct joined behind = {.measure = MEASURE_OTHER};
	struct look next;
	const struct node *from = bare_quantity(left);
	bool share = one || left->kind == NODE_NUMBER;
	struct str a = one ? S("1") : typed_quantity(p, from), b = quantity_at(p, pos, share, &behind);

	if (article && !b.len)
		b = lex_str(&p->lx, pos, lex_word(&p->lx, pos));
	if (!b.len || (!article && lex_slash(&p->lx, p->tok.at.end)))
		return false;
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'in' converts to a unit, and this is none");
	if (article ? hint_how_many(p, left, b, arena_printf(p->arena, "1 %.*s", STR(b)))
	            : behind.unit.len && hint_how_many(p, left, behind.unit, b))
		return true;
	look_word(p, pos + (uint32_t)b.len, &next);
	if (share && behind.measure != MEASURE_TIME)
		parser_hint(p, "for a share write %.*s / %.*s", STR(a), STR(b));
	else if (!article && next.plain && next.word.len > 2 && next.class != WORD_UNIT) /* 1 TB in 64 MB chunks */
		parser_hint(p, "write %.*s / %.*s", STR(a), STR(b));
	else if (behind.measure == MEASURE_NOUN && from->kind == NODE_QUANTITY && from->unit->count == 1 &&
	         word_measure(p, from->unit->words[0].word) == MEASURE_NOUN &&
	         !is_same_word(from->unit->words[0].word, behind.unit)) /* 29 servers in 3 zones: in all, or in each? */
		parser_hint(p, "write %.*s / %.*s or %.*s * %.*s", STR(a), STR(b), STR(a), STR(b));
	else if (behind.measure != MEASURE_OTHER && from->kind == NODE_QUANTITY && from->unit->count == 1 &&
	         behind.measure == word_measure(p, from->unit->words[0].word))
		parser_hint(p, "write %.*s / %.*s for how many %.*s make %.*s, %.*s / %.*s for the share", STR(b), STR(a),
		            STR(a), STR(b), STR(a), STR(b));
	else
		parser_hint(p, "write %.*s / %.*s", STR(a), STR(b));
	return true;
}

bool skip_told(struct parser *p, const struct node *left, struct span *told)
{
	struct token next;

	*told = (struct span){left->at.start, p->tok.at.end};
	while (left->kind == NODE_BINARY && left->tight)
		left = left->kids[1];
	if (left->kind != NODE_NAME || parser_is_cell(p, left->text)) /* nearly always */
		return false;
	next = parser_peek(p);
	if (next.kind != TOK_NUMBER && next.kind != TOK_CURRENCY)
		return false;
	parser_advance(p);
	return true;
}

void fail_told(struct parser *p, struct span told, uint32_t start)
{
	if (p->failed)
		return;
	parser_fail(p, DIAG_SYNTAX, told, "'%.*s' has no meaning here", STR(parser_text(p, told)));
	parser_hint(p, "write %.*s", STR(str_trim(parser_since(p, start))));
}

/* "half", "thirds": two for the first, three for the others; 0 for another word. */
static int part_word(struct str word)
{
	static const char *const parts[] = {"half", "third", "quarter", "fifth", "sixth", "", "eighth", "", "tenth"};

	if (word.len > 1 && word.p[word.len - 1] == 's')
		word.len--;
	for (int i = 0; i < (int)(sizeof parts / sizeof *parts); i++)
		if (word.len && str_eq(word, str_from_c(parts[i])))
			return i + 2;
	return 0;
}

static void fail_fraction_word(struct parser *p, struct span at, struct str count, int part)
{
	parser_fail(p, DIAG_SYNTAX, at, "'%.*s' is not read as a share", STR(parser_text(p, at)));
	parser_hint(p, "write %.*s/%d %.*s", STR(count), part, STR(rest_of_statement(p, lex_blanks(&p->lx, at.end))));
}

bool fail_quarter(struct parser *p, const struct node *left)
{
	const struct unit_tail *unit = left->kind == NODE_QUANTITY ? left->unit : NULL;
	const struct node *number = unit ? left->kids[0] : NULL;

	if (!unit || unit->count != 1 || unit->words[0].exponent != 1 || number->kind != NODE_NUMBER ||
	    number->number > 3 || !part_word(unit->words[0].word))
		return false;
	fail_fraction_word(p, left->at, number->number == 1 ? S("1") : number->text, part_word(unit->words[0].word));
	return true;
}

/* "a few servers", "a hundred users": what to write is said of the word behind the article. */
static bool fail_number_word(struct parser *p, const struct look *l)
{
	if (!str_eq(l->word, S("few")) && !str_eq(l->word, S("couple")) && !str_eq(l->word, S("hundred")))
		return false;
	if (parser_is_cell(p, l->word))
		return false;
	parser_fail(p, DIAG_NAME, (struct span){l->start, l->end}, "unknown name '%.*s'", STR(l->word));
	parser_hint(p, "%.*s", STR(parse_advice(p->arena, l->word)));
	return true;
}

bool fail_third(struct parser *p)
{
	struct str word = parser_word(p);
	struct look part, of;

	if ((!is_article(word) && !str_eq(word, S("one"))) || !parser_is_free(p, word))
		return false;
	look_word(p, p->tok.at.end, &part);
	if (fail_number_word(p, &part))
		return true;
	look_word(p, part.end, &of);
	if (!part_word(part.word) || part.class != WORD_OTHER || parser_is_cell(p, part.word) || !str_eq(of.word, S("of")))
		return false;
	fail_fraction_word(p, (struct span){p->tok.at.start, part.end}, S("1"), part_word(part.word));
	return true;
}
