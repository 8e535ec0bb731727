/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_lab_full.c - what takes long: how often the 90 % interval holds the truth, all orders of an election, all labs on 1, 2 and 7 threads.
 * In `make check` a part of it; all with BOTE_LAB_FULL=1, which `make check-lab` sets.
 */
#include "lab.h"

static bool full(void)
{
	const char *set = getenv("BOTE_LAB_FULL");

	return set && set[0] == '1';
}

/* ---- the interval ---- */

static bool holds(const char *lab, const char *given, const char *result, uint64_t seed, double truth)
{
	struct lab_run_of x;
	const struct lab_row *r;
	bool inside;

	cr_assert(lab_open_seed(&x, lab, given, seed), "%s %s", lab, given);
	r = lab_result(&x, result);
	inside = fabs(r->measured - truth) <= LAB_T90 * r->error;
	lab_close(&x);
	return inside;
}

Test(lab_full, the_interval_holds_the_truth, .timeout = 1500)
{
	static const struct {
		const char *lab, *given, *result;
		double truth;
	} rows[] = {
		{"queue", "workers = 1; arrivals = 50/s; requests = 20k", "wait", 0.01},
		{"quorum", "requests = 4k", "write", 0.01 / 3},
		{"replicas", "writes = 10/s; reads = 8k", "stale", 0.6321206},
		{"mapreduce", "tasks = 10; workers = 10; jobs = 200", "makespan", 58.579365},
	};
	unsigned seeds = full() ? 1000 : 100;

	for (size_t i = 0; i < COUNT(rows); i++) {
		unsigned inside = 0;

		for (unsigned seed = 1; seed <= seeds; seed++)
			inside += holds(rows[i].lab, rows[i].given, rows[i].result, seed, rows[i].truth);
		cr_expect(inside >= (full() ? 0.87 : 0.8) * seeds && inside <= (full() ? 0.93 : 0.98) * seeds, "%s: %u of %u intervals hold it", rows[i].lab, inside, seeds);
	}
}

/* ---- all orders ---- */

static double messages(const int *ids, unsigned n, const char *algorithm)
{
	char given[128] = "list = [";
	struct lab_run_of x;
	double count;

	for (unsigned i = 0; i < n; i++)
		sprintf(given + strlen(given), "%s%d", i ? ", " : "", ids[i]);
	sprintf(given + strlen(given), "]; algorithm = %s", algorithm);
	cr_assert(lab_open(&x, "election", given), "%s", given);
	count = lab_result(&x, "messages")->measured;
	lab_close(&x);
	return count;
}

static void swap(int *a, int *b)
{
	int t = *a;

	*a = *b;
	*b = t;
}

/* The next order in the order of words; false behind the last. */
static bool next_order(int *ids, unsigned n)
{
	unsigned i = n - 1, k = n - 1;

	while (i > 0 && ids[i - 1] > ids[i])
		i--;
	if (!i)
		return false;
	while (ids[k] < ids[i - 1])
		k--;
	swap(&ids[i - 1], &ids[k]);
	for (k = n - 1; i < k; i++, k--)
		swap(&ids[i], &ids[k]);
	return true;
}

/* Of all orders LCR's mean is n H_n + n, and HS lies where another program counted it. */
Test(lab_full, all_orders_of_an_election, .timeout = 1500)
{
	static const unsigned least[] = {[4] = 0, 54, 60, 66}, most[] = {[4] = 0, 60, 74, 85};

	for (unsigned n = 5; n <= (full() ? 7 : 5); n++) {
		int ids[8] = {1, 2, 3, 4, 5, 6, 7};
		double sum = 0, orders = 0, harmonic = 0, low = 1e9, high = 0;

		do {
			double hs = messages(ids, n, "hs");

			sum += messages(ids, n, "lcr");
			orders++;
			low = hs < low ? hs : low;
			high = hs > high ? hs : high;
		} while (next_order(ids, n));
		for (unsigned i = 1; i <= n; i++)
			harmonic += 1.0 / i;
		cr_expect(close_to(sum / orders, n * harmonic + n, 1e-9), "%u nodes: %g", n, sum / orders);
		cr_expect(low == least[n] && high == most[n], "%u nodes: HS %g to %g", n, low, high);
	}
}

/* ---- threads ---- */

static double sum_of(const char *lab, unsigned threads)
{
	struct session *s = session_new(S(""));
	struct outcome o;
	struct lab_view v;
	double sum = 0;

	outcome_init(&o);
	session_settings(s)->threads = threads;
	session_apply_settings(s);
	struct sheet *sheet = session_open(s, arena_printf(&o.arena, "lab.%s", lab), NULL, 0, &o);
	cr_assert(sheet);
	struct ask q = {.sheet = sheet, .a = &o.arena, .d = &o.diag, .format = session_format(s)};
	cr_assert(lab_view(&q, S(""), &v));
	cr_expect(!v.off, "%s is off at its defaults", lab);
	for (uint32_t i = 0; i < v.count; i++)
		sum += (v.rows[i].measured + 3 * v.rows[i].error) * (i + 1);
	sheet_free(sheet);
	outcome_release(&o);
	session_free(s);
	return sum;
}

Test(lab_full, all_labs_on_any_threads, .timeout = 1500)
{
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i] && (full() || i == 0); i++) {
			double one = sum_of(g->labs[i]->name, 1);

			cr_expect(sum_of(g->labs[i]->name, 7) == one, "%s", g->labs[i]->name);
			cr_expect(!full() || sum_of(g->labs[i]->name, 2) == one, "%s", g->labs[i]->name);
		}
}

/* ---- large ---- */

Test(lab_full, large, .timeout = 1500)
{
	static const struct lab_test_row rows[] = {{"rows = 100M", "height", 4, 0, 0}, {"rows = 100M", "pages", 4, 0, 0}, {"rows = 1M; load = random", "filled", 0.693147, 0.02, 0}};

	if (full())
		lab_rows("index", rows, COUNT(rows));
}
