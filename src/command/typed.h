/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typed.h - what a person types, or a stream says: a command, or statements for the session. */
#ifndef BOTE_TYPED_H
#define BOTE_TYPED_H

#include "session/session.h"

/*
 * As session_line(); but at the prompt a line may be a command, which is run, and in a stream the error at a line that
 * begins with one says so.
 */
bool typed_line(struct session *s, enum session_mode mode, const struct source *src, uint32_t *at, struct outcome *o);

/* All lines of a text, up to the first that fails. */
bool typed_text(struct session *s, enum session_mode mode, struct str text, struct outcome *o);

#endif
