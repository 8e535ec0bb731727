/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_ring.c - who has a key, and which keys move when a node comes or goes: six ways to decide. */
#include <stdlib.h>

#include "algo/digest.h"
#include "algo/ring.h"
#include "lab/lab.h"
#include "lab/name_hash.h"

struct ring_lab {
	uint64_t nodes, keys, points, salt, which;
	double most;
	struct lab_list weights;
	int method, hash, change;
};

enum { MODULO, RING, JUMP, RENDEZVOUS, MAGLEV, BOUNDED };
enum { REMOVE, ADD, NONE };
static const char *const methods[] = {"modulo", "ring", "jump", "rendezvous", "maglev", "bounded", NULL};
static const char *const hashes[] = {"xxh64", "xxh3", "md5", "sha1", "sha256", "fnv1a", NULL};
enum { XXH64, XXH3, MD5, SHA1, SHA256, FNV1A };
static const char *const changes[] = {"remove", "add", "none", NULL};
enum { MOVED, NEEDLESS, BUSIEST, IDLEST, SPREAD, PROBES };
enum { NODES_MOST = 64000000 };
enum { AHEAD = 32, TABLE = 65537, NODES_SHOWN = 12, KEYS_SHOWN = 30, POINTS_SHOWN = 40 };

#define FIELD(name) offsetof(struct ring_lab, name)
static const struct lab_in in[] = {
	{"nodes", LAB_COUNT, FIELD(nodes), NULL},
	{"keys", LAB_COUNT, FIELD(keys), NULL},
	{"points", LAB_COUNT, FIELD(points), NULL},
	{"method", LAB_CHOICE, FIELD(method), methods},
	{"hash", LAB_CHOICE, FIELD(hash), hashes},
	{"salt", LAB_COUNT, FIELD(salt), NULL},
	{"change", LAB_CHOICE, FIELD(change), changes},
	{"which", LAB_COUNT, FIELD(which), NULL},
	{"weights", LAB_LIST, FIELD(weights), NULL},
	{"most", LAB_NUMBER, FIELD(most), NULL},
	{0},
};

static const struct lab_out out[] = {
	[MOVED] = {"moved", LAB_MEAN, 0, 0},
	[NEEDLESS] = {"needless", LAB_MEAN, 0, 0},
	[BUSIEST] = {"busiest", LAB_MEAN, 0, 0},
	[IDLEST] = {"idlest", LAB_MEAN, 0, 0},
	[SPREAD] = {"spread", LAB_MEAN, 0, 0},
	[PROBES] = {"probes", LAB_MEAN, 0, 0},
	{0},
};

/* ---- names to places ---- */

static size_t ring_digits(char *to, uint64_t x)
{
	char back[20];
	size_t n = 0;

	do
		back[n++] = (char)('0' + x % 10);
	while (x /= 10);
	for (size_t i = 0; i < n; i++)
		to[i] = back[n - 1 - i];
	return n;
}

/* "node-3", "node-3#2" for its second point; the salt is the seed, and is in front of what has none. */
static uint64_t ring_place(const struct ring_lab *p, uint64_t salt, const char *what, size_t length, uint64_t i,
                           uint64_t point)
{
	char name[96];
	bool digest = p->hash == MD5 || p->hash == SHA1 || p->hash == SHA256;
	size_t n = digest ? ring_digits(name, salt) : 0;

	memcpy(name + n, what, length);
	n += length;
	n += ring_digits(name + n, i);
	if (point) {
		name[n++] = '#';
		n += ring_digits(name + n, point + 1);
	}
	switch (p->hash) {
	case XXH64: return names_xxh64(name, n, salt);
	case XXH3: return names_xxh3(name, n, salt);
	case FNV1A: return names_fnv1a(name, n, salt);
	default: return digest_first((enum digest)(p->hash - MD5), name, n);
	}
}

static uint64_t node_place(const struct ring_lab *p, uint64_t salt, uint64_t node, uint64_t point)
{
	return ring_place(p, salt, "node-", 5, node + 1, point);
}

static uint64_t key_place(const struct ring_lab *p, uint64_t salt, uint64_t key)
{
	return ring_place(p, salt, "key-", 4, key + 1, 0);
}

/* ---- a set of nodes, and who has what ---- */

struct owners {
	const struct ring_lab *p;
	struct lab_run *r; /* that makes it; NULL for a picture */
	uint64_t salt;
	uint32_t *node, count;   /* names of those that are there */
	uint64_t *place;         /* RING, BOUNDED: of each point, in order */
	uint32_t *holder;        /* its node, an index of `node` */
	uint32_t points, *index; /* first point of each of 2^bits equal parts of the ring, two for each point */
	unsigned bits;
	uint64_t *hash;               /* RENDEZVOUS */
	uint32_t *table;              /* MAGLEV */
	uint64_t *held, room, probes; /* BOUNDED: keys so far */
};

static int ring_by_place(const void *a, const void *b)
{
	const struct ring_point *x = a, *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->node > y->node) - (x->node < y->node);
}

static uint64_t points_of(const struct ring_lab *p, uint32_t node)
{
	double weight = node < p->weights.count ? p->weights.v[node] : p->weights.count == 1 ? p->weights.v[0] : 1;

	return (uint64_t)((double)p->points * weight + 0.5);
}

/* Is it to end while it is being made? */
static bool goes_on(const struct owners *o, uint64_t steps)
{
	return !o->r || (!o->r->stopped && lab_ticks(o->r, steps));
}

/* All points of all nodes, in the order of the nodes; first[b] of those that begin with the byte b is filled in. */
static struct ring_point *points_by_node(struct owners *o, uint32_t first[257])
{
	struct ring_point *point = xmalloc((o->points + (size_t)1) * sizeof *point);
	uint32_t at = 0;

	for (uint32_t i = 0; i < o->count; i++)
		for (uint64_t k = 0, n = points_of(o->p, o->node[i]); k < n && goes_on(o, 1); k++, at++) {
			point[at] = (struct ring_point){node_place(o->p, o->salt, o->node[i], k), i};
			first[(point[at].at >> 56) + 1]++;
		}
	o->points = at;
	for (unsigned b = 0; b < 256; b++)
		first[b + 1] += first[b];
	return point;
}

/* By their first byte, and then those of one byte among themselves: that is quicker, and can be ended in between. */
static struct ring_point *points_in_order(struct owners *o)
{
	uint32_t first[257] = {0}, end[256];
	struct ring_point *by_node = points_by_node(o, first), *point = xmalloc((o->points + (size_t)1) * sizeof *point);

	memcpy(end, first, sizeof end);
	for (uint32_t i = 0; i < o->points; i++)
		point[end[by_node[i].at >> 56]++] = by_node[i];
	free(by_node);
	for (unsigned b = 0; b < 256 && goes_on(o, (first[b + 1] - first[b]) * UINT64_C(8)); b++)
		qsort(point + first[b], first[b + 1] - first[b], sizeof *point, ring_by_place);
	return point;
}

static void place_points(struct owners *o)
{
	struct ring_point *point;
	uint32_t at = 0;

	for (uint32_t i = 0; i < o->count; i++)
		o->points += (uint32_t)points_of(o->p, o->node[i]);
	point = points_in_order(o);
	o->place = xmalloc((o->points + (size_t)1) * sizeof *o->place);
	o->holder = xmalloc((o->points + (size_t)1) * sizeof *o->holder);
	for (uint32_t i = 0; i < o->points; i++) {
		o->place[i] = point[i].at;
		o->holder[i] = point[i].node;
	}
	free(point);
	while ((UINT64_C(1) << o->bits) < 2 * (uint64_t)o->points)
		o->bits++;
	o->index = xmalloc(((size_t)1 << o->bits) * sizeof *o->index);
	at = 0;
	for (uint64_t part = 0; part < UINT64_C(1) << o->bits; part++) {
		while (at < o->points && o->bits && o->place[at] >> (64 - o->bits) < part)
			at++;
		o->index[part] = at;
	}
}

/* The first point at or after a place, round the ring. */
static uint32_t point_at(const struct owners *o, uint64_t at)
{
	uint32_t i = o->bits ? o->index[at >> (64 - o->bits)] : 0;

	while (i < o->points && o->place[i] < at)
		i++;
	return i < o->points ? i : 0;
}

/* Places that will be looked for next, so that memory is on its way: first the index, then the points. */
static void expect(const struct owners *o, const uint64_t *at, uint32_t count)
{
	if (!o->bits)
		return;
	for (uint32_t i = 0; i < count; i++)
		__builtin_prefetch(&o->index[at[i] >> (64 - o->bits)]);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t first = o->index[at[i] >> (64 - o->bits)];

		__builtin_prefetch(&o->place[first]);
		__builtin_prefetch(&o->holder[first]);
	}
}

/* Each node has an order of the table's places; they take turns (Eisenbud et al. 2016). */
static void fill_table(struct owners *o)
{
	uint64_t *offset = xmalloc(o->count * sizeof *offset), *skip = xmalloc(o->count * sizeof *skip),
			 *next = xcalloc(o->count, sizeof *next);
	uint32_t filled = 0;

	o->table = xmalloc(TABLE * sizeof *o->table);
	for (uint32_t i = 0; i < TABLE; i++)
		o->table[i] = UINT32_MAX;
	for (uint32_t i = 0; i < o->count; i++) {
		offset[i] = node_place(o->p, o->salt, o->node[i], 0) % TABLE;
		skip[i] = node_place(o->p, o->salt + 0x51ED, o->node[i], 1) % (TABLE - 1) + 1;
	}
	while (filled < TABLE)
		for (uint32_t i = 0; i < o->count && filled < TABLE; i++) {
			uint64_t at;

			do
				at = (offset[i] + next[i]++ * skip[i]) % TABLE;
			while (o->table[at] != UINT32_MAX);
			o->table[at] = i;
			filled++;
		}
	free(offset);
	free(skip);
	free(next);
}

static void owners_init(struct owners *o, const struct ring_lab *p, struct lab_run *r, uint64_t salt, uint32_t count)
{
	*o = (struct owners){.p = p, .r = r, .salt = salt, .count = count};
	o->node = xmalloc(((size_t)count + 1) * sizeof *o->node);
	for (uint32_t i = 0; i < count; i++)
		o->node[i] = i;
}

static void owners_build(struct owners *o)
{
	if (o->p->method == RING || o->p->method == BOUNDED)
		place_points(o);
	if (o->p->method == MAGLEV)
		fill_table(o);
	if (o->p->method == BOUNDED)
		o->held = xcalloc(o->count, sizeof *o->held);
	o->room = (uint64_t)ceil(o->p->most * (double)o->p->keys / o->count - 1e-9);
	if (o->p->method != RENDEZVOUS)
		return;
	o->hash = xmalloc(o->count * sizeof *o->hash);
	for (uint32_t i = 0; i < o->count; i++)
		o->hash[i] = node_place(o->p, o->salt, o->node[i], 0);
}

static void owners_release(struct owners *o)
{
	free(o->node);
	free(o->place);
	free(o->holder);
	free(o->index);
	free(o->hash);
	free(o->table);
	free(o->held);
}

static uint32_t highest(const struct owners *o, uint64_t at)
{
	uint64_t best = 0;
	uint32_t owner = 0;

	for (uint32_t i = 0; i < o->count; i++) {
		uint64_t mixed = stream_mix(o->hash[i] ^ at);

		if (mixed > best) {
			best = mixed;
			owner = i;
		}
	}
	return owner;
}

/* The next node, while one has as many keys as it may. */
static uint32_t ring_bounded(struct owners *o, uint64_t at)
{
	uint32_t i = point_at(o, at);

	for (;; i = i + 1 < o->points ? i + 1 : 0) {
		o->probes++;
		if (!goes_on(o, 1) || o->held[o->holder[i]] < o->room)
			break;
	}
	o->held[o->holder[i]]++;
	return o->holder[i];
}

/* The name of the node that has a key. */
static uint32_t owner_of(struct owners *o, uint64_t at)
{
	switch (o->p->method) {
	case MODULO: return o->node[at % o->count];
	case RING: return o->node[o->holder[point_at(o, at)]];
	case JUMP: return o->node[ring_jump(at, o->count)];
	case RENDEZVOUS: return o->node[highest(o, at)];
	case MAGLEV: return o->node[o->table[at % TABLE]];
	default: return o->node[ring_bounded(o, at)];
	}
}

/* ---- one placement ---- */

/* A node goes: for hash mod n the last takes its number, so that as few numbers change as can. */
static void change_nodes(struct owners *o, const struct ring_lab *p)
{
	uint32_t gone = (uint32_t)p->which - 1;

	if (p->change == ADD) {
		o->node[o->count] = o->count;
		o->count++;
		return;
	}
	o->count--;
	if (p->method == MODULO) {
		o->node[gone] = o->count;
		return;
	}
	for (uint32_t i = gone; i < o->count; i++)
		o->node[i]++;
}

/* Those who go where nobody has to: between nodes that were there before and still are. */
static bool is_needless(const struct ring_lab *p, uint32_t from, uint32_t to)
{
	return p->change == REMOVE ? from != p->which - 1 : to != p->nodes;
}

static void write_keys(struct lab_run *r, const struct ring_lab *p, const uint32_t *owner, uint64_t keys)
{
	for (uint32_t n = 0; n < p->nodes; n++) {
		uint64_t has = 0;

		buf_printf(r->words, "node-%u has", n + 1);
		for (uint64_t k = 0; k < keys; k++)
			if (owner[k] == n)
				buf_printf(r->words, "%s key-%llu", has++ ? "," : "", (unsigned long long)k + 1);
		buf_add_c(r->words, has ? "\n" : " no key\n");
	}
}

/* "node-2 leaves: key-3 goes to node-1, and nothing else moves" */
static void write_moves(struct lab_run *r, const struct ring_lab *p, const uint32_t *from, const uint32_t *to,
                        uint64_t keys)
{
	uint64_t moved = 0;

	if (p->change == NONE)
		return;
	buf_printf(r->words, p->change == ADD ? "node-%llu joins:" : "node-%llu leaves:",
	           (unsigned long long)(p->change == ADD ? p->nodes + 1 : p->which));
	for (uint64_t k = 0; k < keys; k++)
		if (from[k] != to[k])
			buf_printf(r->words, "%s key-%llu goes to node-%u", moved++ ? "," : "", (unsigned long long)k + 1,
			           to[k] + 1);
	buf_add_c(r->words, moved ? ", and nothing else moves\n" : " nothing moves\n");
}

static void balance(const struct ring_lab *p, const uint64_t *held, struct lab_run *r)
{
	double mean = (double)p->keys / (double)p->nodes, most = 0, least = (double)p->keys, square = 0;

	for (uint64_t i = 0; i < p->nodes; i++) {
		double x = (double)held[i];

		most = x > most ? x : most;
		least = x < least ? x : least;
		square += (x - mean) * (x - mean);
	}
	lab_put(r, BUSIEST, most / mean);
	lab_put(r, IDLEST, least / mean);
	lab_put(r, SPREAD, sqrt(square / (double)p->nodes) / mean);
}

static void ring_run(const void *params, struct lab_run *r)
{
	const struct ring_lab *p = params;
	uint64_t salt = p->salt + r->index, moved = 0, needless = 0;
	uint64_t *held = xcalloc(p->nodes, sizeof *held),
			 shown = r->words && p->keys <= KEYS_SHOWN && p->nodes <= NODES_SHOWN ? p->keys : 0;
	uint32_t *first = xcalloc(shown + 1, sizeof *first), *then = xcalloc(shown + 1, sizeof *then);
	uint64_t ahead[AHEAD] = {0}, each = p->method == RENDEZVOUS ? p->nodes : 1;
	struct owners before, after;

	owners_init(&before, p, r, salt, (uint32_t)p->nodes);
	owners_init(&after, p, r, salt, (uint32_t)p->nodes);
	owners_build(&before);
	if (p->change != NONE) {
		change_nodes(&after, p);
		owners_build(&after);
	}
	for (uint64_t k = 0; k < p->keys && !r->stopped && lab_ticks(r, each); k++) {
		uint64_t at;

		if (k % AHEAD == 0) {
			for (uint32_t i = 0; i < AHEAD; i++)
				ahead[i] = key_place(p, salt, k + i);
			expect(&before, ahead, AHEAD);
			expect(&after, ahead, AHEAD);
		}
		at = ahead[k % AHEAD];
		uint32_t from = owner_of(&before, at), to = p->change == NONE ? from : owner_of(&after, at);

		held[from]++;
		moved += from != to;
		needless += from != to && is_needless(p, from, to);
		if (k < shown) {
			first[k] = from;
			then[k] = to;
		}
		if (r->trace && from != to)
			lab_line(r, LAB_NEVER, "", "key-%llu goes from node-%u to node-%u", (unsigned long long)k + 1, from + 1,
			         to + 1);
	}
	if (shown) {
		write_keys(r, p, first, shown);
		write_moves(r, p, first, then, shown);
	}
	balance(p, held, r);
	if (p->method == BOUNDED)
		lab_put(r, PROBES, (double)before.probes / (double)p->keys);
	if (p->change != NONE) {
		lab_put(r, MOVED, (double)moved / (double)p->keys);
		lab_put(r, NEEDLESS, (double)needless / (double)p->keys);
	}
	owners_release(&before);
	owners_release(&after);
	free(held);
	free(first);
	free(then);
}

/* Nodes that have a point, and all points: a small weight may leave a node without. */
static double nodes_with_points(const struct ring_lab *p, double *points)
{
	double nodes = 0;

	*points = 0;
	for (uint32_t i = 0; i < p->weights.count; i++) {
		double has = floor((double)p->points * p->weights.v[i] + 0.5),
			   times = p->weights.count == 1 ? (double)p->nodes : 1;

		nodes += has >= 1 ? times : 0;
		*points += has * times;
	}
	return nodes;
}

/* Nodes that are asked for one key, on average at most. */
static double probes_expected(const struct ring_lab *p, double points)
{
	double slack = p->most - 1, probes = 1 + 2 / (slack * slack); /* Mirrokni et al. */

	return p->method == RENDEZVOUS                   ? (double)p->nodes
	       : p->method == BOUNDED && probes > points ? points
	       : p->method == BOUNDED                    ? probes
	                                                 : 1.5;
}

static bool ring_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct ring_lab *p = params;
	double points = 0,
		   placed = p->weights.count == 1 || p->weights.count == p->nodes ? nodes_with_points(p, &points) : 0,
		   left = placed - (p->change == REMOVE);

	if (p->weights.count > 1 && p->weights.count != p->nodes)
		return lab_refuse(c, "weights nodes", d, DIAG_ARGUMENT, "lab ring: %u weights for %llu nodes", p->weights.count,
		                  (unsigned long long)p->nodes);
	if (p->change == REMOVE && (p->which < 1 || p->which > p->nodes))
		return lab_refuse(c, "which nodes", d, DIAG_ARGUMENT, "lab ring: there is no node-%llu",
		                  (unsigned long long)p->which);
	if (p->change == REMOVE && p->method == JUMP && p->which != p->nodes)
		return lab_refuse(c, "which method nodes", d, DIAG_ARGUMENT,
		                  "lab ring: with jump only the last node can go: which = %llu", (unsigned long long)p->nodes);
	if (p->change == REMOVE && p->nodes == 1)
		return lab_refuse(c, "nodes", d, DIAG_ARGUMENT, "lab ring: the last node cannot go");
	if (p->nodes > NODES_MOST)
		return lab_refuse(c, "nodes", d, DIAG_LIMIT, "lab ring: at most 64 million nodes");
	if ((p->method == RING || p->method == BOUNDED) && left < 1)
		return lab_refuse(c, "weights", d, DIAG_ARGUMENT, "lab ring: so small a weight leaves a node without a point");
	if (p->method == BOUNDED &&
	    left * ceil(p->most * (double)p->keys / (double)(p->nodes - (p->change == REMOVE))) < (double)p->keys)
		return lab_refuse(c, "most weights", d, DIAG_ARGUMENT,
		                  "lab ring: nodes without a point have no key, and the others no room for all");
	if (p->method != RING && p->method != BOUNDED)
		points = 0;
	*c = (struct lab_cost){.steps = LAB_RUNS * ((double)p->keys * 2 * probes_expected(p, points) + points * 20),
	                       .bytes = points * 16 * 2 * 4 + (double)p->nodes * 64,
	                       .param = points * 100 > (double)p->keys ? "points" : "keys"};
	return true;
}

/* Who has which key is in the words: of the first placement, as this is. */
static void show_ring(const struct ring_lab *p, struct lab_figure *f)
{
	struct owners o;

	owners_init(&o, p, NULL, p->salt, (uint32_t)p->nodes);
	owners_build(&o);
	f->title = S("The ring, and who is where on it");
	for (uint32_t i = 0; i < o.points; i++)
		figure_place(f, arena_printf(f->a, "N%u", o.holder[i] + 1), (double)(o.place[i] >> 11) * 0x1p-53, o.holder[i],
		             true);
	for (uint64_t k = 0; k < p->keys; k++) {
		uint64_t at = key_place(p, p->salt, k);

		figure_place(f, arena_printf(f->a, "k%llu", (unsigned long long)k + 1), (double)(at >> 11) * 0x1p-53,
		             owner_of(&o, at), false);
	}
	owners_release(&o);
}

static void ring_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct ring_lab *p = params;

	if ((p->method == RING || p->method == BOUNDED) && p->nodes <= NODES_SHOWN && p->keys <= KEYS_SHOWN &&
	    p->nodes * p->points <= POINTS_SHOWN)
		show_ring(p, f);
	if (r->words.len)
		figure_words(f, arena_str(f->a, buf_str(&r->words)));
}

static void ring_told(const void *params, struct buf *text)
{
	const struct ring_lab *p = params;

	buf_printf(text, "%d placements, with the salts %llu to %llu; the picture is the first", LAB_RUNS,
	           (unsigned long long)p->salt, (unsigned long long)p->salt + LAB_RUNS - 1);
}

const struct lab lab_ring = {
	"ring", sizeof(struct ring_lab), in, out, NULL, ring_cost, ring_run, ring_figure, ring_told, NULL};
