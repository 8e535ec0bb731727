/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_sheet.c - a profile as `param` lines with ranges and where they are from; it runs as it is. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/profile_request.h"
#include "logs/when.h"
#include "store/measured.h"
#include "value/scaled.h"

void profile_date(int64_t seconds, struct buf *out)
{
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	unsigned month, day;
	int year;

	when_date(days, &year, &month, &day);
	buf_printf(out, "%04d-%02u-%02u", year, month, day);
}

struct writer {
	const struct profile_page *page;
	struct buf *out;
	struct buf from;
};

/* A number to four digits, as it will be read again. */
struct digits {
	char text[32];
	double read;
};

static struct digits four_digits(double x)
{
	struct digits d;

	snprintf(d.text, sizeof(d.text), fabs(x) >= 1000 ? "%.0f" : "%.4g", x);
	d.read = strtod(d.text, NULL);
	return d;
}

static void profile_sheet_put_number(struct buf *out, const struct digits *d, const char *unit)
{
	buf_printf(out, "%s%s%s", d->text, *unit && *unit != '%' ? " " : "", unit);
}

/* What is compared is what is written: where its ends are the same four digits, there is no range. */
static void profile_sheet_put_range(struct buf *out, struct log_figure f, double factor, const char *unit)
{
	struct digits low = four_digits(f.low * factor), value = four_digits(f.value * factor),
				  high = four_digits(f.high * factor);
	bool spread = low.read > 0 && low.read < value.read && value.read < high.read;

	if (!(low.read < high.read)) {
		profile_sheet_put_number(out, &value, unit);
		return;
	}
	buf_add_c(out, spread ? "spread(" : "");
	profile_sheet_put_number(out, &low, unit);
	buf_add_c(out, spread ? ", " : "..");
	if (spread) {
		profile_sheet_put_number(out, &value, unit);
		buf_add_c(out, ", ");
	}
	profile_sheet_put_number(out, &high, unit);
	buf_add_c(out, spread ? ")" : "");
}

static void profile_sheet_put_param(struct writer *w, const char *name, struct log_figure f, double factor,
                                    const char *unit, const char *text)
{
	buf_printf(w->out, "param %s = ", name);
	profile_sheet_put_range(w->out, f, factor, unit);
	buf_printf(w->out, " \"%s\" from \"%s\"\n", text, buf_c(&w->from));
}

static void param(struct writer *w, const char *name, struct log_figure f, double factor, const char *unit,
                  const char *text)
{
	if (f.value >= 0 && isfinite(f.value))
		profile_sheet_put_param(w, name, f, factor, unit, text);
}

static void profile_sheet_exact(struct writer *w, const char *name, double x, const char *unit, const char *text)
{
	param(w, name, (struct log_figure){x, x, x}, 1, unit, text);
}

/* The largest unit of which the middle is at least one. */
static void sized(struct writer *w, const char *name, struct log_figure f, bool time, const char *per, const char *text)
{
	const struct scale *s = scaled_unit(f.value, time ? scale_typed : scale_bytes);
	char unit[32];

	snprintf(unit, sizeof(unit), "%s%s", s->unit + 1, per);
	param(w, name, f, 1 / s->size, unit, text);
}

static void put_from(struct writer *w)
{
	const struct profile_page *p = w->page;

	buf_add_c(&w->from, MEASURED_PROFILE);
	for (size_t i = 0; i < p->source.len; i++)
		buf_char(&w->from, p->source.p[i] == '"' ? '\'' : (unsigned char)p->source.p[i] < ' ' ? ' ' : p->source.p[i]);
	buf_add_c(&w->from, ", ");
	profile_date(p->figures->first, &w->from);
	if (p->figures->last / 86400 != p->figures->first / 86400) {
		buf_add_c(&w->from, " to ");
		profile_date(p->figures->last, &w->from);
	}
	buf_printf(&w->from, ", %llu request%s%s", (unsigned long long)p->profile->requests,
	           p->profile->requests == 1 ? "" : "s", p->cut_short ? ", cut short" : "");
}

static void profile_sheet_load(struct writer *w)
{
	const struct log_figures *f = w->page->figures;
	double rate = f->rate.value;

	param(w, "rate", f->rate, 1, "requests/s",
	      f->rate.low < f->rate.high ? "Requests, average; range over days" : "Requests, average");
	if (f->span >= 7200)
		profile_sheet_exact(w, "peak_hour", f->peak_hour / 3600 / rate, "", "Busiest hour to average");
	if (f->span >= 600)
		profile_sheet_exact(w, "peak_minute", f->peak_minute / 60 / rate, "", "Busiest minute to average: one burst");
	if (f->has_growth)
		profile_sheet_put_param(w, "growth", f->growth, 100, "%", "Growth a day");
}

static void requests(struct writer *w)
{
	const struct log_figures *f = w->page->figures;

	sized(w, "body", f->size, false, "/request", "Body of a 200, mean");
	sized(w, "body_p99", f->size_p[2], false, "/request", "Body of a 200, p99");
	if (f->time.value > 0) {
		sized(w, "time", f->time, true, "", "Time of a request, mean");
		sized(w, "time_p50", f->time_p[0], true, "", "Time of a request, p50");
		sized(w, "time_p99", f->time_p[2], true, "", "Time of a request, p99");
	}
	param(w, "reads", f->reads, 100, "%", "GET, HEAD and OPTIONS");
	param(w, "errors", f->server_errors, 100, "%", "Answers of 500 and above");
}

/* The curve as two lists: for lab cache, which shows its own beside it. */
static void curve(struct writer *w)
{
	const struct log_figures *f = w->page->figures;
	struct buf sizes = {0}, hits = {0};

	for (int i = 0; i < LOG_SHARES; i++)
		if (isfinite(f->cache[i].value)) {
			buf_printf(&sizes, "%s%.0f objects", sizes.len ? ", " : "", fmax(1, f->cache[i].value));
			buf_printf(&hits, "%s%.0f%%", hits.len ? ", " : "", 100 * log_shares[i]);
		}
	if (sizes.len) {
		buf_printf(w->out, "param cache_sizes = [%s] \"LRU caches\" from \"%s\"\n", buf_c(&sizes), buf_c(&w->from));
		buf_printf(w->out, "param cache_hits = [%s] \"What they hit\" from \"%s\"\n", buf_c(&hits), buf_c(&w->from));
	}
	buf_release(&sizes);
	buf_release(&hits);
}

static void objects(struct writer *w)
{
	static const char *const names[LOG_SHARES] = {NULL, "cache_50", "cache_70", NULL, "cache_90"};
	const struct log_figures *f = w->page->figures;

	if (f->clients.value > 0)
		param(w, "clients", f->clients, 1, "clients", "Clients in the time");
	if (!f->has_hits)
		return;
	if (f->zipf.is)
		param(w, "alpha", (struct log_figure){f->zipf.alpha, f->zipf.low, f->zipf.high}, 1, "",
		      "Zipf exponent of popularity");
	param(w, "objects", f->objects, 1, "objects", "Objects asked for in the time");
	if (f->objects_bytes > 0)
		sized(w, "objects_size", (struct log_figure){f->objects_bytes, 0, 0}, false, "", "Bytes of all objects");
	for (int i = 0; i < LOG_SHARES; i++)
		if (names[i] && isfinite(f->cache[i].value)) {
			char text[64];

			snprintf(text, sizeof(text), "LRU cache for %.0f %% hits", log_shares[i] * 100);
			param(w, names[i], f->cache[i], 1, "objects", text);
		}
	curve(w);
}

void profile_sheet(const struct profile_page *page, const char *version, struct buf *out)
{
	struct writer w = {.page = page, .out = out};
	bool hour = page->figures->span >= 7200;

	put_from(&w);
	buf_printf(out, "// written by bote %s; no addresses, no URLs\n", version);
	profile_sheet_load(&w);
	if (!page->figures->few) {
		requests(&w);
		objects(&w);
	}
	if (page->figures->size.value > 0)
		buf_printf(out, "show rate%s * body to MB/s\n", hour ? " * peak_hour" : "");
	else
		buf_printf(out, "show rate%s\n", hour ? " * peak_hour" : "");
	buf_release(&w.from);
}
