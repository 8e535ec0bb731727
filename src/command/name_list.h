/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * name_list.h - names and what they are, in columns that fit the terminal: the lists of `help`, `ref`, `examples`,
 * `cells`.
 */
#ifndef BOTE_NAME_LIST_H
#define BOTE_NAME_LIST_H

#include "session/session.h"
#include "show/grid.h"

struct name_list {
	struct grid grid;
	struct str *groups; /* the heading above a row, or empty */
	struct str next;    /* above the row to come */
};

/* All columns but the first hold words; texts must live as long as `a`. */
void name_list_init(struct name_list *l, struct arena *a, unsigned columns);
/* A heading above the rows that follow, if any do. */
void name_list_group(struct name_list *l, struct str title);
/* A new row, of empty texts. */
struct str *name_list_row(struct name_list *l);
/* As wide as standard output is; as it is where nobody said. */
void name_list_write(struct name_list *l, struct session *s, struct buf *out);

#endif
