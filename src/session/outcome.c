/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcome.c - what a line led to: emptied and filled again for each, its memory kept. */
#include <stdlib.h>
#include <string.h>

#include "session/parts.h"

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

bool session_fail(struct outcome *o)
{
	o->status = !o->diag.error                      ? STATUS_INPUT
	            : o->diag.error->kind == DIAG_FILE  ? STATUS_FILE
	            : o->diag.error->kind == DIAG_USAGE ? STATUS_USAGE
	                                                : STATUS_INPUT;
	return false;
}
