/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reuse.c - stack distances. Each object of the sample has the time of its last use, a slot on a line; how many were
 * used since is how many slots after it are taken. They are counted by words of 64 slots and blocks of 64 words,
 * which lie in the first cache; when the line is used up, it is written anew without its gaps.
 */
#include "logs/reuse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Up to twice STEPS objects, each distance has a bin. */
enum { STEP_BITS = 8, STEPS = 1 << STEP_BITS, DOUBLINGS = 56, BINS = STEPS * DOUBLINGS, QUARTERS = 4 };
#define T3 2.3534 /* Student's, three degrees of freedom, 90 % */

struct object {
	uint64_t hash; /* 0: free */
	uint32_t slot, pad;
	uint64_t bytes;
};

/* Distances, weighted so that counts from before the rate fell weigh as those after. Bin 0: 0 itself. */
struct distances {
	double count[BINS + 1];
};

struct reuse {
	unsigned most, line;
	uint64_t threshold; /* hashes above are not in the sample */
	double scale;       /* objects that one of the sample stands for */
	struct object *table;
	size_t mask, used;
	uint32_t *of_slot; /* index in the table, of slots that are taken */
	uint64_t *taken;   /* a bit a slot */
	uint8_t *in_word;
	uint64_t *word_bytes;
	uint32_t *in_block;
	uint64_t *block_bytes;
	unsigned next; /* slot */
	uint64_t all_bytes;
	double references[QUARTERS]; /* of the sample, weighted; by the lowest bits of the hash */
	struct distances objects[QUARTERS], bytes;
};

static unsigned bin_of(double x)
{
	uint64_t bits;
	unsigned bin;

	if (x < 1)
		return 0;
	memcpy(&bits, &x, sizeof(bits));
	bin = (unsigned)(bits >> (52 - STEP_BITS)) - (1023u << STEP_BITS);
	return bin < BINS ? bin + 1 : BINS;
}

/* Above all distances of a bin. */
static double bin_end(unsigned bin)
{
	if (bin == 0)
		return 1;
	return ldexp(1 + (double)((bin - 1) % STEPS + 1) / STEPS, (int)((bin - 1) / STEPS));
}

struct reuse *reuse_new(unsigned objects)
{
	struct reuse *r = xcalloc(1, sizeof(*r));
	unsigned words;

	r->most = objects;
	r->line = 2 * objects < 4096 ? 4096 : 2 * objects;
	r->scale = 1;
	r->threshold = UINT64_MAX;
	r->mask = 2 * (size_t)objects - 1;
	r->table = xcalloc(r->mask + 1, sizeof(*r->table));
	words = r->line / 64;
	r->of_slot = xcalloc(r->line, sizeof(*r->of_slot));
	r->taken = xcalloc(words, sizeof(*r->taken));
	r->in_word = xcalloc(words, 1);
	r->word_bytes = xcalloc(words, sizeof(*r->word_bytes));
	r->in_block = xcalloc(words / 64 + 1, sizeof(*r->in_block));
	r->block_bytes = xcalloc(words / 64 + 1, sizeof(*r->block_bytes));
	return r;
}

void reuse_free(struct reuse *r)
{
	if (!r)
		return;
	free(r->table);
	free(r->of_slot);
	free(r->taken);
	free(r->in_word);
	free(r->word_bytes);
	free(r->in_block);
	free(r->block_bytes);
	free(r);
}

bool reuse_wants(const struct reuse *r, uint64_t hash)
{
	return hash <= r->threshold;
}

static size_t home(const struct reuse *r, uint64_t hash)
{
	return hash >> 8 & r->mask;
}

void reuse_prefetch(const struct reuse *r, uint64_t hash)
{
	__builtin_prefetch(&r->table[home(r, hash)]);
}

void reuse_begin(struct reuse *r, uint64_t threshold)
{
	r->threshold = threshold;
	r->scale = 1 / reuse_rate(r);
}

/* ---- the line ---- */

static void slot_take(struct reuse *r, unsigned slot, size_t object)
{
	unsigned word = slot / 64;

	r->of_slot[slot] = (uint32_t)object;
	r->taken[word] |= 1ull << slot % 64;
	r->in_word[word]++;
	r->word_bytes[word] += r->table[object].bytes;
	r->in_block[word / 64]++;
	r->block_bytes[word / 64] += r->table[object].bytes;
}

static void slot_give(struct reuse *r, unsigned slot, uint64_t bytes)
{
	unsigned word = slot / 64;

	r->taken[word] &= ~(1ull << slot % 64);
	r->in_word[word]--;
	r->word_bytes[word] -= bytes;
	r->in_block[word / 64]--;
	r->block_bytes[word / 64] -= bytes;
}

/*
 * Objects used since the one in `slot`, and their bytes; inside of its own word those are an even share of the
 * word's.
 */
static double used_since(const struct reuse *r, unsigned slot, double *bytes)
{
	unsigned word = slot / 64, block = word / 64, count, words = (r->next + 63) / 64;
	unsigned last = (block + 1) * 64 < words ? (block + 1) * 64 : words;
	uint64_t after = slot % 64 == 63 ? 0 : r->taken[word] >> (slot % 64 + 1);
	uint64_t weight = 0;

	count = (unsigned)__builtin_popcountll(after);
	*bytes = r->in_word[word] ? (double)r->word_bytes[word] * count / r->in_word[word] : 0;
	for (unsigned w = word + 1; w < last; w++) {
		count += r->in_word[w];
		weight += r->word_bytes[w];
	}
	for (unsigned b = block + 1; b <= words / 64; b++) {
		count += r->in_block[b];
		weight += r->block_bytes[b];
	}
	*bytes += (double)weight;
	return count;
}

/* Write the line anew, without its gaps. */
static void close_gaps(struct reuse *r)
{
	unsigned words = r->line / 64, to = 0;

	memset(r->in_word, 0, words);
	memset(r->word_bytes, 0, words * sizeof(*r->word_bytes));
	memset(r->in_block, 0, (words / 64 + 1) * sizeof(*r->in_block));
	memset(r->block_bytes, 0, (words / 64 + 1) * sizeof(*r->block_bytes));
	for (unsigned w = 0; w < words; w++) {
		uint64_t bits = r->taken[w];

		r->taken[w] = 0;
		for (; bits; bits &= bits - 1) {
			size_t object = r->of_slot[w * 64 + (unsigned)__builtin_ctzll(bits)];

			r->table[object].slot = to;
			slot_take(r, to++, object);
		}
	}
	r->next = to;
}

/* ---- the sample ---- */

static size_t reuse_find(const struct reuse *r, uint64_t hash)
{
	size_t at = home(r, hash);

	while (r->table[at].hash && r->table[at].hash != hash)
		at = (at + 1) & r->mask;
	return at;
}

/* The hash that an eighth of the objects lie above: an estimate from their even spread, lowered until it is so. */
static void reuse_lower(struct reuse *r)
{
	struct object *old = r->table;
	double factor = 1;
	uint64_t before = r->threshold;
	size_t left;

	do {
		factor *= 0.875;
		r->threshold = (uint64_t)((double)before * factor);
		left = 0;
		for (size_t i = 0; i <= r->mask; i++)
			left += old[i].hash && old[i].hash <= r->threshold;
	} while (left > r->most - r->most / 16);
	r->scale = 1 / reuse_rate(r);
	r->table = xcalloc(r->mask + 1, sizeof(*r->table));
	r->used = 0;
	for (size_t i = 0; i <= r->mask; i++) {
		size_t at;

		if (!old[i].hash)
			continue;
		if (old[i].hash > r->threshold) {
			slot_give(r, old[i].slot, old[i].bytes);
			r->all_bytes -= old[i].bytes;
			continue;
		}
		at = reuse_find(r, old[i].hash);
		r->table[at] = old[i];
		r->of_slot[old[i].slot] = (uint32_t)at;
		r->used++;
	}
	free(old);
	for (int i = 0; i <= BINS; i++)
		r->bytes.count[i] *= factor;
	for (int q = 0; q < QUARTERS; q++) {
		for (int i = 0; i <= BINS; i++)
			r->objects[q].count[i] *= factor;
		r->references[q] *= factor;
	}
}

double reuse_rate(const struct reuse *r)
{
	return r->threshold == UINT64_MAX ? 1 : ldexp((double)r->threshold, -64);
}

void reuse_add(struct reuse *r, uint64_t hash, uint64_t bytes)
{
	size_t at;
	struct object *o;

	hash = hash ? hash : 1;
	if (r->next == r->line)
		close_gaps(r);
	at = reuse_find(r, hash);
	o = &r->table[at];
	r->references[hash % QUARTERS]++;
	if (o->hash) {
		double weight, count = used_since(r, o->slot, &weight);

		r->objects[hash % QUARTERS].count[bin_of(count * r->scale)]++;
		r->bytes.count[bin_of(weight * r->scale + (double)o->bytes)]++; /* it needs room itself */
		slot_give(r, o->slot, o->bytes);
		r->all_bytes -= o->bytes;
	} else {
		o->hash = hash;
		r->used++;
	}
	o->bytes = bytes;
	o->slot = r->next++;
	r->all_bytes += bytes;
	slot_take(r, o->slot, at);
	if (r->used > r->most)
		reuse_lower(r);
}

/* ---- the curve ---- */

/* Distances of some of the sample, how many references they are of, and how many there should be. */
struct curve {
	struct distances d;
	double seen, all;
	double most; /* objects there are; of bytes INFINITY, since an object may have been larger before */
};

static void curve_of(const struct reuse *r, double references, int quarter, bool bytes, struct curve *c)
{
	*c = (struct curve){.all = references * reuse_rate(r) / (quarter < 0 ? 1 : QUARTERS),
	                    .most = bytes ? INFINITY : (double)r->used * r->scale};
	if (bytes)
		c->d = r->bytes;
	for (int q = 0; q < QUARTERS; q++)
		if (quarter < 0 || q == quarter) {
			c->seen += r->references[q];
			for (int i = 0; !bytes && i <= BINS; i++)
				c->d.count[i] += r->objects[q].count[i];
		}
}

/* Where the distances of a bin end: the last one may be cut by how many objects there are. */
static double end_of(const struct curve *c, unsigned bin)
{
	double from = bin ? bin_end(bin - 1) : 0, to = bin_end(bin);

	return c->most > from && c->most < to ? c->most : to;
}

/*
 * References that the sample lacks, or has too many of, count as hits of the smallest cache; of the bin of `size` the
 * part below it.
 */
static double hits(const struct curve *c, double size)
{
	double sum = size >= 1 ? c->all - c->seen : 0, from, to;
	unsigned last = bin_of(size);

	if (c->all <= 0)
		return 0;
	for (unsigned i = 0; i < last; i++)
		sum += c->d.count[i];
	from = last ? bin_end(last - 1) : 0;
	to = end_of(c, last);
	sum += last ? c->d.count[last] * fmin(1, fmax(0, (size - from) / (to - from))) : 0;
	return fmin(1, fmax(0, sum / c->all));
}

static double size_of(const struct curve *c, double share)
{
	double sum = c->all - c->seen, want = share * c->all;

	for (unsigned i = 0; i <= BINS; i++) {
		double from = i ? bin_end(i - 1) : 0;

		if (sum + c->d.count[i] >= want)
			return fmax(1,
			            from + (c->d.count[i] > 0 ? fmax(0, (want - sum) / c->d.count[i]) : 0) * (end_of(c, i) - from));
		sum += c->d.count[i];
	}
	return INFINITY;
}

double reuse_hits(const struct reuse *r, double references, double objects)
{
	struct curve c;

	curve_of(r, references, -1, false, &c);
	return hits(&c, objects);
}

double reuse_size(const struct reuse *r, double references, double share, double *low, double *high)
{
	struct curve c;
	double size, sum = 0, squares = 0, far;

	curve_of(r, references, -1, false, &c);
	size = ceil(size_of(&c, share)); /* a cache holds no part of an object */
	if (!low)
		return size;
	*low = *high = size;
	if (reuse_rate(r) >= 1 || !isfinite(size))
		return size;
	for (int q = 0; q < QUARTERS; q++) {
		double x;

		curve_of(r, references, q, false, &c);
		x = log(fmax(1, fmin(size_of(&c, share), size * 10)));
		sum += x;
		squares += x * x;
	}
	far = T3 * sqrt(fmax(0, squares - sum * sum / QUARTERS) / (QUARTERS - 1) / QUARTERS);
	*low = size * exp(-far);
	*high = size * exp(far);
	return size;
}

double reuse_size_bytes(const struct reuse *r, double references, double share)
{
	struct curve c;

	curve_of(r, references, -1, true, &c);
	return size_of(&c, share);
}

double reuse_bytes(const struct reuse *r)
{
	return (double)r->all_bytes / reuse_rate(r);
}
