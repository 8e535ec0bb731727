/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_lab.c - how fast the labs' core is, beside what anybody would write: the event queue and a binary heap (hold
 * model: take one, put one), Zipf and LRU and a walk over as many numbers of an array, a whole M/M/c. CPU time, best of
 * five.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "lab/draw.h"
#include "lab/events.h"
#include "lab/labs.h"
#include "lab/recent.h"

enum { TRIES = 5, HOLDS = 2000000, ACCESSES = 10000000, KEYS = 1000000, ROOM = 100000 };

static uint64_t kept; /* so that nothing is left out */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double best(void (*work)(unsigned), unsigned size)
{
	double least = 1e9;

	for (int i = 0; i < TRIES; i++) {
		double from = now(), took;

		work(size);
		took = now() - from;
		least = took < least ? took : least;
	}
	return least;
}

/* ---- the event queue ---- */

static void radix(unsigned pending)
{
	struct stream s = {1};
	struct events q = {0};
	struct event e;

	for (unsigned i = 0; i < pending; i++)
		events_at(&q, draw_exponential_ns(&s, 1), i, 0);
	for (unsigned i = 0; i < HOLDS && events_next(&q, &e); i++)
		events_at(&q, e.time + (stream_next(&s) >> 34), e.kind, 0);
	kept += q.now;
	events_release(&q);
}

static void down(struct event *heap, unsigned count, unsigned at)
{
	struct event e = heap[at];

	for (unsigned child; (child = 2 * at + 1) < count; at = child) {
		child += child + 1 < count && heap[child + 1].time < heap[child].time;
		if (heap[child].time >= e.time)
			break;
		heap[at] = heap[child];
	}
	heap[at] = e;
}

/* The next takes the place of the first: the quicker of the two ways to hold. */
static void heap(unsigned pending)
{
	struct stream s = {1};
	struct event *h = xmalloc((pending + (size_t)1) * sizeof *h);

	for (unsigned i = 0; i < pending; i++)
		h[i] = (struct event){draw_exponential_ns(&s, 1), i, 0};
	for (unsigned i = pending; i-- > 0;)
		down(h, pending, i);
	for (unsigned i = 0; i < HOLDS; i++) {
		h[0].time += stream_next(&s) >> 34;
		down(h, pending, 0);
	}
	kept += h[0].time;
	free(h);
}

/* ---- the cache ---- */

static struct draw_alias zipf;

static void zipf_and_lru(unsigned accesses)
{
	struct stream s = {2};
	struct draw_ahead ahead = DRAW_AHEAD_EMPTY;
	struct recent r;
	uint64_t hits = 0;

	recent_init(&r, KEYS, ROOM);
	for (unsigned i = 0; i < accesses; i++) {
		uint32_t key = draw_rank_ahead(&ahead, &zipf, &s, r.where);

		if (recent_has(&r, key)) {
			recent_touch(&r, key);
			hits++;
		} else {
			recent_put(&r, key);
		}
	}
	kept += hits;
	recent_release(&r);
}

/* As many places of an array as the cache has keys, each found at random. */
static void walk(unsigned accesses)
{
	struct stream s = {2};
	uint32_t *place = xcalloc(KEYS, sizeof *place);

	for (unsigned i = 0; i < accesses; i++)
		kept += place[stream_below(&s, KEYS)]++;
	free(place);
}

/* ---- whole labs, by their rows: fields in the order of `in` ---- */

static void put_field(char *params, const struct lab_in *in, double x)
{
	if (lab_is_double(in->kind))
		*(double *)(void *)(params + in->at) = x;
	else
		*(uint64_t *)(void *)(params + in->at) = (uint64_t)x;
}

/* workers, arrivals, service, cv, room, requests, fails, invisible, attempts */
static void queue(unsigned requests)
{
	const double values[] = {10, 800, 0.01, 1, 1e6, requests, 0, 30e9, 5};
	char *params = xcalloc(1, lab_queue.params);
	struct lab_plan plan = {.threads = 1};
	struct lab_result r;
	struct arena a;
	struct diag d;

	arena_init(&a);
	diag_init(&d, &a, NULL);
	for (unsigned i = 0; lab_queue.in[i].name; i++)
		put_field(params, &lab_queue.in[i], values[i]);
	kept += lab_run(&lab_queue, params, &plan, &r, &d);
	lab_result_release(&r);
	arena_release(&a);
	free(params);
}

int main(void)
{
	static const unsigned sizes[] = {10, 1000, 100000};
	double lru, plain, whole;

	for (unsigned i = 0; i < 3; i++) {
		double mine = best(radix, sizes[i]), other = best(heap, sizes[i]);

		printf("events, %6u pending: %5.1f M/s; a binary heap %5.1f M/s; ratio %.2f\n", sizes[i], HOLDS / mine / 1e6,
		       HOLDS / other / 1e6, other / mine);
	}
	draw_zipf_init(&zipf, KEYS, 0.8, NULL);
	lru = best(zipf_and_lru, ACCESSES);
	plain = best(walk, ACCESSES);
	printf("Zipf and LRU, 1 M keys, 100 k cached: 10 M accesses in %.2f s; an array at random %.2f s; ratio %.2f\n",
	       lru, plain, plain / lru);
	draw_alias_release(&zipf);
	whole = best(queue, 2000000);
	printf("a whole M/M/c: %.1f M events/s\n", 4 / whole);
	return kept == 1; /* never */
}
