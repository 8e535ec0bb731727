/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hash64.h - 64 bits of a text, under a secret key: who has the hashes and not the key learns nothing of addresses.
 * Made of folded 128-bit products, as in wyhash (W. Yi 2019); not for keeping secrets from those who may choose
 * texts.
 */
#ifndef BOTE_HASH64_H
#define BOTE_HASH64_H

#include <stdint.h>
#include <string.h>

struct hash_key {
	uint64_t a, b;
};

static inline uint64_t hash64_mix(uint64_t x, uint64_t y)
{
	__extension__ unsigned __int128 product = (unsigned __int128)x * y;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash64_load(const char *p, unsigned bytes)
{
	uint64_t x = 0;

	memcpy(&x, p, bytes);
	return x;
}

static inline uint64_t hash64(const struct hash_key *k, const char *p, size_t len)
{
	uint64_t h = k->a ^ len, x, y;

	for (; len > 16; p += 16, len -= 16)
		h = hash64_mix(hash64_load(p, 8) ^ k->b, hash64_load(p + 8, 8) ^ h);
	if (len >= 8) {
		x = hash64_load(p, 8);
		y = hash64_load(p + len - 8, 8);
	} else if (len >= 4) {
		x = hash64_load(p, 4);
		y = hash64_load(p + len - 4, 4);
	} else {
		x = len ? (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[len / 2] << 8 |
		              (unsigned char)p[len - 1]
		        : 0;
		y = 0;
	}
	h = hash64_mix(x ^ k->b ^ 0xa0761d6478bd642fu, y ^ h);
	return hash64_mix(h ^ k->a, 0xe7037ed1a0b428dbu ^ h >> 32);
}

#endif
