/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consumers that share partitions, leaders that are elected, news that spreads. */
#include "lab.h"

/* Kafka's tables, worked out by hand and by another program. */
Test(lab_stream, moved)
{
	static const char *const assignors[] = {"range", "round_robin", "sticky"}, *const changes[] = {
																				   "leave_last", "leave_first", "join"};
	static const int moved[3][4][3] = {
		{{1, 3, 3}, {6, 6, 3}, {4, 6, 7}, {24, 6, 3}},
		{{2, 4, 1}, {9, 9, 8}, {7, 9, 6}, {21, 30, 20}},
		{{1, 2, 1}, {3, 3, 2}, {2, 3, 2}, {3, 3, 2}},
	};
	static const int sizes[4][2] = {{4, 3}, {12, 4}, {10, 4}, {30, 10}};

	for (size_t a = 0; a < 3; a++)
		for (size_t s = 0; s < 4; s++)
			for (size_t c = 0; c < 3; c++) {
				char given[128];

				snprintf(given, sizeof given, "partitions = [%d]; consumers = %d; assignor = %s; change = %s",
				         sizes[s][0], sizes[s][1], assignors[a], changes[c]);
				lab_rows("stream", &(struct lab_test_row){given, "moved", moved[a][s][c], 0, 0}, 1);
			}
}

static void owners(const char *given, const char *want)
{
	struct lab_run_of x;

	cr_assert(lab_open(&x, "stream", given), "%s", given);
	cr_expect(str_eq(x.view.figure.words, str_from_c(want)), "%s: %.*s", given, STR(x.view.figure.words));
	lab_close(&x);
}

Test(lab_stream, owners)
{
	owners("", "C1   0 1\nC2   2\nC3   3\n");
	owners("assignor = round_robin", "C1   0 3\nC2   1\nC3   2\n");
	owners("assignor = sticky", "C1   0 3\nC2   1\nC3   2\n");
	owners("consumers = 6", "C1   0\nC2   1\nC3   2\nC4   3\nC5   nothing\nC6   nothing\n");
	owners("partitions = [7]", "C1   0 1 2\nC2   3 4\nC3   5 6\n");
	owners("partitions = [7]; assignor = round_robin", "C1   0 3 6\nC2   1 4\nC3   2 5\n");
	owners("partitions = [10]; consumers = 4", "C1   0 1 2\nC2   3 4 5\nC3   6 7\nC4   8 9\n");
	owners("partitions = [10]; consumers = 4; assignor = round_robin", "C1   0 4 8\nC2   1 5 9\nC3   2 6\nC4   3 7\n");
	owners("partitions = [3, 3]; consumers = 2", "C1   a0 a1 b0 b1\nC2   a2 b2\n");
	owners("partitions = [3, 3]; consumers = 2; assignor = round_robin", "C1   a0 a2 b1\nC2   a1 b0 b2\n");
	owners("partitions = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
	       "C1   a0 b0 c0 d0 e0 f0 g0 h0 i0 j0\nC2   nothing\nC3   nothing\n");
}

/* ---- Kafka's rules, spelled out ---- */

enum { CONSUMERS = 8, PARTITIONS = 16 };

/* Who has partition i of p, among c: range gives runs, the first p mod c one more; the others deal in turn. */
static int by_rule(bool range, int p, int c, int i)
{
	int each = p / c, more = p % c;

	if (!range)
		return i % c;
	return i < more * (each + 1) ? i / (each + 1) : more + (i - more * (each + 1)) / each;
}

static int moved_by_rule(bool range, int p, int c, int change)
{
	int moved = 0;

	for (int i = 0; i < p; i++) {
		int before = by_rule(range, p, c, i), after = by_rule(range, p, change == 2 ? c + 1 : c - 1, i);

		moved += before != (change == 1 ? after + 1 : after); /* the first left: those after it move up */
	}
	return moved;
}

/* The fewest: each who stays keeps what fits, and the larger shares are for those who had most. */
static int moved_least(int p, int c, int change)
{
	int had[CONSUMERS] = {0}, kept = 0, left = change == 2 ? c + 1 : c - 1, larger = p % left;

	for (int i = 0; i < p; i++)
		had[by_rule(false, p, c, i)]++;
	for (int k = 0; k < (change == 2 ? c + 1 : c); k++) {
		bool stays = !(change == 1 && k == 0) && !(change == 0 && k == c - 1);

		if (!stays)
			continue;
		if (had[k] > p / left && larger > 0) {
			kept += p / left + 1;
			larger--;
		} else {
			kept += had[k] < p / left ? had[k] : p / left;
		}
	}
	return p - kept;
}

Test(lab_stream, all_small_groups)
{
	static const char *const assignors[] = {"range", "round_robin", "sticky", "cooperative"}, *const changes[] = {
																								  "leave_last",
																								  "leave_first",
																								  "join"};

	for (int p = 1; p <= 12; p += getenv("BOTE_LAB_FULL") ? 1 : 3)
		for (int c = 1; c <= 6; c++)
			for (int a = 0; a < 4; a++)
				for (int change = 0; change < 3; change++) {
					int want = a < 2 && (c > 1 || change == 2) ? moved_by_rule(a == 0, p, c, change)
					           : c > 1 || change == 2          ? moved_least(p, c, change)
					                                           : p;
					char given[128];

					if (c == 1 && change != 2)
						continue; /* nobody is left */
					snprintf(given, sizeof given, "partitions = [%d]; consumers = %d; assignor = %s; change = %s", p, c,
					         assignors[a], changes[change]);
					lab_rows("stream", &(struct lab_test_row){given, "moved", want, 0, 0}, 1);
				}
}

/*
 * Range against the rule spelled out naively: for all p to 12 and c to 6 shares differ by one at most, and the first
 * have more.
 */
Test(lab_stream, shares)
{
	for (int p = 1; p <= 12; p++)
		for (int c = 1; c <= 6; c++) {
			char given[64];

			snprintf(given, sizeof given, "partitions = [%d]; consumers = %d", p, c);
			const struct lab_test_row rows[] = {{given, "largest", (p + c - 1) / c, 0, 0},
			                                    {given, "smallest", p / c, 0, 0},
			                                    {given, "idle", c > p ? c - p : 0, 0, 0}};
			lab_rows("stream", rows, COUNT(rows));
		}
	lab_refuses("stream", "partitions = [0]", "has a partition");
	lab_refuses("stream", "consumers = 0", "a consumer");
}

Test(lab_raft, elections)
{
	static const struct lab_test_row rows[] = {
		{"elections = 60k", "first_try", 0.99363, 0, 0},
		{"", "no_leader", 0.1712, 0.01, 0},
		{"nodes = 3", "first_try", 0.93444, 0, 0},
		{"nodes = 3", "no_leader", 0.2044, 0.01, 0},
		{"nodes = 4", "first_try", 0.90330, 0, 0},
		{"nodes = 9", "no_leader", 0.1568, 0.01, 0},
		{"timeout_high = 200 ms", "first_try", 0.94770, 0, 0},
		{"timeout_high = 200 ms", "no_leader", 0.1592, 0.01, 0},
		{"timeout_high = 160 ms", "first_try", 0.3125, 0, 0},
		{"timeout_high = 160 ms", "no_leader", 0.381, 0.03, 0},
		{"timeout_high = 155 ms", "first_try", 0, 0, 0},
		{"timeout_high = 155 ms; elections = 2k", "no_leader", 1.17, 0.03, 0},
		{"nodes = 9; partition = \"3-3-3\"", "committed", 1, 1, 0},
		{"partition = \"3-2\"; entries = 5", "lost", 2, 0, 0},
		{"partition = \"3-2\"; entries = 5", "committed", 10, 0, 0},
		{"partition = \"3-2\"; entries = 5", "commit", 0.01, 0, 0},
		{"partition = \"E\"; entries = 5", "lost", 1, 0, 0},
		{"entries = 5", "lost", 0, 0, 0},
		{"entries = 5", "committed", 10, 0, 0},
	};

	lab_rows("raft", rows, COUNT(rows));
	lab_refuses("raft", "timeout_high = 150 ms", "nobody is ever elected");
	lab_refuses("raft", "partition = \"3-1\"", "is no partition of 5 nodes");
	lab_refuses("raft", "script = \"1 s: cut Q\"", "no such nodes");
	lab_refuses("raft", "script = \"1 s: halt A\"", "is expected");
}

/* Which part serves, one number each. */
static void parts_serve(const char *given, uint32_t parts, const double *want)
{
	struct lab_run_of x;

	cr_assert(lab_open(&x, "raft", given));
	const struct lab_row *r = lab_result(&x, "served");
	cr_assert(r && r->result && r->result->count == parts, "%s: %u parts", given,
	          r && r->result ? r->result->count : 0);
	for (uint32_t i = 0; i < parts; i++)
		cr_expect(lab_result_each(&x.view.run->result, r->result, i).value == want[i], "%s: part %u", given, i);
	cr_expect(r->kind == LAB_AGREES && !x.view.off);
	lab_close(&x);
}

Test(lab_raft, parts)
{
	parts_serve("partition = \"3-2\"", 2, (double[]){1, 0});
	parts_serve("partition = \"DE\"; entries = 3", 2, (double[]){1, 0});
	parts_serve("nodes = 9; partition = \"3-3-3\"; entries = 2", 3, (double[]){0, 0, 0});
	parts_serve("nodes = 7; partition = \"1-2-4\"", 3, (double[]){0, 0, 1});
}

/* A script: who leads is chance, what becomes of commands is not. */
Test(lab_raft, scripts)
{
	static const struct lab_test_row rows[] = {
		{"script = \"1 s: write; 2 s: write\"", "committed", 2, 0, 0},
		{"script = \"1 s: stop leader; 3 s: write\"", "committed", 1, 0, 0},
		{"script = \"1 s: cut ABC; 3 s: write; 4 s: heal; 6 s: write\"", "lost", 0, 0, 0},
		{"script = \"1 s: stop A; 1 s: stop B; 1 s: stop C; 3 s: write; 4 s: start A; 7 s: write\"", "committed", 1.4,
	     0.2, 0},
		{"script = \"1 s: stop A; 1 s: stop B; 1 s: stop C; 3 s: write\"", "committed", 0, 0, 0},
	};

	lab_rows("raft", rows, COUNT(rows));
}

Test(lab_gossip, rounds)
{
	static const struct lab_test_row rows[] = {
		{"", "rounds", 12.30, 0, 0.03},
		{"nodes = 1000", "rounds", 17.99, 0, 0.04},
		{"fanout = 2", "rounds", 7.37, 0, 0.02},
		{"nodes = 1000; fanout = 2", "rounds", 10.69, 0, 0.03},
		{"fanout = 3", "rounds", 5.64, 0, 0.01},
		{"nodes = 1000; fanout = 3", "rounds", 8.19, 0, 0.02},
		{"way = push_pull", "rounds", 6.53, 0.005, 0},
		{"nodes = 10", "rounds", 6.06, 0.005, 0},
		{"nodes = 2", "rounds", 1, 0, 0},
		{"", "detect", 6.25, 0, 0},
		{"loss = 5%", "false_alarms", 0.95 * 0.000125 / 2.5, 0, 0},
		{"nodes = 3", "rounds", 1 + 4 / 3.0, 0,
	     0}, /* by hand: one is told at once, the third with 3/4 in each round after */
	};

	lab_rows("gossip", rows, COUNT(rows));
	lab_refuses("gossip", "nodes = 1", "nobody to tell");
	lab_refuses("gossip", "loss = 100%", "nothing ever spreads");
}

/* Counted by hand and by another program; random orders by the harmonic numbers. */
Test(lab_election, messages)
{
	static const struct lab_test_row rows[] = {
		{"list = [1, 2, 3, 4, 5]", "messages", 14, 0, 0},
		{"list = [1, 2, 3, 4, 5]; algorithm = hs", "messages", 54, 0, 0},
		{"list = [5, 4, 3, 2, 1]", "messages", 20, 0, 0},
		{"list = [5, 4, 3, 2, 1]; algorithm = hs", "messages", 54, 0, 0},
		{"list = [3, 1, 4, 2, 5]", "messages", 16, 0, 0},
		{"list = [3, 1, 4, 2, 5]; algorithm = hs", "messages", 60, 0, 0},
		{"list = [5, 3, 8, 1, 7, 2, 6, 4]", "messages", 32, 0, 0},
		{"list = [5, 3, 8, 1, 7, 2, 6, 4]; algorithm = hs", "messages", 88, 0, 0},
		{"ids = ascending", "messages", 47, 0, 0},
		{"ids = descending", "messages", 152, 0, 0},
		{"", "messages", 70.0917, 0.0001, 0},
		{"", "rounds", 32, 0, 0},
		{"algorithm = hs; ids = ascending", "messages", 152, 0, 0},
		{"algorithm = hs", "messages", 222.5, 0, 0.9},
		{"algorithm = hs", "rounds", 62, 0, 0},
		{"nodes = 64; ids = ascending", "messages", 191, 0, 0},
		{"nodes = 64; ids = descending", "messages", 2144, 0, 0},
		{"nodes = 64", "messages", 367.6, 0.0005, 0},
		{"nodes = 64; algorithm = hs; ids = descending", "messages", 632, 0, 0},
		{"nodes = 64; algorithm = hs", "messages", 1282, 0, 4},
		{"nodes = 5; algorithm = bully", "messages", 19, 0, 0},
		{"nodes = 5; algorithm = bully; notices = second", "messages", 4, 0, 0},
		{"nodes = 8; algorithm = bully", "messages", 55, 0, 0},
		{"nodes = 8; algorithm = bully; notices = second", "messages", 7, 0, 0},
		{"algorithm = bully", "messages", 239, 0, 0},
		{"algorithm = bully; notices = second", "messages", 15, 0, 0},
	};

	lab_rows("election", rows, COUNT(rows));
	lab_refuses("election", "nodes = 1", "two nodes");
	lab_refuses("election", "list = [1, 2, 1]", "two nodes have the id 1");
}

Test(lab_heal, below)
{
	static const struct lab_test_row rows[] = {
		{"servers = 4", "below", 3.119e-3, 0.001, 0},
		{"servers = 5; time = 200k days", "below", 6.084e-6, 0.001, 0},
		{"servers = 5; by_hand = yes", "below", 4.030e-3, 0.001, 0},
		{"servers = 6; by_hand = yes", "below", 1.643e-4, 0.001, 0},
		{"servers = 3", "below", 1, 0, 0},
	};

	lab_rows("heal", rows, COUNT(rows));
}

Test(lab_mapreduce, makespan)
{
	static const struct lab_test_row rows[] = {
		{"tasks = 10; workers = 10", "makespan", 58.58, 0, 0},
		{"tasks = 100; workers = 100", "makespan", 103.75, 0, 0},
		{"", "makespan", 122.01, 0, 0},
		{"tasks = 1000; workers = 1000", "makespan", 149.71, 0, 0},
		{"tasks = 1000; workers = 100; mean = 10 s; kind = lognormal", "makespan", 120.4, 0, 0.3},
		{"tasks = 1000; workers = 100; mean = 10 s; kind = lognormal; cv = 1", "makespan", 165.8, 0, 1.6},
		{"backup = 95%", "makespan", 95.9, 0, 1.1},
		{"backup = 95%", "extra", 0.034, 0, 0.0005},
		{"backup = 75%", "makespan", 79.4, 0, 1},
		{"backup = 75%", "extra", 0.17, 0, 0.001},
		{"tasks = 10; workers = 10; ranges = article; kind = constant", "makespan", 200, 0, 0},
		{"tasks = 30; workers = 10; kind = constant", "makespan", 60, 0, 0},
		{"mtbf = 200 s; jobs = 400", "redone", 25, 0, 0},
		{"mtbf = 100 s; kind = constant; jobs = 400", "redone", 55.3507, 0, 0},
	};

	lab_rows("mapreduce", rows, COUNT(rows));
	lab_refuses("mapreduce", "workers = 0", "a worker");
	lab_refuses("mapreduce", "mtbf = 1 s", "never end");
}

Test(lab_failover, lost)
{
	static const struct lab_test_row rows[] = {
		{"", "lost", 2160000, 0, 0},
		{"", "lost_p95", 4104000, 0.005, 0},
		{"way = weekly", "lost", 15120000, 0, 0},
		{"way = weekly", "down", 1800 + 15000, 0, 0},
		{"way = async; writes = 900/s; lag = 400 ms; deaths = 2k", "lost", 360, 0, 0},
		/* all since the oldest that is on its way: the largest of 360 exponential lags, 0.4 s (ln 360 + 0.5772) */
		{"way = async; writes = 900/s; lag = 400 ms; kind = random; deaths = 1k", "lost",
	     900 * 0.4 * (5.886104 + 0.577216), 0, 0},
		{"way = sync", "lost", 0, 0, 0},
		{"way = async", "down", 37.5, 0, 0},
	};

	lab_rows("failover", rows, COUNT(rows));
	if (getenv("BOTE_LAB_FULL"))
		lab_rows("failover",
		         &(struct lab_test_row){"way = async; writes = 900/s; lag = 400 ms; kind = random", "lost",
		                                900 * 0.4 * (5.886104 + 0.577216), 0, 0},
		         1);
}

Test(lab_events, orders)
{
	static const struct lab_test_row rows[] = {
		{"pattern = call", "time", 0.58, 0, 0},
		{"", "time", 0.355, 0, 0},
		{"pattern = call", "succeed", 0.9781408, 0, 0},
		{"", "succeed", 0.9975020, 0, 0},
		{"", "bytes", 150000, 0, 0},
		{"", "reads", 1000, 0, 0},
		{"pattern = state", "bytes", 3000000, 0, 0},
		{"pattern = state", "reads", 0, 0, 0},
		{"pattern = call; spread = exponential", "time_p99", 1.738, 0.01, 0},
		{"spread = exponential", "time_p99", 1.443, 0.01, 0},
	};

	lab_rows("events", rows, COUNT(rows));
	lab_refuses("events", "broker_up = 101%", "0 to 100 %");
}

Test(lab_batch, rows)
{
	static const struct lab_test_row rows[] = {
		{"", "rows", 300000, 0, 0},
		{"", "a_driver", 300, 0, 0},
		{"", "one_by_one", 0.5, 0, 0},
		{"", "bulk", 0.01, 0.001, 0},
		{"", "takes", 6.005, 0, 0},
		{"", "age", 303, 0.001, 0},
		{"flush = 10 s", "bulk", 0.0105, 0, 0},
		{"flush = 10 s", "age", 5.055, 0.001, 0},
		{"phases = same", "peak", 1000, 0, 0},
	};

	lab_rows("batch", rows, COUNT(rows));
}

Test(lab_pubsub, who_sees_what)
{
	static const struct lab_test_row rows[] = {
		{"kind = queue", "first", 18000, 0, 0},   {"kind = queue", "others", 21000, 0, 0},
		{"kind = queue", "lost", 0, 0, 0},        {"kind = stream", "first", 60000, 0, 0},
		{"kind = stream", "backlog", 6000, 0, 0}, {"kind = stream", "caught_up", 120, 0.01, 0},
		{"kind = pubsub", "first", 54000, 0, 0},  {"kind = pubsub", "others", 60000, 0, 0},
		{"kind = pubsub", "lost", 6000, 0, 0},    {"servers = 4", "apart", 0.75, 0, 0},
	};

	lab_rows("pubsub", rows, COUNT(rows));
	lab_refuses("pubsub", "away = 20 min", "back before the end");
}

/* The example of the Dynamo paper; and clocks against paths of reads. */
/*
 * A random script, and for each event all that it has seen, as a set: an earlier one is before it just when it is in
 * there.
 */
static void closure(unsigned seed, const char *kind)
{
	enum { EVENTS = 24, NODES = 4 };
	bool seen[EVENTS][EVENTS] = {{0}}, dotted = kind[0] == 'd', kept[NODES][EVENTS] = {{0}};
	struct stream s = {seed};
	char given[512] = "script = \"";
	int last[NODES] = {-1, -1, -1, -1};
	unsigned ordered = 0;

	for (int i = 0; i < EVENTS; i++) {
		int node = (int)stream_below(&s, NODES);
		unsigned reads = stream_below(&s, 1 << NODES), own = (unsigned)dotted;

		sprintf(given + strlen(given), "%s%c%s", i ? " " : "", 'a' + node, reads ? "<" : "");
		for (int n = 0; n < NODES; n++) {
			bool read = reads >> n & 1;

			if (read)
				sprintf(given + strlen(given), "%c", 'a' + n);
			for (int k = 0; k < i; k++)
				if (dotted ? read && kept[n][k] : (read || (n == node && !own)) && last[n] == k)
					for (int j = 0; j <= k; j++)
						seen[i][j] = seen[i][j] || seen[k][j] || j == k;
		}
		for (int k = 0; k < i; k++) {
			ordered += seen[i][k];
			kept[node][k] = kept[node][k] && !seen[i][k];
		}
		kept[node][i] = true;
		last[node] = i;
	}
	sprintf(given + strlen(given), "\"; kind = %s", kind);
	lab_rows("clocks", &(struct lab_test_row){given, "ordered", ordered, 0, 0}, 1);
}

Test(lab_clocks, pairs)
{
	static const struct lab_test_row rows[] = {
		{"", "ordered", 9, 0, 0},
		{"", "concurrent", 1, 0, 0},
		{"", "siblings", 1, 0, 0},
		{"kind = lamport", "ordered", 10, 0, 0},
		{"kind = lamport", "paths", 9, 0, 0},
		{"kind = dotted", "ordered", 8, 0, 0},
		{"kind = dotted; script = \"x x x<x\"", "siblings", 1, 0, 0},
		{"kind = dotted; script = \"x x\"", "siblings", 2, 0, 0},
		{"script = \"x x\"", "siblings", 1, 0, 0},
		{"script = \"x y z\"", "concurrent", 3, 0, 0},
		{"script = \"x y z\"", "siblings", 3, 0, 0},
	};

	lab_rows("clocks", rows, COUNT(rows));
	for (unsigned seed = 1; seed <= 40; seed++) {
		closure(seed, "vector");
		closure(seed, "dotted");
	}
	lab_refuses("clocks", "script = \"x y q!\"", "no event");
}
