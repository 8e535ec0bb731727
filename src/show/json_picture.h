/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_picture.h - the picture of a system as JSON. */
#ifndef BOTE_JSON_PICTURE_H
#define BOTE_JSON_PICTURE_H

#include "value/json_put.h"
#include "show/picture.h"

/* "description", then "boxes" and "flows" with their texts and numbers. */
void json_picture_parts(struct json_put *j, const struct picture *p, struct arena *a, const struct texts *texts);
/* The same, and its shapes. */
void json_picture(struct json_put *j, const struct picture *p, struct arena *a, const struct texts *texts);

#endif
