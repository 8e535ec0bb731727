/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Caches: against requests drawn at random. */
#include <stdlib.h>

#include "formula.h"

enum { OBJECTS = 20000, WARM = 200000, REQUESTS = 600000 };

/* A list in the order of use: 0 is its head, objects are 1 .. OBJECTS. */
struct lru {
	int before[OBJECTS + 1], after[OBJECTS + 1], used[OBJECTS + 1];
	bool here[OBJECTS + 1];
	int count;
};

static void take_out(struct lru *l, int x)
{
	l->after[l->before[x]] = l->after[x];
	l->before[l->after[x]] = l->before[x];
}

static void put_first(struct lru *l, int x)
{
	l->before[x] = 0;
	l->after[x] = l->after[0];
	l->before[l->after[0]] = x;
	l->after[0] = x;
}

/* Returns whether x was there. *idle: for how many requests what it drives out had not been asked for, or -1. */
static bool use(struct lru *l, int x, int size, int now, int *idle)
{
	bool hit = l->here[x];

	*idle = -1;
	if (hit)
		take_out(l, x);
	else if (l->count == size) {
		int last = l->before[0];

		take_out(l, last);
		l->here[last] = false;
		*idle = now - l->used[last];
	} else
		l->count++;
	l->here[x] = true;
	l->used[x] = now;
	put_first(l, x);
	return hit;
}

/* Zipf by its cumulated shares. */
static double *zipf(double alpha)
{
	double *sum = malloc((OBJECTS + 1) * sizeof *sum);

	sum[0] = 0;
	for (int i = 1; i <= OBJECTS; i++)
		sum[i] = sum[i - 1] + pow(i, -alpha);
	return sum;
}

static int draw(const double *sum)
{
	double x = chance() * sum[OBJECTS];
	int low = 0, high = OBJECTS;

	while (high - low > 1) {
		int middle = (low + high) / 2;

		if (sum[middle] < x)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void check_lru(double alpha, int size)
{
	struct lru *l = calloc(1, sizeof *l);
	double *sum = zipf(alpha), idle_sum = 0;
	int hits = 0, dropped = 0, idle;

	for (int i = 0; i < WARM + REQUESTS; i++) {
		bool hit = use(l, draw(sum), size, i, &idle);

		if (i < WARM)
			continue;
		hits += hit;
		if (idle >= 0) {
			idle_sum += idle;
			dropped++;
		}
	}
	double hit_ratio = formula("lru_zipf_hit_ratio", "hit_ratio", "objects = %d; cached = %d; alpha = %g", OBJECTS,
	                           size, alpha);
	cr_expect(fabs(hit_ratio - (double)hits / REQUESTS) < 0.004, "alpha %g, %d cached: %g, simulated %g", alpha, size,
	          hit_ratio, (double)hits / REQUESTS);
	expect_near(
		formula("lru_zipf_hit_ratio", "char_time", "objects = %d; cached = %d; alpha = %g", OBJECTS, size, alpha),
		idle_sum / dropped, 0.03, "characteristic time, alpha %g, %d cached", alpha, size);
	/* keeping the most popular for good: their share of the requests */
	expect_near(
		formula("lru_zipf_hit_ratio", "best_static", "objects = %d; cached = %d; alpha = %g", OBJECTS, size, alpha),
		sum[size] / sum[OBJECTS], 0.004, "best, alpha %g, %d cached", alpha, size);
	free(sum);
	free(l);
}

Test(formulas_cache, lru_simulated)
{
	check_lru(0.9, 2000);
	check_lru(0.8, 400);
	check_lru(1, 4000);
}

/* One key, requests at random moments. */
static void check_ttl(double rate, double ttl, bool renew)
{
	enum { N = 300000 };
	double now = 0, until = 0;
	int hits = 0;

	for (int i = 0; i < N; i++) {
		bool hit;

		now += exponential(1 / rate);
		hit = now < until;
		hits += hit;
		if (!hit || renew)
			until = now + ttl;
	}
	const char *params = "rate_per_key = %g/s; ttl = %g s; renew = %s";
	expect_near(formula("ttl_hit_ratio", "hit_ratio", params, rate, ttl, renew ? "yes" : "no"), (double)hits / N, 0.01,
	            "hits");
	expect_near(formula("ttl_hit_ratio", "refills", params, rate, ttl, renew ? "yes" : "no"), (N - hits) / now, 0.02,
	            "refills");
	if (!renew)
		expect_near(formula("cdn_revalidation", "fetches",
		                    "edges = 1; objects = 1; ttl = %g s; rate_per_object_edge = %g/s", ttl, rate),
		            (N - hits) / now, 0.02, "fetches");
}

Test(formulas_cache, time_to_live_simulated)
{
	check_ttl(2, 1, false);
	check_ttl(0.3, 1, false);
	check_ttl(2, 1, true);
	check_ttl(0.3, 1, true);
}

/* A replica after by a fixed lag: was there a write within it? Two primaries: a write of the other to the same key? */
Test(formulas_cache, staleness_simulated)
{
	enum { N = 300000 };
	int stale = 0;

	for (int i = 0; i < N; i++)
		stale += exponential(5) < 0.5;
	expect_near(formula("replica_staleness", "p_stale", "write_rate_per_key = 0.2/s; lag = 0.5 s"), (double)stale / N,
	            0.02, "stale reads");

	enum { KEYS = 50, SECONDS = 20000 };
	static double last[2][KEYS];
	double next[2] = {exponential(1 / 30.0), exponential(1 / 20.0)};
	int conflicts = 0;

	for (int k = 0; k < KEYS; k++)
		last[0][k] = last[1][k] = -1;
	while (fmin(next[0], next[1]) < SECONDS) {
		int who = next[1] < next[0];
		unsigned key = below(KEYS);

		conflicts += next[who] - last[1 - who][key] < 0.01;
		last[who][key] = next[who];
		next[who] += exponential(who ? 1 / 20.0 : 1 / 30.0);
	}
	/* within the lag before and after: each pair is counted once here, by the later of the two */
	expect_near(formula("multi_primary_conflicts", "conflicts",
	                    "write_rate_1 = 30/s; write_rate_2 = 20/s; keys = 50; lag = 10 ms"),
	            (double)conflicts / SECONDS, 0.03, "conflicts");
}
