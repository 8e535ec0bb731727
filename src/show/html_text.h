/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_text.h - text within HTML and SVG, which are well-formed XML here. */
#ifndef BOTE_HTML_TEXT_H
#define BOTE_HTML_TEXT_H

#include "base/buf.h"

/* Escaped for an element's text and for an attribute between either kind of quotes. The text is clean: see doc_text. */
void xml_text(struct buf *out, struct str text);
/* The same for a page: a blank that would part a number from its sign does not break. */
void html_text(struct buf *out, struct str text);

/* Prose: where words from right to left are in it, what isolate_write() marks stays in its own order. */
void html_prose(struct buf *out, struct str text);

/* The style sheet of a report. */
extern const char html_style[];

#endif
