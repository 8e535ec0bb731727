/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ops.h - the functions of the rows of ops.c; each is in an op_*.c, with its library where it needs one. */
#ifndef BOTE_OPS_H
#define BOTE_OPS_H

#include "bench/op.h"

extern const struct work work_xxh3_64;
extern const struct work work_xxh3_64_dep;
extern const struct work work_xxh3_bulk;
extern const struct work work_crc32_bulk;
extern const struct work work_sha256_64;
extern const struct work work_sha256_bulk;
extern const struct work work_ht_get_l2;
extern const struct work work_ht_get;
extern const struct work work_ht_get_dep;
extern const struct work work_ht_put;
extern const struct work work_ht_chained_get;
extern const struct work work_ring_lookup;
extern const struct work work_jump_hash;
extern const struct work work_lru_get;
extern const struct work work_cache_fifo;
extern const struct work work_cache_clock;
extern const struct work work_cache_sieve;
extern const struct work work_cache_random;
extern const struct work work_spsc_push_pop;
extern const struct work work_mpmc_push_pop;
extern const struct work work_mpmc_push_pop_n;
extern const struct work work_lockq_push_pop;
extern const struct work work_queue_rtt;
extern const struct work work_mem_l1;
extern const struct work work_mem_l2;
extern const struct work work_mem_l3;
extern const struct work work_mem_dram;
extern const struct work work_mem_random;
extern const struct work work_mem_read;
extern const struct work work_memcpy;
extern const struct work work_memcpy_l1;
extern const struct work work_page_fault;
extern const struct work work_malloc_free;
extern const struct work work_syscall;
extern const struct work work_clock;
extern const struct work work_mutex;
extern const struct work work_mutex_contended;
extern const struct work work_atomic_add;
extern const struct work work_atomic_add_contended;
extern const struct work work_switch;
extern const struct work work_thread_create;
extern const struct work work_tcp_rtt;
extern const struct work work_tcp;
extern const struct work work_tcp_accept;
extern const struct work work_fdatasync_4k;
extern const struct work work_append_sync_4k;
extern const struct work work_disk_read_seq;
extern const struct work work_disk_read_rand;
extern const struct work work_file_read_cached;
extern const struct work work_zstd3;
extern const struct work work_zstd3_d;
extern const struct work work_lz4;
extern const struct work work_lz4_d;
extern const struct work work_sort_100k;
extern const struct work work_sqlite_get;
extern const struct work work_sqlite_scan;
extern const struct work work_sqlite_commit;
extern const struct work work_postgres_select_1;
extern const struct work work_postgres_get;
extern const struct work work_postgres_scan;
extern const struct work work_postgres_commit;
extern const struct work work_redis_get;
extern const struct work work_redis_get_unix;
extern const struct work work_redis_get_pipe16;
extern const struct work work_redis_named_get;
extern const struct work work_redis_named_pipe16;
extern const struct work work_memcached_get;

#endif
