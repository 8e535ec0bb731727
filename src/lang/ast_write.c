/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ast_write.c - a tree as one would write it by hand, with no more brackets than needed. */
#include "lang/ast.h"

#include <stdlib.h>

#include "lang/lex.h"

/* How tightly a piece holds together; a piece in a tighter place than its own gets brackets. */
enum hold {
	HOLD_CONVERT,
	HOLD_IF,
	HOLD_OR,
	HOLD_AND,
	HOLD_NOT,
	HOLD_COMPARE,
	HOLD_SUM,
	HOLD_PRODUCT,
	HOLD_RANGE,
	HOLD_UNARY,
	HOLD_POWER,
	HOLD_LITERAL, /* a number with a unit or with %: whole, but not to be raised or put before another */
	HOLD_PRIMARY,
	HOLD_BRACKETS /* a place where brackets stand whatever is in them */
};

struct writer {
	struct buf *out;
	struct str src;
	bool ascii;
	bool commas; /* commas separate here: digit groups are written with _ */
	bool (*name)(void *ctx, const struct node *n, struct buf *out);
	void *ctx;
	int exponents; /* how many `^` it follows */
};

static void write_node(struct writer *w, const struct node *n, enum hold place);
static void write_bare(struct writer *w, const struct node *n, enum hold place);

static enum hold binary_hold(const struct node *n)
{
	static const unsigned char holds[] = {
		[OP_ADD] = HOLD_SUM,     [OP_SUB] = HOLD_SUM,    [OP_MUL] = HOLD_PRODUCT, [OP_DIV] = HOLD_PRODUCT,
		[OP_MOD] = HOLD_PRODUCT, [OP_OF] = HOLD_PRODUCT, [OP_POW] = HOLD_POWER,   [OP_EQ] = HOLD_COMPARE,
		[OP_NE] = HOLD_COMPARE,  [OP_LT] = HOLD_COMPARE, [OP_LE] = HOLD_COMPARE,  [OP_GT] = HOLD_COMPARE,
		[OP_GE] = HOLD_COMPARE,  [OP_AND] = HOLD_AND,    [OP_OR] = HOLD_OR,
	};

	return n->op == OP_ADD && n->tight ? HOLD_LITERAL : (enum hold)holds[n->op];
}

/* "10 million" is more than one word, so it cannot be raised as it is; nor can the 1 million of "x/million". */
static enum hold number_hold(const struct node *n)
{
	if (n->text.len > 2 && word_magnitude(n->text))
		return HOLD_LITERAL;
	for (size_t i = 0; i < n->text.len; i++) {
		if (lex_class[(unsigned char)n->text.p[i]] >= LEX_BLANK)
			return HOLD_LITERAL;
	}
	return HOLD_PRIMARY;
}

/* "4 GB of data" and "4 GB data" are read after an operator, and not after a sign. */
static enum hold quantity_hold(const struct node *n)
{
	return ast_description(n).end == 0 ? HOLD_LITERAL : HOLD_RANGE;
}

static enum hold hold_of(const struct node *n)
{
	switch (n->kind) {
	case NODE_CONVERT: return HOLD_CONVERT;
	case NODE_IF: return HOLD_IF;
	case NODE_UNARY: return n->op == OP_NOT ? HOLD_NOT : HOLD_UNARY;
	case NODE_BINARY: return binary_hold(n);
	case NODE_RANGE:
	case NODE_MARGIN: return HOLD_RANGE;
	case NODE_QUANTITY: return quantity_hold(n);
	case NODE_PERCENT: return HOLD_LITERAL;
	case NODE_NUMBER: return n->number < 0 ? HOLD_UNARY : number_hold(n);
	default: return HOLD_PRIMARY;
	}
}

/* What was typed, with a single blank for each stretch of white space and comments. */
static void write_typed(struct writer *w, struct span at)
{
	struct str s = str_trim(str_cut(w->src, at.start, at.end));
	const struct lexer lx = {.text = s.p, .end = (uint32_t)s.len};

	for (uint32_t i = 0, next; i < lx.end; i = next) {
		next = lex_gap(&lx, i);
		if (next > i)
			buf_char(w->out, ' ');
		else if (s.p[i] == ',' && w->commas)
			buf_char(w->out, '_');
		else
			buf_char(w->out, s.p[i]);
		next += next == i;
	}
}

/* What a name stands for may be longer than a word: then it needs brackets where it is raised or negated. */
static void ast_write_name(struct writer *w, const struct node *n, enum hold place)
{
	struct buf value = {0};
	struct str s;
	bool wrap;

	if (n->local || !w->name || !w->name(w->ctx, n, &value)) {
		buf_add_str(w->out, n->text);
		buf_release(&value);
		return;
	}
	s = buf_str(&value);
	wrap = place > HOLD_SUM && s.len && (s.p[0] == '-' || (place > HOLD_UNARY && str_find_char(s, ' ', 0) < s.len));
	if (wrap)
		buf_char(w->out, '(');
	buf_add_str(w->out, s);
	if (wrap)
		buf_char(w->out, ')');
	buf_release(&value);
}

/* Does `n`, perhaps after signs, end as a literal does, so that an exponent would take only part of it? */
static bool ends_as_literal(const struct node *n)
{
	while (n->kind == NODE_UNARY)
		n = n->kids[0];
	return hold_of(n) == HOLD_LITERAL;
}

/* The operand that is written first. */
static const struct node *leftmost(const struct node *n)
{
	while (n->kind == NODE_BINARY || n->kind == NODE_RANGE || n->kind == NODE_MARGIN || n->kind == NODE_PERCENT)
		n = n->kids[0];
	return n;
}

/* Would the B in "10% of 4B" be read as a billion? Not that after an exponent, "10% of 4^2B". */
static bool begins_with_bytes(const struct node *n)
{
	n = leftmost(n);
	return n->kind == NODE_QUANTITY && n->kids[0]->kind == NODE_NUMBER && n->unit->count &&
	       str_eq(n->unit->words[0].word, S("B")) && n->unit->words[0].at.start == n->kids[0]->at.end;
}

/*
 * Do brackets make a factor of the word after `of` in "4 GB of (data)", or a factor without a sign after it, `next`?
 * Without them it would say what the 4 GB are.
 */
static bool begins_with_factor(const struct node *n, const struct node *next)
{
	const struct node *first = n->kids[1], *last = n->kids[0];
	bool bracketed = last->bracketed || first->bracketed || (next && next->op == OP_MUL && next->tight);

	while ((last->kind == NODE_BINARY && !(last->op == OP_ADD && last->tight)) || last->kind == NODE_RANGE ||
	       last->kind == NODE_MARGIN) {
		last = last->kids[1];
		bracketed |= last->bracketed;
	}

	while (first->kind == NODE_BINARY || first->kind == NODE_RANGE || first->kind == NODE_MARGIN ||
	       first->kind == NODE_PERCENT) {
		first = first->kids[0];
		bracketed |= first->bracketed;
	}
	return bracketed && last->kind == NODE_QUANTITY && first->kind == NODE_NAME;
}

static enum hold left_place(const struct node *n)
{
	enum hold own = binary_hold(n);

	return own == HOLD_COMPARE ? own + 1 : n->op == OP_POW ? HOLD_PRIMARY : own;
}

/* "1/2", "0.1..1/2"; not "1/2 G", which is a number whatever follows. */
static bool ends_in_fraction(const struct node *n)
{
	while (n->count > 0 &&
	       (n->kind == NODE_BINARY || n->kind == NODE_RANGE || n->kind == NODE_MARGIN || n->kind == NODE_UNARY))
		n = n->kids[n->count - 1];
	return n->kind == NODE_NUMBER && str_find_char(n->text, '/', 0) < n->text.len &&
	       char_is_digit(n->text.p[n->text.len - 1]);
}

/* "1/2 per n", "0.1..1/2 per n": 1/2 / n would be two quotients. */
static bool is_fraction_per(const struct node *n)
{
	return n->op == OP_DIV && ends_in_fraction(n->kids[0]);
}

/* "1/2 per (s)", "1/2 per +18 s", or on the next line: right behind `per` it would be the unit of the fraction. */
static bool stands_off(const struct writer *w, const struct node *n)
{
	struct str between = str_cut(w->src, n->op_at.end, leftmost(n->kids[1])->at.start);

	return str_trim(between).len > 0 || str_find_char(between, '\n', 0) < between.len;
}

/*
 * The right side of what is read from the left must hold tighter than the operator. `next` is the operator after it,
 * or NULL.
 */
static enum hold right_place(const struct writer *w, const struct node *n, const struct node *next)
{
	enum hold own = binary_hold(n);

	if (own == HOLD_LITERAL) /* 2 h 30 min */
		return own;
	if (n->op == OP_POW)
		return ends_as_literal(n->kids[1]) || n->kids[1]->kind == NODE_NAME ? HOLD_PRIMARY : HOLD_UNARY;
	if ((n->op == OP_OF && begins_with_factor(n, next)) || (is_fraction_per(n) && stands_off(w, n)))
		return HOLD_BRACKETS;
	return n->op == OP_OF && begins_with_bytes(n->kids[1]) ? HOLD_PRIMARY : own + 1;
}

static const char *operator_of(const struct writer *w, const struct node *n)
{
	if (is_fraction_per(n))
		return "per";
	return n->op == OP_MUL && !w->ascii ? "×" : op_name(n->op);
}

/*
 * The operator of `n` and what is on its right, before the operator of `next`, if any. A plus sign keeps it apart as
 * brackets do, where those would part a fraction from the `per` that makes it one: "1/3 per +18..1/3 per n".
 */
static void write_right(struct writer *w, const struct node *n, const struct node *next)
{
	enum hold own = binary_hold(n), place;

	if (own == HOLD_LITERAL)
		buf_char(w->out, ' ');
	else if (n->op == OP_POW)
		buf_char(w->out, '^');
	else {
		buf_char(w->out, ' ');
		buf_add_c(w->out, operator_of(w, n));
		buf_char(w->out, ' ');
	}
	place = right_place(w, n, next);
	if (place == HOLD_BRACKETS && next && is_fraction_per(next) && ends_in_fraction(n->kids[1])) {
		buf_char(w->out, '+');
		place = own + 1;
	}
	w->exponents += n->op == OP_POW;
	write_node(w, n->kids[1], place);
	w->exponents -= n->op == OP_POW;
}

static void write_binary(struct writer *w, const struct node *n)
{
	uint32_t count, open = 0;
	bool commas = w->commas;
	const struct node **spine = ast_spine(n, &count);

	for (uint32_t i = count - 1; i > 0; i--)
		open += hold_of(spine[i - 1]) < left_place(spine[i]);
	buf_fill(w->out, '(', open);
	for (uint32_t i = 0; i < count; i++) {
		w->commas = commas && !open;
		if (i == 0)
			write_node(w, spine[0]->kids[0], left_place(spine[0]));
		write_right(w, spine[i], i + 1 < count ? spine[i + 1] : NULL);
		if (i + 1 < count && hold_of(spine[i]) < left_place(spine[i + 1])) {
			buf_char(w->out, ')');
			open--;
		}
	}
	w->commas = commas;
	free(spine);
}

/* A literal in brackets takes nothing from the other end, so they stay: "(5)..10 ms". */
static bool is_apart(const struct node *n)
{
	bool bracketed = n->bracketed;

	while (n->kind == NODE_UNARY && n->op == OP_NEGATE) {
		n = n->kids[0];
		bracketed |= n->bracketed;
	}
	return bracketed && (n->kind == NODE_NUMBER || n->kind == NODE_QUANTITY || n->kind == NODE_PERCENT);
}

static void write_in_brackets(struct writer *w, const struct node *n)
{
	bool commas = w->commas;

	w->commas = false;
	buf_char(w->out, '(');
	write_bare(w, n, HOLD_CONVERT);
	buf_char(w->out, ')');
	w->commas = commas;
}

/* An end of a range. What the last one is said to be is said of both: "1..2 GB of data". */
static void write_end(struct writer *w, const struct node *n, bool last)
{
	if (last && n->kind == NODE_QUANTITY && !n->bracketed && ast_description(n).end)
		write_bare(w, n, HOLD_UNARY);
	else if (is_apart(n))
		write_in_brackets(w, n);
	else
		write_node(w, n, HOLD_UNARY);
}

static void write_percent(struct writer *w, const struct node *n)
{
	if (is_apart(n))
		write_in_brackets(w, n);
	else
		write_node(w, n, n->kind == NODE_NUMBER ? HOLD_LITERAL : HOLD_PRIMARY);
	buf_char(w->out, '%');
}

/* "80..120", but with blanks where an end has its point there: "2. .. 5", "1 .. .5^2". */
static void ast_write_range(struct writer *w, const struct node *n)
{
	struct buf right = {0}, *out = w->out;
	bool points;

	write_end(w, n->kids[0], false);
	w->out = &right;
	write_end(w, n->kids[1], true);
	w->out = out;
	points = str_ends(buf_str(out), S(".")) || str_starts(buf_str(&right), S("."));
	if (n->kind == NODE_RANGE)
		buf_add_c(out, points ? " .. " : "..");
	else
		buf_add_c(out, w->ascii ? " +- " : " ± ");
	buf_add_str(out, buf_str(&right));
	buf_release(&right);
}

static void write_if(struct writer *w, const struct node *n)
{
	buf_add_c(w->out, "if ");
	write_node(w, n->kids[0], HOLD_IF);
	buf_add_c(w->out, " then ");
	write_node(w, n->kids[1], HOLD_IF);
	buf_add_c(w->out, " else ");
	write_node(w, n->kids[2], HOLD_IF);
}

static void write_convert(struct writer *w, const struct node *n)
{
	if (n->count)
		write_node(w, n->kids[0], HOLD_CONVERT);
	buf_add_c(w->out, n->count ? " to " : "");
	if (n->form == FORM_UNIT || n->form == FORM_PARTS)
		write_typed(w, n->unit->at);
	else if (n->form == FORM_DIGITS)
		buf_printf(w->out, "%u %s", n->digits % DECIMALS, n->digits < DECIMALS ? "digits" : "decimals");
	else
		buf_add_c(w->out, word_form_name(n->form));
}

static void write_kids(struct writer *w, const struct node *n)
{
	bool commas = w->commas;

	w->commas = true;
	for (uint32_t i = 0; i < n->count; i++) {
		if (i)
			buf_add_c(w->out, ", ");
		if (n->kind == NODE_CALL && call_name(n, i).len)
			buf_printf(w->out, "%.*s = ", STR(call_name(n, i)));
		write_node(w, n->kids[i], HOLD_CONVERT);
	}
	w->commas = commas;
}

/* The magnitude of "writes per million users" is a number only there: elsewhere it is 1 million. */
static void ast_write_one(struct writer *w, const struct node *n)
{
	const struct node *number = n->kind == NODE_QUANTITY ? n->kids[0] : n;

	if (number->at.start == n->at.start && number->kind == NODE_NUMBER && word_magnitude(number->text))
		buf_add_c(w->out, number->text.len < 3 ? "1" : "1 ");
}

/* "1B", and not 0x1B, whose B is a digit. */
static bool is_in_billions(const struct node *number)
{
	return str_ends(number->text, S("B")) && str_find_char(number->text, 'x', 0) == number->text.len;
}

/* In "2^1B users" the users behind make a billion of it; written apart from them it would be a byte. */
static void write_billion(struct writer *w, const struct node *n)
{
	while (n->count)
		n = n->kids[n->count - 1];
	if (is_in_billions(n)) {
		buf_cut(w->out, w->out->len - 1);
		buf_add_c(w->out, "bn");
	}
}

/* "$1/3 GB", which reads $1/3 only before a unit: a fraction with nothing after its digits. */
static bool is_bare_fraction(const struct lexer *lx, const struct node *n)
{
	const struct node *number = n->kids[0];
	uint32_t at = number->at.start;

	if (number->kind != NODE_NUMBER || number->at.end != n->at.end || lex_class_at(lx, n->at.end - 1) != LEX_DIGIT)
		return false;
	while (at < number->at.end && !lex_slash(lx, at))
		at++;
	return at < number->at.end;
}

/*
 * As it was typed; raised digits as plain ones, since "^" comes before them; without the x of "3x a", written "3 × a";
 * "$1/3" as "1/3 $".
 */
static void ast_write_number(struct writer *w, const struct node *n)
{
	struct lexer lx = {.text = w->src.p, .end = (uint32_t)w->src.len};
	bool digits_last = n->kind == NODE_NUMBER || n->kids[0]->at.end == n->at.end;
	bool times = digits_last && str_ends(str_cut(w->src, n->at.start, n->at.end), S("x"));
	int raised;

	if (n->kind == NODE_NUMBER && lex_raised(&lx, n->at.start, &raised)) {
		buf_printf(w->out, "%d", raised);
	} else if (n->kind == NODE_QUANTITY && is_bare_fraction(&lx, n)) {
		write_typed(w, n->kids[0]->at);
		buf_char(w->out, ' ');
		write_typed(w, n->unit->words[0].at);
	} else {
		write_typed(w, (struct span){n->at.start, n->at.end - times});
	}
}

/* After `of` the B of "1B!" is a billion; that of "fact(1B)" would be a byte. */
static bool is_factorial_of_billions(const struct node *n)
{
	const struct node *first = n;

	while (first->count && first->kids[0]->at.start == n->at.start)
		first = first->kids[0];
	return first != n && first->kind == NODE_NUMBER && is_in_billions(first);
}

static void ast_write_call(struct writer *w, const struct node *n)
{
	if (is_factorial_of_billions(n)) {
		write_typed(w, n->at);
		return;
	}
	buf_add_str(w->out, n->text);
	buf_char(w->out, '(');
	write_kids(w, n);
	buf_char(w->out, ')');
	if (call_member(n).len)
		buf_printf(w->out, ".%.*s", STR(call_member(n)));
}

static void write_bare(struct writer *w, const struct node *n, enum hold place)
{
	switch (n->kind) {
	case NODE_NUMBER:
	case NODE_QUANTITY:
		ast_write_one(w, n);
		ast_write_number(w, n);
		if (n->kind == NODE_NUMBER ? w->exponents > 0
		                           : n->kids[0]->kind == NODE_BINARY && n->kids[0]->at.end == n->at.end)
			write_billion(w, n);
		break;
	case NODE_TEXT: buf_quoted(w->out, n->text); break;
	case NODE_TRUTH: buf_add_c(w->out, n->number != 0 ? "yes" : "no"); break;
	case NODE_NAME: ast_write_name(w, n, place); break;
	case NODE_PERCENT: write_percent(w, n->kids[0]); break;
	case NODE_RANGE:
	case NODE_MARGIN: ast_write_range(w, n); break;
	case NODE_UNARY:
		buf_add_c(w->out, n->op == OP_NOT ? "not " : "-");
		write_node(w, n->kids[0], n->op == OP_NOT ? HOLD_NOT : HOLD_UNARY);
		break;
	case NODE_BINARY: write_binary(w, n); break;
	case NODE_IF: write_if(w, n); break;
	case NODE_CALL: ast_write_call(w, n); break;
	case NODE_LIST:
		buf_char(w->out, '[');
		write_kids(w, n);
		buf_char(w->out, ']');
		break;
	case NODE_CONVERT: write_convert(w, n); break;
	case NODE_NONE:
		buf_add_c(w->out, "none");
		if (n->text.len) {
			buf_char(w->out, ' ');
			buf_quoted(w->out, n->text);
		}
		break;
	}
}

static void write_node(struct writer *w, const struct node *n, enum hold place)
{
	if (hold_of(n) < place)
		write_in_brackets(w, n);
	else
		write_bare(w, n, place);
}

void ast_write(struct buf *out, const struct node *n, struct str src, bool ascii,
               bool (*name)(void *ctx, const struct node *n, struct buf *out), void *ctx)
{
	struct writer w = {out, src, ascii, false, name, ctx, 0};

	write_node(&w, n, HOLD_CONVERT);
}
