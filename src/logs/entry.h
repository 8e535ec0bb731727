/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry.h - what one line of an access log says. */
#ifndef BOTE_ENTRY_H
#define BOTE_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum log_method { LOG_GET, LOG_HEAD, LOG_OPTIONS, LOG_OTHER };

/* A request; texts point into the line. What the line does not say is empty, or below 0. */
struct log_entry {
	int64_t time;      /* seconds since 1970, UTC */
	struct str client; /* address, or who else asked */
	struct str path;   /* with its query */
	enum log_method method;
	int status; /* 0: not said */
	int64_t bytes;
	int64_t duration;  /* microseconds; in `raw_duration` of unknown unit */
	int64_t grain;     /* of the last digit of the duration, microseconds */
	bool raw_duration; /* a whole number of which nobody said whether it is s, ms or us */
};

/* Why a line was not read. */
enum log_bad {
	LOG_FINE,
	LOG_NO_TIME,
	LOG_BAD_TIME,
	LOG_NO_REQUEST,
	LOG_NO_STATUS,
	LOG_BAD_SIZE,
	LOG_BAD_DURATION,
	LOG_TOO_LONG,
	LOG_NO_MATCH,
	LOG_COMMENT,
	LOG_BADS
};
/* "no time in brackets" */
extern const char *const log_bad_words[LOG_BADS];

#endif
