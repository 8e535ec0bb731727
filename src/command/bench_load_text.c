/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_load_text.c - columns, and a few lines below them. */
#include "command/bench_load_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "command/command_all.h"
#include "show/wrap.h"
#include "value/scaled.h"
#include "store/member.h"

enum { RATE = 8, TIME = 10, LABEL = 10 };

void load_text_release(struct load_text *t)
{
	buf_release(&t->out);
	buf_release(&t->name);
	buf_release(&t->cells);
}

/* ---- columns ---- */

/* Right-aligned in so many columns. */
static void put_right(struct buf *out, const char *text, size_t width)
{
	buf_char(out, ' ');
	utf8_put(out, str_from_c(text), width - 1, true);
}

static void bench_load_text_put_time(struct buf *out, double seconds)
{
	put_right(out, seconds > 0 ? scaled(seconds, scale_time).text : "-", TIME);
}

static void bench_load_text_put_head(struct load_text *t, const char *const *columns)
{
	if (t->head)
		return;
	t->head = true;
	put_right(&t->out, "rate/s", RATE);
	for (; *columns; columns++)
		put_right(&t->out, *columns, TIME);
	buf_char(&t->out, '\n');
}

static void bench_load_text_put_row(struct load_text *t, const json_t *e, const char *const *times, bool judged)
{
	bench_load_text_put_head(t, times);
	put_right(&t->out, scaled(member_number(e, "rate"), scale_one).text, RATE);
	for (; times[1]; times++) /* the last column is that of errors */
		bench_load_text_put_time(&t->out, member_number(e, strcmp(*times, "p99.9") == 0  ? "p999"
		                                                   : strcmp(*times, "most") == 0 ? "max"
		                                                                                 : *times));
	put_right(&t->out, scaled(member_number(e, "errors"), scale_one).text, TIME);
	if (judged)
		buf_printf(&t->out, "   %s", member_text(e, "why"));
}

/* ---- events ---- */

void load_text_title(struct load_text *t, const json_t *e)
{
	buf_add_c(&t->name, member_text(e, "op"));
	buf_printf(&t->out, "%s   ", member_text(e, "op"));
	wrap_text(&t->out, str_from_c(member_text(e, "text")),
	          &(struct wrap){.width = t->chart.width, .taken = (unsigned)strlen(member_text(e, "op")) + 3, .rest = 2});
	if (*member_text(e, "slo"))
		buf_printf(&t->out, "  objective %s\n", member_text(e, "slo"));
}

static void put_inside(struct load_text *t, const json_t *e)
{
	if (!t->verbose)
		return;
	buf_add_c(&t->out, "          from when it was sent: p50");
	bench_load_text_put_time(&t->out, member_number(e, "service"));
	buf_add_c(&t->out, "; bote late: p99");
	bench_load_text_put_time(&t->out, member_number(e, "lag"));
	buf_printf(&t->out, "; %.0f answers, bote had %.2f of a CPU\n", member_number(e, "count"),
	           member_number(e, "busy"));
}

/* A step of which nothing was answered, or one that does not count, has no place in the chart. */
static void note_point(struct load_chart *c, const json_t *e)
{
	struct load_point p = {member_number(e, "rate"), member_number(e, "p99"),
	                       strcmp(member_text(e, "verdict"), "holds") == 0};

	if (c->count < LOAD_POINTS && p.rate > 0 && p.p99 > 0 && strcmp(member_text(e, "verdict"), "void") != 0)
		c->points[c->count++] = p;
}

void load_text_step(struct load_text *t, const json_t *e)
{
	static const char *const times[] = {"p50", "p99", "errors", NULL};

	note_point(&t->chart, e);
	bench_load_text_put_row(t, e, times, true);
	buf_add_c(&t->out, json_is_true(json_object_get(e, "confirm")) ? ", asked twice as long\n" : "\n");
	put_inside(t, e);
}

void load_text_once(struct load_text *t, const json_t *e)
{
	static const char *const times[] = {"p50", "p90", "p99", "p99.9", "most", "errors", NULL};
	bool fine = strcmp(member_text(e, "verdict"), "holds") == 0;

	bench_load_text_put_row(t, e, times, t->judged || !fine);
	if (*member_text(e, "blind"))
		buf_printf(&t->out, "%s bote itself %s", fine ? ", although" : ":", member_text(e, "blind"));
	buf_char(&t->out, '\n');
	put_inside(t, e);
}

/* ---- the result ---- */

static double bench_load_text_figure(const json_t *e, const char *name, const char *part)
{
	return member_number(json_object_get(json_object_get(e, "figures"), name), part);
}

static struct scaled bench_load_text_number(const json_t *e, const char *name, const char *part,
                                            const struct scale *scale)
{
	return scaled(bench_load_text_figure(e, name, part), scale);
}

static void put_rate(struct buf *out, const json_t *e, unsigned width)
{
	double failed = member_number(e, "failed");

	list_column(out, S("max_rate"), LABEL);
	buf_printf(out, "%s%s/s", failed > 0 ? "" : ">= ", scaled(member_number(e, "held"), scale_one).text);
	if (failed > 0)
		buf_printf(out, " … %s/s", scaled(failed, scale_one).text);
	buf_printf(out, "   %s; %s requests at the highest that held\n", member_text(e, "verdict"),
	           scaled(member_number(e, "count"), scale_one).text);
	if (*member_text(e, "seen"))
		buf_fill(out, ' ', LABEL);
	wrap_text(out, str_from_c(member_text(e, "seen")), &(struct wrap){.width = width, .taken = LABEL, .rest = LABEL});
}

static void put_times(struct buf *out, const json_t *e)
{
	list_column(out, S("p50"), LABEL);
	buf_printf(out, "%s     p99  %s      at %s/s\n", bench_load_text_number(e, "p50", "value", scale_time).text,
	           bench_load_text_number(e, "p99", "value", scale_time).text,
	           scaled(member_number(e, "held"), scale_one).text);
}

static void put_knee(struct buf *out, const json_t *e)
{
	if (!(bench_load_text_figure(e, "knee", "value") > 0))
		return;
	list_column(out, S("knee"), LABEL);
	buf_printf(out, "%s/s … %s/s   p99 passes twice that at low load\n",
	           bench_load_text_number(e, "knee", "low", scale_one).text,
	           bench_load_text_number(e, "knee", "high", scale_one).text);
}

static void put_cpu(struct buf *out, const json_t *e)
{
	double cpu = bench_load_text_figure(e, "cpu", "value"), low = bench_load_text_figure(e, "low_cpu", "value");

	list_column(out, S("cpu"), LABEL);
	if (!(cpu > 0)) {
		buf_printf(out, "not known%s%s\n", *member_text(e, "cpu_why") ? ": " : "", member_text(e, "cpu_why"));
		return;
	}
	buf_printf(out, "%s of the server a request", scaled(cpu, scale_time).text);
	if (low > 0 && low != cpu) /* else it is the same step */
		buf_printf(out, " (%s at low load: not to multiply)", scaled(low, scale_time).text);
	buf_char(out, '\n');
}

/* On this machine it shares the CPUs with the server. */
static void put_share(struct buf *out, const json_t *e)
{
	if (!(member_number(e, "cpus") > 0))
		return;
	list_column(out, S("bote"), LABEL);
	buf_printf(out, "had %.2f of %.0f CPUs", member_number(e, "busy"), member_number(e, "cpus"));
	if (json_is_number(json_object_get(e, "machine_busy")))
		buf_printf(out, "; all together were %.0f %% busy", 100 * member_number(e, "machine_busy"));
	buf_char(out, '\n');
}

static void note_cells(struct load_text *t, const json_t *e)
{
	const char *key;
	json_t *value;

	json_object_foreach(json_object_get(e, "figures"), key, value)
		buf_printf(&t->cells, "%s%s_%s", t->cells.len ? ", " : "measured.", buf_c(&t->name), key);
}

void load_text_result(struct load_text *t, const json_t *e)
{
	buf_char(&t->out, '\n');
	t->chart.limit = member_number(e, "limit");
	t->chart.knee_low = bench_load_text_figure(e, "knee", "low");
	t->chart.knee_high = bench_load_text_figure(e, "knee", "high");
	load_chart_write(&t->out, &t->chart);
	buf_add_c(&t->out, t->chart.count < 3 || t->chart.width < LOAD_CHART_LEAST ? "" : "\n");
	put_rate(&t->out, e, t->chart.width);
	put_times(&t->out, e);
	put_knee(&t->out, e);
	put_cpu(&t->out, e);
	put_share(&t->out, e);
	note_cells(t, e);
}

void load_text_stored(const struct load_text *t, struct buf *out)
{
	buf_add_c(out, "stored as ");
	wrap_text(out, buf_str(&t->cells), &(struct wrap){.width = t->chart.width, .taken = LABEL, .rest = LABEL});
}
