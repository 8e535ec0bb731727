/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "rows.h"

#include "show/chart.h"
#include "show/chart_plot.h"
#include "show/shape.h"

static struct arena arena;

static void start(void)
{
	arena_init(&arena);
}

static void stop(void)
{
	arena_release(&arena);
}

TestSuite(chart, .init = start, .fini = stop);

static struct chart *parts(enum chart_kind kind, const double *values, uint32_t count)
{
	struct chart *c = chart_new(&arena, kind, S("t"));

	chart_items(c, &arena, count);
	for (uint32_t i = 0; i < count; i++) {
		c->items[i].label = arena_printf(&arena, "part %u", i);
		c->items[i].value = values[i];
		c->items[i].text = arena_printf(&arena, "%g ms", values[i]);
	}
	return c;
}

Test(chart, worth_drawing)
{
	static const struct {
		double values[3];
		uint32_t count;
		bool worth;
	} rows[] = {
		{{1, 2, 3}, 3, true},      {{1, 2}, 2, true},
		{{1}, 1, false},           {{0}, 0, false},
		{{0, 0}, 2, false},        {{1, -1}, 2, false},
		{{3, -1, 2}, 3, false},    {{1, NAN}, 2, false},
		{{1, INFINITY}, 2, false}, {{1e308, 1e308, 1e308}, 3, false},
		{{0, 1}, 2, true},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		cr_expect_eq(chart_worth(parts(CHART_BREAKDOWN, rows[i].values, rows[i].count)), rows[i].worth, "row %zu", i);
		cr_expect_eq(chart_worth(parts(CHART_WATERFALL, rows[i].values, rows[i].count)), rows[i].worth, "row %zu", i);
	}
}

Test(chart, worth_drawing_on_axes)
{
	static const uint32_t bins[] = {1, 2, 0}, one[] = {0, 5, 0};
	static const double x[] = {1, 2, 3}, y[] = {1, 0, 2};
	struct chart c = {.kind = CHART_HISTOGRAM, .from = 1, .to = 2, .bins = bins, .bin_count = 3};
	struct chart_series s = {.x = x, .y = y, .count = 3};
	struct chart l = {.kind = CHART_LINE, .series = &s, .series_count = 1};

	cr_expect(chart_worth(&c));
	c.bins = one;
	cr_expect_not(chart_worth(&c));
	c.bins = bins;
	c.from = 2;
	cr_expect_not(chart_worth(&c));
	c.from = 0;
	c.x_log = true;
	cr_expect_not(chart_worth(&c));
	cr_expect(chart_worth(&l));
	l.y_log = true;
	cr_expect_not(chart_worth(&l));
	l.y_log = false;
	s.count = 1;
	cr_expect_not(chart_worth(&l));
}

Test(chart, largest_first_and_small_ones_together)
{
	static const double values[] = {1, 9, 2, 8, 3, 7, 4, 6, 5, 5};
	struct chart *c = parts(CHART_BREAKDOWN, values, 10);

	chart_sort(c, &arena);
	cr_assert_eq(c->item_count, 8);
	cr_expect_eq(c->items[0].value, 9);
	cr_expect_eq(c->items[6].value, 4);
	expect_str(0, c->items[4].label, S("part 8"));
	expect_str(1, c->items[5].label, S("part 9"));
	expect_str(2, c->items[7].label, S("3 others"));
	cr_expect_eq(c->items[7].value, 6);
	cr_expect_eq(chart_total(c), 50);
	c = parts(CHART_WATERFALL, values, 10);
	chart_sort(c, &arena);
	cr_expect_eq(c->item_count, 10);
	cr_expect_eq(c->items[0].value, 1);
}

Test(chart, shares)
{
	static const struct {
		double part;
		const char *want;
	} rows[] = {{50, "50 %"}, {100, "100 %"},   {99.96, "99.96 %"},   {0.25, "0.25 %"},      {33.333, "33.3 %"},
	            {0, "0 %"},   {9.876, "9.9 %"}, {0.0067, "< 0.01 %"}, {99.9933, "> 99.99 %"}};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_str(i, chart_share(&arena, rows[i].part, 100), str_from_c(rows[i].want));
}

Test(chart, in_words)
{
	static const double values[] = {40, 60};
	struct chart *c = parts(CHART_WATERFALL, values, 2);

	c->total_text = S("100 ms");
	c->base = 200;
	c->base_text = S("200 ms");
	expect_str(0, chart_describe(c, &arena), S("part 0 40 ms; part 1 60 ms; together 100 ms; budget 200 ms"));
	c->kind = CHART_BREAKDOWN;
	c->base_text = S("");
	expect_str(1, chart_describe(c, &arena), S("part 0 40 ms (40 %); part 1 60 ms (60 %)"));
}

Test(chart, axes)
{
	static const struct {
		double from, to;
		bool log, round;
		const char *ticks;
	} rows[] = {
		{0, 10, false, false, "0 2 4 6 8 10"},
		{0, 7, false, true, "0 1 2 3 4 5 6 7"},
		{0, 519, false, true, "0 100 200 300 400 500 600"},
		{-1, 1, false, false, "-1 -0.5 0 0.5 1"},
		{0.3, 0.9, false, false, "0.3 0.4 0.5 0.6 0.7 0.8 0.9"},
		{50, 520, true, false, "50 100 200 500"},
		{1, 1e5, true, false, "1 10 100 1,000 10,000 100,000"},
		{1e-6, 1e18, true, false, NULL},
		{5, 5, false, false, NULL},
		{5, 5, true, false, NULL},
		{1e300, 1.1e300, false, true, NULL},
		{-1.7e308, 1.7e308, false, false, NULL},
		{1e15, 1e15 + 1, false, true, NULL},
		{5e-324, 1e-323, false, false, NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct chart_axis axis = chart_axis(rows[i].from, rows[i].to, rows[i].log, rows[i].round);
		struct buf ticks = {0};

		for (uint32_t k = 0; k < axis.count; k++) {
			double place = chart_place(&axis, axis.tick[k]);

			cr_expect(place >= 0 && place <= 1, "row %zu", i);
			buf_printf(&ticks, "%s%.*s", k ? " " : "", STR(chart_number(&arena, axis.tick[k])));
		}
		if (rows[i].ticks)
			expect_str(i, buf_str(&ticks), str_from_c(rows[i].ticks));
		cr_expect(axis.count <= CHART_TICKS);
		buf_release(&ticks);
	}
}

/* Labels of an axis run into no other one, and as many ticks are without one between each two. */
Test(chart, labels_of_an_axis_are_evenly_spread)
{
	for (int from = 1; from <= 40; from++)
		for (int wide = 40; wide <= 700; wide += 30) {
			struct sketch s = {arena_new(&arena, struct drawing), &arena};
			struct chart_axis axis = chart_axis(from / 40.0, 1 + 5.0 / from, from % 2, false);
			double before = -1, end = -1;
			uint32_t tick = 0, step = 0, labels = 0;

			s.drawing->width = wide + 20;
			shape_x_axis(&s, &axis, 10, 10 + wide, 0, S(""), S("×"));
			for (const struct shape *x = s.drawing->first; x; x = x->next) {
				double half = shape_text_width(x->text) / 2;

				if (x->kind != SHAPE_TEXT)
					continue;
				labels++;
				cr_expect(end < 0 || x->x + half < end, "%d, %d: no label runs into another", from, wide);
				end = x->x - half;
				for (tick = 0;
				     tick < axis.count &&
				     !str_eq(x->text, arena_printf(&arena, "×%.*s", STR(chart_number(&arena, axis.tick[tick]))));)
					tick++;
				cr_expect(before >= 0 || tick + 1 == axis.count, "%d, %d: the last tick has one", from, wide);
				if (before >= 0) {
					cr_expect(!step || step == (uint32_t)before - tick, "%d, %d: evenly", from, wide);
					step = (uint32_t)before - tick;
				}
				before = tick;
			}
			cr_expect(labels > 0, "%d, %d", from, wide);
		}
}

/* Whatever the numbers, no shape is drawn outside of the picture. */
static void expect_drawn_inside(const struct drawing *d, size_t row)
{
	cr_expect(d->height > 0 && d->height < 2000, "row %zu", row);
	for (const struct shape *s = d->first; s; s = s->next) {
		cr_expect(s->x >= -0.5 && s->x <= d->width + 0.5, "row %zu: x %g", row, s->x);
		cr_expect(s->y >= -0.5 && s->y <= d->height + 0.5, "row %zu: y %g", row, s->y);
		if (s->kind == SHAPE_BOX)
			cr_expect(s->w >= 0 && s->h >= 0 && s->x + s->w <= d->width + 0.5 && s->y + s->h <= d->height + 0.5,
			          "row %zu", row);
		for (uint32_t i = 0; i < s->count; i++)
			cr_expect(s->points[2 * i] >= -0.5 && s->points[2 * i] <= d->width + 0.5 && s->points[2 * i + 1] >= -0.5 &&
			              s->points[2 * i + 1] <= d->height + 0.5,
			          "row %zu", row);
	}
}

static void expect_inside(const struct chart *c, size_t row)
{
	expect_drawn_inside(shape_chart(c, &arena, CHART_WIDTH), row);
	expect_drawn_inside(shape_chart(c, &arena, CHART_WIDTH_PHONE), row);
}

Test(chart, shapes_stay_inside)
{
	static const double sets[][10] = {
		{1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
		{1e-300, 1, 1e300, 0, 0, 0, 0, 0, 0, 0},
		{1, 0, 0, 0, 0, 0, 0, 0, 0, 0},
		{5e-324, 5e-324, 0, 0, 0, 0, 0, 0, 0, 0},
		{1e307, 1e307, 1e307, 1, 1, 1, 1, 1, 1, 1},
	};

	for (size_t i = 0; i < COUNT(sets); i++) {
		for (uint32_t n = 2; n <= 10; n += 4) {
			struct chart *c = parts(CHART_BREAKDOWN, sets[i], n);

			cr_assert(chart_worth(c), "row %zu", i);
			chart_sort(c, &arena);
			expect_inside(c, i);
			c = parts(CHART_WATERFALL, sets[i], n);
			expect_inside(c, i);
			c->base = 1e-3;
			c->base_text = S("a budget");
			expect_inside(c, i);
			c->base = 1e306;
			expect_inside(c, i);
		}
	}
}

Test(chart, curves_stay_inside)
{
	static const double x[] = {1, 2, 3, 4}, sets[][4] = {{1, 5, 2, 9},
	                                                     {1e-300, 1e300, 1, 2},
	                                                     {7, 7, 7, 7},
	                                                     {-5, 5, -5, 5},
	                                                     {-1.7e308, 1.7e308, 0, 1}};
	static const uint32_t bins[] = {0, 3, 9, 1};

	for (size_t i = 0; i < COUNT(sets); i++) {
		struct chart_series s = {
			.label = S("a label that is long"), .x = x, .y = sets[i], .low = sets[i], .high = sets[i], .count = 4};
		struct chart c = {
			.kind = CHART_LINE, .series = &s, .series_count = 1, .x_title = S("years"), .y_title = S("TB")};

		for (int log = 0; log < 4; log++) {
			c.x_log = log & 1;
			c.y_log = log & 2;
			if (chart_worth(&c))
				expect_inside(&c, i);
		}
	}
	struct chart_mark marks[] = {{1, S("P5 1")}, {1.0001, S("P50 1.0001")}, {1000, S("P95 1000 and more")}};
	struct chart h = {
		.kind = CHART_HISTOGRAM, .from = 1, .to = 1000, .bins = bins, .bin_count = 4, .marks = marks, .mark_count = 3};
	expect_inside(&h, 0);
	h.x_log = true;
	expect_inside(&h, 1);
}

/* The luminance of "#rrggbb", as WCAG 2 defines it. */
static double luminance(const char *color)
{
	static const double weight[] = {0.2126, 0.7152, 0.0722};
	unsigned part[3] = {0};
	double sum = 0;

	cr_assert_eq(sscanf(color, "#%2x%2x%2x", &part[0], &part[1], &part[2]), 3);
	for (unsigned i = 0; i < 3; i++) {
		double x = part[i] / 255.0;

		sum += weight[i] * (x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(const char *a, const char *b)
{
	double x = luminance(a), y = luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* With the page, and with the ink beside it: luminance is all that is left in grey. */
Test(chart, inks_stand_out)
{
	static const struct {
		const char *const *inks, *page;
	} rows[] = {{ink_light, "#ffffff"}, {ink_dark, "#16181b"}};

	for (unsigned i = 0; i < COUNT(rows); i++)
		for (int k = INK_1; k < INK_COUNT; k++) {
			const char *ink = rows[i].inks[k], *next = rows[i].inks[k + 1 < INK_COUNT ? k + 1 : INK_1];

			cr_expect_geq(contrast(ink, rows[i].page), 3, "row %u: %s on the page", i, ink);
			cr_expect_geq(contrast(ink, next), 3, "row %u: %s beside %s", i, ink, next);
		}
}

/* Where a text of a row is, from left to right. */
static void extent(const struct shape *s, double *from, double *to)
{
	double width = shape_text_width(s->text);

	*from = s->x - (s->anchor == ANCHOR_END ? width : s->anchor == ANCHOR_MIDDLE ? width / 2 : 0);
	*to = *from + width;
}

/* Texts of one height that run into each other. */
static void expect_apart(const struct drawing *d, size_t row)
{
	for (const struct shape *a = d->first; a; a = a->next)
		for (const struct shape *b = a->next; b; b = b->next) {
			double a_from, a_to, b_from, b_to;

			if (a->kind != SHAPE_TEXT || b->kind != SHAPE_TEXT || fabs(a->y - b->y) >= DRAWING_FONT - 1 ||
			    !a->text.len || !b->text.len)
				continue;
			extent(a, &a_from, &a_to);
			extent(b, &b_from, &b_to);
			cr_expect(a_to <= b_from || b_to <= a_from, "row %zu: '%.*s' and '%.*s'", row, STR(a->text), STR(b->text));
		}
}

Test(chart, labels_do_not_collide)
{
	static const double sets[][6] = {
		{1, 1, 1, 1, 1, 1}, {100, 1, 1, 0.1, 0.01, 0}, {40, 30, 20, 6, 3, 1}, {1000, 30, 20, 10, 5, 1}};

	for (size_t i = 0; i < COUNT(sets); i++)
		for (uint32_t n = 2; n <= 6; n++) {
			struct chart *c = parts(CHART_BREAKDOWN, sets[i], n);

			c->items[0].label = S("A label that is rather long");
			chart_sort(c, &arena);
			expect_apart(shape_chart(c, &arena, CHART_WIDTH), i);
			expect_apart(shape_chart(c, &arena, CHART_WIDTH_PHONE), i);
		}
}

/* On a phone no text runs into another, or over the edge, whatever the kind; what stands above a bar is not cut. */
Test(chart, all_fits_a_phone)
{
	static const double values[] = {20, 5, 60, 3}, x[] = {1, 2, 3, 4}, y[] = {1, 5, 2, 9};
	static const uint32_t bins[] = {1, 3, 9, 1};
	static const enum chart_kind kinds[] = {CHART_BREAKDOWN, CHART_WATERFALL, CHART_TORNADO, CHART_BARS,
	                                        CHART_INTERVALS};
	struct chart_mark marks[] = {
		{1, S("P5 $470,000/month")}, {300, S("P50 $1.0 million/month")}, {500, S("P95 $2.2 million/month")}};
	struct chart_series series[] = {{.label = S("Servers in the busiest hour"), .x = x, .y = y, .count = 4},
	                                {.label = S("The same"), .x = x, .y = values, .count = 4}};
	struct chart line = {.kind = CHART_LINE, .series = series, .series_count = 2, .y_title = S("servers")},
				 histogram = {.kind = CHART_HISTOGRAM,
	                          .from = 1,
	                          .to = 1000,
	                          .bins = bins,
	                          .bin_count = 4,
	                          .marks = marks,
	                          .mark_count = 3};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct chart *c = parts(kinds[i], values, 4);

		c->base = 40;
		c->base_text = S("$989,000/month");
		c->marks = &marks[1];
		c->mark_count = kinds[i] == CHART_TORNADO;
		for (uint32_t k = 0; k < 4; k++) {
			struct chart_item *t = &c->items[k];

			t->label = k % 2 ? S("A label that is rather long") : S("short");
			t->text = S("≈ $210,000/month");
			t->ends = S("150 … 300 KB/photo");
			t->low = values[k] / 2;
			t->high = values[k] * 2;
			t->low_text = S("$571,000/month");
			t->high_text = S("$1.71 million/month");
		}
		expect_apart(shape_chart(c, &arena, CHART_WIDTH_PHONE), i);
		expect_drawn_inside(shape_chart(c, &arena, CHART_WIDTH_PHONE), i);
		for (const struct shape *s = shape_chart(c, &arena, CHART_WIDTH_PHONE)->first; s; s = s->next)
			cr_expect(!str_ends(s->text, S("…")), "row %zu: %.*s", i, STR(s->text));
	}
	expect_apart(shape_chart(&histogram, &arena, CHART_WIDTH_PHONE), 10);
	expect_apart(shape_chart(&histogram, &arena, CHART_WIDTH), 11);
	expect_apart(shape_chart(&line, &arena, CHART_WIDTH_PHONE), 12);
	line.series_count = 1;
	expect_apart(shape_chart(&line, &arena, CHART_WIDTH_PHONE), 13);
}

/* The value of a bar keeps clear of the line of the budget, wherever that is. */
Test(chart, a_budget_crosses_no_value)
{
	static const double values[] = {20, 5, 60, 3, 40};

	for (unsigned budget = 1; budget < 200; budget++) {
		struct chart *c = parts(CHART_WATERFALL, values, 5);
		const struct drawing *d;
		double line = -1;

		c->base = budget;
		c->base_text = S("B");
		d = shape_chart(c, &arena, CHART_WIDTH);
		for (const struct shape *s = d->first; s; s = s->next)
			line = s->kind == SHAPE_LINE && s->dashed ? s->x : line;
		cr_assert_gt(line, 0);
		for (const struct shape *s = d->first; s; s = s->next) {
			double from, to;

			if (s->kind != SHAPE_TEXT || s->y < 20)
				continue;
			extent(s, &from, &to);
			cr_expect(line <= from || line >= to, "budget %u: '%.*s'", budget, STR(s->text));
		}
	}
}

Test(chart, the_last_tick_has_a_number)
{
	static const double x[] = {1000, 50000}, y[] = {0, 1};
	struct chart_series s = {.x = x, .y = y, .count = 2};
	struct chart c = {.kind = CHART_LINE, .series = &s, .series_count = 1};
	const struct drawing *d = shape_chart(&c, &arena, CHART_WIDTH);
	bool found = false;

	for (const struct shape *t = d->first; t; t = t->next)
		found = found || (t->kind == SHAPE_TEXT && str_eq(t->text, S("50,000")));
	cr_expect(found);
}

/* Counts go up and down in right angles. */
Test(chart, counts_go_in_steps)
{
	static const double x[] = {0, 1, 2, 3}, y[] = {1, 2, 2, 5};
	struct chart_series s = {.x = x, .y = y, .count = 4, .whole = true};
	struct chart c = {.kind = CHART_LINE, .series = &s, .series_count = 1};
	const struct shape *curve = shape_chart(&c, &arena, CHART_WIDTH)->first;

	while (curve && curve->kind != SHAPE_CURVE)
		curve = curve->next;
	cr_assert(curve && curve->count == 7);
	for (uint32_t i = 1; i < curve->count; i++)
		cr_expect(curve->points[2 * i] == curve->points[2 * i - 2] ||
		              curve->points[2 * i + 1] == curve->points[2 * i - 1],
		          "point %u", i);
}

Test(chart, intervals)
{
	struct chart *c = chart_new(&arena, CHART_INTERVALS, S("t"));

	chart_items(c, &arena, 2);
	c->items[0] = (struct chart_item){.label = S("a"), .low = 1, .value = 2, .high = 8, .text = S("1 … 8 GB")};
	c->items[1] = (struct chart_item){.label = S("b"), .low = 50, .value = 100, .high = 150, .text = S("50 … 150 ms")};
	cr_assert(chart_worth(c));
	expect_inside(c, 0);
	expect_apart(shape_chart(c, &arena, CHART_WIDTH), 0);
	expect_str(0, chart_describe(c, &arena), S("a 1 … 8 GB; b 50 … 150 ms"));
	c->items[1].low = 0;
	cr_expect_not(chart_worth(c));
}

Test(chart, a_sequence_has_each_moment_below_the_one_before)
{
	struct chart_item lanes[] = {{.label = S("A")}, {.label = S("B")}};
	struct chart_step steps[] = {
		{.from = 0, .to = 1, .at = 0, .arrives = 1, .time = S("0 ms"), .text = S("asks")},
		{.from = 1, .to = 0, .at = 1, .arrives = 12, .time = S("1 ms"), .text = S("answers")},
		{.from = 0, .to = CHART_NOBODY, .at = 13, .arrives = NAN, .time = S("13 ms"), .text = S("waits")},
	};
	struct chart c = {.kind = CHART_SEQUENCE, .items = lanes, .item_count = 2, .steps = steps, .step_count = 3};
	double above = 0;
	unsigned seen = 0;

	for (const struct shape *s = shape_chart(&c, &arena, CHART_WIDTH)->first; s; s = s->next) {
		bool time = s->kind == SHAPE_TEXT && str_ends(s->text, S(" ms"));

		cr_expect(!time || s->y > above, "%.*s is not below what comes before it", STR(s->text));
		if (time || (s->kind == SHAPE_TEXT && str_eq(s->text, S("A"))))
			above = s->y;
		seen += time;
	}
	cr_expect(seen == 3 && above > 0, "%u moments", seen);
}

Test(chart, what_a_sequence_says_goes_to_the_next_line_where_it_is_too_wide)
{
	struct chart_item lanes[] = {{.label = S("A")}, {.label = S("B")}, {.label = S("C")}, {.label = S("D")}};
	struct chart_step steps[] = {
		{.from = 0, .to = 1, .at = 0, .arrives = 1, .time = S("0 ms"), .text = S("write 1, there after 29.9 ms")},
		{.from = 0, .to = 2, .at = 0, .arrives = 2, .time = S("0 ms"), .text = S("not said")},
		{.from = 1, .to = CHART_NOBODY, .at = 1, .time = S("1 ms"), .text = S("has it from the first of them")},
		{.from = CHART_NOBODY, .to = CHART_NOBODY, .at = 1, .time = S("1 ms"), .text = S("write 1 is confirmed")},
		{.from = 2, .to = CHART_NOBODY, .at = 2, .time = S("2 ms"), .text = S("ends")},
	};
	static const char all[] = "A B C D 0 ms 1 ms 2 ms write 1, there after 29.9 ms B has it from the first of them "
							  "write 1 is confirmed C ends";
	struct chart c = {.kind = CHART_SEQUENCE, .items = lanes, .item_count = 4, .steps = steps, .step_count = 5};

	for (uint32_t i = 2; i < COUNT(steps); i++)
		steps[i].arrives = NAN;
	for (unsigned width = 330; width <= CHART_WIDTH; width += 10) {
		const struct drawing *d = shape_chart(&c, &arena, width);
		struct buf said = {0};
		double last = 0;

		for (const struct shape *s = d->first; s; s = s->next) {
			if (s->kind != SHAPE_TEXT)
				continue;
			buf_printf(&said, "%s%.*s", said.len ? " " : "", STR(s->text));
			last = s->y;
		}
		expect_str(width, buf_take(&said, &arena), str_from_c(all));
		cr_expect(last < d->height);
		expect_apart(d, width);
	}
}

Test(chart, a_value_that_the_budget_would_cross_is_in_front_of_its_bar)
{
	struct chart_item parts[] = {{.label = S("photos"), .value = 60, .text = S("60 TB")},
	                             {.label = S("text"), .value = 35, .text = S("35 TB")}};
	struct chart c = {.kind = CHART_WATERFALL,
	                  .items = parts,
	                  .item_count = 2,
	                  .total_text = S("95 TB"),
	                  .base = 100,
	                  .base_text = S("100 TB")};
	const struct shape *bar = NULL;
	bool seen = false;

	for (const struct shape *s = shape_chart(&c, &arena, CHART_WIDTH)->first; s; s = s->next) {
		if (s->kind == SHAPE_BOX)
			bar = s;
		if (s->kind != SHAPE_TEXT || !str_eq(s->text, parts[1].text))
			continue;
		seen = true;
		cr_expect(bar && s->anchor == ANCHOR_END && s->x < bar->x, "the value ends at %g", s->x);
	}
	cr_expect(seen);
}
