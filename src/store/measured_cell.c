/* SPDX-License-Identifier: GPL-3.0-or-later */
/* measured_cell.c - the names that come from an operation, whether they are out of date, and where they are from. */
#include <string.h>

#include "store/measured.h"

enum { STALE_DAYS = 90 };

static struct measured_range inverse(struct measured_range r, double of)
{
	return (struct measured_range){of / r.value, of / r.high, of / r.low};
}

static struct measured_range measured_cell_times(struct measured_range r, double factor)
{
	return (struct measured_range){r.value * factor, r.low * factor, r.high * factor};
}

/* ---- endings ---- */

typedef bool (*cell_fn)(const struct measurement *m, struct measured_cell *out);

static bool measured_cell_cell(struct measured_cell *out, struct measured_range r, enum measured_unit unit)
{
	out->range = r;
	out->unit = unit;
	return r.value > 0;
}

/* No number of its own: those with endings are `named`. */
static bool each(const struct measurement *m, struct measured_cell *out)
{
	return measured_cell_cell(out, m->each, MEASURED_TIME);
}

static bool measured_cell_rate(const struct measurement *m, struct measured_cell *out)
{
	return m->each.value > 0 && measured_cell_cell(out, inverse(m->each, 1), MEASURED_RATE);
}

static bool all(const struct measurement *m, struct measured_cell *out)
{
	return measured_cell_cell(out, m->all, MEASURED_RATE);
}

static bool measured_cell_bandwidth(const struct measurement *m, struct measured_cell *out)
{
	return m->each.value > 0 && measured_cell_cell(out, inverse(m->each, m->bytes), MEASURED_BANDWIDTH);
}

static bool all_bandwidth(const struct measurement *m, struct measured_cell *out)
{
	return measured_cell_cell(out, measured_cell_times(m->all, m->bytes), MEASURED_BANDWIDTH);
}

static bool p50(const struct measurement *m, struct measured_cell *out)
{
	return measured_cell_cell(out, m->p50, MEASURED_TIME);
}

static bool p99(const struct measurement *m, struct measured_cell *out)
{
	return measured_cell_cell(out, m->p99, MEASURED_TIME);
}

/* Longer ones first. `what`: see struct measured_cell. */
static const struct {
	const char *ending;
	cell_fn get;
	const char *what;
} cells[] = {
	{"_all_bw", all_bandwidth, ": bytes in a second, on all CPUs at once"},
	{"_rate", measured_cell_rate, ": in a second, on one CPU"},
	{"_all", all, ": in a second, on all CPUs at once"},
	{"_bw", measured_cell_bandwidth, ": bytes in a second, on one CPU"},
	{"_p50", p50, ": half of single calls take less"},
	{"_p99", p99, ": 99 of 100 single calls take less"},
	{"", each, ""},
};

/* Names of the extra figures that operations have. */
static const char *const extras[] = {"_hit_ratio", "_bytes_entry", "_server_cpu", "_ratio"};

const void *measured_cell_operation(struct str cell, const void *(*find)(void *ctx, struct str op), void *ctx)
{
	enum { CELLS = sizeof(cells) / sizeof(cells[0]), EXTRAS = sizeof(extras) / sizeof(extras[0]) };
	const void *found = find(ctx, cell);

	for (size_t i = 0; i < CELLS + EXTRAS && !found; i++) {
		struct str ending = str_from_c(i < CELLS ? cells[i].ending : extras[i - CELLS]);

		if (str_ends(cell, ending))
			found = find(ctx, str_cut(cell, 0, cell.len - ending.len));
	}
	return found;
}

enum measured_unit measured_extra_unit(struct str extra)
{
	if (str_starts(extra, S("bytes")))
		return MEASURED_DATA;
	return str_ends(extra, S("cpu")) ? MEASURED_TIME : MEASURED_NUMBER;
}

static bool named_cell(const struct measurement *r, const struct measured_named *n, struct str name,
                       struct measured_cell *out)
{
	out->of = r;
	out->ending = str_cut(name, r->op.len, name.len);
	out->named = n;
	return measured_cell_cell(out, n->range, n->unit);
}

/* "web" and "p99" of "web_p99". */
static bool find_named(const struct measured *m, struct str name, struct measured_cell *out)
{
	for (size_t i = str_find_char(name, '_', 0);; i = str_find_char(name, '_', i + 1)) {
		const struct measurement *r = measured_operation(m, str_cut(name, 0, i));
		struct str ending = str_cut(name, i + 1, name.len);

		for (unsigned k = 0; r && k < r->named_count; k++)
			if (str_eq(r->named[k].ending, ending))
				return named_cell(r, &r->named[k], name, out);
		if (i >= name.len)
			return false;
	}
}

/* "lru_get" and "hit_ratio" of "lru_get_hit_ratio": the operation may itself have any number of "_". */
static bool find_extra(const struct measured *m, struct str name, struct measured_cell *out)
{
	for (size_t i = str_find_char(name, '_', 0); i < name.len; i = str_find_char(name, '_', i + 1)) {
		const struct measurement *r = measured_operation(m, str_cut(name, 0, i));
		struct str ending = str_cut(name, i + 1, name.len);

		for (unsigned k = 0; r && k < r->extra_count; k++)
			if (str_eq(r->extra[k].name, ending)) {
				double v = r->extra[k].value;

				out->of = r;
				out->ending = str_cut(name, i, name.len);
				return measured_cell_cell(out, (struct measured_range){v, v, v}, measured_extra_unit(ending));
			}
	}
	return false;
}

bool measured_find(const struct measured *m, struct str name, struct measured_cell *out)
{
	*out = (struct measured_cell){0};
	if (find_named(m, name, out))
		return true;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		struct str ending = str_from_c(cells[i].ending);

		if (!str_ends(name, ending))
			continue;
		out->of = measured_operation(m, str_cut(name, 0, name.len - ending.len));
		out->ending = ending;
		out->what = cells[i].what;
		if (out->of && cells[i].get(out->of, out))
			return true;
	}
	out->what = NULL;
	return find_extra(m, name, out);
}

static void measured_cell_each_of(const struct measurement *m, struct buf *name,
                                  void (*visit)(void *ctx, struct str cell), void *ctx)
{
	struct measured_cell c;

	for (size_t i = sizeof(cells) / sizeof(cells[0]); i-- > 0;) {
		buf_reset(name);
		buf_printf(name, "%.*s%s", STR(m->op), cells[i].ending);
		if (cells[i].get(m, &c))
			visit(ctx, buf_str(name));
	}
	for (unsigned i = 0; i < m->named_count; i++) {
		buf_reset(name);
		buf_printf(name, "%.*s%s%.*s", STR(m->op), m->named[i].ending.len ? "_" : "", STR(m->named[i].ending));
		visit(ctx, buf_str(name));
	}
	for (unsigned i = 0; i < m->extra_count; i++) {
		buf_reset(name);
		buf_printf(name, "%.*s_%.*s", STR(m->op), STR(m->extra[i].name));
		visit(ctx, buf_str(name));
	}
}

void measured_each(const struct measured *m, void (*visit)(void *ctx, struct str cell), void *ctx)
{
	struct buf name = {0};
	unsigned count;
	const struct measurement *const *list = measured_all(m, &count);

	for (unsigned i = 0; i < count; i++)
		measured_cell_each_of(list[i], &name, visit, ctx);
	buf_release(&name);
}

/* ---- out of date ---- */

bool measured_stale(const struct measurement *m, const struct machine *now, int64_t time, unsigned rev, struct str lib,
                    struct buf *why)
{
	size_t before = why->len;
	int64_t age = (time - m->time) / 86400;

	if (age > STALE_DAYS)
		buf_clause(why, "%lld days old", (long long)age);
	if (m->kernel.len && *now->kernel && !str_eq(m->kernel, str_from_c(now->kernel)))
		buf_clause(why, "measured on Linux %.*s, this is %s", STR(m->kernel), now->kernel);
	if (rev && m->rev != rev)
		buf_clause(why, "the benchmark has changed since");
	if (lib.len && m->lib.len && !str_eq(lib, m->lib))
		buf_clause(why, "measured with %.*s, this is %.*s", STR(m->lib), STR(lib));
	return why->len > before;
}

bool measured_is_imported(const struct measurement *m)
{
	return m->tool.len > 0;
}

double measured_figure_of(const struct measurement *m, struct str name)
{
	for (unsigned i = 0; i < m->named_count; i++)
		if (str_eq(m->named[i].ending, name))
			return m->named[i].range.value;
	return 0;
}

void measured_provenance(const struct measurement *m, struct buf *out)
{
	if (m->origin.len) {
		buf_printf(out, "%.*s%s%.*s", STR(m->origin), m->verdict.len ? ", " : "", STR(m->verdict));
		return;
	}
	buf_printf(out, "measured %.*s on %.*s, %u CPU%s", STR(str_cut(m->when, 0, 10)), STR(m->cpu), m->cpus,
	           m->cpus == 1 ? "" : "s");
	if (m->virt.len && !str_eq(m->virt, S("none")))
		buf_printf(out, ", %.*s", STR(m->virt));
	if (m->bote.len)
		buf_printf(out, ", bote %.*s", STR(m->bote));
	if (m->verdict.len)
		buf_printf(out, ", %.*s", STR(m->verdict));
}
