/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reused.h - a session that is emptied and used again: reading the prelude takes longer than most inputs do. */
#ifndef BOTE_FUZZ_REUSED_H
#define BOTE_FUZZ_REUSED_H

#include "session/session_parts.h"
#include "session/setting.h"

enum { REUSED_RUNS = 1000 };

/*
 * As new: no cell, no unit but those that ship, the settings of the start. `path` is where formulas are, the same each
 * time. It belongs to this function.
 */
static inline struct session *session_as_new(struct str path)
{
	static struct session *s;
	static unsigned runs;

	if (++runs % REUSED_RUNS == 0) { /* what it learnt does not grow for ever */
		session_free(s);
		s = NULL;
	}
	if (!s) {
		s = session_new(path);
		return s;
	}
	session_clear(s);
	session_log_cut(s, 0);
	session_forget_answers(s);
	settings_default(session_settings(s));
	session_apply_settings(s);
	return s;
}

#endif
