/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_crypto.c - SHA-256 of short and of long inputs. */
#include "bench/ops.h"

#ifdef HAVE_LIBCRYPTO

#include <stdlib.h>
#include <string.h>

#include "algo/hash.h"
#include "algo/random.h"

enum { SHORT = 64, SHORTS = (16 << 10) / SHORT, LONG = 16 << 10 };

struct digest {
	struct hash_sha256 *sha;
	unsigned char bytes[LONG];
};

static bool crypto_setup(struct run *r, size_t size)
{
	struct digest *d = calloc(1, sizeof(*d));
	struct random random = {2};

	r->state = d;
	r->bytes = (double)size;
	if (!d)
		return run_skip(r, "no memory");
	d->sha = hash_sha256_new();
	if (!d->sha)
		return run_skip(r, "libcrypto offers no SHA-256 here");
	random_fill(&random, d->bytes, sizeof(d->bytes));
	return true;
}

static void crypto_stop(struct run *r)
{
	struct digest *d = r->state;

	if (d)
		hash_sha256_free(d->sha);
	free(d);
}

/* FIPS 180-4, example B.1. */
static bool crypto_check(struct run *r)
{
	static const unsigned char abc[HASH_SHA256_SIZE] = {
		0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
		0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
	};
	const struct digest *d = r->state;
	unsigned char out[HASH_SHA256_SIZE];

	if (!hash_sha256(d->sha, "abc", 3, out) || memcmp(out, abc, sizeof(abc)) != 0)
		return run_fail(r, "SHA-256 of abc is not that of the standard");
	return true;
}

static bool short_setup(struct run *r)
{
	return crypto_setup(r, SHORT);
}

static bool long_setup(struct run *r)
{
	return crypto_setup(r, LONG);
}

static void run_short(struct run *r, uint64_t n)
{
	const struct digest *d = r->state;
	unsigned char out[HASH_SHA256_SIZE];

	for (uint64_t i = 0; i < n; i++) {
		hash_sha256(d->sha, d->bytes + (i % SHORTS) * SHORT, SHORT, out);
		BENCH_CLOBBER();
	}
}

static void run_long(struct run *r, uint64_t n)
{
	const struct digest *d = r->state;
	unsigned char out[HASH_SHA256_SIZE];

	for (uint64_t i = 0; i < n; i++) {
		hash_sha256(d->sha, d->bytes, LONG, out);
		BENCH_CLOBBER();
	}
}

const struct work work_sha256_64 = {short_setup, NULL, run_short, crypto_check, crypto_stop};
const struct work work_sha256_bulk = {long_setup, NULL, run_long, crypto_check, crypto_stop};

#endif
