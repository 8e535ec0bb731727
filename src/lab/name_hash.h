/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * name_hash.h - hashes of names such as "key-17": xxHash's 64-bit hashes, by their specification, and FNV-1a, which
 * mixes similar names badly.
 */
#ifndef BOTE_NAME_HASH_H
#define BOTE_NAME_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t names_xxh64(const void *bytes, size_t n, uint64_t seed);
/* XXH3, 64 bits: of at most 128 bytes. */
uint64_t names_xxh3(const void *bytes, size_t n, uint64_t seed);
uint64_t names_fnv1a(const void *bytes, size_t n, uint64_t seed);

#endif
