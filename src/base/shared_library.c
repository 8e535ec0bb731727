/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shared_library.c - shared libraries that are loaded with their first use. */
#include "base/shared_library.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

void *library_find(struct library *library, const char *symbol, char message[128])
{
	const char *why;
	void *found;

	errno = 0; /* the linker does not always say that memory was wanting */
	if (!library->handle)
		library->handle = dlopen(library->soname, RTLD_LAZY | RTLD_LOCAL);
	found = library->handle ? dlsym(library->handle, symbol) : NULL;
	if (found)
		return found;
	why = dlerror();
	if (!why || errno == ENOMEM || strstr(why, strerror(ENOMEM)))
		arena_exhausted(sizeof *library);
	snprintf(message, 128, "%s is needed: %s", library->name, why);
	return NULL;
}
