/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verdict.c - limits by class, and what makes a result one step worse. */
#include "bench/verdict.h"

#include "bench/stats.h"

/* Beyond this to what earlier runs found, one of the two is wrong; a quick run has little to set against them. */
#define APART_FROM_EARLIER 1.15
#define APART_QUICK 1.10
/* Passes nearer than this share slow phases, which were seen to last 2 to 20 seconds. */
#define APART 9.0

static const double limits[][3] = {
	[CLASS_CORE] = {0.05, 0.10, 0.25},
	[CLASS_PAIR] = {0.15, 0.25, 0.50},
	[CLASS_DEVICE] = {0.15, 0.30, 0.60},
};

const char *class_name(enum op_class c)
{
	static const char *const names[] = {"core", "pair", "device"};

	return names[c];
}

static double verdict_percent(double share)
{
	return share * 100;
}

/* Steps worse for what was seen from outside, each said. */
static unsigned steps_of_evidence(const struct evidence *e, struct buf *why)
{
	unsigned steps = 0;

	if (e->class == CLASS_CORE && e->cpu_wall < 0.97) {
		buf_clause(why, "another process had the CPU for %.0f %% of the time", verdict_percent(1 - e->cpu_wall));
		steps++;
	} else if (e->class != CLASS_CORE && e->others > 0.10) {
		buf_clause(why, "other processes had these CPUs for %.0f %% of the time", verdict_percent(e->others));
		steps++;
	}
	if (e->class == CLASS_CORE && e->switched > 1 / 3.0) { /* threads that wake each other are switched in any case */
		if (!steps)                                        /* else it is said already */
			buf_clause(why, "interrupted by other processes in %.0f %% of the samples", verdict_percent(e->switched));
		steps++;
	}
	if (e->steal > 0.01) {
		buf_clause(why, "the host kept %.0f %% of the CPU time (steal)", verdict_percent(e->steal));
		steps++;
	}
	if (e->contended > 0.5) {
		buf_clause(why, "a neighbour shared the core in %.0f %% of the samples", verdict_percent(e->contended));
		steps++;
	}
	if (e->ghz_moved > 0.10) {
		buf_clause(why, "the clock rate moved by %.0f %%", verdict_percent(e->ghz_moved));
		steps++;
	}
	if (e->throttled) {
		buf_clause(why, "the cgroup's CPU quota ran out");
		steps++;
	}
	return steps;
}

/* A pair that spins with one end off its CPU measures the scheduler: thousands of times too slow. */
static bool spun_alone(const struct evidence *e, struct buf *why)
{
	if (!e->spins || e->cpu_wall >= 0.97)
		return false;
	buf_clause(why, "two CPUs must be idle for this, and one was busy for %.0f %% of the time",
	           verdict_percent(1 - e->cpu_wall));
	return true;
}

/* Most of the passes were on a CPU that somebody else had most of the time: a median of such is not worth much. */
static enum verdict at_least_for_load(const struct evidence *e)
{
	if (e->class == CLASS_CORE && e->cpu_wall < 0.5)
		return VERDICT_POOR;
	if (e->class != CLASS_CORE && e->others > 0.25)
		return VERDICT_NOISY;
	return VERDICT_GOOD;
}

/* One pass cannot see that it was a slow one, and two that follow each other may both have been. */
static bool quick(const struct evidence *e)
{
	return e->passes <= 2;
}

/* Others can only slow a core down; what threads or a disk take may be off to both sides, and so may a few passes. */
static bool unlike_earlier(const struct evidence *e, struct buf *why)
{
	double most = quick(e) ? APART_QUICK : APART_FROM_EARLIER;
	bool may_be_faster = e->class == CLASS_CORE && !quick(e);

	if (e->ratio <= 0 || (e->ratio <= most && (may_be_faster || e->ratio >= 1 / most)))
		return false;
	buf_clause(why, "%.2f times what it took on %.*s: one of the two is wrong", e->ratio, STR(e->earlier));
	return true;
}

/* What a result that has not all its passes can be: a quick one needs a full run that says the same. */
static enum verdict at_best(const struct evidence *e)
{
	return e->passes == 1 || (quick(e) && e->ratio <= 0) ? VERDICT_POOR : VERDICT_FAIR;
}

static void say_passes(const struct evidence *e, struct buf *why)
{
	bool alone = e->passes == 2 && e->ratio <= 0;

	buf_clause(why, "%u pass%s only%s", e->passes, e->passes == 1 ? "" : "es",
	           alone ? ", and no full run to hold them against" : "");
}

/* From the spread, and what was seen meanwhile. */
static enum verdict within_the_run(const struct evidence *e, struct buf *why)
{
	const double *limit = limits[e->class];
	enum verdict least = at_least_for_load(e);
	unsigned v = VERDICT_GOOD;

	while (v < VERDICT_NOISY && e->spread > limit[v])
		v++;
	v += steps_of_evidence(e, why);
	if (v > VERDICT_NOISY || spun_alone(e, why))
		v = VERDICT_NOISY;
	if (v < least)
		v = least;
	if (v >= VERDICT_POOR && !why->len)
		buf_clause(why, "the passes differ by %.0f %%", verdict_percent(e->spread));
	return (enum verdict)v;
}

bool verdict_steady(const struct evidence *e)
{
	struct buf unsaid = {0};
	enum verdict v = within_the_run(e, &unsaid);

	buf_release(&unsaid);
	return e->passes > 1 && v <= VERDICT_FAIR;
}

enum verdict verdict_of(const struct evidence *e, struct buf *why)
{
	enum verdict v = within_the_run(e, why);

	if (unlike_earlier(e, why) && v < VERDICT_POOR)
		v = VERDICT_POOR;
	if (e->shared && v < VERDICT_POOR) {
		buf_clause(why, "%s", e->shared);
		v = VERDICT_POOR;
	}
	if (e->passes < STATS_FULL && v < at_best(e)) {
		say_passes(e, why);
		v = at_best(e);
	} else if (e->passes >= STATS_FULL && e->gap < APART && v < VERDICT_FAIR) {
		buf_clause(why, "the passes were only %.1f s apart", e->gap);
		v = VERDICT_FAIR;
	}
	return v;
}
