/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session.h - the whole engine after one door: text in, results and diagnostics out. */
#ifndef BOTE_SESSION_H
#define BOTE_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "diag/diag.h"
#include "sheet/moved.h"
#include "sheet/sheet.h"
#include "show/table.h"
#include "value/format.h"

/* Exit statuses of the program, and of each line. */
enum status {
	STATUS_OK = 0,
	STATUS_NO = 1,     /* the answer is no: a check does not hold */
	STATUS_INPUT = 2,  /* the input is wrong */
	STATUS_USAGE = 3,  /* wrong use: option, command, operand */
	STATUS_FILE = 4,   /* a file or stream, or a part this build lacks */
	STATUS_ENDED = 130 /* Ctrl-C: what there is so far was said */
};

/* Rows of setting.c describe these to `set`, `help` and completion. */
struct settings {
	unsigned precision; /* significant digits, 0: the default */
	bool strict;        /* notes on nouns are errors */
	bool binary_kb;     /* set kb 1024 */
	bool quiet;         /* no notes, no second line */
	bool steps;         /* -x: steps after each answer */
	bool ascii;
	bool braille; /* lines of charts */
	bool banner, preview, highlight, suggest;
	enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
	unsigned width;            /* columns, 0: the terminal's, COLUMNS, or 80 */
	bool raw;                  /* -r */
	bool json;                 /* -j */
	bool csv;                  /* --csv: tables as comma-separated values */
	unsigned samples, threads; /* of uncertain numbers; 0 threads: as many as pay */
	uint64_t seed;
	double sure;   /* probability from which a check holds */
	struct str to; /* --to: converts each answer; empty for none */
	bool pager;
	bool spoken; /* read out: no carets, bars and shapes */
};

struct chart;
struct grid;
struct page_block;
struct picture;
struct session;

enum answer_kind {
	ANSWER_VALUE,   /* an expression's value */
	ANSWER_CELL,    /* a cell that is shown: name and text are set */
	ANSWER_CHECK,   /* a check: `holds` */
	ANSWER_PICTURE, /* what the sheet's `box` and `flow` lines draw: `picture` */
	ANSWER_CHART,   /* what a `chart` line draws: `chart`, its title in `text` */
	ANSWER_ABOUT    /* whiteboard arithmetic: the roundings in `steps`, the answer and how far off it is in `text` */
};

struct answer {
	enum answer_kind kind;
	struct str input; /* the expression as typed, for JSON */
	struct str name;  /* the cell's, or empty */
	struct str text;  /* what it is, or empty */
	struct value value;
	bool holds;
	const struct chart *chart;
	const struct picture *picture;
	bool echo;                 /* VALUE: of a cell that a line made or changed */
	bool typed;                /* CHART, PICTURE: drawn off a terminal too; one that is in a file is not */
	struct str steps;          /* lines of the derivation when asked for, else empty */
	struct str reason;         /* behind the value under them: ", as 7 < 9", or empty */
	const struct fact **facts; /* for JSON: figures that it rests on */
	size_t fact_count;
};

/* What `output` is, beside the answers. */
enum output_form {
	OUTPUT_TEXT,     /* to be read: lines end where the terminal does */
	OUTPUT_DOCUMENT, /* for a program, such as a browser: lines are as long as they are */
	OUTPUT_JSON,     /* JSON lines as they are */
	OUTPUT_BINARY,   /* not for a terminal */
};

/* What one line led to. Everything lives in its arena until outcome_reset. */
struct outcome {
	struct arena arena;
	struct diag diag; /* an error, notes */
	struct answer *answers;
	size_t answer_count, answer_cap;
	struct str title;    /* printed above the answers of `run`; may be empty */
	struct moved *moved; /* prompt only: cells that moved, those that moved most first */
	uint32_t moved_count;
	struct doc_table *tables;               /* what a question came to, or NULL */
	struct buf output;                      /* text that a command made: lists, help, reports, steps */
	struct page_block *blocks, *last_block; /* what is laid out between its lines */
	struct str insert;                      /* text to put on the prompt (`examples 3`) */
	enum status status;
	bool quit;
	enum output_form form;
	int signal; /* it was stopped by this signal, which is to be raised again once all is written; else 0 */
};
void outcome_init(struct outcome *o);
void outcome_reset(struct outcome *o);
void outcome_release(struct outcome *o);
struct answer *outcome_answer(struct outcome *o);
/* Where its output ends now: a grid, a chart that is worth it, a paragraph. All of it lives in the outcome's arena. */
void outcome_grid(struct outcome *o, const struct grid *g);
void outcome_chart(struct outcome *o, const struct chart *c);
void outcome_text(struct outcome *o, struct str text);
/* Lay these out for who reads standard output; lines of it fit a terminal. To be called before the output is used. */
void outcome_lay_out(struct session *s, struct outcome *o);
/* Set the status that belongs to the error; returns false. */
bool session_fail(struct outcome *o);

struct grounds;
struct history_file;
struct unsaved;

/* `path`: formula folders (BOTE_PATH), may be empty. Reads the prelude's index, nothing else. */
struct session *session_new(struct str path);
void session_free(struct session *s);

struct settings *session_settings(struct session *s);
/* To be called after settings were changed. */
void session_apply_settings(struct session *s);
struct sheet *session_sheet(struct session *s);
struct library *session_library(struct session *s);
struct facts *session_facts(struct session *s);
struct engine *session_engine(struct session *s);
const struct vocabulary *session_vocabulary(struct session *s);
struct grounds *session_grounds(struct session *s);
struct format session_format(struct session *s);
/* The lines typed at the prompt, for `history`; the prompt lends them, NULL where there is none. */
void session_lend_history(struct session *s, const struct history_file *typed);
const struct history_file *session_typed(const struct session *s);
/* Likewise where `resume` finds what earlier prompts left. */
void session_lend_unsaved(struct session *s, struct unsaved *u);
struct unsaved *session_unsaved(const struct session *s);
/* Results have been stored: what rests on measured numbers is worked out anew. */
void session_measured(struct session *s, struct outcome *o);

enum session_mode {
	SESSION_STREAM, /* stdin, -e, -f -: a name must be known when used; expressions print, definitions do not */
	SESSION_PROMPT  /* as that, and continuation from the last answer, and what moved */
};

/*
 * Take in one line (more, when brackets are open) of `src` from byte *at, moving *at past it. Returns
 * false when it failed: o->diag.error and o->status say how; the sheet is then as before. The text is copied, the name
 * of `src` is to outlive the session.
 */
bool session_line(struct session *s, enum session_mode mode, const struct source *src, uint32_t *at, struct outcome *o);
/* The same for a line of a chapter, which is not copied: for texts of many lines. */
bool session_take(struct session *s, enum session_mode mode, struct chapter *ch, uint32_t *at, struct outcome *o);

/* One expression typed on the command line (operands joined): statements separated by ; are allowed. */
bool session_text(struct session *s, enum session_mode mode, struct str text, struct outcome *o);

/* A parameter that is given: "dau=200M" taken apart. */
struct given {
	struct str name, value;
};

/*
 * A whole file at once, in which the order of lines is free (`-f FILE`, `load FILE`): its expressions and shown cells
 * become answers. "-" is not handled here. `given` are values of -D: parameters of it take them, what it does not have
 * is a cell. At the prompt parameters may be missing, and what cannot be shown is a note.
 * With `run`, checks become answers too and a failed one makes the status STATUS_NO.
 */
bool session_file(struct session *s, enum session_mode mode, const char *path, const struct given *given, size_t count,
                  struct outcome *o);

/* NAME=VALUE of -D, where no file follows. */
bool session_define(struct session *s, struct str name, struct str value, struct outcome *o);

/* Looks at a sheet that was shown, with how its numbers read; false with the error in `d`. What it makes lives in `a`.
 */
typedef bool sheet_look(struct sheet *sheet, const struct format *f, struct arena *a, struct diag *d);

/*
 * `bote run`: sheet or formula by name or path in a sheet of its own; shown cells and checks become answers. `look` is
 * asked afterwards if no parameter lacks a value; it may be NULL.
 */
bool session_run(struct session *s, struct str name, const struct given *given, size_t count, sheet_look *look,
                 struct outcome *o);

/*
 * Load sheet `name` into a new sheet (freed by the caller with sheet_free), params given, all computed. NULL with o
 * filled on failure.
 */
struct sheet *session_open(struct session *s, struct str name, const struct given *given, size_t count,
                           struct outcome *o);

/*
 * What gives parameters of a sheet values, where a question about them brings its own. `give` is asked when the loaded
 * sheet cannot be worked out as it is. It returns whether it gave any; false with `d` filled is an error.
 */
struct starting {
	bool (*give)(void *ctx, struct sheet *sheet, struct diag *d);
	void *ctx;
	bool given; /* out: some were */
};

/* session_open() for a question that brings values to begin with. */
struct sheet *session_open_asked(struct session *s, struct str name, const struct given *given, size_t count,
                                 struct starting *start, struct outcome *o);

/*
 * What -D gives, for the command at hand: a sheet that a question opens takes it for its parameters
 * (session_lent). The outcome has an error where it has none of that name.
 */
void session_lend(struct session *s, const struct given *given, size_t count);
size_t session_lent(const struct session *s, const struct given **given);

/* Keep a sheet until the next one is kept: an outcome points into it. */
void session_keep_opened(struct session *s, struct sheet *sheet);

/* The picture of the sheet at hand as an answer, or a line that says how to draw one. */
bool session_picture(struct session *s, struct outcome *o);

/* `bote check CONDITION`. */
bool session_check(struct session *s, struct str condition, struct outcome *o);

/* Examples of a sheet that ships: run each, one answer (ANSWER_CHECK) per example line. */
bool session_try_examples(struct session *s, struct str name, struct outcome *o);

/* Undo and redo the last change of the prompt's sheet; false when there is none. */
bool session_undo(struct session *s, unsigned times, struct outcome *o);
bool session_redo(struct session *s, unsigned times, struct outcome *o);
void session_clear(struct session *s);
/*
 * Another sheet in place of the one at hand, as one change that can be undone: `text` as session_save_text() writes it,
 * `why` what undo says. When a line of it fails the sheet is as before.
 */
bool session_replace(struct session *s, struct str text, struct str why, struct outcome *o);
/*
 * The statements that worked, one a line: what `save` writes. Returns how many are an error by now, and comments there.
 * Ctrl-C (base/interrupt.h) ends it: what is there by then is not all.
 */
unsigned session_save_text(struct session *s, struct buf *out);

/*
 * What the prompt's sheet was made by: lines one after another, each as it was carried out. A count of what is among
 * them that is no line: clear, a file that was loaded.
 */
size_t session_log_length(const struct session *s);
struct str session_log_text(const struct session *s, size_t i);
/* Of the last of so many: no two lines have the same, also where one took the place of another; 0 for none. */
uint64_t session_log_id(const struct session *s, size_t count);
uint64_t session_log_rewrites(const struct session *s);

/* The derivation of a cell, or of an expression typed: lines ready to print. */
bool session_explain(struct session *s, struct str what, struct outcome *o);

/* ---- outcome to text ---- */

struct outcome_style {
	bool color_out, color_err, ascii, prompt; /* prompt: also what moved */
	bool spark;                               /* on a terminal: the shape of uncertain answers, charts of sheets */
	unsigned width_out, width_err; /* columns that answers and messages have; 0: their lines are not broken */
};
/* Answers and output to `out`, notes and errors to `err` (the same buffer may be given twice). */
void outcome_write(struct session *s, const struct outcome *o, struct outcome_style style, struct buf *out,
                   struct buf *err);
/* Answers as comma-separated values: name, value with unit and range, what it is; whether a check holds. */
void answers_csv(const struct answer *answers, size_t count, const struct texts *texts, struct buf *out);
/* One JSON object per answer, or one for the error. `input` is the line as typed. */
void outcome_json(struct session *s, const struct outcome *o, struct str input, struct buf *out);

#endif
