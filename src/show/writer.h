/* SPDX-License-Identifier: GPL-3.0-or-later */
/* writer.h - the formats a report can be written in. */
#ifndef BOTE_WRITER_H
#define BOTE_WRITER_H

#include "base/buf.h"
#include "diag/diag.h"
#include "show/chart_text.h"
#include "show/doc.h"

/* How the stream or file wants it. */
struct report_style {
	unsigned width; /* columns of plain text; 0: 80 */
	bool color;     /* of plain text on a terminal */
	bool fit;       /* plain text: no line is wider, which a table may be otherwise; its rows are lines of names then */
	enum report_paper { PAPER_DEFAULT, PAPER_A4, PAPER_LETTER } paper; /* PDF; the default is that of the locale */
	bool ascii;   /* plain text and Markdown: no characters beyond ASCII */
	bool braille; /* likewise: lines of charts in braille */
	bool spoken;  /* plain text: charts and pictures in words */
};

struct report_format {
	const char *name;     /* "md": behind -F, and the suffix of a file */
	const char *suffixes; /* further ones: "markdown" */
	const char *help;
	/* False with `d` filled when this build or machine cannot write it. */
	bool (*write)(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d);
	bool binary; /* never to a terminal */
};

/* The first one is what a report is written in when nothing is said. */
extern const struct report_format report_formats[];
extern const unsigned report_format_count;

/* NULL when there is none of that name. */
const struct report_format *report_format_find(struct str name);
/* The one that the suffix of a file name stands for, or NULL. */
const struct report_format *report_format_of(struct str path);

bool write_md(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d);
bool write_txt(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d);
bool write_html(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d);
bool write_pdf(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d);
bool write_json(const struct doc *doc, const struct report_style *style, struct buf *out, struct diag *d);

/* ---- for the writers ---- */

/* The footer: program, command line, file, hash, samples, date; what there is of them. Returns how many. */
enum { WRITER_PARTS = 6 };
struct writer_part {
	struct str text;
	bool code;
};
unsigned writer_origin(const struct doc *doc, struct writer_part parts[WRITER_PARTS]);
/* "holds: 58 % of the limit", "fails (holds in 71 % of cases)" */
struct str writer_verdict(struct arena *a, const struct doc_check *c);
/* A cell of a table of checks: 1 where it says that one holds (✓), -1 where it fails (✗), else 0. */
int writer_mark(struct str cell);
/* How many bytes of a source are the word "guess" at its start; 0 where it is none. */
size_t writer_guess(struct str source);
/* What charts in characters are made of. */
enum chart_marks writer_marks(const struct report_style *style);

#endif
