/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checks.c - what a script of pty.c can wait for. */
#include "checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct terminal *at;
static const char *editor;

void checks_look_at(struct terminal *t, const char *line_editor)
{
	at = t;
	editor = line_editor;
}

static bool row_is(const char *text)
{
	char row[ROW_BYTES];

	screen_row(&at->screen, at->screen.row, row);
	return strcmp(row, text) == 0;
}

bool checks_edited(void)
{
	const char *term = getenv("TERM");

	return strcmp(editor, "none") != 0 && term && strcmp(term, "dumb") != 0;
}

static bool at_prompt(const char *text)
{
	bool edited = text[0] != '$' && checks_edited();

	return row_is(text) && at->screen.column == (int)strlen(text) + 1 && (!edited || terminal_raw(at));
}

static bool on_screen(const char *text)
{
	char row[ROW_BYTES];

	for (int r = 0; r < at->screen.rows; r++) {
		screen_row(&at->screen, r, row);
		if (strstr(row, text))
			return true;
	}
	return false;
}

static bool off_screen(const char *text)
{
	return !on_screen(text);
}

static bool was_written(const char *text)
{
	return strstr(at->seen, text) != NULL;
}

static bool it_fits(const char *unused)
{
	(void)unused;
	return at->screen.overflows == 0;
}

static bool cursor_in(const char *column)
{
	return at->screen.column == atoi(column);
}

static bool is_sane(const char *unused)
{
	(void)unused;
	return terminal_sane(at);
}

/* At work: what was typed is there, the cursor below it, and taken, and Ctrl-C is a signal. */
static bool is_busy(const char *unused)
{
	(void)unused;
	return at->screen.column == 0 && terminal_sane(at) && terminal_taken(at);
}

/* A program at work, wherever its output left the cursor. */
static bool is_working(const char *unused)
{
	(void)unused;
	return terminal_sane(at) && terminal_taken(at) && !at_prompt("bote>") && !at_prompt("$");
}

static bool reads_keys(const char *unused)
{
	(void)unused;
	return terminal_raw(at);
}

static bool is_idle(const char *unused)
{
	(void)unused;
	return at_prompt("bote>") || at_prompt("$") || at->ended || !at->running;
}

static bool has_ended(const char *unused)
{
	(void)unused;
	return at->ended || !at->running;
}

static bool file_is(const char *text)
{
	char path[256], got[8192];
	const char *wanted = strchr(text, ' ');
	size_t n;
	FILE *f;

	snprintf(path, sizeof(path), "%.*s", (int)(wanted ? wanted - text : 0), text);
	f = wanted ? fopen(path, "r") : NULL;
	if (!f)
		return false;
	n = fread(got, 1, sizeof(got) - 1, f);
	got[n] = '\0';
	fclose(f);
	return strcmp(got, wanted + 1) == 0;
}

#define STYLED(name, style) \
	static bool name(const char *text) \
	{ \
		return screen_styled(&at->screen, text, style); \
	}

STYLED(is_plain, 0)
STYLED(is_bold, STYLE_BOLD)
STYLED(is_dim, STYLE_DIM)
STYLED(is_underlined, STYLE_UNDERLINED)
STYLED(is_coloured, STYLE_COLOURED)

static const struct check checks[] = {
	{"prompt", at_prompt, true},     {"expect", was_written, false},
	{"screen", on_screen, false},    {"noscreen", off_screen, true},
	{"row", row_is, true},           {"cursor", cursor_in, true},
	{"sane", is_sane, false},        {"busy", is_busy, false},
	{"contents", file_is, false},    {"ended", has_ended, false},
	{"plain", is_plain, true},       {"bold", is_bold, true},
	{"dim", is_dim, true},           {"underlined", is_underlined, true},
	{"coloured", is_coloured, true}, {"fits", it_fits, true},
	{"working", is_working, false},  {"idle", is_idle, true},
	{"keys", reads_keys, false},
};

const struct check *check_find(const char *word)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (strcmp(checks[i].word, word) == 0)
			return &checks[i];
	return NULL;
}
