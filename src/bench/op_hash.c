/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_hash.c - hashes of short keys, independent and one after the other, and of buffers. */
#include <stdlib.h>
#include <string.h>

#include "algo/hash.h"
#include "algo/hash_key.h"
#include "algo/random.h"
#include "bench/bench.h"
#include "bench/ops.h"

#if defined(HAVE_XXHASH) || defined(HAVE_ZLIB)

enum { KEY = 64, KEYS = (16 << 10) / KEY, BULK = 64 << 10 };

struct hashing {
	unsigned char *bytes;
	size_t size;
};

static bool hash_start(struct run *r, size_t size)
{
	struct hashing *h = calloc(1, sizeof(*h));
	struct random random = {1};

	r->state = h;
	if (!h)
		return run_skip(r, "no memory");
	h->size = size;
	h->bytes = aligned_alloc(64, size);
	if (!h->bytes)
		return run_skip(r, "no memory");
	random_fill(&random, h->bytes, size);
	return true;
}

static void hash_stop(struct run *r)
{
	struct hashing *h = r->state;

	if (h)
		free(h->bytes);
	free(h);
}

#ifdef HAVE_XXHASH

/* The bytes of XXH3's own self test: each is the top byte of a product. Their hashes are its published vectors. */
static void vector_bytes(unsigned char *out, size_t n)
{
	uint64_t x = 2654435761u;

	for (size_t i = 0; i < n; i++) {
		out[i] = (unsigned char)(x >> 56);
		x *= 11400714785074694797u;
	}
}

static const struct {
	size_t n;
	uint64_t seed, hash;
} vectors[] = {
	{1, 0, 0xC44BDFF4074EECDBu},   {1, 0x9E3779B185EBCA8Du, 0x032BE332DD766EF8u},
	{6, 0, 0x27B56A84CD2D7325u},   {24, 0, 0xA3FE70BF9D3510EBu},
	{48, 0, 0x397DA259ECBA1F11u},  {80, 0, 0xBCDEFBBB2C47C90Au},
	{195, 0, 0xCD94217EE362EC3Au}, {403, 0, 0xCDEB804D65C6DEA4u},
	{512, 0, 0x617E49599013CB6Bu}, {2048, 0, 0xDD59E2C3A5F038E0u},
};

static bool vectors_hold(struct run *r, bool bulk)
{
	unsigned char bytes[2048];

	vector_bytes(bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		if (bulk && vectors[i].seed)
			continue;
		if ((bulk ? hash_bulk(bytes, vectors[i].n) : hash_key(bytes, vectors[i].n, vectors[i].seed)) != vectors[i].hash)
			return run_fail(r, "XXH3 of %zu B is not the published one", vectors[i].n);
	}
	return true;
}

static bool keys_setup(struct run *r)
{
	r->bytes = KEY;
	run_param(r, "key", KEY);
	run_param(r, "working_set", KEYS * KEY);
	return hash_start(r, KEYS * KEY);
}

static bool keys_check(struct run *r)
{
	return vectors_hold(r, false);
}

static void independent(struct run *r, uint64_t n)
{
	const struct hashing *h = r->state;

	for (uint64_t i = 0; i < n; i++) {
		uint64_t x = hash_key(h->bytes + (i % KEYS) * KEY, KEY, 0);

		BENCH_KEEP(x);
	}
}

static void dependent(struct run *r, uint64_t n)
{
	const struct hashing *h = r->state;
	uint64_t x = 0;

	for (uint64_t i = 0; i < n; i++)
		x = hash_key(h->bytes + (i % KEYS) * KEY, KEY, x);
	BENCH_KEEP(x);
}

static bool bulk_setup(struct run *r)
{
	r->bytes = BULK;
	run_note(r, "%s", hash_bulk_path());
	return hash_start(r, BULK);
}

static bool bulk_check(struct run *r)
{
	return vectors_hold(r, true);
}

static void bulk(struct run *r, uint64_t n)
{
	const struct hashing *h = r->state;

	for (uint64_t i = 0; i < n; i++) {
		uint64_t x = hash_bulk(h->bytes, BULK);

		BENCH_KEEP(x);
		BENCH_CLOBBER();
	}
}

const struct work work_xxh3_64 = {keys_setup, NULL, independent, keys_check, hash_stop};
const struct work work_xxh3_64_dep = {keys_setup, NULL, dependent, keys_check, hash_stop};
const struct work work_xxh3_bulk = {bulk_setup, NULL, bulk, bulk_check, hash_stop};

#endif

#ifdef HAVE_ZLIB

static bool crc_setup(struct run *r)
{
	r->bytes = BULK;
	return hash_start(r, BULK);
}

static bool crc_check(struct run *r)
{
	if (hash_crc32(0, "123456789", 9) != 0xCBF43926u)
		return run_fail(r, "CRC-32 of 123456789 is not CBF43926");
	return true;
}

static void crc(struct run *r, uint64_t n)
{
	const struct hashing *h = r->state;

	for (uint64_t i = 0; i < n; i++) {
		uint32_t x = hash_crc32(0, h->bytes, BULK);

		BENCH_KEEP(x);
		BENCH_CLOBBER();
	}
}

const struct work work_crc32_bulk = {crc_setup, NULL, crc, crc_check, hash_stop};

#endif

#endif
