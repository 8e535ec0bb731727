/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_compare.c - stored results beside published figures, or beside those of another machine. Measures nothing. */
#include <math.h>
#include <string.h>

#include "base/fs.h"
#include "command/bench_request.h"
#include "command/command_all.h"
#include "sheet/facts.h"
#include "value/format.h"
#include "value/number.h"

/* A ratio beyond this to either side is marked: the two do not measure the same thing, or something is amiss. */
#define FAR 3

/* ---- which ---- */

static bool bench_compare_wanted(const struct bench_request *r, const struct measurement *m)
{
	for (size_t i = 0; i < r->name_count; i++)
		if (str_eq(r->names[i], m->op) || str_eq(r->names[i], m->group))
			return true;
	return !r->name_count;
}

static struct measured *load_own(struct bench_request *r)
{
	struct machine machine;
	struct outcome *o = r->o;
	const char *folder = measured_folder(&o->arena, r->state), *path;
	struct measured *m;
	unsigned count;

	machine_read(&machine, "");
	path = folder ? measured_path(&o->arena, folder, machine.id) : "";
	m = measured_load(path, machine.id);
	if (measured_warning(m).len)
		diag_warn(&o->diag, (struct span){0, 0}, "%.*s", STR(measured_warning(m)));
	if (measured_error(m)) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s", path, fs_error(measured_error(m)));
		o->status = STATUS_FILE;
	} else if (measured_all(m, &count), !count) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "nothing has been measured on this machine yet");
		diag_hint(&o->diag, "run 'bote bench'");
		o->status = STATUS_INPUT;
	} else
		return m;
	measured_free(m);
	return NULL;
}

/* ---- lines ---- */

/* Of seconds, or of bytes a second. */
static struct type bench_compare_type(struct bench_request *r, enum measured_unit unit)
{
	struct type t = type_plain();
	struct units second;
	struct factor scale = FACTOR_ONE;
	unsigned flags = 0;

	unit_lookup(session_engine(r->session)->units, S("s"), &second, &scale, &flags);
	t.units = second;
	if (unit != MEASURED_TIME) {
		unit_lookup(session_engine(r->session)->units, S("B"), &t.units, &scale, &flags);
		units_times(&t.units, &second, -1, &scale);
	}
	return t;
}

static void bench_compare_add(struct bench_request *r, struct str name, double ours, double theirs,
                              enum measured_unit unit, struct str remark)
{
	struct arena *a = &r->o->arena;
	struct type t = bench_compare_type(r, unit);
	struct field *row = table_row(r->o->tables);

	row[0] = field_text(arena_str(a, name));
	row[1] = field_number(a, &t, number_round(ours, 3));
	row[2] = field_number(a, &t, number_round(theirs, 3));
	row[3] = field_ratio(ours / theirs);
	row[4] = field_text(remark);
}

static void bench_compare_begin(struct outcome *o, const char *theirs)
{
	const char *const heads[] = {"operation", "measured", theirs, "ratio", "remark"};

	o->tables = table_new(&o->arena, "bench", 5);
	table_heads(o->tables, heads);
}

/* ---- published figures ---- */

/* The number in seconds or bytes a second, or 0 when it is none. */
static double reference(const struct fact *f, enum measured_unit unit)
{
	struct buf name = {0};
	bool fits;

	format_raw_unit(&name, &f->value);
	fits = strcmp(buf_c(&name), unit == MEASURED_TIME ? "s" : "B/s") == 0;
	buf_release(&name);
	return fits ? format_raw_number(&f->value, 0) : 0;
}

/* `ref.NAME` of the operation or of its bandwidth, whichever there is; both if both. */
static void against_one(struct bench_request *r, const struct measured *own, struct str cell_name)
{
	struct outcome *o = r->o;
	struct str name = arena_printf(&o->arena, "ref.%.*s", STR(cell_name));
	const struct fact *f = facts_find(session_facts(r->session), name, NULL);
	struct measured_cell cell;
	double theirs, ratio;
	struct str remark;

	if (!f || !measured_find(own, cell_name, &cell))
		return;
	theirs = reference(f, cell.unit);
	if (theirs <= 0)
		return;
	ratio = cell.range.value / theirs;
	remark = arena_printf(&o->arena, "%s%.*s; %.*s", ratio > FAR || ratio < 1.0 / FAR ? "! " : "", STR(f->text),
	                      STR(f->origin));
	bench_compare_add(r, cell_name, cell.range.value, theirs, cell.unit, remark);
}

/* What is said where there is no row; returns true. */
static bool bench_compare_any(struct outcome *o, const char *none)
{
	if (o->tables->row_count)
		return true;
	o->tables = NULL;
	buf_printf(&o->output, "%s\n", none);
	return true;
}

static bool against(struct bench_request *r, const struct measured *own)
{
	struct outcome *o = r->o;
	unsigned count;
	const struct measurement *const *all = measured_all(own, &count);

	bench_compare_begin(o, "published");
	for (unsigned i = 0; i < count; i++) {
		if (!bench_compare_wanted(r, all[i]))
			continue;
		against_one(r, own, all[i]->op);
		against_one(r, own, arena_printf(&o->arena, "%.*s_bw", STR(all[i]->op)));
	}
	if (o->tables->row_count)
		table_line(o->tables,
		           "! beyond a factor of three: another kind of machine or device, or another way of asking");
	return bench_compare_any(o, "none of these has a published figure");
}

/* ---- another machine ---- */

/* A difference is one only beyond the two spreads together. */
static const char *bench_compare_difference(const struct measurement *a, const struct measurement *b)
{
	double off = fabs(a->each.value / b->each.value - 1);

	if (a->rev != b->rev)
		return "not comparable: the benchmark has changed";
	if (off <= a->spread + b->spread || off <= 0.02)
		return "no difference beyond the spread";
	return a->each.value < b->each.value ? "faster" : "slower";
}

static bool bench_compare_compare(struct bench_request *r, const struct measured *own)
{
	struct outcome *o = r->o;
	struct measured *other = measured_read(r->compare);
	unsigned count;
	const struct measurement *const *all = measured_all(own, &count);
	bool there = !measured_error(other);

	if (measured_warning(other).len)
		diag_warn(&o->diag, (struct span){0, 0}, "%.*s", STR(measured_warning(other)));
	bench_compare_begin(o, "other");
	for (unsigned i = 0; i < count && there; i++) {
		const struct measurement *b = measured_operation(other, all[i]->op);

		if (!b || !bench_compare_wanted(r, all[i]))
			continue;
		if (!o->tables->row_count)
			o->tables->title = arena_printf(&o->arena, "other: %.*s, %u CPUs", STR(b->cpu), b->cpus);
		bench_compare_add(r, all[i]->op, all[i]->each.value, b->each.value, MEASURED_TIME,
		                  str_from_c(bench_compare_difference(all[i], b)));
	}
	if (!there) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s", r->compare,
		          fs_error(measured_error(other)));
		o->status = STATUS_FILE;
		o->tables = NULL;
	} else
		bench_compare_any(o, arena_printf(&o->arena, "%s has no results to compare with", r->compare).p);
	measured_free(other);
	return there;
}

bool bench_compare(struct bench_request *r)
{
	struct measured *own = load_own(r);
	bool fine;

	if (!own)
		return false;
	fine = r->compare ? bench_compare_compare(r, own) : against(r, own);
	measured_free(own);
	return fine;
}
