/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * highlight.c - what the parts of a line are. It goes by tokens and what comes before them, not by a tree: a line that
 * is being typed seldom parses. A word is called unknown only where nothing could make it one.
 */
#include "repl/highlight.h"

#include <string.h>

#include "command/command.h"
#include "command/foreign.h"
#include "eval/builtin.h"
#include "lang/lex.h"
#include "sampling/dist.h"
#include "sheet/facts.h"
#include "sheet/library.h"
#include "whatif/chart_ask.h"

enum {
	LINE_MOST = 2000, /* bytes */
	DEPTH_MOST = 32,  /* brackets within one another */
	OWN_MOST = 16     /* words that the line itself makes known */
};

/* What a word comes after what comes before it. */
enum word_behind {
	PLACE_NAME,
	PLACE_COUNTED, /* right after a number: a unit, or a noun that nobody declared */
	PLACE_TARGET   /* after `to` and in its slashes */
};

struct reader {
	struct session *s;
	struct str line;
	size_t point;
	struct highlight *out;
	struct lexer lexer;
	struct token token, next;
	enum token_kind before; /* the kind of the token before this one; TOK_END: the statement begins */
	enum word_behind place;
	bool sure;                /* that what is not known is an error */
	bool chart;               /* in a `chart` statement */
	struct str own[OWN_MOST]; /* nouns, parameters, and what smallest() binds */
	size_t own_count;
	size_t open[DEPTH_MOST]; /* where brackets were opened */
	size_t depth;
	size_t pair[2]; /* the brackets that belong together and touch the cursor */
	bool paired;
};

static void add_span(struct reader *r, size_t start, size_t end, enum highlight_kind kind)
{
	if (r->out->count < HIGHLIGHT_SPANS && start < end)
		r->out->spans[r->out->count++] = (struct highlight_span){start, end, kind};
}

static void add_token(struct reader *r, enum highlight_kind kind)
{
	add_span(r, r->token.at.start, r->token.at.end, kind);
}

static struct str highlight_word_of(const struct reader *r)
{
	return str_cut(r->line, r->token.at.start, r->token.at.end);
}

static void make_known(struct reader *r, struct str word)
{
	if (r->own_count < OWN_MOST)
		r->own[r->own_count++] = word;
}

static bool highlight_is_own(const struct reader *r, struct str word)
{
	for (size_t i = 0; i < r->own_count; i++)
		if (str_eq(r->own[i], word) || (str_starts(word, r->own[i]) && word.len == r->own[i].len + 1) ||
		    (str_starts(r->own[i], word) && r->own[i].len == word.len + 1)) /* one paste, two pastes */
			return true;
	return false;
}

/* ---- what a word is ---- */

static bool is_unit(struct reader *r, struct str word)
{
	struct unit_registry *units = session_engine(r->s)->units;
	struct factor scale = FACTOR_ONE;
	struct units found;
	struct str proper;

	if (unit_lookup(units, word, &found, &scale, NULL))
		return true;
	return r->place != PLACE_NAME && !sheet_find(session_sheet(r->s), word) && unit_any_case(units, word, &proper);
}

static bool is_value(struct reader *r, struct str word)
{
	return sheet_find(session_sheet(r->s), word) || str_eq(word, S("_")) || str_eq(word, S("ans")) ||
	       str_eq(word, S("ans2")) || str_eq(word, S("ans3")) || str_starts(word, S("measured.")) ||
	       str_starts(word, S("fact.")) || str_starts(word, S("lab.")) || facts_find(session_facts(r->s), word, NULL);
}

static bool highlight_is_chart(struct str word)
{
	for (unsigned i = 0; i < chart_word_count; i++)
		if (str_eq(word, str_from_c(chart_words[i].name)))
			return true;
	return false;
}

static bool highlight_is_function(struct reader *r, struct str word)
{
	return builtin_find(word) || dist_find(word) || sheet_function(session_sheet(r->s), word) ||
	       library_listing(session_library(r->s), word) || str_eq(word, S("correlate")) ||
	       str_starts(word, S("lab.")) || (r->chart && highlight_is_chart(word));
}

static void unknown_word(struct reader *r)
{
	bool at_cursor = r->point >= r->token.at.start && r->point <= r->token.at.end;

	if (r->sure && !at_cursor)
		add_token(r, HIGHLIGHT_UNKNOWN);
}

static void counted_word(struct reader *r)
{
	struct str word = highlight_word_of(r);

	if (parse_magnitude(word) != 0) {
		add_token(r, HIGHLIGHT_NUMBER);
		return; /* a unit follows it still */
	}
	if (!is_unit(r, word) && sheet_find(session_sheet(r->s), word)) {
		add_token(r, HIGHLIGHT_CELL); /* 3 x */
	} else {
		add_token(r, HIGHLIGHT_UNIT);
		make_known(r, word);
	}
	r->place = PLACE_NAME;
}

static void highlight_target_word(struct reader *r)
{
	struct str word = highlight_word_of(r);

	if (is_unit(r, word) || word_form(word) != FORM_UNIT || str_eq(word, S("digits")) || str_eq(word, S("decimals")) ||
	    parse_magnitude(word) != 0)
		add_token(r, HIGHLIGHT_UNIT);
	else if (sheet_find(session_sheet(r->s), word)) /* a range: 5 to x */
		add_token(r, HIGHLIGHT_CELL);
	else if (!highlight_is_own(r, word))
		unknown_word(r);
	r->place = PLACE_NAME;
}

static void plain_word(struct reader *r)
{
	struct str word = highlight_word_of(r);

	if (highlight_is_own(r, word) || (r->depth && r->next.kind == TOK_ASSIGN)) /* the name of a parameter */
		return;
	if (is_value(r, word))
		add_token(r, HIGHLIGHT_CELL);
	else if (highlight_is_function(r, word) && (r->next.kind == TOK_OPEN || builtin_find(word)))
		add_token(r, HIGHLIGHT_FUNCTION);
	else if (is_unit(r, word))
		add_token(r, HIGHLIGHT_UNIT);
	else if (parse_magnitude(word) != 0)
		add_token(r, HIGHLIGHT_NUMBER);
	else if (r->before != TOK_ASSIGN || !r->depth) /* kind = cpu: a choice is a word */
		unknown_word(r);
}

/* smallest(n, ...) names what it looks for. */
static bool binds(const struct reader *r)
{
	struct str before = str_trim(str_cut(r->line, 0, r->token.at.start));

	return r->before == TOK_OPEN && str_ends(before, S("smallest("));
}

/* ---- statements ---- */

/* After these are words of a kind of their own, or sentences. */
static const char *const opaque[] = {"unit", "noun", "alias", "see", "source", "ref", "set", "example", NULL};

static void highlight_pass(struct reader *r)
{
	r->before = r->token.kind;
	r->token = r->next;
	if (r->next.kind != TOK_END && r->next.kind != TOK_BAD)
		lex_next(&r->lexer, &r->next, false);
}

static void highlight_end_line(struct reader *r)
{
	r->token.kind = r->next.kind = TOK_END;
}

/* f(x, y) = x * y: the names in the brackets are its own. Returns whether it is such a line. */
static bool own_function(struct reader *r)
{
	struct reader ahead = *r;

	highlight_pass(&ahead);
	while (ahead.token.kind != TOK_CLOSE && ahead.token.kind != TOK_END && ahead.token.kind != TOK_BAD)
		highlight_pass(&ahead);
	if (ahead.next.kind != TOK_ASSIGN)
		return false;
	for (ahead = *r, highlight_pass(&ahead); ahead.token.kind != TOK_CLOSE; highlight_pass(&ahead))
		if (ahead.token.kind == TOK_WORD)
			make_known(r, highlight_word_of(&ahead));
	add_token(r, HIGHLIGHT_FUNCTION);
	return true;
}

/* The first word of a statement. Returns whether that was all there is to say of it. */
static bool highlight_first_word(struct reader *r)
{
	struct str word = highlight_word_of(r);
	bool cell = sheet_find(session_sheet(r->s), word) != NULL;

	if (r->next.kind == TOK_ASSIGN) {
		if (cell)
			add_token(r, HIGHLIGHT_CELL);
		return true;
	}
	if (r->next.kind == TOK_OPEN && own_function(r))
		return true;
	if (!str_in_list(word, parse_statement_words) || r->next.kind == TOK_OPEN || cell || !r->next.space)
		return false;
	add_token(r, HIGHLIGHT_WORD);
	r->chart = str_eq(word, S("chart"));
	if (str_in_list(word, opaque))
		highlight_end_line(r);
	else if (str_eq(word, S("param")) || str_eq(word, S("scenario")))
		highlight_pass(r); /* its name */
	else if (str_eq(word, S("use")))
		r->sure = false;
	return true;
}

static void highlight_take_word(struct reader *r)
{
	if (r->before == TOK_END && highlight_first_word(r))
		return;
	if (binds(r))
		make_known(r, highlight_word_of(r));
	if (r->place == PLACE_COUNTED)
		counted_word(r);
	else if (r->place == PLACE_TARGET)
		highlight_target_word(r);
	else
		plain_word(r);
}

/* ---- brackets ---- */

static void highlight_open_bracket(struct reader *r)
{
	if (r->depth < DEPTH_MOST)
		r->open[r->depth] = r->token.at.start;
	r->depth++;
}

static bool touches(const struct reader *r, size_t at)
{
	return r->point == at || r->point == at + 1;
}

static void highlight_close_bracket(struct reader *r)
{
	size_t from, to = r->token.at.start;

	if (r->depth == 0)
		return;
	r->depth--;
	if (r->depth >= DEPTH_MOST || r->paired)
		return;
	from = r->open[r->depth];
	if (touches(r, from) || touches(r, to)) {
		r->pair[0] = from;
		r->pair[1] = to;
		r->paired = true;
	}
}

/* The pair among the other spans, which are in order. */
static void add_pair(struct reader *r)
{
	struct highlight *h = r->out;

	for (size_t k = 0; r->paired && k < 2 && h->count < HIGHLIGHT_SPANS; k++) {
		size_t i = h->count++;

		for (; i > 0 && h->spans[i - 1].start > r->pair[k]; i--)
			h->spans[i] = h->spans[i - 1];
		h->spans[i] = (struct highlight_span){r->pair[k], r->pair[k] + 1, HIGHLIGHT_BRACKET};
	}
}

/* ---- the line ---- */

/* What the token at hand says of the word after it. */
static enum word_behind place_behind(enum token_kind kind)
{
	switch (kind) {
	case TOK_NUMBER:
	case TOK_RAISED:
	case TOK_PER: return PLACE_COUNTED;
	case TOK_TO:
	case TOK_IN:
	case TOK_AS:
	case TOK_ARROW: return PLACE_TARGET;
	default: return PLACE_NAME;
	}
}

/* Does the slash at hand go on a unit, tweets/user/day? Then what follows is one too. */
static bool goes_on_unit(const struct reader *r)
{
	const struct highlight *h = r->out;

	return r->token.kind == TOK_SLASH && !r->token.space && !r->next.space && h->count &&
	       h->spans[h->count - 1].kind == HIGHLIGHT_UNIT && h->spans[h->count - 1].end == r->token.at.start;
}

static void take_token(struct reader *r)
{
	bool word = r->token.kind == TOK_WORD;

	if (r->token.kind >= TOK_TO && r->token.kind < TOK_KINDS)
		add_token(r, HIGHLIGHT_WORD);
	else if (r->token.kind == TOK_NUMBER)
		add_token(r, HIGHLIGHT_NUMBER);
	else if (r->token.kind == TOK_PERCENT || r->token.kind == TOK_CURRENCY)
		add_token(r, HIGHLIGHT_UNIT);
	else if (r->token.kind == TOK_OPEN || r->token.kind == TOK_OPEN_LIST)
		highlight_open_bracket(r);
	else if (r->token.kind == TOK_CLOSE || r->token.kind == TOK_CLOSE_LIST)
		highlight_close_bracket(r);
	else if (word)
		highlight_take_word(r);
	if (!word)
		r->place = goes_on_unit(r) ? PLACE_COUNTED : place_behind(r->token.kind);
}

static void read_statements(struct reader *r, size_t from)
{
	r->lexer = (struct lexer){.text = r->line.p, .pos = (uint32_t)from, .end = (uint32_t)r->line.len};
	r->before = TOK_END;
	lex_next(&r->lexer, &r->token, false);
	if (r->token.kind == TOK_END || r->token.kind == TOK_BAD)
		return;
	lex_next(&r->lexer, &r->next, false);
	while (r->token.kind != TOK_END && r->token.kind != TOK_BAD) {
		bool last = r->token.kind == TOK_SEMICOLON;

		take_token(r);
		highlight_pass(r);
		if (last && !r->depth)
			r->before = TOK_END;
	}
	add_pair(r);
}

/* A line that is read as another one, or as a sentence. */
static bool read_otherwise(struct str line)
{
	struct arena a;
	bool other;

	arena_init(&a);
	other = !str_eq(str_trim(foreign_line(&a, line)), str_trim(line));
	arena_release(&a);
	return other;
}

static bool is_sentence(struct str line)
{
	line = str_trim(line);
	return line.len && (strchr("#>~?", line.p[0]) || str_starts(line, S("//")));
}

void highlight(struct session *s, struct str line, size_t point, bool goes_on, struct highlight *out)
{
	struct reader r = {.s = s, .line = line, .point = point, .out = out, .sure = !goes_on};
	const struct command *c;
	struct str rest = S("");
	size_t at = 0;

	out->count = 0;
	if (line.len > LINE_MOST || str_find_char(line, '\n', 0) < line.len || is_sentence(line))
		return;
	c = goes_on ? NULL : command_of_line(line, &rest);
	if (!c) {
		r.sure = r.sure && !read_otherwise(line);
		read_statements(&r, 0);
		return;
	}
	while (at < line.len && (line.p[at] == ' ' || line.p[at] == ':'))
		at++;
	add_span(&r, at, at + str_find_char(str_cut(line, at, line.len), ' ', 0), HIGHLIGHT_WORD);
	if (command_takes_expression(c) && rest.len) {
		r.sure = false; /* files, and words like `steps` */
		read_statements(&r, (size_t)(rest.p - line.p));
	}
}

void highlight_write(struct str line, const struct highlight *h, struct buf *out)
{
	static const char *const styles[] = {
		[HIGHLIGHT_NUMBER] = "36", [HIGHLIGHT_UNIT] = "32",   [HIGHLIGHT_CELL] = "35",      [HIGHLIGHT_FUNCTION] = "34",
		[HIGHLIGHT_WORD] = "1",    [HIGHLIGHT_UNKNOWN] = "4", [HIGHLIGHT_BRACKET] = "1;33",
	};
	size_t at = 0;

	for (size_t i = 0; i < h->count; i++) {
		const struct highlight_span *span = &h->spans[i];

		buf_add_str(out, str_cut(line, at, span->start));
		buf_printf(out, "\033[%sm%.*s\033[0m", styles[span->kind], STR(str_cut(line, span->start, span->end)));
		at = span->end;
	}
	buf_add_str(out, str_cut(line, at, line.len));
}
