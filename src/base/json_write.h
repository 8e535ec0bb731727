/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_write.h - JSON, piece by piece; commas and line ends come by themselves. */
#ifndef BOTE_JSON_WRITE_H
#define BOTE_JSON_WRITE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

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
/* Bytes that are not UTF-8 become "?"; what a terminal might obey is written by its number, "\u202E". */
void json_text(struct json_put *j, struct str text);
void json_truth(struct json_put *j, bool truth);
/* What is JSON already: a number, null. */
void json_raw(struct json_put *j, const char *text);

/* A key and its value. */
void json_open_at(struct json_put *j, const char *key, char bracket);
void json_truth_at(struct json_put *j, const char *key, bool truth);
void json_field(struct json_put *j, const char *key, struct str text);
/* Nothing at all for an empty text. */
void json_optional(struct json_put *j, const char *key, struct str text);

#endif
