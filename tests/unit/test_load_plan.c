/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole load tests of made-up servers: what they find, against what is known. */
#include "bench/load_plan.h"

#include "made_server.h"
#include "rows.h"

static struct load_plan *plan(struct made_server *m, const char *slo, double step)
{
	struct load_plan *p = calloc(1, sizeof(*p));

	load_plan_init(p, &m->run);
	load_slo_parse(slo, &p->slo);
	p->step = step;
	return p;
}

static void plan_free(struct load_plan *p, struct made_server *m)
{
	load_plan_release(p);
	free(p);
	made_free(m);
}

/* p99 of one thread with 4 ms passes 50 ms at 204.5/s: steps of 30 s find it. */
Test(load_plan, finds_the_rate)
{
	unsigned near = 0;

	for (unsigned seed = 1; seed <= 12; seed++) {
		struct made_server *m = made_new(4e-3, seed);
		struct load_plan *p = plan(m, "p99<0.05", 30);
		struct load_range rate;
		bool bound;

		cr_assert(load_plan_warm(p, 10));
		load_plan_search(p);
		cr_assert(load_plan_rate(p, &rate, &bound) && !bound);
		cr_expect(rate.value > 185 && rate.value < 226, "seed %u: %g", seed, rate.value);
		cr_expect(rate.low < 204.5 && rate.high > 195, "seed %u: %g to %g", seed, rate.low, rate.high);
		near += rate.value >= 195 && rate.value <= 217;
		cr_expect(load_plan_held(p) && load_plan_held(p)->rate == p->search.held);
		cr_expect(close_to(load_plan_held(p)->cpu, 50e-6, 1e-7), "50 us each");
		plan_free(p, m);
	}
	cr_expect(near >= 10, "%u of 12 between 195 and 217", near);
}

Test(load_plan, even_arrivals_flatter)
{
	struct made_server *m = made_new(4e-3, 2);
	struct load_plan *p = plan(m, "p99<0.05", 10);

	m->run.even = true;
	load_plan_search(p);
	cr_expect(p->search.held > 235 && p->search.held <= 250.1, "%g", p->search.held);
	plan_free(p, m);
}

/* 1000/s, 20 at once: even arrivals reach the limit, those of people do not. */
Test(load_plan, limiter)
{
	double found[2];

	for (int even = 0; even < 2; even++) {
		struct made_server *m = made_new(1e-5, 4);
		struct load_plan *p = plan(m, "p99<1,errors<0.001", 10);

		m->limit = 1000;
		m->burst = m->tokens = 20;
		m->run.even = even;
		load_plan_search(p);
		found[even] = (p->search.held + p->search.failed) / 2;
		plan_free(p, m);
	}
	cr_expect(found[0] >= 820 && found[0] <= 960, "random: %g", found[0]);
	cr_expect(found[1] >= 950 && found[1] <= 1050, "even: %g", found[1]);
}

/* The generator wakes up late: what the server could do is not known, and it is not said to fail. */
Test(load_plan, generator_is_the_limit)
{
	struct made_server *m = made_new(1e-4, 4);
	struct load_plan *p = plan(m, "p99<0.05", 5);
	struct load_range rate;
	bool bound;

	m->late = 0.06;
	load_plan_search(p);
	cr_expect_eq(p->search.end, LOAD_BLIND);
	cr_expect(p->search.failed == 0 && p->blind.len > 0);
	for (unsigned i = 0; i < p->count; i++)
		cr_expect_neq(p->rows[i].verdict, LOAD_FAILS);
	cr_expect_not(load_plan_rate(p, &rate, &bound));
	plan_free(p, m);

	/* A little late: times are too long, and what holds all the same holds. */
	m = made_new(1e-4, 4);
	p = plan(m, "p99<0.05", 5);
	p->to = 100;
	m->late = 0.01;
	load_plan_search(p);
	cr_expect(p->search.end == LOAD_TOP && load_plan_held(p)->late);
	cr_expect(load_plan_rate(p, &rate, &bound) && bound && rate.high == 100);
	plan_free(p, m);
}

Test(load_plan, low_load_and_knee)
{
	struct made_server *m = made_new(4e-3, 6);
	struct load_plan *p = plan(m, "p99<10*low", 10);
	struct load_range knee;

	load_plan_search(p);
	cr_expect(close_to(p->slo.low, 4e-3, 1e-4), "p50 at low load");
	cr_expect(p->search.held > 170 && p->search.held < 220, "p99 is 40 ms at 194/s: %g", p->search.held);
	cr_expect_eq(load_plan_low(p)->rate, 10);
	cr_expect(load_plan_knee(p, &knee) && knee.low >= 40 && knee.high <= 170, "%g to %g", knee.low, knee.high);
	plan_free(p, m);
}

Test(load_plan, never)
{
	struct made_server *m = made_new(0.2, 6);
	struct load_plan *p = plan(m, "p99<0.05", 5);
	struct load_range rate;
	bool bound;

	load_plan_search(p);
	cr_expect_eq(p->search.end, LOAD_NEVER);
	cr_expect_not(load_plan_rate(p, &rate, &bound));
	plan_free(p, m);
}

Test(load_plan, once_and_curve)
{
	struct made_server *m = made_new(4e-3, 6);
	struct load_plan *p = plan(m, "p99<0.05", 10);

	load_plan_once(p, 320, 10, false);
	cr_expect(p->count == 1 && p->rows[0].verdict == LOAD_FAILS && p->rows[0].behind);
	load_plan_once(p, 110, 100, false);
	cr_expect(p->count == 2 && p->rows[1].verdict == LOAD_HOLDS && p->rows[1].p999 > 0);
	p->count = 0;
	load_plan_search(p);
	{
		unsigned before = p->count;

		load_plan_curve(p);
		cr_expect_eq(p->count, before + 8);
	}
	plan_free(p, m);
}

/* At one rate an objective is judged: 4 ms each, so p99 is 17 ms at 125/s and 45 ms at 200/s. */
Test(load_plan, once_judged)
{
	static const struct {
		const char *slo;
		double rate;
		enum load_verdict verdict;
	} of[] = {
		{"p99<0.05", 125, LOAD_HOLDS},   {"p99<0.01", 200, LOAD_FAILS},    {"p99<0.05", 320, LOAD_FAILS},
		{"mean<0.05", 125, LOAD_HOLDS},  {"mean<0.005", 200, LOAD_FAILS},  {"p50<3*low", 125, LOAD_HOLDS},
		{"p99<10*low", 125, LOAD_HOLDS}, {"p99<1.1*low", 200, LOAD_FAILS}, {"errors<0", 125, LOAD_HOLDS},
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		struct made_server *m = made_new(4e-3, 6);
		struct load_plan *p = plan(m, of[i].slo, 10);

		load_plan_once(p, of[i].rate, 10, true);
		cr_expect(p->count == 1 && p->rows[0].verdict == of[i].verdict, "row %zu: %d", i, p->rows[0].verdict);
		p->count = 0;
		p->run->most = 20;
		load_plan_once(p, of[i].rate, 10, true);
		cr_expect(p->count <= 1 && (!p->count || p->rows[0].verdict == LOAD_UNDECIDED), "row %zu, cut short: %d", i,
		          p->rows[0].verdict);
		plan_free(p, m);
	}
}

/* One request in ten seconds: nothing is due for long, which is no failure. */
Test(load_plan, hardly_any)
{
	for (unsigned seed = 1; seed < 20; seed++) {
		struct made_server *m = made_new(1e-3, seed);
		struct load_plan *p = plan(m, "p99<0.05", 10);

		p->from = 0.1;
		p->to = 0.4;
		cr_expect(load_plan_warm(p, 0.1));
		load_plan_search(p);
		cr_expect(p->search.end == LOAD_TOP && p->search.held == 0.4, "seed %u", seed);
		plan_free(p, m);
	}
}

Test(load_plan, all_errors)
{
	struct made_server *m = made_new(1e-3, 6);
	struct load_plan *p = plan(m, "p99<0.05", 10);

	m->limit = 1e-9;
	cr_expect_not(load_plan_warm(p, 10));
	cr_expect(p->now->fates[LOAD_STATUS] > 0 && p->now->status == 429);
	plan_free(p, m);
}
