/* SPDX-License-Identifier: GPL-3.0-or-later */
/* server.c - children that are killed by their pid: at the end, at a signal, and by the kernel should we crash. */
#include "bench/server.h"

#include <dirent.h>
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
#include "base/now.h"
#include "bench/bench.h"
#include "bench/ending.h"
#include "bench/io.h"

enum { SERVERS = 4, LONGEST_FOLDER = 80, NOT_FOUND = 127 };

/* All that run. */
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
static _Noreturn void server_become(const char *const *argv, pid_t parent, int status)
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
	ending_not_mine();
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	snprintf(path, sizeof(path), "/usr/sbin/%s", argv[0]);
	execv(path, (char *const *)(uintptr_t)argv);
	(void)!write(status, "!", 1);
	_exit(NOT_FOUND);
}

/* A free place in `running`, or NULL. */
static struct server **server_place_for(void)
{
	for (unsigned i = 0; i < SERVERS; i++)
		if (!running[i])
			return &running[i];
	return NULL;
}

/* Started and remembered in one: an end that comes in between would leave it running. */
static pid_t spawn(struct server *s, const char *const *argv, int status)
{
	pid_t parent = getpid();
	struct server **place;

	ending_hold();
	place = server_place_for();
	s->pid = place ? fork() : -1;
	if (s->pid == 0)
		server_become(argv, parent, status);
	if (s->pid > 0)
		*place = s;
	ending_release();
	return s->pid;
}

bool server_start(struct run *r, struct server *s, const char *const *argv)
{
	static bool registered;
	int status[2];
	char byte;

	if (!registered)
		ending_undo(stop_all);
	registered = true;
	s->program = argv[0];
	s->cpu = -1;
	if (pipe2(status, O_CLOEXEC) != 0)
		return run_skip(r, "%s cannot be started: %s", argv[0], strerror(errno));
	spawn(s, argv, status[1]);
	close(status[1]);
	if (s->pid < 0) {
		close(status[0]);
		return run_skip(r, "%s cannot be started: %s", argv[0], strerror(errno));
	}
	/* The pipe closes when the program has taken over, and says something when there is none. */
	bool found = !io_read(status[0], &byte, 1);

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

/* A thread that is begun later is where the one that begins it is. */
void server_place(struct server *s, unsigned cpu)
{
	char path[32];
	struct dirent *e;
	cpu_set_t set;
	DIR *d;

	if (s->pid <= 0 || s->cpu == (int)cpu)
		return;
	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(s->pid, sizeof(set), &set);
	snprintf(path, sizeof(path), "/proc/%d/task", (int)s->pid);
	d = opendir(path);
	while (d && (e = readdir(d)) != NULL)
		if (atoi(e->d_name) > 0)
			sched_setaffinity(atoi(e->d_name), sizeof(set), &set);
	if (d)
		closedir(d);
	s->cpu = (int)cpu;
}

static double server_time(const struct server *s)
{
	clockid_t clock;

	return s->pid > 0 && clock_getcpuclockid(s->pid, &clock) == 0 ? now_of(clock) : 0;
}

void server_count(struct run *r, struct server *s, struct server_use *use)
{
	double now = server_time(s);

	if (s->asker == use && use->asked > use->asked_before && now > use->time) {
		use->used += now - use->time;
		use->counted += use->asked - use->asked_before;
		run_extra(r, "server_cpu", use->used / (double)use->counted);
	}
	s->asker = use;
	use->time = now;
	use->asked_before = use->asked;
}

double servers_time(void)
{
	double sum = 0;

	for (unsigned i = 0; i < SERVERS; i++)
		if (running[i])
			sum += server_time(running[i]);
	return sum;
}

/* ---- ending ---- */

/* A server that is asked to end takes up to a second for it, and has nothing to put in order. */
void server_stop(struct server *s)
{
	ending_hold();
	if (s->pid > 0) {
		kill(s->pid, SIGKILL);
		while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
			;
		s->pid = 0;
	}
	for (unsigned i = 0; i < SERVERS; i++)
		if (running[i] == s)
			running[i] = NULL;
	bench_folder_remove(s->folder);
	s->folder = NULL;
	ending_release();
}
