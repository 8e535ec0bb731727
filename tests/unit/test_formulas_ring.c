/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashing and placing: against counting every residue, and rings thrown at random. */
#include <stdlib.h>

#include "formula.h"

/* Every hash within one period of both numbers of servers. */
static double moved_by_mod(unsigned before, unsigned after)
{
	unsigned period = before * after, moved = 0;

	for (unsigned hash = 0; hash < period; hash++)
		moved += hash % before != hash % after;
	return (double)moved / period;
}

Test(formulas_ring, mod_moves)
{
	for (unsigned before = 1; before <= 24; before++)
		for (unsigned after = 1; after <= 24; after += 1 + before % 3) {
			double want = moved_by_mod(before, after),
				   got = formula("mod_rehash", "moved", "before = %u; after = %u", before, after);

			cr_expect(fabs(got - want) < 1e-12, "%u to %u: %g, counted %g", before, after, got, want);
			got = formula("hash_affinity", "moved", "hash = 12345; servers_before = %u; servers_after = %u", before,
			              after);
			cr_expect(fabs(got - want) < 1e-12, "%u to %u: %g, counted %g", before, after, got, want);
		}
	expect_near(
		formula("hash_affinity", "server_no", "hash = 9007199000000001; servers_before = 97; servers_after = 98"),
		(double)(9007199000000001ull % 97), 0, "a large hash");
}

/* ---- rings ---- */

struct point {
	double at;
	unsigned node;
};

static int by_place(const void *a, const void *b)
{
	const struct point *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/*
 * A ring with `points` places for each node; the place of a node's k-th point does not depend on the number of nodes.
 */
static void throw_ring(struct point *ring, const double *place, unsigned nodes, unsigned points)
{
	for (unsigned i = 0; i < nodes * points; i++)
		ring[i] = (struct point){place[i], i / points};
	qsort(ring, nodes * points, sizeof *ring, by_place);
}

static unsigned owner(const struct point *ring, unsigned count, double key)
{
	unsigned low = 0, high = count;

	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (ring[middle].at < key)
			low = middle + 1;
		else
			high = middle;
	}
	return ring[low % count].node;
}

Test(formulas_ring, ring_moves_a_share)
{
	enum { NODES = 12, POINTS = 50, RINGS = 60, KEYS = 2000 };
	static double place[(NODES + 1) * POINTS];
	static struct point before[(NODES + 1) * POINTS], after[(NODES + 1) * POINTS];
	unsigned moved = 0;

	for (unsigned r = 0; r < RINGS; r++) {
		for (unsigned i = 0; i < (NODES + 1) * POINTS; i++)
			place[i] = chance();
		throw_ring(before, place, NODES, POINTS);
		throw_ring(after, place, NODES + 1, POINTS);
		for (unsigned k = 0; k < KEYS; k++) {
			double key = chance();

			moved += owner(before, NODES * POINTS, key) != owner(after, (NODES + 1) * POINTS, key);
		}
	}
	double share = (double)moved / RINGS / KEYS;
	expect_near(formula("ring_move", "moved", "nodes = %d; keys = 1000; adding = yes", NODES), share, 0.05, "one more");
	expect_near(formula("ring_move", "moved", "nodes = %d; keys = 1000", NODES + 1), share, 0.05, "one less");
	/* and what hash mod n does in the same case */
	expect_near(formula("ring_move", "mod_moved", "nodes = %d; keys = 1000; adding = yes", NODES),
	            moved_by_mod(NODES, NODES + 1), 1e-12, "mod n");
}

/* Shares of the nodes over many rings: their deviation and their largest, in means. */
static void spread_of(unsigned nodes, unsigned points, double *sd, double *most)
{
	enum { RINGS = 3000 };
	static struct point ring[12 * 256];
	double squares = 0, largest = 0;

	for (unsigned r = 0; r < RINGS; r++) {
		double share[12] = {0}, top = 0;

		for (unsigned i = 0; i < nodes * points; i++)
			ring[i] = (struct point){chance(), i / points};
		qsort(ring, nodes * points, sizeof *ring, by_place);
		for (unsigned i = 0; i < nodes * points; i++)
			share[ring[i].node] += (i ? ring[i].at - ring[i - 1].at : ring[0].at + 1 - ring[nodes * points - 1].at) *
			                       nodes;
		for (unsigned i = 0; i < nodes; i++) {
			squares += (share[i] - 1) * (share[i] - 1);
			top = fmax(top, share[i]);
		}
		largest += top;
	}
	*sd = sqrt(squares / RINGS / nodes);
	*most = largest / RINGS;
}

Test(formulas_ring, balance_simulated)
{
	double sd, most;

	spread_of(12, 1, &sd, &most);
	expect_near(formula("ring_balance", "relative_sd", "nodes = 12; vnodes = 1"), sd, 0.03, "deviation, one point");
	expect_near(formula("ring_balance", "max_over_mean", "nodes = 12; vnodes = 1"), most, 0.03,
	            "largest of one point each");
	spread_of(12, 16, &sd, &most);
	expect_near(formula("ring_balance", "relative_sd", "nodes = 12; vnodes = 16"), sd, 0.03, "deviation, 16 points");
	expect_near(formula("ring_balance", "max_over_mean", "nodes = 12; vnodes = 16"), most, 0.02,
	            "largest of 16 points each");
}

/* ---- placing ---- */

Test(formulas_ring, keys_in_shards)
{
	enum { KEYS = 20000, SHARDS = 16, TIMES = 300 };
	double squares = 0, fullest = 0;

	for (unsigned t = 0; t < TIMES; t++) {
		unsigned count[SHARDS] = {0}, top = 0;

		for (unsigned k = 0; k < KEYS; k++)
			count[below(SHARDS)]++;
		for (unsigned i = 0; i < SHARDS; i++) {
			double off = count[i] - (double)KEYS / SHARDS;

			squares += off * off;
			top = count[i] > top ? count[i] : top;
		}
		fullest += top;
	}
	expect_near(formula("hash_shard_spread", "sd", "keys = %d; shards = %d", KEYS, SHARDS),
	            sqrt(squares / TIMES / SHARDS), 0.05, "deviation");
	expect_near(formula("hash_shard_spread", "expected_max", "keys = %d; shards = %d", KEYS, SHARDS), fullest / TIMES,
	            0.003, "fullest");
}

/* Partitions dealt out one at a time. */
Test(formulas_ring, partitions_dealt_out)
{
	for (unsigned partitions = 1; partitions <= 14; partitions++)
		for (unsigned consumers = 1; consumers <= 9; consumers++) {
			unsigned has[9] = {0}, least = partitions, extra = 0, idle = 0;

			for (unsigned p = 0; p < partitions; p++)
				has[p % consumers]++;
			for (unsigned c = 0; c < consumers; c++)
				least = has[c] < least ? has[c] : least;
			for (unsigned c = 0; c < consumers; c++) {
				extra += has[c] > least;
				idle += has[c] == 0;
			}
			const char *params = "partitions = %u; consumers = %u";
			cr_expect(formula("kafka_assignment", "low", params, partitions, consumers) == least, "%u on %u",
			          partitions, consumers);
			cr_expect(formula("kafka_assignment", "extra", params, partitions, consumers) == extra, "%u on %u",
			          partitions, consumers);
			cr_expect(formula("kafka_assignment", "idle", params, partitions, consumers) == idle, "%u on %u",
			          partitions, consumers);
			expect_near(formula("kafka_assignment", "skew", params, partitions, consumers),
			            (double)has[0] * consumers / partitions, 1e-12, "%u on %u", partitions, consumers);
		}
}

/* All choices of 4 of 20 workers as bits: how many share all, some, none with the first. */
Test(formulas_ring, shuffle_shards_counted)
{
	unsigned all = 0, same = 0, none = 0, two = 0;

	for (unsigned set = 0; set < 1u << 20; set++) {
		if (__builtin_popcount(set) != 4)
			continue;
		unsigned shared = (unsigned)__builtin_popcount(set & 15);

		all++;
		same += shared == 4;
		two += shared == 2;
		none += shared == 0;
	}
	cr_expect(formula("shuffle_sharding", "shards", "workers = 20; per_shard = 4") == all);
	expect_near(formula("shuffle_sharding", "p_same", "workers = 20; per_shard = 4"), (double)same / all, 1e-12,
	            "the same");
	expect_near(formula("shuffle_sharding", "untouched", "workers = 20; per_shard = 4"), (double)none / all, 1e-12,
	            "untouched");
	expect_near(formula("shuffle_sharding", "p_overlap", "workers = 20; per_shard = 4; overlap = 2"), (double)two / all,
	            1e-12, "two shared");
}
