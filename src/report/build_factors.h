/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_factors.h - which units of time and of data are in the numbers of an expression, and what converts them. */
#ifndef BOTE_BUILD_FACTORS_H
#define BOTE_BUILD_FACTORS_H

#include "report/build_parts.h"

enum { FACTORS_MOST = 12, SUMMANDS_MOST = 16 };

#define LEAST 1e-6 /* of one unit in another: 5 B are no 5e-12 TB */

/* The units of time and of data among the factors of a product, as they are written, with their powers. */
struct factors {
	struct build *b;
	const struct cell *cell;
	bool summed; /* sums in brackets are in one unit */
	bool called; /* so is what a call is given */
	struct term term[FACTORS_MOST];
	int power[FACTORS_MOST];
	unsigned count;
};

struct summands {
	const struct node *part[SUMMANDS_MOST];
	bool minus[SUMMANDS_MOST]; /* before it */
	uint32_t count;            /* 0: very many */
};

/* One number that a part of a cell's expression is worth. */
bool build_part_value(struct build *b, const struct cell *c, const struct node *n, struct value *v);
struct summands build_parts_of_sum(const struct node *n);

/*
 * The unit that a sum of certain numbers in several is read in: that of the first. None is of money, whose sign is no
 * unit, or where little would be left of a summand.
 */
bool build_unit_of_sum(struct build *b, const struct cell *c, const struct node *n, struct units *unit);
/* The unit that the largest or smallest of several is read in: that of the first. */
bool build_unit_of_call(struct build *b, const struct cell *c, const struct node *n, struct units *unit);

/* Add those of a product, times `power`. False when the unit it will be written in cannot be told: a call, a sum of
 * several units. */
bool build_factors_of(struct factors *x, const struct node *n, int power);
/* Those of a sum, if its summands are of one unit: they are converted together. */
bool build_factors_of_sum(struct factors *x, const struct node *n);

/* The first unit that measures it, or NULL. */
const struct term *build_term_of(const struct units *u, enum dim_base dim);
/* A number as steps have it: "31,536,000" has as many digits as one gets. */
void build_put_number(struct buf *out, double x);
/*
 * " ÷ 86,400 s/day": so many of the one in one of the other. Of data only bits and bytes differ, whatever comes before
 * them.
 */
void build_put_conversion(struct buf *out, struct term from, struct term to, int power, enum dim_base dim);
/* All that takes the factors to the unit of the result, or to that of the first of them where the result has none. */
void build_put_conversions(const struct factors *x, struct buf *out, const struct units *result);

#endif
