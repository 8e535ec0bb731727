/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prompt_here.c - for bote-prompt, and for a bote without any line editor. */
#include "cli/prompt.h"

#include <locale.h>

/* There is nothing to become; but line editors ask the C library what characters are. */
void prompt_become(char **argv)
{
	(void)argv;
	setlocale(LC_CTYPE, "");
}
