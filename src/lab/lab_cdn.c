/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_cdn.c - edges keep copies, each its own: what reaches the origin, and how far away is the answer? */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/recent.h"

struct cdn {
	uint64_t edges, objects, room, ttl, requests, rtt_edge, rtt_origin, round_trips;
	double alpha, arrivals, size;
	struct lab_list shares;
	bool shield, collapse;
};

enum { HIT, LATENCY, LATENCY_P99, ORIGIN, EGRESS };
enum { ANSWERS };
enum { TRIPS_MOST = 1000 };

#define FIELD(name) offsetof(struct cdn, name)
static const struct lab_in in[] = {
	{"edges", LAB_COUNT, FIELD(edges), NULL},
	{"objects", LAB_COUNT, FIELD(objects), NULL},
	{"alpha", LAB_NUMBER, FIELD(alpha), NULL},
	{"arrivals", LAB_RATE, FIELD(arrivals), NULL},
	{"ttl", LAB_TIME, FIELD(ttl), NULL},
	{"room", LAB_COUNT, FIELD(room), NULL},
	{"rtt_edge", LAB_TIME, FIELD(rtt_edge), NULL},
	{"rtt_origin", LAB_TIME, FIELD(rtt_origin), NULL},
	{"round_trips", LAB_COUNT, FIELD(round_trips), NULL},
	{"size", LAB_NUMBER, FIELD(size), NULL},
	{"shield", LAB_YES, FIELD(shield), NULL},
	{"requests", LAB_COUNT, FIELD(requests), NULL},
	{"collapse", LAB_YES, FIELD(collapse), NULL},
	{"shares", LAB_LIST, FIELD(shares), NULL},
	{0},
};

static const struct lab_out out[] = {
	[HIT] = {"hit", LAB_MEAN, 0, 0},
	[LATENCY] = {"latency", LAB_MEAN, 0, 0},
	[LATENCY_P99] = {"latency_p99", LAB_QUANTILE, 0.99, ANSWERS},
	[ORIGIN] = {"origin", LAB_MEAN, 0, 0},
	[EGRESS] = {"egress", LAB_MEAN, 0, 0},
	{0},
};

/* What one cache knows of each object: until when its copy is good, and from when on, while it is being fetched. */
struct copies {
	uint64_t *until, *since;
	struct recent recent; /* where there is room for some of them only */
};

static bool cdn_has_room(const struct cdn *p)
{
	return p->room >= p->objects;
}

static void copies_init(struct copies *c, const struct cdn *p)
{
	*c = (struct copies){.until = xcalloc(p->objects, sizeof *c->until),
	                     .since = xcalloc(p->objects, sizeof *c->since)};
	if (!cdn_has_room(p))
		recent_init(&c->recent, (uint32_t)p->objects, (uint32_t)p->room);
}

static void copies_release(struct copies *c)
{
	free(c->until);
	free(c->since);
	recent_release(&c->recent);
}

enum answer { HERE, FETCHED, WAITED };

/*
 * Is there a copy that is good? If not, one is fetched; its time-to-live runs from now, and it is there after `takes`.
 * Until then others wait for it, or without collapsing fetch it too.
 */
static enum answer cdn_asks(struct copies *c, const struct cdn *p, uint32_t key, uint64_t now, uint64_t takes)
{
	bool here = cdn_has_room(p) || recent_has(&c->recent, key), good = here && now < c->until[key];

	if (!cdn_has_room(p)) {
		if (here)
			recent_touch(&c->recent, key);
		else
			recent_put(&c->recent, key);
	}
	if (good)
		return now >= c->since[key] ? HERE : p->collapse ? WAITED : FETCHED;
	c->since[key] = lab_after(now, takes);
	c->until[key] = lab_after(now, p->ttl);
	return FETCHED;
}

/* Where all fits: each copy is there with its chance, and its age is uniform. */
static void cdn_start(struct copies *c, const struct cdn *p, const struct draw_alias *zipf, double rate,
                      struct stream *s, struct lab_run *r)
{
	double ttl = (double)p->ttl / 1e9;

	for (uint32_t key = 0; key < p->objects && cdn_has_room(p) && lab_tick(r); key++) {
		double asked = zipf->share[key] * rate * ttl;

		if (!stream_chance(s, asked / (1 + asked)))
			continue;
		c->until[key] = (uint64_t)(stream_unit(s) * (double)p->ttl);
		if (c->until[key] + p->rtt_origin > p->ttl) /* it is still on its way */
			c->since[key] = c->until[key] + p->rtt_origin - p->ttl;
	}
}

static double cdn_share_of(const struct cdn *p, uint64_t edge)
{
	double sum = 0;

	for (uint32_t i = 0; i < p->shares.count; i++)
		sum += p->shares.v[i];
	return p->shares.count > 1 ? p->shares.v[edge] / sum : 1 / (double)p->edges;
}

/* How much longer than an answer of the edge a request takes. */
static uint64_t more_time(const struct cdn *p, const struct copies *c, uint32_t key, enum answer got, uint64_t now)
{
	return got == HERE ? 0 : got == WAITED ? c->since[key] - now : p->rtt_origin;
}

static void cdn_run(const void *params, struct lab_run *r)
{
	const struct cdn *p = params;
	struct stream choice = lab_stream(r, CHOICE), arrivals = lab_stream(r, ARRIVALS), where = lab_stream(r, CLIENT),
				  begin = lab_stream(r, START);
	uint64_t part = lab_part(r, p->requests), warm = cdn_has_room(p) ? 0 : part / 3, now = 0, hits = 0, origin = 0,
			 from = 0;
	struct copies *edge = xcalloc(p->edges, sizeof *edge), middle;
	uint64_t near = p->rtt_edge * p->round_trips;
	struct draw_alias zipf, user = {0};
	struct draw_ahead ahead = DRAW_AHEAD_EMPTY;
	double waits = 0;

	if (p->shares.count > 1)
		draw_alias_init(&user, p->shares.v, p->shares.count, r->stop);
	lab_zipf(r, &zipf, p->objects, p->alpha);
	for (uint64_t i = 0; i < p->edges && !r->stopped; i++) {
		copies_init(&edge[i], p);
		cdn_start(&edge[i], p, &zipf, p->arrivals * cdn_share_of(p, i), &begin, r);
	}
	copies_init(&middle, p);
	for (uint64_t i = 0; i < part + warm && !r->stopped && lab_tick(r); i++) {
		uint32_t key = draw_rank_ahead(&ahead, &zipf, &choice, NULL),
				 at = p->shares.count > 1 ? draw_rank(&user, &where) : stream_below(&where, (uint32_t)p->edges);
		enum answer got;
		uint64_t more;
		bool hit, far;

		now = lab_after(now, draw_exponential_ns(&arrivals, 1 / p->arrivals));
		got = cdn_asks(&edge[at], p, key, now, p->rtt_origin);
		hit = got != FETCHED;
		far = !hit && !(p->shield && cdn_asks(&middle, p, key, now, p->rtt_origin) != FETCHED);
		more = more_time(p, &edge[at], key, got, now);
		if (i == warm)
			from = now;
		if (i < warm)
			continue;
		hits += hit;
		origin += far;
		waits += (double)more;
		lab_time(r, ANSWERS, near + more);
		if (r->trace)
			lab_line(r, now, "", "object %u at edge %u: %s", key + 1, at + 1,
			         got == HERE     ? "there"
			         : got == WAITED ? "on its way: waits for it"
			         : far           ? "fetched from the origin"
			                         : "fetched from the shield");
	}
	double seconds = (double)(now - from) / 1e9;
	lab_clock(r, now);
	lab_put_share(r, HIT, hits, part);
	lab_put(r, LATENCY, ((double)near + waits / (double)part) / 1e9);
	lab_put(r, ORIGIN, (double)origin / seconds);
	lab_put(r, EGRESS, (double)origin / seconds * p->size);
	for (uint64_t i = 0; i < p->edges; i++)
		copies_release(&edge[i]);
	copies_release(&middle);
	free(edge);
	draw_alias_release(&user);
	draw_alias_release(&zipf);
}

static bool cdn_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct cdn *p = params;

	if (p->objects > UINT32_MAX / 2)
		return lab_refuse(c, "objects", d, DIAG_LIMIT, "lab cdn: at most 2 billion objects");
	if (p->round_trips > TRIPS_MOST)
		return lab_refuse(c, "round_trips", d, DIAG_LIMIT, "lab cdn: at most %d round trips", TRIPS_MOST);
	if (p->shares.count > 1 && p->shares.count != p->edges)
		return lab_refuse(c, "shares edges", d, DIAG_ARGUMENT, "lab cdn: %u shares for %llu edges; one is for all",
		                  p->shares.count, (unsigned long long)p->edges);
	*c = (struct lab_cost){.steps = (double)p->requests * 2 + (double)p->objects * ((double)p->edges + 2) * LAB_RUNS,
	                       .param = (double)p->requests > (double)p->objects ? "requests" : "objects",
	                       .bytes = (double)p->objects * ((double)p->edges + 1) * 20 * 4 + (double)p->edges * 192};
	return true;
}

static void cdn_told(const void *params, struct buf *text)
{
	const struct cdn *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s, %s", LAB_RUNS, figure_count(&a, (double)(p->requests / LAB_RUNS), "request").p,
	           cdn_has_room(p) ? "each from the state that it comes to" : "after a third as many, dropped");
	arena_release(&a);
}

const struct lab lab_cdn = {"cdn", sizeof(struct cdn), in, out, NULL, cdn_cost, cdn_run, NULL, cdn_told, NULL};
