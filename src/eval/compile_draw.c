/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile_draw.c - uncertain numbers: draws, and cells that hold some. */
#include "base/str.h"
#include "eval/compiler.h"

/* A cell that is part of the program. */
struct inlined_cell {
	uint32_t id;
	const struct scope *scope;
	struct operand operand;
	struct operand guarded; /* the same, where the requirements of its sheet hold */
	bool is_guarded;
	struct inlined_cell *next;
};

/* ---- draws ---- */

static uint64_t compile_draw_key_of(const struct compiler *c, struct str name, uint32_t position)
{
	uint64_t h = mix64(c->e->seed);

	for (size_t i = 0; i < name.len; i++)
		h = mix64(h ^ (unsigned char)name.p[i]);
	return mix64(h ^ position);
}

/* The coordinate of a draw. Those that no even one is left for get pseudo-random ones, from SOBOL_DIMENSIONS on. */
static uint32_t dimension_of(uint32_t number)
{
	if (number < DRAW_OUTSIDE)
		return number < EVEN_DRAWS ? number : number + DRAWS_OUTSIDE_EVEN;
	number -= DRAW_OUTSIDE;
	return number < DRAWS_OUTSIDE_EVEN ? EVEN_DRAWS + number : DRAW_OUTSIDE + number;
}

/* The coordinates that belong to the next draw of the owner. */
static void set_sources(struct compiler *c, struct draw *draw)
{
	uint32_t position = c->owner.count++, number = c->owner.first + position;
	const struct numbered_draws *all = c->s->draws;
	bool linked = all && !c->check && number < all->count;
	uint32_t links = linked ? all->link_count[number] : 0;
	const struct draw_link *link = linked ? all->link[number] : NULL;

	draw->source_count = links ? links : 1;
	draw->sources = arena_array(c->a, struct draw_source, draw->source_count);
	if (!links)
		draw->sources[0] = (struct draw_source){dimension_of(number), compile_draw_key_of(c, c->owner.name, position),
		                                        1};
	for (uint32_t i = 0; i < links; i++)
		draw->sources[i] = (struct draw_source){dimension_of(link[i].draw), compile_draw_key_of(c, link[i].name, 0),
		                                        link[i].weight};
}

static void emit_draw(struct compiler *c, const struct dist *dist, const struct node *n, const struct operand *x,
                      uint32_t count, struct type type, struct operand *out)
{
	uint32_t *args = arena_array(c->a, uint32_t, count);
	struct draw *draw = arena_new(c->a, struct draw);

	operand_clear(out);
	out->type = type;
	struct instr *in = emit(c, CODE_DRAW, n, out);

	c->p.draws = true;
	for (uint32_t i = 0; i < count; i++)
		args[i] = x[i].reg;
	in->args = args;
	in->count = count;
	in->u.draw = draw;
	draw->dist = dist;
	draw->cell = c->owner.name;
	draw->position = c->owner.count;
	draw->type = type;
	set_sources(c, draw);
	out->type.uncertain = true;
	out->type.list = false;
}

static bool want_certain(struct compiler *c, const struct node *n, const struct operand *x, const char *what)
{
	if (compile_uncertain_part(c, x->reg))
		return diag_fail(c->d, DIAG_VALUE, n->at, "%s must be certain, and this is a range itself", what);
	if (x->type.list)
		return diag_fail(c->d, DIAG_VALUE, n->at, "%s must be one number, and this is a list", what);
	return true;
}

/* The ends in the user's own words. */
static bool ends_reversed(struct compiler *c, const struct node *n, double lo, double hi)
{
	struct str a = source_text(c->at.src, n->kids[0]->at), b = source_text(c->at.src, n->kids[1]->at);

	diag_fail(c->d, DIAG_VALUE, n->at,
	          lo == hi ? "a range needs two different ends, and %.*s and %.*s are the same"
	                   : "a range runs from its lower to its higher end, and %.*s is not below %.*s",
	          STR(a), STR(b));
	if (lo > hi)
		diag_hint(c->d, "write %.*s..%.*s", STR(b), STR(a));
	return false;
}

/* Is the right end below the left one? They are worked out apart, so that nothing is left in the program. */
static bool falls(struct compiler *c, const struct node *n)
{
	struct diag quiet;
	struct value v[2];
	struct factor f = FACTOR_ONE;

	diag_init(&quiet, c->a, c->at.src);
	for (int i = 0; i < 2; i++)
		if (!eval(c->e, c->s, n->kids[i], c->a, &quiet, &v[i]) || v[i].count != 1 || v[i].type.kind != VALUE_NUMBER ||
		    v[i].type.uncertain)
			return false;
	return units_convert(&v[1].type.units, &v[0].type.units, &f) != UNITS_CLASH &&
	       factor_apply(f, v[1].num[0]) < v[0].num[0];
}

/* "64 GB – 20 GB" falls, so the dash is a minus. */
static bool compile_draw_difference(struct compiler *c, const struct node *n, struct operand *out)
{
	struct node *minus = arena_new(c->a, struct node);
	struct str a = source_text(c->at.src, n->kids[0]->at), b = source_text(c->at.src, n->kids[1]->at);

	if (n->tight) {
		diag_fail(c->d, DIAG_SYNTAX, n->op_at, "this dash is a minus or a range");
		diag_hint(c->d, "write %.*s - %.*s for the difference, %.*s..%.*s for the range", STR(a), STR(b), STR(b),
		          STR(a));
		return false;
	}
	diag_note(c->d, n->op_at, "read as %.*s - %.*s; a range is %.*s..%.*s", STR(a), STR(b), STR(b), STR(a));
	*minus = *n;
	minus->kind = NODE_BINARY;
	minus->op = OP_SUB;
	return compile_node(c, minus, out);
}

bool compile_range(struct compiler *c, const struct node *n, struct operand *out)
{
	struct operand x[2];
	struct type type;
	double lo, hi;

	if (n->spaced && falls(c, n))
		return compile_draw_difference(c, n, out);
	if (n->spaced)
		diag_note(c->d, n->op_at, "read as the range %.*s..%.*s; for the difference write -",
		          STR(source_text(c->at.src, n->kids[0]->at)), STR(source_text(c->at.src, n->kids[1]->at)));
	for (int i = 0; i < 2; i++)
		if (!compile_node(c, n->kids[i], &x[i]) || !want_certain(c, n->kids[i], &x[i], "the end of a range"))
			return false;
	if (!unify(c, n, "make a range of", x, 2, &type))
		return false;
	if (type.kind != VALUE_NUMBER)
		return diag_fail(c->d, DIAG_UNIT, n->at, "a range is one of numbers");
	if (!compile_value(c, n->kids[0], "the end of a range", &x[0], &lo) ||
	    !compile_value(c, n->kids[1], "the end of a range", &x[1], &hi))
		return false;
	if (lo >= hi)
		return ends_reversed(c, n, lo, hi);
	bool proportion = is_percent(&x[0]) && lo >= 0 && hi <= 100;
	type.written = true;
	type.asked = false;
	emit_draw(c, proportion ? &dist_proportion : &dist_range, n, x, 2, type, out);
	if (!proportion && lo <= 0)
		diag_note(c->d, n->at,
		          lo < 0 ? "a range with an end that is not above 0 is read as a normal distribution"
		                 : "a range from 0 on is read as a normal distribution, with 0 for what is below");
	return true;
}

bool compile_margin(struct compiler *c, const struct node *n, struct operand *out)
{
	struct operand x[2];
	struct type type;
	double d;
	bool share = n->kids[1]->kind == NODE_PERCENT;

	if (!compile_node(c, n->kids[0], &x[0]) || !compile_node(c, n->kids[1], &x[1]))
		return false;
	if (!want_certain(c, n->kids[0], &x[0], "what a margin is put around") ||
	    !want_certain(c, n->kids[1], &x[1], "a margin"))
		return false;
	if (share && !is_percent(&x[0])) { /* 10 ± 20 %: the percent is of the number, whatever its unit */
		struct operand part = {0};
		emit_scale(c, n, units_base(&x[1].type.units), &x[1]);
		struct instr *in = emit(c, CODE_MUL, n, &part);
		in->a = x[0].reg;
		in->b = x[1].reg;
		part.type = x[0].type;
		part.node = n->kids[1];
		x[1] = part;
	}
	if (!unify(c, n, "add", x, 2, &type))
		return false;
	if (!compile_value(c, n->kids[1], "a margin", &x[1], &d))
		return false;
	if (d <= 0)
		return diag_fail(c->d, DIAG_VALUE, n->kids[1]->at, "a margin must be above 0");
	type.written = true;
	type.asked = false;
	emit_draw(c, &dist_plus_minus, n, x, 2, type, out);
	return true;
}

/* ---- named distributions ---- */

static bool compile_draw_wrong_count(struct compiler *c, const struct dist *dist, const struct node *n)
{
	diag_fail(c->d, DIAG_ARGUMENT, n->at, "%s(%s) does not take %u argument%s", dist->name, dist->args, n->count,
	          n->count == 1 ? "" : "s");
	diag_hint(c->d, "%s: %s", dist->example, dist->help);
	return false;
}

static bool unify_parameters(struct compiler *c, const struct dist *dist, const struct node *n, struct operand *x,
                             struct type *type)
{
	uint32_t same = dist->units == DIST_SAME    ? n->count
	                : dist->units == DIST_MIX   ? 2
	                : dist->units == DIST_FIRST ? 1
	                                            : 0;

	*type = type_plain();
	if (same && !unify(c, n, "compare", x, same, type))
		return false;
	for (uint32_t i = same; i < n->count; i++)
		if (!make_plain(c, n, "use as a parameter", &x[i]))
			return false;
	if (type->kind != VALUE_NUMBER)
		return diag_fail(c->d, DIAG_UNIT, n->at, "%s is one of numbers", dist->name);
	type->list = type->asked = false;
	return true;
}

/* Parameters that are certain are checked before anything is drawn. */
static bool check_parameters(struct compiler *c, const struct dist *dist, const struct node *n, const struct operand *x)
{
	double p[64];

	for (uint32_t i = 0; i < n->count; i++) {
		if (x[i].type.list)
			return diag_fail(c->d, DIAG_ARGUMENT, n->kids[i]->at, "%s takes single numbers", dist->name);
		if (compile_uncertain_part(c, x[i].reg)) {
			if (dist->certain)
				return diag_fail(c->d, DIAG_ARGUMENT, n->kids[i]->at, "%s wants certain numbers", dist->name);
			return true;
		}
		if (!compile_value(c, n->kids[i], "a parameter", &x[i], &p[i]))
			return false;
	}
	const char *why = dist->check ? dist->check(p, n->count) : NULL;
	return !why || diag_fail(c->d, DIAG_VALUE, n->at, "%s(%s): %s", dist->name, dist->args, why);
}

bool compile_dist(struct compiler *c, const struct dist *dist, const struct node *n, struct operand *out)
{
	struct operand x[64];
	struct type type;

	if (n->count < dist->min_args || n->count > dist->max_args)
		return compile_draw_wrong_count(c, dist, n);
	for (uint32_t i = 0; i < n->count; i++)
		if (!compile_node(c, n->kids[i], &x[i]))
			return false;
	if (!unify_parameters(c, dist, n, x, &type) || !check_parameters(c, dist, n, x))
		return false;
	emit_draw(c, dist, n, x, n->count, type, out);
	return true;
}

/* ---- cells ---- */

enum { LISTS_LEAST = 64 };

static struct inlined_cell **inlined_list(const struct compiler *c, uint32_t id)
{
	return &c->cells[mix64(id) & (c->cell_lists - 1)];
}

static void into_list(struct compiler *c, struct inlined_cell *cell)
{
	struct inlined_cell **list = inlined_list(c, cell->id);

	cell->next = *list;
	*list = cell;
}

/* There are as many lists as cells, or more: a power of two. */
static void more_lists(struct compiler *c)
{
	struct inlined_cell **old = c->cells;
	uint32_t count = c->cell_lists;

	c->cell_lists = count ? 2 * count : LISTS_LEAST;
	c->cells = arena_array(c->a, struct inlined_cell *, c->cell_lists);
	for (uint32_t i = 0; i < count; i++)
		for (struct inlined_cell *cell = old[i], *next; cell; cell = next) {
			next = cell->next;
			into_list(c, cell);
		}
}

static struct inlined_cell *find_inlined(const struct compiler *c, uint32_t id)
{
	for (struct inlined_cell *i = c->cells ? *inlined_list(c, id) : NULL; i; i = i->next)
		if (i->id == id)
			return i;
	return NULL;
}

bool compiler_has_cell(const struct compiler *c, uint32_t id)
{
	return find_inlined(c, id) != NULL;
}

bool compiler_takes_columns(const struct compiler *c)
{
	return c->columns;
}

/* The cell's value may be that of a parameter given in other words: bring it into the unit that the cell has. */
static void compile_draw_settle(struct compiler *c, const struct type *type, struct operand *x)
{
	struct factor f = FACTOR_ONE;

	/* that they fit was found out when the cell was checked */
	if (type->kind == VALUE_NUMBER && x->type.kind == VALUE_NUMBER && !is_wild(x))
		units_convert(&x->type.units, &type->units, &f);
	emit_scale(c, NULL, f, x);
	x->type = *type;
}

static void emit_column(struct compiler *c, const struct inlined *cell, struct operand *out)
{
	operand_clear(out);
	struct instr *in = emit(c, CODE_COLUMN, cell->expr, out);
	in->u.column.samples = cell->column;
	in->u.column.spread = cell->spread;
	out->type = *cell->type;
	c->p.draws = true;
}

static void keep_inlined(struct compiler *c, const struct inlined *cell, struct inlined_cell *kept)
{
	kept->id = cell->id;
	kept->scope = cell->scope;
	if (c->cell_count++ == c->cell_lists)
		more_lists(c);
	into_list(c, kept);
}

static bool inline_cell(struct compiler *c, const struct inlined *cell)
{
	struct owner owner = c->owner;
	const struct scope *scope = c->s;
	struct inlined_cell *kept = arena_new(c->a, struct inlined_cell);

	if (cell->column) {
		emit_column(c, cell, &kept->operand);
		keep_inlined(c, cell, kept);
		return true;
	}
	struct diag_item **notes = c->d->notes_end; /* those of the cell came with it */
	COMPILE_AT(c, .src = cell->source, .depth = c->at.depth);
	c->owner = (struct owner){cell->name, cell->draw, 0};
	c->s = cell->scope;
	c->inlining++;
	bool ok = compile_node(c, cell->expr, &kept->operand);
	c->inlining--;
	diag_drop_notes(c->d, notes);
	if (ok)
		compile_draw_settle(c, cell->type, &kept->operand);
	c->s = scope;
	c->owner = owner;
	keep_inlined(c, cell, kept);
	return ok;
}

static bool compile_truth(struct compiler *c, const struct requirement *r, struct operand *truth)
{
	const struct scope *scope = c->s;
	struct owner owner = c->owner;
	COMPILE_AT(c, .src = r->source, .depth = c->at.depth);

	c->s = r->scope;
	c->owner = (struct owner){S(" require"), c->s->draws->count, 0};
	c->requiring = true;
	bool ok = compile_node(c, r->expr, truth);
	c->requiring = false;
	c->owner = owner;
	c->s = scope;
	return ok;
}

/* Samples in which a requirement of the cell's sheet is broken have no value. */
static bool guard(struct compiler *c, const struct node *n, struct inlined_cell *cell)
{
	const struct requirement *list = NULL;
	uint32_t count = c->s->required ? c->s->required(c->s->ctx, cell->id, c->a, &list) : 0;

	cell->guarded = cell->operand;
	cell->is_guarded = true;
	for (uint32_t i = 0; i < count; i++) {
		struct operand truth;
		if (!compile_truth(c, &list[i], &truth))
			return false;
		if (!truth.type.uncertain)
			continue; /* it holds, or the whole sheet has no answer */
		uint32_t value = cell->guarded.reg;
		struct instr *in = emit(c, CODE_REQUIRE, n, &cell->guarded);
		in->a = truth.reg;
		in->b = value;
		in->u.text = list[i].text;
	}
	return true;
}

bool compile_uncertain(struct compiler *c, const struct node *n, const struct ref *r, struct operand *out)
{
	uint32_t count = 0;

	if (c->check) {
		operand_clear(out);
		emit(c, CODE_UNKNOWN, n, out);
		c->p.draws = true;
		out->type = *r->type;
		return true;
	}
	if (!c->s->uncertain) {
		diag_fail(c->d, DIAG_VALUE, n->at, "whiteboard arithmetic wants certain numbers");
		diag_hint(c->d, "p50(x) is the middle of a range");
		return false;
	}
	struct inlined_cell *found = find_inlined(c, r->id);
	const struct inlined *cells = found ? NULL : c->s->uncertain(c->s->ctx, r->id, c, c->a, &count);
	for (uint32_t i = 0; i < count; i++) /* a requirement of one may have brought in another meanwhile */
		if (!find_inlined(c, cells[i].id) && (!diag_goes_on(c->d) || !inline_cell(c, &cells[i])))
			return false;
	if (!found)
		found = find_inlined(c, r->id);
	bool outside = !c->requiring && (!c->inlining || found->scope != c->s);
	if (outside && !found->is_guarded && !guard(c, n, found))
		return false;
	*out = outside ? found->guarded : found->operand;
	out->node = n;
	return true;
}
