/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_fleet.c - the section on machines: for each fleet of the sheet the candidates, and what would change the
 * choice.
 */
#include "base/now.h"
#include "fleet/fleet_words.h"
#include "report/build_parts.h"
#include "show/chart.h"

enum { FLEETS_MAX = 64, CANDIDATES = 5, OLD_DAYS = 180 };

/* What a line of the terminal is as a sentence, an item or a head of a document: "fewer machines", "cpu × 1.077". */
static struct str begun(struct build *b, struct str line)
{
	static const struct str letters[] = {S("cpu"), S("iops")};
	struct str copy = arena_str(b->a, line);
	size_t capitals = 1;

	for (unsigned i = 0; i < sizeof letters / sizeof *letters; i++)
		if (str_starts(line, letters[i]) && (line.len == letters[i].len || !char_is_letter(line.p[letters[i].len])))
			capitals = letters[i].len;
	for (size_t i = 0; i < capitals && i < copy.len; i++)
		if (copy.p[i] >= 'a' && copy.p[i] <= 'z')
			((char *)copy.p)[i] -= 'a' - 'A';
	return copy;
}

static void add_candidates(struct build *b, struct doc_table *t)
{
	for (uint32_t k = 0; k < t->column_count; k++) {
		struct str title = t->columns[k].title;

		t->columns[k] = (struct doc_column){
			.key = arena_str(b->a, title).p, .title = build_text(b, begun(b, title)), .figures = k > 0};
		for (uint32_t i = 0; i < t->row_count; i++)
			*table_field(t, i, k) = field_text(doc_text(b->a, table_text(t, i, k)));
	}
	t->id = doc_free_id(b->doc, "machines");
	doc_add(b->doc, DOC_TABLE)->table = t;
}

/* "  most_disk off    3 × d3en": a word or two, and what then. */
static struct str item_text(struct build *b, struct str line)
{
	line = str_trim(line);
	size_t gap = 0;

	while (gap + 1 < line.len && !(line.p[gap] == ' ' && line.p[gap + 1] == ' '))
		gap++;
	if (gap + 1 >= line.len)
		return line;
	return arena_printf(b->a, "%.*s: %.*s", STR(str_cut(line, 0, gap)), STR(str_trim(str_cut(line, gap, line.len))));
}

/* Sentences under the table; those that are set in belong to the one above them. */
static void add_sentences(struct build *b, const struct doc_table *t)
{
	for (uint32_t i = 0; i < t->line_count; i++) {
		bool item = str_starts(t->lines[i], S("  "));
		if (item)
			doc_item(b->doc, build_text(b, begun(b, item_text(b, t->lines[i]))));
		else
			doc_prose(b->doc, build_text(b, begun(b, t->lines[i])));
	}
}

static void add_fleet(struct build *b, const struct fleet_view *v)
{
	struct str nearest, hint, name = v->alias.len ? v->alias : S("fleet");

	if (!v->choice.count) {
		struct str why = fleet_view_none(v, b->a, &nearest, &hint);
		doc_prose(b->doc, build_text(b, arena_printf(b->a, "%.*s: none: %.*s%s%.*s", STR(name), STR(why),
		                                             nearest.len ? "; " : "", STR(nearest))));
		return;
	}
	struct doc_table *t = fleet_view_page(v, name, 0, b->a);
	doc_heading(b->doc, 3, build_text(b, t->title));
	add_candidates(b, t);
	add_sentences(b, t);
}

/* ---- the bill as a picture ---- */

static void build_fleet_add_part(struct chart *c, struct build *b, struct str label, double amount)
{
	if (amount > 0)
		c->items[c->item_count++] = (struct chart_item){
			.label = label, .value = amount, .text = fleet_view_money(&b->fleets[0], b->a, amount)};
}

/* Of several fleets, volumes and traffic: what of the bill each of them is. */
static void add_breakdown(struct build *b)
{
	struct chart *c = chart_new(b->a, CHART_BREAKDOWN, S("Machines a month"));
	double sum = 0;

	chart_items(c, b->a, 3 * b->fleet_count);
	c->item_count = 0;
	for (uint32_t i = 0; i < b->fleet_count; i++) {
		const struct fleet_view *v = &b->fleets[i];
		struct str name = v->alias.len ? v->alias : S("fleet");
		if (!v->choice.count)
			return;
		const struct fleet_candidate *best = &v->choice.best[0];
		build_fleet_add_part(c, b, build_text(b, name), best->machine_bill);
		build_fleet_add_part(c, b, build_text(b, arena_printf(b->a, "%.*s, volumes", STR(name))),
		                     best->bill - best->machine_bill);
		build_fleet_add_part(c, b, build_text(b, arena_printf(b->a, "%.*s, traffic", STR(name))), v->traffic);
		sum += best->bill + v->traffic;
	}
	c->total_text = fleet_view_money(&b->fleets[0], b->a, sum);
	if (chart_worth(c)) {
		chart_sort(c, b->a);
		struct doc_block *block = doc_add(b->doc, DOC_FIGURE);
		block->chart = c;
		block->text = c->title;
	}
}

/* One number, one text: amounts of a fleet are as the cells of the sheet have them. */
static void set_money(struct build *b, struct fleet_view *v)
{
	const struct cell *bill = sheet_find(b->sheet, arena_printf(b->a, "%.*s.bill", STR(v->alias)));

	v->bill = bill && bill->type->kind == VALUE_NUMBER && !bill->type->uncertain ? bill->type : NULL;
	v->format = &b->format;
}

bool build_fleets(struct build *b)
{
	if (!b->options->fleet)
		return true;
	b->fleets = arena_array(b->a, struct fleet_view, FLEETS_MAX);
	if (!fleet_views(b->sheet, b->options->fleet, false, CANDIDATES, b->a, b->d, b->fleets, FLEETS_MAX,
	                 &b->fleet_count))
		return false;
	for (uint32_t i = 0; i < b->fleet_count; i++)
		set_money(b, &b->fleets[i]);
	return true;
}

/* ---- limits ---- */

/* A cell of the same use of fleet as c, whose own name there begins at `inner`. */
static const struct cell *beside(struct build *b, const struct cell *c, size_t inner, const char *name)
{
	return sheet_find(b->sheet, arena_printf(b->a, "%.*s%s", STR(str_cut(c->name, 0, inner)), name));
}

bool build_fleet_idle(struct build *b, const struct build_zeros *z, const struct cell *c)
{
	size_t inner = c->name.len;
	bool limits = false;

	if (!str_eq(build_sheet_name(c), S("fleet")))
		return false;
	while (inner && c->name.p[inner - 1] != '.')
		inner--;
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		if (!str_eq(str_cut(c->name, inner, c->name.len), str_from_c(fleet_limit_names[r])))
			continue;
		const struct cell *asked = beside(b, c, inner, fleet_resource_names[r]);

		limits = true;
		if (!asked || !build_zeros_nothing(z, asked))
			return false;
	}
	return limits;
}

void build_machines(struct build *b)
{
	if (b->fleet_count)
		doc_heading(b->doc, 2, S("Machines"));
	for (uint32_t i = 0; i < b->fleet_count; i++)
		add_fleet(b, &b->fleets[i]);
	if (b->fleet_count)
		add_breakdown(b);
}

/* ---- prices ---- */

static struct str from_and_date(const struct build *b, struct str from, struct str date)
{
	if (!from.len)
		from = S("guess");
	bool dated = !date.len || str_contains_nocase(from, date);
	return doc_text(b->a, dated ? from : arena_printf(b->a, "%.*s; %.*s", STR(from), STR(date)));
}

static struct str what_machine(const struct build *b, const struct fleet_view *v, const struct fleet_machine *m)
{
	struct buf text = {0};

	buf_add_c(&text, "Machine: ");
	fleet_write(&text, v->fleet->units, FLEET_CPU, m->has[FLEET_CPU]);
	buf_add_c(&text, ", ");
	fleet_write(&text, v->fleet->units, FLEET_MEMORY, m->has[FLEET_MEMORY]);
	buf_printf(&text, ", %s", fleet_pay_names[v->ask.pay]);
	return doc_take(b->a, &text);
}

/* Two prices of a fleet: the machine's, then that of the volumes attached. */
bool build_next_price(const struct build *b, uint32_t *at, struct build_price *out)
{
	for (; *at < 2 * b->fleet_count; ++*at) {
		const struct fleet_view *v = &b->fleets[*at / 2];
		const struct fleet_candidate *c = v->choice.count ? &v->choice.best[0] : NULL;
		bool disk = *at % 2;
		if (!c || (disk && !c->volume))
			continue;
		const struct fleet_machine *m = c->machine;
		double price = disk ? c->volume->price : m->price[v->ask.pay].mean;
		struct str from = disk ? c->volume->from : m->from, date = disk ? c->volume->date : m->date;
		*out = (struct build_price){
			.name = doc_text(b->a, disk ? c->volume->name : m->name),
			.what = disk ? S("Volumes attached to machines") : what_machine(b, v, m),
			.value = arena_printf(b->a, "$%.6g", price),
			.unit = disk ? S("/GiB/month") : S("/hour"),
			.from = from_and_date(b, from, date),
			.date = date,
		};
		++*at;
		return true;
	}
	return false;
}

/* ---- ages ---- */

static struct value *build_fleet_days(const struct build *b, double count)
{
	struct value *v = arena_new(b->a, struct value);
	struct factor scale = FACTOR_ONE;

	*v = (struct value){.type = type_plain(), .count = 1, .num = arena_new(b->a, double)};
	v->num[0] = count;
	unit_lookup(sheet_engine(b->sheet)->units, S("day"), &v->type.units, &scale, NULL);
	return v;
}

static bool is_told(const struct sanity_finding *found, uint32_t count, struct str name)
{
	for (uint32_t i = 0; i < count; i++)
		if (str_eq(found[i].names, name))
			return true;
	return false;
}

struct sanity_finding *build_ages(struct build *b, uint32_t *count)
{
	struct sanity_finding *found = arena_array(b->a, struct sanity_finding, 2 * b->fleet_count + 1), fine = {0};
	long today = (long)(now_seconds() / 86400);
	struct build_price p;

	*count = 0;
	for (uint32_t at = 0; build_next_price(b, &at, &p);) {
		long day = fleet_day(p.date), age = today - day;
		if (day < 0 || is_told(found, *count, p.name))
			continue;
		struct sanity_finding f = {.rule = S("Age of a price"),
		                           .names = p.name,
		                           .value = build_fleet_days(b, (double)age),
		                           .usual = S("≤ 180 days"),
		                           .holds = age <= OLD_DAYS,
		                           .source = p.from};
		if (!f.holds)
			f.why = S("what does it cost by now?");
		if (!f.holds)
			found[(*count)++] = f;
		else
			fine = f;
	}
	if (!*count && fine.rule.len)
		found[(*count)++] = fine;
	return found;
}
