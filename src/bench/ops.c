/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ops.c - the table of operations, one row each, in the order in which they are shown; finding one by its name. */
#include "bench/ops.h"

#include "bench/libs.h"

/* What is made with a library: its name, its version when the program runs, and the functions if this build has it. */
#define BY(lib, LIB, name, functions) \
	.needs = name, .version = WITH_##LIB(version_##lib), .work = WITH_##LIB(&functions)
#define XXHASH(functions) BY(xxhash, XXHASH, "libxxhash", functions)
#define CRYPTO(functions) BY(crypto, CRYPTO, "libcrypto", functions)
#define CK(functions) BY(ck, CK, "libck", functions)
#define UTHASH(functions) BY(uthash, UTHASH, "uthash", functions)
#define ZLIB(functions) BY(zlib, ZLIB, "zlib", functions)
#define ZSTD(functions) BY(zstd, ZSTD, "libzstd", functions)
#define LZ4(functions) BY(lz4, LZ4, "liblz4", functions)
#define SQLITE(functions) BY(sqlite, SQLITE, "sqlite3", functions)
#define HIREDIS(functions) BY(hiredis, HIREDIS, "hiredis", functions)
#define LIBPQ(functions) BY(libpq, LIBPQ, "libpq", functions)

#define PAIR .class = CLASS_PAIR, .place = PLACE_TWO
#define PAIR_SAME .class = CLASS_PAIR, .place = PLACE_SAME
#define SPINNING PAIR, .spins = true
#define NAMED PAIR_SAME, .foreign = true
#define DEVICE .class = CLASS_DEVICE
#define TIMED .latency = LATENCY_CLOCK
#define WAITS \
	.doubt_under = 20e-6, .doubt = "under 20 us: this device does not wait for its medium, or its cache is protected"

const struct operation ops[] = {
	{"xxh3_64", "hash", .rev = 1, XXHASH(work_xxh3_64),
     .what = "XXH3, 64 bits, of a key of 64 B in L1; independent keys: throughput"},
	{"xxh3_64_dep", "hash", .rev = 1, XXHASH(work_xxh3_64_dep),
     .what = "XXH3, 64 bits, of a key of 64 B; each hash is the seed of the next: what a look-up waits for"},
	{"xxh3_bulk", "hash", .rev = 1, .all = true, .heats = true, XXHASH(work_xxh3_bulk),
     .what = "XXH3 of a buffer of 64 KiB, with the widest instructions there are"},
	{"crc32_bulk", "hash", .rev = 1, ZLIB(work_crc32_bulk), .what = "CRC-32 of 64 KiB"},

	{"sha256_64", "crypto", .rev = 1, CRYPTO(work_sha256_64), .what = "SHA-256 of 64 B; algorithm and state kept"},
	{"sha256_bulk", "crypto", .rev = 1, .all = true, CRYPTO(work_sha256_bulk), .what = "SHA-256 of 16 KiB"},

	{"ht_get_l2", "table", .rev = 1, .all = true, .latency = LATENCY_TICKS, CK(work_ht_get_l2),
     .what = "get one of 100,000 keys of 8 B, in random order; independent: throughput"},
	{"ht_get", "table", .rev = 1, .big = true, .all = true, .latency = LATENCY_TICKS, CK(work_ht_get),
     .what = "get one of 10 million keys of 8 B, in memory, in random order; independent: throughput"},
	{"ht_get_dep", "table", .rev = 1, CK(work_ht_get_dep),
     .what = "get one of 10 million keys of 8 B; the next key depends on the value got: latency"},
	{"ht_put", "table", .rev = 2, CK(work_ht_put), .what = "put a new key into a table with room for 100,000"},
	{"ht_chained_get", "table", .rev = 1, .big = true, UTHASH(work_ht_chained_get),
     .what = "get one of a million keys in a table with chains"},

	{"ring_lookup", "ring", .rev = 1, XXHASH(work_ring_lookup),
     .what = "node of a key: hash it, search a ring of 100 x 160 points"},
	{"jump_hash", "ring", .rev = 1, .work = &work_jump_hash, .what = "jump consistent hash into 100 buckets"},

	{"lru_get", "cache", .rev = 1, UTHASH(work_lru_get),
     .what = "ask an LRU cache of 100,000 entries for one of a million keys (Zipf 0.99); a miss puts and evicts"},
	{"cache_fifo", "cache", .rev = 1, .work = &work_cache_fifo,
     .what = "ask a FIFO cache as lru_get asks its own; keys found by an array"},
	{"cache_clock", "cache", .rev = 1, .work = &work_cache_clock,
     .what = "ask a CLOCK cache as lru_get asks its own; keys found by an array"},
	{"cache_sieve", "cache", .rev = 1, .work = &work_cache_sieve,
     .what = "ask a SIEVE cache as lru_get asks its own; keys found by an array"},
	{"cache_random", "cache", .rev = 1, .work = &work_cache_random,
     .what = "ask a cache that throws out at random as lru_get asks its own; keys found by an array"},

	{"spsc_push_pop", "queue", .rev = 1, SPINNING, CK(work_spsc_push_pop),
     .what = "an item through a ring of 1024 slots, from one thread to another on a second CPU"},
	{"mpmc_push_pop", "queue", .rev = 1, SPINNING, CK(work_mpmc_push_pop),
     .what = "an item through a ring of 1024 slots with calls for many threads, from one to another on a second CPU"},
	{"mpmc_push_pop_n", "queue", .rev = 1, SPINNING, .least_cpus = 4, CK(work_mpmc_push_pop_n),
     .what = "an item through a ring of 1024 slots, as many threads as CPUs, half of them pushing: all together"},
	{"lockq_push_pop", "queue", .rev = 1, PAIR, .work = &work_lockq_push_pop,
     .what = "an item through a queue with a mutex and two conditions, from one thread to another on a second CPU"},
	{"queue_rtt", "queue", .rev = 1, SPINNING, .work = &work_queue_rtt,
     .what = "a cache line to another CPU and back, both spinning"},

	{"mem_l1", "memory", .rev = 1, .work = &work_mem_l1, .what = "wait for a read, 16 KiB"},
	{"mem_l2", "memory", .rev = 1, .work = &work_mem_l2, .what = "wait for a read, half the L2"},
	{"mem_l3", "memory", .rev = 1, .work = &work_mem_l3,
     .what = "wait for a read, a quarter of the L3, at most 32 MiB"},
	{"mem_dram", "memory", .rev = 1, .work = &work_mem_dram,
     .what = "wait for a read, four times the last cache and at least 1 GiB"},
	{"mem_random", "memory", .rev = 1, .big = true, .all = true, .work = &work_mem_random,
     .what = "read 64 B at random; independent: throughput"},
	{"mem_read", "memory", .rev = 1, .all = true, .work = &work_mem_read, .what = "read 1 MiB of memory in sequence"},
	{"memcpy", "memory", .rev = 2, .big = true, .work = &work_memcpy,
     .what = "copy 64 MiB in memory; bytes counted once"},
	{"memcpy_l1", "memory", .rev = 1, .heats = true, .work = &work_memcpy_l1, .what = "copy 8 KiB in L1"},
	{"page_fault", "memory", .rev = 1, .all = true, .work = &work_page_fault,
     .what = "touch a page of 4 KiB for the first time"},
	{"malloc_free", "memory", .rev = 1, .work = &work_malloc_free, .what = "malloc and free 64 B"},

	{"syscall", "thread", .rev = 1, .all = true, .latency = LATENCY_TICKS, .work = &work_syscall,
     .what = "a system call that does nothing: getppid"},
	{"clock", "thread", .rev = 1, .work = &work_clock, .what = "ask for the time: clock_gettime"},
	{"mutex", "thread", .rev = 1, .work = &work_mutex, .what = "lock, add one, unlock; nobody else wants it"},
	{"mutex_contended", "thread", .rev = 1, PAIR, .work = &work_mutex_contended,
     .what = "lock, add one, unlock, while another thread does so too"},
	{"atomic_add", "thread", .rev = 1, .work = &work_atomic_add, .what = "add one atomically"},
	{"atomic_add_contended", "thread", .rev = 1, SPINNING, .work = &work_atomic_add_contended,
     .what = "add one atomically, while another thread does so too"},
	{"switch_1cpu", "thread", .rev = 1, PAIR_SAME, TIMED, .work = &work_switch,
     .what = "a byte to another thread and back by pipes, on one CPU: two switches"},
	{"switch_2cpu", "thread", .rev = 1, PAIR, TIMED, .work = &work_switch,
     .what = "a byte to another thread and back by pipes, on two CPUs: two wake-ups"},
	{"thread_create", "thread", .rev = 2, PAIR_SAME, .work = &work_thread_create,
     .what = "create a thread and join it"},

	{"tcp_rtt_1cpu", "network", .rev = 1, PAIR_SAME, TIMED, .work = &work_tcp_rtt,
     .what = "64 B there and back by TCP on 127.0.0.1, both ends on one CPU"},
	{"tcp_rtt_2cpu", "network", .rev = 1, PAIR, TIMED, .work = &work_tcp_rtt,
     .what = "64 B there and back by TCP on 127.0.0.1, the ends on two CPUs"},
	{"tcp", "network", .rev = 1, PAIR, .work = &work_tcp, .what = "64 KiB one way by TCP on 127.0.0.1"},
	{"tcp_accept", "network", .rev = 1, PAIR, .work = &work_tcp_accept, .what = "connect, accept, one byte, close"},

	{"fdatasync_4k", "disk", .rev = 1, DEVICE, TIMED, WAITS, .work = &work_fdatasync_4k,
     .what = "overwrite 4 KiB of a file, fdatasync"},
	{"append_sync_4k", "disk", .rev = 1, DEVICE, TIMED, WAITS, .work = &work_append_sync_4k,
     .what = "append 4 KiB to a file, fdatasync"},
	{"disk_read_seq", "disk", .rev = 1, DEVICE, .work = &work_disk_read_seq,
     .what = "read 1 MiB in sequence, past the page cache"},
	{"disk_read_rand", "disk", .rev = 1, DEVICE, TIMED, .work = &work_disk_read_rand,
     .what = "read 4 KiB at random, one at a time, past the page cache"},
	{"file_read_cached", "disk", .rev = 1, .work = &work_file_read_cached, .what = "read 4 KiB from the page cache"},

	{"zstd3", "pack", .rev = 1, .all = true, ZSTD(work_zstd3), .what = "compress 64 KiB of a JSON log, zstd level 3"},
	{"zstd3_d", "pack", .rev = 1, .all = true, ZSTD(work_zstd3_d), .what = "unpack 64 KiB of a JSON log, zstd level 3"},
	{"lz4", "pack", .rev = 1, .all = true, LZ4(work_lz4), .what = "compress 64 KiB of a JSON log, lz4"},
	{"lz4_d", "pack", .rev = 1, .all = true, LZ4(work_lz4_d), .what = "unpack 64 KiB of a JSON log, lz4"},

	{"sort_100k", "compute", .rev = 1, .work = &work_sort_100k,
     .what = "sort 100,000 whole numbers of 8 B, drawn at random, with qsort"},

	{"sqlite_get", "database", .rev = 1, .big = true, .latency = LATENCY_TICKS, SQLITE(work_sqlite_get),
     .what = "a row by its key, prepared, of a million in memory"},
	{"sqlite_scan", "database", .rev = 1, SQLITE(work_sqlite_scan),
     .what = "look at one row of a scan, with a condition that no index helps"},
	{"sqlite_commit", "database", .rev = 1, DEVICE, TIMED, WAITS, SQLITE(work_sqlite_commit),
     .what = "insert a row and commit it to the disk (WAL, synchronous)"},
	{"postgres_select_1", "database", .rev = 1, NAMED, TIMED, LIBPQ(work_postgres_select_1),
     .what = "a prepared statement that does nothing; --postgres names the server"},
	{"postgres_get", "database", .rev = 1, NAMED, TIMED, LIBPQ(work_postgres_get),
     .what = "a row by its key, of 100,000"},
	{"postgres_scan", "database", .rev = 1, NAMED, LIBPQ(work_postgres_scan),
     .what = "count rows by a scan of 100,000"},
	{"postgres_commit", "database", .rev = 1, DEVICE, .foreign = true, TIMED, LIBPQ(work_postgres_commit),
     .what = "insert a row and commit it"},

	{"redis_get_1cpu", "service", .rev = 1, PAIR_SAME, TIMED, HIREDIS(work_redis_get),
     .what = "GET of 64 B by TCP, one connection, server and client on one CPU"},
	{"redis_get_2cpu", "service", .rev = 1, PAIR, TIMED, HIREDIS(work_redis_get),
     .what = "GET of 64 B by TCP, one connection, server and client on two CPUs"},
	{"redis_get_unix_1cpu", "service", .rev = 1, PAIR_SAME, TIMED, HIREDIS(work_redis_get_unix),
     .what = "GET of 64 B by Unix socket, server and client on one CPU"},
	{"redis_get_pipe16", "service", .rev = 1, PAIR, HIREDIS(work_redis_get_pipe16),
     .what = "GET of 64 B, one of 16 in flight, on two CPUs"},
	{"redis_named_get", "service", .rev = 1, NAMED, TIMED, HIREDIS(work_redis_named_get),
     .what = "GET from the server that --redis names"},
	{"redis_named_pipe16", "service", .rev = 1, NAMED, HIREDIS(work_redis_named_pipe16),
     .what = "GET from the server that --redis names, one of 16 in flight"},
	{"memcached_get_1cpu", "service", .rev = 1, PAIR_SAME, TIMED, .work = &work_memcached_get,
     .what = "get of 64 B from memcached by TCP, both on one CPU"},
	{"memcached_get_2cpu", "service", .rev = 2, PAIR, TIMED, .work = &work_memcached_get,
     .what = "get of 64 B from memcached by TCP, on two CPUs"},
};
const unsigned op_count = sizeof(ops) / sizeof(ops[0]);

const struct operation *op_find(struct str name)
{
	for (unsigned i = 0; i < op_count; i++)
		if (str_eq(str_from_c(ops[i].name), name))
			return &ops[i];
	return NULL;
}

bool op_is_group(struct str name)
{
	for (unsigned i = 0; i < op_count; i++)
		if (str_eq(str_from_c(ops[i].group), name))
			return true;
	return false;
}
