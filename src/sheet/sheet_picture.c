/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_picture.c - the boxes and flows of a sheet: found, and held against one another. */
#include "sheet/sheet_picture.h"

#include "base/near.h"
#include "sheet/sheet_parts.h"

static bool sheet_picture_is_own(const struct sheet *s, const struct entry *e, enum statement_kind kind)
{
	return e->statement->kind == kind && e->is.space == &s->names.root;
}

const struct entry *sheet_box(const struct sheet *s, struct str name)
{
	for (size_t i = s->entry_count; i-- > 0;)
		if (sheet_picture_is_own(s, &s->entries[i], STATEMENT_BOX) && str_eq(s->entries[i].statement->name, name))
			return &s->entries[i];
	return NULL;
}

static bool sheet_picture_fail_at(struct diag *d, const struct entry *e, struct span at, const char *what,
                                  struct str name)
{
	DIAG_IN(d, e->is.source);

	return diag_fail(d, DIAG_NAME, at, what, STR(name));
}

static uint32_t box_place(const struct sheet_picture *p, struct str name)
{
	uint32_t i = 0;

	while (i < p->box_count && !str_eq(p->boxes[i]->statement->name, name))
		i++;
	return i;
}

static bool sheet_picture_add_box(struct sheet_picture *p, const struct entry *e, struct diag *d)
{
	uint32_t i = box_place(p, e->statement->name);

	if (i == PICTURE_BOXES) {
		sheet_picture_fail_at(d, e, e->statement->name_at, "a picture holds 20 boxes, and '%.*s' is one more",
		                      e->statement->name);
		diag_hint(d, "draw what one reader takes in: several machines of a kind are one box");
		return false;
	}
	p->boxes[i] = e;
	p->box_count += i == p->box_count;
	return true;
}

/* "did you mean 'api'?", or which there are. */
static void hint_boxes(const struct sheet_picture *p, struct str name, struct diag *d)
{
	struct near near = {.word = name, .limit = 2, .most = 1};
	struct buf names = {0};

	for (uint32_t i = 0; i < p->box_count; i++)
		near_offer(&near, p->boxes[i]->statement->name);
	if (diag_suggest(d, near.names, near.count))
		return;
	for (uint32_t i = 0; i < p->box_count; i++)
		buf_printf(&names, "%s%.*s", i ? ", " : "", STR(p->boxes[i]->statement->name));
	if (names.len)
		diag_hint(d, "boxes are %s", buf_c(&names));
	else
		diag_hint(d, "as in: box %.*s \"What it is\"", STR(name));
	buf_release(&names);
}

static bool find_end(const struct sheet_picture *p, const struct entry *e, struct str name, struct span at,
                     uint32_t *place, struct diag *d)
{
	*place = box_place(p, name);
	if (*place < p->box_count)
		return true;
	sheet_picture_fail_at(d, e, at, "there is no box '%.*s'", name);
	hint_boxes(p, name, d);
	return false;
}

static bool sheet_picture_add_flow(struct sheet_picture *p, const struct entry *e, struct diag *d)
{
	const struct statement *st = e->statement;
	struct sheet_flow f = {.entry = e};

	if (!find_end(p, e, st->name, st->name_at, &f.from, d) ||
	    !find_end(p, e, st->more->alias, st->more->alias_at, &f.to, d))
		return false;
	if (f.from == f.to)
		return sheet_picture_fail_at(d, e, st->more->alias_at,
		                             "a flow goes from one box to another, and '%.*s' is the one it comes from",
		                             st->more->alias);
	if (p->flow_count == PICTURE_FLOWS)
		return sheet_picture_fail_at(d, e, st->name_at, "a picture holds 60 flows, and that of '%.*s' is one more",
		                             st->name);
	p->flows[p->flow_count++] = f;
	return true;
}

bool sheet_picture(struct sheet *s, struct diag *d, struct sheet_picture *out)
{
	*out = (struct sheet_picture){0};
	for (size_t i = 0; i < s->entry_count; i++)
		if (sheet_picture_is_own(s, &s->entries[i], STATEMENT_BOX) && !sheet_picture_add_box(out, &s->entries[i], d))
			return false;
	for (size_t i = 0; i < s->entry_count; i++)
		if (sheet_picture_is_own(s, &s->entries[i], STATEMENT_FLOW) && !sheet_picture_add_flow(out, &s->entries[i], d))
			return false;
	return true;
}
