/* SPDX-License-Identifier: GPL-3.0-or-later */
/* member.h - members of JSON objects, which may lack: the one place that reads them by key. */
#ifndef BOTE_MEMBER_H
#define BOTE_MEMBER_H

#include <jansson.h>

#include "base/arena.h"

/* A text, which lives as long as the object; "" for what is none. */
const char *member_text(const json_t *object, const char *key);
/* The same in `a`, with what it may hold of bytes 0. */
struct str member_str(struct arena *a, const json_t *object, const char *key);
/* 0 for what is no number. */
double member_number(const json_t *object, const char *key);

#endif
