/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_target.c - what comes after `to`: a unit, a form, a number of digits. */
#include "lang/parser.h"

#define DIGITS_MAX 17

static struct node *fail_target(struct parser *p, struct span at)
{
	struct look l;
	bool hour;

	look_word(p, at.end, &l);
	hour = p->tok.kind == TOK_NUMBER && (str_eq(l.word, S("am")) || str_eq(l.word, S("pm"))); /* 9am to 5pm */
	parser_fail(p, DIAG_SYNTAX, at, "expected a unit or a form here");
	if (hour)
		parser_hint(p, "%.*s", STR(parse_advice(p->arena, l.word)));
	else
		parser_hint(
			p, "a unit such as GB or requests/s, or one of: best, words, sci, pow2, hms, %%, 2 digits, 2 decimals");
	return p->bad;
}

/* "5B to million": is what the word before `pos` converts typed with a lone B? */
static bool is_bare_bytes_before(const struct parser *p, uint32_t pos)
{
	struct str typed = str_trim(lex_str(&p->lx, p->statement, pos));

	while (typed.len && typed.p[typed.len - 1] != ' ')
		typed.len--;
	typed = str_trim(typed);
	return typed.len > 1 && str_ends(typed, S("B")) && char_is_digit(typed.p[typed.len - 2]);
}

static bool fail_word(struct parser *p, const struct look *l)
{
	struct span at = {l->start, l->end};

	if (str_eq(l->word, S("m"))) {
		unit_fail_m(p, at);
	} else if (l->plain && word_magnitude(l->word)) {
		parser_fail(p, DIAG_SYNTAX, at, "'%.*s' is a magnitude, not a unit", STR(l->word));
		parser_hint(p, "%s",
		            is_bare_bytes_before(p, l->start) ? SAYS_BYTES
		                                              : "'to words' writes thousands, millions and billions out");
	} else if (token_keyword(l->word) != TOK_WORD) {
		fail_target(p, at);
	} else if (!l->plain) {
		parser_fail(p, DIAG_SYNTAX, at, "'%.*s' does not belong here: a unit should follow", STR(l->word));
	} else {
		struct str advice = l->word.len > 1 ? parse_advice(p->arena, l->word) : S("");
		parser_fail(p, DIAG_NAME, at, "unknown unit '%.*s'", STR(l->word));
		if (advice.len)
			parser_hint(p, "%.*s", STR(advice));
		else
			parser_hint_nearest(p, l->word);
	}
	return false;
}

/* "/million requests" in a target. */
static bool below_magnitude(struct parser *p, struct tail *t, struct look *l)
{
	t->multiplier /= parse_magnitude(l->word);
	look_word(p, l->end, l);
	return l->class != WORD_OTHER || fail_word(p, l);
}

/* The percent sign as a unit. */
static void look_percent(const struct parser *p, struct look *l)
{
	l->end = l->start + 1;
	l->word = lex_str(&p->lx, l->start, l->end);
	l->class = look_class(p, l->word);
	l->plain = true;
}

/* The word of a target that was looked at, with its exponent. */
static bool add_target(struct parser *p, struct tail *t, struct look *l, int sign)
{
	if (!l->word.len && lex_char(&p->lx, l->start) == '%')
		look_percent(p, l);
	if (!l->word.len) {
		fail_target(p, (struct span){l->start, l->start < p->lx.end ? l->start + 1 : l->start});
		return false;
	}
	if (sign < 0 && l->plain && l->class == WORD_OTHER && word_magnitude(l->word) && !below_magnitude(p, t, l))
		return false;
	if (l->class == WORD_OTHER && !look_any_case(p, l))
		return fail_word(p, l);
	return tail_add_look(p, t, l, sign) && tail_exponent(p, t);
}

static bool parse_target_word(struct parser *p, struct tail *t, uint32_t pos, int sign)
{
	struct look l;

	look_word(p, pos, &l);
	return add_target(p, t, &l, sign);
}

static bool is_blank_product(const struct parser *p, const struct look *l)
{
	if (!l->word.len || token_keyword(l->word) != TOK_WORD)
		return false;
	if (p->stop_at_with && (str_eq(l->word, S("with")) || str_eq(l->word, S("is"))))
		return false;
	return !str_eq(l->word, S("from")) || lex_char(&p->lx, lex_blanks(&p->lx, l->end)) != '"';
}

static bool fail_product(struct parser *p, const struct look *l)
{
	parser_fail(p, DIAG_SYNTAX, (struct span){l->start, l->end}, "'%.*s' after a slash has two readings", STR(l->word));
	parser_hint(p, "write /%.*s for below the line, or put it before the slash", STR(l->word));
	return false;
}

/* Width of the multiplication sign at `pos`, or 0. */
static uint32_t times_at(const struct parser *p, uint32_t pos)
{
	struct lexer ahead = p->lx;
	struct token t;

	ahead.d = NULL;
	ahead.pos = pos;
	lex_next(&ahead, &t, false);
	return t.kind == TOK_TIMES ? t.at.end - pos : 0;
}

/* One more part of the target: 1 when there was one, 0 when it is over, -1 on an error. */
static int target_more(struct parser *p, struct tail *t)
{
	uint32_t pos = lex_blanks(&p->lx, t->end), width;
	char c = lex_char(&p->lx, pos);
	struct look l;

	if (lex_line_ends(&p->lx, pos))
		return 0;
	if (c == '/' && lex_char(&p->lx, pos + 1) != '/') {
		t->slashed = true;
		return parse_target_word(p, t, pos + 1, -1) ? 1 : -1;
	}
	look_word(p, t->end, &l);
	if (str_eq(l.word, S("per"))) {
		t->slashed = true;
		return parse_target_word(p, t, l.end, -1) ? 1 : -1;
	}
	if (t->slashed && tail_price(p, t))
		return 1;
	if (is_blank_product(p, &l)) {
		if (t->slashed)
			return fail_product(p, &l) ? 1 : -1;
		return add_target(p, t, &l, 1) ? 1 : -1;
	}
	if (c == '-' && pos == t->end)
		return tail_dash(p, t) ? 1 : p->failed ? -1 : 0;
	width = c == '*' || lex_class[(unsigned char)c] == LEX_HIGH ? times_at(p, pos) : 0;
	if (!width)
		return 0;
	look_word(p, pos + width, &l);
	if (l.class == WORD_OTHER)
		return 0;
	if (t->slashed)
		return fail_product(p, &l) ? 1 : -1;
	return add_target(p, t, &l, 1) ? 1 : -1;
}

/*
 * units := [(["1"] "/" | "per") [magnitude]] UNIT [power_of]
 *          {(("/" | "per") [magnitude] | "*" | blank) UNIT [power_of]}
 *
 * `first` is the word at the current token.
 */
static bool target_units(struct parser *p, struct look *first, struct tail *t)
{
	uint32_t start = p->tok.at.start, pos = start;
	int more;

	t->start = t->end = start;
	if (lex_char(&p->lx, pos) == '1')
		pos = lex_blanks(&p->lx, pos + 1);
	t->slashed = lex_char(&p->lx, pos) == '/' || p->tok.kind == TOK_PER;
	if (t->slashed)
		look_word(p, p->tok.kind == TOK_PER ? p->tok.at.end : pos + 1, first);
	if (!add_target(p, t, first, t->slashed ? -1 : 1))
		return false;
	t->start = start;
	do
		more = target_more(p, t);
	while (more > 0);
	return more == 0;
}

/* The unit after "," or "and" at `pos`; *last becomes true at an "and". */
static bool part_at(struct parser *p, uint32_t pos, bool commas, struct look *l, bool *last)
{
	bool comma = commas && lex_char(&p->lx, lex_blanks(&p->lx, pos)) == ',';

	look_word(p, comma ? lex_blanks(&p->lx, pos) + 1 : pos, l);
	bool joined = str_eq(l->word, S("and"));
	if (joined)
		look_word(p, l->end, l);
	*last = *last || joined;
	return (comma || joined) && l->plain && (l->class != WORD_OTHER || look_any_case(p, l)) &&
	       lex_char(&p->lx, l->end) != '(';
}

/*
 * More units after the first one: the parts that a quantity is written in. The comma only where none separates
 * something else.
 *
 * parts := UNIT {"," UNIT} [","] "and" UNIT {"and" UNIT}
 */
static bool target_parts(struct parser *p, struct tail *t)
{
	bool commas = !p->brackets && p->lx.commas == COMMAS_GROUP, last = false;
	uint32_t pos = t->end;
	struct look l;

	if (t->slashed || t->count != 1 || t->words[0].exponent != 1 || lex_line_ends(&p->lx, pos))
		return false;
	while (!last) {
		if (!part_at(p, pos, commas, &l, &last))
			return false;
		pos = l.end;
	}
	for (last = false; part_at(p, t->end, commas && !last, &l, &last);)
		if (!tail_add_look(p, t, &l, 1))
			return false;
	return true;
}

/*
 * A form's word, unless a slash or a caret makes it a unit.
 *
 * form := "best" | "words" | "sci" | "pow2" | "hms" | "%"
 */
static enum node_form form_at(const struct parser *p, const struct look *l)
{
	char after = lex_char(&p->lx, l->end);

	return l->plain && l->class == WORD_OTHER && after != '/' && after != '^' ? word_form(l->word) : FORM_UNIT;
}

/* digits := NUMBER ("digits" | "decimals") */
static struct node *target_digits(struct parser *p, struct node *n, const struct look *l)
{
	bool underflow, decimals = str_starts(l->word, S("decimal"));
	double digits = decimal_value(&p->tok.decimal, parser_word(p), 0, &underflow);

	if (decimals && (digits > DECIMALS_MAX || digits != (double)(unsigned)digits))
		return parser_fail(p, DIAG_VALUE, p->tok.at, "the number of decimals is a whole number from 0 to %d",
		                   DECIMALS_MAX);
	if (decimals)
		digits += DECIMALS;
	else if (digits < 1 || digits > DIGITS_MAX || digits != (double)(unsigned)digits)
		return parser_fail(p, DIAG_VALUE, p->tok.at, "the number of digits is a whole number from 1 to %d", DIGITS_MAX);
	n->form = FORM_DIGITS;
	n->digits = (unsigned)digits;
	parser_jump(p, l->end, TOK_WORD);
	return n;
}

/* `in` at the end of a line was meant as the inch. */
static struct node *fail_no_target(struct parser *p, struct span op_at)
{
	if (!str_eq(parser_text(p, op_at), S("in")))
		return fail_target(p, op_at.end ? op_at : p->tok.at);
	parser_fail(p, DIAG_SYNTAX, op_at, "expected a unit or a form after 'in'");
	parser_hint(p, "'in' converts; the inch is written 'inch'");
	return p->bad;
}

/* target := form | digits | units | parts */
struct node *parse_target_node(struct parser *p, struct span op_at)
{
	struct node *n = node_new(p, NODE_CONVERT, p->tok.at, 1);
	uint32_t start = p->tok.at.start;
	struct unit_word words[TAIL_WORDS_MAX];
	struct tail t = {.words = words, .multiplier = 1};
	struct look l;

	if (p->failed)
		return p->bad;
	n->unit = (struct unit_tail *)&unit_tail_none;
	n->op_at = op_at;
	if (p->tok.kind == TOK_END || p->tok.kind == TOK_SEMICOLON)
		return fail_no_target(p, op_at);
	look_word(p, p->tok.kind == TOK_NUMBER ? p->tok.at.end : start, &l);
	if (p->tok.kind == TOK_NUMBER) {
		if (str_eq(l.word, S("digits")) || str_eq(l.word, S("digit")) || str_eq(l.word, S("decimals")) ||
		    str_eq(l.word, S("decimal")))
			return target_digits(p, n, &l);
		if (!str_eq(parser_word(p), S("1")) || lex_char(&p->lx, lex_blanks(&p->lx, p->tok.at.end)) != '/')
			return fail_target(p, p->tok.at);
	} else if (p->tok.kind == TOK_PERCENT && lex_char(&p->lx, p->tok.at.end) != '/') {
		n->form = FORM_PERCENT;
		parser_advance(p);
		return n;
	} else if ((n->form = form_at(p, &l)) != FORM_UNIT) {
		parser_advance(p);
		return n;
	}
	if (!target_units(p, &l, &t))
		return p->bad;
	if (target_parts(p, &t))
		n->form = FORM_PARTS;
	else if (p->failed)
		return p->bad;
	n->unit = tail_to_unit(p, &t);
	parser_jump(p, t.end, TOK_WORD);
	return n;
}

bool parse_unit_tail(struct parser *p, struct unit_tail *out)
{
	struct unit_word words[TAIL_WORDS_MAX];
	struct tail t = {.words = words, .multiplier = 1};
	struct look l;

	if (p->tok.kind == TOK_END || p->tok.kind == TOK_SEMICOLON) {
		parser_unexpected(p, "a unit");
		return false;
	}
	look_word(p, p->tok.at.start, &l);
	if (!target_units(p, &l, &t))
		return false;
	*out = *tail_to_unit(p, &t);
	parser_jump(p, t.end, TOK_WORD);
	return true;
}
