/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_declare.c - lines read as characters: units with their odd names, and settings. */
#include "lang/parser.h"

/*
 * Past the unit's name at `pos`.
 *
 * unit_name := WORD | "%" | CURRENCY
 */
static uint32_t name_end(struct parser *p, uint32_t pos)
{
	uint32_t end = lex_word(&p->lx, pos), sign;

	if (end > pos)
		return end;
	if (lex_char(&p->lx, pos) == '%')
		return pos + 1;
	sign = lex_currency(&p->lx, pos);
	return pos + sign;
}

static bool check_name(struct parser *p, uint32_t start, uint32_t end)
{
	struct str name = lex_str(&p->lx, start, end);
	unsigned char c = (unsigned char)lex_char(&p->lx, start);
	struct span at = {start, end};

	if (end == start) {
		if (start >= p->lx.end || c == '\n')
			parser_fail(p, DIAG_SYNTAX, at, "the line ends here, but the name of a unit should follow");
		else if (lex_check(&p->lx, start, start + 1))
			parser_fail(p, DIAG_SYNTAX, (struct span){start, start + 1}, "the name of a unit cannot begin with '%c'",
			            c);
		p->failed = true;
		return false;
	}
	if (token_keyword(name) != TOK_WORD) {
		parser_fail(p, DIAG_NAME, at, "'%.*s' is a word of the language and cannot name a unit", STR(name));
		return false;
	}
	return true;
}

/*
 * Returns where they end. A name with "-" is for after a prefix; the first is the one in answers.
 *
 * unit_names := unit_name {"," (unit_name | WORD "-")}
 */
static uint32_t unit_names(struct parser *p, struct statement *s, uint32_t pos)
{
	uint32_t cap = 0, end;

	for (;;) {
		pos = lex_blanks(&p->lx, pos);
		end = name_end(p, pos);
		if (!check_name(p, pos, end))
			return pos;
		s->more->params = parser_grow(p, s->more->params, s->more->param_count, &cap, sizeof(*s->more->params));
		if (s->more->param_count++ == 0)
			s->name_at = (struct span){pos, end};
		else if (s->kind != STATEMENT_NOUN && lex_char(&p->lx, end) == '-' && lex_word(&p->lx, pos) == end)
			end++;
		s->more->params[s->more->param_count - 1] = lex_str(&p->lx, pos, end);
		pos = lex_blanks(&p->lx, end);
		if (lex_char(&p->lx, pos) != ',')
			break;
		pos++;
	}
	s->name = s->more->params[0];
	return end;
}

static bool parse_declare_take_word(struct parser *p, struct str word)
{
	if (p->tok.kind != TOK_WORD || !str_eq(parser_word(p), word))
		return false;
	parser_advance(p);
	return true;
}

/* families := WORD {"," WORD} */
static void unit_families(struct parser *p, struct statement *s)
{
	uint32_t cap = 0;

	for (;;) {
		if (p->tok.kind != TOK_WORD) {
			parser_unexpected(p, "a family of prefixes (decimal, binary or small)");
			return;
		}
		s->more->families = parser_grow(p, s->more->families, s->more->family_count, &cap, sizeof(*s->more->families));
		s->more->families[s->more->family_count++] = parser_word(p);
		parser_advance(p);
		if (p->tok.kind != TOK_COMMA)
			return;
		parser_advance(p);
	}
}

/* What follows the names. */
static void unit_value(struct parser *p, struct statement *s)
{
	if (s->kind == STATEMENT_UNIT && parse_declare_take_word(p, S("is"))) {
		if (p->tok.kind == TOK_WORD)
			s->more->base = parser_word(p);
		else
			parser_unexpected(p, "what it measures (such as time)");
		parser_advance(p);
	} else if (s->kind != STATEMENT_NOUN) {
		if (p->tok.kind != TOK_ASSIGN) {
			parser_unexpected(p, "'='");
			return;
		}
		parser_advance(p);
		const struct statement *before = p->function;
		p->stop_at_with = true;
		p->function = s; /* its own name is not a noun to be counted */
		s->expr = parse_whole(p);
		p->function = before;
		p->stop_at_with = false;
	}
	if (s->kind != STATEMENT_NOUN && parse_declare_take_word(p, S("with")))
		unit_families(p, s);
	if (p->tok.kind == TOK_TEXT) {
		s->origin = parser_unquote(p, p->tok.at);
		parser_advance(p);
	}
}

/*
 * unit := "unit" unit_names ("is" WORD | "=" whole) ["with" families] [TEXT]
 * alias := "alias" unit_names "=" whole ["with" families] [TEXT]
 * noun := "noun" unit_name {"," unit_name} [TEXT]
 */
struct statement *parse_unit_line(struct parser *p, enum statement_kind kind)
{
	struct statement *s = statement_new(p, kind);
	uint32_t end = unit_names(p, s, p->tok.at.end);

	if (p->failed)
		return s;
	parser_jump(p, end, TOK_WORD);
	unit_value(p, s);
	s->text = str_trim(lex_str(&p->lx, s->at.start, p->previous_end));
	return s;
}

/* The end of a setting's value: the end of the line, or a `;` outside of quotes. */
static uint32_t parse_declare_value_end(const struct parser *p, uint32_t pos)
{
	bool quoted = false;

	for (; pos < p->lx.end && p->lx.text[pos] != '\n'; pos++) {
		if (p->lx.text[pos] == '"')
			quoted = !quoted;
		else if (p->lx.text[pos] == ';' && !quoted)
			break;
	}
	return pos;
}

/* set := "set" NAME ["="] rest */
struct statement *parse_set(struct parser *p)
{
	struct statement *s = statement_new(p, STATEMENT_SET);
	uint32_t start, end;

	parser_advance(p);
	if (p->tok.kind != TOK_WORD) {
		parser_unexpected(p, "the name of a setting");
		return s;
	}
	s->name = parser_word(p);
	s->name_at = p->tok.at;
	start = lex_blanks(&p->lx, p->tok.at.end);
	if (lex_char(&p->lx, start) == '=')
		start = lex_blanks(&p->lx, start + 1);
	end = parse_declare_value_end(p, start);
	if (!lex_check(&p->lx, start, end)) {
		p->failed = true;
		return s;
	}
	s->text = str_trim(lex_str(&p->lx, start, end));
	if (s->text.len > 1 && s->text.p[0] == '"' && s->text.p[s->text.len - 1] == '"')
		s->text = str_cut(s->text, 1, s->text.len - 1);
	parser_jump(p, end, TOK_WORD);
	return s;
}
