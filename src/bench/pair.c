/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pair.c - the partner thread. */
#include "bench/pair.h"

#include "base/now.h"

#include <sched.h>
#include <string.h>
#include <time.h>

static void *partner(void *arg)
{
	struct pair *p = arg;

	for (;;) {
		uint64_t n;

		pthread_mutex_lock(&p->lock);
		while (!p->ask && !p->stop)
			pthread_cond_wait(&p->wake, &p->lock);
		if (p->stop) {
			pthread_mutex_unlock(&p->lock);
			return NULL;
		}
		p->ask = false;
		n = p->asked;
		pthread_mutex_unlock(&p->lock);
		atomic_store_explicit(&p->turn, PAIR_READY, memory_order_release);
		while (atomic_load_explicit(&p->turn, memory_order_acquire) != PAIR_GO)
			bench_pause();
		p->work(p->state, n);
		atomic_store_explicit(&p->turn, PAIR_DONE, memory_order_release);
	}
}

bool pair_thread(struct run *r, pthread_t *thread, unsigned cpu, void *(*body)(void *), void *arg)
{
	pthread_attr_t attributes;
	cpu_set_t set;
	int error;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	pthread_attr_init(&attributes);
	pthread_attr_setaffinity_np(&attributes, sizeof(set), &set);
	pthread_attr_setstacksize(&attributes, 256 << 10);
	error = pthread_create(thread, &attributes, body, arg);
	pthread_attr_destroy(&attributes);
	return !error || (r && run_fail(r, "no thread: %s", strerror(error)));
}

bool pair_start(struct pair *p, struct run *r, void (*work)(void *state, uint64_t n), void *state)
{
	p->work = work;
	p->state = state;
	p->ask = p->stop = false;
	atomic_init(&p->turn, PAIR_ASLEEP);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->wake, NULL);
	p->started = pair_thread(r, &p->thread, r->partner, partner, p);
	return p->started;
}

void pair_ready(struct pair *p, uint64_t n)
{
	pthread_mutex_lock(&p->lock);
	p->asked = n;
	p->ask = true;
	pthread_cond_signal(&p->wake);
	pthread_mutex_unlock(&p->lock);
	while (atomic_load_explicit(&p->turn, memory_order_acquire) != PAIR_READY)
		bench_pause();
}

void pair_join(struct pair *p)
{
	while (atomic_load_explicit(&p->turn, memory_order_acquire) != PAIR_DONE)
		bench_pause();
}

void pair_stop(struct pair *p)
{
	if (!p->started)
		return;
	pthread_mutex_lock(&p->lock);
	p->stop = true;
	pthread_cond_signal(&p->wake);
	pthread_mutex_unlock(&p->lock);
	pthread_join(p->thread, NULL);
	p->started = false;
}

double pair_time(struct pair *p)
{
	clockid_t clock;

	return pthread_getcpuclockid(p->thread, &clock) == 0 ? now_of(clock) : 0;
}
