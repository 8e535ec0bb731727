/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.c - steps of a run, and how they read as lines. */
#include "lab/trace.h"

#include <stdio.h>
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/partition.h"

void trace_release(struct lab_trace *t)
{
	free(t->step);
	buf_release(&t->words);
	*t = (struct lab_trace){0};
}

void trace_add(struct lab_trace *t, struct trace_step step, struct str words)
{
	if (step.to != TRACE_NOBODY && !t->messages)
		return;
	if (!t->left) {
		t->cut = true;
		return;
	}
	t->left--;
	t->step = xgrow(t->step, t->count, &t->cap, sizeof *t->step);
	step.text = (uint32_t)t->words.len;
	step.length = (uint32_t)words.len;
	buf_add_str(&t->words, words);
	t->step[t->count++] = step;
}

void trace_sort(struct lab_trace *t)
{
	for (uint32_t i = 1; i < t->count; i++) { /* most traces are in order already */
		struct trace_step s = t->step[i];
		uint32_t k = i;

		for (; k > 0 && s.at != LAB_NEVER && t->step[k - 1].at != LAB_NEVER && t->step[k - 1].at > s.at; k--)
			t->step[k] = t->step[k - 1];
		t->step[k] = s;
	}
}

struct str trace_words(const struct lab_trace *t, const struct trace_step *s)
{
	return str_cut(buf_str(&t->words), s->text, s->text + s->length);
}

struct str trace_lane(const struct lab_trace *t, uint32_t lane, char room[12])
{
	if (t->letters)
		snprintf(room, 12, "%c", parts_letter(lane));
	else
		snprintf(room, 12, "%u", lane + 1);
	return str_from_c(room);
}

void trace_time(const struct lab_trace *t, uint64_t at, struct buf *out)
{
	if (at == LAB_NEVER)
		return;
	if (t->rounds)
		buf_printf(out, "round %3llu", (unsigned long long)at);
	else
		buf_printf(out, "%10.1f ms", (double)at / 1e6);
}

void trace_write(const struct lab_trace *t, struct buf *out)
{
	char room[12];

	for (uint32_t i = 0; i < t->count; i++) {
		const struct trace_step *s = &t->step[i];

		trace_time(t, s->at, out);
		if (s->at != LAB_NEVER)
			buf_add_c(out, "  ");
		if (s->from != TRACE_NOBODY)
			buf_printf(out, "%.*s  ", STR(trace_lane(t, s->from, room)));
		buf_printf(out, "%.*s\n", STR(trace_words(t, s)));
	}
}
