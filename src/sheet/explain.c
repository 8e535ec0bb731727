/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - derivations: names, numbers put in, answer. */
#include "sheet/explain.h"

#include "base/map.h"
#include "base/utf8.h"
#include "sheet/sheet_parts.h"
#include "value/number.h"

/* ---- the lines ---- */

struct values_put {
	struct sheet *s;
	const struct space *space;
	const struct format *format;
	bool replaced; /* a name was replaced by its value */
};

/* A name is replaced by the value of its cell; a constant or a unit keeps its name. */
static bool explain_put_value(void *ctx, const struct node *n, struct buf *out)
{
	struct values_put *x = ctx;
	struct ref r = sheet_value_of((struct space *)x->space, n->text);

	if (!r.type)
		r = sheet_constant(x->s, n->text, n->at, NULL);
	if (!r.type)
		return false;
	x->replaced = true;
	struct format f = *x->format;
	f.brief = f.quoted = true;
	size_t from = out->len;
	struct value v = ref_value(&r);
	format_value(out, &v, &f);
	if (out->len > from && out->p[from] == '-') { /* a negative number in the middle of an expression */
		struct buf copy = {0};
		buf_printf(&copy, "(%s)", out->p + from);
		buf_cut(out, from);
		buf_add_str(out, buf_str(&copy));
		buf_release(&copy);
	}
	return true;
}

static bool is_literal(const struct node *n)
{
	n = ast_without_conversion(n);
	if (n->kind == NODE_UNARY && n->op == OP_NEGATE)
		n = n->kids[0];
	return n->kind == NODE_NUMBER || n->kind == NODE_QUANTITY || n->kind == NODE_PERCENT || n->kind == NODE_TEXT ||
	       n->kind == NODE_TRUTH;
}

/* The name comes before the first line only; the others are moved in as far. */
static void explain_lead(struct buf *out, struct str name, bool first)
{
	if (first)
		buf_add_str(out, name);
	else
		buf_fill(out, ' ', utf8_width(name));
	if (name.len)
		buf_char(out, ' ');
}

static void equals(struct buf *out, struct str name, bool first, const struct buf *text)
{
	explain_lead(out, name, first);
	buf_add_c(out, "= ");
	buf_add_str(out, buf_str(text));
	buf_char(out, '\n');
}

/* ---- figures from elsewhere ---- */

void explain_figure(const struct fact *fact, const struct format *format, struct buf *out)
{
	struct format f = *format;

	f.compact = true;
	buf_printf(out, "%.*s ", STR(fact->name));
	format_answer(out, &fact->value, &f);
	if (fact->origin.len)
		buf_printf(out, ", %s%.*s", fact->measured ? "" : "from ", STR(fact->origin));
	if (fact->stale.len)
		buf_printf(out, "; out of date: %.*s", STR(fact->stale));
	buf_char(out, '\n');
}

void explain_figures(struct sheet *s, const struct definition *at, const struct node *n, const struct format *f,
                     struct buf *out)
{
	struct map seen = {0};
	struct arena a;

	arena_init(&a);
	struct reads r = {.space = at->space, .a = &a, .names = ast_names(n, &a)};
	for (struct meant x; reads_next(&r, &x);) {
		const struct fact *fact = sheet_figure(s, &x);

		if (!fact || map_get(&seen, fact->name))
			continue;
		map_put(&seen, fact->name, s);
		explain_figure(fact, f, out);
	}
	map_release(&seen);
	arena_release(&a);
}

/* ---- answers of native functions ---- */

/* How a native function comes to its answers, where the expression or a formula it calls asks one. */
static void derivation(struct sheet *s, const struct definition *at, const struct node *n, struct buf *out)
{
	const struct native *native = s->engine->natives;
	struct arena a;
	struct diag d;
	struct value ignored;

	arena_init(&a);
	diag_init(&d, &a, at->source);
	native->listen(native->ctx, out);
	sheet_eval(s, at, n, &a, &d, &ignored);
	native->listen(native->ctx, NULL);
	arena_release(&a);
}

static bool chooses(struct sheet *s, const struct definition *at, const struct node *n)
{
	return s->engine->natives && s->engine->natives->listen && sheet_calls(at, n, sheet_call_chooses);
}

/* The one of these cells that has a native function's answer. */
static const struct cell *choice_of(const struct sheet *s, struct cell *const *cells, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (eval_is_native(s->engine, cells[i]->is.expr))
			return cells[i];
	return NULL;
}

/* A cell that only takes one of a native function's answers: how it does so says nothing. */
static bool takes_answer(const struct sheet *s, const struct cell *c)
{
	return choice_of(s, c->needs, c->need_count) != NULL;
}

/* The lines of a derivation, moved in as far as the name, or two blanks. */
static void explain_put_lines(struct buf *out, struct str name, bool first, struct str lines)
{
	for (struct str line; str_next_line(&lines, &line); first = false) {
		if (name.len)
			explain_lead(out, name, first);
		else
			buf_add_c(out, "  ");
		buf_add_str(out, line);
		buf_char(out, '\n');
	}
}

/* What is so where a comparison holds, and where it does not. */
static const struct {
	enum node_op op;
	const char *holds[2], *fails[2]; /* in ASCII, and as one writes it */
} comparisons[] = {
	{OP_LT, {"<", "<"}, {">=", "≥"}}, {OP_LE, {"<=", "≤"}, {">", ">"}}, {OP_GT, {">", ">"}, {"<=", "≤"}},
	{OP_GE, {">=", "≥"}, {"<", "<"}}, {OP_EQ, {"=", "="}, {"!=", "≠"}}, {OP_NE, {"!=", "≠"}, {"=", "="}},
};

/* "provider is aws", "copies is 3", whatever it is compared with: the name of a cell that holds a text or is told
 * apart. */
static bool add_what_name_is(struct values_put *x, const struct node *n, struct buf *out)
{
	struct ref r = {0};
	struct format f = *x->format;
	struct value v;

	if (n->kids[0]->kind == NODE_NAME)
		r = sheet_value_of((struct space *)x->space, n->kids[0]->text);
	if (!r.type || r.type->list || r.type->uncertain ||
	    (r.type->kind != VALUE_TEXT &&
	     !((n->op == OP_EQ || n->op == OP_NE) && r.type->kind == VALUE_NUMBER && is_literal(n->kids[1]))))
		return false;
	f.brief = true;
	v = ref_value(&r);
	buf_printf(out, "%.*s is ", STR(n->kids[0]->text));
	format_value(out, &v, &f);
	return true;
}

/* "7 < 9"; "7 ≥ 5", where 7 < 5 does not hold; of a name alone what it is: "commit is no". */
static void explain_add_condition(struct values_put *x, const struct definition *at, struct condition c,
                                  struct buf *out)
{
	struct str text = at->source->text;
	bool ascii = x->format->ascii;

	for (unsigned i = 0; c.n->kind == NODE_BINARY && i < sizeof comparisons / sizeof *comparisons; i++) {
		if (comparisons[i].op != c.n->op)
			continue;
		if (add_what_name_is(x, c.n, out))
			return;
		ast_write(out, c.n->kids[0], text, ascii, explain_put_value, x);
		buf_printf(out, " %s ", (c.holds ? comparisons[i].holds : comparisons[i].fails)[!ascii]);
		ast_write(out, c.n->kids[1], text, ascii, explain_put_value, x);
		return;
	}
	if (c.n->kind == NODE_NAME) {
		buf_printf(out, "%.*s is %s", STR(c.n->text), c.holds ? "yes" : "no");
		return;
	}
	ast_write(out, c.n, text, ascii, explain_put_value, x);
	buf_add_c(out, c.holds ? "" : " does not hold");
}

/* The same is said once: of a text that is compared with several. */
static void add_reason(struct buf *why, struct str reason)
{
	if (str_ends(buf_str(why), reason))
		return;
	buf_add_c(why, why->len ? " and " : ", as ");
	buf_add_str(why, reason);
}

/* What is said of the conditions of an expression. */
struct reasons {
	struct values_put *x;
	const struct definition *at;
	struct buf *why;
};

static void add_condition(void *ctx, struct condition c)
{
	struct reasons *r = ctx;
	struct buf reason = {0};

	explain_add_condition(r->x, r->at, c, &reason);
	add_reason(r->why, buf_str(&reason));
	buf_release(&reason);
}

/* "reconnect < 10 min (holds in 50 %)": at medians it would say that 10 min is less than 10 min. */
static void add_odds(void *ctx, const struct node *condition, double odds, struct buf *out)
{
	enum { DIGITS = 2 };
	const struct reasons *r = ctx;

	ast_write(out, condition, r->at->source->text, r->x->format->ascii, NULL, NULL);
	buf_add_c(out, " (holds in ");
	number_write(out, 100 * odds, DIGITS, NUMBER_PLAIN);
	buf_add_c(out, " %)");
}

/*
 * What is left of it to put numbers in: without branches that were not taken. `why` gets ", as 7 < 9 and provider is
 * aws".
 */
static const struct node *what_is_left(struct sheet *s, const struct definition *at, const struct node *n,
                                       const struct format *f, struct arena *a, struct buf *why)
{
	struct values_put x = {s, at->space, f, false};
	struct reasons r = {&x, at, why};

	return sheet_taken(s, at, n, a, &(struct taken){add_condition, add_odds, &r});
}

/*
 * Numbers put in. Of an `if` whose conditions are certain, the branch that was taken, and why: ", as 7 < 9". Nothing is
 * put where that branch is a number by itself: the answer is.
 */
static void explain_put_numbers(struct values_put *x, const struct definition *at, const struct node *n,
                                struct buf *out, struct buf *why)
{
	const struct node *taken;
	struct arena a;

	arena_init(&a);
	taken = what_is_left(x->s, at, n, x->format, &a, why);
	x->replaced = taken != n &&
	              (n->kind != NODE_IF || (!is_literal(taken) && ast_without_conversion(taken)->kind != NODE_NAME));
	if (x->replaced || taken == n)
		ast_write(out, taken, at->source->text, x->format->ascii, explain_put_value, x);
	arena_release(&a);
}

bool explain_steps(struct sheet *s, const struct definition *at, const struct node *n, struct str name,
                   const struct value *v, const struct format *f, struct buf *out, struct buf *why)
{
	const struct node *core = ast_without_conversion(n);
	struct values_put x = {s, at->space, f, false};
	struct buf text = {0}, numbers = {0};
	bool literal = is_literal(n), called = core->kind == NODE_CALL && !name.len, first;
	struct buf lines = {0};
	struct arena a;
	struct diag d;
	uint32_t count;

	arena_init(&a);
	diag_init(&d, &a, at->source);
	struct cell **cells = sheet_reads(at, core, &a, &count);
	const struct cell *choice = choice_of(s, cells, count);

	if (choice && v->type.kind == VALUE_NUMBER)
		derivation(s, &choice->is, choice->is.expr, &lines);
	else if (!choice && chooses(s, at, core))
		derivation(s, at, core, &lines);
	if (!literal && !choice && !(lines.len && called)) {
		sheet_sample(s, cells, count, &d); /* uncertain cells are written with what their samples say */
		ast_write(&text, core, at->source->text, f->ascii, NULL, NULL);
		explain_put_numbers(&x, at, core, &numbers, why);
		equals(out, name, true, &text);
		if (x.replaced && core->kind != NODE_NAME) {
			buf_add_str(&numbers, buf_str(why));
			equals(out, name, false, &numbers);
			buf_reset(why);
		}
	}
	explain_put_lines(out, name, choice != NULL, buf_str(&lines));
	first = literal || (choice && !lines.len);
	buf_release(&lines);
	buf_release(&text);
	buf_release(&numbers);
	arena_release(&a);
	return first;
}

void explain_expression(struct sheet *s, const struct definition *at, const struct node *n, struct str name,
                        const struct value *v, const struct format *f, struct buf *out)
{
	struct buf why = {0};

	explain_lead(out, name, explain_steps(s, at, n, name, v, f, out, &why));
	format_answer(out, v, f);
	buf_add_str(out, buf_str(&why));
	buf_char(out, '\n');
	buf_release(&why);
}

/* The choice itself: its answer is a list for the sheet alone. */
static void explain_choice(struct sheet *s, const struct cell *c, struct buf *out)
{
	struct buf lines = {0};

	derivation(s, &c->is, c->is.expr, &lines);
	explain_put_lines(out, c->name, true, buf_str(&lines));
	buf_release(&lines);
}

void explain_cell(struct sheet *s, const struct cell *c, const struct format *f, struct buf *out)
{
	explain_cell_as(s, c, c->is.expr, f, out);
}

void explain_cell_as(struct sheet *s, const struct cell *c, const struct node *n, const struct format *f,
                     struct buf *out)
{
	struct arena a;
	struct diag d;

	if (!c->is.expr || c->state != CELL_READY ||
	    (c->param && !c->given && c->declaration && ast_asks_nothing(c->declaration)))
		return;
	if (eval_is_native(s->engine, c->is.expr)) {
		explain_choice(s, c, out);
		return;
	}
	arena_init(&a);
	diag_init(&d, &a, c->is.source);
	sheet_sample(s, (struct cell *const *)&c, 1, &d);
	arena_release(&a);
	if (takes_answer(s, c)) {
		explain_lead(out, c->name, true);
		format_answer(out, cell_value(c), f);
		buf_char(out, '\n');
		return;
	}
	explain_expression(s, &c->is, n, c->name, cell_value(c), f, out);
}
