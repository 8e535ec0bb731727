/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list_parts.h - what the readers of lists and of `machine` lines share. Nobody else includes it. */
#ifndef BOTE_LIST_PARTS_H
#define BOTE_LIST_PARTS_H

#include "fleet/list.h"

/* Where a column's numbers go. */
enum list_target { TO_NAME, TO_FAMILY, TO_KIND, TO_TAGS, TO_FROM, TO_DATE, TO_NUMBER, TO_PRICE };

/* Exponents of data, time and money: the only dimensions that stand in price lists. */
struct list_dim {
	signed char data, time, money;
};

struct list_column {
	const char *word;   /* as it stands in a header, before the unit */
	enum list_target to;
	size_t offset;      /* of the double (or the price) in the row's struct */
	struct list_dim dim;
	double scale;       /* what is kept, of one in base units */
	bool bare;          /* a number of no unit is meant: cores, iops, speed */
	const char *example;
};

/* Of lists of machines, `price` and its kin last; of lists of volumes. */
extern const struct list_column list_machine_columns[];
extern const size_t list_machine_column_count;
extern const struct list_column list_volume_columns[];
extern const size_t list_volume_column_count;

/* Does a unit fit a column? */
bool list_dim_is(const struct units *u, const struct list_column *c);
/* The first number of a value, in what the column keeps. */
double list_kept(const struct list_column *c, const struct value *v);
/* "c7g" of "c7g.large", "n2-standard" of "n2-standard-4". */
struct str list_family(struct str name);
/* Nothing is known of it. */
struct fleet_machine list_machine_unknown(void);
struct fleet_volume list_volume_unknown(void);

#endif
