/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_text.c - the tables of `bote bench`. */
#include "command/bench_text.h"

#include "base/plain.h"
#include "value/scaled.h"

void bench_text_time(struct buf *out, double seconds)
{
	scaled_write(out, seconds, scale_time);
}

static void bench_text_put(struct buf *out, double value, enum measured_unit unit)
{
	switch (unit) {
	case MEASURED_TIME: bench_text_time(out, value); break;
	case MEASURED_RATE: scaled_write(out, value, scale_rate); break;
	case MEASURED_BANDWIDTH: scaled_write(out, value, scale_bandwidth); break;
	case MEASURED_DATA: buf_printf(out, "%s B", plain(value, 4).text); break;
	case MEASURED_NUMBER: scaled_write(out, value, scale_one); break;
	}
}

static struct str bench_text_cell(struct arena *a, double value, enum measured_unit unit)
{
	struct buf text = {0};

	bench_text_put(&text, value, unit);
	return buf_take(&text, a);
}

/* ---- the table ---- */

static struct str bench_text_interval(struct arena *a, struct measured_range r)
{
	struct buf text = {0};

	bench_text_time(&text, r.low);
	buf_add_c(&text, " … ");
	bench_text_time(&text, r.high);
	return buf_take(&text, a);
}

/* " p50 0.1 ms"; nothing for what was not measured. */
static void bench_text_named(struct buf *out, const char *name, double value, enum measured_unit unit)
{
	if (value <= 0)
		return;
	buf_printf(out, "%s%s ", out->len ? "  " : "", name);
	bench_text_put(out, value, unit);
}

/* What each is of `bytes` bytes: how many of them a second, else how many a second. */
static void put_speed(struct buf *out, double each, double bytes)
{
	bench_text_put(out, bytes > 0 ? each * bytes : each, bytes > 0 ? MEASURED_BANDWIDTH : MEASURED_RATE);
}

/* What else there is, most telling first: "all 2: 101 GB/s", "p50 0.1 ms p99 0.3 ms", "hit_ratio 0.766". */
static struct str bench_text_rest(struct arena *a, const struct measurement *m)
{
	struct buf text = {0};

	if (m->all.value > 0) {
		buf_printf(&text, "all %u: ", m->all_threads);
		put_speed(&text, m->all.value, m->bytes);
	}
	bench_text_named(&text, "p50", m->p50.value, MEASURED_TIME);
	bench_text_named(&text, "p99", m->p99.value, MEASURED_TIME);
	for (unsigned i = 0; i < m->extra_count; i++) {
		buf_printf(&text, "%s%.*s ", text.len ? "  " : "", STR(m->extra[i].name));
		bench_text_put(&text, m->extra[i].value, measured_extra_unit(m->extra[i].name));
	}
	if (m->seen.len)
		buf_printf(&text, "%s(%.*s)", text.len ? "  " : "", STR(m->seen));
	return buf_take(&text, a);
}

static void add_result(struct grid *g, const struct measurement *m)
{
	struct str *row = grid_row(g);
	struct buf speed = {0};

	put_speed(&speed, 1 / m->each.value, m->bytes);
	row[0] = m->op;
	row[1] = bench_text_cell(g->a, m->each.value, MEASURED_TIME);
	row[2] = bench_text_interval(g->a, m->each);
	row[3] = buf_take(&speed, g->a);
	row[4] = m->verdict;
	row[5] = bench_text_rest(g->a, m);
}

static void put_samples(struct buf *out, const struct measurement *m)
{
	buf_add_c(out, "    passes");
	for (unsigned i = 0; i < m->passes; i++) {
		buf_add_c(out, i ? ", " : " ");
		bench_text_time(out, m->pass[i]);
	}
	buf_printf(out, "; inside a pass ± %.2g %% (MAD)", 100 * m->mad);
	if (m->mild || m->severe)
		buf_printf(out, "; outliers: %u mild, %u severe", m->mild, m->severe);
	if (m->ghz > 0)
		buf_printf(out, "; %.2f GHz", m->ghz);
	buf_char(out, '\n');
}

void bench_text_results(struct buf *out, const struct measurement *const *results, unsigned count, bool verbose)
{
	struct grid_pen pen = {.out = out};
	struct arena a;
	struct grid g;

	arena_init(&a);
	grid_init(&g, &a, 6);
	g.indent = 2;
	for (unsigned i = 0; i < count; i++)
		add_result(&g, results[i]);
	grid_fit(&g, 0);
	for (unsigned i = 0; i < count; i++) {
		if (!i || !str_eq(results[i]->group, results[i - 1]->group))
			bench_text_group(out, results[i]->group, !i);
		grid_write_row(&g, &pen, i);
		if (verbose)
			put_samples(out, results[i]);
	}
	arena_release(&a);
}

/* ---- asked at a rate ---- */

void bench_text_paced_init(struct grid *g, struct arena *a)
{
	grid_init(g, a, 3);
	g->indent = 2;
}

void bench_text_paced(struct grid *g, const struct bench_paced *p)
{
	struct str *row = grid_row(g);
	struct buf text = {0};

	bench_text_named(&text, "p50", p->p50, MEASURED_TIME);
	bench_text_named(&text, "p99", p->p99, MEASURED_TIME);
	bench_text_named(&text, "p99.9", p->p999, MEASURED_TIME);
	bench_text_named(&text, "max", p->most, MEASURED_TIME);
	if (p->behind) {
		buf_add_c(&text, text.len ? "  falls behind: " : "falls behind: ");
		bench_text_put(&text, p->reached, MEASURED_RATE);
		buf_add_c(&text, " answered");
	}
	row[0] = arena_str(g->a, str_from_c(p->op));
	row[1] = bench_text_cell(g->a, p->rate, MEASURED_RATE);
	row[2] = buf_take(&text, g->a);
}

void bench_text_group(struct buf *out, struct str group, bool first)
{
	buf_printf(out, "%s%.*s\n", first ? "" : "\n", STR(group));
}
