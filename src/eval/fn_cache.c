/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fn_cache.c - an LRU cache under Zipf popularity: its hit ratio, and how long an object stays. */
#include "base/interrupt.h"
#include "eval/fn.h"

/*
 * Che's approximation (Che, Tung and Wang 2002): object i is asked for with probability p(i) = i^-alpha / Z and is in
 * the cache if it was asked for within the last t requests, t being such that the objects expected there are as many as
 * the cache holds.
 *
 * Sums over millions of objects: the first HEAD one by one, the rest as an integral from HEAD + 1/2 to the last + 1/2,
 * which is right to alpha / (24 HEAD^2), some 1e-8. Along u = ln x the integrand is smooth, so a few Gauss-Legendre
 * panels give it to the last digits. Either way a sum is one over weighted points, laid out once.
 */
#define HEAD 1000
#define GAUSS 16
#define ALPHA_MAX 10
#define OBJECTS_MAX 1e15
#define PANELS_MAX 110 /* panels() for the two above */

/* Abscissas and weights, the positive half: Abramowitz and Stegun, table 25.4. */
static const double gauss_x[GAUSS / 2] = {
	0.0950125098376374402, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
	0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326,
};
static const double gauss_weight[GAUSS / 2] = {
	0.1894506104550684963, 0.1826034150449235889, 0.1691565193950025382, 0.1495959888165767321,
	0.1246289712555338720, 0.0951585116824927848, 0.0622535239386478929, 0.0271524594117540949,
};

struct point {
	double objects; /* how many it stands for */
	double chance;  /* p of each of them */
};

struct zipf {
	unsigned count;
	struct point point[HEAD + PANELS_MAX * GAUSS];
};

/* An object or place at x = e^u. */
static void zipf_add(struct zipf *z, double u, double objects, double alpha)
{
	z->point[z->count++] = (struct point){objects, exp(-alpha * u)};
}

/* The larger alpha, the faster the integrand changes. */
static unsigned panels(double length, double alpha)
{
	return (unsigned)ceil(length * (1 + alpha) / 3);
}

static void zipf_add_tail(struct zipf *z, double first, double last, double alpha)
{
	double from = log(first - 0.5), length = log(last + 0.5) - from;
	unsigned n = panels(length, alpha);
	double half = length / n / 2;

	for (unsigned panel = 0; panel < n; panel++) {
		double middle = from + (2 * panel + 1) * half;

		for (unsigned i = 0; i < GAUSS; i++) {
			double u = middle + (i % 2 ? -half : half) * gauss_x[i / 2];

			zipf_add(z, u, half * gauss_weight[i / 2] * exp(u), alpha);
		}
	}
}

static void cache_zipf_init(struct zipf *z, double objects, double alpha)
{
	double total = 0;

	z->count = 0;
	for (double x = 1; x <= objects && x <= HEAD; x++)
		zipf_add(z, log(x), 1, alpha);
	if (objects > HEAD)
		zipf_add_tail(z, HEAD + 1, objects, alpha);
	for (unsigned i = 0; i < z->count; i++)
		total += z->point[i].objects * z->point[i].chance;
	for (unsigned i = 0; i < z->count; i++)
		z->point[i].chance /= total;
}

/* Objects expected to have been asked for within t requests; *slope is the derivative by ln t. */
static double zipf_seen(const struct zipf *z, double t, double *slope)
{
	double seen = 0;

	builtin_steps += z->count;
	*slope = 0;
	for (unsigned i = 0; i < z->count; i++) {
		double asked = z->point[i].chance * t, missing = expm1(-asked);

		seen -= z->point[i].objects * missing;
		*slope += z->point[i].objects * asked * (1 + missing);
	}
	return seen;
}

static double zipf_hits(const struct zipf *z, double t)
{
	double hits = 0;

	for (unsigned i = 0; i < z->count; i++)
		hits -= z->point[i].objects * z->point[i].chance * expm1(-z->point[i].chance * t);
	return hits;
}

/*
 * ln of the t in which `wanted` objects are seen: Newton's steps on ln seen against ln t, which are close to a straight
 * line at first; bisection where a step leaves the bracket. No fewer than `wanted` requests see as many objects.
 */
static double zipf_time(const struct zipf *z, double wanted)
{
	double low = log(wanted), high = 700, at = low; /* e^700 requests see all there is */

	for (int i = 0; i < 200 && high - low > 1e-13 * fabs(high) && !interrupt_came; i++) {
		double slope, seen = zipf_seen(z, exp(at), &slope);

		if (number_same(seen, wanted))
			break;
		if (seen < wanted)
			low = at;
		else
			high = at;
		at -= log(seen / wanted) * seen / slope;
		if (!(at > low && at < high))
			at = low + (high - low) / 2;
	}
	return at;
}

double fn_lru_time(double objects, double cached, double alpha)
{
	struct zipf z;
	double time;

	if (!fn_whole(&objects, 1, OBJECTS_MAX) || cached < 0 || cached >= objects || alpha < 0 || alpha > ALPHA_MAX)
		return fn_domain();
	if (cached == 0)
		return 0;
	cache_zipf_init(&z, objects, alpha);
	time = zipf_time(&z, cached);
	return interrupt_came ? poison_make(POISON_INTERRUPT, 0) : exp(time);
}

/* Whether what a cache hits has to be worked out; else it is *hits. */
static bool begin_hits(struct zipf *z, double objects, double cached, double alpha, double *hits)
{
	bool fine = fn_whole(&objects, 1, OBJECTS_MAX) && cached >= 0 && alpha >= 0 && alpha <= ALPHA_MAX;

	*hits = !fine ? fn_domain() : cached > 0;
	if (!fine || cached == 0 || cached >= objects)
		return false;
	cache_zipf_init(z, objects, alpha);
	return true;
}

double fn_lru_hit(double objects, double cached, double alpha)
{
	struct zipf z;
	double time, hits;

	if (!begin_hits(&z, objects, cached, alpha, &hits))
		return hits;
	time = zipf_time(&z, cached);
	if (interrupt_came)
		return poison_make(POISON_INTERRUPT, 0);
	return fmin(zipf_hits(&z, exp(time)), 1);
}

/*
 * Objects expected under the FIFO or random rule, in which object i is in with p t / (1 + p t); and the requests that
 * they answer.
 */
static double fifo_sum(const struct zipf *z, double t, bool hits)
{
	double sum = 0;

	builtin_steps += z->count;
	for (unsigned i = 0; i < z->count; i++) {
		double asked = z->point[i].chance * t;

		sum += z->point[i].objects * asked / (1 + asked) * (hits ? z->point[i].chance : 1);
	}
	return sum;
}

/*
 * The t in which as many objects are expected as the cache holds (Martina, Garetto and Leonardi 2014), by halving on
 * its logarithm.
 */
double fn_fifo_hit(double objects, double cached, double alpha)
{
	struct zipf z;
	double low = -50, high = 700, hits;

	if (!begin_hits(&z, objects, cached, alpha, &hits))
		return hits;
	for (int i = 0; i < 80 && !interrupt_came; i++) {
		double at = (low + high) / 2;

		if (fifo_sum(&z, exp(at), false) < cached)
			low = at;
		else
			high = at;
	}
	return interrupt_came ? poison_make(POISON_INTERRUPT, 0) : fmin(fifo_sum(&z, exp(low), true), 1);
}

/* A time-to-live runs from the fill: of r requests in it the first is a miss. */
double fn_ttl_hit(double objects, double requests, double alpha)
{
	struct zipf z;

	if (!fn_whole(&objects, 1, OBJECTS_MAX) || requests < 0 || alpha < 0 || alpha > ALPHA_MAX)
		return fn_domain();
	cache_zipf_init(&z, objects, alpha);
	return fifo_sum(&z, requests, true);
}

/* By two sums: of the first k weights, and of all. */
double fn_zipf_top(double objects, double k, double alpha)
{
	struct zipf z, top;
	double all = 0, first = 0;

	if (!fn_whole(&objects, 1, OBJECTS_MAX) || k < 0 || alpha < 0 || alpha > ALPHA_MAX)
		return fn_domain();
	k = floor(fmin(k, objects));
	if (k == 0)
		return 0;
	cache_zipf_init(&z, objects, alpha);
	cache_zipf_init(&top, k, alpha);
	all = 1 / z.point[0].chance;
	first = 1 / top.point[0].chance; /* the first weight is 1: its share is 1 over the sum */
	return fmin(first / all, 1);
}
