/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_csv.c - hey -o csv, ab -e and -g, redis-benchmark --csv, hyperfine --export-csv. */
#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "measured/import_parts.h"

static bool import_csv_begins(const struct import_text *t, const char *header)
{
	return str_starts(t->head, str_from_c(header));
}

/* Rows under a header, each a number in some columns. */
struct rows {
	struct csv csv;
	struct csv_field *fields;
	uint32_t count;
	struct arena arena;
};

static void open_rows(struct rows *r, struct str text, char separator)
{
	*r = (struct rows){0};
	arena_init(&r->arena);
	csv_init(&r->csv, text, separator);
}

static bool import_csv_next_row(struct rows *r)
{
	arena_reset(&r->arena);
	return csv_row(&r->csv, &r->arena, &r->fields, &r->count);
}

static bool import_csv_column(const struct rows *r, uint32_t at, struct scanned *n)
{
	struct str text = at < r->count ? r->fields[at].text : (struct str){0};

	return scan_number(&text, n) && !text.len;
}

/* ---- hey ---- */

static bool fits_hey_csv(const struct import_text *t)
{
	return import_csv_begins(
		t, "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset");
}

/* Rows of a tool that waits for its answers; that of the heads is read. */
static void import_csv_begin(struct import *m, struct rows *r, struct str text, char between)
{
	m->loop = IMPORT_LOOP_CLOSED;
	open_rows(r, text, between);
	import_csv_next_row(r);
}

static bool read_hey_csv(struct import *m, const struct import_text *t, struct diag *d)
{
	double *times = NULL, first = INFINITY, last = 0;
	size_t count = 0, cap = 0;
	struct scanned time, status, offset;
	struct rows r;

	(void)d;
	import_csv_begin(m, &r, t->text, ',');
	while (import_csv_next_row(&r))
		if (import_csv_column(&r, 0, &time) && import_csv_column(&r, 6, &status) && import_csv_column(&r, 7, &offset)) {
			times = xgrow(times, count, &cap, sizeof(*times));
			times[count++] = time.value;
			m->failed += status.value >= 400;
			first = fmin(first, offset.value);
			last = fmax(last, offset.value);
		}
	m->requests = (double)count;
	if (last > first)
		import_add(m, t->a, S("rate"), (struct scanned){(double)count / (last - first), 0}, "requests/s");
	import_add_raw(m, t->a, times, count, 0.00005, 0.00005);
	arena_release(&r.arena);
	free(times);
	return true;
}

/* ---- ab ---- */

static bool fits_ab_percent(const struct import_text *t)
{
	return import_csv_begins(t, "Percentage served,Time in ms");
}

static bool import_csv_wanted(double percent)
{
	return percent == 0 || percent == 50 || percent == 75 || percent == 90 || percent == 95 || percent == 99 ||
	       percent == 100;
}

static bool read_ab_percent(struct import *m, const struct import_text *t, struct diag *d)
{
	struct scanned percent, time;
	struct rows r;

	(void)d;
	import_csv_begin(m, &r, t->text, ',');
	while (import_csv_next_row(&r))
		if (import_csv_column(&r, 0, &percent) && import_csv_column(&r, 1, &time) && import_csv_wanted(percent.value))
			import_add_percentile(m, t->a, "", percent.value, scanned_times(time, 1e-3), 0);
	arena_release(&r.arena);
	return true;
}

static bool fits_ab_raw(const struct import_text *t)
{
	return import_csv_begins(t, "starttime\tseconds\tctime\tdtime\tttime\twait");
}

/* In the order of the time taken: whole ms, so a 0 is below half of one. */
static bool read_ab_raw(struct import *m, const struct import_text *t, struct diag *d)
{
	double *times = NULL;
	size_t count = 0, cap = 0;
	struct scanned time;
	struct rows r;

	(void)d;
	import_csv_begin(m, &r, t->text, '\t');
	while (import_csv_next_row(&r))
		if (import_csv_column(&r, 4, &time)) {
			times = xgrow(times, count, &cap, sizeof(*times));
			times[count++] = time.value * 1e-3;
		}
	m->requests = (double)count;
	import_add_raw(m, t->a, times, count, 0.0005, 0.0005);
	import_note(m, t->a, "whole ms");
	arena_release(&r.arena);
	free(times);
	return true;
}

/* ---- redis-benchmark ---- */

static bool fits_redis_csv(const struct import_text *t)
{
	struct rows r;
	struct scanned n;
	bool two;

	if (import_csv_begins(t, "\"test\",\"rps\""))
		return true;
	if (!import_csv_begins(t, "\""))
		return false;
	open_rows(&r, t->head, ',');
	two = import_csv_next_row(&r) && r.count == 2 && import_csv_column(&r, 1, &n);
	arena_release(&r.arena);
	return two;
}

/* Before version 6.2 there is no header and no time. */
static bool read_redis_csv(struct import *m, const struct import_text *t, struct diag *d)
{
	static const struct {
		const char *head, *ending;
	} rows[] = {{"rps", "rate"},           {"avg_latency_ms", "mean"}, {"min_latency_ms", "min"},
	            {"p50_latency_ms", "p50"}, {"p95_latency_ms", "p95"},  {"p99_latency_ms", "p99"},
	            {"max_latency_ms", "max"}};
	const char *endings[8] = {NULL, "rate"};
	struct scanned n;
	struct rows r;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	open_rows(&r, t->text, ',');
	while (import_csv_next_row(&r)) {
		const char *before = arena_printf(t->a, "%.*s_", STR(import_name(t->a, r.fields[0].text))).p;
		bool header = str_eq(r.fields[0].text, S("test"));

		for (uint32_t i = 1; i < r.count && i < 8; i++) {
			for (size_t k = 0; header && k < sizeof(rows) / sizeof(rows[0]); k++)
				if (str_eq(r.fields[i].text, str_from_c(rows[k].head)))
					endings[i] = rows[k].ending;
			if (!header && endings[i] && import_csv_column(&r, i, &n)) {
				bool rate = !strcmp(endings[i], "rate");

				import_add(m, t->a, import_ending(t->a, before, endings[i]), scanned_times(n, rate ? 1 : 1e-3),
				           rate ? "operations/s" : "s");
			}
		}
	}
	arena_release(&r.arena);
	return true;
}

/* ---- hyperfine ---- */

static bool fits_hyperfine_csv(const struct import_text *t)
{
	return import_csv_begins(t, "command,mean,stddev,median,user,system,min,max");
}

static bool read_hyperfine_csv(struct import *m, const struct import_text *t, struct diag *d)
{
	struct scanned median, user, system, least, most;
	struct rows r;

	(void)d;
	open_rows(&r, t->text, ',');
	import_csv_next_row(&r);
	while (import_csv_next_row(&r)) {
		struct str name = r.count ? import_name(t->a, str_cut(r.fields[0].text, 0, 24)) : (struct str){0};
		struct import_number *x = import_csv_column(&r, 3, &median) ? import_add(m, t->a, name, median, "s") : NULL;

		if (x && import_csv_column(&r, 6, &least) && import_csv_column(&r, 7, &most) && least.value <= median.value &&
		    median.value <= most.value && least.value > 0) {
			x->low = least.value;
			x->high = most.value;
			x->own = true;
		}
		if (x && import_csv_column(&r, 4, &user) && import_csv_column(&r, 5, &system))
			import_add(m, t->a, arena_printf(t->a, "%.*s_cpu", STR(x->ending)),
			           (struct scanned){user.value + system.value, 0}, "s");
	}
	arena_release(&r.arena);
	return true;
}

const struct import_tool import_csv_tools[] = {
	{"hey", fits_hey_csv, read_hey_csv},
	{"ab", fits_ab_percent, read_ab_percent},
	{"ab", fits_ab_raw, read_ab_raw},
	{"redis-benchmark", fits_redis_csv, read_redis_csv},
	{"hyperfine", fits_hyperfine_csv, read_hyperfine_csv},
	{NULL, NULL, NULL},
};
