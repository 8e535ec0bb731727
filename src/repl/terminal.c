/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal.c - colour and width, as NO_COLOR, CLICOLOR_FORCE, TERM, COLUMNS and the terminal have it. */
#include "repl/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/interrupt.h"

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

bool terminal_color(const struct settings *s, int fd)
{
	const char *term = getenv("TERM");

	if (s->color != COLOR_AUTO)
		return s->color == COLOR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
		return true;
	if (!term || !*term || strcmp(term, "dumb") == 0)
		return false;
	return isatty(fd);
}

unsigned terminal_width(const struct settings *s, int fd)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	long n;

	if (s->width)
		return s->width;
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	n = columns ? strtol(columns, NULL, 10) : 0;
	if (n >= 20 && n <= 1000)
		return (unsigned)n;
	return isatty(fd) ? 80 : 0;
}

unsigned terminal_height(int fd)
{
	struct winsize size;

	return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

static bool terminal_is(int fd)
{
	return isatty(fd) == 1;
}

static void terminal_say(struct str text)
{
	fs_write_fd(STDERR_FILENO, text);
}

static void terminal_on_interrupt(int sig)
{
	(void)sig;
	interrupt_tell();
}

static void terminal_interrupts(bool on)
{
	static struct sigaction before;
	struct sigaction mine = {.sa_handler = terminal_on_interrupt, .sa_flags = SA_RESTART};

	sigaction(SIGINT, on ? &mine : &before, on ? &before : NULL);
}

const struct console terminal_console = {terminal_is, terminal_color, terminal_width, terminal_say,
                                         terminal_interrupts};
