/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - derivations: names, numbers put in, answer. */
#include "sheet/explain.h"

#include "base/map.h"
#include "base/utf8.h"
#include "sheet/parts.h"

/* ---- which cells ---- */

struct reads {
	struct sheet *s;
	const struct space *space;
	struct arena *a;
	struct cell **cells;
	uint32_t count, cap;
};

static void add_cell(struct reads *r, struct cell *c)
{
	for (uint32_t i = 0; i < r->count; i++)
		if (r->cells[i] == c)
			return;
	if (r->count == r->cap) {
		uint32_t cap = r->cap ? 2 * r->cap : 8;
		struct cell **more = arena_array(r->a, struct cell *, cap);
		for (uint32_t i = 0; i < r->count; i++)
			more[i] = r->cells[i];
		r->cells = more;
		r->cap = cap;
	}
	r->cells[r->count++] = c;
}

static void visit_read(void *ctx, const struct node *n)
{
	struct reads *r = ctx;
	struct cell *c = n->kind == NODE_NAME ? sheet_find_in(r->s, r->space, n->text) : NULL;

	if (c)
		add_cell(r, c);
}

struct cell **explain_reads(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a, uint32_t *count)
{
	struct reads r = {.s = s, .space = at->space, .a = a};

	ast_names(n, visit_read, &r);
	*count = r.count;
	return r.cells;
}

/* Depth first with a stack of its own: `next` is the need to be looked at. */
struct pending {
	struct cell *cell;
	uint32_t next;
};

struct cell **explain_needs(struct sheet *s, const struct cell *const *roots, uint32_t count, struct arena *a, uint32_t *found)
{
	uint32_t n = (uint32_t)s->cell_count, out = 0, top;
	struct cell **order = arena_array(a, struct cell *, n + 1);
	struct pending *stack = arena_array(a, struct pending, n + 1);
	bool *seen = arena_array(a, bool, n + 1);

	for (uint32_t k = 0; k < count; k++) {
		if (seen[roots[k]->index])
			continue;
		top = 0;
		stack[top++] = (struct pending){s->cells[roots[k]->index], 0};
		seen[roots[k]->index] = true;
		while (top) {
			struct pending *p = &stack[top - 1];
			if (p->next == p->cell->need_count) {
				order[out++] = p->cell;
				top--;
				continue;
			}
			struct cell *need = p->cell->needs[p->next++];
			if (!seen[need->index]) {
				seen[need->index] = true;
				stack[top++] = (struct pending){need, 0};
			}
		}
	}
	*found = out;
	return order;
}

/* ---- the lines ---- */

struct names {
	struct sheet *s;
	const struct space *space;
	const struct format *format;
	bool replaced; /* a name was replaced by its value */
};

/* A name is replaced by the value of its cell; a constant or a unit keeps its name. */
static bool put_value(void *ctx, const struct node *n, struct buf *out)
{
	struct names *x = ctx;
	const struct scope *scope = sheet_scope(x->s, (struct space *)x->space);
	bool failed = false;
	const struct value *v = scope->cell(scope->ctx, n->text, &failed);

	if (!v)
		v = scope->constant(scope->ctx, n->text, n->at, NULL);
	if (!v)
		return false;
	x->replaced = true;
	struct format f = *x->format;
	f.brief = true;
	size_t from = out->len;
	format_value(out, v, &f);
	if (out->len > from && out->p[from] == '-') { /* a negative number in the middle of an expression */
		struct buf copy = {0};
		buf_printf(&copy, "(%s)", out->p + from);
		buf_cut(out, from);
		buf_add_str(out, buf_str(&copy));
		buf_release(&copy);
	}
	return true;
}

/* What stands before a last `to`: the conversion is in the answer. */
static const struct node *without_conversion(const struct node *n)
{
	while (n->kind == NODE_CONVERT)
		n = n->kids[0];
	return n;
}

static bool is_literal(const struct node *n)
{
	n = without_conversion(n);
	if (n->kind == NODE_UNARY && n->op == OP_NEGATE)
		n = n->kids[0];
	return n->kind == NODE_NUMBER || n->kind == NODE_QUANTITY || n->kind == NODE_PERCENT || n->kind == NODE_TEXT || n->kind == NODE_TRUTH;
}

/* The name stands before the first line only; the others are moved in as far. */
static void lead(struct buf *out, struct str name, bool first)
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
	lead(out, name, first);
	buf_printf(out, "= %s\n", buf_c(text));
}

/* Uncertain cells are written with what their samples say. */
static void sample_reads(struct sheet *s, const struct definition *at, const struct node *n)
{
	struct arena a;
	struct diag d;
	uint32_t count;

	arena_init(&a);
	diag_init(&d, &a, at->source);
	struct cell **cells = explain_reads(s, at, n, &a, &count);
	sheet_sample(s, cells, count, &d);
	arena_release(&a);
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

struct figures {
	struct sheet *s;
	const struct space *space;
	const struct format *format;
	struct buf *out;
	struct map seen;
};

static void put_figure(void *ctx, const struct node *n)
{
	struct figures *x = ctx;
	const struct fact *fact;

	if (n->kind != NODE_NAME || str_find_char(n->text, '.', 0) == n->text.len || sheet_find_in(x->s, x->space, n->text))
		return;
	fact = facts_find(x->s->facts, n->text, NULL);
	if (!fact || map_get(&x->seen, fact->name))
		return;
	map_put(&x->seen, fact->name, x);
	explain_figure(fact, x->format, x->out);
}

void explain_figures(struct sheet *s, const struct definition *at, const struct node *n, const struct format *f, struct buf *out)
{
	struct figures x = {.s = s, .space = at->space, .format = f, .out = out};

	ast_names(n, put_figure, &x);
	map_release(&x.seen);
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

struct chooser {
	struct sheet *s;
	const struct space *space;
	bool found;
};

static void visit_chooser(void *ctx, const struct node *n)
{
	struct chooser *x = ctx;

	x->found = x->found || (n->kind == NODE_CALL && sheet_call_chooses(x->s, x->space, n->text));
}

static bool chooses(struct sheet *s, const struct definition *at, const struct node *n)
{
	struct chooser x = {s, at->space, false};

	if (s->engine->natives && s->engine->natives->listen)
		ast_names(n, visit_chooser, &x);
	return x.found;
}

/* The cell with a native function's answer that an expression reads. */
static const struct cell *choice_read(struct sheet *s, const struct definition *at, const struct node *n)
{
	struct arena a;
	uint32_t count;
	const struct cell *found = NULL;

	arena_init(&a);
	struct cell **cells = explain_reads(s, at, n, &a, &count);
	for (uint32_t i = 0; i < count && !found; i++)
		if (eval_is_native(s->engine, cells[i]->is.expr))
			found = cells[i];
	arena_release(&a);
	return found;
}

/* A cell that only takes one of a native function's answers: how it does so says nothing. */
static bool takes_answer(const struct sheet *s, const struct cell *c)
{
	for (uint32_t i = 0; i < c->need_count; i++)
		if (eval_is_native(s->engine, c->needs[i]->is.expr))
			return true;
	return false;
}

/* The lines of a derivation, moved in as far as the name, or two blanks. */
static void put_lines(struct buf *out, struct str name, bool first, struct str lines)
{
	for (struct str line; str_next_line(&lines, &line); first = false) {
		if (name.len)
			lead(out, name, first);
		else
			buf_add_c(out, "  ");
		buf_add_str(out, line);
		buf_char(out, '\n');
	}
}

void explain_expression(struct sheet *s, const struct definition *at, const struct node *n, struct str name,
                        const struct value *v, const struct format *f, struct buf *out)
{
	const struct node *core = without_conversion(n);
	struct names x = {s, at->space, f, false};
	struct buf text = {0}, numbers = {0};
	bool literal = is_literal(n), called = core->kind == NODE_CALL && !name.len;
	struct buf lines = {0};
	const struct cell *choice = choice_read(s, at, core);

	if (choice && v->type.kind == VALUE_NUMBER)
		derivation(s, &choice->is, choice->is.expr, &lines);
	else if (!choice && chooses(s, at, core))
		derivation(s, at, core, &lines);
	if (!literal && !choice && !(lines.len && called)) {
		sample_reads(s, at, core);
		ast_write(&text, core, at->source->text, f->ascii, NULL, NULL);
		ast_write(&numbers, core, at->source->text, f->ascii, put_value, &x);
		equals(out, name, true, &text);
		if (x.replaced && core->kind != NODE_NAME)
			equals(out, name, false, &numbers);
	}
	put_lines(out, name, choice != NULL, buf_str(&lines));
	lead(out, name, literal || (choice && !lines.len));
	format_answer(out, v, f);
	buf_char(out, '\n');
	buf_release(&lines);
	buf_release(&text);
	buf_release(&numbers);
}

/* The choice itself: its answer is a list for the sheet alone. */
static void explain_choice(struct sheet *s, const struct cell *c, struct buf *out)
{
	struct buf lines = {0};

	derivation(s, &c->is, c->is.expr, &lines);
	put_lines(out, c->name, true, buf_str(&lines));
	buf_release(&lines);
}

void explain_cell(struct sheet *s, const struct cell *c, const struct format *f, struct buf *out)
{
	struct arena a;
	struct diag d;

	if (!c->is.expr || c->state != CELL_READY || (c->param && !c->given && c->declaration && ast_asks_nothing(c->declaration)))
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
		lead(out, c->name, true);
		format_answer(out, &c->value, f);
		buf_char(out, '\n');
		return;
	}
	explain_expression(s, &c->is, c->is.expr, c->name, &c->value, f, out);
}
