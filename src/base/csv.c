/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.c - rows of a CSV text. Libraries for it give no places, and an error here wants a caret. */
#include "base/csv.h"

void csv_init(struct csv *c, struct str text, char separator)
{
	*c = (struct csv){.text = text, .separator = separator};
	if (str_starts(text, S("\xef\xbb\xbf")))
		c->at = 3;
}

char csv_separator(struct str line)
{
	static const char known[] = {',', ';', '\t'};
	uint32_t found[sizeof(known)] = {0}, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.len; i++) {
		quoted ^= line.p[i] == '"';
		for (uint32_t k = 0; k < sizeof(known) && !quoted; k++)
			found[k] += line.p[i] == known[k];
	}
	for (uint32_t k = 1; k < sizeof(known); k++)
		best = found[k] > found[best] ? k : best;
	return known[best];
}

/* Where the line that begins at `at` ends, before its "\n" or "\r\n"; *next is the beginning of the line after it. */
static size_t csv_line_end(const struct csv *c, size_t at, size_t *next)
{
	size_t end = str_find_char(c->text, '\n', at);

	*next = end < c->text.len ? end + 1 : end;
	return end > at && c->text.p[end - 1] == '\r' ? end - 1 : end;
}

bool csv_line(struct csv *c, struct str *line)
{
	size_t next;

	if (c->at >= c->text.len)
		return false;
	*line = str_cut(c->text, c->at, csv_line_end(c, c->at, &next));
	c->at = next;
	return true;
}

static bool csv_fail(struct csv *c, size_t at, const char *what)
{
	c->error = what;
	c->error_at = (uint32_t)at;
	return false;
}

/* A field in quotes, from its opening quote; what it holds is copied only where a quote is doubled. */
static bool csv_quoted(struct csv *c, struct arena *a, struct csv_field *f)
{
	size_t begin = c->at + 1, at = str_find_char(c->text, '"', begin), doubled = 0;

	while (at + 1 < c->text.len && c->text.p[at + 1] == '"') {
		doubled++;
		at = str_find_char(c->text, '"', at + 2);
	}
	if (at >= c->text.len)
		return csv_fail(c, c->at, "this quote is not closed");
	f->text = str_cut(c->text, begin, at);
	f->start = (uint32_t)c->at;
	f->end = (uint32_t)at + 1;
	c->at = at + 1;
	if (!doubled)
		return true;
	char *out = arena_alloc(a, f->text.len);
	size_t n = 0;
	for (size_t i = 0; i < f->text.len; i++) {
		out[n++] = f->text.p[i];
		i += f->text.p[i] == '"';
	}
	f->text = (struct str){out, n};
	return true;
}

static bool csv_field_end(const struct csv *c)
{
	char ch = c->at < c->text.len ? c->text.p[c->at] : '\n';

	return ch == c->separator || ch == '\n' ||
	       (ch == '\r' && (c->at + 1 >= c->text.len || c->text.p[c->at + 1] == '\n'));
}

static bool csv_read_field(struct csv *c, struct arena *a, struct csv_field *f)
{
	if (c->at < c->text.len && c->text.p[c->at] == '"') {
		if (!csv_quoted(c, a, f))
			return false;
		return csv_field_end(c) || csv_fail(c, c->at, "after a closing quote comes a separator or the end of the line");
	}
	f->start = (uint32_t)c->at;
	while (!csv_field_end(c))
		c->at++;
	f->end = (uint32_t)c->at;
	f->text = str_trim(str_cut(c->text, f->start, f->end));
	return true;
}

static void csv_skip_empty(struct csv *c)
{
	while (c->at < c->text.len && (c->text.p[c->at] == '\n' || c->text.p[c->at] == '\r'))
		c->at++;
}

bool csv_row(struct csv *c, struct arena *a, struct csv_field **fields, uint32_t *count)
{
	uint32_t cap = 16, n = 0;
	struct csv_field *row = arena_array(a, struct csv_field, cap);

	csv_skip_empty(c);
	if (c->at >= c->text.len)
		return false;
	for (;;) {
		if (n == cap) {
			struct csv_field *more = arena_array(a, struct csv_field, 2 * cap);
			memcpy(more, row, n * sizeof(*row));
			row = more;
			cap *= 2;
		}
		if (!csv_read_field(c, a, &row[n++]))
			return false;
		if (c->at >= c->text.len || c->text.p[c->at] != c->separator)
			break;
		c->at++;
	}
	if (c->at < c->text.len)
		c->at += c->text.p[c->at] == '\r' ? 2 : 1;
	if (c->at > c->text.len)
		c->at = c->text.len;
	*fields = row;
	*count = n;
	return true;
}
