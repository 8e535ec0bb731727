/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * profile.h - all that is counted of an access log, in constant memory. Nothing of it is a text of the log: objects and
 * clients are 64-bit hashes under a key.
 */
#ifndef BOTE_PROFILE_H
#define BOTE_PROFILE_H

#include "logs/clock_count.h"
#include "logs/entry.h"
#include "logs/hash64.h"
#include "logs/popular.h"
#include "logs/reuse.h"
#include "logs/trail.h"

/* Sums of consecutive parts, for the range of a mean: when there are too many, two become one. */
enum { PARTS = 200 };
struct log_parts {
	double sum[PARTS];
	uint64_t n[PARTS];
	unsigned count;
	uint64_t each; /* numbers to a part; 0: one to begin with */
};

enum { LOG_PENDING = 64 };

struct log_pending {
	uint64_t hash;
	struct clock_day *day;
	int64_t time;
	uint64_t bytes;
};

/* One request as it is counted: numbers and hashes, no text of the log. */
struct log_mark {
	int64_t time, bytes, duration, grain; /* as in an entry */
	uint64_t client, object, bare;        /* hashes; `bare`: of the path without its query */
	uint16_t status;
	bool reads, raw_duration, has_client, has_object, left_out;
};

struct log_profile {
	struct hash_key key;
	uint64_t mark;         /* of a part that was read: which key it has */
	bool query;            /* objects differ by their queries */
	bool keep_trail;       /* a partial will be written */
	int64_t zone;          /* seconds east of Greenwich, added to all times */
	struct str only, not ; /* paths that begin so, or do not; may be empty */

	struct clock_count clock;
	uint64_t requests, left_out; /* by `only` and `not` */
	uint64_t reads;              /* GET, HEAD, OPTIONS */
	uint64_t status[6];          /* by hundreds; [0]: not said */
	uint64_t not_modified;       /* 304 */
	uint64_t references;         /* that feed popularity and hit ratios */
	struct loghist sizes;        /* bytes, of a 200 */
	struct loghist times;        /* microseconds */
	struct loghist raw_times;    /* whole numbers of an unknown unit */
	int64_t grain;               /* of the finest duration, microseconds; 0: none yet */
	struct log_parts size_parts, time_parts, raw_parts;
	struct unique objects, clients, paths; /* `paths`: with --query, the objects without it */
	struct popular popular, who;           /* `who`: clients, exact as long as they are few */
	bool who_full;
	unsigned followed; /* objects that `reuse` follows at most */
	struct reuse *reuse;
	struct trail trail;
	struct log_pending pending[LOG_PENDING];
	unsigned pending_count;
	struct {
		uint64_t hash;
		struct clock_day *day;
	} asking[LOG_PENDING]; /* clients likewise */
	unsigned asking_count;
};

/* `key`: of the hashes; those of different keys cannot be merged. */
struct log_profile *log_profile_new(const struct hash_key *key);
void log_profile_free(struct log_profile *p);
/*
 * So much memory at most, LOG_MEMORY_LEAST to LOG_MEMORY bytes: fewer objects, clients and days. Before the first
 * request.
 */
enum { LOG_MEMORY = 128000000, LOG_MEMORY_LEAST = 32000000 };
void log_profile_limit(struct log_profile *p, double bytes);
void log_profile_add(struct log_profile *p, const struct log_entry *e);
/*
 * The same in two steps: what is to be counted of an entry, which changes nothing and may be done on any thread, and
 * counting it, in the order of the log.
 */
void log_mark_make(const struct log_profile *p, const struct log_entry *e, struct log_mark *m);
void log_profile_count(struct log_profile *p, const struct log_mark *m);
/* All is counted: what was pending, and the seconds that were open. */
void log_profile_close(struct log_profile *p);
/* Another's counts are added, and both trails are followed anew in the order of time. Both were closed. */
void log_profile_merge(struct log_profile *into, const struct log_profile *from);

#endif
