/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "value/number.h"

Test(number, write)
{
	static const struct {
		double x;
		unsigned digits;
		enum number_style style;
		const char *want;
		bool exact;
	} rows[] = {
		/* the default: four digits, whole numbers under a million whole */
		{0, 0, NUMBER_PLAIN, "0", true},
		{-0.0, 0, NUMBER_PLAIN, "0", true},
		{1, 0, NUMBER_PLAIN, "1", true},
		{-1, 0, NUMBER_PLAIN, "-1", true},
		{1000, 0, NUMBER_PLAIN, "1,000", true},
		{86400, 0, NUMBER_PLAIN, "86,400", true},
		{999999, 0, NUMBER_PLAIN, "999,999", true},
		{-123456, 0, NUMBER_PLAIN, "-123,456", true},
		{11574.074074074075, 0, NUMBER_PLAIN, "11,570", false},
		{0.001234, 0, NUMBER_PLAIN, "0.001234", true},
		{2.778, 0, NUMBER_PLAIN, "2.778", true},
		{2.5, 0, NUMBER_PLAIN, "2.5", true},
		{100.5, 0, NUMBER_PLAIN, "100.5", true},
		{1 / 3.0, 0, NUMBER_PLAIN, "0.3333", false},
		{2 / 3.0, 0, NUMBER_PLAIN, "0.6667", false},
		{99.999, 0, NUMBER_PLAIN, "100", false},
		{0.1 + 0.2, 0, NUMBER_PLAIN, "0.3", true},
		{0.1 * 3 * 1e6, 0, NUMBER_PLAIN, "300,000", true},
		{2.9999999999999996, 0, NUMBER_PLAIN, "3", true},
		{123456.4, 0, NUMBER_PLAIN, "123,500", false},
		{999999.6, 0, NUMBER_PLAIN, "1,000,000", false},
		{1000000, 0, NUMBER_PLAIN, "1,000,000", true},
		{1234567, 0, NUMBER_PLAIN, "1,235,000", false},
		{0.99996, 0, NUMBER_PLAIN, "1", false},
		/* far out */
		{0.0001, 0, NUMBER_PLAIN, "0.0001", true},
		{0.00012345, 0, NUMBER_PLAIN, "0.0001235", false},
		{0.00009999, 0, NUMBER_PLAIN, "9.999e-5", true},
		{0.000099999, 0, NUMBER_PLAIN, "0.0001", false},
		{1.2e-7, 0, NUMBER_PLAIN, "1.2e-7", true},
		{1.2e20, 0, NUMBER_PLAIN, "1.2e20", true},
		{1e15, 0, NUMBER_PLAIN, "1e15", true},
		{9.99e14, 0, NUMBER_PLAIN, "999,000,000,000,000", true},
		{9.9999e14, 0, NUMBER_PLAIN, "1e15", false},
		{5e-324, 0, NUMBER_PLAIN, "4.941e-324", false},
		{DBL_MAX, 0, NUMBER_PLAIN, "1.798e308", false},
		{1e-30, 0, NUMBER_PLAIN, "1e-30", true},
		{1e23, 0, NUMBER_PLAIN, "1e23", true},
		{-1e300, 0, NUMBER_PLAIN, "-1e300", true},
		/* as many digits as told */
		{11574.074074074075, 2, NUMBER_PLAIN, "12,000", false},
		{11574.074074074075, 1, NUMBER_PLAIN, "10,000", false},
		{86400, 2, NUMBER_PLAIN, "86,000", false},
		{86400, 3, NUMBER_PLAIN, "86,400", true},
		{86400, 6, NUMBER_PLAIN, "86,400", true},
		{3.141592653589793, 6, NUMBER_PLAIN, "3.14159", false},
		{3.141592653589793, 12, NUMBER_PLAIN, "3.14159265359", true},
		{3.141592653589793, 13, NUMBER_PLAIN, "3.14159265359", true},
		{3.141592653589793, 14, NUMBER_PLAIN, "3.1415926535898", true},
		{3.141592653589793, 16, NUMBER_PLAIN, "3.141592653589793", true},
		{3.141592653589793, 17, NUMBER_PLAIN, "3.1415926535897931", true},
		{3.141592653589793, 99, NUMBER_PLAIN, "3.1415926535897931", true},
		{0.95, 1, NUMBER_PLAIN, "1", false},
		{95, 1, NUMBER_PLAIN, "100", false},
		{999960, 4, NUMBER_PLAIN, "1,000,000", false},
		{0.000012345, 2, NUMBER_PLAIN, "1.2e-5", false},
		{123456789012345, 17, NUMBER_PLAIN, "123,456,789,012,345", true},
		/* halves go up, also those that the double only means */
		{0.15, 1, NUMBER_PLAIN, "0.2", false},
		{2.5, 1, NUMBER_PLAIN, "3", false},
		{25, 1, NUMBER_PLAIN, "30", false},
		{-2.5, 1, NUMBER_PLAIN, "-3", false},
		{2.675, 3, NUMBER_PLAIN, "2.68", false},
		{1.0005, 4, NUMBER_PLAIN, "1.001", false},
		{1.00049999, 4, NUMBER_PLAIN, "1", false},
		{0.35, 1, NUMBER_PLAIN, "0.4", false},
		{1.005, 3, NUMBER_PLAIN, "1.01", false},
		{12345, 4, NUMBER_PLAIN, "12,350", false},
		{12355, 4, NUMBER_PLAIN, "12,360", false},
		/* words */
		{999999, 0, NUMBER_WORDS, "999,999", true},
		{999960, 0, NUMBER_WORDS, "999,960", true},
		{999960, 4, NUMBER_WORDS, "1 million", false},
		{999940, 4, NUMBER_WORDS, "999,900", false},
		{999999.9, 0, NUMBER_WORDS, "1 million", false},
		{1e6, 0, NUMBER_WORDS, "1 million", true},
		{1157407.4, 0, NUMBER_WORDS, "1.157 million", false},
		{1e9, 0, NUMBER_WORDS, "1 billion", true},
		{999.96e6, 0, NUMBER_WORDS, "1 billion", false},
		{999.94e6, 0, NUMBER_WORDS, "999.9 million", false},
		{2.5e12, 0, NUMBER_WORDS, "2.5 trillion", true},
		{1e15, 0, NUMBER_WORDS, "1 quadrillion", true},
		{999.9e15, 0, NUMBER_WORDS, "999.9 quadrillion", true},
		{999.99e15, 0, NUMBER_WORDS, "1e18", false},
		{1e18, 0, NUMBER_WORDS, "1e18", true},
		{-1.5e9, 0, NUMBER_WORDS, "-1.5 billion", true},
		{11574.07, 0, NUMBER_WORDS, "11,570", false},
		{123456789, 2, NUMBER_WORDS, "120 million", false},
		{123456789, 9, NUMBER_WORDS, "123.456789 million", true},
		{0.5, 0, NUMBER_WORDS, "0.5", true},
		{0, 0, NUMBER_WORDS, "0", true},
		/* scientific */
		{1157407.4, 0, NUMBER_SCI, "1.157e6", false},
		{1e6, 0, NUMBER_SCI, "1e6", true},
		{0.00123, 0, NUMBER_SCI, "1.23e-3", true},
		{1, 0, NUMBER_SCI, "1e0", true},
		{99999, 2, NUMBER_SCI, "1e5", false},
		{-4.25, 0, NUMBER_SCI, "-4.25e0", true},
		{0, 0, NUMBER_SCI, "0", true},
		/* powers of two */
		{1073741824, 0, NUMBER_POW2, "2^30", true},
		{1.5 * 1073741824, 0, NUMBER_POW2, "1.5 * 2^30", true},
		{1, 0, NUMBER_POW2, "2^0", true},
		{0.5, 0, NUMBER_POW2, "2^-1", true},
		{3, 0, NUMBER_POW2, "1.5 * 2^1", true},
		{1e9, 0, NUMBER_POW2, "1.863 * 2^29", false},
		{1073741823, 0, NUMBER_POW2, "2^30", false},
		{-8, 0, NUMBER_POW2, "-2^3", true},
		{0, 0, NUMBER_POW2, "0", true},
		/* for programs */
		{0, 0, NUMBER_RAW, "0", true},
		{-0.0, 0, NUMBER_RAW, "0", true},
		{86400, 0, NUMBER_RAW, "86400", true},
		{-1, 0, NUMBER_RAW, "-1", true},
		{429.4967296, 0, NUMBER_RAW, "429.4967296", true},
		{0.1, 0, NUMBER_RAW, "0.1", true},
		{0.1 + 0.2, 0, NUMBER_RAW, "0.30000000000000004", true},
		{1 / 3.0, 0, NUMBER_RAW, "0.3333333333333333", true},
		{1e15, 0, NUMBER_RAW, "1000000000000000", true},
		{123456789012345680.0, 0, NUMBER_RAW, "123456789012345680", true},
		{1e21, 0, NUMBER_RAW, "1e21", true},
		{1e22, 0, NUMBER_RAW, "1e22", true},
		{1e23, 0, NUMBER_RAW, "1e23", true},
		{1e-5, 0, NUMBER_RAW, "0.00001", true},
		{1e-6, 0, NUMBER_RAW, "1e-6", true},
		{5e-324, 0, NUMBER_RAW, "5e-324", true},
		{DBL_MAX, 0, NUMBER_RAW, "1.7976931348623157e308", true},
		{2.5, 3, NUMBER_RAW, "2.5", true},
	};
	struct buf out = {0};

	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_reset(&out);

		bool exact = number_write(&out, rows[i].x, rows[i].digits, rows[i].style);

		cr_expect_str_eq(buf_c(&out), rows[i].want, "row %zu: %s, not %s", i, buf_c(&out), rows[i].want);
		cr_expect_eq(exact, rows[i].exact, "row %zu: %s", i, rows[i].want);
	}
	buf_release(&out);
}

static uint64_t seed = 88172645463325252u;

static uint64_t random_bits(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* Any double, or one of a size that people write. */
static double random_number(int i)
{
	double x;

	if (i & 1)
		return (double)(random_bits() >> 11) / 9007199254740992.0 * pow(10, (double)(random_bits() % 30) - 10);
	do {
		uint64_t bits = random_bits() & 0x7fffffffffffffff;

		memcpy(&x, &bits, sizeof(x));
	} while (!isfinite(x));
	return x;
}

static double read_back(const char *text)
{
	char room[80];
	size_t n = 0;

	for (; *text; text++)
		if (*text != ',')
			room[n++] = *text;
	room[n] = '\0';
	return strtod(room, NULL);
}

/* printf rounds the double itself, we what it means: they may differ by one digit, and only at a half. */
Test(number, rounds_as_printf_does)
{
	struct buf out = {0};
	char text[64];

	for (int i = 0; i < 200000; i++) {
		double x = random_number(i);
		unsigned digits = 1 + (unsigned)(random_bits() % 17);

		buf_reset(&out);
		number_write(&out, x, digits, NUMBER_SCI);
		snprintf(text, sizeof(text), "%.*e", (int)digits - 1, x);

		double got = read_back(buf_c(&out)), want = strtod(text, NULL);

		if (got != want) {
			long double off = fabsl((long double)got - x), other = fabsl((long double)want - x);

			cr_expect(digits <= 13 && off - other <= 2e-14L * x, "%.17g to %u: %s, not %s", x, digits, buf_c(&out),
			          text);
		}
		cr_expect(x == 0 || digits > 15 || number_round(x, digits) == got || !isfinite(got), "%.17g to %u", x, digits);
	}
	buf_release(&out);
}

/* Typed decimals round as a person would do it with the digits typed. */
Test(number, rounds_typed_decimals)
{
	struct buf out = {0};
	char text[32], want[32];

	for (int i = 1; i < 100000; i++) {
		snprintf(text, sizeof(text), "%d.%03d", i / 1000, i % 1000);
		buf_reset(&out);

		unsigned whole = i >= 10000 ? 2 : i >= 1000 ? 1 : 0;

		if (whole == 0)
			continue;
		number_write(&out, strtod(text, NULL), whole + 2, NUMBER_PLAIN);
		snprintf(want, sizeof(want), "%d.%02d", (i + 5) / 1000, (i + 5) / 10 % 100);
		cr_expect(strtod(want, NULL) == strtod(buf_c(&out), NULL), "%s: %s, not %s", text, buf_c(&out), want);
	}
	buf_release(&out);
}

Test(number, exactness_is_to_a_millionth_of_a_millionth)
{
	struct buf out = {0};

	for (int i = 0; i < 200000; i++) {
		double x = random_number(1);
		unsigned digits = 1 + (unsigned)(random_bits() % 17);

		if (i & 1)
			x = number_round(x, 1 + (unsigned)(random_bits() % 6));
		buf_reset(&out);

		bool exact = number_write(&out, x, digits, NUMBER_PLAIN);

		double off = fabs(read_back(buf_c(&out)) - x) / x;

		cr_expect(fabs(off - 1e-12) < 1e-14 || exact == (off < 1e-12), "%.17g to %u: %s", x, digits, buf_c(&out));
	}
	buf_release(&out);
}

Test(number, raw_reads_back_and_is_shortest)
{
	struct buf out = {0};
	char text[64];

	for (int i = 0; i < 200000; i++) {
		double x = random_number(i);
		int digits = 1;

		if (i % 3 == 0)
			x = number_round(x, 1 + (unsigned)(random_bits() % 12));
		buf_reset(&out);
		number_write(&out, x, 0, NUMBER_RAW);
		cr_assert(strtod(buf_c(&out), NULL) == x, "%.17g: %s", x, buf_c(&out));
		do
			snprintf(text, sizeof(text), "%.*e", digits - 1, x);
		while (strtod(text, NULL) != x && digits++ < 17);

		/* As many digits as the shortest, zeros at either end aside. */
		const char *p = buf_c(&out) + strspn(buf_c(&out), "0.");
		int n = 0, zeros = 0;

		for (; *p && *p != 'e'; p++) {
			zeros = *p == '0' ? zeros + 1 : *p == '.' ? zeros : 0;
			n += *p != '.';
		}
		cr_expect(n - zeros <= digits, "%.17g: %s", x, buf_c(&out));
	}
	buf_release(&out);
}

Test(number, round)
{
	static const struct {
		double x;
		unsigned digits;
		double want;
	} rows[] = {
		{86400, 1, 90000},
		{11574.07, 1, 10000},
		{11574.07, 2, 12000},
		{0.15, 1, 0.2},
		{0.45, 1, 0.5},
		{0.35, 1, 0.4},
		{25, 1, 30},
		{-25, 1, -30},
		{0.00123, 1, 0.001},
		{95, 1, 100},
		{1e-300, 1, 1e-300},
		{1.2345e-300, 2, 1.2e-300},
		{1.2345e200, 2, 1.2e200},
		{3.141592653589793, 17, 3.141592653589793},
		{0, 3, 0},
		{DBL_MAX, 1, DBL_MAX},
		/* powers of ten, on the log scale */
		{3.1, 0, 1},
		{3.2, 0, 10},
		{31, 0, 10},
		{32, 0, 100},
		{86400, 0, 100000},
		{0.02, 0, 0.01},
		{0.04, 0, 0.1},
		{-500, 0, -1000},
		{1, 0, 1},
		{1e9, 0, 1e9},
		{1e-9, 0, 1e-9},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		cr_expect_eq(number_round(rows[i].x, rows[i].digits), rows[i].want, "row %zu: %.17g", i,
		             number_round(rows[i].x, rows[i].digits));
}

Test(number, snap_and_same)
{
	cr_expect_eq(number_snap(0.1 * 30), 3);
	cr_expect_eq(number_snap(3.0000000000001), 3);
	cr_expect_eq(number_snap(3.00000000001), 3.00000000001);
	cr_expect_eq(number_snap(-2.9999999999999996), -3);
	cr_expect_eq(number_snap(1e-13), 1e-13);
	cr_expect_eq(number_snap(0), 0);
	cr_expect_eq(number_snap(1e300), 1e300);
	cr_expect_eq(number_snap(0.5), 0.5);
	cr_expect(number_same(0.1 + 0.2, 0.3));
	cr_expect(number_same(0, 0));
	cr_expect(number_same(1e300, 1e300 * (1 + 1e-13)));
	cr_expect(!number_same(1, 1 + 1e-11));
	cr_expect(!number_same(0, 1e-300));
	cr_expect(!number_same(-1, 1));
	cr_expect(number_same(-3, -3.0000000000001));
}
