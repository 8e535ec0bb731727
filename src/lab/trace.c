/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.c - steps of a run, and how they read: as lines, or as lanes with arrows. */
#include "lab/trace.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "lab/lab.h"

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
	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->step = xrealloc(t->step, t->cap * sizeof *t->step);
	}
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
		snprintf(room, 12, "%c", 'A' + (int)lane);
	else
		snprintf(room, 12, "%u", lane + 1);
	return str_from_c(room);
}

static void write_time(const struct lab_trace *t, uint64_t at, struct buf *out)
{
	if (at == LAB_NEVER)
		return;
	if (t->rounds)
		buf_printf(out, "round %3llu  ", (unsigned long long)at);
	else
		buf_printf(out, "%10.1f ms  ", (double)at / 1e6);
}

void trace_write(const struct lab_trace *t, struct buf *out)
{
	char room[12];

	for (uint32_t i = 0; i < t->count; i++) {
		const struct trace_step *s = &t->step[i];

		write_time(t, s->at, out);
		if (s->from != TRACE_NOBODY)
			buf_printf(out, "%.*s  ", STR(trace_lane(t, s->from, room)));
		buf_printf(out, "%.*s\n", STR(trace_words(t, s)));
	}
}

/* ---- lanes ---- */

static void put_lanes(const struct lab_trace *t, const struct trace_step *s, unsigned gap, struct buf *out)
{
	bool message = s->to != TRACE_NOBODY, right = s->to > s->from;
	unsigned low = right ? s->from : s->to, high = right ? s->to : s->from, columns = (t->lanes - 1) * gap + 1;

	for (unsigned c = 0; c < columns; c++) {
		unsigned lane = c / gap;
		bool on = c % gap == 0;

		if (on && lane == s->from)
			buf_add_c(out, message ? "o" : "*");
		else if (message && on && lane == s->to)
			buf_add_c(out, s->arrives == LAB_NEVER ? "x" : right ? ">" : "<");
		else if (message && c > low * gap && c < high * gap)
			buf_add_c(out, "\xe2\x94\x80"); /* ─ */
		else
			buf_add_c(out, on ? "\xe2\x94\x82" : " "); /* │ */
	}
}

/* The words beside the lanes, on further lines where they are long. */
static void put_words(struct str words, size_t lead, unsigned width, struct buf *out)
{
	size_t room = width > lead + 12 ? width - lead : 12, used = 0;

	while (words.len) {
		size_t end = str_find_char(words, ' ', 0), wide = utf8_width(str_cut(words, 0, end));

		if (used && used + 1 + wide > room) {
			buf_char(out, '\n');
			buf_fill(out, ' ', lead);
			used = 0;
		}
		buf_printf(out, "%s%.*s", used ? " " : "", STR(str_cut(words, 0, end)));
		used += wide + (used > 0);
		words = str_trim(str_cut(words, end, words.len));
	}
	buf_char(out, '\n');
}

void trace_write_lanes(const struct lab_trace *t, struct buf *out, unsigned width)
{
	unsigned gap = t->lanes * 5 + 34 <= width ? 5 : t->lanes * 3 + 30 <= width ? 3 : 2, time = t->rounds ? 11 : 15;
	size_t lead = time + (t->lanes - 1) * (size_t)gap + 3;
	char room[12];

	buf_fill(out, ' ', time);
	for (uint32_t i = 0; i < t->lanes; i++) {
		struct str name = trace_lane(t, i, room);

		buf_add_str(out, name);
		buf_fill(out, ' ', i + 1 < t->lanes && name.len < gap ? gap - name.len : 0);
	}
	buf_char(out, '\n');
	for (uint32_t i = 0; i < t->count; i++) {
		const struct trace_step *s = &t->step[i];
		size_t begin = out->len;

		write_time(t, s->at, out);
		buf_fill(out, ' ', time - (out->len - begin < time ? out->len - begin : time));
		put_lanes(t, s, gap, out);
		buf_add_c(out, "  ");
		put_words(trace_words(t, s), lead, width, out);
	}
}
