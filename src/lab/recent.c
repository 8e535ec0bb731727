/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recent.c - room for an LRU. */
#include "lab/recent.h"

#include <stdlib.h>

#include "base/arena.h"

void recent_init(struct recent *r, uint32_t keys, uint32_t room)
{
	*r = (struct recent){xcalloc(room + (size_t)1, sizeof *r->entry), xcalloc(keys + (size_t)1, sizeof *r->where), 0,
	                     room, keys};
}

void recent_release(struct recent *r)
{
	free(r->entry);
	free(r->where);
	*r = (struct recent){0};
}
