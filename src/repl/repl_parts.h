/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl_parts.h - what the files of the prompt share; for them alone. */
#ifndef BOTE_REPL_PARTS_H
#define BOTE_REPL_PARTS_H

#include <stdio.h>

#include "command/history.h"
#include "command/unsaved.h"
#include "lang/parse.h"
#include "repl/lesson.h"
#include "repl/line.h"
#include "session/session.h"

struct repl {
	struct session *session; /* that lines are for: one's own, or the lesson's */
	struct session *own;
	struct lesson *lesson; /* tutorial or quiz that continues, or NULL */
	bool only_lesson;      /* the program was started for it */
	struct history_file *history;
	struct unsaved *unsaved;
	struct outcome outcome;
	struct arena transcript; /* what was pasted, without prompts and answers */
	struct outcome_style style;
	struct line_helper helper;
	struct buf pending; /* the lines so far of a statement that continues */
	struct continued lines;
	struct buf begin;  /* what is to be on the next prompt */
	struct buf mended; /* the line that failed, as it was meant */
	bool person;       /* standard input and output are terminals */
	bool asking;       /* the line is the answer to a question */
	bool recalled;     /* the line editor has the lines of earlier prompts */
	bool warned;       /* about a history that is not kept */
	bool quit;
	enum status status;
};

/* ---- repl_show.c ---- */
void repl_put(struct repl *r, FILE *to, const struct buf *text);
/* To standard output, in lines as wide as the terminal; gives the text's memory back. */
void repl_say(struct repl *r, struct buf *text);
/* As the settings are now. */
void repl_set_style(struct repl *r);
/* What the line `input` led to. */
void repl_print(struct repl *r, struct str input);
void repl_banner(struct repl *r);

/* ---- repl_keep.c ---- */
void repl_open_history(struct repl *r);
/* Remember a line that was typed. */
void repl_keep(struct repl *r, struct str line);
void repl_open_unsaved(struct repl *r);
/* Say that an earlier prompt left a sheet. */
void repl_offer_unsaved(struct repl *r);
/* After a line: is there something to keep, or has the user a file of it? */
void repl_keep_sheet(struct repl *r, struct str line);
void repl_close_unsaved(struct repl *r);

/* ---- repl_lesson.c ---- */
/*
 * `tutorial`, `quiz ...`: returns whether the line began one, or had nothing to ask about. The name alone of the one
 * that is there shows it again; another one ends it.
 */
bool repl_begin_lesson(struct repl *r, struct str text);
/* A line for the lesson itself: `hint`, an answer. Returns whether it was one. */
bool repl_lesson_word(struct repl *r, struct str text);
/* What a line led to, for the lesson to look at. */
void repl_follow_lesson(struct repl *r, struct str text);
void repl_end_lesson(struct repl *r);

/* ---- repl_typing.c ---- */
/* What helps while a line is typed: fills r->helper. */
void repl_help_typing(struct repl *r);

#endif
