/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scaling: a day of an autoscaler, calls of calls, a storm of retries. */
#include "lab.h"

/* Worked out by another program; nothing in it is random. */
Test(lab_autoscale, days)
{
	static const struct lab_test_row rows[] = {
		{"cooldown = 0 s", "hours", 1669.8 * 3600, 3e-5, 0},
		{"cooldown = 0 s", "worst", 0.916, 3e-4, 0},
		{"cooldown = 60 s", "hours", 1669.8 * 3600, 3e-5, 0},
		{"cooldown = 60 s", "over", 0, 0, 0},
		{"cooldown = 300 s", "hours", 1787.5 * 3600, 3e-5, 0},
		{"cooldown = 300 s", "worst", 0.934, 5e-4, 0},
		{"cooldown = 600 s", "over", 0.081, 6e-3, 0},
		{"cooldown = 600 s", "worst", 1.28, 4e-3, 0},
		{"cooldown = 900 s", "over", 0.148, 3e-3, 0},
		{"cooldown = 900 s", "worst", 1.47, 4e-3, 0},
		{"cooldown = 1800 s", "over", 0.295, 2e-3, 0},
		{"cooldown = 1800 s", "worst", 1.97, 4e-3, 0},
		{"cooldown = 600 s; step = 5", "hours", 1669.0 * 3600, 3e-5, 0},
		{"cooldown = 600 s; step = 5", "worst", 0.916, 3e-4, 0},
		{"policy = target", "hours", 1888.5 * 3600, 3e-5, 0},
		{"policy = target", "worst", 0.78, 6e-3, 0},
		{"policy = target; target = 90%", "hours", 1458.6 * 3600, 3e-5, 0},
	};

	lab_rows("autoscale", rows, COUNT(rows));
	lab_refuses("autoscale", "up = 50%", "more above");
	lab_refuses("autoscale", "per_instance = 0 users", "there are users");
	lab_refuses("autoscale", "low = 200k users", "fewer users than noon");
	lab_refuses("autoscale", "step = 0", "one of each");
}

Test(lab_chain, calls)
{
	static const struct lab_test_row rows[] = {
		{"mode = calls; fails = 30%", "calls", 1.428571, 0, 0},
		{"mode = calls; fails = 50%", "calls", 1.99999, 0, 0},
		{"mode = calls; fails = 90%", "calls", 9.4185, 0, 0},
		{"mode = calls; fails = 90%", "ok", 0.9419, 0, 0.00005},
		{"mode = calls; fails = 100%", "calls", 27, 0, 0},
		{"mode = calls; fails = 100%", "ok", 0, 0, 0},
		{"mode = calls; fails = 50%; attempts = 1; layers = 1", "calls", 1, 0, 0},
	};

	lab_rows("chain", rows, COUNT(rows));
}

Test(lab_chain, storms)
{
	static const struct lab_test_row rows[] = {
		{"load = 200 requests/s; time = 200 s", "recovers", 81, 0.1, 0},
		{"attempts = 1", "recovers", 15.7, 0.1, 0},
		{"budget = 10%", "recovers", 26, 0.1, 0},
		{"", "after", 0, 0, 0},
	};
	struct lab_run_of x;

	lab_rows("chain", rows, COUNT(rows));
	if (getenv("BOTE_LAB_FULL")) {
		static const struct lab_test_row slow[] = {
			{"load = 300 requests/s; time = 600 s", "recovers", 315, 0.1, 0},
			{"load = 320 requests/s; time = 1500 s", "recovers", 728, 0.1, 0},
			{"load = 350 requests/s; time = 1000 s", "after", 0, 0, 0},
		};
		lab_rows("chain", slow, COUNT(slow));
	}
	cr_assert(lab_open(&x, "chain", "room = 100"));
	cr_expect(lab_result(&x, "recovers")->measured < 1, "a pool that refuses is back at once");
	lab_close(&x);
	lab_refuses("chain", "attempts = 0", "1 to 20 tries");
}

/* Erlang arrivals, Mitzenmacher's bound; least connections and two choices against a program of another kind. */
Test(lab_lb, policies)
{
	static const struct lab_test_row rows[] = {
		{"policy = random", "time", 0.05, 0, 0},
		{"policy = random", "time_p99", 0.23026, 0, 0},
		{"policy = round_robin", "time", 0.034594, 0, 0},
		{"policy = two", "time", 0.02530, 0, 0.00013},
		{"policy = least", "time", 0.02289, 0, 0.00012},
		{"servers = 10; arrivals = 800/s; policy = random", "time", 0.05, 0, 0},
		{"servers = 10; arrivals = 800/s; policy = round_robin", "time", 0.029223, 0, 0},
		{"servers = 10; arrivals = 800/s; policy = two", "time", 0.02091, 0, 0.00007},
		{"servers = 10; arrivals = 800/s; policy = least", "time", 0.01352, 0, 0.00004},
		{"servers = 10; arrivals = 900/s; policy = random", "time", 0.1, 0, 0},
		{"servers = 10; arrivals = 900/s; policy = round_robin", "time", 0.056603, 0, 0},
		{"servers = 10; arrivals = 900/s; policy = two", "time", 0.03021, 0, 0.0002},
		{"servers = 10; arrivals = 900/s; policy = least", "time", 0.01894, 0, 0.00013},
		{"servers = 100; arrivals = 9000/s; policy = two", "time", 0.02673, 0.01, 0.00017},
		{"servers = 100; arrivals = 9000/s; policy = least", "time", 0.01064, 0.01, 0.00003},
		{"policy = weighted; weights = [1, 1, 2]; speed = [1, 1, 2]; arrivals = 300/s", "largest", 1.5, 0.001, 0},
		{"policy = hash; dies = 30 s; arrivals = 100/s; clients = 100k", "moved", 0.66667, 0.01, 0},
	};

	lab_rows("lb", rows, COUNT(rows));
	lab_refuses("lb", "weights = [1, 2]", "for 3 servers");
	lab_refuses("lb", "servers = 0", "a server");
	lab_refuses("lb", "speed = 0", "above 0");
	lab_refuses("lb", "servers = 1; dies = 3 s", "cannot die");
}

/* The article's lists: who gets the first requests. */
static void who_gets(const char *given, const char *want)
{
	struct lab_run_of x;
	struct lab_trace t;
	struct str line;
	char got[32] = "";
	size_t n = 0;

	cr_assert(lab_open(&x, "lb", given));
	cr_assert(measure_trace(session_engine(x.session), x.view.run, 200, false, &t, &x.o.diag));
	for (uint32_t i = 0; n < strlen(want) && i < t.count; i++) {
		size_t at = 0;

		line = trace_words(&t, &t.step[i]);

		while (at < line.len && !str_starts(str_cut(line, at, line.len), S("server ")))
			at++;
		got[n++] = line.p[at + 7];
	}
	cr_expect(strcmp(got, want) == 0, "%s: %s, not %s", given, got, want);
	trace_release(&t);
	lab_close(&x);
}

Test(lab_lb, the_article)
{
	who_gets("policy = round_robin", "123123123");
	who_gets("policy = weighted; weights = [1, 1, 2]", "312331233");
	who_gets("policy = weighted; weights = [5, 1, 1]", "1121311");
}
