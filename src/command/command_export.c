/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_export.c - `export`: a sheet for spreadsheets, as comma-separated values or with live formulas. */
#include <stdlib.h>

#include "base/interrupt.h"
#include "command/command_words.h"
#include "command/export.h"
#include "sampling/spread.h"
#include "sheet/explain.h"

enum { NAME, WHAT, VALUE, SHOWN, FORMULA, FROM, COLUMNS };

struct lines {
	struct export *x;
	struct export_line *line;
	size_t count, cap;
};

/* ---- which cells ---- */

static void export_need(struct export *x, struct cell *const *roots, uint32_t count)
{
	uint32_t found;
	struct cell **all = sheet_needs(x->sheet, roots, count, &x->o->arena, &found);

	for (uint32_t i = 0; i < found; i++)
		x->needed[all[i]->index] = true;
}

static void need_expression(struct export *x, const struct entry *e, const struct node *n)
{
	uint32_t count;
	struct cell **reads = sheet_reads(&e->is, n, &x->o->arena, &count);

	export_need(x, reads, count);
}

static void export_find_needed(struct export *x)
{
	struct cell **own = arena_array(&x->o->arena, struct cell *, sheet_entry_count(x->sheet));
	uint32_t count = 0;

	x->needed = arena_array(&x->o->arena, bool, sheet_cell_count(x->sheet) + 1);
	for (uint32_t i = 0; i < sheet_entry_count(x->sheet); i++) {
		const struct entry *e = sheet_entry(x->sheet, i);
		const struct statement *st = e->statement;

		if (e->cell && sheet_entry_is_own(x->sheet, e))
			own[count++] = e->cell;
		else if (st->kind == STATEMENT_CHECK || (st->kind == STATEMENT_EXPRESSION && sheet_entry_is_own(x->sheet, e)))
			need_expression(x, e, st->expr);
		for (uint32_t k = 0; st->kind == STATEMENT_SHOW && sheet_entry_is_own(x->sheet, e) && k < st->more->want_count;
		     k++)
			need_expression(x, e, st->more->wants[k].value);
	}
	export_need(x, own, count);
}

/* ---- lines ---- */

static struct str export_text_of(struct export *x, struct buf *text)
{
	struct str copy = arena_str(&x->o->arena, buf_str(text));

	buf_release(text);
	return copy;
}

/* As it may be typed again. */
static struct str formula(struct export *x, const struct source *src, const struct node *n)
{
	struct buf text = {0};

	ast_write(&text, n, src->text, true, NULL, NULL);
	return export_text_of(x, &text);
}

struct str export_shown(struct export *x, const struct value *v)
{
	struct format f = session_format(x->session);
	struct buf text = {0};

	f.ascii = f.spark = false;
	f.brief = true;
	format_element(&text, v, 0, &f);
	return export_text_of(x, &text);
}

struct str export_unit(struct export *x, const struct export_line *l)
{
	struct buf text = {0};

	if (l->type.kind == VALUE_NUMBER && format_by_million(&l->type))
		format_raw_unit(&text, &l->value);
	else if (l->type.kind == VALUE_NUMBER)
		units_write(&text, &l->units, true);
	return export_text_of(x, &text);
}

/* The unit that was asked for, else the one in which the number reads well. */
static void export_choose_unit(struct export_line *l)
{
	l->scale = FACTOR_ONE;
	l->units = l->type.units;
	if (l->type.kind != VALUE_NUMBER || is_poison(l->value.num[0]))
		return;
	if (format_by_million(&l->type)) {
		l->scale = (struct factor){1e6, 1};
		return;
	}
	l->units = units_shown(&l->type.units);
	if (!l->type.asked)
		l->units = units_best(&l->units, l->value.num[0], &l->scale);
}

/* Of a list a line for each element: x[1], x[2] ...; what is said of all of it stands beside the first. */
static void add_lines(struct lines *all, struct export_line like, const struct value *v)
{
	struct arena *a = &all->x->o->arena;

	for (uint32_t i = 0; i < v->count && !interrupt_came; i++) {
		struct export_line l = like;

		l.value = *v;
		l.value.type.list = false;
		l.value.count = 1;
		l.value.num = v->num + i;
		l.value.spread = v->spread ? v->spread + i : NULL;
		l.type = l.value.type;
		l.element = i;
		l.list = v->type.list;
		l.name = l.list ? table_element(a, like.name, i) : arena_str(a, like.name);
		if (i)
			l.what = l.from = l.formula = (struct str){0};
		export_choose_unit(&l);
		all->line = xgrow(all->line, all->count, &all->cap, sizeof(*all->line));
		all->line[all->count++] = l;
	}
}

static void export_add_cell(struct lines *all, const struct cell *c)
{
	struct export *x = all->x;
	struct arena *a = &x->o->arena;
	bool plain = c->param && !c->given;
	bool fact = c->is.expr && c->is.expr->kind == NODE_NAME && str_starts(c->is.expr->text, S("fact."));
	struct str from = c->given              ? S("given")
	                  : fact                ? c->is.expr->text
	                  : c->more->origin.len ? c->more->origin
	                  : plain               ? S("guess")
	                                        : S("");

	if (c->state == CELL_READY && c->is.expr)
		add_lines(all,
		          (struct export_line){.name = c->name,
		                               .what = arena_str(a, c->more->text),
		                               .cell = c,
		                               .from = arena_str(a, from),
		                               .formula = formula(x, c->is.source, c->is.expr)},
		          cell_value(c));
}

/* What is shown or checked without a name of its own is named by its expression. */
static bool export_add_expression(struct lines *all, const struct entry *e, const struct node *n, struct str what)
{
	struct export *x = all->x;
	struct str text = formula(x, e->is.source, n);
	struct value v;

	if (sheet_named(x->sheet, NULL, n))
		return true;
	if (!sheet_eval(x->sheet, &e->is, n, &x->o->arena, &x->o->diag, &v))
		return false;
	add_lines(all,
	          (struct export_line){
				  .name = text, .what = arena_str(&x->o->arena, what), .at = e->is, .node = n, .formula = text},
	          &v);
	return true;
}

static bool add_entry(struct lines *all, const struct entry *e)
{
	const struct export *x = all->x;
	const struct statement *st = e->statement;

	if (e->cell && x->needed[e->cell->index])
		export_add_cell(all, e->cell);
	if (st->kind == STATEMENT_EXPRESSION && sheet_entry_is_own(x->sheet, e) &&
	    !export_add_expression(all, e, st->expr, st->text))
		return false;
	for (uint32_t k = 0; st->kind == STATEMENT_SHOW && sheet_entry_is_own(x->sheet, e) && k < st->more->want_count; k++)
		if (!export_add_expression(all, e, st->more->wants[k].value, S("")))
			return false;
	return st->kind != STATEMENT_CHECK || export_add_expression(all, e, st->expr, st->text.len ? st->text : S("check"));
}

bool export_lines(struct export *x, struct export_line **lines, uint32_t *count)
{
	struct lines all = {.x = x};
	bool fine = sheet_sample_all(x->sheet, &x->o->diag);

	export_find_needed(x);
	for (uint32_t i = 0; fine && i < sheet_entry_count(x->sheet); i++)
		fine = add_entry(&all, sheet_entry(x->sheet, i)) && diag_goes_on(&x->o->diag);
	if (!fine) {
		free(all.line);
		return false;
	}
	*lines = all.line;
	*count = (uint32_t)all.count;
	return true;
}

/* ---- comma-separated values ---- */

/* The same value as a number of the unit that it is shown in. */
static struct value in_shown_unit(struct export *x, const struct export_line *l)
{
	struct value v = value_copy(&x->o->arena, &l->value);

	if (l->type.kind != VALUE_NUMBER || is_poison(v.num[0]) || format_by_million(&l->type))
		return v;
	v.num[0] = factor_apply(l->scale, v.num[0]);
	if (v.spread) {
		v.spread = arena_array(&x->o->arena, struct spread, 1);
		*v.spread = *l->value.spread;
		spread_scale(v.spread, factor_apply(l->scale, 1));
	}
	v.type.units = l->units;
	v.type.asked = true;
	return v;
}

static void export_add_row(struct export *x, struct doc_table *t, const struct export_line *l)
{
	struct field *row = table_row(t);
	struct value *v = arena_new(&x->o->arena, struct value);

	row[NAME] = field_text(l->name);
	row[WHAT] = field_text(l->what);
	*v = in_shown_unit(x, l);
	if (l->type.kind == VALUE_TEXT && !is_poison(l->value.num[0]))
		row[VALUE] = field_text(export_shown(x, &l->value));
	else if (!is_poison(l->value.num[0])) /* a column to reckon with: none is nothing there */
		row[VALUE] = field_value(&x->o->arena, v);
	row[SHOWN] = field_text(export_shown(x, &l->value));
	row[FORMULA] = field_text(l->formula);
	row[FROM] = field_text(l->from);
}

static bool export_csv(struct export *x, struct buf *out)
{
	static const char *const heads[COLUMNS] = {
		[NAME] = "name", [WHAT] = "what", [VALUE] = "value", [SHOWN] = "shown", [FORMULA] = "formula", [FROM] = "from"};
	struct doc_table *t = table_new(&x->o->arena, "export", COLUMNS);
	struct export_line *lines;
	uint32_t count;

	table_heads(t, heads);
	if (!export_lines(x, &lines, &count))
		return false;
	for (uint32_t i = 0; i < count && !interrupt_came; i++)
		export_add_row(x, t, &lines[i]);
	free(lines);
	table_csv(t, out);
	return diag_goes_on(&x->o->diag);
}

/* ---- the command ---- */

static bool is_fods(struct str word)
{
	return str_ends(word, S(".fods")) || str_ends(word, S(".FODS"));
}

static bool is_sheet_file(struct str word)
{
	return str_ends(word, S(".csv")) || str_ends(word, S(".CSV")) || is_fods(word);
}

/* `file` is where it goes: empty for standard output. */
static bool write_to(struct export *x, struct str file)
{
	struct buf text = {0};
	bool fine = is_fods(file) ? export_fods(x, &text) : export_csv(x, &text);

	x->o->form = OUTPUT_DOCUMENT;
	if (!fine)
		session_fail(x->o);
	else if (!file.len || str_eq(file, S("-")))
		buf_add_str(&x->o->output, buf_str(&text));
	else
		fine = command_write_file(x->session, file, buf_str(&text), x->o);
	buf_release(&text);
	return fine;
}

/* NAME, PARAM=VALUE, -o FILE; a name that ends with .csv or .fods is a file to write too. */
static bool export_read_words(struct session *s, struct command_words *w, size_t argc, const struct str *argv,
                              struct outcome *o)
{
	if (!command_read_words(s, w, argc, argv, NULL, 0, NULL, is_sheet_file, o))
		return false;
	if (w->file_count > 1)
		return command_misused(o, "export writes one file");
	if (w->file_count && !is_sheet_file(w->files[0]) && !str_eq(w->files[0], S("-"))) {
		command_misused(o, "export writes comma-separated values, or a spreadsheet with live formulas");
		diag_hint(&o->diag, "end the name with .csv or .fods");
		return false;
	}
	return true;
}

bool command_export(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct command_words w = {0};
	struct export x = {.session = s, .o = o};
	bool fine;

	if (!export_read_words(s, &w, argc, argv, o))
		return false;
	x.sheet = command_open(s, &w, "export", o);
	if (!x.sheet)
		return false;
	fine = write_to(&x, w.file_count ? w.files[0] : S(""));
	if (x.sheet != session_sheet(s))
		sheet_free(x.sheet);
	return fine;
}
