/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parser.c - the parser's state: tokens, errors, nodes. */
#include "lang/parser.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

void parser_init(struct parser *p, struct arena *a, const struct source *src, uint32_t at, const struct vocabulary *v,
                 struct diag *d)
{
	memset(p, 0, sizeof(*p));
	p->lx = (struct lexer){.text = src->text.p, .pos = at, .end = (uint32_t)src->text.len, .v = v, .d = d};
	p->arena = a;
	p->src = src;
	p->v = v;
	p->line = p->statement = at;
	p->d = d;
	p->bad = &p->bad_node;
	p->bad_node.kind = NODE_NONE;
	p->previous_end = at;
}

/* ---- tokens ---- */

static void read_token(struct parser *p, bool join)
{
	lex_next(&p->lx, &p->tok, join || p->brackets > 0);
	if (p->tok.kind == TOK_BAD) {
		p->failed = true;
		p->resume = p->tok.at.start;
		p->tok.kind = TOK_END;
	}
}

void parser_advance(struct parser *p)
{
	if (p->failed)
		return;
	p->previous = p->tok.kind;
	p->previous_end = p->tok.at.end;
	read_token(p, token_table[p->tok.kind].joins);
}

void parser_jump(struct parser *p, uint32_t pos, enum token_kind kind)
{
	if (p->failed)
		return;
	p->previous = kind;
	p->previous_end = pos;
	p->lx.pos = pos;
	read_token(p, false);
}

struct token parser_peek(const struct parser *p)
{
	struct lexer ahead = p->lx;
	struct token t;

	ahead.d = NULL;
	lex_next(&ahead, &t, p->brackets > 0);
	return t;
}

bool parser_peek_assign(const struct parser *p)
{
	uint32_t pos = lex_blanks(&p->lx, p->lx.pos);

	return lex_char(&p->lx, pos) == '=' && lex_char(&p->lx, pos + 1) != '=';
}

/* ---- errors ---- */

void parser_remark(struct parser *p, struct span at, const char *fmt, ...)
{
	char remark[200];
	va_list ap;

	if (!p->hintable)
		return;
	va_start(ap, fmt);
	vsnprintf(remark, sizeof(remark), fmt, ap);
	va_end(ap);
	diag_remark(p->d, at, "%s", remark);
}

void parser_hint_nearest(struct parser *p, struct str word)
{
	struct str near[3];
	unsigned n;

	if (!p->hintable || !p->v || !p->v->nearest)
		return;
	n = p->v->nearest(p->v->ctx, word, near, 3);
	if (!diag_suggest(p->d, near, n))
		parser_hint(p, "'noun %.*s' makes it something that is counted, 'unit %.*s = ...' a unit", STR(word),
		            STR(word));
}

/*
 * A bracket that was left open takes the next lines in, and the mistake shows only there: at their end, at a
 * description, at the `=` of the next cell.
 */
static bool is_unclosed(const struct parser *p)
{
	struct str between = parser_text(p, (struct span){p->open.start, p->tok.at.start});

	if (p->brackets == 0)
		return false;
	switch (p->tok.kind) {
	case TOK_END:
	case TOK_SEMICOLON:
	case TOK_TEXT: return true;
	case TOK_ASSIGN: return str_find_char(between, '\n', 0) < between.len;
	default: return false;
	}
}

static struct node *unexpected_end(struct parser *p, const char *wanted)
{
	struct span at = {p->previous_end, p->previous_end};

	parser_fail(p, DIAG_SYNTAX, at, "the line ends here, but %s should follow", wanted ? wanted : "more");
	if (p->previous == TOK_PLUS && at.end > 1 && lex_class_at(&p->lx, at.end - 2) != LEX_BLANK) /* 100k+ */
		parser_hint(p, "at least so many is written without the +");
	return p->bad;
}

/* The operator at the end of the line before, which took this line in; 0 for none. */
static char taken_in_by(const struct parser *p)
{
	const char *text = p->lx.text;
	size_t at = p->tok.at.start;

	while (at > 0 && text[at - 1] != '\n')
		at--;
	while (at > 0 && strchr(" \t\r\n", text[at - 1]))
		at--;
	return at > 0 && at < p->tok.at.start && strchr("+-*/^=<>", text[at - 1]) ? text[at - 1] : 0;
}

/* "dau += 10M" */
static bool after_operator(const struct parser *p)
{
	return p->tok.at.start > 0 && strchr("+-*/", lex_char(&p->lx, p->tok.at.start - 1)) != NULL;
}

/* Does a number begin there, or an amount? */
static bool is_amount(const struct parser *p, uint32_t pos)
{
	return lex_class_at(&p->lx, pos) == LEX_DIGIT || lex_char(&p->lx, pos) == '$';
}

/* "20k rps * 2 KB = 40 MB/s": what a person works out is bote's to say. NULL where it is no such line. */
static const char *without_answer(const struct parser *p)
{
	struct str answer = rest_of_statement(p, p->tok.at.start);

	if (!is_amount(p, p->statement) || !is_amount(p, lex_blanks(&p->lx, p->tok.at.end)))
		return NULL;
	return arena_printf(p->arena, "leave out '%.*s', which bote says itself; to compare, write ==", STR(answer)).p;
}

/* "< 5 ms", "±10% of 100 GB": an operator that has nothing on its left. */
static void hint_leading(struct parser *p, enum token_kind kind)
{
	struct str rest = rest_of_statement(p, p->tok.at.start);

	if (p->tok.at.start != p->statement)
		return;
	if (token_table[kind].power == POWER_COMPARE)
		parser_hint(p, "something is compared, as in x %.*s", STR(rest));
	else if (kind == TOK_PER && str_find_char(rest, '=', 0) == rest.len)
		parser_hint(p, "a number is in front of it, as in 1 %.*s", STR(rest));
	else if (kind == TOK_PLUS_MINUS)
		parser_hint(p, "a margin comes after its number, as in 100 GB ± 10%%");
}

struct node *parser_unexpected(struct parser *p, const char *wanted)
{
	enum token_kind kind = p->tok.kind;
	struct span at = p->tok.at;
	struct str word = parser_excerpt(p, at);

	if (p->failed)
		return p->bad;
	if (is_unclosed(p)) {
		parser_fail(p, DIAG_SYNTAX, p->open, "this bracket is never closed");
		p->resume = p->open.start;
		return p->bad;
	}
	switch (kind) {
	case TOK_END: return unexpected_end(p, wanted);
	case TOK_ASSIGN:
		parser_fail(p, DIAG_SYNTAX, at, "'=' defines a cell, and only at the start of a statement");
		if (taken_in_by(p))
			parser_hint(p, "the line before ends in '%c', so it continues here", taken_in_by(p));
		else
			hint_name(p, after_operator(p)   ? "write it out, as in x = x + 1"
			             : without_answer(p) ? without_answer(p)
			                                 : "to compare, write ==");
		return p->bad;
	case TOK_APPROX:
		parser_fail(p, DIAG_SYNTAX, at, "'≈' stands only in front of an answer");
		parser_hint(p, "%s", without_answer(p) ? without_answer(p) : "to compare, write ==");
		return p->bad;
	case TOK_COLON: return fail_colon(p);
	case TOK_MATCH:
		parser_fail(p, DIAG_SYNTAX, at, "'~=' belongs in an example");
		parser_hint(p, "to compare, write ==");
		return p->bad;
	case TOK_COMMA: return fail_comma(p);
	case TOK_TEXT:
		if (wanted || p->previous != TOK_TEXT)
			break;
		return parser_fail(p, DIAG_SYNTAX, at, "this is a second text: one description is enough");
	case TOK_CLOSE:
	case TOK_CLOSE_LIST:
		if (wanted)
			break;
		return parser_fail(p, DIAG_SYNTAX, at, "this '%.*s' closes nothing", STR(word));
	default: break;
	}
	if (wanted) {
		parser_fail(p, DIAG_SYNTAX, at, "'%.*s' does not belong here: %s is missing", STR(word), wanted);
		hint_leading(p, kind);
		hint_name(p, NULL);
		return p->bad;
	}
	return parser_fail(p, DIAG_SYNTAX, at, "'%.*s' does not belong here", STR(word));
}

enum { STEP_STACK = 1024 /* bytes */ };

/*
 * Who reads or walks a tree calls itself for each step, in less than a kilobyte of the stack: of a small one there are
 * fewer.
 */
static uint32_t deepest(void)
{
	static uint32_t steps;
	struct rlimit stack;

	if (!steps) {
		steps = DEPTH_MAX;
		if (getrlimit(RLIMIT_STACK, &stack) == 0 && stack.rlim_cur / STEP_STACK < steps)
			steps = (uint32_t)(stack.rlim_cur / STEP_STACK);
	}
	return steps;
}

bool parser_enter(struct parser *p, struct span at)
{
	p->level++;
	if (p->failed)
		return false;
	if (p->level <= deepest())
		return true;
	parser_fail(p, DIAG_LIMIT, at, "this is nested too deeply (more than %u levels)", deepest());
	parser_hint(p, "split it into cells");
	return false;
}

struct str parser_since(const struct parser *p, uint32_t start)
{
	return parser_excerpt(p, (struct span){start, p->previous_end > start ? p->previous_end : start});
}

struct str parser_unquote(struct parser *p, struct span at)
{
	bool curly = lex_char(&p->lx, at.start) != '"'; /* “text” */
	uint32_t quote = curly ? sizeof "“" - 1 : 1;
	struct str raw = lex_str(&p->lx, at.start + quote, at.end - quote);
	char *out;
	size_t n = 0;

	if (curly || str_find_char(raw, '\\', 0) == raw.len)
		return raw;
	out = arena_alloc(p->arena, raw.len + 1);
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.p[i] == '\\')
			i++;
		out[n++] = raw.p[i];
	}
	return (struct str){out, n};
}

/* ---- nodes ---- */

static struct node *check_depth(struct parser *p, struct node *n, uint32_t depth)
{
	n->depth = (uint16_t)(depth + 1);
	if (depth < deepest() || p->failed)
		return n;
	parser_fail(p, DIAG_LIMIT, n->op_at.end ? n->op_at : n->at, "this expression has more than %u steps one in another",
	            deepest());
	parser_hint(p, "split it into cells");
	return p->bad;
}

struct node *node_settle(struct parser *p, struct node *n)
{
	uint32_t depth = 0;

	for (uint32_t i = 0; i < n->count; i++) {
		if (n->kids[i]->depth > depth)
			depth = n->kids[i]->depth;
	}
	return check_depth(p, n, depth);
}

struct node *node_unary(struct parser *p, enum node_kind kind, enum node_op op, struct span at, struct node *kid)
{
	struct node *n = node_new(p, kind, at, 1);

	n->op = op;
	n->kids[0] = kid;
	return node_settle(p, n);
}

struct node *node_binary(struct parser *p, enum node_op op, struct span at, struct span op_at, struct node *a,
                         struct node *b)
{
	struct node *n = node_new(p, NODE_BINARY, at, 2);

	n->op = op;
	n->op_at = op_at;
	n->kids[0] = a;
	n->kids[1] = b;
	/* What goes down on the left is walked in a loop (ast_spine), and is as deep as its first operand. */
	uint32_t left = a->kind == NODE_BINARY ? a->depth - 1 : a->depth;
	return check_depth(p, n, left > b->depth ? left : b->depth);
}

void *parser_grow(struct parser *p, void *old, uint32_t used, uint32_t *cap, size_t size)
{
	void *grown;

	if (used < *cap)
		return old;
	*cap = *cap ? *cap * 2 : 4;
	grown = arena_alloc_array(p->arena, *cap, size);
	if (used)
		memcpy(grown, old, used * size);
	return grown;
}

struct statement *statement_new(struct parser *p, enum statement_kind kind)
{
	bool plain = kind == STATEMENT_CELL || kind == STATEMENT_EXPRESSION || kind == STATEMENT_HEADING ||
	             kind == STATEMENT_PROSE;
	struct statement *s = arena_new(p->arena, struct statement);

	s->kind = kind;
	s->more = plain ? (struct statement_more *)&statement_no_more : arena_new(p->arena, struct statement_more);
	s->at.start = p->tok.at.start;
	return s;
}
