/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compiler.h - what the files of the compiler share. Nobody else includes it. */
#ifndef BOTE_COMPILER_H
#define BOTE_COMPILER_H

#include "eval/parameter.h"
#include "eval/program.h"

/* A compiled part of an expression: the register that will hold it, and all that is known before it runs. */
struct operand {
	uint32_t reg;
	struct type type;
	const struct node *node; /* NULL for what nobody typed */
	enum wild wild;
	bool word; /* the word of a unit by itself: a photo */
};

/* A plain number, of nothing; the room after its units is left as it is. */
static inline void operand_clear(struct operand *x)
{
	struct type *t = &x->type;

	x->reg = 0;
	x->node = NULL;
	x->wild = WILD_NO;
	x->word = false;
	t->kind = VALUE_NUMBER;
	t->list = t->uncertain = t->written = t->asked = t->lost = t->left = t->agreed = false;
	t->wild = WILD_NO;
	t->form = FORM_UNIT;
	t->piled = NULL;
	t->parts = NULL;
	t->digits = 0;
	t->borne = 0;
	t->units.n = 0;
}

/* A name that means an operand: a parameter of an own function, the n of smallest(). */
struct local {
	struct str name;
	struct operand value;
	struct local *next;
};

/* A sheet being called: its parameters as given, and its cells as far as they are compiled. */
struct frame {
	const struct template *sheet;
	struct local *cells; /* by full name; grows as cells are asked for */
	struct item *given;  /* arguments by name, to be compiled in `caller` */
	uint32_t given_count;
	struct compiler_place *caller;
	bool required;        /* its `require` lines are compiled, or being so */
	struct defaults with; /* of a call that somebody typed: those that were asked for */
	struct frame *uses;   /* of its `use` statements, by alias */
	struct str alias;
	struct frame *next;
};

/* Where the compiler is: whose text, whose names. */
struct compiler_place {
	const struct source *src;
	struct local *locals;
	struct frame *frame; /* NULL: the sheet itself */
	unsigned depth;      /* of functions and sheets within one another */
};

/* Whose draws are being compiled: a cell, or the expression itself. */
struct owner {
	struct str name;
	uint32_t first, count;
};

struct compiler {
	const struct engine *e;
	const struct scope *s;
	struct arena *a;
	struct diag *d;
	struct program p;
	uint32_t cap;
	struct compiler_place at;
	struct owner owner;
	bool check;                  /* types only: uncertain cells are not looked into */
	struct inlined_cell **cells; /* that are in the program already: lists, as many as `cell_lists`; or NULL */
	uint32_t cell_lists, cell_count;
	uint32_t level, steps; /* of compile_node: how deep it is, how often it was called */
	unsigned inlining;     /* cells within one another */
	bool billion;          /* a B was typed, of bytes or of a billion */
	bool columns;          /* what was sampled before is not sampled again */
	bool native_failed;    /* the error is one of a native function: it is the caller's */
	bool agreed;           /* what is being compiled is made of something that has type.agreed */
	bool requiring;        /* a requirement is being compiled: its cells are looked at as they are */
};

/* Private: what COMPILE_AT puts back. */
struct compiler_before {
	struct compiler *c;
	struct compiler_place at;
	const struct source *source;
};
static inline struct compiler_before compiler_stand(struct compiler *c, struct compiler_place at)
{
	struct compiler_before before = {c, c->at, c->d->source};

	c->at = at;
	c->d->source = at.src;
	return before;
}
static inline void compiler_stand_back(struct compiler_before *x)
{
	x->c->at = x->at;
	x->c->d->source = x->source;
}

/* Stand at another place until the block ends: COMPILE_AT(c, src, locals, frame, depth). */
#define COMPILE_AT(c, ...) \
	__attribute__((unused, cleanup(compiler_stand_back))) struct compiler_before stood_at = compiler_stand( \
		(c), (struct compiler_place){__VA_ARGS__})

/*
 * Functions and sheets are written out where they are called: what that may lead to is bounded, in its depth (which is
 * recursion here; a parsed expression alone never gets there) and in its length.
 */
enum { CALL_DEPTH = 64, LEVEL_MAX = 2000, STEPS_MAX = 500000 };

/* compile.c */
/* One that begins where `scope` is; its draws are numbered after those that the scope has. */
struct compiler compiler_of(const struct engine *e, const struct scope *s, struct arena *scratch, struct diag *d);
bool compile_node(struct compiler *c, const struct node *n, struct operand *out);
struct instr *emit(struct compiler *c, enum opcode code, const struct node *n, struct operand *out);
void emit_number(struct compiler *c, const struct node *n, double x, struct operand *out);
/* Scale an operand, unless by one. */
void emit_scale(struct compiler *c, const struct node *n, struct factor f, struct operand *x);
/* Let the instruction's result be rounded in whiteboard mode. Types are complete then. */
void mark_rounded(struct compiler *c, const struct operand *x);
/* The error for what is wanted now and hangs on the n of a `smallest` around it. */
bool compile_in_loop(struct compiler *c, const struct node *n);
/* Run what is compiled so far for `x`; false with `d` filled when it is uncertain, a list, or no number. */
bool compile_value(struct compiler *c, const struct node *n, const char *what, const struct operand *x, double *out);
/* What is certainly one number and cheaply known: false, and no error, for anything else. */
bool compile_peek(struct compiler *c, const struct operand *x, double *out);
/* The same, but for a number that went wrong, or `none`: *out is its poison. */
bool compile_any_value(struct compiler *c, const struct node *n, const char *what, const struct operand *x,
                       double *out);
/* Is what is in a register uncertain? */
bool compile_uncertain_part(struct compiler *c, uint32_t reg);
/*
 * Run what is compiled so far for `x`: one number, text or truth, or a list of them. False when it is uncertain or
 * fails.
 */
bool compile_run(struct compiler *c, const struct node *n, const struct operand *x, struct value *out);
/* The value of a certain subexpression, worked out now. */
bool compile_constant(struct compiler *c, const struct node *n, double *out);
/* Program so far, with a result, is run by eval(); see there. */

/* compile_name.c */
bool compile_name(struct compiler *c, const struct node *n, struct operand *out);
bool compile_quantity(struct compiler *c, const struct node *n, struct operand *out);
/* Is there a cell, or a parameter, of that name? */
bool compile_is_cell(struct compiler *c, struct str name);
bool compile_is_percent_cell(struct compiler *c, struct str name);
/* "3x replication" is 3, unless a cell is called x: an error then. */
bool check_factor(struct compiler *c, const struct node *number);
/* What comes after the digits of a number, if it is that x or the B of a billion. */
static inline bool check_times(struct compiler *c, const struct node *number)
{
	char last = number->text.len > 1 ? number->text.p[number->text.len - 1] : '0';

	c->billion |= last == 'B';
	return last != 'x' || check_factor(c, number);
}
/*
 * The words of a tail merge to `scale` times *units, as those of "ms/s" do to 1/1000: *units becomes one unit of that
 * name. False, and nothing done, without a slash.
 */
bool eval_named(const struct engine *e, const struct unit_tail *tail, struct units *units, struct factor scale);

/* compile_op.c */
bool compile_binary(struct compiler *c, const struct node *n, struct operand *out);
bool compile_if(struct compiler *c, const struct node *n, struct operand *out);
bool compile_list(struct compiler *c, const struct node *n, struct operand *out);
/* An instruction that takes all of them. */
struct instr *emit_args(struct compiler *c, enum opcode code, const struct node *n, const struct operand *x,
                        uint32_t count, struct operand *out);
/*
 * Bring operands to one unit, so that they can be added, compared or listed; `what` is the verb
 * for the message: "cannot add time to data". `type` gets the unit they share.
 */
bool unify(struct compiler *c, const struct node *n, const char *what, struct operand *x, uint32_t count,
           struct type *type);
/* A plain number: no hard dimension; nouns and percent are taken off. */
bool make_plain(struct compiler *c, const struct node *n, const char *what, struct operand *x);

/* May an operand stand beside anything, whatever the dimension: a bare 0, a `none`? */
bool is_wild(const struct operand *x);
/* Nouns that disagree: a note, or an error (false) where the user is strict. */
bool note_nouns(struct compiler *c, const struct node *n, const struct units *from, const struct units *to);
/* "'3 GB' is data": a remark for the error just reported. */
void remark_type(struct compiler *c, const struct operand *x);
/* See eval_wants_truth(). */
bool truth_wanted(struct compiler *c, struct span at, const char *who, const struct operand *x);
/* Truths and texts are no numbers: "cannot multiply text". */
bool want_number(struct compiler *c, const char *verb, const struct operand *x);

/* One instruction of two operands. */
void emit_pair(struct compiler *c, enum opcode code, const struct node *n, const struct operand *a,
               const struct operand *b, struct operand *out);

/* compile_percent.c */
static inline bool is_percent(const struct operand *x)
{
	const struct units *u = &x->type.units;

	return x->type.kind == VALUE_NUMBER && u->n == 1 && u->term[0].unit->class == UNIT_NUMBER && u->term[0].exp == 1 &&
	       str_eq(u->term[0].unit->one, S("%"));
}
/*
 * A sum or difference in which a percentage is not just added: X + 10%, 1 - 20%, 10% + 50. False where it is; *out has
 * its units and register otherwise.
 */
bool add_percent(struct compiler *c, const struct node *n, struct operand *a, struct operand *b, struct operand *out);
/* 99.9%^2 stays a percentage, */
bool is_share_power(const struct node *n);
/* and so do 20% * 3 and 5% / 12. */
bool keeps_percent(const struct node *n, const struct operand *a, const struct operand *b);
/*
 * x + p, where p is a cell of 10 %, and x + 2 * 10%: growth may have been meant. False where p is nothing of the kind.
 */
bool note_percent_cell(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b);

/* compile_hint.c: what may have been meant */
/* Of an answer: a B in it that may have been meant as a billion. */
void note_billion(struct compiler *c, const struct node *n, const struct value *v);
void note_product(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b);
/* "1/2 h", "3/4 TB": a note, or an error where it is as likely a rate. */
bool check_fraction(struct compiler *c, const struct node *n, const struct units *units);
/* Of "5 GB/s to bits" and "10 MB to MB/s", where all that is missing is a time. False for any other clash. */
bool hint_rate(struct compiler *c, const struct node *n, const struct units *from, const struct units *to);
/* The hint for a clash within `n`; `data`: data meets what is none. */
void hint_reading(struct compiler *c, const struct node *n, bool data);
/* "10 - 20 ms", "50 + 30 + 20 ms", "20 ms + 30": the unit is meant for both. False where it is another clash. */
bool hint_bare(struct compiler *c, const struct node *n);
/* An unknown name on the right side of a product may have been meant to say what the left side is. */
void hint_described(struct compiler *c, const struct node *product);
/* What to write for a function that other tools have ("write mean(x)"), or NULL. */
const char *other_function(struct str name);

/* compile_note.c: notes on a product or quotient that has another reading, such as a rate over a time. */
/* A power before a time: 1.05^12 months. */
void note_periods(struct compiler *c, const struct node *n, const struct units *units);
/* Of 10G links, whose unit begins with a noun: gigabits or gigabytes may have been meant. */
void note_giga(struct compiler *c, const struct node *n, const struct units *units);
void note_factors(struct compiler *c, const struct node *n, const struct operand *a, const struct operand *b);
/* The time of "3 posts daily"; empty for other words. */
struct str often_time(struct str word);
/* "5 nines" and "daily reads": what to write. False, and no hint, for other words. `at`: where the word is. */
bool hint_nines(struct compiler *c, struct span at, struct str word);
bool hint_often(struct compiler *c, struct str word);

/* compile_convert.c */
bool compile_convert(struct compiler *c, const struct node *n, struct operand *out);

/* compile_draw.c: what is uncertain */
bool compile_range(struct compiler *c, const struct node *n, struct operand *out);
bool compile_margin(struct compiler *c, const struct node *n, struct operand *out);
bool compile_dist(struct compiler *c, const struct dist *dist, const struct node *n, struct operand *out);
/* An uncertain cell: its expression, and those of the cells it needs, become part of the program. */
bool compile_uncertain(struct compiler *c, const struct node *n, const struct ref *r, struct operand *out);

/* compile_spread.c: p95(x) and its kin, which sample x now. */
bool compile_spread(struct compiler *c, const struct builtin *fn, const struct node *n, struct operand *out);
/*
 * What is compiled between these two is wanted as numbers now, even where only types are asked for: the argument of
 * p95(), of a native function.
 */
struct compiler_now {
	bool check;
	uint32_t first;
};
struct compiler_now compile_now(struct compiler *c);
void compile_now_end(struct compiler *c, struct compiler_now before);

/* compile_native.c */
bool compile_native(struct compiler *c, const struct native *native, const struct node *n, struct operand *out);
const struct native *native_find(const struct engine *e, struct str name);

/* compile_call.c */
bool compile_call(struct compiler *c, const struct node *n, struct operand *out);

/* compile_sheet.c */
bool compile_sheet_call(struct compiler *c, const struct node *n, const struct template *t, struct operand *out);
/* A name within the sheet being called: one of its cells, or NULL when it has none such. */
bool compile_sheet_cell(struct compiler *c, const struct node *n, struct operand *out, bool *found);

#endif
