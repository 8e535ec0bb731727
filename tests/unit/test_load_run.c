/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open loop against made-up servers, in made-up time. */
#include "bench/load_run.h"

#include "bench/bench.h"
#include "made_server.h"
#include "rows.h"

/*
 * One thread, 4 ms for each, random arrivals: P(W <= x) = (1 - r) sum over k <= x/S of (-l (x - kS))^k / k! e^(l (x -
 * kS)) (Erlang 1909), l the rate, S 4 ms, r = l S. Mean and p99 of answers are W + S.
 */
Test(load_run, queue_of_one_thread)
{
	static const struct {
		double rate, mean, p50, p90, p99, off;
	} rows[] = {
		{125, 6e-3, 4.0e-3, 10.06e-3, 17.35e-3, 0.02},
		{200, 12e-3, 9.10e-3, 24.05e-3, 45.42e-3, 0.03},
		{225, 22e-3, 16.05e-3, 47.13e-3, 91.59e-3, 0.06},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct made_server *m = made_new(4e-3, 11 + i);
		struct load_step *s = calloc(1, sizeof(*s));
		double off = rows[i].off;

		cr_assert(load_run_step(&m->run, rows[i].rate, 8000, 0, NULL, s));
		cr_expect(close_to((double)s->ended / s->seconds, rows[i].rate, 0.01 * rows[i].rate));
		cr_expect(close_to(load_hist_mean(&s->all), rows[i].mean, off * rows[i].mean), "row %zu: mean %g", i,
		          load_hist_mean(&s->all));
		cr_expect(close_to(load_hist_quantile(&s->all, 0.5), rows[i].p50, off * rows[i].p50), "row %zu: p50", i);
		cr_expect(close_to(load_hist_quantile(&s->all, 0.9), rows[i].p90, off * rows[i].p90), "row %zu: p90", i);
		cr_expect(close_to(load_hist_quantile(&s->all, 0.99), rows[i].p99, off * rows[i].p99), "row %zu: p99 %g", i,
		          load_hist_quantile(&s->all, 0.99));
		free(s);
		made_free(m);
	}
}

/* With even gaps the same server shows no queue at all. */
Test(load_run, even_gaps_hide_it)
{
	struct made_server *m = made_new(4e-3, 1);
	struct load_step *s = calloc(1, sizeof(*s));

	m->run.even = true;
	load_run_step(&m->run, 225, 100, 0, NULL, s);
	cr_expect(close_to(load_hist_quantile(&s->all, 0.99), 4e-3, 5e-5));
	free(s);
	made_free(m);
}

/* It stands still for a second: a hundred requests were due meanwhile, and all of them waited. */
Test(load_run, stalled_server)
{
	struct made_server *m = made_new(1e-3, 5);
	struct load_step *s = calloc(1, sizeof(*s));

	m->stall_from = 2;
	m->stall_to = 3;
	load_run_step(&m->run, 100, 10, 0, NULL, s);
	cr_expect(load_hist_quantile(&s->all, 0.99) >= 0.8, "%g", load_hist_quantile(&s->all, 0.99));
	cr_expect(load_hist_over(&s->all, 0.01) > 60 && load_hist_over(&s->all, 0.01) < 150, "%g",
	          load_hist_over(&s->all, 0.01));
	free(s);
	made_free(m);
}

/* The same with four connections: what waits for one of them waits because of the server, and its wait counts. */
Test(load_run, waits_for_a_connection)
{
	struct made_server *m = made_new(1e-3, 5);
	struct load_step *s = calloc(1, sizeof(*s));

	load_run_release(&m->run);
	load_run_init(&m->run, &m->transport, 4, 5);
	m->stall_from = 2;
	m->stall_to = 3;
	load_run_step(&m->run, 100, 10, 0, NULL, s);
	cr_expect(load_hist_quantile(&s->all, 0.99) >= 0.8);
	cr_expect(load_hist_quantile(&s->service, 0.98) < 0.1, "four alone were under way");
	cr_expect(load_hist_quantile(&s->lag, 0.99) < 1e-3, "and the generator was not late");
	cr_expect_eq(s->missed, 0u);
	free(s);
	made_free(m);
}

Test(load_run, falls_behind)
{
	struct made_server *m = made_new(4e-3, 3);
	struct load_step *s = calloc(1, sizeof(*s));
	struct load_slo slo;

	load_slo_parse("p99<0.05", &slo);
	cr_expect(load_run_step(&m->run, 320, 100, 2, &slo, s), "it goes on with other rates");
	cr_expect(s->behind && s->verdict == LOAD_FAILS);
	cr_expect(s->seconds < 10, "it was not buried: %g s", s->seconds);
	cr_expect_eq(m->run.free_count, (unsigned)MADE_SLOTS, "nothing is under way");
	free(s);
	made_free(m);
}

Test(load_run, is_lengthened)
{
	struct made_server *m = made_new(4e-3, 8);
	struct load_step *s = calloc(1, sizeof(*s));
	struct load_slo slo;
	unsigned seen = 0;

	load_slo_parse("p99<0.05", &slo);
	for (int i = 0; i < 20; i++) {
		load_run_step(&m->run, 204.5, 10, 2, &slo, s);
		cr_expect(s->behind || s->seconds == 10 || s->seconds == 20 || s->seconds == 40, "%g s", s->seconds);
		cr_expect_neq(s->verdict, LOAD_UNDECIDED);
		seen += s->seconds > 10;
	}
	cr_expect(seen > 5, "at its limit: %u of 20 were", seen);
	load_run_step(&m->run, 20, 10, 2, &slo, s);
	cr_expect(s->verdict == LOAD_HOLDS && s->seconds == 10);
	free(s);
	made_free(m);
}

Test(load_run, ends)
{
	struct made_server *m = made_new(1e-3, 3);
	struct load_step *s = calloc(1, sizeof(*s));
	struct load_slo slo;

	load_slo_parse("p99<1", &slo);
	m->run.most = 100;
	cr_expect_not(load_run_step(&m->run, 100, 10, 0, &slo, s));
	cr_expect(m->run.stop == LOAD_MOST && m->asked == 100);
	m->run.stop = LOAD_GOES_ON;
	m->run.most = 1000000;
	m->run.until = m->now + 2;
	cr_expect_not(load_run_step(&m->run, 100, 10, 0, &slo, s));
	cr_expect(m->run.stop == LOAD_LIMIT && s->seconds < 3);
	m->run.stop = LOAD_GOES_ON;
	m->run.until = INFINITY;
	m->refuse = true;
	cr_expect_not(load_run_step(&m->run, 100, 10, 0, &slo, s));
	cr_expect(m->run.stop == LOAD_GONE && s->fates[LOAD_REFUSED] >= 10 && s->fates[LOAD_REFUSED] < 20);
	m->run.stop = LOAD_GOES_ON;
	bench_stop = 2;
	cr_expect_not(load_run_step(&m->run, 100, 10, 0, &slo, s));
	cr_expect_eq(m->run.stop, LOAD_SIGNAL);
	free(s);
	made_free(m);
}

/* Half of the answers are errors: here the step has failed, elsewhere the test is over. */
Test(load_run, flooded)
{
	for (int gentle = 0; gentle < 2; gentle++) {
		struct made_server *m = made_new(1e-4, 3);
		struct load_step *s = calloc(1, sizeof(*s));
		struct load_slo slo;

		load_slo_parse("p99<1", &slo);
		m->limit = 100;
		m->burst = 1;
		m->run.gentle = gentle;
		cr_expect_eq(load_run_step(&m->run, 1000, 10, 0, &slo, s), !gentle);
		cr_expect(s->flooded && s->verdict == LOAD_FAILS && s->seconds < 2);
		cr_expect_eq(m->run.stop, gentle ? LOAD_FLOODED : LOAD_GOES_ON);
		free(s);
		made_free(m);
	}
}
