/* SPDX-License-Identifier: GPL-3.0-or-later */
/* screen.c - what a terminal would show. */
#include "screen.h"

#include <string.h>

enum { TAIL = 1 }; /* the right half of a wide character */

void screen_init(struct screen *s, int rows, int columns)
{
	memset(s, 0, sizeof(*s));
	s->rows = rows;
	s->columns = columns;
}

static void scroll(struct screen *s)
{
	memmove(s->cell[0], s->cell[1], sizeof(s->cell[0]) * (ROWS_MOST - 1));
	memmove(s->style[0], s->style[1], sizeof(s->style[0]) * (ROWS_MOST - 1));
	memset(s->cell[ROWS_MOST - 1], 0, sizeof(s->cell[0]));
}

void screen_resize(struct screen *s, int rows, int columns)
{
	for (; s->row >= rows; s->row--)
		scroll(s);
	for (int r = 0; r < ROWS_MOST; r++)
		for (int c = columns; c < COLUMNS_MOST; c++)
			s->cell[r][c] = 0;
	s->rows = rows;
	s->columns = columns;
	s->wrap = false;
	if (s->column >= columns)
		s->column = columns - 1;
}

static void line_feed(struct screen *s)
{
	if (s->row + 1 < s->rows) {
		s->row++;
		return;
	}
	scroll(s);
	memset(s->cell[s->rows - 1], 0, sizeof(s->cell[0]));
}

static void put(struct screen *s, wchar_t c)
{
	int width = wcwidth(c);

	if (width <= 0)
		return;
	if (s->wrap || s->column + width > s->columns) {
		s->column = 0;
		s->overflows++;
		line_feed(s);
	}
	s->cell[s->row][s->column] = c;
	s->style[s->row][s->column] = s->pen;
	if (width == 2)
		s->cell[s->row][s->column + 1] = TAIL;
	s->column += width;
	s->wrap = s->column == s->columns;
	if (s->wrap)
		s->column--;
}

static void clear(struct screen *s, int row, int from, int to)
{
	for (int c = from; c < to; c++)
		s->cell[row][c] = 0;
}

static void clear_rows(struct screen *s, int from, int to)
{
	for (int r = from; r < to; r++)
		clear(s, r, 0, s->columns);
}

/* The attributes of characters. */
static void set_pen(struct screen *s)
{
	for (int i = 0; i <= s->count; i++) {
		int n = s->number[i];

		if (n == 0)
			s->pen = 0;
		else if (n == 1)
			s->pen |= STYLE_BOLD;
		else if (n == 2)
			s->pen |= STYLE_DIM;
		else if (n == 4)
			s->pen |= STYLE_UNDERLINED;
		else if (n >= 31 && n <= 36)
			s->pen |= STYLE_COLOURED;
	}
}

/* Take `n` cells out at the cursor, or put in as many empty ones. */
static void shift(struct screen *s, int n, bool in)
{
	wchar_t *row = s->cell[s->row];
	unsigned char *style = s->style[s->row];
	int room = s->columns - s->column;

	if (n > room)
		n = room;
	if (in) {
		memmove(row + s->column + n, row + s->column, sizeof(*row) * (size_t)(room - n));
		memmove(style + s->column + n, style + s->column, (size_t)(room - n));
	} else {
		memmove(row + s->column, row + s->column + n, sizeof(*row) * (size_t)(room - n));
		memmove(style + s->column, style + s->column + n, (size_t)(room - n));
	}
	clear(s, s->row, in ? s->column : s->columns - n, in ? s->column + n : s->columns);
}

static int bounded(int x, int most)
{
	return x < 0 ? 0 : x > most ? most : x;
}

static void control_sequence(struct screen *s, char final)
{
	int first = s->number[0], n = first > 0 ? first : 1;

	if (s->private)
		return;
	if (strchr("ABCDGHdf", final))
		s->wrap = false;
	switch (final) {
	case 'A': s->row = bounded(s->row - n, s->rows - 1); break;
	case 'B': s->row = bounded(s->row + n, s->rows - 1); break;
	case 'C': s->column = bounded(s->column + n, s->columns - 1); break;
	case 'D': s->column = bounded(s->column - n, s->columns - 1); break;
	case 'G': s->column = bounded(n - 1, s->columns - 1); break;
	case 'd': s->row = bounded(n - 1, s->rows - 1); break;
	case 'H':
	case 'f':
		s->row = bounded(n - 1, s->rows - 1);
		s->column = bounded(s->number[1] - 1, s->columns - 1);
		break;
	case 'J':
		clear(s, s->row, first == 0 ? s->column : 0, s->columns);
		clear_rows(s, first == 0 ? s->row + 1 : 0, first == 1 ? s->row : s->rows);
		break;
	case 'K': clear(s, s->row, first == 0 ? s->column : 0, first == 1 ? s->column + 1 : s->columns); break;
	case 'P': shift(s, n, false); break;
	case '@': shift(s, n, true); break;
	case 'X': clear(s, s->row, s->column, bounded(s->column + n, s->columns)); break;
	case 'm': set_pen(s); break;
	case 's': s->saved_row = s->row, s->saved_column = s->column; break;
	case 'u': s->row = s->saved_row, s->column = s->saved_column; break;
	}
}

static void ground(struct screen *s, wchar_t c)
{
	switch (c) {
	case '\033': s->state = ESCAPE; break;
	case '\r': s->column = 0, s->wrap = false; break;
	case '\n': s->wrap = false, line_feed(s); break;
	case '\b': s->column = bounded(s->column - 1, s->columns - 1), s->wrap = false; break;
	case '\t': s->column = bounded((s->column | 7) + 1, s->columns - 1); break;
	default: put(s, c);
	}
}

static void escape(struct screen *s, wchar_t c)
{
	s->state = GROUND;
	switch (c) {
	case '[':
		s->state = CSI;
		memset(s->number, 0, sizeof(s->number));
		s->count = 0;
		s->private = false;
		break;
	case ']': s->state = OSC; break;
	case '(':
	case ')': s->state = CHARSET; break;
	case '7': s->saved_row = s->row, s->saved_column = s->column; break;
	case '8': s->row = s->saved_row, s->column = s->saved_column, s->wrap = false; break;
	}
}

static void csi(struct screen *s, wchar_t c)
{
	if (c >= '0' && c <= '9') {
		s->number[s->count] = s->number[s->count] * 10 + (int)(c - '0');
	} else if (c == ';') {
		s->count = bounded(s->count + 1, 7);
	} else if (c >= '<' && c <= '?') {
		s->private = true;
	} else if (c >= '@') {
		control_sequence(s, (char)c);
		s->state = GROUND;
	}
}

static void take(struct screen *s, wchar_t c)
{
	switch (s->state) {
	case GROUND: ground(s, c); break;
	case ESCAPE: escape(s, c); break;
	case CSI: csi(s, c); break;
	case CHARSET: s->state = GROUND; break;
	case OSC: s->state = c == '\a' || c == '\\' ? GROUND : OSC; break;
	}
}

void screen_feed(struct screen *s, const char *bytes, size_t len)
{
	while (len > 0) {
		wchar_t c;
		size_t n = mbrtowc(&c, bytes, len, &s->partial);

		if (n == (size_t)-2)
			return;
		if (n == (size_t)-1 || n == 0) {
			memset(&s->partial, 0, sizeof(s->partial));
			c = n == 0 ? 0 : L'?';
			n = 1;
		}
		take(s, c);
		bytes += n;
		len -= n;
	}
}

void screen_row(const struct screen *s, int row, char *out)
{
	mbstate_t state = {0};
	char *end = out, *p = out;

	for (int c = 0; c < s->columns; c++) {
		wchar_t w = s->cell[row][c];

		if (w == TAIL)
			continue;
		p += wcrtomb(p, w ? w : L' ', &state);
		if (w && w != L' ')
			end = p;
	}
	*end = '\0';
}

/* The column after `text` in the cursor's row, if it is at `column` in this style; else 0. */
static int styled_at(const struct screen *s, int column, const char *text, unsigned style)
{
	mbstate_t state = {0};
	wchar_t c;
	size_t n;

	while (*text) {
		n = mbrtowc(&c, text, strlen(text), &state);
		if (n == (size_t)-1 || n == (size_t)-2 || column >= s->columns || s->cell[s->row][column] != c ||
		    (c != L' ' && s->style[s->row][column] != style))
			return 0;
		text += n;
		column++;
	}
	return column;
}

bool screen_styled(const struct screen *s, const char *text, unsigned style)
{
	for (int c = 0; c < s->columns; c++)
		if (styled_at(s, c, text, style))
			return true;
	return false;
}
