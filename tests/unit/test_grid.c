/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "base/utf8.h"
#include "rows.h"
#include "show/grid.h"

Test(grid, unit_once)
{
	static const struct {
		const char *text, *once, *unit;
	} rows[] = {
		{"1.0 GB  (0.5 … 2.0 GB, 90 %)", "1.0 (0.5 … 2.0) GB", " GB"},
		{"≈ 570 million tweets/day  (260 million … 1.2 billion tweets/day, 90 %)",
	     "≈ 570 million (260 million … 1.2 billion) tweets/day", " tweets/day"},
		{"$1.8 million/month  ($1.2 million … $2.8 million/month, 90 %)",
	     "$1.8 million ($1.2 million … $2.8 million)/month", "/month"},
		{"10%  (5% … 15%, 90 %)", "10% (5% … 15%)", ""},
		{"3 GB  (1.0 … 9.0 GB, 90 %, mean 5 GB)", "3 (1.0 … 9.0, mean 5 GB) GB", " GB"},
		{"3e20 users  (1e20 … 9e20 users, 90 %)", "3e20 (1e20 … 9e20) users", " users"},
		{"4.991  (4.985 … 4.995, 90 %)", "4.991 (4.985 … 4.995)", ""},
		/* the range has units of its own: nothing is taken from it */
		{"0.9 GB  (500 MB … 1.2 GB, 90 %)", "0.9 GB  (500 MB … 1.2 GB, 90 %)", ""},
		{"1 billion tweets/day  (≈ 11,570 tweets/s)", "1 billion tweets/day  (≈ 11,570 tweets/s)", ""},
		{"yes", "yes", ""},
		{"none (too large)", "none (too large)", ""},
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str once = grid_unit_once(&a, str_from_c(rows[i].text));

		cr_expect(str_eq(once, str_from_c(rows[i].once)), "%s: %.*s", rows[i].text, STR(once));
		if (*rows[i].unit)
			cr_expect(str_eq(grid_unit_of(once), str_from_c(rows[i].unit)), "%s: '%.*s'", rows[i].text,
			          STR(grid_unit_of(once)));
	}
	arena_release(&a);
}

Test(grid, short_numbers)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{"1.2 million", "1.2M"},
		{"1 billion tweets/day", "1bn tweets/day"},
		{"$772,000/month", "$772K/month"},
		{"20,000 servers", "20K servers"},
		{"1,234,000", "1,234,000"},
		{"8,300", "8,300"},
		{"12,345", "12,345"},
		{"1,000.5", "1,000.5"},
		{"a million", "a million"},
		{"2 millionaires", "2 millionaires"},
		{"2.3 trillion B", "2.3tn B"},
		{"[10,000, 12,000] users", "[10K, 12K] users"},
		{"[5,200, 10,000] users", "[5,200, 10,000] users"},
		{"7,200 (5,200 \xe2\x80\xa6 10,000)", "7,200 (5,200 \xe2\x80\xa6 10,000)"},
		{"7,000 (500 \xe2\x80\xa6 10,000)", "7K (500 \xe2\x80\xa6 10K)"},
		{"10,000 (×1.92)", "10K (×1.92)"},
		{"10,000, say", "10K, say"},
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got = grid_short_number(&a, str_from_c(rows[i].text));

		cr_expect(str_eq(got, str_from_c(rows[i].wanted)), "%s: %.*s", rows[i].text, STR(got));
	}
	arena_release(&a);
}

static void fill(struct grid *g, struct arena *a)
{
	static const char *const texts[][3] = {
		{"writes", "≈ 570 million tweets/day  (260 million … 1.2 billion tweets/day, 90 %)",
	     "Tweets that all users write in a day"},
		{"storage", "≈ 99 TB/day  (38 … 260 TB/day, 90 %)", "Storage a day, as the article rounds it"},
		{"servers", "= 36 servers", "Servers"},
	};

	grid_init(g, a, 3);
	g->columns[1].figures = true;
	g->columns[2].words = true;
	for (size_t i = 0; i < 3; i++) {
		struct str *row = grid_row(g);

		for (size_t k = 0; k < 3; k++)
			row[k] = str_from_c(texts[i][k]);
	}
}

/* Whatever the width: no line is wider, no word is broken or lost, each range is there. */
Test(grid, fits_every_width)
{
	static const char *const words[] = {"writes", "article", "rounds", "1.2", "38", "260", "Servers", "users", "36"};

	for (unsigned width = 40; width <= 140; width++) {
		struct buf out = {0};
		struct grid_pen pen = {.out = &out, .width = width};
		struct arena a;
		struct str rest, line;
		struct grid g;

		arena_init(&a);
		fill(&g, &a);
		grid_fit(&g, width);
		for (uint32_t i = 0; i < 3; i++)
			grid_write_row(&g, &pen, i);
		rest = buf_str(&out);
		while (str_next_line(&rest, &line))
			cr_expect(utf8_width(line) <= width, "%u: %.*s", width, STR(line));
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			cr_expect(str_contains_nocase(buf_str(&out), str_from_c(words[i])), "%u: %s", width, words[i]);
		buf_release(&out);
		arena_release(&a);
	}
}

Test(grid, head_takes_the_unit)
{
	struct buf out = {0};
	struct grid_pen pen = {.out = &out, .width = 44};
	struct arena a;
	struct grid g;

	arena_init(&a);
	grid_init(&g, &a, 3);
	g.heads = true;
	g.columns[0].head = S("n");
	g.columns[1] = (struct grid_column){.head = S("rate"), .figures = true, .right = true};
	g.columns[2] = (struct grid_column){.head = S("size"), .figures = true, .right = true};
	for (unsigned i = 0; i < 2; i++) {
		struct str *row = grid_row(&g);

		row[0] = i ? S("b") : S("a");
		row[1] = i ? S("20 GB/s (10 … 30 GB/s)") : S("2.0 GB/s (1.0 … 3.0 GB/s)");
		row[2] = S("5 GB (1 … 9 GB)");
	}
	grid_fit(&g, 44);
	grid_write_heads(&g, &pen);
	for (uint32_t i = 0; i < 2; i++)
		grid_write_row(&g, &pen, i);
	cr_expect(str_eq(buf_str(&out), S("n       rate, GB/s   size, GB\n"
	                                  "a  2.0 (1.0 … 3.0)  5 (1 … 9)\n"
	                                  "b   20 (10 … 30)    5 (1 … 9)\n")),
	          "%s", buf_c(&out));
	buf_release(&out);
	arena_release(&a);
}
