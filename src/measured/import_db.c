/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_db.c - pgbench, sysbench and redis-benchmark, as they print. */
#include <math.h>
#include <stdlib.h>

#include "measured/import_parts.h"

static void add_ms(struct import *m, const struct import_text *t, const char *begin, const char *ending)
{
	import_add_line(m, t->a, t->text, begin, ending, 1e-3, "s");
}

/* ---- pgbench ---- */

static bool fits_pgbench(const struct import_text *t)
{
	return scan_has(t->head, "pgbench (") || scan_has(t->head, "transaction type: ");
}

/* Before version 14 there are two: that without the time to connect is the rate. */
static void pgbench_rate(struct import *m, const struct import_text *t)
{
	struct str rest = t->text, line, at;
	struct str best = {0};

	while (str_next_line(&rest, &line))
		if (scan_line(line, "tps =", &at) && (!best.p || scan_has(line, "excluding") || scan_has(line, "without")))
			best = at;
	if (best.p)
		import_add(m, t->a, S("rate"), scan_value(&best), "transactions/s");
}

static bool read_pgbench(struct import *m, const struct import_text *t, struct diag *d)
{
	double skipped = scan_count(t->text, "number of transactions skipped:");
	struct str rest;

	(void)d;
	if (scan_after(t->head, "pgbench (", &rest))
		m->version = arena_str(t->a, str_cut(rest, 0, str_find_char(rest, ' ', 0)));
	m->loop = IMPORT_LOOP_CLOSED;
	m->connections = scan_count(t->text, "number of clients:");
	m->requests = scan_count(t->text, "number of transactions actually processed:") + skipped;
	m->failed = scan_count(t->text, "number of failed transactions:") + skipped;
	pgbench_rate(m, t);
	add_ms(m, t, "latency average =", "mean");
	add_ms(m, t, "latency stddev =", "sd");
	if (scan_has(t->text,
	             "rate limit schedule lag:")) /* the times begin when a transaction was due, and have it in them */
		m->loop = IMPORT_LOOP_OPEN;
	add_ms(m, t, "rate limit schedule lag: avg", "lag");
	return true;
}

/* ---- pgbench --log: client, transaction, us, script, s, us ---- */

/* False when one is no whole number that can be there; NaN for the time of a transaction that failed or was skipped. */
static bool log_row(struct str line, double row[6])
{
	static const char *const words[] = {"skipped", "failed", "serialization", "deadlock"};

	for (int i = 0; i < 6; i++) {
		struct str rest = str_trim(line);
		struct scanned n = scan_value(&line);

		row[i] = n.value;
		for (size_t w = 0; i == 2 && isnan(n.value) && w < sizeof(words) / sizeof(words[0]); w++)
			if (str_starts(rest, str_from_c(words[w])))
				n.half = 0.5;
		if (n.half != 0.5 || n.value < 0 || n.value > IMPORT_LARGEST)
			return false;
	}
	return row[4] >= 1e9 && row[5] < 1e6;
}

static bool fits_pgbench_log(const struct import_text *t)
{
	struct str rest = t->head, line;
	double row[6];

	for (int i = 0; i < 3; i++)
		if (!str_next_line(&rest, &line) || !log_row(line, row))
			return false;
	return true;
}

static bool read_pgbench_log(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, line;
	double row[6], *times = NULL, first = 0, last = 0;
	size_t count = 0, cap = 0, bad = 0, first_bad = 0;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	for (size_t number = 1; str_next_line(&rest, &line); number++)
		if (!log_row(line, row)) {
			bad += str_trim(line).len > 0;
			first_bad = bad == 1 && !first_bad ? number : first_bad;
		} else if (isnan(row[2]))
			m->failed++;
		else {
			double ended = row[4] + row[5] * 1e-6, began = ended - row[2] * 1e-6;

			times = xgrow(times, count, &cap, sizeof(*times));
			times[count] = row[2] * 1e-6;
			first = !count || began < first ? began : first;
			last = ended > last ? ended : last;
			count++;
		}
	m->requests = (double)count + m->failed;
	if (last > first)
		import_add(m, t->a, S("rate"), (struct scanned){(double)count / (last - first), 0}, "transactions/s");
	import_note_bad(m, t->a, bad, first_bad);
	import_add_raw(m, t->a, times, count, 0.5e-6, 1e-6);
	free(times);
	return true;
}

/* ---- sysbench ---- */

static bool fits_sysbench(const struct import_text *t)
{
	return str_starts(t->head, S("sysbench ")) && scan_has(t->text, "General statistics:");
}

/* Transactions, events or operations in a second; else events by time. */
static void sysbench_rate(struct import *m, const struct import_text *t)
{
	struct str rest, time;
	bool transactions = scan_line(t->text, "transactions:", &rest) && scan_after(rest, "(", &rest);

	if (transactions || (scan_line(t->text, "Total operations:", &rest) && scan_after(rest, "(", &rest)))
		import_add(m, t->a, S("rate"), scan_value(&rest), transactions ? "transactions/s" : "operations/s");
	else if (scan_has(t->text, "events per second:"))
		import_add_line(m, t->a, t->text, "events per second:", "rate", 1, "events/s");
	else if (scan_line(t->text, "total number of events:", &rest) && scan_line(t->text, "total time:", &time))
		import_add(m, t->a, S("rate"), scanned_times(scan_value(&rest), 1 / scan_seconds(&time).value), "events/s");
}

static bool read_sysbench(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, line;
	struct scanned percent;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	m->version = arena_str(t->a, str_cut(t->head, 9, str_find_char(t->head, ' ', 9)));
	m->connections = scan_count(t->text, "Number of threads:");
	m->requests = scan_count(t->text, "total number of events:");
	m->failed = scan_count(t->text, "ignored errors:");
	sysbench_rate(m, t);
	if (scan_after(t->text, "MiB transferred (", &line))
		import_add(m, t->a, S("bw"), scanned_times(scan_value(&line), 1048576), "B/s");
	add_ms(m, t, "min:", "min");
	add_ms(m, t, "avg:", "mean");
	while (str_next_line(&rest, &line))
		if (scan_has(line, "th percentile:") && scan_number(&line, &percent) && scan_after(line, "percentile:", &line))
			import_add_percentile(m, t->a, "", percent.value, scanned_times(scan_value(&line), 1e-3), 0);
	add_ms(m, t, "max:", "max");
	return true;
}

/* ---- redis-benchmark ---- */

static bool fits_redis(const struct import_text *t)
{
	return scan_has(t->head, "====== ") &&
	       (scan_has(t->text, "requests per second") && scan_has(t->text, "parallel clients"));
}

/* "====== GET ======" to the next such line. */
static void redis_test(struct import *m, const struct import_text *t, struct str name, struct str text)
{
	static const char *const endings[] = {"mean", "min", "p50", "p95", "p99", "max"};
	const char *before = arena_printf(t->a, "%.*s_", STR(import_name(t->a, name))).p;
	struct str rest, line;
	struct scanned n[6];

	import_add_line(m, t->a, text, "throughput summary:", import_ending(t->a, before, "rate").p, 1, "operations/s");
	if (!scan_after(text, "latency summary (msec):", &rest))
		return;
	rest = (struct str){rest.p, (size_t)(text.p + text.len - rest.p)};
	for (int i = 0; i < 2; i++)
		str_next_line(&rest, &line);
	if (!str_next_line(&rest, &line))
		return;
	scan_row(line, scan_value, n, 6, 6);
	for (size_t i = 0; i < 6; i++)
		import_add(m, t->a, import_ending(t->a, before, endings[i]), scanned_times(n[i], 1e-3), "s");
}

static bool read_redis(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, title, next;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	for (struct str all = t->text, line; str_next_line(&all, &line);)
		if (scan_has(line, " parallel clients"))
			m->connections = scan_value(&line).value;
	while (scan_after(rest, "====== ", &title)) {
		struct str body = {title.p, (size_t)(t->text.p + t->text.len - title.p)};
		size_t end = scan_after(body, "\n====== ", &next) ? (size_t)(next.p - body.p) - 8 : body.len;

		title = str_cut(title, 0, (size_t)(scan_after(title, " ======", &next) ? next.p - title.p - 7 : 0));
		redis_test(m, t, title, str_cut(body, 0, end));
		rest = str_cut(body, end, body.len);
	}
	return true;
}

/* ---- redis-benchmark -q: what comes after the last carriage return of a line ---- */

static bool fits_redis_q(const struct import_text *t)
{
	return scan_has(t->head, " requests per second") && !scan_has(t->head, "======");
}

static bool read_redis_q(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, line, at;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	while (str_next_line(&rest, &line)) {
		const char *cr = memrchr(line.p, '\r', line.len);
		const char *before;

		line = str_trim(cr ? str_cut(line, (size_t)(cr - line.p) + 1, line.len) : line);
		if (!scan_has(line, " requests per second") || !scan_after(line, ": ", &at))
			continue;
		before = arena_printf(t->a, "%.*s_", STR(import_name(t->a, str_cut(line, 0, (size_t)(at.p - line.p) - 2)))).p;
		import_add(m, t->a, import_ending(t->a, before, "rate"), scan_value(&at), "operations/s");
		if (scan_after(line, "p50=", &at))
			import_add(m, t->a, import_ending(t->a, before, "p50"), scanned_times(scan_value(&at), 1e-3), "s");
	}
	return true;
}

const struct import_tool import_db_tools[] = {
	{"pgbench", fits_pgbench, read_pgbench},         {"pgbench", fits_pgbench_log, read_pgbench_log},
	{"sysbench", fits_sysbench, read_sysbench},      {"redis-benchmark", fits_redis, read_redis},
	{"redis-benchmark", fits_redis_q, read_redis_q}, {NULL, NULL, NULL},
};
