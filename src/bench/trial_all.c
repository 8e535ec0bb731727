/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trial_all.c - the same operation on every CPU at once, started together, their rates added up. */
#include <sched.h>
#include <stdlib.h>

#include "base/arena.h"
#include "bench/pair.h"
#include "bench/trial.h"

/*
 * Where all wait for all, spinning, so that they start within a microsecond; `off` lets go of those that would wait in
 * vain.
 */
struct gate {
	_Atomic unsigned arrived;
	_Atomic bool off;
	unsigned threads;
};

static void gate_wait(struct gate *g)
{
	unsigned mine = atomic_fetch_add(&g->arrived, 1), all = (mine / g->threads + 1) * g->threads;

	for (unsigned i = 1; atomic_load(&g->arrived) < all && !atomic_load(&g->off); i++)
		if (i % 4096)
			bench_pause();
		else
			sched_yield();
}

/* One of the threads. */
struct hand {
	pthread_t thread;
	struct gate *gate;
	struct run run;
	uint64_t n;
	bool fine;
	double each[TRIAL_ALL];
};

/* All come to the gate each time, even one that could not be set up: the others wait for it. */
static void *hand_work(void *arg)
{
	struct hand *h = arg;
	const struct work *w = h->run.op->work;

	h->fine = w->setup(&h->run);
	if (h->fine && w->ready)
		w->ready(&h->run, h->n);
	if (h->fine)
		w->run(&h->run, h->n / 4 + 1); /* warm */
	for (unsigned i = 0; i < TRIAL_ALL; i++) {
		double began;

		if (h->fine && w->ready)
			w->ready(&h->run, h->n);
		gate_wait(h->gate);
		if (!h->fine || bench_stop)
			continue;
		began = clock_now();
		w->run(&h->run, h->n);
		h->each[i] = (clock_now() - began) / (double)h->n;
	}
	w->teardown(&h->run);
	return NULL;
}

/* 1 / the sum of the rates, in each sample. */
static double trial_all_together(const struct hand *hands, unsigned threads)
{
	double each[TRIAL_ALL];

	for (unsigned i = 0; i < TRIAL_ALL; i++) {
		double rate = 0;

		for (unsigned k = 0; k < threads; k++) {
			if (!hands[k].fine || hands[k].each[i] <= 0)
				return 0;
			rate += 1 / hands[k].each[i];
		}
		each[i] = 1 / rate;
	}
	return stats_median(each, TRIAL_ALL);
}

double trial_all(struct trial *t, unsigned threads)
{
	const struct host *host = &t->run.bench->host;
	struct hand *hands;
	struct gate gate = {.threads = threads};
	unsigned started = 0;
	double each = 0;

	if (threads < 2)
		return 0;
	hands = xcalloc(threads, sizeof(*hands));
	for (unsigned i = 0; i < threads; i++) {
		struct hand *h = &hands[i];

		h->run = (struct run){.op = t->op, .bench = t->run.bench, .first = &t->run, .cpu = host->cpu[i]};
		h->gate = &gate;
		h->n = t->n;
		if (!pair_thread(&h->run, &h->thread, h->run.cpu, hand_work, h))
			break;
		started++;
	}
	if (started < threads)
		atomic_store(&gate.off, true);
	for (unsigned i = 0; i < started; i++)
		pthread_join(hands[i].thread, NULL);
	if (started == threads)
		each = trial_all_together(hands, threads);
	t->threads_all = threads;
	free(hands);
	return each;
}
