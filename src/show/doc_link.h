/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc_link.h - links within a document: from a name in a step to the assumption or step it is, and from an assumption
 * to where it is used.
 */
#ifndef BOTE_DOC_LINK_H
#define BOTE_DOC_LINK_H

#include "base/map.h"
#include "show/doc.h"

struct doc_links {
	struct map assumed; /* names of assumptions; of those that a step uses the value is the step */
	struct map steps;   /* names of steps; of several of one name the first is meant */
	struct arena *arena;
};

/* Look through the document. */
void doc_links_init(struct doc_links *x, const struct doc *doc);
void doc_links_release(struct doc_links *x);

/* Is it a table of assumptions that is seen, or a part of one? Others link to its names. */
bool doc_links_assumes(const struct doc_table *t);
/* Is it the step that links to its name lead to? */
bool doc_links_leads_here(const struct doc_links *x, const struct doc_step *s);
/* Is it the name of an assumption that is seen? *use is the step that uses it first, or NULL. */
bool doc_links_assumed(const struct doc_links *x, struct str name, const struct doc_step **use);

enum doc_place { DOC_PLACE_ASSUMPTION, DOC_PLACE_STEP };
/* Bytes [start, end) of a line are a name that leads to that place. */
struct doc_link {
	size_t start, end;
	enum doc_place place;
	struct str to;
};
/* The next one of a line of a step behind link->end, at first 0. False when there are no more. */
bool doc_links_next(const struct doc_links *x, const struct doc_step *s, uint32_t line, struct doc_link *link);

#endif
