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
	size_t bad, first_bad; /* rows without numbers where they belong; the line of the first */
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

/* NaN where a row has no such column, or what is there is no number. */
static struct scanned import_csv_column(const struct rows *r, uint32_t at)
{
	struct str text = at < r->count ? r->fields[at].text : (struct str){0};
	struct scanned n = scan_value(&text);

	return str_trim(text).len ? (struct scanned){NAN, 0} : n;
}

/* A number from 0 on. */
static bool import_csv_fits(struct scanned n)
{
	return n.value >= 0 && n.value <= IMPORT_LARGEST;
}

/* The row just read is left out. */
static void import_csv_leave(struct rows *r)
{
	const char *end = r->csv.text.p + (r->count ? r->fields[0].start : 0);

	if (r->bad++)
		return;
	r->first_bad = 1;
	for (const char *p = r->csv.text.p; (p = memchr(p, '\n', (size_t)(end - p))); p++)
		r->first_bad++;
}

/* A text that the CSV reader gave up is not read to its end. */
static void import_csv_end(struct import *m, const struct import_text *t, struct rows *r)
{
	if (r->csv.error)
		import_note(m, t->a, "what follows is left out: %s", r->csv.error);
	import_note_bad(m, t->a, r->bad, r->first_bad);
	arena_release(&r->arena);
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
	while (import_csv_next_row(&r)) {
		time = import_csv_column(&r, 0);
		status = import_csv_column(&r, 6);
		offset = import_csv_column(&r, 7);
		if (!import_csv_fits(time) || !import_csv_fits(status) || !import_csv_fits(offset))
			import_csv_leave(&r);
		else {
			times = xgrow(times, count, &cap, sizeof(*times));
			times[count++] = time.value;
			m->failed += status.value >= 400;
			first = fmin(first, offset.value);
			last = fmax(last, offset.value);
		}
	}
	m->requests = (double)count;
	if (last > first)
		import_add(m, t->a, S("rate"), (struct scanned){(double)count / (last - first), 0}, "requests/s");
	import_add_raw(m, t->a, times, count, 0.00005, 0.00005);
	import_csv_end(m, t, &r);
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
	struct rows r;

	(void)d;
	import_csv_begin(m, &r, t->text, ',');
	while (import_csv_next_row(&r)) {
		double percent = import_csv_column(&r, 0).value;

		if (import_csv_wanted(percent))
			import_add_percentile(m, t->a, "", percent, scanned_times(import_csv_column(&r, 1), 1e-3), 0);
		else if (!(percent >= 0 && percent <= 100))
			import_csv_leave(&r);
	}
	import_csv_end(m, t, &r);
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
	while (import_csv_next_row(&r)) {
		time = import_csv_column(&r, 4);
		if (!import_csv_fits(time))
			import_csv_leave(&r);
		else {
			times = xgrow(times, count, &cap, sizeof(*times));
			times[count++] = time.value * 1e-3;
		}
	}
	m->requests = (double)count;
	import_add_raw(m, t->a, times, count, 0.0005, 0.0005);
	import_note(m, t->a, "whole ms");
	import_csv_end(m, t, &r);
	free(times);
	return true;
}

/* ---- redis-benchmark ---- */

static bool fits_redis_csv(const struct import_text *t)
{
	struct rows r;
	bool two;

	if (import_csv_begins(t, "\"test\",\"rps\""))
		return true;
	if (!import_csv_begins(t, "\""))
		return false;
	open_rows(&r, t->head, ',');
	two = import_csv_next_row(&r) && r.count == 2 && !isnan(import_csv_column(&r, 1).value);
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
	uint32_t columns = 2;
	struct rows r;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	open_rows(&r, t->text, ',');
	while (import_csv_next_row(&r)) {
		const char *before = arena_printf(t->a, "%.*s_", STR(import_name(t->a, r.fields[0].text))).p;
		bool header = str_eq(r.fields[0].text, S("test"));

		columns = header ? r.count : columns;
		for (uint32_t i = 1; i < columns && i < 8; i++) {
			for (size_t k = 0; header && k < sizeof(rows) / sizeof(rows[0]); k++)
				if (str_eq(r.fields[i].text, str_from_c(rows[k].head)))
					endings[i] = rows[k].ending;
			if (!header && endings[i]) {
				bool rate = !strcmp(endings[i], "rate");

				import_add(m, t->a, import_ending(t->a, before, endings[i]),
				           scanned_times(import_csv_column(&r, i), rate ? 1 : 1e-3), rate ? "operations/s" : "s");
			}
		}
	}
	import_csv_end(m, t, &r);
	return true;
}

/* ---- hyperfine ---- */

static bool fits_hyperfine_csv(const struct import_text *t)
{
	return import_csv_begins(t, "command,mean,stddev,median,user,system,min,max");
}

static bool read_hyperfine_csv(struct import *m, const struct import_text *t, struct diag *d)
{
	struct rows r;

	(void)d;
	open_rows(&r, t->text, ',');
	import_csv_next_row(&r);
	while (import_csv_next_row(&r)) {
		struct str name = r.count ? import_name(t->a, str_cut(r.fields[0].text, 0, 24)) : (struct str){0};
		struct import_number *x = import_add(m, t->a, name, import_csv_column(&r, 3), "s");

		if (!x)
			continue;
		import_range(m, t->a, x, import_csv_column(&r, 6).value, import_csv_column(&r, 7).value);
		import_add_cpu(m, t->a, x, import_csv_column(&r, 4), import_csv_column(&r, 5));
	}
	import_csv_end(m, t, &r);
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
