/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe.c - the two loops. Adding a constant is not a chain: recent cores fold it when they rename registers. */
#include "bench/probe.h"

#include <stdint.h>

#include "bench/clock.h"

#define PROBE_TIME 20e-6
enum { LEAST_ROUNDS = 16 };

#if defined(__x86_64__)

/* Eight multiplications of three cycles (Intel since Nehalem, AMD since Zen). */
enum { CHAIN_CYCLES = 24, WIDTH_ADDS = 20 };

static void chain(uint64_t rounds)
{
	uint64_t x = rounds | 1;

	for (; rounds; rounds--)
		__asm__ volatile("imul %0, %0\n\timul %0, %0\n\timul %0, %0\n\timul %0, %0\n\t"
		                 "imul %0, %0\n\timul %0, %0\n\timul %0, %0\n\timul %0, %0"
		                 : "+r"(x));
}

static void width(uint64_t rounds)
{
	uint64_t a = rounds, b = a, c = a, d = a, e = a, k = 3;

	for (; rounds; rounds--)
		__asm__ volatile("add %5, %0\n\tadd %5, %1\n\tadd %5, %2\n\tadd %5, %3\n\tadd %5, %4\n\t"
		                 "add %5, %0\n\tadd %5, %1\n\tadd %5, %2\n\tadd %5, %3\n\tadd %5, %4\n\t"
		                 "add %5, %0\n\tadd %5, %1\n\tadd %5, %2\n\tadd %5, %3\n\tadd %5, %4\n\t"
		                 "add %5, %0\n\tadd %5, %1\n\tadd %5, %2\n\tadd %5, %3\n\tadd %5, %4"
		                 : "+r"(a), "+r"(b), "+r"(c), "+r"(d), "+r"(e)
		                 : "r"(k));
}

#else

/* Portable: xorshift, six dependent operations; five of them side by side. */
enum { CHAIN_CYCLES = 24, WIDTH_ADDS = 30 };

#define STEP(x) ((x) ^= (x) << 13, (x) ^= (x) >> 7, (x) ^= (x) << 17)
#define KEEP(x) __asm__ volatile("" : "+r"(x))

static void chain(uint64_t rounds)
{
	uint64_t x = rounds | 1;

	for (; rounds; rounds--) {
		STEP(x), STEP(x), STEP(x), STEP(x);
		KEEP(x);
	}
}

static void width(uint64_t rounds)
{
	uint64_t a = rounds | 1, b = a + 2, c = a + 4, d = a + 6, e = a + 8;

	for (; rounds; rounds--) {
		STEP(a), STEP(b), STEP(c), STEP(d), STEP(e);
		KEEP(a), KEEP(b), KEEP(c), KEEP(d), KEEP(e);
	}
}

#endif

/* Rounds a second; `*rounds` is grown until they take PROBE_TIME. */
static double probe_rate(void (*loop)(uint64_t rounds), uint64_t *rounds)
{
	for (;;) {
		double began = clock_now(), took;

		loop(*rounds);
		took = clock_now() - began;
		if (took >= PROBE_TIME / 2)
			return (double)*rounds / took;
		*rounds *= 2;
	}
}

struct probe probe_take(void)
{
	static uint64_t chain_rounds = LEAST_ROUNDS, width_rounds = LEAST_ROUNDS;
	struct probe p;

	p.chain = probe_rate(chain, &chain_rounds) * CHAIN_CYCLES;
	p.width = probe_rate(width, &width_rounds) * WIDTH_ADDS;
	return p;
}

struct probe probe_better(struct probe a, struct probe b)
{
	if (b.chain > a.chain)
		a.chain = b.chain;
	if (b.width > a.width)
		a.width = b.width;
	return a;
}

int probe_plausible(double hz)
{
	return hz >= 0.4e9 && hz <= 7e9;
}
