/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_cache.c - a cache under Zipf popularity: seven ways of throwing out, times to live, writes, a stampede. */
#include <stdlib.h>

#include "algo/cache.h"
#include "lab/lab.h"
#include "lab/recent.h"
#include "lab/sketch.h"
#include "lab/trace_file.h"

struct cache_lab {
	uint64_t objects, cached, requests;
	double alpha, arrivals, writes;
	uint64_t hit_time, miss_time, ttl, rebuild;
	int policy, on_write;
	bool single;
	const char *trace;
	struct lab_list sizes, hits; /* of a log: caches in objects, and their hit ratios */
};

/* Caches of a log that are shown beside the lab's. */
enum { SIZES = 16 };

enum { LRU, LFU, FIFO, RANDOM, CLOCK, SIEVE, TINYLFU };
enum { NOTHING, THROUGH, DROP };
static const char *const policies[] = {"lru", "lfu", "fifo", "random", "clock", "sieve", "tinylfu", NULL};
static const char *const on_writes[] = {"nothing", "through", "drop", NULL};

enum { HIT, LATENCY, BACKEND, STALE, HERD, FILL, FIRST };

#define FIELD(name) offsetof(struct cache_lab, name)
static const struct lab_in in[] = {
	{"objects", LAB_COUNT, FIELD(objects), NULL},
	{"cached", LAB_COUNT, FIELD(cached), NULL},
	{"alpha", LAB_NUMBER, FIELD(alpha), NULL},
	{"policy", LAB_CHOICE, FIELD(policy), policies},
	{"arrivals", LAB_RATE, FIELD(arrivals), NULL},
	{"hit_time", LAB_TIME, FIELD(hit_time), NULL},
	{"miss_time", LAB_TIME, FIELD(miss_time), NULL},
	{"ttl", LAB_TIME, FIELD(ttl), NULL},
	{"writes", LAB_RATE, FIELD(writes), NULL},
	{"on_write", LAB_CHOICE, FIELD(on_write), on_writes},
	{"rebuild", LAB_TIME, FIELD(rebuild), NULL},
	{"single", LAB_YES, FIELD(single), NULL},
	{"requests", LAB_COUNT, FIELD(requests), NULL},
	{"trace", LAB_TEXT, FIELD(trace), NULL},
	{"cache_sizes", LAB_LIST, FIELD(sizes), NULL},
	{"cache_hits", LAB_LIST, FIELD(hits), NULL},
	{0},
};

static const struct lab_out out[] = {
	[HIT] = {"hit", LAB_MEAN, 0, 0},         [LATENCY] = {"latency", LAB_MEAN, 0, 0},
	[BACKEND] = {"backend", LAB_MEAN, 0, 0}, [STALE] = {"stale", LAB_MEAN, 0, 0},
	[HERD] = {"herd", LAB_MEAN, 0, 0},       [FILL] = {"fill", LAB_MEAN, 0, 0},
	[FIRST] = {"first", LAB_MEAN, 0, 0},     {0},
};

struct store {
	const struct cache_lab *p;
	struct recent recent; /* LRU, TINYLFU */
	struct cache *other;  /* FIFO, RANDOM, CLOCK, SIEVE */
	struct sketch sketch; /* TINYLFU */
	uint32_t room;
	uint64_t *filled;  /* with a time to live or writes: when a key came in, and */
	uint64_t *written; /* when it is written for the first time after that */
	const struct draw_alias *zipf;
};

/* ---- which keys are there ---- */

static bool all_fits(const struct cache_lab *p)
{
	return p->cached >= p->objects;
}

static bool lru_asks(struct store *s, uint32_t key)
{
	if (recent_has(&s->recent, key)) {
		recent_touch(&s->recent, key);
		return true;
	}
	recent_put(&s->recent, key);
	return false;
}

/* A newcomer enters only if it is asked for more often than the one that would go. */
static bool tinylfu_asks(struct store *s, uint32_t key)
{
	sketch_add(&s->sketch, key);
	if (recent_has(&s->recent, key)) {
		recent_touch(&s->recent, key);
		return true;
	}
	if (s->recent.count < s->recent.room ||
	    sketch_count(&s->sketch, key) > sketch_count(&s->sketch, recent_last(&s->recent)))
		recent_put(&s->recent, key);
	return false;
}

/* LFU never forgets: under a popularity that stays, its counts have told it the ranks for good. */
static bool cache_asks(struct store *s, uint32_t key)
{
	switch (s->p->policy) {
	case LRU: return lru_asks(s, key);
	case LFU: return key < s->room;
	case TINYLFU: return tinylfu_asks(s, key);
	default: return cache_ask(s->other, key);
	}
}

static void store_init(struct store *s, const struct cache_lab *p, const struct draw_alias *zipf)
{
	static const enum cache_policy others[] = {
		[FIFO] = CACHE_FIFO, [RANDOM] = CACHE_RANDOM, [CLOCK] = CACHE_CLOCK, [SIEVE] = CACHE_SIEVE};
	uint32_t keys = (uint32_t)p->objects, room = (uint32_t)(all_fits(p) ? p->objects : p->cached);

	*s = (struct store){.p = p, .room = room, .zipf = zipf};
	if (p->policy == LRU || p->policy == TINYLFU)
		recent_init(&s->recent, keys, room);
	else if (p->policy != LFU)
		s->other = cache_new(others[p->policy], keys, room);
	if (p->policy == TINYLFU)
		sketch_init(&s->sketch, room);
	if (p->ttl > 0 || p->writes > 0) {
		s->filled = xcalloc(keys, sizeof *s->filled);
		s->written = xcalloc(keys, sizeof *s->written);
	}
}

static void store_release(struct store *s)
{
	recent_release(&s->recent);
	cache_free(s->other);
	sketch_release(&s->sketch);
	free(s->filled);
	free(s->written);
}

/* ---- time ---- */

static uint64_t first_write(const struct cache_lab *p, struct stream *writes, uint64_t now)
{
	return p->writes > 0 ? lab_after(now, draw_exponential_ns(writes, (double)p->objects / p->writes)) : LAB_NEVER;
}

/* Without eviction: each object is in with its chance, and its age is uniform. Time begins at one time to live. */
static void start_stationary(struct store *s, struct stream *start, struct stream *writes, struct lab_run *r)
{
	const struct cache_lab *p = s->p;
	double ttl = (double)p->ttl / 1e9;

	for (uint32_t key = 0; key < p->objects && lab_tick(r); key++) {
		double asked = s->zipf->share[key] * p->arrivals * ttl;

		if (!stream_chance(start, asked / (1 + asked)))
			continue;
		cache_asks(s, key);
		s->filled[key] = 1 + (uint64_t)((1 - stream_unit(start)) * (double)(p->ttl - 1));
		s->written[key] = first_write(p, writes, s->filled[key]);
	}
}

/* Is what is there still good? Sets *stale when it is not what was written since. */
static bool still_good(const struct store *s, uint32_t key, uint64_t now, bool *stale)
{
	const struct cache_lab *p = s->p;
	bool written = s->filled && p->writes > 0 && now >= s->written[key];

	if (s->filled && (!s->filled[key] || (p->ttl > 0 && now >= s->filled[key] + p->ttl)))
		return false;
	if (written && p->on_write == DROP)
		return false;
	*stale = written && p->on_write == NOTHING;
	return true;
}

/* ---- counting ---- */

/* Where some objects are hardly ever asked for a cache never fills: how long that is waited for. */
static uint64_t fills_at_most(const struct cache_lab *p)
{
	return p->requests / LAB_RUNS * 4 + 1000000;
}

/* Requests from empty until so many keys were seen: the same for all policies. */
static uint64_t until_full(const struct cache_lab *p, const struct store *s, struct lab_run *r)
{
	struct stream start = lab_stream(r, START);
	bool *seen = xcalloc(p->objects, sizeof *seen);
	uint64_t asked = 0, most = fills_at_most(p);

	for (uint64_t distinct = 0; distinct < s->room && asked < most && lab_tick(r); asked++) {
		uint32_t key = draw_rank(s->zipf, &start);

		distinct += !seen[key];
		seen[key] = true;
	}
	free(seen);
	return asked;
}

/* The hottest key is to be rebuilt: who asks for it in the meantime? */
struct herd {
	uint64_t until, now, count, herds; /* now: of the one that is going on; the others are those whose fetch was over */
};

static void herd_look(struct herd *h, const struct cache_lab *p, uint32_t key, uint64_t now)
{
	if (h->until && now >= h->until) {
		h->herds++;
		h->count += h->now;
		h->until = 0;
	}
	if (h->until) {
		h->now += key == 0;
	} else if (key == 0) {
		h->now = 1;
		h->until = lab_after(now, p->rebuild);
	}
}

/* ---- a trace: its keys, from an empty cache, once ---- */

static const char *file(const void *params)
{
	const struct cache_lab *p = params;

	return p->trace && p->trace[0] ? p->trace : NULL;
}

/* What all runs share: the requests of a file, or the weights of the ranks. */
struct shared {
	struct trace_file trace;
	struct draw_alias zipf;
};

static void release_shared(void *opened)
{
	struct shared *o = opened;

	trace_file_release(&o->trace);
	draw_alias_release(&o->zipf);
	free(o);
}

static bool open_shared(const void *params, void **opened, const volatile int *stop, struct diag *d)
{
	const struct cache_lab *p = params;
	struct shared *o = xcalloc(1, sizeof *o);
	bool ok = file(p) ? trace_file_read(&o->trace, file(p), stop, d)
	                  : draw_zipf_init(&o->zipf, (uint32_t)p->objects, p->alpha, stop);

	*opened = ok ? o : NULL;
	if (!ok)
		release_shared(o);
	return ok ||
	       (!d->error ? diag_fail(d, DIAG_INTERRUPT, (struct span){0, 0}, "lab cache: ended before it began") : false);
}

static void run_trace(const struct cache_lab *params, struct lab_run *r)
{
	const struct trace_file *t = &((const struct shared *)r->opened)->trace;
	struct cache_lab p = *params;
	struct stream writes = lab_stream(r, WRITES);
	uint64_t hits = 0, stales = 0, first = 0, asked = 0, now = 1;
	double seconds;
	struct store s;
	bool *seen;

	p.objects = t->keys;
	store_init(&s, &p, NULL);
	seen = xcalloc(t->keys, sizeof *seen);
	for (; asked < t->count && lab_tick(r); asked++) {
		uint32_t key = t->key[asked];
		bool stale = false, hit;

		now = t->at ? t->at[asked] + 1 : draw_ns((double)asked / p.arrivals) + 1;
		hit = cache_asks(&s, key) && seen[key] && still_good(&s, key, now, &stale);
		if (!hit && s.filled) {
			s.filled[key] = now;
			s.written[key] = first_write(&p, &writes, now);
		}
		first += !seen[key];
		seen[key] = true;
		hits += hit;
		stales += stale;
		if (r->trace)
			lab_line(r, now, "", "request %llu, object %u by rank: %s", (unsigned long long)asked + 1, key + 1,
			         !hit    ? "a miss"
			         : stale ? "a hit, but out of date"
			                 : "a hit");
	}
	if (asked > first)
		lab_put(r, HIT, (double)hits / (double)(asked - first));
	lab_put(r, FIRST, (double)first / (double)asked);
	lab_put(r, LATENCY,
	        ((double)hits * (double)p.hit_time + (double)(asked - hits) * (double)p.miss_time) / (double)asked / 1e9);
	seconds = t->at ? (double)t->at[t->count - 1] / 1e9 : (double)asked / p.arrivals;
	if (seconds > 0)
		lab_put(r, BACKEND, (double)(asked - hits) / seconds);
	if (p.writes > 0)
		lab_put(r, STALE, (double)stales / (double)asked);
	if (r->words)
		buf_printf(r->words, "%llu requests of %u objects, from an empty cache\n", (unsigned long long)asked, t->keys);
	free(seen);
	store_release(&s);
}

/* ---- beside a log: LRU caches of its sizes, asked for the same keys ---- */

struct beside {
	struct recent recent[SIZES];
	uint64_t hits[SIZES], asked[SIZES];
	uint32_t count;
};

/* How many; 0 when they are not given. */
static uint32_t sizes_of(const struct cache_lab *p)
{
	if (!p->sizes.count || p->sizes.count != p->hits.count || p->sizes.v[0] < 1)
		return 0;
	return p->sizes.count < SIZES ? p->sizes.count : SIZES;
}

static void beside_init(struct beside *b, const struct cache_lab *p)
{
	*b = (struct beside){.count = sizes_of(p)};
	for (uint32_t i = 0; i < b->count; i++) {
		uint32_t room = (uint32_t)fmin(fmax(p->sizes.v[i], 1), (double)p->objects);

		recent_init(&b->recent[i], (uint32_t)p->objects, room);
		for (uint32_t key = room; key-- > 0;)
			recent_put(&b->recent[i], key);
	}
}

static void beside_ask(struct beside *b, uint32_t key, bool counts)
{
	for (uint32_t i = 0; i < b->count; i++) {
		struct recent *r = &b->recent[i];
		bool hit = recent_has(r, key);

		if (hit)
			recent_touch(r, key);
		else
			recent_put(r, key);
		b->hits[i] += hit && counts;
		b->asked[i] += counts;
	}
}

static void beside_end(struct beside *b, struct lab_run *r)
{
	for (uint32_t i = 0; i < b->count; i++) {
		r->series[0][i] = b->asked[i] ? (double)b->hits[i] / (double)b->asked[i] : 0;
		recent_release(&b->recent[i]);
	}
}

/* A line for each size. */
static void show_beside(const struct cache_lab *p, const struct lab_result *r, struct lab_figure *f)
{
	struct buf text = {0};

	buf_add_c(&text, "LRU cache of     here  in the log\n");
	for (uint32_t i = 0; i < sizes_of(p); i++) {
		struct str size = figure_number(f->a, round(p->sizes.v[i]), 12);

		buf_fill(&text, ' ', size.len < 12 ? 12 - size.len : 0);
		buf_printf(&text, "%.*s  %5.1f %%     %5.1f %%\n", STR(size), 100 * r->series[0][i], 100 * p->hits.v[i]);
	}
	buf_add_c(&text, "in the log first requests are misses, too\n");
	figure_words(f, buf_str(&text));
	buf_release(&text);
}

static bool cache_exact(const void *params)
{
	const struct cache_lab *p = params;

	return file(p) && p->policy != RANDOM && p->writes == 0;
}

static void cache_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	if (r->words.len)
		figure_words(f, buf_str(&r->words));
	else if (!file(params) && sizes_of(params))
		show_beside(params, r, f);
}

static void run_zipf(const struct cache_lab *p, struct lab_run *r)
{
	struct stream choice = lab_stream(r, CHOICE), arrivals = lab_stream(r, ARRIVALS), writes = lab_stream(r, WRITES),
				  start = lab_stream(r, PHASE);
	uint64_t part = lab_part(r, p->requests), hits = 0, stales = 0, asked = 0, warm = 0, now = 0;
	double between = 1 / p->arrivals;
	struct draw_ahead ahead = DRAW_AHEAD_EMPTY;
	struct herd herd = {0};
	struct beside beside;
	struct store s;

	store_init(&s, p, &((const struct shared *)r->opened)->zipf);
	beside_init(&beside, p);
	if (!all_fits(p)) {
		uint64_t fill = until_full(p, &s, r);

		if (fill < fills_at_most(p))
			lab_put(r, FILL, (double)fill);
		warm = p->policy == LFU ? 0 : 3 * fill;
	}
	for (uint32_t key = s.room; key-- > 0 && !(all_fits(p) && p->ttl > 0) && lab_tick(r);)
		cache_asks(&s, key);
	if (all_fits(p) && p->ttl > 0) {
		now = p->ttl;
		start_stationary(&s, &start, &writes, r);
	}
	for (uint64_t i = 0; i < part + warm && lab_tick(r); i++) {
		uint32_t key = draw_rank_ahead(&ahead, s.zipf, &choice, p->policy == LRU ? s.recent.where : NULL);
		bool stale = false, hit;

		now = lab_after(now, draw_exponential_ns(&arrivals, between));
		hit = cache_asks(&s, key) && still_good(&s, key, now, &stale);
		beside_ask(&beside, key, i >= warm);
		if (!hit && s.filled) {
			s.filled[key] = now;
			s.written[key] = first_write(p, &writes, now);
		}
		if (i < warm)
			continue;
		herd_look(&herd, p, key, now);
		asked++;
		hits += hit;
		stales += stale;
		if (r->trace)
			lab_line(r, now, "", "key %u: %s", key + 1, !hit ? "a miss" : stale ? "a hit, but out of date" : "a hit");
	}
	store_release(&s);
	lab_clock(r, now);
	beside_end(&beside, r);
	if (!asked)
		return;
	lab_put_share(r, HIT, hits, asked);
	lab_put(r, LATENCY,
	        ((double)hits * (double)p->hit_time + (double)(asked - hits) * (double)p->miss_time) / (double)asked / 1e9);
	lab_put(r, BACKEND, p->arrivals * (double)(asked - hits) / (double)asked);
	if (p->writes > 0)
		lab_put_share(r, STALE, stales, asked);
	if (herd.herds > 1)
		lab_put(r, HERD, p->single ? 1 : (double)herd.count / (double)herd.herds);
}

static void cache_run(const void *params, struct lab_run *r)
{
	if (file(params))
		run_trace(params, r);
	else
		run_zipf(params, r);
}

static bool cache_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct cache_lab *p = params;
	double objects = (double)p->objects, fills = 0;

	if (file(p))
		return true; /* the file says how much it is */
	if (p->objects > UINT32_MAX / 2)
		return lab_refuse(c, "objects", d, DIAG_LIMIT, "lab cache: at most 2 billion objects");
	if (!all_fits(p))
		fills = 2 * objects < (double)fills_at_most(p) ? 2 * objects : (double)fills_at_most(p);
	c->bytes = objects * (LAB_RUNS / 10.0 * 50) + (all_fits(p) ? objects : (double)p->cached) * 40;
	for (uint32_t i = 0; i < sizes_of(p); i++)
		c->bytes += objects * (LAB_RUNS / 10.0 * 4) + p->sizes.v[i] * 24;
	c->steps = ((double)p->requests + LAB_RUNS * 4 * fills) * (1 + sizes_of(p)) + LAB_RUNS * objects;
	c->param = c->bytes > 1e9 || objects > (double)p->requests ? "objects" : "requests";
	return true;
}

static void cache_told(const void *params, struct buf *text)
{
	const struct cache_lab *p = params;
	struct arena a;

	if (file(p)) {
		buf_printf(text, "%d runs of the same requests", LAB_RUNS);
		return;
	}
	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS, figure_count(&a, (double)(p->requests / LAB_RUNS), "request").p);
	if (all_fits(p) && p->ttl > 0)
		buf_add_c(text, ", each from the state that it comes to");
	else if (!all_fits(p))
		buf_add_c(text, ", each after three times the requests that fill the cache");
	arena_release(&a);
}

static const struct lab_file reads = {file, open_shared, release_shared};

const struct lab lab_cache = {
	"cache", sizeof(struct cache_lab), in, out, cache_exact, cache_cost, cache_run, cache_figure, cache_told, &reads};
