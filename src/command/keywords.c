/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keywords.c - what the words and signs of the grammar mean. The tables of the parser say which words there are. */
#include "command/keywords.h"

#include <stddef.h>

const struct keyword keywords[] = {
	{"param", "param NAME = VALUE | param NAME in UNIT", "an input that a caller sets, with its default", NULL, NULL},
	{"use", "use NAME(PARAM = VALUE, ...) as SHORT", "bring in a formula or another sheet", NULL, NULL},
	{"require", "require CONDITION \"why\"", "a condition without which there is no answer", NULL, NULL},
	{"check", "check CONDITION \"what it means\"", "a condition that the design must meet", "check 80 ms < 100 ms",
     "holds  80 ms < 100 ms"},
	{"scenario", "scenario \"NAME\": CELL = VALUE, ...", "cells with other values, by a name", NULL, NULL},
	{"machine", "machine NAME : cores = N, memory = SIZE, price = MONEY/TIME, ...", "a machine of one's own, for fleet",
     NULL, NULL},
	{"box", "box NAME \"TEXT\" : EXPRESSION", "a box of the picture: box api \"API servers\" : servers", NULL, NULL},
	{"flow", "flow BOX -> BOX \"TEXT\" : EXPRESSION", "an arrow of the picture: flow phones -> api \"feeds\" : rate",
     NULL, NULL},
	{"chart", "chart KIND(CELL, ...) \"caption\"", "what a report draws: chart growth(RATE, over = 5 years)", NULL,
     NULL},
	{"example", "example PARAM = VALUE, ... : CELL ~= VALUE", "a test that ships with a formula", NULL, NULL},
	{"show", "show CELL, ...", "choose what is printed", NULL, NULL},
	{"unit", "unit NAME = QUANTITY", "define a unit: unit floppy = 1.44 MB", NULL, NULL},
	{"alias", "alias NAME = UNIT", "another way to write a product of units", NULL, NULL},
	{"noun", "noun ONE, MANY", "declare something counted: noun pallet, pallets", NULL, NULL},
	{"source", "source \"where from\"", "where the numbers of a sheet come from", NULL, NULL},
	{"see", "see NAME, ...", "related formulas", NULL, NULL},
	{"from", "NAME = VALUE from \"where from\"", "where a cell's number comes from", NULL, NULL},
	{"ref", "ref.NAME", "a published figure, with its source", "ref.dean_l2_cache", "= 7 ns"},
	{"set", "set NAME VALUE", "change a setting", NULL, NULL},
	{"if", "if CONDITION then A else B", "one of two values", "if 3 GB > 2 GB then 1 else 2", "= 1"},
	{"then", "if CONDITION then A else B", "what it is where the condition holds", "if 1 < 2 then 3 else 4", "= 3"},
	{"else", "if CONDITION then A else B", "what it is where it does not hold", "if 1 > 2 then 3 else 4", "= 4"},
	{"and", "A and B", "both conditions", "5 min < 1 h and 1 MB > 1 kB", "= yes"},
	{"or", "A or B", "one condition or both", "1 < 2 or 1 > 2", "= yes"},
	{"not", "not A", "the condition does not hold", "not 1 > 2", "= yes"},
	{"of", "SHARE of X", "a share: 10% of X", "10% of 300 GB", "= 30 GB"},
	{"mod", "A mod B", "remainder of a division", "17 mod 5", "= 2"},
	{"per", "A per B", "divided by the unit that follows", "600 requests per minute to /s", "= 10 /s"},
	{"to", "X to UNIT | A to B", "convert to a unit or a form; between numbers, a range", "90 min to h", "= 1.5 h"},
	{"in", "X in UNIT", "convert to a unit", "2 days in h", "= 48 h"},
	{"as", "X as UNIT | use NAME as SHORT", "convert to a unit or a form", "3 GB as MB", "= 3,000 MB"},
	{"none", "none \"why\"", "an answer that is not a number", "none \"too many\"", "= none (too many)"},
	{"yes", NULL, "true", "yes and no", "= no"},
	{"no", NULL, "false", "yes or no", "= yes"},
	{"measured", "measured.NAME", "what the benchmarks found on this machine", NULL, NULL},
	{"fact", "fact.NAME", "measured here, or else published", NULL, NULL},
	{"lab", "lab.NAME(PARAM = VALUE, ...)", "results of experiments", NULL, NULL},
	{"best", "X to best", "the unit that reads best", "5000 MB to best", "= 5 GB"},
	{"words", "X to words", "1.157 million", "1157000 to words", "= 1.157 million"},
	{"sci", "X to sci", "1.157e6", "1157000 to sci", "= 1.157e6"},
	{"pow2", "X to pow2", "1.5 * 2^30", "1048576 to pow2", "= 2^20"},
	{"hms", "X to hms", "hours, minutes and seconds", "90 min to hms", "= 1 h 30 min"},
	{"%", "X% | X to %", "per cent", "0.25 to %", "= 25%"},
	{"digits", "X to N digits", "so many significant digits", "1234567 to 2 digits", "≈ 1.2 million"},
	{"decimals", "X to N decimals", "so many digits after the point", "22/7 to 2 decimals", "≈ 3.14"},
	{"thousand", "X thousand", "10^3", "3 thousand", "= 3,000"},
	{"million", "X million", "10^6", "100 million / 4", "= 25 million"},
	{"billion", "X billion", "10^9", "1 billion / 4", "= 250 million"},
	{"trillion", "X trillion", "10^12", "1 trillion / 4", "= 250 billion"},
	{"quadrillion", "X quadrillion", "10^15", "1 quadrillion / 4", "= 250 trillion"},
	{"lakh", "X lakh", "10^5", "3 lakh", "= 300,000"},
	{"crore", "X crore", "10^7", "3 crore", "= 30 million"},
	{"correlate", "correlate(A, B, R)", "tie two uncertain cells: R from -1 to 1", NULL, NULL},
	{"+", "A + B", "the sum", "3 GB + 200 MB", "= 3.2 GB"},
	{"-", "A - B", "the difference", "3 GB - 200 MB", "= 2.8 GB"},
	{"*", "A * B", "the product; their units are multiplied too", "3 MB/s * 2 min", "= 360 MB"},
	{"/", "A / B", "the quotient; their units are divided too", "360 MB / 2 min to MB/s", "= 3 MB/s"},
	{"^", "A ^ N", "to the power of N", "2^10", "= 1,024"},
	{"<", "A < B", "less", "3 GB < 2 GB", "= no"},
	{"<=", "A <= B", "less, or equal", "2 GB <= 2 GB", "= yes"},
	{">", "A > B", "more", "3 GB > 2 GB", "= yes"},
	{">=", "A >= B", "more, or equal", "2 GB >= 2 GB", "= yes"},
	{"==", "A == B", "equal", "1 GB == 1000 MB", "= yes"},
	{"!=", "A != B", "not equal", "1 GB != 1000 MB", "= no"},
	{"..", "LOW..HIGH", "a range: nine times in ten between the two", NULL, NULL},
	{"+-", "X +- D", "a range: from X - D to X + D, nine times in ten", NULL, NULL},
	{"~", "~ EXPRESSION", "worked out as in the head, a digit at a time", NULL, NULL},
	{"~~", "~~ EXPRESSION", "worked out with powers of ten", NULL, NULL},
	{"~=", "example ... : CELL ~= VALUE", "equal, to the digits written", NULL, NULL},
	{"->", "X -> UNIT", "convert, as 'to' does", "90 min -> h", "= 1.5 h"},
	{"_", NULL, "the last answer; ans is the same, ans2 and ans3 are those before", NULL, NULL},
	{"ans", NULL, "the last answer; ans2 and ans3 are those before", NULL, NULL},
};
const unsigned keyword_count = sizeof(keywords) / sizeof(keywords[0]);

const struct keyword *keyword_find(struct str word)
{
	if (word.len && char_is_digit(word.p[0])) /* "2 digits" */
		word = str_cut(word, str_find_char(word, ' ', 0) + 1, word.len);
	for (unsigned i = 0; i < keyword_count; i++)
		if (str_eq(word, str_from_c(keywords[i].word)))
			return &keywords[i];
	return NULL;
}
