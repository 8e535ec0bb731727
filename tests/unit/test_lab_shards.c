/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shards: counts of hashed keys by enumeration and by another program, shares of the hottest, what moves. */
#include "lab.h"

#define HASHED(keys, shards) "strategy = hash; keys = " keys "; shards = " shards

Test(lab_shards, rows_and_traffic)
{
	static const struct lab_test_row rows[] = {
		{HASHED("1000", "10"), "rows", 1.1575, 0, 0.0006},
		{HASHED("10k", "10"), "rows", 1.04851, 0, 0.0003},
		{HASHED("1000", "1000"), "rows", 5.5, 0, 0.01},
		{HASHED("9", "3"), "rows", 1.50145, 0, 0},
		{HASHED("8", "2"), "rows", 5.09375 / 4, 0, 0},
		{HASHED("100k", "10") "; hot = anywhere", "traffic", 1.209, 0, 0.003},
		{HASHED("100k", "10"), "spread", 0.0995, 0.02, 0},
		{HASHED("3000", "3"), "share", 0.372, 0, 0.002},
		{"", "share", 0.760, 0.001, 0},
		{"", "rows", 1, 0, 0},
		{"strategy = geo", "rows", 1.8, 0, 0},
		{"strategy = directory", "rows", 1, 0, 0},
	};

	lab_rows("shards", rows, COUNT(rows));
}

Test(lab_shards, moved)
{
	static const struct lab_test_row rows[] = {
		{"", "moved", 0, 0, 0},
		{"split = yes", "moved", 500 / 3000.0, 0, 0},
		{"strategy = hash; keys = 30k", "moved", 0.75, 0, 0},
		{"strategy = hash; keys = 30k; add = 3", "moved", 0.5, 0, 0},
		{"strategy = geo", "moved", 0.3, 0, 0},
		{"strategy = directory", "moved", 0.25, 0, 0},
		{"strategy = directory; add = 2", "moved", 0.4, 0, 0},
		{"strategy = directory; keys = 10; add = 2", "moved", 0.4, 0, 0},
		{"strategy = directory", "look_ups", 1, 0, 0},
		{"strategy = hash", "look_ups", 0, 0, 0},
	};

	lab_rows("shards", rows, COUNT(rows));
	lab_refuses("shards", "strategy = geo; shares = [60%, 30%, 20%]", "and not 100");
	lab_refuses("shards", "strategy = geo; shares = [60%, 40%]", "2 shares for 3 shards");
	lab_refuses("shards", "keys = 0", "a key");
}

/* All ways to deal a few keys, counted. */
static double counted(unsigned keys, unsigned shards)
{
	unsigned ways = 1;
	double sum = 0;

	for (unsigned i = 0; i < keys; i++)
		ways *= shards;
	for (unsigned w = 0; w < ways; w++) {
		unsigned held[8] = {0}, most = 0;

		for (unsigned i = 0, rest = w; i < keys; i++, rest /= shards)
			most = ++held[rest % shards] > most ? held[rest % shards] : most;
		sum += most;
	}
	return sum / ways;
}

Test(lab_shards, the_fullest_by_enumeration)
{
	static const unsigned rows[][2] = {{8, 2}, {9, 3}, {12, 3}, {10, 4}, {8, 5}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct session *s = session_new(S(""));
		struct outcome o;
		double want = counted(rows[i][0], rows[i][1]);

		outcome_init(&o);
		cr_assert(
			session_text(s, SESSION_STREAM, arena_printf(&o.arena, "fullest(%u, %u)", rows[i][0], rows[i][1]), &o));
		cr_expect(close_to(o.answers[0].value.num[0], want, 0.012 * want), "%u keys on %u shards: %g, counted %g",
		          rows[i][0], rows[i][1], o.answers[0].value.num[0], want);
		outcome_release(&o);
		session_free(s);
	}
}
