/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Availability, quorums, durability, collisions: against counting every state, and printed tables. */
#include <stdlib.h>

#include "formula.h"

/* Every state of n parts, up or down: the chance of `from` to `to` of them up. */
static double counted_up(unsigned n, unsigned from, unsigned to, double a)
{
	double sum = 0;

	for (unsigned state = 0; state < 1u << n; state++) {
		unsigned up = (unsigned)__builtin_popcount(state);

		if (up >= from && up <= to)
			sum += pow(a, up) * pow(1 - a, n - up);
	}
	return sum;
}

Test(formulas_chance, k_of_n_counted)
{
	for (unsigned n = 1; n <= 10; n++)
		for (unsigned k = 1; k <= n; k++) {
			double want = counted_up(n, k, n, 0.93);

			expect_near(formula("availability_k_of_n", "total", "n = %u; k = %u; a = 93%%", n, k), want, 1e-12,
			            "%u of %u", k, n);
			expect_near(formula("availability_k_of_n", "down", "n = %u; k = %u; a = 93%%", n, k),
			            counted_up(n, 0, k - 1, 0.93), 1e-9, "%u of %u down", k, n);
			expect_near(formula("quorum_availability", "p", "n = %u; q = %u; a = 93%%", n, k), want, 1e-12,
			            "quorum %u of %u", k, n);
		}
	for (unsigned k = 1; k <= 6; k++) {
		unsigned n = k;

		while (counted_up(n, k, n, 0.95) < 0.9999)
			n++;
		expect_near(formula("min_servers_up", "servers", "k = %u; server_availability = 95%%; target = 99.99%%", k), n,
		            1e-12, "%u up", k);
	}
	/* many: found in strides, yet one less would not do */
	for (unsigned k = 1; k < 100000; k = k * 3 + 1) {
		cr_expect(formula("min_servers_up", "reached", "k = %u; server_availability = 30%%", k) >= 0.9999, "%u reached",
		          k);
		cr_expect(formula("min_servers_up", "one_less", "k = %u; server_availability = 30%%", k) < 0.9999,
		          "%u one less", k);
	}
	/* a long tail that 1 - (1 - x) would lose: C(10, 7) 1e-28 */
	expect_near(formula("availability_k_of_n", "down", "n = 10; k = 4; a = 99.99%%"), 120e-28 * (1 - 6e-4 / 8 * 7),
	            1e-3, "tail");
}

/* Site Reliability Engineering (2016), appendix A: minutes a year, a month of 30 days, a week, a day. */
Test(formulas_chance, downtime_table)
{
	static const struct {
		double percent, year, month, week, day;
	} rows[] = {
		{90, 36.5 * 1440, 3 * 1440, 16.8 * 60, 2.4 * 60},
		{99, 3.65 * 1440, 7.2 * 60, 1.68 * 60, 14.4},
		{99.9, 8.76 * 60, 43.2, 10.1, 1.44},
		{99.95, 4.38 * 60, 21.6, 5.04, 43.2 / 60},
		{99.99, 52.6, 4.32, 60.5 / 60, 8.64 / 60},
		{99.999, 5.26, 25.9 / 60, 6.05 / 60, 0.87 / 60},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *p = "availability = %g%%";

		expect_near(formula("nines_downtime", "per_year", p, rows[i].percent) / 60, rows[i].year, 0.008, "year at %g",
		            rows[i].percent);
		expect_near(formula("nines_downtime", "per_30_days", p, rows[i].percent) / 60, rows[i].month, 0.008,
		            "30 days at %g", rows[i].percent);
		expect_near(formula("nines_downtime", "per_week", p, rows[i].percent) / 60, rows[i].week, 0.008, "week at %g",
		            rows[i].percent);
		expect_near(formula("nines_downtime", "per_day", p, rows[i].percent) / 60, rows[i].day, 0.01, "day at %g",
		            rows[i].percent);
	}
	/* "a month" is 43.2, 43.8 or 40.3 minutes: 30 days, a twelfth of a year, 28 days */
	expect_near(formula("nines_downtime", "per_month", "availability = 99.9%%") / 60, 43.8, 1e-9, "a twelfth");
	expect_near(formula("nines_downtime", "downtime", "availability = 99.9%%; window = 28 days") / 60, 40.32, 1e-9,
	            "28 days");
	expect_near(formula("nines_downtime", "downtime", "availability = 99.9%%; window = 365.25 days") / 3600, 8.766,
	            1e-9, "365.25 days");
}

/* ---- quorums: every choice of nodes ---- */

Test(formulas_chance, quorums_counted)
{
	for (unsigned n = 1; n <= 6; n++)
		for (unsigned w = 1; w <= n; w++)
			for (unsigned r = 1; r <= n; r++) {
				unsigned least = n, writes_meet = n, missed = 0, reads = 0;

				for (unsigned a = 0; a < 1u << n; a++)
					for (unsigned b = 0; b < 1u << n; b++) {
						unsigned both = (unsigned)__builtin_popcount(a & b);

						if ((unsigned)__builtin_popcount(a) == w && (unsigned)__builtin_popcount(b) == r) {
							least = both < least ? both : least;
							reads++;
							missed += both == 0;
						}
						if ((unsigned)__builtin_popcount(a) == w && (unsigned)__builtin_popcount(b) == w)
							writes_meet = both < writes_meet ? both : writes_meet;
					}
				const char *params = "n = %u; w = %u; r = %u";
				cr_expect(formula("quorum_rule", "overlap", params, n, w, r) == least, "n %u w %u r %u", n, w, r);
				cr_expect(formula("quorum_rule", "strong", params, n, w, r) == (least > 0), "n %u w %u r %u", n, w, r);
				cr_expect(formula("quorum_rule", "no_split_write", params, n, w, r) == (writes_meet > 0), "n %u w %u",
				          n, w);
				cr_expect(fabs(formula("stale_read_chance", "p", params, n, w, r) - (double)missed / reads) < 1e-12,
				          "n %u w %u r %u", n, w, r);
			}
}

Test(formulas_chance, majorities_counted)
{
	for (unsigned n = 1; n <= 9; n++) {
		unsigned least = 1;

		while (2 * least <= n)
			least++;
		cr_expect(formula("majority", "majority", "n = %u", n) == least, "majority of %u", n);
		cr_expect(formula("majority", "survives", "n = %u", n) == n - least, "failures of %u", n);
		if (n % 2)
			cr_expect(formula("orchestrator_quorum", "orchestrators", "failures = %u", n / 2) == n, "%u failures",
			          n / 2);
	}
}

/* ---- durability ---- */

/*
 * n disks that fail at rate `lambda` and are each rebuilt at rate 1 / window: the rate at which more than `tolerates`
 * are down, from the exact mean time to get there (a tridiagonal system, solved from the top).
 */
static double exact_loss_rate(unsigned n, unsigned tolerates, double lambda, double window)
{
	long double from = 0, total = 0; /* mean time from i down to i + 1 down, the sum of these */

	for (unsigned i = 0; i <= tolerates; i++) {
		long double up = (n - i) * (long double)lambda, back = i / (long double)window;

		from = (1 + back * from) / up;
		total += from;
	}
	return (double)(1 / total);
}

Test(formulas_chance, durability_by_markov_chain)
{
	static const struct {
		unsigned n, tolerates;
	} rows[] = {{2, 1}, {3, 2}, {4, 3}, {14, 4}, {9, 3}, {1, 0}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		double lambda = -log1p(-0.0136), window = 1 / 365.0;
		double want = -expm1(-exact_loss_rate(rows[i].n, rows[i].tolerates, lambda, window));

		/* the estimate is for rebuilds that are short beside the life of a disk: right to n lambda window */
		expect_near(
			formula("durability_replicas", "loss_per_year", "n = %u; tolerates = %u", rows[i].n, rows[i].tolerates),
			want, 0.002, "%u disks, %u may fail", rows[i].n, rows[i].tolerates);
	}
}

/* Two and three copies on bad disks with slow rebuilds: years until the data is gone. */
static double simulated_loss(unsigned n, double lambda, double window)
{
	enum { RUNS = 5000 };
	double total = 0;

	for (unsigned r = 0; r < RUNS; r++) {
		double back[3] = {0}; /* when each disk is whole again */

		for (double now = 0;;) {
			unsigned down = 0, which = below(n);

			now += exponential(1 / (n * lambda));
			if (back[which] > now)
				continue; /* it is down already: nothing more can fail there */
			back[which] = now + window;
			for (unsigned i = 0; i < n; i++)
				down += back[i] > now;
			if (down == n) {
				total += now;
				break;
			}
		}
	}
	return RUNS / total;
}

Test(formulas_chance, durability_simulated)
{
	/* half the disks fail in a year, and a rebuild takes days */
	double lambda = -log1p(-0.5), window = 3.5 / 365;

	expect_near(-log1p(-formula("durability_replicas", "loss_per_year", "n = 2; afr = 50%%; window = 3.5 days")),
	            simulated_loss(2, lambda, window), 0.07, "two copies");
	expect_near(-log1p(-formula("durability_replicas", "loss_per_year", "n = 3; afr = 50%%; window = 1 week")),
	            simulated_loss(3, lambda, 2 * window), 0.1, "three copies");
}

/* What 1 - (1 - p)^n loses: p is less than half the spacing of doubles below 1. */
Test(formulas_chance, tiny_chances)
{
	volatile double p = 1e-17;

	cr_assert(1 - (1 - p) == 0, "a double cannot hold 1 - 1e-17");
	expect_near(formula("durability_loss", "lost_per_year", "objects = 1e6 objects; nines = 17") * 365 * 86400, 1e-11,
	            1e-9, "17 nines");
	expect_near(formula("tail_fanout", "p_any_slow", "fanout = 1000; p_slow = 1e-17"), 1e-14, 1e-9, "fan-out");
	expect_near(formula("worker_failures", "p_any", "workers = 1; job_time = 1 ms; mtbf = 1000000 years"),
	            1e-3 / (1e6 * 365 * 86400), 1e-9, "worker");
	expect_near(formula("replica_staleness", "p_stale", "write_rate_per_key = 1e-15/s; lag = 1 ms"), 1e-18, 1e-9,
	            "staleness");
	/* n (n - 1) / 2 pairs in 2^122 */
	expect_near(formula("birthday_collision", "p", "ids = 1000000; bits = 122"), 1e6 * (1e6 - 1) / 2 / pow(2, 122),
	            1e-9, "UUIDs");
	expect_near(formula("bloom_filter", "fp_real", "items = 1000000; fp = 0.0001%%; filled = 1"),
	            pow(20 / (-log(1e-6) / log(2) / log(2) * 1e6), 20), 1e-3, "an empty filter");
}

/* One after the other: the chance that id k + 1 is not one of the k before. */
Test(formulas_chance, collisions_multiplied_out)
{
	for (unsigned ids = 2; ids <= 600; ids = ids * 5 / 3) {
		double different = 0; /* its logarithm */

		for (unsigned k = 0; k < ids; k++)
			different += log1p(-(double)k / 65536);
		expect_near(formula("birthday_collision", "p", "ids = %u; bits = 16", ids), -expm1(different), 0.004,
		            "%u ids of 16 bits", ids);
	}
	/* and turned round: so many ids have just that chance */
	double safe = formula("birthday_collision", "safe_ids", "ids = 2; bits = 64; p_max = 0.1%%");
	expect_near(formula("birthday_collision", "p", "ids = %.17g; bits = 64", safe), 0.001, 1e-6, "safe ids");
}

/* A filter filled with random bits. */
Test(formulas_chance, bloom_filter_simulated)
{
	enum { ITEMS = 20000, TRIES = 200000 };
	double bits = formula("bloom_filter", "bits", "items = %d; fp = 2%%", ITEMS) * 8;
	unsigned hashes = (unsigned)formula("bloom_filter", "hashes", "items = %d; fp = 2%%", ITEMS), m = (unsigned)bits,
			 wrong = 0;
	unsigned char *set = calloc(m, 1);

	for (unsigned i = 0; i < ITEMS * hashes; i++)
		set[below(m)] = 1;
	for (unsigned i = 0; i < TRIES; i++) {
		bool all = true;

		for (unsigned h = 0; h < hashes; h++)
			all &= set[below(m)];
		wrong += all;
	}
	expect_near(formula("bloom_filter", "fp_real", "items = %d; fp = 2%%", ITEMS), (double)wrong / TRIES, 0.06,
	            "false positives");
	free(set);
}

/* The percentile that each server must meet, multiplied back. */
Test(formulas_chance, fan_out_multiplied_back)
{
	static const unsigned fanout[] = {1, 2, 40, 100, 2000};

	for (size_t i = 0; i < COUNT(fanout); i++) {
		long double each = formula("tail_fanout", "needed_percentile", "fanout = %u; target = 99%%", fanout[i]),
					all = 1, fast = 1;

		for (unsigned k = 0; k < fanout[i]; k++) {
			all *= each;
			fast *= 0.99L;
		}
		expect_near((double)all, 0.99, 1e-12, "fan-out %u", fanout[i]);
		expect_near(formula("tail_fanout", "p_any_slow", "fanout = %u", fanout[i]), (double)(1 - fast), 1e-12,
		            "fan-out %u", fanout[i]);
		expect_near(formula("scatter_gather", "p_any_slow", "shards = %u; qps = 1/s", fanout[i]), (double)(1 - fast),
		            1e-12, "%u shards", fanout[i]);
	}
	/* a chance that 1 - (1 - p) would lose */
	expect_near(formula("scatter_gather", "p_any_slow", "shards = 32; qps = 1/s; p_slow = 1e-18"), 32e-18, 1e-12,
	            "tiny");
}
