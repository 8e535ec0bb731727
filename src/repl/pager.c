/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pager.c - hand a text to a pager and wait for it. */
#include "repl/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/utf8.h"
#include "diag/neutral.h"
#include "repl/terminal.h"

enum { NOT_FOUND = 127 };

/* The command, or NULL for none. */
static const char *pager_command(void)
{
	const char *command = getenv("BOTE_PAGER");

	if (!command)
		command = getenv("PAGER");
	if (!command)
		command = "less";
	return *command && strcmp(command, "cat") != 0 ? command : NULL;
}

/* Rows on a terminal of `width` columns; escape sequences make it a little too many, which does no harm. */
static size_t pager_rows_of(struct str text, unsigned width)
{
	struct str line;
	size_t rows = 0;

	while (str_next_line(&text, &line)) {
		size_t columns = utf8_width(line);

		rows += width && columns > width ? (columns + width - 1) / width : 1;
	}
	return rows;
}

static _Noreturn void run_pager(const char *command, int from)
{
	dup2(from, STDIN_FILENO);
	close(from);
	setenv("LESS", "FRXPsq leaves, a blank goes on$", 0); /* who has never seen a pager is told how to get out */
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(NOT_FOUND);
}

/* Returns whether the pager could be run. The keys that stop it are its own while it runs. */
static bool pager_run(const char *command, struct str text)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, pipe_broken;
	int ends[2], status = 0;
	pid_t child;

	if (pipe(ends) != 0)
		return false;
	child = fork();
	if (child == 0) {
		close(ends[1]);
		run_pager(command, ends[0]);
	}
	close(ends[0]);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGPIPE, &ignore, &pipe_broken);
	if (child > 0)
		fs_write_fd(ends[1], text);
	close(ends[1]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGPIPE, &pipe_broken, NULL);
	return child > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND);
}

bool pager_show(const struct settings *s, struct str text)
{
	unsigned height;
	const char *command = pager_command();
	struct buf fit = {0};
	bool shown;

	if (!s->pager || !command || !isatty(STDOUT_FILENO))
		return false;
	height = terminal_height(STDOUT_FILENO);
	if (!height || pager_rows_of(text, terminal_width(s, STDOUT_FILENO)) < height)
		return false;
	buf_add_str(&fit, text);
	neutral_text(&fit, 0);
	shown = pager_run(command, buf_str(&fit));
	buf_release(&fit);
	return shown;
}
