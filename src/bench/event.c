/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event.c - events as lines of JSON. */
#include "bench/event.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/json_write.h"
#include "bench/bench.h"

/* What comes next: a field, or without a key an element of a list. */
static struct json_put event_at(struct buf *out, const char *key)
{
	char last = out->len ? out->p[out->len - 1] : '{';
	struct json_put j = {.out = out, .comma = last != '{' && last != '['};

	if (key)
		json_key(&j, key);
	return j;
}

void event_open(struct buf *out, const char *key, char bracket)
{
	struct json_put j = event_at(out, key);

	json_open(&j, bracket);
}

void event_close(struct buf *out, char bracket)
{
	buf_char(out, bracket);
}

void event_text(struct buf *out, const char *key, const char *text)
{
	struct json_put j = event_at(out, key);

	if (text)
		json_text(&j, str_from_c(text));
	else
		json_raw(&j, "null");
}

void event_number(struct buf *out, const char *key, double value)
{
	struct json_put j = event_at(out, key);
	char digits[32];

	snprintf(digits, sizeof(digits), value == floor(value) && fabs(value) < 1e15 ? "%.0f" : "%.6g", value);
	json_raw(&j, isfinite(value) ? digits : "null");
}

void event_truth(struct buf *out, const char *key, bool value)
{
	struct json_put j = event_at(out, key);

	json_truth(&j, value);
}

void event_line(struct buf *line)
{
	buf_char(line, '\n');
	if (fs_write_fd(STDOUT_FILENO, buf_str(line)) != 0)
		bench_stop = SIGPIPE;
	buf_release(line);
}

void event_note(const char *fmt, ...)
{
	struct buf line = {0}, text = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	event_open(&line, NULL, '{');
	event_text(&line, "event", "note");
	event_text(&line, "text", buf_c(&text));
	event_close(&line, '}');
	event_line(&line);
	buf_release(&text);
}

void event_skip(const char *op, bool failed, const char *why)
{
	struct buf line = {0};

	event_open(&line, NULL, '{');
	event_text(&line, "event", failed ? "failed" : "skipped");
	event_text(&line, "op", op);
	event_text(&line, "why", why);
	event_close(&line, '}');
	event_line(&line);
}

void event_folder(const char *path)
{
	struct buf line = {0};

	event_open(&line, NULL, '{');
	event_text(&line, "event", "folder");
	event_text(&line, "path", path);
	event_close(&line, '}');
	event_line(&line);
}

void event_progress(unsigned pass, unsigned passes, const char *op, double done, double left)
{
	struct buf line = {0};

	event_open(&line, NULL, '{');
	event_text(&line, "event", "progress");
	event_number(&line, "pass", pass);
	event_number(&line, "passes", passes);
	event_text(&line, "op", op);
	event_number(&line, "done", done);
	event_number(&line, "left", left);
	event_close(&line, '}');
	event_line(&line);
}
