/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_drawing.h - a chart's shapes as JSON, for bote-pdf and for whoever wants to draw them anew. */
#ifndef BOTE_JSON_DRAWING_H
#define BOTE_JSON_DRAWING_H

#include "value/json_put.h"
#include "show/shape.h"

/* The members "description", "width", "height" and "shapes" of an object. */
/* Its description, then its shapes; or these alone. */
void json_shapes(struct json_put *j, const struct drawing *d);
void json_drawing(struct json_put *j, const struct drawing *d);

#endif
