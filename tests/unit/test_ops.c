/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of operations, and each operation's own check. Nothing is timed. */
#include "bench/ops.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "bench/trial.h"
#include "rows.h"

Test(ops, rows)
{
	for (unsigned i = 0; i < op_count; i++) {
		const struct operation *op = &ops[i];

		cr_expect(op->name && op->group && op->what && op->rev >= 1, "row %u", i);
		cr_expect(isalpha((unsigned char)op->name[0]), "%s", op->name);
		for (const char *p = op->name; *p; p++)
			cr_expect(islower((unsigned char)*p) || isdigit((unsigned char)*p) || *p == '_', "%s is no identifier",
			          op->name);
		cr_expect(op_find(str_from_c(op->name)) == op, "%s stands there twice", op->name);
		cr_expect(!op_is_group(str_from_c(op->name)) || strcmp(op->name, op->group) == 0, "%s is a group too",
		          op->name);
		cr_expect(op->work || op->needs, "%s is not built, and nobody knows why", op->name);
		cr_expect(!op->spins || op->place == PLACE_TWO, "%s spins on one CPU", op->name);
		cr_expect(op->place == PLACE_ONE || op->class != CLASS_CORE, "%s has two threads, and is no pair", op->name);
		if (op->work)
			cr_expect(op->work->setup && op->work->run && op->work->check && op->work->teardown, "%s", op->name);
	}
}

static struct bench b;

static void look(void)
{
	host_look(&b.host, "");
	if (b.host.memory > 400u << 20)
		b.host.memory = 400u << 20; /* small tables and arrays */
	b.sizes = host_sizes(&b.host);
	b.mode = BENCH_QUICK;
	b.folder = "/tmp";
	b.folder_named = true;
}

/* Once, ten, a hundred and a thousand times, as long as that is soon over: sorting takes milliseconds. */
static void run_often(struct trial *t, const struct operation *op)
{
	uint64_t most = op->class == CLASS_DEVICE ? 3 : 1000;
	clock_t from = clock();

	for (uint64_t n = 1; n <= most && clock() - from < CLOCKS_PER_SEC / 50;
	     n = n < most && n * 10 > most ? most : n * 10) {
		if (op->work->ready)
			op->work->ready(&t->run, n);
		op->work->run(&t->run, n);
	}
}

/* Prepare each operation, which checks its answer, run it, and prepare it anew. */
Test(ops, answers, .timeout = 240)
{
	int out = dup(STDOUT_FILENO);

	look();
	freopen("/dev/null", "w", stdout); /* events */
	for (unsigned i = 0; i < op_count; i++) {
		struct trial t;

		if (!ops[i].work || (ops[i].place == PLACE_TWO && b.host.cpus < 2) || b.host.cpus < ops[i].least_cpus)
			continue;
		trial_init(&t, &b, &ops[i]);
		if (trial_prepare(&t))
			run_often(&t, &ops[i]);
		cr_expect(t.run.status != RUN_FAILED, "%s: %s", ops[i].name, t.run.why);
		trial_release(&t);
	}
	dup2(out, STDOUT_FILENO);
}

/* More threads than this machine may have CPUs: six, wherever they run. The sum of the items is its own check. */
Test(ops, many_threads, .timeout = 240)
{
	const struct operation *op = op_find(S("mpmc_push_pop_n"));
	struct trial t;

	look();
	for (unsigned i = 1; i < 7; i++)
		b.host.cpu[i] = b.host.cpu[i % b.host.cpus];
	b.host.cpus = 7;
	b.host.quota = 0;
	if (!op || !op->work)
		return;
	trial_init(&t, &b, op);
	cr_expect(trial_prepare(&t), "%s", t.run.why);
	for (uint64_t n = 1; n < 50 && t.run.status == RUN_FINE; n += 7) {
		op->work->ready(&t.run, n);
		op->work->run(&t.run, n);
	}
	cr_expect(t.run.status == RUN_FINE, "%s", t.run.why);
	cr_expect(t.run.param_count == 2 && t.run.params[1].value == 6, "seven CPUs, six threads");
	trial_release(&t);
}

/* A loop that the compiler removed: the operation is refused, however many it is asked for. */
static bool begin_nothing(struct run *r)
{
	(void)r;
	return true;
}

static void do_nothing(struct run *r, uint64_t n)
{
	(void)r, (void)n;
}

static void end_nothing(struct run *r)
{
	(void)r;
}

Test(ops, a_removed_loop_is_refused)
{
	static const struct work work = {begin_nothing, NULL, do_nothing, begin_nothing, end_nothing};
	static const struct operation op = {.name = "nothing", .group = "none", .rev = 1, .work = &work};
	struct trial t;

	look();
	trial_init(&t, &b, &op);
	cr_expect(!trial_pass(&t, 0));
	cr_expect_eq(t.run.status, RUN_FAILED);
	cr_expect(strstr(t.run.why, "there is nothing in it") != NULL, "%s", t.run.why);
	trial_release(&t);
}

/* Clock rates that no core has are not told, so that nothing is judged by them. */
Test(ops, impossible_probes)
{
	cr_expect(probe_plausible(3e9) && probe_plausible(0.8e9) && probe_plausible(6e9));
	cr_expect(!probe_plausible(17e9) && !probe_plausible(0.1e9) && !probe_plausible(0));
}
