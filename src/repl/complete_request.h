/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * complete_request.h - a line with the cursor at its end, as the files see it that say what may be there; for them
 * only.
 */
#ifndef BOTE_COMPLETE_REQUEST_H
#define BOTE_COMPLETE_REQUEST_H

#include "repl/complete_from.h"

struct request {
	struct wanted w;
	enum command_where where;
	struct str line; /* up to the cursor; bytes before `begin` are of no interest */
	size_t begin;
};

/* Candidates from here on stand for the line from byte `from` on. */
void request_word_at(struct request *r, size_t from);
/* From here on the line is a copy in which quotes are blanks: what is inside is an expression. */
void request_blank_quotes(struct request *r);

/* The expression that begins at r->begin. */
void complete_expression(struct request *r);
/* Units, for the word that candidates stand for. */
void complete_units(struct request *r);

/* ---- complete_ask.c ---- */

/* The words of a question that begin at r->begin: a sheet, then what is asked of its cells. */
void complete_sweep(struct request *r);
void complete_solve(struct request *r);
void complete_what_if(struct request *r);
/* An expression of which what is worked out is most likely wanted; `spread`: of that what is uncertain. */
void complete_answer(struct request *r, bool spread);

/* ---- complete_options.c ---- */

/* An option of that command, or the value of one; NULL: before any command. Returns false for another word. */
bool complete_option(struct request *r, const char *command);

#endif
