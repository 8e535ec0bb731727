/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list_number.c - the numbers of price lists: digits with the unit of their column, or an expression. */
#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "fleet/list_parts.h"
#include "sampling/dist.h"

bool list_fail(struct list_reader *l, struct span at, const char *what, struct str word)
{
	return diag_fail(l->d, DIAG_ARGUMENT, at, "%s '%.*s'", what, STR(word));
}

/* ---- numbers ---- */

bool list_work_out(struct list_reader *l, struct str text, struct span at, struct diag *d, struct value *out)
{
	const struct source src = {.text = text, .first_line = 1};
	struct diag own = {0};

	diag_init(&own, &l->scratch, &src);
	if (l->reader->number(l->reader->ctx, &src, &l->scratch, &own, out) && out->type.kind == VALUE_NUMBER &&
	    !out->type.list && !out->type.uncertain)
		return true;
	if (own.error)
		diag_fail(d, own.error->kind, at, "%.*s", STR(own.error->text));
	else
		list_fail(l, at, "a number is wanted, and this is", text);
	return false;
}

/* A unit that is one word after the other. */
struct str list_one_of(struct list_reader *l, struct str unit)
{
	struct buf b = {0};
	bool inside = false;

	buf_add_c(&b, "1 ");
	for (size_t i = 0; i < unit.len; i++) {
		char ch = unit.p[i];
		if (ch == '(' || ch == ')')
			inside = ch == '(';
		else
			buf_char(&b, inside && ch == '/' ? '*' : ch);
	}
	return buf_take(&b, &l->scratch);
}

/* One of a unit, in what the column keeps. */
static bool list_number_list_unit(struct list_reader *l, const struct list_column *c, struct str unit, struct span at,
                                  double *factor)
{
	struct value v;

	if (!list_work_out(l, list_one_of(l, unit), at, l->d, &v))
		return false;
	if (!list_dim_is(&v.type.units, c))
		return list_fail(
			l, at, c->to == TO_PRICE ? "a price is money over time, not" : "this unit does not fit its column:", unit);
	*factor = list_kept(c, &v);
	return true;
}

/* The digits at the front of `s`: their number, and how many bytes they take; 0: there are none. */
static size_t list_digits(struct str s, bool comma, double *x)
{
	char text[64], *end;
	size_t n = 0;

	while (n < s.len && n + 1 < sizeof(text) &&
	       (char_is_digit(s.p[n]) || s.p[n] == '-' || s.p[n] == 'e' || (comma && s.p[n] == ',') ||
	        (s.p[n] == '.' && !(n + 1 < s.len && s.p[n + 1] == '.') && !(n && s.p[n - 1] == '.'))))
		n++;
	for (size_t i = 0; i < n; i++)
		text[i] = s.p[i] == ',' ? '.' : s.p[i];
	text[n] = '\0';
	*x = strtod(text, &end);
	return isfinite(*x) ? (size_t)(end - text) : 0;
}

/*
 * "8", "8 GiB", "0.05..0.09", "0.05..0.09 $/h": numbers, and the unit after them. False: it is written in another way.
 */
static bool list_simple(struct str s, bool comma, double *low, double *high, struct str *unit)
{
	size_t n = list_digits(s, comma, low);

	if (!n)
		return false;
	*high = *low;
	*unit = str_trim(str_cut(s, n, s.len));
	if (!str_starts(*unit, S("..")))
		return true;
	struct str rest = str_trim(str_cut(*unit, 2, unit->len));
	n = list_digits(rest, comma, high);
	*unit = str_trim(str_cut(rest, n, rest.len));
	return n > 0;
}

/* "0,0725" is meant in one way, "1,024" in one of two, and "1.024,5" has both signs. */
static bool list_decimal_comma(struct list_reader *l, struct span at, struct str s)
{
	size_t comma = str_find_char(s, ',', 0), behind = 0;
	struct str whole = str_cut(s, 0, comma), part = str_cut(s, comma + 1, s.len);

	while (behind < part.len && char_is_digit(part.p[behind]))
		behind++;
	diag_fail(l->d, DIAG_ARGUMENT, at, "decimals are written with a point, not as in '%.*s'", STR(s));
	if (str_find_char(whole, '.', 0) < whole.len || !behind)
		diag_hint(l->d, "digits in groups are not read either: write them without '.' and ','");
	else if (behind == 3 && whole.p[0] != '0')
		diag_hint(l->d, "write %.*s.%.*s, or %.*s%.*s where the comma parts thousands", STR(whole), STR(part),
		          STR(whole), STR(part));
	else
		diag_hint(l->d, "write %.*s.%.*s", STR(whole), STR(part));
	return false;
}

static bool list_no_unit(struct list_reader *l, const struct list_column *c, struct span at)
{
	diag_fail(l->d, DIAG_ARGUMENT, at, "the column '%s' needs a unit", c->word);
	diag_hint(l->d, "name it in the header, as in '%s'", c->example);
	return false;
}

static bool list_expression(struct list_reader *l, const struct list_column *c, struct str s, struct span at,
                            double *out)
{
	struct value v;

	if (!list_work_out(l, s, at, l->d, &v)) {
		diag_hint(
			l->d,
			"write a number in the unit of the column, or with one of its own, as in %s; nothing where it is not known",
			c->to == TO_PRICE ? "$0.145/h" : "8 GiB");
		return false;
	}
	if (!list_dim_is(&v.type.units, c) || (units_plain(&v.type.units) && !c->bare))
		return list_fail(l, at,
		                 c->to == TO_PRICE ? "a price is money over time, not" : "this does not fit its column:", s);
	*out = list_kept(c, &v);
	return true;
}

bool list_number(struct list_reader *l, const struct list_head *h, struct str s, struct span at, double *low,
                 double *high)
{
	double factor = h->unit;
	struct str unit;

	if (!list_simple(s, l->comma, low, high, &unit))
		return list_expression(l, h->column, s, at, high) && (*low = *high, true);
	if (unit.len && unit.p[0] == ',')
		return list_decimal_comma(l, at, s);
	if (unit.len && !list_number_list_unit(l, h->column, unit, at, &factor))
		return false;
	if (!factor)
		return list_no_unit(l, h->column, at);
	*low *= factor;
	*high *= factor;
	return true;
}

/* The mean of the lognormal number whose 90 % interval this is. */
static double list_mean(double low, double high)
{
	double sd = log(high / low) / (2 * NORMAL_P95);

	return sqrt(low * high) * exp(sd * sd / 2);
}

/* A price in a currency that has no rate is kept as it is written. */
static bool list_unpriced(struct list_reader *l, struct str s, struct fleet_price *p)
{
	*p = (struct fleet_price){NAN, NAN, NAN, arena_str(&l->book->arena, s)};
	return true;
}

bool list_price(struct list_reader *l, const struct list_head *h, struct str s, struct span at, struct fleet_price *p)
{
	struct diag own = {0}, *d = l->d;
	double low, high;
	struct str unit;
	bool simple = list_simple(s, l->comma, &low, &high, &unit), ok;

	if (simple && unit.len && str_eq(unit, l->unknown))
		return list_unpriced(l, s, p);
	diag_init(&own, &l->scratch, l->src);
	l->d = &own;
	ok = list_number(l, h, s, at, &p->low, &p->high);
	l->d = d;
	if (!ok && own.error->kind == DIAG_NAME && simple) {
		l->unknown = unit;
		return list_unpriced(l, s, p);
	}
	if (!ok) {
		diag_adopt(d, own.error);
		return false;
	}
	if (p->low > 0 && p->high < p->low)
		return list_fail(l, at, "a range runs from its lower to its higher end, not", s);
	if (p->low <= 0) {
		list_fail(l, at, "a price is above 0, not", s);
		diag_hint(d, "leave it empty where it is not known");
		return false;
	}
	p->mean = p->low == p->high ? p->low : list_mean(p->low, p->high);
	p->text = (struct str){0};
	return true;
}

/* ---- decimal commas ---- */

/* "182,5": digits, the sign, digits. *behind is how many come after it; 0: it is no such number. */
static char list_decimal_sign(struct str s, size_t *behind)
{
	size_t n = 0, k;

	*behind = 0;
	while (n < s.len && char_is_digit(s.p[n]))
		n++;
	for (k = n + 1; k < s.len && char_is_digit(s.p[k]); k++)
		;
	if (!n || n >= s.len || (s.p[n] != ',' && s.p[n] != '.') || k == n + 1 || k < s.len)
		return 0;
	*behind = s.len == k ? k - n - 1 : 0;
	return s.p[n];
}

/*
 * Where fields are parted by semicolons, a comma may be that of decimals. It is where one is as only that of
 * decimals can
 * ("182,5", and not "1,024"), and nowhere a point.
 */
bool list_has_commas(struct list_reader *l, struct csv csv)
{
	struct csv_field *fields;
	uint32_t count;
	bool found = false, point = false;

	while (csv.separator == ';' && !point && csv_row(&csv, &l->scratch, &fields, &count))
		for (uint32_t i = 0; i < count; i++) {
			size_t behind;
			char sign = list_decimal_sign(fields[i].text, &behind);
			point = point || sign == '.';
			found = found || (sign == ',' && (behind != 3 || fields[i].text.p[0] == '0'));
		}
	return found && !point;
}
