/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "rows.h"
#include "value/format.h"
#include "value/number.h"

/* A small world of units. Values are "NUMBER WORD", which is all that `define` has to understand. */
static const struct str definitions = S("unit B, byte, bytes is data with decimal, binary\n"
                                        "unit bit, bits = 1/8 B with decimal, binary\n"
                                        "unit s, second, seconds is time with small\n"
                                        "unit min, minute, minutes = 60 s\n"
                                        "unit h, hour, hours = 3600 s\n"
                                        "unit day, days = 86400 s\n"
                                        "unit week, weeks = 604800 s\n"
                                        "unit month, months = 2628000 s\n"
                                        "unit year, years = 31536000 s\n"
                                        "unit $, USD is money\n"
                                        "unit cent, cents = 1/100 $\n"
                                        "unit euro, euros = 1.08 $\n"
                                        "unit metre, metres, m- is length with decimal, small\n"
                                        "unit % = 1/100\n"
                                        "noun user, users\n"
                                        "noun request, requests\n"
                                        "noun tweet, tweets\n"
                                        "noun server, servers\n"
                                        "noun replica, replicas\n");

static bool define(void *ctx, struct unit_registry *reg, struct str line)
{
	struct arena *a = ctx;
	struct unit_decl decl;
	struct factor scale = FACTOR_ONE;
	struct str value;
	char *end;

	if (!unit_decl_read(a, line, &decl, &value))
		return false;
	value = arena_str(a, value);
	decl.value.num = strtod(value.p, &end);
	if (*end == '/')
		decl.value.den = strtod(end + 1, &end);
	return unit_lookup(reg, str_trim(str_from_c(end)), &decl.meaning, &scale, NULL) && !unit_add(reg, &decl, false);
}

static struct arena arena;
static struct unit_registry *reg;
static struct texts *texts;

static void set_up(void)
{
	arena_init(&arena);
	reg = unit_registry_new(define, &arena);
	unit_index(reg, definitions);
	texts = texts_new();
}

static void tear_down(void)
{
	texts_free(texts);
	unit_registry_free(reg);
	arena_release(&arena);
}

/* "replicas GB/user/s^2", without anything being merged. */
static struct units units_of(const char *text)
{
	struct units all = {0};
	int power = 1;

	while (*text) {
		struct units one;
		struct factor scale = FACTOR_ONE;
		size_t n = strcspn(text, " /^");
		struct str word = {text, n};

		text += n;
		if (n) {
			cr_assert(unit_lookup(reg, word, &one, &scale, NULL) && one.n == 1, "no unit '%.*s'", STR(word));
			all.term[all.n] = one.term[0];
			all.term[all.n].exp = power;
			all.n++;
		}
		if (*text == '^')
			all.term[all.n - 1].exp *= strtol(text + 1, (char **)&text, 10);
		power = *text == '/' ? -1 : 1;
		text += *text != '\0';
	}
	return all;
}

static struct value number(double *x, uint32_t count, const char *units)
{
	struct value v = {.count = count, .num = x};

	v.type = type_plain();
	v.type.units = units_of(units);
	v.type.list = count != 1;
	return v;
}

static struct format plain_format(void)
{
	return (struct format){.units = reg, .texts = texts};
}

TestSuite(format, .init = set_up, .fini = tear_down);

Test(format, answers)
{
	static const struct {
		double x;
		const char *units, *want;
	} rows[] = {
		/* counts */
		{25, "servers", "= 25 servers"},
		{1, "servers", "= 1 server"},
		{-1, "server", "= -1 server"},
		{0.5, "day", "= 0.5 days  (12 h)"},
		{86400, "", "= 86,400"},
		{11574.07407, "", "≈ 11,570"},
		{0, "", "= 0"},
		{1e9, "tweet/day", "= 1 billion tweets/day  (≈ 11,570 tweets/s)"},
		{1157407.407, "tweet/s", "≈ 1.157 million tweets/s"},
		{100e6, "user", "= 100 million users"},
		{86400, "tweet/day", "= 86,400 tweets/day  (1 tweet/s)"},
		{864000, "tweet/day", "= 864,000 tweets/day  (10 tweets/s)"},
		{10, "tweet/user/day", "= 10 tweets/user/day"},
		{1, "tweet/day", "= 1 tweet/day"},
		{0, "tweet/day", "= 0 tweets/day"},
		{864e6, "tweet/day/server", "= 864 million tweets/day/server  (10,000 tweets/s/server)"},
		{86.4, "GB/user/day", "= 86.4 GB/user/day  (1 MB/user/s)"},
		{5, "MB/user/day", "= 5 MB/user/day"},
		{2.628e6, "user/month", "= 2.628 million users/month  (1 user/s)"},
		{7, "request/h", "= 7 requests/h"},
		{400, "/s", "= 400 /s"},
		{2e6, "/day", "= 2 million /day  (≈ 23.15 /s)"},
		{2e6, "/s", "= 2 million /s"},
		{2.5e6, "request/$", "= 2.5 million requests/$"},
		/* data */
		{1500, "GB", "= 1.5 TB"},
		{1500, "replica GB", "= 1.5 TB"},
		{0.5, "MB", "= 500 kB"},
		{500e6, "B/day", "= 500 MB/day  (≈ 5.787 kB/s)"},
		{200.5e12, "B/day", "= 200.5 TB/day  (≈ 2.321 GB/s)"},
		{1e9, "B/s", "= 1 GB/s"},
		{500, "B/tweet", "= 500 B/tweet"},
		{2048, "MiB", "= 2 GiB"},
		{-1500, "GB", "= -1.5 TB"},
		{0, "GB", "= 0 GB"},
		/* time */
		{10000, "s", "= 10,000 s  (≈ 2.778 h)"},
		{429.4967296, "s", "≈ 429.5 s  (≈ 7.158 min)"},
		{86400, "s", "= 86,400 s  (1 day)"},
		{10, "ms", "= 10 ms"},
		{246, "ms", "= 246 ms"},
		{1, "min", "= 1 min"},
		{60, "s", "= 60 s"},
		{90, "min", "= 90 min"},
		{0.5, "s", "= 0.5 s"},
		{0.05, "s", "= 50 ms"},
		{5000, "ms", "= 5,000 ms  (5 s)"},
		{0.2, "year", "= 0.2 years  (73 days)"},
		{5, "year", "= 5 years"},
		{365, "day", "= 365 days  (1 year)"},
		{0, "s", "= 0 s"},
		{10, "ms/request", "= 10 ms/request"},
		{36000, "s/request", "= 36,000 s/request  (10 h/request)"},
		/* money */
		{5, "$", "= $5"},
		{-5, "$", "= -$5"},
		{0.023, "$/GB/month", "= $0.023/GB/month"},
		{2500, "$/month", "= $2,500/month"},
		{2500, "server $/month", "= $2,500/month"},
		{2.5e6, "$", "= $2.5 million"},
		{2.5e6, "$/month", "= $2.5 million/month"},
		{0.4, "$", "= $0.40"},
		{12.5, "$", "= $12.50"},
		{-12.5, "$", "= -$12.50"},
		{12.25, "$", "= $12.25"},
		{1.0 / 3, "$", "≈ $0.3333"},
		{1234.5, "$", "= $1,234.50"},
		{50, "cents", "= 50 cents"},
		{0.4e-6, "$/request", "= $0.40 per million requests"},
		{-5e-6, "$/request", "= -$5 per million requests"},
		{0.002, "$/request", "= $0.002/request"},
		{5e-6, "$/GB", "= $5e-6/GB"},
		{3e6, "euro/month", "= 3 million euros/month"},
		/* percentages and ratios */
		{15, "%", "= 15%"},
		{12.3456, "%", "≈ 12.35%"},
		{99.99804464099999, "%", "≈ 99.998045%"},
		{99.9653, "%", "= 99.9653%"},
		{100, "%", "= 100%"},
		{0.99998, "", "= 0.99998"},
		{0.97029899, "", "≈ 0.9703"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		double x = rows[i].x;
		struct value v = number(&x, 1, rows[i].units);
		struct format f = plain_format();
		struct buf out = {0};

		format_answer(&out, &v, &f);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

/* What `to ...` and the settings change. */
Test(format, asked)
{
	enum { ASKED = 1, BRIEF = 2, ASCII = 4 };
	static const struct {
		double x;
		const char *units;
		enum node_form form;
		unsigned flags, type_digits, digits;
		const char *want;
	} rows[] = {
		{10000, "s", FORM_UNIT, ASKED, 0, 0, "= 10,000 s"},
		{0.2, "TB", FORM_UNIT, ASKED, 0, 0, "= 0.2 TB"},
		{2.56e9, "B", FORM_UNIT, ASKED, 0, 0, "= 2,560,000,000 B"},
		{86.4, "GB/day", FORM_UNIT, ASKED, 0, 0, "= 86.4 GB/day  (1 MB/s)"},
		{10000, "s", FORM_UNIT, BRIEF, 0, 0, "= 10,000 s"},
		{1e9, "tweet/day", FORM_UNIT, ASCII, 0, 0, "= 1 billion tweets/day  (~ 11,570 tweets/s)"},
		{1.0 / 3, "", FORM_UNIT, ASCII, 0, 0, "~ 0.3333"},
		{12, "us", FORM_UNIT, ASCII, 0, 0, "= 12 us"},
		{1.0 / 3, "", FORM_UNIT, 0, 0, 2, "≈ 0.33"},
		{1.0 / 3, "", FORM_DIGITS, 0, 3, 2, "≈ 0.333"},
		{10000, "s", FORM_DIGITS, 0, 2, 0, "= 10,000 s  (≈ 2.8 h)"},
		{0.2, "TB", FORM_BEST, ASKED, 0, 0, "= 200 GB"},
		{10000, "s", FORM_BEST, ASKED, 0, 0, "≈ 2.778 h"},
		{2.5, "TB", FORM_WORDS, 0, 0, 0, "= 2.5 trillion B"},
		{2500, "request/s", FORM_WORDS, 0, 0, 0, "= 2,500 requests/s"},
		{1157407.407, "tweet/s", FORM_SCI, 0, 0, 0, "≈ 1.157e6 tweets/s"},
		{5, "GB", FORM_SCI, 0, 0, 0, "= 5e9 B"},
		{25000, "$/month", FORM_SCI, 0, 0, 0, "= $2.5e4/month"},
		{0.4e-6, "$/request", FORM_SCI, 0, 0, 0, "= $4e-7/request"},
		{0.4e-6, "$/request", FORM_UNIT, ASKED, 0, 0, "= $4e-7/request"},
		{1, "GiB", FORM_POW2, 0, 0, 0, "= 2^30 B"},
		{1024, "", FORM_POW2, 0, 0, 0, "= 2^10"},
		{0.1, "", FORM_PERCENT, 0, 0, 0, "= 10%"},
		{0.07, "", FORM_PERCENT, ASKED, 0, 0, "= 7%"},
		{10, "%", FORM_PERCENT, 0, 0, 0, "= 10%"},
		{10000, "s", FORM_HMS, 0, 0, 0, "= 2 h 46 min 40 s"},
		{-10000, "s", FORM_HMS, 0, 0, 0, "= -2 h 46 min 40 s"},
		{100000, "s", FORM_HMS, 0, 0, 0, "= 1 day 3 h 46 min 40 s"},
		{1.5, "h", FORM_HMS, 0, 0, 0, "= 1 h 30 min"},
		{90.5, "s", FORM_HMS, 0, 0, 0, "= 1 min 30.5 s"},
		{3600.0 / 7, "s", FORM_HMS, 0, 0, 0, "≈ 8 min 34 s"},
		{7199.99, "s", FORM_HMS, 0, 0, 0, "= 1 h 59 min 59.99 s"},
		{7199.9999, "s", FORM_HMS, 0, 0, 0, "≈ 2 h"},
		{250, "ms", FORM_HMS, 0, 0, 0, "= 0.25 s"},
		{0, "s", FORM_HMS, 0, 0, 0, "= 0 s"},
		{3, "year", FORM_HMS, 0, 0, 0, "= 1,095 days"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		double x = rows[i].x;
		struct value v = number(&x, 1, rows[i].units);
		struct format f = plain_format();
		struct buf out = {0};

		v.type.form = rows[i].form;
		v.type.asked = rows[i].flags & ASKED;
		v.type.digits = rows[i].type_digits;
		f.brief = rows[i].flags & BRIEF;
		f.ascii = rows[i].flags & ASCII;
		f.digits = rows[i].digits;
		format_answer(&out, &v, &f);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

Test(format, lists)
{
	static const struct {
		double x[3];
		uint32_t count;
		const char *units, *want;
	} rows[] = {
		{{20, 50, 30}, 3, "ms", "= [20, 50, 30] ms"},
		{{200, 5000}, 2, "MB", "= [0.2, 5] GB"},
		{{1, 2}, 2, "server", "= [1, 2] servers"},
		{{0.2, 5}, 2, "$/GB", "= [$0.20, $5]/GB"},
		{{0.4e-6, 5e-6}, 2, "$/request", "= [$0.40, $5] per million requests"},
		{{10, 20}, 2, "%", "= [10%, 20%]"},
		{{1.0 / 3, 1}, 2, "", "≈ [0.3333, 1]"},
		{{0}, 0, "ms", "= []"},
		{{2e6, 1}, 2, "user", "= [2 million, 1] users"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		double x[3] = {rows[i].x[0], rows[i].x[1], rows[i].x[2]};
		struct value v = number(x, rows[i].count, rows[i].units);
		struct format f = plain_format();
		struct buf out = {0};

		format_answer(&out, &v, &f);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_release(&out);
	}
}

Test(format, words_and_reasons)
{
	double why = poison_make(POISON_NONE, texts_intern(texts, S("shard instead")));
	double silent = poison_make(POISON_NONE, texts_intern(texts, S("")));
	double mixed[] = {2, poison_make(POISON_DIVIDE, 0), why};
	const struct {
		enum value_kind kind;
		double x;
		const char *want;
	} rows[] = {
		{VALUE_TRUTH, 1, "= yes"},
		{VALUE_TRUTH, 0, "= no"},
		{VALUE_TEXT, texts_intern(texts, S("cpu")), "= cpu"},
		{VALUE_NUMBER, why, "= none (shard instead)"},
		{VALUE_NUMBER, silent, "= none"},
	};
	struct format f = plain_format();
	struct buf out = {0};
	struct value list = number(mixed, 3, "ms");

	for (size_t i = 0; i < COUNT(rows); i++) {
		double x = rows[i].x;
		struct value v = number(&x, 1, "");

		v.type.kind = rows[i].kind;
		buf_reset(&out);
		format_answer(&out, &v, &f);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
	}
	buf_reset(&out);
	format_answer(&out, &list, &f);
	expect_str(0, buf_str(&out), S("= [2, none (division by zero), none (shard instead)] ms"));
	buf_reset(&out);
	cr_expect(format_element(&out, &list, 0, &f));
	expect_str(0, buf_str(&out), S("2 ms"));
	buf_release(&out);
}

Test(format, raw)
{
	static const struct {
		double x;
		const char *units;
		bool asked;
		const char *want, *unit;
	} rows[] = {
		{1.5, "GB", false, "1500000000", "B"},
		{1.5, "GB", true, "1.5", "GB"},
		{10, "ms", false, "0.01", "s"},
		{8640, "tweet/day", false, "0.1", "tweet/s"},
		{8640, "tweet/day", true, "8640", "tweet/day"},
		{400, "/s", false, "400", "1/s"},
		{400, "/s", true, "400", "1/s"},
		{50, "cents", false, "0.5", "USD"},
		{3, "replica B", false, "3", "B"},
		{3, "server user", false, "3", "server user"},
		{3, "metre/s^2", false, "3", "metre/s^2"},
		{10, "%", false, "0.1", ""},
		{10, "%", true, "10", "%"},
		{1.0 / 3, "", false, "0.3333333333333333", ""},
		{1e300, "YB", false, "none", "B"}, /* too many bytes for a double */
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		double x = rows[i].x;
		struct value v = number(&x, 1, rows[i].units);
		struct buf out = {0};

		v.type.asked = rows[i].asked;
		format_raw(&out, &v, 0);
		expect_str(i, buf_str(&out), str_from_c(rows[i].want));
		buf_reset(&out);
		format_raw_unit(&out, &v);
		expect_str(i, buf_str(&out), str_from_c(rows[i].unit));
		buf_release(&out);
	}
}

/* Whatever the number, unit and form: no inf, no nan, no end of a buffer passed. */
Test(format, any_number_in_any_form)
{
	static const double numbers[] = {
		0,  -0.0,   5e-324,   1e-300, 1e-5, 0.99999, 0.9999999999999999,     1, 59.9999,
		60, 999.96, 999999.5, 1e15,   1e22, 1e300,   1.7976931348623157e308,
	};
	static const char *const words[] = {
		"",          "%",          "users",  "B",          "YB",   "bit/s",       "ns",
		"year",      "ms/request", "$",      "$/GB/month", "/day", "tweets/year", "replica GB/day",
		"metre/s^2", "km",         "user/$",
	};

	for (size_t i = 0; i < COUNT(numbers) * COUNT(words) * (FORM_DIGITS + 1) * 4; i++) {
		size_t k = i / 4;
		double x = numbers[k % COUNT(numbers)] * (i & 1 ? -1 : 1);
		struct value v = number(&x, 1, words[k / COUNT(numbers) % COUNT(words)]);
		struct format f = plain_format();
		struct buf out = {0};

		v.type.form = k / COUNT(numbers) / COUNT(words);
		v.type.asked = f.ascii = i & 2;
		format_answer(&out, &v, &f);
		cr_expect(out.len > 2 && !strstr(out.p, "inf") && !strstr(out.p, "nan") && !strstr(out.p, "  )"),
		          "%g %s, form %d: %s", x, words[k / COUNT(numbers) % COUNT(words)], v.type.form, out.p);
		if (f.ascii)
			for (size_t c = 0; c < out.len; c++)
				cr_expect((unsigned char)out.p[c] < 0x80, "not ASCII: %s", out.p);
		buf_release(&out);
	}
}
