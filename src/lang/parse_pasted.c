/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse_pasted.c - an answer that is typed back as bote printed it: its second reading, or its range, is passed over.
 */
#include "lang/parser.h"

/* "300 /day": the slash is at the unit. */
static bool is_rate(const struct node *n)
{
	return n->op == OP_DIV && n->kids[1]->kind == NODE_NAME && n->kids[1]->at.start == n->op_at.end;
}

/* What an answer can be. */
static bool parse_pasted_is_answer(const struct node *n)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_QUANTITY:
	case NODE_PERCENT:
	case NODE_RANGE:
	case NODE_MARGIN:
	case NODE_LIST: return !n->bracketed;
	case NODE_UNARY: return n->op == OP_NEGATE && parse_pasted_is_answer(n->kids[0]);
	case NODE_BINARY: /* 2 h 30 min; [1, 2] ms; 10 %/month; 300 /day */
		return (n->tight || is_rate(n)) && !n->bracketed && parse_pasted_is_answer(n->kids[0]);
	default: return false;
	}
}

/* The end of the bracket that begins at `pos`, on its line; 0 if it has none. */
static uint32_t bracket_end(const struct parser *p, uint32_t pos)
{
	unsigned open = 0;

	for (; pos < p->lx.end && p->lx.text[pos] != '\n'; pos++) {
		open += p->lx.text[pos] == '(';
		if (p->lx.text[pos] == ')' && --open == 0)
			return pos + 1;
	}
	return 0;
}

/* No expression looks like that: "≈ 2.8 h", "0.71 … 1.5 PB, 90 %". */
static bool is_plainly_printed(struct str inside)
{
	return str_starts(inside, S("≈")) || str_find(inside, S("…"), 0) < inside.len ||
	       str_find(inside, S(" ... "), 0) < inside.len;
}

/* A number and a unit, and nothing else: "2.778 h". */
static bool is_reading(const struct parser *p, struct str inside)
{
	size_t digits = 0;

	while (digits < inside.len && (lex_class[(unsigned char)inside.p[digits]] == LEX_DIGIT || inside.p[digits] == '.' ||
	                               inside.p[digits] == ','))
		digits++;
	if (!digits || digits + 1 >= inside.len || inside.p[digits] != ' ')
		return false;
	for (size_t i = digits; i < inside.len; i++)
		if (inside.p[i] == '*' || inside.p[i] == '+' || inside.p[i] == '(')
			return false;
	if (inside.p[digits + 1] == '/')
		digits += 2;
	struct look l;
	look_word(p, (uint32_t)(inside.p + digits - p->lx.text), &l);
	return l.class != WORD_OTHER || word_magnitude(l.word);
}

bool parse_is_pasted(const struct parser *p, uint32_t open)
{
	uint32_t end = bracket_end(p, open);

	return end && ((open > 1 && lex_char(&p->lx, open - 1) == ' ' && lex_char(&p->lx, open - 2) == ' ') ||
	               is_plainly_printed(str_trim(lex_str(&p->lx, open + 1, end - 1))));
}

bool parse_pasted(struct parser *p, const struct node *left)
{
	uint32_t start = p->tok.at.start, end;
	struct str inside;

	if (!parse_pasted_is_answer(left) || !(end = bracket_end(p, start)))
		return false;
	inside = str_trim(lex_str(&p->lx, start + 1, end - 1));
	if (!is_plainly_printed(inside)) {
		if (start - p->previous_end < 2 || lex_char(&p->lx, start - 2) != ' ')
			return false;
		if (!is_reading(p, inside))
			diag_note(p->d, (struct span){start, end},
			          "left out, as what stands behind an answer; to multiply, write *");
	}
	parser_jump(p, end, TOK_CLOSE);
	return true;
}
