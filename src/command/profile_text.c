/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_text.c - a profile for people: a screenful. Nothing in it is a text of the log. */
#include <math.h>

#include "command/profile_request.h"
#include "show/chart.h"
#include "show/grid.h"
#include "value/scaled.h"
#include "value/spark.h"

static struct scaled profile_count(double x)
{
	return scaled(x, scale_count);
}

/* "2026-11-03" */
static struct str profile_day(struct arena *a, int64_t seconds)
{
	struct buf text = {0};

	profile_date(seconds, &text);
	return buf_take(&text, a);
}

/* ---- rows: a label, and what there is to say ---- */

static void profile_row(struct grid *g, const char *label, struct str text)
{
	grid_texts(g, str_from_c(label), text);
}

static struct str profile_title(const struct profile_page *p, struct arena *a)
{
	const struct log_figures *f = p->figures;
	struct str last = f->days > 1 ? profile_day(a, f->last) : S("");

	return arena_printf(a, "%.*s, %.*s%s%.*s (%u day%s), %s request%s, %s line%s not read%s", STR(p->source),
	                    STR(profile_day(a, f->first)), last.len ? " to " : "", STR(last), f->days,
	                    f->days == 1 ? "" : "s", scaled_whole((double)p->profile->requests).text,
	                    p->profile->requests == 1 ? "" : "s", scaled_whole((double)p->bad).text, p->bad == 1 ? "" : "s",
	                    p->cut_short ? "; cut short" : "");
}

static void profile_average(struct grid *g, const struct log_figures *f)
{
	struct buf text = {0};

	buf_printf(&text, "%s requests/s", profile_count(f->rate.value).text);
	if (f->day.value >= 0)
		buf_printf(&text, "   a day %s .. %s", profile_count(f->day.low).text, profile_count(f->day.high).text);
	if (f->has_growth) {
		buf_printf(&text, ", %+.1f %% a day", 100 * f->growth.value);
		if (f->growth.low < f->growth.high)
			buf_printf(&text, " (%.1f %% .. %.1f %%)", 100 * f->growth.low, 100 * f->growth.high);
		buf_add_c(&text, f->weekdays ? "" : ", weekdays not taken out");
	}
	profile_row(g, "average", buf_take(&text, g->a));
}

static void profile_rates(struct grid *g, const struct profile_page *p)
{
	const struct log_figures *f = p->figures;
	int64_t at = f->peak_minute_at;

	profile_average(g, f);
	if (f->span >= 7200)
		profile_row(g, "busiest hour",
		            arena_printf(g->a, "%s requests/s   %.3g x the average", profile_count(f->peak_hour / 3600).text,
		                         f->peak_hour / 3600 / f->rate.value));
	if (f->span >= 600)
		profile_row(g, "busiest minute",
		            arena_printf(g->a, "%s requests/s   %.3g x; 99 of 100 minutes are below %s/s; at %.*s %02d:%02d",
		                         profile_count(f->peak_minute / 60).text, f->peak_minute / 60 / f->rate.value,
		                         profile_count(f->minutes_p99 / 60).text, STR(profile_day(g->a, at)),
		                         (int)(at % 86400 / 3600), (int)(at % 3600 / 60)));
	profile_row(g, "busiest second",
	            arena_printf(g->a, "%s request%s   999 of 1000 seconds have at most %s%s",
	                         scaled_whole(f->peak_second).text, f->peak_second == 1 ? "" : "s",
	                         scaled_whole(f->seconds_p999).text, p->merged ? "; of one part alone" : ""));
}

static void profile_hours(struct grid *g, const struct profile_page *p)
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
	buf_printf(&text, "   least %d h: %s/s, most %d h: %s/s", least, profile_count(f->hours[least]).text, most,
	           profile_count(f->hours[most]).text);
	profile_row(g, arena_printf(g->a, "hours (%.*s)", STR(p->zone)).p, buf_take(&text, g->a));
}

/* What the log writes as 0 is below `least`, the place of its last digit. */
static void profile_spread(struct buf *out, struct log_figure mean, const struct log_figure p[3], double least,
                           const struct scale *scale)
{
	static const char *const words[] = {"mean ", ", p50 ", ", p90 ", ", p99 "};

	for (int i = 0; i < 4; i++) {
		double x = i ? p[i - 1].value : mean.value;

		buf_printf(out, "%s%s%s", words[i], x <= 0 && least > 0 ? "under " : "",
		           scaled(x <= 0 ? least : x, scale).text);
	}
}

static void profile_requests(struct grid *g, const struct profile_page *p)
{
	const struct log_figures *f = p->figures;
	struct buf text = {0};

	if (f->size.value >= 0) {
		profile_spread(&text, f->size, f->size_p, 0, scale_bytes);
		buf_printf(&text, "   (status 200)%s", f->heavy_sizes ? "; a few are most of it" : "");
		profile_row(g, "sizes", buf_take(&text, g->a));
	}
	if (f->time.value >= 0) {
		profile_spread(&text, f->time, f->time_p, (double)p->profile->grain * 1e-6, scale_time);
		buf_add_c(&text, f->time_guessed_us ? "   (whole numbers, taken for us)" : "");
		profile_row(g, "times", buf_take(&text, g->a));
	}
	profile_row(g, "answers",
	            arena_printf(g->a, "reads %.1f %%   5xx %.2f %%   4xx %.2f %%   304 %.1f %%", 100 * f->reads.value,
	                         100 * f->server_errors.value, 100 * f->client_errors.value, 100 * f->not_modified.value));
}

/* What is estimated may be off by so much. */
static void profile_put_off(struct buf *text, double share)
{
	if (share > 0)
		buf_printf(text, " \xc2\xb1 %.1f %%", 100 * share);
}

/* "1,200,000 ± 1.3 % (8.2k .. 9.1k a day), 1.2 GB" */
static void profile_many(struct grid *g, const char *label, struct log_figure count, struct log_figure day,
                         double day_off, double bytes)
{
	struct buf text = {0};

	buf_add_c(&text, scaled_whole(count.value).text);
	profile_put_off(&text, count.value > 0 ? count.high / count.value - 1 : 0);
	if (day.high > 0) {
		buf_printf(&text, " (%s .. %s a day", profile_count(day.low).text, profile_count(day.high).text);
		profile_put_off(&text, day_off);
		buf_char(&text, ')');
	}
	if (bytes > 0)
		buf_printf(&text, ", %s", scaled(bytes, scale_bytes).text);
	profile_row(g, label, buf_take(&text, g->a));
}

static struct str profile_popularity(struct arena *a, const struct log_figures *f)
{
	if (f->zipf.is)
		return arena_printf(a, "Zipf %.3f (%.3f .. %.3f) over ranks 1 .. %zu", f->zipf.alpha, f->zipf.low, f->zipf.high,
		                    f->zipf.ranks);
	if (f->zipf.ranks >= 50)
		return arena_printf(a, "not a Zipf law: %.2f among the first, %.2f after", f->zipf.head, f->zipf.tail);
	return arena_printf(a, "too few requests: %zu %s asked for 30 times", f->zipf.ranks,
	                    f->zipf.ranks == 1 ? "object was" : "objects were");
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

static void profile_sizes(struct grid *g, const struct log_figures *f)
{
	for (int i = 0; i < LOG_SHARES; i++) {
		struct log_figure size = f->cache[i];
		struct buf text = {0};

		if (!isfinite(size.value))
			continue;
		buf_printf(&text, "%s object%s", scaled_whole(size.value).text, round(size.value) == 1 ? "" : "s");
		if (size.low < size.high)
			buf_printf(&text, " (%s .. %s)", scaled_whole(size.low).text, scaled_whole(size.high).text);
		if (isfinite(f->cache_bytes[i]) && f->objects_bytes > 0)
			buf_printf(&text, ", %s", scaled(f->cache_bytes[i], scale_bytes).text);
		profile_row(g, arena_printf(g->a, "%.0f %% hits", 100 * log_shares[i]).p, buf_take(&text, g->a));
	}
}

static void profile_hits(const struct profile_page *p, struct outcome *o)
{
	const struct log_figures *f = p->figures;
	struct grid sizes;
	struct chart *c;

	if (!f->has_hits) {
		buf_add_c(&o->output, "\n  under 1,000 requests for objects: no Zipf law and no hit ratios\n");
		return;
	}
	c = hit_curve(p, &o->arena);
	buf_printf(&o->output, "\n  hits %%, LRU cache   %.1f %% is the most: the rest are first requests\n",
	           100 * f->most_hits);
	if (chart_worth(c))
		outcome_chart(o, c);
	grid_list(&sizes, &o->arena, 2);
	profile_sizes(&sizes, f);
	outcome_grid(o, &sizes);
}

/* What was asked for, by whom, and what was answered. */
static void profile_contents(struct grid *g, const struct profile_page *p)
{
	const struct log_figures *f = p->figures;

	profile_requests(g, p);
	profile_many(g, "objects", f->objects, f->objects_day, f->objects_day_off, f->objects_bytes);
	if (f->clients.value > 0)
		profile_many(g, "clients", f->clients, f->clients_day, f->clients_day_off, 0);
	profile_row(g, "popularity", profile_popularity(g->a, f));
}

void profile_text(const struct profile_page *p, struct outcome *o)
{
	const struct log_figures *f = p->figures;
	struct grid title, rows;

	grid_list(&title, &o->arena, 1);
	title.indent = 0;
	*grid_row(&title) = profile_title(p, &o->arena);
	outcome_grid(o, &title);
	buf_char(&o->output, '\n');
	grid_list(&rows, &o->arena, 2);
	profile_rates(&rows, p);
	profile_hours(&rows, p);
	if (!f->few)
		profile_contents(&rows, p);
	outcome_grid(o, &rows);
	if (f->few)
		buf_add_c(&o->output, "\n  one request: too few for sizes, times, answers, objects and clients\n");
	else
		profile_hits(p, o);
}
