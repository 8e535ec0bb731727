/* SPDX-License-Identifier: GPL-3.0-or-later */
/* line_readline.c - lines with GNU readline. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>
#include <readline/history.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "command/history.h"
#include "repl/line_editor.h"
#include "repl/line_readline.h"
#include "repl/line_tty.h"

enum {
	CONTROL_C = 3,
	CONTROL_D = 4,
	CONTROL_E = 5,
	CONTROL_F = 6,
	CONTROL_L = 12,
	PREVIEW_TRIES = 5, /* on a machine that has much else to do */
	REST_US = 100000,  /* no key for so long: the hand rests */
	IDLE_US = 900000   /* between looks after that; readline waits less than a second at a time */
};

static const struct line_helper *help;
static struct completion found;
static char *current;   /* the line given out */
static char *put_first; /* is on the line to begin with */
static bool cancelled;
static int rests; /* turns that at_rest() had since the last key, until it had nothing left to do */
static volatile sig_atomic_t resized;

/* ---- Ctrl-C ---- */

static int line_readline_cancel(int count, int key)
{
	(void)count;
	(void)key;
	rl_point = rl_end;
	rl_redisplay();
	fputs("^C", rl_outstream);
	rl_replace_line("", 1);
	rl_crlf();
	rl_on_new_line();
	rl_done = 1;
	cancelled = true;
	return 0;
}

/* ---- Tab ---- */

static char *line_readline_copy(struct str s)
{
	char *p = xmalloc(s.len + 1);

	memcpy(p, s.p, s.len);
	p[s.len] = '\0';
	return p;
}

/*
 * What readline is to put in place of its word, which begins at `start`: candidates stand for text from found.from on,
 * which may be further right (the "G" of "5GiB/100G") or left (a file name with a blank).
 */
static char *match(struct str line, size_t start, struct str text)
{
	struct buf whole = {0};

	if (found.from < start)
		return line_readline_copy(str_cut(text, start - found.from, text.len));
	buf_add_str(&whole, str_cut(line, start, found.from));
	buf_add_str(&whole, text);
	if (!whole.p)
		return line_readline_copy(S(""));
	return whole.p;
}

static char **attempt(const char *text, int start, int end)
{
	struct str line = {rl_line_buffer, (size_t)rl_end};
	char **matches;

	(void)text;
	rl_attempted_completion_over = 1;
	rl_sort_completion_matches = 0;
	if (!help || !help->complete)
		return NULL;
	help->complete(help->ctx, line, (size_t)end, &found);
	if (found.count == 0)
		return NULL;
	rl_completion_append_character = found.count == 1 && found.items[0].space ? ' ' : '\0';
	matches = xcalloc(found.count + 2, sizeof(*matches));
	matches[0] = match(line, (size_t)start, complete_common(&found, str_cut(line, found.from, (size_t)end)));
	for (size_t i = 0; found.count > 1 && i < found.count; i++)
		matches[i + 1] = match(line, (size_t)start, found.items[i].text);
	return matches;
}

static void display(char **matches, int count, int longest)
{
	struct buf list = {0};
	size_t columns, rows;

	(void)matches;
	(void)count;
	(void)longest;
	tty_size(&columns, &rows);
	complete_list(&found, columns, rows, &list);
	rl_crlf();
	fwrite(list.p, 1, list.len, rl_outstream);
	rl_forced_update_display();
	buf_release(&list);
}

/* ---- signals ---- */

static void on_resize(int sig)
{
	(void)sig;
	resized = 1;
}

static int after_signal(void)
{
	if (resized || tty_resumed)
		draw_erase();
	if (resized) {
		resized = 0;
		rl_redisplay_function = rl_redisplay; /* else the prompt is drawn twice */
		rl_resize_terminal();
		rl_redisplay_function = draw_line;
		draw_line();
	}
	if (tty_resumed) {
		tty_resumed = 0;
		rl_forced_update_display();
	}
	return 0;
}

/*
 * readline calls this each time it has waited for a key in vain. It must stay readline's event hook: where that is
 * taken away from inside, readline takes a key 0 for typed, which ends a search, a sequence or an operator of vi's.
 */
static int at_rest(void)
{
	after_signal();
	if (rests < PREVIEW_TRIES)
		rests = draw_preview() ? PREVIEW_TRIES : rests + 1;
	rl_set_keyboard_input_timeout(IDLE_US);
	return 0;
}

/* At the start of a line, with nothing begun. */
static bool nothing_typed(void)
{
	return rl_end == 0 && !RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_METANEXT | RL_STATE_MULTIKEY |
	                                  RL_STATE_MOREINPUT);
}

static int next_key(FILE *in)
{
	int key = rl_getc(in);

	/* Typed while bote was at work, Ctrl-D ended what the terminal had gathered, and is a 0 now. */
	if (key == 0 && nothing_typed())
		key = CONTROL_D;

	/* There Ctrl-C only ends the search: let it be read once more, for the line. */
	if (key == CONTROL_C && RL_ISSTATE(RL_STATE_NSEARCH))
		rl_execute_next(CONTROL_C);
	draw_erase();
	rests = 0;
	rl_set_keyboard_input_timeout(REST_US);
	return key;
}

static int put_beginning(void)
{
	if (put_first)
		rl_insert_text(put_first);
	return 0;
}

/* The prompt stands there, and no key was read yet. */
static int before_keys(void)
{
	line_recall();
	using_history(); /* what came in is behind us */
	return 0;
}

/* Up and Down go through the lines that begin as this one does; inputrc, which is read later, may say otherwise. */
static void bind_arrows(void)
{
	const Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap};

	rl_bind_key_in_map(CONTROL_L, rl_clear_screen, vi_insertion_keymap);
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
		rl_bind_keyseq_in_map("\\e[A", rl_history_search_backward, maps[i]);
		rl_bind_keyseq_in_map("\\eOA", rl_history_search_backward, maps[i]);
		rl_bind_keyseq_in_map("\\e[B", rl_history_search_forward, maps[i]);
		rl_bind_keyseq_in_map("\\eOB", rl_history_search_forward, maps[i]);
	}
}

/* ---- the rest of an earlier line ---- */

static bool take_suggestion(void)
{
	struct buf rest = {0};

	if (rl_point == rl_end)
		draw_suggestion(&rest);
	if (rest.len)
		rl_insert_text(buf_c(&rest));
	buf_release(&rest);
	return rest.len > 0;
}

static int line_readline_right(int count, int key)
{
	return take_suggestion() ? 0 : rl_forward_char(count, key);
}

static int to_end(int count, int key)
{
	return take_suggestion() ? 0 : rl_end_of_line(count, key);
}

/* As the arrows: inputrc may say otherwise. */
static void bind_taking(void)
{
	static const char *const rights[] = {"\\e[C", "\\eOC"}, *const ends[] = {"\\e[F", "\\eOF", "\\e[4~"};
	const Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap};

	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
		for (size_t k = 0; k < sizeof(rights) / sizeof(rights[0]); k++)
			rl_bind_keyseq_in_map(rights[k], line_readline_right, maps[i]);
		for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
			rl_bind_keyseq_in_map(ends[k], to_end, maps[i]);
	}
	rl_bind_key_in_map(CONTROL_E, to_end, emacs_standard_keymap);
	rl_bind_key_in_map(CONTROL_F, line_readline_right, emacs_standard_keymap);
}

static void line_readline_bind_keys(void)
{
	const Keymap maps[] = {emacs_standard_keymap, vi_insertion_keymap, vi_movement_keymap};

	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++)
		rl_bind_key_in_map(CONTROL_C, line_readline_cancel, maps[i]);
}

static bool line_readline_open(void)
{
	completion_init(&found);
	rl_readline_name = "bote"; /* $if bote */
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	rl_change_environment = 0;
	rl_completer_word_break_characters = " \t\n";
	rl_basic_word_break_characters = " \t\n";
	rl_attempted_completion_function = attempt;
	rl_completion_display_matches_hook = display;
	rl_signal_event_hook = after_signal;
	rl_getc_function = next_key;
	rl_event_hook = at_rest;
	rl_startup_hook = put_beginning;
	rl_pre_input_hook = before_keys;
	rl_variable_bind("show-all-if-ambiguous", "on"); /* inputrc, which is read next, may say otherwise */
	bind_arrows();
	bind_taking();
	rl_initialize();
	rl_redisplay_function = draw_line; /* set earlier, readline would take the terminal for a dumb one */
	line_readline_bind_keys();
	using_history();
	stifle_history(HISTORY_KEPT);
	return true;
}

static enum line_result line_readline_read(struct str prompt, struct str begin, struct str *out)
{
	struct sigaction resize = {.sa_handler = on_resize}, before;
	char *shown = line_readline_copy(prompt);

	free(current);
	put_first = line_readline_copy(begin);
	cancelled = false;
	draw_begin(utf8_width(prompt), help);
	sigemptyset(&resize.sa_mask);
	sigaction(SIGWINCH, &resize, &before);
	tty_enter();
	rl_reset_screen_size(); /* it may have changed during work */
	using_history();
	current = readline(shown);
	tty_leave();
	sigaction(SIGWINCH, &before, NULL);
	free(put_first);
	free(shown);
	*out = current ? str_from_c(current) : S("");
	if (cancelled)
		return LINE_CANCELLED;
	if (!current)
		putchar('\n');
	return current ? LINE_TYPED : LINE_END;
}

static void line_readline_history(struct str line)
{
	char *text = line_readline_copy(line);

	add_history(text);
	free(text);
}

static void line_readline_set_helper(const struct line_helper *helper)
{
	help = helper;
}

static void line_readline_close(void)
{
	clear_history();
	completion_release(&found);
	free(current);
	current = NULL;
}

const struct line_editor line_editor = {line_readline_open, line_readline_read, line_readline_history,
                                        line_readline_set_helper, line_readline_close};
