/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * name_hash.c - XXH64 and XXH3 (to 128 bytes) after their specification (Y. Collet, "xxHash fast digest algorithm"),
 * and FNV-1a.
 */
#include "lab/name_hash.h"

#include <string.h>

#define P1 0x9E3779B185EBCA87u
#define P2 0xC2B2AE3D27D4EB4Fu
#define P3 0x165667B19E3779F9u
#define P4 0x85EBCA77C2B2AE63u
#define P5 0x27D4EB2F165667C5u

static uint64_t names_left(uint64_t x, int by)
{
	return x << by | x >> (64 - by);
}

/* Little-endian, whatever the machine. */
static uint64_t word(const unsigned char *p, int bytes)
{
	uint64_t x = 0;

	for (int i = bytes - 1; i >= 0; i--)
		x = x << 8 | p[i];
	return x;
}

static uint64_t names_step(uint64_t lane, uint64_t x)
{
	return names_left(lane + x * P2, 31) * P1;
}

/* Four lanes of eight bytes each, as long as there are 32 bytes. */
static uint64_t stripes(const unsigned char **p, const unsigned char *end, uint64_t seed)
{
	uint64_t lane[4] = {seed + P1 + P2, seed + P2, seed, seed - P1}, sum;

	for (; end - *p >= 32; *p += 32)
		for (int i = 0; i < 4; i++)
			lane[i] = names_step(lane[i], word(*p + 8 * i, 8));
	sum = names_left(lane[0], 1) + names_left(lane[1], 7) + names_left(lane[2], 12) + names_left(lane[3], 18);
	for (int i = 0; i < 4; i++)
		sum = (sum ^ names_step(0, lane[i])) * P1 + P4;
	return sum;
}

uint64_t names_xxh64(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes, *end = p + n;
	uint64_t h = n >= 32 ? stripes(&p, end, seed) : seed + P5;

	h += n;
	for (; end - p >= 8; p += 8)
		h = names_left(h ^ names_step(0, word(p, 8)), 27) * P1 + P4;
	for (; end - p >= 4; p += 4)
		h = names_left(h ^ word(p, 4) * P1, 23) * P2 + P3;
	for (; p < end; p++)
		h = names_left(h ^ *p * P5, 11) * P1;
	h = (h ^ h >> 33) * P2;
	h = (h ^ h >> 29) * P3;
	return h ^ h >> 32;
}

/* ---- XXH3 ---- */

/* The first 128 bytes of the secret of the specification, as little-endian words. */
static const uint64_t secret[16] = {
	0xBE4BA423396CFEB8, 0x1CAD21F72C81017C, 0xDB979083E96DD4DE, 0x1F67B3B7A4A44072,
	0x78E5C0CC4EE679CB, 0x2172FFCC7DD05A82, 0x8E2443F7744608B8, 0x4C263A81E69035E0,
	0xCB00C391BB52283C, 0xA32E531B8B65D088, 0x4EF90DA297486471, 0xD8ACDEA946EF1938,
	0x3F349CE33F76FAA8, 0x1D4F0BC7C7BBDCF9, 0x3159B4CD4BE0518A, 0x647378D9C97E9FC8,
};

/* At any byte of it. */
static uint64_t secret_at(unsigned byte)
{
	unsigned i = byte / 8, shift = byte % 8 * 8;

	return shift ? secret[i] >> shift | secret[i + 1] << (64 - shift) : secret[i];
}

/* The high and the low half of the product, one over the other: 32 bits at a time, for compilers without 128. */
static uint64_t fold(uint64_t x, uint64_t y)
{
	uint64_t xl = (uint32_t)x, xh = x >> 32, yl = (uint32_t)y, yh = y >> 32;
	uint64_t ll = xl * yl, hl = xh * yl, lh = xl * yh, hh = xh * yh, middle = (ll >> 32) + (uint32_t)hl + lh;

	return ((hl >> 32) + (middle >> 32) + hh) ^ (middle << 32 | (uint32_t)ll);
}

static uint64_t names_swapped(uint64_t x)
{
	uint64_t out = 0;

	for (int i = 0; i < 8; i++)
		out = out << 8 | (x >> 8 * i & 0xFF);
	return out;
}

static uint64_t avalanche(uint64_t h)
{
	h = (h ^ h >> 37) * 0x165667919E3779F9u;
	return h ^ h >> 32;
}

static uint64_t to3(const unsigned char *p, size_t n, uint64_t seed)
{
	uint64_t x = (uint64_t)p[0] << 16 | (uint64_t)p[n / 2] << 24 | p[n - 1] | (uint64_t)n << 8;
	uint64_t h = x ^ (((uint32_t)secret[0] ^ secret[0] >> 32) + seed);

	h = (h ^ h >> 33) * P2;
	h = (h ^ h >> 29) * P3;
	return h ^ h >> 32;
}

static uint64_t to8(const unsigned char *p, size_t n, uint64_t seed)
{
	uint64_t h;

	seed ^= names_swapped((uint32_t)seed) & 0xFFFFFFFF00000000u;
	h = (word(p + n - 4, 4) + (word(p, 4) << 32)) ^ ((secret[1] ^ secret[2]) - seed);
	h = (h ^ names_left(h, 49) ^ names_left(h, 24)) * 0x9FB21C651E98DF25u;
	h = (h ^ ((h >> 35) + n)) * 0x9FB21C651E98DF25u;
	return h ^ h >> 28;
}

static uint64_t to16(const unsigned char *p, size_t n, uint64_t seed)
{
	uint64_t low = word(p, 8) ^ ((secret[3] ^ secret[4]) + seed),
			 high = word(p + n - 8, 8) ^ ((secret[5] ^ secret[6]) - seed);

	return avalanche(n + names_swapped(low) + high + fold(low, high));
}

static uint64_t sixteen(const unsigned char *p, unsigned at, uint64_t seed)
{
	return fold(word(p, 8) ^ (secret_at(at) + seed), word(p + 8, 8) ^ (secret_at(at + 8) - seed));
}

uint64_t names_xxh3(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t sum = n * P1;

	if (!n) {
		uint64_t h = seed ^ secret[7] ^ secret_at(64);

		h = (h ^ h >> 33) * P2;
		h = (h ^ h >> 29) * P3;
		return h ^ h >> 32;
	}
	if (n <= 16)
		return n <= 3 ? to3(p, n, seed) : n <= 8 ? to8(p, n, seed) : to16(p, n, seed);
	for (unsigned k = (unsigned)(n - 1) / 32 + 1; k-- > 0;) /* from the middle outwards */
		sum += sixteen(p + 16 * k, 32 * k, seed) + sixteen(p + n - 16 * (k + 1), 32 * k + 16, seed);
	return avalanche(sum);
}

uint64_t names_fnv1a(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t h = 0xCBF29CE484222325u ^ seed;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001B3u;
	return h;
}
