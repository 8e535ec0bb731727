/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_text.h - text within HTML and SVG, which are well-formed XML here. */
#ifndef BOTE_HTML_TEXT_H
#define BOTE_HTML_TEXT_H

#include "base/buf.h"

/* Escaped for an element's text and for an attribute between either kind of quotes. */
void html_text(struct buf *out, struct str text);

/* The style sheet of a report. */
extern const char html_style[];

#endif
