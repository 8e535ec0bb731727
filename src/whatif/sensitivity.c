/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.c - a tornado, and shares of the spread. */
#include <math.h>
#include <stdlib.h>

#include "eval/study.h"
#include "sheet/explain.h"
#include "value/number.h"
#include "whatif/sensitivity.h"

enum { END_DIGITS = 9 }; /* as far as the inverse of the normal distribution is right */
enum {
	COMPUTED_MOST = 50000
}; /* cells worked out for the sake of certain inputs: of a sheet of thousands, those near the answer */
#define STEP 0.2
#define SMALL 0.01 /* what is less of the whole is folded into "others" */

static bool sensitivity_study(struct ask *q, const struct asked *e, bool shares, struct study *out)
{
	DIAG_IN(q->d, e->at.source);
	return eval_study(sheet_engine(q->sheet), sheet_scope(q->sheet, e->at.space), e->node, shares, q->a, q->d, out);
}

/* How far it moves the answer: where that is not defined at one end, by the other one. */
static double sensitivity_swing(const struct sensitivity_input *x)
{
	double low = fabs(x->at_low - x->middle), high = fabs(x->at_high - x->middle);

	if (low == low && high == high)
		return fabs(x->at_high - x->at_low);
	return low == low ? 2 * low : high == high ? 2 * high : 0;
}

static int by_swing(const void *a, const void *b)
{
	double x = sensitivity_swing(a), y = sensitivity_swing(b);
	return (x < y) - (x > y);
}

/* ---- uncertain inputs ---- */

/* Is the uncertain literal all there is to the cell? */
static bool is_whole_cell(const struct cell *c)
{
	return c && c->draws == 1 && !c->need_count;
}

static struct str input_name(struct ask *q, const struct study_input *in, const struct cell *c)
{
	struct str literal = source_text(in->source, in->at);

	if (!c && str_find_char(in->cell, '.', 0) < in->cell.len)
		return arena_str(q->a, in->cell); /* a figure from elsewhere: measured.syscall */
	if (!c)
		return arena_str(q->a, literal);
	return is_whole_cell(c) ? c->name : arena_printf(q->a, "%.*s: %.*s", STR(c->name), STR(literal));
}

/* An end that is 0 but for the noise of the inverse normal distribution. */
static double clean(double x, double other)
{
	return fabs(x) < 1e-8 * fabs(other) ? 0 : number_round(x, END_DIGITS);
}

static void add_uncertain(struct ask *q, const struct study *s, struct sensitivity *x)
{
	for (uint32_t k = 0; k < s->count; k++) {
		const struct study_input *in = &s->inputs[k];
		struct cell *c = in->cell.len ? sheet_find(q->sheet, in->cell) : NULL;

		x->one[x->count++] = (struct sensitivity_input){.name = input_name(q, in, c),
		                                                .cell = is_whole_cell(c) ? c : NULL,
		                                                .type = in->type,
		                                                .low = clean(in->low, in->high),
		                                                .high = clean(in->high, in->low),
		                                                .at_low = clean(in->at_low, in->at_high),
		                                                .middle = s->middle,
		                                                .at_high = clean(in->at_high, in->at_low),
		                                                .share = in->share};
	}
}

/* ---- certain inputs ---- */

static bool is_certain_input(const struct cell *c)
{
	return c->state == CELL_READY && !c->need_count && !c->type->uncertain && c->type->kind == VALUE_NUMBER &&
	       !c->type->list && !is_poison(c->num[0]) && c->num[0] != 0;
}

/* Would a lab run again if the cell were something else? That takes too long to be tried twenty times. */
static bool runs_lab(struct ask *q, struct cell *c)
{
	uint32_t n = sheet_cell_count(q->sheet), count = 0;
	struct cell **list = arena_array(q->a, struct cell *, n + 1);
	bool *seen = arena_array(q->a, bool, n + 1);

	list[count++] = c;
	seen[c->index] = true;
	for (uint32_t i = 0; i < count; i++) {
		if (cell_is_measured(list[i]))
			return true;
		for (uint32_t k = 0; k < list[i]->user_count; k++) {
			struct cell *user = list[i]->users[k];

			if (!seen[user->index])
				list[count++] = user;
			seen[user->index] = true;
		}
	}
	return false;
}

static bool any_lab(struct cell *const *cells, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (cell_is_measured(cells[i]))
			return true;
	return false;
}

/* The answer with one cell at another number; a poison where it has none. */
static double sensitivity_answer_at(struct ask *q, const struct asked *e, struct cell *c, double x)
{
	struct diag *d = q->d, own;
	struct study s;
	double y = poison_make(POISON_DOMAIN, 0);

	diag_init(&own, q->a, NULL);
	q->d = &own;
	sheet_suppose_number(q->sheet, c, x);
	if (sheet_recalc(q->sheet, &own) && sensitivity_study(q, e, false, &s))
		y = s.middle;
	q->d = d;
	return y;
}

/* A range that is no input, as the expression reads what its samples say. */
static bool is_hidden(const struct sensitivity *x, const struct cell *c)
{
	if (!is_whole_cell(c) || c->state != CELL_READY || c->type->kind != VALUE_NUMBER || c->type->list)
		return false;
	for (uint32_t i = 0; i < x->count; i++)
		if (x->one[i].cell == c)
			return false;
	return c->type->uncertain;
}

static void add_certain(struct ask *q, const struct asked *e, struct cell *const *cells, uint32_t count,
                        struct sensitivity *x)
{
	uint64_t from = sheet_computed(q->sheet);
	uint32_t first = x->count;
	bool labs = any_lab(cells, count);

	ask_suppose_for(q, e, 1);
	for (uint32_t i = count; i-- > 0 && sheet_computed(q->sheet) - from < COMPUTED_MOST &&
	                         diag_goes_on(q->d);) { /* those that the answer needs come last */
		struct cell *c = cells[i];
		bool hidden = is_hidden(x, c);

		if (!is_certain_input(c) && !hidden)
			continue;
		if (labs && runs_lab(q, c)) {
			x->labs = true;
			continue;
		}
		if (hidden) {
			x->hidden = true;
			x->still[x->still_count++] = c;
			continue;
		}
		double v = c->num[0];
		struct sensitivity_input in = {.name = c->name,
		                               .cell = c,
		                               .type = *c->type,
		                               .low = v * (1 - STEP),
		                               .high = v * (1 + STEP),
		                               .middle = x->middle,
		                               .share = -1};
		in.at_low = sensitivity_answer_at(q, e, c, in.low);
		in.at_high = sensitivity_answer_at(q, e, c, in.high);
		sheet_suppose_usual(q->sheet, c); /* worked out with the next one */
		if (sensitivity_swing(&in) > 0)
			x->one[x->count++] = in;
		else
			x->still[x->still_count++] = c;
	}
	sheet_suppose_end(q->sheet);
	for (uint32_t i = first, k = x->count; i + 1 < k; i++) { /* in the order of the sheet again */
		struct sensitivity_input other = x->one[--k];
		x->one[k] = x->one[i];
		x->one[i] = other;
	}
}

bool sensitivity_inputs(struct ask *q, const struct asked *e, bool shares, struct sensitivity *x)
{
	struct study s;
	uint32_t reads, needs;

	*x = (struct sensitivity){0};
	if (!sensitivity_study(q, e, shares, &s))
		return false;
	struct cell **read = sheet_reads(&e->at, e->node, q->a, &reads);
	struct cell **cells = sheet_needs(q->sheet, read, reads, q->a, &needs);
	x->one = arena_array(q->a, struct sensitivity_input, s.count + needs + 1);
	x->still = arena_array(q->a, struct cell *, needs + 1);
	x->answer = s.answer;
	x->middle = s.middle;
	x->logarithmic = s.logarithmic;
	x->uncertain = s.count;
	add_uncertain(q, &s, x);
	add_certain(q, e, cells, needs, x);
	qsort(x->one, x->count, sizeof *x->one, by_swing);
	return diag_goes_on(q->d);
}

/* ---- the table ---- */

static void sensitivity_add_row(struct ask *q, struct doc_table *t, const struct sensitivity_input *x,
                                const struct type *answer)
{
	struct field *row = table_row(t);

	row[0] = field_text(x->name);
	row[1] = field_number(q->a, &x->type, x->low);
	row[2] = field_number(q->a, &x->type, x->high);
	row[3] = field_number(q->a, answer, x->at_low);
	row[4] = field_number(q->a, answer, x->at_high);
	if (x->share >= 0)
		row[5] = field_share(x->share);
}

static void add_rows(struct ask *q, struct doc_table *t, const struct sensitivity *x, const struct type *answer)
{
	double others = 0;
	uint32_t folded = 0;

	for (uint32_t i = 0; i < x->count; i++) {
		if (!sensitivity_is_small(x, i)) {
			sensitivity_add_row(q, t, &x->one[i], answer);
			continue;
		}
		folded++;
		others += x->one[i].share > 0 ? x->one[i].share : 0;
	}
	if (!folded)
		return;
	struct field *row = table_row(t);
	row[0] = field_text(arena_printf(q->a, "%u other%s", folded, folded == 1 ? "" : "s"));
	row[5] = field_share(others);
}

uint32_t sensitivity_count_alike(const struct sensitivity *x)
{
	uint32_t n = 0;

	while (n < x->count && sensitivity_swing(&x->one[n]) > 0.99 * sensitivity_swing(&x->one[0]))
		n++;
	return n;
}

static struct str sensitivity_said(struct ask *q, const struct sensitivity_input *in, bool words)
{
	return words && in->cell && in->cell->more->text.len ? arena_printf(q->a, "“%.*s”", STR(in->cell->more->text))
	                                                     : in->name;
}

struct str sensitivity_most(struct ask *q, const struct sensitivity *x, struct str name, bool words)
{
	const struct sensitivity_input *first = NULL, *second = NULL;

	for (uint32_t i = 0; i < x->count; i++) {
		const struct sensitivity_input *in = &x->one[i];
		if (x->uncertain && in->share < 0)
			continue;
		if (!first || (x->uncertain && in->share > first->share)) {
			second = first;
			first = in;
		} else if (!second || (x->uncertain && in->share > second->share)) {
			second = in;
		}
	}
	if (!first)
		return arena_printf(q->a, "nothing that it is made of moves %.*s", STR(name));
	if (!second || (x->uncertain && second->share < SMALL))
		return arena_printf(q->a, "%.*s matters most", STR(sensitivity_said(q, first, words)));
	if (!x->uncertain && sensitivity_count_alike(x) > 2)
		return arena_printf(q->a, "%u of them matter most, and all alike", sensitivity_count_alike(x));
	if (!x->uncertain)
		return arena_printf(q->a, "%.*s and %.*s matter most", STR(sensitivity_said(q, first, words)),
		                    STR(sensitivity_said(q, second, words)));
	return arena_printf(q->a, "%.*s and %.*s matter most: %.0f %% and %.0f %% of the spread",
	                    STR(sensitivity_said(q, first, words)), STR(sensitivity_said(q, second, words)),
	                    100 * first->share, 100 * second->share);
}

bool sensitivity_is_small(const struct sensitivity *x, uint32_t i)
{
	return x->one[i].share < SMALL && sensitivity_swing(&x->one[i]) < SMALL * sensitivity_swing(&x->one[0]);
}

static bool is_input(const struct sensitivity *x, const struct node *n)
{
	for (uint32_t i = 0; n->kind == NODE_NAME && i < x->count; i++)
		if (str_eq(x->one[i].name, n->text))
			return true;
	return false;
}

struct str sensitivity_correlated(struct ask *q, const struct sensitivity *x)
{
	for (uint32_t i = 0; i < sheet_entry_count(q->sheet); i++) {
		const struct statement *st = sheet_entry(q->sheet, i)->statement;

		if (st->kind == STATEMENT_CORRELATE && st->expr->count > 1 && is_input(x, st->expr->kids[0]) &&
		    is_input(x, st->expr->kids[1]))
			return arena_printf(q->a, "each is moved alone, though %.*s and %.*s go together",
			                    STR(st->expr->kids[0]->text), STR(st->expr->kids[1]->text));
	}
	return S("");
}

struct doc_table *sensitivity(struct ask *q, struct str text)
{
	struct doc_table *t = table_new(q->a, "sensitivity", 6);
	struct sensitivity x;
	struct asked e;
	struct str correlated;

	if (!ask_expression(q, text, &e) || !sensitivity_inputs(q, &e, true, &x))
		return NULL;
	if (x.answer.type.kind == VALUE_TEXT) {
		diag_fail(q->d, DIAG_VALUE, (struct span){0, 0}, "sensitivity is that of a number, and '%.*s' is a text",
		          STR(e.name));
		return NULL;
	}
	t->title = arena_printf(q->a, "%.*s = %.*s", STR(e.name), STR(ask_write_value(q, &x.answer)));
	static const char *const heads[] = {"", "low", "high", "at low", "at high", "share"};
	table_heads(t, heads);
	t->bars = BARS_SPAN;
	t->bar_column = 3;
	t->bar_end = 4;
	t->bar_base = x.middle;
	add_rows(q, t, &x, &x.answer.type);
	table_line(t, "%.*s", STR(sensitivity_most(q, &x, e.name, false)));
	if (x.logarithmic)
		table_line(t, "shares are of the spread on a log scale");
	correlated = sensitivity_correlated(q, &x);
	if (correlated.len)
		table_line(t, "%.*s", STR(correlated));
	return t;
}
