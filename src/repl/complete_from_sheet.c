/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_from_sheet.c - candidates from the sheet, and from the figures it may name. */
#include "repl/complete_from.h"

#include "measured/grounds.h"

enum { SAMPLE_MOST = 16 /* cells */, DESCRIBED_MOST = 256 /* of more than fit a screen only the names are shown */ };

/* A cell's value and what it is. */
static void describe_cell(struct wanted *w, const struct cell *c, struct buf *help)
{
	struct format f = session_format(w->session);

	f.brief = c->state != CELL_READY || !c->type->uncertain; /* a range is half of what there is to say */
	f.spark = false;
	if (c->state == CELL_READY)
		format_answer(help, cell_value(c), &f);
	if (c->more->text.len)
		buf_printf(help, "%s%.*s", help->len ? "  " : "", STR(c->more->text));
}

static bool has_dot(struct str text)
{
	return str_find_char(text, '.', 0) < text.len;
}

/* A few uncertain cells are sampled for it; of many that takes too long, and what they are must do. */
static void sample_fitting(struct wanted *w)
{
	struct sheet *sheet = session_sheet(w->session);
	struct cell *fit[SAMPLE_MOST];
	struct diag d;
	uint32_t n = 0;

	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++) {
		struct cell *c = sheet_cell(sheet, i);

		if (c->state != CELL_READY || !c->type->uncertain || !from_fits(w, c->name))
			continue;
		if (n == SAMPLE_MOST)
			return;
		fit[n++] = c;
	}
	diag_init(&d, &w->out->arena, NULL);
	if (n)
		sheet_sample(sheet, fit, n, &d);
}

/* Cells that `first` picks stand above the others. */
static void head_cell(struct wanted *w, const struct cell *c, struct str others)
{
	bool first = w->first && w->first(c);

	w->order = w->first && !first;
	w->heading = first ? w->first_heading : w->first ? others : S("");
}

static bool rests_on_nothing(const struct statement *st)
{
	return st->kind == STATEMENT_PARAM || (st->expr && st->expr->kind != NODE_NAME && !st->expr->count);
}

/* Parameters and cells of a sheet that is named in the line. */
static void from_named_sheet(struct wanted *w, bool inputs_first, const char *tail)
{
	struct buf text = {0};

	for (const struct statement *st = w->sheet->first; st; st = st->next) {
		bool first = rests_on_nothing(st) == inputs_first;

		if ((st->kind != STATEMENT_PARAM && st->kind != STATEMENT_CELL) || !from_fits(w, st->name))
			continue;
		buf_reset(&text);
		buf_printf(&text, "%.*s%s", STR(st->name), tail);
		w->order = !first;
		w->heading = rests_on_nothing(st) ? S("inputs") : S("worked out");
		from_add(w, buf_str(&text), st->text, false);
	}
	buf_release(&text);
	from_sort(w);
	w->order = 0;
	w->heading = S("");
}

bool cell_is_input(const struct cell *c)
{
	return c->param || c->own_needs == 0;
}

static bool many_fit(const struct wanted *w, const struct sheet *sheet)
{
	uint32_t fit = 0;

	for (uint32_t i = 0; i < sheet_cell_count(sheet) && fit <= DESCRIBED_MOST; i++)
		fit += from_fits(w, sheet_cell(sheet, i)->name);
	return fit > DESCRIBED_MOST;
}

/* All cells; those of a used sheet as one candidate "fleet." until its dot is typed. */
static void from_own_cells(struct wanted *w, const char *tail, struct str others)
{
	struct sheet *sheet = session_sheet(w->session);
	bool dotted = has_dot(w->typed), many = many_fit(w, sheet);
	struct buf help = {0};

	sample_fitting(w);
	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++) {
		const struct cell *c = sheet_cell(sheet, i);
		size_t dot = str_find_char(c->name, '.', 0);

		if (!from_fits(w, c->name))
			continue;
		if (dot < c->name.len && !dotted) {
			w->heading = w->first ? others : S("");
			w->order = w->first != NULL;
			from_add(w, str_cut(c->name, 0, dot + 1), S("cells of a used sheet"), false);
			continue;
		}
		buf_reset(&help);
		if (!many)
			describe_cell(w, c, &help);
		head_cell(w, c, others);
		from_add(w, arena_printf(&w->out->arena, "%.*s%s", STR(c->name), tail), buf_str(&help), false);
	}
	buf_release(&help);
	from_sort(w);
	w->order = 0;
	w->heading = S("");
}

void from_cells(struct wanted *w)
{
	if (w->sheet)
		from_named_sheet(w, false, "");
	else
		from_own_cells(w, "", S("other cells"));
}

void from_inputs(struct wanted *w, const char *tail)
{
	if (w->sheet) {
		from_named_sheet(w, true, tail);
		return;
	}
	w->first = cell_is_input;
	w->first_heading = S("inputs");
	from_own_cells(w, tail, S("worked out"));
	w->first = NULL;
}

/* A number's value and what it is. */
static void offer_fact(struct wanted *w, struct str name)
{
	const struct fact *fact = facts_find(session_facts(w->session), name, NULL);
	struct format f = session_format(w->session);
	struct buf help = {0};

	if (!fact)
		return;
	f.brief = true;
	format_answer(&help, &fact->value, &f);
	buf_printf(&help, "%s%.*s", fact->text.len ? "  " : "", STR(fact->text));
	from_add(w, name, buf_str(&help), false);
	buf_release(&help);
}

static void offer_ground(void *ctx, struct str name)
{
	struct wanted *w = ctx;

	if (from_fits(w, name))
		offer_fact(w, name);
}

/* What has been measured is looked up once the dot is typed. */
static void from_grounds(struct wanted *w, bool dotted)
{
	if (!dotted) {
		from_offer(w, S("measured."), from_help_of("measured"), false);
		from_offer(w, S("fact."), from_help_of("fact"), false);
	} else if (str_starts(w->typed, S("measured.")) || str_starts(w->typed, S("fact.")))
		grounds_each(session_grounds(w->session), offer_ground, w);
}

/* Constants, and published figures: "ref." until its dot is typed. */
void from_facts(struct wanted *w)
{
	bool dotted = has_dot(w->typed);
	unsigned count;
	const struct str *names = facts_names(session_facts(w->session), &count);

	for (unsigned i = 0; i < count; i++) {
		size_t dot = str_find_char(names[i], '.', 0);

		if (!from_fits(w, names[i]))
			continue;
		if (dot < names[i].len && !dotted) {
			from_add(w, str_cut(names[i], 0, dot + 1), S("published figures, with their sources"), false);
			continue;
		}
		offer_fact(w, names[i]);
	}
	from_grounds(w, dotted);
	from_sort(w);
}

void from_refs(struct wanted *w)
{
	struct facts *facts = session_facts(w->session);
	unsigned count;
	const struct str *names = facts_names(facts, &count);

	for (unsigned i = 0; i < count; i++) {
		struct str name = str_cut(names[i], 4, names[i].len);
		const struct fact *fact = str_starts(names[i], S("ref.")) && from_fits(w, name)
		                              ? facts_find(facts, names[i], NULL)
		                              : NULL;

		if (fact)
			from_add(w, name, fact->text, false);
	}
	from_sort(w);
}
