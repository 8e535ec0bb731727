/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grounds.c - the line that defines a measured number, in bote's own language, made from a stored result. */
#include "measured/grounds.h"

#include <stdlib.h>

#include "base/now.h"
#include "measured/grounds_parts.h"
#include "store/trust.h"
#include "value/scaled.h"

/* ---- lines ---- */

/* What a cell is, after what its operation does: of a figure with a name of its own that name, as words. */
static void grounds_describe(struct buf *line, const struct measured_cell *c)
{
	size_t from = line->len;

	buf_add_c(line, c->what ? c->what : "");
	if (c->what || !c->ending.len)
		return;
	buf_printf(line, ": %.*s", STR(str_cut(c->ending, 1, c->ending.len)));
	for (size_t i = from; i < line->len; i++)
		if (line->p[i] == '_')
			line->p[i] = ' ';
}

/* Between quotes of a line: no quotes, nothing that ends it. */
static void grounds_put_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		buf_char(out, text.p[i] == '"' ? '\'' : (unsigned char)text.p[i] < ' ' || text.p[i] == 0x7f ? ' ' : text.p[i]);
}

static const struct scale counts[] = {{1, " operations/s"}, {0, NULL}};
static const struct scale sizes[] = {{1, " B"}, {0, NULL}};

/* A number of which the middle and a 90 % interval are known; a single one where they are the same. */
static void grounds_put_range(struct buf *out, struct measured_range r, const struct scale *scales)
{
	const struct scale *s = scaled_unit(r.value, scales);

	if (r.low < r.high)
		buf_printf(out, "spread(%.12g%s, %.12g%s, %.12g%s)", r.low / s->size, s->unit, r.value / s->size, s->unit,
		           r.high / s->size, s->unit);
	else
		buf_printf(out, "%.12g%s", r.value / s->size, s->unit);
}

/* One of those that a line has by name: it is what it is, and shares its draws with none. */
static void put_named(struct buf *out, const struct measured_named *n, struct arena *a)
{
	const struct scale rate[] = {{1, arena_printf(a, " %.*s/s", STR(n->noun)).p}, {0, NULL}};
	const struct scale *const scales[] = {scale_typed, rate, scale_bandwidth, sizes, scale_one};

	grounds_put_range(out, n->range, scales[n->unit]);
}

/* Cells that say the same of one measurement are made from one another, so that they share their draws. */
static void put_expression(struct buf *out, struct str cell, const struct measured_cell *c, struct arena *a)
{
	struct str base = str_cut(cell, 0, cell.len - c->ending.len);
	const char *speed = scaled_unit(c->range.value, scale_bandwidth)->unit;

	if (c->named)
		put_named(out, c->named, a);
	else if (str_eq(c->ending, S("_rate")))
		buf_printf(out, "1 operation / measured.%.*s to operations/s", STR(base));
	else if (str_eq(c->ending, S("_bw")))
		buf_printf(out, "%.12g B / measured.%.*s to%s", c->of->bytes, STR(base), speed);
	else if (str_eq(c->ending, S("_all_bw")))
		buf_printf(out, "%.12g B/operation * measured.%.*s_all to%s", c->of->bytes, STR(base), speed);
	else if (c->unit == MEASURED_DATA)
		buf_printf(out, "%.12g B", c->range.value);
	else if (c->unit == MEASURED_NUMBER)
		buf_printf(out, "%.12g", c->range.value);
	else
		grounds_put_range(out, c->range, c->unit == MEASURED_TIME ? scale_typed : counts);
}

static struct str stale(struct grounds *g, const struct measurement *m, struct arena *a)
{
	const struct bench_op *op = bench_ops_find(grounds_ops(g), m->op);
	bool comparable = op && !op->lack.len;
	struct buf why = {0};

	measured_stale(m, &g->machine, now_seconds(), op ? op->rev : 0, comparable ? op->lib : S(""), &why);
	return buf_take(&why, a);
}

static struct str measured_line(struct grounds *g, struct str cell, const struct measured_cell *c, bool whole,
                                struct arena *a, struct fact *fact)
{
	const struct bench_op *op = bench_ops_find(grounds_ops(g), c->of->op);
	struct buf line = {0}, from = {0};
	struct str copy;

	buf_add_c(&line, "x = ");
	if (whole)
		put_expression(&line, cell, c, a);
	else
		buf_printf(&line, "measured.%.*s", STR(cell));
	buf_add_c(&line, " \"");
	grounds_put_text(&line, op && op->what.len ? op->what : c->of->op);
	if (c->of->tool.len)
		buf_printf(&line, ", by %.*s", STR(c->of->tool));
	grounds_describe(&line, c);
	buf_add_c(&line, "\" from \"");
	measured_provenance(c->of, &from);
	grounds_put_text(&line, buf_str(&from));
	buf_char(&line, '"');
	copy = buf_take(&line, a);
	buf_release(&from);
	fact->of = arena_printf(a, "measured.%.*s", STR(cell));
	fact->measured = c->of;
	fact->stale = stale(g, c->of, a);
	return copy;
}

/* `x = EXPR`, with what the published figure says of itself. */
static struct str published_line(const struct fact *ref, struct arena *a, struct fact *fact, const char *expression)
{
	struct buf line = {0};
	struct str copy;

	buf_printf(&line, "x = %s \"", expression);
	grounds_put_text(&line, ref->text);
	buf_add_c(&line, "\" from \"");
	grounds_put_text(&line, ref->origin);
	buf_add_c(&line, "\"");
	copy = buf_take(&line, a);
	fact->of = ref->name;
	return copy;
}

/* ref.NAME; or of "NAME_rate" what ref.NAME comes to. A NULL text: neither. */
static struct str grounds_published(struct grounds *g, struct str cell, struct arena *a, struct fact *fact)
{
	struct str name = arena_printf(a, "ref.%.*s", STR(cell));
	const struct fact *ref = facts_find(g->facts, name, NULL);

	if (ref)
		return published_line(ref, a, fact, name.p);
	if (!str_ends(cell, S("_rate")))
		return (struct str){0};
	name = str_cut(name, 0, name.len - 5);
	ref = facts_find(g->facts, name, NULL);
	if (!ref || units_exponent(&ref->value.type.units, DIM_TIME) != 1)
		return (struct str){0};
	return published_line(ref, a, fact, arena_printf(a, "1 operation / %.*s to operations/s", STR(name)).p);
}

/* ---- what facts ask ---- */

static bool knows(void *ctx, struct str name)
{
	(void)ctx;
	return str_starts(name, S("measured.")) || str_starts(name, S("fact."));
}

/* Does it do for fact.NAME? A number that was kept although it was too noisy does not. */
static bool usable(const struct measured_cell *c)
{
	return verdict_read(c->of->verdict) != VERDICT_NOISY;
}

static struct str grounds_define(void *ctx, struct str name, struct span at, struct arena *a, struct diag *d,
                                 struct fact *fact)
{
	struct grounds *g = ctx;
	bool either = str_starts(name, S("fact."));
	struct str cell = str_cut(name, either ? 5 : 9, name.len), line = {0};
	struct measured_cell c;

	if (grounds_find(g, cell, &c) && (!either || usable(&c)))
		return measured_line(g, cell, &c, !either, a, fact);
	if (either)
		line = grounds_published(g, cell, a, fact);
	if (!line.p)
		grounds_why(g, name, cell, at, d);
	return line;
}

static void note_read(void *ctx, const struct fact *fact)
{
	struct grounds *g = ctx;

	for (size_t i = 0; i < g->read_count; i++)
		if (g->read[i] == fact)
			return;
	g->read = xgrow(g->read, g->read_count, &g->read_cap, sizeof(*g->read));
	g->read[g->read_count++] = fact;
}

/* ---- life ---- */

struct grounds *grounds_new(struct facts *facts)
{
	struct grounds *g = xcalloc(1, sizeof(*g));
	struct facts_source source = {knows, grounds_define, note_read, g};

	g->facts = facts;
	arena_init(&g->arena);
	facts_set_source(facts, &source);
	return g;
}

void grounds_free(struct grounds *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < g->before_count; i++)
		measured_free(g->before[i]);
	measured_free(g->store);
	measured_free(g->imported);
	map_release(&g->said);
	arena_release(&g->arena);
	free(g->before);
	free(g->read);
	free(g);
}

void grounds_refresh(struct grounds *g)
{
	if (!g->opened)
		return;
	g->before = xgrow(g->before, g->before_count, &g->before_cap, sizeof(*g->before));
	g->before[g->before_count++] = g->store;
	g->before = xgrow(g->before, g->before_count, &g->before_cap, sizeof(*g->before));
	g->before[g->before_count++] = g->imported;
	g->store = g->imported = NULL;
	g->opened = g->warned = false;
	map_reset(&g->said);
	facts_forget(g->facts);
}

void grounds_begin(struct grounds *g)
{
	g->read_count = 0;
}

/* ---- all names ---- */

struct each {
	void (*visit)(void *ctx, struct str name);
	void *ctx;
	struct arena *a;
};

static void each_cell(void *ctx, struct str cell)
{
	struct each *e = ctx;

	e->visit(e->ctx, arena_printf(e->a, "measured.%.*s", STR(cell)));
	e->visit(e->ctx, arena_printf(e->a, "fact.%.*s", STR(cell)));
}

/* Of published figures those that stand for something that is measured elsewhere. */
static void each_published(struct grounds *g, struct each *e)
{
	struct measured_cell c;
	unsigned count;
	const struct str *names = facts_names(g->facts, &count);

	for (unsigned i = 0; i < count; i++) {
		struct str cell = str_starts(names[i], S("ref.")) ? str_cut(names[i], 4, names[i].len) : S("");

		if (cell.len && grounds_operation(g, cell) && !grounds_find(g, cell, &c))
			e->visit(e->ctx, arena_printf(e->a, "fact.%.*s", STR(cell)));
	}
}

void grounds_each(struct grounds *g, void (*visit)(void *ctx, struct str name), void *ctx)
{
	struct arena scratch;
	struct each e = {visit, ctx, &scratch};

	arena_init(&scratch);
	measured_each(grounds_store(g), each_cell, &e);
	measured_each(g->imported, each_cell, &e);
	each_published(g, &e);
	arena_release(&scratch);
}
