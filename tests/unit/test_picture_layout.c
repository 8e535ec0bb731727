/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random_picture.h"
#include "rows.h"

#include "show/picture_layout.h"

static bool overlap(const struct layout_place *a, const struct layout_place *b)
{
	return a->w > 0 && b->w > 0 && a->x < b->x + b->w - 0.01 && b->x < a->x + a->w - 0.01 &&
	       a->y < b->y + b->h - 0.01 && b->y < a->y + a->h - 0.01;
}

static bool inside(const struct layout *l, const struct layout_place *p)
{
	return p->w == 0 ||
	       (p->x >= -0.01 && p->y >= -0.01 && p->x + p->w <= l->width + 0.01 && p->y + p->h <= l->height + 0.01);
}

static struct layout random_layout(uint64_t *state, struct arena *a, bool down)
{
	struct picture p = random_picture(state, a);
	struct layout l = {.down = down, .box_count = p.box_count, .flow_count = p.flow_count};

	l.boxes = arena_array(a, struct layout_place, l.box_count);
	l.flows = arena_array(a, struct layout_flow, l.flow_count);
	for (uint32_t i = 0; i < l.box_count; i++)
		l.boxes[i] = (struct layout_place){.w = 40 + random_next(state) % 160, .h = 20 + random_next(state) % 60};
	for (uint32_t i = 0; i < l.flow_count; i++) {
		double w = random_next(state) % 3 ? 10 + random_next(state) % 140 : 0;

		l.flows[i] = (struct layout_flow){
			.from = p.flows[i].from, .to = p.flows[i].to, .label = {.w = w, .h = w > 0 ? 15 : 0}};
	}
	return l;
}

static void expect_apart(int row, const struct layout *l)
{
	for (uint32_t i = 0; i < l->box_count; i++) {
		cr_expect(inside(l, &l->boxes[i]), "row %d: box %u is within the picture", row, i);
		for (uint32_t k = 0; k < i; k++)
			cr_expect(!overlap(&l->boxes[i], &l->boxes[k]), "row %d: boxes %u and %u", row, i, k);
		for (uint32_t k = 0; k < l->flow_count; k++)
			cr_expect(!overlap(&l->boxes[i], &l->flows[k].label), "row %d: box %u and text %u", row, i, k);
	}
	for (uint32_t i = 0; i < l->flow_count; i++) {
		cr_expect(inside(l, &l->flows[i].label), "row %d: text %u is within the picture", row, i);
		for (uint32_t k = 0; k < i; k++)
			cr_expect(!overlap(&l->flows[i].label, &l->flows[k].label), "row %d: texts %u and %u", row, i, k);
	}
}

static bool touches(const struct layout_place *b, const double *p)
{
	return p[0] >= b->x - 0.01 && p[0] <= b->x + b->w + 0.01 && p[1] >= b->y - 0.01 && p[1] <= b->y + b->h + 0.01;
}

static bool within(const struct layout_place *b, double x, double y)
{
	return b->w > 0 && x > b->x + 0.5 && x < b->x + b->w - 0.5 && y > b->y + 0.5 && y < b->y + b->h - 0.5;
}

/* A line goes from the edge of one box to that of the other, and through no box and no text on its way. */
static void expect_clear(int row, const struct layout *l, uint32_t flow)
{
	const struct layout_flow *f = &l->flows[flow];

	cr_expect(touches(&l->boxes[f->from], f->points), "row %d: flow %u begins at its box", row, flow);
	cr_expect(touches(&l->boxes[f->to], f->points + 2 * (f->count - 1)), "row %d: flow %u ends at its box", row, flow);
	for (uint32_t i = 0; i + 1 < f->count; i++)
		for (int step = 0; step <= 4; step++) {
			const double *p = f->points + 2 * i, t = step / 4.0;
			double x = p[0] + t * (p[2] - p[0]), y = p[1] + t * (p[3] - p[1]);

			for (uint32_t k = 0; k < l->box_count; k++)
				cr_expect(!within(&l->boxes[k], x, y), "row %d: flow %u passes through box %u", row, flow, k);
			for (uint32_t k = 0; k < l->flow_count; k++)
				cr_expect(!within(&l->flows[k].label, x, y), "row %d: flow %u passes through text %u", row, flow, k);
		}
}

static bool above(const struct layout_place *a, const struct layout_place *b, bool down)
{
	return down ? a->y + a->h <= b->y : a->x + a->w <= b->x;
}

Test(picture_layout, nothing_covers_anything_in_random_systems)
{
	uint64_t state = 1;
	struct arena a;

	arena_init(&a);
	for (int row = 0; row < RANDOM_PICTURES; row++, arena_reset(&a)) {
		struct layout l = random_layout(&state, &a, row % 2);

		layout_picture(&l, &a);
		expect_apart(row, &l);
		for (uint32_t i = 0; i < l.flow_count; i++)
			expect_clear(row, &l, i);
	}
	arena_release(&a);
}

Test(picture_layout, tied_boxes_stand_in_their_order)
{
	uint64_t state = 2;
	struct arena a;

	arena_init(&a);
	for (int row = 0; row < 100; row++, arena_reset(&a)) {
		struct layout l = random_layout(&state, &a, row % 2);

		layout_picture(&l, &a);
		for (uint32_t i = 0; i < l.flow_count; i++) {
			uint32_t from = l.flows[i].from, to = l.flows[i].to;

			cr_expect(above(&l.boxes[from < to ? from : to], &l.boxes[from < to ? to : from], l.down),
			          "row %d: flow %u", row, i);
		}
	}
	arena_release(&a);
}

Test(picture_layout, a_chain_is_straight)
{
	struct layout_place boxes[] = {{.w = 50, .h = 30}, {.w = 70, .h = 40}, {.w = 60, .h = 30}};
	struct layout_flow flows[] = {{.from = 0, .to = 1, .label = {.w = 20, .h = 15}}, {.from = 1, .to = 2}};
	struct layout l = {.boxes = boxes, .flows = flows, .box_count = 3, .flow_count = 2};
	struct arena a;

	arena_init(&a);
	layout_picture(&l, &a);
	for (int i = 0; i < 2; i++) {
		cr_expect_eq(flows[i].count, 2, "flow %d has two points, not %u", i, flows[i].count);
		cr_expect(close_to(flows[i].points[1], flows[i].points[3], 0.01), "flow %d", i);
	}
	arena_release(&a);
}
