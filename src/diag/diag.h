/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diag.h - what went wrong, where, and how to show it. */
#ifndef BOTE_DIAG_H
#define BOTE_DIAG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "diag/source.h"

/* What kind of error: the `kind` of JSON output. */
enum diag_kind {
	DIAG_SYNTAX,   /* "syntax" */
	DIAG_NAME,     /* "unknown-name" */
	DIAG_UNIT,     /* "unit-mismatch" */
	DIAG_VALUE,    /* "bad-value": division by zero, overflow, outside a domain */
	DIAG_ARGUMENT, /* "bad-argument": parameters and calls */
	DIAG_CYCLE,    /* "circular" */
	DIAG_REQUIRE,  /* "requirement": a `require` is broken */
	DIAG_LIMIT,    /* "too-large": nesting, length, time */
	DIAG_FILE,     /* "file": cannot be read or written */
	DIAG_USAGE,    /* "usage": a command or option used wrongly */
	DIAG_INTERRUPT /* "interrupted" */
};

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* A further remark on another place of the same source; no place when end is 0. */
struct diag_remark {
	struct str text;
	struct span at;
};

struct diag_item {
	enum diag_level level;
	enum diag_kind kind;
	struct source source; /* its text lives in the arena of the diag */
	struct span at;       /* {0, 0}: no caret */
	struct str text;
	struct str hint; /* may be empty */
	struct diag_remark remark[2];
	unsigned remarks;
	struct diag_item *next;
	bool one_input; /* DIAG_REQUIRE: the condition is about one input alone, and says where that may be */
};

/*
 * Collects what is to be said about one input: at most one error, and notes. Zero
 * it, then diag_init. Everything is copied into the arena.
 */
struct diag {
	struct arena *arena;
	const struct source *source; /* where spans point to just now */
	struct diag_item *error;     /* NULL as long as all is well */
	struct diag_item *notes, **notes_end;

	/* Private. */
	struct diag_item *open; /* what hints and remarks go to: NULL after an error that came too late */
	uint32_t cut;           /* what was cut from the front of its source */
	struct source copy;     /* of the source that the last item is about */
};

void diag_init(struct diag *d, struct arena *a, const struct source *src);

/* Private: what DIAG_IN puts back. */
struct diag_before {
	struct diag *diag;
	const struct source *source;
};
static inline struct diag_before diag_enter(struct diag *d, const struct source *src)
{
	struct diag_before before = {d, d->source};

	d->source = src;
	return before;
}
static inline void diag_leave(struct diag_before *x)
{
	x->diag->source = x->source;
}

/* Spans belong to `src` until the block ends in which this stands; a block has one of them. */
#define DIAG_IN(d, src) \
	__attribute__((unused, cleanup(diag_leave))) struct diag_before diag_was_in = diag_enter((d), (src))

/*
 * Record an error. Always returns false, so a failing function can end with
 *
 *     return diag_fail(d, DIAG_NAME, tok.span, "unknown unit '%.*s'", STR(tok.text));
 *
 * The first error of an evaluation wins; later calls change nothing.
 */
bool diag_fail(struct diag *d, enum diag_kind kind, struct span at, const char *fmt, ...) MESSAGE_LIKE(4, 5);
/*
 * Has nobody asked to stop (base/interrupt.h)? Else an error in `d`, and false. For loops that are as long as what was
 * read.
 */
bool diag_goes_on(struct diag *d);
/* Give the error just recorded a hint ("did you mean ..."), if it has none yet. */
void diag_hint(struct diag *d, const char *fmt, ...) MESSAGE_LIKE(2, 3);
/* "did you mean 'a', 'b' or 'c'?" of up to three names, the nearest first. False, and no hint, without any. */
bool diag_suggest(struct diag *d, const struct str *names, unsigned count);
/* Give the error just recorded a remark on another place; it holds two. */
void diag_remark(struct diag *d, struct span at, const char *fmt, ...) MESSAGE_LIKE(3, 4);

/* A note or warning that rides along with the answer. The same text is kept once. */
void diag_note(struct diag *d, struct span at, const char *fmt, ...) MESSAGE_LIKE(3, 4);
void diag_warn(struct diag *d, struct span at, const char *fmt, ...) MESSAGE_LIKE(3, 4);

/* Drop the notes that came after `end`, which notes_end was before them. */
static inline void diag_drop_notes(struct diag *d, struct diag_item **end)
{
	*end = NULL;
	d->notes_end = end;
}

/* Take over a copy of another collection's item (an error only if there is none yet), or of all its items. */
void diag_adopt(struct diag *d, const struct diag_item *item);
void diag_copy(struct diag *d, const struct diag *from);

/* "unit-mismatch" and so on. */
const char *diag_kind_name(enum diag_kind kind);

struct diag_style {
	bool color, ascii;
	bool brief;     /* no source line and caret */
	bool spoken;    /* nor these for who has it read out, but "error at column 6: ..." */
	unsigned width; /* columns of the terminal: messages are broken at blanks; 0: of none */
};

/*
 * Write one item as people read it:
 *
 *     feed.bote:2:14: error: cannot add time to data
 *         total = 3 GB + 2 min
 *                 ~~~~ ^ ~~~~~
 *         hint: ...
 *
 * Without a source name there is no place before "error:". Carets count display
 * columns; a line longer than about 100 columns, or than the terminal, is cut around the caret with "...". Control
 * characters and bytes that are not UTF-8 are shown as "?".
 */
void diag_write(struct buf *out, const struct diag_item *item, struct diag_style style);

#endif
