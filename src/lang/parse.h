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

/* What a unit measures, as far as the grammar cares: a price is money over a unit and a time. */
enum word_measure {
	MEASURE_OTHER,
	MEASURE_NUMBER,
	MEASURE_NOUN,
	MEASURE_DATA,
	MEASURE_TIME,
	MEASURE_MONEY,
	MEASURE_RATE /* of several of these, and what is below a line: Gbps, RPS, Hz */
};

/* What a name before a bracket is. */
enum call_class {
	CALL_NONE,   /* no function */
	CALL_SOME,   /* a function of one argument, or with some that may be left out */
	CALL_SEVERAL /* a function that wants two arguments or more, or any number */
};

struct vocabulary {
	enum word_class (*classify)(void *ctx, struct str word);
	/* The rest may be NULL. Asked only where it matters, with `cells`: `max (5, 3)`, `max(10,200)`. */
	enum call_class (*call)(void *cells, struct str name);
	/* Put names near `word` into `out`, at most `max`; returns how many. */
	unsigned (*nearest)(void *ctx, struct str word, struct str *out, unsigned max);
	void *ctx;
	enum word_measure (*measure)(void *ctx, struct str word);
	/* The spelling of the one unit that `word` is in another case, where it comes after a number. */
	bool (*any_case)(void *ctx, struct str word, struct str *proper);
	/*
	 * Make `word`, which is no unit, a noun from here on: nobody declared it, and it is counted. False when it cannot
	 * be one. *like is the noun it is a slip of, most likely; *many the plural.
	 */
	bool (*count)(void *ctx, struct str word, struct str *like, struct str *many);
	/* Could it be made one? */
	bool (*countable)(void *ctx, struct str word);
	/* A constant or a function goes by that name. */
	bool (*known)(void *ctx, struct str word);
	/*
	 * A cell has exactly that name (0), or one that is a slip away from it (1 letter). What is defined where the text
	 * is has a context of its own.
	 */
	bool (*is_cell)(void *cells, struct str word, unsigned slip);
	void *cells;
	bool file; /* that is all of the text, also what is further down */
	bool adds; /* a line that begins with + or - continues from the last answer */
	/*
	 * A `unit`, `alias` or `noun` line: its words are known until the end of the line that is parsed, when it is called
	 * with "".
	 */
	void (*declare)(void *ctx, struct str line);
};

/* What a call of `name` takes; CALL_NONE where there is no such function, or nobody to ask: `v` may be NULL. */
static inline enum call_class vocabulary_call(const struct vocabulary *v, struct str name)
{
	return v && v->call ? v->call(v->cells, name) : CALL_NONE;
}

/*
 * Read the statements of one line (`;` separates them) from `src`, starting at byte *at; on return *at is
 * the start of the next line. A line whose brackets are open, or that ends with an operator, continues in the next one.
 * Trees live in `a`; their strings point into `src`. *out is a list (NULL for an empty or comment line).
 * Returns false when `d` got an error; *at has moved past the bad line then too, so that a caller may continue.
 */
bool parse_line(struct arena *a, const struct source *src, uint32_t *at, const struct vocabulary *v, struct diag *d,
                struct statement **out);

/* Read one expression and nothing else: the value of `-D`, of `param=value`. Errors are in `src`. */
struct node *parse_expression(struct arena *a, const struct source *src, const struct vocabulary *v, struct diag *d);
/* Likewise, where it is a part of a text, whose places are those of the text: {a placeholder} of prose. */
struct node *parse_part(struct arena *a, const struct source *src, struct span part, const struct vocabulary *v,
                        struct diag *d);
/* Read a unit or form as it comes after `to`: the value of `--to`. Returns a NODE_CONVERT without kids, or NULL. */
struct node *parse_target(struct arena *a, const struct source *src, const struct vocabulary *v, struct diag *d);

/* Does `text` want another line: an open bracket, a trailing operator? For the prompt. */
bool parse_unfinished(struct str text);
/*
 * The same of a statement that comes line by line: begin with zeros, and give each `line` as it comes, with its end,
 * and all of the statement until then. Takes as long as the lines are, however many.
 */
struct continued {
	uint32_t count; /* lines */
	int depth;      /* brackets opened in them and not closed */
};
bool parse_goes_on(struct continued *c, struct str statement, struct str line);
/* Where the first statement of a line ends: at a `;` that is in no text. A line that is prose or a comment has none. */
size_t parse_statement_end(struct str line);
/* One line without the comment after its statement; whole if it has none, or a text in it is not closed. */
struct str parse_uncommented(struct str line);

/* Words that cannot be cell names: if then else and or not of mod per to in as none yes no, ref measured fact lab. */
bool parse_reserved(struct str word);
/* The magnitude a word stands for ("k", "M", "million", "lakh"), or 0. */
double parse_magnitude(struct str word);
/* Words for completion: the names of all forms after `to`, statement words, keywords; NULL-terminated. */
extern const char *const parse_form_words[];
extern const char *const parse_statement_words[];
/*
 * How a word that is not one of the language is written: "write * for 'for'", in `a`; empty for others. Such words are
 * never counted.
 */
struct str parse_advice(struct arena *a, struct str word);
/* Is a unit or noun of so few letters known in any case? */
bool parse_any_case(struct str word);
/* Is it a thing of which 512M are megabytes, most likely: RAM, disk? */
bool parse_has_size(struct str word);
/* Does it say that one is more of something than another: faster, cheaper? Alone it is not counted. */
bool parse_compares(struct str word);
extern const char *const parse_keywords[];

/* Of a lone B where a billion was meant, most likely. */
#define SAYS_BYTES "B is bytes; for a billion write bn"

#endif
