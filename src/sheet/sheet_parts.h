/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_parts.h - what the files of the sheet share. Nobody else includes it. */
#ifndef BOTE_SHEET_PARTS_H
#define BOTE_SHEET_PARTS_H

#include "base/arena_mark.h"
#include "base/map.h"
#include "sheet/sheet.h"

struct chapter {
	struct arena arena;
	const struct source *source; /* of its last line, where it has several */
	struct str folder;
	unsigned refs;
	/* of one line after another */
	size_t length;               /* of all of them */
	uint64_t holds, held_before; /* how often somebody took hold of it; before the last line */
	struct arena_mark before;    /* of the last line */
};

/* Names with a prefix: those of a used sheet. The sheet's own names have none. */
struct space {
	struct sheet *sheet;
	struct space *outer, *next;
	struct str prefix;           /* "fleet." */
	const struct template *is;   /* the used sheet; NULL for the sheet's own space */
	const struct statement *use; /* the line that uses it, and where that is; NULL likewise */
	const struct source *use_source;
	struct str folder; /* where sheets that it names are looked for first */
	unsigned depth;
	bool wanted; /* has a wanted cell: see the journal */
	struct scope scope;
};

/* What a statement says of a cell. */
struct meaning {
	struct str text, origin;
	bool param, given;
	struct definition is, declared;
	const struct statement *declaration;
};

/* A step that can be taken back: a cell as it was before. */
struct change {
	struct cell *cell;
	struct meaning before;
};

/* correlate(a, b, r): a tie between two cells. */
struct tie {
	struct cell *a, *b;
	double r;
};

/* Cells, what they need, and what is to be worked out. */
struct graph {
	struct cell **cells;
	size_t cell_count, cell_cap;
	struct map by_name;
	struct cell **stale;
	size_t stale_count, stale_cap;
	struct cell **linking; /* room for what a cell needs, while it is tied */
	size_t linking_cap;
	size_t numbers;   /* in all lists */
	struct map types; /* of values: each once, by what it is made of */
	const struct type *last_type;
	uint64_t computed;
	uint32_t walks; /* among cells, so far */
};

/* What a name means where it is. */
struct naming {
	struct space root, *spaces; /* of used sheets: the newest first */
	size_t space_count;
	struct map misses; /* full name -> struct waiters: cells that read a name which was not a cell */
	struct own_functions functions;
	size_t function_cap;
};

/* What takes the sheet back to where it was: the changes since then, and what there was of everything. */
struct step {
	struct change *changes;
	size_t change_count, change_cap;
	size_t cells, entries, functions, requires, space_count, units, ties, tied;
	struct space *spaces;
};

/* What can be taken back: all since sheet_mark(), and what is only supposed. */
struct journal {
	bool marked;
	struct step since;
	struct moved *moved;
	size_t moved_count, moved_cap;
	struct arena moved_arena;
	bool supposing;      /* and keep the draws: sheet_suppose() */
	bool suppose_within; /* a mark was set before */
	size_t suppose_from; /* the changes there were then */
	bool *wanted;        /* cells, by their index: what is supposed is worked out for their sake alone; NULL: for all */
	bool *wanted_entry;  /* requirements of sheets that have such cells, by their entry */
};

/* Uncertain numbers: which draws they have, how these hang together, and samples that are kept. */
struct draws {
	bool numbered;                 /* cells know the numbers of their draws */
	struct numbered_draws numbers; /* of the cells as they are usually; links only when they are numbered */
	uint32_t supposed_draws;       /* number of the next draw that only a what-if has */
	struct usual_draws {
		uint32_t count, first;
	} * usual; /* of each cell, while something is supposed */
	struct tie *ties;
	size_t tie_count, tie_cap;
	size_t tied_entries;    /* entries up to here have made their ties */
	struct arena links;     /* of correlated draws, made with the numbers */
	struct column *columns; /* one a cell, or NULL: column.c */
	size_t column_count, column_bytes;
	uint64_t column_walks;
	bool columns_held;
	bool columns_kept; /* from one what-if to the next */
	bool column_drawn; /* some are being drawn, by means of those there are */
};

struct sheet {
	const struct engine *engine;
	struct library *library;
	struct facts *facts;
	struct arena arena, scratch; /* names and spaces; one computation */
	struct graph graph;
	struct naming names;
	struct journal journal;
	struct draws draws;
	struct entry *entries;
	size_t entry_count, entry_cap, require_count;
	bool lenient; /* parameters may be given later */
	bool loading; /* a text is read as a whole: a second definition is an error */
	struct machine_lines machines;
	size_t machine_cap;

	struct value answer;
	bool has_answer;
	struct arena answer_arena;
};

/* names.c */
struct cell *sheet_find_in(const struct sheet *s, const struct space *space, struct str name);
/* The cell that the expression is the name of, or NULL. */
/* A name or call, and what it means where it is. */
struct meant {
	const struct node *node;
	struct cell *cell;                /* it is the name of this one */
	const struct statement *function; /* it calls this one of the sheet's own */
};
/*
 * What an expression reads: its names and calls, in their order, then those of the functions of the sheet's own that it
 * calls, each function once. Begins with `names`, which are those of the expression.
 */
struct reads {
	const struct space *space;
	const struct template *called; /* a sheet that is only called, so that there are no cells; NULL: what `space` has */
	struct arena *a;
	struct names names;
	uint32_t next;
	struct own_call *functions, *last; /* private, as `next` */
};
bool reads_next(struct reads *r, struct meant *out);
/* The published or measured figure that a name is; NULL for any other. */
const struct fact *sheet_figure(struct sheet *s, const struct meant *x);
void chapter_hold(struct chapter *c);
/* Set what a cell is made of, and where that is declared. It is stale then. */
void sheet_define(struct sheet *s, struct cell *c, struct definition is, struct definition declared);
/* A new cell, or NULL with `d` filled when the name may not be one. */
struct cell *sheet_create(struct sheet *s, struct str name, struct definition at, struct span name_at, struct diag *d);
void sheet_add_entry(struct sheet *s, const struct statement *st, struct definition is, struct cell *c);
void sheet_remember(struct sheet *s, struct cell *c);
/* Take back all changes of cells, but the first `from` of those since the mark. */
void sheet_take_back(struct sheet *s, size_t from);

/* cell.c */
struct cell *cell_new(struct str name, uint32_t index);
void cell_free(struct cell *c);
/* What few cells have, to be written to. */
struct cell_more *cell_more(struct cell *c);
void cell_describe(struct cell *c, struct str text, struct str origin);
void cell_define(struct cell *c, struct definition is, struct definition declared);
void cell_forget_value(struct cell *c);
void cell_set_value(struct sheet *s, struct cell *c, const struct value *v);

/* names.c: what is known by a name in the space `ctx`: the value of its cell, the last answer. */
struct ref sheet_value_of(void *ctx, struct str name);
/* sheet.c: declare one. A name that is there already is taken over, but not within one text. */
bool sheet_add_machine(struct sheet *s, const struct statement *st, struct definition at, struct diag *d);
/* require.c: can all of them be worked out, and are their columns known? */
bool sheet_machines_fit(struct sheet *s, struct diag *d);
/* chooses.c: does a call of this name choose machines, itself or by what it calls and uses? */
bool sheet_call_chooses(const struct space *space, struct str name);

/* needs.c */
struct walked {
	struct cell **cells; /* from xmalloc() */
	size_t count, cap;
};
/* One more. */
void needs_add(struct walked *w, struct cell *c);
/* They move into `a`. */
struct cell **needs_kept(struct walked *w, struct arena *a, uint32_t *count);
enum walk_into { WALK_PAST, WALK_ALONE /* without what it needs */, WALK_DEEPER };
struct walk_needs {
	struct cell *const *cells;
	uint32_t count;
};
struct walk {
	enum walk_into (*into)(void *ctx, struct cell *c);
	struct walk_needs (*needs)(void *ctx, struct cell *c); /* which of them are followed; NULL: all */
	void *ctx;
};
/*
 * Depth first from a cell through its needs, by a stack of its own since chains are long: adds to `out` what `into`
 * does not pass, each cell after what it needs.
 */
void needs_walk(struct cell *root, const struct walk *w, struct walked *out);
/* Begin a walk: no cell has its number. */
uint32_t sheet_walk(struct sheet *s);
/* What is needed and not marked in `seen`, by the index of a cell; it is then. */
struct walked sheet_needs_unseen(struct cell *const *roots, uint32_t count, bool *seen);

/* uncertain.c */
const struct inlined *sheet_uncertain(void *ctx, uint32_t id, const struct compiler *c, struct arena *a,
                                      uint32_t *count);
uint32_t sheet_required(void *ctx, uint32_t id, struct arena *a, const struct requirement **out);
void sheet_number_draws(struct sheet *s);
/* The value of the cell that the expression is the name of, if it was sampled, in `a`; else false. */
bool sheet_sampled(struct sheet *s, const struct definition *at, const struct node *n, struct arena *a,
                   struct value *out);

/* use.c */
bool sheet_use(struct sheet *s, const struct statement *st, struct definition at, struct diag *d);

/* link.c */
void cell_link(struct sheet *s, struct cell *c);
void cell_unlink(struct cell *c);
void sheet_name_appeared(struct sheet *s, struct str name);
void sheet_forget_misses(struct sheet *s);
void sheet_functions_changed(struct sheet *s);

/* require.c: false with the broken one in `d`, if that is not NULL */
bool sheet_requirements_hold(struct sheet *s, struct diag *d);
/* Does a requirement read a cell that has no value yet? */
bool sheet_require_waits(const struct entry *e, struct arena *a);
/* Those of one space alone. */
bool sheet_space_holds(struct sheet *s, const struct space *space, struct diag *d);

/* suppose.c: is the requirement of this entry one that matters now? */
bool sheet_entry_is_wanted(const struct sheet *s, size_t entry);
/* What stale cells read now is wanted, too. */
void sheet_want_reads(struct sheet *s);

/* sheet_lab.c: run the lab that the cell is a result of, and define the cell by what came out. */
bool sheet_measure_cell(struct sheet *s, struct cell *c, struct diag *d);
/* A cell of a lab's sheet that only predicts: where it has no value the lab continues without. */
bool sheet_only_predicts(const struct cell *c);

/*
 * column.c: while something is supposed, samples of cells that it does not touch are kept, so that a sweep draws them
 * once; with sheet_keep_columns() those of all cells. sheet_make_columns draws what `root` needs of them that was
 * wanted before.
 */
void sheet_columns_begin(struct sheet *s, bool held); /* `held`: all requirements did */
void sheet_columns_end(struct sheet *s);
/* Draws have other numbers, so that all samples are of no use. */
void sheet_columns_renumbered(struct sheet *s);
/* The cell was computed anew: it is touched. */
void sheet_column_moved(struct sheet *s, const struct cell *c);
/* It is to be drawn anew. */
void sheet_forget_column(struct sheet *s, const struct cell *c);
bool sheet_is_touched(const struct sheet *s, const struct cell *c);
const double *sheet_column(const struct sheet *s, const struct cell *c);
void sheet_make_columns(struct sheet *s, const struct cell *root);
/* Keep them, malloc'd and as many as the engine draws, or free them. */
void sheet_take_column(struct sheet *s, const struct cell *c, double *samples);

/* moved.c: remember the value a cell had, if it is about to get another */
void sheet_note_move(struct sheet *s, struct cell *c, const struct value *v);

/* recalc.c */
void sheet_touch(struct sheet *s, struct cell *c);
void sheet_touch_uncertain(struct sheet *s);

#endif
