/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_memcached.c - get from a private memcached, in its text protocol over a socket of our own. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "algo/random.h"
#include "bench/bench.h"
#include "bench/io.h"
#include "bench/ops.h"
#include "bench/server.h"

enum { KEYS = 100000, VALUE = 64, TRIES = 300 };

static struct {
	struct server server;
	unsigned port, users;
} own;

struct cached {
	int fd;
	bool shares;
	struct random random;
	struct server_use use;
};

static bool memcached_failed(struct run *r)
{
	if (bench_stop || !server_alive(r, &own.server))
		return false;
	return run_fail(r, "memcached: %s", errno ? strerror(errno) : "another answer than expected");
}

/* The answer to "get" is of known length: every value has the same. */
static void memcached_value_of(uint32_t key, char *out)
{
	memset(out, 'v', VALUE);
	snprintf(out, 8, "%07u", key);
	out[7] = 'v';
}

static bool memcached_put_all(struct run *r, int fd)
{
	char value[VALUE + 1] = "", text[VALUE + 64], answer[8];

	for (uint32_t i = 0; i < KEYS && !bench_stop; i++) {
		int n;

		memcached_value_of(i, value);
		n = snprintf(text, sizeof(text), "set bote:%07u 0 0 %d noreply\r\n%s\r\n", i, VALUE, value);
		if (!io_write(fd, text, (size_t)n))
			return memcached_failed(r);
	}
	/* All before is done once this is answered. */
	return io_write(fd, "mn\r\n", 4) && io_read(fd, answer, 4) ? true : memcached_failed(r);
}

static bool memcached_start_own(struct run *r)
{
	struct timespec moment = {0, 10000000};
	char port[16];

	own.port = server_port(r);
	if (!own.port)
		return false;
	snprintf(port, sizeof(port), "%u", own.port);

	const char *const argv[] = {
		"memcached", "-l", "127.0.0.1", "-p", port, "-U", "0", "-t", "1", "-m", "64", getuid() ? NULL : "-u",
		"root",      NULL}; /* another user would outlive us: the kernel forgets whose child it is */

	if (!server_start(r, &own.server, argv))
		return false;
	for (int i = 0; i < TRIES && !bench_stop; i++) {
		int fd = io_connect(own.port);

		if (fd >= 0) {
			close(fd);
			return server_alive(r, &own.server);
		}
		if (!server_alive(r, &own.server))
			return false;
		nanosleep(&moment, NULL);
	}
	return run_fail(r, "memcached does not answer");
}

static bool memcached_setup(struct run *r)
{
	struct cached *c = calloc(1, sizeof(*c));
	bool first = !own.users;

	r->state = c;
	if (!c)
		return run_skip(r, "no memory");
	c->fd = -1;
	c->random.state = 14;
	run_param(r, "keys", KEYS);
	run_param(r, "value", VALUE);
	if (first && !memcached_start_own(r)) {
		server_stop(&own.server);
		return false;
	}
	own.users++;
	c->shares = true;
	c->fd = io_connect(own.port);
	if (c->fd < 0)
		return memcached_failed(r);
	return !first || memcached_put_all(r, c->fd);
}

static void memcached_stop(struct run *r)
{
	struct cached *c = r->state;

	if (!c)
		return;
	if (c->fd >= 0)
		close(c->fd);
	if (c->shares && !--own.users)
		server_stop(&own.server);
	free(c);
}

static void memcached_ready(struct run *r, uint64_t n)
{
	struct cached *c = r->state;

	(void)n;
	server_place(&own.server, r->partner);
	server_count(r, &own.server, &c->use);
}

static void memcached_run(struct run *r, uint64_t n)
{
	static const char head[] = "VALUE bote:0000000 0 64\r\n";
	static const char tail[] = "\r\nEND\r\n";
	enum { HEAD = sizeof(head) - 1, ANSWER = HEAD + VALUE + sizeof(tail) - 1 };
	struct cached *c = r->state;
	char text[32], answer[ANSWER], value[VALUE];

	for (uint64_t i = 0; i < n; i++) {
		uint32_t key = random_below(&c->random, KEYS);
		int size = snprintf(text, sizeof(text), "get bote:%07u\r\n", key);

		errno = 0;
		if (!io_write(c->fd, text, (size_t)size) || !io_read(c->fd, answer, ANSWER)) {
			memcached_failed(r);
			return;
		}
		memcached_value_of(key, value);
		if (memcmp(answer + HEAD, value, VALUE) != 0) {
			run_fail(r, "a key has not the value that was put");
			return;
		}
	}
	c->use.asked += n;
}

static bool memcached_check(struct run *r)
{
	memcached_run(r, 1000);
	return r->status == RUN_FINE;
}

const struct work work_memcached_get = {memcached_setup, memcached_ready, memcached_run, memcached_check,
                                        memcached_stop};
