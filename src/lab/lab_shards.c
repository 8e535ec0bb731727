/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_shards.c - keys over database servers, by range, hash, region, directory: rows, traffic, and what moves when
 * servers come.
 */
#include <stdlib.h>

#include "lab/lab.h"

struct shards_lab {
	uint64_t shards, keys, width, add, requests;
	double alpha;
	struct lab_list shares;
	int strategy, hot;
	bool split;
};

enum { RANGE, HASHED, GEO, DIRECTORY };
enum { NEWEST, ANYWHERE };
static const char *const strategies[] = {"range", "hash", "geo", "directory", NULL};
static const char *const hots[] = {"newest", "anywhere", NULL};
enum { SHARDS_MOST = 1000000 };
enum { ROWS, TRAFFIC, SHARE, SPREAD, MOVED, LOOK_UPS };

#define FIELD(name) offsetof(struct shards_lab, name)
static const struct lab_in in[] = {
	{"shards", LAB_COUNT, FIELD(shards), NULL},
	{"keys", LAB_COUNT, FIELD(keys), NULL},
	{"strategy", LAB_CHOICE, FIELD(strategy), strategies},
	{"width", LAB_COUNT, FIELD(width), NULL},
	{"alpha", LAB_NUMBER, FIELD(alpha), NULL},
	{"hot", LAB_CHOICE, FIELD(hot), hots},
	{"shares", LAB_LIST, FIELD(shares), NULL},
	{"add", LAB_COUNT, FIELD(add), NULL},
	{"split", LAB_YES, FIELD(split), NULL},
	{"requests", LAB_COUNT, FIELD(requests), NULL},
	{0},
};

static const struct lab_out out[] = {
	[ROWS] = {"rows", LAB_MEAN, 0, 0},
	[TRAFFIC] = {"traffic", LAB_MEAN, 0, 0},
	[SHARE] = {"share", LAB_MEAN, 0, 0},
	[SPREAD] = {"spread", LAB_MEAN, 0, 0},
	[MOVED] = {"moved", LAB_MEAN, 0, 0},
	[LOOK_UPS] = {"look_ups", LAB_MEAN, 0, 0},
	{0},
};

/* Where the keys are, and how many a shard has. Keys are ids: the last is the newest. */
struct placed {
	const struct shards_lab *p;
	struct lab_run *r;
	uint32_t *shard, count;
	uint64_t *rows;
};

static void shards_put(struct placed *x, uint64_t key, uint32_t shard)
{
	x->shard[key] = shard;
	x->rows[shard]++;
}

static void shards_move(struct placed *x, uint64_t key, uint32_t shard)
{
	x->rows[x->shard[key]]--;
	shards_put(x, key, shard);
}

static uint32_t fullest(const struct placed *x)
{
	uint32_t most = 0;

	for (uint32_t i = 1; i < x->count; i++)
		most = x->rows[i] > x->rows[most] ? i : most;
	return most;
}

/*
 * Of each group of as many keys as shards, hottest first, every shard gets one: the hottest goes to the one that is
 * asked least so far.
 */
static void deal(struct placed *x, const uint32_t *key_of_rank, const double *share)
{
	double *asked = xcalloc(x->count, sizeof *asked);
	bool *has = xcalloc(x->count, sizeof *has);

	for (uint64_t rank = 0; rank < x->p->keys && lab_ticks(x->r, x->count); rank++) {
		uint32_t to = UINT32_MAX;

		if (rank % x->count == 0)
			memset(has, 0, x->count * sizeof *has);
		for (uint32_t i = 0; i < x->count; i++)
			if (!has[i] && (to == UINT32_MAX || asked[i] < asked[to]))
				to = i;
		has[to] = true;
		asked[to] += share[rank];
		shards_put(x, key_of_rank[rank], to);
	}
	free(asked);
	free(has);
}

static void shards_place(struct placed *x, uint64_t salt, struct stream *region, const uint32_t *key_of_rank,
                         const double *share)
{
	const struct shards_lab *p = x->p;
	struct draw_alias where = {0};

	if (p->strategy == DIRECTORY) {
		deal(x, key_of_rank, share);
		return;
	}
	if (p->strategy == GEO)
		draw_alias_init(&where, p->shares.v, p->shares.count, NULL);
	for (uint64_t key = 0; key < p->keys && lab_tick(x->r); key++) {
		if (p->strategy == RANGE)
			shards_put(x, key, (uint32_t)(key / p->width < x->count ? key / p->width : x->count - 1));
		else if (p->strategy == HASHED)
			shards_put(x, key, (uint32_t)(stream_mix(key + salt) % x->count));
		else
			shards_put(x, key, draw_rank(&where, region));
	}
	draw_alias_release(&where);
}

/* ---- new shards ---- */

/* Half of the fullest: the upper half of a range, any half of a region. */
static uint64_t shards_halve(struct placed *x)
{
	uint32_t from = fullest(x), to = x->count - 1;
	uint64_t left = x->rows[from] / 2, moved = 0;

	lab_ticks(x->r, x->count);
	for (uint64_t key = x->p->keys; key-- > 0 && moved < left && lab_tick(x->r);)
		if (x->shard[key] == from) {
			shards_move(x, key, to);
			moved++;
		}
	return moved;
}

/* The directory: as few as make all even. */
static uint64_t even_out(struct placed *x)
{
	uint64_t each = x->p->keys / x->count, over = x->p->keys % x->count, moved = 0,
			 *room = xcalloc(x->count, sizeof *room);
	uint32_t to = 0;

	for (uint32_t i = 0; i < x->count; i++) {
		bool more = over > 0 && x->rows[i] > each;

		room[i] = each + more;
		over -= more;
	}
	for (uint32_t i = x->count; i-- > 0 && over > 0; over--)
		room[i]++;
	for (uint64_t key = 0; key < x->p->keys && lab_tick(x->r); key++) {
		if (x->rows[x->shard[key]] <= room[x->shard[key]])
			continue;
		while (x->rows[to] >= room[to])
			to = to + 1 < x->count ? to + 1 : 0;
		shards_move(x, key, to);
		moved++;
	}
	free(room);
	return moved;
}

static uint64_t shards_grow(struct placed *x, uint64_t salt)
{
	const struct shards_lab *p = x->p;
	uint64_t moved = 0;

	if (p->strategy == HASHED) {
		x->count += (uint32_t)p->add;
		for (uint64_t key = 0; key < p->keys && lab_tick(x->r); key++)
			moved += x->shard[key] != stream_mix(key + salt) % x->count;
		return moved;
	}
	if (p->strategy == DIRECTORY) {
		x->count += (uint32_t)p->add;
		return even_out(x);
	}
	for (uint64_t i = 0; i < p->add && (p->split || p->strategy == GEO) && !x->r->stopped; i++) {
		x->count++;
		moved += shards_halve(x);
	}
	return moved;
}

/* ---- traffic ---- */

static void count_traffic(const struct placed *x, struct lab_run *r, const struct draw_alias *zipf,
                          const uint32_t *key_of_rank)
{
	struct stream choice = lab_stream(r, CHOICE);
	uint64_t part = lab_part(r, x->p->requests), *asked = xcalloc(x->count, sizeof *asked), most = 0;
	double mean = (double)part / x->count;

	for (uint64_t i = 0; i < part && lab_tick(r); i++) {
		uint32_t key = key_of_rank[draw_rank(zipf, &choice)];

		asked[x->shard[key]]++;
		if (r->trace)
			lab_line(r, LAB_NEVER, "", "key %u is on shard %u", key + 1, x->shard[key] + 1);
	}
	for (uint32_t i = 0; i < x->count; i++)
		most = asked[i] > most ? asked[i] : most;
	lab_put(r, TRAFFIC, (double)most / mean);
	lab_put(r, SHARE, (double)most / (double)part);
	free(asked);
}

/* Of the popularity of the keys themselves, not of the requests that were drawn. */
static void shards_spread(const struct placed *x, struct lab_run *r, const struct draw_alias *zipf,
                          const uint32_t *key_of_rank)
{
	double *share = xcalloc(x->count, sizeof *share), square = 0;

	for (uint64_t rank = 0; rank < x->p->keys && lab_tick(r); rank++)
		share[x->shard[key_of_rank[rank]]] += zipf->share[rank];
	for (uint32_t i = 0; i < x->count; i++) {
		square += (share[i] * x->count - 1) * (share[i] * x->count - 1);
		if (i < LAB_POINTS)
			r->series[1][i] = share[i];
	}
	lab_put(r, SPREAD, sqrt(square / x->count));
	free(share);
}

static void shards_results(struct placed *x, struct lab_run *r, const struct draw_alias *zipf,
                           const uint32_t *key_of_rank, uint64_t salt)
{
	const struct shards_lab *p = x->p;
	uint64_t moved;

	if (r->stopped)
		return;
	for (uint32_t i = 0; i < x->count && i < LAB_POINTS; i++)
		r->series[0][i] = (double)x->rows[i];
	lab_put(r, ROWS, (double)x->rows[fullest(x)] * x->count / (double)p->keys);
	count_traffic(x, r, zipf, key_of_rank);
	shards_spread(x, r, zipf, key_of_rank);
	if (r->stopped)
		return;
	moved = shards_grow(x, salt);
	if (p->add)
		lab_put(r, MOVED, (double)moved / (double)p->keys);
	lab_put(r, LOOK_UPS, p->strategy == DIRECTORY);
}

static void shards_run(const void *params, struct lab_run *r)
{
	const struct shards_lab *p = params;
	struct stream order = lab_stream(r, ORDER), region = lab_stream(r, CLIENT);
	uint64_t salt = stream_next(&order);
	uint32_t *key_of_rank = xcalloc(p->keys, sizeof *key_of_rank);
	struct placed x = {.p = p, .r = r, .count = (uint32_t)p->shards};
	struct draw_alias zipf;

	x.shard = xcalloc(p->keys, sizeof *x.shard);
	x.rows = xcalloc(p->shards + p->add, sizeof *x.rows);
	if (lab_zipf(r, &zipf, p->keys, p->alpha) && (p->hot != ANYWHERE || lab_order(r, &order, key_of_rank, p->keys))) {
		for (uint64_t rank = 0; rank < p->keys && p->hot == NEWEST; rank++)
			key_of_rank[rank] = (uint32_t)(p->keys - 1 - rank);
		shards_place(&x, salt, &region, key_of_rank, zipf.share);
		shards_results(&x, r, &zipf, key_of_rank, salt);
	}
	free(key_of_rank);
	free(x.shard);
	free(x.rows);
	draw_alias_release(&zipf);
}

static bool shards_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct shards_lab *p = params;
	double sum = 0, most = (double)p->shards + (double)p->add, keys = (double)p->keys, each = 4;

	for (uint32_t i = 0; i < p->shares.count; i++)
		sum += p->shares.v[i];
	if (p->strategy == GEO && p->shares.count != p->shards)
		return lab_refuse(c, "shares shards strategy", d, DIAG_ARGUMENT, "lab shards: %u shares for %llu shards",
		                  p->shares.count, (unsigned long long)p->shards);
	if (p->strategy == GEO && fabs(sum - 1) > 1e-9)
		return lab_refuse(c, "shares shards strategy", d, DIAG_ARGUMENT,
		                  "lab shards: the shares make %g %%, and not 100", sum * 100);
	if (keys > 4e9 || most > SHARDS_MOST)
		return lab_refuse(c,
		                  keys > 4e9                        ? "keys"
		                  : (double)p->shards > SHARDS_MOST ? "shards"
		                                                    : "add",
		                  d, DIAG_LIMIT, "lab shards: at most 4 billion keys, and a million shards");
	if (p->strategy == DIRECTORY)
		each = 4 + most;
	else if (p->split || p->strategy == GEO)
		each = 4 + (double)p->add;
	*c = (struct lab_cost){.param = (double)p->requests > LAB_RUNS * keys ? "requests" : "keys",
	                       .bytes = 2 * (keys * 48 + most * 24),
	                       .steps = (double)p->requests +
	                                LAB_RUNS * (keys * each + most * (p->split ? (double)p->add : 1))};
	return true;
}

static void shards_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct shards_lab *p = params;

	if (p->shards > 20)
		return;
	f->title = S("Requests by shard; the bars begin with the oldest ids");
	if (p->strategy != RANGE)
		f->title = S("Requests by shard");
	for (uint32_t i = 0; i < p->shards; i++)
		figure_bar(f, arena_printf(f->a, "shard %u", i + 1), r->series[1][i],
		           arena_printf(f->a, "%.*s %%, %.*s keys", STR(figure_number(f->a, 100 * r->series[1][i], 3)),
		                        STR(figure_number(f->a, floor(r->series[0][i] + 0.5), 4))));
}

static void shards_told(const void *params, struct buf *text)
{
	const struct shards_lab *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d placements, %s each", LAB_RUNS,
	           figure_count(&a, (double)(p->requests / LAB_RUNS), "request").p);
	arena_release(&a);
}

const struct lab lab_shards = {
	"shards", sizeof(struct shards_lab), in, out, NULL, shards_cost, shards_run, shards_figure, shards_told, NULL};
