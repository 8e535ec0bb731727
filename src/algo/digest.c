/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.c - what the three have in common: blocks of 64 bytes, then a bit of 1, zeros, and the length in bits. */
#include "algo/digest.h"

#include <string.h>

static uint32_t digest_left(uint32_t x, unsigned by)
{
	return x << by | x >> (32 - by);
}

static uint32_t digest_right(uint32_t x, unsigned by)
{
	return x >> by | x << (32 - by);
}

static uint32_t digest_word_of(const unsigned char *p, bool big)
{
	return big ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]
	           : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

/* ---- one block ---- */

static void md5(uint32_t *h, const unsigned char *block)
{
	static const uint32_t sine[64] = {
		/* of 1, 2, 3 ... times 2^32 */
		0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
		0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
		0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
		0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
		0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
		0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
		0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
		0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
	};
	static const unsigned char turn[16] = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
	uint32_t a = h[0], b = h[1], c = h[2], d = h[3];

	for (unsigned i = 0; i < 64; i++) {
		unsigned round = i / 16, at = (round == 0 ? i : round == 1 ? 5 * i + 1 : round == 2 ? 3 * i + 5 : 7 * i) % 16;
		uint32_t f = round == 0   ? (b & c) | (~b & d)
		             : round == 1 ? (d & b) | (~d & c)
		             : round == 2 ? b ^ c ^ d
		                          : c ^ (b | ~d);
		uint32_t sum = a + f + sine[i] + digest_word_of(block + 4 * at, false);

		a = d;
		d = c;
		c = b;
		b += digest_left(sum, turn[4 * round + i % 4]);
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
}

static void sha1(uint32_t *h, const unsigned char *block)
{
	static const uint32_t add[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
	uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];

	for (unsigned i = 0; i < 80; i++)
		w[i] = i < 16 ? digest_word_of(block + 4 * i, true)
		              : digest_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (unsigned i = 0; i < 80; i++) {
		uint32_t f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
		uint32_t sum = digest_left(a, 5) + f + e + add[i / 20] + w[i];

		e = d;
		d = c;
		c = digest_left(b, 30);
		b = a;
		a = sum;
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
	h[4] += e;
}

static void sha256(uint32_t *h, const unsigned char *block)
{
	static const uint32_t root[64] = {
		/* the fractions of the cube roots of the first primes */
		0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
		0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
		0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
		0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
		0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
		0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
		0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
		0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
	};
	uint32_t w[64], v[8];

	for (unsigned i = 0; i < 64; i++)
		w[i] = i < 16 ? digest_word_of(block + 4 * i, true)
		              : w[i - 16] + w[i - 7] +
		                    (digest_right(w[i - 15], 7) ^ digest_right(w[i - 15], 18) ^ w[i - 15] >> 3) +
		                    (digest_right(w[i - 2], 17) ^ digest_right(w[i - 2], 19) ^ w[i - 2] >> 10);
	memcpy(v, h, sizeof v);
	for (unsigned i = 0; i < 64; i++) {
		uint32_t big1 = digest_right(v[4], 6) ^ digest_right(v[4], 11) ^ digest_right(v[4], 25),
				 choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
		uint32_t big0 = digest_right(v[0], 2) ^ digest_right(v[0], 13) ^ digest_right(v[0], 22),
				 most = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
		uint32_t one = v[7] + big1 + choice + root[i] + w[i];

		memmove(v + 1, v, 7 * sizeof *v);
		v[4] += one;
		v[0] = one + big0 + most;
	}
	for (unsigned i = 0; i < 8; i++)
		h[i] += v[i];
}

/* ---- all of them ---- */

static const struct {
	void (*block)(uint32_t *h, const unsigned char *block);
	unsigned size; /* of the digest, in bytes */
	bool big;      /* words begin with their highest byte */
	uint32_t begin[8];
} kinds[] = {
	[DIGEST_MD5] = {md5, 16, false, {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}},
	[DIGEST_SHA1] = {sha1, 20, true, {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}},
	[DIGEST_SHA256] = {sha256,
                       32,
                       true,
                       {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
                        0x5be0cd19}},
};

/* The words of the digest; byte i of it is digest_byte(h, big, i). */
static void digest_words(enum digest kind, const unsigned char *p, size_t n, uint32_t h[8])
{
	unsigned char last[128] = {0};
	size_t rest = n % 64, end = rest < 56 ? 64 : 128;
	uint64_t bits = (uint64_t)n * 8;

	memcpy(h, kinds[kind].begin, sizeof(kinds[kind].begin));
	for (size_t i = 0; i < n / 64; i++)
		kinds[kind].block(h, p + 64 * i);
	if (rest)
		memcpy(last, p + n - rest, rest);
	last[rest] = 0x80;
	for (unsigned i = 0; i < 8; i++)
		last[kinds[kind].big ? end - 1 - i : end - 8 + i] = (unsigned char)(bits >> 8 * i);
	for (size_t i = 0; i < end; i += 64)
		kinds[kind].block(h, last + i);
}

static unsigned digest_byte(const uint32_t h[8], bool big, unsigned i)
{
	return h[i / 4] >> 8 * (big ? 3 - i % 4 : i % 4) & 0xFF;
}

void digest_hex(enum digest kind, const void *bytes, size_t n, char out[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	uint32_t h[8];

	digest_words(kind, bytes, n, h);
	for (unsigned i = 0; i < kinds[kind].size; i++) {
		unsigned byte = digest_byte(h, kinds[kind].big, i);

		*out++ = digits[byte >> 4];
		*out++ = digits[byte & 15];
	}
	*out = '\0';
}

uint64_t digest_first(enum digest kind, const void *bytes, size_t n)
{
	uint64_t first = 0;
	uint32_t h[8];

	digest_words(kind, bytes, n, h);
	for (unsigned i = 8; i-- > 0;) /* the first byte is the lowest */
		first = first << 8 | digest_byte(h, kinds[kind].big, i);
	return first;
}
