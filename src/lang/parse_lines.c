/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_lines.c - does a statement go on in the next line? */
#include <string.h>

#include "lang/lex.h"
#include "lang/parse.h"
#include "lang/token.h"

enum { LONG = 64 /* lines */ };

static bool has_either(struct str line, char a, char b)
{
	return memchr(line.p, a, line.len) || memchr(line.p, b, line.len);
}

/*
 * Brackets opened less those closed, quotes aside, where so many are open before. Prose, headings and comments have
 * none.
 */
static int depth_of(struct str line, int before)
{
	int depth = 0;

	if (!has_either(line, '(', '[') && (before == 0 || !has_either(line, ')', ']')))
		return 0;
	line = str_trim(line);
	if (line.p[0] == '#' || line.p[0] == '>' || str_starts(line, S("//")))
		return 0;
	for (size_t i = 0; i < line.len; i++) {
		switch (line.p[i]) {
		case '"': i = str_find_char(line, '"', i + 1); break;
		case '(':
		case '[': depth++; break;
		case ')':
		case ']': depth--; break;
		}
	}
	return depth;
}

/*
 * May the line go on in the next one? A cheap look that is right when it says no: most lines end with a word that joins
 * nothing, a digit or a closing sign. The parser knows for sure, but reads the line a second time.
 */
static bool may_go_on(struct str line)
{
	size_t n;

	while (line.len && (unsigned char)line.p[line.len - 1] <= ' ')
		line.len--;
	if (!line.len)
		return false;
	for (n = 0; n < line.len && line.p[line.len - 1 - n] >= 'a' && line.p[line.len - 1 - n] <= 'z'; n++)
		;
	if (n)
		return token_table[token_keyword(str_cut(line, line.len - n, line.len))].joins;
	switch (line.p[line.len - 1]) {
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
	case ')':
	case ']':
	case '"': return false;
	}
	return !(line.p[line.len - 1] >= 'A' && line.p[line.len - 1] <= 'Z');
}

/* A sign at the end that needs something after it. */
static bool lines_end_open(struct str line)
{
	line = str_trim(line);
	return line.len > 0 && memchr("+-*/^=<>&|,", line.p[line.len - 1], 11) != NULL;
}

/*
 * Does the statement go on behind its last line? A long one is read by the parser only when its brackets are closed and
 * its last sign wants nothing more, for reading all of it at each line would take forever.
 */
static bool lines_go_on(struct str statement, struct str line, bool sharp, uint32_t lines, int depth)
{
	if (lines > LONG && (depth > 0 || lines_end_open(line)))
		return true;
	return (depth > 0 || lines > 1 || sharp || may_go_on(line)) && parse_unfinished(statement);
}

bool parse_goes_on(struct continued *c, struct str statement, struct str line)
{
	bool sharp = memchr(line.p, '#', line.len);

	c->count++;
	if (sharp) {
		line = parse_uncommented(line);
		sharp = memchr(line.p, '#', line.len);
	}
	c->depth += depth_of(line, c->depth);
	return lines_go_on(statement, line, sharp, c->count, c->depth);
}

size_t parse_statement_end(struct str line)
{
	struct lexer lx = {.text = line.p, .end = (uint32_t)line.len};
	struct token t;

	if (!memchr(line.p, ';', line.len))
		return line.len;
	do
		lex_next(&lx, &t, false);
	while (t.kind != TOK_SEMICOLON && t.kind != TOK_END && t.kind != TOK_BAD);
	return t.kind == TOK_SEMICOLON ? t.at.start : line.len;
}
