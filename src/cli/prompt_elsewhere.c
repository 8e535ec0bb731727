/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prompt_elsewhere.c - for `bote`, where a line editor was built: it is loaded by the program that needs it. */
#include "cli/prompt.h"

#include <stdio.h>
#include <unistd.h>

#include "base/libexec.h"

void prompt_become(char **argv)
{
	struct arena a;

	arena_init(&a);
	const char *path = libexec_path(&a, "bote-prompt");
	if (path)
		execv(path, argv);
	fputs("bote: bote-prompt is not installed: lines cannot be edited\n", stderr);
	arena_release(&a);
}
