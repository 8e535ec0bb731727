/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_web.c - wrk, wrk2, hey, ab and h2load, as they print. */
#include <math.h>
#include <stdlib.h>

#include "measured/import_parts.h"

/* ---- wrk, wrk2 ---- */

static bool looks_wrk(const struct import_text *t)
{
	return scan_has(t->head, "Running ") && scan_has(t->head, "s test @ ") && scan_has(t->head, "Thread Stats");
}

static bool fits_wrk2(const struct import_text *t)
{
	return looks_wrk(t) && (scan_has(t->head, "Thread calibration") || scan_has(t->head, "Recorded Latency"));
}

static bool fits_wrk(const struct import_text *t)
{
	return looks_wrk(t) && !fits_wrk2(t);
}

/* "     50%  331.00us" between the title and what is no such line. */
static void wrk_percentiles(struct import *m, const struct import_text *t)
{
	struct str rest = t->text, line;
	bool inside = false;
	struct scanned percent;

	while (str_next_line(&rest, &line)) {
		if (scan_has(line, "Latency Distribution")) {
			inside = true;
			continue;
		}
		if (!inside || !scan_number(&line, &percent) || !str_starts(line, S("%")))
			continue;
		line = str_cut(line, 1, line.len);
		if (percent.value <= 100)
			import_add_percentile(m, t->a, "", percent.value, scan_seconds(&line), 0);
	}
}

static void wrk_errors(struct import *m, struct str text)
{
	struct str rest;

	m->failed = scan_count_after(text, "Non-2xx or 3xx responses:");
	if (!scan_line(text, "Socket errors:", &rest))
		return;
	for (const char *const *word = (const char *const[]){"connect ", "read ", "write ", "timeout ", NULL}; *word;
	     word++)
		m->failed += scan_count_after(rest, *word);
}

static void wrk_common(struct import *m, const struct import_text *t)
{
	m->connections = scan_count_after(t->text, "threads and ");
	for (struct str all = t->text, line; str_next_line(&all, &line);)
		if (scan_has(line, " requests in "))
			m->requests = scan_value(&line).value;
	import_add_line(m, t->a, t->text, "Requests/sec:", "rate", 1, "requests/s");
	wrk_errors(m, t->text);
}

static void wrk_transfer(struct import *m, const struct import_text *t)
{
	struct str rest;

	if (scan_line(t->text, "Transfer/sec:", &rest))
		import_add(m, t->a, S("bw"), scan_size(&rest, 1024), "B/s");
}

static bool read_wrk(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	wrk_common(m, t);
	if (scan_line(t->text, "Latency  ", &rest))
		import_add(m, t->a, S("mean"), scan_seconds(&rest), "s");
	wrk_percentiles(m, t);
	wrk_transfer(m, t);
	return true;
}

/* The rate of a run that is shorter than the calibration is made up. */
static bool wrk2_rate_fits(const struct import *m, struct str text)
{
	const struct import_number *rate = import_find(m, S("rate"));
	struct str rest;

	if (!rate || !isfinite(m->requests) || !scan_after(text, " requests in ", &rest))
		return true;
	return fabs(m->requests / scan_seconds(&rest).value / rate->value - 1) <= 0.05;
}

static bool read_wrk2(struct import *m, const struct import_text *t, struct diag *d)
{
	m->loop = IMPORT_LOOP_EVEN;
	wrk_common(m, t);
	if (!wrk2_rate_fits(m, t->text))
		return diag_fail(
			d, DIAG_FILE, (struct span){0, 0},
			"its Requests/sec is not its requests by its time: the run was shorter than wrk2's calibration of 10 s");
	import_add_line(m, t->a, t->text, "#[Mean    =", "mean", 1e-3, "s");
	wrk_percentiles(m, t);
	wrk_transfer(m, t);
	return true;
}

/* ---- hey ---- */

static bool fits_hey(const struct import_text *t)
{
	return scan_has(t->head, "Summary:") && scan_has(t->head, "Requests/sec:") &&
	       scan_has(t->head, "Response time histogram");
}

/* "  [404]\t200 responses", and under "Error distribution" "  [5]\tGet ..." */
static void hey_statuses(struct import *m, struct str text)
{
	struct str rest = text, line;
	bool errors = false, statuses = false;
	struct scanned first, count;

	/* What is no status may be an error or not, and so neither is known. */
	while (str_next_line(&rest, &line)) {
		line = str_trim(line);
		statuses = statuses || str_starts(line, S("Status code distribution"));
		errors = errors || str_starts(line, S("Error distribution"));
		if (!(statuses || errors) || !str_starts(line, S("[")))
			continue;
		line = str_cut(line, 1, line.len);
		first = scan_value(&line);
		if (!scan_after(line, "]", &line))
			continue;
		count = errors ? first : scan_value(&line);
		m->requests += count.value;
		m->failed += errors || (first.value >= 400 && first.value < 1000) ? count.value
		             : first.value >= 0 && first.value < 400              ? 0
		                                                                  : NAN;
	}
}

static bool read_hey(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, line;
	struct scanned percent;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	import_add_line(m, t->a, t->text, "Requests/sec:", "rate", 1, "requests/s");
	import_add_line(m, t->a, t->text, "Average:", "mean", 1, "s");
	import_add_line(m, t->a, t->text, "Fastest:", "min", 1, "s");
	while (str_next_line(&rest, &line))
		if (scan_has(line, "% in ") && scan_number(&line, &percent) && scan_after(line, "% in", &line))
			import_add_percentile(m, t->a, "", percent.value, scan_value(&line), 0.00005);
	import_add_line(m, t->a, t->text, "Slowest:", "max", 1, "s");
	hey_statuses(m, t->text);
	return true;
}

/* ---- ab ---- */

static bool fits_ab(const struct import_text *t)
{
	return scan_has(t->head, "This is ApacheBench");
}

/* "Failed requests" counts answers of another length; those are answers. */
static double ab_failed(struct str text)
{
	struct str split;
	double failed = scan_count(text, "Non-2xx responses:");

	if (scan_after(text, "(Connect:", &split))
		failed += scan_value(&split).value + scan_count_after(split, "Receive:") +
		          scan_count_after(split, "Exceptions:");
	return failed;
}

/* Lines of whole ms; a printed 0 is below 0.5 ms as long as another is more. */
static void ab_percentiles(struct import *m, const struct import_text *t)
{
	struct str rest = t->text, line;
	struct scanned percent;
	bool inside = false;

	while (str_next_line(&rest, &line)) {
		inside = inside || scan_has(line, "Percentage of the requests served");
		if (!inside || !scan_number(&line, &percent) || !str_starts(line, S("%")))
			continue;
		line = str_cut(line, 1, line.len);
		import_add_percentile(m, t->a, "", percent.value, scanned_times(scan_value(&line), 1e-3), 0.0005);
	}
}

static bool read_ab(struct import *m, const struct import_text *t, struct diag *d)
{
	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	m->connections = scan_count(t->text, "Concurrency Level:");
	m->requests = scan_count(t->text, "Complete requests:");
	m->failed = ab_failed(t->text);
	import_add_line(m, t->a, t->text, "Requests per second:", "rate", 1, "requests/s");
	import_add_line(m, t->a, t->text, "Time per request:", "mean", 1e-3, "s");
	import_add_line(m, t->a, t->text, "Transfer rate:", "bw", 1024, "B/s");
	ab_percentiles(m, t);
	import_note(m, t->a, "whole ms");
	return true;
}

/* ---- h2load ---- */

static bool fits_h2load(const struct import_text *t)
{
	return scan_has(t->text, "finished in ") && scan_has(t->text, " req/s") && scan_has(t->text, "time for request:");
}

static void h2load_times(struct import *m, const struct import_text *t)
{
	static const char *const endings[] = {"min", "max", "mean", "sd"};
	struct scanned n[4];
	struct str rest;

	if (!scan_line(t->text, "time for request:", &rest))
		return;
	scan_row(rest, scan_seconds, n, 4, 5); /* the fifth is a share */
	for (size_t i = 0; i < 4; i++)
		import_add(m, t->a, str_from_c(endings[i]), n[i], "s");
	import_note(m, t->a, "a mean has the waiting in streams in it");
}

static bool read_h2load(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest, at;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	if (scan_after(t->text, "finished in ", &rest) && scan_after(rest, ",", &rest)) {
		at = rest;
		import_add(m, t->a, S("rate"), scan_value(&at), "requests/s");
		if (scan_after(rest, "req/s,", &at))
			import_add(m, t->a, S("bw"), scan_size(&at, 1024), "B/s");
	}
	m->requests = scan_count(t->text, "requests:");
	if (scan_line(t->text, "requests:", &rest))
		m->failed = scan_count_after(rest, "succeeded,") + scan_count_after(rest, "errored,");
	if (scan_line(t->text, "status codes:", &rest))
		m->failed += scan_count_after(rest, "3xx,") + scan_count_after(rest, "4xx,");
	h2load_times(m, t);
	return true;
}

const struct import_tool import_web_tools[] = {
	{"wrk", fits_wrk, read_wrk}, {"wrk2", fits_wrk2, read_wrk2},       {"hey", fits_hey, read_hey},
	{"ab", fits_ab, read_ab},    {"h2load", fits_h2load, read_h2load}, {NULL, NULL, NULL},
};
