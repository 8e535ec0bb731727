/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "prelude.h"
#include "rows.h"

static struct units units_of(struct unit_registry *reg, const char *text)
{
	struct units u;
	struct factor scale;

	cr_assert(prelude_units(reg, text, &u, &scale), "%s", text);
	cr_assert(scale.num == scale.den, "%s", text);
	return u;
}

static const char *written(const struct units *u)
{
	static struct buf out;

	buf_reset(&out);
	units_write(&out, u, true);
	return buf_c(&out);
}

static double value(struct factor f)
{
	return factor_apply(f, 1);
}

/* ---- factors ---- */

Test(product, factors)
{
	static const struct {
		struct factor a, b;
		int power;
		struct factor want;
	} rows[] = {
		{{1, 1}, {1000, 1}, -1, {1, 1000}},
		{{1e9, 1}, {1e6, 1}, -1, {1000, 1}},
		{{1e6, 1}, {1e9, 1}, -1, {1, 1000}},
		{{1e22, 1}, {1e19, 1}, -1, {1000, 1}},
		{{1000, 1}, {86400, 1}, -1, {5, 432}},
		{{1, 8}, {8, 1}, 1, {1, 1}},
		{{6, 35}, {14, 9}, 1, {4, 15}},
		{{2, 1}, {3, 2}, 3, {27, 4}},
		{{2, 1}, {3, 2}, 0, {2, 1}},
		{{1e300, 1}, {1e300, 1}, 1, {INFINITY, 1}},
		{{1e300, 1}, {1e300, 1}, -3, {INFINITY, 1}},
		{{1, 1e300}, {1, 1e300}, 1, {INFINITY, 1}},
		{{INFINITY, 1}, {1e300, 1}, -1, {INFINITY, 1}},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct factor got = factor_times(rows[i].a, rows[i].b, rows[i].power);

		cr_expect(got.num == rows[i].want.num && got.den == rows[i].want.den, "row %zu: %g/%g", i, got.num, got.den);
	}
}

Test(product, factors_from_numbers)
{
	static const struct {
		double x;
		struct factor want;
	} rows[] = {
		{1, {1, 1}},
		{60, {60, 1}},
		{0.01, {1, 100}},
		{0.125, {1, 8}},
		{0.3048, {381, 1250}},
		{25.4, {127, 5}},
		{1609.344, {201168, 125}},
		{1e-6, {1, 1000000}},
		{1e30, {1e30, 1}},
		{0, {0, 1}},
		{-2, {-2, 1}},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct factor got = factor_from(rows[i].x);

		cr_expect(got.num == rows[i].want.num && got.den == rows[i].want.den, "row %zu: %g/%g", i, got.num, got.den);
		cr_expect(rows[i].x <= 0 || got.num / got.den == rows[i].x, "row %zu", i);
	}
}

/* ---- products ---- */

Test(product, times)
{
	static const struct {
		const char *a, *b;
		int power;
		const char *want;
		double scale;
	} rows[] = {
		{"users", "tweets/user/day", 1, "tweets/day", 1},
		{"tweets/user/day", "users", 1, "tweets/day", 1},
		{"GB", "MB/s", -1, "s", 1000},
		{"MB", "GB", -1, "", 1e-3},
		{"B/tweet", "tweets/day", 1, "B/day", 1},
		{"requests/s", "ms/request", 1, "", 1e-3},
		{"min", "s", 1, "min^2", 1 / 60.0},
		{"min", "s", -1, "", 60},
		{"s", "min", -2, "/s", 1 / 3600.0},
		{"replicas", "GB", 1, "replica GB", 1},
		{"replicas", "replica", 1, "replica^2", 1},
		{"KiB", "MB", 1, "MB^2", 1.024e-3},
		{"MB", "KiB", 1, "MB^2", 1.024e-3},
		{"Mbit", "MB", 1, "MB^2", 0.125},
		{"Mbit", "KiB", 1, "KiB^2", 125000 / 1024.0},
		{"B", "KiB", 1, "B^2", 1024},
		{"KiB", "B", 1, "KiB^2", 1 / 1024.0},
		{"MB^2", "GB", -1, "MB", 1e-3},
		{"KiB^2", "MB", -1, "MB", 1.048576e-6},
		{"", "s", -1, "/s", 1},
		{"", "RPS", -1, "s/request", 1},
		{"$/GB/month", "GB", 1, "$/month", 1},
		{"GB month", "$/GB/month", 1, "$", 1},
		{"core s", "core", -1, "s", 1},
		/* compound units */
		{"W", "h", 1, "Wh", 1},
		{"h", "W", 1, "Wh", 1},
		{"W", "min", -1, "Wh/h^2", 60},
		{"W", "J", -1, "/h", 3600},
		{"kW", "server", -1, "kW/server", 1},
		{"W", "W", 1, "W^2", 1},
		{"kW", "W", -1, "", 1000},
		{"W", "kWh", -1, "/h", 1e-3},
		{"kWh", "$/kWh", 1, "$", 1},
		{"kWh", "Wh", 1, "kWh^2", 1e-3},
		{"$", "W", -1, "$/W", 1},
		{"GHz", "s", 1, "", 1e9},
		{"", "GHz", -1, "s", 1e-9},
		{"operations", "GHz", -1, "operation s", 1e-9},
		{"GHz", "min", 1, "", 6e10},
		{"Hz", "Hz", -3, "s^2", 1},
		{"GHz", "MHz", -1, "", 1000},
		/* plain numbers with a name */
		{"%", "s", 1, "s", 0.01},
		{"users", "%", 1, "users", 0.01},
		{"users", "dozen", -1, "users", 1 / 12.0},
		/* made of nouns */
		{"trays", "egg", 1, "tray^2", 1 / 30.0},
		{"egg", "tray", -1, "", 1 / 30.0},
		{"IOU", "operation", 1, "KiB", 16},
		{"KiB/operation", "IOU", -1, "", 0.0625},
		{"cap", "h", 1, "GB", 100},
		{"acre2", "metre", -1, "metres", 4000},
		{"acre2", "acre2", -1, "", 1},
	};
	struct unit_registry *reg = prelude_registry();

	unit_index(reg, S("noun egg\nunit tray = 30 egg\nunit IOU = 16 KiB/operation\nunit cap = 100 GB/h\nunit acre2 = "
	                  "4000 metre^2\n"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units a = units_of(reg, rows[i].a), b = units_of(reg, rows[i].b);
		struct factor scale = FACTOR_ONE;
		double before = value(units_base(&a)) * pow(value(units_base(&b)), rows[i].power);

		cr_expect(units_times(&a, &b, rows[i].power, &scale), "row %zu", i);
		cr_expect_str_eq(written(&a), rows[i].want, "row %zu: %s", i, written(&a));
		cr_expect(fabs(value(scale) / rows[i].scale - 1) < 1e-15, "row %zu: %g", i, value(scale));
		cr_expect(fabs(value(scale) * value(units_base(&a)) / before - 1) < 1e-14, "row %zu", i);
	}
	unit_registry_free(reg);
}

Test(product, a_product_with_itself)
{
	struct unit_registry *reg = prelude_registry();
	struct units u = units_of(reg, "MB/s");
	struct factor scale = FACTOR_ONE;

	cr_expect(units_times(&u, &u, 1, &scale));
	cr_expect_str_eq(written(&u), "MB^2/s^2");
	cr_expect(units_times(&u, &u, -1, &scale));
	cr_expect_str_eq(written(&u), "");
	cr_expect_eq(value(scale), 1);
	unit_registry_free(reg);
}

/* No two terms share a dimension, whatever was multiplied in whichever order. */
Test(product, normal_form)
{
	static const char *const parts[] = {
		"MB",    "KiB", "Mbit", "s",  "day",  "W",   "kWh", "GHz", "user",
		"tweet", "IOU", "$",    "km", "tray", "egg", "ft",  "J",   "RPS",
	};
	struct unit_registry *reg = prelude_registry();
	unsigned seed = 1;

	unit_index(reg, S("noun egg\nunit tray = 30 egg\nunit IOU = 16 KiB/operation\n"));
	for (int round = 0; round < 20000; round++) {
		struct units u = {0};
		struct factor scale = FACTOR_ONE;
		double want = 0;
		bool fits = true;

		for (int i = 0; i < 6 && fits; i++) {
			seed = seed * 1103515245u + 12345u;

			struct units part = units_of(reg, parts[(seed >> 16) % COUNT(parts)]);
			int power = (int)(seed >> 8) % 5 - 2;

			fits = units_times(&u, &part, power, &scale);
			want += power * log(value(units_base(&part)));
		}
		if (!fits)
			continue;
		cr_expect(fabs(log(value(scale)) + log(value(units_base(&u))) - want) < 1e-9, "round %d: %s", round,
		          written(&u));
		for (unsigned i = 0; i < u.n; i++) {
			cr_expect(u.term[i].exp != 0);
			for (unsigned k = 0; k < i; k++) {
				cr_expect((u.term[i].unit->hard & u.term[k].unit->hard) == 0, "round %d: %s", round, written(&u));
				cr_expect(u.term[i].unit->root != u.term[k].unit->root, "round %d: %s", round, written(&u));
			}
		}
	}
	unit_registry_free(reg);
}

Test(product, limits)
{
	struct unit_registry *reg = prelude_registry();
	struct units u = units_of(reg, "MB"), s = units_of(reg, "s"), area;
	struct factor scale = FACTOR_ONE;

	cr_expect(units_power(&u, 100));
	cr_expect(!units_power(&u, 2));
	cr_expect(!units_times(&u, &u, 1, &scale));
	cr_expect(!units_times(&s, &s, 1000000, &scale));
	cr_expect(units_times(&s, &s, 0, &scale));

	unit_index(reg, S("unit are = 100 metre^2\n"));
	area = units_of(reg, "are");
	cr_expect(!units_power(&area, 60));

	static const char *const nouns[] = {
		"user", "tweet", "post", "event", "read", "write", "server", "core", "node", "shard", "key", "row", "file",
	};
	struct units many = {0};

	scale = FACTOR_ONE;
	for (size_t i = 0; i < COUNT(nouns); i++) {
		struct units one = units_of(reg, nouns[i]);

		cr_expect_eq(units_times(&many, &one, 1, &scale), i < UNITS_MAX, "%s", nouns[i]);
	}
	cr_expect_eq(units_convert(&many, &many, &scale), UNITS_SAME);
	unit_registry_free(reg);
}

Test(product, power_and_root)
{
	struct unit_registry *reg = prelude_registry();
	struct units u = units_of(reg, "ft/s");

	cr_expect(units_power(&u, 3));
	cr_expect_str_eq(written(&u), "ft^3/s^3");
	cr_expect(!units_root(&u, 2));
	cr_expect_str_eq(written(&u), "ft^3/s^3");
	cr_expect(units_root(&u, 3));
	cr_expect_str_eq(written(&u), "ft/s");
	cr_expect(units_power(&u, -1));
	cr_expect_str_eq(written(&u), "s/ft");
	cr_expect(units_power(&u, 0));
	cr_expect_eq(u.n, 0);
	unit_registry_free(reg);
}

/* ---- conversion ---- */

Test(product, convert)
{
	static const struct {
		const char *from, *to;
		enum units_fit fit;
		double scale;
	} rows[] = {
		{"GB", "MB", UNITS_SAME, 1000},
		{"MB", "GB", UNITS_SAME, 1e-3},
		{"GB/day", "MB/s", UNITS_SAME, 1000 / 86400.0},
		{"Gbit/s", "MB/s", UNITS_SAME, 125},
		{"KiB", "bit", UNITS_SAME, 8192},
		{"month", "h", UNITS_SAME, 730},
		{"year", "month", UNITS_SAME, 12},
		{"mile", "km", UNITS_SAME, 1.609344},
		{"ft", "inch", UNITS_SAME, 12},
		{"kW", "J/s", UNITS_SAME, 1000},
		{"kWh/day", "W", UNITS_SAME, 3.6e6 / 86400},
		{"W", "kWh/month", UNITS_SAME, 0.73},
		{"GHz", "/s", UNITS_SAME, 1e9},
		{"/min", "Hz", UNITS_SAME, 1 / 60.0},
		{"cents/GB", "$/TB", UNITS_SAME, 10},
		{"tweets/user/day", "tweets/day/user", UNITS_SAME, 1},
		{"", "", UNITS_SAME, 1},
		{"", "%", UNITS_SAME, 100},
		{"%", "", UNITS_SAME, 0.01},
		{"tray", "egg", UNITS_SAME, 30},
		{"RPS", "/day", UNITS_PLAIN, 86400},
		{"/day", "requests/s", UNITS_PLAIN, 1 / 86400.0},
		{"", "users", UNITS_PLAIN, 1},
		{"GB", "MB/user", UNITS_PLAIN, 1000},
		{"Hz", "RPS", UNITS_PLAIN, 1},
		{"requests", "cores", UNITS_NOUNS, 1},
		{"requests/s", "queries/min", UNITS_NOUNS, 60},
		{"tweets/user", "tweets", UNITS_NOUNS, 1},
		{"GB", "s", UNITS_CLASH, 0},
		{"GB", "", UNITS_CLASH, 0},
		{"", "s", UNITS_CLASH, 0},
		{"users", "s", UNITS_CLASH, 0},
		{"GB/s", "GB", UNITS_CLASH, 0},
		{"ft^2", "ft", UNITS_CLASH, 0},
		{"W", "J", UNITS_CLASH, 0},
		{"$/GB", "$", UNITS_CLASH, 0},
		{"tweets", "GB", UNITS_CLASH, 0},
	};
	struct unit_registry *reg = prelude_registry();

	unit_index(reg, S("noun egg\nunit tray = 30 egg\n"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units from = units_of(reg, rows[i].from), to = units_of(reg, rows[i].to);
		struct factor there, back;

		cr_expect_eq(units_convert(&from, &to, &there), rows[i].fit, "row %zu", i);
		cr_expect_eq(units_convert(&to, &from, &back), rows[i].fit, "row %zu", i);
		if (rows[i].fit == UNITS_CLASH)
			continue;
		cr_expect(fabs(value(there) / rows[i].scale - 1) < 1e-15, "row %zu: %.17g", i, value(there));
		cr_expect(there.num == back.den && there.den == back.num, "row %zu: %g/%g, %g/%g", i, there.num, there.den,
		          back.num, back.den);
	}
	unit_registry_free(reg);
}

struct pairs {
	struct unit_registry *reg;
	const struct unit *units[300];
	unsigned count;
};

static void collect(void *ctx, const struct unit *u, const struct str *names, unsigned count)
{
	struct pairs *p = ctx;

	(void)names;
	(void)count;
	if (u->class == UNIT_QUANTITY)
		p->units[p->count++] = u;
}

/* With every prefix that the two may have. */
Test(product, there_and_back_is_the_same)
{
	struct pairs p = {.reg = prelude_registry()};
	unsigned n, tried = 0;
	const struct prefix *prefix = unit_prefixes(&n);

	unit_each(p.reg, collect, &p);
	for (unsigned i = 0; i < p.count; i++)
		for (unsigned k = 0; k < p.count; k++)
			for (unsigned a = 0; a <= n; a++) {
				struct units from = {1, {{p.units[i], a < n ? prefix_place(&prefix[a]) : 0, 1}}},
							 to = {1, {{p.units[k], 0, 1}}};
				struct factor there, back;

				if (a < n && !(prefix[a].family & p.units[i]->families))
					continue;
				if (a < n && (prefix[a].family & p.units[k]->families))
					to.term[0].prefix = prefix[(a * 7 + i) % n].family == prefix[a].family
					                        ? prefix_place(&prefix[(a * 7 + i) % n])
					                        : 0;
				if (units_convert(&from, &to, &there) != UNITS_SAME)
					continue;
				cr_expect_eq(units_convert(&to, &from, &back), UNITS_SAME);
				cr_expect(there.num == back.den && there.den == back.num, "%.*s %.*s", STR(p.units[i]->one),
				          STR(p.units[k]->one));
				cr_expect(fabs(factor_apply(back, factor_apply(there, 3.7)) / 3.7 - 1) < 1e-15);
				tried++;
			}
	cr_expect(tried > 300);
	unit_registry_free(p.reg);
}

/* A factor that is a fraction is applied with one rounding. */
Test(product, exact_where_it_can_be)
{
	static const struct {
		const char *from, *to;
		double x, want;
	} rows[] = {
		{"ms", "s", 10, 0.01},      {"us", "s", 3, 0.000003}, {"cents", "$", 7, 0.07},
		{"ft", "metre", 3, 0.9144}, {"inch", "cm", 1, 2.54},  {"bit", "B", 3, 0.375},
		{"MB", "GB", 7, 0.007},     {"B", "TB", 3, 3e-12},    {"day", "year", 73, 0.2},
	};
	struct unit_registry *reg = prelude_registry();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units from = units_of(reg, rows[i].from), to = units_of(reg, rows[i].to);
		struct factor f;

		units_convert(&from, &to, &f);
		cr_expect_eq(factor_apply(f, rows[i].x), rows[i].want, "row %zu: %.17g", i, factor_apply(f, rows[i].x));
	}
	unit_registry_free(reg);
}

/* ---- questions ---- */

Test(product, questions)
{
	static const struct {
		const char *text;
		bool soft, plain, noun;
	} rows[] = {
		{"", true, true, false},     {"%", true, true, false},        {"users", true, false, true},
		{"s", false, false, false},  {"users/s", false, false, true}, {"W", false, false, false},
		{"IOU", false, false, true}, {"tray", true, false, true},
	};
	struct unit_registry *reg = prelude_registry();

	unit_index(reg, S("noun egg\nunit tray = 30 egg\nunit IOU = 16 KiB/operation\n"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u = units_of(reg, rows[i].text);

		cr_expect_eq(units_soft(&u), rows[i].soft, "row %zu", i);
		cr_expect_eq(units_plain(&u), rows[i].plain, "row %zu", i);
		cr_expect_eq(units_has_noun(&u), rows[i].noun, "row %zu", i);
	}

	struct units a = units_of(reg, "tweets/user/day"), b = units_of(reg, "tweets/day/user"),
				 c = units_of(reg, "tweets/s/user");

	cr_expect(units_equal(&a, &b) && !units_equal(&a, &c));
	a = units_of(reg, "kWh");
	cr_expect_eq(units_dim(&a).exp[DIM_ENERGY], 1);
	a = units_of(reg, "W");
	cr_expect_eq(units_dim(&a).exp[DIM_TIME], -1);
	cr_expect(!units_measure(&a, DIM_TIME, -1) && !units_measure(&a, DIM_ENERGY, 1));
	a = units_of(reg, "h/user");
	cr_expect(units_measure(&a, DIM_TIME, 1) && !units_measure(&a, DIM_TIME, 2) && !units_measure(&a, DIM_DATA, 1));
	a = units_of(reg, "requests/s");
	cr_expect(units_measure(&a, DIM_TIME, -1) && !units_measure(&a, DIM_TIME, 1));
	unit_registry_free(reg);
}

Test(product, nouns_aside)
{
	static const struct {
		const char *text, *nouns, *without, *shown;
	} rows[] = {
		{"replica GB", "replicas", "GB", "GB"},
		{"server $/month", "servers", "$/month", "$/month"},
		{"B/tweet", "/tweet", "B", "B/tweet"},
		{"server W", "servers", "W", "W"},
		{"requests/s", "requests", "/s", "requests/s"},
		{"core s", "cores", "s", "core s"},
		{"requests/GB", "requests", "/GB", "requests/GB"},
		{"requests/$", "requests", "/$", "requests/$"},
		{"tweets/user/day", "tweets/user", "/day", "tweets/user/day"},
		{"user GB/tweet", "users/tweet", "GB", "GB/tweet"},
		{"IOU", "/operation", "IOU", "IOU"},
		{"", "", "", ""},
	};
	struct unit_registry *reg = prelude_registry();

	unit_index(reg, S("unit IOU = 16 KiB/operation\n"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u = units_of(reg, rows[i].text), nouns = units_nouns(&u), without = units_without_nouns(&u),
					 shown = units_shown(&u);

		cr_expect_str_eq(written(&nouns), rows[i].nouns, "row %zu: %s", i, written(&nouns));
		cr_expect_str_eq(written(&without), rows[i].without, "row %zu: %s", i, written(&without));
		cr_expect_str_eq(written(&shown), rows[i].shown, "row %zu: %s", i, written(&shown));
	}
	unit_registry_free(reg);
}

/* ---- what is shown ---- */

Test(product, best)
{
	static const struct {
		const char *unit;
		double x;
		const char *want;
		double y;
	} rows[] = {
		{"B", 1.5e12, "TB", 1.5},
		{"MB", 1500, "GB", 1.5},
		{"GB", 0.5, "MB", 500},
		{"MB", 500, "MB", 500},
		{"TB", 0.0000001, "kB", 100},
		{"B", 0.25, "B", 0.25},
		{"MB", 0, "MB", 0},
		{"MB", -1500, "GB", -1.5},
		{"kB", 999.94, "kB", 999.94},
		{"kB", 999.96, "MB", 0.99996},
		{"YB", 5000, "YB", 5000},
		{"MB/s", 2000, "GB/s", 2},
		{"GB/day", 0.001, "MB/day", 1},
		{"B/tweet", 5000, "kB/tweet", 5},
		{"KiB", 2048, "MiB", 2},
		{"KiB", 1000, "KiB", 1000},
		{"MiB/s", 0.5, "KiB/s", 512},
		{"GiB", 1e-9, "B", 1.073741824},
		{"bit", 8000, "kB", 1},
		{"Mbit", 80, "MB", 10},
		{"Mbit/s", 2500, "Gbit/s", 2.5},
		{"bit/s", 100, "bits/s", 100},
		{"Gbit", 0, "B", 0},
		{"Mibit", 16, "MiB", 2},
		{"kbit/user/s", 5000, "Mbit/user/s", 5},
		{"MB^2", 5000, "MB^2", 5000},
		{"/GB", 5000, "/GB", 5000},
		{"$/GB", 5000, "$/GB", 5000},
		{"s", 1e6, "s", 1e6},
		{"tweets", 1e9, "tweets", 1e9},
		{"floppies", 5000, "floppies", 5000},
		{"", 1e9, "", 1e9},
		{"IOU", 1e9, "IOU", 1e9},
		{"GB month", 2000, "TB months", 2},
		{"W", 5000, "kW", 5},
		{"kW", 0.4, "W", 400},
		{"mW", 5, "mW", 5},
		{"Wh", 3.65e6, "MWh", 3.65},
		{"J/request", 2000, "kJ/request", 2},
		{"W/server", 0.5, "W/server", 0.5},
		{"$/kWh", 5000, "$/kWh", 5000},
		{"GB/Wh", 2000, "TB/Wh", 2},
	};
	struct unit_registry *reg = prelude_registry();

	unit_index(reg, S("unit floppy, floppies = 1.44 MB\nunit IOU = 16 KiB/operation\n"));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u = units_of(reg, rows[i].unit), best;
		struct factor scale;

		best = units_best(&u, rows[i].x, &scale);
		cr_expect_str_eq(written(&best), rows[i].want, "row %zu: %s", i, written(&best));
		cr_expect(fabs(factor_apply(scale, rows[i].x) - rows[i].y) <= 1e-15 * fabs(rows[i].y), "row %zu", i);
	}
	unit_registry_free(reg);
}

Test(product, best_with_binary_kb)
{
	struct unit_registry *reg = prelude_registry();
	struct factor scale;

	unit_set_binary_kb(reg, true);

	struct units u = units_of(reg, "B"), best = units_best(&u, 1048576, &scale);

	cr_expect_str_eq(written(&best), "MB");
	cr_expect_eq(factor_apply(scale, 1048576), 1);
	u = units_of(reg, "MB");
	best = units_best(&u, 2048, &scale);
	cr_expect_str_eq(written(&best), "GB");
	cr_expect_eq(factor_apply(scale, 2048), 2);
	unit_registry_free(reg);
}

Test(product, best_time)
{
	static const struct {
		const char *unit;
		double x;
		const char *want;
		double y;
	} rows[] = {
		{"s", 10000, "h", 10000 / 3600.0},
		{"s", 59, "s", 59},
		{"s", 59.998, "min", 59.998 / 60},
		{"s", 0.0025, "ms", 2.5},
		{"ms", 86400000, "days", 1},
		{"s", 3e-10, "ns", 0.3},
		{"us", 2, "\u00b5s", 2},
		{"day", 400, "years", 400 / 365.0},
		{"day", 45, "days", 45},
		{"h", 0.5, "min", 30},
		{"s", -7200, "h", -2},
		{"s", 0, "s", 0},
		{"core s", 7200, "core h", 2},
		{"s/request", 0.002, "ms/request", 2},
		{"MB", 5, "MB", 5},
		{"/s", 1000, "/s", 1000},
		{"s^2", 1000, "s^2", 1000},
		{"s/MB", 0.001, "s/MB", 0.001},
		{"month", 1, "days", 2628000 / 86400.0},
		{"", 5, "", 5},
	};
	struct unit_registry *reg = prelude_registry();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u = units_of(reg, rows[i].unit), best;
		struct factor scale;

		best = units_best_time(reg, &u, rows[i].x, &scale);
		cr_expect_str_eq(written(&best), rows[i].want, "row %zu: %s", i, written(&best));
		cr_expect(fabs(factor_apply(scale, rows[i].x) - rows[i].y) <= 1e-15 * fabs(rows[i].y), "row %zu", i);
	}
	unit_registry_free(reg);
}

Test(product, write)
{
	static const struct {
		const char *text, *many, *one;
	} rows[] = {
		{"MB/s", "MB/s", "MB/s"},
		{"tweets/user/day", "tweets/user/day", "tweet/user/day"},
		{"/s", "/s", "/s"},
		{"$/GB/month", "$/GB/month", "$/GB/month"},
		{"day", "days", "day"},
		{"core h", "core h", "core h"},
		{"core day", "core days", "core day"},
		{"ft^2", "ft^2", "ft^2"},
		{"queries/s", "queries/s", "query/s"},
		{"km/s^2", "km/s^2", "km/s^2"},
		{"people", "people", "person"},
		{"GB/user", "GB/user", "GB/user"},
		{"kWh", "kWh", "kWh"},
		{"%", "%", "%"},
		{"", "", ""},
		{"bit", "bits", "bit"},
		{"bit/s", "bits/s", "bit/s"},
		{"tweet^2", "tweet^2", "tweet^2"},
	};
	struct unit_registry *reg = prelude_registry();
	struct buf out = {0};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u = units_of(reg, rows[i].text);
		for (int many = 0; many < 2; many++) {
			buf_reset(&out);
			units_write(&out, &u, many);
			cr_expect_str_eq(buf_c(&out), many ? rows[i].many : rows[i].one, "row %zu: %s", i, buf_c(&out));
		}
	}
	buf_release(&out);
	unit_registry_free(reg);
}

Test(product, spell)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"GB", "data"},
		{"ms", "time"},
		{"$/GB", "money per data"},
		{"requests/s", "requests per time"},
		{"", "a plain number"},
		{"users", "users"},
		{"/s", "a number per time"},
		{"B/tweet", "data per tweet"},
		{"tweets/user/day", "tweets per user per time"},
		{"GB month", "data times time"},
		{"W", "energy per time"},
		{"ft^2", "length^2"},
		{"Hz", "a number per time"},
		{"GB/s^2", "data per time^2"},
		{"replica GB", "replicas times data"},
	};
	struct unit_registry *reg = prelude_registry();
	struct buf out = {0};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct units u = units_of(reg, rows[i].text);

		buf_reset(&out);
		units_spell(&out, &u);
		cr_expect_str_eq(buf_c(&out), rows[i].want, "row %zu: %s", i, buf_c(&out));
	}
	buf_release(&out);
	unit_registry_free(reg);
}
