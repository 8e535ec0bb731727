/* SPDX-License-Identifier: GPL-3.0-or-later */
/* histogram.c - how an uncertain answer is spread. */
#include <math.h>

#include "sampling/spread.h"
#include "value/format.h"
#include "whatif/histogram.h"

enum { ROWS = 20 };

/* Which bins are drawn, how many to a row: all of them; of counts those that hold something. */
struct rows {
	const struct spread *s;
	uint32_t from, to, per;
};

static struct rows histogram_rows_of(const struct spread *s)
{
	struct rows r = {s, 0, SPREAD_BINS, 0};

	spread_filled(s, 1, &r.from, &r.to);
	r.per = (r.to - r.from + ROWS - 1) / ROWS;
	return r;
}

static uint32_t row_end(const struct rows *r, uint32_t bin)
{
	return bin + r->per < r->to ? bin + r->per : r->to;
}

static struct str marks(struct ask *q, const struct rows *r, uint32_t bin)
{
	const struct spread *s = r->s;
	const struct {
		const char *name;
		double x;
	} mark[] = {{"P5", s->p5}, {"P50", s->p50}, {"P95", s->p95}};
	double from = spread_edge(s, bin), to = spread_edge(s, row_end(r, bin));
	struct str text = {0};

	for (int i = 0; i < 3; i++) {
		bool here = mark[i].x >= from && (mark[i].x < to || row_end(r, bin) == r->to);
		if (here)
			text = arena_printf(q->a, "%.*s%s%s", STR(text), text.len ? ", " : "", mark[i].name);
	}
	return text;
}

/* How the edges are written: those of equal bins in one unit, that of the answer. */
struct edges {
	struct type type;
	struct factor scale; /* to the unit of `type` */
	double nothing;      /* an edge closer to 0 is one */
};

static struct edges edges_of(struct ask *q, const struct value *v, uint32_t per)
{
	const struct spread *s = v->spread;
	struct edges e = {v->type, FACTOR_ONE, 0};
	struct units shown;

	e.type.digits = e.type.digits ? e.type.digits : 3;
	if (s->bin_log || s->bin_whole)
		return e;
	e.nothing = 0.01 * per * (s->bin_to - s->bin_from) / SPREAD_BINS;
	shown = format_shown(v, &q->format);
	if (shown.n && units_convert(&v->type.units, &shown, &e.scale) == UNITS_SAME) {
		e.type.units = shown;
		e.type.asked = e.type.written = true;
		e.type.form = e.type.form == FORM_BEST ? FORM_UNIT : e.type.form;
	} else {
		e.scale = FACTOR_ONE;
	}
	return e;
}

static struct field field_edge(struct ask *q, const struct edges *e, const struct type *type, double x)
{
	double shown = factor_apply(e->scale, fabs(x) < e->nothing ? 0 : x);
	struct field f = field_number(q->a, type, x), in_one = field_number(q->a, &e->type, shown);
	struct buf text = {0};

	field_write(&text, &in_one, &q->format);
	f.text = buf_take(&text, q->a);
	return f;
}

static void histogram_add_row(struct ask *q, struct doc_table *t, const struct edges *e, const struct type *type,
                              const struct rows *r, uint32_t bin)
{
	const struct spread *s = r->s;
	struct field *row = table_row(t);
	double half = s->bin_whole ? 0.5 : 0; /* of counts the first one and the last one */
	uint32_t n = 0;

	for (uint32_t k = bin; k < row_end(r, bin); k++)
		n += s->bin[k];
	row[0] = field_edge(q, e, type, spread_edge(s, bin) + half);
	row[1] = field_edge(q, e, type, spread_edge(s, row_end(r, bin)) - half);
	row[2] = field_share((double)n / s->good);
	row[3] = field_text(marks(q, r, bin));
}

static struct doc_table *histogram_draw(struct ask *q, struct str name, const struct value *v)
{
	struct rows r = histogram_rows_of(v->spread);
	struct doc_table *t = table_new(q->a, "histogram", 4);
	struct edges e = edges_of(q, v, r.per);
	struct type type = v->type;

	type.digits = e.type.digits;

	t->title = name;
	table_heads(t, (const char *const[]){"from", "to", "share", "mark"});
	t->bars = BARS_LENGTH;
	t->bar_column = 2;
	for (uint32_t bin = r.from; bin < r.to; bin += r.per)
		histogram_add_row(q, t, &e, &type, &r, bin);
	return t;
}

struct doc_table *histogram(struct ask *q, struct str text)
{
	struct asked e;
	struct value v;

	if (!ask_expression(q, text, &e) || !ask_value(q, &e, &v))
		return NULL;
	if (!v.spread || v.type.kind != VALUE_NUMBER || v.count != 1 || !(v.spread->bin_to > v.spread->bin_from)) {
		diag_fail(q->d, DIAG_VALUE, (struct span){0, 0},
		          "a histogram is that of one uncertain number, and '%.*s' is not one", STR(e.name));
		return NULL;
	}
	ask_note_defaults(q, &e, 1, NULL, 0);
	return histogram_draw(q, e.name, &v);
}
