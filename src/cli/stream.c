/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.c - statements from a pipe or file, answered as they come. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "cli/program.h"
#include "command/command.h"
#include "command/typed.h"
#include "lang/parse.h"
#include "lang/token.h"

enum { CHUNK = 64 * 1024, LONG = 64 };

/* Text that has come in, and how far it is used. */
struct stream {
	int fd; /* -1: all is in memory */
	struct buf data;
	struct str text; /* data, or what is in memory */
	size_t at;       /* the statement that comes next begins here */
	uint32_t line;   /* and has this number */
	bool ended;
	bool comments; /* a # has come in: lines may end in comments */
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
	if (!more_at_once(st->fd))
		output_flush(st->output);
	do
		n = read(st->fd, chunk, sizeof(chunk));
	while (n < 0 && errno == EINTR);
	if (n < 0)
		st->error = errno;
	if (n > 0) {
		buf_add(&st->data, chunk, (size_t)n);
		st->comments |= memchr(chunk, '#', (size_t)n) != NULL;
	} else
		st->ended = true;
	st->text = buf_str(&st->data);
}

/* ---- where a statement ends ---- */

static bool has_either(struct str line, char a, char b)
{
	return memchr(line.p, a, line.len) || memchr(line.p, b, line.len);
}

/*
 * Brackets opened less those closed, quotes aside, where so many are open before. Prose, headings and comments have
 * none.
 */
static int depth_of(struct str line, int before)
{
	int depth = 0;

	if (!has_either(line, '(', '[') && (before == 0 || !has_either(line, ')', ']')))
		return 0;
	line = str_trim(line);
	if (line.p[0] == '#' || line.p[0] == '>' || str_starts(line, S("//")))
		return 0;
	for (size_t i = 0; i < line.len; i++) {
		switch (line.p[i]) {
		case '"': i = str_find_char(line, '"', i + 1); break;
		case '(':
		case '[': depth++; break;
		case ')':
		case ']': depth--; break;
		}
	}
	return depth;
}

/*
 * May the line go on in the next one? A cheap look that is right when it says no: most lines end with a word that joins
 * nothing, a digit or a closing sign. The parser knows for sure, but reads the line a second time.
 */
static bool may_go_on(struct str line)
{
	size_t n;

	if (memchr(line.p, '#', line.len))
		return true; /* a comment may stand behind the sign that joins */
	while (line.len && (unsigned char)line.p[line.len - 1] <= ' ')
		line.len--;
	if (!line.len)
		return false;
	for (n = 0; n < line.len && line.p[line.len - 1 - n] >= 'a' && line.p[line.len - 1 - n] <= 'z'; n++)
		;
	if (n)
		return token_table[token_keyword(str_cut(line, line.len - n, line.len))].joins;
	switch (line.p[line.len - 1]) {
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
	case ')':
	case ']':
	case '"': return false;
	}
	return !(line.p[line.len - 1] >= 'A' && line.p[line.len - 1] <= 'Z');
}

/* The end of the line that begins at `from`, newline included; more is read for it. */
static size_t stream_line_end(struct stream *st, size_t *from)
{
	for (;;) {
		size_t before = st->at, end = str_find_char(st->text, '\n', *from);

		if (end < st->text.len)
			return end + 1;
		if (st->ended)
			return st->text.len;
		stream_fill(st);
		*from -= before - st->at;
	}
}

/* A sign at the end that needs something after it. */
static bool stream_ends_open(struct str line)
{
	line = str_trim(line);
	return line.len > 0 && memchr("+-*/^=<>&|,", line.p[line.len - 1], 11) != NULL;
}

/*
 * Does the statement go on behind its last line? A long one is read by the parser only when its brackets are closed and
 * its last sign wants nothing more, for reading all of it at each line would take forever.
 */
static bool stream_goes_on(struct str statement, struct str line, uint32_t lines, int depth)
{
	if (lines > LONG && (depth > 0 || stream_ends_open(line)))
		return true;
	return (depth > 0 || lines > 1 || may_go_on(line)) && parse_unfinished(statement);
}

/* Take the next statement: a line, or several when brackets are open. False at the end. */
static bool next_statement(struct stream *st, struct source *src)
{
	size_t from = st->at, end;
	uint32_t lines = 0;
	int depth = 0;

	for (;;) {
		struct str line;

		end = stream_line_end(st, &from);
		if (end == from)
			break;
		line = (struct str){st->text.p + from, end - from};
		from = end;
		lines++;
		if (st->comments && memchr(line.p, '#', line.len))
			line = parse_uncommented(line);
		depth += depth_of(line, depth);
		if (!stream_goes_on(str_cut(st->text, st->at, end), line, lines, depth))
			break;
	}
	if (end == st->at)
		return false;
	src->text = str_cut(st->text, st->at, end);
	src->first_line = st->line;
	st->at = end;
	st->line += lines;
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

bool program_stream(struct program *p, int fd, struct str name)
{
	struct stream st = {.fd = fd, .line = 1, .output = &p->output};
	bool go_on = answer_all(p, &st, name);

	if (st.error)
		return program_file_failed(p, "standard input", st.error);
	return go_on;
}

bool program_text(struct program *p, struct str text, struct str name)
{
	struct stream st = {.fd = -1, .line = 1, .text = text, .comments = true};

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
}
