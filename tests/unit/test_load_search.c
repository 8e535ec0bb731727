/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rates are asked, by servers that hold up to a rate and no further. */
#include "bench/load_search.h"

#include "rows.h"

struct asked {
	double rate[64];
	bool confirm[64];
	unsigned count;
};

/* `capacity` holds; a confirmation only up to `steady`; void from `blind` on (0: never). */
static struct asked play(struct load_search *s, double capacity, double steady, double blind)
{
	struct asked a = {.count = 0};
	double rate;
	bool confirm;

	while (a.count < 64 && load_search_next(s, &rate, &confirm)) {
		a.rate[a.count] = rate;
		a.confirm[a.count++] = confirm;
		if (blind > 0 && rate >= blind)
			load_search_tell(s, LOAD_VOID);
		else
			load_search_tell(s, rate <= (confirm ? steady : capacity) ? LOAD_HOLDS : LOAD_FAILS);
	}
	return a;
}

Test(load_search, finds)
{
	static const double rows[] = {0.9e5, 12345, 204.5, 11, 10, 9.9, 3, 1};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct load_search s;
		struct asked a;

		load_search_init(&s, 10, 100000, 1.05);
		a = play(&s, rows[i], rows[i], 0);
		cr_expect_eq(s.end, LOAD_FOUND, "row %zu", i);
		cr_expect(s.held <= rows[i] && s.failed > rows[i] && s.failed / s.held <= 1.05, "row %zu: %g to %g", i, s.held,
		          s.failed);
		cr_expect(s.confirmed && a.confirm[a.count - 1] && a.rate[a.count - 1] == s.held, "row %zu", i);
		cr_expect_eq(s.unconfirmed, 0u);
	}
}

Test(load_search, doubles_first)
{
	struct load_search s;
	struct asked a;

	load_search_init(&s, 20, 1e5, 1.05);
	a = play(&s, 204.5, 204.5, 0);
	for (unsigned i = 0; i < 5; i++)
		cr_expect_eq(a.rate[i], 20 * (1 << i));
	cr_expect(close_to(a.rate[5], 226.27, 0.01), "then between");
}

Test(load_search, never)
{
	struct load_search s;
	struct asked a;

	load_search_init(&s, 10, 1e5, 1.05);
	a = play(&s, 0.5, 0.5, 0);
	cr_expect_eq(s.end, LOAD_NEVER);
	cr_expect_eq(s.held, 0);
	cr_expect(a.count == 5 && a.rate[4] == 1, "10, 5, 2.5, 1.25, 1");
}

Test(load_search, to_the_top)
{
	struct load_search s;

	load_search_init(&s, 10, 100, 1.05);
	play(&s, 1e9, 1e9, 0);
	cr_expect_eq(s.end, LOAD_TOP);
	cr_expect(s.held == 100 && s.failed == 0 && s.confirmed);
}

Test(load_search, blind)
{
	struct load_search s;
	struct asked a;

	load_search_init(&s, 1000, 1e5, 1.05);
	a = play(&s, 1e9, 1e9, 10000);
	cr_expect_eq(s.end, LOAD_BLIND);
	cr_expect(s.held == 8000 && s.failed == 0, "a lower bound, and no failure");
	cr_expect(a.count == 6 && a.rate[4] == a.rate[5], "a void step is asked once more");
	load_search_init(&s, 1000, 1e5, 1.05);
	play(&s, 1e9, 1e9, 1);
	cr_expect(s.end == LOAD_BLIND && s.held == 0);
}

Test(load_search, confirmation_fails)
{
	struct load_search s;

	load_search_init(&s, 10, 1e5, 1.05);
	play(&s, 204.5, 195, 0);
	cr_expect(s.confirmed && s.unconfirmed >= 1 && s.held <= 195 && s.failed > 195, "%g to %g", s.held, s.failed);
	load_search_init(&s, 10, 1e5, 1.05);
	play(&s, 204.5, 0.1, 0);
	cr_expect(!s.confirmed && s.unconfirmed == 3 && s.end == LOAD_FOUND);
}
