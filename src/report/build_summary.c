/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_summary.c - the first page: what it comes to, how sure that is, what breaks it, what it rests on. */
#include <math.h>

#include "report/build_parts.h"
#include "sheet/explain.h"
#include "show/grid.h"
#include "show/picture.h"
#include "show/shape.h"
#include "whatif/chart_ask.h"
#include "whatif/sensitivity.h"

enum {
	HEADLINES = 4,
	HASH_SHOWN = 8,
	RESTS_MOST = 6,
	OTHERS_MOST = 4,
	RESTS_CERTAIN = 4,
	NAMED_MOST = 3,
	ONE_LINE = 60
};
#define MOST 0.9 /* of the spread: assumptions that make less of it stand on later pages */

/* ---- where it is from ---- */

static void build_summary_add_part(struct buf *out, struct str text)
{
	if (text.len)
		buf_printf(out, "%s%.*s", out->len ? " · " : "", STR(text));
}

static struct str source_of(struct build *b)
{
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->statement->kind == STATEMENT_SOURCE && build_is_own(b, e) && e->statement->text.len <= ONE_LINE)
			return build_text(b, e->statement->text);
	}
	return S("");
}

static struct str build_summary_last_part(struct str path)
{
	size_t start = path.len;

	while (start > 0 && path.p[start - 1] != '/')
		start--;
	return str_cut(path, start, path.len);
}

static void set_provenance(struct build *b)
{
	const struct doc_origin *o = &b->doc->origin;
	struct buf text = {0};

	build_summary_add_part(&text, source_of(b));
	if (o->file.len)
		build_summary_add_part(&text, arena_printf(b->a, "%.*s %.*s", STR(build_summary_last_part(o->file)),
		                                           STR(str_cut(o->hash, 0, HASH_SHOWN))));
	build_summary_add_part(&text, o->date);
	if (o->sampling.len)
		build_summary_add_part(&text, S("ranges hold nine of ten cases (90 %)"));
	b->doc->provenance = doc_take(b->a, &text);
}

/* The first prose, where it comes before anything is worked out. */
static void set_sentence(struct build *b)
{
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		enum statement_kind kind = sheet_entry(b->sheet, i)->statement->kind;

		if (b->prose[i].len && !str_starts(b->prose[i], S("- "))) {
			b->sentence = i;
			b->doc->sentence = b->prose[i];
			return;
		}
		if (i != b->title && kind != STATEMENT_PROSE && kind != STATEMENT_SOURCE && kind != STATEMENT_SEE)
			return;
	}
}

/* ---- large numbers ---- */

static bool any_headline(const struct doc *d)
{
	for (uint32_t i = 0; i < d->answer_count; i++)
		if (d->answers[i].headline)
			return true;
	return false;
}

/* The headlines first, all else in its order. */
static void sort_answers(struct build *b)
{
	struct doc *d = b->doc;
	struct doc_answer *sorted = arena_array(b->a, struct doc_answer, d->answer_count + 1);
	uint32_t n = 0;

	for (int headline = 1; headline >= 0; headline--)
		for (uint32_t i = 0; i < d->answer_count; i++)
			if (d->answers[i].headline == (headline == 1))
				sorted[n++] = d->answers[i];
	d->answers = sorted;
}

static void choose_headlines(struct build *b)
{
	struct doc *d = b->doc;
	bool said = b->headlines = any_headline(d);

	for (uint32_t i = 0; i < d->answer_count; i++) {
		struct doc_answer *a = &d->answers[i];

		a->headline = !a->listed && d->headline_count < (said ? HEADLINES + 1 : HEADLINES) && (a->headline || !said);
		d->headline_count += a->headline;
	}
	sort_answers(b);
}

/* Is the condition that of the answer: "latency < 300 ms"? */
static bool build_summary_is_about(const struct doc_check *c, const struct doc_answer *a)
{
	return c->must.len && str_eq(c->left, a->name);
}

/* Those of a list are without their names, those of two uses of a formula have the same words: they are told apart. */
static void tell_apart(struct build *b)
{
	struct doc *d = b->doc;
	struct str *labels = arena_array(b->a, struct str, d->answer_count + 1);

	for (uint32_t i = 0; i < d->answer_count; i++)
		for (uint32_t k = 0; k < d->answer_count && !labels[i].len && d->answers[i].label.len; k++) {
			struct str apart = chart_apart(d->answers[i].name, d->answers[k].name);

			if (k != i && str_eq(d->answers[i].label, d->answers[k].label) &&
			    (!d->answers[i].headline || !str_eq(apart, d->answers[i].name)))
				labels[i] = apart;
		}
	for (uint32_t i = 0; i < d->answer_count; i++)
		if (labels[i].len)
			d->answers[i].label = arena_printf(b->a, "%.*s (%.*s)", STR(d->answers[i].label), STR(labels[i]));
}

/* What a check allows the answer to be. */
static void set_limits(struct build *b)
{
	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		struct doc_answer *a = &b->doc->answers[i];

		for (uint32_t k = 0; k < b->check_count && !a->limit.len; k++) {
			struct str must = b->checks[k].must;
			bool most = str_starts(must, S("<")) || str_starts(must, S("≤"));

			if (build_summary_is_about(&b->checks[k], a) &&
			    (most || str_starts(must, S(">")) || str_starts(must, S("≥"))))
				a->limit = arena_printf(b->a, "%s %.*s", most ? "limit" : "at least",
				                        STR(str_cut(must, str_find_char(must, ' ', 0) + 1, must.len)));
		}
	}
}

/* ---- what it rests on ---- */

struct resting {
	struct build *b;
	struct ask q;
	struct doc_answer answer;
	struct sensitivity s;
};

static struct str build_summary_in_words(struct resting *x, const struct sensitivity_input *in)
{
	return build_label(x->b, in->cell && in->cell->more->text.len ? in->cell->more->text : in->name);
}

static struct str build_summary_number(struct resting *x, const struct type *t, double v)
{
	if (is_poison(v))
		return S("no value");
	return build_text(x->b, ask_write(&x->q, t, v));
}

/* What the sheet draws a tornado of; else the first of its answers that is worked out. */
static bool is_asked(struct build *b, struct asked *e, struct str *name)
{
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *entry = sheet_entry(b->sheet, i);
		const struct node *n = entry->statement->expr;

		if (entry->statement->kind != STATEMENT_CHART || !build_is_own(b, entry) || n->kind != NODE_CALL ||
		    !str_eq(n->text, S("tornado")) || !n->count)
			continue;
		*e = (struct asked){.at = entry->is, .node = n->kids[0]};
		e->at.expr = e->node;
		*name = build_written(b, entry->is.source, e->node);
		return true;
	}
	return false;
}

static bool build_summary_study(struct resting *x, const struct asked *e)
{
	struct diag d, *own = x->q.d;
	bool ok;

	diag_init(&d, x->b->a, e->at.source);
	x->q.d = &d;
	ok = sensitivity_inputs(&x->q, e, true, &x->s);
	x->q.d = own;
	if (!ok && d.error && d.error->kind == DIAG_INTERRUPT)
		diag_adopt(own, d.error);
	return ok && x->s.count > 0 && !x->s.labs && x->s.answer.type.kind == VALUE_NUMBER;
}

/* How many cells an answer rests on. */
static uint32_t build_summary_weight(struct build *b, const struct doc_answer *a)
{
	struct cell *c = sheet_find(b->sheet, a->name);
	uint32_t count = 0;

	if (c && build_expression(c) && !c->type->list && c->type->kind == VALUE_NUMBER)
		sheet_needs(b->sheet, &c, 1, b->a, &count);
	return count;
}

/* The first headline that the sheet names, else what rests on most. */
static const struct doc_answer *weightiest(struct build *b)
{
	const struct doc_answer *best = NULL;
	uint32_t most = 1;

	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		const struct doc_answer *a = &b->doc->answers[i];
		uint32_t count = build_summary_weight(b, a);

		if (10 * count > 11 * most) { /* one step more is no reason */
			most = count;
			best = a;
		}
		if (best && a->headline && b->headlines)
			return best;
	}
	return best;
}

static bool find_subject(struct resting *x)
{
	struct build *b = x->b;
	const struct doc_answer *a;
	struct asked e;
	struct str name;

	if (is_asked(b, &e, &name)) {
		const struct cell *c = sheet_find(b->sheet, name);

		x->answer = (struct doc_answer){.name = name, .label = c ? build_label(b, c->more->text) : S("")};
		return build_summary_study(x, &e);
	}
	a = weightiest(b);
	if (!a)
		return false;
	x->answer = *a;
	return ask_expression(&x->q, a->name, &e) && build_summary_study(x, &e);
}

static int by_share(const struct sensitivity_input *a, const struct sensitivity_input *b)
{
	return a->share < b->share;
}

/* By their share of the spread; certain ones stay behind, by how far they move it. */
static void sort_by_share(struct sensitivity *s)
{
	for (uint32_t i = 1; i < s->count; i++) {
		struct sensitivity_input in = s->one[i];
		uint32_t k = i;

		for (; k > 0 && by_share(&s->one[k - 1], &in); k--)
			s->one[k] = s->one[k - 1];
		s->one[k] = in;
	}
}

/* How many are worth a row. */
static uint32_t count_rows(const struct sensitivity *s)
{
	double sum = 0, all = 0;
	uint32_t n = 0;

	if (!s->uncertain)
		return s->count < RESTS_CERTAIN ? s->count : RESTS_CERTAIN;
	for (uint32_t i = 0; i < s->uncertain && i < s->count; i++)
		all += s->one[i].share;
	while (n < s->uncertain && n < s->count && n < RESTS_MOST && (n == 0 || sum < MOST * all))
		sum += s->one[n++].share;
	return n;
}

static void build_summary_add_percent(struct buf *out, double share)
{
	buf_printf(out, "%.0f %%", 100 * share);
}

/* Where the shares as printed leave something, it is what several make that differ at once. */
static void say_together(struct buf *out, double printed)
{
	enum { BY_ROUNDING = 2 };

	if (100 - printed > BY_ROUNDING)
		buf_printf(out, ", and several of them at once the remaining %.0f %%", 100 - printed);
}

/* " Then come B (28 %) and C (11 %); the other 5 make 7 %, and several of them at once the remaining 7 %." */
static void say_rest_of_spread(struct resting *x, uint32_t rows, struct buf *out)
{
	const struct sensitivity *s = &x->s;
	uint32_t named = rows < NAMED_MOST ? rows : NAMED_MOST, left = s->uncertain - named;
	double sum = 0, printed = rint(100 * s->one[0].share);

	for (uint32_t i = 1; i < named; i++) {
		buf_printf(out, "%s “%.*s” (",
		           i > 1       ? " and"
		           : named > 2 ? " Then come"
		                       : " Then comes",
		           STR(build_summary_in_words(x, &s->one[i])));
		build_summary_add_percent(out, s->one[i].share);
		buf_char(out, ')');
		printed += rint(100 * s->one[i].share);
	}
	for (uint32_t i = named; i < s->uncertain; i++)
		sum += s->one[i].share;
	if (left) {
		buf_add_c(out, named > 1 ? "; the other " : " The other ");
		if (left > 1)
			buf_printf(out, "%u make ", left);
		else
			buf_add_c(out, "one makes ");
		if (rint(100 * sum) < 1)
			buf_add_c(out, "less than 1 %");
		else
			build_summary_add_percent(out, sum);
	}
	if (left || named > 1)
		say_together(out, printed + rint(100 * sum));
	if (left || named > 1)
		buf_char(out, '.');
}

/* "20" of "20 million", where the other end says "60 million". */
static struct str without_magnitude(struct str from, struct str to)
{
	static const char *const words[] = {" million", " billion", " trillion"};

	for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
		struct str word = str_from_c(words[i]);

		if (str_ends(from, word) && str_ends(to, word))
			return str_cut(from, 0, from.len - word.len);
	}
	return from;
}

/* "$571,000 … $1.71 million/month", "20 … 60 million users": what both have is said once. */
static struct str build_summary_ends(struct resting *x, const struct type *t, double low, double high,
                                     const char *between)
{
	struct str from = build_summary_number(x, t, low), to = build_summary_number(x, t, high), unit = grid_unit_of(from);

	if (str_eq(unit, grid_unit_of(to))) {
		from = str_cut(from, 0, from.len - unit.len);
		from = without_magnitude(from, str_cut(to, 0, to.len - unit.len));
	}
	if (str_eq(build_summary_number(x, t, low), to))
		return to;
	return arena_printf(x->b->a, "%.*s%s%.*s", STR(from), between, STR(to));
}

/* ": 20 % less of it makes A, 20 % more B."; where it has no value with one of them, that. */
static void say_ends(struct resting *x, const struct sensitivity_input *in, struct buf *out)
{
	const struct type *t = &x->s.answer.type;
	bool less = is_poison(in->at_low), none = less || is_poison(in->at_high);

	if (none)
		buf_printf(out, ": 20 %% %s of it makes %.*s, and with 20 %% %s there is no value.", less ? "more" : "less",
		           STR(build_summary_number(x, t, less ? in->at_high : in->at_low)), less ? "less" : "more");
	else
		buf_printf(out, ": 20 %% less of it makes %.*s, 20 %% more %.*s.", STR(build_summary_number(x, t, in->at_low)),
		           STR(build_summary_number(x, t, in->at_high)));
}

static void say_certain(struct resting *x, struct buf *out)
{
	const struct sensitivity_input *first = &x->s.one[0], *second = &x->s.one[1];
	uint32_t alike = sensitivity_count_alike(&x->s);

	if (alike == 2)
		buf_printf(out, " and as much on “%.*s”", STR(build_summary_in_words(x, second)));
	else if (alike > 2)
		buf_printf(out, ", and as much on %u others", alike - 1);
	say_ends(x, first, out);
}

static void say_sentence(struct resting *x, uint32_t rows)
{
	const struct sensitivity_input *first = &x->s.one[0];
	struct buf out = {0};

	buf_printf(&out, "“%.*s” rests most on “%.*s”", STR(x->answer.label.len ? x->answer.label : x->answer.name),
	           STR(build_summary_in_words(x, first)));
	if (!x->s.uncertain) {
		say_certain(x, &out);
	} else {
		buf_printf(&out, ": from %.*s it goes from %.*s (",
		           STR(build_summary_ends(x, &first->type, first->low, first->high, " to ")),
		           STR(build_summary_ends(x, &x->s.answer.type, first->at_low, first->at_high, " to ")));
		build_summary_add_percent(&out, first->share);
		buf_add_c(&out, " of the spread).");
		say_rest_of_spread(x, rows, &out);
	}
	doc_prose(x->b->doc, doc_take(x->b->a, &out));
}

static void build_summary_add_row(struct resting *x, struct doc_table *t, const struct sensitivity_input *in)
{
	struct build *b = x->b;
	const struct fact *fact = in->cell ? NULL : sheet_fact(b->sheet, in->name);
	struct buf share = {0};
	struct str value, from;

	if (!in->cell || !build_assumption(b, in->cell, &value, &from)) {
		value = in->share >= 0 ? build_summary_ends(x, &in->type, in->low, in->high, " … ")
		                       : build_summary_number(x, &in->type, in->low / 0.8);
		from = fact && fact->origin.len ? build_text(b, fact->origin) : S("typed in the estimate");
	}
	if (in->share >= 0)
		build_summary_add_percent(&share, in->share);
	else
		buf_add_str(&share, build_summary_ends(x, &x->s.answer.type, in->at_low, in->at_high, " … "));
	table_texts(t, build_summary_in_words(x, in), value, from, doc_take(b->a, &share));
}

static void build_summary_add_table(struct resting *x, uint32_t rows)
{
	const struct doc_column columns[] = {
		{.key = "what", .title = S("Assumption")},
		{.key = "text", .title = S("Value"), .figures = true},
		{.key = "from", .title = S("Source"), .doubts = true},
		{.key = "share",
	     .title = x->s.uncertain ? S("Share of the spread") : S("With 20 % less … more"),
	     .figures = true},
	};
	struct doc_table *t = doc_table(x->b->a, "rests", columns, 4);

	for (uint32_t i = 0; i < rows; i++)
		build_summary_add_row(x, t, &x->s.one[i]);
	doc_add(x->b->doc, DOC_TABLE)->table = t;
}

static bool add_resting(struct build *b)
{
	struct resting x = {.b = b, .q = build_ask(b, b->d)};
	uint32_t rows;

	if (!find_subject(&x))
		return !b->d->error;
	x.q.format.digits = x.q.format.digits ? x.q.format.digits : 3;
	if (x.s.uncertain)
		sort_by_share(&x.s);
	rows = count_rows(&x.s);
	doc_heading(b->doc, 2, S("What it rests on"));
	say_sentence(&x, rows);
	build_summary_add_table(&x, rows);
	return true;
}

/* ---- all of it ---- */

/* Above a picture there is room for few of the other answers: the rest stand on the next page. */
static void put_off_answers(struct build *b)
{
	uint32_t others = b->doc->shown_count - b->doc->headline_count;

	for (uint32_t i = 0; i < b->doc->answer_count && others > OTHERS_MOST; i++) {
		struct doc_answer *a = &b->doc->answers[i];

		a->later = !a->listed && !a->headline;
	}
}

void build_later_answers(struct build *b)
{
	bool any = false;

	for (uint32_t i = 0; i < b->doc->answer_count; i++) {
		const struct doc_answer *a = &b->doc->answers[i];
		struct str value = doc_value_signed(b->a, &a->value);

		if (!a->later)
			continue;
		if (!any)
			doc_heading(b->doc, 2, S("Other results"));
		any = true;
		doc_item(b->doc,
		         arena_printf(b->a, "%.*s: %.*s%s%.*s%s", STR(a->label.len ? a->label : a->name), STR(value),
		                      a->value.second.len ? " (" : "", STR(a->value.second), a->value.second.len ? ")" : ""));
	}
}

bool build_summary(struct build *b)
{
	const struct doc_block *last;

	set_provenance(b);
	set_sentence(b);
	choose_headlines(b);
	tell_apart(b);
	set_limits(b);
	build_list_tables(b);
	last = b->doc->last;
	if (!build_picture(b))
		return false;
	if (b->doc->last != last && (last || !shape_is_tall(picture_shapes(b->doc->last->picture, b->a, PICTURE_WIDTH))))
		put_off_answers(b);
	if (b->options->reader == READER_INTERVIEW) /* two pages: the sub-problems come at once */
		return true;
	build_check_table(b, S("Does it hold, and how far?"));
	return add_resting(b);
}

void build_without_summary(struct build *b)
{
	b->doc->answer_count = b->doc->shown_count = 0;
	b->doc->verdict = S("");
}
