/* SPDX-License-Identifier: GPL-3.0-or-later */
/* defaults.c - which defaults entered. */
#include "sheet/defaults.h"

#include "eval/parameter.h"
#include "sheet/explain.h"
#include "sheet/sheet_parts.h"
#include "value/format.h"

static bool is_default(const struct cell *c)
{
	return c->param && !c->given && c->is.expr && c->declaration->expr == c->is.expr;
}

/* The default as it is written, or, of one that is chosen by an `if`, what was chosen. */
static struct str default_text(const struct sheet *s, const struct cell *c, struct arena *a)
{
	struct format f = {.brief = true, .units = s->engine->units, .texts = s->engine->texts};
	struct buf text = {0};

	if (c->is.expr->kind != NODE_IF || c->state != CELL_READY)
		return source_text(c->is.source, c->is.expr->at);
	format_value(&text, cell_value(c), &f);
	return buf_take(&text, a);
}

/* In the order of the text, which is that of the cells. */
void sheet_note_defaults(struct sheet *s, struct cell *const *roots, uint32_t root_count, struct cell *const *varied,
                         uint32_t varied_count, struct arena *a, struct diag *d)
{
	struct defaults with = {.a = a};
	uint32_t count;
	struct cell **needs = sheet_needs(s, roots, root_count, a, &count);
	bool *used = arena_array(a, bool, sheet_cell_count(s) + 1);

	for (uint32_t i = 0; i < count; i++)
		used[needs[i]->index] = true;
	for (uint32_t i = 0; i < varied_count; i++)
		used[varied[i]->index] = false;
	for (uint32_t i = 0; i < sheet_cell_count(s); i++) {
		const struct cell *c = sheet_cell(s, i);
		if (used[c->index] && is_default(c))
			defaults_add(&with, c->name, c->declaration, default_text(s, c, a));
	}
	if (with.count)
		diag_note(d, (struct span){0, 0}, "with %.*s", STR(defaults_text(&with)));
}
