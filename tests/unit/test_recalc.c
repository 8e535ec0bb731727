/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells that follow one another: what moves, what is worked out again, circles, names that appear later. */
#include "talk.h"

Test(recalc, followers)
{
	static const struct exchange rows[] = {
		{"dau = 100M users", NULL},
		{"writes = dau * 10 tweets/user/day to tweets/s", "≈ 11,570 tweets/s"},
		{"peak = 3 * writes", NULL},
		{"other = 5", NULL},
		{"dau = 200M users", "= 200 million users\n"
	                         "peak    34,720 -> 69,440 tweets/s  (×2)\n"
	                         "dau     100 million -> 200 million users  (×2)\n"
	                         "writes  11,570 -> 23,150 tweets/s  (×2)"},
		{"peak = 2 * writes", "≈ 46,300 tweets/s\npeak  69,440 -> 46,300 tweets/s  (×0.667)"},
		/* the same value again moves nothing */
		{"dau = 200M users", "= 200 million users"},
		{"dau = 0.2bn users", "= 200 million users"},
		/* from another kind of thing */
		{"other = 3 GB", "= 3 GB\nother  5 -> 3 GB"},
		/* twice in one line: from where it stood before; there and back is not a move */
		{"other = 4 GB; other = 6 GB", "= 4 GB\n= 6 GB\nother  3 -> 6 GB  (×2)"},
		{"other = 4 GB; other = 6 GB", "= 4 GB\n= 6 GB"},
	};

	talk(rows);
}

Test(recalc, only_the_ten_that_moved_most)
{
	struct session *s = session_new(S(""));
	struct exchange line = {NULL, NULL};
	char text[64];

	talk_one(s, 0, &(struct exchange){"x = 1", "= 1"});
	for (int i = 1; i <= 14; i++) {
		snprintf(text, sizeof text, "c%d = x^%d", i, i);
		line.typed = text;
		talk_one(s, (size_t)i, &line);
	}
	talk_one(s, 15,
	         &(struct exchange){"x = 2", "= 2\n"
	                                     "c14  1 -> 16,384  (×16,400)\n"
	                                     "c13  1 -> 8,192  (×8,190)\n"
	                                     "c12  1 -> 4,096  (×4,100)\n"
	                                     "c11  1 -> 2,048  (×2,050)\n"
	                                     "c10  1 -> 1,024  (×1,020)\n"
	                                     "c9   1 -> 512  (×512)\n"
	                                     "c8   1 -> 256  (×256)\n"
	                                     "c7   1 -> 128  (×128)\n"
	                                     "c6   1 -> 64  (×64)\n"
	                                     "c5   1 -> 32  (×32)\n"
	                                     "and 5 more"});
	session_free(s);
}

Test(recalc, circles)
{
	static const struct exchange rows[] = {
		{"a = 1", "= 1"},
		{"b = a + 1", "= 2"},
		{"c = b + 1", "= 3"},
		{"a = c + 1", "error: 'a' is in a circle: a -> c -> b -> a"},
		{"a", "= 1"},
		{"c", "= 3"},
		{"xx = xx + 1", "error: 'xx' needs itself: xx -> xx"},
		{"xx", "error: unknown name 'xx'"},
		/* through an own function */
		{"f(x) = x * b", NULL},
		{"b = f(2)", "error: 'b' needs itself: b -> b"},
		{"b", "= 2"},
		/* its own name in its own definition is its old one */
		{"b = b * 10", "= 20\nc  3 -> 21  (×7)\nb  2 -> 20  (×10)"},
		{"a = 2", "= 2\nc  21 -> 31  (×1.48)\na  1 -> 2  (×2)\nb  20 -> 30  (×1.5)"},
	};

	talk(rows);
}

/* A word that was a unit, a constant or nothing becomes a cell, and is none again when the line is taken back. */
Test(recalc, names_that_appear_later)
{
	static const struct exchange rows[] = {
		{"x = 3 * day", "= 3 days"},
		{"y = x to h", "= 72 h"},
		{"day = 12 h", NULL},
		{"x", "= 36 h"},
		{"y", "= 36 h"},
		{"undo", "undone: day = 12 h\ny  36 -> 72 h  (×2)\nx  36 h -> 3 days  (×2)"},
		{"x", "= 3 days"},
		{"z = 2 * pi", "≈ 6.283"},
		{"pi = 3", NULL},
		{"z", "= 6"},
		/* a failed line leaves nobody waiting for what never was */
		{"w = nosuch + 1", "error: unknown name 'nosuch'"},
		{"nosuch = 4", "= 4"},
		{"w", "error: unknown name 'w'"},
		{"w = nosuch + 1", "= 5"},
		{"core = 7; 1/0", "error: division by zero"},
		{"3 * core", "= 3 cores"},
	};

	talk(rows);
}

Test(recalc, functions_change)
{
	static const struct exchange rows[] = {
		{"rate = 3", "= 3"},
		{"f(x) = x * rate", NULL},
		{"g(x) = f(x) + 1", NULL},
		{"a = g(2)", "= 7"},
		{"rate = 4", "= 4\na     7 -> 9  (×1.29)\nrate  3 -> 4  (×1.33)"},
		{"f(x) = x + rate", "a  9 -> 7  (×0.778)"},
		{"f(x) = x * 1000; 1/0", "error: division by zero"},
		{"a", "= 7"},
		{"b = f(5)", "= 9"},
		{"undo", NULL},
		{"undo", NULL},
		{"a", "= 9"},
	};

	talk(rows);
}

static struct sheet *chain(struct session *s, unsigned length, struct outcome *o)
{
	struct buf text = {0};

	buf_add_c(&text, "c0 = 1\n");
	for (unsigned i = 1; i < length; i++)
		buf_printf(&text, "c%u = c%u + 1\n", i, i - 1);
	struct sheet *sheet = session_sheet(s);
	cr_assert(sheet_load(sheet, S("chain"), S(""), buf_str(&text), &o->diag));
	cr_assert(sheet_recalc(sheet, &o->diag));
	buf_release(&text);
	return sheet;
}

static double at(struct sheet *sheet, const char *name)
{
	const struct cell *c = sheet_find(sheet, str_from_c(name));

	cr_assert(c && c->state == CELL_READY, "%s", name);
	return c->num[0];
}

/* Each cell once, and only those after a change: counted, since time depends on the machine. */
Test(recalc, a_chain_of_100000_cells)
{
	struct session *s = session_new(S(""));
	struct outcome o;

	outcome_init(&o);
	struct sheet *sheet = chain(s, 100000, &o);
	cr_expect(sheet_computed(sheet) == 100000);
	cr_expect(at(sheet, "c99999") == 100000);

	cr_assert(session_text(s, SESSION_STREAM, S("c99999 = c99998 * 2"), &o));
	cr_expect(sheet_computed(sheet) == 100001);
	cr_expect(at(sheet, "c99999") == 199998);

	cr_assert(session_text(s, SESSION_STREAM, S("c50000 = 0"), &o));
	cr_expect(sheet_computed(sheet) == 150001);
	cr_expect(at(sheet, "c99999") == 2 * 49998);

	/* it fails, and is as before: what was worked out on the way is so again */
	cr_assert(!session_text(s, SESSION_STREAM, S("c99990 = 1/0"), &o));
	cr_expect(at(sheet, "c99999") == 2 * 49998);
	cr_expect(sheet_computed(sheet) <= 150021);
	outcome_release(&o);
	session_free(s);
}

/* A cell that many need: each of those once, whatever their order. */
Test(recalc, a_fan_of_10000_cells)
{
	struct session *s = session_new(S(""));
	struct buf text = {0};
	struct outcome o;

	outcome_init(&o);
	buf_add_c(&text, "total = c0");
	for (unsigned i = 1; i < 1500; i++)
		buf_printf(&text, " + c%u", i);
	buf_char(&text, '\n');
	for (unsigned i = 0; i < 10000; i++)
		buf_printf(&text, "c%u = x * %u\n", i, i);
	buf_add_c(&text, "x = 1\n");
	struct sheet *sheet = session_sheet(s);
	cr_assert(sheet_load(sheet, S("fan"), S(""), buf_str(&text), &o.diag) && sheet_recalc(sheet, &o.diag));
	cr_expect(sheet_computed(sheet) == 10002);
	cr_assert(session_text(s, SESSION_STREAM, S("x = 2"), &o));
	cr_expect(sheet_computed(sheet) == 20004);
	cr_expect(at(sheet, "total") == 2 * 1499 * 1500 / 2);
	buf_release(&text);
	outcome_release(&o);
	session_free(s);
}
