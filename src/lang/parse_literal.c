/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_literal.c - a number with all that belongs to it: power, unit, and further quantities ("2 h 30 min"). */
#include "lang/parser.h"

/* How a literal continues the one before it. */
struct member {
	struct node *node;
	bool simple; /* a quantity in one plain unit */
	bool hours;  /* in hours, so that a lone m after it is minutes */
};

static bool parse_literal_is_digit(const struct parser *p, uint32_t pos)
{
	return lex_class[(unsigned char)lex_char(&p->lx, pos)] == LEX_DIGIT;
}

static bool is_hours(struct str word)
{
	if (word.p[0] != 'h')
		return false;
	return str_eq(word, S("h")) || str_eq(word, S("hr")) || str_eq(word, S("hrs")) || str_eq(word, S("hour")) ||
	       str_eq(word, S("hours"));
}

static bool is_seconds(struct str word)
{
	return str_eq(word, S("s")) || str_eq(word, S("sec")) || str_eq(word, S("secs")) || str_eq(word, S("second")) ||
	       str_eq(word, S("seconds"));
}

/* The letters of the word at `pos`, up to a digit. */
static uint32_t letters_end(const struct parser *p, uint32_t pos)
{
	uint32_t end = lex_word(&p->lx, pos);

	while (pos < end && !parse_literal_is_digit(p, pos))
		pos++;
	return pos;
}

/* Is "m" at `l` minutes: after hours ("1h30m"), or before seconds ("5m30s")? */
static bool is_minutes(const struct parser *p, uint32_t end, bool after_hours)
{
	uint32_t pos = lex_blanks(&p->lx, end), digits = pos;

	if (after_hours)
		return true;
	while (parse_literal_is_digit(p, pos))
		pos++;
	if (pos == digits)
		return false;
	pos = lex_blanks(&p->lx, pos);
	return is_seconds(lex_str(&p->lx, pos, letters_end(p, pos)));
}

/* What a letter means right after the digits: "3w", "1y". Empty for others. */
static struct str long_unit(struct str word)
{
	return str_eq(word, S("w")) ? S("week") : str_eq(word, S("y")) ? S("year") : S("");
}

/*
 * "h30m" after a number: the unit is what comes before the digits, if that is one and what follows them is
 * one too; glued to the number the first half is enough, and "1h30" becomes an error.
 */
static RARE void split_at_digits(const struct parser *p, struct look *l, bool after_hours)
{
	uint32_t end = letters_end(p, l->start), rest = end;
	struct str head = lex_str(&p->lx, l->start, end), second;
	enum word_class class;

	if (end == l->end || end == l->start)
		return;
	class = look_class(p, head);
	if (class == WORD_OTHER && !(str_eq(head, S("m")) && is_minutes(p, end, after_hours)) &&
	    !(l->glued && long_unit(head).len))
		return;
	while (parse_literal_is_digit(p, rest))
		rest++;
	second = lex_str(&p->lx, rest, letters_end(p, rest));
	if (!l->glued &&
	    (second.len == 0 || (look_class(p, second) == WORD_OTHER && !str_eq(second, S("m")) && !long_unit(second).len)))
		return;
	l->word = head;
	l->end = end;
	l->class = class;
}

/* "10 M" with a blank is ten million only where no unit follows, or a noun. */
static void check_spaced_letter(struct parser *p, const struct node *number, const struct look *unit)
{
	struct str s = number->text, digits;
	size_t last = s.len - 1;

	if (unit->class != WORD_UNIT || last < 2 || number->kind != NODE_NUMBER ||
	    lex_class[(unsigned char)s.p[last - 1]] < LEX_BLANK || !word_magnitude(str_cut(s, last, s.len)))
		return;
	digits = str_trim(str_cut(s, 0, last));
	parser_fail(p, DIAG_SYNTAX, number->at, "'%c' with a blank before it is not a magnitude for '%.*s'", s.p[last],
	            STR(unit->word));
	parser_hint(p, "write %.*s%c %.*s", STR(digits), s.p[last], STR(unit->word));
}

/* "3 yrs", "30m": a unit in a spelling that stands behind a number alone. */
static RARE void tail_add_spelling(struct parser *p, struct tail *t, const struct look *l, bool after_hours)
{
	struct str unit = l->glued ? long_unit(l->word) : S("");

	if (!unit.len && str_eq(l->word, S("m"))) {
		if (!is_minutes(p, l->end, after_hours)) {
			unit_fail_m(p, (struct span){l->start, l->end});
			return;
		}
		unit = S("min");
	}
	if (unit.len) {
		tail_add(p, t, l->start, l->end, 1);
		t->words[t->count - 1].word = unit;
	}
}

/* "30 per cent of 1M": `per` was seen. */
static RARE void look_per_cent(struct parser *p, struct look *l)
{
	struct look cent;

	look_word(p, l->end, &cent);
	if (!str_eq(cent.word, S("cent")))
		return;
	l->word = S("percent");
	l->end = cent.end;
	l->class = look_class(p, l->word);
	l->plain = true;
}

/* The first word of the tail, if the word seen is a unit. */
static void parse_literal_first_word(struct parser *p, struct tail *t, struct node *number, struct look *l,
                                     bool after_hours)
{
	if (l->class == WORD_OTHER)
		split_at_digits(p, l, after_hours);
	if (l->class == WORD_OTHER && !str_eq(l->word, S("m")))
		look_noun(p, l);
	if (p->failed)
		return;
	check_spaced_letter(p, number, l);
	if (l->class != WORD_OTHER)
		tail_add_look(p, t, l, 1);
	else
		tail_add_spelling(p, t, l, after_hours);
}

/* "5%/month": the percent sign as a unit. */
static RARE void percent_word(struct parser *p, struct tail *t, uint32_t pos)
{
	struct tail rate = *t;

	if (look_class(p, S("%")) == WORD_OTHER)
		return;
	tail_add(p, &rate, pos, pos + 1, 1);
	tail_slashes(p, &rate);
	if (rate.count > 1)
		*t = rate;
}

static struct node *quantity(struct parser *p, struct node *number, const struct tail *t, uint32_t start)
{
	struct node *n = node_new(p, NODE_QUANTITY, (struct span){start, t->end}, 1);

	n->kids[0] = number;
	n->unit = tail_to_unit(p, t);
	return node_settle(p, n);
}

static inline bool caret_at(const struct parser *p, uint32_t pos)
{
	char c = lex_char(&p->lx, pos);
	int raised;

	return c == '^' || (c == '*' && lex_char(&p->lx, pos + 1) == '*') ||
	       (lex_class[(unsigned char)c] == LEX_HIGH && lex_raised(&p->lx, pos, &raised));
}

/* "9 GB^2": the exponent is the unit's, as bote prints it. */
static RARE void raise_unit(struct parser *p, struct member *m, struct tail *t, uint32_t start)
{
	uint32_t end = t->end;
	bool caret = lex_char(&p->lx, end) == '^';
	uint32_t digits = end + 1 + (lex_char(&p->lx, end + 1) == '-');

	if (caret ? !parse_literal_is_digit(p, digits) : lex_class_at(&p->lx, end) != LEX_HIGH)
		return;
	if (!tail_exponent(p, t) || t->end == end)
		return;
	m->simple = false;
	if (caret)
		diag_note(p->d, (struct span){start, t->end}, "read as %.*s; the power of all of it is (%.*s)%.*s",
		          STR(lex_str(&p->lx, start, t->end)), STR(lex_str(&p->lx, start, end)),
		          STR(lex_str(&p->lx, end, t->end)));
}

/* Put the unit after `number`, which ended at `pos`, and continue with the token after it. */
static void parse_literal_finish(struct parser *p, struct member *m, struct node *number, struct tail *t,
                                 struct look *next, uint32_t start)
{
	bool after_hours = m->hours, first = !m->node;

	m->simple = m->hours = false;
	m->node = number;
	if (!t->count) {
		if (str_eq(next->word, S("per")))
			look_per_cent(p, next);
		if (next->plain)
			parse_literal_first_word(p, t, number, next, after_hours);
		else if (lex_char(&p->lx, next->start) == '%')
			percent_word(p, t, next->start);
	}
	if (first && t->count == 1 && t->end > number->at.end && caret_at(p, t->end) && !p->failed)
		raise_unit(p, m, t, start);
	if (!p->failed)
		tail_slashes(p, t);
	if (!t->count && !p->failed && lex_char(&p->lx, t->end) == '-')
		check_number_dash(p, number, t->end);
	if (p->failed)
		return;
	if (t->count) {
		m->node = quantity(p, number, t, start);
		m->simple = t->count == 1 && !t->slashed && t->words[0].exponent == 1;
		m->hours = m->simple && is_hours(t->words[0].word);
	}
	parser_jump(p, t->end, TOK_NUMBER);
}

/* Only numbers, signs and powers of them: then the power is itself a number that may have a unit. */
static bool is_number_power(const struct node *n)
{
	if (n->bracketed)
		return false;
	return n->kind == NODE_NUMBER ||
	       (n->kind == NODE_BINARY && n->op == OP_POW && is_number_power(n->kids[0]) && is_number_power(n->kids[1]));
}

/* A caret follows the number: "2^40 bytes" is a quantity, "2^n" an ordinary power. */
static struct node *number_power(struct parser *p, struct node *base, uint32_t pos, uint32_t start)
{
	struct span op_at;
	struct node *n;

	parser_jump(p, pos, TOK_NUMBER);
	op_at = p->tok.at;
	if (p->tok.kind == TOK_RAISED) {
		n = parse_raised(p);
	} else {
		parser_advance(p);
		n = parse_exponent(p);
	}
	return node_binary(p, OP_POW, (struct span){start, p->previous_end}, op_at, base, n);
}

/* "10 M^2": is it (10 M)^2 or 10 * M^2? */
static bool check_spaced_magnitude(struct parser *p, const struct node *n, const struct token *t, uint32_t caret)
{
	struct str magnitude = lex_str(&p->lx, lex_blanks(&p->lx, t->at.end), n->at.end);
	char raised = lex_char(&p->lx, lex_blanks(&p->lx, caret + 1));

	if (n->at.end == t->at.end || lex_blanks(&p->lx, t->at.end) == t->at.end)
		return true;
	if (lex_class[(unsigned char)raised] != LEX_DIGIT)
		raised = 'n';
	parser_fail(p, DIAG_SYNTAX, (struct span){caret, caret + 1}, "'^' after '%.*s' has two readings", STR(n->text));
	parser_hint(p, "write (%.*s)^%c or %.*s * (1%.*s)^%c", STR(n->text), raised, STR(parser_text(p, t->at)),
	            STR(magnitude), raised);
	return false;
}

/* The $ of "$0.02". */
static bool currency_word(struct parser *p, struct tail *t)
{
	struct str sign = parser_word(p);
	bool dollar = str_eq(sign, S("US$")) || str_eq(sign, S("＄"));

	if (!dollar && !str_eq(sign, S("$")) && look_class(p, sign) == WORD_OTHER) {
		parser_fail(p, DIAG_NAME, p->tok.at, "unknown currency '%.*s'", STR(sign));
		parser_hint(p, "give its rate: unit %.*s = 1.1 USD", STR(sign));
		return false;
	}
	tail_add(p, t, p->tok.at.start, p->tok.at.end, 1);
	if (dollar)
		t->words[t->count - 1].word = S("$");
	parser_advance(p);
	return true;
}

/* A slash, a sign that may be one or a fraction, or another number after a blank. */
static bool may_be_fraction(const struct parser *p, uint32_t pos)
{
	char c = lex_char(&p->lx, pos);

	if (lex_class[(unsigned char)c] == LEX_BLANK) {
		pos = lex_blanks(&p->lx, pos);
		return parse_literal_is_digit(p, pos) || lex_class_at(&p->lx, pos) == LEX_HIGH;
	}
	return c == '/' || lex_class[(unsigned char)c] == LEX_HIGH;
}

/*
 * A FRACTION only before a magnitude, a unit or %.
 *
 * member := [CURRENCY] (NUMBER | [NUMBER] FRACTION) ["x"] [magnitude] ["^" exponent | RAISED] [tail]
 * FRACTION := DIGITS "/" DIGITS
 */
static struct node *parse_literal_member(struct parser *p, struct member *m)
{
	uint32_t start = p->tok.at.start, pos;
	struct unit_word words[TAIL_WORDS_MAX];
	struct tail t = {.words = words, .multiplier = 1};
	bool behind_slash = p->previous == TOK_SLASH && !p->tok.space, fraction;
	struct token number;
	struct look next;
	struct node *n;

	if (p->tok.kind == TOK_CURRENCY && !currency_word(p, &t))
		return m->node = p->bad;
	t.money = start && p->money_at == start && !t.count;
	number = p->tok;
	fraction = may_be_fraction(p, number.at.end) && parse_fraction(p, &number, behind_slash);
	n = read_number(p, &number, false, p->previous, &pos, &next);
	if (fraction)
		n->fraction = number.decimal.mantissa == 0;
	if (p->failed)
		return m->node = p->bad;
	if (caret_at(p, next.start)) {
		if (!check_spaced_magnitude(p, n, &number, next.start))
			return m->node = p->bad;
		n = number_power(p, n, pos, number.at.start);
		if (p->failed)
			return m->node = p->bad;
		if (!is_number_power(n)) {
			m->simple = m->hours = false;
			if (t.count) {
				parser_fail(p, DIAG_SYNTAX, n->op_at, "'^' after an amount of money has two readings");
				parser_hint(p, "put brackets round what is raised");
			}
			return m->node = n;
		}
		pos = p->previous_end;
		look_word(p, pos, &next);
	}
	t.end = pos;
	parse_literal_finish(p, m, n, &t, &next, start);
	return m->node;
}

bool is_magnitude_word(const struct parser *p, struct str word)
{
	return word.len >= 4 && word_magnitude(word) && !parser_is_cell(p, word);
}

struct node *parse_magnitude_literal(struct parser *p)
{
	struct member m = {NULL, false, false};
	struct node *n = node_new(p, NODE_NUMBER, p->tok.at, 0);
	struct unit_word words[TAIL_WORDS_MAX];
	struct tail t = {.words = words, .multiplier = 1, .end = p->tok.at.end};
	struct look next;

	n->text = parser_word(p);
	n->number = parse_magnitude(n->text);
	if (n->number == 0) { /* an article */
		n->text = S("1");
		n->number = 1;
	}
	look_word(p, t.end, &next);
	if (str_eq(n->text, S("1")) && is_magnitude_word(p, next.word)) {
		n->number = parse_magnitude(next.word);
		n->at.end = t.end = next.end;
		look_word(p, t.end, &next);
	}
	parse_literal_finish(p, &m, n, &t, &next, n->at.start);
	return m.node;
}

/* Does a group of exactly three digits stand at `pos`? */
static bool group_at(const struct parser *p, uint32_t pos)
{
	return parse_literal_is_digit(p, pos) && parse_literal_is_digit(p, pos + 1) && parse_literal_is_digit(p, pos + 2) &&
	       !parse_literal_is_digit(p, pos + 3);
}

/* "10 500 000 users" may have been meant as one number, with blanks between its groups. */
static void hint_groups(struct parser *p, const struct node *left, const struct node *right)
{
	struct str a = parser_excerpt(p, left->at), b = parser_excerpt(p, right->at);
	bool whole = a.len <= 3 && str_find_char(a, '.', 0) == a.len;
	struct buf joined = {0};
	uint32_t pos = right->at.start;

	buf_add_str(&joined, a);
	for (; joined.len < 60 && whole && group_at(p, pos); pos = lex_blanks(&p->lx, pos + 3))
		buf_printf(&joined, "_%.3s", p->lx.text + pos);
	if (right->kind == NODE_QUANTITY && joined.len == a.len + 4)
		buf_add_str(&joined, parser_excerpt(p, (struct span){right->kids[0]->at.end, right->at.end}));
	if (joined.len > a.len)
		parser_hint(p, "write %s for one number, or %.*s * %.*s", buf_c(&joined), STR(a), STR(b));
	else
		parser_hint(p, "write %.*s * %.*s", STR(a), STR(b));
	buf_release(&joined);
}

/* Two numbers side by side: an error that offers what may have been meant. */
static struct node *parse_literal_side_by_side(struct parser *p, const struct node *left, const struct node *right)
{
	struct str a = parser_excerpt(p, left->at), b = parser_excerpt(p, right->at);

	if (left->kind != NODE_NUMBER && right->kind == NODE_NUMBER) {
		parser_fail(p, DIAG_SYNTAX, right->at, "'%.*s' has no unit", STR(b));
		parser_hint(p, "give it one, as in 2 h 30 min, or write %.*s * %.*s", STR(a), STR(b));
	} else if (left->kind != NODE_NUMBER) {
		parser_fail(p, DIAG_SYNTAX, right->at, "'%.*s' and '%.*s' are side by side", STR(a), STR(b));
		if (left->kind == NODE_QUANTITY && left->unit->count == 1 && right->kind == NODE_QUANTITY &&
		    right->unit->count == 2 && right->unit->words[1].exponent == -1 &&
		    word_measure(p, left->unit->words[0].word) == MEASURE_TIME &&
		    word_measure(p, right->unit->words[0].word) == MEASURE_TIME)
			parser_hint(p, "write (%.*s + %.*s) / %.*s for both of them", STR(a),
			            STR(parser_text(p, (struct span){right->at.start, right->unit->words[0].at.end})),
			            STR(right->unit->words[1].word));
		else
			parser_hint(p, "write + or * between them");
	} else {
		parser_fail(p, DIAG_SYNTAX, right->at, "two numbers are side by side: '%.*s' and '%.*s'", STR(a), STR(b));
		if (str_eq(b, S("9s")))
			parser_hint(p, "nines are written out, as in 99.99%%; 'bote table nines' tells what they allow");
		else
			hint_groups(p, left, right);
	}
	return p->bad;
}

/* "2 hours, 30 minutes": does the comma, outside of all that takes several, join two quantities? */
static bool comma_joins(struct parser *p, const struct member *m)
{
	struct token next;
	struct look unit;

	if (p->tok.kind != TOK_COMMA || p->brackets || p->lx.commas != COMMAS_GROUP || !m->simple)
		return false;
	next = parser_peek(p);
	if (next.kind != TOK_NUMBER)
		return false;
	look_word(p, next.at.end, &unit);
	if (unit.class != WORD_UNIT)
		return false;
	parser_advance(p);
	return true;
}

/* All quantities of a sum of falling units get the words after the first one of `tail`. */
static void give_tail(struct parser *p, struct node *n, const struct unit_tail *tail)
{
	for (; n->kind == NODE_BINARY; n = n->kids[0])
		give_tail(p, n->kids[1], tail);

	struct unit_word *words = arena_array(p->arena, struct unit_word, tail->count);

	words[0] = n->unit->words[0];
	for (uint32_t i = 1; i < tail->count; i++)
		words[i] = tail->words[i];
	n->unit->words = words;
	n->unit->count = tail->count;
	n->unit->multiplier = tail->multiplier;
}

/* "3 min 20 s per build": what is below the last one belongs to all of it. Not so for a time per time. */
static bool shares_tail(struct parser *p, struct node *sum, const struct node *last)
{
	const struct unit_tail *tail = last->kind == NODE_QUANTITY ? last->unit : &unit_tail_none;
	const struct node *before = sum->kind == NODE_BINARY ? sum->kids[1] : sum;
	enum word_measure of;

	if (before->kind != NODE_QUANTITY || tail->count < 2 || tail->words[0].exponent != 1)
		return false;
	of = word_measure(p, tail->words[0].word);
	if (word_measure(p, before->unit->words[0].word) != of)
		return false;
	for (uint32_t i = 1; i < tail->count; i++)
		if (tail->words[i].exponent > 0 || word_measure(p, tail->words[i].word) == of)
			return false;
	give_tail(p, sum, tail);
	return true;
}

/* "$2, 1/3 cent": without what is between them 2 1/3 would be one number. */
static bool would_be_one_number(const struct node *last, const struct node *next)
{
	return last->kind == NODE_QUANTITY && last->kids[0]->at.end == last->at.end && next->kind == NODE_QUANTITY &&
	       next->kids[0]->fraction;
}

/* literal := member {[","] member} | ("a" | "an") tail | ("a" | "an" | "one") magnitude [tail] */
struct node *parse_literal(struct parser *p)
{
	uint32_t start = p->tok.at.start;
	struct member m = {NULL, false, false};
	struct node *left = parse_literal_member(p, &m), *right;
	bool simple = m.simple;

	while (p->tok.kind == TOK_NUMBER || comma_joins(p, &m)) {
		struct node *last = m.node;
		right = parse_literal_member(p, &m);
		if (p->failed)
			return p->bad;
		if (!simple || (!m.simple && !shares_tail(p, left, right)) || would_be_one_number(last, right))
			return parse_literal_side_by_side(p, last, right);
		left = node_binary(p, OP_ADD, (struct span){start, p->previous_end}, right->at, left, right);
		left->tight = true;
	}
	return left;
}

/* A number in an exponent, without a unit: "^2", "^-3". */
struct node *parse_bare_exponent(struct parser *p, bool minus, uint32_t start)
{
	struct token t = p->tok;
	struct look next;
	uint32_t pos;
	struct node *n = read_number(p, &t, true, p->previous, &pos, &next);

	if (p->failed)
		return p->bad;
	parser_jump(p, pos, TOK_NUMBER);
	if (minus && p->tok.kind != TOK_CARET && p->tok.kind != TOK_PERCENT) {
		n->number = -n->number;
		n->at.start = start;
		n->text = parser_text(p, n->at);
	}
	return n;
}

static bool has_hard_unit(const struct parser *p, const struct node *quantity)
{
	bool hard = false;

	for (uint32_t i = 0; i < quantity->unit->count; i++) {
		enum word_measure m = word_measure(p, quantity->unit->words[i].word);
		hard |= m == MEASURE_DATA || m == MEASURE_TIME || m == MEASURE_MONEY || m == MEASURE_RATE;
	}
	return hard;
}

/* Where the word after `of` begins: on the next line, where the line ends with `of`. */
static uint32_t behind_of(const struct parser *p)
{
	struct lexer ahead = p->lx;
	struct token next;

	ahead.d = NULL;
	lex_next(&ahead, &next, true);
	return next.at.start;
}

/* "5 TB replicated 3 times": the number after the words multiplies, most likely, unless it counts something itself. */
static struct node *number_behind_words(struct parser *p, const struct node *quantity)
{
	struct str number = parser_excerpt(p, p->tok.at);
	bool ratio = lex_char(&p->lx, p->tok.at.end) == ':'; /* 10 GB compressed 3:1 */
	struct look next;

	look_word(p, p->tok.at.end, &next);
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'%.*s' does not belong here", STR(number));
	if (ratio)
		parser_hint(p, "write %.*s / %.*s", STR(parser_excerpt(p, quantity->at)), STR(number));
	else if (next.class == WORD_OTHER)
		parser_hint(p, "write %.*s * %.*s to multiply", STR(parser_excerpt(p, quantity->at)), STR(number));
	return p->bad;
}

/* "4 GB  (≈ 3.7 GiB) of pictures": what it is belongs before what stands behind an answer. */
static bool described_too_late(struct parser *p, const struct node *n, struct span said)
{
	if (n->at.end >= p->previous_end)
		return false;
	parser_fail(p, DIAG_SYNTAX, said, "'%.*s' goes before the bracket", STR(parser_excerpt(p, said)));
	return true;
}

/* "200 avg": the number, and what it is. NULL for the 3x of "3x average", where a cell was forgotten. */
static struct node *described_number(struct parser *p, struct node *number)
{
	struct span said = p->tok.at;

	if (number->bracketed || p->tok.kind != TOK_WORD || str_ends(parser_text(p, number->at), S("x")) ||
	    !look_statistic(p))
		return NULL;
	if (described_too_late(p, number, said))
		return p->bad;
	diag_note(p->d, said, "'%.*s' says what it is, and is not a factor", STR(parser_excerpt(p, said)));
	parser_jump(p, said.end, TOK_NUMBER);
	number->op_at = said;
	return number;
}

/* described := literal ["of"] WORD {WORD} tail */
struct node *parse_described(struct parser *p, struct node *quantity)
{
	bool of = p->tok.kind == TOK_OF;
	struct unit_word words[TAIL_WORDS_MAX];
	struct tail t = {.words = words};
	struct span said = {p->tok.at.start, 0}, shown;
	struct member m = {NULL, false, false};
	struct look none = {.plain = false};

	if (quantity->kind == NODE_NUMBER)
		return described_number(p, quantity);
	if (quantity->kind != NODE_QUANTITY || quantity->bracketed || quantity->unit->count > TAIL_WORDS_MAX ||
	    (word_measure(p, quantity->unit->words[0].word) == MEASURE_NUMBER && (of || quantity->unit->count == 1)))
		return NULL;
	if (!of && (!has_hard_unit(p, quantity) || !look_describes(p)) && !look_statistic(p))
		return NULL;
	shown.start = of ? behind_of(p) : said.start;
	shown.end = said.end = look_description(p, shown.start, false);
	if (!said.end)
		return NULL;
	if (described_too_late(p, quantity, said))
		return p->bad;
	if (str_find_char(parser_text(p, said), '\n', 0) == said.end - said.start)
		shown = said;
	if (!of || word_measure(p, quantity->unit->words[0].word) != MEASURE_DATA)
		diag_note(p->d, shown, "'%.*s' says what it is, and is not a factor", STR(parser_excerpt(p, shown)));
	for (; t.count < quantity->unit->count; t.count++) {
		words[t.count] = quantity->unit->words[t.count];
		t.slashed |= words[t.count].exponent < 0;
	}
	t.multiplier = quantity->unit->multiplier;
	t.start = quantity->unit->at.start;
	t.end = said.end;
	parse_literal_finish(p, &m, quantity->kids[0], &t, &none, quantity->at.start);
	if (p->failed)
		return p->bad;
	if (p->tok.kind == TOK_NUMBER)
		return number_behind_words(p, quantity);
	m.node->op = of ? OP_OF : quantity->op;
	m.node->op_at = said;
	return m.node;
}
