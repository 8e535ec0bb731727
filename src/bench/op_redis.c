/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_redis.c - GET from a private Redis, or from one that the user names. */
#include "bench/ops.h"

#ifdef HAVE_HIREDIS

#include <errno.h>
#include <hiredis.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "algo/random.h"
#include "bench/bench.h"
#include "bench/io.h"
#include "bench/server.h"

enum {
	KEYS = 100000,
	KEYS_NAMED = 10000,
	VALUE = 64,
	DRAWS = 1 << 16,
	BATCH = 500,
	PIPE = 16,
	TRIES = 300,
	LASTS = 600,
	LONGEST_ANSWER = 1 << 20
};

static const struct timeval patience = {.tv_sec = IO_PATIENCE};

/* The private server, and what was loaded into it. */
static struct {
	struct server server;
	unsigned port, users;
	char path[108];
	double bytes_entry;
} own;

struct redis {
	redisContext *c;
	bool shares;     /* the private server */
	bool named;      /* the user's */
	char prefix[40]; /* of the keys */
	uint32_t keys, loaded;
	uint32_t *draws, at;
	char value[VALUE + 1];
	unsigned cpu; /* where the server is put */
	struct server_use use;
};

static bool redis_failed(struct run *r, struct redis *x)
{
	if (bench_stop)
		return false;
	if (x->shares && !server_alive(r, &own.server))
		return false;
	return run_fail(r, "Redis: %s", x->c && x->c->err ? x->c->errstr : "no answer");
}

/* ---- answers ---- */

/* Nothing that is asked here is answered by a list, which may say that it has a billion elements. */
#if HIREDIS_MAJOR < 1
static void *no_list(const redisReadTask *task, int elements)
#else
static void *no_list(const redisReadTask *task, size_t elements)
#endif
{
	(void)task;
	(void)elements;
	return NULL;
}

static void take_no_lists(redisContext *c)
{
	static redisReplyObjectFunctions functions;

	functions = *c->reader->fn;
	functions.createArray = no_list;
	c->reader->fn = &functions;
}

static redisReply *given_up(redisContext *c, const char *why)
{
	c->err = REDIS_ERR_OTHER;
	snprintf(c->errstr, sizeof(c->errstr), "%s", why);
	return NULL;
}

/*
 * The next answer, or NULL with c->err set. As redisGetReply, but a server that sends a byte now and then, or no end of
 * them, is given up as well as a silent one. The clock is not asked while answers come whole.
 */
static redisReply *redis_answer(redisContext *c)
{
	void *reply = NULL;
	double until = 0;
	int written = 0;

	if (redisGetReplyFromReader(c, &reply) == REDIS_OK && reply)
		return reply;
	while (!c->err && !written)
		redisBufferWrite(c, &written);
	while (!c->err && !reply && !bench_stop) {
		errno = 0;
		redisBufferRead(c);
		if (c->err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK))
			return given_up(c, "no answer for 10 s");
		if (!c->err)
			redisGetReplyFromReader(c, &reply);
		if (c->err == REDIS_ERR_OOM)
			return given_up(c, "a list, which was not asked for");
		if (reply || c->err)
			break;
		if (c->reader->len > LONGEST_ANSWER)
			return given_up(c, "an answer of over 1 MB, which was not asked for");
		if (!until)
			until = clock_now() + IO_PATIENCE;
		else if (clock_now() > until)
			return given_up(c, "no whole answer for 10 s");
	}
	return reply;
}

static redisReply *redis_ask(redisContext *c, const char *fmt, ...)
{
	va_list ap;
	int appended;

	va_start(ap, fmt);
	appended = redisvAppendCommand(c, fmt, ap);
	va_end(ap);
	return appended == REDIS_OK ? redis_answer(c) : NULL;
}

/* ---- keys ---- */

static void key_name(const struct redis *x, uint32_t i, char *out, size_t size)
{
	snprintf(out, size, "%s%07u", x->prefix, i);
}

/* Until all of a batch has been answered; each answer must be no error. */
static bool answers(struct run *r, struct redis *x, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		redisReply *reply = redis_answer(x->c);

		if (!reply)
			return redis_failed(r, x);
		if (reply->type == REDIS_REPLY_ERROR) {
			run_fail(r, "Redis: %.120s", reply->str);
			freeReplyObject(reply);
			return false;
		}
		freeReplyObject(reply);
	}
	return true;
}

/* Keys of a server that is not ours go by themselves, should we not come to remove them. */
static bool redis_load(struct run *r, struct redis *x)
{
	char key[64];

	for (uint32_t i = 0; i < x->keys;) {
		unsigned n = 0;

		for (; n < BATCH && i < x->keys; n++, i++) {
			key_name(x, i, key, sizeof(key));
			if (x->named)
				redisAppendCommand(x->c, "SET %s %s EX %d", key, x->value, LASTS);
			else
				redisAppendCommand(x->c, "SET %s %s", key, x->value);
		}
		x->loaded = i;
		if (!answers(r, x, n) || bench_stop)
			return false;
	}
	return true;
}

static void unload(struct run *r, struct redis *x)
{
	char key[64];

	for (uint32_t i = 0; i < x->loaded && x->c && !x->c->err;) {
		unsigned n = 0;

		for (; n < BATCH && i < x->loaded; n++, i++) {
			key_name(x, i, key, sizeof(key));
			redisAppendCommand(x->c, "DEL %s", key);
		}
		for (; n; n--) {
			redisReply *reply = redis_answer(x->c);

			if (!reply)
				return;
			freeReplyObject(reply);
		}
	}
	(void)r;
}

/* ---- the private server ---- */

/* A number of INFO, or -1. */
static double info(redisContext *c, const char *section, const char *field)
{
	redisReply *reply = redis_ask(c, "INFO %s", section);
	double n = -1;
	const char *p;

	if (reply && reply->type == REDIS_REPLY_STRING && (p = strstr(reply->str, field)) != NULL)
		n = strtod(p + strlen(field), NULL);
	freeReplyObject(reply);
	return n;
}

static redisContext *connect_own(bool by_socket)
{
	redisContext *c = by_socket ? redisConnectUnixWithTimeout(own.path, patience)
	                            : redisConnectWithTimeout("127.0.0.1", (int)own.port, patience);

	if (c && !c->err) {
		redisSetTimeout(c, patience);
		take_no_lists(c);
	}
	return c;
}

/* It answers, and it is the one that we started. */
static bool wait_for_own(struct run *r)
{
	struct timespec moment = {0, 10000000};

	for (int i = 0; i < TRIES && !bench_stop; i++) {
		redisContext *c;
		double pid = -1;

		if (!server_alive(r, &own.server))
			return false;
		c = connect_own(false);
		if (c && !c->err)
			pid = info(c, "server", "process_id:");
		if (c)
			redisFree(c);
		if (pid == own.server.pid)
			return true;
		if (pid > 0)
			return run_fail(r, "another Redis answers on the port of ours");
		nanosleep(&moment, NULL);
	}
	return run_fail(r, "redis-server does not answer");
}

static bool redis_start_own(struct run *r)
{
	char port[16];

	if (!server_folder(r, &own.server))
		return false;
	own.port = server_port(r);
	if (!own.port)
		return false;
	snprintf(port, sizeof(port), "%u", own.port);
	snprintf(own.path, sizeof(own.path), "%s/socket", own.server.folder);

	const char *const argv[] = {"redis-server", "--port",          port,     "--bind", "127.0.0.1",
	                            "--unixsocket", own.path,          "--save", "",       "--appendonly",
	                            "no",           "--daemonize",     "no",     "--hz",   "1",
	                            "--dir",        own.server.folder, NULL};

	return server_start(r, &own.server, argv) && wait_for_own(r);
}

static bool redis_share(struct run *r, struct redis *x, bool by_socket)
{
	double before, after;
	bool first = !own.users;

	snprintf(x->prefix, sizeof(x->prefix), "bote:");
	x->keys = KEYS;
	if (first && !redis_start_own(r)) {
		server_stop(&own.server);
		return false;
	}
	own.users++;
	x->shares = true;
	x->c = connect_own(by_socket);
	if (!x->c || x->c->err)
		return redis_failed(r, x);
	if (first) {
		before = info(x->c, "memory", "used_memory:");
		if (!redis_load(r, x))
			return false;
		after = info(x->c, "memory", "used_memory:");
		own.bytes_entry = (after - before) / KEYS;
	}
	if (own.bytes_entry > 0)
		run_extra(r, "bytes_entry", own.bytes_entry);
	return true;
}

/* ---- all ---- */

static struct redis *redis_begin(struct run *r)
{
	struct redis *x = calloc(1, sizeof(*x));
	struct random random = {13};

	r->state = x;
	if (!x) {
		run_skip(r, "no memory");
		return NULL;
	}
	memset(x->value, 'v', VALUE);
	x->draws = malloc(DRAWS * sizeof(*x->draws));
	if (!x->draws) {
		run_skip(r, "no memory");
		return NULL;
	}
	for (uint32_t i = 0; i < DRAWS; i++)
		x->draws[i] = (uint32_t)random_next(&random);
	run_param(r, "value", VALUE);
	return x;
}

static bool own_setup(struct run *r, bool by_socket)
{
	struct redis *x = redis_begin(r);

	if (!x || !redis_share(r, x, by_socket))
		return false;
	x->cpu = r->partner;
	run_param(r, "keys", x->keys);
	return true;
}

static bool tcp_setup(struct run *r)
{
	return own_setup(r, false);
}

static bool unix_setup(struct run *r)
{
	return own_setup(r, true);
}

static void redis_stop(struct run *r)
{
	struct redis *x = r->state;

	if (!x)
		return;
	if (x->named)
		unload(r, x);
	if (x->c)
		redisFree(x->c);
	if (x->shares && !--own.users)
		server_stop(&own.server);
	free(x->draws);
	free(x);
}

/* Between samples, untimed: put the server on its CPU, and see what it used for the last ones. */
static void redis_ready(struct run *r, uint64_t n)
{
	struct redis *x = r->state;

	(void)n;
	if (!x->shares)
		return;
	server_place(&own.server, x->cpu);
	server_count(r, &own.server, &x->use);
}

static inline uint32_t redis_next(struct redis *x)
{
	uint32_t i = x->draws[x->at];

	x->at = (x->at + 1) % DRAWS;
	return (uint32_t)(((uint64_t)i * x->keys) >> 32);
}

static bool redis_right(struct run *r, const struct redis *x, const redisReply *reply)
{
	if (reply->type == REDIS_REPLY_STRING && reply->len == VALUE && memcmp(reply->str, x->value, VALUE) == 0)
		return true;
	return run_fail(r, "a key has not the value that was put");
}

static void redis_get_run(struct run *r, uint64_t n)
{
	struct redis *x = r->state;
	char key[64];

	for (uint64_t i = 0; i < n; i++) {
		redisReply *reply;
		bool fine;

		key_name(x, redis_next(x), key, sizeof(key));
		reply = redis_ask(x->c, "GET %s", key);
		if (!reply) {
			redis_failed(r, x);
			return;
		}
		fine = redis_right(r, x, reply);
		freeReplyObject(reply);
		if (!fine || bench_stop)
			return;
	}
	x->use.asked += n;
}

/* Sixteen in flight: an operation is one GET of a batch. */
static void pipe_run(struct run *r, uint64_t n)
{
	struct redis *x = r->state;
	char key[64];

	for (uint64_t done = 0; done < n && !bench_stop;) {
		unsigned part = n - done < PIPE ? (unsigned)(n - done) : PIPE;

		for (unsigned i = 0; i < part; i++) {
			key_name(x, redis_next(x), key, sizeof(key));
			redisAppendCommand(x->c, "GET %s", key);
		}
		for (unsigned i = 0; i < part; i++) {
			redisReply *reply = redis_answer(x->c);

			if (!reply) {
				redis_failed(r, x);
				return;
			}
			bool fine = redis_right(r, x, reply);

			freeReplyObject(reply);
			if (!fine)
				return;
		}
		done += part;
	}
	x->use.asked += n;
}

static bool redis_check(struct run *r)
{
	r->op->work->run(r, 1000);
	return r->status == RUN_FINE;
}

const struct work work_redis_get = {tcp_setup, redis_ready, redis_get_run, redis_check, redis_stop};
const struct work work_redis_get_unix = {unix_setup, redis_ready, redis_get_run, redis_check, redis_stop};
const struct work work_redis_get_pipe16 = {tcp_setup, redis_ready, pipe_run, redis_check, redis_stop};

/* ---- a server that the user names: redis://[[user]:password@]host[:port][/db], or unix:/path ---- */

struct url {
	char host[256], password[256], user[128];
	int port, db;
	bool local; /* host is a path */
};

static bool parse_url(const char *text, struct url *u)
{
	const char *p = text, *at, *slash;

	*u = (struct url){.port = 6379};
	if (strncmp(p, "unix:", 5) == 0 || *p == '/') {
		u->local = true;
		snprintf(u->host, sizeof(u->host), "%s", *p == '/' ? p : p + 5);
		return *u->host == '/';
	}
	if (strncmp(p, "redis://", 8) == 0)
		p += 8;
	at = strrchr(p, '@');
	if (at) {
		const char *colon = memchr(p, ':', (size_t)(at - p));

		if (!colon)
			return false;
		snprintf(u->user, sizeof(u->user), "%.*s", (int)(colon - p), p);
		snprintf(u->password, sizeof(u->password), "%.*s", (int)(at - colon - 1), colon + 1);
		p = at + 1;
	}
	slash = strchr(p, '/');
	snprintf(u->host, sizeof(u->host), "%.*s", slash ? (int)(slash - p) : (int)strlen(p), p);
	if (slash)
		u->db = atoi(slash + 1);
	if (strchr(u->host, ':')) {
		u->port = atoi(strrchr(u->host, ':') + 1);
		*strrchr(u->host, ':') = '\0';
	}
	return *u->host && u->port > 0 && u->port < 65536;
}

static bool command(struct run *r, struct redis *x, redisReply *reply)
{
	bool fine = reply && reply->type != REDIS_REPLY_ERROR;

	if (!fine)
		run_fail(r, "Redis: %.120s", reply ? reply->str : x->c->errstr);
	freeReplyObject(reply);
	return fine;
}

static bool introduce(struct run *r, struct redis *x, const struct url *u)
{
	if (*u->user && !command(r, x, redis_ask(x->c, "AUTH %s %s", u->user, u->password)))
		return false;
	if (*u->password && !*u->user && !command(r, x, redis_ask(x->c, "AUTH %s", u->password)))
		return false;
	return !u->db || command(r, x, redis_ask(x->c, "SELECT %d", u->db));
}

static bool named_setup(struct run *r)
{
	struct redis *x;
	struct random random = {(uint64_t)time(NULL) ^ ((uint64_t)getpid() << 32)};
	struct url u;

	if (!r->bench->redis)
		return run_skip(r, "name a server with --redis URL");
	if (!parse_url(r->bench->redis, &u))
		return run_fail(r, "'%.100s' is not redis://[[user]:password@]host[:port][/db]", r->bench->redis);
	x = redis_begin(r);
	if (!x)
		return false;
	x->keys = KEYS_NAMED;
	x->c = u.local ? redisConnectUnixWithTimeout(u.host, patience) : redisConnectWithTimeout(u.host, u.port, patience);
	if (!x->c || x->c->err)
		return run_fail(r, "Redis: %.120s", x->c ? x->c->errstr : "no memory");
	redisSetTimeout(x->c, patience);
	take_no_lists(x->c);
	snprintf(x->prefix, sizeof(x->prefix), "bote-bench:%016llx:", (unsigned long long)random_next(&random));
	x->named = true;
	run_param(r, "keys", x->keys);
	return introduce(r, x, &u) && redis_load(r, x);
}

const struct work work_redis_named_get = {named_setup, redis_ready, redis_get_run, redis_check, redis_stop};
const struct work work_redis_named_pipe16 = {named_setup, redis_ready, pipe_run, redis_check, redis_stop};

#endif
