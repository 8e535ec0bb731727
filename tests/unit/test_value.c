/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "rows.h"
#include "value/value.h"

Test(value, poison_reads_back)
{
	static const uint32_t places[] = {0, 1, 4711, 0xfffffe, 0xffffff};

	for (int why = POISON_NONE; why <= POISON_REQUIRE; why++) {
		for (size_t i = 0; i < COUNT(places); i++) {
			double x = poison_make(why, places[i]);
			uint32_t where = 1;

			cr_expect(is_poison(x));
			cr_expect(eq(int, poison_read(x, &where), why));
			cr_expect(eq(u32, where, places[i]));
		}
	}
}

Test(value, poison_survives_arithmetic)
{
	volatile double x = poison_make(POISON_DIVIDE, 77);
	const double results[] = {x + 1, 1 + x, x * 0, -x, x / 3, x - x, sqrt(x), floor(x), fabs(x), exp(x), log1p(x)};
	uint32_t where;

	for (size_t i = 0; i < COUNT(results); i++) {
		where = 0;
		cr_expect(eq(int, poison_read(results[i], &where), POISON_DIVIDE), "row %zu", i);
		cr_expect(eq(u32, where, 77), "row %zu", i);
	}
}

Test(value, numbers_and_strange_nans_are_told_apart)
{
	volatile double zero = 0;
	static const double numbers[] = {0, -0.0, 1, 5e-324, 1.7e308};
	uint32_t where = 5;

	for (size_t i = 0; i < COUNT(numbers); i++)
		cr_expect(eq(int, poison_read(numbers[i], &where), 0), "row %zu", i);
	cr_expect(eq(int, poison_read(INFINITY, &where), 0));
	cr_expect(eq(u32, where, 5));
	cr_expect(eq(int, poison_read(zero / zero, &where), POISON_DOMAIN));
	cr_expect(eq(u32, where, 0xffffff));
	where = 5;
	cr_expect(eq(int, poison_read(NAN, &where), POISON_DOMAIN));
	cr_expect(eq(u32, where, 0xffffff));
}

Test(value, texts_are_kept_once)
{
	struct texts *t = texts_new();
	char word[] = "cpu";
	uint32_t cpu = texts_intern(t, str_from_c(word)), disk = texts_intern(t, S("disk")), none = texts_intern(t, S(""));

	word[0] = 'x'; /* the table has its own copy */
	cr_expect(ne(u32, cpu, disk));
	cr_expect(eq(u32, texts_intern(t, S("cpu")), cpu));
	cr_expect(eq(u32, texts_intern(t, S("")), none));
	for (int i = 0; i < 1000; i++) {
		struct buf b = {0};

		buf_printf(&b, "text %d", i);
		texts_intern(t, buf_str(&b));
		buf_release(&b);
	}
	expect_str(0, texts_get(t, cpu), S("cpu"));
	expect_str(1, texts_get(t, disk), S("disk"));
	expect_str(2, texts_get(t, none), S(""));
	expect_str(3, texts_get(t, texts_intern(t, S("text 500"))), S("text 500"));
	texts_free(t);
	texts_free(NULL);
}

static struct unit_registry *small_world(void)
{
	struct unit_registry *reg = unit_registry_new(NULL, NULL);

	unit_index(reg, S("unit B, byte, bytes is data with decimal\n"
	                  "unit s, second, seconds is time with small\n"
	                  "unit $ is money\n"
	                  "noun request, requests\n"
	                  "noun core, cores\n"));
	return reg;
}

static struct units one_unit(struct unit_registry *reg, const char *word)
{
	struct units u = {0};
	struct factor scale = FACTOR_ONE;

	if (*word)
		cr_assert(unit_lookup(reg, str_from_c(word), &u, &scale, NULL));
	return u;
}

Test(value, types_are_spelled)
{
	static const struct {
		enum value_kind kind;
		bool list;
		const char *unit, *want;
	} rows[] = {
		{VALUE_NUMBER, false, "", "a plain number"},
		{VALUE_NUMBER, true, "", "a list of plain numbers"},
		{VALUE_NUMBER, false, "MB", "data"},
		{VALUE_NUMBER, true, "MB", "a list of data"},
		{VALUE_NUMBER, false, "ms", "time"},
		{VALUE_NUMBER, true, "ms", "a list of times"},
		{VALUE_NUMBER, true, "requests", "a list of requests"},
		{VALUE_TRUTH, false, "", "yes or no"},
		{VALUE_TRUTH, true, "", "a list of yes or no"},
		{VALUE_TEXT, false, "", "text"},
		{VALUE_TEXT, true, "", "a list of texts"},
	};
	struct unit_registry *reg = small_world();
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct type t = type_plain();

		t.kind = rows[i].kind;
		t.list = rows[i].list;
		t.units = one_unit(reg, rows[i].unit);
		expect_str(i, str_from_c(type_text(&t, &arena)), str_from_c(rows[i].want));
	}
	arena_release(&arena);
	unit_registry_free(reg);
}

Test(value, same)
{
	static const struct {
		double a;
		const char *unit_a;
		double b;
		const char *unit_b;
		bool want;
	} rows[] = {
		{1, "s", 1000, "ms", true},     {1, "s", 1001, "ms", false},
		{1, "s", 1 + 1e-14, "s", true}, {1, "s", 1, "B", false},
		{1, "s", 1, "", false},         {3, "requests", 3, "requests", true},
		{3, "requests", 3, "", true},   {3, "requests", 3, "cores", false},
		{0, "MB", 0, "B", true},
	};
	struct unit_registry *reg = small_world();

	for (size_t i = 0; i < COUNT(rows); i++) {
		double x = rows[i].a, y = rows[i].b;
		struct value a = {.type = type_plain(), .count = 1, .num = &x},
					 b = {.type = type_plain(), .count = 1, .num = &y};

		a.type.units = one_unit(reg, rows[i].unit_a);
		b.type.units = one_unit(reg, rows[i].unit_b);
		cr_expect(value_same(&a, &b) == rows[i].want, "row %zu", i);
		cr_expect(value_same(&b, &a) == rows[i].want, "row %zu", i);
	}
	unit_registry_free(reg);
}

Test(value, same_kind_length_and_reason)
{
	double one = 1, two[] = {1, 2}, none = poison_make(POISON_NONE, 3), other = poison_make(POISON_NONE, 4);
	struct value number = {.type = type_plain(), .count = 1, .num = &one}, truth = number, list = number, pair = number;
	struct value gone = number, elsewhere = number;

	truth.type.kind = VALUE_TRUTH;
	list.type.list = pair.type.list = true;
	pair.count = 2;
	pair.num = two;
	gone.num = &none;
	elsewhere.num = &other;
	cr_expect(value_same(&number, &number));
	cr_expect(not(value_same(&number, &truth)));
	cr_expect(not(value_same(&number, &list)));
	cr_expect(not(value_same(&list, &pair)));
	cr_expect(value_same(&pair, &pair));
	cr_expect(value_same(&gone, &gone));
	cr_expect(not(value_same(&gone, &elsewhere)));
	cr_expect(not(value_same(&gone, &number)));
}

Test(value, copies_stand_alone)
{
	struct arena a;
	double x[] = {1, 2, 3};
	struct value v = {.type = type_plain(), .count = 3, .num = x}, copy, empty = {.type = type_plain()};

	arena_init(&a);
	v.type.list = true;
	copy = value_copy(&a, &v);
	x[1] = 7;
	cr_expect(eq(u32, copy.count, 3));
	cr_expect(eq(dbl, copy.num[1], 2));
	cr_expect(eq(u32, value_copy(&a, &empty).count, 0));
	arena_release(&a);
}
