/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_hint.c - what to write instead: messages for what people bring from other tools. */
#include "lang/parser.h"

/* "if(a, b, c)" of spreadsheets: is the innermost open bracket one after an `if`? */
static bool in_if(const struct parser *p)
{
	uint32_t at = p->open.start;

	while (at > 0 && lex_char(&p->lx, at - 1) == ' ')
		at--;
	return p->brackets > 0 && at >= 2 && str_eq(lex_str(&p->lx, at - 2, at), S("if")) &&
	       (at == 2 || lex_class_at(&p->lx, at - 3) != LEX_LETTER);
}

/* "rf = 3, 10 TB" */
static bool in_definition(const struct parser *p)
{
	uint32_t end = lex_blanks(&p->lx, lex_word(&p->lx, p->statement));

	return !p->brackets && end > p->statement && lex_char(&p->lx, end) == '=';
}

/* "90061 s to days, h, min" */
static bool behind_target(const struct parser *p, struct str word)
{
	uint32_t at = p->statement;
	bool converts = false;

	for (uint32_t end; at < p->tok.at.start; at = end) {
		end = lex_word(&p->lx, at);
		converts = converts || str_eq(lex_str(&p->lx, at, end), S("to"));
		end += end == at;
	}
	return converts && p->lx.v && p->lx.v->classify(p->lx.v->ctx, word) == WORD_UNIT;
}

struct node *fail_comma(struct parser *p)
{
	bool in_number = p->previous == TOK_NUMBER && lex_class_at(&p->lx, p->lx.pos) == LEX_DIGIT;
	uint32_t word = lex_blanks(&p->lx, p->tok.at.end), end = lex_blanks(&p->lx, lex_word(&p->lx, word));
	bool defines = end > word && lex_char(&p->lx, end) == '=' && lex_char(&p->lx, end + 1) != '=';

	parser_fail(p, DIAG_SYNTAX, p->tok.at, "a comma separates only in calls and lists");
	if (in_if(p))
		parser_hint(p, "write: if CONDITION then A else B");
	else if (in_number)
		parser_hint(p, "digit groups have three digits, as in 1,000,000; decimals are written with a point");
	else if (defines) /* put = 3k/s, get = 100k/s */
		parser_hint(p, "between two definitions comes a ;");
	else if (behind_target(p, lex_str(&p->lx, word, lex_word(&p->lx, word))))
		parser_hint(p, "write 'and' before the last of the units, as in days, h and min");
	else if (in_definition(p))
		parser_hint(p, "a list goes in square brackets; between two statements comes a ;");
	else
		parser_hint(p, "a list goes in square brackets");
	return p->bad;
}

/* The digits that end at `end`, and those that begin at `start`. */
static struct str digits_before(const struct parser *p, uint32_t end)
{
	uint32_t start = end;

	while (start > 0 && lex_class_at(&p->lx, start - 1) == LEX_DIGIT)
		start--;
	return lex_str(&p->lx, start, end);
}

static struct str digits_behind(const struct parser *p, uint32_t start)
{
	uint32_t end = start;

	while (lex_class_at(&p->lx, end) == LEX_DIGIT)
		end++;
	return lex_str(&p->lx, start, end);
}

static unsigned decimal_of(struct str digits)
{
	unsigned n = 0;

	for (size_t i = 0; i < digits.len; i++)
		n = n * 10 + (unsigned)(digits.p[i] - '0');
	return n;
}

/* "1:30" may be hours and minutes, minutes and seconds; "3:1" is a ratio. */
struct node *fail_colon(struct parser *p)
{
	uint32_t at = p->tok.at.start;
	struct str a = digits_before(p, at), b = digits_behind(p, at + 1), c = {NULL, 0};

	if (lex_char(&p->lx, at + 1 + (uint32_t)b.len) == ':')
		c = digits_behind(p, at + 2 + (uint32_t)b.len);
	parser_fail(p, DIAG_SYNTAX, p->tok.at,
	            a.len && b.len == 2 && decimal_of(a) + decimal_of(b) != 100
	                ? "times of day and lengths are not written with ':'"
	                : "':' does not belong here");
	if (a.len && b.len == 2 && c.len == 2)
		parser_hint(p, "write %.*s h %.*s min %.*s s", STR(a), STR(b), STR(c));
	else if (a.len == 2 && b.len == 2 && decimal_of(a) + decimal_of(b) == 100) /* 80:20 */
		parser_hint(p, "write %.*s%%, and %.*s%% for the rest", STR(a), STR(b));
	else if (a.len && b.len == 2)
		parser_hint(p, "write %.*s h %.*s min, or %.*s min %.*s s", STR(a), STR(b), STR(a), STR(b));
	else if (a.len && b.len)
		parser_hint(p, "a ratio is written %.*s/%.*s", STR(a), STR(b));
	else if (!a.len && p->previous == TOK_WORD)
		hint_name(p, "a cell is defined with =, as in dau = 100M users");
	else
		parser_hint(p, "a ratio is written 3/1");
	return p->bad;
}

/* A whole number of one or two digits, as months, days and short years are; -1 for anything else. */
static int date_number(const struct parser *p, const struct node *n)
{
	struct str s = parser_excerpt(p, n->at);
	bool digits = n->kind == NODE_NUMBER && !n->bracketed && s.len <= 2;

	for (size_t i = 0; i < s.len; i++)
		digits &= char_is_digit(s.p[i]);
	return digits ? (int)n->number : -1;
}

/* "/30/24", from a month to an hour: such numbers are divided by. */
static bool is_of_calendar(int a, int b)
{
	return (a == 12 && b == 30) || (a == 30 && b == 24) || (a == 7 && b == 24);
}

/* "11/30/26": a day, a month and a year from 2020 on. */
static bool is_short_date(const struct parser *p, const struct node *n)
{
	const struct node *left = n->kids[0];
	int a, b, year;

	if (n->op != OP_DIV || left->kind != NODE_BINARY || left->op != OP_DIV || !left->tight || left->bracketed)
		return false;
	a = date_number(p, left->kids[0]);
	b = date_number(p, left->kids[1]);
	year = date_number(p, n->kids[1]);
	return a > 0 && a <= 31 && b > 0 && b <= 31 && (a <= 12 || b <= 12) && year >= 20 && year < 50 &&
	       !is_of_calendar(b, year);
}

/* A whole number of four digits; 0 for anything else. */
static int year_of(const struct parser *p, const struct node *n)
{
	bool year = n->kind == NODE_NUMBER && !n->bracketed && n->at.end - n->at.start == 4 && n->number >= 1900 &&
	            n->number < 2200 && str_find_char(parser_excerpt(p, n->at), '.', 0) == 4;

	return year ? (int)n->number : 0;
}

/* "2024-25", "2024-2026" */
static bool is_two_years(const struct parser *p, const struct node *n)
{
	int from = year_of(p, n->kids[0]);
	bool two = n->kids[1]->at.end - n->kids[1]->at.start == 2;

	return n->op == OP_SUB && from &&
	       (two ? date_number(p, n->kids[1]) == (from + 1) % 100 : year_of(p, n->kids[1]) > from);
}

void note_date(struct parser *p, const struct node *n)
{
	struct str text = parser_excerpt(p, n->at);

	if (str_eq(text, S("24/7")))
		diag_note(p->d, n->at, "'24/7' is read as a division; all the time is 24 h/day");
	else if (is_short_date(p, n))
		diag_note(p->d, n->at, "'%.*s' is read as two divisions; bote has no dates", STR(text));
	else if (is_two_years(p, n))
		diag_note(p->d, n->at, "'%.*s' is read as a difference; bote has no dates", STR(text));
}

/* "4+-2" is a sum or a margin. */
void fail_plus_minus(struct parser *p, const struct node *n)
{
	struct str a = parser_excerpt(p, n->kids[0]->at), b;
	const struct node *right = n->kids[1];

	while (right->kind == NODE_BINARY && right->count)
		right = right->kids[0];
	b = parser_excerpt(p, right->kind == NODE_UNARY ? right->kids[0]->at : right->at);
	parser_fail(p, DIAG_SYNTAX, (struct span){n->op_at.start, n->op_at.end + 1}, "'+-' is a margin or a sum");
	parser_hint(p, "write %.*s ± %.*s for the margin, %.*s + -%.*s for the sum", STR(a), STR(b), STR(a), STR(b));
}

bool fail_off(struct parser *p, struct span at, struct str share)
{
	struct str rest = rest_of_statement(p, p->tok.at.end);

	if (p->tok.kind != TOK_WORD || !str_eq(parser_word(p), S("off")) || !rest.len)
		return false;
	parser_fail(p, DIAG_SYNTAX, at, "'%% off' is not an operator");
	parser_hint(p, "write %.*s - %.*s%%", STR(rest), STR(share));
	return true;
}

bool fail_ratio(struct parser *p, struct span at, const struct node *n)
{
	struct span unit = {p->tok.at.start, 0};
	struct look l;

	look_word(p, p->tok.at.start, &l);
	for (; l.plain && !parser_is_cell(p, l.word); look_word(p, unit.end + lex_slash(&p->lx, unit.end), &l)) {
		unit.end = l.end;
		if (!lex_slash(&p->lx, unit.end))
			break;
	}
	if (n->kind != NODE_NUMBER || unit.end != l.end || unit.end == p->tok.at.end)
		return false;
	struct str ratio = parser_excerpt(p, unit);
	parser_fail(p, DIAG_SYNTAX, at, "a percentage has no unit, and '%.*s' is one", STR(ratio));
	parser_hint(p, "write %.*s%% alone for a share, %.12g %.*s for so many each", STR(parser_excerpt(p, n->at)),
	            n->number / 100, STR(ratio));
	return true;
}

bool hint_percentile(struct parser *p, struct str name, struct str number)
{
	if (name.len < 2 || name.p[0] != 'p' || lex_class[(unsigned char)name.p[1]] != LEX_DIGIT ||
	    !str_starts(number, S(".")))
		return false;
	parser_hint(p, "write pct(x, %.*s%.*s)", STR(str_cut(name, 1, name.len)), STR(number));
	return true;
}

/* "p99" */
static bool is_percentile(struct str name)
{
	bool digits = name.len > 1 && name.p[0] == 'p';

	for (size_t i = 1; i < name.len; i++)
		digits = digits && char_is_digit(name.p[i]);
	return digits;
}

bool hint_bracket(struct parser *p, const struct node *name, struct str number)
{
	if (parser_is_cell(p, name->text) || vocabulary_call(p->v, name->text) == CALL_NONE)
		return false;
	if (is_percentile(name->text))
		parser_hint(p, "write %.*s = %.*s to give it a name, %.*s(x) for that of x", STR(name->text),
		            STR(rest_of_statement(p, p->tok.at.start)), STR(name->text));
	else if (str_eq(name->text, S("log"))) /* to which base has to be said */
		parser_hint(p, "write log10(%.*s), or log2(%.*s)", STR(number), STR(number));
	else
		parser_hint(p, "write %.*s(%.*s)", STR(name->text), STR(number));
	return true;
}

bool hint_unit_first(struct parser *p, const struct node *name, struct str number)
{
	const struct vocabulary *v = p->lx.v;
	enum word_class class = v ? v->classify(v->ctx, name->text) : WORD_OTHER;

	if (class == WORD_NOUN && name->at.start == p->statement && !parser_is_cell(p, name->text)) { /* users 100M */
		parser_hint(p, "write %.*s = %.*s to give it a name", STR(name->text),
		            STR(rest_of_statement(p, p->tok.at.start)));
		return true;
	}
	if (class != WORD_UNIT || parser_is_cell(p, name->text) || !number.len ||
	    lex_class[(unsigned char)number.p[0]] != LEX_DIGIT)
		return false;
	parser_hint(p, "the number comes first: %.*s %.*s", STR(number), STR(name->text));
	return true;
}

/* "5 as % of 50" */
void fail_behind_conversion(struct parser *p, const struct node *n, struct span op)
{
	struct str a = parser_excerpt(p, n->kids[0]->at), b = rest_of_statement(p, p->tok.at.end);
	bool share = n->form == FORM_PERCENT && p->tok.kind == TOK_OF && b.len;

	parser_fail(p, DIAG_SYNTAX, p->tok.at, "a conversion comes last: '%.*s' cannot follow it", STR(parser_word(p)));
	if (share && str_find_char(a, ' ', 0) == a.len && str_find_char(b, ' ', 0) == b.len)
		parser_hint(p, "write %.*s/%.*s to %%", STR(a), STR(b));
	else if (share)
		parser_hint(p, "write (%.*s) / (%.*s) to %%", STR(a), STR(b));
	else
		parser_hint(p, "put the conversion in brackets: (... %.*s ...)", STR(parser_text(p, op)));
}

/* "mod(7, 3)" */
bool fail_word_call(struct parser *p)
{
	if (p->tok.kind != TOK_MOD || lex_char(&p->lx, lex_blanks(&p->lx, p->tok.at.end)) != '(')
		return false;
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'mod' goes between its numbers");
	parser_hint(p, "write a mod b");
	return true;
}
