/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet_find.c - the fleets that a sheet uses, and the question each of them asks. */
#include "report/fleet_view.h"

/* Does the cell hold the choice of a use of the sheet `fleet`? *prefix is how its cells begin: "web.". */
static bool is_choice(const struct cell *c, struct str *prefix)
{
	if (!str_ends(c->name, S("picked")) || !c->is.source || !str_ends(c->is.source->name, S("fleet/fleet.bote")))
		return false;
	*prefix = str_cut(c->name, 0, c->name.len - strlen("picked"));
	return true;
}

/* A number of the used sheet in base units, or 0. */
static double fleet_cell(struct sheet *sheet, struct str prefix, const char *name, struct arena *a)
{
	struct cell *c = sheet_find(sheet, arena_printf(a, "%.*s%s", STR(prefix), name));

	if (!c || c->state != CELL_READY || c->count != 1 || is_poison(c->num[0]))
		return 0;
	return factor_apply(units_base(&c->type->units), c->num[0]);
}

/* Work the choice out anew, to get hold of the question with its columns. */
static bool ask_again(struct sheet *sheet, const struct cell *c, struct fleet *f, struct arena *a, struct diag *d,
                      struct fleet_view *v)
{
	struct arena scratch;
	struct value ignored;

	arena_init(&scratch);
	f->ask = &v->ask;
	f->kept = a;
	bool ok = sheet_eval(sheet, &c->is, c->is.expr, &scratch, d, &ignored);
	v->lists = f->lists;
	f->ask = NULL;
	arena_release(&scratch);
	return ok;
}

bool fleet_views(struct sheet *sheet, struct fleet *f, bool all, uint32_t rows, struct arena *a, struct diag *d,
                 struct fleet_view *out, uint32_t max, uint32_t *count)
{
	struct str prefix;

	*count = 0;
	for (uint32_t i = 0; i < sheet_cell_count(sheet) && *count < max; i++) {
		struct cell *c = sheet_cell(sheet, i);
		struct fleet_view *v = &out[*count];
		if (!is_choice(c, &prefix))
			continue;
		*v = (struct fleet_view){.alias = arena_str(a, str_cut(prefix, 0, prefix.len ? prefix.len - 1 : 0)),
		                         .picked = c};
		if (!ask_again(sheet, c, f, a, d, v))
			return false;
		v->traffic = fleet_cell(sheet, prefix, "traffic", a) * (365.0 / 12 * 86400);
		v->cross_zone = fleet_cell(sheet, prefix, "cross_zone", a);
		v->egress = fleet_cell(sheet, prefix, "egress", a);
		fleet_view_make(v, f, all, rows, a);
		if (v->choice.interrupted)
			return diag_fail(d, DIAG_INTERRUPT, (struct span){0, 0}, "interrupted");
		++*count;
	}
	return true;
}
