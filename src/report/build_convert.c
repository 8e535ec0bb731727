/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_convert.c - what a step leaves to the reader's head: days and seconds, bytes and bits, medians that do not add
 * up.
 */
#include <math.h>
#include <string.h>

#include "report/build_factors.h"
#include "sampling/spread.h"
#include "value/number.h"

/* Where the numbers stand that are converted. */
struct converting {
	struct build *b;
	const struct cell *c;
	bool summed; /* summands in brackets were converted */
	bool called; /* what a call among factors is given was */
};

/* The first of what a text lists at the top level, outside of brackets, up to a separator; the rest is left in `text`.
 */
static struct str take_part(struct str *text, struct str separator)
{
	size_t i = 0;
	int depth = 0;
	struct str part;

	for (; i < text->len; i++) {
		char c = text->p[i];

		if (depth == 0 && str_starts(str_cut(*text, i, text->len), separator))
			break;
		depth += (c == '(' || c == '[') - (c == ')' || c == ']');
	}
	part = str_cut(*text, 0, i);
	*text = str_cut(*text, i + separator.len, text->len);
	return part;
}

static void add_converted(struct converting *x, const struct node *n, struct str text, const struct units *result,
                          struct buf *out);

/* Summands in several units are converted each by itself: "$1 million/month + $1,000/day × 30.417 days/month". */
static void add_summands(struct converting *x, const struct node *n, struct str text, const struct units *result,
                         struct buf *out)
{
	struct summands s = build_parts_of_sum(n);

	for (uint32_t i = 0; i < s.count; i++) {
		struct str sign = i + 1 < s.count ? s.minus[i + 1] ? S(" - ") : S(" + ") : S("");

		add_converted(x, s.part[i], sign.len ? take_part(&text, sign) : text, result, out);
		buf_add_str(out, sign);
	}
	if (!s.count)
		buf_add_str(out, text);
}

/* What stands between the brackets of a call, if it is written as one. */
static bool arguments_of(const struct node *call, struct str text, struct str *out)
{
	size_t open = call->text.len;

	*out = str_cut(text, open + 1, text.len - 1);
	return text.len > open + 1 && str_starts(text, call->text) && text.p[open] == '(' && text.p[text.len - 1] == ')';
}

/* What a call is given, each to that unit, or NULL: its own: "ceil(60,000/min / 500/s ÷ 60 s/min)". */
static void add_arguments(struct converting *x, const struct node *n, struct str text, const struct units *unit,
                          struct buf *out)
{
	for (uint32_t i = 0; i < n->count; i++) {
		struct str own = i + 1 < n->count ? take_part(&text, S(", ")) : text;
		struct units u = {0};
		struct value v;

		buf_add_c(out, i ? ", " : "");
		if (!call_name(n, i).len && build_part_value(x->b, x->c, n->kids[i], &v)) {
			u = format_shown(&v, &x->b->format);
			add_converted(x, n->kids[i], own, unit ? unit : &u, out);
		} else
			buf_add_str(out, own);
	}
}

/* ---- sums in brackets ---- */

/* A product from the left, as it is written: "a × b / (c × d)" has three factors. */
struct product {
	const struct node *factor[FACTORS_MOST];
	bool over[FACTORS_MOST]; /* a slash is before it */
	uint32_t count;
};

static bool build_convert_is_product(const struct node *n)
{
	return n->kind == NODE_BINARY && (n->op == OP_MUL || n->op == OP_DIV);
}

static struct product product_of(const struct node *n)
{
	struct product p = {.count = 1};

	for (const struct node *first = n; build_convert_is_product(first); first = first->kids[0])
		p.count++;
	if (p.count > FACTORS_MOST)
		return (struct product){0};
	for (uint32_t i = p.count; i > 1; i--, n = n->kids[0]) {
		p.factor[i - 1] = n->kids[1];
		p.over[i - 1] = n->op == OP_DIV;
	}
	p.factor[0] = n;
	return p;
}

/* "0.005 GB", "24/day" */
static void add_in_unit(const struct value *v, const struct units *unit, struct buf *out)
{
	struct factor times = FACTOR_ONE;
	bool above = false;
	double x;

	for (unsigned i = 0; i < unit->n; i++)
		above |= unit->term[i].exp > 0;
	units_convert(&v->type.units, unit, &times);
	x = factor_apply(times, v->num[0]);
	build_put_number(out, x);
	buf_add_c(out, above ? " " : "");
	units_write(out, unit, x != 1);
}

/* The summands in the unit of the first: "10 ms + 2,000 ms". */
static struct str put_summands(struct converting *x, const struct node *n, const struct units *unit)
{
	struct summands s = build_parts_of_sum(n);
	struct buf text = {0};
	struct value v;

	for (uint32_t i = 0; i < s.count; i++) {
		buf_add_c(&text, !i ? "" : s.minus[i] ? " - " : " + ");
		if (build_part_value(x->b, x->c, s.part[i], &v))
			add_in_unit(&v, unit, &text);
	}
	x->summed = true;
	return buf_take(&text, x->b->a);
}

/* "max(0/s, 17/s - 434/min)" as a factor, in one unit. */
static struct str put_call(struct converting *x, const struct node *n, struct str text, const struct units *unit)
{
	struct buf out = {0};
	struct str given;

	if (!arguments_of(n, text, &given))
		return text;
	buf_add_str(&out, str_cut(text, 0, n->text.len + 1));
	add_arguments(x, n, given, unit, &out);
	buf_char(&out, ')');
	x->called = true;
	return buf_take(&out, x->b->a);
}

/* What is written of a product, with one unit in each sum in brackets that is of certain numbers in several. */
static struct str put_sums(struct converting *x, const struct node *n, struct str text)
{
	struct product p = product_of(n);
	struct str whole = text;
	struct buf out = {0};

	if (str_find_char(text, '(', 0) == text.len) /* nothing in brackets */
		return text;
	for (uint32_t i = 0; i < p.count; i++) {
		struct str sign = i + 1 == p.count ? S("") : p.over[i + 1] ? S(" / ") : S(" × ");
		struct str part = sign.len ? take_part(&text, sign) : text, inside = str_cut(part, 1, part.len - 1);
		bool bracketed = part.len > 2 && part.p[0] == '(' && part.p[part.len - 1] == ')';
		struct units unit;

		if (sign.len && !text.len) { /* it is written otherwise */
			buf_release(&out);
			return whole;
		}
		if (bracketed && build_convert_is_product(p.factor[i]))
			part = arena_printf(x->b->a, "(%.*s)", STR(put_sums(x, p.factor[i], inside)));
		else if (bracketed && build_unit_of_sum(x->b, x->c, p.factor[i], &unit))
			part = arena_printf(x->b->a, "(%.*s)", STR(put_summands(x, p.factor[i], &unit)));
		else if (build_unit_of_call(x->b, x->c, p.factor[i], &unit))
			part = put_call(x, p.factor[i], part, &unit);
		buf_add_str(&out, part);
		buf_add_str(&out, sign);
	}
	return p.count ? buf_take(&out, x->b->a) : whole;
}

/* ---- expressions ---- */

/* An expression, as `text` has it with its numbers, with the conversions that take them to the unit of `result`. */
static void add_converted(struct converting *x, const struct node *n, struct str text, const struct units *result,
                          struct buf *out)
{
	struct factors f = {.b = x->b, .cell = x->c};
	struct buf more = {0};
	struct str given;
	bool sum, before = x->summed;

	x->called = false;
	n = ast_without_conversion(n);
	if (n->kind == NODE_CALL && arguments_of(n, text, &given)) {
		buf_add_str(out, str_cut(text, 0, n->text.len + 1));
		add_arguments(x, n, given, NULL, out);
		buf_char(out, ')');
		return;
	}
	sum = build_is_sum(n);
	if (sum && !build_factors_of_sum(&f, n)) {
		add_summands(x, n, text, result, out);
		return;
	}
	x->summed = false;
	if (build_convert_is_product(n))
		text = put_sums(x, n, text);
	f.summed = x->summed;
	f.called = x->called;
	x->summed = x->summed || before;
	if (sum ||
	    ((n->kind == NODE_NAME || n->kind == NODE_QUANTITY || n->kind == NODE_BINARY) && build_factors_of(&f, n, 1))) {
		build_put_conversions(&f, &more, result);
	}
	buf_add_c(out, sum && more.len ? "(" : "");
	buf_add_str(out, text);
	buf_add_c(out, sum && more.len ? ")" : "");
	buf_add_str(out, buf_str(&more));
	buf_release(&more);
}

/* ---- sums that stand alone ---- */

/* Is a unit of data or money in them larger or smaller than in the others? "GB" than "MB", than "GiB" and "Gbit". */
static bool differ_in_size(const struct units *a, const struct units *b, enum dim_base dim)
{
	const struct term *one = build_term_of(a, dim), *other = build_term_of(b, dim);

	return one && other && (one->unit != other->unit || one->prefix != other->prefix);
}

/* An amount of money as a number of `type`: "$0.30". */
static void add_money(struct build *b, const struct value *v, const struct type *type, struct buf *out)
{
	struct factor times = FACTOR_ONE;
	struct value own = *v;
	double number;

	units_convert(&v->type.units, &type->units, &times);
	number = factor_apply(times, v->num[0]);
	own.type = *type;
	own.num = &number;
	buf_add_str(out, doc_value(b->a, &own, &b->format).text);
}

/* Is a product written with data in another unit: 103 servers × 32 GB/server, of TB? */
static bool is_written_in_other(const struct converting *x, const struct node *n, const struct units *unit)
{
	struct factors f = {.b = x->b, .cell = x->c};
	bool found = false;

	if (n->kind != NODE_BINARY || !build_factors_of(&f, n, 1))
		return false;
	for (unsigned i = 0; i < f.count; i++) {
		struct units one = {.n = 1, .term[0] = f.term[i]};

		found = found || (f.power[i] && differ_in_size(&one, unit, DIM_DATA));
	}
	return found;
}

/* A number in another unit of its kind; NaN where it is of none, or counts something else. */
static double amount_in(const struct value *v, const struct units *unit)
{
	struct factor times = FACTOR_ONE;

	return units_convert(&v->type.units, unit, &times) <= UNITS_PLAIN ? factor_apply(times, v->num[0]) : NAN;
}

/* Are they certain numbers of one kind, of which something is left in the unit of the result, in several units? */
static bool flat_values(struct converting *x, const struct summands *s, const struct units *result, bool money,
                        struct value *v)
{
	double least = LEAST * fabs(amount_in(cell_value(x->c), result));
	bool several = false;

	for (uint32_t i = 0; i < s->count; i++) {
		struct units own;

		if (!build_part_value(x->b, x->c, s->part[i], &v[i]) || v[i].type.uncertain ||
		    !(fabs(amount_in(&v[i], result)) >= least))
			return false;
		own = money ? v[i].type.units : format_shown(&v[i], &x->b->format);
		several = several || differ_in_size(&own, result, money ? DIM_MONEY : DIM_DATA) ||
		          (!money && is_written_in_other(x, s->part[i], result));
	}
	return several;
}

/*
 * The summands of a sum of certain numbers in the unit of its result: "1 GB + 0.005 GB". Empty where all have that
 * unit, and where little would be left of one.
 */
static struct str flat_sum(struct converting *x, const struct node *n, const struct units *result)
{
	struct summands s = build_parts_of_sum(n);
	struct value v[SUMMANDS_MOST];
	struct buf text = {0};
	bool money = units_exponent(&x->c->type->units, DIM_MONEY) != 0;

	if (money) /* its sign is no unit that is shown */
		result = &x->c->type->units;
	if (!flat_values(x, &s, result, money, v))
		return S("");
	for (uint32_t i = 0; i < s.count; i++) {
		buf_add_c(&text, !i ? "" : s.minus[i] ? " - " : " + ");
		if (money)
			add_money(x->b, &v[i], x->c->type, &text);
		else
			add_in_unit(&v[i], result, &text);
	}
	return buf_take(&text, x->b->a);
}

/* One more before the last. */
static void build_convert_add_line(struct build *b, struct doc_step *step)
{
	struct doc_line *lines = arena_array(b->a, struct doc_line, step->count + 1);

	memcpy(lines, step->lines, (step->count - 1) * sizeof *lines);
	lines[step->count - 1] = step->lines[step->count - 2];
	lines[step->count] = step->lines[step->count - 1];
	step->lines = lines;
	step->count++;
}

/* Sums that were brought to one unit are a line of their own. */
static void convert_numbers(struct build *b, const struct cell *c, const struct node *whole, const struct units *shown,
                            struct doc_step *step)
{
	const struct node *n = sheet_taken(b->sheet, &c->is, whole, b->a, &(struct taken){0});
	struct str line = step->lines[step->count - 2].text;
	size_t end = str_find(line, S(", as "), 0); /* why a branch was taken is no part of it */
	struct converting x = {.b = b, .c = c};
	struct buf text = {0};
	struct str flat;

	add_converted(&x, n, str_cut(line, 0, end), shown, &text);
	if (x.summed)
		build_convert_add_line(b, step);
	else
		buf_add_str(&text, str_cut(line, end, line.len));
	step->lines[step->count - 2].text = buf_take(&text, b->a);
	flat = build_is_sum(ast_without_conversion(n)) ? flat_sum(&x, ast_without_conversion(n), shown) : S("");
	if (flat.len) {
		build_convert_add_line(b, step);
		step->lines[step->count - 2].text = flat;
	}
}

/* "1 billion tweets/day (÷ 86,400 s/day ≈ 11,570 tweets/s)" */
static void convert_reading(struct build *b, const struct cell *c, const struct units *shown, struct doc_step *step)
{
	struct str *line = &step->lines[step->count - 1].text, reading;
	size_t open = str_find(*line, S(" ("), 0) + 2, close = str_find_char(*line, ')', open);
	const struct term *t = build_term_of(shown, DIM_TIME);
	struct factor scale = FACTOR_ONE;
	struct buf text = {0}, conversion = {0};
	struct units second;

	if (c->type->uncertain || !t || t->exp != -1 || close >= line->len)
		return;
	reading = str_cut(*line, open, close);
	if (!str_ends(reading, S("/s")) || !b->format.units || !unit_lookup(b->format.units, S("s"), &second, &scale, NULL))
		return;
	build_put_conversion(&conversion, *t, second.term[0], -1, DIM_TIME);
	buf_add_str(&text, str_cut(*line, 0, open));
	buf_add_str(&text, str_trim(buf_str(&conversion)));
	buf_add_c(&text, str_starts(reading, S("≈")) ? " " : " = ");
	buf_add_str(&text, str_cut(*line, open, line->len));
	*line = buf_take(&text, b->a);
	buf_release(&conversion);
}

/* ---- sums of medians ---- */

/* Does what the medians of the parts make look otherwise than the median of the sum, in two digits? */
static bool medians_differ(struct build *b, const struct cell *c)
{
	const struct node *parts[SUMMANDS_MOST];
	const struct node *n = ast_without_conversion(c->is.expr);
	uint32_t count = build_summands(n, parts, SUMMANDS_MOST), uncertain = 0;
	double sum = 0, whole = c->more->spread->p50;

	for (uint32_t i = 0; i < count; i++) {
		struct factor f = FACTOR_ONE;
		struct diag d;
		struct value v;

		diag_init(&d, b->a, c->is.source);
		if (!sheet_eval(b->sheet, &c->is, parts[i], b->a, &d, &v) || v.type.kind != VALUE_NUMBER || v.type.list ||
		    is_poison(v.num[0]) || units_convert(&v.type.units, &c->type->units, &f) == UNITS_CLASH)
			return false;
		uncertain += v.spread != NULL;
		sum += factor_apply(f, v.spread ? v.spread->p50 : v.num[0]);
	}
	return count > 1 && uncertain > 1 && number_round(sum, 2) != number_round(whole, 2);
}

void build_convert(struct build *b, const struct cell *c, const struct node *n, struct doc_step *step)
{
	struct doc_line *last;
	struct units shown;

	if (!step->count || c->type->kind != VALUE_NUMBER || c->type->list || is_poison(c->num[0]) ||
	    eval_is_native(sheet_engine(b->sheet), c->is.expr))
		return;
	shown = format_shown(cell_value(c), &b->format);
	if (step->count >= 2)
		convert_numbers(b, c, n, &shown, step);
	convert_reading(b, c, &shown, step);
	last = &step->lines[step->count - 1];
	if (c->more->spread && medians_differ(b, c))
		last->text = arena_printf(b->a, "%.*s; medians do not add up exactly", STR(last->text));
	if (step->count == 3 && !c->type->uncertain &&
	    c->num[0] == 0) { /* nothing times something: the numbers say no more */
		step->lines[1] = *last;
		step->count = 2;
	}
}
