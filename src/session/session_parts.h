/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_parts.h - what the files of the session share. Nobody else includes it. */
#ifndef BOTE_SESSION_PARTS_H
#define BOTE_SESSION_PARTS_H

#include "measured/grounds.h"
#include "session/machines.h"
#include "session/session.h"
#include "sheet/declare.h"

/*
 * A line that changes the sheet, one that only asks, a file that was loaded (`text` is what it held), `clear`, or
 * another sheet in place of all (`text`; `path` says why).
 */
enum log_kind { LOG_LINE, LOG_QUESTION, LOG_FILE, LOG_CLEAR, LOG_SHEET };
struct log_entry {
	enum log_kind kind;
	char *text, *path;
	uint64_t id;              /* no two have the same */
	struct taking_back *back; /* or NULL: it is taken back by doing anew what came before it */
};

/* What takes a line back that was carried out. */
struct taking_back {
	struct taking_back *earlier; /* of the same entry, which is several lines; or NULL */
	struct step *step;           /* of the sheet; NULL: it cannot be taken back so */
	size_t units;                /* changes of the registry before it */
	uint64_t declared_anew;      /* the session's then */
	struct arena arena;          /* of the answer */
	struct last_answer *before;  /* NULL: it did not change the answer */
};

struct console;

enum { EARLIER_ANSWERS = 2 };

/*
 * An answer before the last one: as an expression, or its numbers, which are written out only when they are asked for.
 */
struct earlier_answer {
	char *text; /* NULL: it is the numbers */
	struct type type;
	uint32_t count;    /* 0 without a text: there was none */
	double one, *many; /* many: NULL where there is one */
};

struct session {
	struct engine engine;
	struct settings settings;
	struct vocabulary vocabulary;
	struct declare_prelude prelude;
	struct unit_registry *line_units; /* words that the line being parsed declares; NULL when it does not */
	struct facts *facts;
	struct grounds *grounds;   /* measured numbers among the facts */
	struct machines *machines; /* price lists, and what chooses from them */
	struct library *library;
	const struct history_file *typed;
	struct unsaved *unsaved;
	const struct console *console; /* see session_console */
	struct sheet *sheet;
	struct chapter *chapter; /* of the line that came last: for the next one, if nothing holds it; or NULL */
	struct arena kept;       /* texts of settings */
	struct log_entry *log;   /* what worked at the prompt; from log_live on it was undone */
	size_t log_count, log_live, log_cap;
	uint64_t log_rewrites, log_ids;
	struct taking_back *back; /* what takes back the lines carried out last, until they are in the log; or NULL */
	uint64_t declared_anew;   /* how often units were, as a setting or a measured number is another */
	bool replaying;
	bool defining;            /* -D: undo and save know of it, as of what is typed */
	struct sheet *opened;     /* the one that the last question was about; its outcome points into it */
	const struct given *lent; /* what -D gives */
	size_t lent_count;
	char *answer_text; /* the expression of the last answer, where that is uncertain; else NULL */
	struct earlier_answer earlier[EARLIER_ANSWERS]; /* ans2 and ans3, in turns */
	unsigned before;                                /* which of them is ans2 */
};

/* session_words.c: what the parser asks about words. */
void session_words(struct session *s);

/* Add an answer for the value of `n`, which is at `at`. NULL when --to does not fit. */
struct answer *session_answer(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                              const struct node *n, struct str name, const struct value *v);
bool session_show_cell(struct session *s, struct outcome *o, struct sheet *sheet, const struct cell *c);
bool session_show_expression(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                             const struct node *n);
bool session_show_chart(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                        const struct statement *st);
/* The picture of the sheet as an answer; none where it has no boxes. False when a value of it cannot be had. */
bool session_show_picture(struct session *s, struct outcome *o, struct sheet *sheet);
/* Has a `box` or `flow` line a value that can be shown, if any? No answer comes of it. */
bool session_show_part(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                       const struct statement *st);
bool session_show_check(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                        const struct statement *st);

/* The value of an expression as an answer, which `_` is then. */
bool session_answer_expression(struct session *s, struct outcome *o, struct sheet *sheet, const struct definition *at,
                               const struct node *n);

/* session_run.c: what a sheet that is in use as `alias` shows. */
bool session_show_used(struct session *s, struct outcome *o, struct sheet *sheet, struct str alias);
/* The text of that name, or an error. A sheet of its own from it, worked out with what is given; NULL with the error.
 */
bool session_find_text(struct session *s, struct str name, struct text_found *found, struct outcome *o);
struct sheet *session_open_text(struct session *s, struct str name, const struct text_found *found,
                                const struct given *given, size_t count, struct outcome *o);

/*
 * inputs.c: what the answers of a sheet rest on. Each answer is held against the parameters that are missing before it
 * is worked out; at the end the defaults that entered those that could be had are said.
 */
struct inputs {
	struct sheet *sheet;
	struct arena *a;
	struct diag *d;
	bool missing, had; /* are there parameters without a value; was there an answer that needs none of them */
	bool *is_root;     /* by the index of a cell: does an answer read it? */
	struct cell **roots;
	uint32_t root_count;
	const struct cell *first; /* that is missing */
	struct diag waiting;      /* a note for each answer that could not be had */
};
void inputs_begin(struct inputs *x, struct sheet *s, struct arena *a, struct diag *d);
/* Does an expression want a parameter that nobody gave? Noted then. */
bool inputs_wait(struct inputs *x, const struct definition *at, const struct node *n);
/* Say the defaults, if asked. False with the error of a missing parameter where no answer could be had. */
bool inputs_end(struct inputs *x, bool say);
bool inputs_missing(const struct sheet *s);
/* Can the cells of a scenario be what it says? While a parameter is still to be given nobody can tell: true. */
bool session_scenario_fits(struct sheet *sheet, const struct definition *at, const struct statement *st,
                           struct outcome *o);
/* For each cell by its index: does it rest on a parameter that nobody gave? In `a`; NULL where there is none such. */
const bool *inputs_waiting(struct sheet *s, struct arena *a);
/* Is such a cell read by the statement? */
bool inputs_statement_waits(const bool *waiting, const struct definition *at, const struct statement *st,
                            struct arena *a);

/* session_undo.c: what undo, redo and save go by. Nothing is noted while they replay. */
void session_log(struct session *s, enum log_kind kind, struct str text, struct str path);
/* Forget the entries from `count` on. */
void session_log_cut(struct session *s, size_t count);
/*
 * A line is to be carried out, of which `units` were the changes of the registry before it was read: what it takes to
 * take it back, or NULL where nobody will. Then it was carried out (the sheet's changes are committed), or was not.
 */
struct taking_back *session_about_to(struct session *s, enum session_mode mode, const struct statement *first,
                                     size_t units);
void session_carried_out(struct session *s, struct taking_back *back);
void session_not_carried_out(struct taking_back *back);
/* What was carried out is in the log by now, or never will be. */
void session_not_logged(struct session *s);
/* sheet_refresh(), noted where that declared units anew. */
void session_refresh(struct session *s);

/* rewrite.c: `x = x + 1` and `_` in a definition. `a` is room while it looks. */
bool session_refers_to_itself(struct session *s, const struct statement *st, struct arena *a);
/* Does it read the last answer? */
bool session_rests_on_answer(const struct statement *st, struct arena *a);
/* Does the statement leave something that points into its text? */
bool session_keeps_text(const struct statement *st);
/*
 * There is a new answer, before the sheet has it: the old one is `ans2` from here on, as an expression that gives it
 * again. Of an uncertain number `_` stands for its expression too.
 */
void session_keep_answer(struct session *s, const struct value *v, struct str text);
/* The text of an expression in which the last answer, if it is read there, is written out: soon it is another one. */
struct str session_answer_text(struct session *s, const struct source *src, const struct node *n, struct arena *a);
/* What `_` is now, kept in `a`; and that again, when the line fails that changed it. */
void session_forget_answers(struct session *s);
struct last_answer {
	bool known;
	struct value value;
	struct str text; /* see session_keep_answer */
	struct str earlier[EARLIER_ANSWERS];
};
struct last_answer *session_last_answer(struct session *s, struct arena *a);
void session_restore_answer(struct session *s, const struct last_answer *was);
bool session_write_out(struct session *s, const struct source *src, const struct statement *st, struct diag *d,
                       struct buf *out);

/* redefine.c: a unit as it may come after a number: "USD/GB", not "$/GB". */
void session_write_unit(struct buf *out, const struct units *u);
/* A cell with a unit is given a bare number. The statement with its noun written out, or an error. */
bool session_keeps_noun(struct session *s, const struct statement *st);
bool session_write_noun(struct session *s, const struct source *src, const struct statement *st, struct diag *d,
                        struct buf *out);
/* "dau = 1B" where dau counts users: a billion was meant, most likely; a note. */
void session_note_bytes(struct session *s, const struct source *src, const struct statement *st, struct diag *d);

/* about.c: whiteboard arithmetic. */
bool session_about(struct session *s, struct sheet *sheet, const struct definition *at, const struct statement *st,
                   struct outcome *o);

#endif
