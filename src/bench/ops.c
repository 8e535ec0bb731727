/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ops.c - the table of operations, one row each. The man page, --list, completion and the runner read these. */
#include "bench/ops.h"

#include "bench/libs.h"

const struct operation ops[] = {
	{ .name = "xxh3_64", .group = "hash", .needs = "libxxhash", .version = WITH_XXHASH(version_xxhash), .rev = 1,
	  .work = WITH_XXHASH(&work_xxh3_64), .what = "XXH3, 64 bits, of a key of 64 B; keys independent, from L1" },
	{ .name = "sha256_64", .group = "crypto", .needs = "libcrypto", .version = WITH_CRYPTO(version_crypto), .rev = 1,
	  .work = WITH_CRYPTO(&work_sha256_64), .what = "SHA-256 of 64 B, state reused" },
	{ .name = "ht_get_l2", .group = "table", .needs = "libck", .version = WITH_CK(version_ck), .rev = 1,
	  .latency = LATENCY_TICKS, .work = WITH_CK(&work_ht_get_l2),
	  .what = "get an 8-byte key that is there, in random order, independent; 100,000 keys" },
	{ .name = "spsc_push_pop", .group = "queue", .class = CLASS_PAIR, .place = PLACE_TWO, .spins = true, .needs = "libck",
	  .version = WITH_CK(version_ck), .rev = 1, .work = WITH_CK(&work_spsc_push_pop),
	  .what = "one item through a ring of 1024 slots between two threads, one pushing, one popping" },
	{ .name = "syscall", .group = "thread", .all = true, .latency = LATENCY_TICKS, .rev = 1, .work = &work_syscall,
	  .what = "a system call that does nothing: getppid" },
};
const unsigned op_count = sizeof(ops) / sizeof(ops[0]);
