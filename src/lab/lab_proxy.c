/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_proxy.c - paths to services, and a limit on the way: a bucket of tokens, a counter a second, one that slides. */
#include <stdlib.h>

#include "lab/lab.h"

enum { ROUTES_MOST = 32 };
/*
 * Tokens are counted in parts, so that a bucket is at a whole number when it should: a rate of a thousandth a
 * second is one part a ns, or so many of its pieces.
 */
#define TOKEN 1000000000000u
enum { PIECES = 1 << 30 };
__extension__ typedef unsigned __int128 many;

struct proxy {
	struct lab_texts routes, targets, paths;
	double rate, offered;
	uint64_t burst, time;
	int match, arrive, limiter;
};

enum { LONGEST, FIRST_FIT };
enum { RANDOM, EVEN };
enum { BUCKET, WINDOW, SLIDING };
static const char *const matches[] = {"longest", "first", NULL};
static const char *const arrives[] = {"random", "even", NULL};
static const char *const limiters[] = {"bucket", "window", "sliding", NULL};
enum { PASSED, REFUSED, FIRST_REFUSED, WORST_SECOND, UNMATCHED };

#define FIELD(name) offsetof(struct proxy, name)
static const struct lab_in in[] = {
	{"routes", LAB_TEXTS, FIELD(routes), NULL},
	{"targets", LAB_TEXTS, FIELD(targets), NULL},
	{"paths", LAB_TEXTS, FIELD(paths), NULL},
	{"match", LAB_CHOICE, FIELD(match), matches},
	{"rate", LAB_NUMBER, FIELD(rate), NULL},
	{"burst", LAB_COUNT, FIELD(burst), NULL},
	{"offered", LAB_RATE, FIELD(offered), NULL},
	{"time", LAB_TIME, FIELD(time), NULL},
	{"arrive", LAB_CHOICE, FIELD(arrive), arrives},
	{"limiter", LAB_CHOICE, FIELD(limiter), limiters},
	{0},
};

static const struct lab_out out[] = {
	[PASSED] = {"passed", LAB_MEAN, 0, 0},
	[REFUSED] = {"refused", LAB_MEAN, 0, 0},
	[FIRST_REFUSED] = {"first_refused", LAB_MEAN, 0, 0},
	[WORST_SECOND] = {"worst_second", LAB_MOST, 0, 0},
	[UNMATCHED] = {"unmatched", LAB_MEAN, 0, 0},
	{0},
};

static bool proxy_exact(const void *params)
{
	const struct proxy *p = params;

	return p->arrive == EVEN && p->paths.count == 1;
}

/* ---- where to ---- */

static bool proxy_begins(const char *path, const char *prefix)
{
	return strncmp(path, prefix, strlen(prefix)) == 0;
}

/* The route that a path takes, or the number of routes when there is none. */
static uint32_t route_of(const struct proxy *p, const char *path)
{
	uint32_t best = p->routes.count;

	for (uint32_t i = 0; i < p->routes.count; i++) {
		if (!proxy_begins(path, p->routes.v[i]))
			continue;
		if (p->match == FIRST_FIT)
			return i;
		if (best == p->routes.count || strlen(p->routes.v[i]) > strlen(p->routes.v[best]))
			best = i;
	}
	return best;
}

/* ---- how many ---- */

struct limiter {
	const struct proxy *p;
	uint64_t tokens, full, since; /* BUCKET: parts of tokens */
	uint64_t each, rest;          /* pieces of parts, a ns; those that make no part yet */
	uint64_t second, now, before; /* WINDOW, SLIDING: passed in this second and the one before */
};

static void limiter_init(struct limiter *l, const struct proxy *p)
{
	*l = (struct limiter){.p = p, .full = p->burst * TOKEN, .each = (uint64_t)(p->rate * 1000 * PIECES + 0.5)};
	l->tokens = l->full;
}

static bool takes_token(struct limiter *l, uint64_t now)
{
	many come = (many)(now - l->since) * l->each + l->rest, parts = come / PIECES;

	l->since = now;
	l->tokens = parts < l->full - l->tokens ? l->tokens + (uint64_t)parts : l->full;
	l->rest = l->tokens < l->full ? (uint64_t)(come % PIECES) : 0;
	if (l->tokens < TOKEN)
		return false;
	l->tokens -= TOKEN;
	return true;
}

static bool proxy_counts(struct limiter *l, uint64_t now)
{
	uint64_t second = (now - 1) / 1000000000; /* its end belongs to it */
	double left = 1 - (double)(now - second * 1000000000) / 1e9;

	if (second != l->second) {
		l->before = second == l->second + 1 ? l->now : 0;
		l->now = 0;
		l->second = second;
	}
	if ((l->p->limiter == SLIDING ? (double)l->before * left : 0) + (double)l->now + 1 > l->p->rate)
		return false;
	l->now++;
	return true;
}

static bool lets_through(struct limiter *l, uint64_t now)
{
	return l->p->limiter == BUCKET ? takes_token(l, now) : proxy_counts(l, now);
}

/* ---- the most in a second, wherever it begins ---- */

struct lately {
	uint64_t *at; /* when the last ones passed: a ring */
	uint64_t room, first, count, most;
};

static void lately_add(struct lately *l, uint64_t now)
{
	while (l->count && l->at[l->first] + 1000000000 <= now) {
		l->first = (l->first + 1) % l->room;
		l->count--;
	}
	if (l->count == l->room) {
		uint64_t *more = xmalloc(2 * l->room * sizeof *more);

		for (uint64_t i = 0; i < l->count; i++)
			more[i] = l->at[(l->first + i) % l->room];
		free(l->at);
		*l = (struct lately){more, 2 * l->room, 0, l->count, l->most};
	}
	l->at[(l->first + l->count++) % l->room] = now;
	l->most = l->count > l->most ? l->count : l->most;
}

/* The k-th of evenly spaced requests, from 1. */
static uint64_t even_at(const struct proxy *p, uint64_t k)
{
	double at = (double)k * 1e9 / p->offered;

	return at < 1.8e19 ? (uint64_t)(at + 1e-6) : LAB_NEVER;
}

static const char *proxy_said(const struct proxy *p, uint32_t route, bool passes)
{
	return !passes ? "429, too many" : route == p->routes.count ? "404, no route" : "to ";
}

static void proxy_run(const void *params, struct lab_run *r)
{
	const struct proxy *p = params;
	struct stream arrivals = lab_stream(r, ARRIVALS), choice = lab_stream(r, CHOICE);
	struct lately lately = {.at = xmalloc(64 * sizeof(uint64_t)), .room = 64};
	uint64_t offered = 0, passed = 0, unmatched = 0, now = 0, first = LAB_NEVER;
	struct limiter l;

	limiter_init(&l, p);
	while (lab_tick(r)) {
		uint32_t path = stream_below(&choice, p->paths.count), route;
		bool passes;

		now = p->arrive == EVEN ? even_at(p, offered + 1)
		                        : lab_after(now + 1, draw_exponential_ns(&arrivals, 1 / p->offered));
		if (now > p->time)
			break;
		offered++;
		route = route_of(p, p->paths.v[path]);
		passes = lets_through(&l, now);
		if (r->trace)
			lab_line(r, now, p->paths.v[path], "%s%s", proxy_said(p, route, passes),
			         passes && route < p->targets.count ? p->targets.v[route] : "");
		if (!passes && first == LAB_NEVER)
			first = now;
		if (!passes)
			continue;
		passed++;
		lately_add(&lately, now);
		unmatched += route == p->routes.count;
		if (route < LAB_POINTS)
			r->series[0][route]++;
	}
	free(lately.at);
	lab_put(r, PASSED, (double)passed);
	if (offered)
		lab_put_share(r, REFUSED, offered - passed, offered);
	if (first < LAB_NEVER)
		lab_put(r, FIRST_REFUSED, (double)first / 1e9);
	lab_put(r, WORST_SECOND, (double)lately.most);
	if (passed)
		lab_put(r, UNMATCHED, (double)unmatched / (double)passed);
}

static bool proxy_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct proxy *p = params;

	if (p->routes.count != p->targets.count)
		return lab_refuse(c, "targets routes", d, DIAG_ARGUMENT, "lab proxy: %u routes and %u targets", p->routes.count,
		                  p->targets.count);
	if (p->routes.count > ROUTES_MOST || p->paths.count > 1000)
		return lab_refuse(c, p->paths.count > 1000 ? "paths" : "routes", d, DIAG_LIMIT,
		                  "lab proxy: at most %d routes, and 1000 paths", ROUTES_MOST);
	for (uint32_t i = 0; i < p->routes.count; i++)
		if (p->routes.v[i][0] != '/')
			return lab_refuse(c, "routes", d, DIAG_ARGUMENT, "lab proxy: the route '%s' does not begin with /",
			                  p->routes.v[i]);
	for (uint32_t i = 0; i < p->paths.count; i++)
		if (p->paths.v[i][0] != '/')
			return lab_refuse(c, "paths", d, DIAG_ARGUMENT, "lab proxy: the path '%s' does not begin with /",
			                  p->paths.v[i]);
	*c = (struct lab_cost){.param = "time", .steps = LAB_RUNS * p->offered * (double)p->time / 1e9 * 2};
	c->bytes = 32 * ((double)p->burst < p->offered * 2 ? (double)p->burst + p->rate * 2 : p->offered * 2);
	return true;
}

static void proxy_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct proxy *p = params;
	double all = 0;

	for (uint32_t i = 0; i <= p->routes.count; i++)
		all += r->series[0][i];
	f->title = S("Requests that pass, by where they go");
	for (uint32_t i = 0; i <= p->routes.count && all > 0; i++) {
		double share = r->series[0][i] / all;

		if (i < p->routes.count || share > 0)
			figure_bar(f,
			           i < p->routes.count ? arena_printf(f->a, "%s to %s", p->routes.v[i], p->targets.v[i])
			                               : S("no route: 404"),
			           share, arena_printf(f->a, "%.*s %%", STR(figure_number(f->a, 100 * share, 3))));
	}
}

static void proxy_told(const void *params, struct buf *text)
{
	const struct proxy *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s%s", LAB_RUNS, figure_time(&a, (double)p->time).p,
	           p->limiter == BUCKET ? ", each from a full bucket" : "");
	arena_release(&a);
}

const struct lab lab_proxy = {"proxy",   sizeof(struct proxy), in,         out, proxy_exact, proxy_cost,
                              proxy_run, proxy_figure,         proxy_told, NULL};
