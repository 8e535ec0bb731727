/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_search.c - the states of the search. */
#include "bench/load_search.h"

#include <math.h>

/* Under this no user waits for a queue; and a confirmation that fails is followed by two others at most. */
#define LEAST 1.0
enum { CONFIRMATIONS = 3 };

void load_search_init(struct load_search *s, double from, double to, double ratio)
{
	*s = (struct load_search){.from = from, .to = to, .ratio = ratio, .rate = from};
}

bool load_search_next(struct load_search *s, double *rate, bool *confirm)
{
	*rate = s->rate;
	*confirm = s->confirming;
	return s->end == LOAD_RUNNING;
}

static void begin_confirming(struct load_search *s)
{
	s->confirming = true;
	s->rate = s->held;
}

/* Between the two, or it is over. */
static void bisect(struct load_search *s)
{
	if (s->failed / s->held <= s->ratio || s->count == LOAD_HELD_MOST)
		begin_confirming(s);
	else
		s->rate = sqrt(s->held * s->failed);
}

static void held(struct load_search *s)
{
	s->held = s->all[s->count++] = s->rate;
	if (s->failed > 0)
		bisect(s);
	else if (s->rate >= s->to)
		begin_confirming(s);
	else
		s->rate = fmin(2 * s->rate, s->to);
}

static void load_search_failed(struct load_search *s)
{
	s->failed = s->rate;
	if (s->held > 0)
		bisect(s);
	else if (s->rate <= LEAST)
		s->end = LOAD_NEVER;
	else
		s->rate = fmax(s->rate / 2, LEAST);
}

static void load_search_finish(struct load_search *s)
{
	s->end = s->failed > 0 ? LOAD_FOUND : LOAD_TOP;
}

/* The one below it takes its place. */
static void not_confirmed(struct load_search *s)
{
	s->failed = s->rate;
	s->unconfirmed++;
	s->count--;
	s->held = s->count ? s->all[s->count - 1] : 0;
	s->rate = s->held;
	if (!s->count)
		s->end = LOAD_NEVER;
	else if (s->unconfirmed == CONFIRMATIONS)
		load_search_finish(s);
}

static void told_void(struct load_search *s)
{
	if (!s->again)
		s->again = true;
	else if (s->confirming || s->failed > 0)
		s->end = s->failed > 0 && s->held > 0 ? LOAD_FOUND : LOAD_BLIND;
	else
		s->end = LOAD_BLIND;
}

void load_search_tell(struct load_search *s, enum load_verdict v)
{
	if (v == LOAD_VOID) {
		told_void(s);
		return;
	}
	s->again = false;
	if (!s->confirming)
		(v == LOAD_HOLDS ? held : load_search_failed)(s);
	else if (v == LOAD_HOLDS) {
		s->confirmed = true;
		load_search_finish(s);
	} else
		not_confirmed(s);
}
