/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_text.c - a profile for people: a screenful. Nothing in it is a text of the log. */
#include <math.h>

#include "command/profile_request.h"
#include "show/chart_text.h"
#include "show/grid.h"
#include "show/wrap.h"
#include "value/number.h"
#include "value/scaled.h"
#include "value/spark.h"

/* ---- numbers ---- */

static void profile_text_put_whole(struct buf *out, double x)
{
	number_write(out, round(x), 15, NUMBER_PLAIN);
}

static void put_bytes(struct buf *out, double x)
{
	scaled_write(out, x, scale_bytes);
}

static void profile_text_put_count(struct buf *out, double x)
{
	scaled_write(out, x, scale_count);
}

static void profile_text_put_time(struct buf *out, double x)
{
	scaled_write(out, x, scale_time);
}

/* ---- rows: a label, and what there is to say ---- */

static void profile_text_init(struct grid *g, struct arena *a)
{
	grid_init(g, a, 2);
	g->indent = 2;
	g->columns[1].words = true;
}

/* `text` is released. */
static void profile_text_add_row(struct grid *g, struct str label, struct buf *text)
{
	struct str *row = grid_row(g);

	row[0] = label;
	row[1] = buf_take(text, g->a);
}

static void profile_text_put_title(const struct profile_page *p, struct buf *out)
{
	const struct log_figures *f = p->figures;

	buf_add_str(out, p->source);
	buf_add_c(out, ", ");
	profile_date(f->first, out);
	if (f->days > 1) {
		buf_add_c(out, " to ");
		profile_date(f->last, out);
	}
	buf_printf(out, " (%u day%s), ", f->days, f->days == 1 ? "" : "s");
	profile_text_put_whole(out, (double)p->profile->requests);
	buf_printf(out, " request%s, ", p->profile->requests == 1 ? "" : "s");
	profile_text_put_whole(out, (double)p->bad);
	buf_printf(out, " lines not read%s", p->cut_short ? "; cut short" : "");
}

static void profile_text_add_average(struct grid *g, const struct log_figures *f)
{
	struct buf text = {0};

	profile_text_put_count(&text, f->rate.value);
	buf_add_c(&text, " requests/s");
	if (f->day.value >= 0) {
		buf_add_c(&text, "   a day ");
		profile_text_put_count(&text, f->day.low);
		buf_add_c(&text, " .. ");
		profile_text_put_count(&text, f->day.high);
	}
	if (f->growth.low < f->growth.high)
		buf_printf(&text, ", %+.1f %% a day (%.1f %% .. %.1f %%)%s", 100 * f->growth.value, 100 * f->growth.low,
		           100 * f->growth.high, f->weekdays ? "" : ", weekdays not taken out");
	profile_text_add_row(g, S("average"), &text);
}

static void profile_text_add_minute(struct grid *g, const struct log_figures *f)
{
	struct buf text = {0};

	profile_text_put_count(&text, f->peak_minute / 60);
	buf_printf(&text, " requests/s   %.3g x; 99 of 100 minutes are below ", f->peak_minute / 60 / f->rate.value);
	profile_text_put_count(&text, f->minutes_p99 / 60);
	buf_add_c(&text, "/s; at ");
	profile_date(f->peak_minute_at, &text);
	buf_printf(&text, " %02d:%02d", (int)(f->peak_minute_at % 86400 / 3600), (int)(f->peak_minute_at % 3600 / 60));
	profile_text_add_row(g, S("busiest minute"), &text);
}

static void profile_text_add_rates(struct grid *g, const struct profile_page *p)
{
	const struct log_figures *f = p->figures;
	struct buf text = {0};

	profile_text_add_average(g, f);
	if (f->span >= 7200) {
		profile_text_put_count(&text, f->peak_hour / 3600);
		buf_printf(&text, " requests/s   %.3g x the average", f->peak_hour / 3600 / f->rate.value);
		profile_text_add_row(g, S("busiest hour"), &text);
	}
	if (f->span >= 600)
		profile_text_add_minute(g, f);
	profile_text_put_whole(&text, f->peak_second);
	buf_add_c(&text, " requests   999 of 1000 seconds have at most ");
	profile_text_put_whole(&text, f->seconds_p999);
	buf_add_c(&text, p->merged ? "; of one part alone" : "");
	profile_text_add_row(g, S("busiest second"), &text);
}

static void profile_text_add_hours(struct grid *g, const struct profile_page *p)
{
	const struct log_figures *f = p->figures;
	struct buf text = {0};
	int least = 0, most = 0;

	if (!f->has_hours)
		return;
	for (int h = 1; h < 24; h++) {
		least = f->hours[h] < f->hours[least] ? h : least;
		most = f->hours[h] > f->hours[most] ? h : most;
	}
	spark_write(&text, f->hours, 24, p->ascii);
	buf_printf(&text, "   least %d h: ", least);
	profile_text_put_count(&text, f->hours[least]);
	buf_printf(&text, "/s, most %d h: ", most);
	profile_text_put_count(&text, f->hours[most]);
	buf_add_c(&text, "/s");
	profile_text_add_row(g, arena_printf(g->a, "hours (%.*s)", STR(p->zone)), &text);
}

/* What the log writes as 0 is below `least`, the place of its last digit. */
static void put_least(struct buf *out, double x, double least, void (*put)(struct buf *, double))
{
	if (x <= 0 && least > 0)
		buf_add_c(out, "under ");
	put(out, x <= 0 ? least : x);
}

static void profile_text_put_spread(struct buf *out, struct log_figure mean, const struct log_figure p[3], double least,
                                    void (*put)(struct buf *, double))
{
	static const char *const words[] = {", p50 ", ", p90 ", ", p99 "};

	buf_add_c(out, "mean ");
	put_least(out, mean.value, least, put);
	for (int i = 0; i < 3; i++) {
		buf_add_c(out, words[i]);
		put_least(out, p[i].value, least, put);
	}
}

static void profile_text_add_requests(struct grid *g, const struct profile_page *p)
{
	const struct log_figures *f = p->figures;
	struct buf text = {0};

	if (f->size.value >= 0) {
		profile_text_put_spread(&text, f->size, f->size_p, 0, put_bytes);
		buf_printf(&text, "   (status 200)%s", f->heavy_sizes ? "; a few are most of it" : "");
		profile_text_add_row(g, S("sizes"), &text);
	}
	if (f->time.value >= 0) {
		profile_text_put_spread(&text, f->time, f->time_p, (double)p->profile->grain * 1e-6, profile_text_put_time);
		buf_add_c(&text, f->time_guessed_us ? "   (whole numbers, taken for us)" : "");
		profile_text_add_row(g, S("times"), &text);
	}
	buf_printf(&text, "reads %.1f %%   5xx %.2f %%   4xx %.2f %%   304 %.1f %%", 100 * f->reads.value,
	           100 * f->server_errors.value, 100 * f->client_errors.value, 100 * f->not_modified.value);
	profile_text_add_row(g, S("answers"), &text);
}

/* "60,000 (8.2k .. 9.1k a day), 1.2 GB" */
static void profile_text_add_many(struct grid *g, const char *label, double count, struct log_figure day, double bytes)
{
	struct buf text = {0};

	profile_text_put_whole(&text, count);
	if (day.high > 0) {
		buf_add_c(&text, " (");
		profile_text_put_count(&text, day.low);
		buf_add_c(&text, " .. ");
		profile_text_put_count(&text, day.high);
		buf_add_c(&text, " a day)");
	}
	if (bytes > 0) {
		buf_add_c(&text, ", ");
		put_bytes(&text, bytes);
	}
	profile_text_add_row(g, str_from_c(label), &text);
}

static void profile_text_add_objects(struct grid *g, const struct log_figures *f)
{
	struct buf text = {0};

	profile_text_add_many(g, "objects", f->objects.value, f->objects_day, f->objects_bytes);
	if (f->clients.value > 0)
		profile_text_add_many(g, "clients", f->clients.value, f->clients_day, 0);
	if (f->zipf.is)
		buf_printf(&text, "Zipf %.3f (%.3f .. %.3f) over ranks 1 .. %zu", f->zipf.alpha, f->zipf.low, f->zipf.high,
		           f->zipf.ranks);
	else if (f->zipf.ranks >= 50)
		buf_printf(&text, "not a Zipf law: %.2f among the first, %.2f after", f->zipf.head, f->zipf.tail);
	else
		buf_printf(&text, "too few requests: %zu objects were asked for 30 times", f->zipf.ranks);
	profile_text_add_row(g, S("popularity"), &text);
}

/* ---- hits ---- */

/* What is hit at each size of the cache. */
static struct chart *hit_curve(const struct profile_page *p, struct arena *a)
{
	enum { POINTS = 64 };
	struct chart *c = chart_new(a, CHART_LINE, S(""));
	double *x = arena_array(a, double, POINTS), *y = arena_array(a, double, POINTS);

	for (int i = 0; i < POINTS; i++) {
		x[i] = p->figures->objects.value * i / (POINTS - 1);
		y[i] = i ? 100 * reuse_hits(p->profile->reuse, (double)p->profile->references, x[i]) : 0;
	}
	c->series = arena_new(a, struct chart_series);
	c->series_count = 1;
	*c->series = (struct chart_series){.x = x, .y = y, .count = POINTS};
	c->x_title = S("objects");
	return c;
}

static void profile_text_add_sizes(struct grid *g, const struct log_figures *f)
{
	for (int i = 0; i < LOG_SHARES; i++) {
		struct buf text = {0};

		if (!isfinite(f->cache[i].value))
			continue;
		profile_text_put_whole(&text, f->cache[i].value);
		buf_add_c(&text, round(f->cache[i].value) == 1 ? " object" : " objects");
		if (f->cache[i].low < f->cache[i].high) {
			buf_add_c(&text, " (");
			profile_text_put_whole(&text, f->cache[i].low);
			buf_add_c(&text, " .. ");
			profile_text_put_whole(&text, f->cache[i].high);
			buf_add_c(&text, ")");
		}
		if (isfinite(f->cache_bytes[i]) && f->objects_bytes > 0) {
			buf_add_c(&text, ", ");
			put_bytes(&text, f->cache_bytes[i]);
		}
		profile_text_add_row(g, arena_printf(g->a, "%.0f %% hits", 100 * log_shares[i]), &text);
	}
}

static void profile_text_write_hits(const struct profile_page *p, struct arena *a, struct buf *out)
{
	const struct log_figures *f = p->figures;
	struct chart *c = f->has_hits ? hit_curve(p, a) : NULL;

	if (!c) {
		buf_add_c(out, "\n  under 1,000 requests for objects: no Zipf law and no hit ratios\n");
		return;
	}
	buf_printf(out, "\n  hits %%, LRU cache   %.1f %% is the most: the rest are first requests\n", 100 * f->most_hits);
	if (chart_worth(c))
		chart_text_write(out, c, a, p->width ? p->width : 80, p->ascii ? CHART_ASCII : CHART_BLOCKS);
}

void profile_text(const struct profile_page *p, struct buf *out)
{
	struct grid_pen pen = {.out = out, .width = p->width};
	struct buf title = {0};
	struct grid rows, sizes;
	struct arena a;

	arena_init(&a);
	profile_text_init(&rows, &a);
	profile_text_init(&sizes, &a);
	profile_text_put_title(p, &title);
	wrap_text(out, buf_str(&title), &(struct wrap){.width = p->width});
	buf_char(out, '\n');
	profile_text_add_rates(&rows, p);
	profile_text_add_hours(&rows, p);
	profile_text_add_requests(&rows, p);
	profile_text_add_objects(&rows, p->figures);
	grid_write(&rows, &pen);
	profile_text_write_hits(p, &a, out);
	if (p->figures->has_hits)
		profile_text_add_sizes(&sizes, p->figures);
	grid_write(&sizes, &pen);
	buf_release(&title);
	arena_release(&a);
}
