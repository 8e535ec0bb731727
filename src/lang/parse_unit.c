/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_unit.c - words after a number: magnitudes, units and the slashes between them. */
#include <math.h>

#include "lang/parser.h"

enum word_class look_class(const struct parser *p, struct str word)
{
	return p->v ? p->v->classify(p->v->ctx, word) : WORD_OTHER;
}

/* A lone currency sign is a unit; before a digit it begins an amount. */
static bool look_currency(const struct parser *p, struct look *l)
{
	uint32_t sign = lex_currency(&p->lx, l->start);

	if (!sign || lex_class_at(&p->lx, l->start + sign) == LEX_DIGIT)
		return false;
	l->end += sign;
	return true;
}

/* What follows tells a unit from a call, f(x), and from a cell of another sheet, fleet.servers. */
static bool can_be_unit(const struct parser *p, const struct look *l)
{
	char after = lex_char(&p->lx, l->end);

	if (l->word.len > NAME_LENGTH_MAX)
		return false;
	return after != '(' && !(after == '.' && lex_word(&p->lx, l->end + 1) > l->end + 1) &&
	       token_keyword(l->word) == TOK_WORD;
}

/* The word at `pos` or after the blanks there. */
void look_word(const struct parser *p, uint32_t pos, struct look *l)
{
	const struct lexer *lx = &p->lx;

	l->start = lex_blanks(lx, pos);
	l->glued = l->start == pos;
	l->end = lex_word(lx, l->start);
	l->word = lex_str(lx, l->start, l->end);
	l->plain = false;
	l->class = WORD_OTHER;
	if (l->end > l->start) {
		l->plain = can_be_unit(p, l);
	} else if (lex_char(lx, l->start) == '$' || lex_class_at(lx, l->start) == LEX_HIGH) {
		l->plain = look_currency(p, l);
		l->word = lex_str(lx, l->start, l->end);
	}
	if (l->plain)
		l->class = look_class(p, l->word);
}

/* Make the look a shorter one: bytes [start, end) of the source, of the class given. */
static void look_narrow(const struct parser *p, struct look *l, uint32_t start, uint32_t end, enum word_class class)
{
	l->start = start;
	l->end = end;
	l->word = lex_str(&p->lx, start, end);
	l->class = class;
}

/* ---- numbers ---- */

static bool parse_unit_is_word(const struct look *l, char c)
{
	return l->word.len == 1 && l->word.p[0] == c;
}

/* "1B users", "10% of 1B", "$2B", "2B USD": a billion; anywhere else B is bytes. */
static bool is_billion(struct parser *p, const struct look *l, enum token_kind before)
{
	struct look next;

	if (before == TOK_CURRENCY && (parse_unit_is_word(l, 'B') || parse_unit_is_word(l, 'b')))
		return true;
	if (!parse_unit_is_word(l, 'B') || !l->glued)
		return false;
	if (before == TOK_OF)
		return true;
	look_word(p, l->end, &next);
	return next.class == WORD_NOUN || (next.class == WORD_UNIT && word_measure(p, next.word) == MEASURE_MONEY) ||
	       (next.class == WORD_OTHER && next.plain && look_noun(p, &next) && next.class == WORD_NOUN);
}

/* What follows "10 M" or "10 million" must not be another magnitude. */
static void check_magnitude(struct parser *p, const struct look *l, const struct look *next)
{
	if (next->plain && next->class == WORD_OTHER && word_magnitude(next->word))
		parser_fail(p, DIAG_SYNTAX, (struct span){l->start, next->end},
		            "'%.*s %.*s': two magnitudes one after the other", STR(l->word), STR(next->word));
}

/*
 * The magnitude after a number as a power of ten, 0 for none. *next moves past it: "10k RPS", "10kRPS", "1B users".
 * A known unit always wins.
 *
 * magnitude := "k" | "K" | "M" | "G" | "B" | "bn" | "T" | "thousand" | "million" | "billion" | "trillion"
 *              | "quadrillion" | "lakh" | "lac" | "crore"
 */
static int read_magnitude(struct parser *p, bool exponent, enum token_kind before, uint32_t *pos, struct look *next)
{
	struct look l = *next;
	unsigned length;
	int power;

	if (!l.plain || (exponent && !l.glued))
		return 0;
	if (is_billion(p, &l, before))
		power = 9;
	else if (l.class != WORD_OTHER)
		return 0;
	else
		power = word_magnitude(l.word);
	if (power) {
		look_word(p, l.end, next);
		*pos = l.end;
		check_magnitude(p, &l, next);
		return power;
	}
	length = l.glued && !exponent ? word_magnitude_prefix(l.word, &power) : 0;
	if (!length)
		return 0;
	l.class = look_class(p, str_cut(l.word, length, l.word.len));
	if (l.class == WORD_OTHER)
		return 0;
	*pos = l.start + length;
	look_narrow(p, next, *pos, l.end, l.class);
	return power;
}

/* Is the x at its end that of "1.4x", and neither a cell, nor between two numbers, nor raised, nor called? */
static bool is_factor_alone(const struct parser *p, const struct look *x, uint32_t behind)
{
	char c = lex_char(&p->lx, behind);
	uint32_t digit = behind + (c == '.');
	int raised;

	if (!parser_is_free(p, x->word) || c == '(' || c == '^' || c == '!' || lex_raised(&p->lx, x->end, &raised))
		return false;
	return lex_class_at(&p->lx, digit) != LEX_DIGIT && !lex_currency(&p->lx, behind);
}

/*
 * "3x replication", "1.4x": the x makes a factor of the number, of "3x links" where links is a cell, too. Alone it may
 * be a cell itself.
 */
static void skip_times(const struct parser *p, uint32_t *pos, struct look *next)
{
	struct look word;

	look_word(p, next->end, &word);
	bool alone = !word.word.len || token_keyword(word.word) != TOK_WORD;
	if ((alone && !is_factor_alone(p, next, word.start)) || (word.word.len && word.glued))
		return;
	*pos = next->end;
	*next = word;
	if (alone)
		return;
	next->plain = !parser_is_cell(p, word.word);
	if (!next->plain)
		next->class = WORD_OTHER;
}

/* From 2^53 on not every whole number is a double: what was typed is not what is reckoned with. */
static void note_lost_digits(struct parser *p, const struct token *t, const struct node *n)
{
	struct str digits = parser_text(p, t->at);
	struct buf kept = {0};
	size_t same = 0;

	buf_printf(&kept, "%.0f", n->number);
	for (size_t i = 0; i < digits.len; i++) {
		if (char_is_digit(digits.p[i]))
			same += same < kept.len && kept.p[same] == digits.p[i];
		else if (digits.p[i] != '_' && digits.p[i] != ',') /* a point, an exponent: no whole number written out */
			same = kept.len;
	}
	bool lost = same < kept.len;
	buf_release(&kept);
	if (lost && n->at.end == t->at.end)
		diag_note(p->d, n->at, "%.*s has more digits than are kept: it is taken for %.0f", STR(n->text), n->number);
}

/* "100k+ users", "5+ million": no cell that is added. Money has its unit already: "$5+$" is a sum. */
static bool is_counted(const struct parser *p, const struct look *l, bool money)
{
	if (!l->plain || parser_is_cell(p, l->word))
		return false;
	return word_magnitude(l->word) || (!money && (l->class != WORD_OTHER || look_countable(p, l)));
}

/* "100k+ users", "30+ days", "5k+ per day": at least so many, as people write it. */
static RARE void skip_plus(struct parser *p, const struct token *t, bool money, uint32_t *pos, struct look *next)
{
	struct str what = {0};
	struct look word, below;
	uint32_t slash;

	look_word(p, *pos + 1, &word);
	slash = lex_slash(&p->lx, word.start);
	if (slash || token_keyword(word.word) == TOK_PER) {
		look_word(p, word.end + slash, &below);
		if (!is_counted(p, &below, false))
			return;
	} else {
		if (!is_counted(p, &word, money))
			return;
		what = word.word;
	}
	diag_note(p->d, (struct span){t->at.start, word.end}, "'+' is left out: read as %.*s%s%.*s",
	          STR(lex_str(&p->lx, t->at.start, *pos)), what.len ? " " : "", STR(what));
	*pos += 1;
	*next = word;
}

/*
 * "10s of GB", "100s of millions", "1000s of users": so many tens, hundreds, thousands, and no seconds. "10s of video"
 * and "30s of logs" are seconds.
 */
static RARE bool fail_tens(struct parser *p, const struct token *t, const struct look *s)
{
	struct str digits = parser_text(p, t->at);
	bool ten = digits.len > 1 && digits.p[0] == '1', noun;
	struct look of, word;

	for (size_t i = 1; i < digits.len; i++)
		ten = ten && digits.p[i] == '0';
	look_word(p, s->end, &of);
	if (!ten || !str_eq(of.word, S("of")))
		return false;
	look_word(p, of.end, &word);
	noun = word.class == WORD_NOUN || look_countable(p, &word);
	if (!word.word.len || parser_is_cell(p, word.word) ||
	    !(word_magnitude(word.word) || word.class == WORD_UNIT || (noun && str_ends(word.word, S("s")))))
		return false;
	parser_fail(p, DIAG_SYNTAX, (struct span){t->at.start, of.end}, "'%.*ss of' is no number", STR(digits));
	if (noun)
		parser_hint(p, "write %.*s..9%.*s %.*s, or %.*s sec of %.*s for seconds", STR(digits),
		            STR(str_cut(digits, 1, digits.len)), STR(word.word), STR(digits), STR(word.word));
	else
		parser_hint(p, "write %.*s..9%.*s %.*s", STR(digits), STR(str_cut(digits, 1, digits.len)), STR(word.word));
	return true;
}

struct node *read_number(struct parser *p, const struct token *t, bool exponent, enum token_kind before, uint32_t *pos,
                         struct look *next)
{
	struct node *n;
	bool underflow;
	int power;

	*pos = t->at.end;
	look_word(p, *pos, next);
	if (next->glued && next->class == WORD_OTHER && parse_unit_is_word(next, 'x'))
		skip_times(p, pos, next);
	if (next->glued && parse_unit_is_word(next, 's') && fail_tens(p, t, next))
		return p->bad;
	if (lex_char(&p->lx, *pos) == '+' && !exponent)
		skip_plus(p, t, before == TOK_CURRENCY, pos, next);
	power = next->plain && (next->class == WORD_OTHER || next->word.p[0] == 'B' || before == TOK_CURRENCY)
	            ? read_magnitude(p, exponent, before, pos, next)
	            : 0;
	if (power && lex_char(&p->lx, *pos) == '+' && !exponent)
		skip_plus(p, t, before == TOK_CURRENCY, pos, next);
	n = node_new(p, NODE_NUMBER, (struct span){t->at.start, *pos}, 0);
	n->text = parser_text(p, n->at);
	if (n->text.p[n->text.len - 1] == '+')
		n->text.len--;
	if (n->text.p[n->text.len - 1] == 'x' && p->v && !p->v->file && !parser_is_cell(p, S("x")))
		n->text.len--; /* no cell of a later line is meant; of a file whoever reads it may define one */
	n->number = decimal_value(&t->decimal, parser_text(p, t->at), t->den ? 0 : power, &underflow);
	if (t->den)
		n->number = (n->number * t->den + t->num) * pow(10, power) / t->den;
	if (isinf(n->number))
		return parser_fail(p, DIAG_VALUE, n->at, "this number is too large (over 1.8e308)");
	if (underflow)
		return parser_fail(p, DIAG_VALUE, n->at, "this number is too small to be told from 0");
	if (n->number >= 0x1p53 && !t->den)
		note_lost_digits(p, t, n);
	return n;
}

/* ---- tails ---- */

struct node *unit_fail_m(struct parser *p, struct span at)
{
	uint32_t digits = at.start;

	while (digits > 0 && (lex_class_at(&p->lx, digits - 1) == LEX_DIGIT || lex_char(&p->lx, digits - 1) == '.'))
		digits--;
	parser_fail(p, DIAG_NAME, at, "'m' alone could be minutes, millions or metres");
	if (digits < at.start)
		parser_hint(p, "write min, M or metre; for thousandths %.*se-3", STR(lex_str(&p->lx, digits, at.start)));
	else
		parser_hint(p, "write min, M or metre");
	return p->bad;
}

/* Another word, which is spelled `word` in the text or elsewhere. */
static inline bool add_word(struct parser *p, struct tail *t, struct str word, uint32_t start, uint32_t end,
                            int exponent)
{
	if (t->count == TAIL_WORDS_MAX) {
		parser_fail(p, DIAG_LIMIT, (struct span){start, end}, "a unit has at most %d parts", TAIL_WORDS_MAX);
		return false;
	}
	if (t->count == 0 && !t->slashed)
		t->start = start;
	t->words[t->count++] = (struct unit_word){word, {start, end}, exponent};
	t->end = end;
	return true;
}

bool tail_add(struct parser *p, struct tail *t, uint32_t start, uint32_t end, int exponent)
{
	return add_word(p, t, lex_str(&p->lx, start, end), start, end, exponent);
}

bool tail_add_look(struct parser *p, struct tail *t, const struct look *l, int exponent)
{
	return add_word(p, t, l->word, l->start, l->end, exponent);
}

/* "GB²" */
static bool tail_raised(struct parser *p, struct tail *t, uint32_t end, int raised)
{
	if (raised == 0 || raised > 100 || raised < -100) {
		parser_fail(p, DIAG_SYNTAX, (struct span){t->end, end},
		            "the exponent of a unit is a whole number from 1 to 100");
		return false;
	}
	t->words[t->count - 1].exponent *= raised;
	t->words[t->count - 1].at.end = end;
	t->end = end;
	return true;
}

/*
 * After a word of a slash tail or of a target.
 *
 * power_of := "^" ["-"] DIGITS | RAISED
 */
bool tail_exponent(struct parser *p, struct tail *t)
{
	uint32_t pos = t->end, digits;
	char c = lex_char(&p->lx, pos);
	int sign = 1, n = 0, raised;

	if (lex_class[(unsigned char)c] == LEX_HIGH)
		return !(digits = lex_raised(&p->lx, pos, &raised)) || tail_raised(p, t, digits, raised);
	if (c == '^')
		pos++;
	else if (c == '*' && lex_char(&p->lx, pos + 1) == '*')
		pos += 2;
	else
		return true;
	if (lex_char(&p->lx, pos) == '-') {
		sign = -1;
		pos++;
	}
	for (digits = pos; lex_class[(unsigned char)lex_char(&p->lx, pos)] == LEX_DIGIT; pos++) {
		if (n < 1000)
			n = n * 10 + (p->lx.text[pos] - '0');
	}
	if (pos == digits || n == 0 || n > 100 || lex_char(&p->lx, pos) == '.' || lex_word(&p->lx, pos) > pos) {
		parser_fail(p, DIAG_SYNTAX, (struct span){t->end, pos > digits ? pos : digits + 1},
		            "the exponent of a unit is a whole number from 1 to 100");
		return false;
	}
	t->words[t->count - 1].exponent *= sign * n;
	t->words[t->count - 1].at.end = pos;
	t->end = pos;
	return true;
}

static bool tail_slash(struct parser *p, struct tail *t);

/*
 * "/million requests", "/Mreq", "per M/s": a magnitude below the line. Alone it is no part of the unit: the division by
 * that number is left to the operators.
 */
static bool tail_magnitude(struct parser *p, struct tail *t, const struct look *l)
{
	struct tail before = *t;
	struct look next;
	unsigned length;
	int power = word_magnitude(l->word), prefix;
	bool done = false;

	if (power) {
		look_word(p, l->end, &next);
		t->multiplier /= parse_magnitude(l->word);
		t->end = l->end;
		if (look_phrase_below(p, &next) || next.class != WORD_OTHER || look_noun_below(p, &next))
			done = tail_add_look(p, t, &next, -1) && tail_exponent(p, t);
		else if (lex_char(&p->lx, t->end) == '/')
			done = tail_slash(p, t);
	} else if ((length = word_magnitude_prefix(l->word, &prefix)) > 0 &&
	           look_class(p, str_cut(l->word, length, l->word.len)) != WORD_OTHER) {
		t->multiplier /= parse_magnitude(str_cut(l->word, 0, length));
		return tail_add(p, t, l->start + length, l->end, -1) && tail_exponent(p, t);
	}
	if (!done) {
		*t = before;
		if (power)
			p->magnitude_at = l->start;
	}
	return done;
}

/* A word below the line, after a slash or `per`. False: it is not a unit, the tail ends before the slash. */
static bool tail_below(struct parser *p, struct tail *t, struct look *l)
{
	if (!l->plain)
		return false;
	t->slashed = true;
	if (l->class != WORD_OTHER)
		return tail_add_look(p, t, l, -1) && tail_exponent(p, t);
	if (parse_unit_is_word(l, 'm') && t->count > 0) {
		unit_fail_m(p, (struct span){l->start, l->end});
		return false;
	}
	if (tail_magnitude(p, t, l))
		return true;
	if (p->failed || word_magnitude(l->word) ||
	    (t->count == 0 ? !look_any_case(p, l) : !look_phrase_below(p, l) && !look_noun_below(p, l)))
		return false;
	return tail_add_look(p, t, l, -1) && tail_exponent(p, t);
}

/* "/" unit, without blanks. */
static bool tail_slash(struct parser *p, struct tail *t)
{
	struct tail before = *t;
	struct look l;

	look_word(p, t->end + lex_slash(&p->lx, t->end), &l);
	if (!l.glued)
		return false;
	if (t->count == 0 && !t->slashed)
		t->start = t->end;
	if (tail_below(p, t, &l))
		return true;
	*t = before;
	return false;
}

/* "per 1000 requests", "per 5 min": a number below the line, with its unit. */
static bool tail_per_number(struct parser *p, struct tail *t, uint32_t pos)
{
	struct lexer ahead = p->lx;
	struct token number;
	struct look next;
	struct node *n;

	ahead.pos = pos;
	ahead.d = NULL;
	lex_next(&ahead, &number, false);
	if (number.kind != TOK_NUMBER)
		return false;
	n = read_number(p, &number, false, TOK_PER, &pos, &next);
	if (p->failed || (!look_phrase_below(p, &next) && next.class == WORD_OTHER && !look_noun_below(p, &next)))
		return false;
	if (n->number == 0) {
		parser_fail(p, DIAG_VALUE, n->at, "division by zero");
		return false;
	}
	t->slashed = true;
	t->multiplier /= n->number;
	return tail_add_look(p, t, &next, -1);
}

/* Past the word "per" at `pos` or after blanks; 0 when it is not there. */
static uint32_t per_end(const struct parser *p, uint32_t pos)
{
	const struct lexer *lx = &p->lx;

	pos = lex_blanks(lx, pos);
	if (lex_char(lx, pos) != 'p' || lex_char(lx, pos + 1) != 'e' || lex_char(lx, pos + 2) != 'r')
		return 0;
	return lex_word(lx, pos) == pos + 3 ? pos + 3 : 0;
}

/* "per" unit. */
static bool tail_per(struct parser *p, struct tail *t)
{
	uint32_t end = per_end(p, t->end);
	struct tail before = *t;
	struct look l;

	if (!end)
		return false;
	look_word(p, end, &l);
	if (t->count == 0 && !t->slashed)
		t->start = end - 3;
	if (l.class == WORD_NOUN)
		look_phrase_below(p, &l);
	if (l.word.len ? tail_below(p, t, &l) : tail_per_number(p, t, l.start))
		return true;
	*t = before;
	return false;
}

/* tail := [UNIT] {("/" | "per") [magnitude] UNIT [power_of] | "per" NUMBER [magnitude] UNIT | "-" UNIT | blank UNIT} */
void tail_slashes_slow(struct parser *p, struct tail *t)
{
	struct look below;
	bool more = true;

	while (more && tail_may_go_on(p, t) && !p->failed) {
		char c = lex_char(&p->lx, t->end);
		uint32_t next = lex_blanks(&p->lx, t->end);

		if (lex_char(&p->lx, next) == '/' && tail_price_apart(p, t, next, &below)) {
			t->start = t->count ? t->start : t->end;
			more = tail_below(p, t, &below);
		} else if (lex_slash(&p->lx, t->end))
			more = tail_slash(p, t);
		else
			more = c == '-' ? tail_dash(p, t) : tail_per(p, t) || tail_price(p, t);
	}
}
