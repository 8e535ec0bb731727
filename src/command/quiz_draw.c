/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quiz_draw.c - a question from a formula: inputs near those it ships with, an output that comes of them. */
#include <math.h>
#include <string.h>

#include "command/quiz.h"
#include "sheet/library.h"

enum { TRIES = 8, FEW = 20 };
#define GOLDEN \
	0.6180339887498949 /* its multiples fall into the unit interval as evenly as they can: neighbours differ */

/* ---- inputs ---- */

/* A number as a formula writes it, so that another one can be in its place. */
struct base {
	double number;
	struct str unit; /* as written: "users", "/s" */
	bool percent, whole;
};

static bool base_of(const struct source *src, const struct node *n, struct base *b)
{
	struct base other;

	*b = (struct base){.unit = S("")};
	switch (n->kind) {
	case NODE_NUMBER: b->number = n->number; break;
	case NODE_PERCENT:
		b->percent = true;
		b->number = n->kids[0]->number;
		return n->kids[0]->kind == NODE_NUMBER && b->number > 0;
	case NODE_QUANTITY:
		b->number = n->kids[0]->number;
		b->unit = str_trim(source_text(src, n->unit->at));
		if (n->kids[0]->kind != NODE_NUMBER)
			return false;
		break;
	case NODE_RANGE: /* between its ends */
		if (!base_of(src, n->kids[0], &other) || !base_of(src, n->kids[1], b))
			return false;
		b->number = sqrt(other.number * b->number);
		break;
	default: return false;
	}
	b->whole = b->number == floor(b->number) && b->number < 1000;
	return b->number > 0 && isfinite(b->number);
}

static double two_digits(double x)
{
	double step = pow(10, floor(log10(x)) - 1);

	return round(x / step) * step;
}

/* Within half a decade up and down, less by `spread`; `u` from 0 to 1 decides. A share stays one. */
static double quiz_draw_draw(const struct base *b, double u, double spread)
{
	double factor = pow(10, (u - 0.5) * spread), x = b->number * factor;

	if (b->whole && b->number < FEW) /* a few of something: up to ten times as many but few still, each as likely */
		return b->number + floor(u * fmin(9 * b->number, FEW) * spread);
	if (b->percent && b->number == 100) /* of all: less than that */
		return 100 - floor(u * 50 * spread);
	if (b->percent && b->number >= 50)
		x = 100 - fmin((100 - b->number) * factor, 50);
	else if (b->percent || (!b->unit.len && b->number < 1))
		x = fmin(x, b->percent ? 95 : 0.95);
	else if (!b->unit.len && !b->whole && b->number < 5) /* an exponent or the like */
		x = b->number * pow(10, (u - 0.5) * spread * 0.3);
	if (b->percent && b->number >= 50)
		return 100 - two_digits(fmax(100 - x, 1e-6));
	x = two_digits(x);
	return b->whole ? fmax(round(x), 1) : x;
}

static struct str input_text(struct arena *a, const struct base *b, double x)
{
	if (b->percent)
		return arena_printf(a, "%.12g%%", x);
	return arena_printf(a, "%.12g%s%.*s", x, b->unit.len && b->unit.p[0] != '/' ? " " : "", STR(b->unit));
}

/* A list of such numbers, each drawn by itself; empty when it is none. */
static struct str list_text(struct arena *a, const struct source *src, const struct node *n, double u, double spread)
{
	struct buf text = {0};
	struct str result;
	struct base b;
	bool fine = n->kind == NODE_LIST && n->count > 0;

	for (uint32_t i = 0; fine && i < n->count; i++) {
		fine = base_of(src, n->kids[i], &b);
		if (fine)
			buf_printf(&text, "%s%.*s", i ? ", " : "[",
			           STR(input_text(a, &b, quiz_draw_draw(&b, fmod(u + 0.21 * i, 1), spread))));
	}
	result = fine ? arena_printf(a, "%s]", buf_c(&text)) : S("");
	buf_release(&text);
	return result;
}

/* What an example of the formula gives for a parameter, or NULL. */
static const struct node *example_of(const struct template *t, struct str name)
{
	for (const struct statement *st = t->first; st; st = st->next)
		for (uint32_t i = 0; st->kind == STATEMENT_EXAMPLE && i < st->more->item_count; i++)
			if (str_eq(st->more->items[i].name, name))
				return st->more->items[i].value;
	return NULL;
}

/*
 * Values for the parameters that can be varied, and for those that must be given. False when one of these cannot, or
 * none is varied.
 */
static bool draw_inputs(struct arena *a, const struct template *t, uint64_t number, double spread, struct given *given,
                        size_t *count)
{
	unsigned place = 0, drawn = 0;

	*count = 0;
	for (const struct statement *st = t->first; st; st = st->next) {
		const struct node *from = st->kind == STATEMENT_PARAM ? (st->expr ? st->expr : example_of(t, st->name)) : NULL;
		struct base b;
		double u;

		if (st->kind != STATEMENT_PARAM)
			continue;
		if (!from)
			return false;
		u = fmod((double)(number % 1000003) * GOLDEN + 0.37 * ++place, 1);
		struct str text = base_of(t->source, from, &b) ? input_text(a, &b, quiz_draw_draw(&b, u, spread))
		                                               : list_text(a, t->source, from, u, spread);
		drawn += text.len > 0;
		if (!text.len && !st->expr)
			text = arena_str(a, source_text(t->source, from->at));
		if (text.len)
			given[(*count)++] = (struct given){st->name, text};
	}
	return drawn > 0;
}

static size_t quiz_draw_count_params(const struct template *t)
{
	size_t n = 0;

	for (const struct statement *st = t->first; st; st = st->next)
		n += st->kind == STATEMENT_PARAM;
	return n;
}

/* ---- what is asked ---- */

static bool may_ask(const struct cell *c)
{
	const struct value *v = c ? cell_value(c) : NULL;

	return c && c->state == CELL_READY && !c->param && c->need_count > 0 && v->type.kind == VALUE_NUMBER &&
	       !v->type.list && v->count == 1 && !v->type.uncertain && isfinite(v->num[0]) && v->num[0] > 0;
}

/* One of the cells that the formula shows. */
static struct cell *choose_asked(struct sheet *sheet, uint64_t number)
{
	struct cell *able[16];
	unsigned n = 0;

	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);

		for (uint32_t k = 0; e->statement->kind == STATEMENT_SHOW && k < e->statement->more->want_count && n < 16;
		     k++) {
			struct cell *c = sheet_named(sheet, &e->is, e->statement->more->wants[k].value);

			if (may_ask(c))
				able[n++] = c;
		}
	}
	return n ? able[number % n] : NULL;
}

static void quiz_draw_list_inputs(struct quiz_question *q, struct arena *a)
{
	uint32_t all = sheet_cell_count(q->sheet);

	q->inputs = arena_array(a, struct cell *, all + 1);
	for (uint32_t i = 0; i < all; i++) {
		struct cell *c = sheet_cell(q->sheet, i);

		if (c->param && c->state == CELL_READY && str_find_char(c->name, '.', 0) == c->name.len)
			q->inputs[q->input_count++] = c;
	}
}

/* ---- a question ---- */

static bool try_formula(struct session *s, const struct listing *formula, uint64_t number, double spread,
                        struct arena *a, struct quiz_question *q)
{
	struct source none = {.text = S("")};
	struct outcome o;
	struct diag d;
	const struct template *t;
	struct given *given;
	size_t count;

	diag_init(&d, a, &none);
	t = library_template(session_library(s), formula->name, S(""), &d);
	if (!t)
		return false;
	given = arena_array(a, struct given, quiz_draw_count_params(t) + 1);
	*q = (struct quiz_question){.formula = formula};
	if (!draw_inputs(a, t, number, spread, given, &count) || count == 0)
		return false;
	outcome_init(&o);
	q->sheet = session_open(s, formula->name, given, count, &o);
	outcome_release(&o);
	q->asked = q->sheet ? choose_asked(q->sheet, number) : NULL;
	if (!q->asked) {
		sheet_free(q->sheet);
		return false;
	}
	quiz_draw_list_inputs(q, a);
	return true;
}

/* Inputs that break a requirement are drawn again, nearer to those the formula ships with. */
static bool ask_formula(struct session *s, const struct listing *formula, uint64_t number, struct arena *a,
                        struct quiz_question *q)
{
	for (int i = 0; i < TRIES; i++)
		if (try_formula(s, formula, number + 1000 * (uint64_t)i, 1 - (double)i / TRIES, a, q))
			return true;
	return false;
}

static bool quiz_draw_is_about(const struct listing *f, struct str about)
{
	if (listing_is_example(f) || str_eq(f->topic, S("own")))
		return false;
	return !about.len || str_eq(f->topic, about) || str_eq(f->name, about);
}

bool quiz_draw(struct session *s, struct str about, uint64_t seed, struct arena *a, struct quiz_question *q)
{
	enum { STRIDE = 7919 /* a prime: neighbouring seeds ask about different things */ };
	unsigned all, count = 0;
	const struct listing *list = library_list(session_library(s), &all), **fits;

	fits = arena_array(a, const struct listing *, all + 1);
	for (unsigned i = 0; i < all; i++)
		if (quiz_draw_is_about(&list[i], about))
			fits[count++] = &list[i];
	for (unsigned i = 0; i < count; i++) /* one that has no question gives its turn to the next, with other numbers */
		if (ask_formula(s, fits[(seed * STRIDE + i) % count], seed / count + 97 * i, a, q))
			return true;
	return false;
}

struct str quiz_topics(struct session *s, struct arena *a)
{
	unsigned count;
	const struct listing *list = library_list(session_library(s), &count);
	struct str last = S("");
	struct buf text = {0};

	for (unsigned i = 0; i < count; i++) {
		if (!quiz_draw_is_about(&list[i], S("")) || str_eq(list[i].topic, last))
			continue;
		last = list[i].topic;
		buf_printf(&text, "%s%.*s", text.len ? ", " : "", STR(last));
	}
	return buf_take(&text, a);
}

void quiz_release(struct quiz_question *q)
{
	sheet_free(q->sheet);
	*q = (struct quiz_question){0};
}
