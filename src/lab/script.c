/* SPDX-License-Identifier: GPL-3.0-or-later */
/* script.c - lines with a time, a verb and what it is about. */
#include "lab/script.h"

#include <stdlib.h>

#include "lab/lab.h"

static bool script_fault(struct script *s, const char *text, struct str piece, const char *why)
{
	s->fault = why;
	s->fault_at.start = (uint32_t)(piece.p - text);
	s->fault_at.end = s->fault_at.start + (uint32_t)piece.len;
	return false;
}

/* "12 s", "1.5min": a plain number and a unit of time. */
static bool read_time(struct str text, uint64_t *ns)
{
	static const struct {
		const char *name;
		double ns;
	} units[] = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"min", 60e9}, {"h", 3600e9}};
	double x = 0, part = 1;
	size_t at = 0;
	bool point = false;

	for (; at < text.len && (text.p[at] == '.' || char_is_digit(text.p[at])); at++) {
		if (text.p[at] == '.') {
			if (point)
				return false;
			point = true;
			continue;
		}
		part = point ? part / 10 : part;
		x = point ? x + (text.p[at] - '0') * part : x * 10 + (text.p[at] - '0');
	}
	if (!at || text.p[0] == '.')
		return false;
	text = str_trim(str_cut(text, at, text.len));
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_eq(text, str_from_c(units[i].name)) && x * units[i].ns < 1e18) {
			*ns = (uint64_t)(x * units[i].ns + 0.5);
			return true;
		}
	return false;
}

static bool script_read_line(struct script *s, const char *text, struct str line, uint32_t number, script_check *check,
                             const void *ctx)
{
	struct script_line *l = &s->line[s->count];
	size_t colon = str_find_char(line, ':', 0), blank;
	struct str rest;
	const char *why;

	*l = (struct script_line){.number = number};
	if (colon >= line.len || !read_time(str_trim(str_cut(line, 0, colon)), &l->at))
		return script_fault(s, text, str_trim(str_cut(line, 0, colon)), "a time and a colon are expected, as 12 s:");
	rest = str_trim(str_cut(line, colon + 1, line.len));
	blank = str_find_char(rest, ' ', 0);
	l->verb = str_cut(rest, 0, blank);
	l->what = arena_str(&s->a, str_trim(str_cut(rest, blank, rest.len))).p;
	why = check(ctx, l);
	s->count++;
	return !why || script_fault(s, text, rest.len ? rest : line, why);
}

/* By time; what is first comes first. */
static int script_by_time(const void *a, const void *b)
{
	const struct script_line *x = a, *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->number > y->number) - (x->number < y->number);
}

bool script_read(struct script *s, const char *text, uint32_t most, script_check *check, const void *ctx)
{
	struct str rest = str_from_c(text);
	uint32_t number = 0;

	*s = (struct script){0};
	arena_init(&s->a);
	rest = arena_str(&s->a, rest);
	text = rest.p;
	s->line = arena_array(&s->a, struct script_line, rest.len / 2 < most ? rest.len / 2 + 1 : most + (size_t)1);
	while (rest.len) {
		size_t newline = str_find_char(rest, '\n', 0), semicolon = str_find_char(rest, ';', 0),
			   end = newline < semicolon ? newline : semicolon;
		struct str line = str_cut(rest, 0, end);

		number++;
		rest = str_cut(rest, end + 1, rest.len);
		line = str_trim(str_cut(line, 0, str_find_char(line, '#', 0)));
		if (!line.len)
			continue;
		if (s->count == most)
			return script_fault(s, text, line, "there are too many lines");
		if (!script_read_line(s, text, line, number, check, ctx))
			return false;
	}
	qsort(s->line, s->count, sizeof *s->line, script_by_time);
	return true;
}

void script_release(struct script *s)
{
	arena_release(&s->a);
	*s = (struct script){0};
}

static bool ends_line(char c)
{
	return c == ';' || c == '\n' || c == 0;
}

bool script_blame(const char *text, struct span at, const char *why, struct diag *d)
{
	uint32_t start = at.start, end = at.start, number = 1;
	struct source line = {.name = S(SCRIPT_NAME)};
	DIAG_IN(d, &line);

	while (start && !ends_line(text[start - 1]))
		start--;
	while (!ends_line(text[end]))
		end++;
	for (uint32_t i = 0; i < start; i++)
		number += ends_line(text[i]);
	line.text = (struct str){text + start, end - start};
	line.first_line = number;
	at.end = at.end < end ? at.end : end;
	return diag_fail(d, DIAG_ARGUMENT, (struct span){at.start - start, at.end - start}, "%s", why);
}

bool script_fail(const struct script *s, const char *text, struct diag *d)
{
	return script_blame(text, s->fault_at, s->fault, d);
}
