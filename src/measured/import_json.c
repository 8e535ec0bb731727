/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_json.c - k6, vegeta, oha, autocannon and memtier_benchmark, as JSON. */
#include <math.h>
#include <stdlib.h>

#include "measured/import_parts.h"
#include "store/member.h"

/* ---- shared ---- */

static void import_json_add(struct import *m, const struct import_text *t, const char *ending, const json_t *v,
                            double factor, const char *unit)
{
	struct scanned n;

	if (import_json_number(v, factor, &n))
		import_add(m, t->a, str_from_c(ending), n, unit);
}

/* Members "p50", "p99.9", "p(90)", "p97_5", "50th": percentiles, in `unit` seconds, a printed 0 below `under`. */
static void add_percentiles(struct import *m, const struct import_text *t, const char *before, const json_t *o,
                            double unit, double half, double under)
{
	const char *key;
	json_t *value;
	struct scanned n;

	json_object_foreach((json_t *)o, key, value)
	{
		const char *p = key + (*key == 'p') + (key[0] == 'p' && key[1] == '(');
		char digits[16], *end;
		double percent;

		if (!char_is_digit(*p) || strlen(p) >= sizeof(digits))
			continue;
		strcpy(digits, p);
		for (char *c = digits; *c; c++)
			*c = *c == '_' ? '.' : *c;
		percent = strtod(digits, &end);
		if ((*end && strcmp(end, ")") && strcmp(end, "th")) || percent > 100 || (*end == '\0' && *key != 'p'))
			continue;
		import_json_number(value, unit, &n);
		n.half = half;
		import_add_percentile(m, t->a, before, percent, n, under);
	}
}

/* NaN where it is no share. */
static double import_json_failed(double requests, double share)
{
	return share >= 0 && share <= 1 ? requests * share : NAN;
}

/* ---- k6 ---- */

static bool fits_k6(const struct import_text *t)
{
	const json_t *metrics = import_at(t->root, "metrics", NULL);

	return json_is_array(metrics) || import_at(metrics, "http_req_duration", NULL);
}

/* The members of a metric: at its top, or one level deeper. */
static const json_t *k6_metric(const struct import_text *t, const char *name)
{
	const json_t *metric = import_at(t->root, "metrics", name, NULL), *values = import_at(metric, "values", NULL);

	return values ? values : metric;
}

static double k6_unit(const struct import_text *t)
{
	struct str unit = member_str(t->a, import_at(t->root, "options", NULL), "summaryTimeUnit");

	return str_eq(unit, S("s")) ? 1 : str_eq(unit, S("us")) ? 1e-6 : 1e-3;
}

static bool read_k6(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *times, *failed = k6_metric(t, "http_req_failed");
	double unit = k6_unit(t), dropped = import_json_count(k6_metric(t, "dropped_iterations"), "count"), share;

	if (json_is_array(import_at(t->root, "metrics", NULL)))
		return diag_fail(d, DIAG_FILE, (struct span){0, 0},
		                 "a list of metrics: this form of k6 is not known; --summary-export writes one that is");
	times = k6_metric(t, "http_req_duration");
	m->loop = k6_metric(t, "dropped_iterations") ? IMPORT_LOOP_EVEN : IMPORT_LOOP_CLOSED;
	m->requests = import_json_count(k6_metric(t, "http_reqs"), "count");
	share = import_json_count(failed, import_at(failed, "value", NULL) ? "value" : "rate");
	m->failed = import_json_failed(m->requests, share);
	import_json_add(m, t, "rate", import_at(k6_metric(t, "http_reqs"), "rate", NULL), 1, "requests/s");
	import_json_add(m, t, "mean", import_at(times, "avg", NULL), unit, "s");
	import_json_add(m, t, "min", import_at(times, "min", NULL), unit, "s");
	import_json_add(m, t, "p50", import_at(times, "med", NULL), unit, "s");
	add_percentiles(m, t, "", times, unit, 0, 0);
	import_json_add(m, t, "max", import_at(times, "max", NULL), unit, "s");
	if (dropped != 0) {
		if (dropped > 0)
			import_note(m, t->a, "%.0f iterations were dropped: the load was not kept", dropped);
		else
			import_note(m, t->a, "how many iterations were dropped is no number");
		m->doubtful = true;
	}
	return true;
}

/* ---- vegeta ---- */

static bool fits_vegeta(const struct import_text *t)
{
	return import_at(t->root, "latencies", "50th", NULL) && import_at(t->root, "throughput", NULL);
}

static bool read_vegeta(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *times = import_at(t->root, "latencies", NULL), *success = import_at(t->root, "success", NULL);

	(void)d;
	m->loop = IMPORT_LOOP_EVEN;
	m->day = str_cut(member_str(t->a, t->root, "earliest"), 0, 10);
	m->requests = import_json_count(t->root, "requests");
	m->failed = success ? import_json_failed(m->requests, 1 - import_json_count(t->root, "success")) : 0;
	import_json_add(m, t, "rate", import_at(t->root, "rate", NULL), 1, "requests/s");
	import_json_add(m, t, "throughput", import_at(t->root, "throughput", NULL), 1, "requests/s");
	import_json_add(m, t, "mean", import_at(times, "mean", NULL), 1e-9, "s");
	import_json_add(m, t, "min", import_at(times, "min", NULL), 1e-9, "s");
	add_percentiles(m, t, "", times, 1e-9, 0.5e-9, 0);
	import_json_add(m, t, "max", import_at(times, "max", NULL), 1e-9, "s");
	import_note(m, t->a, "its rate is what was sent, not what the server can do");
	return true;
}

/* ---- oha ---- */

static bool fits_oha(const struct import_text *t)
{
	return import_at(t->root, "summary", "requestsPerSec", NULL) && import_at(t->root, "latencyPercentiles", NULL);
}

/* The end of the test is not an error. */
static void oha_errors(struct import *m, const struct import_text *t)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)import_at(t->root, "statusCodeDistribution", NULL), key, value)
	{
		double count = json_is_number(value) ? json_number_value(value) : NAN;

		m->requests += count;
		m->failed += strtod(key, NULL) >= 400 ? count : 0;
	}
	json_object_foreach((json_t *)import_at(t->root, "errorDistribution", NULL), key,
	                    value) if (strcmp(key, "aborted due to deadline"))
	{
		m->requests += json_is_number(value) ? json_number_value(value) : NAN;
		m->failed += json_number_value(value);
	}
}

static bool read_oha(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *summary = import_at(t->root, "summary", NULL);

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	oha_errors(m, t);
	import_json_add(m, t, "rate", import_at(summary, "requestsPerSec", NULL), 1, "requests/s");
	import_json_add(m, t, "mean", import_at(summary, "average", NULL), 1, "s");
	import_json_add(m, t, "min", import_at(summary, "fastest", NULL), 1, "s");
	add_percentiles(m, t, "", import_at(t->root, "latencyPercentiles", NULL), 1, 0, 0);
	import_json_add(m, t, "max", import_at(summary, "slowest", NULL), 1, "s");
	return true;
}

/* ---- autocannon ---- */

static bool fits_autocannon(const struct import_text *t)
{
	return import_at(t->root, "url", NULL) && import_at(t->root, "requests", "average", NULL) &&
	       import_at(t->root, "latency", "p97_5", NULL);
}

/* Whole ms, cut: a printed 0 is below 1 ms, and 2 is 2 to 3. */
static bool read_autocannon(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *times = import_at(t->root, "latency", NULL);
	double pipelining = import_json_count(t->root, "pipelining"), errors = import_json_count(t->root, "errors");

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	m->day = str_cut(member_str(t->a, t->root, "start"), 0, 10);
	m->connections = import_json_count(t->root, "connections") * (pipelining == 0 ? 1 : pipelining);
	m->failed = import_json_count(t->root, "non2xx") + errors;
	m->requests = import_json_count(import_at(t->root, "requests", NULL), "total") + errors;
	import_json_add(m, t, "rate", import_at(t->root, "requests", "average", NULL), 1, "requests/s");
	import_json_add(m, t, "bw", import_at(t->root, "throughput", "average", NULL), 1, "B/s");
	import_json_add(m, t, "mean", import_at(times, "average", NULL), 1e-3, "s");
	add_percentiles(m, t, "", times, 1e-3, 1e-3, 1e-3);
	import_json_add(m, t, "max", import_at(times, "max", NULL), 1e-3, "s");
	import_note(m, t->a, "whole ms");
	return true;
}

/* ---- memtier ---- */

static bool fits_memtier(const struct import_text *t)
{
	return import_at(t->root, "ALL STATS", NULL) != NULL;
}

/* A percentile of 0.000 is a fault of the tool, not a time. */
static void memtier_group(struct import *m, const struct import_text *t, const char *group, const char *before)
{
	const json_t *g = import_at(t->root, "ALL STATS", group, NULL), *mean = import_at(g, "Average Latency", NULL);
	json_t *percentiles = (json_t *)import_at(g, "Percentile Latencies", NULL);

	if (!g || import_json_count(g, "Ops/sec") == 0)
		return;
	import_json_add(m, t, import_ending(t->a, before, "rate").p, import_at(g, "Ops/sec", NULL), 1, "operations/s");
	import_json_add(m, t, import_ending(t->a, before, "mean").p, mean ? mean : import_at(g, "Latency", NULL), 1e-3,
	                "s");
	add_percentiles(m, t, before, percentiles, 1e-3, 0.5e-6, 0);
}

static bool read_memtier(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *run = import_at(t->root, "run information", NULL);

	(void)d;
	m->loop = IMPORT_LOOP_CLOSED;
	double pipeline = import_json_count(import_at(t->root, "configuration", NULL), "pipeline");

	m->connections = import_json_count(run, "Threads") * import_json_count(run, "Connections per thread") *
	                 (pipeline == 0 ? 1 : pipeline);
	m->requests = import_json_count(import_at(t->root, "ALL STATS", "Totals", NULL), "Count");
	memtier_group(m, t, "Totals", "");
	memtier_group(m, t, "Gets", "get_");
	memtier_group(m, t, "Sets", "set_");
	return true;
}

const struct import_tool import_json_tools[] = {
	{"k6", fits_k6, read_k6},
	{"vegeta", fits_vegeta, read_vegeta},
	{"oha", fits_oha, read_oha},
	{"autocannon", fits_autocannon, read_autocannon},
	{"memtier", fits_memtier, read_memtier},
	{NULL, NULL, NULL},
};
