/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * crew.h - threads that take lines apart while another counts: blocks are handed over and collected in their order,
 * so that what is counted does not depend on how many there are.
 */
#ifndef BOTE_CREW_H
#define BOTE_CREW_H

#include "logs/forms.h"
#include "logs/profile.h"

/* What one line came to; lines without anything on them have none. */
struct crew_line {
	uint32_t number; /* in its block, from 1 */
	enum log_bad bad;
	struct log_mark mark; /* of a good one */
	struct str text;      /* of a bad one: in the block */
};

/* Whole lines, and what they came to. */
struct crew_block {
	char *bytes; /* CREW_BLOCK of them */
	size_t len;
	struct log_format format;
	struct crew_line *lines;
	size_t count, cap;
	uint32_t all; /* lines, whatever is on them */
	bool ready;
};

enum { CREW_BLOCK = 1 << 18, CREW_LONGEST = 1 << 16 };

struct crew;

/* `profile` says what is hashed, and how; it must outlive the crew. NULL where no thread can be started. */
struct crew *crew_new(unsigned threads, const struct log_profile *profile);
/* All that was handed over must have been collected. */
void crew_free(struct crew *c);
/* Is there no room for another block? */
bool crew_full(const struct crew *c);
bool crew_idle(const struct crew *c);
/* A block of whole lines is to be read; *bytes is taken, and another buffer is there afterwards. There is room. */
void crew_hand(struct crew *c, const struct log_format *f, char **bytes, size_t len);
/* The oldest block, once it is ready; good until the next is handed over. There is one. */
struct crew_block *crew_collect(struct crew *c);

#endif
