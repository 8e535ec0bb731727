/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.c - statements from a pipe or file, answered as they come. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli_parts.h"
#include "command/command.h"
#include "command/typed.h"
#include "lang/parse.h"

enum { CHUNK = 64 * 1024, LONGEST = 64 << 20 /* bytes of a statement, as of a file */ };

/* Text that has come in, and how far it is used. */
struct stream {
	int fd; /* -1: all is in memory */
	struct buf data;
	struct str text; /* data, or what is in memory */
	size_t at;       /* the statement that comes next begins here */
	uint32_t line;   /* and has this number */
	bool ended;
	int error;
	struct output *output; /* flushed before waiting */
};

/* ---- reading ---- */

static bool more_at_once(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, 0) == 1;
}

/* Read another piece; whoever waits for our answers gets them before we wait for more input. */
static void stream_fill(struct stream *st)
{
	static char chunk[CHUNK];
	ssize_t n;

	if (st->fd < 0) {
		st->ended = true;
		return;
	}
	if (st->at > 0) {
		memmove(st->data.p, st->data.p + st->at, st->data.len - st->at);
		buf_cut(&st->data, st->data.len - st->at);
		st->at = 0;
	}
	if (st->data.len > LONGEST) {
		st->error = EFBIG;
		st->ended = true;
		return;
	}
	if (!more_at_once(st->fd))
		output_flush(st->output);
	do
		n = read(st->fd, chunk, sizeof(chunk));
	while (n < 0 && errno == EINTR);
	if (n < 0)
		st->error = errno;
	if (n > 0)
		buf_add(&st->data, chunk, (size_t)n);
	else
		st->ended = true;
	st->text = buf_str(&st->data);
}

/* ---- where a statement ends ---- */

/* The end of the line that begins at `from`, newline included; more is read for it. */
static size_t stream_line_end(struct stream *st, size_t *from)
{
	size_t looked = *from; /* there is none before it */

	for (;;) {
		size_t before = st->at, end = str_find_char(st->text, '\n', looked);

		if (end < st->text.len)
			return end + 1;
		if (st->ended)
			return st->text.len;
		stream_fill(st);
		looked = end - (before - st->at);
		*from -= before - st->at;
	}
}

/* Take the next statement: a line, or several when brackets are open. False at the end. */
static bool next_statement(struct stream *st, struct source *src)
{
	struct continued lines = {0};
	size_t from = st->at, end;

	for (;;) {
		struct str line;

		end = stream_line_end(st, &from);
		if (end == from)
			break;
		line = (struct str){st->text.p + from, end - from};
		from = end;
		if (!command_goes_on(&lines, str_cut(st->text, st->at, end), line))
			break;
	}
	if (end == st->at || st->error) /* half of one is none */
		return false;
	src->text = str_cut(st->text, st->at, end);
	src->first_line = st->line;
	st->at = end;
	st->line += lines.count;
	return true;
}

/* ---- answering ---- */

static struct str without_newline(struct str text)
{
	while (text.len && (text.p[text.len - 1] == '\n' || text.p[text.len - 1] == '\r'))
		text.len--;
	return text;
}

/* A byte order mark, and the line that names the program for the shell, are no statements. */
static void skip_head(struct stream *st)
{
	while (st->text.len < 3 && !st->ended)
		stream_fill(st);
	if (str_starts(st->text, S("\xEF\xBB\xBF")))
		st->at = 3;
	if (str_starts(str_cut(st->text, st->at, st->text.len), S("#!"))) {
		size_t from = st->at;

		st->at = stream_line_end(st, &from);
		st->line = 2;
	}
}

static bool answer_all(struct program *p, struct stream *st, struct str name)
{
	struct source src = {.name = name};
	bool go_on = true, quit = false;

	skip_head(st);
	while (go_on && next_statement(st, &src)) {
		uint32_t at = 0;

		while (go_on && at < src.text.len) {
			typed_line(p->session, SESSION_STREAM, &src, &at, &p->outcome);
			quit = p->outcome.quit;
			go_on = program_show(p, without_newline(src.text)) && !quit;
		}
	}
	buf_release(&st->data);
	return go_on || quit;
}

static bool stream_failed(struct program *p, int error)
{
	if (error != EFBIG)
		return program_file_failed(p, "standard input", error);
	p->outcome.status = STATUS_FILE;
	diag_fail(&p->outcome.diag, DIAG_FILE, (struct span){0, 0},
	          "standard input: a line, or one with those that continue it, has more than 64 MB");
	return program_show(p, S(""));
}

bool program_stream(struct program *p, int fd, struct str name)
{
	struct stream st = {.fd = fd, .line = 1, .output = &p->output};
	bool go_on = answer_all(p, &st, name);

	if (st.error)
		return stream_failed(p, st.error);
	return go_on;
}

bool program_text(struct program *p, struct str text, struct str name)
{
	struct stream st = {.fd = -1, .line = 1, .text = text};

	return answer_all(p, &st, name);
}

/* ---- transcripts ---- */

/* "bote> line", and "....> line" for those that continue. */
static void stream_echo(struct buf *out, struct str text)
{
	struct str rest = without_newline(text), line;

	if (!rest.len)
		buf_add_c(out, "bote> \n");
	for (bool first = true; str_next_line(&rest, &line); first = false)
		buf_printf(out, "%s%.*s\n", first ? "bote> " : "....> ", STR(line));
}

void program_transcript(struct program *p)
{
	struct stream st = {.fd = STDIN_FILENO, .line = 1, .output = &p->output};
	struct source src = {0};
	bool quit = false;

	while (!quit && next_statement(&st, &src)) {
		uint32_t at = 0;

		src.first_line = 1;
		stream_echo(&p->output.out, src.text);
		src.text = without_newline(src.text);
		do {
			typed_line(p->session, SESSION_PROMPT, &src, &at, &p->outcome);
			quit = p->outcome.quit;
			program_show(p, src.text);
		} while (!quit && at < src.text.len);
	}
	buf_release(&st.data);
	if (st.error)
		stream_failed(p, st.error);
}
