/* SPDX-License-Identifier: GPL-3.0-or-later */
/* histogram.c - how an uncertain answer is spread. */
#include "sampling/spread.h"
#include "whatif/histogram.h"

enum { ROWS = 20, PER_ROW = SPREAD_BINS / ROWS };

static double edge(const struct spread *s, uint32_t row)
{
	return spread_edge(s, row * PER_ROW);
}

static struct str marks(struct ask *q, const struct spread *s, uint32_t row)
{
	const struct { const char *name; double x; } mark[] = {{"P5", s->p5}, {"P50", s->p50}, {"P95", s->p95}};
	struct str text = {0};

	for (int i = 0; i < 3; i++) {
		bool here = mark[i].x >= edge(s, row) && (mark[i].x < edge(s, row + 1) || row == ROWS - 1);
		if (here)
			text = arena_printf(q->a, "%.*s%s%s", STR(text), text.len ? ", " : "", mark[i].name);
	}
	return text;
}

static struct whatif_table *draw(struct ask *q, struct str name, const struct value *v)
{
	const struct spread *s = v->spread;
	struct whatif_table *t = table_new(q->a, "histogram", 4);

	struct type type = v->type;

	type.digits = type.digits ? type.digits : 3;
	t->title = name;
	table_head(t, 0, S("from"));
	table_head(t, 1, S("to"));
	table_head(t, 2, S("share"));
	table_head(t, 3, S("mark"));
	t->bars = BARS_LENGTH;
	t->bar_column = 2;
	for (uint32_t i = 0; i < ROWS; i++) {
		struct field *row = table_row(t, q->a);
		uint32_t n = 0;
		for (uint32_t k = 0; k < PER_ROW; k++)
			n += s->bin[i * PER_ROW + k];
		row[0] = field_number(q->a, &type, edge(s, i));
		row[1] = field_number(q->a, &type, edge(s, i + 1));
		row[2] = field_share((double)n / s->good);
		row[3] = field_text(marks(q, s, i));
	}
	return t;
}

struct whatif_table *histogram(struct ask *q, struct str text)
{
	struct asked e;
	struct value v;

	if (!ask_expression(q, text, &e) || !ask_value(q, &e, &v))
		return NULL;
	if (!v.spread || v.type.kind != VALUE_NUMBER || v.count != 1 || !(v.spread->bin_to > v.spread->bin_from)) {
		diag_fail(q->d, DIAG_VALUE, (struct span){0, 0}, "a histogram is that of one uncertain number, and '%.*s' is not one", STR(e.name));
		return NULL;
	}
	return draw(q, e.name, &v);
}
