/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ast.h - what was typed, as a tree. */
#ifndef BOTE_AST_H
#define BOTE_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "diag/source.h"

enum node_kind {
	NODE_NUMBER, /* number; `10k`, `100 million` and `2^40` before a unit included */
	NODE_TEXT,   /* text */
	NODE_TRUTH,  /* yes, no: number is 1 or 0 */
	NODE_NAME,   /* text: a cell or, standing alone, a unit; may be dotted (fleet.servers, ref.l1_cache); `_`, `ans` */
	NODE_QUANTITY, /* kids[0] is a number (NODE_NUMBER, or a NODE_BINARY '^' of numbers), unit its tail */
	NODE_PERCENT,  /* kids[0] % as written */
	NODE_RANGE,    /* kids[0] .. kids[1]: an uncertain number by its 90 % interval */
	NODE_MARGIN,   /* kids[0] ± kids[1]; kids[1] may be a NODE_PERCENT, which is of kids[0] */
	NODE_UNARY,    /* op (OP_NEGATE, OP_NOT), kids[0] */
	NODE_BINARY,   /* op, kids[0], kids[1] */
	NODE_IF,       /* kids: condition, then, else */
	NODE_CALL, /* text(kids...).member, names[i] the argument's name or empty; member of a formula or lab, or empty */
	NODE_LIST, /* kids */
	NODE_CONVERT, /* kids[0] to form, unit, digits */
	NODE_NONE     /* none "text" */
};

enum node_op {
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_DIV,
	OP_MOD,
	OP_POW,
	OP_OF,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_AND,
	OP_OR,
	OP_NEGATE,
	OP_NOT
};

/* What comes after `to`. */
/* `digits` from here on are decimals: 102 is "to 2 decimals". */
enum { DECIMALS = 100, DECIMALS_MAX = 12 };

enum node_form {
	FORM_UNIT, /* to TB/day, to /s, to per s, to 1/s */
	FORM_BEST, /* to best: forget the unit asked for, choose a readable one */
	FORM_WORDS,
	FORM_SCI,
	FORM_POW2,
	FORM_HMS,
	FORM_PERCENT,
	FORM_DIGITS,  /* to 2 digits, to 2 decimals */
	FORM_MILLION, /* to $/million requests: a unit, and what it is per is counted in millions */
	FORM_PARTS    /* to h and min: the words of `unit` one after the other, no product */
};

/* One word of a unit: the "s" in "MB/s" has exponent -1. */
struct unit_word {
	struct str word;
	struct span at;
	int exponent;
};

/*
 * The unit after a number or after `to`: a product of words times a number (the 1e-6 of "$0.40 per million requests").
 */
struct unit_tail {
	struct unit_word *words;
	uint32_t count;
	struct span at;
	double multiplier; /* 1 nearly always */
};

/* What few calls have: names of arguments, kid by kid, and which cell of a formula or lab is meant. */
struct call_part {
	struct str *names; /* empty for those by place; NULL: all are */
	struct str member;
};

/* A sheet has millions of them: what only some kinds have shares its room. */
struct node {
	enum node_kind kind : 8;
	enum node_op op : 8; /* NODE_QUANTITY: OP_OF where what it is comes after `of` */
	enum node_form form : 8;
	bool tight : 1;     /* OP_MUL written as a space or nothing; OP_DIV written as an unspaced slash or `per` */
	bool bracketed : 1; /* stood in brackets */
	bool fraction : 1;  /* NODE_NUMBER written 1/2, which before a unit has two readings */
	bool spaced : 1; /* NODE_CALL: a blank before its bracket; NODE_RANGE: an en dash between blanks, perhaps a minus */
	bool local : 1; /* NODE_NAME: the n that the smallest(n, ...) around it counts, or a parameter of the function it is
	                   in */
	uint16_t depth; /* height of the tree below, so that recursion is bounded */
	uint16_t digits;
	uint32_t count;
	struct span at, op_at;
	struct node **kids;
	struct str text; /* of a NODE_NUMBER too, as it was typed */
	union {
		double number;
		struct unit_tail *unit; /* NODE_QUANTITY, NODE_CONVERT: that of no words where it is to another form */
		struct call_part *part; /* NODE_CALL; NULL where there is nothing to say */
	};
};

extern const struct unit_tail unit_tail_none;

/* The name by which an argument is given, or empty. */
static inline struct str call_name(const struct node *call, uint32_t i)
{
	return call->part && call->part->names ? call->part->names[i] : (struct str){0};
}
/* The cell of a formula or lab that a call is of, or empty: the first one that it shows. */
static inline struct str call_member(const struct node *call)
{
	return call->part ? call->part->member : (struct str){0};
}

enum statement_kind {
	STATEMENT_EMPTY,
	STATEMENT_EXPRESSION, /* expr */
	STATEMENT_CORRELATE,  /* expr: a call of correlate */
	STATEMENT_SCENARIO,   /* scenario text: items (cell = value) */
	STATEMENT_MACHINE,    /* machine name: items (column = value) from "origin" */
	STATEMENT_CELL,       /* name = expr "text" from "origin" */
	STATEMENT_FUNCTION,   /* name(params) = expr "text" */
	STATEMENT_PARAM, /* name = expr, or name in unit / in [unit] / in number / in any, "text" from "origin"; params: the
	                    texts of `in [...]` */
	STATEMENT_MEASURE, /* name in unit "text" against expr (a name): a result of the lab that this sheet is */
	STATEMENT_USE,     /* use name(items) as alias */
	STATEMENT_REQUIRE, /* expr "text" */
	STATEMENT_CHECK,   /* expr "text" */
	STATEMENT_EXAMPLE, /* items (param = value) : wants (cell ~= value) */
	STATEMENT_SHOW,    /* wants: items with `value` only */
	STATEMENT_CHART,   /* expr: a call, growth(...), which only charts know; text */
	STATEMENT_BOX,     /* box name "text" : expr, which may be NULL; a name of the picture, not of a cell */
	STATEMENT_FLOW,    /* flow name -> alias "text" : expr, which may be NULL; name and alias are boxes */
	STATEMENT_HEADING, /* # text; digits is the level in `level` */
	STATEMENT_PROSE,   /* > text */
	STATEMENT_UNIT,    /* text is the whole line: see unit.h; expr what comes after `=`, or NULL; base, families, origin
	                      (its doc) */
	STATEMENT_ALIAS,   /* likewise */
	STATEMENT_NOUN,    /* likewise */
	STATEMENT_SOURCE,  /* source "text" */
	STATEMENT_SEE,     /* see a, b: wants, name only */
	STATEMENT_REF,     /* ref name = expr "text" from "origin" */
	STATEMENT_SET,     /* set name text */
	STATEMENT_ABOUT    /* ~ expr (level 1) or ~~ expr (level 0 digits): whiteboard arithmetic */
};

/* `name = value`, `name ~= value`, or either alone. */
struct item {
	struct str name;
	struct span name_at;
	struct node *value;
};

/* How a result of a lab is held against the cell that predicts it. */
enum against { AGAINST_NOTHING, AGAINST_EXACT, AGAINST_WITHIN, AGAINST_ABOVE, AGAINST_BELOW };
struct prediction {
	enum against kind; /* AGAINST_NOTHING: there is none */
	struct node *cell;
	double within; /* AGAINST_WITHIN: a share */
};
enum { PREDICTIONS = 2 };

/* What only some kinds of statements have. */
struct statement_more {
	struct str alias; /* use ... as alias; the box that a FLOW goes to */
	struct span alias_at;
	struct unit_tail unit;                  /* PARAM, MEASURE: in UNIT */
	struct prediction against[PREDICTIONS]; /* MEASURE: the first whose cell has a value predicts it */
	/* FUNCTION: its parameters; UNIT, ALIAS, NOUN: its names; PARAM: the texts it may be, or NULL */
	struct str *params;
	uint32_t param_count;
	uint32_t family_count;
	struct str base;      /* UNIT: "time" of `is time`, or empty */
	struct str *families; /* UNIT: the words after `with` */
	struct item *items, *wants;
	uint32_t item_count, want_count;
};

struct statement {
	enum statement_kind kind : 8;
	uint8_t level;     /* heading: number of #; about: digits kept (1, or 0 for a power of ten) */
	bool names : 1;    /* names or calls stand in its expressions */
	bool answers : 1;  /*   among them, perhaps, one of an answer: `_`, `ans`, `ans2` */
	bool declared : 1; /* PARAM without default: `in ...` stood there */
	bool any : 1;      /*   in any; `in number` has a unit of no words */
	bool list : 1;     /*   in [...] */
	struct span at;    /* the whole statement */
	struct span name_at;
	struct str name; /* what it defines; the sheet that `use` names */
	struct node *expr;
	struct str text;             /* description, reason, prose, heading */
	struct str origin;           /* from "..." */
	struct statement_more *more; /* never NULL; that of a cell, of which there are most, is empty and not its own */
	struct statement *next;
};

extern const struct statement_more statement_no_more;

/* Mark the names in a tree that mean `name` of smallest or of a function around it. */
void ast_bind(struct node *n, struct str name);
/* The n of smallest(n, CONDITION); NULL for anything else. */
const struct node *ast_counter(const struct node *n);
/* The last answer: `_` or `ans`. */
bool ast_is_answer(const struct node *n);
/* A parameter whose default is from "none", "none: ..." or "none ...": it stands for nothing, whatever its number. */
bool ast_is_from_none(const struct statement *param);
/*
 * A parameter whose default is from "none asked for": it asks for nothing, and nothing rests on it until somebody gives
 * it.
 */
bool ast_asks_nothing(const struct statement *param);
/* What is converted, where that is all that the tree does. */
const struct node *ast_without_conversion(const struct node *n);
/* Names and calls of a tree in their order, without names that are local. */
struct names {
	const struct node **node;
	uint32_t count;
};
/*
 * Those of an expression, which may be NULL; those of all expressions of a statement, in the order of the text. In `a`.
 */
struct names ast_names(const struct node *n, struct arena *a);
struct names ast_statement_names(const struct statement *st, struct arena *a);
/*
 * Likewise for what would be read otherwise if its words were cells, or none: products ("2 rate", "2 x 3"), numbers
 * ("a" of "a day", "3x" of "3x links"), quantities (the "active" of "7 active pushers"), calls with a blank ("round
 * (2)"), and what is described ("5 GB egress": see ast_description).
 */
void ast_statement_readings(const struct statement *st, void (*visit)(void *ctx, const struct node *n), void *ctx);
void ast_readings(const struct node *n, void (*visit)(void *ctx, const struct node *n), void *ctx);
/* Where the words are that only say what a quantity or percentage is; empty where there are none. */
struct span ast_description(const struct node *n);
/* Would `inner`, put in for a name of `outer`, read a name that is local there? */
bool ast_captures(const struct node *outer, const struct node *inner);

/*
 * Is a parameter called `own` the one that callers give as `name`? A sheet that has a cell of that name too calls its
 * parameter `name_`.
 */
static inline bool parameter_is(struct str own, struct str name)
{
	return str_eq(own, name) || (own.len == name.len + 1 && own.p[name.len] == '_' && str_starts(own, name));
}

/*
 * The binary nodes from `n` down its left side, the innermost first: a sum of 100,000 terms is as deep, and to be
 * walked in a loop. From xmalloc(), for the caller to free.
 */
const struct node **ast_spine(const struct node *n, uint32_t *count);
/*
 * The expression as one would write it by hand: "rps × cpu_per_request", brackets only
 * where needed; numbers and units as typed (`src` is the text they came from). `name` is asked for
 * the text of each NODE_NAME; it returns false to have the name itself written. It may be NULL. `ascii` writes * for ×.
 */
void ast_write(struct buf *out, const struct node *n, struct str src, bool ascii,
               bool (*name)(void *ctx, const struct node *n, struct buf *out), void *ctx);

/* Spelling of an operator: "+", "of", "and". */
const char *op_name(enum node_op op);

#endif
