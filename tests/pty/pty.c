/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pty.c - follow a script that types at bote on a pseudo-terminal and looks at the screen; reports TAP.
 *
 * There is no sleep (but between the keys of a hand, see `pace`) and no second try: each word waits for a state until a
 * deadline. Words, one a line; TEXT may hold \n \e \t \\ and \xHH:
 *
 *	needs EDITOR...      pass over the script unless the line editor is one of these (readline libedit none)
 *	size ROWS COLUMNS    of terminals that are opened from here on; 24 80 without it
 *	env NAME=VALUE       for programs started from here on; NAME alone takes it away
 *	file PATH TEXT       make a file in the home folder, which is also the working folder
 *	pace LEAST MOST      from here on keys come one by one, so many ms apart
 *	widths COLUMNS...    follow the script once for each of these, instead of 80
 *	both                 follow the script twice: without preview, and with it where the line editor has one
 *	start [ARGUMENT...]  run bote on the terminal, without preview unless so, nor suggestions; `shell` runs sh, whose
 *	                     prompt is "$ "
 *	terminal N           go to terminal 1 or 2
 *	send TEXT, key NAME  type; keys are C-x, Enter, Tab, Esc, Up, Down, Left, Right, Home, End, Delete, Backspace; C-d
 *	                     waits until keys are read one by one
 *	prompt [TEXT]        the cursor is behind TEXT ("bote>"), alone in its row, and keys are read one by one
 *	line TEXT            prompt, then TEXT and Enter
 *	expect TEXT          the program writes it, since it was last typed at
 *	screen TEXT          it is on the screen; noscreen TEXT: it is not
 *	row TEXT             it is all there is in the cursor's row
 *	plain TEXT, bold TEXT, dim TEXT, underlined TEXT, coloured TEXT   it is so in the cursor's row
 *	fits                 no line was wider than the terminal since it was last typed at
 *	cursor COLUMN        where the cursor is, from 0
 *	resize ROWS COLUMNS, signal NAME
 *	exit STATUS          the program ends so: a number or the name of a signal
 *	sane                 the terminal's settings are those of a shell
 *	busy                 the program is at work on what was typed
 *	interrupt MS         after a moment Ctrl-C brings back the prompt, or ends the program, within so many ms; says how
 *	                     many it took, or that it had ended by itself, as it may on a fast machine
 *	contents PATH TEXT   a file holds exactly this
 */
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "checks.h"
#include "typing.h"

enum { WORDS_MOST = 16, WIDTHS_MOST = 8 };

static struct terminal terminals[2], *now = terminals;
static int rows = 24, columns = 80, tests, line_number;
static long deadline_ms = 30000; /* under a sanitizer, on a machine that has twenty other things to do */
static char editor[32] = "none", home[512];
static const char *script;
static int widths[WIDTHS_MOST], width_count, pass; /* the script is followed for widths[pass] */
static bool both, preview;                         /* with preview, the second time of two */

/* ---- reporting ---- */

static void show_screen(void)
{
	char text[ROW_BYTES];

	for (int r = 0; r < now->screen.rows; r++) {
		screen_row(&now->screen, r, text);
		if (*text || r == now->screen.row)
			printf("#   %2d%c|%s\n", r, r == now->screen.row ? '>' : ' ', text);
	}
	printf("#   cursor in column %d\n", now->screen.column);
}

static void clean_up(void)
{
	char command[600];

	for (int i = 0; i < 2; i++)
		if (terminals[i].running)
			kill(terminals[i].pid, SIGKILL);
	snprintf(command, sizeof(command), "rm -rf '%s'", home);
	if (*home && system(command) != 0)
		printf("# cannot remove %s\n", home);
}

static void finish(void)
{
	printf("1..%d\n", tests);
	clean_up();
	exit(0);
}

static void result(bool ok, const char *word, const char *rest)
{
	printf("%sok %d - line %d: %s %s\n", ok ? "" : "not ", ++tests, line_number, word, rest);
	if (ok)
		return;
	show_screen();
	finish();
}

__attribute__((format(printf, 1, 2))) static void broken(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("Bail out! %s:%d: ", script, line_number);
	vprintf(fmt, ap);
	printf("\n");
	va_end(ap);
	clean_up();
	exit(99);
}

static void skip(const char *why)
{
	printf("1..0 # SKIP %s\n", why);
	clean_up();
	exit(0);
}

/* ---- what is waited for ---- */

static bool wait_for(const struct check *check, const char *text)
{
	checks_look_at(now, editor);
	return terminal_until(now, check->holds, text, check->last, deadline_ms);
}

static void type(const char *text, size_t len)
{
	if (!typing_text(now, text, len))
		broken("cannot type");
}

enum { MOMENT_MS = 300 };

static long milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool holds(const char *word)
{
	checks_look_at(now, editor);
	return check_find(word)->holds("");
}

/* Is it at work still, after a moment? */
static bool keeps_working(void)
{
	long until = milliseconds() + MOMENT_MS;

	while (milliseconds() < until)
		terminal_take(now, 20);
	return holds("working");
}

/* ---- words ---- */

static void unescape(char *text)
{
	char *out = text;

	for (; *text; text++) {
		unsigned byte;

		if (*text != '\\' || !text[1]) {
			*out++ = *text;
			continue;
		}
		switch (*++text) {
		case 'n': *out++ = '\n'; break;
		case 't': *out++ = '\t'; break;
		case 'e': *out++ = '\033'; break;
		case 'x':
			if (sscanf(text + 1, "%2x", &byte) != 1)
				broken("\\x wants two digits");
			*out++ = (char)byte;
			text += 2;
			break;
		default: *out++ = *text;
		}
	}
	*out = '\0';
}

/*
 * Ctrl-D ends what is gathered of a line, and who reads keys one by one afterwards gets a NUL in its place: a hand,
 * too, waits until the prompt is back.
 */
static void await_keys(const char *key)
{
	if (strcmp(key, "C-d") == 0 && now->edited && !wait_for(check_find("keys"), ""))
		broken("%s is for who reads keys one by one", key);
}

static void press(const char *name)
{
	bool sent = false;

	await_keys(name);
	if (!typing_key(now, name, &sent))
		broken("no key '%s'", name);
	if (!sent)
		broken("cannot press %s", name);
}

static int signal_of(const char *name)
{
	static const struct {
		const char *name;
		int number;
	} signals[] = {{"INT", SIGINT},   {"TERM", SIGTERM}, {"HUP", SIGHUP},  {"QUIT", SIGQUIT},
	               {"KILL", SIGKILL}, {"TSTP", SIGTSTP}, {"CONT", SIGCONT}};

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (strcmp(signals[i].name, name) == 0)
			return signals[i].number;
	return 0;
}

static bool ended_so(const char *wanted)
{
	int status, signal = signal_of(wanted);

	if (!wait_for(check_find("ended"), "") || !terminal_wait(now, &status))
		return false;
	if (signal)
		return WIFSIGNALED(status) && WTERMSIG(status) == signal;
	return WIFEXITED(status) && WEXITSTATUS(status) == atoi(wanted);
}

static bool interrupted(const char *most)
{
	long began;

	if (!keeps_working() && wait_for(check_find("idle"), "")) {
		printf("# took no time: it had ended before\n");
		return true;
	}
	began = milliseconds();
	press("C-c");
	if (!wait_for(check_find("idle"), ""))
		return false;
	printf("# took %ld ms\n", milliseconds() - began);
	return milliseconds() - began <= atol(most);
}

static void set_size(const char *rest, bool of_now)
{
	if (sscanf(rest, "%d %d", &rows, &columns) != 2 || rows > ROWS_MOST || columns > COLUMNS_MOST)
		broken("a size is ROWS COLUMNS");
	if (of_now)
		terminal_resize(now, rows, columns);
}

static void set_widths(char *rest)
{
	width_count = 0;
	for (char *word = strtok(rest, " "); word && width_count < WIDTHS_MOST; word = strtok(NULL, " "))
		widths[width_count++] = atoi(word);
	if (!width_count)
		broken("widths are COLUMNS...");
	columns = widths[pass];
}

static void set_env(char *rest)
{
	char *value = strchr(rest, '=');

	if (value)
		*value++ = '\0';
	if (value)
		setenv(rest, value, 1);
	else
		unsetenv(rest);
}

static void make_file(char *rest)
{
	char *text = strchr(rest, ' '), *slash = rest;
	FILE *f;

	if (text)
		*text++ = '\0';
	while ((slash = strchr(slash, '/')) != NULL) {
		*slash = '\0';
		mkdir(rest, 0700);
		*slash++ = '/';
	}
	f = fopen(rest, "w");
	if (!f || (text && fputs(text, f) < 0) || fclose(f) != 0)
		broken("cannot write %s", rest);
}

static void run(char *rest, bool shell)
{
	char sh[] = "sh", interactive[] = "-i", expr[] = "-e", off[] = "set preview off; set suggest off",
		 on[] = "set preview on; set suggest off"; /* execvp wants them writable */
	char *of_shell[] = {sh, interactive}, *of_bote[] = {getenv("BOTE"), interactive, expr, preview ? on : off};
	char *argv[WORDS_MOST + 1];
	int n = shell ? 2 : 4;

	memcpy(argv, shell ? of_shell : of_bote, (size_t)n * sizeof(*argv));
	for (char *word = strtok(rest, " "); word && n < WORDS_MOST; word = strtok(NULL, " "))
		argv[n++] = word;
	argv[n] = NULL;
	checks_look_at(now, editor);
	now->edited = !shell && checks_edited();
	if (!terminal_start(now, argv, rows, columns))
		skip("there is no pseudo-terminal");
}

static void needs(char *rest)
{
	for (char *word = strtok(rest, " "); word; word = strtok(NULL, " "))
		if (strcmp(word, editor) == 0)
			return;
	skip("for another line editor");
}

static void set_pace(const char *rest)
{
	int least, most;

	if (sscanf(rest, "%d %d", &least, &most) != 2 || least < 0 || most > 10000)
		broken("a pace is LEAST MOST, in ms");
	if (!getenv("PTY_PACE"))
		typing_pace(least, most);
}

static bool do_action(const char *word, char *rest)
{
	if (strcmp(word, "needs") == 0)
		needs(rest);
	else if (strcmp(word, "size") == 0)
		set_size(rest, false);
	else if (strcmp(word, "resize") == 0)
		set_size(rest, true);
	else if (strcmp(word, "widths") == 0)
		set_widths(rest);
	else if (strcmp(word, "pace") == 0)
		set_pace(rest);
	else if (strcmp(word, "both") == 0)
		both = true;
	else if (strcmp(word, "env") == 0)
		set_env(rest);
	else if (strcmp(word, "file") == 0)
		make_file(rest);
	else if (strcmp(word, "start") == 0 || strcmp(word, "shell") == 0)
		run(rest, word[1] == 'h');
	else if (strcmp(word, "terminal") == 0)
		now = &terminals[atoi(rest) == 2];
	else if (strcmp(word, "send") == 0)
		type(rest, strlen(rest));
	else if (strcmp(word, "key") == 0)
		press(rest);
	else if (strcmp(word, "signal") == 0)
		kill(now->pid, signal_of(rest));
	else
		return false;
	return true;
}

static void do_check(const char *word, const char *rest)
{
	const struct check *check = check_find(word);

	if (strcmp(word, "exit") == 0)
		result(ended_so(rest), word, rest);
	else if (strcmp(word, "interrupt") == 0)
		result(interrupted(rest), word, rest);
	else if (!check)
		broken("no word '%s'", word);
	else
		result(wait_for(check, strcmp(word, "prompt") == 0 && !*rest ? "bote>" : rest), word, rest);
}

static void do_line(char *line)
{
	char *rest = line + strcspn(line, " \n");

	line[strcspn(line, "\n")] = '\0';
	if (*rest)
		*rest++ = '\0';
	if (!*line || *line == '#')
		return;
	if (strcmp(line, "line") == 0) {
		unescape(rest);
		result(wait_for(check_find("prompt"), "bote>"), line, rest);
		type(rest, strlen(rest));
		press("Enter");
		return;
	}
	if (strcmp(line, "needs") != 0)
		unescape(rest);
	if (!do_action(line, rest))
		do_check(line, rest);
}

/* ---- set up ---- */

static void find_editor(void)
{
	char command[600], line[256];
	FILE *f;

	snprintf(command, sizeof(command), "'%s' --version", getenv("BOTE"));
	f = popen(command, "r");
	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "Line editor: %31[a-z]", editor);
	if (f)
		pclose(f);
}

static void set_up(void)
{
	static const char *const gone[] = {"NO_COLOR",  "CLICOLOR_FORCE", "COLUMNS",        "LINES", "BOTE_HISTORY",
	                                   "BOTE_PATH", "BOTE_COLORS",    "XDG_STATE_HOME", "ENV"};
	const char *build = getenv("builddir"), *slow = getenv("PTY_DEADLINE"), *pace = getenv("PTY_PACE"),
			   *seed = getenv("PTY_SEED");
	int least, most;

	snprintf(home, sizeof(home), "%s%s/pty.XXXXXX", build ? build : "/tmp", build ? "/tests/tmp" : "");
	if (!mkdtemp(home) || chdir(home) != 0)
		broken("cannot make %s", home);
	for (size_t i = 0; i < sizeof(gone) / sizeof(gone[0]); i++)
		unsetenv(gone[i]);
	setenv("HOME", home, 1);
	setenv("TERM", "xterm", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("INPUTRC", "/dev/null", 1);
	setenv("PS1", "$ ", 1);
	setenv("BOTE_PAGER", "cat", 1);
	if (slow)
		deadline_ms = atol(slow) * 1000;
	if (pace && sscanf(pace, "%d-%d", &least, &most) == 2)
		typing_pace(least, most);
	typing_seed(seed ? (unsigned)atol(seed) : 1);
	if (!setlocale(LC_ALL, ""))
		skip("there is no UTF-8 locale");
	find_editor();
}

/* The whole script, in an empty home. */
static void follow(FILE *f)
{
	char line[16384];

	rewind(f);
	for (line_number = 1; fgets(line, sizeof(line), f); line_number++)
		do_line(line);
}

int main(int argc, char **argv)
{
	FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;

	script = argc == 2 ? argv[1] : "script";
	if (!f || !getenv("BOTE"))
		broken("usage: BOTE=PROGRAM pty SCRIPT");
	setvbuf(stdout, NULL, _IOLBF, 0);
	set_up();
	follow(f);
	preview = both && strcmp(editor, "readline") == 0;
	for (pass = !preview; pass < width_count || (preview && pass == 0); pass++) {
		clean_up();
		set_up();
		follow(f);
	}
	fclose(f);
	finish();
}
