/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_uncertain.c - samples a second of a model with ten ranges, beside a loop written by hand for it; errors over 50
 * seeds.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "sampling/dist.h"
#include "sampling/sobol.h"
#include "sampling/spread.h"
#include "session/session.h"

enum { SAMPLES = 1 << 20, INPUTS = 10, REPEATS = 7, SEEDS = 50 };

static const double ends[INPUTS][2] = {{80e6, 120e6}, {20, 60},   {2, 4}, {500, 2000}, {100, 300},
                                       {0.01, 0.05},  {1e3, 1e4}, {2, 4}, {300, 1000}, {0.02, 0.05}};
static const char sheet_text[] = "dau = 80M..120M; reqs = 20..60; peak = 2..4; rps = 500..2000; dollars = 100..300; "
								 "wfrac = 0.01..0.05; obj = 1000..10000; "
								 "repl = 2..4; days = 300..1000; gb = 0.02..0.05; "
								 "cost = dau*reqs/86400*peak/rps*dollars + dau*reqs*wfrac*obj*repl*days/1e9*gb";

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- by hand ---- */

static void draw(const struct kernel *k, const struct sobol *s, uint64_t block, const double end[2], double *out)
{
	double a = log(end[0]), b = log(end[1]);

	k->uniform(out, s->within, sobol_block(s, block), SAMPLE_BLOCK);
	k->normal(out, out, SAMPLE_BLOCK);
	k->exp(out, out, (a + b) / 2, (b - a) / 2 / NORMAL_P95, SAMPLE_BLOCK);
}

static void by_hand(const struct kernel *k, const struct sobol *s, double *column)
{
	static double x[INPUTS][SAMPLE_BLOCK];

	for (uint64_t block = 0; block < SAMPLES / SAMPLE_BLOCK; block++) {
		double *z = column + block * SAMPLE_BLOCK;
		for (int i = 0; i < INPUTS; i++)
			draw(k, &s[i], block, ends[i], x[i]);
		for (int j = 0; j < SAMPLE_BLOCK; j++) {
			double day = x[0][j] * x[1][j];
			z[j] = day / 86400 * x[2][j] / x[3][j] * x[4][j] +
			       day * x[5][j] * x[6][j] * x[7][j] * x[8][j] / 1e9 * x[9][j];
		}
	}
}

static double time_by_hand(double *column, bool percentiles)
{
	static struct sobol s[INPUTS];
	const struct kernel *k = kernel_best();
	struct spread spread;
	double best = INFINITY;

	for (uint32_t i = 0; i < INPUTS; i++)
		sobol_init(&s[i], i, i);
	for (int r = 0; r < REPEATS; r++) {
		double start = now();
		by_hand(k, s, column);
		if (percentiles)
			spread_of(column, SAMPLES, 1, &spread);
		best = fmin(best, now() - start);
	}
	return best;
}

/* ---- bote ---- */

static struct value answer(struct session *s, struct outcome *o, const char *text)
{
	outcome_reset(o);
	if (!session_text(s, SESSION_STREAM, str_from_c(text), o) || !o->answer_count) {
		fprintf(stderr, "bench: '%s' failed\n", text);
		exit(1);
	}
	return o->answers[0].value;
}

static double time_bote(struct session *s, struct outcome *o, unsigned threads)
{
	double best = INFINITY;

	session_settings(s)->threads = threads;
	session_settings(s)->samples = SAMPLES;
	session_apply_settings(s);
	for (int r = 0; r < REPEATS; r++) {
		double start = now();
		answer(s, o, "cost * 1");
		best = fmin(best, now() - start);
	}
	return best;
}

/* Root mean square of the relative errors of P5, P50, P95 at 65,536 samples, from what a million say on average. */
static void errors(struct session *s, struct outcome *o, double rms[3])
{
	double truth[3] = {0}, sum[3] = {0};

	for (int pass = 0; pass < 2; pass++) {
		unsigned seeds = pass ? SEEDS : 8;
		session_settings(s)->samples = pass ? 65536 : SAMPLES;
		for (unsigned seed = 1; seed <= seeds; seed++) {
			session_settings(s)->seed = seed + (pass ? 0 : 1000);
			session_apply_settings(s);
			struct value v = answer(s, o, "cost * 1");
			double p[3] = {v.spread->p5, v.spread->p50, v.spread->p95};
			for (int i = 0; i < 3; i++) {
				if (!pass)
					truth[i] += p[i] / seeds;
				else
					sum[i] += (p[i] / truth[i] - 1) * (p[i] / truth[i] - 1) / seeds;
			}
		}
	}
	for (int i = 0; i < 3; i++)
		rms[i] = 100 * sqrt(sum[i]);
}

int main(void)
{
	struct session *s = session_new((struct str){0});
	struct rusage usage;
	struct outcome o;
	double rms[3];

	outcome_init(&o);
	if (!session_text(s, SESSION_STREAM, str_from_c(sheet_text), &o))
		return 1;
	double one = time_bote(s, &o, 1), two = time_bote(s, &o, 2);
	getrusage(RUSAGE_SELF, &usage); /* before the loop by hand adds its column */
	double *column = malloc(SAMPLES * sizeof *column);
	double hand = column ? time_by_hand(column, true) : INFINITY,
		   loop = column ? time_by_hand(column, false) : INFINITY;
	errors(s, &o, rms);
	printf("instruction set        %s\n", kernel_best()->name);
	printf("one thread             %.1f M samples/s\n", SAMPLES / one / 1e6);
	printf("two threads            %.1f M samples/s, %.2f times one\n", SAMPLES / two / 1e6, one / two);
	printf("loop by hand           %.1f M samples/s; bote does %.2f of it\n", SAMPLES / hand / 1e6, hand / one);
	printf("  its loop alone       %.1f M samples/s; percentiles, moments, histogram take %.0f %% of the time\n",
	       SAMPLES / loop / 1e6, 100 * (1 - loop / hand));
	printf("memory at 1 M samples  %.1f MB\n", (double)usage.ru_maxrss / 1024);
	printf("RMS error, 50 seeds    P5 %.2f %%, P50 %.2f %%, P95 %.2f %%\n", rms[0], rms[1], rms[2]);
	free(column);
	outcome_release(&o);
	session_free(s);
	return 0;
}
