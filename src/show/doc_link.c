/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doc_link.c - which names of a document lead where. */
#include "show/doc_link.h"

#include <string.h>

bool doc_links_assumes(const struct doc_table *t)
{
	return !t->hidden && !strncmp(t->id, "assumptions", sizeof "assumptions" - 1);
}

static void add_assumptions(struct doc_links *x, const struct doc_table *t)
{
	for (uint32_t k = 0; k < t->column_count; k++)
		for (uint32_t i = 0; t->columns[k].code && i < t->row_count; i++) {
			struct str name = table_text(t, i, k);

			if (name.len && !map_get(&x->assumed, name))
				map_put(&x->assumed, name, x);
		}
}

/* ---- names in an expression ---- */

static bool doc_link_goes_on(char c)
{
	return char_is_name(c) || c == '.';
}

/*
 * The signs of multiplication and the like, U+00D7, U+2026 ..., are no letters; no name of a cell has any of these
 * bytes at its start.
 */
static bool doc_link_is_sign(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];

	return c == 0xc2 || c == 0xe2 ||
	       (c == 0xc3 && at + 1 < text.len &&
	        ((unsigned char)text.p[at + 1] == 0x97 || (unsigned char)text.p[at + 1] == 0xb7));
}

/* The next name from *at on that is not in quotes, or an empty text: then *at is the end. */
static struct str next_name(struct str text, size_t *at)
{
	size_t from = *at, to;

	while (from < text.len) {
		bool number = char_is_digit(text.p[from]);

		if (!number && char_begins_name(text.p[from]) && !doc_link_is_sign(text, from))
			break;
		if (text.p[from] == '"')
			from = str_find_char(text, '"', from + 1);
		if (from == text.len)
			break;
		do
			from++;
		while (number && from < text.len && doc_link_goes_on(text.p[from]) &&
		       !doc_link_is_sign(text, from)); /* the M of 100M is not a name */
	}
	for (to = from; to < text.len && doc_link_goes_on(text.p[to]) && !doc_link_is_sign(text, to); to++)
		;
	*at = to;
	return str_cut(text, from, to);
}

/* Where a name leads, as the step of that name means it: in fleet.cores, rps is fleet.rps. False when nowhere. */
static bool doc_link_target(const struct doc_links *x, struct str name, struct str step, struct doc_link *link)
{
	size_t dot = str_find_char(step, '.', 0);
	struct str inner = dot < step.len ? arena_printf(x->arena, "%.*s.%.*s", STR(str_cut(step, 0, dot)), STR(name))
	                                  : name;
	const struct str tries[] = {inner, name};

	for (unsigned i = 0; i < 2; i++) {
		link->place = map_get(&x->assumed, tries[i]) ? DOC_PLACE_ASSUMPTION : DOC_PLACE_STEP;
		link->to = tries[i];
		if ((link->place == DOC_PLACE_ASSUMPTION || map_get(&x->steps, tries[i])) && !str_eq(tries[i], step))
			return true;
	}
	return false;
}

/* The line of names is the first one: in those below it numbers are. */
bool doc_links_next(const struct doc_links *x, const struct doc_step *s, uint32_t line, struct doc_link *link)
{
	size_t at = link->end;
	struct str name;

	while (line == 0 && s->count > 1 && (name = next_name(s->lines[0].text, &at)).len) {
		link->end = at;
		link->start = at - name.len;
		if (doc_link_target(x, name, s->name, link))
			return true;
	}
	return false;
}

static void add_uses(struct doc_links *x, const struct doc_step *s)
{
	struct doc_link link = {0};

	while (doc_links_next(x, s, 0, &link))
		if (link.place == DOC_PLACE_ASSUMPTION && map_get(&x->assumed, link.to) == x)
			map_put(&x->assumed, link.to, (void *)s);
}

void doc_links_init(struct doc_links *x, const struct doc *doc)
{
	*x = (struct doc_links){.arena = doc->arena};
	for (const struct doc_block *b = doc->first; b; b = b->next) {
		if (b->kind == DOC_TABLE && doc_links_assumes(b->table))
			add_assumptions(x, b->table);
		for (uint32_t i = 0; b->kind == DOC_STEPS && i < b->count; i++)
			if (!map_get(&x->steps, b->steps[i].name))
				map_put(&x->steps, b->steps[i].name, (void *)&b->steps[i]);
	}
	for (const struct doc_block *b = doc->first; b; b = b->next)
		for (uint32_t i = 0; b->kind == DOC_STEPS && i < b->count; i++)
			add_uses(x, &b->steps[i]);
}

void doc_links_release(struct doc_links *x)
{
	map_release(&x->assumed);
	map_release(&x->steps);
}

bool doc_links_leads_here(const struct doc_links *x, const struct doc_step *s)
{
	return map_get(&x->steps, s->name) == s;
}

bool doc_links_assumed(const struct doc_links *x, struct str name, const struct doc_step **use)
{
	void *found = map_get(&x->assumed, name);

	*use = found == x ? NULL : found;
	return found != NULL;
}
