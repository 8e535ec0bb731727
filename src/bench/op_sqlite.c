/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_sqlite.c - a data base without a server: by key, by scan, and committed to the disk. */
#include "bench/ops.h"

#ifdef HAVE_SQLITE

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "algo/random.h"
#include "bench/bench.h"

enum { ROWS = 1000000, BYTES_ROW = 160, DRAWS = 1 << 16, COMMIT_ROOM = 64 << 20 };

/* Rows in memory, for get and scan alike. */
static struct {
	sqlite3 *db;
	uint32_t rows;
	double bytes;
	unsigned users;
} table;

struct query {
	sqlite3 *db; /* its own, on the disk; or NULL */
	sqlite3_stmt *statement;
	const char *folder;
	uint32_t *draws;
	uint32_t at;
	bool shares;
};

static bool sqlite_failed(struct run *r, sqlite3 *db)
{
	return run_fail(r, "SQLite: %s", db ? sqlite3_errmsg(db) : "no memory");
}

static bool sqlite_execute(struct run *r, sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? true : sqlite_failed(r, db);
}

/* `value` of row i is i * 7 mod 1000. */
static bool sqlite_fill(struct run *r)
{
	sqlite3_stmt *insert;
	bool fine = sqlite_execute(r, table.db, "create table t (id integer primary key, value integer, text text); begin");

	if (!fine || sqlite3_prepare_v2(table.db, "insert into t values (?, ?, 'a row of forty characters, more or less')",
	                                -1, &insert, NULL))
		return fine ? sqlite_failed(r, table.db) : false;
	for (uint32_t i = 1; i <= table.rows && fine && !bench_stop; i++) {
		sqlite3_bind_int64(insert, 1, i);
		sqlite3_bind_int(insert, 2, (int)(i * 7ull % 1000));
		fine = sqlite3_step(insert) == SQLITE_DONE;
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	return fine ? sqlite_execute(r, table.db, "commit") : sqlite_failed(r, table.db);
}

static bool sqlite_share(struct run *r, struct query *q)
{
	if (!table.users) {
		sqlite3_int64 before = sqlite3_memory_used();

		table.rows = ROWS;
		while ((uint64_t)table.rows * BYTES_ROW > r->bench->host.memory / 4)
			table.rows /= 2;
		if (sqlite3_open(":memory:", &table.db) != SQLITE_OK)
			return sqlite_failed(r, table.db);
		if (!sqlite_fill(r)) {
			sqlite3_close(table.db);
			return false;
		}
		table.bytes = (double)(sqlite3_memory_used() - before);
		r->memory = (uint64_t)table.bytes;
	}
	table.users++;
	q->shares = true;
	run_param(r, "rows", table.rows);
	run_param(r, "working_set", table.bytes);
	return true;
}

static struct query *sqlite_begin(struct run *r)
{
	struct query *q = calloc(1, sizeof(*q));

	r->state = q;
	if (!q)
		run_skip(r, "no memory");
	return q;
}

static bool sqlite_prepare(struct run *r, struct query *q, sqlite3 *db, const char *sql)
{
	return sqlite3_prepare_v2(db, sql, -1, &q->statement, NULL) == SQLITE_OK ? true : sqlite_failed(r, db);
}

static void sqlite_stop(struct run *r)
{
	struct query *q = r->state;

	if (!q)
		return;
	sqlite3_finalize(q->statement);
	sqlite3_close(q->db);
	if (q->shares && !--table.users)
		sqlite3_close(table.db);
	bench_folder_remove(q->folder);
	free(q->draws);
	free(q);
}

/* ---- by key ---- */

static bool sqlite_get_setup(struct run *r)
{
	struct query *q = sqlite_begin(r);
	struct random random = {12};

	if (!q || !sqlite_share(r, q) || !sqlite_prepare(r, q, table.db, "select value from t where id = ?"))
		return false;
	q->draws = malloc(DRAWS * sizeof(*q->draws));
	if (!q->draws)
		return run_skip(r, "no memory");
	for (uint32_t i = 0; i < DRAWS; i++)
		q->draws[i] = 1 + random_below(&random, table.rows);
	return true;
}

static void sqlite_get_run(struct run *r, uint64_t n)
{
	struct query *q = r->state;

	for (uint64_t i = 0; i < n; i++) {
		uint32_t id = q->draws[q->at];

		sqlite3_bind_int64(q->statement, 1, id);
		if (sqlite3_step(q->statement) != SQLITE_ROW || sqlite3_column_int(q->statement, 0) != (int)(id * 7ull % 1000))
			run_fail(r, "a row has not the value that was put");
		sqlite3_reset(q->statement);
		q->at = (q->at + 1) % DRAWS;
	}
}

static bool get_check(struct run *r)
{
	sqlite_get_run(r, 1000);
	return r->status == RUN_FINE;
}

const struct work work_sqlite_get = {sqlite_get_setup, NULL, sqlite_get_run, get_check, sqlite_stop};

/* ---- by scan: one operation is one row looked at ---- */

static bool sqlite_scan_setup(struct run *r)
{
	struct query *q = sqlite_begin(r);

	return q && sqlite_share(r, q) &&
	       sqlite_prepare(r, q, table.db, "select count(*) from t where id <= ? and value < 100");
}

static int64_t op_sqlite_scan(struct run *r, uint32_t rows)
{
	struct query *q = r->state;
	int64_t count = -1;

	sqlite3_bind_int64(q->statement, 1, rows);
	if (sqlite3_step(q->statement) == SQLITE_ROW)
		count = sqlite3_column_int64(q->statement, 0);
	else
		run_fail(r, "SQLite: %s", sqlite3_errmsg(table.db));
	sqlite3_reset(q->statement);
	return count;
}

static void sqlite_scan_run(struct run *r, uint64_t n)
{
	while (n) {
		uint32_t part = n < table.rows ? (uint32_t)n : table.rows;

		op_sqlite_scan(r, part);
		n -= part;
	}
}

/* Values under 100 are a tenth of each thousand rows. */
static bool scan_check(struct run *r)
{
	return op_sqlite_scan(r, 10000) == 1000 ? true : run_fail(r, "the scan found other rows");
}

const struct work work_sqlite_scan = {sqlite_scan_setup, NULL, sqlite_scan_run, scan_check, sqlite_stop};

/* ---- committed ---- */

static bool sqlite_commit_setup(struct run *r)
{
	struct query *q = sqlite_begin(r);
	struct statvfs v;
	char path[4096];

	if (!q)
		return false;
	if (!r->bench->folder)
		return run_skip(r, "no folder to write in; name one with --dir");
	if (statvfs(r->bench->folder, &v) == 0 && (uint64_t)v.f_bavail * v.f_frsize < 4 * (uint64_t)COMMIT_ROOM)
		return run_skip(r, "%s has %.0f MB free, and 256 MB are wanted", r->bench->folder,
		                (double)v.f_bavail * (double)v.f_frsize / 1e6);
	q->folder = bench_folder(r->bench->folder);
	if (!q->folder)
		return run_skip(r, "cannot write in %s: %s", r->bench->folder, strerror(errno));
	snprintf(path, sizeof(path), "%s/db", q->folder);
	if (sqlite3_open(path, &q->db) != SQLITE_OK)
		return sqlite_failed(r, q->db);
	return sqlite_execute(r, q->db,
	                      "pragma journal_mode = wal; pragma synchronous = full; create table t (id integer primary "
	                      "key, text text)") &&
	       sqlite_prepare(r, q, q->db, "insert into t (text) values ('a row of forty characters, more or less')");
}

static void sqlite_commit_run(struct run *r, uint64_t n)
{
	struct query *q = r->state;

	for (uint64_t i = 0; i < n && !bench_stop; i++) {
		if (sqlite3_step(q->statement) != SQLITE_DONE) {
			run_fail(r, "SQLite: %s", sqlite3_errmsg(q->db));
			return;
		}
		sqlite3_reset(q->statement);
	}
}

static bool commit_check(struct run *r)
{
	struct query *q = r->state;

	sqlite_commit_run(r, 3);
	return sqlite3_last_insert_rowid(q->db) == 3 ? true : run_fail(r, "the rows are not there");
}

const struct work work_sqlite_commit = {sqlite_commit_setup, NULL, sqlite_commit_run, commit_check, sqlite_stop};

#endif
