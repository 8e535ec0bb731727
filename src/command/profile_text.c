/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_text.c - a profile for people: a screenful. Nothing in it is a text of the log. */
#include <math.h>

#include "command/profile_request.h"
#include "value/number.h"

enum { WIDTH = 40, HEIGHT = 6 };

/* ---- numbers ---- */

/* Three digits, and a unit. */
static void profile_text_put_scaled(struct buf *out, double x, const char *const *units, const double *sizes)
{
	int i = 0;

	while (units[i + 1] && x < sizes[i] * 0.9995)
		i++;
	x /= sizes[i];
	buf_printf(out, "%.*f%s", x >= 99.95 || x == 0 ? 0 : x >= 9.995 ? 1 : x >= 0.0995 ? 2 : 4, x, units[i]);
}

static void put_bytes(struct buf *out, double x)
{
	profile_text_put_scaled(out, x, (const char *const[]){" TB", " GB", " MB", " kB", " B", NULL},
	                        (const double[]){1e12, 1e9, 1e6, 1e3, 1});
}

static void profile_text_put_time(struct buf *out, double x)
{
	profile_text_put_scaled(out, x, (const char *const[]){" s", " ms", " us", NULL}, (const double[]){1, 1e-3, 1e-6});
}

static void profile_text_put_count(struct buf *out, double x)
{
	profile_text_put_scaled(out, x, (const char *const[]){"G", "M", "k", "", NULL}, (const double[]){1e9, 1e6, 1e3, 1});
}

static void profile_text_put_whole(struct buf *out, double x)
{
	number_write(out, round(x), 15, NUMBER_PLAIN);
}

static void profile_text_put_label(struct buf *out, const char *label)
{
	buf_printf(out, "  %-15s", label);
}

/* ---- parts ---- */

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
	buf_printf(out, " lines not read%s\n\n", p->cut_short ? "; cut short" : "");
}

static void put_growth(const struct log_figures *f, struct buf *out)
{
	if (f->growth.low < f->growth.high)
		buf_printf(out, ", %+.1f %% a day (%.1f %% .. %.1f %%)%s", 100 * f->growth.value, 100 * f->growth.low,
		           100 * f->growth.high, f->weekdays ? "" : ", weekdays not taken out");
}

static void profile_text_put_rates(const struct profile_page *p, struct buf *out)
{
	const struct log_figures *f = p->figures;
	double rate = f->rate.value;

	profile_text_put_label(out, "average");
	profile_text_put_count(out, rate);
	buf_add_c(out, " requests/s");
	if (f->day.value >= 0) {
		buf_add_c(out, "   a day ");
		profile_text_put_count(out, f->day.low);
		buf_add_c(out, " .. ");
		profile_text_put_count(out, f->day.high);
	}
	put_growth(f, out);
	buf_char(out, '\n');
	if (f->span >= 7200) {
		profile_text_put_label(out, "busiest hour");
		profile_text_put_count(out, f->peak_hour / 3600);
		buf_printf(out, " requests/s   %.3g x the average\n", f->peak_hour / 3600 / rate);
	}
	if (f->span >= 600) {
		profile_text_put_label(out, "busiest minute");
		profile_text_put_count(out, f->peak_minute / 60);
		buf_printf(out, " requests/s   %.3g x; 99 of 100 minutes are below ", f->peak_minute / 60 / rate);
		profile_text_put_count(out, f->minutes_p99 / 60);
		buf_add_c(out, "/s; at ");
		profile_date(f->peak_minute_at, out);
		buf_printf(out, " %02d:%02d\n", (int)(f->peak_minute_at % 86400 / 3600), (int)(f->peak_minute_at % 3600 / 60));
	}
	profile_text_put_label(out, "busiest second");
	profile_text_put_whole(out, f->peak_second);
	buf_add_c(out, " requests   999 of 1000 seconds have at most ");
	profile_text_put_whole(out, f->seconds_p999);
	buf_printf(out, "%s\n", p->merged ? "; of one part alone" : "");
}

static void put_hours(const struct profile_page *p, struct buf *out)
{
	static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	const struct log_figures *f = p->figures;
	int least = 0, most = 0;

	if (!f->has_hours)
		return;
	for (int h = 1; h < 24; h++) {
		least = f->hours[h] < f->hours[least] ? h : least;
		most = f->hours[h] > f->hours[most] ? h : most;
	}
	buf_printf(out, "  hours (%.*s)%*s", STR(p->zone), p->zone.len < 6 ? (int)(6 - p->zone.len) + 1 : 1, "");
	for (int h = 0; h < 24; h++) {
		int level = f->hours[most] > 0 ? (int)(f->hours[h] / f->hours[most] * 7.999) : 0;

		if (p->ascii)
			buf_char(out, (char)('1' + level));
		else
			buf_add_c(out, bars[level]);
	}
	buf_printf(out, "   least %d h: ", least);
	profile_text_put_count(out, f->hours[least]);
	buf_printf(out, "/s, most %d h: ", most);
	profile_text_put_count(out, f->hours[most]);
	buf_add_c(out, "/s\n");
}

/* What the log writes as 0 is below `least`, the place of its last digit. */
static void put_least(struct buf *out, double x, double least, void (*put)(struct buf *, double))
{
	if (x <= 0 && least > 0)
		buf_add_c(out, "under ");
	put(out, x <= 0 ? least : x);
}

static void profile_text_put_spread(struct buf *out, const char *label, struct log_figure mean,
                                    const struct log_figure p[3], double least, void (*put)(struct buf *, double))
{
	static const char *const words[] = {", p50 ", ", p90 ", ", p99 "};

	profile_text_put_label(out, label);
	buf_add_c(out, "mean ");
	put_least(out, mean.value, least, put);
	for (int i = 0; i < 3; i++) {
		buf_add_c(out, words[i]);
		put_least(out, p[i].value, least, put);
	}
}

static void put_requests(const struct profile_page *p, struct buf *out)
{
	const struct log_figures *f = p->figures;

	if (f->size.value >= 0) {
		profile_text_put_spread(out, "sizes", f->size, f->size_p, 0, put_bytes);
		buf_printf(out, "   (status 200)%s\n", f->heavy_sizes ? "; a few are most of it" : "");
	}
	if (f->time.value >= 0) {
		profile_text_put_spread(out, "times", f->time, f->time_p, (double)p->profile->grain * 1e-6,
		                        profile_text_put_time);
		buf_printf(out, "%s\n", f->time_guessed_us ? "   (whole numbers, taken for us)" : "");
	}
	profile_text_put_label(out, "answers");
	buf_printf(out, "reads %.1f %%   5xx %.2f %%   4xx %.2f %%   304 %.1f %%\n", 100 * f->reads.value,
	           100 * f->server_errors.value, 100 * f->client_errors.value, 100 * f->not_modified.value);
}

static void put_per_day(struct buf *out, struct log_figure day)
{
	if (day.high <= 0)
		return;
	buf_add_c(out, " (");
	profile_text_put_count(out, day.low);
	buf_add_c(out, " .. ");
	profile_text_put_count(out, day.high);
	buf_add_c(out, " a day)");
}

static void put_objects(const struct profile_page *p, struct buf *out)
{
	const struct log_figures *f = p->figures;

	profile_text_put_label(out, "objects");
	profile_text_put_whole(out, f->objects.value);
	put_per_day(out, f->objects_day);
	if (f->objects_bytes > 0) {
		buf_add_c(out, ", ");
		put_bytes(out, f->objects_bytes);
	}
	buf_char(out, '\n');
	if (f->clients.value > 0) {
		profile_text_put_label(out, "clients");
		profile_text_put_whole(out, f->clients.value);
		put_per_day(out, f->clients_day);
		buf_char(out, '\n');
	}
	profile_text_put_label(out, "popularity");
	if (f->zipf.is)
		buf_printf(out, "Zipf %.3f (%.3f .. %.3f) over ranks 1 .. %zu\n", f->zipf.alpha, f->zipf.low, f->zipf.high,
		           f->zipf.ranks);
	else if (f->zipf.ranks >= 50)
		buf_printf(out, "not a Zipf law: %.2f among the first, %.2f after\n", f->zipf.head, f->zipf.tail);
	else
		buf_printf(out, "too few requests: %zu objects were asked for 30 times\n", f->zipf.ranks);
}

/* ---- hits ---- */

static double hits_at(const struct profile_page *p, double objects)
{
	return reuse_hits(p->profile->reuse, (double)p->profile->references, objects);
}

/* A line of the chart: what is hit at each size, where it comes to this height. */
static void profile_text_put_row(const struct profile_page *p, int row, double top, struct buf *out)
{
	double step = top / HEIGHT;

	buf_printf(out, "     %3.0f |", 100 * step * (row + 0.5));
	for (int x = 0; x < WIDTH; x++) {
		double hits = hits_at(p, p->figures->objects.value * (x + 1) / WIDTH);

		buf_char(out, hits >= step * row && hits < step * (row + 1) + (row == HEIGHT - 1) ? '.' : ' ');
	}
	buf_end_line(out);
}

static void put_sizes(const struct profile_page *p, struct buf *out)
{
	const struct log_figures *f = p->figures;

	for (int i = 0; i < LOG_SHARES; i++) {
		if (!isfinite(f->cache[i].value))
			continue;
		buf_printf(out, "     %2.0f %%  ", 100 * log_shares[i]);
		profile_text_put_whole(out, f->cache[i].value);
		buf_add_c(out, round(f->cache[i].value) == 1 ? " object" : " objects");
		if (f->cache[i].low < f->cache[i].high) {
			buf_add_c(out, " (");
			profile_text_put_whole(out, f->cache[i].low);
			buf_add_c(out, " .. ");
			profile_text_put_whole(out, f->cache[i].high);
			buf_add_c(out, ")");
		}
		if (isfinite(f->cache_bytes[i]) && f->objects_bytes > 0) {
			buf_add_c(out, ", ");
			put_bytes(out, f->cache_bytes[i]);
		}
		buf_char(out, '\n');
	}
}

static void put_hits(const struct profile_page *p, struct buf *out)
{
	const struct log_figures *f = p->figures;
	struct buf most = {0};

	if (!f->has_hits) {
		buf_add_c(out, "\n  under 1,000 requests for objects: no Zipf law and no hit ratios\n");
		return;
	}
	buf_printf(out, "\n  hits %%, LRU cache   %.1f %% is the most: the rest are first requests\n", 100 * f->most_hits);
	for (int row = HEIGHT; row-- > 0;)
		profile_text_put_row(p, row, fmax(0.01, f->most_hits), out);
	(f->objects.value < 1000 ? profile_text_put_whole : profile_text_put_count)(&most, f->objects.value);
	buf_printf(out, "         0%*s%s objects\n", (int)(WIDTH - most.len), "", buf_c(&most));
	put_sizes(p, out);
	buf_release(&most);
}

void profile_text(const struct profile_page *p, struct buf *out)
{
	profile_text_put_title(p, out);
	profile_text_put_rates(p, out);
	put_hours(p, out);
	put_requests(p, out);
	put_objects(p, out);
	put_hits(p, out);
}
