/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html_link.h - links within a page: from a name in a step to the assumption or step it is, and from an assumption to
 * where it is used.
 */
#ifndef BOTE_HTML_LINK_H
#define BOTE_HTML_LINK_H

#include "base/buf.h"
#include "base/map.h"
#include "show/doc.h"

struct html_links {
	struct map assumed; /* names of assumptions; of those that a step uses the value is the step */
	struct map steps;   /* names of steps */
	struct map used;    /* names whose first use was written */
	struct arena *arena;
};

/* Is it a table of assumptions that is seen, or a part of one? Others link to its names. */
bool html_links_assumes(const struct doc_table *t);
/* Look through the document. */
void html_links_init(struct html_links *x, const struct doc *doc);
void html_links_release(struct html_links *x);
/* An expression of the step of that name, its names linked. */
void html_links_text(struct html_links *x, struct buf *out, struct str text, struct str step);
/*
 * The name of an assumption, to which others link, with a link to its first use. False, and nothing is written, when it
 * is none.
 */
bool html_links_assumption(struct html_links *x, struct buf *out, struct str name);
/* ` id="c-NAME"` of a step. */
void html_links_step(struct buf *out, struct str name);

#endif
