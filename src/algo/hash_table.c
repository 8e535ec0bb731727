/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash_table.c - ck_ht with memory from the system, in huge pages where they are to be had. */
#include "algo/hash_table.h"

#ifdef HAVE_CK

#include <stdlib.h>
#include <sys/mman.h>

enum { HUGE_PAGE = 2 << 20 };

void (*table_touch)(void *p, size_t size);

/* Malloc'd memory, or for large pieces pages of their own. */
static void *algo_table_get(size_t size)
{
	void *p;

	if (size < HUGE_PAGE)
		return malloc(size);
	p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	madvise(p, size, MADV_HUGEPAGE);
	if (table_touch)
		table_touch(p, size);
	return p;
}

static void table_give(void *p, size_t size, bool defer)
{
	(void)defer;
	if (size < HUGE_PAGE)
		free(p);
	else
		munmap(p, size);
}

static struct ck_malloc memory = {.malloc = algo_table_get, .free = table_give};

/* ck_ht doubles when more than half of its slots are used. */
static size_t slots_for(size_t entries)
{
	size_t slots = 64;

	while (slots < 2 * entries)
		slots *= 2;
	return slots;
}

bool table_init(struct table *t, size_t expected)
{
	t->entries_room = slots_for(expected);
	return ck_ht_init(&t->ht, CK_HT_MODE_DIRECT, NULL, &memory, t->entries_room, 6602834);
}

void table_release(struct table *t)
{
	ck_ht_destroy(&t->ht);
}

bool table_put(struct table *t, uint64_t key, uint64_t value)
{
	ck_ht_hash_t hash;
	ck_ht_entry_t entry;

	ck_ht_hash_direct(&hash, &t->ht, (uintptr_t)key);
	ck_ht_entry_set_direct(&entry, hash, (uintptr_t)key, (uintptr_t)value);
	return ck_ht_put_spmc(&t->ht, hash, &entry);
}

size_t table_bytes_for(size_t entries)
{
	return slots_for(entries) * sizeof(ck_ht_entry_t);
}

size_t table_bytes(const struct table *t)
{
	return t->entries_room * sizeof(ck_ht_entry_t);
}

void table_clear(struct table *t)
{
	ck_ht_reset_size_spmc(&t->ht, t->entries_room);
}

#endif
