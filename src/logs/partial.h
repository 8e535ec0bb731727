/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * partial.h - a profile as a file: counters, sketches and hashes, no text of the log. Parts of many hosts, read where
 * the logs lie, are merged into one. Whole numbers are little-endian; a check sum ends it.
 */
#ifndef BOTE_PARTIAL_H
#define BOTE_PARTIAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "logs/profile.h"

#define PARTIAL_MAGIC "bote log part 2\n"

void partial_write(const struct log_profile *p, struct buf *out);
/* Add the check sum that ends a part. */
void partial_seal(struct buf *out);
/* A new, closed profile; NULL with *why: words that follow the file's name. */
struct log_profile *partial_read(struct str text, const char **why);
/* What `mark` of a part under this key is: parts of one key can be merged. */
uint64_t partial_mark(const struct hash_key *key);
bool partial_is(const char *bytes, size_t n);

#endif
