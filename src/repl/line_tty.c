/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_tty.c - the terminal while a line is being edited, and reading without an editor. */
#include "repl/line_tty.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "base/interrupt.h"

/* ---- settings ---- */

static struct termios before, during;
static sigset_t outside; /* signals that were blocked before */
static volatile sig_atomic_t editing;
volatile sig_atomic_t tty_resumed;

static const int caught[] = {SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
enum { CAUGHT = sizeof(caught) / sizeof(caught[0]) };
static struct sigaction actions[CAUGHT];

static void line_tty_put_back(int sig);

static void line_tty_say(const char *sequence)
{
	ssize_t ignored = write(STDOUT_FILENO, sequence, strlen(sequence));

	(void)ignored;
}

/* Catch a signal, unless it is ignored, as nohup has it. */
static void catch_signal(size_t i)
{
	struct sigaction action = {.sa_handler = line_tty_put_back};

	sigemptyset(&action.sa_mask);
	sigaddset(&action.sa_mask, SIGCONT); /* a line editor that catches it draws the line when all is as it was */
	if (sigaction(caught[i], NULL, &actions[i]) == 0 && actions[i].sa_handler != SIG_IGN)
		sigaction(caught[i], &action, NULL);
}

/*
 * Put the settings back, let the signal do what it does, and go on if it only stopped the program. All that is called
 * here may be called from a handler.
 */
static void line_tty_put_back(int sig)
{
	struct sigaction action = {.sa_handler = SIG_DFL}, mine;
	int saved = errno;
	sigset_t only;

	tcgetattr(STDIN_FILENO, &during);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	line_tty_say("\033[?2004l\r\n"); /* the terminal no longer brackets what is pasted */
	sigemptyset(&action.sa_mask);
	sigaction(sig, &action, &mine);
	raise(sig);
	sigemptyset(&only);
	sigaddset(&only, sig);
	sigprocmask(SIG_UNBLOCK, &only, NULL); /* here it ends, or stops and continues */
	sigaction(sig, &mine, NULL);
	tcsetattr(STDIN_FILENO, TCSANOW, &during);
	tty_resumed = 1;
	errno = saved;
}

/* A SIGINT that came while the line was edited was not a key, and means nothing for the work that follows. */
static void drop_interrupt(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, mine;

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGINT, &ignore, &mine); /* this forgets one that waits */
	sigaction(SIGINT, &mine, NULL);
}

void tty_enter(void)
{
	struct termios quiet;
	sigset_t interrupt;

	if (editing || tcgetattr(STDIN_FILENO, &before) != 0)
		return;
	sigemptyset(&interrupt);
	sigaddset(&interrupt, SIGINT);
	sigprocmask(SIG_BLOCK, &interrupt, &outside);
	for (size_t i = 0; i < CAUGHT; i++)
		catch_signal(i);
	editing = 1;
	quiet = before;
	quiet.c_cc[VINTR] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet);
	if (sigpending(&interrupt) == 0 && sigismember(&interrupt, SIGINT)) /* the terminal showed ^C a moment ago */
		line_tty_say("\r\n");
}

void tty_leave(void)
{
	if (!editing)
		return;
	drop_interrupt();
	sigprocmask(SIG_SETMASK, &outside, NULL);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
	editing = 0;
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &actions[i], NULL);
}

void tty_size(size_t *columns, size_t *rows)
{
	struct winsize size;

	*columns = 80;
	*rows = 24;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return;
	if (size.ws_col > 0)
		*columns = size.ws_col;
	if (size.ws_row > 0)
		*rows = size.ws_row;
}

/* ---- without an editor ---- */

enum { LONGEST = 64 << 20 };

static struct buf waiting, line; /* read but not yet taken; the line given out */
static size_t looked;            /* how far into `waiting` there is no end of a line */

/* Take a line off `waiting`. At the end of the input the rest is one too. */
static bool line_tty_take_line(bool end)
{
	size_t len = str_find_char(buf_str(&waiting), '\n', looked), next = len + (len < waiting.len);

	looked = len;
	if (len == waiting.len && !(end && len > 0))
		return false;
	looked = 0;
	buf_reset(&line);
	buf_add(&line, waiting.p, len);
	if (line.len > 0 && line.p[line.len - 1] == '\r')
		buf_cut(&line, line.len - 1);
	memmove(waiting.p, waiting.p + next, waiting.len - next);
	buf_cut(&waiting, waiting.len - next);
	return true;
}

/*
 * Wait until there is something to read. SIGINT is let in here alone, so that none gets lost between a look at a flag
 * and the wait. Returns false when a signal came.
 */
static bool wait_for_input(const sigset_t *mask)
{
	fd_set set;

	FD_ZERO(&set);
	FD_SET(STDIN_FILENO, &set);
	return pselect(STDIN_FILENO + 1, &set, NULL, NULL, NULL, mask) >= 0 || errno != EINTR;
}

static enum line_result read_more(const sigset_t *mask, bool terminal)
{
	char block[4096];

	for (;;) {
		ssize_t n;

		if (line_tty_take_line(false))
			return LINE_TYPED;
		if (waiting.len > LONGEST)
			return LINE_TOO_LONG;
		if (terminal && !wait_for_input(mask)) {
			if (interrupt_came)
				return LINE_CANCELLED;
			continue; /* another signal, or one that is ignored */
		}
		n = read(STDIN_FILENO, block, sizeof(block));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return line_tty_take_line(true) ? LINE_TYPED : LINE_END;
		buf_add(&waiting, block, (size_t)n);
	}
}

enum line_result tty_read_plain(struct str prompt, struct str begin, struct str *out)
{
	bool terminal = isatty(STDIN_FILENO), talk = terminal && isatty(STDOUT_FILENO);
	sigset_t interrupt, mask;
	enum line_result result;

	if (talk) {
		if (begin.len) /* it cannot be put on the line, only be shown */
			printf("%.*s\n", STR(begin));
		printf("%.*s", STR(prompt));
		fflush(stdout);
	}
	sigemptyset(&interrupt);
	if (terminal)
		sigaddset(&interrupt, SIGINT);
	sigprocmask(SIG_BLOCK, &interrupt, &mask);
	result = read_more(&mask, terminal);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	if (result == LINE_CANCELLED) {
		buf_reset(&waiting);
		looked = 0;
	}
	if (talk && result != LINE_TYPED)
		putchar('\n');
	*out = result == LINE_TYPED ? buf_str(&line) : S("");
	return result;
}
