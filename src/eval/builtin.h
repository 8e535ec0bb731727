/* SPDX-License-Identifier: GPL-3.0-or-later */
/* builtin.h - the table of functions: one row each, with all that is to be known of it. */
#ifndef BOTE_BUILTIN_H
#define BOTE_BUILTIN_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/parse.h"

/* How units pass through a function. */
enum builtin_rule {
	RULE_PLAIN,   /* takes plain numbers (nouns count as plain), gives one */
	RULE_SAME,    /* all arguments in the unit of the first, and so is the result */
	RULE_ROUND,   /* one argument, worked on in its own unit; a second is the step: ceil(x, GB) */
	RULE_ROOT,    /* sqrt, cbrt: the unit's exponents divided by `degree` */
	RULE_COUNT,   /* any argument; the result is a plain number: len, argmax */
	RULE_SPREAD,  /* read off samples: p95(x), sd(x), prob(x > 3); of a certain number it is that number */
	RULE_NTH,     /* nth(list, k): a list of anything and a plain number */
	RULE_SMALLEST /* smallest(n, CONDITION): binds a name; compiled specially */
};

/* How lists pass through it. */
enum builtin_shape {
	SHAPE_EACH, /* element by element: num1 .. num3 */
	SHAPE_FOLD, /* one list is reduced (fold); several arguments go element by element */
	SHAPE_LIST  /* takes lists whole: list */
};

/*
 * A list function reads `count` numbers (and the further plain arguments in `arg`) and
 * writes up to *out_count results to out; room for max(count, 1) is there, except for
 * seq, which is given room for what it needs. NaNs among the inputs are handled before.
 */
typedef void builtin_list_fn(const double *in, uint32_t count, const double *arg, double *out, uint32_t *out_count);

/*
 * One function. The numeric code gets finite numbers and returns a finite one, or
 * poison_make(POISON_DOMAIN, 0) (POISON_LIMIT when it gives up); the caller fills in where.
 */
struct builtin {
	const char *name;
	const char *args;           /* "x", "n, k, a", "x[, step]", "x, ..." */
	uint8_t min_args, max_args; /* max 255: any number */
	enum builtin_rule rule;
	enum builtin_shape shape;
	uint8_t degree; /* RULE_ROOT */
	bool slow;      /* costs more than a microsecond */
	double (*num1)(double);
	double (*num2)(double, double);
	double (*num3)(double, double, double);
	double (*fold)(const double *x, uint32_t count);
	builtin_list_fn *list;
	const char *domain;  /* what it takes, for the message: "needs a number above 0" */
	const char *group;   /* "rounding", "logarithms", "lists", "counting", "queueing and caching" */
	const char *help;    /* one line */
	const char *example; /* "ceil(3.2)": each is run by the tests */
	const char *result;  /* and what it prints: "= 4" */
};

const struct builtin *builtin_find(struct str name);
/* What a call of a function is that ships, or of one with so many arguments: `min` to `max`. */
enum call_class builtin_call(struct str name);
enum call_class builtin_call_of(unsigned min, unsigned max);
extern const struct builtin builtins[];
extern const unsigned builtin_count;

/* Functions with long loops add their steps here; whoever calls them takes them off, and bounds the sum. */
extern _Thread_local uint64_t builtin_steps;

#endif
