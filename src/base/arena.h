/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.h - memory that is given back all at once, and malloc that does not fail. */
#ifndef BOTE_ARENA_H
#define BOTE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

/* Under AddressSanitizer free room in an arena is poisoned, and pieces keep a gap between them. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON 1
#endif
#endif
#ifndef ARENA_POISON
#define ARENA_POISON 0
#endif
#define ARENA_ALIGN 8

struct arena_block;

/* Open only so that it can be inside other structs: touch it through the functions. */
struct arena {
	struct arena_block *block; /* the one being filled; older ones hang from it */
	char *next, *end;
};

void arena_init(struct arena *a);
/* Give everything back to the system; the arena is as after arena_init. */
void arena_release(struct arena *a);
/* Forget all allocations but keep one block for reuse. Poisons it under AddressSanitizer. */
void arena_reset(struct arena *a);

/* `size` zeroed bytes, aligned for numbers and pointers. Never NULL: out of memory ends the program. */
static inline void *arena_alloc(struct arena *a, size_t size);
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc_array((a), (n), sizeof(type)))
static inline void *arena_alloc_array(struct arena *a, size_t n, size_t size);
/* The same where all of it is written at once: what is in it is not known. */
static inline void *arena_room(struct arena *a, size_t size);

/* A copy of `s` that lives as long as the arena; it ends with a NUL that is not counted. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
struct str arena_vprintf(struct arena *a, const char *fmt, va_list ap);

/* malloc and realloc that print one line and exit when there is no memory left. */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t size);
/* Room for one more element of `size` bytes in a growing array; *cap doubles. */
void *xgrow(void *p, size_t used, size_t *cap, size_t size);

/* Private: the part of arena_room that does not happen often, and the end where n * size is beyond all memory. */
void *arena_room_slow(struct arena *a, size_t size);
_Noreturn void arena_exhausted(size_t size);

static inline void *arena_room(struct arena *a, size_t size)
{
	size_t room = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
	void *p = a->next;

	/* Nothing and too much (where the rounding wrapped) have room 0 and take the slow way too. */
	if (ARENA_POISON || room - 1 >= (size_t)(a->end - a->next))
		return arena_room_slow(a, size);
	a->next += room;
	return p;
}

static inline void *arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_room(a, size), 0, size);
}

static inline void *arena_alloc_array(struct arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		arena_exhausted(SIZE_MAX);
	return arena_alloc(a, n * size);
}

#endif
