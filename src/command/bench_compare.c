/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_compare.c - stored results beside published figures, or beside those of another machine. Measures nothing. */
#include <math.h>
#include <string.h>

#include "base/fs.h"
#include "command/bench_request.h"
#include "command/bench_text.h"
#include "command/command_all.h"
#include "sheet/facts.h"
#include "value/format.h"
#include "value/scaled.h"

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

static void bench_compare_put_line(struct grid *g, struct str name, double ours, double theirs, enum measured_unit unit,
                                   struct str remark)
{
	struct str *row = grid_row(g);
	struct buf ratio = {0};

	scaled_write(&ratio, ours / theirs, scale_one);
	row[0] = name;
	row[1] = bench_text_cell(g->a, ours, unit);
	row[2] = bench_text_cell(g->a, theirs, unit);
	row[3] = buf_take(&ratio, g->a);
	row[4] = remark;
}

static void bench_compare_init(struct grid *g, struct arena *a, const char *theirs)
{
	const char *const heads[] = {"operation", "measured", theirs, "ratio", ""};

	grid_init(g, a, 5);
	g->indent = 2;
	g->heads = true;
	for (unsigned k = 0; k < 5; k++)
		g->columns[k].head = str_from_c(heads[k]);
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
static void against_one(struct bench_request *r, const struct measured *own, struct str cell_name, struct grid *g)
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
	remark = arena_printf(&o->arena, "%s%.*s; %.*s", ratio > FAR || ratio < 1.0 / FAR ? "! " : "  ", STR(f->text),
	                      STR(f->origin));
	bench_compare_put_line(g, cell_name, cell.range.value, theirs, cell.unit, remark);
}

static bool against(struct bench_request *r, const struct measured *own)
{
	struct outcome *o = r->o;
	unsigned count;
	const struct measurement *const *all = measured_all(own, &count);
	struct grid g;

	bench_compare_init(&g, &o->arena, "published");
	for (unsigned i = 0; i < count; i++) {
		if (!bench_compare_wanted(r, all[i]))
			continue;
		against_one(r, own, all[i]->op, &g);
		against_one(r, own, arena_printf(&o->arena, "%.*s_bw", STR(all[i]->op)), &g);
	}
	grid_write(&g, &(struct grid_pen){.out = &o->output});
	buf_add_c(&o->output,
	          g.row_count
	              ? "\n! beyond a factor of three: another kind of machine or device, or another way of asking\n"
	              : "none of these has a published figure\n");
	return true;
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
	struct grid g;
	bool there = !measured_error(other);

	if (measured_warning(other).len)
		diag_warn(&o->diag, (struct span){0, 0}, "%.*s", STR(measured_warning(other)));
	bench_compare_init(&g, &o->arena, "other");
	for (unsigned i = 0; i < count && there; i++) {
		const struct measurement *b = measured_operation(other, all[i]->op);

		if (!b || !bench_compare_wanted(r, all[i]))
			continue;
		if (!g.row_count)
			buf_printf(&o->output, "other: %.*s, %u CPUs\n\n", STR(b->cpu), b->cpus);
		bench_compare_put_line(&g, all[i]->op, all[i]->each.value, b->each.value, MEASURED_TIME,
		                       str_from_c(bench_compare_difference(all[i], b)));
	}
	if (!there) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s", r->compare,
		          fs_error(measured_error(other)));
		o->status = STATUS_FILE;
	} else if (g.row_count)
		grid_write(&g, &(struct grid_pen){.out = &o->output});
	else
		buf_printf(&o->output, "%s has no results to compare with\n", r->compare);
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
