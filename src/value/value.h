/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h - what an expression is worth: numbers with a unit, truths, texts, lists of them. */
#ifndef BOTE_VALUE_H
#define BOTE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/ast.h"
#include "units/unit.h"

enum value_kind { VALUE_NUMBER, VALUE_TRUTH, VALUE_TEXT };

/* What may be beside anything, whatever its own type. */
enum wild {
	WILD_NO,
	WILD_ZERO, /* a bare 0: any dimension, but no other kind than numbers */
	WILD_NONE  /* a `none`: anything */
};

/*
 * All that is known of a value before it is computed. It is copied with each value: what makes it larger, all lines pay
 * for.
 */
struct type {
	enum value_kind kind : 8;
	enum wild wild : 8; /* what eval() gives: does it fit anything, whatever its type? */
	bool list;
	bool uncertain; /* a column of samples comes after it: see struct value */
	bool written;   /* its unit was typed or asked for, so ceil() can work in it */
	bool asked;     /* it came from `to UNIT`: shown in that unit */
	bool lost;      /* it is beyond 2^53 and was rounded on its way: its last digits are not known */
	bool left : 1;  /* `piled` was in what was divided, where it was not shown */
	/* It rests on a probability of 0 or 1 that all samples agreed on, none of which is sure, or is too small for a
	 * number. */
	bool agreed : 1;
	unsigned char borne : 3; /* significant digits that the samples it rests on bear; 0: all that are written */
	const struct unit
		*piled; /* the noun to convert to, where those of divisor and dividend did not cancel; else NULL */
	const struct units *parts; /* FORM_PARTS: what it is written in, the largest first */
	enum node_form form;       /* FORM_UNIT unless asked for otherwise */
	unsigned digits;           /* significant digits asked for, 0: the default */
	struct units units;
};

struct spread;

/*
 * The numbers are in type.units; truths are 1 and 0; texts are indices into the text
 * table. A number that is not one is a NaN that says why: see poison below.
 */
struct value {
	struct type type;
	uint32_t count; /* elements; 1 unless type.list */
	double *num;
	/*
	 * Of an uncertain value: what its samples say, for each element. `num` holds the medians then (for truths: whether
	 * it is likely). NULL as long as nothing was sampled.
	 */
	struct spread *spread;
};

/*
 * A computation that goes wrong continues with a NaN that carries what and where, so that
 * `if x > 0 then 1/x else 0` needs no jumps: what is not chosen is not looked
 * at. What comes out at the end is reported. IEEE 754 operations pass the payload on.
 */
enum poison {
	POISON_NONE = 1,  /* `none "why"`: no error; `where` is the text */
	POISON_DIVIDE,    /* division by zero */
	POISON_OVERFLOW,  /* beyond 1.8e308 */
	POISON_UNDERFLOW, /* a product or quotient that is not 0 and below 5e-324 */
	POISON_DOMAIN,    /* outside what the function or operator takes */
	POISON_LIMIT,     /* gave up: too many steps */
	POISON_INTERRUPT, /* the user pressed Ctrl-C */
	POISON_REQUIRE    /* a `require` of a formula called here is broken */
};
double poison_make(enum poison why, uint32_t where);
/* 0 when x is a number; POISON_DOMAIN with *where 0xffffff for a NaN of unknown origin. */
enum poison poison_read(double x, uint32_t *where);
static inline bool is_poison(double x)
{
	return x != x;
}

/* Texts, each kept once; an index is good for as long as the table. */
struct texts;
struct texts *texts_new(void);
void texts_free(struct texts *t);
uint32_t texts_intern(struct texts *t, struct str s);
struct str texts_get(const struct texts *t, uint32_t index);
uint32_t texts_count(const struct texts *t);

struct type type_plain(void); /* a number without unit */
/* How many significant digits to write where `usual` are set (0: the default): those asked for, or no more than borne.
 */
unsigned type_digits(const struct type *t, unsigned usual);
/* "data", "a list of times", "text", "yes or no": for messages. */
const char *type_text(const struct type *t, struct arena *a);
struct value value_copy(struct arena *a, const struct value *v);
/* Same kind, same elements to 1e-12 after conversion. */
bool value_same(const struct value *a, const struct value *b);

/* Of per cent alone; of one counted thing alone. */
bool type_is_percent(const struct type *t);
bool type_is_thing(const struct type *t);

#endif
