/* SPDX-License-Identifier: GPL-3.0-or-later */
/* map.h - a hash map from text to a pointer, which remembers the order of insertion. */
#ifndef BOTE_MAP_H
#define BOTE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct map_entry {
	struct str key; /* borrowed: must live as long as the map */
	uint32_t hash;
	void *value; /* NULL once removed */
};

/* All zero is an empty map. Walk entries[0 .. used) and skip those whose value is NULL. */
struct map {
	struct map_entry *entries;
	uint32_t used, cap, live;
	uint32_t *slots; /* index + 1 into entries; 0 is free */
	uint32_t slot_mask;
};

void map_release(struct map *m);
/* Forget all entries, keep the memory. */
void map_reset(struct map *m);
/* The value under `key`, or NULL. */
void *map_get(const struct map *m, struct str key);
/* Put `value` (never NULL) under `key`; an older value is replaced and keeps its place. */
void map_put(struct map *m, struct str key, void *value);
/* Returns whether there was something to remove. */
bool map_remove(struct map *m, struct str key);

#endif
