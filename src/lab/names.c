/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.c - XXH64 after its specification (Y. Collet, "xxHash fast digest algorithm"), and FNV-1a. */
#include "lab/names.h"

#include <string.h>

#define P1 0x9E3779B185EBCA87u
#define P2 0xC2B2AE3D27D4EB4Fu
#define P3 0x165667B19E3779F9u
#define P4 0x85EBCA77C2B2AE63u
#define P5 0x27D4EB2F165667C5u

static uint64_t left(uint64_t x, int by)
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

static uint64_t step(uint64_t lane, uint64_t x)
{
	return left(lane + x * P2, 31) * P1;
}

/* Four lanes of eight bytes each, as long as there are 32 bytes. */
static uint64_t stripes(const unsigned char **p, const unsigned char *end, uint64_t seed)
{
	uint64_t lane[4] = {seed + P1 + P2, seed + P2, seed, seed - P1}, sum;

	for (; end - *p >= 32; *p += 32)
		for (int i = 0; i < 4; i++)
			lane[i] = step(lane[i], word(*p + 8 * i, 8));
	sum = left(lane[0], 1) + left(lane[1], 7) + left(lane[2], 12) + left(lane[3], 18);
	for (int i = 0; i < 4; i++)
		sum = (sum ^ step(0, lane[i])) * P1 + P4;
	return sum;
}

uint64_t names_xxh64(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes, *end = p + n;
	uint64_t h = n >= 32 ? stripes(&p, end, seed) : seed + P5;

	h += n;
	for (; end - p >= 8; p += 8)
		h = left(h ^ step(0, word(p, 8)), 27) * P1 + P4;
	for (; end - p >= 4; p += 4)
		h = left(h ^ word(p, 4) * P1, 23) * P2 + P3;
	for (; p < end; p++)
		h = left(h ^ *p * P5, 11) * P1;
	h = (h ^ h >> 33) * P2;
	h = (h ^ h >> 29) * P3;
	return h ^ h >> 32;
}

uint64_t names_fnv1a(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t h = 0xCBF29CE484222325u ^ seed;

	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001B3u;
	return h;
}
