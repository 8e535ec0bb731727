/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_link.c - which names of a page are linked, and to where. */
#include "show/html_link.h"

#include <string.h>

#include "show/html_text.h"

bool html_links_assumes(const struct doc_table *t)
{
	return !t->hidden && !strncmp(t->id, "assumptions", sizeof "assumptions" - 1);
}

static void add_assumptions(struct html_links *x, const struct doc_table *t)
{
	for (uint32_t k = 0; k < t->column_count; k++)
		for (uint32_t i = 0; t->columns[k].code && i < t->row_count; i++) {
			struct str name = doc_row(t, i)[k];

			if (name.len && !map_get(&x->assumed, name))
				map_put(&x->assumed, name, x);
		}
}

/* ---- names in an expression ---- */

static bool starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool html_link_goes_on(char c)
{
	return starts_name(c) || (c >= '0' && c <= '9') || c == '.';
}

/*
 * The signs of multiplication and the like, U+00D7, U+2026 ..., are no letters; no name of a cell has any of these
 * bytes at its start.
 */
static bool html_link_is_sign(struct str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];

	return c == 0xc2 || c == 0xe2 ||
	       (c == 0xc3 && at + 1 < text.len &&
	        ((unsigned char)text.p[at + 1] == 0x97 || (unsigned char)text.p[at + 1] == 0xb7));
}

/* The next name from *at on, or an empty text: then *at is the end. */
static struct str next_name(struct str text, size_t *at)
{
	size_t from = *at, to;

	while (from < text.len) {
		bool number = text.p[from] >= '0' && text.p[from] <= '9';

		if (!number && starts_name(text.p[from]) && !html_link_is_sign(text, from))
			break;
		do
			from++;
		while (number && from < text.len && html_link_goes_on(text.p[from]) &&
		       !html_link_is_sign(text, from)); /* the M of 100M is not a name */
	}
	for (to = from; to < text.len && html_link_goes_on(text.p[to]) && !html_link_is_sign(text, to); to++)
		;
	*at = to;
	return str_cut(text, from, to);
}

/* Where a name leads, as the step of that name means it: in fleet.cores, rps is fleet.rps. Empty when nowhere. */
static struct str target(const struct html_links *x, struct str name, struct str step, char *kind)
{
	size_t dot = str_find_char(step, '.', 0);
	struct str inner = dot < step.len ? arena_printf(x->arena, "%.*s.%.*s", STR(str_cut(step, 0, dot)), STR(name))
	                                  : name;
	const struct str tries[] = {inner, name};

	for (unsigned i = 0; i < 2; i++) {
		*kind = map_get(&x->assumed, tries[i]) ? 'a' : 'c';
		if ((*kind == 'a' || map_get(&x->steps, tries[i])) && !str_eq(tries[i], step))
			return tries[i];
	}
	return S("");
}

/* The line of names is the first one: in those below it numbers are. */
static void add_uses(struct html_links *x, const struct doc_step *s)
{
	size_t at = 0;
	struct str name;

	while (s->count > 1 && (name = next_name(s->lines[0].text, &at)).len) {
		char kind;
		struct str to = target(x, name, s->name, &kind);

		if (to.len && kind == 'a' && map_get(&x->assumed, to) == x)
			map_put(&x->assumed, to, (void *)s);
	}
}

void html_links_init(struct html_links *x, const struct doc *doc)
{
	*x = (struct html_links){.arena = doc->arena};
	for (const struct doc_block *b = doc->first; b; b = b->next) {
		if (b->kind == DOC_TABLE && html_links_assumes(b->table))
			add_assumptions(x, b->table);
		for (uint32_t i = 0; b->kind == DOC_STEPS && i < b->count; i++)
			if (!map_get(&x->steps, b->steps[i].name))
				map_put(&x->steps, b->steps[i].name, (void *)&b->steps[i]);
	}
	for (const struct doc_block *b = doc->first; b; b = b->next)
		for (uint32_t i = 0; b->kind == DOC_STEPS && i < b->count; i++)
			add_uses(x, &b->steps[i]);
}

void html_links_release(struct html_links *x)
{
	map_release(&x->assumed);
	map_release(&x->steps);
	map_release(&x->used);
}

/* ---- written ---- */

static void put_anchor(struct buf *out, const char *attribute, char kind, struct str name)
{
	buf_printf(out, " %s=\"%s%c-", attribute, *attribute == 'h' ? "#" : "", kind);
	xml_text(out, name);
	buf_char(out, '"');
}

void html_links_text(struct html_links *x, struct buf *out, struct str text, struct str step)
{
	size_t at = 0, from = 0;
	struct str name;

	while ((name = next_name(text, &at)).len) {
		char kind;
		struct str to = target(x, name, step, &kind);

		if (!to.len)
			continue;
		html_text(out, str_cut(text, from, at - name.len));
		buf_add_c(out, "<a");
		if (kind == 'a' && !map_get(&x->used, to)) {
			map_put(&x->used, to, x);
			put_anchor(out, "id", 'u', to);
		}
		put_anchor(out, "href", kind, to);
		buf_char(out, '>');
		html_text(out, name);
		buf_add_c(out, "</a>");
		from = at;
	}
	html_text(out, str_cut(text, from, text.len));
}

bool html_links_assumption(struct html_links *x, struct buf *out, struct str name)
{
	void *found = map_get(&x->assumed, name);

	if (!found)
		return false;
	buf_add_c(out, "<code class=\"small\"");
	put_anchor(out, "id", 'a', name);
	buf_char(out, '>');
	if (found != x) {
		buf_add_c(out, "<a");
		put_anchor(out, "href", 'u', name);
		buf_char(out, '>');
	}
	html_text(out, name);
	buf_add_c(out, found != x ? "</a></code>" : "</code>");
	return true;
}

void html_links_step(struct buf *out, struct str name)
{
	put_anchor(out, "id", 'c', name);
}
