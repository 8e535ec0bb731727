/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_run.c - a child process, a pipe, signals passed on, and taking away the folders it leaves. */
#include "measured/bench_run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fs.h"

/* Seconds that it may take to stop: it takes less than one, but a disk may be slow. */
enum { PATIENCE = 5, CHUNK = 16384, NOT_STARTED = 127 };

static const int passed_on[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof(passed_on) / sizeof(passed_on[0]) };

static volatile sig_atomic_t caught;
static volatile sig_atomic_t child_pid;

static void pass_on(int number)
{
	caught = number;
	if (child_pid > 0)
		kill(child_pid, number);
}

/* ---- folders ---- */

struct run {
	struct arena arena;
	const char **folders;
	size_t folder_count, folder_cap;
	void (*line)(void *ctx, struct str line);
	void *ctx;
};

/* {"event":"folder","path":"/tmp/bote-bench.x1Y2z3"}; only a name of that form is ours. */
static void note_folder(struct run *r, struct str line)
{
	static const char head[] = "{\"event\":\"folder\",\"path\":\"";
	struct str path;

	if (!str_starts(line, str_from_c(head)))
		return;
	path = str_cut(line, sizeof(head) - 1, line.len - 2);
	if (!str_starts(fs_name_of(path), S("bote-bench.")))
		return;
	r->folders = xgrow(r->folders, r->folder_count, &r->folder_cap, sizeof(*r->folders));
	r->folders[r->folder_count++] = arena_str(&r->arena, path).p;
}

static void remove_folder(struct run *r, const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	while (d && (e = readdir(d)) != NULL)
		unlink(fs_join(&r->arena, str_from_c(folder), str_from_c(e->d_name)));
	if (d)
		closedir(d);
	rmdir(folder);
}

/* ---- reading ---- */

static void bench_run_take_lines(struct run *r, struct buf *text)
{
	size_t from = 0, end;
	struct str all = buf_str(text);

	while ((end = str_find_char(all, '\n', from)) < all.len) {
		struct str line = str_cut(all, from, end);

		note_folder(r, line);
		r->line(r->ctx, line);
		from = end + 1;
	}
	memmove(text->p, text->p + from, text->len - from);
	buf_cut(text, text->len - from);
}

/* Until it closes its output; false when it was asked to stop and does not. */
static bool bench_run_read_lines(struct run *r, int fd)
{
	struct buf text = {0};
	char chunk[CHUNK];
	int patience = PATIENCE;
	bool ended = false;

	while (!ended && patience > 0) {
		struct pollfd p = {.fd = fd, .events = POLLIN};
		int ready = poll(&p, 1, 1000);
		ssize_t n;

		if (ready <= 0) {
			if (caught)
				patience--;
			continue;
		}
		n = read(fd, chunk, sizeof(chunk));
		if (n > 0) {
			buf_add(&text, chunk, (size_t)n);
			bench_run_take_lines(r, &text);
		} else if (n == 0 || (errno != EINTR && errno != EAGAIN))
			ended = true;
	}
	buf_release(&text);
	return ended;
}

/* ---- the child ---- */

/* When we are killed nobody reads what it measures. */
static _Noreturn void bench_run_become(const char *const *argv, int out, const sigset_t *mask, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(NOT_STARTED);
	dup2(out, STDOUT_FILENO);
	for (unsigned i = 0; i < SIGNALS; i++)
		signal(passed_on[i], SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	sigprocmask(SIG_SETMASK, mask, NULL);
	execv(argv[0], (char *const *)(uintptr_t)argv);
	_exit(NOT_STARTED);
}

/* Signals wait until we know whom to pass them on to. */
static int bench_run_start(const char *const *argv, int *from)
{
	sigset_t block, before;
	int ends[2];
	pid_t pid, self = getpid();

	if (pipe2(ends, O_CLOEXEC) != 0)
		return errno;
	sigfillset(&block);
	sigprocmask(SIG_BLOCK, &block, &before);
	pid = fork();
	if (pid == 0)
		bench_run_become(argv, ends[1], &before, self);
	child_pid = pid;
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(ends[1]);
	*from = ends[0];
	if (pid > 0)
		return 0;
	close(ends[0]);
	return EAGAIN;
}

static void bench_run_finish(struct bench_end *end)
{
	int status = 0;
	pid_t pid = child_pid;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	child_pid = 0;
	end->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	end->killed_by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	if (end->status == NOT_STARTED)
		end->error = ENOENT;
}

struct bench_end bench_run(const char *const *argv, void (*line)(void *ctx, struct str line), void *ctx)
{
	struct sigaction act = {.sa_handler = pass_on}, before[SIGNALS];
	struct bench_end end = {.status = -1};
	struct run r = {.line = line, .ctx = ctx};
	int from = -1;

	arena_init(&r.arena);
	caught = 0;
	for (unsigned i = 0; i < SIGNALS; i++)
		sigaction(passed_on[i], &act, &before[i]);
	end.error = bench_run_start(argv, &from);
	if (!end.error) {
		if (!bench_run_read_lines(&r, from))
			kill(child_pid, SIGKILL);
		close(from);
		bench_run_finish(&end);
	}
	end.signal = caught;
	for (unsigned i = 0; i < SIGNALS; i++) {
		sigaction(passed_on[i], &before[i], NULL);
		if (passed_on[i] == end.signal && before[i].sa_handler == SIG_DFL)
			end.again = true;
	}
	for (size_t i = 0; i < r.folder_count; i++)
		remove_folder(&r, r.folders[i]);
	free(r.folders);
	arena_release(&r.arena);
	return end;
}
