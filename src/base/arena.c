/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.c - memory that is given back all at once. */
#include "base/arena_mark.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#if ARENA_POISON
#include <sanitizer/asan_interface.h>
#define poison(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define unpoison(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#else
#define poison(p, n) ((void)0)
#define unpoison(p, n) ((void)0)
#endif

/* There are many arenas that hold little, so the first block is small; later ones double. */
enum { FIRST_BLOCK = 1024, LARGEST_BLOCK = 1 << 20 };
enum { GAP = ARENA_POISON ? ARENA_ALIGN : 0, OUT_OF_MEMORY = 4 };

struct arena_block {
	_Alignas(ARENA_ALIGN) struct arena_block *older;
	size_t size; /* of `room` */
	_Alignas(ARENA_ALIGN) char room[];
};

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

static void free_from(struct arena_block *block)
{
	while (block) {
		struct arena_block *older = block->older;

		unpoison(block->room, block->size);
		free(block);
		block = older;
	}
}

void arena_release(struct arena *a)
{
	free_from(a->block);
	arena_init(a);
}

static void fill_from(struct arena *a, struct arena_block *block)
{
	a->block = block;
	a->next = block->room;
	a->end = block->room + block->size;
	poison(block->room, block->size);
}

/* The newest block is the largest, unless one huge piece made it: that is not worth keeping. */
void arena_reset(struct arena *a)
{
	struct arena_block *block = a->block;

	if (!block)
		return;
	if (block->size > LARGEST_BLOCK) {
		arena_release(a);
		return;
	}
	free_from(block->older);
	block->older = NULL;
	fill_from(a, block);
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->block, a->next};
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	if (!mark.block) {
		arena_reset(a);
		return;
	}
	while (a->block != mark.block) {
		struct arena_block *older = a->block->older;

		a->block->older = NULL;
		free_from(a->block);
		a->block = older;
	}
	a->next = mark.next;
	a->end = mark.block->room + mark.block->size;
	poison(a->next, (size_t)(a->end - a->next));
}

static void add_block(struct arena *a, size_t room)
{
	size_t size = a->block ? 2 * a->block->size : FIRST_BLOCK;
	struct arena_block *block;

	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < room)
		size = room;
	block = xmalloc(sizeof(*block) + size);
	block->older = a->block;
	block->size = size;
	fill_from(a, block);
}

_Noreturn void arena_exhausted(size_t size)
{
	fprintf(stderr, "bote: out of memory (%zu bytes wanted)\n", size);
	exit(OUT_OF_MEMORY);
}

void *arena_room_slow(struct arena *a, size_t size)
{
	size_t room;
	void *p;

	if (size > PTRDIFF_MAX - 4 * ARENA_ALIGN - sizeof(struct arena_block))
		arena_exhausted(size);
	room = (size + GAP + (size == 0) + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
	if (room > (size_t)(a->end - a->next))
		add_block(a, room);
	p = a->next;
	a->next += room;
	unpoison(p, size);
	return p;
}

static size_t product(size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		arena_exhausted(SIZE_MAX);
	return n * size;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_room(a, s.len + 1);

	if (s.len)
		memcpy(p, s.p, s.len);
	p[s.len] = '\0';
	return (struct str){p, s.len};
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
	struct str text;
	va_list ap;

	va_start(ap, fmt);
	text = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return text;
}

struct str arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	char small[256];
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof(small), fmt, again);
	va_end(again);
	if (n < 0)
		return arena_str(a, S(""));
	if ((size_t)n < sizeof(small))
		return arena_str(a, (struct str){small, (size_t)n});
	p = arena_room(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (struct str){p, (size_t)n};
}

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		arena_exhausted(size);
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		arena_exhausted(product(n, size));
	return p;
}

void *xrealloc(void *p, size_t size)
{
	p = realloc(p, size ? size : 1);
	if (!p)
		arena_exhausted(size);
	return p;
}

void *xgrow(void *p, size_t used, size_t *cap, size_t size)
{
	if (used < *cap)
		return p;
	*cap = *cap ? product(*cap, 2) : 8;
	return xrealloc(p, product(*cap, size));
}
