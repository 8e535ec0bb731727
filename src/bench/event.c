/* SPDX-License-Identifier: GPL-3.0-or-later */
/* event.c - JSON without a library: bote-bench has enough of those. */
#include "bench/event.h"

#include <math.h>
#include <signal.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/utf8.h"
#include "bench/bench.h"

/* Bytes that are not UTF-8, of a server or cut off, become "?": a line with them would be no JSON, and be dropped. */
static void put_string(struct buf *out, const char *text)
{
	struct str rest = str_from_c(text);
	size_t bad = utf8_invalid(rest);

	buf_char(out, '"');
	for (size_t i = 0; i < rest.len; i++) {
		unsigned char c = (unsigned char)rest.p[i];

		if (i == bad) {
			buf_char(out, '?');
			bad = i + 1 + utf8_invalid(str_cut(rest, i + 1, rest.len));
		} else if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			buf_printf(out, "\\u%04x", c);
		else
			buf_char(out, (char)c);
	}
	buf_char(out, '"');
}

static void put_key(struct buf *out, const char *key)
{
	char last = out->len ? out->p[out->len - 1] : '{';

	if (last != '{' && last != '[')
		buf_char(out, ',');
	if (key)
		buf_printf(out, "\"%s\":", key);
}

void event_open(struct buf *out, const char *key, char bracket)
{
	if (out->len)
		put_key(out, key);
	buf_char(out, bracket);
}

void event_close(struct buf *out, char bracket)
{
	buf_char(out, bracket);
}

void event_text(struct buf *out, const char *key, const char *text)
{
	put_key(out, key);
	if (text)
		put_string(out, text);
	else
		buf_add_c(out, "null");
}

void event_number(struct buf *out, const char *key, double value)
{
	put_key(out, key);
	if (!isfinite(value))
		buf_add_c(out, "null");
	else if (value == floor(value) && fabs(value) < 1e15)
		buf_printf(out, "%.0f", value);
	else
		buf_printf(out, "%.6g", value);
}

void event_truth(struct buf *out, const char *key, bool value)
{
	put_key(out, key);
	buf_add_c(out, value ? "true" : "false");
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
