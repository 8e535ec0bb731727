/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole numbers of things: against doing it step by step. */
#include <stdlib.h>

#include "formula.h"

/* alphabet^length in 128 bits, against ids one below, at and one above it. */
Test(formulas_count, code_length_exact)
{
	for (unsigned alphabet = 2; alphabet <= 64; alphabet++) {
		unsigned __int128 power = alphabet;

		for (unsigned length = 1; power < (unsigned __int128)1 << 53; length++, power *= alphabet)
			for (int off = -1; off <= 1; off++) {
				double ids = (double)(power + (unsigned __int128)off);
				unsigned need = 1;

				for (unsigned __int128 p = alphabet; p < power + (unsigned __int128)off; p *= alphabet)
					need++;
				cr_expect(formula("code_length", "length", "ids = %.17g; alphabet = %u", ids, alphabet) == need,
				          "%.17g ids of %u letters", ids, alphabet);
			}
	}
}

/* Page by page, level by level. */
Test(formulas_count, btree_level_by_level)
{
	for (double rows = 1; rows < 1e12; rows = floor(rows * 7.3) + 1)
		for (unsigned row_size = 20; row_size <= 3000; row_size *= 5) {
			unsigned long long leaf = (unsigned long long)(8192 * 0.9 / row_size), fanout = 368, pages, height = 1;

			pages = ((unsigned long long)rows + leaf - 1) / leaf;
			for (; pages > 1; height++)
				pages = (pages + fanout - 1) / fanout;
			cr_expect(formula("btree_height", "height", "rows = %.17g; row_size = %u B/row", rows, row_size) ==
			              (double)height,
			          "%g rows of %u B", rows, row_size);
		}
}

/* A binary search through a table, for each of its rows. */
Test(formulas_count, index_steps_searched)
{
	for (unsigned rows = 1; rows <= 3000; rows += 1 + rows / 9) {
		unsigned most = 0;

		for (unsigned wanted = 0; wanted < rows; wanted++) {
			unsigned low = 0, high = rows, steps = 0;

			for (;;) {
				unsigned middle = (low + high) / 2;

				steps++;
				if (middle == wanted)
					break;
				if (middle < wanted)
					low = middle + 1;
				else
					high = middle;
			}
			most = steps > most ? steps : most;
		}
		cr_expect(formula("index_lookup_steps", "index_steps_max", "rows = %u", rows) == most, "%u rows", rows);
	}
}

/* One replica more until the reads fit, when each of them replays all writes. */
Test(formulas_count, replicas_one_by_one)
{
	for (double writes = 0; writes < 8000; writes += 777)
		for (double reads = 1000; reads < 200000; reads *= 3) {
			double busy, got = formula("read_replicas", "replicas", "read_qps = %g/s; write_qps = %g/s", reads, writes);
			unsigned n = 0;

			do
				busy = (reads / ++n + writes * 0.5) / 5000;
			while (busy > 0.7 && n < 100000);
			if (n == 100000)
				cr_expect(got != got, "%g reads, %g writes: no number is enough", reads, writes);
			else
				cr_expect(got == n, "%g reads, %g writes: %g, counted %u", reads, writes, got, n);
		}
}

/* The window doubles until all is sent. */
Test(formulas_count, slow_start_round_by_round)
{
	for (double size = 1; size < 1e8; size = size * 3 + 1) {
		double sent = 0, window = 14600;
		unsigned rounds = 0;

		for (; sent < size; window *= 2, rounds++)
			sent += window;
		cr_expect(formula("tcp_slow_start", "rounds", "size = %.17g B", size) == rounds, "%g B", size);
	}
	/* exactly full windows: 1, 3, 7 times the first */
	cr_expect(formula("tcp_slow_start", "rounds", "size = 43800 B") == 2);
	cr_expect(formula("tcp_slow_start", "rounds", "size = 43801 B") == 3);
}

Test(formulas_count, lsm_level_by_level)
{
	for (double data = 1e8; data < 1e14; data *= 2.1) {
		double size = 256 * 1048576.0;
		unsigned levels = 1;

		while (size < data) {
			size *= 10;
			levels++;
		}
		cr_expect(formula("lsm_write_amplification", "levels", "data = %.17g B; disk_write = 1 GB/s", data) == levels,
		          "%g B", data);
		cr_expect(formula("lsm_write_amplification", "wa", "data = %.17g B; disk_write = 1 GB/s", data) ==
		              3 + 10 * (levels - 1),
		          "%g B", data);
	}
}

/* Tasks handed to slots, wave after wave. */
Test(formulas_count, waves_handed_out)
{
	for (unsigned tasks = 1; tasks < 5000; tasks = tasks * 2 + 1)
		for (unsigned slots = 1; slots < 300; slots += 37) {
			unsigned left = tasks, waves = 0, last = 0;

			while (left) {
				last = left < slots ? left : slots;
				left -= last;
				waves++;
			}
			const char *params = "data = %u MiB; split = 1 MiB; slots = %u";
			cr_expect(formula("task_waves", "waves", params, tasks, slots) == waves, "%u tasks, %u slots", tasks,
			          slots);
			expect_near(formula("task_waves", "last_wave_fill", params, tasks, slots), (double)last / slots, 1e-12,
			            "%u tasks, %u slots", tasks, slots);
		}
}

/* ---- elections ---- */

/*
 * LCR on a ring: each node sends its id on; an id continues past smaller ones, and its owner is elected when it comes
 * home. Messages without the announcement.
 */
static unsigned lcr(const unsigned *id, unsigned n)
{
	unsigned messages = 0;

	for (unsigned i = 0; i < n; i++) {
		unsigned at = i;

		do {
			messages++;
			at = (at + 1) % n;
		} while (at != i && id[at] < id[i]);
	}
	return messages;
}

/* HS: in phase k a node that is left sends its id 2^k nodes both ways; it is left if both come back. */
static unsigned hs(const unsigned *id, unsigned n)
{
	bool left[64];
	unsigned messages = 0;

	for (unsigned i = 0; i < n; i++)
		left[i] = true;
	for (unsigned reach = 1;; reach *= 2)
		for (unsigned i = 0; i < n; i++) {
			if (!left[i])
				continue;
			for (int way = -1; way <= 1; way += 2) {
				unsigned gone = 0, at = i;
				bool back = true;

				while (gone < reach && back) {
					at = (at + n + (unsigned)way) % n;
					messages++;
					gone++;
					if (at == i)
						return messages; /* all round: elected */
					back = id[at] < id[i];
				}
				if (back)
					messages += gone;
				else
					left[i] = false;
			}
		}
}

/*
 * Everyone above who hears of an election starts one: an election message to each above, an answer from each, the news
 * to all below.
 */
static unsigned bully(unsigned starter, unsigned n)
{
	unsigned messages = n - 1; /* the highest announces itself */

	for (unsigned i = starter; i < n - 1; i++)
		messages += 2 * (n - 1 - i);
	return messages;
}

Test(formulas_count, elections_played)
{
	enum { N = 32, TIMES = 4000 };
	unsigned id[N], most_hs = 0;
	double total = 0;

	for (unsigned t = 0; t < TIMES; t++) {
		for (unsigned i = 0; i < N; i++) {
			unsigned k = below(i + 1);

			id[i] = id[k];
			id[k] = i;
		}
		total += lcr(id, N);
		most_hs = hs(id, N) > most_hs ? hs(id, N) : most_hs;
	}
	expect_near(formula("election_messages", "lcr_mean", "nodes = %d", N), total / TIMES + N, 0.02, "LCR, mean");
	for (unsigned i = 0; i < N; i++)
		id[i] = N - i; /* falling: the id at i passes all after it */
	cr_expect(formula("election_messages", "lcr_worst", "nodes = %d", N) == lcr(id, N) + N, "LCR, worst: %u",
	          lcr(id, N) + N);
	cr_expect(formula("election_messages", "hs_worst", "nodes = %d", N) >= most_hs + N, "HS: %u", most_hs + N);
	/* who is second asks nobody but the highest; orders of magnitude for the worst */
	double best = formula("election_messages", "bully_best", "nodes = %d", N),
		   worst = formula("election_messages", "bully_worst", "nodes = %d", N);
	cr_expect(best >= N - 2 && best <= bully(N - 2, N), "bully, best: %g, played %u", best, bully(N - 2, N));
	cr_expect(worst >= bully(0, N) / 1.5 && worst <= bully(0, N) * 1.5, "bully, worst: %g, played %u", worst,
	          bully(0, N));
}

/* Each that knows tells one at random in a round. */
Test(formulas_count, gossip_played)
{
	static const unsigned sizes[] = {64, 200, 1000};

	for (size_t i = 0; i < COUNT(sizes); i++) {
		enum { TIMES = 2000 };
		unsigned n = sizes[i], rounds = 0;
		static bool knows[1000];
		static unsigned told[1000];

		for (unsigned t = 0; t < TIMES; t++) {
			unsigned known = 1;

			memset(knows, 0, sizeof knows);
			knows[told[0] = 0] = true;
			for (; known < n; rounds++)
				for (unsigned k = known; k-- > 0;) {
					unsigned peer = below(n - 1);

					peer += peer >= told[k];
					if (!knows[peer]) {
						knows[peer] = true;
						told[known++] = peer;
					}
				}
		}
		double got = formula("gossip_spread", "rounds", "nodes = %u", n);
		cr_expect(fabs(got - (double)rounds / TIMES) < 0.2, "%u nodes: %g rounds, played %g", n, got,
		          (double)rounds / TIMES);
	}
}

Test(formulas_count, slowest_of_many)
{
	enum { TASKS = 250, TIMES = 8000 };
	double total = 0;

	for (unsigned t = 0; t < TIMES; t++) {
		double slowest = 0;

		for (unsigned i = 0; i < TASKS; i++)
			slowest = fmax(slowest, exponential(20));
		total += slowest;
	}
	expect_near(formula("stragglers", "slowest", "tasks = %d; mean = 20 s", TASKS), total / TIMES, 0.01, "slowest");
}

/* A try, and another when it fails. */
Test(formulas_count, retries_played)
{
	enum { TIMES = 300000 };
	unsigned tries = 0;

	for (unsigned t = 0; t < TIMES; t++)
		for (unsigned i = 0; i < 3; i++) {
			tries++;
			if (chance() >= 0.3)
				break;
		}
	expect_near(formula("retry_amplification", "per_layer", "attempts = 3; p_fail = 30%%"), (double)tries / TIMES, 0.01,
	            "tries");
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The leader is done when the k-th answer is there. */
Test(formulas_count, order_statistic_of_round_trips)
{
	for (unsigned t = 0; t < 200; t++) {
		double rtt[5], sorted[5];
		unsigned k = 1 + below(5);

		for (unsigned i = 0; i < 5; i++)
			sorted[i] = rtt[i] = 0.001 * (1 + below(90));
		qsort(sorted, 5, sizeof *sorted, by_size);
		expect_near(formula("sync_replication_latency", "commit",
		                    "rtt = [%.17g s, %.17g s, %.17g s, %.17g s, %.17g s]; wait_for = %u", rtt[0], rtt[1],
		                    rtt[2], rtt[3], rtt[4], k),
		            sorted[k - 1] + 0.0006, 1e-9, "the %u-th", k);
	}
}
