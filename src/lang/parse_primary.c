/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_primary.c - the smallest pieces of an expression: names, calls, brackets, lists, texts. */
#include "lang/parser.h"

static bool is_digit_at(const struct parser *p, uint32_t pos)
{
	char c = lex_char(&p->lx, pos);

	return lex_class[(unsigned char)c] == LEX_DIGIT ||
	       (c == '.' && lex_class[(unsigned char)lex_char(&p->lx, pos + 1)] == LEX_DIGIT);
}

/* What an opening bracket changes, to be put back at the closing one. */
struct bracket {
	struct span open, outer;
	enum lex_commas commas;
	struct str call;
};

/* Read past an opening bracket; `commas` says what they are inside. */
static struct bracket parse_primary_open_bracket(struct parser *p, enum lex_commas commas, struct str call)
{
	struct bracket b = {p->tok.at, p->open, p->lx.commas, p->lx.call};

	p->brackets++;
	if (p->brackets > BRACKETS_MAX) {
		parser_fail(p, DIAG_LIMIT, p->tok.at, "brackets are nested too deeply (more than %d)", BRACKETS_MAX);
		parser_hint(p, "split it into cells");
	}
	p->open = b.open;
	p->lx.commas = commas;
	p->lx.call = call;
	parser_advance(p);
	return b;
}

static void fail_unclosed(struct parser *p, enum token_kind kind)
{
	if (p->tok.kind == TOK_CLOSE || p->tok.kind == TOK_CLOSE_LIST) {
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "'%s' was to close the bracket here", kind == TOK_CLOSE ? ")" : "]");
		parser_remark(p, p->open, "it was opened here");
	} else {
		parser_unexpected(p, NULL);
	}
}

/* Read past the closing bracket, which has to be a `kind`. */
static void parse_primary_close_bracket(struct parser *p, enum token_kind kind, struct bracket b)
{
	if (!p->failed && p->tok.kind != kind)
		fail_unclosed(p, kind);
	p->brackets--;
	p->open = b.outer;
	p->lx.commas = b.commas;
	p->lx.call = b.call;
	parser_advance(p);
}

/* argument := [NAME "="] whole */
static void parse_argument(struct parser *p, struct str *name, struct node **value)
{
	*name = (struct str){NULL, 0};
	if (p->tok.kind == TOK_WORD && parser_peek_assign(p)) {
		*name = parser_word(p);
		parser_advance(p);
		parser_advance(p);
	}
	*value = parse_whole(p);
}

/* Those of a list have no names; those of a chart may have one before others that have none. */
enum arguments { ARGUMENTS_PLAIN, ARGUMENTS_ORDERED, ARGUMENTS_MIXED };

static bool check_argument(struct parser *p, const struct str *names, uint32_t i, struct span at, enum arguments how)
{
	if (how == ARGUMENTS_ORDERED && !names[i].len && i > 0 && names[i - 1].len) {
		parser_fail(p, DIAG_SYNTAX, at, "arguments without a name come before those with one");
		return false;
	}
	for (uint32_t k = 0; names[i].len && k < i; k++) {
		if (str_eq(names[k], names[i])) {
			parser_fail(p, DIAG_ARGUMENT, at, "'%.*s' is given twice", STR(names[i]));
			return false;
		}
	}
	return !p->failed;
}

/* [argument {"," argument}] up to the closing bracket, into n->kids and *names, which is NULL where none has one */
static void parse_arguments(struct parser *p, struct node *n, struct str **names, enum token_kind close,
                            enum arguments how)
{
	uint32_t kid_cap = 0, name_cap = 0;
	bool any_name = false;

	if (p->tok.kind == close)
		return;
	do {
		uint32_t i = n->count, start;
		if (i)
			parser_advance(p);
		start = p->tok.at.start;
		n->kids = parser_grow(p, n->kids, i, &kid_cap, sizeof(*n->kids));
		if (how != ARGUMENTS_PLAIN) {
			*names = parser_grow(p, *names, i, &name_cap, sizeof(**names));
			parse_argument(p, &(*names)[i], &n->kids[i]);
			if (!check_argument(p, *names, i, (struct span){start, p->previous_end}, how))
				return;
			any_name |= (*names)[i].len > 0;
		} else {
			n->kids[i] = parse_whole(p);
		}
		n->count++;
	} while (p->tok.kind == TOK_COMMA && !p->failed);
	if (!any_name)
		*names = NULL;
}

/* Past the bracket that closes a call, and the cell of the formula that is meant, which touches it: `f(x).servers`. */
static struct str close_call(struct parser *p, struct bracket b)
{
	uint32_t dot = p->tok.at.end, end = lex_word(&p->lx, dot + 1);

	if (p->failed || p->tok.kind != TOK_CLOSE || lex_char(&p->lx, dot) != '.' || end == dot + 1) {
		parse_primary_close_bracket(p, TOK_CLOSE, b);
		return (struct str){0};
	}
	p->brackets--;
	p->open = b.outer;
	p->lx.commas = b.commas;
	p->lx.call = b.call;
	parser_jump(p, end, TOK_CLOSE);
	return lex_str(&p->lx, dot + 1, end);
}

/* log₂(8): digits below the line are how a page sets them. */
static struct str plain_name(struct str name)
{
	return str_eq(name, S("log₂")) ? S("log2") : str_eq(name, S("log₁₀")) ? S("log10") : name;
}

/* The name that a call of smallest begins with: the current token is the first one behind its bracket. */
static struct counter counter_of(const struct parser *p, struct str call)
{
	bool counts = str_eq(call, S("smallest")) && p->tok.kind == TOK_WORD && parser_peek(p).kind == TOK_COMMA;

	return (struct counter){counts ? parser_word(p) : (struct str){0}, p->counter};
}

static struct node *call_of(struct parser *p, enum arguments how)
{
	struct node *n = node_new(p, NODE_CALL, p->tok.at, 0);
	struct call_part part = {0};
	struct counter counter;
	struct bracket b;

	n->text = plain_name(parser_word(p));
	n->op_at = p->tok.at;
	parser_advance(p);
	n->spaced = p->tok.space;
	b = parse_primary_open_bracket(p, COMMAS_CALL, n->text);
	counter = counter_of(p, n->text);
	p->counter = &counter;
	parse_arguments(p, n, &part.names, TOK_CLOSE, how);
	p->counter = counter.outer;
	part.member = close_call(p, b);
	if (part.names || part.member.len) {
		n->part = arena_new(p->arena, struct call_part);
		*n->part = part;
	}
	n->at.end = p->previous_end;
	if (!p->failed && ast_counter(n))
		ast_bind(n, n->kids[0]->text);
	return node_settle(p, n);
}

/*
 * The bracket touches the name, or the name is a function's; the point touches the bracket.
 *
 * call := NAME "(" [argument {"," argument}] ")" ["." NAME]
 */
struct node *parse_call(struct parser *p)
{
	return call_of(p, ARGUMENTS_ORDERED);
}

struct node *parse_drawing(struct parser *p)
{
	return call_of(p, ARGUMENTS_MIXED);
}

/* list := "[" [whole {"," whole}] "]" */
static struct node *parse_list(struct parser *p)
{
	struct node *n = node_new(p, NODE_LIST, p->tok.at, 0);
	struct bracket b = parse_primary_open_bracket(p, COMMAS_LIST, S(""));
	struct str *names = NULL;

	parse_arguments(p, n, &names, TOK_CLOSE_LIST, ARGUMENTS_PLAIN);
	parse_primary_close_bracket(p, TOK_CLOSE_LIST, b);
	n->at.end = p->previous_end;
	return node_settle(p, n);
}

/* brackets := "(" whole ")" */
static struct node *parse_brackets(struct parser *p)
{
	struct bracket b = parse_primary_open_bracket(p, COMMAS_GROUP, S(""));
	struct node *n = parse_whole(p);

	parse_primary_close_bracket(p, TOK_CLOSE, b);
	n->bracketed = true;
	return n;
}

/* name := NAME | CURRENCY */
static struct node *parse_name_node(struct parser *p)
{
	struct node *n = node_new(p, NODE_NAME, p->tok.at, 0);

	n->text = str_eq(parser_word(p), S("π")) ? S("pi") : parser_word(p);
	p->answered |= n->text.len <= 4 && (n->text.p[0] == '_' || str_starts(n->text, S("ans")));
	parser_advance(p);
	return n;
}

/* Is the word called? A bracket touches it, or comes after a blank and the word is a function, and no cell. */
static bool parse_primary_is_called(const struct parser *p)
{
	uint32_t pos = lex_blanks(&p->lx, p->tok.at.end);
	char c = lex_char(&p->lx, pos);
	struct token next;

	if (c != '(' && lex_class[(unsigned char)c] != LEX_HIGH)
		return false;
	next = parser_peek(p);
	if (next.kind != TOK_OPEN || !next.space)
		return next.kind == TOK_OPEN;
	if (p->tok.at.start > 0 && lex_char(&p->lx, p->tok.at.start - 1) == '/' && parse_is_pasted(p, next.at.start))
		return false; /* "44 /min  (28 … 68 /min, 90 %)" */
	return vocabulary_call(p->v, parser_word(p)) != CALL_NONE && !parser_is_cell(p, parser_word(p));
}

/* root := "√" primary */
static struct node *parse_root(struct parser *p)
{
	struct node *n = node_new(p, NODE_CALL, p->tok.at, 1);

	if (!parser_enter(p, p->tok.at))
		return p->bad;
	parser_advance(p);
	n->text = S("sqrt");
	n->kids[0] = parse_primary(p);
	parser_leave(p);
	n->at.end = p->previous_end;
	return node_settle(p, n);
}

/*
 * "a year", "an hour", "one million": the article is a 1, where no cell or unit has its name. `a b` is two names that
 * are not known.
 */
static bool is_one(const struct parser *p)
{
	struct str word = parser_word(p);
	bool article = str_eq(word, S("a")) || str_eq(word, S("an"));
	struct look unit;

	if ((!article && !str_eq(word, S("one"))) || !parser_is_free(p, word))
		return false;
	look_word(p, p->tok.at.end, &unit);
	return !unit.glued && unit.word.len > 1 && !lex_currency(&p->lx, unit.start) &&
	       ((article && unit.class != WORD_OTHER) || is_magnitude_word(p, unit.word));
}

/* "$3 / million requests": what is counted belongs to the number, as in $3 / 1M requests. */
static bool is_divided_million(const struct parser *p)
{
	struct look unit;

	if (p->previous != TOK_SLASH || !is_magnitude_word(p, parser_word(p)))
		return false;
	look_word(p, p->tok.at.end, &unit);
	return unit.plain && !unit.glued && unit.word.len > 1;
}

/* "millions of users": nobody knows how many. */
static bool fail_many(struct parser *p)
{
	struct str word = parser_word(p);

	if (word.len < 4 || word.p[word.len - 1] != 's' || !is_magnitude_word(p, word) || parser_peek(p).kind != TOK_OF)
		return false;
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'%.*s of' is no number", STR(word));
	parser_hint(p, "write a range, as in 1..9 %.*s", STR(word));
	return true;
}

static struct node *parse_primary_parse_word(struct parser *p)
{
	if (parse_primary_is_called(p))
		return parse_call(p);
	if (fail_third(p) || fail_many(p))
		return p->bad;
	if (is_one(p) || is_divided_million(p))
		return parse_magnitude_literal(p);
	if (p->magnitude_at && p->tok.at.start == p->magnitude_at && (p->previous == TOK_SLASH || p->previous == TOK_PER))
		return parse_magnitude_literal(p);
	return parse_name_node(p);
}

static struct node *parse_currency(struct parser *p)
{
	if (is_digit_at(p, lex_blanks(&p->lx, p->lx.pos)))
		return parse_literal(p);
	if (lex_char(&p->lx, lex_blanks(&p->lx, p->lx.pos)) == '-' && is_digit_at(p, lex_blanks(&p->lx, p->lx.pos) + 1)) {
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "the sign comes before the currency");
		parser_hint(p, "write -%.*s5", STR(parser_word(p)));
		return p->bad;
	}
	return parse_name_node(p);
}

/* none := "none" [TEXT] */
static struct node *parse_none(struct parser *p)
{
	struct node *n = node_new(p, NODE_NONE, p->tok.at, 0);

	parser_advance(p);
	if (p->tok.kind == TOK_TEXT) {
		n->text = parser_unquote(p, p->tok.at);
		n->at.end = p->tok.at.end;
		parser_advance(p);
	}
	return n;
}

static struct node *parse_truth(struct parser *p)
{
	struct node *n = node_new(p, NODE_TRUTH, p->tok.at, 0);

	n->number = p->tok.kind == TOK_YES;
	parser_advance(p);
	return n;
}

static struct node *parse_text(struct parser *p)
{
	struct node *n = node_new(p, NODE_TEXT, p->tok.at, 0);

	n->text = parser_unquote(p, p->tok.at);
	parser_advance(p);
	return n;
}

static struct node *parse_primary_no_value(struct parser *p)
{
	switch (p->tok.kind) {
	case TOK_IF:
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "an 'if' inside of an expression needs brackets");
		parser_hint(p, "write (if ... then ... else ...)");
		return p->bad;
	case TOK_NOT:
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "'not' inside of an expression needs brackets");
		parser_hint(p, "write (not ...)");
		return p->bad;
	case TOK_BANG:
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "'!' comes after a number, as its factorial");
		parser_hint(p, "to negate a condition write 'not x'");
		return p->bad;
	default: return fail_word_call(p) ? p->bad : parser_unexpected(p, "a value");
	}
}

/* primary := literal | described | name | call | root | list | brackets | TEXT | "yes" | "no" | none */
struct node *parse_primary(struct parser *p)
{
	switch (p->tok.kind) {
	case TOK_NUMBER: return parse_literal(p);
	case TOK_WORD: return parse_primary_parse_word(p);
	case TOK_CURRENCY: return parse_currency(p);
	case TOK_OPEN: return parse_brackets(p);
	case TOK_OPEN_LIST: return parse_list(p);
	case TOK_TEXT: return parse_text(p);
	case TOK_YES:
	case TOK_NO: return parse_truth(p);
	case TOK_NONE: return parse_none(p);
	case TOK_ROOT: return parse_root(p);
	default: return parse_primary_no_value(p);
	}
}
