/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_memory.c - bote-pdf ends where memory ends. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"

enum { OUT_OF_MEMORY = 4 };

/*
 * Without memory the libraries below continue without a font or a rule of fontconfig, or turn in a circle. So bote-pdf
 * ends there: what is asked for through these is given, or the program says that it is not. AddressSanitizer has its
 * own.
 */
#if !ARENA_POISON
static void *next_of(const char *name)
{
	void *f = dlsym(RTLD_NEXT, name);

	if (!f)
		_exit(OUT_OF_MEMORY);
	return f;
}

static void *pdf_memory_given(void *p)
{
	static const char words[] = "bote-pdf: out of memory\n";

	if (p)
		return p;
	if (write(STDERR_FILENO, words, sizeof(words) - 1) < 0) {
		/* there is nobody to tell */
	}
	_exit(OUT_OF_MEMORY);
}

void *malloc(size_t size)
{
	static void *(*next)(size_t);

	if (!next)
		next = (void *(*)(size_t))(uintptr_t)next_of("malloc");
	return pdf_memory_given(next(size ? size : 1));
}

void *calloc(size_t n, size_t size)
{
	static void *(*next)(size_t, size_t);

	if (!next)
		next = (void *(*)(size_t, size_t))(uintptr_t)next_of("calloc");
	return pdf_memory_given(next(n ? n : 1, size ? size : 1));
}

void *realloc(void *p, size_t size)
{
	static void *(*next)(void *, size_t);

	if (!next)
		next = (void *(*)(void *, size_t))(uintptr_t)next_of("realloc");
	return pdf_memory_given(next(p, size ? size : 1));
}
#endif
