/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse.c - the entry points: lines, single expressions, targets; and where a line ends, or continues. */
#include "lang/parse.h"

#include <string.h>

#include "lang/parser.h"

#define SOURCE_MAX (UINT32_C(1) << 31)

static bool check_size(const struct source *src, struct diag *d)
{
	if (src->text.len <= SOURCE_MAX)
		return true;
	return diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "the text is larger than 2 GB");
}

/* ---- lines that are not made of tokens ---- */

/* The end of the line at `pos`, without its end. */
static uint32_t parse_line_end(const struct lexer *lx, uint32_t pos)
{
	uint32_t end = lex_next_line(lx, pos);

	return end > pos && lx->text[end - 1] == '\n' ? end - 1 : end;
}

/* "> 10k qps" at the prompt: the text of a sheet seldom begins with a number. */
static bool is_comparison(const struct parser *p, struct str text)
{
	if (str_starts(text, S("=")))
		text = str_trim(str_cut(text, 1, text.len));
	return p->v && !p->v->file && text.len && text.len < 40 && (char_is_digit(text.p[0]) || text.p[0] == '$');
}

/*
 * heading := "#" {"#"} rest
 * prose := ">" rest
 */
static RARE struct statement *parse_prose(struct parser *p, uint32_t pos)
{
	bool heading = p->lx.text[pos] == '#';
	struct statement *s = statement_new(p, heading ? STATEMENT_HEADING : STATEMENT_PROSE);
	uint32_t end = parse_line_end(&p->lx, pos), text = pos;

	s->at = (struct span){pos, end};
	while (heading && lex_char(&p->lx, text) == '#')
		text++;
	s->level = text - pos < UINT8_MAX ? (uint8_t)(text - pos) : UINT8_MAX;
	if (!heading)
		text++;
	s->text = str_trim(lex_str(&p->lx, text, end));
	if (!heading && is_comparison(p, s->text))
		diag_note(p->d, s->at, "a line that begins with > is a text of the sheet; to compare, write x %.*s",
		          STR(str_trim(lex_str(&p->lx, pos, end))));
	if (!lex_check(&p->lx, pos, end))
		p->failed = true;
	p->lx.pos = end;
	return s;
}

/*
 * Is the line at `pos` a comment, or the "#!" line of a script?
 *
 * comment := "//" rest
 */
static bool is_comment(const struct lexer *lx, uint32_t pos)
{
	if (pos == 0 && lex_char(lx, 0) == '#' && lex_char(lx, 1) == '!')
		return true;
	return lex_char(lx, pos) == '/' && lex_char(lx, pos + 1) == '/';
}

/* The words of a unit hold for the rest of the line, which is read before any of it is carried out. */
static RARE bool parse_declare_words(struct parser *p, const struct statement *s)
{
	if ((s->kind != STATEMENT_UNIT && s->kind != STATEMENT_ALIAS && s->kind != STATEMENT_NOUN) || !p->v ||
	    !p->v->declare)
		return false;
	p->v->declare(p->v->ctx, s->text);
	return true;
}

/* line := heading | prose | comment | [statement] {";" [statement]} */
static void parse_statements(struct parser *p, struct statement **out)
{
	bool declared = false;

	parser_jump(p, p->lx.pos, TOK_END);
	while (!p->failed && p->tok.kind != TOK_END) {
		if (p->tok.kind == TOK_SEMICOLON) {
			parser_advance(p);
			continue;
		}
		*out = parse_statement(p);
		if (*out && p->tok.kind == TOK_SEMICOLON)
			declared |= parse_declare_words(p, *out);
		if (*out)
			out = &(*out)->next;
	}
	if (declared)
		p->v->declare(p->v->ctx, S(""));
}

bool parse_line(struct arena *a, const struct source *src, uint32_t *at, const struct vocabulary *v, struct diag *d,
                struct statement **out)
{
	struct parser p;
	uint32_t pos = *at;

	*out = NULL;
	if (!check_size(src, d)) {
		*at = (uint32_t)(src->text.len < UINT32_MAX ? src->text.len : UINT32_MAX);
		return false;
	}
	if (pos == 0 && src->text.len > 2 && (unsigned char)src->text.p[0] == 0xef &&
	    str_starts(src->text, S("\xef\xbb\xbf")))
		pos = 3;
	parser_init(&p, a, src, pos, v, d);
	pos = lex_blanks(&p.lx, pos);
	if (is_comment(&p.lx, pos)) {
		*at = lex_next_line(&p.lx, pos);
		return true;
	}
	if (lex_char(&p.lx, pos) == 'b' &&
	    str_starts(lex_str(&p.lx, pos, p.lx.end), S("bote> "))) /* a line of the prompt, pasted */
		pos = lex_blanks(&p.lx, pos + 6);
	p.lx.pos = pos;
	if (lex_char(&p.lx, pos) == '#' || lex_char(&p.lx, pos) == '>')
		*out = parse_prose(&p, pos);
	else
		parse_statements(&p, out);
	*at = lex_next_line(&p.lx, p.failed ? (p.resume > pos ? p.resume : pos) : p.lx.pos);
	if (p.failed)
		*out = NULL;
	return !p.failed;
}

/* ---- pieces ---- */

/* Nothing but ends of lines may follow. */
static bool check_end(struct parser *p)
{
	uint32_t pos = p->tok.at.start;

	if (p->failed)
		return false;
	if (p->tok.kind != TOK_END) {
		parser_unexpected(p, NULL);
		return false;
	}
	while (lex_char(&p->lx, pos) == '\n')
		pos = lex_blanks(&p->lx, pos + 1);
	if (pos < p->lx.end)
		parser_fail(p, DIAG_SYNTAX, (struct span){pos, pos + 1}, "one expression should be here, on one line");
	return !p->failed;
}

/* At the start of a text that is one expression or one target. */
static void begin_whole(struct parser *p, struct arena *a, const struct source *src, struct span part,
                        const struct vocabulary *v, struct diag *d)
{
	parser_init(p, a, src, part.start, v, d);
	p->lx.end = part.end;
	parser_jump(p, part.start, TOK_END);
}

struct node *parse_part(struct arena *a, const struct source *src, struct span part, const struct vocabulary *v,
                        struct diag *d)
{
	DIAG_IN(d, src);
	struct parser p;
	struct node *n;

	begin_whole(&p, a, src, part, v, d);
	n = parse_whole(&p);
	return check_end(&p) ? n : NULL;
}

struct node *parse_expression(struct arena *a, const struct source *src, const struct vocabulary *v, struct diag *d)
{
	return check_size(src, d) ? parse_part(a, src, (struct span){0, (uint32_t)src->text.len}, v, d) : NULL;
}

struct node *parse_target(struct arena *a, const struct source *src, const struct vocabulary *v, struct diag *d)
{
	DIAG_IN(d, src);
	struct parser p;
	struct node *n;

	if (!check_size(src, d))
		return NULL;
	begin_whole(&p, a, src, (struct span){0, (uint32_t)src->text.len}, v, d);
	n = parse_target_node(&p, (struct span){0, 0});
	if (!check_end(&p))
		return NULL;
	n->count = 0;
	n->at = (struct span){0, p.previous_end};
	return n;
}

/* A token that is in a value, and before no `=` that gives a name one. */
static bool parse_is_of_value(enum token_kind kind)
{
	return kind == TOK_NUMBER || kind == TOK_CURRENCY || kind == TOK_PERCENT || token_table[kind].power > 0;
}

bool parse_unfinished(struct str text)
{
	struct lexer lx = {.text = text.p, .end = (uint32_t)text.len};
	struct token t = {.kind = TOK_END};
	enum token_kind last = TOK_END;
	bool value = false; /* what is before the `=` of "100 GB / 3 =", which asks and does not go on */
	int depth = 0;

	if (text.len > SOURCE_MAX)
		return false;
	lx.pos = lex_blanks(&lx, 0);
	if (is_comment(&lx, lx.pos) || lex_char(&lx, lx.pos) == '#' || lex_char(&lx, lx.pos) == '>')
		return false;
	do {
		last = t.kind;
		lex_next(&lx, &t, depth > 0 || token_table[last].joins);
		if (t.kind == TOK_OPEN || t.kind == TOK_OPEN_LIST)
			depth++;
		else if (t.kind == TOK_CLOSE || t.kind == TOK_CLOSE_LIST)
			depth--;
		if (t.kind == TOK_SEMICOLON || t.kind == TOK_COMMA || t.kind == TOK_COLON)
			value = false;
		else
			value = value || (depth == 0 && parse_is_of_value(t.kind));
	} while (t.kind != TOK_END && t.kind != TOK_BAD && depth >= 0);
	return t.kind == TOK_END && (depth > 0 || (token_table[last].joins && !(last == TOK_ASSIGN && value)));
}

/* Could what comes before a # be an open text? It begins with a " or with one of other scripts. */
static bool may_hold_text(struct str s)
{
	return memchr(s.p, '"', s.len) || memchr(s.p, 0xe2, s.len);
}

struct str parse_uncommented(struct str line)
{
	struct lexer lx = {.text = line.p, .end = (uint32_t)line.len};
	uint32_t end = (uint32_t)str_find_char(line, '#', 0);
	struct token t;

	if (line.len > SOURCE_MAX || end == lx.end)
		return line;
	if (end > 0 && lex_class_at(&lx, end - 1) == LEX_BLANK && !may_hold_text(str_cut(line, 0, end)))
		return str_cut(line, 0, end);
	do {
		end = lx.pos;
		lex_next(&lx, &t, false);
	} while (t.kind != TOK_END && t.kind != TOK_BAD);
	return t.kind == TOK_END ? str_cut(line, 0, end) : line;
}
