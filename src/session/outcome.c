/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome.c - what a line led to: emptied and filled again for each, its memory kept. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session/console.h"
#include "session/session_parts.h"
#include "base/ascii.h"
#include "show/page.h"
#include "show/wrap.h"

void outcome_init(struct outcome *o)
{
	memset(o, 0, sizeof *o);
	arena_init(&o->arena);
	diag_init(&o->diag, &o->arena, NULL);
}

void outcome_reset(struct outcome *o)
{
	struct buf output = o->output;
	struct answer *answers = o->answers;
	struct arena arena = o->arena;
	size_t cap = o->answer_cap;

	buf_reset(&output);
	arena_reset(&arena);
	memset(o, 0, sizeof *o);
	o->arena = arena;
	o->output = output;
	o->answers = answers;
	o->answer_cap = cap;
	diag_init(&o->diag, &o->arena, NULL);
}

void outcome_release(struct outcome *o)
{
	buf_release(&o->output);
	arena_release(&o->arena);
	free(o->answers);
	memset(o, 0, sizeof *o);
}

struct answer *outcome_answer(struct outcome *o)
{
	o->answers = xgrow(o->answers, o->answer_count, &o->answer_cap, sizeof *o->answers);
	struct answer *a = &o->answers[o->answer_count++];
	memset(a, 0, sizeof *a);
	return a;
}

static struct page_block *outcome_block(struct outcome *o)
{
	struct page_block *b = arena_new(&o->arena, struct page_block);

	b->at = o->output.len;
	if (o->blocks)
		o->last_block->next = b;
	else
		o->blocks = b;
	return o->last_block = b;
}

void outcome_grid(struct outcome *o, const struct grid *g)
{
	outcome_block(o)->grid = arena_new(&o->arena, struct grid);
	*o->last_block->grid = *g;
}

void outcome_chart(struct outcome *o, const struct chart *c)
{
	outcome_block(o)->chart = c;
}

void outcome_text(struct outcome *o, struct str text)
{
	outcome_block(o)->text = text;
}

void outcome_lay_out(struct session *s, struct outcome *o)
{
	const struct settings *set = session_settings(s);
	const struct console *console = session_console(s);
	bool terminal = console->is_terminal(STDOUT_FILENO);
	unsigned width = console->width(set, STDOUT_FILENO), lines = terminal ? width : set->width;
	struct report_style style = {
		.width = width ? width : 80, .ascii = set->ascii, .braille = set->braille, .spoken = set->spoken};

	page_lay_out(&o->output, o->blocks, &style, lines);
	if ((o->blocks || lines) && o->form == OUTPUT_TEXT && !set->json && !set->csv && !set->raw) {
		if (set->ascii)
			ascii_text(&o->output, 0);
		wrap_lines(&o->output, lines);
	}
	o->blocks = NULL;
}

bool session_fail(struct outcome *o)
{
	o->status = !o->diag.error                      ? STATUS_INPUT
	            : o->diag.error->kind == DIAG_FILE  ? STATUS_FILE
	            : o->diag.error->kind == DIAG_USAGE ? STATUS_USAGE
	                                                : STATUS_INPUT;
	return false;
}
