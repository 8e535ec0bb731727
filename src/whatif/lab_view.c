/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_view.c - cells of a lab to rows, and the verdict. */
#include "whatif/lab_view.h"

#include <math.h>

#include "lang/parse.h"

#define SUSPECT 4 /* errors: with t(19) one right result in 1,300 is further off */
#define HOPELESS 7

struct viewing {
	struct ask *q;
	struct str prefix;
	struct lab_view *v;
	struct lab_result again; /* of fresh runs, once they are needed */
	bool has_again;
};

static struct cell *view_cell_of(const struct viewing *x, struct str name)
{
	return sheet_find(x->q->sheet, arena_printf(x->q->a, "%.*s%.*s", STR(x->prefix), STR(name)));
}

/* ---- numbers ---- */

/* Numbers in the unit of the cell: from base units. */
static struct str view_write_all(const struct viewing *x, const struct type *type, const double *base, uint32_t count,
                                 unsigned digits)
{
	double one = factor_apply(units_base(&type->units), 1), *num = arena_array(x->q->a, double, count);
	struct value v = {.type = *type, .count = count, .num = num};

	for (uint32_t i = 0; i < count; i++)
		num[i] = base[i] / one;
	v.type.uncertain = false;
	v.type.asked = true;
	v.type.list = count > 1;
	return lab_write_value(x->q, &v, digits);
}

static struct str write_base(const struct viewing *x, const struct type *type, double base, unsigned digits)
{
	return view_write_all(x, type, &base, 1, digits);
}

/* So many digits that the last one is the second of the error. */
static unsigned view_digits_for(double value, double error)
{
	double digits = error > 0 && value != 0 ? floor(log10(fabs(value))) - floor(log10(error)) + 2 : 4;

	if (error <= 0)
		return 0; /* as what was predicted is written */
	return digits < 2 ? 2 : digits > 6 ? 6 : (unsigned)digits;
}

/* ---- the prediction ---- */

static bool view_number_of(const struct viewing *x, const struct prediction *p, uint32_t count, double *out)
{
	const struct cell *c = p->kind ? view_cell_of(x, p->cell->text) : NULL;
	const struct value *v = c && c->state == CELL_READY ? cell_value(c) : NULL;

	if (!v || v->type.uncertain || (v->count != count && v->count != 1) || v->type.kind != VALUE_NUMBER)
		return false;
	for (uint32_t i = 0; i < count; i++) { /* one number is for all of a list */
		double own = v->num[v->count == 1 ? 0 : i];

		if (is_poison(own))
			return false;
		out[i] = factor_apply(units_base(&v->type.units), own);
	}
	return true;
}

/* The first that has a value; NULL. */
static const struct prediction *prediction(const struct viewing *x, const struct statement *st, uint32_t count,
                                           double *out)
{
	for (unsigned i = 0; i < PREDICTIONS; i++)
		if (view_number_of(x, &st->more->against[i], count, out))
			return &st->more->against[i];
	return NULL;
}

static double off_of(const struct lab_row *r, const struct lab_value *v)
{
	return lab_off((enum lab_against)r->by->kind, v->value, lab_error(v, r->expected), r->expected, r->by->within);
}

/* Of a list the number that is furthest off is the one that is judged: its place. */
static uint32_t furthest(struct lab_row *r, const struct lab_result *result, const double *expected, uint32_t count)
{
	uint32_t worst = 0;
	double most = -1;

	for (uint32_t i = 0; i < count; i++) {
		struct lab_value one = lab_result_each(result, r->result, i);

		r->expected = expected[i];
		if (fabs(off_of(r, &one)) > most) {
			most = fabs(off_of(r, &one));
			worst = i;
		}
	}
	r->expected = expected[worst];
	return worst;
}

/* Is it off in twenty runs that no one has seen, too? */
static bool off_again(struct viewing *x, const struct lab_row *r, uint32_t which)
{
	const struct measured *m = x->v->run;
	const struct lab_value *v;

	if (m->result.exact || m->result.stopped || fabs(r->off) > HOPELESS)
		return true;
	if (!x->has_again && !measure_again(sheet_engine(x->q->sheet), m, &x->again, x->q->d))
		return false;
	x->has_again = true;
	v = lab_result_of(m->lab, &x->again, r->name);
	struct lab_value one = lab_result_each(&x->again, v, which);
	return v->there && fabs(off_of(r, &one)) > SUSPECT;
}

static void view_judge(struct viewing *x, struct lab_row *r, const struct lab_value *v, uint32_t which)
{
	bool bound = r->by->kind == AGAINST_ABOVE || r->by->kind == AGAINST_BELOW;

	r->off = off_of(r, v);
	if (fabs(r->off) > SUSPECT && off_again(x, r, which)) {
		r->kind = LAB_OFF;
		r->verdict = fabs(r->off) < 1000 && !x->v->run->result.exact
		                 ? arena_printf(x->q->a, "OFF by %.0f errors", fabs(r->off))
		                 : S("OFF");
		x->v->off = true;
	} else if (bound && r->off == 0) {
		r->kind = LAB_BOUND;
		r->verdict = r->by->kind == AGAINST_ABOVE ? S("above, as it must") : S("below, as it must");
	} else {
		r->kind = LAB_AGREES;
		r->verdict = S("agrees");
	}
}

/* ---- rows ---- */

/* "± 1 ms" -> "± 1" */
static struct str without_unit(const struct viewing *x, struct str margin)
{
	size_t end = margin.len ? str_find_char(margin, ' ', 0) + 1 : 0;

	while (end < margin.len && margin.p[end] != ' ' && margin.p[end] != '%' && margin.p[end] != '/')
		end++;
	return arena_str(x->q->a, str_cut(margin, 0, end));
}

static const struct value *view_kept(struct viewing *x, const struct cell *c)
{
	struct value *v = arena_new(x->q->a, struct value);

	*v = value_copy(x->q->a, cell_value(c));
	return v;
}

static void view_add_row(struct viewing *x, const struct statement *st)
{
	static const char *const signs[] = {[AGAINST_ABOVE] = "> ", [AGAINST_BELOW] = "< "};
	struct lab_row *r = &x->v->rows[x->v->count++];
	const struct cell *c = view_cell_of(x, st->name);
	const struct lab_result *result = &x->v->run->result;
	const struct lab_value *v = lab_result_of(x->v->run->lab, result, st->name);
	uint32_t count = v && v->count ? v->count : 1, worst;
	double most = 0, *base = arena_array(x->q->a, double, count), *expected = arena_array(x->q->a, double, count);
	struct lab_value one;

	*r = (struct lab_row){.name = st->name, .text = st->text, .statement = st, .value = S("–")};
	if (!v || !v->there || !c || c->state != CELL_READY)
		return;
	r->there = true;
	r->cell = view_kept(x, c);
	r->result = v;
	r->measured = v->value;
	for (uint32_t i = 0; i < count; i++) {
		one = lab_result_each(result, v, i);
		base[i] = one.value;
		most = one.error > most ? one.error : most;
	}
	r->error = most;
	r->value = view_write_all(x, c->type, base, count, v->count ? 3 : view_digits_for(v->value, most * LAB_T90));
	if (most > 0)
		r->margin = arena_printf(x->q->a, "± %.*s", STR(write_base(x, c->type, most * LAB_T90, 2)));
	r->brief = without_unit(x, r->margin);
	r->by = prediction(x, st, count, expected);
	if (!r->by)
		return;
	r->has_prediction = true;
	r->predicted = arena_printf(x->q->a, "%s%.*s", signs[r->by->kind] ? signs[r->by->kind] : "",
	                            STR(view_write_all(x, c->type, expected, count, v->count ? 3 : 0)));
	worst = furthest(r, result, expected, count);
	one = lab_result_each(result, v, worst);
	view_judge(x, r, &one, worst);
}

static void add_param(struct viewing *x, const struct statement *st)
{
	struct lab_param *p = &x->v->params[x->v->param_count];
	const struct cell *c = view_cell_of(x, st->name);

	if (!c || c->state != CELL_READY)
		return;
	*p = (struct lab_param){st->name, .given = c->given, .cell = view_kept(x, c)};
	if (c->type->kind == VALUE_TEXT && c->count == 1 && !is_poison(c->num[0]))
		p->value = texts_get(x->q->format.texts, (uint32_t)c->num[0]);
	else if (c->count == 1 && c->type->kind == VALUE_NUMBER && is_poison(c->num[0]))
		p->value = S("none");
	else
		p->value = lab_write_value(x->q, cell_value(c), 0);
	if (!p->value.len)
		p->value = S("none");
	x->v->param_count++;
}

/* ---- the sheet's own statements: those of a used sheet are in its template ---- */

static const struct statement *statements(struct viewing *x, struct str *name, const struct cell **result)
{
	for (uint32_t i = 0; i < sheet_cell_count(x->q->sheet); i++) {
		const struct cell *c = sheet_cell(x->q->sheet, i);
		struct str own;

		if (!c->declaration || c->declaration->kind != STATEMENT_MEASURE || !str_starts(c->name, x->prefix))
			continue;
		own = str_cut(c->name, x->prefix.len, c->name.len);
		if (str_find_char(own, '.', 0) < own.len || !measure_lab(cell_declared(c).source))
			continue;
		*name = str_from_c(measure_lab(cell_declared(c).source)->name);
		*result = c;
		const struct template *t = library_template(sheet_library(x->q->sheet),
		                                            arena_printf(x->q->a, "lab.%.*s", STR(*name)), S(""), x->q->d);
		return t ? t->first : NULL;
	}
	return NULL;
}

static const struct statement *view_first_of(const struct statement *st, enum statement_kind kind)
{
	while (st && st->kind != kind)
		st = st->next;
	return st;
}

static void view_describe(struct viewing *x, const struct statement *first)
{
	const struct statement *title = view_first_of(first, STATEMENT_HEADING), *see = view_first_of(first, STATEMENT_SEE);
	const struct measured *m = x->v->run;
	struct buf text = {0};

	x->v->title = title ? title->text : x->v->name;
	for (uint32_t i = 0; see && i < see->more->want_count; i++)
		buf_printf(&text, "%s%.*s", i ? ", " : "", STR(see->more->wants[i].name));
	x->v->see = arena_str(x->q->a, buf_str(&text));
	buf_reset(&text);
	if (m->result.stopped)
		buf_printf(&text, "Ended early: %u of %d runs", m->result.runs, LAB_RUNS);
	else if (m->result.exact)
		buf_add_c(&text, "one run: nothing in it is random");
	else if (m->lab->told)
		m->lab->told(m->params, &text);
	if (!m->result.exact)
		buf_printf(&text, "; ± is the 90 %% interval; seed %llu", (unsigned long long)m->seed);
	x->v->told = buf_take(&text, x->q->a);
	x->v->figure = (struct lab_figure){.a = x->q->a};
	if (m->lab->figure)
		m->lab->figure(m->params, &m->result, &x->v->figure);
	x->v->chart = lab_chart(&x->v->figure, x->q->a);
}

bool lab_is(struct sheet *s, struct str prefix)
{
	for (uint32_t i = 0; i < sheet_cell_count(s); i++) {
		const struct cell *c = sheet_cell(s, i);

		if (c->declaration && c->declaration->kind == STATEMENT_MEASURE && str_starts(c->name, prefix) &&
		    str_find_char(c->name, '.', prefix.len) >= c->name.len && measure_lab(cell_declared(c).source))
			return true;
	}
	return false;
}

bool lab_view(struct ask *q, struct str prefix, struct lab_view *v)
{
	struct viewing x = {.q = q, .prefix = prefix, .v = v};
	const struct cell *result = NULL;
	const struct statement *first;
	uint32_t count = 2;

	*v = (struct lab_view){0};
	first = statements(&x, &v->name, &result);
	v->run = first ? sheet_measured(q->sheet, result, q->d) : NULL;
	if (!v->run)
		return false;
	for (const struct statement *st = first; st; st = st->next)
		count++;
	v->rows = arena_array(q->a, struct lab_row, count);
	v->params = arena_array(q->a, struct lab_param, count);
	v->notes = arena_array(q->a, struct str, count);
	for (const struct statement *st = first; st; st = st->next) {
		if (st->kind == STATEMENT_PARAM)
			add_param(&x, st);
		else if (st->kind == STATEMENT_MEASURE)
			view_add_row(&x, st);
	}
	view_describe(&x, first);
	lab_notes(q, v, prefix, first, cell_declared(result).source);
	if (x.has_again)
		lab_result_release(&x.again);
	return !q->d->error;
}
