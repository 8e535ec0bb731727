/* SPDX-License-Identifier: GPL-3.0-or-later */
/* palette.c - default, bold, dim and the six hues only: black, white and grey vanish on somebody's background. */
#include "diag/palette.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEQUENCE_MAX = 24 };

static const struct {
	const char *name, *parameters;
} roles[PALETTE_ROLES] = {
	[PALETTE_ERROR] = {"error", "1;31"}, [PALETTE_WARNING] = {"warning", "1;35"}, [PALETTE_NOTE] = {"note", "1;36"},
	[PALETTE_CARET] = {"caret", "1;32"}, [PALETTE_TITLE] = {"title", "1"},        [PALETTE_ASIDE] = {"aside", "2"},
	[PALETTE_GOOD] = {"good", "32"},     [PALETTE_BAD] = {"bad", "31"},
};

static char sequences[PALETTE_ROLES][SEQUENCE_MAX];

static void palette_set(enum palette_role role, const char *parameters, size_t n)
{
	if (n > 0 && n < SEQUENCE_MAX - 4 && strspn(parameters, "0123456789;") >= n)
		snprintf(sequences[role], SEQUENCE_MAX, NEUTRAL_MARK "%.*sm", (int)n, parameters);
}

/* "name=parameters" pairs with ":" between them. */
static void read_environment(const char *text)
{
	while (text && *text) {
		size_t length = strcspn(text, ":"), name = strcspn(text, "=:");
		for (unsigned i = 0; name < length && i < PALETTE_ROLES; i++)
			if (strlen(roles[i].name) == name && strncmp(roles[i].name, text, name) == 0)
				palette_set(i, text + name + 1, length - name - 1);
		text += length + (text[length] == ':');
	}
}

const char *palette(enum palette_role role)
{
	if (!sequences[0][0]) {
		for (unsigned i = 0; i < PALETTE_ROLES; i++)
			palette_set(i, roles[i].parameters, strlen(roles[i].parameters));
		read_environment(getenv("BOTE_COLORS"));
	}
	return sequences[role];
}
