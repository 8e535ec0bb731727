/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_picture.c - `picture`: the boxes and flows of the sheet at hand, in characters. */
#include "command/command_all.h"

bool command_picture(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	(void)argv;
	if (argc)
		return command_misused(o, "picture takes no words: it draws the boxes and flows of the sheet");
	return session_picture(s, o);
}
