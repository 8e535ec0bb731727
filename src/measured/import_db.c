/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_db.c - pgbench, sysbench and redis-benchmark, as they print. */
#include <stdlib.h>

#include "measured/import_parts.h"

static bool line_scan(struct str text, const char *begin, struct scanned *n)
{
	struct str rest;

	return scan_line(text, begin, &rest) && scan_number(&rest, n);
}

static bool after_scan(struct str text, const char *needle, struct scanned *n)
{
	struct str rest;

	return scan_after(text, needle, &rest) && scan_number(&rest, n);
}

static void add_ms(struct import *m, const struct import_text *t, const char *begin, const char *ending)
{
	struct scanned n;

	if (line_scan(t->text, begin, &n))
		import_add(m, t->a, str_from_c(ending), scanned_times(n, 1e-3), "s");
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
	struct scanned n, best = {0, 0};

	while (str_next_line(&rest, &line))
		if (scan_line(line, "tps = ", &at) && scan_number(&at, &n) &&
		    (best.value == 0 || scan_has(line, "excluding") || scan_has(line, "without")))
			best = n;
	if (best.value > 0)
		import_add(m, t->a, S("rate"), best, "transactions/s");
}

static bool read_pgbench(struct import *m, const struct import_text *t, struct diag *d)
{
	struct scanned n, lag;
	struct str rest;

	(void)d;
	if (scan_after(t->head, "pgbench (", &rest))
		m->version = arena_str(t->a, str_cut(rest, 0, str_find_char(rest, ' ', 0)));
	m->loop = IMPORT_LOOP_CLOSED;
	m->connections = line_scan(t->text, "number of clients:", &n) ? n.value : 0;
	m->requests = line_scan(t->text, "number of transactions actually processed:", &n) ? n.value : 0;
	m->failed = line_scan(t->text, "number of failed transactions:", &n) ? n.value : 0;
	if (line_scan(t->text, "number of transactions skipped:", &n)) {
		m->failed += n.value;
		m->requests += n.value;
	}
	pgbench_rate(m, t);
	add_ms(m, t, "latency average =", "mean");
	add_ms(m, t, "latency stddev =", "sd");
	if (after_scan(t->text, "rate limit schedule lag: avg ",
	               &lag)) { /* the times begin when a transaction was due, and have it in them */
		m->loop = IMPORT_LOOP_OPEN;
		import_add(m, t->a, S("lag"), scanned_times(lag, 1e-3), "s");
	}
	return true;
}

/* ---- pgbench --log: client, transaction, us, script, s, us ---- */

static bool log_row(struct str line, double row[6])
{
	struct scanned n;

	for (int i = 0; i < 6; i++) {
		if (!scan_number(&line, &n) || n.half != 0.5)
			return false;
		row[i] = n.value;
	}
	return true;
}

static bool fits_pgbench_log(const struct import_text *t)
{
	struct str rest = t->head, line;
	double row[6];

	for (int i = 0; i < 3; i++)
		if (!str_next_line(&rest, &line) || !log_row(line, row) || row[4] < 1e9 || row[5] >= 1e6)
			return false;
	return true;
}

static bool read_pgbench_log(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, line;
	double row[6], *times = NULL, first = 0, last = 0;
	size_t count = 0, cap = 0;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	while (str_next_line(&rest, &line))
		if (log_row(line, row)) {
			double ended = row[4] + row[5] * 1e-6, began = ended - row[2] * 1e-6;

			times = xgrow(times, count, &cap, sizeof(*times));
			times[count] = row[2] * 1e-6;
			first = !count || began < first ? began : first;
			last = ended > last ? ended : last;
			count++;
		}
	m->requests = (double)count;
	if (last > first)
		import_add(m, t->a, S("rate"), (struct scanned){(double)count / (last - first), 0}, "transactions/s");
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
	struct str rest;
	struct scanned n, seconds;
	bool transactions = scan_line(t->text, "transactions:", &rest) && scan_after(rest, "(", &rest);

	if ((transactions || (scan_line(t->text, "Total operations:", &rest) && scan_after(rest, "(", &rest))) &&
	    scan_number(&rest, &n))
		import_add(m, t->a, S("rate"), n, transactions ? "transactions/s" : "operations/s");
	else if (line_scan(t->text, "events per second:", &n))
		import_add(m, t->a, S("rate"), n, "events/s");
	else if (line_scan(t->text, "total number of events:", &n) && line_scan(t->text, "total time:", &seconds) &&
	         seconds.value > 0)
		import_add(m, t->a, S("rate"), (struct scanned){n.value / seconds.value, n.half / seconds.value}, "events/s");
}

static bool read_sysbench(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, line;
	struct scanned n, percent;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	m->version = arena_str(t->a, str_cut(t->head, 9, str_find_char(t->head, ' ', 9)));
	m->connections = line_scan(t->text, "Number of threads:", &n) ? n.value : 0;
	m->requests = line_scan(t->text, "total number of events:", &n) ? n.value : 0;
	m->failed = line_scan(t->text, "ignored errors:", &n) ? n.value : 0;
	sysbench_rate(m, t);
	if (after_scan(t->text, "MiB transferred (", &n))
		import_add(m, t->a, S("bw"), scanned_times(n, 1048576), "B/s");
	add_ms(m, t, "min: ", "min");
	add_ms(m, t, "avg: ", "mean");
	while (str_next_line(&rest, &line))
		if (scan_has(line, "th percentile:") && scan_number(&line, &percent) &&
		    scan_after(line, "percentile:", &line) && scan_number(&line, &n))
			import_add_percentile(m, t->a, "", percent.value, scanned_times(n, 1e-3), 0);
	add_ms(m, t, "max: ", "max");
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
	struct scanned n;

	if (line_scan(text, "throughput summary:", &n))
		import_add(m, t->a, import_ending(t->a, before, "rate"), n, "operations/s");
	if (!scan_after(text, "latency summary (msec):", &rest))
		return;
	rest = (struct str){rest.p, (size_t)(text.p + text.len - rest.p)};
	for (int i = 0; i < 2; i++)
		str_next_line(&rest, &line);
	if (!str_next_line(&rest, &line))
		return;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]) && scan_number(&line, &n); i++)
		import_add(m, t->a, import_ending(t->a, before, endings[i]), scanned_times(n, 1e-3), "s");
}

static bool read_redis(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, title, next;
	struct scanned n;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	for (struct str all = t->text, line; str_next_line(&all, &line);)
		if (scan_has(line, " parallel clients") && scan_number(&line, &n))
			m->connections = n.value;
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
	struct scanned n;

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	while (str_next_line(&rest, &line)) {
		const char *cr = memrchr(line.p, '\r', line.len);
		const char *before;

		line = str_trim(cr ? str_cut(line, (size_t)(cr - line.p) + 1, line.len) : line);
		if (!scan_has(line, " requests per second") || !scan_after(line, ": ", &at))
			continue;
		before = arena_printf(t->a, "%.*s_", STR(import_name(t->a, str_cut(line, 0, (size_t)(at.p - line.p) - 2)))).p;
		if (scan_number(&at, &n))
			import_add(m, t->a, import_ending(t->a, before, "rate"), n, "operations/s");
		if (after_scan(at, "p50=", &n))
			import_add(m, t->a, import_ending(t->a, before, "p50"), scanned_times(n, 1e-3), "s");
	}
	return true;
}

const struct import_tool import_db_tools[] = {
	{"pgbench", fits_pgbench, read_pgbench},         {"pgbench", fits_pgbench_log, read_pgbench_log},
	{"sysbench", fits_sysbench, read_sysbench},      {"redis-benchmark", fits_redis, read_redis},
	{"redis-benchmark", fits_redis_q, read_redis_q}, {NULL, NULL, NULL},
};
