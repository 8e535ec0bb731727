/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data on many machines: rings and their kin, quorums. */
#include "algo/digest.h"
#include "algo/ring.h"
#include "lab.h"
#include "lab/name_hash.h"

Test(lab_quorum, stale_reads)
{
	static const struct {
		int n, w, r, after;
		double stale;
	} rows[] = {
		{3, 1, 1, 0, 66.667}, {3, 1, 1, 5, 40.435}, {3, 1, 1, 10, 24.525}, {3, 1, 1, 20, 9.0224},
		{3, 1, 2, 0, 33.333}, {3, 1, 2, 5, 12.263}, {3, 1, 2, 10, 4.5112}, {3, 1, 2, 20, 0.61052},
		{3, 2, 1, 0, 33.333}, {3, 2, 1, 5, 20.218}, {3, 2, 1, 10, 12.263}, {3, 2, 1, 20, 4.5112},
		{3, 2, 2, 0, 0},      {3, 2, 2, 5, 0},      {3, 2, 2, 10, 0},      {3, 2, 2, 20, 0},
		{5, 2, 2, 0, 30},     {5, 2, 2, 5, 11.036}, {5, 2, 2, 10, 4.0601}, {5, 2, 2, 20, 0.54947},
		{5, 3, 2, 0, 10},     {5, 3, 2, 5, 3.6788}, {5, 3, 2, 10, 1.3534}, {5, 3, 2, 20, 0.18316},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char given[96];

		snprintf(given, sizeof given, "n = %d; w = %d; r = %d; after = %d ms", rows[i].n, rows[i].w, rows[i].r,
		         rows[i].after);
		lab_rows("quorum", &(struct lab_test_row){given, "stale", rows[i].stale / 100, 1e-4, 0}, 1);
	}
}

Test(lab_quorum, writes)
{
	static const struct lab_test_row rows[] = {
		{"", "write", 0.01 / 3, 0, 0},
		{"w = 2", "write", 0.01 * (1 / 3.0 + 1 / 2.0), 0, 0},
		{"n = 5; w = 2", "write", 0.0045, 0, 0},
		{"n = 5; w = 3", "write", 0.01 * (1 / 5.0 + 1 / 4.0 + 1 / 3.0), 0, 0},
		{"n = 3; w = 2; down = 2", "available", 0, 0, 0},
	};

	lab_rows("quorum", rows, COUNT(rows));
	lab_refuses("quorum", "w = 4", "than there are");
	lab_refuses("quorum", "down = 3", "a copy is alive");
	lab_refuses("quorum", "delay = 0 s", "take time");
}

/* Published test values of XXH64, and the ring of the article. */
Test(lab_ring, names)
{
	cr_expect(names_xxh64("", 0, 0) == 0xEF46DB3751D8E999u);
	cr_expect(names_xxh64("abc", 3, 0) == 0x44BC2CF5AD770999u);
	cr_expect(names_xxh3("", 0, 0) == 0x2D06800538D394C2u);
	cr_expect(names_xxh3("abc", 3, 0) == 0x78AF5F94892F3950u);
	cr_expect(names_xxh3("node-12#100", 11, 5) == 0x9DE11526BA69A4E6u);
	cr_expect(digest_first(DIGEST_MD5, "", 0) == 0x04B2008FD98C1DD4u);       /* d41d8cd98f00b204... */
	cr_expect(digest_first(DIGEST_SHA1, "abc", 3) == 0x6A810647363E99A9u);   /* a9993e364706816a... */
	cr_expect(digest_first(DIGEST_SHA256, "abc", 3) == 0xEACF018FBF1678BAu); /* ba7816bf8f01cfea... */
	cr_expect(names_fnv1a("", 0, 0) == 0xCBF29CE484222325u);
	cr_expect(names_fnv1a("a", 1, 0) == 0xAF63DC4C8601EC8Cu);
}

Test(lab_ring, the_article)
{
	struct lab_run_of x;

	cr_assert(lab_open(&x, "ring", ""));
	cr_expect(strstr(arena_str(&x.o.arena, x.view.figure.words).p,
	                 "node-1 has key-1, key-4\nnode-2 has key-3\nnode-3 has key-2, key-5\n"));
	lab_close(&x);
}

#define CHANGE(method, nodes) "method = " method "; nodes = " nodes "; which = " nodes "; keys = 200k; points = 100"

Test(lab_ring, moved)
{
	static const struct lab_test_row rows[] = {
		{CHANGE("modulo", "10"), "moved", 0.9, 0, 0},
		{CHANGE("jump", "10"), "moved", 0.1, 0, 0},
		{CHANGE("rendezvous", "10"), "moved", 0.1, 0, 0},
		{CHANGE("maglev", "10"), "moved", 0.10245, 0, 0.0003},
		{CHANGE("maglev", "100"), "moved", 0.0155, 0, 0.0003},
		{CHANGE("modulo", "3"), "moved", 0.66667, 0, 0},
		{CHANGE("ring", "10"), "moved", 0.1, 0, 0},
		{CHANGE("ring", "10"), "needless", 0, 0, 0},
		{CHANGE("ring", "10"), "busiest", 1.1594, 0.003, 0},
		{CHANGE("ring", "10"), "spread", 0.0948, 0.03, 0},
		{"nodes = 10; points = 16; keys = 100k", "busiest", 1.4178, 0, 0},
		{"nodes = 10; points = 16; keys = 100k", "spread", 0.2364, 0.02, 0},
		{"nodes = 3; points = 1; keys = 10k", "busiest", 1.8333, 0, 0},
		{"method = bounded; nodes = 10; points = 16; keys = 50k", "busiest", 1.25, 0.001, 0},
		{"method = bounded; nodes = 10; points = 16; keys = 50k", "probes", 1.009, 0, 0.02},
	};

	lab_rows("ring", rows, COUNT(rows));
	lab_refuses("ring", "method = jump", "only the last node can go");
	lab_refuses("ring", "nodes = 1; which = 1", "the last node cannot go");
	lab_refuses("ring", "which = 4", "there is no node-4");
	lab_refuses("ring", "weights = [1, 2]", "2 weights for 3 nodes");
}

Test(lab_replicas, stale)
{
	static const struct lab_test_row rows[] = {
		{"writes = 0.2/s; lag = 500 ms", "stale", 0.0951626, 0, 0},
		{"writes = 0.2/s; lag = 500 ms; kind = random", "stale", 0.0951626, 0, 0},
		{"writes = 0.2/s; lag = 500 ms; kind = random; order = latest", "stale", 0.0909091, 0, 0},
		{"writes = 10/s", "stale", 0.6321206, 0, 0},
		{"writes = 10/s; kind = random", "stale", 0.6321206, 0, 0},
		{"writes = 10/s; kind = random; order = latest", "stale", 0.5, 0, 0},
		{"kind = random", "own_write", 0.1353353, 0, 0},
		{"", "own_write", 0, 0, 0},
		{"lag = 300 ms", "own_write", 1, 0, 0},
		{"lag = 0 s", "stale", 0, 0, 0},
		{"mode = multi; lag = 250 ms", "conflicts", 6, 0.03, 0},
		{"mode = multi; lag = 250 ms; resolve = both", "lost", 0, 0, 0},
	};

	lab_rows("replicas", rows, COUNT(rows));
	lab_refuses("replicas", "keys = 0", "a key");
}

Test(lab_cdn, hits)
{
	static const struct lab_test_row rows[] = {
		{"ttl = 1 min", "hit", 0.58445, 0, 0.00001},
		{"ttl = 1 min", "origin", 41.55, 0.005, 0},
		{"ttl = 1 min", "latency", 0.1348, 0.001, 0},
		{"", "hit", 0.89516, 0, 0.00001},
		{"", "origin", 10.48, 0.005, 0},
		{"", "latency", 0.07887, 0.001, 0},
		{"ttl = 24 h", "hit", 0.99908, 0, 0.00001},
		{"ttl = 24 h", "latency", 0.06017, 0.001, 0},
		{"edges = 1; arrivals = 10/s; objects = 10k; ttl = 1 h", "hit", 0.8256, 0, 0.0001},
		{"edges = 1; arrivals = 10/s; ttl = 24 h; alpha = 1", "hit", 0.9988, 0, 0.0001},
		{"ttl = 0 s", "hit", 0, 0, 0},
		{"ttl = 1 s", "hit", 0.0825800, 0, 0.00001},
		{"ttl = 1 s", "latency", 0.226473, 0, 0.00001},
		{"ttl = 1 s; collapse = no", "hit", 0.0677156, 0, 0.00001},
		{"ttl = 1 s; collapse = no", "latency", 0.227811, 0, 0.00001},
		{"shares = [5, 1, 1, 1, 1, 1, 1, 1]", "hit", 0.9012121, 0, 0.00001},
	};

	lab_rows("cdn", rows, COUNT(rows));
	lab_refuses("cdn", "edges = 0", "an edge");
	lab_refuses("cdn", "shares = [1, 2]", "2 shares for 8 edges");
}
