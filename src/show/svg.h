/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.h - drawings within HTML. */
#ifndef BOTE_SVG_H
#define BOTE_SVG_H

#include "base/buf.h"
#include "show/shape.h"

/* `number` tells the drawings of one page apart. Colours of text and rules are those of the page. */
void svg_write(struct buf *out, const struct drawing *d, unsigned number);
/* The same, of a size of its own: letters shrink to 9 pixels where there is less room, and no further. */
void svg_write_sized(struct buf *out, const struct drawing *d, unsigned number);
/* The colours of a dark screen, for the style of the page. */
void svg_style(struct buf *out);

#endif
