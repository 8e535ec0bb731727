/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op_net.c - TCP within this machine: round trips, a stream, connections. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/bench.h"
#include "bench/io.h"
#include "bench/ops.h"
#include "bench/pair.h"

enum { MESSAGE = 64, BLOCK = 64 << 10 };

/* A listening socket, a connection to it, and the thread at the other end. */
struct link {
	int listener, near, far;
	unsigned port;
	pthread_t partner;
	bool started;
	_Atomic uint64_t received; /* bytes of a stream */
	char bytes[BLOCK];
};

static bool net_begin(struct run *r, bool connected)
{
	struct link *l = calloc(1, sizeof(*l));

	r->state = l;
	if (!l)
		return run_skip(r, "no memory");
	l->near = l->far = -1;
	l->listener = io_listen(&l->port);
	if (l->listener < 0)
		return run_skip(r, "no socket on 127.0.0.1: %s", strerror(errno));
	if (!connected)
		return true;
	l->near = io_connect(l->port);
	l->far = l->near < 0 ? -1 : accept4(l->listener, NULL, NULL, SOCK_CLOEXEC);
	if (l->far < 0)
		return run_fail(r, "no connection on 127.0.0.1: %s", strerror(errno));
	io_prepare(l->far);
	/* The partner waits for as long as the operation has a rest. */
	setsockopt(l->far, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){0}, sizeof(struct timeval));
	return true;
}

static bool net_start(struct run *r, void *(*body)(void *))
{
	struct link *l = r->state;

	l->started = pair_thread(r, &l->partner, r->partner, body, l);
	return l->started;
}

static void net_stop(struct run *r)
{
	struct link *l = r->state;

	if (!l)
		return;
	if (l->near >= 0)
		shutdown(l->near, SHUT_RDWR);
	if (l->listener >= 0)
		shutdown(l->listener, SHUT_RDWR); /* wakes a partner that accepts */
	if (l->started)
		pthread_join(l->partner, NULL);
	if (l->near >= 0)
		close(l->near);
	if (l->far >= 0)
		close(l->far);
	if (l->listener >= 0)
		close(l->listener);
	free(l);
}

/* Told to stop is no failure of the connection. */
static void net_broken(struct run *r)
{
	if (!bench_stop)
		run_fail(r, "the connection broke: %s", strerror(errno));
}

/* ---- round trips ---- */

static void *net_echo(void *arg)
{
	struct link *l = arg;
	char message[MESSAGE];

	while (io_read(l->far, message, sizeof(message)) && io_write(l->far, message, sizeof(message)))
		;
	return NULL;
}

static bool rtt_setup(struct run *r)
{
	run_param(r, "message", MESSAGE);
	return net_begin(r, true) && net_start(r, net_echo);
}

static void rtt_run(struct run *r, uint64_t n)
{
	struct link *l = r->state;
	char out[MESSAGE] = "", in[MESSAGE];

	for (uint64_t i = 0; i < n; i++) {
		memcpy(out, &i, sizeof(i));
		if (!io_write(l->near, out, sizeof(out)) || !io_read(l->near, in, sizeof(in))) {
			net_broken(r);
			return;
		}
		if (memcmp(in, out, sizeof(out)) != 0) {
			run_fail(r, "another message came back");
			return;
		}
	}
}

static bool rtt_check(struct run *r)
{
	rtt_run(r, 1000);
	return r->status == RUN_FINE;
}

const struct work work_tcp_rtt = {rtt_setup, NULL, rtt_run, rtt_check, net_stop};

/* ---- a stream ---- */

static void *swallow(void *arg)
{
	struct link *l = arg;
	static __thread char bytes[BLOCK];
	ssize_t n;

	while ((n = read(l->far, bytes, sizeof(bytes))) > 0)
		atomic_fetch_add_explicit(&l->received, (uint64_t)n, memory_order_release);
	return NULL;
}

static bool stream_setup(struct run *r)
{
	r->bytes = BLOCK;
	return net_begin(r, true) && net_start(r, swallow);
}

/* Until all has arrived. */
static void stream_run(struct run *r, uint64_t n)
{
	struct link *l = r->state;
	uint64_t want = atomic_load(&l->received) + n * BLOCK;

	for (uint64_t i = 0; i < n; i++)
		if (!io_write(l->near, l->bytes, BLOCK)) {
			net_broken(r);
			return;
		}
	while (atomic_load_explicit(&l->received, memory_order_acquire) < want && !bench_stop)
		bench_pause();
}

static bool stream_check(struct run *r)
{
	struct link *l = r->state;
	uint64_t before = atomic_load(&l->received);

	stream_run(r, 100);
	return atomic_load(&l->received) - before == 100 * BLOCK ? true : run_fail(r, "not all bytes arrived");
}

const struct work work_tcp = {stream_setup, NULL, stream_run, stream_check, net_stop};

/* ---- connections ---- */

static void *accept_all(void *arg)
{
	struct link *l = arg;
	int fd;

	while ((fd = accept4(l->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
		bool fine = io_write(fd, "!", 1);

		close(fd);
		if (!fine)
			break;
	}
	return NULL;
}

static bool accept_setup(struct run *r)
{
	return net_begin(r, false) && net_start(r, accept_all);
}

/* Our end is reset once the byte is there, so that no port is left waiting (TIME_WAIT) for a minute. */
static void accept_run(struct run *r, uint64_t n)
{
	struct link *l = r->state;
	struct linger at_once = {.l_onoff = 1};

	for (uint64_t i = 0; i < n; i++) {
		char byte = 0;
		int fd = io_connect(l->port);

		if (fd < 0 || !io_read(fd, &byte, 1) || byte != '!')
			net_broken(r);
		if (fd >= 0) {
			setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
			close(fd);
		}
		if (r->status != RUN_FINE || bench_stop)
			return;
	}
}

static bool accept_check(struct run *r)
{
	accept_run(r, 100);
	return r->status == RUN_FINE;
}

const struct work work_tcp_accept = {accept_setup, NULL, accept_run, accept_check, net_stop};
