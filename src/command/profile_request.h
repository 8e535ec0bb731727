/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_request.h - what `profile` was asked, and what it writes. */
#ifndef BOTE_PROFILE_REQUEST_H
#define BOTE_PROFILE_REQUEST_H

#include "command/command.h"
#include "logs/figures.h"
#include "logs/log_reader.h"

struct profile_page {
	const struct log_profile *profile;
	const struct log_figures *figures;
	struct str source; /* "week.log", "3 files" */
	struct str zone;   /* "UTC" */
	uint64_t bad;      /* lines not read */
	bool cut_short, merged;
	bool ascii;
};

/* The text for people. */
void profile_text(const struct profile_page *page, struct outcome *o);
/* The sheet of `param` lines; `version` of bote for its first line. */
void profile_sheet(const struct profile_page *page, const char *version, struct buf *out);
/* "2026-11-03" of seconds since 1970. */
void profile_date(int64_t seconds, struct buf *out);

#endif
