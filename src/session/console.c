/* SPDX-License-Identifier: GPL-3.0-or-later */
/* console.c - the engine without a terminal. */
#include "session/console.h"

#include "session/session_parts.h"

static bool console_no_terminal(int fd)
{
	(void)fd;
	return false;
}

static bool console_plain(const struct settings *s, int fd)
{
	(void)fd;
	return s->color == COLOR_ALWAYS;
}

static unsigned console_width(const struct settings *s, int fd)
{
	(void)fd;
	return s->width;
}

static void console_silent(struct str text)
{
	(void)text;
}

static void console_no_interrupts(bool on)
{
	(void)on;
}

/* No terminal: files, tests. */
static const struct console console_none = {console_no_terminal, console_plain, console_width, console_silent,
                                            console_no_interrupts};

void session_set_console(struct session *s, const struct console *c)
{
	s->console = c;
}

const struct console *session_console(const struct session *s)
{
	return s->console ? s->console : &console_none;
}
