/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_server.c - a server on this machine that answers whatever it likes: who measures it ends in time, and says why
 * in plain text.
 */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/utf8.h"
#include "bench/bench.h"
#include "bench/event.h"
#include "bench/io.h"
#include "bench/load_http.h"
#include "bench/ops.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
/* For LeakSanitizer. */
const char *__lsan_default_suppressions(void);

/*
 * libpq forgets the rows that it has got when the server then asks for a COPY (getCopyStart() of its 15 puts a result
 * in the place of the one there). What it hands over and we forget is noticed by hostile.sh, whose servers answer right
 * too.
 */
const char *__lsan_default_suppressions(void)
{
	return "leak:libpq.so";
}

/* What libpq makes of a folder and this port is its socket; all others are told the same path. */
#define PORT "5432"
#define SOCKET ".s.PGSQL." PORT
enum { HEAD = 3, LONGEST = 1 << 20 };

static char folder[] = "/tmp/fuzz_server.XXXXXX";
static char path[64];

/* ---- the server ---- */

/* What it answers: another text for each input. */
static struct {
	pthread_mutex_t lock;
	struct buf text;
} answer = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* Its part behind `again` so many times. */
static void set_answer(struct str text, size_t again, unsigned times)
{
	struct str part = str_cut(text, again, text.len);

	pthread_mutex_lock(&answer.lock);
	buf_reset(&answer.text);
	buf_add_str(&answer.text, text);
	for (unsigned i = 1; part.len && i < times && answer.text.len + part.len <= LONGEST; i++)
		buf_add_str(&answer.text, part);
	pthread_mutex_unlock(&answer.lock);
}

/* As much as the other takes now. */
static void say(int fd, struct str *rest)
{
	ssize_t done = send(fd, rest->p, rest->len, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (done >= 0)
		*rest = str_cut(*rest, (size_t)done, rest->len);
	else if (errno != EAGAIN)
		rest->len = 0;
}

/* It waits for a word, says all it has to say and listens, meanwhile too, until the other goes. */
static void serve(int fd)
{
	struct buf text = {0};
	char heard[4096];
	struct pollfd p = {.fd = fd, .events = POLLIN};

	pthread_mutex_lock(&answer.lock);
	buf_add_str(&text, buf_str(&answer.text));
	pthread_mutex_unlock(&answer.lock);

	struct str rest = buf_str(&text);

	while (poll(&p, 1, -1) > 0 && (p.revents == POLLOUT || recv(fd, heard, sizeof heard, 0) > 0)) {
		if (p.revents & POLLOUT)
			say(fd, &rest);
		p.events = rest.len ? POLLIN | POLLOUT : POLLIN;
		if (!rest.len)
			shutdown(fd, SHUT_WR);
	}
	buf_release(&text);
	close(fd);
}

static void *serve_all(void *listener)
{
	for (;;) {
		int fd = accept(*(int *)listener, NULL, NULL);

		if (fd >= 0)
			serve(fd);
	}
	return NULL;
}

static void clean_up(void)
{
	unlink(path);
	rmdir(folder);
}

static void start_server(void)
{
	static int listener = -1;
	struct sockaddr_un a = {.sun_family = AF_UNIX};
	pthread_t thread;

	if (listener >= 0)
		return;
	signal(SIGPIPE, SIG_IGN); /* as bote-bench does */
	if (!mkdtemp(folder))
		abort();
	snprintf(path, sizeof path, "%s/" SOCKET, folder);
	snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
	atexit(clean_up);
	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&a, sizeof a) != 0 || listen(listener, 16) != 0 ||
	    pthread_create(&thread, NULL, serve_all, &listener) != 0)
		abort();
	pthread_detach(thread);
}

/* ---- who asks it ---- */

/* As bote-bench writes it: a line of JSON without a byte that is an order to a terminal. */
static void check_said(const char *why)
{
	struct buf line = {0};

	assert(*why);
	event_open(&line, NULL, '{');
	event_text(&line, "why", why);
	event_close(&line, '}');
	assert(utf8_invalid(buf_str(&line)) == line.len);
	for (size_t i = 0; i < line.len; i++)
		assert((unsigned char)line.p[i] >= 0x20 && line.p[i] != 0x7f);
	buf_release(&line);
}

static void ask_operation(const char *name)
{
	static char redis[80], postgres[160];
	const struct operation *op = op_find(str_from_c(name));
	struct bench b = {.redis = redis, .postgres = postgres};
	struct run r = {.op = op, .bench = &b};

	if (!op->work) /* not built */
		return;
	snprintf(redis, sizeof redis, "unix:%s", path);
	snprintf(postgres, sizeof postgres,
	         "host=%s port=" PORT " user=x password=x passfile=/dev/null sslmode=disable gssencmode=disable", folder);
	bool ok = op->work->setup(&r) && op->work->check(&r);
	op->work->teardown(&r);
	assert(ok == (r.status == RUN_FINE));
	if (!ok)
		check_said(r.why);
}

#ifdef HAVE_LIBCURL
static void ask_http(unsigned version)
{
	struct load_target target;
	struct load_refusal no = {0};
	struct load_request q = {.method = "GET", .unix_path = path, .timeout = 5, .connections = 1, .http = version};
	struct load_cpu cpu = {0};
	struct load_answer got[LOAD_BATCH];

	assert(load_target_read("http://127.0.0.1/", &target, &no) && load_target_find(&target, NULL, path, &no));
	struct load_http *h = load_http_new(&target, &q, &cpu, &no.why);
	const struct load_transport *t = load_http_transport(h);

	t->send(t->ctx, 0);
	assert(t->wait(t->ctx, clock_now() + 2 * q.timeout, got) == 1);
	assert(got[0].slot == 0 && got[0].bytes >= 0);
	assert(got[0].fate == LOAD_ANSWERED || got[0].fate == LOAD_STATUS || *load_http_error(h));
	if (*load_http_error(h))
		check_said(load_http_error(h));
	load_http_free(h);
	load_refusal_release(&no);
}
#else
static void ask_http(unsigned version)
{
	(void)version;
}
#endif

/*
 * Whom it answers, how often it says the last part again (a power of two) and where that begins: the first three bytes,
 * with '0' for none of each; then what it says. The server closes then, so that nobody has a reason to wait.
 */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	if (size < HEAD)
		return 0;
	start_server();
	set_answer((struct str){(const char *)data + HEAD, size - HEAD}, (unsigned char)(data[2] - '0'),
	           1u << (data[1] - '0') % 16u);

	double began = clock_now();

	switch ((data[0] - '0') % 5u) {
	case 0: ask_operation("redis_named_get"); break;
	case 1: ask_operation("redis_named_pipe16"); break;
	case 2: ask_operation("postgres_get"); break;
	case 3: ask_http(11); break;
	default: ask_http(2);
	}
	assert(clock_now() - began < IO_PATIENCE);
	return 0;
}
