/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_write.h - what the files that write HTML share. */
#ifndef BOTE_HTML_WRITE_H
#define BOTE_HTML_WRITE_H

#include "show/doc_link.h"
#include "show/writer.h"

struct html {
	const struct doc *doc;
	struct buf *out;
	unsigned sections; /* numbered, so that a place can be linked to */
	unsigned figures;
	const struct doc_block *beside; /* the picture that is written beside the answers; NULL: none */
	bool assuming;                  /* a table of assumptions is being written: others link to its names */
	struct doc_links links;
	struct map used; /* names whose first use was written */
};

/* ` id="c-NAME"`, ` href="#a-NAME"` */
void html_put_place(struct html *h, const char *before, struct str name);
/* A text beside others: one that is written from right to left does not take them along. */
void html_put_label(struct html *h, struct str text);
/* <tag class="class">text</tag>; no class when it is NULL. */
void html_put_element(struct html *h, const char *tag, const char *class, struct str text);

/* html_table.c: the same; a line may end behind a slash of it. */
void html_put_pieces(struct html *h, struct str text);
/* `label` is for those who have it read aloud. `checks`: what holds and fails is coloured. */
void html_put_table(struct html *h, const struct doc_table *t, struct str label, bool checks);

#endif
