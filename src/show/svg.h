/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.h - drawings within HTML. */
#ifndef BOTE_SVG_H
#define BOTE_SVG_H

#include "base/buf.h"
#include "show/shape.h"

/* `number` tells the drawings of one page apart. Colours of text and rules are those of the page. */
void svg_write(struct buf *out, const struct drawing *d, unsigned number);
/* The colours of a dark screen, for the style of the page. */
void svg_style(struct buf *out);

#endif
