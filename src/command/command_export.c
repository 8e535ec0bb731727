/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_export.c - `export`: a sheet as comma-separated values, its formulas beside them, for spreadsheets. */
#include "command/command_all.h"
#include "command/command_words.h"
#include "sampling/spread.h"
#include "sheet/explain.h"

enum { NAME, WHAT, VALUE, SHOWN, FORMULA, FROM, COLUMNS };

struct export {
	struct session *session;
	struct sheet *sheet;
	struct outcome *o;
	struct whatif_table *table;
	bool *needed; /* by index: a cell that an own one, something shown or a check rests on */
};

/* ---- which cells ---- */

static bool is_own(const struct export *x, const struct entry *e)
{
	return e->is.space == sheet_here(x->sheet, NULL).space;
}

static void need(struct export *x, const struct cell *const *roots, uint32_t count)
{
	uint32_t found;
	struct cell **all = explain_needs(x->sheet, roots, count, &x->o->arena, &found);

	for (uint32_t i = 0; i < found; i++)
		x->needed[all[i]->index] = true;
}

static void need_expression(struct export *x, const struct entry *e, const struct node *n)
{
	uint32_t count;
	struct cell **reads = explain_reads(x->sheet, &e->is, n, &x->o->arena, &count);

	need(x, (const struct cell *const *)reads, count);
}

static void find_needed(struct export *x)
{
	const struct cell **own = arena_array(&x->o->arena, const struct cell *, sheet_entry_count(x->sheet));
	uint32_t count = 0;

	x->needed = arena_array(&x->o->arena, bool, sheet_cell_count(x->sheet) + 1);
	for (uint32_t i = 0; i < sheet_entry_count(x->sheet); i++) {
		const struct entry *e = sheet_entry(x->sheet, i);
		const struct statement *st = e->statement;

		if (e->cell && is_own(x, e))
			own[count++] = e->cell;
		else if (st->kind == STATEMENT_CHECK || (st->kind == STATEMENT_EXPRESSION && is_own(x, e)))
			need_expression(x, e, st->expr);
		for (uint32_t k = 0; st->kind == STATEMENT_SHOW && is_own(x, e) && k < st->want_count; k++)
			need_expression(x, e, st->wants[k].value);
	}
	need(x, own, count);
}

/* ---- rows ---- */

static struct str text_of(struct export *x, const struct buf *text)
{
	return arena_str(&x->o->arena, buf_str(text));
}

/* As it may be typed again. */
static struct str formula(struct export *x, const struct source *src, const struct node *n)
{
	struct buf text = {0};
	struct str copy;

	ast_write(&text, n, src->text, true, NULL, NULL);
	copy = text_of(x, &text);
	buf_release(&text);
	return copy;
}

static struct str shown(struct export *x, const struct value *v, uint32_t i)
{
	struct format f = session_format(x->session);
	struct buf text = {0};
	struct str copy;

	f.ascii = f.spark = false;
	f.brief = true;
	format_element(&text, v, i, &f);
	copy = text_of(x, &text);
	buf_release(&text);
	return copy;
}

/* Of a list a row for each element: x[1], x[2] ... */
static void add_rows(struct export *x, struct str name, struct str what, const struct value *v, struct str formula_text, struct str from)
{
	struct arena *a = &x->o->arena;

	for (uint32_t i = 0; i < v->count; i++) {
		struct field *row = table_row(x->table, a);
		struct value one = *v;

		one.type.list = false;
		one.count = 1;
		one.num = v->num + i;
		one.spread = v->spread ? v->spread + i : NULL;
		row[NAME] = field_text(v->type.list ? arena_printf(a, "%.*s[%u]", STR(name), i + 1) : arena_str(a, name));
		row[WHAT] = field_text(arena_str(a, what));
		if (one.type.kind == VALUE_TEXT && !is_poison(one.num[0]))
			row[VALUE] = field_text(shown(x, &one, 0));
		else if (!is_poison(one.num[0])) /* a column to reckon with: none is nothing there */
			row[VALUE] = field_value(a, &one);
		row[SHOWN] = field_text(shown(x, &one, 0));
		row[FORMULA] = field_text(formula_text);
		row[FROM] = field_text(arena_str(a, from));
	}
}

static void add_cell(struct export *x, const struct cell *c)
{
	bool plain = c->param && !c->given;
	bool fact = c->is.expr && c->is.expr->kind == NODE_NAME && str_starts(c->is.expr->text, S("fact."));
	struct str from = c->given ? S("given") : fact ? c->is.expr->text : c->origin.len ? c->origin : plain ? S("assumption") : S("");

	if (c->state == CELL_READY && c->is.expr)
		add_rows(x, c->name, c->text, &c->value, formula(x, c->is.source, c->is.expr), from);
}

/* What is shown or checked without a name of its own is named by its expression. */
static bool add_expression(struct export *x, const struct entry *e, const struct node *n, struct str what)
{
	struct str text = formula(x, e->is.source, n);
	struct value v;

	if (n->kind == NODE_NAME && sheet_find(x->sheet, n->text))
		return true;
	if (!sheet_eval(x->sheet, &e->is, n, &x->o->arena, &x->o->diag, &v))
		return false;
	add_rows(x, text, what, &v, text, S(""));
	return true;
}

static bool add_entry(struct export *x, const struct entry *e)
{
	const struct statement *st = e->statement;

	if (e->cell && x->needed[e->cell->index])
		add_cell(x, e->cell);
	if (st->kind == STATEMENT_EXPRESSION && is_own(x, e) && !add_expression(x, e, st->expr, st->text))
		return false;
	for (uint32_t k = 0; st->kind == STATEMENT_SHOW && is_own(x, e) && k < st->want_count; k++)
		if (!add_expression(x, e, st->wants[k].value, S("")))
			return false;
	return st->kind != STATEMENT_CHECK || add_expression(x, e, st->expr, st->text.len ? st->text : S("check"));
}

static bool fill(struct export *x)
{
	static const char *const heads[COLUMNS] = {[NAME] = "name", [WHAT] = "what", [VALUE] = "value", [SHOWN] = "shown", [FORMULA] = "formula", [FROM] = "from"};

	x->table = table_new(&x->o->arena, "export", COLUMNS);
	for (uint32_t k = 0; k < COLUMNS; k++)
		table_head(x->table, k, str_from_c(heads[k]));
	if (!sheet_sample_all(x->sheet, &x->o->diag))
		return false;
	find_needed(x);
	for (uint32_t i = 0; i < sheet_entry_count(x->sheet); i++)
		if (!add_entry(x, sheet_entry(x->sheet, i)))
			return false;
	return true;
}

/* ---- the command ---- */

/* Where it goes: empty for standard output. */
static bool write_to(struct export *x, struct str file)
{
	struct buf text = {0};
	bool fine = true;

	table_csv(x->table, &text);
	if (!file.len || str_eq(file, S("-")))
		buf_add_str(&x->o->output, buf_str(&text));
	else
		fine = command_write_file(x->session, file, buf_str(&text), x->o);
	buf_release(&text);
	return fine;
}

static bool is_csv(struct str word)
{
	return str_ends(word, S(".csv")) || str_ends(word, S(".CSV"));
}

/* NAME, PARAM=VALUE, -o FILE; a name that ends with .csv is a file to write too. */
static bool read_words(struct session *s, struct command_words *w, size_t argc, const struct str *argv, struct outcome *o)
{
	if (!command_read_words(s, w, argc, argv, NULL, 0, NULL, is_csv, o))
		return false;
	if (w->file_count > 1)
		return command_misused(o, "export writes one file");
	if (w->file_count && !is_csv(w->files[0]) && !str_eq(w->files[0], S("-"))) {
		command_misused(o, "export writes comma-separated values");
		diag_hint(&o->diag, "end the name with .csv");
		return false;
	}
	return true;
}

bool command_export(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct command_words w = {0};
	struct export x = {.session = s, .o = o};
	bool fine;

	if (!read_words(s, &w, argc, argv, o))
		return false;
	x.sheet = command_open(s, &w, "export", o);
	if (!x.sheet)
		return false;
	fine = fill(&x) ? write_to(&x, w.file_count ? w.files[0] : S("")) : session_fail(o);
	if (x.sheet != session_sheet(s))
		sheet_free(x.sheet);
	return fine;
}
