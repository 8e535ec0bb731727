/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fail.c - preloaded into a program, lets its n-th allocation fail.
 *
 *     FAIL_PROGRAM=bote FAIL_AT=17 FAIL_FILE=counted LD_PRELOAD=./fail.so bote run x.bote
 *
 * The first 8 bytes of the file FAIL_FILE are a counter that all processes of that name share; a process of another
 * name is left alone. With FAIL_ON=1 every allocation after the n-th fails as well, as when memory has run out for
 * good.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The C library's own, below what is replaced here. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static _Atomic uint64_t *counter;
static uint64_t fail_at;
static int fail_on;

__attribute__((constructor)) static void begin(void)
{
	const char *program = getenv("FAIL_PROGRAM"), *at = getenv("FAIL_AT"), *file = getenv("FAIL_FILE");
	int fd;
	void *p;

	if (!program || strcmp(program, program_invocation_short_name) != 0 || !file)
		return;
	fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, sizeof(*counter)) != 0)
		_exit(120);
	p = mmap(NULL, sizeof(*counter), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		_exit(120);
	fail_at = at ? strtoull(at, NULL, 10) : 0;
	fail_on = getenv("FAIL_ON") != NULL;
	counter = p;
}

static int fails(void)
{
	uint64_t n;

	if (!counter)
		return 0;
	n = atomic_fetch_add(counter, 1) + 1;
	if (!fail_at || (fail_on ? n < fail_at : n != fail_at))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
	return fails() ? NULL : __libc_realloc(p, size);
}

void *memalign(size_t alignment, size_t size)
{
	return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	void *p = memalign(alignment, size);

	if (!p)
		return ENOMEM;
	*out = p;
	return 0;
}
