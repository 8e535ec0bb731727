/* SPDX-License-Identifier: GPL-3.0-or-later */
/* look.c - which unit and style a quantity reads best in, and writing it so. */
#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "value/look.h"

#define WORDS_FROM 1e6               /* counts and money are written in words from here on */
#define WHOLE_MAX 9007199254740992.0 /* 2^53: up to here each whole number is a double */

bool unit_measures(const struct unit *u, enum dim_base dim)
{
	return u->hard == 1 << dim && !u->compound && !u->nouns;
}

bool units_is_time(const struct units *u)
{
	bool found = false;

	for (unsigned i = 0; i < u->n; i++) {
		const struct term *t = &u->term[i];

		if (!t->unit->hard)
			continue;
		if (!unit_measures(t->unit, DIM_TIME) || t->exp != 1)
			return false;
		found = true;
	}
	return found;
}

bool units_is_count(const struct units *u)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->term[i].exp > 0 && u->term[i].unit->hard)
			return false;
	return true;
}

/* Its place when money to the power 1 is all that is above the line, else -1. */
static int money_term(const struct units *u)
{
	int found = -1;

	for (unsigned i = 0; i < u->n; i++) {
		const struct term *t = &u->term[i];

		if (t->exp < 0)
			continue;
		if (t->exp > 1 || found >= 0 || !unit_measures(t->unit, DIM_MONEY))
			return -1;
		found = i;
	}
	return found;
}

static bool is_dollar(const struct term *t)
{
	return !t->prefix && (str_eq(t->unit->one, S("$")) || str_eq(t->unit->one, S("USD")));
}

static void remove_term(struct units *u, int i)
{
	u->n--;
	memmove(&u->term[i], &u->term[i + 1], (u->n - i) * sizeof(u->term[0]));
}

/* Counts and money in words, the dollar in front. */
static void choose_words(struct look *l)
{
	int money = money_term(&l->units);

	if (money >= 0 || units_is_count(&l->units))
		l->style = NUMBER_WORDS;
	if (money >= 0 && is_dollar(&l->units.term[money])) {
		l->dollar = true;
		remove_term(&l->units, money);
	}
}

static RARE void count_in_millions(struct look *l)
{
	int counted = units_counted(&l->units);

	if (counted < 0)
		return;
	l->million = l->units.term[counted].unit;
	l->scale = factor_times(l->scale, (struct factor){1e6, 1}, 1);
	remove_term(&l->units, counted);
}

/* The price of one request is a number nobody can read; price lists say what a million cost. */
static void choose_million(struct look *l, double x)
{
	if (l->dollar && l->units.n == 1 && x != 0 && fabs(factor_apply(l->scale, x)) < 1e-4)
		count_in_millions(l);
}

/* Something per millisecond, when nobody typed that rate, is read per second: 1 GB / 50 ms is 20 GB/s. */
static struct units per_second(const struct type *t, struct units u, double *x, struct factor *scale)
{
	for (unsigned i = 0; i < u.n && !t->written; i++) {
		struct term *term = &u.term[i];
		if (term->exp != -1 || term_prefix(term)->family != PREFIX_SMALL || !unit_measures(term->unit, DIM_TIME))
			continue;
		*scale = factor_times(*scale, term_prefix(term)->factor, -1);
		*x = factor_apply(factor_times(FACTOR_ONE, term_prefix(term)->factor, -1), *x);
		term->prefix = 0;
	}
	return u;
}

/*
 * Money per second of less than a cent, when nobody typed that rate, is read per month, as it is billed:
 * $0.005/IOPS-month * 3000 IOPS is $15/month.
 */
static RARE struct units per_month(const struct type *t, struct units u, double *x, struct factor *scale,
                                   const struct format *f)
{
	struct units month;
	struct factor own = FACTOR_ONE, longer;

	for (unsigned i = 0; i < u.n && !t->written; i++) {
		struct term *term = &u.term[i];
		struct units one = {.n = 1, .term = {*term}};

		if (term->exp != -1 || !(term->unit->families & PREFIX_SMALL) || !unit_measures(term->unit, DIM_TIME) ||
		    *x == 0 || fabs(*x) >= 0.01)
			continue;
		if (!unit_lookup(f->units, S("month"), &month, &own, &(unsigned){0}) || month.n != 1)
			break;
		one.term[0].exp = 1;
		longer = factor_times(units_base(&month), units_base(&one), -1);
		*scale = factor_times(*scale, longer, 1);
		*x = factor_apply(longer, *x);
		*term = (struct term){month.term[0].unit, 0, -1};
	}
	return u;
}

bool look_leads(const struct type *t, double x, const struct format *f)
{
	if (!f->units || t->asked || !units_is_time(&t->units))
		return false;
	x = number_round(fabs(x), 4); /* as it is written */
	return (t->form == FORM_UNIT || t->form == FORM_DIGITS) && x != 0 && (x < 0.1 || x >= 1e6);
}

static void look_choose_unit(struct look *l, const struct type *t, double x, const struct format *f)
{
	bool best = t->form == FORM_BEST || look_leads(t, x, f);

	if (t->asked && !best) {
		l->units = t->units;
	} else if (best && f->units && units_is_time(&t->units)) {
		l->units = units_best_time(f->units, &t->units, x, &l->scale);
	} else {
		struct factor own = FACTOR_ONE;
		struct units shown = per_second(t, units_shown(&t->units), &x, &own);

		if (f->units && money_term(&shown) >= 0)
			shown = per_month(t, shown, &x, &own, f);
		l->units = units_best(&shown, x, &l->scale);
		l->scale = factor_times(l->scale, own, 1);
	}
}

/* 2^30 B says more than 2^0 GiB: where the digits are the point, data goes without prefix. */
static void drop_data_prefixes(struct look *l)
{
	for (unsigned i = 0; i < l->units.n; i++) {
		struct term *t = &l->units.term[i];

		if (!t->prefix || !unit_measures(t->unit, DIM_DATA))
			continue;
		l->scale = factor_times(l->scale, term_prefix(t)->factor, t->exp);
		t->prefix = 0;
	}
}

/* Written with a % sign because it was typed so: the unit is % and nothing else. */
static bool look_is_percent(const struct units *u)
{
	return u->n == 1 && u->term[0].exp == 1 && u->term[0].unit->class == UNIT_NUMBER &&
	       str_eq(u->term[0].unit->one, S("%"));
}

static void choose_percent(struct look *l, const struct type *t)
{
	l->percent = true;
	l->scale = factor_times((struct factor){100, 1}, units_base(&t->units), 1);
}

static RARE void choose_style(struct look *l, const struct type *t, enum number_style style)
{
	l->units = t->asked ? t->units : units_shown(&t->units);
	drop_data_prefixes(l);
	choose_words(l);
	l->style = style;
}

static void value_look_choose(struct look *l, const struct type *t, double x, const struct format *f)
{
	if (t->form == FORM_PERCENT || look_is_percent(&t->units)) {
		choose_percent(l, t);
	} else if (t->form == FORM_PARTS || (t->form == FORM_HMS && t->units.n == 1 && units_is_time(&t->units))) {
		parts_choose(l, t);
	} else if (t->form == FORM_WORDS) {
		choose_style(l, t, NUMBER_WORDS);
	} else if (t->form == FORM_SCI) {
		choose_style(l, t, NUMBER_SCI);
	} else if (t->form == FORM_POW2) {
		choose_style(l, t, NUMBER_POW2);
	} else {
		look_choose_unit(l, t, x, f);
		choose_words(l);
		if (!t->asked)
			choose_million(l, x);
		else if (t->form == FORM_MILLION)
			count_in_millions(l);
	}
}

static void choose_nothing(struct look *l)
{
	l->units.n = 0;
	l->scale = FACTOR_ONE;
	l->dollar = l->percent = l->parts = l->whole = false;
	l->million = NULL;
}

void look_choose(struct look *l, const struct type *t, double x, const struct format *f)
{
	choose_nothing(l);
	l->style = NUMBER_PLAIN;
	l->digits = type_digits(t, f->digits);
	l->decimals = l->digits >= DECIMALS ? l->digits - DECIMALS + 1 : 0;
	if (l->decimals)
		l->digits = 0;
	l->ascii = f->ascii;
	l->all_digits = t->asked && !l->digits && t->form == FORM_UNIT;
	value_look_choose(l, t, x, f);
	if (isfinite(factor_apply(l->scale, x)))
		return;
	/* 1e300 YB is a double and the same in bytes is not. */
	choose_nothing(l);
	l->units = t->units;
}

/*
 * Four digits make 99.998 % availability read "100%", and the nines are what it is about. Between 99 and 100 %, ratios
 * get four digits of what is missing.
 */
static RARE unsigned missing_digits(double missing)
{
	return missing <= 1e-12 ? 0 : (unsigned)ceil(-log10(missing)) + 3;
}

static unsigned look_digits_for(const struct look *l, double x)
{
	if (l->digits || l->units.n || l->dollar)
		return l->digits;
	if (l->percent)
		x /= 100;
	return x < 0.99 ? 0 : missing_digits(1 - x);
}

/*
 * How many digits take dollars to the cent: 0 where that is not how they are written, as with $0.023, $1.234/GB and a
 * rough $45,680.
 */
static RARE unsigned cent_digits(const struct look *l, double x)
{
	unsigned digits = x < 1 || x >= WORDS_FROM ? 0 : (unsigned)floor(log10(x)) + 3;

	if (!digits || l->digits || l->style != NUMBER_WORDS || number_same(number_round(x, 4), x))
		return 0;
	return x < 1000 || number_same(number_round(x, digits), x) ? digits : 0;
}

/* $68.20, not $68.2; but $0.023 and $1,234 stay. */
static RARE void pad_cents(struct buf *out, size_t from, double x)
{
	if (fabs(x) < WORDS_FROM && out->len - from > 2 && out->p[out->len - 2] == '.')
		buf_char(out, '0');
}

/* "3.10", "-0.05", "1,234,567.89" */
static RARE bool write_decimals(struct buf *out, double x, unsigned decimals)
{
	double step = pow(10, -(double)decimals), near = round(fabs(x) / step) * step;
	int digits = near > 0 ? (int)floor(log10(near) + 1e-9) + 1 + (int)decimals : 1;
	size_t from = out->len, point;
	struct str s;

	number_write(out, near > 0 ? copysign(near, x) : 0,
	             digits < 1    ? 1
	             : digits > 15 ? 15
	                           : (unsigned)digits,
	             NUMBER_PLAIN);
	s = (struct str){out->p + from, out->len - from};
	point = str_find_char(s, '.', 0);
	if (str_find_char(s, 'e', 0) == s.len && decimals) {
		unsigned there = point < s.len ? (unsigned)(s.len - point - 1) : 0;

		if (point == s.len)
			buf_char(out, '.');
		buf_fill(out, '0', there < decimals ? decimals - there : 0);
	}
	return near > 0 ? number_same(near, fabs(x)) : x == 0;
}

/* Is it whole, and is that lost in the digits that are usual? */
static bool wants_all_digits(const struct look *l, double x)
{
	return l->all_digits && l->style == NUMBER_PLAIN && !l->dollar && !l->percent && fabs(x) < WHOLE_MAX &&
	       x == (double)(int64_t)x && !number_same(number_round(x, 4), x);
}

bool look_write_number(struct buf *out, const struct look *l, double x, bool *one)
{
	size_t from;
	bool exact;

	x = factor_apply(l->scale, x);
	if (l->parts && parts_fit(l, x)) {
		*one = false;
		return parts_write(out, l, x);
	}
	if (l->dollar && x < 0)
		buf_char(out, '-');
	if (l->dollar) {
		buf_char(out, '$');
		x = fabs(x);
	}
	from = out->len;
	if (l->decimals)
		exact = write_decimals(out, x, l->decimals - 1);
	else if (wants_all_digits(l, x))
		exact = number_write(out, x, 16, NUMBER_PLAIN);
	else
		exact = number_write(out, x, l->dollar && cent_digits(l, x) ? cent_digits(l, x) : look_digits_for(l, x),
		                     l->style);
	*one = out->p[out->len - 1] == '1' && (out->len - from == 1 || (out->len - from == 2 && out->p[from] == '-'));
	if (l->dollar && !l->decimals)
		pad_cents(out, from, x);
	if (l->percent)
		buf_char(out, '%');
	if (l->parts)
		parts_write_last(out, l, *one);
	return exact;
}

void look_write_unit(struct buf *out, const struct look *l, bool many)
{
	size_t from = out->len;

	if (l->units.n) {
		if (!l->dollar)
			buf_char(out, ' ');
		units_write(out, &l->units, many);
	}
	if (l->million)
		buf_printf(out, " per million %.*s", STR(l->million->many));
	if (l->ascii)
		ascii_text(out, from);
}

bool look_write(struct buf *out, const struct look *l, double x)
{
	bool one, exact = look_write_number(out, l, x, &one);

	look_write_unit(out, l, !one);
	return exact;
}

void look_insert(struct buf *out, size_t at, struct str text)
{
	size_t len = out->len - at;

	buf_add_str(out, text); /* for the room */
	memmove(out->p + at + text.len, out->p + at, len);
	memcpy(out->p + at, text.p, text.len);
}

void look_sign(struct buf *out, size_t at, bool exact, bool ascii)
{
	if (exact || out->len == at || (out->p[at] != '<' && out->p[at] != '>')) /* ">99.9%" says it itself */
		look_insert(out, at, exact ? S("= ") : ascii ? S("~ ") : S("≈ "));
}
