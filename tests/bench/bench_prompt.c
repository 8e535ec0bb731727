/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_prompt.c - how long a person waits at the prompt, each time beside its goal: through a pseudo-terminal the
 *start, beside that of bc, and from Enter to the answer; in this process Tab, colours and preview of a key. There are
 *10,000 cells and 2,000 lines of history. The least of many times counts, so that a busy machine does little harm.
 *
 *	BOTE=PROGRAM bench_prompt
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../pty/terminal.h"
#include "command/typed.h"
#include "repl/complete.h"
#include "repl/highlight.h"
#include "repl/preview.h"

enum { CELLS = 10000, LINES = 2000, STARTS = 15, ENTERS = 40, KEYS = 50, WAIT_MS = 20000 };

static struct terminal terminal;
static char home[] = "/tmp/bench_prompt.XXXXXX";

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void show(const char *what, double value, double goal, const char *unit)
{
	printf("%-58s %8.2f   goal <= %-5g %s\n", what, value / goal, 1.0, value <= goal ? "met" : "not met");
	printf("%-58s %8.3f %s of %g\n", "", value, unit, goal);
}

/* ---- what there is beforehand ---- */

static FILE *create(const char *name)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", home, name);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static void prepare(void)
{
	const char *const folders[] = {"state", "state/bote", "empty"};
	FILE *f;

	if (!mkdtemp(home))
		exit(1);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char path[256];

		snprintf(path, sizeof(path), "%s/%s", home, folders[i]);
		mkdir(path, 0700);
	}
	f = create("state/bote/history");
	for (int i = 0; i < LINES; i++)
		fprintf(f, "%d GB / %d MB/s to min\n", i, i + 7);
	fclose(f);
	f = create("cells.bote");
	fprintf(f, "cell0 = 3 GB\n");
	for (int i = 1; i < CELLS; i++)
		fprintf(f, "cell%d = cell%d + 1 MB\n", i, i / 2);
	fclose(f);
	setenv("HOME", home, 1);
	setenv("TERM", "xterm", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("INPUTRC", "/dev/null", 1);
	unsetenv("NO_COLOR");
}

static void clean_up(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -r %s", home);
	if (system(command) != 0)
		printf("cannot remove %s\n", home);
}

/* ---- through a terminal ---- */

static bool await(const char *text)
{
	double end = now() + WAIT_MS / 1e3;

	while (!strstr(terminal.seen ? terminal.seen : "", text) && now() < end)
		terminal_take(&terminal, 1);
	return terminal.seen && strstr(terminal.seen, text);
}

static void end(void)
{
	int status;

	kill(terminal.pid, SIGKILL);
	terminal_wait(&terminal, &status);
}

/* From the start until `text` is there, with `typed` waiting; less than `least`, if it is. */
static double start_time(char **argv, const char *typed, const char *text, double least)
{
	double from = now(), took;

	if (!terminal_start(&terminal, argv, 24, 80))
		exit(77);
	if (*typed)
		terminal_type(&terminal, typed, strlen(typed));
	took = await(text) ? now() - from : 1e9;
	end();
	return took < least ? took : least;
}

static void time_starts(void)
{
	char quiet[] = "-q", bc[] = "bc", *program[] = {getenv("BOTE"), quiet, NULL}, *peer[] = {bc, quiet, NULL};
	double own = 1e9, other = 1e9;

	if (system("command -v bc > /dev/null 2>&1") != 0) {
		printf("%-58s not measured: there is no bc\n", "prompt's start / bc's");
		return;
	}
	for (int i = 0; i < STARTS; i++) {
		own = start_time(program, "", "bote> ", own);
		other = start_time(peer, "6*7\n", "42", other);
	}
	printf("%-58s %8.2f   goal <= %-5g %s\n", "prompt's start with 2,000 lines of history / bc's", own / other, 1.5,
	       own / other <= 1.5 ? "met" : "not met");
}

/* From Enter until the answer is seen. */
static double enter_time(const char *line, const char *answer)
{
	double least = 1e9;

	for (int i = 0; i < ENTERS; i++) {
		double from;

		terminal_forget(&terminal);
		terminal_type(&terminal, line, strlen(line));
		while (terminal_take(&terminal, 300)) /* the preview too */
			;
		terminal_forget(&terminal);
		from = now();
		terminal_type(&terminal, "\r", 1);
		if (await(answer) && now() - from < least)
			least = now() - from;
		await("bote> ");
		while (terminal_take(&terminal, 5))
			;
	}
	return least * 1e3;
}

static void time_enter(void)
{
	char quiet[] = "-q", file[] = "-f", interactive[] = "-i", path[256];
	char *argv[] = {getenv("BOTE"), quiet, file, path, interactive, NULL};

	snprintf(path, sizeof(path), "%s/cells.bote", home);
	if (!terminal_start(&terminal, argv, 24, 80))
		exit(77);
	await("bote> ");
	show("Enter to the answer", enter_time("cell9999 + 2000 MB", "= 5.014 GB"), 2, "ms");
	show("Enter to the answer of a new cell, the sheet being kept", enter_time("fresh = 12 * 12 GB", "= 144 GB"), 2,
	     "ms");
	end();
}

/* ---- in this process ---- */

static struct session *session;

static double least_ms(void (*work)(const char *line), const char *line)
{
	double least = 1e9;

	for (int i = 0; i < KEYS; i++) {
		double from = now(), took;

		work(line);
		took = (now() - from) * 1e3;
		least = took < least ? took : least;
	}
	return least;
}

static void tab(const char *line)
{
	struct completion found;
	struct buf list = {0};

	completion_init(&found);
	complete(session, COMMAND_PROMPT, str_from_c(line), strlen(line), &found);
	complete_list(&found, 80, 24, &list);
	if (!list.len)
		exit(1);
	completion_release(&found);
	buf_release(&list);
}

static void colours(const char *line)
{
	struct highlight h;
	struct buf text = {0};

	highlight(session, str_from_c(line), strlen(line), false, &h);
	highlight_write(str_from_c(line), &h, &text);
	if (text.len <= strlen(line))
		exit(1);
	buf_release(&text);
}

static void beside(const char *line)
{
	struct buf text = {0};

	preview(session, str_from_c(line), 80, &text);
	if (!text.len)
		exit(1);
	buf_release(&text);
}

static void time_keys(void)
{
	struct outcome o;
	char line[64];

	session = session_new(S(""));
	outcome_init(&o);
	snprintf(line, sizeof(line), "load %s/cells.bote", home);
	if (!typed_text(session, SESSION_PROMPT, str_from_c(line), &o))
		exit(1);
	outcome_release(&o);
	show("Tab in a name that 1,111 cells begin with", least_ms(tab, "3 * cell9"), 5, "ms");
	show("Tab on an empty word, all 10,000 cells", least_ms(tab, "3 * "), 5, "ms");
	show("Tab behind to", least_ms(tab, "cell9999 to "), 5, "ms");
	show("Tab behind run", least_ms(tab, "run "), 5, "ms");
	show("Tab behind sweep", least_ms(tab, "sweep "), 5, "ms");
	show("colours of a key", least_ms(colours, "cell9999 * 3 users/day + max(cell12, foo) to MB/s"), 1, "ms");
	show("preview of an expression", least_ms(beside, "cell9999 * 3 + max(cell12, 4 GB)"), 1, "ms");
	session_free(session);
}

int main(void)
{
	if (!getenv("BOTE")) {
		fprintf(stderr, "BOTE is not set\n");
		return 1;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	prepare();
	time_starts();
	time_enter();
	time_keys();
	clean_up();
	return 0;
}
