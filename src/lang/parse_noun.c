/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse_noun.c - words after numbers that are no units as they are written: in another case, or nouns that nobody
 * declared.
 */
#include "lang/parser.h"

enum { ADJECTIVES_MAX = 4, ANY_CASE_FROM = 4 /* letters */ };

/* Does the statement at `pos` define `word`? */
static bool defines(const struct parser *p, uint32_t pos, struct str word)
{
	uint32_t end;

	pos = lex_blanks(&p->lx, pos);
	end = lex_word(&p->lx, pos);
	if (str_eq(lex_str(&p->lx, pos, end), S("param"))) {
		pos = lex_blanks(&p->lx, end);
		end = lex_word(&p->lx, pos);
	}
	if (end == pos || !str_eq(lex_str(&p->lx, pos, end), word))
		return false;
	end = lex_blanks(&p->lx, end);
	return lex_char(&p->lx, end) == '=' && lex_char(&p->lx, end + 1) != '=';
}

/*
 * Does a statement on this line, before the one that is read, define `word`? It is a cell by the time its turn comes.
 */
static bool is_defined_before(const struct parser *p, struct str word)
{
	uint32_t pos = p->line;

	while (pos < p->statement) {
		if (defines(p, pos, word))
			return true;
		while (pos < p->statement && lex_char(&p->lx, pos) != ';')
			pos++;
		pos++;
	}
	return false;
}

/* A parameter of the function that is being defined, or what the smallest() around it counts. */
static bool is_own_param(const struct parser *p, struct str word)
{
	const struct statement *f = p->function;

	for (const struct counter *c = p->counter; c; c = c->outer)
		if (str_eq(c->name, word))
			return true;
	for (uint32_t i = 0; f && i < f->more->param_count; i++) {
		struct str own = f->more->params[i];
		bool plural = f->kind != STATEMENT_FUNCTION && word.len == own.len + 1 && word.p[own.len] == 's' &&
		              str_starts(word, own);
		if (plural || str_eq(own, word))
			return true;
	}
	return false;
}

bool parser_is_cell(const struct parser *p, struct str word)
{
	return is_own_param(p, word) || (p->v && p->v->is_cell && p->v->is_cell(p->v->cells, word, 0)) ||
	       is_defined_before(p, word);
}

bool parser_is_free(const struct parser *p, struct str word)
{
	return !parser_is_cell(p, word) && look_class(p, word) == WORD_OTHER && !defines(p, p->statement, word);
}

/* A cell, or a constant or function, or a slip away from a cell's name. */
static bool parser_is_value(const struct parser *p, struct str word)
{
	return parser_is_cell(p, word) || (p->v && p->v->known && p->v->known(p->v->ctx, word)) ||
	       (p->v && p->v->is_cell && p->v->is_cell(p->v->cells, word, 1));
}

static bool is_any_case(const struct parser *p, const struct look *l, struct str *proper)
{
	if (!p->v || !p->v->any_case || (l->word.len < ANY_CASE_FROM && !parse_any_case(l->word)))
		return false;
	return p->v->any_case(p->v->ctx, l->word, proper);
}

bool look_any_case(struct parser *p, struct look *l)
{
	struct str proper;

	if (l->class != WORD_OTHER || !l->plain || !is_any_case(p, l, &proper))
		return false;
	if (parser_is_cell(p, l->word)) {
		diag_note(p->d, (struct span){l->start, l->end}, "'%.*s' is the cell here; the unit is '%.*s'", STR(l->word),
		          STR(proper));
		l->plain = false;
		return false;
	}
	l->word = proper;
	l->class = look_class(p, proper);
	return l->class != WORD_OTHER;
}

/* ---- counting ---- */

static bool stands_among(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(word, str_from_c(words[i])))
			return true;
	return false;
}

/* "200 followers avg", "3x average": it says which number this is, or is a cell that was forgotten, and is not counted.
 */
static bool is_statistic(struct str word)
{
	static const char *const words[] = {"avg",   "average", "averages", "typical",  "typically", "total",    "peak",
	                                    "peaks", "minimum", "maximum",  "baseline", "overall",   "estimated"};

	return stands_among(word, words, sizeof words / sizeof *words);
}

bool look_countable(const struct parser *p, const struct look *l)
{
	if (!l->plain || l->class != WORD_OTHER || !p->v || !p->v->countable || word_magnitude(l->word) ||
	    parse_advice(p->arena, l->word).len)
		return false;
	if (l->glued && (word_magnitude_prefix(l->word, &(int){0}) || l->word.p[0] == 'B' || l->word.p[0] == 'x'))
		return false; /* 10kfoo, 8xlarge */
	return p->v->countable(p->v->ctx, l->word);
}

/* "GPS pings", "SQL queries": letters that stand for something, and a noun after them. Not two: 24 MP are millions. */
static bool is_acronym(struct parser *p, const struct look *l)
{
	struct look next;

	if (!l->plain || l->glued || l->class != WORD_OTHER || l->word.len < 3 || l->word.len > 6 ||
	    word_magnitude(l->word) || parse_advice(p->arena, l->word).len || parser_is_value(p, l->word))
		return false;
	for (size_t i = 0; i < l->word.len; i++)
		if (l->word.p[i] < 'A' || l->word.p[i] > 'Z')
			return false;
	look_word(p, l->end, &next);
	return next.word.len && !next.glued && (next.class == WORD_NOUN || look_countable(p, &next)) &&
	       !parser_is_cell(p, next.word);
}

/* `with` and `is` of a unit's definition, `from "..."`. */
static bool ends_expression(const struct parser *p, const struct look *l)
{
	if (p->stop_at_with && (str_eq(l->word, S("with")) || str_eq(l->word, S("is"))))
		return true;
	return str_eq(l->word, S("from")) && lex_char(&p->lx, lex_blanks(&p->lx, l->end)) == '"';
}

/* The noun is declared, and that is said. */
static bool count_noun(struct parser *p, struct look *l, uint32_t start)
{
	struct str like, many, phrase = lex_str(&p->lx, start, l->end);
	struct span at = {start, l->end};

	if (l->class == WORD_OTHER && !p->v->count(p->v->ctx, l->word, &like, &many))
		return false;
	if (l->class != WORD_OTHER)
		diag_note(p->d, at, "'%.*s' are counted as %.*s", STR(phrase), STR(l->word));
	else if (like.len)
		diag_note(p->d, at, "%.*s are counted; did you mean %.*s?", STR(many), STR(like));
	else
		diag_note(p->d, at, "%.*s are counted", STR(many));
	if (p->v->is_cell && p->v->file && p->v->is_cell(p->v->cells, l->word, 0))
		diag_note(p->d, at, "'%.*s' is what is counted here, not the cell; write '* %.*s' for the cell", STR(l->word),
		          STR(l->word));
	l->class = look_class(p, l->word);
	return l->class != WORD_OTHER || look_any_case(p, l);
}

/* What comes after a word that is counted is the noun itself: the users of 10 active users. */
static void noun_of_phrase(struct parser *p, struct look *l)
{
	for (int i = 0; i < ADJECTIVES_MAX; i++) {
		struct look next;

		look_word(p, l->end, &next);
		if (next.glued || !next.word.len || ends_expression(p, &next))
			return;
		if (next.class == WORD_OTHER && !look_any_case(p, &next) && !look_countable(p, &next))
			return;
		if (next.class != WORD_OTHER && next.class != WORD_NOUN)
			return;
		*l = next;
		if (next.class == WORD_NOUN)
			return;
	}
}

/* A word that belongs to the noun and is none: a name that would be multiplied, silently. */
static void check_behind(struct parser *p, const struct look *l)
{
	struct look next;

	look_word(p, l->end, &next);
	if (!next.plain || next.glued || next.class != WORD_OTHER || ends_expression(p, &next) ||
	    word_magnitude(next.word) || parse_advice(p->arena, next.word).len)
		return;
	parser_fail(p, DIAG_SYNTAX, (struct span){next.start, next.end}, "'%.*s' after '%.*s' has no meaning here",
	            STR(next.word), STR(l->word));
	parser_hint(p, "write * %.*s to multiply by a cell", STR(next.word));
}

/* Words that tell which days or gigabytes these are, and are counted nowhere. */
static bool tells_which(struct str word)
{
	static const char *const words[] = {"working", "business", "calendar",   "consecutive", "full", "whole", "busy",
	                                    "extra",   "spare",    "additional", "usable",      "more", "solid"};

	return stands_among(word, words, sizeof words / sizeof *words) || is_statistic(word);
}

/* "5 working days", "10k peak QPS": the unit is behind a word that says which they are. */
static bool look_behind_kind(struct parser *p, struct look *l)
{
	struct span said = {l->start, l->end};
	struct look next;

	if (l->glued || !tells_which(l->word) || parser_is_cell(p, l->word))
		return false;
	look_word(p, l->end, &next);
	if (!next.plain || next.glued || !next.word.len || (next.class != WORD_UNIT && !look_any_case(p, &next)) ||
	    next.class != WORD_UNIT || parser_is_cell(p, next.word))
		return false;
	diag_note(p->d, said, "'%.*s' says what it is, and is not a factor", STR(l->word));
	*l = next;
	l->start = said.start;
	return true;
}

bool look_noun(struct parser *p, struct look *l)
{
	uint32_t start = l->start;

	if (l->class != WORD_OTHER || !l->plain || look_any_case(p, l) || look_behind_kind(p, l))
		return l->class != WORD_OTHER;
	if ((!look_countable(p, l) && !is_acronym(p, l)) || ends_expression(p, l) ||
	    (!(p->v->file) && parser_is_cell(p, l->word)) || is_own_param(p, l->word))
		return false;
	noun_of_phrase(p, l);
	if (l->start == start && (is_statistic(l->word) || parse_compares(l->word)))
		return false;
	if (!count_noun(p, l, start))
		return false;
	check_behind(p, l);
	l->start = start;
	return true;
}

bool look_noun_below(struct parser *p, struct look *l)
{
	if (l->class != WORD_OTHER || !l->plain || look_any_case(p, l))
		return l->class != WORD_OTHER;
	if (l->word.len == 0 || !look_countable(p, l) || parser_is_cell(p, l->word))
		return false;
	return count_noun(p, l, l->start);
}

/* "p99", "max": a function, and no bracket after it. */
static bool is_bare_function(const struct parser *p, const struct look *l)
{
	return vocabulary_call(p->v, l->word) != CALL_NONE && lex_char(&p->lx, lex_blanks(&p->lx, l->end)) != '(';
}

bool look_phrase_below(struct parser *p, struct look *l)
{
	struct look next = *l, noun = {.plain = false};
	uint32_t start = l->start;

	if (!l->plain || l->class == WORD_UNIT || parser_is_cell(p, l->word) ||
	    (l->class == WORD_OTHER && !look_countable(p, l) && !is_acronym(p, l) && !is_bare_function(p, l)))
		return false;
	for (int i = 0; i < ADJECTIVES_MAX; i++) {
		look_word(p, next.end, &next);
		if (!next.plain || next.glued || ends_expression(p, &next) ||
		    (l->class == WORD_NOUN && parser_is_cell(p, next.word)) ||
		    (next.class == WORD_OTHER && !look_any_case(p, &next) && (noun.plain || !look_countable(p, &next))))
			break;
		if (next.class == WORD_UNIT)
			break;
		if (next.class == WORD_NOUN)
			noun = next;
	}
	if (!noun.plain)
		return false;
	*l = noun;
	l->start = start;
	diag_note(p->d, (struct span){start, l->end}, "'%.*s' read as %.*s", STR(lex_str(&p->lx, start, l->end)),
	          STR(l->word));
	return true;
}

/* ---- words that say what something is ---- */

/* "10 GB daily", and not "10 GB daily backups": it says how often. */
static bool is_how_often(const struct parser *p, const struct look *l)
{
	static const char *const words[] = {"hourly",  "daily",     "nightly", "weekly",
	                                    "monthly", "quarterly", "yearly",  "annually"};
	bool found = false;
	struct look next;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		found |= str_eq(l->word, str_from_c(words[i]));
	if (found)
		look_word(p, l->end, &next);
	return found && !next.word.len;
}

bool look_describes(struct parser *p)
{
	struct look l;

	look_word(p, p->tok.at.start, &l);
	if (is_how_often(p, &l))
		return false;
	if (!l.plain || l.class != WORD_OTHER || !p->tok.space || ends_expression(p, &l) || parser_is_cell(p, l.word))
		return false;
	return is_bare_function(p, &l) || look_countable(p, &l);
}

bool look_statistic(struct parser *p)
{
	struct look l, next;

	look_word(p, p->tok.at.start, &l);
	if (!l.plain || !p->tok.space || l.class != WORD_OTHER || !is_statistic(l.word) || parser_is_cell(p, l.word))
		return false;
	look_word(p, l.end, &next);
	return !next.word.len;
}

uint32_t look_share(struct parser *p)
{
	struct look l;
	uint32_t end;

	look_word(p, p->tok.at.start, &l);
	if (!l.plain || !p->tok.space || (l.class != WORD_NOUN && !look_countable(p, &l)) || ends_expression(p, &l))
		return 0;
	end = look_description(p, l.start, true);
	return lex_slash(&p->lx, end) || lex_char(&p->lx, end) == '-' || lex_char(&p->lx, end) == '(' ? 0 : end;
}

uint32_t look_description(struct parser *p, uint32_t pos, bool nouns)
{
	unsigned unknown = nouns;
	uint32_t end = 0;
	struct look l;

	for (look_word(p, pos, &l); l.plain && l.word.len > 1; look_word(p, l.end, &l)) {
		bool function = is_bare_function(p, &l);

		if (l.class == WORD_UNIT || parse_advice(p->arena, l.word).len || word_magnitude(l.word) ||
		    ends_expression(p, &l))
			break;
		if ((parser_is_value(p, l.word) && !function) || lex_currency(&p->lx, l.start) || lex_currency(&p->lx, l.end))
			return 0; /* 10 GB of US$3 */
		if (l.class == WORD_OTHER && !function && !look_countable(p, &l) && nouns)
			return 0;
		unknown += l.class == WORD_OTHER;
		end = l.end;
	}
	return unknown ? end : 0;
}
