/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fods.h - tables as a spreadsheet: OpenDocument in one XML file. */
#ifndef BOTE_FODS_H
#define BOTE_FODS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum fods_kind { FODS_NOTHING, FODS_TEXT, FODS_NUMBER, FODS_TRUTH };
enum fods_style { FODS_PLAIN, FODS_HEAD, FODS_TITLE, FODS_INPUT, FODS_ASIDE, FODS_STYLES };

struct fods_cell {
	enum fods_kind kind;
	enum fods_style style;
	struct str text;    /* TEXT */
	double number;      /* NUMBER, TRUTH: what the formula comes to, or the number itself */
	struct str formula; /* "[.C5]*2", without the sign in front; empty for none */
};

struct fods_column {
	double width; /* in cm */
};

/* All of a file: `cells` row by row. Ctrl-C ends it (base/interrupt.h). */
void fods_write(struct buf *out, struct str name, const struct fods_column *columns, uint32_t column_count,
                const struct fods_cell *cells, uint32_t row_count);
/* "A", "AB": the letters of a column, the first being 0. */
void fods_letters(struct buf *out, uint32_t column);

#endif
