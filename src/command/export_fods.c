/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export_fods.c - a sheet as a spreadsheet that reckons: a row a cell in the unit it is shown in, a column for the
 * sheet as it is and one for each scenario. Formulas read their own column, so that a number typed over in it moves all
 * that rests on it. An uncertain cell has its median.
 */
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/map.h"
#include "command/export.h"
#include "eval/builtin.h"
#include "eval/formula_text.h"
#include "sampling/spread.h"
#include "show/doc.h"
#include "show/fods.h"
#include "whatif/scenario.h"

enum { NAME, WHAT, VALUE, UNIT, LOW, HIGH, FORMULA, FROM, COLUMNS };
enum { TITLE_ROW, NOTE_ROW, HEAD_ROW = 3, FIRST_ROW = 4 };

struct fods {
	struct export *x;
	struct ask q;
	struct export_line *lines;
	uint32_t count;
	const struct entry **scenarios;
	uint32_t scenario_count;
	struct fods_cell *cells;
	uint32_t columns;
	struct map rows;    /* by cell: its first line, and one more */
	uint32_t column;    /* being written */
	struct value value; /* of the expression whose elements are being written, if it */
	bool has_value;     /* has one */
};

static struct str export_fods_key_of(struct arena *a, const void *p)
{
	const void **kept = arena_new(a, const void *);

	*kept = p;
	return (struct str){(const char *)kept, sizeof(*kept)};
}

static void *export_fods_find(const struct map *m, const void *p)
{
	return map_get(m, (struct str){(const char *)&p, sizeof(p)});
}

static struct fods_cell *export_fods_cell_at(const struct fods *f, uint32_t row, uint32_t column)
{
	return &f->cells[(size_t)row * f->columns + column];
}

/* ---- references ---- */

static void put_factor(struct buf *out, char sign, double x)
{
	if (x != 1)
		buf_printf(out, "%c%.17g", sign, x);
}

/*
 * What takes a number of that type to the unit of the line's row; in a scenario a cell may be in another unit than in
 * the base.
 */
static bool row_factor(const struct export_line *l, const struct type *t, struct factor *to)
{
	*to = FACTOR_ONE;
	if (t->kind != l->type.kind ||
	    (t->kind == VALUE_NUMBER && units_convert(&t->units, &l->type.units, to) == UNITS_CLASH))
		return false;
	if (t->kind == VALUE_NUMBER)
		*to = factor_times(*to, l->scale, 1);
	return true;
}

/* In the unit of the cell's value, whatever unit the row is in. */
static bool export_fods_put_place(void *ctx, uint32_t cell, struct buf *out)
{
	const struct fods *f = ctx;
	const struct cell *c = sheet_cell(f->x->sheet, cell);
	const struct export_line *l = export_fods_find(&f->rows, c);
	struct factor to;

	if (!l || l->type.kind == VALUE_TEXT || c->type->list || !row_factor(l, c->type, &to))
		return false;
	buf_add_c(out, to.num == 1 && to.den == 1 ? "[." : "([.");
	fods_letters(out, f->column);
	buf_printf(out, "%u]", (unsigned)(l - f->lines) + FIRST_ROW + 1);
	put_factor(out, '*', to.den);
	put_factor(out, '/', to.num);
	buf_add_c(out, to.num == 1 && to.den == 1 ? "" : ")");
	return true;
}

/* ---- one number ---- */

/* The formula of a line in the unit of its row, empty where there is none. */
static struct str formula_of(struct fods *f, const struct export_line *l)
{
	const struct definition *at = l->cell ? &l->cell->is : &l->at;
	const struct node *n = l->cell ? l->cell->is.expr : l->node;
	struct formula_cells cells = {.place = export_fods_put_place, .ctx = f};
	struct factor to;
	struct buf text = {0};
	struct type type;
	struct diag own;
	struct str copy = {0};

	if (l->list || (l->cell && (cell_is_supposed(l->cell) || l->cell->type->uncertain)))
		return copy;
	diag_init(&own, f->q.a, at->source);
	if (formula_text(sheet_engine(f->x->sheet), sheet_scope(f->x->sheet, at->space), n, f->q.a, &own, &cells, &text,
	                 &type) &&
	    cells.places && row_factor(l, &type, &to)) {
		put_factor(&text, '*', to.num);
		put_factor(&text, '/', to.den);
		copy = arena_str(f->q.a, buf_str(&text));
	}
	buf_release(&text);
	return copy;
}

/*
 * What the line is worth in this state; false when it has no value. Of the lines of an expression that is a list the
 * first is asked for first, and works it out for all.
 */
static bool export_fods_value_of(struct fods *f, const struct export_line *l, struct value *v)
{
	struct diag own;

	if (l->cell) {
		*v = *cell_value(l->cell);
		return l->cell->state == CELL_READY && l->element < v->count;
	}
	if (l->element == 0) {
		diag_init(&own, f->q.a, l->at.source);
		f->has_value = sheet_eval(f->x->sheet, &l->at, l->node, f->q.a, &own, &f->value);
	}
	*v = f->value;
	return f->has_value && l->element < v->count;
}

static void export_fods_put_number(struct fods *f, uint32_t i)
{
	const struct export_line *l = &f->lines[i];
	struct fods_cell *c = export_fods_cell_at(f, FIRST_ROW + i, f->column);
	struct factor to;
	struct value v;

	if (!export_fods_value_of(f, l, &v) || !row_factor(l, &v.type, &to) || is_poison(v.num[l->element]))
		return;
	if (v.type.kind == VALUE_TEXT) {
		v.num += l->element;
		v.count = 1;
		v.spread = NULL;
		v.type.list = false;
		*c = (struct fods_cell){.kind = FODS_TEXT, .text = doc_text(f->q.a, export_shown(f->x, &v))};
		return;
	}
	c->kind = v.type.kind == VALUE_TRUTH ? FODS_TRUTH : FODS_NUMBER;
	c->number = factor_apply(to, l->kept ? l->number : v.num[l->element]);
	c->formula = l->kept ? (struct str){0} : formula_of(f, l);
	c->style = c->formula.len                                        ? FODS_PLAIN
	           : l->cell && (l->cell->param || !l->cell->need_count) ? FODS_INPUT
	                                                                 : FODS_ASIDE;
}

/* ---- states of the sheet ---- */

/* p95(x), prob(x > 3), also in functions of the sheet: what is read off samples, of which a spreadsheet has none. */
static bool reads_samples(const struct space *at, struct str name)
{
	const struct builtin *fn = builtin_find(name);

	(void)at;
	return fn && fn->rule == RULE_SPREAD;
}

/* Drawn itself, read off samples, or from what is uncertain elsewhere: a published range. */
static bool is_source(const struct cell *c)
{
	const struct value *v = cell_value(c);

	if (c->state != CELL_READY || v->type.list || v->type.kind == VALUE_TEXT || is_poison(v->num[0]))
		return false;
	if (c->draws || sheet_calls(&c->is, c->is.expr, reads_samples))
		return true;
	for (uint32_t i = 0; i < c->need_count; i++)
		if (c->needs[i]->type->uncertain)
			return false;
	return v->type.uncertain;
}

/* What conditions and expressions read off samples, while there are some. */
static void keep_sampled(struct fods *f)
{
	bool sampled = false;

	for (uint32_t i = 0; i < f->count && !interrupt_came; i++) {
		struct export_line *l = &f->lines[i];
		struct value v;

		if (l->element == 0)
			sampled = l->node && sheet_calls(&l->at, l->node, reads_samples);
		l->kept = sampled && export_fods_value_of(f, l, &v) && v.type.kind == l->type.kind;
		if (l->kept)
			l->number = v.num[l->element];
	}
}

/* All that is drawn becomes its median: the sheet is certain then, and a spreadsheet can follow it. */
static bool fix_medians(struct fods *f)
{
	struct sheet *s = f->x->sheet;
	uint32_t count = 0, all = sheet_cell_count(s);
	struct cell **cells = arena_array(f->q.a, struct cell *, all);
	double *medians = arena_array(f->q.a, double, all);

	if (!sheet_sample_all(s, f->q.d))
		return false;
	keep_sampled(f);
	for (uint32_t i = 0; i < all; i++)
		if (is_source(sheet_cell(s, i))) {
			cells[count] = sheet_cell(s, i);
			medians[count] = cells[count]->num[0];
			count++;
		}
	for (uint32_t i = 0; i < count; i++)
		sheet_suppose_number(s, cells[i], medians[i]);
	return sheet_recalc(s, f->q.d) && sheet_sample_all(s, f->q.d);
}

/* The column of a scenario, or of the sheet as it is (NULL). */
static bool fill_column(struct fods *f, uint32_t column, const struct entry *scenario)
{
	bool fine;

	sheet_suppose(f->x->sheet);
	fine = (!scenario || scenario_suppose(&f->q, scenario->statement, &scenario->is)) && fix_medians(f);
	f->column = column;
	for (uint32_t i = 0; fine && i < f->count && !interrupt_came; i++)
		export_fods_put_number(f, i);
	fine = fine && diag_goes_on(&f->x->o->diag);
	sheet_suppose_end(f->x->sheet);
	return fine;
}

/* ---- the rest of the page ---- */

static void export_fods_put_text(struct fods *f, uint32_t row, uint32_t column, enum fods_style style, struct str text)
{
	*export_fods_cell_at(f, row, column) = (struct fods_cell){
		.kind = FODS_TEXT, .style = style, .text = doc_text(f->q.a, text)};
}

static void put_heads(struct fods *f)
{
	static const char *const heads[COLUMNS] = {
		[NAME] = "Name",
		[WHAT] = "What it is",
		[VALUE] = "Value",
		[UNIT] = "Unit",
		[LOW] = "Low (P5)",
		[HIGH] = "High (P95)",
		[FORMULA] = "As it is in the sheet",
		[FROM] = "Source",
	};
	const struct statement *title = sheet_first(f->x->sheet, STATEMENT_HEADING);

	export_fods_put_text(f, TITLE_ROW, 0, FODS_TITLE, title ? title->text : S("Estimate"));
	export_fods_put_text(f, NOTE_ROW, 0, FODS_ASIDE,
	                     S("Type over a coloured number and all that rests on it moves. Of uncertain numbers the "
	                       "medians are reckoned with; "
	                       "low and high are those of the samples. What is grey does not move."));
	for (uint32_t k = 0; k < COLUMNS; k++)
		export_fods_put_text(f, HEAD_ROW, k, FODS_HEAD, str_from_c(heads[k]));
	for (uint32_t k = 0; k < f->scenario_count; k++)
		export_fods_put_text(f, HEAD_ROW, COLUMNS + k, FODS_HEAD, f->scenarios[k]->statement->text);
}

static void export_fods_put_range(struct fods *f, uint32_t row, const struct export_line *l)
{
	const struct spread *s = l->value.spread;

	if (!s || l->type.kind != VALUE_NUMBER)
		return;
	*export_fods_cell_at(f, row, LOW) = (struct fods_cell){
		.kind = FODS_NUMBER, .style = FODS_ASIDE, .number = factor_apply(l->scale, s->p5)};
	*export_fods_cell_at(f, row, HIGH) = (struct fods_cell){
		.kind = FODS_NUMBER, .style = FODS_ASIDE, .number = factor_apply(l->scale, s->p95)};
}

/* At the medians a condition may hold that does not hold surely enough. */
static struct str what_of(struct fods *f, const struct export_line *l)
{
	if (l->type.kind != VALUE_TRUTH || !l->value.spread)
		return l->what;
	return arena_printf(f->q.a, "%.*s (at the medians; of the samples %.*s)", STR(l->what),
	                    STR(export_shown(f->x, &l->value)));
}

static void export_fods_put_line(struct fods *f, uint32_t i)
{
	const struct export_line *l = &f->lines[i];
	uint32_t row = FIRST_ROW + i;

	export_fods_put_text(f, row, NAME, FODS_PLAIN, l->name);
	export_fods_put_text(f, row, WHAT, FODS_PLAIN, what_of(f, l));
	export_fods_put_text(f, row, UNIT, FODS_PLAIN, export_unit(f->x, l));
	export_fods_put_text(f, row, FORMULA, FODS_ASIDE, l->formula);
	export_fods_put_text(f, row, FROM, FODS_ASIDE, l->from);
	export_fods_put_range(f, row, l);
	if (l->cell && l->element == 0)
		map_put(&f->rows, export_fods_key_of(f->q.a, l->cell), &f->lines[i]);
}

static void write(struct fods *f, struct buf *out)
{
	static const double widths[COLUMNS] = {
		[NAME] = 4.5, [WHAT] = 7.5, [VALUE] = 3.5, [UNIT] = 3.5, [LOW] = 3, [HIGH] = 3, [FORMULA] = 8, [FROM] = 5};
	struct fods_column *columns = arena_array(f->q.a, struct fods_column, f->columns);

	for (uint32_t k = 0; k < f->columns; k++)
		columns[k].width = k < COLUMNS ? widths[k] : 3.5;
	fods_write(out, S("Estimate"), columns, f->columns, f->cells, FIRST_ROW + f->count);
}

bool export_fods(struct export *x, struct buf *out)
{
	struct fods f = {
		.x = x, .q = {.sheet = x->sheet, .a = &x->o->arena, .d = &x->o->diag, .format = session_format(x->session)}};
	bool fine;

	if (!export_lines(x, &f.lines, &f.count))
		return false;
	f.scenario_count = scenario_list(&f.q, &f.scenarios);
	f.columns = COLUMNS + f.scenario_count;
	f.cells = arena_array(f.q.a, struct fods_cell, (size_t)f.columns * (FIRST_ROW + f.count));
	put_heads(&f);
	for (uint32_t i = 0; i < f.count && !interrupt_came; i++)
		export_fods_put_line(&f, i);
	fine = diag_goes_on(&x->o->diag) && fill_column(&f, VALUE, NULL);
	for (uint32_t k = 0; fine && k < f.scenario_count; k++)
		fine = fill_column(&f, COLUMNS + k, f.scenarios[k]);
	if (fine)
		write(&f, out);
	fine = fine && diag_goes_on(&x->o->diag);
	map_release(&f.rows);
	free(f.lines);
	return fine;
}
