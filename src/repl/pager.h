/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pager.h - long texts, a screen at a time. Called by prompt and command line, never by the engine. */
#ifndef BOTE_PAGER_H
#define BOTE_PAGER_H

#include "session/session.h"

/*
 * Show `text` through BOTE_PAGER, PAGER or less. Returns false, with nothing shown, when there is no need or no way:
 * the setting is off, standard output is no terminal, the text fits it, the pager is empty or `cat` or cannot be run.
 * Whoever calls must have written before what is above the text.
 */
bool pager_show(const struct settings *s, struct str text);

#endif
