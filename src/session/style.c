/* SPDX-License-Identifier: GPL-3.0-or-later */
/* style.c - colour and width, as NO_COLOR, CLICOLOR_FORCE, TERM, COLUMNS and the terminal have it. */
#include "session/style.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.h"

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

bool style_color(const struct settings *s, int fd)
{
	const char *term = getenv("TERM");

	if (s->color != COLOR_AUTO)
		return s->color == COLOR_ALWAYS;
	if (is_set("NO_COLOR"))
		return false;
	if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
		return true;
	if (!term || !*term || strcmp(term, "dumb") == 0)
		return false;
	return isatty(fd);
}

unsigned style_width(const struct settings *s, int fd)
{
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	long n;

	if (s->width)
		return s->width;
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	n = columns ? strtol(columns, NULL, 10) : 0;
	if (n >= 20 && n <= 1000)
		return (unsigned)n;
	return isatty(fd) ? 80 : 0;
}

unsigned style_height(int fd)
{
	struct winsize size;

	return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

/* ---- texts ---- */

void style_ascii(struct buf *text, size_t from)
{
	struct buf out = { 0 };
	struct str rest = str_cut(buf_str(text), from, text->len);

	if (!rest.len)
		return;
	while (rest.len) {
		unsigned columns;
		uint32_t cp;
		size_t n = utf8_next(rest, 0, &columns);
		const char *way = utf8_decode(rest, &cp) ? utf8_ascii(cp) : NULL;

		if (n == 1 && (unsigned char)rest.p[0] < 0x80)
			buf_char(&out, rest.p[0]);
		else
			buf_add_c(&out, way ? way : "?");
		rest = str_cut(rest, n, rest.len);
	}
	buf_cut(text, from);
	buf_add_str(text, buf_str(&out));
	buf_release(&out);
}

/* The column at which the continuation of a line stands. */
static size_t hang_of(struct str line, unsigned width)
{
	size_t start = 0, hang = 0;

	while (start < line.len && line.p[start] == ' ')
		start++;
	for (size_t i = start; i + 2 < line.len; i++)
		if (line.p[i] == ' ' && line.p[i + 1] == ' ' && line.p[i + 2] != ' ')
			hang = utf8_width(str_cut(line, 0, i + 2));
	return hang && hang < width * 2 / 3 ? hang : start + 4;
}

/* Where to break: at the last blank that lets the line fit, or the first one after that. */
static size_t break_of(struct str line, size_t from, unsigned width)
{
	size_t fits = utf8_clip(line, width).len, at = fits;

	while (at > from && line.p[at] != ' ')
		at--;
	return at > from ? at : str_find_char(line, ' ', fits);
}

static void wrap_line(struct str line, unsigned width, struct buf *out)
{
	size_t hang = hang_of(line, width), room = width, from = 0;

	for (; from < line.len && line.p[from] == ' '; from++)
		;
	while (utf8_width(line) > room) {
		size_t at = break_of(line, from, (unsigned)room);

		if (at >= line.len)
			break;
		buf_add_str(out, str_cut(line, 0, at));
		while (out->len && out->p[out->len - 1] == ' ')
			buf_cut(out, out->len - 1);
		buf_char(out, '\n');
		buf_fill(out, ' ', hang);
		line = str_cut(line, at + 1, line.len);
		room = width > hang + 20 ? width - hang : 20;
		from = 0;
	}
	buf_add_str(out, line);
	buf_char(out, '\n');
}

void style_wrap(struct buf *text, unsigned width)
{
	struct buf out = { 0 };
	struct str rest = buf_str(text), line;

	if (!width || !text->len)
		return;
	while (str_next_line(&rest, &line))
		wrap_line(line, width, &out);
	buf_reset(text);
	buf_add_str(text, buf_str(&out));
	buf_release(&out);
}
