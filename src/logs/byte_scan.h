/* SPDX-License-Identifier: GPL-3.0-or-later */
/* byte_scan.h - memchr() for what is mostly a few bytes away, without a call: eight bytes at a time. */
#ifndef BOTE_BYTE_SCAN_H
#define BOTE_BYTE_SCAN_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t byte_load(const char *p)
{
	uint64_t x;

	memcpy(&x, p, 8);
	return x;
}

/* The first `c` in [p, end), or NULL. */
static inline const char *byte_find(const char *p, const char *end, char c)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	const uint64_t ones = 0x0101010101010101u, wanted = ones * (unsigned char)c;

	for (; end - p >= 8; p += 8) {
		uint64_t x = byte_load(p) ^ wanted, zero = (x - ones) & ~x & ones << 7;

		if (zero)
			return p + __builtin_ctzll(zero) / 8;
	}
#endif
	for (; p < end; p++)
		if (*p == c)
			return p;
	return NULL;
}

/* Are these bytes alike? */
static inline bool byte_same(const char *a, const char *b, size_t len)
{
	if (len >= 8)
		return byte_load(a) == byte_load(b) && byte_load(a + len - 8) == byte_load(b + len - 8) &&
		       (len <= 16 || !memcmp(a, b, len));
	for (size_t i = 0; i < len; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

#endif
