/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.c - how far something is that takes long: one line on the terminal, after a second. */
#include "command/progress.h"

#include "base/now.h"
#include "session/session.h"

#define PATIENCE 1.0 /* seconds without a word */
#define PAUSE 0.2    /* between two lines */

double progress_seconds(const struct progress *p)
{
	return now_monotonic() - p->began;
}

/* Is it time for a line? */
static bool progress_due(struct progress *p)
{
	double now = p->line.terminal ? now_monotonic() : 0;

	if (!p->line.terminal || now - p->began < PATIENCE || (p->line.shown && now - p->last < PAUSE))
		return false;
	p->last = now;
	return true;
}

/* "report: the charts, 4 s so far" */
static void progress_say_part(struct progress *p)
{
	struct buf text = {0};

	if (!progress_due(p))
		return;
	buf_printf(&text, "%.*s: %s, %.0f s so far", STR(p->what), p->part, progress_seconds(p));
	bench_progress_write(&p->line, &text);
	buf_release(&text);
}

/* "lab queue: 40 %, some 3 s left; Ctrl-C ends it" */
static void progress_lab(void *ctx, double share)
{
	struct progress *p = ctx;
	double all = (p->at + share) / p->of;
	struct buf text = {0};

	if (p->part)
		progress_say_part(p);
	if (p->part || all <= 0 || all >= 1 || !progress_due(p))
		return;
	buf_printf(&text, "%.*s: %.0f %%, some %.0f s left; Ctrl-C ends it ", STR(p->what), 100 * all,
	           progress_seconds(p) / all * (1 - all) + 0.5);
	bench_progress_write(&p->line, &text);
	buf_release(&text);
}

static void progress_sampled(void *ctx)
{
	struct progress *p = ctx;

	if (p->part)
		progress_say_part(p);
}

void progress_part(void *ctx, const char *part)
{
	struct progress *p = ctx;

	p->part = part;
	progress_say_part(p);
}

void progress_begin(struct progress *p, struct session *s, struct str what)
{
	struct engine *e = session_engine(s);

	*p = (struct progress){.what = what, .of = 1};
	bench_progress_init(&p->line, s);
	p->began = now_monotonic();
	e->progress = progress_lab;
	e->sampled = progress_sampled;
	e->progress_ctx = p;
}

void progress_end(struct progress *p)
{
	struct engine *e = session_engine(p->line.session);

	e->progress = NULL;
	e->sampled = NULL;
	e->progress_ctx = NULL;
	bench_progress_clear(&p->line);
}
