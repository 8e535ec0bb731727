/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list.c - price lists read row by row. A plain number takes the unit of its column; any other field is an expression.
 */
#include "fleet/list_parts.h"

#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/map.h"
#include "base/utf8.h"

/* ---- a row ---- */

static bool list_put(struct list_reader *l, void *row, const struct list_head *h, const struct csv_field *f)
{
	const struct list_column *c = h->column;
	void *at = (char *)row + c->offset;
	struct span span = {f->start, f->end};
	double low, high;

	if (!f->text.len)
		return true; /* not known */
	switch (c->to) {
	case TO_NUMBER:
		if (!list_number(l, h, f->text, span, &low, &high))
			return false;
		if (low != high || low < 0)
			return list_fail(l, span,
			                 low != high ? "only prices may be ranges, not" : "this cannot be below 0:", f->text);
		*(double *)at = low;
		return true;
	case TO_PRICE: return list_price(l, h, f->text, span, at);
	default: *(struct str *)at = arena_str(&l->book->arena, f->text); return true;
	}
}

static void list_defaults(struct list_reader *l, struct str *from, struct str *date, struct str *tags)
{
	if (!from->len)
		*from = l->from;
	if (!date->len)
		*date = l->date;
	if (l->tags.len)
		*tags = arena_printf(&l->book->arena, "%.*s %.*s", STR(l->tags), STR(*tags));
}

void fleet_lists_replaced(struct fleet_lists *l, struct str name)
{
	if (!l->replaced++)
		l->replaced_first = name;
}

/* A row in the place of the one of its name. */
static void book_add(struct fleet_book *b, const struct fleet_machine *m)
{
	struct fleet_lists *l = &b->lists;
	struct str name = arena_str(&b->arena, m->name);
	uintptr_t place = (uintptr_t)map_get(&b->names, name);

	if (place) {
		l->machines[place - 1] = *m;
		fleet_lists_replaced(l, m->name);
		return;
	}
	l->machines = xgrow(l->machines, l->machine_count, &b->machine_cap, sizeof(*m));
	l->machines[l->machine_count++] = *m;
	map_put(&b->names, name, (void *)(uintptr_t)l->machine_count);
}

static void book_add_volume(struct fleet_book *b, const struct fleet_volume *v)
{
	struct fleet_lists *l = &b->lists;
	uintptr_t place = (uintptr_t)map_get(&b->volume_names, v->name);

	if (place) {
		l->volumes[place - 1] = *v;
		fleet_lists_replaced(l, v->name);
		return;
	}
	l->volumes = xgrow(l->volumes, l->volume_count, &b->volume_cap, sizeof(*v));
	l->volumes[l->volume_count++] = *v;
	map_put(&b->volume_names, v->name, (void *)(uintptr_t)l->volume_count);
}

/* What a machine cannot do without. */
static bool list_lacks(struct list_reader *l, const struct fleet_machine *m, struct span at)
{
	const char *what = isnan(m->has[FLEET_CPU]) ? "cores" : isnan(m->has[FLEET_MEMORY]) ? "memory" : NULL;

	if (what)
		return !diag_fail(l->d, DIAG_ARGUMENT, at, "'%.*s' has no %s", STR(m->name), what);
	return false;
}

static bool list_twice(struct list_reader *l, struct map *names, struct str name, struct span at)
{
	if (!name.len)
		return !diag_fail(l->d, DIAG_ARGUMENT, at, "this row has no name");
	if (map_get(names, name))
		return !diag_fail(l->d, DIAG_ARGUMENT, at, "'%.*s' is in this list twice", STR(name));
	map_put(names, name, l);
	return false;
}

static bool list_row(struct list_reader *l, struct map *names, const struct csv_field *fields, uint32_t count)
{
	struct span all = {fields[0].start, fields[count - 1].end}, first = {fields[0].start, fields[0].end};
	struct fleet_machine m = list_machine_unknown();
	struct fleet_volume v = list_volume_unknown();

	if (count != l->head_count) {
		return diag_fail(l->d, DIAG_ARGUMENT, all, "this row has %u fields, and the header has %u", count,
		                 l->head_count);
	}
	for (uint32_t i = 0; i < count; i++)
		if (!list_put(l, l->volumes ? (void *)&v : (void *)&m, &l->heads[i], &fields[i]))
			return false;
	if (list_twice(l, names, l->volumes ? v.name : m.name, first))
		return false;
	if (l->volumes) {
		list_defaults(l, &v.from, &v.date, &v.tags);
		book_add_volume(l->book, &v);
		return true;
	}
	if (list_lacks(l, &m, all))
		return false;
	list_defaults(l, &m.from, &m.date, &m.tags);
	if (!m.family.len)
		m.family = list_family(m.name);
	book_add(l->book, &m);
	return true;
}

/* ---- the header ---- */

/* Without the brackets of "memory (GiB)". */
static struct str list_bare_unit(struct str s)
{
	s = str_trim(s);
	if (s.len > 2 && s.p[0] == '(' && s.p[s.len - 1] == ')' && str_find_char(s, ')', 0) == s.len - 1)
		s = str_trim(str_cut(s, 1, s.len - 1));
	return s;
}

static bool list_unknown_column(struct list_reader *l, struct str word, struct span at)
{
	struct buf known = {0};

	for (size_t i = 0; i < l->column_count; i++)
		if (!i || strcmp(l->columns[i].word, l->columns[i - 1].word) != 0)
			buf_printf(&known, "%s%s", known.len ? ", " : "", l->columns[i].word);
	list_fail(l, at, "there is no column", word);
	diag_hint(l->d, "the columns are %s", buf_c(&known));
	buf_release(&known);
	return false;
}

/* The column of a head such as "max MiB/s": where several have the word, the one that the unit fits. */
static bool list_head(struct list_reader *l, const struct csv_field *f, struct list_head *out)
{
	struct span at = {f->start, f->end};
	struct str word = str_cut(f->text, 0, str_find_char(f->text, ' ', 0));
	struct str unit = list_bare_unit(str_cut(f->text, word.len, f->text.len));
	struct value v;
	bool known = false, worked = false;

	for (size_t i = 0; i < l->column_count; i++) {
		const struct list_column *c = &l->columns[i];
		if (!str_eq_nocase(word, str_from_c(c->word)))
			continue;
		known = true;
		*out = (struct list_head){c, c->bare ? 1 : 0};
		if (!unit.len)
			return true; /* each field has to have one then */
		if (!worked && !list_work_out(l, list_one_of(l, unit), at, l->d, &v))
			return false;
		worked = true;
		if (list_dim_is(&v.type.units, c)) {
			out->unit = list_kept(c, &v);
			return true;
		}
	}
	return known ? list_fail(l, at, "this unit does not fit its column:", unit) : list_unknown_column(l, word, at);
}

/* Does an earlier column hold the same? */
static bool list_has_head(struct list_reader *l, uint32_t i, struct span at)
{
	for (uint32_t k = 0; k < i; k++)
		if (l->heads[k].column == l->heads[i].column)
			return !diag_fail(l->d, DIAG_ARGUMENT, at, "the column '%s' is twice", l->heads[i].column->word);
	return false;
}

static bool list_header(struct list_reader *l, struct csv *csv)
{
	struct csv_field *fields;
	uint32_t count;

	if (!csv_row(csv, &l->scratch, &fields, &count))
		return !csv->error && diag_fail(l->d, DIAG_ARGUMENT, (struct span){0, 0},
		                                "this list is empty: its first line names the columns, 'machine' first");
	l->volumes = str_eq_nocase(fields[0].text, S("disk"));
	if (!l->volumes && !str_eq_nocase(fields[0].text, S("machine"))) {
		diag_fail(l->d, DIAG_ARGUMENT, (struct span){fields[0].start, fields[0].end},
		          "a list begins with a header, and its first column is 'machine' or 'disk'");
		diag_hint(l->d, "for example machine,cores,memory GiB,price $/h");
		return false;
	}
	l->columns = l->volumes ? list_volume_columns : list_machine_columns;
	l->column_count = l->volumes ? list_volume_column_count : list_machine_column_count;
	l->heads = arena_array(&l->scratch, struct list_head, count);
	l->head_count = count;
	for (uint32_t i = 0; i < count; i++)
		if (!list_head(l, &fields[i], &l->heads[i]) ||
		    list_has_head(l, i, (struct span){fields[i].start, fields[i].end}))
			return false;
	return true;
}

/* "# date 2026-07-20" before the header: what holds for all rows. */
static void list_comment(struct list_reader *l, struct str line)
{
	static const char *const words[] = {"from", "date", "tags"};
	struct str *const kept[] = {&l->from, &l->date, &l->tags};
	struct str rest = str_trim(str_cut(line, 1, line.len)), word;

	if (!fleet_next_word(&rest, &word))
		return;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq(word, str_from_c(words[i])))
			*kept[i] = arena_str(&l->book->arena, str_trim(rest));
}

static bool list_is_comment(const struct csv *csv)
{
	size_t at = csv->at;

	while (at < csv->text.len && (csv->text.p[at] == '\n' || csv->text.p[at] == '\r' || csv->text.p[at] == ' '))
		at++;
	return at < csv->text.len && csv->text.p[at] == '#';
}

static bool list_rows(struct list_reader *l, struct csv *csv)
{
	struct map names = {0};
	struct csv_field *fields;
	uint32_t count;
	bool ok = list_header(l, csv);

	while (ok) {
		struct str line;
		if (list_is_comment(csv)) {
			csv_line(csv, &line);
			continue;
		}
		if (!csv_row(csv, &l->scratch, &fields, &count))
			break;
		if (str_eq_nocase(fields[0].text, S("machine")) || str_eq_nocase(fields[0].text, S("disk")))
			ok = diag_fail(l->d, DIAG_ARGUMENT, (struct span){fields[0].start, fields[count - 1].end},
			               "a second header: a list holds one table");
		else
			ok = list_row(l, &names, fields, count);
	}
	map_release(&names);
	return ok;
}

static bool list_not_text(struct list_reader *l, uint32_t at)
{
	diag_fail(l->d, DIAG_ARGUMENT, (struct span){at, at + 1}, "this byte is not text in UTF-8");
	diag_hint(l->d, "save the list as CSV in UTF-8: in a spreadsheet, the character set Unicode (UTF-8)");
	return false;
}

bool fleet_book_read(struct fleet_book *b, const struct source *src, const struct fleet_reader *reader, struct diag *d)
{
	struct list_reader l = {.book = b, .src = src, .reader = reader, .d = d};
	DIAG_IN(d, src);
	struct csv csv;
	struct str line, peek = src->text;

	uint32_t bad = (uint32_t)utf8_unfit(src->text);

	arena_init(&l.scratch);
	csv_init(&csv, src->text, ',');
	while (list_is_comment(&csv) && csv_line(&csv, &line))
		list_comment(&l, str_trim(line));
	peek = str_cut(src->text, csv.at, src->text.len);
	csv.separator = csv_separator(str_cut(peek, 0, str_find_char(peek, '\n', 0)));
	l.comma = list_has_commas(&l, csv);
	bool ok = bad == src->text.len || list_not_text(&l, bad);
	ok = ok && list_rows(&l, &csv);
	if (csv.error)
		ok = diag_fail(d, DIAG_ARGUMENT, (struct span){csv.error_at, csv.error_at + 1}, "%s", csv.error);
	arena_release(&l.scratch);
	return ok;
}

void fleet_book_init(struct fleet_book *b)
{
	*b = (struct fleet_book){0};
	arena_init(&b->arena);
}

void fleet_book_release(struct fleet_book *b)
{
	free(b->lists.machines);
	free(b->lists.volumes);
	map_release(&b->names);
	map_release(&b->volume_names);
	arena_release(&b->arena);
	*b = (struct fleet_book){0};
}

void fleet_book_retry(struct fleet_book *b, const struct fleet_reader *reader)
{
	const struct list_head price = {.column = &list_machine_columns[list_machine_column_count - FLEET_PAYS]};
	struct list_reader l = {.book = b, .reader = reader, .src = &(struct source){.first_line = 1}};
	struct diag d = {0};

	arena_init(&l.scratch);
	diag_init(&d, &l.scratch, l.src);
	l.d = &d;
	for (uint32_t i = 0; i < b->lists.machine_count; i++)
		for (int p = 0; p < FLEET_PAYS; p++) {
			struct fleet_price *at = &b->lists.machines[i].price[p];
			if (at->text.len)
				list_price(&l, &price, at->text, (struct span){0, 0}, at);
		}
	arena_release(&l.scratch);
}
