/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture_sort.c - the boxes of a picture in the order of its flows. */
#include "show/picture.h"

enum walk_state { WALK_NOT_YET, WALK_OPEN, WALK_DONE };

struct sorting {
	struct picture *p;
	bool *leads;           /* by two boxes: flows lead from the one to the other */
	enum walk_state *seen; /* by box */
	bool *back;            /* by flow: it closes a circle */
	uint32_t *place;       /* by box: where it will stand; UINT32_MAX: not known yet */
};

static bool *lead(const struct sorting *s, uint32_t from, uint32_t to)
{
	return &s->leads[from * s->p->box_count + to];
}

static void find_leads(struct sorting *s)
{
	uint32_t count = s->p->box_count;

	for (uint32_t k = 0; k < s->p->flow_count; k++)
		*lead(s, s->p->flows[k].from, s->p->flows[k].to) = true;
	for (uint32_t by = 0; by < count; by++)
		for (uint32_t i = 0; i < count; i++)
			for (uint32_t k = 0; k < count; k++)
				*lead(s, i, k) |= *lead(s, i, by) && *lead(s, by, k);
}

/* Along the flows of a circle: one to a box from which it was come points back. */
static void find_back(struct sorting *s, uint32_t box)
{
	s->seen[box] = WALK_OPEN;
	for (uint32_t to = 0; to < s->p->box_count; to++)
		for (uint32_t k = 0; k < s->p->flow_count; k++) {
			if (s->p->flows[k].from != box || s->p->flows[k].to != to || !*lead(s, to, box))
				continue;
			s->back[k] = s->seen[to] == WALK_OPEN;
			if (s->seen[to] == WALK_NOT_YET)
				find_back(s, to);
		}
	s->seen[box] = WALK_DONE;
}

static bool waits(const struct sorting *s, uint32_t box)
{
	for (uint32_t k = 0; k < s->p->flow_count; k++)
		if (s->p->flows[k].to == box && !s->back[k] && s->place[s->p->flows[k].from] == UINT32_MAX)
			return true;
	return false;
}

/* The first box in the text that all that feed it stand before. */
static uint32_t next_box(const struct sorting *s)
{
	uint32_t i = 0;

	while (s->place[i] < UINT32_MAX || waits(s, i))
		i++;
	return i;
}

void picture_sort(struct picture *p, struct arena *a)
{
	uint32_t count = p->box_count;
	struct picture_box *boxes = arena_array(a, struct picture_box, count);
	struct sorting s = {p, arena_array(a, bool, (size_t)count *count), arena_array(a, enum walk_state, count),
	                    arena_array(a, bool, p->flow_count), arena_array(a, uint32_t, count)};

	find_leads(&s);
	for (uint32_t i = 0; i < count; i++)
		s.place[i] = UINT32_MAX;
	for (uint32_t i = 0; i < count; i++)
		if (s.seen[i] == WALK_NOT_YET)
			find_back(&s, i);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t box = next_box(&s);

		s.place[box] = i;
		boxes[i] = p->boxes[box];
	}
	p->boxes = boxes;
	for (uint32_t k = 0; k < p->flow_count; k++) {
		p->flows[k].from = s.place[p->flows[k].from];
		p->flows[k].to = s.place[p->flows[k].to];
	}
}
