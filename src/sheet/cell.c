/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell.c - what one cell holds, in little room. */
#include <stdlib.h>
#include <string.h>

#include "sheet/sheet_parts.h"

static const struct cell_more no_more;
static const struct type no_type;

struct cell *cell_new(struct str name, uint32_t index)
{
	struct cell *c = xcalloc(1, sizeof *c);

	c->name = name;
	c->index = index;
	c->draw = DRAW_NONE;
	c->fresh = true;
	c->more = (struct cell_more *)&no_more;
	c->type = &no_type;
	return c;
}

struct cell_more *cell_more(struct cell *c)
{
	if (c->more == &no_more)
		c->more = xcalloc(1, sizeof *c->more);
	return c->more;
}

void cell_free(struct cell *c)
{
	cell_unlink(c);
	cell_forget_value(c);
	chapter_drop(c->is.chapter);
	if (c->more != &no_more) {
		chapter_drop(c->more->declared.chapter);
		arena_release(&c->more->said);
		free(c->more->stand_in);
		free(c->more);
	}
	if (c->users != &c->user)
		free(c->users);
	free(c);
}

void cell_describe(struct cell *c, struct str text, struct str origin)
{
	if (!text.len && !origin.len && c->more == &no_more)
		return;
	cell_more(c)->text = text;
	c->more->origin = origin;
}

void cell_define(struct cell *c, struct definition is, struct definition declared)
{
	bool there = declared.source == is.source && declared.space == is.space && declared.chapter == is.chapter;

	if (there)
		declared = (struct definition){0};
	chapter_hold(is.chapter);
	chapter_hold(declared.chapter);
	chapter_drop(c->is.chapter);
	chapter_drop(c->more->declared.chapter);
	c->is = is;
	if (!there || c->more != &no_more)
		cell_more(c)->declared = declared;
}

/* ---- its value ---- */

/* What makes two types alike, without what a product of units has no terms for; 0 in all that is between. */
static struct str type_key(const struct type *t, struct type *key)
{
	memset(key, 0, sizeof *key);
	key->kind = t->kind;
	key->wild = t->wild;
	key->list = t->list;
	key->uncertain = t->uncertain;
	key->written = t->written;
	key->asked = t->asked;
	key->lost = t->lost;
	key->left = t->left;
	key->agreed = t->agreed;
	key->borne = t->borne;
	key->piled = t->piled;
	key->parts = t->parts;
	key->form = t->form;
	key->digits = t->digits;
	key->units.n = t->units.n;
	for (unsigned i = 0; i < t->units.n; i++) {
		key->units.term[i].unit = t->units.term[i].unit;
		key->units.term[i].prefix = t->units.term[i].prefix;
		key->units.term[i].exp = t->units.term[i].exp;
	}
	return (struct str){(const char *)key, offsetof(struct type, units.term) + t->units.n * sizeof(struct term)};
}

/* The one that all cells share whose type is like this. */
static const struct type *shared_type(struct sheet *s, const struct type *t)
{
	struct type room;
	struct str key = type_key(t, &room);
	struct graph *g = &s->graph;

	if (g->last_type && memcmp(g->last_type, key.p, key.len) == 0)
		return g->last_type;
	struct type *kept = map_get(&g->types, key);
	if (!kept) {
		kept = arena_new(&s->arena, struct type);
		memcpy(kept, key.p, key.len);
		map_put(&g->types, (struct str){(const char *)kept, key.len}, kept);
	}
	g->last_type = kept;
	return kept;
}

void cell_forget_value(struct cell *c)
{
	if (c->num && c->num != &c->one && !c->more->spread)
		free(c->num);
	c->num = NULL;
	if (c->more->spread)
		c->more->spread = NULL;
}

void cell_set_value(struct sheet *s, struct cell *c, const struct value *v)
{
	cell_forget_value(c);
	c->type = shared_type(s, &v->type);
	c->count = v->count;
	c->num = &c->one;
	if (v->count != 1)
		c->num = xmalloc((v->count ? v->count : 1) * sizeof(double));
	memcpy(c->num, v->num, v->count * sizeof(double));
	c->state = CELL_READY;
}

struct value cell_value_now(const struct cell *c)
{
	return (struct value){*c->type, c->count, c->num, c->more->spread};
}
