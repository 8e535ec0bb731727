/* SPDX-License-Identifier: GPL-3.0-or-later */
/* texts.c - the table of texts: each kept once, known by its index. */
#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "value/value.h"

struct texts {
	struct map map; /* text -> index + 1, as a pointer */
	struct arena arena;
};

struct texts *texts_new(void)
{
	struct texts *t = xcalloc(1, sizeof(*t));

	arena_init(&t->arena);
	return t;
}

void texts_free(struct texts *t)
{
	if (!t)
		return;
	map_release(&t->map);
	arena_release(&t->arena);
	free(t);
}

uint32_t texts_intern(struct texts *t, struct str s)
{
	uintptr_t known = (uintptr_t)map_get(&t->map, s);

	if (known)
		return (uint32_t)known - 1;
	/* Nothing is ever removed, so the map's order of insertion is the index. */
	known = t->map.used + 1;
	map_put(&t->map, arena_str(&t->arena, s), (void *)known);
	return (uint32_t)known - 1;
}

uint32_t texts_count(const struct texts *t)
{
	return t->map.used;
}

struct str texts_get(const struct texts *t, uint32_t index)
{
	assert(index < t->map.used);
	return t->map.entries[index].key;
}
