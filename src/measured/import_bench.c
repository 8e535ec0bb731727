/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * import_bench.c - hyperfine, as it prints and as JSON, and Google Benchmark: tools whose files hold runs of their
 * own.
 */
#include <math.h>
#include <stdlib.h>

#include "base/student.h"
#include "measured/import_parts.h"
#include "store/member.h"

enum { COMMAND = 24 };

/* ---- hyperfine, text ---- */

static bool fits_hyperfine_text(const struct import_text *t)
{
	return scan_has(t->head, "Benchmark 1") && scan_has(t->head, "Time (mean");
}

/* "Range (min … max):    11.2 ms …  15.1 ms    12 runs" */
static void hyperfine_range(struct import *m, const struct import_text *t, struct import_number *x, struct str line)
{
	double least, most, runs;
	struct str at;

	if (!scan_after(line, ":", &at))
		return;
	least = scan_seconds(&at).value;
	if (!scan_after(at, "\xe2\x80\xa6", &at))
		return;
	most = scan_seconds(&at).value;
	import_range(m, t->a, x, least, most);
	runs = scan_value(&at).value;
	if (runs >= 1 && runs < 1e6)
		m->runs = (unsigned)runs;
	else
		import_note(m, t->a, "%.*s: how many runs is not known", STR(x->ending));
}

static bool read_hyperfine_text(struct import *m, const struct import_text *t, struct diag *d)
{
	struct str rest = t->text, line, name = {0}, at;
	struct import_number *x = NULL;
	struct scanned user;

	(void)d;
	while (str_next_line(&rest, &line)) {
		line = str_trim(line);
		if (str_starts(line, S("Benchmark ")) && scan_after(line, ": ", &at))
			name = import_name(t->a, str_cut(at, 0, COMMAND));
		else if (str_starts(line, S("Time (mean")) && scan_after(line, ":", &at)) {
			x = import_add(m, t->a, name, scan_seconds(&at), "s");
			if (x && scan_after(line, "User:", &at)) {
				user = scan_seconds(&at);
				if (scan_after(line, "System:", &at))
					import_add_cpu(m, t->a, x, user, scan_seconds(&at));
			}
		} else if (x && str_starts(line, S("Range (")))
			hyperfine_range(m, t, x, line);
	}
	import_note(m, t->a, "the text has means, no medians");
	return true;
}

/* ---- hyperfine, JSON ---- */

static bool fits_hyperfine(const struct import_text *t)
{
	const json_t *first = json_array_get(import_at(t->root, "results", NULL), 0);

	return import_at(first, "command", NULL) && import_at(first, "median", NULL);
}

/* The runs in the order of their size, in `a`; *n of them. */
static double *sorted(const struct import_text *t, const json_t *times, size_t *n)
{
	double *x = arena_array(t->a, double, json_array_size(times) + 1);
	struct scanned one;

	*n = 0;
	for (size_t i = 0; i < json_array_size(times); i++)
		if (import_json_number(json_array_get(times, i), 1, &one) && one.value > 0 && one.value <= IMPORT_LARGEST)
			x[(*n)++] = one.value;
	import_median(x, *n ? *n : 1);
	return x;
}

/* 5 and 95 of 100 runs by rank: with fewer than 20 the least and the most. */
static void hyperfine_spread(struct import *m, const struct import_text *t, const json_t *times,
                             struct import_number *x)
{
	size_t n;
	double *sample = sorted(t, times, &n);
	struct str name = x->ending;

	if (n < json_array_size(times))
		import_note(m, t->a, "%.*s: %zu of its %zu times are none and are left out", STR(name),
		            json_array_size(times) - n, json_array_size(times));
	m->runs = n > m->runs ? (unsigned)n : m->runs;
	if (n < 2)
		return;
	x->low = fmin(x->value, sample[(size_t)ceil(0.05 * (double)n) - 1]);
	x->high = fmax(x->value, sample[(size_t)ceil(0.95 * (double)n) - 1]);
	x->own = true;
	if (n >= 4 && sample[3 * n / 4] - sample[n / 4] > 0.1 * x->value) {
		import_note(m, t->a, "%.*s: its quartiles are %.0f %% apart", STR(name),
		            100 * (sample[3 * n / 4] - sample[n / 4]) / x->value);
		m->doubtful = true;
	}
}

static void hyperfine_exits(struct import *m, const struct import_text *t, const json_t *result, struct str name)
{
	const json_t *codes = import_at(result, "exit_codes", NULL);
	size_t bad = 0;

	for (size_t i = 0; i < json_array_size(codes); i++)
		bad += !json_is_number(json_array_get(codes, i)) || /* ended by a signal */
		       json_number_value(json_array_get(codes, i)) != 0;
	if (bad)
		import_note(m, t->a, "%.*s: %zu of %zu runs ended with an error", STR(name), bad, json_array_size(codes));
}

static bool read_hyperfine(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *results = import_at(t->root, "results", NULL), *result;
	struct scanned median, user, system;
	size_t i;

	(void)d;
	json_array_foreach(results, i, result)
	{
		struct str name = import_name(t->a, str_cut(member_str(t->a, result, "command"), 0, COMMAND));
		struct import_number *x = NULL;

		if (import_json_number(import_at(result, "median", NULL), 1, &median))
			x = import_add(m, t->a, name, median, "s");
		if (!x)
			continue;
		hyperfine_spread(m, t, import_at(result, "times", NULL), x);
		hyperfine_exits(m, t, result, x->ending);
		if (import_json_number(import_at(result, "user", NULL), 1, &user) &&
		    import_json_number(import_at(result, "system", NULL), 1, &system))
			import_add_cpu(m, t->a, x, user, system);
	}
	return true;
}

/* ---- Google Benchmark ---- */

static bool fits_google(const struct import_text *t)
{
	return import_at(t->root, "context", NULL) && json_is_array(import_at(t->root, "benchmarks", NULL));
}

static double google_unit(const struct import_text *t, const json_t *row)
{
	struct str unit = member_str(t->a, row, "time_unit");

	return str_eq(unit, S("s")) ? 1 : str_eq(unit, S("ms")) ? 1e-3 : str_eq(unit, S("us")) ? 1e-6 : 1e-9;
}

/* What of a row is not a result. */
static bool google_known(const char *key)
{
	static const char *const known[] = {"family_index",     "per_family_instance_index",
	                                    "repetitions",      "repetition_index",
	                                    "threads",          "iterations",
	                                    "real_time",        "cpu_time",
	                                    "items_per_second", "bytes_per_second"};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!strcmp(key, known[i]))
			return true;
	return false;
}

static void google_add(struct import *m, const struct import_text *t, struct str name, const char *ending,
                       const json_t *v, double factor, const char *unit)
{
	struct scanned n;

	if (import_json_number(v, factor, &n))
		import_add(m, t->a, arena_printf(t->a, "%.*s%s", STR(name), ending), n, unit);
}

static void google_row(struct import *m, const struct import_text *t, struct str name, const json_t *row)
{
	double unit = google_unit(t, row);
	const char *key;
	json_t *value;

	google_add(m, t, name, "", import_at(row, "real_time", NULL), unit, "s");
	google_add(m, t, name, "_cpu", import_at(row, "cpu_time", NULL), unit, "s");
	google_add(m, t, name, "_rate", import_at(row, "items_per_second", NULL), 1, "operations/s");
	google_add(m, t, name, "_bw", import_at(row, "bytes_per_second", NULL), 1, "B/s");
	json_object_foreach((json_t *)row, key,
	                    value) if ((json_is_number(value) || json_is_null(value)) && !google_known(key))
		google_add(m, t, name, arena_printf(t->a, "_%.*s", STR(import_name(t->a, str_from_c(key)))).p, value, 1, "1");
}

static void google_context(struct import *m, const struct import_text *t)
{
	const json_t *context = import_at(t->root, "context", NULL);

	m->day = str_cut(member_str(t->a, context, "date"), 0, 10);
	if (str_eq(member_str(t->a, context, "library_build_type"), S("debug")))
		import_note(m, t->a, "the library was a debug build");
	if (json_is_true(import_at(context, "cpu_scaling_enabled", NULL)))
		import_note(m, t->a, "the clock rate was not fixed");
}

static bool is_run(const struct import_text *t, const json_t *row)
{
	struct str type = member_str(t->a, row, "run_type");

	return !type.len || str_eq(type, S("iteration"));
}

/* All repetitions of one benchmark, the first of which is `row`. */
static void google_benchmark(struct import *m, const struct import_text *t, const json_t *rows, const json_t *row,
                             struct str name)
{
	struct import *runs = arena_array(t->a, struct import, json_array_size(rows)),
				  *all = arena_new(t->a, struct import);
	const json_t *other;
	unsigned count = 0;
	size_t i;

	json_array_foreach(rows, i, other) if (is_run(t, other) &&
	                                       str_eq(member_str(t->a, other, "name"), member_str(t->a, row, "name")))
		google_row(&runs[count++], t, name, other);
	import_join(runs, count, all, t->a);
	m->runs = count > m->runs ? count : m->runs;
	for (unsigned k = 0; k < all->note_count; k++)
		import_note(m, t->a, "%.*s", STR(all->notes[k]));
	for (unsigned k = 0; k < all->count && m->count < IMPORT_NUMBERS; k++)
		if (!import_find(m, all->numbers[k].ending))
			m->numbers[m->count++] = all->numbers[k];
}

static bool read_google(struct import *m, const struct import_text *t, struct diag *d)
{
	const json_t *rows = import_at(t->root, "benchmarks", NULL), *row;
	size_t i;

	(void)d;
	google_context(m, t);
	json_array_foreach(rows, i, row)
	{
		struct str name = import_name(t->a, member_str(t->a, row, "name"));

		if (!is_run(t, row) || json_number_value(import_at(row, "repetition_index", NULL)) > 0)
			continue;
		if (json_is_true(import_at(row, "error_occurred", NULL)))
			import_note(m, t->a, "%.*s failed and is left out", STR(name));
		else
			google_benchmark(m, t, rows, row, name);
	}
	return true;
}

const struct import_tool import_bench_tools[] = {
	{"hyperfine", fits_hyperfine_text, read_hyperfine_text},
	{"hyperfine", fits_hyperfine, read_hyperfine},
	{"google-benchmark", fits_google, read_google},
	{NULL, NULL, NULL},
};
