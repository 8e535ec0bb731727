/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libexec.c - where the helper programs are. */
#include "base/libexec.h"

#include <unistd.h>

#include "base/fs.h"

const char *libexec_path(struct arena *a, const char *name)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self);
	const char *path;

	if (n > 0 && (size_t)n < sizeof self) {
		path = fs_join(a, fs_folder_of((struct str){self, (size_t)n}), str_from_c(name));
		if (access(path, X_OK) == 0)
			return path;
	}
	path = fs_join(a, str_from_c(PKGLIBEXECDIR), str_from_c(name));
	return access(path, X_OK) == 0 ? path : NULL;
}
