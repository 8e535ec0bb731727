/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * made_server.h - servers that are made up, and a clock that continues only when somebody waits: a load test of an hour
 * takes a moment, and is the same on every machine.
 */
#ifndef BOTE_MADE_SERVER_H
#define BOTE_MADE_SERVER_H

#include <math.h>
#include <stdlib.h>

#include "bench/load_run.h"

struct made_answer {
	unsigned slot, status;
	double at;
};

enum { MADE_SLOTS = 1024 };

struct made_server {
	struct load_transport transport;
	struct load_run run;
	double now;
	/* One thread that takes `service` for each. */
	double service, free_at;
	/* It stands still between these. */
	double stall_from, stall_to;
	/* Over so many a second, `burst` at once, it answers 429 and does nothing. 0: no limit. */
	double limit, burst, tokens, filled_at;
	/* The generator wakes up so much later than it wanted. */
	double late;
	bool refuse;
	struct made_answer queue[MADE_SLOTS];
	unsigned from, count;
	uint64_t asked;
};

static inline double made_now(void *ctx)
{
	return ((struct made_server *)ctx)->now;
}

static inline bool made_allows(struct made_server *m)
{
	if (m->limit <= 0)
		return true;
	m->tokens = fmin(m->burst, m->tokens + (m->now - m->filled_at) * m->limit);
	m->filled_at = m->now;
	if (m->tokens < 1)
		return false;
	m->tokens--;
	return true;
}

static inline void made_send(void *ctx, unsigned slot)
{
	struct made_server *m = ctx;
	struct made_answer *a = &m->queue[(m->from + m->count++) % MADE_SLOTS];
	double begin = fmax(m->free_at, m->now);

	m->asked++;
	*a = (struct made_answer){slot, made_allows(m) ? 200 : 429, begin};
	if (a->status == 429 || m->refuse)
		return;
	if (begin >= m->stall_from && begin < m->stall_to)
		begin = m->stall_to;
	a->at = m->free_at = begin + m->service;
}

static inline unsigned made_wait(void *ctx, double until, struct load_answer *answers)
{
	struct made_server *m = ctx;
	unsigned n = 0;

	m->now = fmax(m->now, m->count ? fmin(until, m->queue[m->from].at) : until) + m->late;
	while (n < LOAD_BATCH && m->count && m->queue[m->from].at <= m->now) {
		const struct made_answer *a = &m->queue[m->from];

		answers[n] = (struct load_answer){.slot = a->slot, .at = a->at, .status = a->status, .bytes = 100};
		answers[n++].fate = m->refuse ? LOAD_REFUSED : a->status == 200 ? LOAD_ANSWERED : LOAD_STATUS;
		m->from = (m->from + 1) % MADE_SLOTS;
		m->count--;
	}
	return n;
}

static inline void made_effort(void *ctx, struct load_effort *e)
{
	(void)ctx;
	(void)e;
}

/* 50 us a request. */
static inline double made_cpu(void *ctx)
{
	return (double)((struct made_server *)ctx)->asked * 50e-6;
}

/* `service` in seconds. */
static inline struct made_server *made_new(double service, uint64_t seed)
{
	struct made_server *m = calloc(1, sizeof(*m));

	m->transport = (struct load_transport){m, made_now, made_send, made_wait, made_effort, made_cpu};
	m->service = service;
	load_run_init(&m->run, &m->transport, MADE_SLOTS, seed);
	m->run.most = UINT64_MAX;
	return m;
}

static inline void made_free(struct made_server *m)
{
	load_run_release(&m->run);
	free(m);
}

#endif
