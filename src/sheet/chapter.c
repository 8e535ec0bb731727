/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chapter.c - texts that stay, and how long. */
#include <stdlib.h>

#include "sheet/sheet_parts.h"

enum { SHORT = 4096, LONG = 16384, ROOM_LEAST = 1024 };

static struct chapter *chapter_empty(void)
{
	struct chapter *c = xcalloc(1, sizeof *c);

	arena_init(&c->arena);
	c->refs = 1;
	return c;
}

static void take_source(struct chapter *c, const struct source *src)
{
	struct source *own = arena_room(&c->arena, sizeof *own);

	*own = *src;
	own->text = arena_str(&c->arena, src->text);
	c->source = own;
}

struct chapter *chapter_new(struct str name, struct str folder, struct str text, uint32_t first_line)
{
	struct chapter *c = chapter_empty();

	take_source(c, &(struct source){name.len ? arena_str(&c->arena, name) : name, text, first_line});
	c->folder = folder.len ? arena_str(&c->arena, folder) : folder;
	return c;
}

/* Lines of which something stays share a chapter until it is as good as full. */
static bool has_room(const struct chapter *c)
{
	return c->length < SHORT || (c->length < LONG && arena_left(&c->arena) >= ROOM_LEAST);
}

struct chapter *chapter_of_line(struct chapter *old, const struct source *line)
{
	struct chapter *c = old;

	if (c && c->holds == c->held_before) { /* nothing stays of the last line */
		arena_rewind(&c->arena, c->before);
	} else if (!c || !has_room(c)) {
		chapter_drop(c);
		c = chapter_empty();
	}
	c->before = arena_mark(&c->arena);
	c->held_before = c->holds;
	c->length += line->text.len;
	take_source(c, line);
	return c;
}

void chapter_hold(struct chapter *c)
{
	if (!c)
		return;
	c->refs++;
	c->holds++;
}

void chapter_drop(struct chapter *c)
{
	if (!c || --c->refs)
		return;
	arena_release(&c->arena);
	free(c);
}

const struct source *chapter_source(const struct chapter *c)
{
	return c->source;
}
struct arena *chapter_arena(struct chapter *c)
{
	return &c->arena;
}
struct str chapter_folder(const struct chapter *c)
{
	return c->folder;
}
