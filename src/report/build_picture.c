/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_picture.c - the picture of the system. */
#include "report/build_parts.h"
#include "whatif/picture_ask.h"

bool build_picture(struct build *b)
{
	struct ask q = {.sheet = b->sheet, .a = b->a, .d = b->d, .format = b->format, .sure = b->options->sure};

	doc_picture(b->doc, picture_asked(&q));
	return !b->d->error;
}
