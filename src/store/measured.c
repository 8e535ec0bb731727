/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measured.c - reading the store, and finding cells in it. Lines are read by jansson. */
#include "store/measured.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/fs.h"
#include "base/map.h"

enum { LIMIT = 64 << 20 };

struct measured {
	struct arena arena;
	struct map newest; /* of an operation */
	const struct measurement **all;
	unsigned count;
	struct str warning;
	int error;
};

/* ---- where ---- */

const char *measured_folder(struct arena *a, const char *state)
{
	const char *given = state ? state : getenv("BOTE_STATE_DIR");

	if (given && *given)
		return fs_join(a, str_from_c(given), S("measured"));
	return fs_user_path(a, "XDG_STATE_HOME", ".local/state", "measured");
}

const char *measured_path(struct arena *a, const char *folder, const char *machine_id)
{
	return arena_printf(a, "%s/%s.jsonl", folder, machine_id).p;
}

/* ---- one line ---- */

/* No result of anything: in the unit it is told in, it might be no number any more. */
#define BEYOND_ALL 1e100

static struct str measured_text_of(struct arena *a, const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	if (!json_is_string(v))
		return (struct str){0};
	return arena_str(a, (struct str){json_string_value(v), json_string_length(v)});
}

static double measured_number_of(const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	return json_is_number(v) ? json_number_value(v) : 0;
}

/* A whole number of things; 0 for what is none. */
static unsigned measured_count_of(const json_t *object, const char *key)
{
	double n = measured_number_of(object, key);

	return n >= 0 && n <= 1e9 ? (unsigned)n : 0;
}

static struct measured_range range_of(const json_t *object)
{
	return (struct measured_range){measured_number_of(object, "value"), measured_number_of(object, "low"),
	                               measured_number_of(object, "high")};
}

static bool range_fits(struct measured_range r)
{
	return r.high < BEYOND_ALL && r.low > 1 / BEYOND_ALL && r.low <= r.value && r.value <= r.high;
}

static struct measured_range optional(const json_t *object)
{
	struct measured_range r = range_of(object);

	return range_fits(r) ? r : (struct measured_range){0, 0, 0};
}

/* Days since 1970 of a date (H. Hinnant's days_from_civil). */
static int64_t measured_days(int64_t y, unsigned m, unsigned d)
{
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	unsigned of_era = (unsigned)(y - era * 400), of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;

	return era * 146097 + (int64_t)(of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

/* "2026-11-23T18:27:05Z"; 0 when it is no such date. */
static int64_t time_of(struct str when)
{
	unsigned y, mo, d, h, mi, s;
	char z;

	if (when.len != 20 || sscanf(when.p, "%4u-%2u-%2uT%2u:%2u:%2u%c", &y, &mo, &d, &h, &mi, &s, &z) != 7 || z != 'Z')
		return 0;
	return measured_days(y, mo, d) * 86400 + h * 3600 + mi * 60 + s;
}

static void read_extra(struct arena *a, const json_t *line, struct measurement *m)
{
	json_t *extra = json_object_get(line, "extra");
	const char *key;
	json_t *value;

	m->extra = arena_array(a, struct measured_figure, json_object_size(extra) + 1);
	json_object_foreach(extra, key, value) if (json_is_number(value))
		m->extra[m->extra_count++] = (struct measured_figure){arena_str(a, str_from_c(key)), json_number_value(value)};
}

static void measured_read_parts(struct arena *a, const json_t *line, struct measurement *m)
{
	const json_t *all = json_object_get(line, "all"), *machine = json_object_get(line, "machine");

	m->all = optional(all);
	m->all_threads = measured_count_of(all, "threads");
	m->scaling = measured_number_of(all, "scaling");
	m->p50 = optional(json_object_get(line, "p50"));
	m->p99 = optional(json_object_get(line, "p99"));
	m->machine_id = measured_text_of(a, machine, "id");
	m->cpu = measured_text_of(a, machine, "cpu");
	m->virt = measured_text_of(a, machine, "virt");
	m->kernel = measured_text_of(a, machine, "kernel");
	m->cpus = measured_count_of(machine, "cores");
	read_extra(a, line, m);
}

static enum measured_unit measured_unit_of(struct str unit, struct str *noun)
{
	if (str_eq(unit, S("s")))
		return MEASURED_TIME;
	if (str_eq(unit, S("B")))
		return MEASURED_DATA;
	if (str_eq(unit, S("B/s")))
		return MEASURED_BANDWIDTH;
	if (!str_ends(unit, S("/s")))
		return MEASURED_NUMBER;
	*noun = str_cut(unit, 0, unit.len - 2);
	return MEASURED_RATE;
}

/* Numbers by name; one that is not a range is left out. */
static void read_figures(struct arena *a, json_t *figures, struct measurement *m)
{
	struct measured_named *named = arena_array(a, struct measured_named, json_object_size(figures) + 1);
	const char *key;
	json_t *value;

	m->named = named;
	json_object_foreach(figures, key, value)
	{
		struct measured_named *n = &named[m->named_count];

		n->ending = arena_str(a, str_from_c(key));
		n->range = range_of(value);
		n->unit = measured_unit_of(measured_text_of(a, value, "unit"), &n->noun);
		m->named_count += range_fits(n->range);
	}
}

/* What the run looked like. */
static void read_samples(struct arena *a, const json_t *line, struct measurement *m)
{
	const json_t *passes = json_object_get(line, "passes");
	double *pass;

	m->passes = (unsigned)json_array_size(passes);
	m->pass = pass = arena_array(a, double, m->passes + 1);
	for (unsigned i = 0; i < m->passes; i++)
		pass[i] = json_number_value(json_array_get(passes, i));
	m->mild = measured_count_of(line, "mild");
	m->severe = measured_count_of(line, "severe");
	m->mad = measured_number_of(line, "mad");
	m->ghz = measured_number_of(line, "ghz");
}

/* False when the line is not a result. */
static bool measured_read_line(struct arena *a, const json_t *line, struct measurement *m)
{
	m->op = measured_text_of(a, line, "op");
	m->each = range_of(line);
	m->when = measured_text_of(a, line, "when");
	m->time = time_of(m->when);
	read_figures(a, json_object_get(line, "figures"), m);
	if (!m->op.len || !m->time)
		return false;
	if (!m->named_count && (!range_fits(m->each) || !str_eq(measured_text_of(a, line, "unit"), S("s"))))
		return false;
	m->tool = measured_text_of(a, line, "tool");
	m->origin = measured_text_of(a, line, "origin");
	m->what = measured_text_of(a, line, "what");
	m->group = measured_text_of(a, line, "group");
	m->best = measured_number_of(line, "best");
	m->spread = measured_number_of(line, "spread");
	m->bytes = measured_number_of(line, "bytes");
	m->verdict = measured_text_of(a, line, "verdict");
	m->seen = measured_text_of(a, line, "seen");
	m->steady = json_is_true(json_object_get(line, "steady"));
	m->class = measured_text_of(a, line, "class");
	m->lib = measured_text_of(a, line, "lib");
	m->bote = measured_text_of(a, line, "bote");
	m->rev = measured_count_of(line, "rev");
	m->threads = measured_count_of(line, "threads");
	read_samples(a, line, m);
	measured_read_parts(a, line, m);
	return true;
}

/* ---- a file ---- */

/* What was left out while reading. */
struct leavings {
	unsigned damaged, first_damaged, foreign;
};

static void measured_warn(struct measured *m, const char *path, const struct leavings *l)
{
	if (l->damaged > 1)
		m->warning = arena_printf(&m->arena, "%s:%u: this line and %u more are damaged and left out", path,
		                          l->first_damaged, l->damaged - 1);
	else if (l->damaged)
		m->warning = arena_printf(&m->arena, "%s:%u: this line is damaged and left out", path, l->first_damaged);
	else if (l->foreign)
		m->warning = arena_printf(&m->arena, "%s: %u result%s of another machine %s not used", path, l->foreign,
		                          l->foreign == 1 ? "" : "s", l->foreign == 1 ? "is" : "are");
}

static void measured_take_line(struct measured *m, struct str text, unsigned number, const char *machine_id,
                               struct leavings *l)
{
	json_t *line = json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, NULL);
	struct measurement *r = arena_new(&m->arena, struct measurement);

	if (!json_is_object(line) || !measured_read_line(&m->arena, line, r)) {
		if (!l->damaged++)
			l->first_damaged = number;
	} else if (machine_id && !str_eq(r->machine_id, str_from_c(machine_id)))
		l->foreign++;
	else {
		r->before = map_get(&m->newest, r->op);
		map_put(&m->newest, r->op, r);
	}
	json_decref(line);
}

static void measured_take_text(struct measured *m, struct str rest, const char *machine_id, const char *path)
{
	struct leavings left = {0};
	struct str line;
	unsigned number = 0;

	while (str_next_line(&rest, &line)) {
		number++;
		line = str_trim(line);
		if (line.len)
			measured_take_line(m, line, number, machine_id, &left);
	}
	measured_warn(m, path, &left);
	m->all = arena_array(&m->arena, const struct measurement *, m->newest.used + 1);
	for (uint32_t i = 0; i < m->newest.used; i++)
		m->all[m->count++] = m->newest.entries[i].value;
}

/* Where there is an error nothing is taken of what was read until then. */
static struct measured *measured_made_of(const char *path, const char *machine_id, int error, struct buf *text)
{
	struct measured *m = xcalloc(1, sizeof(*m));

	arena_init(&m->arena);
	m->error = error;
	measured_take_text(m, error ? S("") : buf_str(text), machine_id, path);
	buf_release(text);
	return m;
}

struct measured *measured_load(const char *path, const char *machine_id)
{
	struct buf text = {0};
	int error = fs_read_kept(path, LIMIT, &text);

	return measured_made_of(path, machine_id, error == ENOENT || error == ENOTDIR ? 0 : error, &text);
}

struct measured *measured_read(const char *path)
{
	struct buf text = {0};
	int error = fs_read(path, LIMIT, &text);

	return measured_made_of(path, NULL, error, &text);
}

struct measured *measured_parse(struct str text)
{
	struct measured *m = xcalloc(1, sizeof(*m));

	arena_init(&m->arena);
	measured_take_text(m, text, NULL, "results");
	return m;
}

void measured_free(struct measured *m)
{
	if (!m)
		return;
	map_release(&m->newest);
	arena_release(&m->arena);
	free(m);
}

struct str measured_warning(const struct measured *m)
{
	return m->warning;
}

int measured_error(const struct measured *m)
{
	return m->error;
}

const struct measurement *const *measured_all(const struct measured *m, unsigned *count)
{
	*count = m->count;
	return m->all;
}

const struct measurement *measured_operation(const struct measured *m, struct str op)
{
	return map_get(&m->newest, op);
}
