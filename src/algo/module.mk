# SPDX-License-Identifier: GPL-3.0-or-later
# Hash functions, tables, rings, caches and queues, most by a library where there is one: what benchmarks measure and labs run.
libalgo_a_SOURCES += %D%/cache.c %D%/cache.h
libalgo_a_SOURCES += %D%/chained.c %D%/chained.h
libalgo_a_SOURCES += %D%/digest.c %D%/digest.h
libalgo_a_SOURCES += %D%/hash.c %D%/hash.h %D%/hash_key.h %D%/hash_crc32.c %D%/hash_sha256.c
libalgo_a_SOURCES += %D%/lru.c %D%/lru.h
libalgo_a_SOURCES += %D%/queue.c %D%/queue.h
libalgo_a_SOURCES += %D%/random.c %D%/random.h
libalgo_a_SOURCES += %D%/ring.c %D%/ring.h
libalgo_a_SOURCES += %D%/sample_data.c %D%/sample_data.h
libalgo_a_SOURCES += %D%/hash_table.c %D%/hash_table.h
libalgo_a_SOURCES += %D%/zipf.c %D%/zipf.h
