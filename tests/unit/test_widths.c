/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "show/widths.h"

enum { ROWS = 8, COLUMNS = 3, WORDS = 6, TABLES = 300, SLACK = 40 };

/* Words of 1 to 9 letters, a few in each cell. */
struct table {
	double words[ROWS][COLUMNS][WORDS], gaps[WORDS];
	struct widths_cell cells[ROWS * COLUMNS];
	struct widths_column columns[COLUMNS];
	struct widths w;
	double room;
};

static void make_table(struct table *t, unsigned *seed)
{
	double least = 0, natural = 0;

	*t = (struct table){.w = {t->columns, t->cells, COLUMNS, ROWS}};
	for (size_t j = 0; j < WORDS; j++)
		t->gaps[j] = 1;
	for (size_t i = 0; i < ROWS * COLUMNS; i++) {
		double *words = t->words[i / COLUMNS][i % COLUMNS], wide = -1;
		struct widths_column *c = &t->columns[i % COLUMNS];

		t->cells[i] = (struct widths_cell){
			.words = words, .gaps = t->gaps, .count = (size_t)(rand_r(seed) % WORDS) + 1};
		for (size_t j = 0; j < t->cells[i].count; j++) {
			words[j] = rand_r(seed) % 9 + 1;
			wide += words[j] + 1;
			c->least = fmax(c->least, words[j]);
		}
		c->natural = fmax(c->natural, wide);
	}
	for (size_t k = 0; k < COLUMNS; k++) {
		least += t->columns[k].least;
		natural += t->columns[k].natural;
	}
	t->room = fmin(least + rand_r(seed) % SLACK, natural - 1);
}

/* The least height of all widths there are. */
static unsigned try_all(struct table *t)
{
	struct widths_column *c = t->columns;
	unsigned best = ROWS * WORDS;

	for (c[0].width = c[0].least; c[0].width <= c[0].natural; c[0].width++)
		for (c[1].width = c[1].least; c[1].width <= c[1].natural; c[1].width++) {
			unsigned height;

			c[2].width = t->room - c[0].width - c[1].width;
			if (c[2].width < c[2].least)
				continue;
			height = widths_height(&t->w);
			best = height < best ? height : best;
		}
	return best;
}

Test(widths, as_short_as_trying_all)
{
	unsigned seed = 1, found = 0, best = 0, missed = 0;
	static struct table t;

	for (int i = 0; i < TABLES; i++) {
		unsigned least, own;
		double sum = 0;

		make_table(&t, &seed);
		least = try_all(&t);
		widths_find(&t.w, t.room);
		own = widths_height(&t.w);
		for (size_t k = 0; k < COLUMNS; k++) {
			sum += t.columns[k].width;
			cr_expect(t.columns[k].width >= t.columns[k].least, "table %d: a word of column %zu is broken", i, k);
		}
		cr_expect(sum <= t.room + 1e-6, "table %d: %g of %g", i, sum, t.room);
		cr_expect(own <= least + 2, "table %d: %u lines, not %u", i, own, least);
		found += own;
		best += least;
		missed += own > least;
	}
	cr_log_info("%u lines, %u of all widths; %u tables", found, best, missed);
	cr_expect(found <= best + best / 50, "%u lines, %u would do", found, best);
}
