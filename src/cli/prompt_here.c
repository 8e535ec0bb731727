/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prompt_here.c - for bote-prompt, and for a bote without any line editor. */
#include "cli/prompt.h"

void prompt_become(char **argv)
{
	(void)argv;
}
