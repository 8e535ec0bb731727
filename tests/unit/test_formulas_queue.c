/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queues: against published tables, sums of factorials, and simulations. */
#include "formula.h"

/* Rappaport, Wireless Communications (2002), table 3.4: the load that so many channels carry with 1 % blocked. */
Test(formulas_queue, erlang_b_table)
{
	static const struct {
		int channels;
		double erlangs;
	} rows[] = {{2, 0.153}, {4, 0.869}, {5, 1.36},  {10, 4.46}, {20, 12.0},
	            {24, 15.3}, {40, 29.0}, {70, 56.1}, {100, 84.1}};

	for (size_t i = 0; i < COUNT(rows); i++)
		expect_near(formula("erlang_loss", "blocked", "arrival = %g requests/s; hold_time = 1 s; slots = %d",
		                    rows[i].erlangs, rows[i].channels),
		            0.01, 0.05, "%d channels", rows[i].channels);
}

/*
 * Erlang's formulas as he wrote them: a^c / c! against the sum of a^k / k!, in long double, where 100! is no trouble.
 */
static double waits(int c, long double a)
{
	long double term = 1, sum = 1;

	for (int k = 1; k < c; k++)
		sum += term *= a / k;
	term *= a / c; /* a^c / c! */
	return (double)(term * c / (c - a) / (sum + term * c / (c - a)));
}

static double blocked(int c, long double a)
{
	long double term = 1, sum = 1;

	for (int k = 1; k <= c; k++)
		sum += term *= a / k;
	return (double)(term / sum);
}

Test(formulas_queue, erlang_by_factorials)
{
	for (int c = 1; c <= 120; c += 7)
		for (double a = 0.1 * c; a < c; a += 0.17 * c) {
			expect_near(
				formula("mmc_erlang_c", "p_wait", "arrival = %.17g requests/s; service_time = 1 s; servers = %d", a, c),
				waits(c, a), 1e-10, "waits, %d servers, load %g", c, a);
			expect_near(
				formula("erlang_loss", "blocked", "arrival = %.17g requests/s; hold_time = 1 s; slots = %d", a, c),
				blocked(c, a), 1e-10, "blocked, %d slots, load %g", c, a);
		}
	/* one server: the share of time that it is busy; two: 2 rho^2 / (1 + rho) */
	expect_near(formula("mmc_erlang_c", "p_wait", "arrival = 3/s; service_time = 250 ms; servers = 1"), 0.75, 1e-12,
	            "one server");
	expect_near(formula("mmc_erlang_c", "p_wait", "arrival = 4/s; service_time = 250 ms; servers = 2"), 2 * 0.25 / 1.5,
	            1e-12, "two servers");
}

/* Solved for the number of servers: counted up from the load until the share is met. 171! would overflow a double. */
Test(formulas_queue, servers_needed)
{
	static const double shares[] = {0.5, 0.2, 0.05, 0.001};

	for (double a = 0.4; a < 1000; a *= 2.7)
		for (size_t i = 0; i < COUNT(shares); i++) {
			int c = (int)a + 1;

			while (waits(c, a) > shares[i])
				c++;
			expect_near(formula("mmc_erlang_c", "needed", "arrival = %.17g/s; service_time = 1 s; p_wait_max = %g", a,
			                    shares[i]),
			            c, 1e-12, "load %g, share %g", a, shares[i]);
			expect_near(
				formula("connection_pool", "pool",
			            "qps = %.17g/s; query_time = 1 s; db_cores = 4; instances = 1; threads = 1; p_wait_max = %g", a,
			            shares[i]),
				c, 1e-12, "pool, load %g, share %g", a, shares[i]);
		}
}

/* What comes to `c` servers behind one queue: shares that wait, and wait for longer than `deadline`, mean wait. */
static void simulate(int c, double rate, double mean, double deadline, double *share, double *late, double *wait)
{
	enum { ARRIVALS = 1600000 };
	double free_at[64] = {0}, now = 0, total = 0;
	int waited = 0, too_late = 0;

	for (int i = 0; i < ARRIVALS; i++) {
		int first = 0;

		now += exponential(1 / rate);
		for (int k = 1; k < c; k++)
			if (free_at[k] < free_at[first])
				first = k;
		double begins = free_at[first] > now ? free_at[first] : now;
		waited += begins > now;
		too_late += begins > now + deadline;
		total += begins - now;
		free_at[first] = begins + exponential(mean);
	}
	*share = (double)waited / ARRIVALS;
	*late = (double)too_late / ARRIVALS;
	*wait = total / ARRIVALS;
}

Test(formulas_queue, pool_simulated)
{
	double share, late, wait;

	simulate(30, 120, 0.2, 0.02, &share, &late, &wait);
	expect_near(formula("mmc_erlang_c", "p_wait", "arrival = 120/s; service_time = 200 ms; servers = 30"), share, 0.05,
	            "share that waits");
	expect_near(formula("mmc_erlang_c", "wait", "arrival = 120/s; service_time = 200 ms; servers = 30"), wait, 0.08,
	            "mean wait");
	expect_near(
		formula("mmc_erlang_c", "p_late", "arrival = 120/s; service_time = 200 ms; servers = 30; deadline = 20 ms"),
		late, 0.08, "late");
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

Test(formulas_queue, one_server_simulated)
{
	enum { ARRIVALS = 400000 };
	static double times[ARRIVALS];
	double now = 0, free_at = 0, total = 0;

	for (int i = 0; i < ARRIVALS; i++) {
		now += exponential(1 / 60.0);
		free_at = (free_at > now ? free_at : now) + exponential(0.01);
		total += times[i] = free_at - now;
	}
	qsort(times, ARRIVALS, sizeof *times, by_size);
	expect_near(formula("mm1", "time", "arrival = 60/s; service = 100/s"), total / ARRIVALS, 0.03, "mean time");
	expect_near(formula("mm1", "time_p", "arrival = 60/s; service = 100/s"), times[ARRIVALS / 100 * 99], 0.04, "p99");
	/* Little's law on the same run: items are rate times time */
	expect_near(formula("mm1", "in_system", "arrival = 60/s; service = 100/s"), total / now, 0.04, "in the system");
	expect_near(
		formula("littles_law", "in_system", "rate = %.17g items/s; time = %.17g s", ARRIVALS / now, total / ARRIVALS),
		total / now, 1e-12, "Little's law");
}

/* A bucket, request by request. */
Test(formulas_queue, token_bucket_simulated)
{
	double tokens = 500, last = 0;
	int allowed = 0, rejected = 0;

	for (int i = 1; i <= 3000; i++) {
		double now = i / 300.0;

		tokens = fmin(500, tokens + (now - last) * 100);
		last = now;
		if (tokens >= 1) {
			tokens--;
			allowed++;
		} else
			rejected++;
	}
	expect_near(formula("rate_limit_bucket", "allowed", "rate = 100/s; burst = 500; offered = 300/s; time = 10 s"),
	            allowed, 0.002, "allowed");
	expect_near(formula("rate_limit_bucket", "rejected", "rate = 100/s; burst = 500; offered = 300/s; time = 10 s"),
	            rejected, 0.002, "rejected");
}

/* A queue, second by second. */
Test(formulas_queue, backlog_simulated)
{
	double queue = 0, most = 0;
	int seconds = 0;

	do {
		queue = fmax(0, queue + (seconds < 1200 ? 800 : 300) - 500);
		most = fmax(most, queue);
		seconds++;
	} while (queue > 0);
	expect_near(formula("backlog_drain", "backlog",
	                    "peak_rate = 800/s; capacity = 500/s; peak_time = 20 min; after_rate = 300/s"),
	            most, 1e-9, "backlog");
	expect_near(formula("backlog_drain", "drain",
	                    "peak_rate = 800/s; capacity = 500/s; peak_time = 20 min; after_rate = 300/s"),
	            seconds - 1200, 1e-9, "drain");
}
