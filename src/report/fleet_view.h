/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet_view.h - a choice of machines with all that is said about it, for people and for programs. */
#ifndef BOTE_FLEET_VIEW_H
#define BOTE_FLEET_VIEW_H

#include "base/arena.h"
#include "base/buf.h"
#include "fleet/fleet_advice.h"
#include "fleet/fleet.h"
#include "sheet/sheet.h"
#include "show/table.h"

struct fleet_view {
	struct str alias;    /* by which a sheet uses it: "web"; empty for the question itself */
	struct cell *picked; /* the cell that holds the choice */
	struct fleet *fleet;
	const struct fleet_lists *lists; /* with the machines of the sheet */
	struct fleet_ask ask;
	struct fleet_choice choice;
	struct fleet_advice advice;         /* where something holds */
	struct fleet_outcome *outcomes;     /* of the rows shown, where demands are ranges */
	uint32_t rows;                      /* how many candidates are shown */
	double traffic, cross_zone, egress; /* $/month, and what it is for in B/s */
	const struct type
		*bill; /* of the cell that has it: amounts read as that does, written so; NULL: in whole dollars */
	const struct format *format;
};

/*
 * The fleets that a sheet uses, each with its choice and all about it; none at all is no error. *count of them, at most
 * `max`. Everything lives in `a`. False with `d` filled.
 */
bool fleet_views(struct sheet *sheet, struct fleet *f, bool all, uint32_t rows, struct arena *a, struct diag *d,
                 struct fleet_view *out, uint32_t max, uint32_t *count);

/* Work out the choice and all about it. Everything lives in `a`. */
void fleet_view_make(struct fleet_view *v, struct fleet *f, bool all, uint32_t rows, struct arena *a);

/* The whole page of one fleet: a table with a title, in `width` columns (0: any number), and the sentences below it. */
struct doc_table *fleet_view_page(const struct fleet_view *v, struct str title, unsigned width, struct arena *a);
/* One line for each of several fleets, and their sum. */
struct doc_table *fleet_view_sum(const struct fleet_view *v, uint32_t count, struct str title, struct arena *a);
/* "$5,557/month": whole dollars, or as cells read. */
struct str fleet_view_money(const struct fleet_view *v, struct arena *a, double x);
/* A JSON object in one line. */
void fleet_view_json(const struct fleet_view *v, struct buf *out);

/* "none: no machine holds 1 TB of memory alone (most = 1)" and what comes nearest; the hint apart. */
struct str fleet_view_none(const struct fleet_view *v, struct arena *a, struct str *nearest, struct str *hint);

#endif
