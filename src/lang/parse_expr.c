/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse_expr.c - expressions: precedence climbing over the table of operators. */
#include "lang/parser.h"

static struct node *parse_operators(struct parser *p, unsigned power);
static struct node *parse_power(struct parser *p);
static struct node *parse_percent(struct parser *p, struct node *n, uint32_t start);

static bool parse_expr_is_comparison(enum token_kind kind)
{
	return token_table[kind].power == POWER_COMPARE;
}

/* Can the current token begin a factor that follows another with only a blank between? */
static bool parse_starts_factor(const struct parser *p)
{
	struct str word;

	switch (p->tok.kind) {
	case TOK_OPEN:
	case TOK_ROOT: return true;
	case TOK_CURRENCY: /* a lone sign is a unit; "$5" begins a number */
		return lex_class[(unsigned char)lex_char(&p->lx, p->lx.pos)] != LEX_DIGIT;
	case TOK_WORD:
		word = parser_word(p);
		if (p->stop_at_with && (str_eq(word, S("with")) || str_eq(word, S("is"))))
			return false;
		return !str_eq(word, S("from")) || lex_char(&p->lx, lex_blanks(&p->lx, p->lx.pos)) != '"';
	default: return false;
	}
}

/* Something to multiply is in front of it: the x of 3 x 5, and not that of x 5. */
static bool follows_factor(const struct parser *p, const struct node *n)
{
	uint32_t at = n->at.start;

	while (at > 0 && lex_char(&p->lx, at - 1) == ' ')
		at--;
	return at > 0 && !strchr("=(,;[+-*/^<>:{\n", lex_char(&p->lx, at - 1));
}

/* The token after a factor begins another one, and nothing is between them. */
static RARE struct node *missing_operator(struct parser *p, const struct node *left)
{
	struct span right = p->tok.at;
	struct str a = parser_excerpt(p, left->at), b;

	if (p->tok.kind == TOK_CURRENCY)
		right.end = parser_peek(p).at.end;
	b = parser_excerpt(p, right);
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "an operator is missing between '%.*s' and '%.*s'", STR(a), STR(b));
	if (left->kind == NODE_NAME && hint_percentile(p, left->text, b))
		return p->bad;
	if (left->kind == NODE_NAME && parse_advice(p->arena, left->text).len &&
	    (follows_factor(p, left) || (left->text.len > 1 && !parser_is_cell(p, left->text))))
		parser_hint(p, "%.*s", STR(parse_advice(p->arena, left->text)));
	else if (left->kind == NODE_NAME && hint_unit_first(p, left, b))
		return p->bad;
	else if (left->kind == NODE_NAME && hint_definition(p, left))
		return p->bad;
	else if (left->kind == NODE_NAME && hint_bracket(p, left, b))
		return p->bad;
	else if (left->kind == NODE_NAME)
		parser_hint(p, "write %.*s * %.*s to multiply, %.*s(%.*s) for a function", STR(a), STR(b), STR(a), STR(b));
	else
		parser_hint(p, "write %.*s * %.*s to multiply", STR(a), STR(b));
	return p->bad;
}

/* "a / b c" and "$5/GB month" have a second reading: say how they were read. */
static void note_reading(struct parser *p, const struct node *left, uint32_t start, struct span op_at, struct str op,
                         struct span right_at)
{
	bool division = left->kind == NODE_BINARY && left->op == OP_DIV;
	bool slashed = false;
	struct str a, b;

	for (uint32_t i = 0; left->kind == NODE_QUANTITY && i < left->unit->count; i++)
		slashed |= left->unit->words[i].exponent < 0;
	if (left->bracketed || p->failed || !(division || slashed))
		return;
	a = str_trim(parser_excerpt(p, (struct span){start, op_at.start}));
	b = parser_excerpt(p, right_at);
	diag_note(p->d, (struct span){start, right_at.end}, "read as (%.*s) %.*s %.*s", STR(a), STR(op), STR(b));
}

/* factor blank factor */
static struct node *implicit_product(struct parser *p, struct node *left, uint32_t start)
{
	struct span op_at = {p->tok.at.start, p->tok.at.start};
	struct node *right, *n;

	if (left->kind == NODE_TEXT)
		return missing_operator(p, left);
	if (p->tok.kind == TOK_WORD && fail_joined(p, left))
		return p->bad;
	right = parse_power(p);
	note_reading(p, left, start, op_at, S("×"), (struct span){op_at.start, p->previous_end});
	n = node_binary(p, OP_MUL, (struct span){start, p->previous_end}, op_at, left, right);
	n->tight = true;
	return n;
}

/* "a < b < c" */
static RARE struct node *chained_comparison(struct parser *p, const struct node *n, uint32_t start)
{
	struct str a = str_trim(parser_excerpt(p, (struct span){start, n->op_at.start}));
	struct str op = parser_text(p, n->op_at), op2 = parser_word(p), c;
	struct str b = str_trim(parser_excerpt(p, (struct span){n->op_at.end, p->previous_end}));
	struct span at = p->tok.at;
	uint32_t third;

	parser_advance(p);
	third = p->tok.at.start;
	parse_operators(p, POWER_SUM);
	c = parser_since(p, third);
	parser_fail(p, DIAG_SYNTAX, at, "comparisons do not chain");
	parser_hint(p, "write %.*s %.*s %.*s and %.*s %.*s %.*s", STR(a), STR(op), STR(b), STR(b), STR(op2), STR(c));
	return p->bad;
}

/* A magnitude after `per` is the number it stands for: "writes per million users". */
static RARE void mark_magnitude(struct parser *p)
{
	if (p->tok.kind == TOK_WORD && word_magnitude(parser_word(p)))
		p->magnitude_at = p->tok.at.start;
}

static const struct node *first_factor(const struct node *n)
{
	while (n->kind == NODE_BINARY && !n->bracketed && (n->op == OP_MUL || n->op == OP_DIV || n->op == OP_OF))
		n = n->kids[0];
	return n;
}

/* The fare of "base fare". */
static const struct node *last_factor(const struct node *n)
{
	return n->kind == NODE_BINARY && n->op == OP_MUL && n->tight && !n->bracketed ? n->kids[1] : n;
}

/* "5ms-10ms", "$10-20/month", "5%-10%": from a quantity to a larger one, in the same unit above the line. */
static bool rises(const struct node *a, const struct node *b)
{
	const struct node *high = b->kind == NODE_NUMBER ? b : b->kids[0];

	if ((a->kind != NODE_QUANTITY && a->kind != NODE_PERCENT) || (b != high && b->kind != a->kind) ||
	    a->kids[0]->kind != NODE_NUMBER || high->kind != NODE_NUMBER || a->kids[0]->number >= high->number)
		return false;
	return a->kind == NODE_PERCENT || b == high || a->unit->words[0].exponent != b->unit->words[0].exponent ||
	       str_eq(a->unit->words[0].word, b->unit->words[0].word);
}

/*
 * "100-200 servers" and "10-20%", without a blank: a range was meant, most likely. Where the difference would be
 * negative it is an error; else, and where a percentage is taken off, it is computed, and said.
 */
static void look_at_dash(struct parser *p, const struct node *n, uint32_t start)
{
	const struct node *a = n->kids[0], *b = first_factor(n->kids[1]);
	struct span whole = {start, b->at.end};
	struct str low = parser_excerpt(p, a->at), high = parser_excerpt(p, b->at);

	if (a->bracketed || b->bracketed ||
	    (b->kind != NODE_QUANTITY && b->kind != NODE_PERCENT && (b->kind != NODE_NUMBER || a->kind == NODE_NUMBER)))
		return;
	if (a->kind != NODE_NUMBER && !rises(a, b))
		return;
	if (a->kind == NODE_NUMBER &&
	    (n->kids[1]->kind == NODE_PERCENT || b->kids[0]->kind != NODE_NUMBER || a->number >= b->kids[0]->number)) {
		diag_note(p->d, whole, "a range is %.*s..%.*s", STR(low), STR(high));
		return;
	}
	parser_fail(p, DIAG_SYNTAX, n->op_at, "'%.*s-%.*s' is a range or a difference", STR(low), STR(high));
	parser_hint(p, "write %.*s..%.*s for the range, %.*s - %.*s for the difference", STR(low), STR(high), STR(low),
	            STR(high));
}

/* "1/3 of users": a fraction, and nobody means another thing. */
static bool is_fraction(const struct node *n)
{
	return n->kind == NODE_BINARY && n->op == OP_DIV && n->tight && n->kids[0]->kind == NODE_NUMBER &&
	       n->kids[1]->kind == NODE_NUMBER;
}

/* How it was read, where there is another reading. */
static void note_infix(struct parser *p, const struct node *n, const struct token *op, uint32_t start, uint32_t right)
{
	if (p->failed)
		return;
	if (op->kind == TOK_OF && is_fraction(n->kids[0]))
		return;
	if (op->kind == TOK_OF || op->kind == TOK_PER)
		note_reading(p, n->kids[0], start, op->at, parser_text(p, op->at), (struct span){right, p->previous_end});
	else if (op->kind == TOK_SLASH)
		note_fraction(p, n, start);
}

/* "64 GB — 20 GB": dashes are minus signs and ranges. */
static RARE void note_long_dash(struct parser *p, const struct node *n)
{
	struct str a = parser_excerpt(p, n->kids[0]->at), b = parser_excerpt(p, n->kids[1]->at);

	diag_note(p->d, n->op_at, "read as %.*s - %.*s; a range is written with ..", STR(a), STR(b));
}

/* "1-20%": nobody means a range. */
static bool is_rest_of_one(const struct node *n)
{
	return n->kids[0]->kind == NODE_NUMBER && n->kids[0]->number == 1 && n->kids[1]->kind == NODE_PERCENT;
}

static bool parse_expr_is_sign(const struct parser *p, uint32_t pos)
{
	char c = lex_char(&p->lx, pos);

	return c == '-' || c == '+';
}

/* Signs with no blank after them: "2024-25", "100-200 servers", "4+-2". */
static void look_at_glued(struct parser *p, const struct node *n, const struct token *op, uint32_t start)
{
	uint32_t right = op->at.end;

	if ((op->kind == TOK_MINUS || op->kind == TOK_SLASH) && !op->space)
		note_date(p, n);
	if (op->kind == TOK_MINUS && !op->space && !is_rest_of_one(n))
		look_at_dash(p, n, start);
	if (op->kind == TOK_PLUS && parse_expr_is_sign(p, right) && !parse_expr_is_sign(p, right + 1))
		fail_plus_minus(p, n);
}

/* The x of "4 x 1 TB", where no cell or unit has that name. */
static bool is_times(const struct parser *p)
{
	struct str word = parser_word(p);
	struct token next;

	if (word.len != 1 || word.p[0] != 'x' || !parser_is_free(p, word))
		return false;
	next = parser_peek(p);
	if (next.kind == TOK_NUMBER || next.kind == TOK_CURRENCY)
		return true;
	return p->tok.space && next.space &&
	       (next.kind == TOK_OPEN || (next.kind == TOK_WORD && !str_eq(parser_excerpt(p, next.at), S("from"))));
}

/* left OP right, for the infix operator that is the current token */
static struct node *infix(struct parser *p, struct node *left, uint32_t start)
{
	const struct token op = p->tok;
	const struct token_row *row = &token_table[op.kind];
	uint32_t right_start;
	struct node *right, *n;
	bool plus;

	if (op.kind == TOK_OF && (n = parse_described(p, left)))
		return n;
	if (op.kind == TOK_OF && fail_quarter(p, left))
		return p->bad;
	parser_advance(p);
	right_start = p->tok.at.start;
	plus = op.kind == TOK_OF && p->tok.kind == TOK_PLUS;
	if (op.kind == TOK_PER)
		mark_magnitude(p);
	right = parse_operators(p, row->power + 1);
	if (p->failed)
		return p->bad;
	if (plus) /* "4 GB of +data": it makes a factor of the word as brackets do */
		right->bracketed = true;
	n = node_binary(p, row->op, (struct span){start, p->previous_end}, op.at, left, right);
	if (row->power == POWER_PRODUCT) {
		n->tight = op.kind == TOK_PER || (op.kind == TOK_SLASH && !op.space && right_start == op.at.end);
		note_infix(p, n, &op, start, right_start);
	}
	if (right_start == op.at.end)
		look_at_glued(p, n, &op, start);
	if (op.kind == TOK_MINUS && op.space && str_eq(parser_text(p, op.at), S("—")))
		note_long_dash(p, n);
	if (row->power == POWER_COMPARE && parse_expr_is_comparison(p->tok.kind))
		return chained_comparison(p, n, start);
	return n;
}

/* not := "not" not | compare */
static struct node *parse_not(struct parser *p, unsigned power)
{
	struct span op = p->tok.at;
	struct node *n;

	if (power > POWER_NOT) {
		parser_fail(p, DIAG_SYNTAX, op, "'not' is here inside of a tighter operator");
		parser_hint(p, "put brackets round it: (not ...)");
		return p->bad;
	}
	if (!parser_enter(p, op))
		return p->bad;
	parser_advance(p);
	n = parse_operators(p, POWER_NOT);
	parser_leave(p);
	return node_unary(p, NODE_UNARY, OP_NOT, (struct span){op.start, p->previous_end}, n);
}

/* ("-" | "+") unary: the sign is the current token. */
static struct node *signed_factor(struct parser *p, bool minus)
{
	struct span at = p->tok.at;
	struct node *n;

	if (!parser_enter(p, at))
		return p->bad;
	parser_advance(p);
	n = parse_unary(p);
	parser_leave(p);
	if (!minus)
		return n;
	n = node_unary(p, NODE_UNARY, OP_NEGATE, (struct span){at.start, p->previous_end}, n);
	n->op_at = at;
	return n;
}

/* unary := {"-" | "+"} power */
struct node *parse_unary(struct parser *p)
{
	switch (p->tok.kind) {
	case TOK_MINUS: return signed_factor(p, true);
	case TOK_PLUS: return signed_factor(p, false);
	case TOK_RANGE: return str_eq(parser_word(p), S("–")) ? signed_factor(p, true) : parse_power(p); /* a pasted -5 */
	default: return parse_power(p);
	}
}

/* What follows `left`: infix operators no looser than `power`, and factors after a blank. */
static struct node *operators_after(struct parser *p, struct node *left, uint32_t start, unsigned power)
{
	struct node *described;

	while (!p->failed) {
		if (p->tok.kind == TOK_WORD && is_times(p))
			p->tok.kind = TOK_TIMES;
		unsigned next = token_table[p->tok.kind].power;
		if (p->tok.kind == TOK_OF && next < power && (described = parse_described(p, left))) { /* 5 * 64 GB of RAM */
			left = described;
		} else if (next) {
			if (next < power)
				break;
			left = infix(p, left, start);
		} else if (p->tok.kind == TOK_OPEN && p->tok.space && parse_pasted(p, left)) {
			continue;
		} else if (p->tok.kind == TOK_WORD && (described = parse_described(p, left))) {
			left = described;
		} else if (power <= POWER_PRODUCT && parse_starts_factor(p)) {
			left = implicit_product(p, left, start);
		} else if (p->tok.kind == TOK_CURRENCY && p->tok.space && last_factor(left)->kind == NODE_NAME) {
			left = missing_operator(p, last_factor(left));
		} else {
			break;
		}
	}
	return left;
}

/*
 * or := and {"or" and}
 * and := not {"and" not}
 * compare := sum [("==" | "!=" | "<" | "<=" | ">" | ">=") sum]
 * sum := product {("+" | "-") product}
 * product := ranged {("*" | "x" | "/" | "of" | "mod" | "per") ranged | blank power}
 *
 * `power` is the loosest operator that may be taken here.
 */
static struct node *parse_operators(struct parser *p, unsigned power)
{
	uint32_t start = p->tok.at.start;
	struct node *left = p->tok.kind == TOK_NOT ? parse_not(p, power) : parse_unary(p);

	if (parse_range_follows(p)) {
		left = parse_range_after(p, left, start);
		left->tight = power > POWER_SUM || token_table[p->tok.kind].power >= POWER_PRODUCT;
	}
	return operators_after(p, left, start, power);
}

/* A number with its unit, or several of them, without brackets. */
static bool is_quantity(const struct node *n)
{
	return !n->bracketed && (n->kind == NODE_QUANTITY || (n->kind == NODE_BINARY && n->op == OP_ADD && n->tight));
}

static struct node *caret_after_unit(struct parser *p, const struct node *base)
{
	struct str number = parser_excerpt(p, base->kids[0]->at), whole = parser_excerpt(p, base->at);
	char raised = lex_char(&p->lx, lex_blanks(&p->lx, p->tok.at.end));

	if (lex_class[(unsigned char)raised] != LEX_DIGIT)
		raised = 'n';
	parser_fail(p, DIAG_SYNTAX, p->tok.at, "'^' after a number with a unit has two readings");
	if (base->kind == NODE_QUANTITY && base->unit->count == 1 && base->unit->at.start >= base->kids[0]->at.end)
		parser_hint(p, "write (%.*s)^%c or %.*s * %.*s^%c", STR(whole), raised, STR(number),
		            STR(parser_excerpt(p, base->unit->at)), raised);
	else
		parser_hint(p, "put brackets round what is raised: (%.*s)^%c", STR(whole), raised);
	return p->bad;
}

/* exponent := ("-" | "+") exponent | (NUMBER [magnitude] | primary) ["%"] ["^" exponent] */
struct node *parse_exponent(struct parser *p)
{
	struct token first = p->tok;
	bool sign = first.kind == TOK_MINUS || first.kind == TOK_PLUS, folded = false;
	struct node *n;

	if (!parser_enter(p, first.at))
		return p->bad;
	if (sign)
		parser_advance(p);
	if (p->tok.kind == TOK_NUMBER) {
		n = parse_bare_exponent(p, first.kind == TOK_MINUS, first.at.start);
		folded = n->number < 0 || (n->number == 0 && n->at.start == first.at.start && sign);
	} else if (p->tok.kind == TOK_MINUS || p->tok.kind == TOK_PLUS) {
		n = parse_exponent(p);
	} else {
		n = parse_primary(p);
	}
	n = parse_percent(p, n, n->at.start);
	if (p->tok.kind == TOK_CARET) {
		struct span op = p->tok.at;
		uint32_t start = n->at.start;
		struct node *right;
		parser_advance(p);
		right = parse_exponent(p);
		n = node_binary(p, OP_POW, (struct span){start, p->previous_end}, op, n, right);
	}
	parser_leave(p);
	if (first.kind == TOK_MINUS && !folded)
		n = node_unary(p, NODE_UNARY, OP_NEGATE, (struct span){first.at.start, p->previous_end}, n);
	return n;
}

static struct node *percent_before_factor(struct parser *p, struct span at, const struct node *n, struct str a)
{
	struct str b = p->tok.kind == TOK_OPEN ? S("(...)") : parser_excerpt(p, p->tok.at);
	bool unit = p->tok.kind == TOK_WORD && look_class(p, b) == WORD_UNIT && !parser_is_cell(p, b);

	if (fail_off(p, at, a) || fail_ratio(p, at, n))
		return p->bad;
	parser_fail(p, DIAG_SYNTAX, at, "'%%' before a factor is neither a percentage nor a remainder");
	if (unit) /* 10% GB */
		parser_hint(p, "write %.*s%% of %.*s for a share, %.*s%% alone otherwise", STR(a), STR(b), STR(a));
	else
		parser_hint(p, "write %.*s mod %.*s for the remainder, %.*s%% of %.*s for a share, %.*s%% alone otherwise",
		            STR(a), STR(b), STR(a), STR(b), STR(a));
	return p->bad;
}

/* "5% writes": what it is a share of. */
static struct node *described_share(struct parser *p, struct node *n, struct span at, uint32_t start, uint32_t end)
{
	struct node *share = node_unary(p, NODE_PERCENT, OP_MUL, (struct span){start, end}, n);

	diag_note(p->d, (struct span){p->tok.at.start, end}, "'%.*s' says what it is, and is not a factor",
	          STR(lex_str(&p->lx, p->tok.at.start, end)));
	share->op_at = (struct span){at.start, end};
	parser_jump(p, end, TOK_PERCENT);
	return share;
}

/* [ "%" ]: only after a plain factor, and not before another one. */
static struct node *parse_percent(struct parser *p, struct node *n, uint32_t start)
{
	struct span at = p->tok.at, before = {start, p->previous_end};
	uint32_t end;

	if (p->tok.kind != TOK_PERCENT)
		return n;
	parser_advance(p);
	if (p->tok.kind == TOK_WORD && !is_quantity(n) && (end = look_share(p)))
		return described_share(p, n, at, start, end);
	if (p->tok.kind == TOK_NUMBER || p->tok.kind == TOK_CURRENCY ||
	    (parse_starts_factor(p) && !is_times(p) && !(p->tok.kind == TOK_OPEN && parse_is_pasted(p, p->tok.at.start))))
		return percent_before_factor(p, at, n, parser_excerpt(p, before));
	if (is_quantity(n))
		return parser_fail(p, DIAG_SYNTAX, at, "a percentage has no unit: '%.*s'", STR(parser_excerpt(p, before)));
	if (p->tok.kind == TOK_PERCENT)
		return parser_fail(p, DIAG_SYNTAX, p->tok.at, "one %% is enough");
	n = node_unary(p, NODE_PERCENT, OP_MUL, (struct span){start, p->previous_end}, n);
	n->op_at = at;
	return n;
}

struct node *parse_raised(struct parser *p)
{
	struct node *n = node_new(p, NODE_NUMBER, p->tok.at, 0);

	n->number = p->tok.raised;
	n->text = parser_word(p);
	parser_advance(p);
	return n;
}

/* "2^3!", "2³!": of two readings, which are far apart, none is meant for sure. */
static struct node *power_or_factorial(struct parser *p, const struct node *power, struct span at)
{
	struct str base = parser_text(p, power->kids[0]->at), exponent = parser_text(p, power->kids[1]->at);

	parser_fail(p, DIAG_SYNTAX, at, "'%.*s' is read in two ways", STR(parser_text(p, at)));
	if (power->kids[1]->kind == NODE_NUMBER)
		exponent = arena_printf(p->arena, "%.17g", power->kids[1]->number);
	parser_hint(p, "write fact(%.*s^%.*s) or %.*s^fact(%.*s)", STR(base), STR(exponent), STR(base), STR(exponent));
	return p->bad;
}

/* "!" */
static struct node *factorial_of(struct parser *p, struct node *n, uint32_t start)
{
	struct span at = {start, p->tok.at.end};
	struct node *call;

	if (p->tok.space)
		return n;
	if (n->kind == NODE_BINARY && n->op == OP_POW && !n->bracketed)
		return power_or_factorial(p, n, at);
	call = node_new(p, NODE_CALL, at, 1);
	call->text = S("fact");
	call->kids[0] = n;
	n = node_settle(p, call);
	parser_advance(p);
	return n;
}

static bool power_follows(const struct parser *p)
{
	return p->tok.kind == TOK_CARET || p->tok.kind == TOK_RAISED;
}

/* "^" exponent */
static struct node *power_after(struct parser *p, struct node *base, uint32_t start)
{
	struct span op = p->tok.at;
	struct node *exponent;

	if (is_quantity(base))
		return caret_after_unit(p, base);
	if (p->tok.kind == TOK_CARET)
		parser_advance(p);
	exponent = p->tok.kind == TOK_RAISED ? parse_raised(p) : parse_exponent(p);
	return node_binary(p, OP_POW, (struct span){start, p->previous_end}, op, base, exponent);
}

/* power := primary ["!"] ["%"] ["^" exponent | RAISED] */
static struct node *parse_power(struct parser *p)
{
	uint32_t start = p->tok.at.start;
	struct node *base = parse_primary(p);

	if (p->tok.kind == TOK_BANG)
		base = factorial_of(p, base, start);
	if (p->tok.kind == TOK_PERCENT)
		base = parse_percent(p, base, start);
	if (p->tok.kind == TOK_NUMBER)
		return missing_operator(p, base);
	return power_follows(p) ? power_after(p, base, start) : base;
}

/* ---- the loosest: if, conversions ---- */

static struct node *parse_if_or(struct parser *p);

static bool expect_word(struct parser *p, enum token_kind kind, const char *wanted)
{
	if (p->tok.kind == kind) {
		parser_advance(p);
		return true;
	}
	if (token_table[p->tok.kind].converts) {
		parser_fail(p, DIAG_SYNTAX, p->tok.at, "a conversion inside of an 'if' needs brackets");
		parser_hint(p, "write (... to UNIT)");
	} else {
		parser_unexpected(p, wanted);
	}
	return false;
}

/* if := "if" if_or "then" if_or "else" if_or */
static struct node *parse_if(struct parser *p)
{
	struct span at = p->tok.at;
	struct node *n = node_new(p, NODE_IF, at, 3);

	if (!parser_enter(p, at))
		return p->bad;
	parser_advance(p);
	n->kids[0] = parse_if_or(p);
	if (expect_word(p, TOK_THEN, "'then'"))
		n->kids[1] = parse_if_or(p);
	if (!p->failed && expect_word(p, TOK_ELSE, "'else'"))
		n->kids[2] = parse_if_or(p);
	parser_leave(p);
	if (p->failed)
		return p->bad;
	n->op_at = at;
	n->at.end = p->previous_end;
	return node_settle(p, n);
}

/* if_or := if | or */
static struct node *parse_if_or(struct parser *p)
{
	return p->tok.kind == TOK_IF ? parse_if(p) : parse_operators(p, POWER_OR);
}

/* What is told of in words may be wrong itself, which is better to know. */
static struct node *told_estimate(struct parser *p, struct span told)
{
	uint32_t start = p->tok.at.start;

	if (!parser_enter(p, p->tok.at))
		return p->bad;
	parse_whole(p);
	parser_leave(p);
	fail_told(p, told, start);
	return p->bad;
}

/* The conversions after `n`. */
static struct node *conversions_after(struct parser *p, struct node *n, uint32_t start)
{
	while (token_table[p->tok.kind].converts) {
		struct span op = p->tok.at;
		struct span told;
		struct node *to;
		bool in = p->tok.kind == TOK_IN;

		parser_advance(p);
		if (in && (p->tok.kind == TOK_NUMBER || p->tok.kind == TOK_WORD) && fail_in_number(p, n))
			return p->bad;
		if (p->tok.kind == TOK_WORD && skip_told(p, n, &told))
			return told_estimate(p, told);
		to = parse_target_node(p, op);
		if (p->failed)
			return p->bad;
		to->kids[0] = n;
		to->at = (struct span){start, p->previous_end};
		n = node_settle(p, to);
		if (token_table[p->tok.kind].power || p->tok.kind == TOK_CARET || p->tok.kind == TOK_OPEN)
			fail_behind_conversion(p, n, op);
	}
	return n;
}

/* whole := if_or {("to" | "in" | "as" | "->") target} */
struct node *parse_whole(struct parser *p)
{
	uint32_t start = p->tok.at.start;

	return conversions_after(p, parse_if_or(p), start);
}

struct node *parse_whole_after(struct parser *p, struct node *first)
{
	uint32_t start = first->at.start;

	if (power_follows(p))
		first = power_after(p, first, start);
	if (parse_range_follows(p))
		first = parse_range_after(p, first, start);
	first = operators_after(p, first, start, POWER_OR);
	return conversions_after(p, first, start);
}
