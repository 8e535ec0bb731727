/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_disk.c - reads past the page cache and from it, and writes that wait for the medium. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "algo/random.h"
#include "base/fs.h"
#include "bench/bench.h"
#include "bench/io.h"
#include "bench/ops.h"

enum {
	PAGE = 4096,
	BLOCK = 1 << 20,
	FILE_BLOCKS = 256,
	FILE_BLOCKS_QUICK = 64,
	CACHED_PAGES = 4096,
	SYNC_BLOCKS = 16,
	APPEND_MOST = 16384
};
#define TMPFS_MAGIC 0x01021994

/* The file of random bytes that all share: no holes, and nothing to compress. Unlinked as soon as it is open. */
static struct {
	bool in_memory; /* tmpfs */
	int fd, direct; /* direct: past the page cache; fd itself where that is not to be had */
	uint64_t size;
	unsigned users;
	char about[112]; /* "ext4, /dev/vda" */
} file = {.fd = -1, .direct = -1};

struct disk {
	char *bytes; /* BLOCK, aligned */
	struct random random;
	uint64_t at;
	int own; /* a file to append to, or -1 */
	bool shares;
};

/* ---- the file ---- */

/* File system and device, from the line of mountinfo with the same device number. */
static void disk_describe(const struct bench *b, int fd)
{
	struct stat st;
	struct buf path = {0}, text = {0};
	struct str rest, line;

	struct statfs f;

	file.in_memory = fstatfs(fd, &f) == 0 && f.f_type == TMPFS_MAGIC;
	*file.about = '\0';
	buf_printf(&path, "%s/proc/self/mountinfo", b->host.root);
	if (fstat(fd, &st) == 0 && fs_read(buf_c(&path), 4 << 20, &text) == 0) {
		rest = buf_str(&text);
		while (str_next_line(&rest, &line)) {
			unsigned major, minor;
			char type[32], device[64];
			const char *dash = memmem(line.p, line.len, " - ", 3);

			if (dash && sscanf(line.p, "%*d %*d %u:%u", &major, &minor) == 2 && major == major(st.st_dev) &&
			    minor == minor(st.st_dev) && sscanf(dash, " - %31s %63s", type, device) == 2)
				snprintf(file.about, sizeof(file.about), "%s, %s", type, device);
		}
	}
	buf_release(&text);
	buf_release(&path);
}

static bool room_enough(struct run *r, uint64_t size)
{
	const struct bench *b = r->bench;
	struct statvfs v;
	struct statfs f;

	if (!b->folder)
		return run_skip(r, "no folder to write in; name one with --dir");
	if (statvfs(b->folder, &v) != 0 || statfs(b->folder, &f) != 0)
		return run_skip(r, "%s: %s", b->folder, strerror(errno));
	if (f.f_type == TMPFS_MAGIC && !b->folder_named)
		return run_skip(r, "%s is in memory (tmpfs); name a folder on a disk with --dir", b->folder);
	if ((uint64_t)v.f_bavail * v.f_frsize < 4 * size)
		return run_skip(r, "%s has %.0f MB free, and %.0f MB are wanted", b->folder,
		                (double)v.f_bavail * (double)v.f_frsize / 1e6, 4 * (double)size / 1e6);
	return true;
}

/* A new file that has no name any more; -1 after run_skip. `direct`, if not NULL, is a second way in. */
static int open_nameless(struct run *r, int *direct)
{
	const char *folder = bench_folder(r->bench->folder);
	char path[4096];
	int fd;

	if (!folder) {
		run_skip(r, "cannot write in %s: %s", r->bench->folder, strerror(errno));
		return -1;
	}
	snprintf(path, sizeof(path), "%s/data", folder);
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		run_skip(r, "cannot write in %s: %s", r->bench->folder, strerror(errno));
	else if (direct)
		*direct = open(path, O_RDWR | O_DIRECT | O_CLOEXEC);
	bench_folder_remove(folder);
	return fd;
}

/* To the disk in parts, between which we can be stopped: in the kernel nothing can end us. */
static bool disk_fill(struct run *r, char *block)
{
	struct random random = {9};

	for (uint64_t at = 0; at < file.size && !bench_stop; at += BLOCK) {
		random_fill(&random, block, BLOCK);
		if (pwrite(file.fd, block, BLOCK, (off_t)at) != BLOCK ||
		    (at / BLOCK % SYNC_BLOCKS == 0 && fdatasync(file.fd) != 0))
			return run_skip(r, "cannot write in %s: %s", r->bench->folder, strerror(errno));
	}
	return fsync(file.fd) == 0 ? true : run_skip(r, "cannot write in %s: %s", r->bench->folder, strerror(errno));
}

static void close_file(void)
{
	if (file.fd >= 0)
		close(file.fd);
	if (file.direct >= 0 && file.direct != file.fd)
		close(file.direct);
	file.fd = file.direct = -1;
}

static bool disk_share(struct run *r, struct disk *d)
{
	if (!file.users) {
		file.size = (uint64_t)BLOCK * (r->bench->mode == BENCH_QUICK ? FILE_BLOCKS_QUICK : FILE_BLOCKS);
		if (!room_enough(r, file.size))
			return false;
		file.fd = open_nameless(r, &file.direct);
		if (file.fd < 0)
			return false;
		if (!disk_fill(r, d->bytes)) {
			close_file();
			return false;
		}
		/* Some file systems take the flag and refuse the read. */
		if (file.direct >= 0 && pread(file.direct, d->bytes, PAGE, 0) != PAGE) {
			close(file.direct);
			file.direct = -1;
		}
		if (file.direct < 0)
			file.direct = file.fd;
		disk_describe(r->bench, file.fd);
	}
	file.users++;
	d->shares = true;
	return true;
}

static void leave(void)
{
	if (!--file.users)
		close_file();
}

/* ---- all of them ---- */

static struct disk *disk_begin(struct run *r)
{
	struct disk *d = calloc(1, sizeof(*d));

	r->state = d;
	if (d) {
		d->own = -1;
		d->random.state = 10;
		d->bytes = aligned_alloc(PAGE, BLOCK);
	}
	if (!d || !d->bytes) {
		run_skip(r, "no memory");
		return NULL;
	}
	random_fill(&d->random, d->bytes, BLOCK);
	return d;
}

/* Of no use as a measure of a disk, but the user named it. */
static void told_where(struct run *r)
{
	if (file.in_memory)
		run_param(r, "in_memory", 1);
}

static bool shared_setup(struct run *r, double bytes)
{
	struct disk *d = disk_begin(r);

	if (!d || !disk_share(r, d))
		return false;
	r->bytes = bytes;
	run_param(r, "file", (double)file.size);
	run_param(r, "direct", file.direct != file.fd);
	told_where(r);
	run_note(r, "%s%s", file.about, file.direct == file.fd ? "; O_DIRECT is refused, pages are dropped instead" : "");
	return true;
}

static void disk_stop(struct run *r)
{
	struct disk *d = r->state;

	if (!d)
		return;
	if (d->shares)
		leave();
	if (d->own >= 0)
		close(d->own);
	free(d->bytes);
	free(d);
}

static bool disk_moved(struct run *r, ssize_t n, size_t want)
{
	if (n == (ssize_t)want)
		return true;
	return bench_stop ? false : run_fail(r, "the disk: %s", n < 0 ? strerror(errno) : "less than asked for");
}

/* Without O_DIRECT the pages must go first. */
static bool read_past_cache(struct run *r, struct disk *d, size_t size, uint64_t at)
{
	if (file.direct == file.fd)
		posix_fadvise(file.fd, (off_t)at, (off_t)size, POSIX_FADV_DONTNEED);
	return disk_moved(r, pread(file.direct, d->bytes, size, (off_t)at), size);
}

/* ---- writes ---- */

static bool page_setup(struct run *r)
{
	return shared_setup(r, PAGE);
}

static void sync_run(struct run *r, uint64_t n)
{
	struct disk *d = r->state;

	for (uint64_t i = 0; i < n; i++) {
		memcpy(d->bytes, &i, sizeof(i));
		if (!disk_moved(r, pwrite(file.fd, d->bytes, PAGE, (off_t)d->at), PAGE))
			return;
		if (fdatasync(file.fd) != 0) {
			run_fail(r, "fdatasync: %s", strerror(errno));
			return;
		}
		d->at = (d->at + 17 * PAGE) % file.size;
	}
}

/* What was written is what is read, past the cache. */
static bool sync_check(struct run *r)
{
	struct disk *d = r->state;
	uint64_t at = d->at, want;

	sync_run(r, 1);
	want = 0;
	if (r->status != RUN_FINE || !read_past_cache(r, d, PAGE, at))
		return false;
	return memcmp(d->bytes, &want, sizeof(want)) == 0 ? true : run_fail(r, "what was written is not what is read");
}

static bool append_setup(struct run *r)
{
	struct disk *d = disk_begin(r);

	if (!d || !room_enough(r, (uint64_t)APPEND_MOST * PAGE))
		return false;
	r->bytes = PAGE;
	d->own = open_nameless(r, NULL);
	if (d->own < 0)
		return false;
	disk_describe(r->bench, d->own);
	told_where(r);
	run_note(r, "%s", file.about);
	return true;
}

static void append_ready(struct run *r, uint64_t n)
{
	struct disk *d = r->state;

	if (d->at + n > APPEND_MOST) {
		if (ftruncate(d->own, 0) != 0)
			run_fail(r, "the file cannot be emptied: %s", strerror(errno));
		d->at = 0;
	}
}

static void append_run(struct run *r, uint64_t n)
{
	struct disk *d = r->state;

	for (uint64_t i = 0; i < n; i++, d->at++) {
		if (!disk_moved(r, pwrite(d->own, d->bytes, PAGE, (off_t)(d->at * PAGE)), PAGE))
			return;
		if (fdatasync(d->own) != 0) {
			run_fail(r, "fdatasync: %s", strerror(errno));
			return;
		}
	}
}

static bool append_check(struct run *r)
{
	struct disk *d = r->state;
	struct stat st;

	append_ready(r, 2);
	append_run(r, 2);
	return fstat(d->own, &st) == 0 && (uint64_t)st.st_size == d->at * PAGE ? true
	                                                                       : run_fail(r, "the file did not grow");
}

const struct work work_fdatasync_4k = {page_setup, NULL, sync_run, sync_check, disk_stop};
const struct work work_append_sync_4k = {append_setup, append_ready, append_run, append_check, disk_stop};

/* ---- reads ---- */

static bool block_setup(struct run *r)
{
	return shared_setup(r, BLOCK);
}

static void seq_run(struct run *r, uint64_t n)
{
	struct disk *d = r->state;

	for (uint64_t i = 0; i < n; i++) {
		if (!read_past_cache(r, d, BLOCK, d->at))
			return;
		d->at = (d->at + BLOCK) % file.size;
	}
}

static void disk_random_run(struct run *r, uint64_t n)
{
	struct disk *d = r->state;

	for (uint64_t i = 0; i < n; i++)
		if (!read_past_cache(r, d, PAGE, (uint64_t)random_below(&d->random, (uint32_t)(file.size / PAGE)) * PAGE))
			return;
}

/* The last block was never overwritten by more than a few pages' first bytes: most of it is what was drawn. */
static bool disk_read_check(struct run *r)
{
	struct disk *d = r->state;
	char *want = malloc(BLOCK);
	struct random random = {9};
	size_t same = 0;

	if (!want)
		return run_skip(r, "no memory");
	random_fill(&random, want, BLOCK);
	if (read_past_cache(r, d, BLOCK, 0))
		for (size_t i = 0; i < BLOCK; i += PAGE)
			same += memcmp(d->bytes + i + 64, want + i + 64, 64) == 0;
	free(want);
	return r->status == RUN_FINE && same ? true : run_fail(r, "what is read is not what was written");
}

const struct work work_disk_read_seq = {block_setup, NULL, seq_run, disk_read_check, disk_stop};
const struct work work_disk_read_rand = {page_setup, NULL, disk_random_run, disk_read_check, disk_stop};

static bool cached_setup(struct run *r)
{
	struct disk *d;

	if (!shared_setup(r, PAGE))
		return false;
	d = r->state;
	for (uint64_t i = 0; i < CACHED_PAGES; i++)
		if (!disk_moved(r, pread(file.fd, d->bytes, PAGE, (off_t)(i * PAGE)), PAGE))
			return false;
	run_param(r, "working_set", (double)CACHED_PAGES * PAGE);
	return true;
}

static void cached_run(struct run *r, uint64_t n)
{
	struct disk *d = r->state;

	for (uint64_t i = 0; i < n; i++)
		if (!disk_moved(
				r, pread(file.fd, d->bytes, PAGE, (off_t)((uint64_t)random_below(&d->random, CACHED_PAGES) * PAGE)),
				PAGE))
			return;
}

const struct work work_file_read_cached = {cached_setup, NULL, cached_run, disk_read_check, disk_stop};
