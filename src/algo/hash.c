/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hash.c - XXH3 in bulk, through the library's own choice of instructions. */
#include "algo/hash.h"

#ifdef HAVE_XXHASH

#include <stdio.h>

#ifdef HAVE_XXHASH_DISPATCH
#include <xxh_x86dispatch.h>

uint64_t hash_bulk(const void *bytes, size_t n)
{
	return XXH3_64bits_dispatch(bytes, n);
}

const char *hash_bulk_path(void)
{
	__builtin_cpu_init();
	if (__builtin_cpu_supports("avx512f"))
		return "AVX-512";
	return __builtin_cpu_supports("avx2") ? "AVX2" : "SSE2";
}

#else
#include <xxhash.h>

uint64_t hash_bulk(const void *bytes, size_t n)
{
	return XXH3_64bits(bytes, n);
}

const char *hash_bulk_path(void)
{
	return "baseline";
}

#endif

const char *hash_xxhash_version(void)
{
	static char text[32];
	unsigned v = XXH_versionNumber();

	snprintf(text, sizeof(text), "%u.%u.%u", v / 10000, v / 100 % 100, v % 100);
	return text;
}

#endif
