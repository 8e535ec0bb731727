/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random_picture.h - systems of up to 20 boxes with flows drawn at random. */
#ifndef BOTE_TEST_RANDOM_PICTURE_H
#define BOTE_TEST_RANDOM_PICTURE_H

#include <stdint.h>

#include "show/picture.h"

enum { RANDOM_PICTURES = 1000, RANDOM_BOXES = 20, RANDOM_FLOWS = 60 };

static inline uint32_t random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static inline struct str random_text(uint64_t *state, struct arena *a, unsigned most)
{
	static const char words[] = "API servers that answer, a cache of feeds, بيت and 東京 mean: 120 Gbit/s, "
								"MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM WWWW";
	size_t from = random_next(state) % 20, length = random_next(state) % most;
	struct str text = str_cut(str_from_c(words), from, from + length);

	return doc_text(a, text);
}

static inline struct picture random_picture(uint64_t *state, struct arena *a)
{
	struct picture p = {.title = S("random"), .box_count = 2 + random_next(state) % (RANDOM_BOXES - 1)};

	p.flow_count = random_next(state) % (RANDOM_FLOWS + 1);
	p.flow_count = p.flow_count < 3 * p.box_count ? p.flow_count : 3 * p.box_count;
	p.boxes = arena_array(a, struct picture_box, p.box_count);
	p.flows = arena_array(a, struct picture_flow, p.flow_count);
	for (uint32_t i = 0; i < p.box_count; i++) {
		struct str share = random_next(state) % 5 ? S("") : S("P95 92 % of limit");

		p.boxes[i] = (struct picture_box){
			.name = S("b"), .label = random_text(state, a, 90), .text = random_text(state, a, 40), .share = share};
	}
	for (uint32_t i = 0; i < p.flow_count; i++) {
		struct picture_flow *f = &p.flows[i];

		f->from = random_next(state) % p.box_count;
		f->to = (f->from + 1 + random_next(state) % (p.box_count - 1)) % p.box_count;
		f->label = random_text(state, a, random_next(state) % 2 ? 1 : 60);
		f->text = random_text(state, a, random_next(state) % 2 ? 1 : 30);
		f->weight = random_next(state) % 101 / 100.0;
		f->still = random_next(state) % 8 == 0;
	}
	return p;
}

#endif
