/* SPDX-License-Identifier: GPL-3.0-or-later */
/* server.c - children that are killed by their pid: at the end, at a signal, and by the kernel should we crash. */
#include "bench/server.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "bench/bench.h"
#include "bench/io.h"

enum { SERVERS = 4, LONGEST_FOLDER = 80, NOT_FOUND = 127, PATIENCE_MS = 2000 };

/* All that run, for atexit. */
static struct server *running[SERVERS];

static void stop_all(void)
{
	for (unsigned i = 0; i < SERVERS; i++)
		if (running[i])
			server_stop(running[i]);
}

bool server_folder(struct run *r, struct server *s)
{
	const char *parent = getenv("TMPDIR");

	if (!parent || parent[0] != '/' || strlen(parent) > LONGEST_FOLDER)
		parent = "/tmp";
	s->folder = bench_folder(parent);
	return s->folder ? true : run_skip(r, "cannot write in %s: %s", parent, strerror(errno));
}

unsigned server_port(struct run *r)
{
	unsigned port = 0;
	int fd = io_listen(&port);

	if (fd < 0) {
		run_skip(r, "no socket on 127.0.0.1: %s", strerror(errno));
		return 0;
	}
	close(fd);
	return port;
}

/* ---- starting ---- */

/* Out of our process group, so that Ctrl-C is ours to act on; and not to be left alone. */
static _Noreturn void become(const char *const *argv, pid_t parent, int status)
{
	char path[512];
	int null = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(NOT_FOUND);
	setpgid(0, 0);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	/* Sockets and pipes of libraries too: an end held open here would never be seen to close. */
	for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
		if (fd != status)
			close(fd);
	signal(SIGINT, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	snprintf(path, sizeof(path), "/usr/sbin/%s", argv[0]);
	execv(path, (char *const *)(uintptr_t)argv);
	(void)!write(status, "!", 1);
	_exit(NOT_FOUND);
}

static bool remember(struct server *s)
{
	for (unsigned i = 0; i < SERVERS; i++) {
		if (running[i])
			continue;
		running[i] = s;
		return true;
	}
	return false;
}

bool server_start(struct run *r, struct server *s, const char *const *argv)
{
	static bool registered;
	pid_t parent = getpid();
	int status[2];
	char byte;

	if (!registered && atexit(stop_all) == 0)
		registered = true;
	s->program = argv[0];
	if (!registered || pipe2(status, O_CLOEXEC) != 0)
		return run_skip(r, "%s cannot be started: %s", argv[0], strerror(errno));
	s->pid = fork();
	if (s->pid == 0)
		become(argv, parent, status[1]);
	close(status[1]);
	if (s->pid < 0 || !remember(s)) {
		close(status[0]);
		return run_skip(r, "%s cannot be started: %s", argv[0], strerror(errno));
	}
	/* The pipe closes when the program has taken over, and says something when there is none. */
	bool found = read(status[0], &byte, 1) == 0;

	close(status[0]);
	if (found)
		return true;
	server_stop(s);
	return run_skip(r, "%s is not installed", argv[0]);
}

bool server_alive(struct run *r, struct server *s)
{
	int status;

	if (s->pid <= 0)
		return run_fail(r, "the server is gone");
	if (waitpid(s->pid, &status, WNOHANG) != s->pid)
		return true;
	s->pid = 0;
	if (WIFSIGNALED(status))
		return run_fail(r, "%s was ended by signal %d (%s)", s->program, WTERMSIG(status), strsignal(WTERMSIG(status)));
	return run_fail(r, "%s ended with status %d", s->program, WEXITSTATUS(status));
}

void server_place(const struct server *s, unsigned cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (s->pid > 0)
		sched_setaffinity(s->pid, sizeof(set), &set);
}

double server_time(const struct run *r, const struct server *s)
{
	char path[64];

	if (s->pid <= 0)
		return 0;
	snprintf(path, sizeof(path), "/proc/%d/schedstat", (int)s->pid);
	return (double)machine_number(r->bench->host.root, path, 0) * 1e-9;
}

/* ---- ending ---- */

static bool gone(struct server *s)
{
	return waitpid(s->pid, NULL, WNOHANG) != 0;
}

void server_stop(struct server *s)
{
	struct timespec moment = { 0, 1000000 };

	if (s->pid > 0) {
		kill(s->pid, SIGTERM);
		for (int i = 0; i < PATIENCE_MS && !gone(s); i++) {
			if (i == PATIENCE_MS / 2)
				kill(s->pid, SIGKILL);
			nanosleep(&moment, NULL);
		}
		s->pid = 0;
	}
	for (unsigned i = 0; i < SERVERS; i++)
		if (running[i] == s)
			running[i] = NULL;
	bench_folder_remove(s->folder);
	s->folder = NULL;
}
