/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reuse.h - what an LRU cache of each size would hit, from one pass in constant memory: SHARDS with a fixed number of
 * objects (Waldspurger et al., FAST 2015), with the correction for the references that the sample has too many or too
 * few of. Below the number of objects it is exact.
 */
#ifndef BOTE_REUSE_H
#define BOTE_REUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reuse;

/* At most `objects` (a power of two) are followed. */
struct reuse *reuse_new(unsigned objects);
void reuse_free(struct reuse *r);
/* What will be added is already a sample: objects whose hash is at most `threshold`. Before the first reuse_add(). */
void reuse_begin(struct reuse *r, uint64_t threshold);
/* Is an object of that hash in the sample? Only then reuse_add() is worth calling. */
bool reuse_wants(const struct reuse *r, uint64_t hash);
void reuse_prefetch(const struct reuse *r, uint64_t hash);
void reuse_add(struct reuse *r, uint64_t hash, uint64_t bytes);

/* How many objects stand for one in the sample; 1: it is exact. */
double reuse_rate(const struct reuse *r);
/* After `references` to all objects: the share of them that a cache of so many objects hits. */
double reuse_hits(const struct reuse *r, double references, double objects);
/*
 * The size in objects, or bytes, from which on that share is hit; INFINITY: never. *low and *high, if not NULL,
 * become a 90 % interval: of four quarters of the sample, which share no object, each by itself.
 */
double reuse_size(const struct reuse *r, double references, double share, double *low, double *high);
double reuse_size_bytes(const struct reuse *r, double references, double share);
/* Bytes of all objects, by the size each had last. */
double reuse_bytes(const struct reuse *r);

#endif
