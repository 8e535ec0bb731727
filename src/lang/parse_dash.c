/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_dash.c - hyphens between words: GB-month is a product, 4-core two words; and prices as they are printed. */
#include "lang/parser.h"

enum word_measure word_measure(const struct parser *p, struct str word)
{
	return p->v && p->v->measure && word.len ? p->v->measure(p->v->ctx, word) : MEASURE_OTHER;
}

/* "cores" for "core", where that is a word too. */
static struct str plural(const struct parser *p, struct str word)
{
	struct str many = arena_printf(p->arena, "%.*ss", STR(word));

	return word.len >= 3 && look_class(p, many) != WORD_OTHER ? many : word;
}

/* A unit of time after the unit `last`, which is not a cell. */
static bool is_time_after(const struct parser *p, struct str last, const struct look *l)
{
	return l->class != WORD_OTHER && word_measure(p, l->word) == MEASURE_TIME &&
	       word_measure(p, last) != MEASURE_TIME && !parser_is_cell(p, l->word);
}

static bool is_time_behind(const struct parser *p, const struct tail *t, const struct look *l)
{
	return is_time_after(p, t->words[t->count - 1].word, l);
}

static bool fail_dash(struct parser *p, const struct tail *t, const struct look *l)
{
	const struct unit_word *last = &t->words[t->count - 1];

	parser_fail(p, DIAG_SYNTAX, (struct span){last->at.start, l->end}, "'%.*s' reads as a difference of units",
	            STR(lex_str(&p->lx, last->at.start, l->end)));
	if (t->slashed)
		parser_hint(p, "write /%.*s/%.*s", STR(last->word), STR(l->word));
	else
		parser_hint(p, "write %.*s %.*s", STR(last->word), STR(l->word));
	return false;
}

/* "-" UNIT, without blanks */
bool tail_dash(struct parser *p, struct tail *t)
{
	struct look l;

	if (t->count == 0)
		return false;
	look_word(p, t->end + 1, &l);
	if (!l.glued || (l.class == WORD_OTHER && !look_any_case(p, &l)))
		return false;
	if (!is_time_behind(p, t, &l))
		return fail_dash(p, t, &l);
	return tail_add_look(p, t, &l, t->words[t->count - 1].exponent < 0 ? -1 : 1);
}

/* "5 GB/user day" is not a price: per user and day, or user days? */
static bool fail_time_behind(struct parser *p, const struct tail *t, const struct look *l)
{
	struct str typed = lex_str(&p->lx, t->start, t->end);

	parser_fail(p, DIAG_SYNTAX, (struct span){t->start, l->end}, "'%.*s' after a slash has two readings", STR(l->word));
	parser_hint(p, "write %.*s/%.*s, or %.*s * 1 %.*s", STR(typed), STR(l->word), STR(typed), STR(l->word));
	return false;
}

static bool begins_with_money(const struct parser *p, const struct unit_word *first)
{
	return first->exponent == 1 && word_measure(p, first->word) == MEASURE_MONEY;
}

bool node_is_money(const struct parser *p, const struct node *n)
{
	return n->kind == NODE_QUANTITY && !n->bracketed && n->unit->count > 0 && begins_with_money(p, &n->unit->words[0]);
}

/* "$0.023/GB month": money over a unit, and a time after it, is per unit and time. */
bool tail_price(struct parser *p, struct tail *t)
{
	const struct unit_word *last = t->count ? &t->words[t->count - 1] : NULL;
	struct look l;

	if (!last || last->exponent >= 0 || (!t->money && (t->count < 2 || t->words[0].exponent != 1)))
		return false;
	look_word(p, t->end, &l);
	if (l.glued || !l.word.len)
		return false;
	bool money = t->money || begins_with_money(p, &t->words[0]);
	if ((!money && word_measure(p, last->word) != MEASURE_NOUN) || !is_time_behind(p, t, &l))
		return false;
	if (!money)
		return fail_time_behind(p, t, &l);
	diag_note(p->d, (struct span){t->start, l.end}, "read as %.*s/%.*s",
	          STR(str_trim(lex_str(&p->lx, t->start, t->end))), STR(l.word));
	return tail_add_look(p, t, &l, -1);
}

/*
 * "$0.02 / GB month", "$0.023 / GB-month": the unit below, where a slash between blanks is that of a price. It is where
 * a time comes after the unit.
 */
bool tail_price_apart(const struct parser *p, const struct tail *t, uint32_t slash, struct look *unit)
{
	struct look last, time;

	if (t->slashed || t->count != !t->money)
		return false;
	look_word(p, slash + 1, unit);
	if (!unit->word.len || (!t->money && !begins_with_money(p, &t->words[0])))
		return false;
	last = *unit;
	if (word_magnitude(unit->word))
		look_word(p, unit->end, &last);
	if (unit->glued || !last.plain || !last.word.len || last.class == WORD_OTHER || parser_is_cell(p, last.word))
		return false;
	bool dash = lex_char(&p->lx, last.end) == '-';
	look_word(p, last.end + dash, &time);
	return time.plain && time.glued == dash && is_time_after(p, last.word, &time);
}

/* "4-core server" is two words, and no difference: unless the word is a cell. */
void check_number_dash(struct parser *p, const struct node *number, uint32_t pos)
{
	struct str digits = number->text.len ? number->text : parser_excerpt(p, number->at);
	struct look l;

	look_word(p, pos + 1, &l);
	if (!l.glued || l.class == WORD_OTHER || !l.word.len || l.start == l.end || lex_currency(&p->lx, l.start) ||
	    parser_is_cell(p, l.word))
		return;
	parser_fail(p, DIAG_SYNTAX, (struct span){number->at.start, l.end}, "'%.*s' reads as a difference",
	            STR(lex_str(&p->lx, number->at.start, l.end)));
	parser_hint(p, "write %.*s %.*s", STR(digits), STR(number->number == 1 ? l.word : plural(p, l.word)));
}
