/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_cdn.c - edges keep copies, each its own: what reaches the origin, and how far away is the answer? */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/recent.h"

struct cdn {
	uint64_t edges, objects, room, ttl, requests, rtt_edge, rtt_origin, round_trips;
	double alpha, arrivals, size;
	bool shield;
};

enum { HIT, LATENCY, LATENCY_P99, ORIGIN, EGRESS };
enum { ANSWERS };

#define FIELD(name) offsetof(struct cdn, name)
static const struct lab_in in[] = {
	{"edges", LAB_COUNT, FIELD(edges), NULL},       {"objects", LAB_COUNT, FIELD(objects), NULL},
	{"alpha", LAB_NUMBER, FIELD(alpha), NULL},      {"arrivals", LAB_NUMBER, FIELD(arrivals), NULL},
	{"ttl", LAB_TIME, FIELD(ttl), NULL},            {"room", LAB_COUNT, FIELD(room), NULL},
	{"rtt_edge", LAB_TIME, FIELD(rtt_edge), NULL},  {"rtt_origin", LAB_TIME, FIELD(rtt_origin), NULL},
	{"round_trips", LAB_COUNT, FIELD(round_trips), NULL}, {"size", LAB_NUMBER, FIELD(size), NULL},
	{"shield", LAB_YES, FIELD(shield), NULL},       {"requests", LAB_COUNT, FIELD(requests), NULL},
	{0},
};

static const struct lab_out out[] = {
	[HIT] = {"hit", LAB_MEAN, 0, 0},       [LATENCY] = {"latency", LAB_MEAN, 0, 0}, [LATENCY_P99] = {"latency_p99", LAB_QUANTILE, 0.99, ANSWERS},
	[ORIGIN] = {"origin", LAB_MEAN, 0, 0}, [EGRESS] = {"egress", LAB_MEAN, 0, 0},   {0},
};

/* What one cache knows of each object: until when its copy is good. */
struct copies {
	uint64_t *until;
	struct recent recent; /* where there is room for some of them only */
};

static bool has_room(const struct cdn *p)
{
	return p->room >= p->objects;
}

static void copies_init(struct copies *c, const struct cdn *p)
{
	*c = (struct copies){.until = xcalloc(p->objects, sizeof *c->until)};
	if (!has_room(p))
		recent_init(&c->recent, (uint32_t)p->objects, (uint32_t)p->room);
}

static void copies_release(struct copies *c)
{
	free(c->until);
	recent_release(&c->recent);
}

/* Is there a copy that is good? If not, one is fetched. */
static bool asks(struct copies *c, const struct cdn *p, uint32_t key, uint64_t now)
{
	bool here = has_room(p) || recent_has(&c->recent, key), good = here && now < c->until[key];

	if (!has_room(p)) {
		if (here)
			recent_touch(&c->recent, key);
		else
			recent_put(&c->recent, key);
	}
	if (!good)
		c->until[key] = now + p->ttl;
	return good;
}

/* Where all fits: each copy is there with its chance, and its age is uniform. */
static void start(struct copies *c, const struct cdn *p, const struct draw_alias *zipf, double rate, struct stream *s)
{
	double ttl = (double)p->ttl / 1e9;

	for (uint32_t key = 0; key < p->objects && has_room(p); key++) {
		double asked = zipf->share[key] * rate * ttl;

		if (stream_chance(s, asked / (1 + asked)))
			c->until[key] = (uint64_t)(stream_unit(s) * (double)p->ttl);
	}
}

static void run(const void *params, struct lab_run *r)
{
	const struct cdn *p = params;
	struct stream choice = lab_stream(r, CHOICE), arrivals = lab_stream(r, ARRIVALS), where = lab_stream(r, CLIENT), begin = lab_stream(r, START);
	uint64_t part = lab_part(r, p->requests), warm = has_room(p) ? 0 : part / 3, now = 0, hits = 0, origin = 0, from = 0;
	struct copies *edge = xcalloc(p->edges, sizeof *edge), middle;
	uint64_t near = p->rtt_edge * p->round_trips;
	struct draw_alias zipf;

	draw_zipf_init(&zipf, (uint32_t)p->objects, p->alpha);
	for (uint64_t i = 0; i < p->edges; i++) {
		copies_init(&edge[i], p);
		start(&edge[i], p, &zipf, p->arrivals / (double)p->edges, &begin);
	}
	copies_init(&middle, p);
	for (uint64_t i = 0; i < part + warm && lab_tick(r); i++) {
		uint32_t key = draw_rank(&zipf, &choice), at = stream_below(&where, (uint32_t)p->edges);
		bool hit, far;

		now += draw_exponential_ns(&arrivals, 1 / p->arrivals);
		hit = asks(&edge[at], p, key, now);
		far = !hit && !(p->shield && asks(&middle, p, key, now));
		if (i == warm)
			from = now;
		if (i < warm)
			continue;
		hits += hit;
		origin += far;
		lab_time(r, ANSWERS, near + (hit ? 0 : p->rtt_origin));
		if (r->trace)
			lab_line(r, now, "", "object %u at edge %u: %s", key + 1, at + 1, hit ? "there" : far ? "fetched from the origin" : "fetched from the shield");
	}
	double seconds = (double)(now - from) / 1e9;
	lab_put(r, HIT, (double)hits / (double)part);
	lab_put(r, LATENCY, ((double)near + (1 - (double)hits / (double)part) * (double)p->rtt_origin) / 1e9);
	lab_put(r, ORIGIN, (double)origin / seconds);
	lab_put(r, EGRESS, (double)origin / seconds * p->size);
	for (uint64_t i = 0; i < p->edges; i++)
		copies_release(&edge[i]);
	copies_release(&middle);
	free(edge);
	draw_alias_release(&zipf);
}

static bool cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct cdn *p = params;

	if (p->objects > UINT32_MAX / 2)
		return diag_fail(d, DIAG_LIMIT, (struct span){0, 0}, "lab cdn: at most 2 billion objects");
	*c = (struct lab_cost){.steps = (double)p->requests * 2 + (double)p->objects * (double)p->edges * 20, .param = "objects", .now = (double)p->objects,
	                       .bytes = (double)p->objects * ((double)p->edges + 1) * 12 * 4};
	if (c->bytes < 1e9 && (double)p->requests > (double)p->objects) {
		c->param = "requests";
		c->now = (double)p->requests;
	}
	return true;
}

static void told(const void *params, struct buf *text)
{
	const struct cdn *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s requests, %s", LAB_RUNS, figure_number(&a, (double)(p->requests / LAB_RUNS), 9).p,
	           has_room(p) ? "each from the state that it comes to" : "after a third as many, dropped");
	arena_release(&a);
}

const struct lab lab_cdn = {"cdn", sizeof(struct cdn), in, out, NULL, cost, run, NULL, told, NULL};
