/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_alb.c - access logs of AWS' Application Load Balancer. */
#include "logs/forms.h"
#include "logs/byte_scan.h"

/* A word of the line, taken off. */
static struct str form_alb_next(struct str *rest)
{
	const char *blank = byte_find(rest->p, rest->p + rest->len, ' ');
	struct str word = blank ? str_cut(*rest, 0, (size_t)(blank - rest->p)) : *rest;

	*rest = str_cut(*rest, word.len + (blank != NULL), rest->len);
	return word;
}

static bool is_kind(struct str word)
{
	static const char *const kinds[] = {"http", "https", "h2", "grpcs", "ws", "wss"};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_eq(word, str_from_c(kinds[i])))
			return true;
	return false;
}

static bool fits_alb(struct log_format *f, struct str line)
{
	int64_t t;

	return is_kind(form_alb_next(&line)) && when_iso(&f->when, form_alb_next(&line), &t);
}

/* Seconds to the request, of the target, of the answer; -1 is none. */
static enum log_bad form_alb_read_times(struct log_format *f, struct str *rest, struct log_entry *e)
{
	int64_t sum = 0;

	for (int i = 0; i < 3; i++) {
		struct str word = form_alb_next(rest);

		if (!log_duration(f, word, LOG_UNIT_S, e))
			return LOG_BAD_DURATION;
		sum = e->duration < 0 || sum < 0 ? -1 : sum + e->duration;
	}
	e->duration = sum;
	return LOG_FINE;
}

/* kind time elb client:port target:port t t t status status received sent "request" ... */
static enum log_bad read_alb(struct log_format *f, struct str line, struct log_entry *e)
{
	struct str word;
	const char *colon, *quote;
	enum log_bad bad;

	form_alb_next(&line);
	if (!when_iso(&f->when, form_alb_next(&line), &e->time))
		return LOG_BAD_TIME;
	form_alb_next(&line);
	word = form_alb_next(&line);
	colon = word.len ? memrchr(word.p, ':', word.len) : NULL;
	e->client = colon ? str_cut(word, 0, (size_t)(colon - word.p)) : word;
	form_alb_next(&line);
	bad = form_alb_read_times(f, &line, e);
	if (bad)
		return bad;
	if (!log_status(form_alb_next(&line), &e->status))
		return LOG_NO_STATUS;
	form_alb_next(&line);
	form_alb_next(&line);
	if (!log_bytes(form_alb_next(&line), &e->bytes))
		return LOG_BAD_SIZE;
	if (!line.len || *line.p != '"' || !(quote = memchr(line.p + 1, '"', line.len - 1)))
		return LOG_NO_REQUEST;
	log_request((struct str){line.p + 1, (size_t)(quote - line.p - 1)}, e);
	return log_set(f, LOG_PATH, e->path, LOG_UNIT_S, e);
}

const struct log_form log_form_alb = {"ALB", fits_alb, read_alb};
