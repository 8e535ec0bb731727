/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number.c - doubles to text, and to fewer digits.
 *
 * A number is first taken to 16 decimal digits, as an integer, and rounded from those: halves
 * away from zero, as people round. 0.15 and 2.675 count as halves too, although the doubles
 * nearest to them are a hair below.
 */
#include "value/number.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAME 1e-12    /* relative: what counts as equal */
#define LONG 16       /* digits a number is taken to first */
#define SURE 13       /* up to so many are rounded from those */
#define HALF_SLACK 5  /* units of the last of LONG digits by which a half may fall short */
#define DIGITS_MAX 17 /* more say nothing new about a double */
#define DIGITS 4      /* unless another number is asked for */
#define WHOLE 1e6     /* whole numbers below it are written whole */

/* log10(2) * 2^18: with it the whole part of a power of two's logarithm is right for all that a double can be. */
enum { LOG10_2 = 78913, LOG10_2_BITS = 18 };

/* 10^22 is the largest power of ten that is a double. */
#define EXACT_POWERS 22
static const double powers[EXACT_POWERS + 1] = {
	1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static const uint64_t whole_powers[LONG + 1] = {
	1,
	10,
	100,
	1000,
	10000,
	100000,
	1000000,
	10000000,
	100000000,
	1000000000,
	10000000000,
	100000000000,
	1000000000000,
	10000000000000,
	100000000000000,
	1000000000000000,
	10000000000000000,
};

/* A positive number: `count` digits, the first of which stands for 10^exp. */
struct decimal {
	uint64_t digits;
	unsigned count;
	int exp;
};

/* ---- to decimal digits ---- */

/* The long way round, for any size and count; rounds to the digits nearest to the double. */
static struct decimal decimal_printed(double x, unsigned count)
{
	struct decimal d = {0, count, 0};
	char text[40];
	const char *p;

	snprintf(text, sizeof(text), "%.*e", (int)count - 1, x);
	for (p = text; *p != 'e'; p++)
		if (char_is_digit(*p))
			d.digits = d.digits * 10 + (uint64_t)(*p - '0');
	d.exp = atoi(p + 1);
	return d;
}

/* x * 10^shift, rounded once. */
static double scale_by(double x, int shift)
{
	return shift >= 0 ? x * powers[shift] : x / powers[-shift];
}

/* To LONG digits, the last of which may be off by one. */
static struct decimal decimal_long(double x)
{
	int bits;

	frexp(x, &bits);

	/* 2^(bits-1) <= x: this is the power of the first digit, or one less. */
	int exp = ((bits - 1) * LOG10_2) >> LOG10_2_BITS, shift = LONG - 1 - exp;

	if (shift <= EXACT_POWERS && shift > -EXACT_POWERS) {
		double scaled = scale_by(x, shift);

		if (scaled >= 1e16) {
			exp++;
			scaled = scale_by(x, shift - 1);
		}
		if (scaled >= 1e15 && scaled < 1e16 - 1)
			return (struct decimal){(uint64_t)(scaled + 0.5), LONG, exp};
	}
	return decimal_printed(x, LONG);
}

/* To `count` digits; *exact says whether that is the number to 1e-12. */
static struct decimal decimal_round(double x, unsigned count, bool *exact)
{
	*exact = true;
	if (count > SURE)
		return decimal_printed(x, count);

	struct decimal d = decimal_long(x);
	uint64_t unit = whole_powers[LONG - count], digits = (d.digits + unit / 2 + HALF_SLACK) / unit;
	double off = (double)d.digits - (double)(digits * unit);

	*exact = fabs(off) <= SAME * (double)d.digits;
	if (digits == whole_powers[count]) {
		digits /= 10;
		d.exp++;
	}
	return (struct decimal){digits, count, d.exp};
}

static void drop_zeros(struct decimal *d)
{
	while (d->count > 1 && d->digits % 10 == 0) {
		d->digits /= 10;
		d->count--;
	}
}

static double number_decimal_value(const struct decimal *d)
{
	int shift = d->exp - (int)d->count + 1;
	char text[48];

	/* Up to 15 digits and 10^22 are doubles, so that one operation rounds right. */
	if (d->count <= 15 && abs(shift) <= EXACT_POWERS)
		return scale_by((double)d->digits, shift);
	snprintf(text, sizeof(text), "%llue%d", (unsigned long long)d->digits, shift);
	return strtod(text, NULL);
}

/* ---- writing ---- */

static void digits_text(const struct decimal *d, char text[DIGITS_MAX + 1])
{
	uint64_t rest = d->digits;

	text[d->count] = '\0';
	for (unsigned i = d->count; i-- > 0; rest /= 10)
		text[i] = (char)('0' + rest % 10);
}

/* The whole part: `n` characters, of which those beyond `count` are zeros, with a comma for each thousand. */
static char *number_put_whole(char *to, const char *text, unsigned count, unsigned n, bool grouped)
{
	unsigned comma = grouped && n > 3 ? (n - 1) % 3 + 1 : n; /* before the digit of this place */

	for (unsigned i = 0; i < n; i++) {
		if (i == comma) {
			*to++ = ',';
			comma += 3;
		}
		*to++ = i < count ? text[i] : '0';
	}
	return to;
}

/* Without exponent; exp is -5 to 20 or so. Without trailing zeros after the point. */
static void write_fixed(struct buf *out, struct decimal d, bool grouped)
{
	char text[DIGITS_MAX + 1], room[64], *to = room;
	unsigned whole = d.exp >= 0 ? (unsigned)d.exp + 1 : 0, at = whole;

	drop_zeros(&d);
	digits_text(&d, text);
	if (whole)
		to = number_put_whole(to, text, d.count, whole, grouped);
	else
		*to++ = '0';
	if (d.count > whole) {
		*to++ = '.';
		for (int zeros = -1 - d.exp; zeros > 0; zeros--)
			*to++ = '0';
		while (at < d.count)
			*to++ = text[at++];
	}
	buf_add(out, room, (size_t)(to - room));
}

static void number_write_whole(struct buf *out, uint64_t x, bool grouped)
{
	struct decimal d = {x, 1, 0};

	while (d.count < LONG && x >= whole_powers[d.count])
		d.count++;
	d.exp = (int)d.count - 1;

	char text[DIGITS_MAX + 1], room[32];

	digits_text(&d, text);
	buf_add(out, room, (size_t)(number_put_whole(room, text, d.count, d.count, grouped) - room));
}

static void write_exp(struct buf *out, int exp)
{
	if (exp < 0)
		buf_char(out, '-');
	number_write_whole(out, (uint64_t)abs(exp), false);
}

static void write_sci(struct buf *out, struct decimal d)
{
	int exp = d.exp;

	d.exp = 0;
	write_fixed(out, d, false);
	buf_char(out, 'e');
	write_exp(out, exp);
}

static void write_plain(struct buf *out, struct decimal d)
{
	if (d.exp < -4 || (d.exp >= 15 && d.exp >= (int)d.count)) /* all digits of a whole number may have been asked for */
		write_sci(out, d);
	else
		write_fixed(out, d, true);
}

static void write_words(struct buf *out, struct decimal d)
{
	static const char *const words[] = {" million", " billion", " trillion", " quadrillion"};
	int step = d.exp / 3 - 2;

	if (d.exp < 6 || step >= (int)(sizeof(words) / sizeof(words[0]))) {
		write_plain(out, d);
		return;
	}
	d.exp %= 3;
	write_fixed(out, d, false);
	buf_add_c(out, words[step]);
}

static bool write_pow2(struct buf *out, double x, unsigned digits)
{
	bool exact;
	int exp;
	double part = frexp(x, &exp) * 2;
	struct decimal d = decimal_round(part, digits, &exact);

	exp--;
	drop_zeros(&d);
	if (d.digits == 2 && d.count == 1) {
		d.digits = 1;
		exp++;
	}
	if (d.count > 1) {
		write_fixed(out, d, false);
		buf_add_c(out, " * ");
	}
	buf_add_c(out, "2^");
	write_exp(out, exp);
	return exact;
}

/* Digits that read back as the same double, as few as there are. */
static void number_write_raw(struct buf *out, double x)
{
	struct decimal d;

	if (x < 1e15 && x == floor(x)) {
		number_write_whole(out, (uint64_t)x, false);
		return;
	}
	/* Up to 15 digits there is one candidate, the number rounded; and its value needs no strtod. */
	d = decimal_long(x);
	d = (struct decimal){(d.digits + 5) / 10, 15, d.exp};
	if (d.digits == whole_powers[15])
		d = (struct decimal){d.digits / 10, 15, d.exp + 1};
	/* Below the smallest normal double a number has fewer bits, and fewer digits may do. */
	for (unsigned count = x < DBL_MIN ? 0 : 15; (number_decimal_value(&d) != x || count == 0) && count < DIGITS_MAX;)
		d = decimal_printed(x, ++count);
	drop_zeros(&d);
	if (d.exp < -5 || d.exp >= 21)
		write_sci(out, d);
	else
		write_fixed(out, d, false);
}

bool number_write(struct buf *out, double x, unsigned digits, enum number_style style)
{
	bool exact = true;

	assert(isfinite(x));
	if (x < 0) {
		buf_char(out, '-');
		x = -x;
	}
	if (x == 0) {
		buf_char(out, '0');
		return true;
	}
	if (style == NUMBER_RAW) {
		number_write_raw(out, x);
		return true;
	}
	if (digits == 0 && (style == NUMBER_PLAIN || style == NUMBER_WORDS)) {
		double whole = number_snap(x);

		if (whole < WHOLE && whole == (double)(uint32_t)whole) {
			number_write_whole(out, (uint64_t)whole, true);
			return true;
		}
	}
	if (digits == 0)
		digits = DIGITS;
	else if (digits > DIGITS_MAX)
		digits = DIGITS_MAX;
	if (style == NUMBER_POW2)
		return write_pow2(out, x, digits);

	struct decimal d = decimal_round(x, digits, &exact);

	if (style == NUMBER_SCI)
		write_sci(out, d);
	else if (style == NUMBER_WORDS)
		write_words(out, d);
	else
		write_plain(out, d);
	return exact;
}

/* ---- arithmetic ---- */

double number_snap(double x)
{
	double whole = nearbyint(x);

	return fabs(x - whole) <= SAME * fabs(x) ? whole : x;
}

bool number_same(double a, double b)
{
	double size = fabs(a) > fabs(b) ? fabs(a) : fabs(b);

	return a == b || fabs(a - b) <= SAME * size;
}

double number_round(double x, unsigned digits)
{
	struct decimal d;
	double rounded;
	bool exact;

	if (x == 0 || !isfinite(x))
		return x;
	if (digits == 0) {
		d = decimal_long(fabs(x));
		/* Half way on the log scale is the root of ten. */
		d.exp += (double)d.digits >= 3.1622776601683795e15;
		d.digits = d.count = 1;
	} else {
		d = decimal_round(fabs(x), digits > DIGITS_MAX ? DIGITS_MAX : digits, &exact);
	}
	rounded = number_decimal_value(&d);
	/* The largest doubles have nothing above them to round to. */
	return isfinite(rounded) ? copysign(rounded, x) : x;
}
