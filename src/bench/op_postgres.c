/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * op_postgres.c - a PostgreSQL that the user names: a round trip, by key, by scan, committed. In a schema of its own.
 */
#include "bench/ops.h"

#ifdef HAVE_LIBPQ

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "algo/random.h"
#include "bench/bench.h"
#include "bench/ending.h"
#include "bench/io.h"

/* The server ends a statement before we give it up. */
enum { ROWS = 100000, TIMEOUT_MS = 1000 * IO_PATIENCE - 1000, PARTS_MOST = 8 };

/* The schema is made by the first and dropped by the last. */
static struct {
	char name[40];
	unsigned users;
} schema;

/* What a signal is to stop: a statement may take seconds, and the schema has to be dropped after it. */
static PGcancel *under_way;

struct pg {
	PGconn *c;
	struct random random;
	bool shares;
	bool lost; /* given up: what it answers now would be to something else */
};

static bool pg_failed(struct run *r, struct pg *p)
{
	char text[160];

	snprintf(text, sizeof(text), "%s", !p->c ? "no memory" : p->lost ? "no answer for 10 s" : PQerrorMessage(p->c));
	text[strcspn(text, "\n")] = '\0';
	return bench_stop ? false : run_fail(r, "PostgreSQL: %s", text);
}

/* ---- answers ---- */

/* Wait for the server; false when the time is up. */
static bool server_moves(PGconn *c, short events, double until)
{
	struct pollfd p = {.fd = PQsocket(c), .events = events};
	double left = until - clock_now();

	return left > 0 && (poll(&p, 1, 1 + (int)(1000 * left)) > 0 || errno == EINTR);
}

static void quiet_notices(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

/* As PQconnectdb, but no server keeps us waiting, and none has its notices printed. */
static PGconn *connect_patiently(struct pg *p, const char *text)
{
	double until = clock_now() + IO_PATIENCE;
	PostgresPollingStatusType want = PGRES_POLLING_WRITING;

	p->c = PQconnectStart(text);
	PQsetNoticeProcessor(p->c, quiet_notices, NULL);
	while (PQstatus(p->c) != CONNECTION_BAD && (want == PGRES_POLLING_READING || want == PGRES_POLLING_WRITING)) {
		if (bench_stop || !server_moves(p->c, want == PGRES_POLLING_READING ? POLLIN : POLLOUT, until)) {
			p->lost = true;
			break;
		}
		want = PQconnectPoll(p->c);
	}
	return p->c;
}

/* All that has come by now is read; a result is whole, or the time is up. */
static bool result_is_whole(struct pg *p, double until)
{
	while (PQisBusy(p->c))
		if (!server_moves(p->c, POLLIN, until)) {
			p->lost = true;
			return false;
		} else if (!PQconsumeInput(p->c))
			return true; /* PQgetResult says why */
	return true;
}

/*
 * What was sent is answered by one row at most. As PQexec: the last result of several; but a server that is silent,
 * slow or never at an end is given up. NULL when there is nothing.
 */
static PGresult *postgres_answer(struct pg *p, int sent)
{
	double until = clock_now() + IO_PATIENCE;
	PGresult *result = NULL;

	if (!sent || p->lost)
		return NULL;
	PQsetSingleRowMode(p->c); /* where there can be rows */
	for (unsigned i = 0; result_is_whole(p, until); i++) {
		PGresult *next = PQgetResult(p->c);

		if (!next)
			return result;
		if (PQresultStatus(next) == PGRES_TUPLES_OK && PQntuples(next) == 0 && result) /* the end of the rows */
			PQclear(next);
		else {
			PQclear(result);
			result = next;
		}
		if (i == PARTS_MOST) {
			p->lost = true;
			break;
		}
	}
	PQclear(result);
	return NULL;
}

static bool postgres_done(struct run *r, struct pg *p, PGresult *result)
{
	ExecStatusType s = PQresultStatus(result);

	PQclear(result);
	return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_SINGLE_TUPLE ? true : pg_failed(r, p);
}

static bool postgres_execute(struct run *r, struct pg *p, const char *fmt, ...) PRINTF_LIKE(3, 4);

static bool postgres_execute(struct run *r, struct pg *p, const char *fmt, ...)
{
	char sql[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(sql, sizeof(sql), fmt, ap);
	va_end(ap);
	return postgres_done(r, p, postgres_answer(p, !p->lost && PQsendQuery(p->c, sql)));
}

static bool make_schema(struct run *r, struct pg *p)
{
	struct random random = {(uint64_t)time(NULL) ^ ((uint64_t)getpid() << 32)};

	snprintf(schema.name, sizeof(schema.name), "bote_bench_%016llx", (unsigned long long)random_next(&random));
	return postgres_execute(r, p, "create schema %s", schema.name) &&
	       postgres_execute(r, p, "create table %s.t (id integer primary key, value integer, text text)",
	                        schema.name) &&
	       postgres_execute(r, p,
	                        "insert into %s.t select i, i * 7 %% 1000, 'a row of forty characters, more or less' from "
	                        "generate_series(1, %d) i",
	                        schema.name, ROWS) &&
	       postgres_execute(r, p, "create table %s.log (id serial primary key, text text)", schema.name) &&
	       postgres_execute(r, p, "analyze %s.t", schema.name);
}

static void interrupt(void)
{
	char error[256];
	PGcancel *cancel;

	ending_hold();
	cancel = under_way; /* ours now: the program ends */
	under_way = NULL;
	ending_release();
	if (cancel)
		PQcancel(cancel, error, sizeof(error));
}

/* The connection whose statements can be stopped, or NULL: none. */
static void stoppable(PGconn *c)
{
	static bool registered;

	if (!registered)
		ending_interrupt(interrupt);
	registered = true;
	ending_hold();
	if (under_way)
		PQfreeCancel(under_way);
	under_way = c ? PQgetCancel(c) : NULL;
	ending_release();
}

static bool postgres_begin(struct run *r, const char *statement, const char *sql)
{
	struct pg *p = calloc(1, sizeof(*p));
	char text[256];

	r->state = p;
	if (!p)
		return run_skip(r, "no memory");
	if (!r->bench->postgres)
		return run_skip(r, "name a server with --postgres CONNECTION");
	p->random.state = 15;
	if (PQstatus(connect_patiently(p, r->bench->postgres)) != CONNECTION_OK)
		return pg_failed(r, p);
	stoppable(p->c);
	if (!postgres_execute(r, p, "set statement_timeout = %d", TIMEOUT_MS))
		return false;
	schema.users++;
	p->shares = true;
	if (schema.users == 1 && !make_schema(r, p))
		return false;
	run_param(r, "rows", ROWS);
	snprintf(text, sizeof(text), sql, schema.name);
	return postgres_done(r, p, postgres_answer(p, !p->lost && PQsendPrepare(p->c, statement, text, 1, NULL)));
}

static void drop_schema(struct pg *p)
{
	char sql[80];

	stoppable(NULL); /* not this one */
	snprintf(sql, sizeof(sql), "drop schema %s cascade", schema.name);
	PQclear(postgres_answer(p, !p->lost && PQsendQuery(p->c, sql)));
}

static void postgres_stop(struct run *r)
{
	struct pg *p = r->state;

	if (!p)
		return;
	if (p->shares && !--schema.users)
		drop_schema(p);
	PQfinish(p->c);
	free(p);
}

/* One prepared statement with a number; *value is the number of its answer. */
static bool postgres_ask(struct run *r, const char *statement, long argument, long *value)
{
	struct pg *p = r->state;
	char text[24];
	const char *values[] = {text};
	PGresult *result;
	bool fine;

	snprintf(text, sizeof(text), "%ld", argument);
	result = postgres_answer(p, !p->lost && PQsendQueryPrepared(p->c, statement, 1, values, NULL, NULL, 0));
	fine = PQresultStatus(result) == PGRES_SINGLE_TUPLE && PQnfields(result) == 1;
	if (fine)
		*value = strtol(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	return fine ? true : pg_failed(r, p);
}

static bool one_setup(struct run *r)
{
	return postgres_begin(r, "one", "select $1::integer");
}

static void postgres_one_run(struct run *r, uint64_t n)
{
	long got;

	for (uint64_t i = 0; i < n && !bench_stop; i++)
		if (!postgres_ask(r, "one", 1, &got))
			return;
}

static bool postgres_get_setup(struct run *r)
{
	return postgres_begin(r, "get", "select value from %s.t where id = $1::integer");
}

static void postgres_get_run(struct run *r, uint64_t n)
{
	struct pg *p = r->state;

	for (uint64_t i = 0; i < n && !bench_stop; i++) {
		long id = 1 + (long)random_below(&p->random, ROWS), got;

		if (!postgres_ask(r, "get", id, &got))
			return;
		if (got != id * 7 % 1000) {
			run_fail(r, "a row has not the value that was put");
			return;
		}
	}
}

static bool postgres_scan_setup(struct run *r)
{
	return postgres_begin(r, "scan", "select count(*) from %s.t where value < $1::integer");
}

static void postgres_scan_run(struct run *r, uint64_t n)
{
	long got;

	for (uint64_t i = 0; i < n && !bench_stop; i++)
		if (!postgres_ask(r, "scan", 100, &got))
			return;
		else if (got != ROWS / 10)
			run_fail(r, "the scan found other rows");
}

static bool postgres_commit_setup(struct run *r)
{
	return postgres_begin(r, "commit", "insert into %s.log (text) values ('row ' || $1::integer) returning id");
}

static void postgres_commit_run(struct run *r, uint64_t n)
{
	long got;

	for (uint64_t i = 0; i < n && !bench_stop; i++)
		if (!postgres_ask(r, "commit", (long)i, &got))
			return;
}

static bool postgres_check(struct run *r)
{
	r->op->work->run(r, 10);
	return r->status == RUN_FINE;
}

const struct work work_postgres_select_1 = {one_setup, NULL, postgres_one_run, postgres_check, postgres_stop};
const struct work work_postgres_get = {postgres_get_setup, NULL, postgres_get_run, postgres_check, postgres_stop};
const struct work work_postgres_scan = {postgres_scan_setup, NULL, postgres_scan_run, postgres_check, postgres_stop};
const struct work work_postgres_commit = {postgres_commit_setup, NULL, postgres_commit_run, postgres_check,
                                          postgres_stop};

#endif
