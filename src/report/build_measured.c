/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_measured.c - the measured numbers that the estimate uses, each beside the published one. */
#include "report/build_parts.h"
#include "sheet/moved.h"
#include "store/trust.h"
#include "value/number.h"

/* A ratio beyond this to either side: the two do not measure the same thing, or the machine is of another kind. */
#define FAR 3

/* ---- which ---- */

/* Measured, or to be measured: not those that the sheet names as published. */
static bool build_measured_belongs(const struct fact *f)
{
	return f->of.len > 0;
}

/* ---- one row ---- */

static struct str build_measured_cell_of(const struct fact *f)
{
	size_t dot = str_find_char(f->name, '.', 0);

	return str_cut(f->name, dot + 1, f->name.len);
}

static const struct fact *build_measured_published(struct build *b, const struct fact *f)
{
	if (!f->measured)
		return f;
	return facts_find(b->options->facts, arena_printf(b->a, "ref.%.*s", STR(build_measured_cell_of(f))), NULL);
}

static struct str value_text(struct build *b, const struct fact *f)
{
	struct doc_value v = doc_value(b->a, &f->value, &b->format);

	return doc_value_signed(b->a, &v);
}

/* "100 … 110 ns", of a range */
static struct str range_text(struct build *b, const struct fact *f)
{
	struct doc_value v = doc_value(b->a, &f->value, &b->format);
	size_t end = str_find_char(v.second, ',', 0);

	while (end + 1 < v.second.len && v.second.p[end + 1] != ' ') /* "1,200 … 1,300 ns, 90 %" */
		end = str_find_char(v.second, ',', end + 1);
	return f->value.spread ? str_cut(v.second, 0, end) : S("\xe2\x80\x93");
}

static double build_measured_ratio_of(const struct fact *measured, const struct fact *ref)
{
	return measured->measured && ref ? value_ratio(&ref->value, &measured->value) : 0;
}

static struct str ratio_text(struct build *b, double ratio)
{
	struct buf text = {0};

	number_write(&text, ratio, ratio < 1 || ratio >= 10 ? 2 : 3, NUMBER_PLAIN);
	return doc_take(b->a, &text);
}

/*
 * "AMD EPYC family 25 model 17, 2 CPUs, kvm"; of a load test what it asked for as well; of what was imported, from
 * which file, by which tool, where.
 */
static struct str processor(struct build *b, const struct measurement *m)
{
	bool virtual = m->virt.len && !str_eq(m->virt, S("none"));
	struct str kind = virtual ? arena_printf(b->a, ", %.*s", STR(m->virt)) : S("");

	if (measured_is_imported(m))
		return build_text(b, m->origin);
	return build_text(b, arena_printf(b->a, "%.*s%s%.*s, %u CPU%s%.*s", STR(m->origin), m->origin.len ? "; " : "",
	                                  STR(m->cpu), m->cpus, m->cpus == 1 ? "" : "s", STR(kind)));
}

static void build_measured_add_row(struct build *b, const struct fact *f, struct doc_table *t)
{
	const struct fact *ref = build_measured_published(b, f);
	struct str none = S("\xe2\x80\x93");
	double ratio = build_measured_ratio_of(f, ref);

	table_texts(t, build_text(b, f->name), f->measured ? value_text(b, f) : none, f->measured ? range_text(b, f) : none,
	            ref ? value_text(b, ref) : none, ratio > 0 ? ratio_text(b, ratio) : none,
	            f->measured ? build_text(b, str_cut(f->measured->when, 0, 10)) : none,
	            f->measured ? build_text(b, f->measured->verdict) : S("not measured"),
	            f->measured ? processor(b, f->measured) : none)
		->value = &f->value;
}

static void build_measured_add_table(struct build *b, const struct fact *const *facts, uint32_t count, bool with_origin)
{
	const struct doc_column columns[] = {
		{.key = "name", .title = S("Name"), .code = true},
		{.key = "measured", .title = S("Measured"), .figures = true},
		{.key = "range", .title = S("90 %"), .figures = true},
		{.key = "published", .title = S("Published"), .figures = true},
		{.key = "ratio", .title = S("Ratio"), .figures = true},
		{.key = "date", .title = S("Date")},
		{.key = "verdict", .title = S("Verdict")},
		{.key = "processor", .title = with_origin ? S("From") : S("Processor")},
	};
	struct doc_table *t = doc_table(b->a, "measured", columns, sizeof(columns) / sizeof(columns[0]));

	for (uint32_t i = 0; i < count; i++)
		build_measured_add_row(b, facts[i], t);
	doc_add(b->doc, DOC_TABLE)->table = t;
}

/* ---- sentences ---- */

static void tell_of_rest(struct build *b, const struct fact *const *facts, uint32_t count)
{
	unsigned far = 0, missing = 0, measured = 0, imported = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct fact *f = facts[i];
		double ratio = build_measured_ratio_of(f, build_measured_published(b, f));

		far += ratio > FAR || (ratio > 0 && ratio < 1.0 / FAR);
		missing += !f->measured;
		measured += f->measured && !f->measured->origin.len;
		imported += f->measured && measured_is_imported(f->measured);
		if (f->stale.len)
			doc_item(b->doc,
			         build_text(b, arena_printf(b->a, "%.*s is out of date: %.*s.", STR(f->name), STR(f->stale))));
		if (f->measured && f->measured->seen.len && verdict_is_doubtful(f->measured->verdict))
			doc_item(b->doc, build_text(b, arena_printf(b->a, "%.*s: %.*s.", STR(f->name), STR(f->measured->seen))));
	}
	if (measured)
		doc_prose(b->doc, S("A benchmark is a floor: its loop is hot, alone, and has nothing around it."));
	if (imported)
		doc_prose(b->doc, S("What was imported is of another machine, and as good as the tool that measured it."));
	if (far)
		doc_prose(b->doc,
		          S("A ratio beyond a factor of three: another kind of machine or device, or another way of asking."));
	if (missing)
		doc_prose(b->doc, S("Where nothing was measured here the published figure is used; bote bench measures it."));
}

/* What of them are there? Those of other machines; those that say themselves where they are from. */
static void build_measured_look_at(const struct fact *const *facts, uint32_t count, bool *imported, bool *origin)
{
	*imported = *origin = false;
	for (uint32_t i = 0; i < count; i++)
		if (facts[i]->measured) {
			*imported = *imported || measured_is_imported(facts[i]->measured);
			*origin = *origin || facts[i]->measured->origin.len > 0;
		}
}

/* ---- parameters that were measured, written down in the sheet ---- */

static bool is_written_down(struct build *b, const struct entry *e)
{
	static const char *const begins[] = {MEASURED_LOAD, MEASURED_IMPORT, MEASURED_PROFILE};
	const struct cell *c = e->cell;

	if (!c || c->given || !b->needed[c->index])
		return false;
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (str_starts(c->more->origin, str_from_c(begins[i])))
			return true;
	return false;
}

static void add_written_down(struct build *b)
{
	static const struct doc_column columns[] = {
		{.key = "name", .title = S("Name"), .code = true},
		{.key = "value", .title = S("Value"), .figures = true},
		{.key = "what", .title = S("What")},
		{.key = "from", .title = S("Measured by")},
	};
	struct doc_table *t = doc_table(b->a, "measured_before", columns, sizeof(columns) / sizeof(columns[0]));

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		struct str value, from;

		if (!is_written_down(b, e))
			continue;
		if (!build_assumption(b, e->cell, &value, &from))
			value = S("\xe2\x80\x93");
		table_texts(t, build_text(b, e->cell->name), value, build_text(b, e->cell->more->text),
		            build_text(b, e->cell->more->origin));
	}
	doc_add(b->doc, DOC_TABLE)->table = t;
}

void build_measured(struct build *b)
{
	struct behind x;
	const struct fact **facts;
	uint32_t count = 0;
	bool imported, origin, written = false;

	behind_init(&x, b->sheet, b->a);
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		build_look(b, &x, sheet_entry(b->sheet, i));
		written = written || is_written_down(b, sheet_entry(b->sheet, i));
	}
	facts = arena_array(b->a, const struct fact *, x.count + 1);
	for (size_t i = 0; i < x.count; i++)
		if (build_measured_belongs(x.facts[i]))
			facts[count++] = x.facts[i];
	behind_release(&x);
	if (!count && !written)
		return;
	build_measured_look_at(facts, count, &imported, &origin);
	doc_heading(b->doc, 2, imported || written ? S("Measured") : S("Measured on this machine"));
	if (written)
		add_written_down(b);
	if (!count)
		return;
	build_measured_add_table(b, facts, count, origin);
	tell_of_rest(b, facts, count);
}
