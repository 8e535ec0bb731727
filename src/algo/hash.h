/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hash.h - hash functions: XXH3 in bulk, CRC-32, SHA-256. Each is there where its library is; short keys: hash_key.h.
 */
#ifndef BOTE_HASH_H
#define BOTE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef HAVE_XXHASH
/* For buffers: the widest code that this processor runs, chosen when the program runs where the library can. */
uint64_t hash_bulk(const void *bytes, size_t n);
/* What that is: "AVX-512", "AVX2", "SSE2", "baseline". */
const char *hash_bulk_path(void);
/* The library's version: "0.8.1". */
const char *hash_xxhash_version(void);
#endif

#ifdef HAVE_ZLIB
/* CRC-32 as in zip and png; `before` is 0, or the result for what came before. */
uint32_t hash_crc32(uint32_t before, const void *bytes, size_t n);
#endif

#ifdef HAVE_LIBCRYPTO
enum { HASH_SHA256_SIZE = 32 };

/*
 * SHA-256 with the algorithm looked up once and its state kept: in OpenSSL 3 the look-up costs more than the hash of a
 * short input. One of these a thread. NULL when the library has no SHA-256.
 */
struct hash_sha256;
struct hash_sha256 *hash_sha256_new(void);
void hash_sha256_free(struct hash_sha256 *h);
bool hash_sha256(struct hash_sha256 *h, const void *bytes, size_t n, unsigned char out[HASH_SHA256_SIZE]);
#endif

#endif
