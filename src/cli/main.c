/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the program `bote`. */
#include <stdio.h>
#include <string.h>

enum { EXIT_DONE = 0, EXIT_USAGE = 3, EXIT_IO = 4 };

static const char usage[] =
	"Usage: bote [OPTION]... [EXPRESSION...]\n"
	"Back-of-the-envelope estimation.\n"
	"\n"
	"  --help     this text\n"
	"  --version  version, licence and what it was built with\n";

static const char version[] =
	"bote " PACKAGE_VERSION "\n"
	"Copyright (C) 2026 the bote authors\n"
	"Licence GPL-3.0-or-later: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>\n"
	"This is free software; there is no warranty, to the extent permitted by law.\n"
	"Line editor: " LINE_EDITOR "\n";

static int finish(int status)
{
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("bote: standard output");
		return EXIT_IO;
	}
	return status;
}

int main(int argc, char **argv)
{
	const char *option = argc > 1 ? argv[1] : "--help";

	if (strcmp(option, "--help") == 0)
		fputs(usage, stdout);
	else if (strcmp(option, "--version") == 0)
		fputs(version, stdout);
	else {
		fprintf(stderr, "bote: unknown option '%s'\nTry 'bote --help'.\n", option);
		return EXIT_USAGE;
	}
	return finish(EXIT_DONE);
}
