/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench.c - memory and folders for operations. */
#include "bench/bench.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"
#include "bench/ending.h"
#include "bench/event.h"
#include "bench/pair.h"

enum { HUGE_PAGE = 2 << 20, HUGE_FROM = 4 << 20, SMAPS_LIMIT = 16 << 20, PAGE = 4096, TOUCHERS = 8 };

/* ---- memory ---- */

/* Bytes in huge pages of the mapping that begins at `p`, from /proc/self/smaps; below 0 when it is not told. */
static double huge_bytes(const struct bench *b, const void *p)
{
	struct buf path = {0}, text = {0};
	struct str rest, line;
	bool inside = false;
	double bytes = -1;

	buf_printf(&path, "%s/proc/self/smaps", b->host.root);
	if (fs_read(buf_c(&path), SMAPS_LIMIT, &text) == 0) {
		rest = buf_str(&text);
		while (bytes < 0 && str_next_line(&rest, &line)) {
			unsigned long from = 0, to = 0;

			if (sscanf(line.p, "%lx-%lx ", &from, &to) == 2 && to > from)
				inside = (uintptr_t)p >= from && (uintptr_t)p < to;
			else if (inside && str_starts(line, S("AnonHugePages:")))
				bytes = strtod(line.p + 14, NULL) * 1024;
		}
	}
	buf_release(&text);
	buf_release(&path);
	return bytes;
}

/* A part of new memory, to be touched. */
struct part {
	pthread_t thread;
	char *from, *to;
};

static void *bench_own_touch(void *arg)
{
	const struct part *part = arg;

	for (char *p = part->from; p < part->to && !bench_stop; p += PAGE)
		*p = 0;
	BENCH_CLOBBER();
	return NULL;
}

/* In a guest the host has to find memory first, which takes two seconds for a gigabyte: all CPUs are asked to. */
void bench_touch(const struct bench *b, void *memory, uint64_t size)
{
	char *p = memory;
	struct part parts[TOUCHERS];
	unsigned n = host_threads(&b->host) < TOUCHERS ? host_threads(&b->host) : TOUCHERS, started = 0;
	uint64_t each = size / n / HUGE_PAGE * HUGE_PAGE;

	if (n > 1 && each)
		for (; started < n - 1; started++) {
			struct part *part = &parts[started];

			*part = (struct part){.from = p + started * each, .to = p + (started + 1) * each};
			if (!pair_thread(NULL, &part->thread, b->host.cpu[started + 1], bench_own_touch, part))
				break;
		}
	bench_own_touch(&(struct part){.from = p + started * each, .to = p + size});
	for (unsigned i = 0; i < started; i++)
		pthread_join(parts[i].thread, NULL);
}

void *bench_map(struct run *r, uint64_t size, double *huge)
{
	uint64_t room = size + HUGE_PAGE;
	char *p;

	if (size > r->bench->host.memory) {
		run_skip(r, "needs %.0f MB of memory, %.0f MB are free", (double)size / 1e6,
		         (double)r->bench->host.memory / 1e6);
		return NULL;
	}
	p = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED) {
		run_skip(r, "no memory: %s", strerror(errno));
		return NULL;
	}
	/* A huge page begins at a multiple of its size: keep that, give back the rest. */
	uint64_t front = -(uintptr_t)p & (HUGE_PAGE - 1);

	if (front)
		munmap(p, front);
	munmap(p + front + size, room - front - size);
	p += front;
	if (size >= HUGE_FROM)
		madvise(p, size, MADV_HUGEPAGE);
	bench_touch(r->bench, p, size);
	if (huge) {
		double bytes = huge_bytes(r->bench, p);

		*huge = bytes < 0 ? -1 : bytes / (double)size;
	}
	return p;
}

void bench_unmap(void *p, uint64_t size)
{
	if (p)
		munmap(p, size);
}

/* ---- folders ---- */

/* All that were made and not yet removed. */
static const char *folders[16];

static void remove_all(void)
{
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		bench_folder_remove(folders[i]);
}

static const char **bench_place_for(void)
{
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (!folders[i])
			return &folders[i];
	return NULL;
}

/* Made and remembered in one. `bote bench` is told, which sees to it should we be killed. */
const char *bench_folder(const char *parent)
{
	static bool registered;
	struct buf path = {0};
	const char **place;
	int error = EMFILE;

	if (!registered)
		ending_undo(remove_all);
	registered = true;
	buf_printf(&path, "%s/bote-bench.XXXXXX", parent);
	ending_hold();
	place = bench_place_for();
	if (place) {
		*place = mkdtemp(path.p);
		error = errno;
	}
	ending_release();
	if (place && *place) {
		event_folder(path.p);
		return path.p;
	}
	buf_release(&path);
	errno = error;
	return NULL;
}

static void bench_empty(const char *folder)
{
	struct buf path = {0};
	DIR *d = opendir(folder);
	struct dirent *e;

	while (d && (e = readdir(d)) != NULL) {
		buf_reset(&path);
		buf_printf(&path, "%s/%s", folder, e->d_name);
		unlink(buf_c(&path));
	}
	if (d)
		closedir(d);
	buf_release(&path);
}

/*
 * Folders of ours hold files, and a data base's hold nothing deeper. One may come in between, from a thread that is
 * stuck.
 */
static void remove_whole(const char *folder)
{
	for (int tries = 0; tries < 5; tries++) {
		bench_empty(folder);
		if (rmdir(folder) == 0 || errno != ENOTEMPTY)
			return;
	}
}

void bench_folder_remove(const char *folder)
{
	if (!folder)
		return;
	ending_hold();
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (folders[i] == folder) {
			remove_whole(folder);
			folders[i] = NULL;
			free((void *)(uintptr_t)folder);
			break;
		}
	ending_release();
}
