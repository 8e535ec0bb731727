/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_put.h - JSON, piece by piece; commas and line ends come by themselves. */
#ifndef BOTE_JSON_PUT_H
#define BOTE_JSON_PUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "value/value.h"

struct json_put {
	struct buf *out;
	unsigned depth;
	unsigned spread; /* objects and arrays down to this depth have a line for each member */
	bool comma;      /* something is before */
};

/* `bracket` is { or [. */
void json_open(struct json_put *j, char bracket);
void json_close(struct json_put *j, char bracket);
void json_key(struct json_put *j, const char *key);
void json_key_text(struct json_put *j, struct str key);
/* Bytes that are not UTF-8 become "?". */
void json_text(struct json_put *j, struct str text);
/* The shortest digits that read back the same; null for what JSON has no number for. */
void json_number(struct json_put *j, double x);
void json_truth(struct json_put *j, bool truth);

void json_field(struct json_put *j, const char *key, struct str text);
/* Nothing at all for an empty text. */
void json_optional(struct json_put *j, const char *key, struct str text);
/* "value" and "unit": numbers in base units or those asked for, as format_raw writes them. */
void json_value(struct json_put *j, const struct value *v, const struct texts *texts);

#endif
