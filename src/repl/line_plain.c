/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_plain.c - lines as the terminal gives them, for a build without a line editor. */
#include "repl/line_tty.h"

void line_open(bool edit)
{
	(void)edit;
}

enum line_result line_read(struct str prompt, struct str begin, struct str *out)
{
	return tty_read_plain(prompt, begin, out);
}

void line_history(struct str line)
{
	(void)line;
}

void line_set_helper(const struct line_helper *helper)
{
	(void)helper;
}

void line_close(void)
{
}

const char *line_editor_name(void)
{
	return "none";
}
