/* SPDX-License-Identifier: GPL-3.0-or-later */
/* palette.h - which colour stands for what, on terminals that show colours at all. */
#ifndef BOTE_PALETTE_H
#define BOTE_PALETTE_H

#include "diag/neutral.h"

enum palette_role {
	PALETTE_ERROR,
	PALETTE_WARNING,
	PALETTE_NOTE,
	PALETTE_CARET,
	PALETTE_TITLE,
	PALETTE_ASIDE,
	PALETTE_GOOD,
	PALETTE_BAD,
	PALETTE_ROLES
};

/*
 * What begins a role in text that goes through neutral_text(). The environment variable BOTE_COLORS overrides it:
 * "error=1;31:note=36" sets the roles it names (error, warning, note, caret, title, aside, good, bad) to
 * SGR parameters; what is not digits and semicolons is ignored.
 */
const char *palette(enum palette_role role);
#define PALETTE_END NEUTRAL_MARK "0m"

#endif
