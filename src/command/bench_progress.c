/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_progress.c - one line that is written over, where standard error is a terminal. */
#include "command/bench_progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "diag/neutral.h"
#include "session/console.h"
#include "store/member.h"

void bench_progress_init(struct bench_progress *p, struct session *s)
{
	const char *term = getenv("TERM");

	*p = (struct bench_progress){.session = s};
	p->terminal = session_console(s)->is_terminal(STDERR_FILENO) && !session_settings(s)->quiet;
	p->narrow = !term || !*term || strcmp(term, "dumb") == 0;
}

static void bench_progress_put(struct bench_progress *p, const struct buf *text)
{
	session_console(p->session)->say(buf_str(text));
}

void bench_progress_clear(struct bench_progress *p)
{
	struct buf text = {0};

	if (!p->shown)
		return;
	buf_char(&text, '\r');
	if (p->narrow)
		buf_fill(&text, ' ', 60);
	buf_add_c(&text, p->narrow ? "\r" : "\033[K");
	bench_progress_put(p, &text);
	buf_release(&text);
	p->shown = false;
}

void bench_say(struct bench_progress *p, const char *fmt, ...)
{
	struct buf text = {0};
	va_list ap;

	if (session_settings(p->session)->quiet)
		return;
	bench_progress_clear(p);
	buf_add_c(&text, "bote: ");
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	buf_char(&text, '\n');
	neutral_text(&text, 0);
	bench_progress_put(p, &text);
	buf_release(&text);
}

static void put_left(struct buf *out, double seconds)
{
	if (seconds >= 60)
		buf_printf(out, "%d min %02d s left", (int)seconds / 60, (int)seconds % 60);
	else
		buf_printf(out, "%d s left", (int)(seconds + 0.5));
}

void bench_progress_write(struct bench_progress *p, struct buf *text)
{
	unsigned width = session_console(p->session)->width(session_settings(p->session), STDERR_FILENO);
	struct buf line = {0};

	if (!p->terminal)
		return;
	if (p->narrow)
		buf_fill(text, ' ', text->len < 60 ? 60 - text->len : 0);
	buf_char(&line, '\r');
	neutral_text(text, 0);
	buf_add_str(&line, utf8_clip(buf_str(text), width > 1 ? width - 1 : 79));
	if (!p->narrow)
		buf_add_c(&line, "\033[K");
	bench_progress_put(p, &line);
	p->shown = true;
	buf_release(&line);
}

void bench_progress_show(struct bench_progress *p, const json_t *e)
{
	double passes = member_number(e, "passes");
	const char *op = member_text(e, "op");
	struct buf text = {0};

	if (passes > 1)
		buf_printf(&text, "pass %.0f of %.0f  ", member_number(e, "pass"), passes);
	if (passes > 0)
		buf_printf(&text, "%.0f %%  ", 100 * member_number(e, "done"));
	buf_printf(&text, "%-16s  ", *op ? op : "waiting");
	put_left(&text, member_number(e, "left"));
	bench_progress_write(p, &text);
	buf_release(&text);
}
