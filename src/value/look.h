/* SPDX-License-Identifier: GPL-3.0-or-later */
/* look.h - how a quantity is to be written: its unit, its style, its signs. For format.c alone. */
#ifndef BOTE_LOOK_H
#define BOTE_LOOK_H

#include "value/format.h"
#include "value/number.h"

/* Decided once for a value: a list is written in one unit, that of its largest element. */
struct look {
	struct units units;  /* after the number; without the dollar when that is in front */
	struct factor scale; /* takes a number of the value there */
	enum number_style style;
	unsigned digits;   /* 0: the default */
	unsigned decimals; /* one more than were asked for; 0: as many as the digits make */
	bool dollar;       /* $ in front: $2,500/month */
	const struct unit
		*million; /* what it is per, counted in millions: $0.40 per million requests; it is not in `units` then */
	bool percent; /* % after it */
	bool parts;   /* as 2 h 46 min 40 s; numbers are in the last part */
	const struct units *in; /* of those, the parts; NULL: days, h, min, s */
	double step;            /* rounded to so many of the last part; 0: to one */
	bool all_digits;        /* a whole number asked for in a unit */
	bool whole;             /* of a spread: all are whole numbers */
	bool ascii;
};

/* How to write numbers of type `t`, the largest of which is x. */
void look_choose(struct look *l, const struct type *t, double x, const struct format *f);

/*
 * parts.c: a quantity in several units. Choose them for numbers of type `t`; does x of the last one need more than
 * that; write it then, to whole ones or to thousandths where that makes it exact; the last one's name, after what
 * needs no other.
 */
void parts_choose(struct look *l, const struct type *t);
bool parts_fit(const struct look *l, double x);
bool parts_write(struct buf *out, const struct look *l, double x);
void parts_write_last(struct buf *out, const struct look *l, bool one);

/*
 * The number alone with its signs. Returns whether the digits are the number to 1e-12; *one: is it 1 (or -1) as
 * written?
 */
bool look_write_number(struct buf *out, const struct look *l, double x, bool *one);
/* The unit with the blank before it, in the plural if `many`; nothing for a plain number. */
void look_write_unit(struct buf *out, const struct look *l, bool many);
/* Both. */
bool look_write(struct buf *out, const struct look *l, double x);

/* Put `text` before what was written from `at` on. */
void look_insert(struct buf *out, size_t at, struct str text);
/* Likewise "≈ " ("~ " in ASCII), or "= " if `exact`. */
void look_sign(struct buf *out, size_t at, bool exact, bool ascii);

/* A second reading of x, a number of type `t`, where one helps: "  (2.778 h)", "  (≈ 11,570 tweets/s)". */
void reading_write(struct buf *out, const struct type *t, double x, const struct format *f);

/* Is a time so far from 1 of its unit that a readable one stands alone? 8 µs, not 8e-6 s; 10,000 s stays. */
bool look_leads(const struct type *t, double x, const struct format *f);
/* Does a time say something in its own unit: 90 s and not 71,000 s? */
bool reading_is_plain(const struct type *t, double x);

/* Is `u` a unit of this dimension alone, to the power 1? */
bool unit_measures(const struct unit *u, enum dim_base dim);
/* A time, of or per something counted maybe: s, ms/request, core h. */
bool units_is_time(const struct units *u);
/* Above the line only nouns, or nothing: a count, or a count per something. */
bool units_is_count(const struct units *u);

#endif
