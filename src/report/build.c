/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.c - the order of a report, and its parts that are short. */
#include "algo/digest.h"
#include "base/map.h"
#include "report/build_parts.h"
#include "sheet/explain.h"
#include "value/number.h"

enum { WHITEBOARD_DIGITS = 2 };

/* ---- what is needed ---- */

/* The cells of the sheet's own, and what of them others use. */
static void add_own_roots(struct build *b)
{
	bool *used = arena_array(b->a, bool, sheet_cell_count(b->sheet) + 1);

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct cell *c = sheet_entry(b->sheet, i)->cell;

		for (uint32_t k = 0; c && k < c->need_count; k++)
			used[c->needs[k]->index] = true;
	}
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->cell && build_is_own(b, e) && !used[e->cell->index])
			build_root(b, e->cell);
	}
}

/* What is shown or checked, and all that nothing else uses; build_prose has added its own. */
static void build_find_needed(struct build *b)
{
	struct cell **all;
	uint32_t count;

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		const struct statement *st = e->statement;

		if (!build_is_own(b, e))
			continue;
		if (!e->cell && (st->kind == STATEMENT_CHECK || st->kind == STATEMENT_EXPRESSION ||
		                 ((st->kind == STATEMENT_BOX || st->kind == STATEMENT_FLOW) && st->expr)))
			build_need(b, &e->is, st->expr);
		for (uint32_t k = 0; st->kind == STATEMENT_SHOW && k < st->more->want_count; k++)
			build_need(b, &e->is, st->more->wants[k].value);
	}
	add_own_roots(b);
	all = sheet_needs(b->sheet, b->roots, b->root_count, b->a, &count);
	for (uint32_t i = 0; i < count; i++)
		b->needed[all[i]->index] = true;
	all = sheet_needs_taken(b->sheet, b->roots, b->root_count, b->a, &count);
	for (uint32_t i = 0; i < count; i++)
		b->taken[all[i]->index] = true;
}

/* ---- title, introduction ---- */

static struct str find_title(struct build *b)
{
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (build_is_own(b, e) && e->statement->kind == STATEMENT_HEADING && e->statement->level == 1 &&
		    e->statement->text.len) {
			b->title = i;
			return build_text(b, e->statement->text);
		}
	}
	b->title = UINT32_MAX;
	return build_text(b, b->options->title.len ? b->options->title : S("Estimate"));
}

/* The entry after the prose that comes before anything is computed. */
static uint32_t introduction_end(const struct build *b)
{
	uint32_t i;

	for (i = 0; i < sheet_entry_count(b->sheet); i++) {
		enum statement_kind kind = sheet_entry(b->sheet, i)->statement->kind;

		if (i != b->title && kind != STATEMENT_PROSE && kind != STATEMENT_SOURCE && kind != STATEMENT_SEE)
			break;
	}
	return i;
}

static void add_introduction(struct build *b, uint32_t end)
{
	for (uint32_t i = 0; i < end; i++)
		if (b->prose[i].len && i != b->sentence)
			doc_prose(b->doc, b->prose[i]);
}

/* ---- notes ---- */

/* The same note on many cells is said once. */
static void build_add_note(struct build *b, struct map *seen, struct str text)
{
	if (map_get(seen, text))
		return;
	if (!seen->live)
		doc_heading(b->doc, 2, S("Notes"));
	map_put(seen, text, b);
	doc_item(b->doc, text);
}

/* How the program read what it was given, and the sheet's sources. */
static void build_add_notes(struct build *b)
{
	struct map seen = {0};

	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->statement->kind == STATEMENT_SOURCE && build_is_own(b, e) &&
		    !str_starts(b->doc->provenance, build_text(b, e->statement->text)))
			build_add_note(b, &seen, arena_printf(b->a, "Source: %.*s", STR(build_text(b, e->statement->text))));
		if (!e->cell || (!build_is_own(b, e) && !b->needed[e->cell->index]))
			continue;
		for (const struct diag_item *said = e->cell->more->notes; said; said = said->next)
			build_add_note(b, &seen,
			               arena_printf(b->a, "%.*s: %.*s", STR(e->cell->name), STR(build_text(b, said->text))));
	}
	map_release(&seen);
}

/* ---- ranges ---- */

static bool build_is_uncertain(const struct build *b)
{
	for (uint32_t i = 0; i < sheet_cell_count(b->sheet); i++) {
		const struct cell *c = sheet_cell(b->sheet, i);

		if (b->needed[i] && c->state == CELL_READY && c->type->uncertain)
			return true;
	}
	return false;
}

/* What makes ranges the same again. */
static void tell_of_ranges(struct build *b)
{
	const struct engine *e = sheet_engine(b->sheet);
	struct buf samples = {0};

	if (!build_is_uncertain(b))
		return;
	number_write(&samples, e->samples, 12, NUMBER_PLAIN);
	b->doc->lead = S(
		"Of an uncertain number the median is first, then the range in which nine of ten cases lie (90 %): "
		"one in twenty is below it, one in twenty above.");
	b->doc->origin.sampling = arena_printf(b->a, "%s samples, seed %llu", buf_c(&samples), (unsigned long long)e->seed);
	buf_release(&samples);
}

/* ---- all of it ---- */

static void set_origin(struct build *b)
{
	struct doc_origin *o = &b->doc->origin;
	struct str input = b->options->input;
	char hash[DIGEST_HEX];

	*o = b->options->origin;
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet) && !input.len; i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (build_is_own(b, e) && e->is.source->name.len)
			input = e->is.source->text;
	}
	o->file = build_text(b, o->file);
	o->command = build_text(b, o->command);
	if (!input.len)
		return;
	digest_hex(DIGEST_SHA256, input.p, input.len, hash);
	o->hash = arena_str(b->a, str_from_c(hash));
}

const char *const report_sections[SECTION_COUNT] = {
	[SECTION_SUMMARY] = "summary",
	[SECTION_INTRODUCTION] = "introduction",
	[SECTION_ASSUMPTIONS] = "assumptions",
	[SECTION_PICTURE] = "picture",
	[SECTION_STEPS] = "steps",
	[SECTION_MACHINES] = "machines",
	[SECTION_CHARTS] = "charts",
	[SECTION_SCENARIOS] = "scenarios",
	[SECTION_CHECKS] = "checks",
	[SECTION_USUAL] = "usual",
	[SECTION_MEASURED] = "measured",
	[SECTION_NOTES] = "notes",
};

bool build_wanted(const struct build *b, enum report_section section)
{
	return !b->options->sections || (b->options->sections & 1u << section);
}

/* ---- the parts, each with its heading or nothing ---- */

static bool part_introduction(struct build *b)
{
	build_later_answers(b);
	add_introduction(b, introduction_end(b));
	return true;
}

/* On the first page it is already. */
static bool part_picture(struct build *b)
{
	return build_wanted(b, SECTION_SUMMARY) || build_picture(b);
}

static bool part_assumptions(struct build *b)
{
	build_assumptions(b);
	return true;
}

static bool part_steps(struct build *b)
{
	build_sections(b, introduction_end(b), NULL);
	build_records(b);
	return true;
}

/* Each sub-problem with what it takes for granted. */
static bool part_problems(struct build *b)
{
	build_overview(b);
	build_sections(b, introduction_end(b), build_assumption_table(b));
	build_records(b);
	return true;
}

static bool part_machines(struct build *b)
{
	build_machines(b);
	return true;
}

static bool part_checks(struct build *b)
{
	if (!build_wanted(b, SECTION_SUMMARY) || b->options->reader == READER_INTERVIEW)
		build_check_table(b, S("Checks"));
	return true;
}

static bool part_measured(struct build *b)
{
	build_measured(b);
	return build_labs(b);
}

static bool part_costs(struct build *b)
{
	build_costs(b);
	return true;
}

static bool part_notes(struct build *b)
{
	build_add_notes(b);
	return true;
}

struct part {
	enum report_section section;  /* by which it is wanted */
	bool (*add)(struct build *b); /* false with b->d filled */
};

const char *const report_readers[READER_COUNT] = {"", "interview", "review", "finance"};

static const struct part orders[READER_COUNT][SECTION_COUNT] = {
	[READER_ANY] = {{SECTION_INTRODUCTION, part_introduction},
                    {SECTION_PICTURE, part_picture},
                    {SECTION_ASSUMPTIONS, part_assumptions},
                    {SECTION_STEPS, part_steps},
                    {SECTION_MACHINES, part_machines},
                    {SECTION_CHARTS, build_charts},
                    {SECTION_SCENARIOS, build_scenarios},
                    {SECTION_CHECKS, part_checks},
                    {SECTION_USUAL, build_sanity},
                    {SECTION_MEASURED, part_measured},
                    {SECTION_NOTES, part_notes}},
	[READER_INTERVIEW] = {{SECTION_INTRODUCTION, part_introduction},
                          {SECTION_PICTURE, part_picture},
                          {SECTION_STEPS, part_problems},
                          {SECTION_CHECKS, part_checks}},
	[READER_REVIEW] = {{SECTION_INTRODUCTION, part_introduction},
                       {SECTION_PICTURE, part_picture},
                       {SECTION_SCENARIOS, build_scenarios},
                       {SECTION_ASSUMPTIONS, part_assumptions},
                       {SECTION_USUAL, build_sanity},
                       {SECTION_CHARTS, build_charts},
                       {SECTION_MACHINES, part_machines},
                       {SECTION_MEASURED, part_measured},
                       {SECTION_CHECKS, part_checks},
                       {SECTION_NOTES, part_notes},
                       {SECTION_STEPS, part_steps}},
	[READER_FINANCE] = {{SECTION_INTRODUCTION, part_introduction},
                        {SECTION_STEPS, part_costs},
                        {SECTION_MACHINES, part_machines},
                        {SECTION_SCENARIOS, build_scenarios},
                        {SECTION_CHECKS, part_checks},
                        {SECTION_NOTES, part_notes}},
};

/* Who waits is told what for. */
static void build_tell(const struct build *b, const char *part)
{
	if (b->options->part)
		b->options->part(b->options->part_ctx, part);
}

static bool add_body(struct build *b)
{
	const struct part *p = orders[b->options->reader];

	for (unsigned i = 0; i < SECTION_COUNT && p[i].add; i++) {
		if (!build_wanted(b, p[i].section))
			continue;
		build_tell(b, report_sections[p[i].section]);
		if (!p[i].add(b))
			return false;
	}
	return true;
}

static struct doc *build_all(struct sheet *s, const struct report_options *o, struct arena *a, struct diag *d)
{
	struct build b = {.sheet = s, .options = o, .format = o->format, .a = a, .d = d};

	b.format.ascii = false;
	b.format.brief = false;
	if (o->reader == READER_INTERVIEW && !b.format.digits)
		b.format.digits = WHITEBOARD_DIGITS;
	b.own = sheet_here(s, NULL).space;
	b.needed = arena_array(a, bool, sheet_cell_count(s) + 1);
	b.taken = arena_array(a, bool, sheet_cell_count(s) + 1);
	b.prose = arena_array(a, struct str, sheet_entry_count(s) + 1);
	b.sentence = UINT32_MAX;
	b.doc = doc_new(a, o->format.texts);
	b.doc->title = find_title(&b);
	set_origin(&b);
	build_tell(&b, "samples");
	if (!sheet_sample_all(s, d) || !build_prose(&b) || !build_answers(&b))
		return NULL;
	build_find_needed(&b);
	if (!build_fleets(&b))
		return NULL;
	tell_of_ranges(&b);
	build_tell(&b, report_sections[SECTION_SUMMARY]);
	if (!build_checks(&b) || !sheet_sample_all(s, d)) /* what was supposed is to be sampled anew */
		return NULL;
	if (build_wanted(&b, SECTION_SUMMARY) && !build_summary(&b))
		return NULL;
	if (!build_wanted(&b, SECTION_SUMMARY))
		build_without_summary(&b);
	struct doc_block *last = b.doc->last; /* of the summary */
	build_tell(&b, "samples");
	if (!sheet_sample_all(s, d) || !add_body(&b))
		return NULL;
	b.doc->one_page = build_wanted(&b, SECTION_SUMMARY) &&
	                  (o->reader != READER_INTERVIEW || o->sections == 1u << SECTION_SUMMARY);
	if (last && last->next && o->reader != READER_INTERVIEW)
		last->next->page = true;
	return b.doc;
}

struct doc *report_build(struct sheet *s, const struct report_options *o, struct arena *a, struct diag *d)
{
	struct doc *doc;

	sheet_keep_columns(s, true);
	doc = build_all(s, o, a, d);
	sheet_keep_columns(s, false);
	return doc;
}
