/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.h - price lists: CSV whose header has the units. */
#ifndef BOTE_LIST_H
#define BOTE_LIST_H

#include "base/arena.h"
#include "base/map.h"
#include "diag/diag.h"
#include "eval/native.h"
#include "fleet/catalog.h"
#include "value/value.h"

/*
 * Works out an expression that is in a list ("8 GiB", "1 $/h"), which is all of `src`. False with `d` filled.
 * Undeclared words are errors here.
 */
struct fleet_reader {
	bool (*number)(void *ctx, const struct source *src, struct arena *a, struct diag *d, struct value *out);
	void *ctx;
};

/* Machines and volumes of several lists. All text is copied into the arena. */
struct fleet_book {
	struct fleet_lists lists;
	struct arena arena;
	struct map names; /* of machines: 1 + their place */
	struct map volume_names;
	size_t machine_cap, volume_cap;
};

/* The size a list may have, in bytes. */
#define FLEET_LIST_MAX (16u << 20)

void fleet_book_init(struct fleet_book *b);
void fleet_book_release(struct fleet_book *b);

/*
 * Take in a list. A row with a name that an earlier list has takes its place. False with `d` filled: file, line,
 * column, and what to write instead; the book is as before then, but for rows above the fault.
 */
bool fleet_book_read(struct fleet_book *b, const struct source *src, const struct fleet_reader *reader, struct diag *d);

/* Prices whose unit was unknown when they were read are tried again: a sheet may have defined it meanwhile. */
void fleet_book_retry(struct fleet_book *b, const struct fleet_reader *reader);

/*
 * The machine of a sheet's `machine` line; its columns are those of a list. Texts are borrowed. False with `d` filled:
 * a column that is not known, a unit that does not fit, no cores, memory or price.
 */
bool fleet_own_machine(const struct native_row *row, struct fleet_machine *out, struct diag *d);

/* What a list is looked over for: a line each in `out`. `today` is in days since 1970. Returns how many findings. */
uint32_t fleet_list_check(const struct fleet_lists *l, long today, struct buf *out);
/* Days since 1970 of "2026-07-20", or -1. */
long fleet_day(struct str date);

#endif
