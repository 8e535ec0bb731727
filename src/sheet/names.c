/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.c - what a name means where it is, and which names are near one. */
#include <string.h>

#include "base/near.h"
#include "eval/builtin.h"
#include "eval/parameter.h"
#include "sheet/sheet_parts.h"

struct cell *sheet_find(const struct sheet *s, struct str name)
{
	return map_get(&s->graph.by_name, name);
}

struct cell *sheet_find_in(const struct sheet *s, const struct space *space, struct str name)
{
	char key[256];
	size_t n = space->prefix.len;

	if (!n)
		return sheet_find(s, name);
	if (n + name.len > sizeof key)
		return NULL;
	memcpy(key, space->prefix.p, n);
	memcpy(key + n, name.p, name.len);
	return sheet_find(s, (struct str){key, n + name.len});
}

struct cell *sheet_named(const struct sheet *s, const struct definition *at, const struct node *n)
{
	return n && n->kind == NODE_NAME && !n->local ? sheet_find_in(s, at ? at->space : &s->names.root, n->text) : NULL;
}

/* How much of a limit a side is by itself. */
enum firmness { FIRM_LEAST, FIRM_CELL, FIRM_NUMBER };

static enum firmness firmness_of(const struct sheet *s, const struct definition *at, const struct node *n)
{
	const struct cell *c = sheet_named(s, at, ast_without_conversion(n));
	struct arena a;
	uint32_t count;

	if (c)
		return c->need_count ? FIRM_LEAST : FIRM_CELL;
	arena_init(&a);
	sheet_reads(at, n, &a, &count);
	arena_release(&a);
	return count ? FIRM_LEAST : FIRM_NUMBER;
}

/* Is what stands on the left the limit? */
static bool limit_first(const struct sheet *s, const struct definition *at, const struct node *n)
{
	enum firmness left = firmness_of(s, at, n->kids[0]), right = firmness_of(s, at, n->kids[1]);

	if (left != right || n->op < OP_GT)
		return left > right;
	return sheet_named(s, at, ast_without_conversion(n->kids[0])) &&
	       sheet_named(s, at, ast_without_conversion(n->kids[1]));
}

bool sheet_comparison(const struct sheet *s, const struct definition *at, const struct node *n, struct comparison *out)
{
	static const enum node_op turned[] = {
		[OP_EQ] = OP_EQ, [OP_NE] = OP_NE, [OP_LT] = OP_GT, [OP_LE] = OP_GE, [OP_GT] = OP_LT, [OP_GE] = OP_LE,
	};

	if (n->kind != NODE_BINARY || n->op < OP_EQ || n->op > OP_GE)
		return false;
	*out = limit_first(s, at, n) ? (struct comparison){turned[n->op], n->kids[1], n->kids[0]}
	                             : (struct comparison){n->op, n->kids[0], n->kids[1]};
	return true;
}

bool sheet_limits(const struct sheet *s, const struct entry *check, const struct cell *c, struct comparison *out)
{
	struct comparison own;

	out = out ? out : &own;
	return c && check->statement->kind == STATEMENT_CHECK &&
	       sheet_comparison(s, &check->is, check->statement->expr, out) && out->op >= OP_LT &&
	       sheet_named(s, &check->is, out->is) == c;
}

/* The used sheet that goes by a name, seen from a space; NULL for none. */
static struct space *find_used(const struct space *from, struct str name)
{
	for (struct space *x = from->sheet->names.spaces; x; x = x->next) {
		struct str prefix = x->prefix;

		if (x->outer == from && prefix.len == from->prefix.len + name.len + 1 &&
		    str_eq(str_cut(prefix, from->prefix.len, prefix.len - 1), name))
			return x;
	}
	return NULL;
}

const struct fact *sheet_fact(struct sheet *s, struct str name)
{
	return str_find_char(name, '.', 0) < name.len ? facts_find(s->facts, name, NULL) : NULL;
}

const struct fact *sheet_figure(struct sheet *s, const struct meant *x)
{
	return !x->cell && x->node->kind == NODE_NAME ? sheet_fact(s, x->node->text) : NULL;
}

const struct diag_item *sheet_why(const struct cell *c)
{
	enum { FAR = 1 << 20 }; /* the cells of a circle lead nowhere */

	for (uint32_t steps = 0; c && !c->more->error && steps < FAR; steps++) {
		const struct cell *missing = NULL;

		for (uint32_t i = 0; i < c->need_count && !missing; i++)
			if (c->needs[i]->state == CELL_FAILED)
				missing = c->needs[i];
		c = missing;
	}
	return c ? c->more->error : NULL;
}

/* "its cells are edge.egress, edge.edges": those that are described, and are no parameters. */
static struct str described_cells(struct sheet *s, const struct space *used)
{
	struct buf text = {0};
	unsigned count = 0;

	for (size_t i = 0; i < s->graph.cell_count && count < 4; i++) {
		const struct cell *c = s->graph.cells[i];

		if (!c->param && c->more->text.len && c->is.space == used)
			buf_printf(&text, "%s%.*s", count++ ? ", " : "its cells are ", STR(c->name));
	}
	return buf_take(&text, &s->arena);
}

/* A used sheet is not a number itself. */
static const struct diag_item *why_used(const struct space *space, struct str name)
{
	struct sheet *s = space->sheet;
	const struct space *used = find_used(space, name);
	struct diag_item *why;

	if (!used)
		return NULL;
	why = arena_new(&s->arena, struct diag_item);
	*why = (struct diag_item){.text = S("it is a sheet that is used"), .hint = described_cells(s, used)};
	return why;
}

struct ref sheet_value_of(void *ctx, struct str name)
{
	const struct space *space = ctx;
	const struct cell *c;

	if (name.len <= 3 && (str_eq(name, S("_")) || str_eq(name, S("ans"))))
		return ref_of(sheet_last_answer(space->sheet), DRAW_OUTSIDE);
	c = sheet_find_in(space->sheet, space, name);
	if (!c)
		return (struct ref){.why = why_used(space, name)};
	if (c->state != CELL_READY)
		return (struct ref){.id = c->index, .waits = true, .why = sheet_why(c)};
	return (struct ref){c->type, c->num, c->more->spread, c->count, c->index, false, NULL};
}

struct ref sheet_constant(struct sheet *s, struct str name, struct span at, struct diag *d)
{
	return facts_ref(facts_use(s->facts, name, at, d));
}

static struct ref scope_constant(void *ctx, struct str name, struct span at, struct diag *d)
{
	return sheet_constant(((struct space *)ctx)->sheet, name, at, d);
}

const struct own_function *sheet_function(const struct sheet *s, struct str name)
{
	return own_function_find(&s->names.functions, name);
}

const struct own_function *sheet_function_at(const struct sheet *s, size_t i)
{
	return i < s->names.functions.count ? &s->names.functions.list[i] : NULL;
}

/* ---- what an expression reads ---- */

struct own_call {
	const struct statement *function;
	struct own_call *next;
};

static void names_add_function(struct reads *r, const struct statement *f)
{
	struct own_call **end = &r->functions;

	for (; *end; end = &(*end)->next)
		if ((*end)->function == f)
			return;
	*end = arena_new(r->a, struct own_call);
	(*end)->function = f;
}

static void names_read(struct reads *r, const struct node *n, struct meant *out)
{
	const struct template *inside = r->called ? r->called : r->space->is;

	*out = (struct meant){n, NULL, NULL};
	if (n->kind == NODE_NAME)
		out->cell = r->called ? NULL : sheet_find_in(r->space->sheet, r->space, n->text);
	else
		out->function = function_called(inside, &r->space->sheet->names.functions, n->text).statement;
	if (out->function)
		names_add_function(r, out->function);
}

bool reads_next(struct reads *r, struct meant *out)
{
	while (r->next == r->names.count) {
		struct own_call *f = r->last ? r->last->next : r->functions;

		if (!f)
			return false;
		r->names = ast_names(f->function->expr, r->a);
		r->next = 0;
		r->last = f;
	}
	names_read(r, r->names.node[r->next++], out);
	return true;
}

bool sheet_calls(const struct definition *at, const struct node *n, bool (*is)(const struct space *at, struct str name))
{
	struct arena a;
	bool found = false;

	arena_init(&a);
	struct reads r = {.space = at->space, .a = &a, .names = ast_names(n, &a)};
	for (struct meant x; !found && reads_next(&r, &x);)
		found = x.node->kind == NODE_CALL && !x.function && is(at->space, x.node->text);
	arena_release(&a);
	return found;
}

static const struct template *scope_sheet(void *ctx, struct str name, struct diag *d)
{
	const struct space *space = ctx;
	return library_template(space->sheet->library, name, space->folder, d);
}

enum { SHORT = 3, OTHERS = 8 /* farther than any name of the sheet */ };

/*
 * One's own names come before all others, and what is only cut short before what is written wrong. One letter is like
 * none.
 */
static void names_consider(struct near *n, struct str name, bool own)
{
	bool cut = n->word.len >= SHORT && name.len > n->word.len && str_eq_nocase(str_cut(name, 0, n->word.len), n->word);
	unsigned edits = cut ? 0 : str_distance(n->word, name, n->limit);

	if (edits <= n->limit && n->word.len >= 2 && name.len >= 2)
		near_rank(n, name, edits + (own ? 0 : OTHERS));
}

unsigned sheet_nearest(struct sheet *s, struct str word, struct str *out, unsigned max)
{
	struct near n = {.word = word, .limit = near_edits(word), .most = max};
	struct str more[3];

	for (size_t i = 0; i < s->graph.cell_count && i < 10000; i++)
		names_consider(&n, s->graph.cells[i]->name, true);
	for (size_t i = 0; i < s->names.functions.count; i++)
		names_consider(&n, s->names.functions.list[i].statement->name, true);
	if (word.len < SHORT) /* of so few letters all is near */
		return near_take(&n, out);
	for (unsigned i = 0; i < builtin_count; i++)
		names_consider(&n, str_from_c(builtins[i].name), false);
	unsigned count = library_nearest(s->library, word, more, 3);
	for (unsigned i = 0; i < count; i++)
		if (str_starts(more[i], S("lab.")))
			near_rank(&n, more[i], str_eq(more[i], word) ? 0 : 1); /* what it is behind the prefix tells */
		else
			names_consider(&n, more[i], false);
	unsigned facts;
	const struct str *names = facts_names(s->facts, &facts);
	for (unsigned i = 0; i < facts; i++)
		names_consider(&n, names[i], false);
	return near_take(&n, out);
}

static unsigned scope_nearest(void *ctx, struct str word, struct str *out, unsigned max)
{
	return sheet_nearest(((struct space *)ctx)->sheet, word, out, max);
}

const struct scope *sheet_scope(struct sheet *s, struct space *space)
{
	struct space *x = space ? space : &s->names.root;

	if (!x->scope.ctx)
		x->scope = (struct scope){.used = x->is,
		                          .functions = &x->sheet->names.functions,
		                          .machines = &x->sheet->machines,
		                          .draws = &x->sheet->draws.numbers,
		                          .measures = library_measures(x->sheet->library),
		                          .vocabulary = library_vocabulary(x->sheet->library),
		                          .ctx = x,
		                          .cell = sheet_value_of,
		                          .constant = scope_constant,
		                          .sheet = scope_sheet,
		                          .nearest = scope_nearest,
		                          .uncertain = sheet_uncertain,
		                          .required = sheet_required};
	return &x->scope;
}
