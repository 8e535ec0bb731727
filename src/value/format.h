/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h - values to text, for the prompt and for reports alike. */
#ifndef BOTE_FORMAT_H
#define BOTE_FORMAT_H

#include "base/buf.h"
#include "value/value.h"

struct format {
	unsigned digits;             /* significant digits, 0: as value.h and number.h say */
	bool ascii;                  /* no characters beyond ASCII: ~ for the rounded sign, us for µs */
	bool brief;                  /* no second reading in brackets, no range */
	bool quoted;                 /* texts in quotes, as they are typed */
	bool compact;                /* a range in brackets as numbers alone, for tables */
	bool spark;                  /* the shape of an uncertain value after it, in block characters */
	struct unit_registry *units; /* for readings in other units */
	const struct texts *texts;
};

/*
 * "1 billion tweets/day  (≈ 11,570 tweets/s)", "10,000 s  (2.778 h)", "$2,500/month", "[20, 50, 30] ms", "yes". No sign
 * in front. A `none` is written "none (shard instead)". Returns whether the digits are the number to 1e-12.
 */
bool format_value(struct buf *out, const struct value *v, const struct format *f);
/* With the sign: "= 10,000 s  (2.778 h)" or "≈ 11,570 tweets/s". */
void format_answer(struct buf *out, const struct value *v, const struct format *f);
/* One element alone, with its unit, without second reading, for tables and steps. */
bool format_element(struct buf *out, const struct value *v, uint32_t index, const struct format *f);
/* An element that is not a number, and why: "none (too large)". */
void format_none(struct buf *out, double x, const struct format *f);

/* What format_element has after a number as its unit: " GB", "/cpu/month" after "$15", or nothing. */
void format_unit(struct buf *out, const struct value *v, uint32_t index, const struct format *f);

/* The unit that format_value has after a number, a dollar in front aside; none for what is written in parts. */
struct units format_shown(const struct value *v, const struct format *f);

/*
 * For programs: element in base units (B, s, 1/s, USD), or in the unit asked for with `to`; shortest digits that read
 * back.
 */
void format_raw(struct buf *out, const struct value *v, uint32_t index);
double format_raw_number(const struct value *v, uint32_t index);
/*
 * Was it asked for by the million, "to $/million requests"? Then it is shown and given as a million times its number.
 */
bool format_by_million(const struct type *t);
/* The unit that format_raw used: "tweet/s", "B", "". */
void format_raw_unit(struct buf *out, const struct value *v);

#endif
