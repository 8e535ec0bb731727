/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal.c - a pseudo-terminal with a program at its other end. */
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { SETTLE_MS = 2, SEEN_MOST = 1 << 20 };

void terminal_forget(struct terminal *t)
{
	t->seen_len = 0;
	t->seen[0] = '\0';
	t->screen.overflows = 0;
}

/* In the child: the pseudo-terminal at `name` becomes all there is. */
static _Noreturn void become(const char *name, char **argv)
{
	int fd;

	for (int i = 1; i < NSIG; i++) /* a test that runs in the background has some ignored */
		signal(i, SIG_DFL);
	setsid();
	fd = open(name, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) != 0)
		_exit(126);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

bool terminal_start(struct terminal *t, char **argv, int rows, int columns)
{
	const char *name;

	if (!t->seen)
		t->seen = malloc(SEEN_MOST);
	terminal_forget(t);
	t->ended = false;
	if (t->fd > 0) /* kept open until here, so that its settings can be looked at */
		close(t->fd);
	t->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (t->fd < 0 || grantpt(t->fd) != 0 || unlockpt(t->fd) != 0 || (name = ptsname(t->fd)) == NULL)
		return false;
	screen_init(&t->screen, rows, columns);
	terminal_resize(t, rows, columns);
	t->pid = fork();
	if (t->pid == 0)
		become(name, argv);
	t->running = t->pid > 0;
	return t->running;
}

bool terminal_type(struct terminal *t, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t n = write(t->fd, text, len);

		if (n <= 0)
			return false;
		text += n;
		len -= (size_t)n;
	}
	return true;
}

void terminal_resize(struct terminal *t, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	terminal_forget(t);
	screen_resize(&t->screen, rows, columns);
	ioctl(t->fd, TIOCSWINSZ, &size);
}

bool terminal_take(struct terminal *t, int ms)
{
	struct pollfd p = {.fd = t->fd, .events = POLLIN};
	char block[4096];
	ssize_t n;

	if (t->ended || poll(&p, 1, ms) <= 0)
		return false;
	n = read(t->fd, block, sizeof(block));
	if (n <= 0) {
		t->ended = n == 0 || errno == EIO; /* the other end is closed */
		return false;
	}
	screen_feed(&t->screen, block, (size_t)n);
	if (t->seen_len + (size_t)n < SEEN_MOST) {
		memcpy(t->seen + t->seen_len, block, (size_t)n);
		t->seen_len += (size_t)n;
		t->seen[t->seen_len] = '\0';
	}
	return true;
}

bool terminal_raw(const struct terminal *t)
{
	struct termios now;

	return tcgetattr(t->fd, &now) == 0 && !(now.c_lflag & ICANON);
}

bool terminal_sane(const struct terminal *t)
{
	const tcflag_t wanted = ICANON | ECHO | ISIG;
	struct termios now;

	return tcgetattr(t->fd, &now) == 0 && (now.c_lflag & wanted) == wanted && now.c_cc[VINTR] == 3;
}

bool terminal_taken(const struct terminal *t)
{
	int waiting = 1, fd = open(ptsname(t->fd), O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return false;
	if (ioctl(fd, FIONREAD, &waiting) != 0)
		waiting = 1;
	close(fd);
	return waiting == 0;
}

bool terminal_wait(struct terminal *t, int *status)
{
	if (waitpid(t->pid, status, 0) != t->pid)
		return false;
	t->running = false;
	return true;
}

static long clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool terminal_until(struct terminal *t, bool (*holds)(const char *text), const char *text, bool last, long deadline)
{
	long end = clock_ms() + deadline;

	for (;;) {
		while (terminal_take(t, 0))
			;
		if (holds(text) && (!last || (t->seen_len > 0 && !terminal_take(t, SETTLE_MS) && holds(text))))
			return true;
		if (clock_ms() > end)
			return false;
		if (t->ended)
			poll(NULL, 0, SETTLE_MS);
		else
			terminal_take(t, SETTLE_MS);
	}
}
