/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - how a number came about, as one would write it on a whiteboard. */
#ifndef BOTE_EXPLAIN_H
#define BOTE_EXPLAIN_H

#include "sheet/sheet.h"
#include "value/format.h"

/*
 * The derivation of a cell that has a value:
 *
 *     cores = rps × cpu_per_request
 *           = 10,000 requests/s × 10 ms/request
 *           = 100 cores
 *
 * Lines that would repeat the one above are left out; a cell that is just a number has one line.
 */
void explain_cell(struct sheet *s, const struct cell *c, const struct format *f, struct buf *out);
/* The same with another expression of the same value in the place of its own. */
void explain_cell_as(struct sheet *s, const struct cell *c, const struct node *n, const struct format *f,
                     struct buf *out);

/* The same for an expression that is at `at` and is worth `v`; `name` may be empty. */
void explain_expression(struct sheet *s, const struct definition *at, const struct node *n, struct str name,
                        const struct value *v, const struct format *f, struct buf *out);

/*
 * All of that before the line with its value; true when there is none. `why` gets what stands behind the value where it
 * is all that is left of an `if`: ", as 7 < 9".
 */
bool explain_steps(struct sheet *s, const struct definition *at, const struct node *n, struct str name,
                   const struct value *v, const struct format *f, struct buf *out, struct buf *why);

/* "fact.syscall ≈ 102 ns (100 … 110 ns), measured 2026-11-23 on ...": a line. */
void explain_figure(const struct fact *fact, const struct format *f, struct buf *out);
/* Such a line for each published or measured figure that an expression names. */
void explain_figures(struct sheet *s, const struct definition *at, const struct node *n, const struct format *f,
                     struct buf *out);

#endif
