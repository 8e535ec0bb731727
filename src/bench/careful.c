/* SPDX-License-Identifier: GPL-3.0-or-later */
/* careful.c - passes through a pipe, as the bytes they are: both ends are the same program. */
#include "bench/careful.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "bench/ending.h"
#include "bench/io.h"

enum { NOT_STARTED = 127, MOST_WORDS = 256 };

/* What one operation hands over. Nothing in it points anywhere. */
struct parcel {
	unsigned index; /* of the trial */
	bool done;      /* it has a pass */
	struct pass pass;
	uint64_t n, singles; /* singles follow, as doubles */
	double each, twice, bytes;
	unsigned threads_all;
	enum run_status status;
	char why[200], note[160];
	struct figure params[6], extra[6];
	unsigned param_count, extra_count;
};

/* ---- the child ---- */

void careful_child(struct campaign *c, unsigned number, int fd)
{
	campaign_pass(c, number);
	for (unsigned i = 0; i < c->count; i++) {
		const struct trial *t = &c->trials[i];
		const struct run *r = &t->run;
		struct parcel p;

		memset(&p, 0, sizeof(p)); /* gaps too: they are written */
		p.index = i;
		p.done = t->passes > 0;
		p.pass = t->pass[0];
		p.n = t->n;
		p.singles = t->single_count;
		p.each = t->each;
		p.twice = t->twice;
		p.bytes = r->bytes;
		p.threads_all = t->threads_all;
		p.status = r->status;
		memcpy(p.why, r->why, sizeof(p.why));
		memcpy(p.note, r->note, sizeof(p.note));
		memcpy(p.params, r->params, sizeof(p.params));
		memcpy(p.extra, r->extra, sizeof(p.extra));
		p.param_count = r->param_count;
		p.extra_count = r->extra_count;
		if (!io_write(fd, &p, sizeof(p)) || !io_write(fd, t->singles, t->single_count * sizeof(double)))
			return;
	}
}

/* ---- the parent ---- */

static bool take_singles(struct trial *t, int fd, uint64_t count)
{
	for (uint64_t i = 0; i < count; i++) {
		double x;

		if (!io_read(fd, &x, sizeof(x)))
			return false;
		t->singles = xgrow(t->singles, t->single_count, &t->single_cap, sizeof(*t->singles));
		t->singles[t->single_count++] = x;
	}
	return true;
}

static bool careful_take(struct campaign *c, int fd)
{
	struct parcel p;
	struct trial *t;
	struct run *r;

	if (!io_read(fd, &p, sizeof(p)) || p.index >= c->count)
		return false;
	t = &c->trials[p.index];
	r = &t->run;
	if (!take_singles(t, fd, p.singles))
		return false;
	if (!p.done) {
		if (!t->passes) {
			r->status = p.status;
			memcpy(r->why, p.why, sizeof(r->why));
		}
		return true;
	}
	r->status = RUN_FINE; /* even if an earlier pass failed */
	memcpy(r->note, p.note, sizeof(r->note));
	memcpy(r->params, p.params, sizeof(r->params));
	memcpy(r->extra, p.extra, sizeof(r->extra));
	r->param_count = p.param_count;
	r->extra_count = p.extra_count;
	r->bytes = p.bytes;
	t->n = p.n;
	t->each = p.each;
	t->twice = p.twice;
	t->threads_all = p.threads_all;
	t->pass[t->passes++] = p.pass;
	return true;
}

static _Noreturn void careful_become(unsigned number, int fd, char *const *words)
{
	const char *argv[MOST_WORDS + 8];
	char pass[16], out[16];
	size_t n = 0;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	ending_not_mine();
	snprintf(pass, sizeof(pass), "%u", number);
	snprintf(out, sizeof(out), "%d", fd);
	argv[n++] = words[0];
	argv[n++] = "--pass";
	argv[n++] = pass;
	argv[n++] = "--pass-to";
	argv[n++] = out;
	for (size_t i = 1; words[i] && n < MOST_WORDS; i++)
		argv[n++] = words[i];
	argv[n] = NULL;
	execv("/proc/self/exe", (char *const *)(uintptr_t)argv);
	_exit(NOT_STARTED);
}

/* The child has our standard output for its events, progress above all; the passes come by a pipe of their own. */
bool careful_pass(struct campaign *c, unsigned number, char *const *words)
{
	int ends[2], status = 0;
	unsigned taken = 0;
	pid_t child;

	if (pipe(ends) != 0)
		return false;
	child = fork();
	if (child == 0) {
		close(ends[0]);
		careful_become(number, ends[1], words);
	}
	close(ends[1]);
	while (child > 0 && taken < c->count && careful_take(c, ends[0]))
		taken++;
	close(ends[0]);
	if (child > 0 && bench_stop)
		kill(child, SIGTERM);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return taken == c->count && WIFEXITED(status);
}
