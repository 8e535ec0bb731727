/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hash_key.h - XXH3 of short keys, inlined where it is called. Apart from hash.h since it brings all of the library's
 * code.
 */
#ifndef BOTE_HASH_KEY_H
#define BOTE_HASH_KEY_H

#ifdef HAVE_XXHASH

#include <stddef.h>
#include <stdint.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static inline uint64_t hash_key(const void *bytes, size_t n, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes, n, seed);
}

#endif
#endif
