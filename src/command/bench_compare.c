/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_compare.c - stored results beside published figures, or beside those of another machine. Measures nothing. */
#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "command/bench_request.h"
#include "command/bench_text.h"
#include "command/command_all.h"
#include "sheet/facts.h"
#include "value/format.h"

enum { COLUMNS_OP = 22, COLUMN = 14 };

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
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s", path, strerror(measured_error(m)));
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

static void put_column(struct buf *out, double value, enum measured_unit unit)
{
	struct buf text = {0};

	bench_text_cell(&text, value, unit);
	list_column(out, buf_str(&text), COLUMN);
	buf_release(&text);
}

static void bench_compare_put_line(struct buf *out, struct str name, double ours, double theirs,
                                   enum measured_unit unit, const char *remark)
{
	buf_add_c(out, "  ");
	list_column(out, name, COLUMNS_OP);
	put_column(out, ours, unit);
	put_column(out, theirs, unit);
	buf_printf(out, "%-8.3g%s\n", ours / theirs, remark);
}

static void bench_compare_put_head(struct buf *out, const char *theirs)
{
	buf_add_c(out, "  ");
	list_column(out, S("operation"), COLUMNS_OP);
	list_column(out, S("measured"), COLUMN);
	list_column(out, str_from_c(theirs), COLUMN);
	buf_add_c(out, "ratio\n");
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
static unsigned against_one(struct bench_request *r, const struct measured *own, struct str cell_name)
{
	struct outcome *o = r->o;
	struct str name = arena_printf(&o->arena, "ref.%.*s", STR(cell_name));
	const struct fact *f = facts_find(session_facts(r->session), name, NULL);
	struct measured_cell cell;
	double theirs, ratio;
	struct str remark;

	if (!f || !measured_find(own, cell_name, &cell))
		return 0;
	theirs = reference(f, cell.unit);
	if (theirs <= 0)
		return 0;
	ratio = cell.range.value / theirs;
	remark = arena_printf(&o->arena, "%s%.*s; %.*s", ratio > FAR || ratio < 1.0 / FAR ? "! " : "  ", STR(f->text),
	                      STR(f->origin));
	bench_compare_put_line(&o->output, cell_name, cell.range.value, theirs, cell.unit, remark.p);
	return 1;
}

static bool against(struct bench_request *r, const struct measured *own)
{
	struct outcome *o = r->o;
	unsigned count, lines = 0;
	const struct measurement *const *all = measured_all(own, &count);

	bench_compare_put_head(&o->output, "published");
	for (unsigned i = 0; i < count; i++) {
		if (!bench_compare_wanted(r, all[i]))
			continue;
		lines += against_one(r, own, all[i]->op);
		lines += against_one(r, own, arena_printf(&o->arena, "%.*s_bw", STR(all[i]->op)));
	}
	if (lines)
		buf_add_c(&o->output,
		          "\n! beyond a factor of three: another kind of machine or device, or another way of asking\n");
	else {
		buf_reset(&o->output);
		buf_add_c(&o->output, "none of these has a published figure\n");
	}
	return true;
}

/* ---- another machine ---- */

/* A difference is one only beyond the two spreads together. */
static const char *bench_compare_difference(const struct measurement *a, const struct measurement *b)
{
	double off = fabs(a->each.value / b->each.value - 1);

	if (a->rev != b->rev)
		return "  not comparable: the benchmark has changed";
	if (off <= a->spread + b->spread || off <= 0.02)
		return "  no difference beyond the spread";
	return a->each.value < b->each.value ? "  faster" : "  slower";
}

static bool bench_compare_compare(struct bench_request *r, const struct measured *own)
{
	struct outcome *o = r->o;
	struct measured *other = measured_load(r->compare, NULL);
	unsigned count, lines = 0;
	const struct measurement *const *all = measured_all(own, &count);
	bool there = access(r->compare, R_OK) == 0;

	if (measured_warning(other).len)
		diag_warn(&o->diag, (struct span){0, 0}, "%.*s", STR(measured_warning(other)));
	for (unsigned i = 0; i < count && there; i++) {
		const struct measurement *b = measured_operation(other, all[i]->op);

		if (!b || !bench_compare_wanted(r, all[i]))
			continue;
		if (!lines++) {
			buf_printf(&o->output, "other: %.*s, %u CPUs\n\n", STR(b->cpu), b->cpus);
			bench_compare_put_head(&o->output, "other");
		}
		bench_compare_put_line(&o->output, all[i]->op, all[i]->each.value, b->each.value, MEASURED_TIME,
		                       bench_compare_difference(all[i], b));
	}
	if (!there) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s", r->compare, strerror(errno));
		o->status = STATUS_FILE;
	} else if (!lines)
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
