/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl_typing.c - what helps while a line is typed: candidates, a preview, colours, the rest of an earlier line. */
#include "base/interrupt.h"
#include "repl/repl_parts.h"

#include <poll.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "repl/highlight.h"
#include "repl/preview.h"

enum { PREVIEW_MS = 300, TICK_MS = 5 };

/* In a continued line what is above counts too. */
static void complete_line(void *ctx, struct str line, size_t point, struct completion *out)
{
	struct repl *r = ctx;
	struct buf whole = {0};
	size_t above;

	if (!r->pending.len && !str_trim(line).len && r->mended.len) { /* on the empty line: what failed, as it was meant */
		completion_reset(out);
		complete_add(out, buf_str(&r->mended));
		buf_release(&whole);
		return;
	}
	if (r->pending.len)
		buf_printf(&whole, "%.*s\n", STR(buf_str(&r->pending)));
	above = whole.len;
	buf_add_str(&whole, line);
	complete(r->session, COMMAND_PROMPT, buf_str(&whole), above + point, out);
	out->from = out->from > above ? out->from - above : 0;
	buf_release(&whole);
}

/*
 * A preview is given up as soon as a key waits, and at the end of its time. That is looked at so often that no key
 * waits long, on a busy machine too.
 */
static volatile sig_atomic_t ticks_left;

static void on_tick(int sig)
{
	struct pollfd keys = {.fd = STDIN_FILENO, .events = POLLIN};

	(void)sig;
	if (--ticks_left <= 0 || poll(&keys, 1, 0) > 0)
		interrupt_tell();
}

static void repl_typing_tick(long ms)
{
	struct itimerval time = {.it_interval = {.tv_usec = ms * 1000}, .it_value = {.tv_usec = ms * 1000}};

	setitimer(ITIMER_REAL, &time, NULL);
}

/* Beside a statement that begins here. False when there was no time for it, as on a machine with much else to do. */
static bool preview_line(void *ctx, struct str line, size_t room, struct buf *out)
{
	struct sigaction ticking = {.sa_handler = on_tick, .sa_flags = SA_RESTART}, before;
	struct repl *r = ctx;

	if (r->pending.len || r->asking || !session_settings(r->session)->preview || session_settings(r->session)->spoken)
		return true;
	sigemptyset(&ticking.sa_mask);
	sigaction(SIGALRM, &ticking, &before);
	ticks_left = PREVIEW_MS / TICK_MS;
	repl_typing_tick(TICK_MS);
	preview(r->session, line, room, out);
	repl_typing_tick(0);
	sigaction(SIGALRM, &before, NULL);
	interrupt_came = 0;
	return ticks_left > 0 || out->len > 0;
}

/* The line with its colours; nothing where it is to be as it is. */
static void paint_line(void *ctx, struct str line, size_t point, struct buf *out)
{
	struct repl *r = ctx;
	struct highlight h;

	if (r->asking || !r->style.color_out || !session_settings(r->session)->highlight)
		return;
	highlight(r->session, line, point, r->pending.len > 0, &h);
	highlight_write(line, &h, out);
}

/* What the last line that begins so continues with. */
static void suggest_line(void *ctx, struct str line, struct buf *out)
{
	struct repl *r = ctx;

	if (r->asking || r->lesson || r->pending.len || !r->style.color_out || !session_settings(r->session)->suggest ||
	    session_settings(r->session)->spoken || !line.len)
		return;
	for (size_t i = history_file_count(r->history); i-- > 0;) {
		struct str old = history_file_line(r->history, i);

		if (old.len > line.len && str_starts(old, line) && str_find_char(old, '\n', 0) == old.len) {
			buf_add_str(out, str_cut(old, line.len, old.len));
			return;
		}
	}
}

/* Reading two thousand lines takes as long as all else at the start. */
static void recall_lines(void *ctx)
{
	struct repl *r = ctx;

	history_file_read(r->history);
	for (size_t i = 0; i < history_file_count(r->history); i++)
		line_history(history_file_line(r->history, i));
	r->recalled = true;
}

void repl_help_typing(struct repl *r)
{
	r->helper = (struct line_helper){.complete = complete_line,
	                                 .preview = preview_line,
	                                 .paint = paint_line,
	                                 .suggest = suggest_line,
	                                 .recall = recall_lines,
	                                 .ctx = r,
	                                 .dim = r->style.color_out};
	line_set_helper(&r->helper);
}
