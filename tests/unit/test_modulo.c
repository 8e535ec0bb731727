/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remainders between units: random pairs of one dimension, held against whole numbers. */
#include <math.h>

#include "talk.h"
#include "value/format.h"

/*
 * A unit in the smallest whole parts that all of its dimension are made of: bits, microseconds, tenths of a millimetre.
 */
struct part {
	const char *name;
	long long parts;
};

static const struct part data[] = {
	{"bit", 1},       {"B", 8},          {"kB", 8000},       {"KiB", 8192},       {"MB", 8000000},
	{"MiB", 8388608}, {"Mbit", 1000000}, {"GB", 8000000000}, {"GiB", 8589934592},
};
static const struct part times[] = {
	{"us", 1},         {"ms", 1000},         {"s", 1000000},         {"min", 60000000},
	{"h", 3600000000}, {"day", 86400000000}, {"week", 604800000000}, {"month", 2628000000000},
};
static const struct part lengths[] = {{"mm", 10},       {"cm", 100},      {"inch", 254},     {"ft", 3048},
                                      {"metre", 10000}, {"km", 10000000}, {"mile", 16093440}};

static const struct {
	const struct part *unit;
	unsigned count;
	double base; /* of the unit that format_raw_number writes, in parts */
} dimensions[] = {{data, COUNT(data), 8}, {times, COUNT(times), 1e6}, {lengths, COUNT(lengths), 1e4}};

static unsigned draw(unsigned n)
{
	static uint64_t state = 12345;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

/* In the parts of the dimension. */
static double answer(struct session *s, const char *text, double base)
{
	struct outcome o;
	double x = NAN;

	outcome_init(&o);
	if (session_text(s, SESSION_STREAM, str_from_c(text), &o) && o.answer_count)
		x = format_raw_number(&o.answers[0].value, 0) * base;
	outcome_release(&o);
	return x;
}

Test(modulo, pairs_of_units)
{
	struct session *s = session_new(S(""));

	for (unsigned i = 0; i < 4000; i++) {
		unsigned k = draw(COUNT(dimensions)), whole = draw(2);
		const struct part *a = &dimensions[k].unit[draw(dimensions[k].count)],
						  *b = &dimensions[k].unit[draw(dimensions[k].count)];
		unsigned x = 1 + draw(99999), y = 1 + draw(9999); /* hundredths, or whole */
		__int128 left = (__int128)x * a->parts, right = (__int128)y * b->parts;
		double want = (double)(left % right) / (whole ? 1 : 100), size = (double)right / (whole ? 1 : 100);
		char text[128];

		snprintf(text, sizeof text, whole ? "%.0f %s mod %.0f %s" : "%.2f %s mod %.2f %s", whole ? x : x / 100.0,
		         a->name, whole ? y : y / 100.0, b->name);
		double got = answer(s, text, dimensions[k].base),
			   noise = 1e-15 * (double)left / (whole ? 1 : 100); /* of a decimal fraction */
		bool lost = noise > 1e-4 * size && is_poison(got);
		cr_expect(lost || (fabs(got - want) <= 1e-9 * size + noise && got < size), "%s: %.17g, not %.17g", text, got,
		          want);
		if (whole && left < (__int128)1 << 53)
			cr_expect(fabs(got - want) <= 1e-12 * want, "%s: %.17g, not %.17g", text, got, want);
	}
	session_free(s);
}
