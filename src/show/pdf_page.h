/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf_page.h - pages of a PDF, filled from top to bottom. Of bote-pdf alone: the only headers with pango and cairo in
 * them are pdf_*.h.
 */
#ifndef BOTE_PDF_PAGE_H
#define BOTE_PDF_PAGE_H

#include <stdbool.h>
#include <jansson.h>
#include <pango/pangocairo.h>

#include "show/shape.h"
#include "store/member.h"

enum pdf_style {
	PDF_TITLE,
	PDF_H2,
	PDF_H3,
	PDF_BODY,
	PDF_BOLD,
	PDF_DIM,
	PDF_SMALL,
	PDF_MONO,
	PDF_MONO_BOLD,
	PDF_MONO_SMALL,
	PDF_BIG,
	PDF_SAY,
	PDF_CELL,
	PDF_CELL_BOLD,
	PDF_GOOD,
	PDF_BAD,
	PDF_HOLDS,
	PDF_FAILS,
	PDF_SO_FAR, /* it holds, and not in some scenario */
	PDF_DRAWN,  /* in figures, which have inks of their own */
	PDF_DRAWN_BOLD,
	PDF_STYLES
};

enum { ROWS_ALL = 1000000 };

/* What a summary gives away to be on one page. */
struct pdf_fit {
	double squeeze; /* of the height of its picture, */
	double keeps;   /* of which this part is left at least; */
	double shrink;  /* how large its letters are */
	unsigned rests; /* and how many rows of what it rests on are there */
};

/* Sizes are in points. */
struct pdf {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;
	double width, height, left, right, top, bottom; /* of the page, and of what is printed on it */
	double y;                                       /* where the next block goes */
	unsigned page, pages; /* the one being filled; how many there will be, 0 while they are counted */
	bool measured;        /* how long the summary is was found out, */
	double over;          /* and by how much it does not fit its page */
	struct pdf_fit fit;
	double zoom;        /* how large the letters are that are being set */
	int chapter;        /* bookmark under which lower headings go */
	unsigned sections;  /* headings so far */
	GHashTable *places; /* where links may lead, of what is drawn; NULL: nowhere yet */
	GHashTable *known;  /* the same, of the time before; NULL: nothing is linked */
	GPtrArray *alts;    /* what the figures so far show; NULL: not wanted */
};

void pdf_begin(struct pdf *p);
void pdf_new_page(struct pdf *p);
/* The number at the foot of the last page. */
void pdf_end(struct pdf *p);

/* See to it that `height` fits on this page, or begin another. */
void pdf_need(struct pdf *p, double height);
/* Room between blocks; nothing at the top of a page. */
void pdf_space(struct pdf *p, double height);
void pdf_rule(struct pdf *p, double x, double y, double width, double thickness);
void pdf_color(struct pdf *p, enum ink ink);

/* How a text is set. */
struct pdf_look {
	enum pdf_style style;
	double width; /* of its lines in points; 0: one line */
	bool right;   /* its lines end below each other */
	bool small;   /* what is from that byte on is small and dim: */
	size_t from;
	int guess;   /* so many bytes at the start are to be seen */
	int lines;   /* at most, the last with … where there are more; 0: any number */
	double zoom; /* as struct pdf has it: filled in by pdf_layout_look */
};

/*
 * A text set in lines of `width` points, or in one line when it is 0. It is one for all who want it so: not to be
 * changed. Freed with g_object_unref.
 */
PangoLayout *pdf_layout(struct pdf *p, enum pdf_style style, const char *text, double width);
PangoLayout *pdf_layout_look(struct pdf *p, struct pdf_look look, const char *text);
/* pdf_kept.c: the same text as it was set before, or NULL; keep one. */
PangoLayout *pdf_kept_find(const struct pdf_look *look, const char *text);
void pdf_kept_add(const struct pdf_look *look, const char *text, PangoLayout *l);
double pdf_layout_height(PangoLayout *l);
double pdf_layout_width(PangoLayout *l);
void pdf_draw(struct pdf *p, enum pdf_style style, PangoLayout *l, double x, double y);
/* One line of it; `y` is its baseline. */
void pdf_draw_line(struct pdf *p, enum pdf_style style, PangoLayoutLine *line, double x, double y);
/*
 * What is drawn until pdf_untag is a heading ("H1"), a paragraph ("P"), a row ("TR") ... for those who have it read
 * aloud; on one page. Where tags stand within another, only what is within them is read.
 */
void pdf_tag(struct pdf *p, const char *tag);
void pdf_untag(struct pdf *p, const char *tag);
/* A piece of a paragraph, under a tag of its own. */
void pdf_draw_span(struct pdf *p, enum pdf_style style, PangoLayout *l, double x, double y);
/* One line: its width is returned. */
double pdf_text(struct pdf *p, enum pdf_style style, const char *text, double x, double y);
/* Lines from p->y on, over as many pages as they need. */
void pdf_flow(struct pdf *p, enum pdf_style style, const char *text, double x, double width);

/* ---- links ---- */

/* The kinds of places: a section by its number, an assumption or a step by its name. */
#define PDF_SECTION "s-"
#define PDF_ASSUMPTION "a-"
#define PDF_STEP "c-"
/* Links to it lead to where p->y is; the first place of a name is the one. */
void pdf_place(struct pdf *p, const char *kind, const char *name);
/* Bytes [from, to) of a text lead there. */
struct pdf_span {
	int from, to;
	const char *kind, *name;
};
/* A text that is drawn at (x, y), with the spans that lead somewhere in their order. */
struct pdf_text {
	PangoLayout *l;
	enum pdf_style style;
	double x, y;
	int small; /* from that byte on it is small; 0 for none */
	const struct pdf_span *spans;
	unsigned count;
};
/* Each piece of it has a tag of its own, within the one that is open. */
void pdf_draw_linked(struct pdf *p, const struct pdf_text *t);
/* Those of the "links" of a line of a step; `text` is that of its layout. Returns how many. */
unsigned pdf_spans(const json_t *links, const char *text, struct pdf_span *spans, unsigned most);
void pdf_places_free(struct pdf *p);

/* `pdf` as cairo wrote it, a zero after it, with what its figures show. */
GString *pdf_with_alts(const GByteArray *pdf, const GPtrArray *alts);

/* ---- the document, as json_doc.c writes it ---- */

static inline double pdf_content_width(const struct pdf *p)
{
	return p->right - p->left;
}
/* All of it, or the summary alone. */
void pdf_document(struct pdf *p, const json_t *doc, bool summary_alone);
/*
 * A sentence or a label in which words are read from right to left has marks (show/isolate.h), so that its numbers stay
 * in their order. Returns a new text.
 */
char *pdf_isolated(const char *text);
/* Where a line may end though nothing stands there. */
#define PDF_BREAK "\u200b"
/*
 * A sign stays on the line of its number: the blank between them does not break. `slashes`: a line may end after one.
 * Returns a new text.
 */
char *pdf_mend_breaks(const char *text, bool slashes);

/* At most so many rows. `marks`: cells with ✓ and ✗ are coloured. */
void pdf_table(struct pdf *p, const json_t *columns, const json_t *rows, bool marks, size_t most);
/* In two columns, each step where there is room first, unless it needs the whole width. */
void pdf_steps(struct pdf *p, const json_t *steps);
void pdf_figure(struct pdf *p, const json_t *figure);
/* With its caption. */
double pdf_figure_height(const struct pdf *p, const json_t *figure);
double pdf_figure_width(const struct pdf *p, const json_t *figure);
/* A picture that has room for the answers beside it. */
bool pdf_figure_is_tall(const json_t *figure);

#endif
