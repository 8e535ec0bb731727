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
#include "base/now.h"
#include "store/member.h"

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

/* A whole number of things; 0 for what is none. */
static unsigned measured_count_of(const json_t *object, const char *key)
{
	double n = member_number(object, key);

	return n >= 0 && n <= 1e9 ? (unsigned)n : 0;
}

static struct measured_range range_of(const json_t *object)
{
	return (struct measured_range){member_number(object, "value"), member_number(object, "low"),
	                               member_number(object, "high")};
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

/* "2026-11-23T18:27:05Z"; 0 when it is no such date. */
static int64_t time_of(struct str when)
{
	unsigned y, mo, d, h, mi, s;
	char z;

	if (when.len != 20 || sscanf(when.p, "%4u-%2u-%2uT%2u:%2u:%2u%c", &y, &mo, &d, &h, &mi, &s, &z) != 7 || z != 'Z')
		return 0;
	return now_days(y, mo, d) * 86400 + h * 3600 + mi * 60 + s;
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
	m->p50 = optional(json_object_get(line, "p50"));
	m->p99 = optional(json_object_get(line, "p99"));
	m->machine_id = member_str(a, machine, "id");
	m->cpu = member_str(a, machine, "cpu");
	m->virt = member_str(a, machine, "virt");
	m->kernel = member_str(a, machine, "kernel");
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
		n->unit = measured_unit_of(member_str(a, value, "unit"), &n->noun);
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
	m->mad = member_number(line, "mad");
	m->ghz = member_number(line, "ghz");
}

/* False when the line is not a result. */
static bool measured_read_line(struct arena *a, const json_t *line, struct measurement *m)
{
	m->op = member_str(a, line, "op");
	m->each = range_of(line);
	m->when = member_str(a, line, "when");
	m->time = time_of(m->when);
	read_figures(a, json_object_get(line, "figures"), m);
	if (!m->op.len || !m->time)
		return false;
	if (!m->named_count && (!range_fits(m->each) || !str_eq(member_str(a, line, "unit"), S("s"))))
		return false;
	m->tool = member_str(a, line, "tool");
	m->origin = member_str(a, line, "origin");
	m->what = member_str(a, line, "what");
	m->group = member_str(a, line, "group");
	m->best = member_number(line, "best");
	m->spread = member_number(line, "spread");
	m->bytes = member_number(line, "bytes");
	m->verdict = member_str(a, line, "verdict");
	m->seen = member_str(a, line, "seen");
	m->steady = json_is_true(json_object_get(line, "steady"));
	m->class = member_str(a, line, "class");
	m->lib = member_str(a, line, "lib");
	m->bote = member_str(a, line, "bote");
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
