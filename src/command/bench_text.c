/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_text.c - the tables of `bote bench`. */
#include "command/bench_text.h"

#include "value/scaled.h"

static struct scaled bench_text_number(double value, enum measured_unit unit)
{
	static const struct scale data[] = {{1, " B"}, {0, NULL}};
	static const struct scale *const scales[] = {[MEASURED_TIME] = scale_time,
	                                             [MEASURED_RATE] = scale_rate,
	                                             [MEASURED_BANDWIDTH] = scale_bandwidth,
	                                             [MEASURED_DATA] = data,
	                                             [MEASURED_NUMBER] = scale_one};

	return scaled(value, scales[unit]);
}

/* What each is of `bytes` bytes: how many of them a second, else how many a second. */
static struct scaled bench_text_speed(double each, double bytes)
{
	return bytes > 0 ? scaled(each * bytes, scale_bandwidth) : scaled(each, scale_rate);
}

/* ---- the table ---- */

/* "  p50 0.1 ms"; nothing for what was not measured. */
static void bench_text_named(struct buf *out, const char *name, double seconds)
{
	if (seconds > 0)
		buf_printf(out, "%s%s %s", out->len ? "  " : "", name, scaled(seconds, scale_time).text);
}

/* What else there is, most telling first: "all 2: 101 GB/s", "p50 0.1 ms p99 0.3 ms", "hit_ratio 0.766". */
static struct str bench_text_rest(struct arena *a, const struct measurement *m)
{
	struct buf text = {0};

	if (m->all.value > 0)
		buf_printf(&text, "all %u: %s", m->all_threads, bench_text_speed(m->all.value, m->bytes).text);
	bench_text_named(&text, "p50", m->p50.value);
	bench_text_named(&text, "p99", m->p99.value);
	for (unsigned i = 0; i < m->extra_count; i++)
		buf_printf(&text, "%s%.*s %s", text.len ? "  " : "", STR(m->extra[i].name),
		           bench_text_number(m->extra[i].value, measured_extra_unit(m->extra[i].name)).text);
	if (m->seen.len)
		buf_printf(&text, "%s(%.*s)", text.len ? "  " : "", STR(m->seen));
	return buf_take(&text, a);
}

static void add_result(struct grid *g, const struct measurement *m)
{
	struct str each = arena_printf(g->a, "%s", scaled(m->each.value, scale_time).text);
	struct str range = arena_printf(g->a, "%s … %s", scaled(m->each.low, scale_time).text,
	                                scaled(m->each.high, scale_time).text);

	g->group = arena_str(g->a, m->group);
	grid_texts(g, arena_str(g->a, m->op), each, range,
	           arena_printf(g->a, "%s", bench_text_speed(1 / m->each.value, m->bytes).text),
	           arena_str(g->a, m->verdict), bench_text_rest(g->a, m));
}

static void add_samples(struct grid *g, const struct measurement *m)
{
	struct buf text = {0}, *out = &text;

	buf_add_c(out, "  passes");
	for (unsigned i = 0; i < m->passes; i++)
		buf_printf(out, "%s%s", i ? ", " : " ", scaled(m->pass[i], scale_time).text);
	buf_printf(out, "; inside a pass ± %.2g %% (MAD)", 100 * m->mad);
	if (m->mild || m->severe)
		buf_printf(out, "; outliers: %u mild, %u severe", m->mild, m->severe);
	if (m->ghz > 0)
		buf_printf(out, "; %.2f GHz", m->ghz);
	*grid_row(g) = buf_take(out, g->a);
}

void bench_text_results(struct outcome *o, const struct measurement *const *results, unsigned count, bool verbose)
{
	struct grid g;

	grid_list(&g, &o->arena, 6);
	for (unsigned i = 0; i < count; i++) {
		add_result(&g, results[i]);
		if (verbose)
			add_samples(&g, results[i]);
	}
	outcome_grid(o, &g);
}

/* ---- asked at a rate ---- */

void bench_text_paced(struct grid *g, const struct bench_paced *p)
{
	struct buf text = {0};

	bench_text_named(&text, "p50", p->p50);
	bench_text_named(&text, "p99", p->p99);
	bench_text_named(&text, "p99.9", p->p999);
	bench_text_named(&text, "max", p->most);
	if (p->behind)
		buf_printf(&text, "%sfalls behind: %s answered", text.len ? "  " : "", scaled(p->reached, scale_rate).text);
	grid_texts(g, arena_str(g->a, str_from_c(p->op)), arena_printf(g->a, "%s", scaled(p->rate, scale_rate).text),
	           buf_take(&text, g->a));
}
