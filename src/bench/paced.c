/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paced.c - an open loop: the next request does not wait for the one before it to be answered before it counts as due.
 */
#include "bench/paced.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "bench/event.h"

/* Sleep is exact to some 60 us, and waking up costs: the last part of a wait is spent awake. */
#define AWAKE 200e-6
#define SECONDS 5.0
#define SECONDS_QUICK 1.5
#define SECONDS_CAREFUL 30.0
/* Requests before the clock starts, so that connections and caches are warm. */
enum { WARM = 1000, MOST = 1 << 23, FOR_P99 = 1000, FOR_P999 = 10000 };
/* Answered, of those that were due: with less it falls behind, and times grow as long as it lasts. */
#define KEEPS_UP 0.98

bool paced_fits(const struct operation *op)
{
	return op->latency == LATENCY_CLOCK && (op->foreign || strcmp(op->group, "service") == 0);
}

static void paced_wait_until(double when)
{
	double left = when - clock_now() - AWAKE;

	if (left > 0) {
		struct timespec t = {(time_t)left, (long)((left - floor(left)) * 1e9)};

		nanosleep(&t, NULL);
	}
	while (clock_now() < when && !bench_stop)
		bench_pause();
}

void paced_summarise(struct paced *out, double *late, uint64_t n, double due, double spent)
{
	stats_sort(late, n);
	*out = (struct paced){.count = n, .reached = (double)n / spent, .behind = (double)n < KEEPS_UP * due};
	out->p50 = stats_quantile(late, n, 0.5);
	out->most = late[n - 1];
	if (n >= FOR_P99)
		out->p99 = stats_quantile(late, n, 0.99);
	if (n >= FOR_P999)
		out->p999 = stats_quantile(late, n, 0.999);
}

/* The time from when each was due to its answer; how many until the time was up. */
static uint64_t paced_ask(struct trial *t, double rate, double began, double seconds, double *late, uint64_t most)
{
	struct run *r = &t->run;
	uint64_t n = 0;

	while (n < most && !bench_stop && clock_now() < began + seconds) {
		double due = began + (double)n / rate;

		paced_wait_until(due);
		if (bench_stop)
			break;
		t->op->work->run(r, 1);
		if (r->status != RUN_FINE)
			return 0;
		late[n++] = clock_now() - due;
	}
	return n;
}

/*
 * `rate` requests a second for so many seconds, one connection, one at a time: what is due while another one is under
 * way waits, and those that are still due at the end are left out: what falls behind has times that are too good. False
 * when the operation cannot continue (t->run.why), or bench_stop was set before anything was answered.
 */
static bool paced_run(struct trial *t, double rate, double seconds, struct paced *out)
{
	const struct work *w = t->op->work;
	uint64_t most = (uint64_t)ceil(fmin(rate * seconds, MOST)), n;
	double *late = xmalloc(most * sizeof(*late));
	double began;

	if (!trial_prepare(t)) {
		free(late);
		return false;
	}
	if (w->ready)
		w->ready(&t->run, WARM);
	w->run(&t->run, WARM);
	began = clock_now();
	n = t->run.status == RUN_FINE ? paced_ask(t, rate, began, seconds, late, most) : 0;
	if (n)
		paced_summarise(out, late, n, fmin(ceil(rate * (clock_now() - began)), (double)most), clock_now() - began);
	free(late);
	return n > 0;
}

static void paced_tell(const struct operation *op, double rate, const struct paced *p)
{
	struct buf line = {0};

	event_open(&line, NULL, '{');
	event_text(&line, "event", "paced");
	event_text(&line, "op", op->name);
	event_number(&line, "rate", rate);
	event_number(&line, "reached", p->reached);
	event_truth(&line, "behind", p->behind);
	event_number(&line, "count", (double)p->count);
	event_number(&line, "p50", p->p50);
	event_number(&line, "p99", p->p99 > 0 ? p->p99 : NAN);
	event_number(&line, "p999", p->p999 > 0 ? p->p999 : NAN);
	event_number(&line, "max", p->most);
	event_close(&line, '}');
	event_line(&line);
}

/* False when it fell behind. */
static bool paced_one(struct bench *b, const struct operation *op, double rate, double seconds)
{
	struct trial t;
	struct paced p;
	bool kept_up = true;

	trial_init(&t, b, op);
	if (paced_run(&t, rate, seconds, &p)) {
		paced_tell(op, rate, &p);
		kept_up = !p.behind;
	} else if (!bench_stop)
		event_skip(op->name, t.run.status == RUN_FAILED, t.run.why);
	trial_release(&t);
	return kept_up;
}

unsigned paced_all(struct bench *b, const struct operation *const *chosen, unsigned count, double rate)
{
	double seconds = b->mode == BENCH_QUICK ? SECONDS_QUICK : b->mode == BENCH_CAREFUL ? SECONDS_CAREFUL : SECONDS;
	unsigned behind = 0;

	for (unsigned i = 0; i < count && !bench_stop; i++) {
		if (!paced_fits(chosen[i])) {
			event_skip(chosen[i]->name, false, "is not a service whose requests are timed one by one, and has no rate");
			continue;
		}
		event_progress(1, 1, chosen[i]->name, (double)i / count, (count - i) * seconds);
		behind += !paced_one(b, chosen[i], rate, seconds);
	}
	return behind;
}
