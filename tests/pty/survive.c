/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survive.c - bote is killed at random moments while lines are typed at it: what it has answered is kept for `resume`,
 * which the next one offers, and no temporary file stays.
 *
 *	BOTE=PROGRAM survive TIMES
 */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "terminal.h"

enum { LINES = 30, LATEST_MS = 120, START_MS = 20000 };

static struct terminal terminal;

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool seen(const char *text)
{
	return strstr(terminal.seen, text) != NULL;
}

/* Type cells until the moment has come. Returns how many were answered. */
static int type_until(long moment)
{
	int answered = 0;
	char line[64], answer[64];

	for (int k = 1; k <= LINES && now_ms() < moment; k++) {
		snprintf(line, sizeof(line), "cell%d = %d + 1000\r", k, k);
		snprintf(answer, sizeof(answer), "= %d,%03d\r", 1 + k / 1000, k % 1000);
		terminal_forget(&terminal);
		terminal_type(&terminal, line, strlen(line));
		while (now_ms() < moment && !seen(answer))
			terminal_take(&terminal, 1);
		if (!seen(answer))
			break;
		answered = k;
		while (now_ms() < moment && !strstr(strstr(terminal.seen, answer), "bote> "))
			terminal_take(&terminal, 1);
	}
	return answered;
}

/* Is there a file in the folder that has this line? */
static bool kept(const char *folder, const char *line)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool found = false;

	while (dir && !found && (entry = readdir(dir)) != NULL) {
		char path[1024], text[8192];
		FILE *f;
		size_t n;

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		f = strstr(entry->d_name, ".bote") ? fopen(path, "r") : NULL;
		n = f ? fread(text, 1, sizeof(text) - 1, f) : 0;
		text[n] = '\0';
		found = strstr(text, line) != NULL;
		if (f)
			fclose(f);
	}
	if (dir)
		closedir(dir);
	return found;
}

static bool wait_for_prompt(char **argv)
{
	long end = now_ms() + START_MS;

	if (!terminal_start(&terminal, argv, 24, 80))
		return false;
	while (!seen("bote> ") && now_ms() < end)
		terminal_take(&terminal, 5);
	return true;
}

/* The next one offers the sheet, if there is one; then only the sheet is in the folder. */
static bool next_life(char **argv, const char *folder, bool sheet)
{
	DIR *dir;
	struct dirent *entry;
	bool fine;
	int status;

	if (!wait_for_prompt(argv))
		return true;
	fine = !sheet || seen("resume brings it back");
	kill(terminal.pid, SIGKILL);
	terminal_wait(&terminal, &status);
	dir = opendir(folder);
	while (dir && (entry = readdir(dir)) != NULL) {
		size_t len = strlen(entry->d_name);

		fine = fine && (entry->d_name[0] == '.' || (len > 5 && strcmp(entry->d_name + len - 5, ".bote") == 0));
	}
	if (dir)
		closedir(dir);
	return fine;
}

/* One life. Returns false when an answered line is lost, or something else stays; *answered: how many there were. */
static bool live(const char *home, int *answered)
{
	char quiet[] = "-q", interactive[] = "-i", expr[] = "-e", off[] = "set preview off", folder[600], line[64];
	char *argv[] = {getenv("BOTE"), quiet, interactive, expr, off, NULL};
	int status;

	if (!wait_for_prompt(argv))
		return true;
	*answered = type_until(now_ms() + rand() % LATEST_MS);
	kill(terminal.pid, SIGKILL);
	terminal_wait(&terminal, &status);
	snprintf(folder, sizeof(folder), "%s/.local/state/bote/sheets", home);
	for (int k = 1; k <= *answered; k++) {
		snprintf(line, sizeof(line), "cell%d = %d + 1000\n", k, k);
		if (!kept(folder, line))
			return false;
	}
	return next_life(argv, folder, *answered > 0);
}

int main(int argc, char **argv)
{
	int times = argc > 1 ? atoi(argv[1]) : 20, lost = 0, lines = 0;
	const char *build = getenv("builddir");

	srand((unsigned)getpid());
	setenv("TERM", "xterm", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("INPUTRC", "/dev/null", 1);
	for (int i = 0; i < times; i++) {
		char home[512], command[600];
		int answered = 0;

		snprintf(home, sizeof(home), "%s%s/survive.XXXXXX", build ? build : "/tmp", build ? "/tests/tmp" : "");
		if (!mkdtemp(home))
			return 99;
		setenv("HOME", home, 1);
		if (!live(home, &answered) && ++lost)
			printf("# life %d: one of %d answered lines is not there, or a file too many, in %s\n", i + 1, answered,
			       home);
		else {
			snprintf(command, sizeof(command), "rm -rf '%s'", home);
			if (system(command) != 0)
				return 99;
		}
		lines += answered;
	}
	printf("%sok 1 - killed %d times, %d lines answered, lost in %d\n1..1\n", lost ? "not " : "", times, lines, lost);
	return lost != 0;
}
