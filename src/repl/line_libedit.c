/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_libedit.c - lines with libedit, by its own interface: its imitation of readline lacks most of what is needed. */
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "command/history.h"
#include "repl/line_editor.h"
#include "repl/line_tty.h"

static EditLine *editor;
static History *past;
static const struct line_helper *help;
static struct completion found;
static struct buf shown, current;
static bool cancelled;

static char *prompt_now(EditLine *e)
{
	(void)e;
	return shown.p;
}

static unsigned char line_libedit_cancel(EditLine *e, int key)
{
	const LineInfo *line = el_line(e);

	(void)key;
	/* Written once more, the rest of the line takes the cursor to its end, on whatever row that is. */
	fwrite(line->cursor, 1, (size_t)(line->lastchar - line->cursor), stdout);
	fputs("^C\r\n", stdout);
	fflush(stdout);
	cancelled = true;
	return CC_EOF;
}

/* Typed while bote was at work, Ctrl-D ended what the terminal had gathered, and is Ctrl-@ now. */
static unsigned char line_libedit_leave(EditLine *e, int key)
{
	const LineInfo *line = el_line(e);

	(void)key;
	return line->buffer == line->lastchar ? CC_EOF : CC_NORM;
}

/* ---- Tab ---- */

/* libedit deletes characters where we count bytes. */
static int line_libedit_characters(struct str s)
{
	int n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

static void line_libedit_replace(EditLine *e, struct str typed, struct str text, bool space)
{
	struct buf with = {0};

	buf_add_str(&with, text);
	if (space)
		buf_char(&with, ' ');
	if (typed.len)
		el_deletestr(e, line_libedit_characters(typed));
	el_insertstr(e, buf_c(&with));
	buf_release(&with);
}

static void show_list(void)
{
	struct buf list = {0};
	size_t columns, rows;

	tty_size(&columns, &rows);
	complete_list(&found, columns, rows, &list);
	putchar('\n');
	fwrite(list.p, 1, list.len, stdout);
	fflush(stdout);
	buf_release(&list);
}

static unsigned char tab(EditLine *e, int key)
{
	const LineInfo *info = el_line(e);
	struct str line = {info->buffer, (size_t)(info->lastchar - info->buffer)}, typed, common;
	size_t point = (size_t)(info->cursor - info->buffer);
	struct buf copy = {0};
	unsigned char result = CC_REFRESH;

	(void)key;
	if (!help || !help->complete)
		return CC_ERROR;
	buf_add_str(&copy, line); /* what el_line returns changes with the line */
	help->complete(help->ctx, buf_str(&copy), point, &found);
	typed = str_cut(buf_str(&copy), found.from, point);
	common = complete_common(&found, typed);
	if (found.count == 0)
		result = CC_ERROR;
	else if (found.count == 1 || !str_eq(common, typed))
		line_libedit_replace(e, typed, common, found.count == 1 && found.items[0].space);
	if (found.count > 1) {
		show_list();
		result = CC_REDISPLAY;
	}
	buf_release(&copy);
	return result;
}

/* ---- */

/* What the key is bound to, as libedit tells it: "^R -> ed-insert". It tells only a stream. */
static bool is_bound(const char *key, const char *function)
{
	char *text = NULL;
	size_t length = 0;
	FILE *told = open_memstream(&text, &length);
	bool is = false;

	if (!told)
		return false;
	el_set(editor, EL_SETFP, 1, told);
	el_set(editor, EL_BIND, key, NULL);
	el_set(editor, EL_SETFP, 1, stdout);
	if (fclose(told) == 0)
		is = strstr(text, function) != NULL;
	free(text);
	return is;
}

/*
 * `bind -v` in an editrc begins all keys anew: Ctrl-R searches, unless it says otherwise. Among vi's commands it
 * cannot: libedit takes what is searched for to be commands.
 */
static void bind_vi(void)
{
	const char *mode = "";

	if (el_get(editor, EL_EDITOR, &mode) == 0 && strcmp(mode, "vi") == 0 && is_bound("^R", "ed-insert"))
		el_set(editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
}

static void line_libedit_bind_keys(void)
{
	el_set(editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
	el_set(editor, EL_BIND, "\033[A", "ed-search-prev-history", NULL); /* lines that begin as this one does */
	el_set(editor, EL_BIND, "\033[B", "ed-search-next-history", NULL);
	el_set(editor, EL_BIND, "^W", "ed-delete-prev-word", NULL);
	el_set(editor, EL_BIND, "^U", "vi-kill-line-prev", NULL);
	el_source(editor, NULL); /* the user's editrc may change what is above, not what is below */
	bind_vi();
	el_set(editor, EL_ADDFN, "bote-complete", "complete the word", tab);
	el_set(editor, EL_ADDFN, "bote-cancel", "give up the line", line_libedit_cancel);
	el_set(editor, EL_ADDFN, "bote-leave", "leave at an empty line", line_libedit_leave);
	el_set(editor, EL_BIND, "^@", "bote-leave", NULL);
	el_set(editor, EL_BIND, "^I", "bote-complete", NULL);
	el_set(editor, EL_BIND, "^C", "bote-cancel", NULL);
	el_set(editor, EL_BIND, "-a", "^C", "bote-cancel", NULL); /* vi's commands */
}

static bool line_libedit_open(void)
{
	HistEvent event;

	editor = el_init("bote", stdin, stdout, stderr);
	if (!editor)
		return false;
	completion_init(&found);
	past = history_init();
	history(past, &event, H_SETSIZE, HISTORY_KEPT);
	history(past, &event, H_SETUNIQUE, 1);
	el_set(editor, EL_HIST, history, past);
	el_set(editor, EL_PROMPT, prompt_now);
	el_set(editor, EL_EDITOR, "emacs");
	el_set(editor, EL_SIGNAL, 1); /* resizing, and going on after a stop */
	line_libedit_bind_keys();
	return true;
}

static enum line_result line_libedit_read(struct str prompt, struct str begin, struct str *out)
{
	const char *text;
	int count;

	buf_reset(&shown);
	buf_add_str(&shown, prompt);
	buf_reset(&current);
	buf_add_str(&current, begin);
	if (begin.len)
		el_push(editor, buf_c(&current));
	cancelled = false;
	line_recall();
	tty_enter();
	text = el_gets(editor, &count);
	tty_leave();
	if (cancelled)
		return LINE_CANCELLED;
	if (!text || count <= 0) {
		putchar('\n');
		return LINE_END;
	}
	buf_reset(&current);
	buf_add(&current, text, strcspn(text, "\r\n"));
	*out = buf_str(&current);
	return LINE_TYPED;
}

static void line_libedit_history(struct str line)
{
	HistEvent event;
	struct buf text = {0};

	buf_add_str(&text, line);
	history(past, &event, H_ENTER, buf_c(&text));
	buf_release(&text);
}

static void line_libedit_set_helper(const struct line_helper *helper)
{
	help = helper;
}

static void line_libedit_close(void)
{
	/*
	 * No el_end(): it would lose the names that EL_ADDFN copied, and the settings of the terminal are back already. The
	 * program ends soon.
	 */
	completion_release(&found);
}

const struct line_editor line_editor = {line_libedit_open, line_libedit_read, line_libedit_history,
                                        line_libedit_set_helper, line_libedit_close};
