/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_pack.c - compressing a log of JSON lines, and back. */
#include <stdlib.h>
#include <string.h>

#include "algo/sample_data.h"
#include "bench/bench.h"
#include "bench/ops.h"

#ifdef HAVE_ZSTD
#include <zstd.h>
#endif
#ifdef HAVE_LZ4
#include <lz4.h>
#endif

#if defined(HAVE_ZSTD) || defined(HAVE_LZ4)

enum { SIZE = 64 << 10, ROOM = SIZE + 4096, LEVEL = 3 };

struct packing {
	char plain[SIZE], back[SIZE];
	char packed[ROOM];
	size_t size; /* of packed */
	void *compressor, *decompressor;
};

static struct packing *pack_begin(struct run *r)
{
	struct packing *p = calloc(1, sizeof(*p));

	r->state = p;
	r->bytes = SIZE;
	if (p)
		sample_log(p->plain, SIZE);
	else
		run_skip(r, "no memory");
	return p;
}

/* Packed once, for unpacking and for the ratio. */
static bool packed(struct run *r)
{
	struct packing *p = r->state;

	r->op->work->run(r, 1);
	if (!p->size)
		return run_fail(r, "it could not be compressed");
	run_extra(r, "ratio", (double)SIZE / (double)p->size);
	return true;
}

static bool same(struct run *r)
{
	const struct packing *p = r->state;

	return memcmp(p->plain, p->back, SIZE) == 0 ? true : run_fail(r, "what was unpacked is not what was packed");
}

#endif

#ifdef HAVE_ZSTD

static void zstd_run(struct run *r, uint64_t n)
{
	struct packing *p = r->state;

	for (uint64_t i = 0; i < n; i++) {
		p->size = ZSTD_compressCCtx(p->compressor, p->packed, ROOM, p->plain, SIZE, LEVEL);
		BENCH_CLOBBER();
	}
	if (ZSTD_isError(p->size))
		p->size = 0;
}

static void zstd_d_run(struct run *r, uint64_t n)
{
	struct packing *p = r->state;

	for (uint64_t i = 0; i < n; i++) {
		ZSTD_decompressDCtx(p->decompressor, p->back, SIZE, p->packed, p->size);
		BENCH_CLOBBER();
	}
}

static bool zstd_begin(struct run *r)
{
	struct packing *p = pack_begin(r);

	if (!p)
		return false;
	p->compressor = ZSTD_createCCtx();
	p->decompressor = ZSTD_createDCtx();
	run_param(r, "level", LEVEL);
	return p->compressor && p->decompressor ? true : run_skip(r, "no memory");
}

static bool zstd_setup(struct run *r)
{
	return zstd_begin(r) && packed(r);
}

static bool zstd_d_setup(struct run *r)
{
	if (!zstd_begin(r))
		return false;
	zstd_run(r, 1);
	return true;
}

static bool zstd_check(struct run *r)
{
	zstd_run(r, 1);
	zstd_d_run(r, 1);
	return same(r);
}

static void zstd_stop(struct run *r)
{
	struct packing *p = r->state;

	if (!p)
		return;
	ZSTD_freeCCtx(p->compressor);
	ZSTD_freeDCtx(p->decompressor);
	free(p);
}

const struct work work_zstd3 = {zstd_setup, NULL, zstd_run, zstd_check, zstd_stop};
const struct work work_zstd3_d = {zstd_d_setup, NULL, zstd_d_run, zstd_check, zstd_stop};

#endif

#ifdef HAVE_LZ4

static void lz4_run(struct run *r, uint64_t n)
{
	struct packing *p = r->state;
	int size = 0;

	for (uint64_t i = 0; i < n; i++) {
		size = LZ4_compress_default(p->plain, p->packed, SIZE, ROOM);
		BENCH_CLOBBER();
	}
	p->size = size > 0 ? (size_t)size : 0;
}

static void lz4_d_run(struct run *r, uint64_t n)
{
	struct packing *p = r->state;

	for (uint64_t i = 0; i < n; i++) {
		LZ4_decompress_safe(p->packed, p->back, (int)p->size, SIZE);
		BENCH_CLOBBER();
	}
}

static bool lz4_setup(struct run *r)
{
	return pack_begin(r) && packed(r);
}

static bool lz4_d_setup(struct run *r)
{
	if (!pack_begin(r))
		return false;
	lz4_run(r, 1);
	return true;
}

static bool lz4_check(struct run *r)
{
	lz4_run(r, 1);
	lz4_d_run(r, 1);
	return same(r);
}

static void lz4_stop(struct run *r)
{
	free(r->state);
}

const struct work work_lz4 = {lz4_setup, NULL, lz4_run, lz4_check, lz4_stop};
const struct work work_lz4_d = {lz4_d_setup, NULL, lz4_d_run, lz4_check, lz4_stop};

#endif
