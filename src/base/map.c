/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * map.c - a hash map that remembers the order of insertion.
 *
 * Entries are in an array in that order; an open-addressed table of indexes, twice
 * as large, finds them. A removed entry stays where it is, without a value, until
 * the array is full: so the table needs no tombstones, and removing while walking
 * is safe.
 */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { SMALLEST = 8 };

void map_release(struct map *m)
{
	free(m->entries);
	free(m->slots);
	*m = (struct map){0};
}

void map_reset(struct map *m)
{
	m->used = m->live = 0;
	if (m->slots)
		memset(m->slots, 0, ((size_t)m->slot_mask + 1) * sizeof(*m->slots));
}

static struct map_entry *map_find(const struct map *m, struct str key, uint32_t hash)
{
	if (m->live == 0)
		return NULL;
	for (uint32_t i = hash & m->slot_mask; m->slots[i]; i = (i + 1) & m->slot_mask) {
		struct map_entry *e = &m->entries[m->slots[i] - 1];

		if (e->hash == hash && e->value && str_eq(e->key, key))
			return e;
	}
	return NULL;
}

void *map_get(const struct map *m, struct str key)
{
	const struct map_entry *e = map_find(m, key, str_hash(key));

	return e ? e->value : NULL;
}

/* Point a free slot to the entry at `index`. */
static void link_entry(struct map *m, uint32_t index)
{
	uint32_t i = m->entries[index].hash & m->slot_mask;

	while (m->slots[i])
		i = (i + 1) & m->slot_mask;
	m->slots[i] = index + 1;
}

/* Drop what was removed; then make room for twice as many if that was not much. */
static void map_make_room(struct map *m)
{
	uint32_t live = 0;

	for (uint32_t i = 0; i < m->used; i++)
		if (m->entries[i].value)
			m->entries[live++] = m->entries[i];
	m->used = live;
	if (live >= m->cap - m->cap / 4) {
		assert(m->cap < UINT32_MAX / 4);
		m->cap = m->cap ? 2 * m->cap : SMALLEST;
		m->entries = xrealloc(m->entries, m->cap * sizeof(*m->entries));
		m->slots = xrealloc(m->slots, 2 * (size_t)m->cap * sizeof(*m->slots));
		m->slot_mask = 2 * m->cap - 1;
	}
	memset(m->slots, 0, ((size_t)m->slot_mask + 1) * sizeof(*m->slots));
	for (uint32_t i = 0; i < m->used; i++)
		link_entry(m, i);
}

void map_put(struct map *m, struct str key, void *value)
{
	uint32_t hash = str_hash(key);
	struct map_entry *e = map_find(m, key, hash);

	assert(value);
	if (e) {
		e->value = value;
		return;
	}
	if (m->used == m->cap)
		map_make_room(m);
	m->entries[m->used] = (struct map_entry){.key = key, .hash = hash, .value = value};
	link_entry(m, m->used);
	m->used++;
	m->live++;
}

bool map_remove(struct map *m, struct str key)
{
	struct map_entry *e = map_find(m, key, str_hash(key));

	if (!e)
		return false;
	e->value = NULL;
	m->live--;
	return true;
}
