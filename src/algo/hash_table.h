/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash_table.h - a hash table from 64-bit keys to 64-bit values: open addressing, many readers beside one writer. */
#ifndef BOTE_HASH_TABLE_H
#define BOTE_HASH_TABLE_H

#ifdef HAVE_CK

#include <ck_ht.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Concurrency Kit's ck_ht. Open only so that it can be inside other structs. */
struct table {
	ck_ht_t ht;
	size_t entries_room;
};

/*
 * What new memory of a large table is given to before it is used, to be touched by several threads, say; NULL: nothing.
 */
extern void (*table_touch)(void *p, size_t size);

/* Room for `expected` entries without growing. False when there is no memory. */
bool table_init(struct table *t, size_t expected);
void table_release(struct table *t);
/* `key` is neither 0 nor UINT64_MAX. False when it was there already, or there is no memory. */
bool table_put(struct table *t, uint64_t key, uint64_t value);
/* Bytes of its slots, and of those that a table for so many entries would have. */
size_t table_bytes(const struct table *t);
size_t table_bytes_for(size_t entries);
/* Forget all entries, keep the room. */
void table_clear(struct table *t);

/* Is there something under `key`? *value is it. */
static inline bool table_get(struct table *t, uint64_t key, uint64_t *value)
{
	ck_ht_hash_t hash;
	ck_ht_entry_t entry;

	ck_ht_hash_direct(&hash, &t->ht, (uintptr_t)key);
	ck_ht_entry_key_set_direct(&entry, (uintptr_t)key);
	if (!ck_ht_get_spmc(&t->ht, hash, &entry))
		return false;
	*value = ck_ht_entry_value_direct(&entry);
	return true;
}

#endif
#endif
