/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.h - a small vocabulary for tests of the parser, and trees as text. */
#ifndef BOTE_TEST_WORDS_H
#define BOTE_TEST_WORDS_H

#include <string.h>

#include "lang/parse.h"

/* Is `word` one of those in `list`, which has a blank before and after each? */
static inline bool words_has(const char *list, struct str word)
{
	for (const char *p = list; word.len && (p = strchr(p, ' ')) && p[1]; p++) {
		if (strncmp(p + 1, word.p, word.len) == 0 && p[1 + word.len] == ' ')
			return true;
	}
	return false;
}

static inline enum word_class words_classify(void *ctx, struct str word)
{
	(void)ctx;
	if (words_has(" user users request requests req tweet tweets server servers core cores read reads write writes "
	              "photo error ",
	              word))
		return WORD_NOUN;
	if (words_has(" b bit B byte bytes kB KB MB GB TB GiB Mbps Gbps ns us µs ms s sec second seconds min h hour hours "
	              "day month year"
	              " $ USD cents % metre km ft inch RPS kRPS rps W kWh ",
	              word))
		return WORD_UNIT;
	return WORD_OTHER;
}

static inline unsigned words_nearest(void *ctx, struct str word, struct str *out, unsigned max)
{
	static const char *const names[] = {"GB", "MB", "month", "tweets", "seconds"};
	unsigned n = 0;

	(void)ctx;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && n < max; i++) {
		if (str_distance(word, str_from_c(names[i]), 1) <= 1)
			out[n++] = str_from_c(names[i]);
	}
	return n;
}

static const struct vocabulary words = {.classify = words_classify, .nearest = words_nearest};

#endif
