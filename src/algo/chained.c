/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chained.c - uthash after functions. */
#include "algo/chained.h"

#ifdef HAVE_UTHASH

#include <stdlib.h>
#include <uthash.h>

struct chained_entry {
	uint64_t key, value;
	UT_hash_handle hh;
};

bool chained_init(struct chained *c, size_t most)
{
	*c = (struct chained){.room = most};
	c->entries = malloc(most * sizeof(*c->entries));
	return c->entries != NULL;
}

void chained_release(struct chained *c)
{
	HASH_CLEAR(hh, c->head);
	free(c->entries);
}

bool chained_put(struct chained *c, uint64_t key, uint64_t value)
{
	struct chained_entry *e;

	if (c->count == c->room)
		return false;
	e = &c->entries[c->count++];
	e->key = key;
	e->value = value;
	HASH_ADD(hh, c->head, key, sizeof(e->key), e);
	return true;
}

bool chained_get(const struct chained *c, uint64_t key, uint64_t *value)
{
	struct chained_entry *e;

	HASH_FIND(hh, c->head, &key, sizeof(key), e);
	if (e)
		*value = e->value;
	return e != NULL;
}

size_t chained_bytes(const struct chained *c)
{
	return c->room * sizeof(*c->entries) + HASH_OVERHEAD(hh, c->head) -
	       (c->head ? c->count * sizeof(UT_hash_handle) : 0);
}

#endif
