/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list_parts.h - what the readers of lists and of `machine` lines share. Nobody else includes it. */
#ifndef BOTE_LIST_PARTS_H
#define BOTE_LIST_PARTS_H

#include "base/csv.h"
#include "fleet/list.h"

/* Where a column's numbers go. */
enum list_target { TO_NAME, TO_FAMILY, TO_KIND, TO_TAGS, TO_FROM, TO_DATE, TO_NUMBER, TO_PRICE };

/* Exponents of data, time and money: the only dimensions that are in price lists. */
struct list_dim {
	signed char data, time, money;
};

struct list_column {
	const char *word; /* as it is in a header, before the unit */
	enum list_target to;
	size_t offset; /* of the double (or the price) in the row's struct */
	struct list_dim dim;
	double scale; /* what is kept, of one in base units */
	bool bare;    /* a number of no unit is meant: cores, iops, speed */
	const char *example;
};

/* Of lists of machines, `price` and its kin last; of lists of volumes. */
extern const struct list_column list_machine_columns[];
extern const size_t list_machine_column_count;
extern const struct list_column list_volume_columns[];
extern const size_t list_volume_column_count;

/* A column of the list at hand. */
struct list_head {
	const struct list_column *column;
	double unit; /* one of the header's unit, in what is kept; 0: none was given */
};

struct list_reader {
	struct fleet_book *book;
	const struct source *src;
	const struct fleet_reader *reader;
	struct diag *d;
	struct arena scratch;
	bool volumes; /* the list is one of volumes */
	bool comma;   /* decimals are written with one, as a spreadsheet in German or French does */
	const struct list_column *columns;
	size_t column_count;
	struct list_head *heads;
	uint32_t head_count;
	struct str from, date, tags; /* of all rows */
	struct str unknown;          /* "EUR/h": what the last price was in that cannot be worked out, for want of a rate */
};

/* list_number.c. Say what is wrong with a word. Always false. */
bool list_fail(struct list_reader *l, struct span at, const char *what, struct str word);
/* Work a text out: one certain number. The errors of its words go to `d`, with the span of the field. */
bool list_work_out(struct list_reader *l, struct str text, struct span at, struct diag *d, struct value *out);
/* "1 $/MiB*s/month" of "$/(MiB/s)/month". */
struct str list_one_of(struct list_reader *l, struct str unit);
/* The two ends of a field's number, which mostly are one, in what the column keeps. */
bool list_number(struct list_reader *l, const struct list_head *h, struct str s, struct span at, double *low,
                 double *high);
/* A price; its text is kept where nobody has defined its unit yet. */
bool list_price(struct list_reader *l, const struct list_head *h, struct str s, struct span at, struct fleet_price *p);
/* Are decimals of the list written with a comma? */
bool list_has_commas(struct list_reader *l, struct csv csv);

/* list_column.c. Does a unit fit a column? */
bool list_dim_is(const struct units *u, const struct list_column *c);
/* The first number of a value, in what the column keeps. */
double list_kept(const struct list_column *c, const struct value *v);
/* "c7g" of "c7g.large", "n2-standard" of "n2-standard-4". */
struct str list_family(struct str name);
/* Nothing is known of it. */
struct fleet_machine list_machine_unknown(void);
struct fleet_volume list_volume_unknown(void);

#endif
