/* SPDX-License-Identifier: GPL-3.0-or-later */
/* popular.c - an open table that forgets the rarest when it is full. */
#include "logs/popular.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST = 1 << 14 };

static void allot(struct popular *p, size_t slots)
{
	p->slots = slots;
	p->used = 0;
	p->slot = xcalloc(slots, sizeof(*p->slot));
}

void popular_init(struct popular *p, size_t limit)
{
	*p = (struct popular){.limit = limit};
	allot(p, FIRST);
}

void popular_release(struct popular *p)
{
	free(p->slot);
}

static void popular_put(struct popular *p, struct popular_slot one)
{
	size_t at = one.key & (p->slots - 1);

	while (p->slot[at].key)
		at = (at + 1) & (p->slots - 1);
	p->slot[at] = one;
	p->used++;
}

static void popular_grow(struct popular *p)
{
	struct popular old = *p;

	allot(p, 2 * old.slots);
	for (size_t i = 0; i < old.slots; i++)
		if (old.slot[i].key)
			popular_put(p, old.slot[i]);
	popular_release(&old);
}

/* Without those of at most `least`: what stays is set aside, which takes less than a second table would. */
static void popular_forget(struct popular *p, uint32_t least)
{
	struct popular_slot *kept = xmalloc((p->used + 1) * sizeof(*kept));
	size_t n = 0;

	for (size_t i = 0; i < p->slots; i++)
		if (p->slot[i].key && p->slot[i].count > least)
			kept[n++] = p->slot[i];
	memset(p->slot, 0, p->slots * sizeof(*p->slot));
	p->used = 0;
	for (size_t i = 0; i < n; i++)
		popular_put(p, kept[i]);
	free(kept);
}

/* The count that a fifth of the objects do not exceed; if none is left then, they all go. */
static uint32_t rare(const struct popular *p)
{
	enum { SEEN = 4096 };
	size_t histogram[SEEN] = {0}, sum = 0;

	for (size_t i = 0; i < p->slots; i++)
		if (p->slot[i].key)
			histogram[p->slot[i].count < SEEN ? p->slot[i].count : SEEN - 1]++;
	for (uint32_t c = 0; c < SEEN; c++) {
		sum += histogram[c];
		if (sum >= p->used / 5)
			return c;
	}
	return SEEN;
}

static void popular_make_room(struct popular *p)
{
	if (p->used < p->limit) {
		popular_grow(p);
		return;
	}
	p->floor = rare(p);
	popular_forget(p, p->floor);
}

/* The slot that it had, with so many more; NULL: it is new, and its slot says `seen`. */
static struct popular_slot *popular_count(struct popular *p, uint64_t hash, uint32_t times, uint32_t seen)
{
	uint64_t key = hash ? hash : 1;
	size_t at = key & (p->slots - 1);

	for (; p->slot[at].key; at = (at + 1) & (p->slots - 1))
		if (p->slot[at].key == key) {
			p->slot[at].count += p->slot[at].count <= UINT32_MAX - times ? times : 0;
			return &p->slot[at];
		}
	popular_put(p, (struct popular_slot){key, p->floor + times, seen});
	if (p->used >= p->limit || p->used > p->slots / 2)
		popular_make_room(p);
	return NULL;
}

void popular_add(struct popular *p, uint64_t hash, uint32_t times)
{
	popular_count(p, hash, times, 0);
}

enum popular_first popular_add_on(struct popular *p, uint64_t hash, uint32_t day)
{
	struct popular_slot *s = popular_count(p, hash, 1, 2 * day);
	uint32_t last = s ? s->seen / 2 : 0;

	if (p->floor)
		return POPULAR_UNSURE;
	if (!s)
		return POPULAR_FIRST;
	if (day == last)
		return POPULAR_AGAIN;
	if (day > last) {
		s->seen = 2 * day + (day == last + 1);
		return POPULAR_FIRST;
	}
	if (day + 1 < last)
		return POPULAR_UNSURE;
	if (s->seen % 2)
		return POPULAR_AGAIN;
	s->seen++;
	return POPULAR_FIRST;
}

static int popular_larger(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a < b) - (a > b);
}

uint32_t *popular_counts(const struct popular *p, size_t *n)
{
	uint32_t *out = xmalloc((p->used + 1) * sizeof(*out));

	*n = 0;
	for (size_t i = 0; i < p->slots; i++)
		if (p->slot[i].key)
			out[(*n)++] = p->slot[i].count;
	qsort(out, *n, sizeof(*out), popular_larger);
	return out;
}
