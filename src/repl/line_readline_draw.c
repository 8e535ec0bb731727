/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * line_readline_draw.c - colours over the line that readline has drawn, and what is beside it.
 *
 * readline knows nothing of it: it has put its characters where it wants them and the cursor after them; the same
 * characters are written once more with colours, and the cursor is put back. What is beside the line is taken away
 * by the next key before anything else is done with it.
 */
#include <stdio.h>
#include <string.h>

#include <readline/readline.h>

#include "base/utf8.h"
#include "repl/line_readline.h"
#include "repl/line_tty.h"

enum {
	PREVIEW_GAP = 2,
	PROMPT_MODES = 8 /* "show-mode-in-prompt" puts something before the prompt that is not counted */
};

static const struct line_helper *help;
static size_t prompt_width, columns, rows;
static bool in_one_row;    /* the line is taller than the screen, so one row shows what is round the cursor */
static bool beside;        /* something stands there ... */
static size_t beside_from; /* so many columns after the cursor */
static size_t suggested;   /* columns of the suggestion */

void draw_begin(size_t width, const struct line_helper *h)
{
	if (in_one_row)
		rl_variable_bind("horizontal-scroll-mode", "off");
	in_one_row = false;
	prompt_width = width;
	help = h;
	beside = false;
	suggested = 0;
}

static struct str line_now(void)
{
	return (struct str){rl_line_buffer, (size_t)rl_end};
}

/* Not while keys mean something else than text, nor for what is drawn in more columns than it has. */
static bool may_draw(struct str line)
{
	const unsigned long busy = RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG | RL_STATE_METANEXT |
	                           RL_STATE_MULTIKEY | RL_STATE_MOREINPUT | RL_STATE_COMPLETING | RL_STATE_VIMOTION |
	                           RL_STATE_CHARSEARCH;

	for (size_t i = 0; i < line.len; i++)
		if ((unsigned char)line.p[i] < ' ' || line.p[i] == 0x7f)
			return false;
	return help && line.len > 0 && !RL_ISSTATE(busy);
}

static void right_by(size_t n)
{
	if (n)
		fprintf(rl_outstream, "\033[%zuC", n);
}

void draw_erase(void)
{
	if (beside) {
		fputs("\0337", rl_outstream);
		right_by(beside_from);
		fputs("\033[K\0338", rl_outstream);
		fflush(rl_outstream);
	}
	beside = false;
	suggested = 0;
}

/* ---- colours ---- */

static bool is_on(const char *variable)
{
	const char *value = rl_variable_value(variable);

	return value && strcmp(value, "on") == 0;
}

static size_t line_readline_draw_characters(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.len; i++)
		n += ((unsigned char)line.p[i] & 0xc0) != 0x80;
	return n;
}

/* Is the place of each character known, though the line takes several rows? */
static bool rows_known(struct str line, size_t width)
{
	return prompt_width + width < columns * (rows - 1) && line_readline_draw_characters(line) == width &&
	       !is_on("show-mode-in-prompt") && !is_on("horizontal-scroll-mode");
}

/* The cursor to the start of the line. */
static bool go_to_start(struct str line)
{
	size_t before = utf8_width(str_cut(line, 0, (size_t)rl_point)), width = utf8_width(line);

	if (prompt_width + width + PROMPT_MODES < columns) {
		fputs("\0337", rl_outstream);
		if (before)
			fprintf(rl_outstream, "\033[%zuD", before);
		return true;
	}
	if (!columns || !rows_known(line, width))
		return false;
	fputs("\0337\r", rl_outstream);
	if ((prompt_width + before) / columns)
		fprintf(rl_outstream, "\033[%zuA", (prompt_width + before) / columns);
	right_by(prompt_width);
	return true;
}

static void paint(struct str line)
{
	struct buf text = {0};

	if (in_one_row)
		return;
	help->paint(help->ctx, line, (size_t)rl_point, &text);
	if (text.len && go_to_start(line))
		fprintf(rl_outstream, "%s\0338", buf_c(&text));
	buf_release(&text);
}

/* ---- beside the line ---- */

/* Columns that are free after the line. */
static size_t line_readline_draw_room(struct str line)
{
	size_t taken = prompt_width + utf8_width(line) + PROMPT_MODES;

	return taken < columns ? columns - taken : 0;
}

static void line_readline_draw_write_dim(size_t from, struct str text)
{
	fputs("\0337", rl_outstream);
	right_by(from);
	fprintf(rl_outstream, "%s%.*s%s\0338", help->dim ? "\033[2m" : "", STR(text), help->dim ? "\033[0m" : "");
	beside_from = beside ? beside_from : from;
	beside = true;
}

void draw_suggestion(struct buf *out)
{
	struct str line = line_now();

	if (help && help->suggest && rl_point == rl_end && may_draw(line))
		help->suggest(help->ctx, line, out);
}

static void suggest(struct str line)
{
	struct buf rest = {0};
	struct str shown;

	draw_suggestion(&rest);
	shown = utf8_clip(buf_str(&rest), line_readline_draw_room(line));
	if (shown.len) {
		line_readline_draw_write_dim(0, shown);
		suggested = utf8_width(shown);
	}
	buf_release(&rest);
}

/*
 * Of a line that is taller than the screen readline draws the beginning, wherever the cursor is, and loses the prompt
 * when a shorter one follows.
 */
static void fit_screen(struct str line)
{
	bool tall = prompt_width + utf8_width(line) + PROMPT_MODES > columns * rows;

	if (tall == in_one_row || (tall && is_on("horizontal-scroll-mode")))
		return;
	rl_clear_visible_line();
	rl_on_new_line();
	rl_variable_bind("horizontal-scroll-mode", tall ? "on" : "off");
	in_one_row = tall;
}

void draw_line(void)
{
	struct str line = line_now();

	draw_erase();
	tty_size(&columns, &rows);
	fit_screen(line);
	rl_redisplay();
	if (!may_draw(line))
		return;
	if (help->paint)
		paint(line);
	suggest(line);
	fflush(rl_outstream);
}

bool draw_preview(void)
{
	struct str line = line_now();
	struct buf text = {0};
	size_t taken = suggested + PREVIEW_GAP, room;
	bool done;

	if (!may_draw(line) || !help->preview)
		return true;
	tty_size(&columns, &rows);
	room = line_readline_draw_room(line);
	if (room <= taken)
		return true;
	done = help->preview(help->ctx, line, room - taken - 1, &text);
	if (text.len > 0 && utf8_width(buf_str(&text)) < room - taken) {
		line_readline_draw_write_dim(utf8_width(str_cut(line, (size_t)rl_point, line.len)) + taken, buf_str(&text));
		fflush(rl_outstream);
	}
	buf_release(&text);
	return done;
}
