/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_lab_full.c - what takes long: how often the 90 % interval holds the truth, all orders of an election, all labs
 * on 1, 2 and 7 threads. In `make check` a part of it; all with BOTE_LAB_FULL=1, which `make check-lab` sets.
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
	unsigned seeds = full() ? 1000 : 30;

	for (size_t i = 0; i < COUNT(rows); i++) {
		unsigned inside = 0;

		for (unsigned seed = 1; seed <= seeds; seed++)
			inside += holds(rows[i].lab, rows[i].given, rows[i].result, seed, rows[i].truth);
		cr_expect(inside >= (full() ? 0.87 : 0.76) * seeds && inside <= (full() ? 0.93 : 0.999) * seeds,
		          "%s: %u of %u intervals hold it", rows[i].lab, inside, seeds);
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

/* The next order in the order of words; false after the last. */
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

/* LCR, message by message: in each round each id that is on its way goes to the next node. */
static double lcr_naively(const int *ids, unsigned n)
{
	int at[8];
	double count = 0;
	bool led = false;

	for (unsigned i = 0; i < n; i++)
		at[i] = ids[i];
	while (!led) {
		int next[8] = {0};

		for (unsigned i = 0; i < n; i++) {
			unsigned to = (i + 1) % n;

			if (!at[i])
				continue;
			count++;
			led = led || at[i] == ids[to];
			if (at[i] > ids[to])
				next[to] = at[i];
		}
		memcpy(at, next, sizeof at);
	}
	return count + n; /* and the announcement */
}

/* One way of a phase of HS: true when an answer comes back, or the id itself. */
static bool ask_naively(const int *ids, unsigned n, unsigned from, int step, unsigned hops, double *count, bool *led)
{
	unsigned at = from;

	for (unsigned hop = 1; hop <= hops; hop++) {
		at = (at + n + (unsigned)(step + (int)n)) % n;
		++*count;
		if (at == from) {
			*led = true;
			return true;
		}
		if (ids[at] > ids[from])
			return false;
	}
	*count += hops; /* the answer */
	return true;
}

static double hs_naively(const int *ids, unsigned n)
{
	bool out[8] = {0}, led = false;
	double count = 0;

	for (unsigned hops = 1; !led; hops *= 2) {
		bool lost[8] = {0};

		for (unsigned i = 0; i < n; i++)
			for (int step = -1; step <= 1 && !out[i]; step += 2)
				lost[i] = !ask_naively(ids, n, i, step, hops, &count, &led) || lost[i];
		for (unsigned i = 0; i < n; i++)
			out[i] = out[i] || lost[i];
	}
	return count + n;
}

/* Of all orders LCR's mean is n H_n + n, and HS lies where another program counted it. */
Test(lab_full, all_orders_of_an_election, .timeout = 1500)
{
	static const unsigned least[] = {[5] = 54, 60, 66}, most[] = {[5] = 60, 74, 85};

	for (unsigned n = full() ? 2 : 4; n <= (full() ? 7 : 5); n++) {
		int ids[8] = {1, 2, 3, 4, 5, 6, 7};
		double sum = 0, orders = 0, harmonic = 0, low = 1e9, high = 0;

		do {
			double hs = messages(ids, n, "hs"), lcr = messages(ids, n, "lcr");

			cr_assert(hs == hs_naively(ids, n) && lcr == lcr_naively(ids, n), "%u nodes: %g and %g, %g and %g", n, hs,
			          hs_naively(ids, n), lcr, lcr_naively(ids, n));
			sum += lcr;
			orders++;
			low = hs < low ? hs : low;
			high = hs > high ? hs : high;
		} while (next_order(ids, n));
		for (unsigned i = 1; i <= n; i++)
			harmonic += 1.0 / i;
		cr_expect(close_to(sum / orders, n * harmonic + n, 1e-9), "%u nodes: %g", n, sum / orders);
		cr_expect(n < 5 || (low == least[n] && high == most[n]), "%u nodes: HS %g to %g", n, low, high);
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
	static const struct lab_test_row rows[] = {{"rows = 100M", "height", 4, 0, 0},
	                                           {"rows = 100M", "pages", 4, 0, 0},
	                                           {"rows = 1M; load = random", "filled", 0.693147, 0.02, 0}};

	if (full())
		lab_rows("index", rows, COUNT(rows));
}
