/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_page.h - labs that were run, as text for a terminal, and for programs. */
#ifndef BOTE_LAB_PAGE_H
#define BOTE_LAB_PAGE_H

#include "whatif/lab_view.h"
#include "session/session.h"

struct lab_page {
	const struct lab_view *views; /* one, or alternatives side by side */
	uint32_t count;
	struct str varied;        /* the parameter that they differ in, or empty */
	const struct str *values; /* of it */
	const struct format *format;
	unsigned width;
	bool quiet, ascii;
};

void lab_page_write(struct outcome *o, const struct lab_page *p);
/* One object a line. */
void lab_page_json(struct buf *out, const struct lab_page *p);
void lab_page_csv(struct buf *out, const struct lab_page *p);
/* The bare numbers of the results, in base units, one a line. */
void lab_page_raw(struct buf *out, const struct lab_page *p);

/* ---- lab_table.c ---- */

/* What was measured, and what was predicted: a row a result, or a column an alternative. */
void lab_table_write(struct buf *out, const struct lab_page *p, struct arena *a);
/* Does any of the alternatives have the result? */
bool lab_any_there(const struct lab_page *p, uint32_t row);

static inline bool lab_is_list(const struct lab_row *r)
{
	return r->result && r->result->count > 0;
}

#endif
