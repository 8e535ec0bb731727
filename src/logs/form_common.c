/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_common.c - the Common Log Format, combined, and what servers put after it. */
#include "logs/forms.h"
#include "logs/byte_scan.h"

/* client ident user [time] "request" status bytes ... */
static bool fits_common(struct log_format *f, struct str line)
{
	const char *bracket = memchr(line.p, '[', line.len);
	int64_t t;

	return bracket && (size_t)(line.p + line.len - bracket) > 29 && bracket[27] == ']' &&
	       when_common(&f->when, bracket + 1, &t);
}

/* The quote that ends a text begun before `p`: one without an odd number of backslashes before it. */
static const char *closing(const char *p, const char *end)
{
	const char *q = p;

	for (;;) {
		const char *b;

		q = byte_find(q, end, '"');
		if (!q || q == p || q[-1] != '\\')
			return q;
		for (b = q; b > p && b[-1] == '\\'; b--)
			;
		if ((q - b) % 2 == 0)
			return q;
		q++;
	}
}

/*
 * After the last quote come durations, if anything: nginx's $request_time first, with a point; Apache's %D or %T;
 * of Traefik's line the last word, "12ms".
 */
static enum log_bad read_rest(struct log_format *f, const char *p, const char *end, struct log_entry *e)
{
	const char *quote, *word;
	struct str rest;

	while (end > p && (end[-1] == ' ' || end[-1] == '\r'))
		end--;
	if (end == p || end[-1] == '"')
		return LOG_FINE;
	quote = memrchr(p, '"', (size_t)(end - p));
	rest = (struct str){quote ? quote + 1 : p, (size_t)(end - (quote ? quote + 1 : p))};
	while (rest.len && *rest.p == ' ')
		rest = str_cut(rest, 1, rest.len);
	word = rest.len ? memchr(rest.p, ' ', rest.len) : NULL;
	if (!log_duration(f, word ? str_cut(rest, 0, (size_t)(word - rest.p)) : rest, LOG_UNIT_UNKNOWN, e))
		e->duration = -1; /* some other word that servers add */
	return LOG_FINE;
}

static enum log_bad read_common(struct log_format *f, struct str line, struct log_entry *e)
{
	const char *end = line.p + line.len, *p = byte_find(line.p, end, ' '), *q;

	if (!p)
		return LOG_NO_TIME;
	e->client = (struct str){line.p, (size_t)(p - line.p)};
	p = byte_find(p, end, '[');
	if (!p || end - p < 29 || p[27] != ']')
		return LOG_NO_TIME;
	if (!when_common(&f->when, p + 1, &e->time))
		return LOG_BAD_TIME;
	p += 28;
	if (end - p < 3 || p[0] != ' ' || p[1] != '"')
		return LOG_NO_REQUEST;
	p += 2;
	q = closing(p, end);
	if (!q)
		return LOG_NO_REQUEST;
	log_request((struct str){p, (size_t)(q - p)}, e);
	p = q + 1;
	if (end - p < 4 || *p != ' ')
		return LOG_NO_STATUS;
	q = byte_find(p + 1, end, ' ');
	q = q ? q : end;
	if (!log_status((struct str){p + 1, (size_t)(q - p - 1)}, &e->status))
		return LOG_NO_STATUS;
	if (q == end)
		return LOG_FINE;
	p = q + 1;
	q = byte_find(p, end, ' ');
	q = q ? q : end;
	if (!log_bytes((struct str){p, (size_t)(q - p) - (q == end && q > p && q[-1] == '\r')}, &e->bytes))
		return LOG_BAD_SIZE;
	return read_rest(f, q, end, e);
}

const struct log_form log_form_common = {"combined", fits_common, read_common};
