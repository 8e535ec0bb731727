/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_disk.c - fio, as it prints and as JSON, and iperf3 -J. */
#include <math.h>
#include <stdlib.h>

#include "base/student.h"
#include "measured/import_parts.h"
#include "store/member.h"

/* ---- fio, text ---- */

static bool fits_fio_text(const struct import_text *t)
{
	return !t->root && scan_has(t->head, "\nfio-") && scan_has(t->text, "IOPS=");
}

/* "     |  1.00th=[   50],  5.00th=[   52], ..." */
static void fio_percentiles(struct import *m, const struct import_text *t, const char *before, struct str line,
                            double unit)
{
	struct str at;
	struct scanned percent;

	while (scan_number(&line, &percent) && scan_after(line, "th=[", &at)) {
		import_add_percentile(m, t->a, before, percent.value, scanned_times(scan_value(&at), unit), 0);
		if (!scan_after(at, ",", &line))
			return;
	}
}

static double fio_unit(struct str line)
{
	return scan_has(line, "(nsec)") ? 1e-9 : scan_has(line, "(usec)") ? 1e-6 : scan_has(line, "(msec)") ? 1e-3 : 0;
}

/* A line that belongs to reads or writes of the job. */
static void fio_line(struct import *m, const struct import_text *t, const char *before, struct str line,
                     double *percentiles)
{
	static const char *const endings[] = {"min", "max", "mean", "sd"}, *const words[] = {
																		   "min=", "max=", "avg=", "stdev="};
	double unit = fio_unit(line);
	struct str at;

	if (str_starts(line, S("clat percentiles")))
		*percentiles = unit;
	else if (str_starts(line, S("|")) && *percentiles > 0)
		fio_percentiles(m, t, before, str_cut(line, 1, line.len), *percentiles);
	else if (str_starts(line, S("clat (")) && unit > 0)
		for (int i = 0; i < 4; i++)
			if (scan_after(line, words[i], &at))
				import_add(m, t->a, import_ending(t->a, before, endings[i]), scanned_times(scan_value(&at), unit), "s");
}

static bool read_fio_text(struct import *m, const struct import_text *t, struct diag *d)
{
	static const char *const kinds[] = {"read", "write", "trim"};
	struct str rest = t->text, line, at;
	const char *before = NULL;
	double percentiles = 0, error = scan_count_after(t->text, "err=");

	if (error != 0)
		return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "fio ended with error %.0f", error);
	if (scan_after(t->head, "\nfio-", &at))
		m->version = arena_str(t->a, str_trim(at));
	while (str_next_line(&rest, &line)) {
		line = str_trim(line);
		for (int k = 0; k < 3; k++)
			if (str_starts(line, arena_printf(t->a, "%s: IOPS=", kinds[k]))) {
				before = arena_printf(t->a, "%s_", kinds[k]).p;
				percentiles = 0;
				if (scan_after(line, "IOPS=", &at))
					import_add(m, t->a, import_ending(t->a, before, "rate"), scan_value(&at), "operations/s");
				if (scan_after(line, "BW=", &at))
					import_add(m, t->a, import_ending(t->a, before, "bw"), scan_size(&at, 1000), "B/s");
			}
		if (before)
			fio_line(m, t, before, line, &percentiles);
	}
	return true;
}

/* ---- fio, JSON ---- */

static bool fits_fio(const struct import_text *t)
{
	return json_is_string(import_at(t->root, "fio version", NULL));
}

static void fio_times(struct import *m, const struct import_text *t, const char *before, const json_t *kind)
{
	const json_t *clat = import_at(kind, "clat_ns", NULL), *percentiles;
	double unit = clat ? 1e-9 : 1e-6; /* before version 3 there is "clat", in us */
	const char *key;
	json_t *value;
	struct scanned n;

	clat = clat ? clat : import_at(kind, "clat", NULL);
	if (import_json_number(import_at(clat, "mean", NULL), unit, &n))
		import_add(m, t->a, import_ending(t->a, before, "mean"), n, "s");
	percentiles = import_at(clat, "percentile", NULL);
	json_object_foreach((json_t *)percentiles, key, value) if (import_json_number(value, unit, &n))
		import_add_percentile(m, t->a, before, strtod(key, NULL), n, 0);
	if (import_json_number(import_at(clat, "max", NULL), unit, &n))
		import_add(m, t->a, import_ending(t->a, before, "max"), n, "s");
}

static void fio_job(struct import *m, const struct import_text *t, const json_t *job, const char *prefix)
{
	for (const char *const *kind = (const char *const[]){"read", "write", "trim", NULL}; *kind; kind++) {
		const json_t *k = import_at(job, *kind, NULL);
		const char *before = arena_printf(t->a, "%s%s_", prefix, *kind).p;
		struct scanned n;

		if (!import_json_number(import_at(k, "io_bytes", NULL), 1, &n) || n.value == 0)
			continue;
		if (!(n.value > 0 && n.value <= 1e18)) {
			import_note(m, t->a, "%sio_bytes is no size: what belongs to it is left out", before);
			continue;
		}
		if (import_json_number(import_at(k, "iops", NULL), 1, &n))
			import_add(m, t->a, import_ending(t->a, before, "rate"), n, "operations/s");
		if (import_json_number(import_at(k, "bw_bytes", NULL), 1, &n))
			import_add(m, t->a, import_ending(t->a, before, "bw"), n, "B/s");
		fio_times(m, t, before, k);
	}
}

static bool read_fio(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *jobs = import_at(t->root, "jobs", NULL), *job;
	struct scanned n;
	size_t i;

	m->version = member_str(t->a, t->root, "fio version");
	m->version = str_starts(m->version, S("fio-")) ? str_cut(m->version, 4, m->version.len) : m->version;
	json_array_foreach(jobs, i, job)
	{
		struct str name = import_name(t->a, member_str(t->a, job, "jobname"));

		if (import_json_number(import_at(job, "error", NULL), 1, &n) && n.value != 0)
			return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "fio's job %.*s ended with error %.0f", STR(name),
			                 n.value);
		fio_job(m, t, job, json_array_size(jobs) > 1 ? arena_printf(t->a, "%.*s_", STR(name)).p : "");
	}
	return true;
}

/* ---- iperf3 ---- */

static bool fits_iperf3(const struct import_text *t)
{
	return str_starts(member_str(t->a, import_at(t->root, "start", NULL), "version"), S("iperf"));
}

/* The mean of seconds that are all of one run: t interval of theirs. */
static void iperf_spread(struct import *m, const struct import_text *t, const json_t *run, struct import_number *x)
{
	const json_t *intervals = import_at(run, "intervals", NULL), *one;
	double sum = 0, squares = 0, n = 0;
	struct scanned rate;
	size_t i;

	json_array_foreach(intervals, i,
	                   one) if (import_json_number(import_at(one, "sum", "bits_per_second", NULL), 1.0 / 8, &rate))
	{
		n++;
		sum += rate.value;
		squares += rate.value * rate.value;
	}
	if (x && !(squares >= 0 && squares < INFINITY))
		import_note(m, t->a, "its intervals are not all numbers and say no range");
	if (!x || n < 5 || !(squares < INFINITY))
		return;
	double mean = sum / n, error = sqrt(fmax(0, squares / n - mean * mean) / (n - 1)),
		   far = student_95((unsigned)n - 1) * error;

	x->low = fmax(x->value / 10, fmin(x->value, x->value - far));
	x->high = x->value + far;
	x->own = true;
}

/* What arrived, not what was sent. */
static bool iperf_run(struct import *m, const struct import_text *t, const json_t *run, struct diag *d)
{
	struct str error = member_str(t->a, run, "error");
	const json_t *sum = import_at(run, "end", "sum", NULL);
	struct scanned n;

	if (error.len)
		return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "iperf3 failed: %.*s", STR(str_cut(error, 0, 100)));
	if (import_json_number(import_at(run, "end", "sum_received", "bits_per_second", NULL), 1.0 / 8, &n) ||
	    import_json_number(import_at(sum, "bits_per_second", NULL), 1.0 / 8, &n))
		iperf_spread(m, t, run, import_add(m, t->a, S("bw"), n, "B/s"));
	if (import_json_number(import_at(sum, "jitter_ms", NULL), 1e-3, &n))
		import_add(m, t->a, S("jitter"), n, "s");
	if (import_json_number(import_at(sum, "lost_percent", NULL), 0.01, &n))
		import_add(m, t->a, S("lost"), n, "1");
	return true;
}

static bool read_iperf3(struct import *m, const struct import_text *t, struct diag *d)
{
	size_t count = json_array_size(t->roots);
	struct import *runs = arena_array(t->a, struct import, count);
	struct str version = member_str(t->a, import_at(t->root, "start", NULL), "version");
	const char *tool = m->tool;

	for (size_t i = 0; i < count; i++)
		if (!iperf_run(&runs[i], t, json_array_get(t->roots, i), d))
			return false;
	import_join(runs, (unsigned)count, m, t->a);
	m->tool = tool;
	m->runs = (unsigned)count;
	m->version = str_cut(version, str_starts(version, S("iperf ")) ? 6 : 0, version.len);
	return true;
}

const struct import_tool import_disk_tools[] = {
	{"fio", fits_fio_text, read_fio_text},
	{"fio", fits_fio, read_fio},
	{"iperf3", fits_iperf3, read_iperf3},
	{NULL, NULL, NULL},
};
