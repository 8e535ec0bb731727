/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The queue: Erlang, Pollaczek and Khinchine, Crommelin, Cosmetatos, Kimura, queues with little room; and programs of
 * another kind.
 */
#include "lab.h"

Test(lab_queue, closed_forms)
{
	static const struct lab_test_row rows[] = {
		{"", "p_wait", 0.40918, 0, 0},
		{"", "wait", 0.0020459, 0, 0},
		{"", "wait_p99", 0.01856, 0, 0},
		{"", "busy", 0.8, 0, 0},
		{"arrivals = 900/s", "p_wait", 0.66873, 0, 0},
		{"arrivals = 900/s", "wait", 0.0066873, 0, 0},
		{"arrivals = 900/s", "wait_p99", 0.04203, 0, 0},
		{"workers = 1; arrivals = 80/s", "p_wait", 0.8, 0, 0},
		{"workers = 1; arrivals = 80/s", "wait", 0.04, 0, 0},
		{"workers = 1; arrivals = 80/s", "wait_p99", 0.2191, 0, 0},
		{"workers = 1; arrivals = 80/s; cv = 0", "p_wait", 0.8, 0, 0},
		{"workers = 1; arrivals = 80/s; cv = 0", "wait", 0.02, 0, 0},
		{"workers = 1; arrivals = 80/s; cv = 0", "wait_p99", 0.10356, 0, 0},
		{"workers = 1; arrivals = 80/s; cv = 2", "wait", 0.1, 0, 0},
		{"arrivals = 900/s; cv = 0", "wait", 0.0034554, 0.03, 0},
		{"arrivals = 900/s; cv = 2", "wait", 0.01524, 0.03, 0},
		{"workers = 30; arrivals = 120/s; service = 200 ms", "p_wait", 0.17286, 0, 0},
		{"workers = 30; arrivals = 120/s; service = 200 ms", "wait", 0.0057621, 0, 0},
		{"workers = 30; arrivals = 120/s; service = 200 ms", "wait_p99", 0.095, 0, 0},
		{"arrivals = 900/s; room = 10", "refused", 0.02951, 0, 0},
		{"arrivals = 900/s; room = 10", "wait", 0.0026393, 0, 0},
		{"arrivals = 1200/s; room = 100", "refused", 0.16667, 0, 0},
		{"arrivals = 1200/s; room = 100", "wait", 0.095, 0, 0},
		{"arrivals = 1200/s", "growth", 200, 0, 0},
	};

	lab_rows("queue", rows, COUNT(rows));
}

/* A recursion of Kiefer and Wolfowitz over other random numbers. */
Test(lab_queue, simulated)
{
	static const struct lab_test_row rows[] = {
		{"", "wait", 0.001993, 0, 0.000054},
		{"workers = 1; arrivals = 80/s; cv = 0", "wait_p99", 0.10368, 0, 0.0003},
		{"workers = 1; arrivals = 80/s; cv = 2", "wait", 0.0996, 0, 0.00075},
		{"workers = 1; arrivals = 80/s; cv = 2", "wait_p99", 0.736, 0, 0.007},
		{"arrivals = 900/s; cv = 0; requests = 4M", "wait", 0.0034552, 0, 0.000011},
		{"arrivals = 900/s; cv = 0; requests = 4M", "wait_p99", 0.02076, 0, 0.0001},
		{"arrivals = 900/s; cv = 2; requests = 2M", "wait", 0.01487, 0, 0.00021},
		{"arrivals = 900/s; cv = 2; requests = 2M", "wait_p99", 0.1135, 0, 0.002},
		{"workers = 30; arrivals = 120/s; service = 200 ms", "wait", 0.00552, 0, 0.00014},
	};

	lab_rows("queue", rows, COUNT(rows));
}

/* Little's law needs no model: who waits at a time is the rate times the wait. */
Test(lab_queue, littles_law)
{
	static const char *const given[] = {"", "arrivals = 900/s; cv = 2", "workers = 1; arrivals = 80/s; cv = 0",
	                                    "arrivals = 500/s; fails = 10%; invisible = 50 ms"};

	for (size_t i = 0; i < COUNT(given); i++) {
		struct lab_run_of x;

		cr_assert(lab_open(&x, "queue", given[i]));
		double wait = lab_result(&x, "wait")->measured, waiting = lab_result(&x, "waiting")->measured,
			   rate = i == 1   ? 900
		              : i == 2 ? 80
		              : i == 3 ? 500 * 1.11
		                       : 800;
		cr_expect(close_to(waiting, rate * wait, 0.04 * waiting), "%s: %g wait, %g by Little's law", given[i], waiting,
		          rate * wait);
		lab_close(&x);
	}
}

/* The error is as wide as it should be: the standard errors of the tables, within a factor of two. */
Test(lab_queue, errors_are_honest)
{
	struct lab_run_of x;

	cr_assert(lab_open(&x, "queue", ""));
	cr_expect(lab_result(&x, "wait")->error > 0.000027 && lab_result(&x, "wait")->error < 0.000108);
	cr_expect(lab_result(&x, "wait_p99")->error > 0.00028 && lab_result(&x, "wait_p99")->error < 0.00112);
	lab_close(&x);
}

Test(lab_queue, refuses)
{
	lab_refuses("queue", "workers = 0", "1 to 100,000 workers");
	lab_refuses("queue", "service = 0 s/request", "takes time");
	lab_refuses("queue", "cv = 20", "no run is long enough");
	lab_refuses("queue", "workers = 8..12", "certain numbers");
	lab_refuses("queue", "requests = 1e12", "at most ten minutes");
}
