/* SPDX-License-Identifier: GPL-3.0-or-later */
/* screen.h - what a terminal would show: as much of an xterm as line editors use. */
#ifndef BOTE_TEST_SCREEN_H
#define BOTE_TEST_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

enum { ROWS_MOST = 60, COLUMNS_MOST = 200, ROW_BYTES = COLUMNS_MOST * 4 + 1 };

enum { STYLE_BOLD = 1, STYLE_DIM = 2, STYLE_UNDERLINED = 4, STYLE_COLOURED = 8 };

struct screen {
	int rows, columns, row, column;
	int saved_row, saved_column;
	int overflows;                         /* characters that found their row full, and went to the next one */
	bool wrap;                             /* a character is in the last column; the next one goes to the next row */
	wchar_t cell[ROWS_MOST][COLUMNS_MOST]; /* 0: nothing */
	unsigned char style[ROWS_MOST][COLUMNS_MOST]; /* of each cell: STYLE_... */
	unsigned char pen;                            /* the style that is written with */
	/* the parser */
	enum { GROUND, ESCAPE, CHARSET, CSI, OSC } state;
	int number[8], count;
	bool private;
	mbstate_t partial;
};

void screen_init(struct screen *s, int rows, int columns);
/* As terminals do it that do not reflow: rows above are lost when the cursor would be below the last one. */
void screen_resize(struct screen *s, int rows, int columns);
void screen_feed(struct screen *s, const char *bytes, size_t len);
/* Row `row` as text without blanks at its end, in a buffer of ROW_BYTES. */
void screen_row(const struct screen *s, int row, char *out);
/* Does `text` stand in the row of the cursor with each cell in exactly this style? */
bool screen_styled(const struct screen *s, const char *text, unsigned style);

#endif
