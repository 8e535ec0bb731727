/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parse.h - text to statements. The grammar is written down in man/bote.5. */
#ifndef BOTE_PARSE_H
#define BOTE_PARSE_H

#include <stdbool.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "lang/ast.h"

/* What the parser must know about a word, and cannot know by itself. */
enum word_class {
	WORD_OTHER = 0,
	WORD_UNIT = 1, /* a unit of any kind, with prefix if it likes */
	WORD_NOUN = 3  /* a counting noun: a unit too */
};

struct vocabulary {
	enum word_class (*classify)(void *ctx, struct str word);
	/* Put names near `word` into `out`, at most `max`; returns how many. May be NULL. */
	unsigned (*nearest)(void *ctx, struct str word, struct str *out, unsigned max);
	void *ctx;
};

/*
 * Read the statements of one line (`;` separates them) from `src`, starting at byte *at; on return *at is
 * the start of the next line. A line whose brackets are open, or that ends with an operator, goes on in the next one.
 * Trees live in `a`; their strings point into `src`. *out is a list (NULL for an empty or comment line).
 * Returns false when `d` got an error; *at has moved past the bad line then too, so that a caller may go on.
 */
bool parse_line(struct arena *a, const struct source *src, uint32_t *at, const struct vocabulary *v,
                struct diag *d, struct statement **out);

/* Read one expression and nothing else: the value of `-D`, of `param=value`. */
struct node *parse_expression(struct arena *a, const struct source *src, const struct vocabulary *v, struct diag *d);
/* Read a unit or form as it stands after `to`: the value of `--to`. Returns a NODE_CONVERT without kids, or NULL. */
struct node *parse_target(struct arena *a, const struct source *src, const struct vocabulary *v, struct diag *d);

/* Does `text` want another line: an open bracket, a trailing operator? For the prompt. */
bool parse_unfinished(struct str text);

/* Words that cannot be cell names: if then else and or not of mod per to in as none yes no, ref measured fact lab. */
bool parse_reserved(struct str word);
/* The magnitude a word stands for ("k", "M", "million", "lakh"), or 0. */
double parse_magnitude(struct str word);
/* Words for completion: the names of all forms after `to`, statement words, keywords; NULL-terminated. */
extern const char *const parse_form_words[];
extern const char *const parse_statement_words[];
/* How an English word that is no word of the language is written: "write * for 'for'"; empty for others. */
struct str parse_advice(struct str word);
extern const char *const parse_keywords[];

#endif
