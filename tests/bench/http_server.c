/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * http_server.c - a small HTTP/1.1 server for the tests of load tests: one thread, known times, and every way to go
 * wrong.
 *
 *	http_server [SERVICE [LIMIT BURST]]
 *
 * It listens on a free port of 127.0.0.1, says which on standard output, and ends when its standard input does.
 * Requests to "/" are answered one after another, SERVICE seconds for each; over LIMIT a second, BURST at once, the
 * answer is 429. Others: /none 404, /elsewhere a redirect, /short a body cut short, /reset no answer, /busy 503 with
 * Retry-After.
 */
#include <arpa/inet.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 1000, REQUEST = 4096, QUEUE = 65536 };

struct client {
	int fd;
	char text[REQUEST];
	size_t len;
};

/* An answer that is not due yet. */
struct answer {
	int fd;
	double at;
};

static struct client clients[CLIENTS];
static struct pollfd polls[CLIENTS + 2];
static unsigned count;
static struct answer queue[QUEUE];
static unsigned from, waiting;
static double service, limit, burst, tokens, filled, free_at;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void say(int fd, const char *text)
{
	if (write(fd, text, strlen(text)) < 0)
		return;
}

static void answer_ok(int fd)
{
	say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n");
}

static bool allowed(double t)
{
	if (limit <= 0)
		return true;
	tokens = fmin(burst, tokens + (t - filled) * limit);
	filled = t;
	if (tokens < 1)
		return false;
	tokens--;
	return true;
}

static void root(int fd)
{
	double t = now();

	if (!allowed(t)) {
		say(fd, "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
		return;
	}
	free_at = fmax(free_at, t) + service;
	if (service <= 0)
		answer_ok(fd);
	else if (waiting < QUEUE)
		queue[(from + waiting++) % QUEUE] = (struct answer){fd, free_at};
}

/* False: close the connection. */
static bool serve(struct client *c)
{
	char path[64] = "";

	sscanf(c->text, "%*s %63s", path);
	if (strncmp(path, "/none", 5) == 0)
		say(c->fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
	else if (strncmp(path, "/elsewhere", 10) == 0)
		say(c->fd, "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n");
	else if (strncmp(path, "/busy", 5) == 0)
		say(c->fd, "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n");
	else if (strncmp(path, "/short", 6) == 0) {
		say(c->fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello\n");
		return false;
	} else if (strncmp(path, "/reset", 6) == 0)
		return false;
	else
		root(c->fd);
	return true;
}

static void drop(unsigned i)
{
	for (unsigned k = 0; k < waiting; k++)
		if (queue[(from + k) % QUEUE].fd == clients[i].fd)
			queue[(from + k) % QUEUE].fd = -1;
	close(clients[i].fd);
	clients[i] = clients[--count];
}

/* All requests that are there; false: it has gone, or is to go. */
static bool read_client(struct client *c)
{
	ssize_t n = read(c->fd, c->text + c->len, REQUEST - 1 - c->len);
	char *end;

	if (n <= 0)
		return false;
	c->len += (size_t)n;
	c->text[c->len] = 0;
	while ((end = strstr(c->text, "\r\n\r\n")) != NULL) {
		size_t used = (size_t)(end + 4 - c->text);

		if (!serve(c))
			return false;
		memmove(c->text, c->text + used, c->len - used + 1);
		c->len -= used;
	}
	return c->len < REQUEST - 1;
}

static void welcome(int listener)
{
	int fd = accept(listener, NULL, NULL), on = 1;

	if (fd < 0)
		return;
	if (count == CLIENTS) {
		close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	memset(&clients[count], 0, sizeof(clients[count]));
	clients[count++].fd = fd;
}

static void send_due(void)
{
	for (double t = now(); waiting && queue[from].at <= t; waiting--, from = (from + 1) % QUEUE)
		if (queue[from].fd >= 0)
			answer_ok(queue[from].fd);
}

static int listen_here(void)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || bind(fd, (void *)&a, sizeof(a)) != 0 || listen(fd, 1024) != 0 ||
	    getsockname(fd, (void *)&a, &len) != 0)
		exit(1);
	printf("%d\n", ntohs(a.sin_port));
	fflush(stdout);
	return fd;
}

static void wait_for_work(int listener)
{
	struct timespec t = {1, 0};

	polls[0] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
	polls[1] = (struct pollfd){.fd = listener, .events = POLLIN};
	for (unsigned i = 0; i < count; i++)
		polls[i + 2] = (struct pollfd){.fd = clients[i].fd, .events = POLLIN};
	if (waiting)
		t = (struct timespec){0, (long)(1e9 * fmin(fmax(queue[from].at - now(), 0), 0.9))};
	if (ppoll(polls, count + 2, &t, NULL) < 0)
		exit(1);
}

int main(int argc, char **argv)
{
	int listener = listen_here();

	service = argc > 1 ? strtod(argv[1], NULL) : 0;
	limit = argc > 2 ? strtod(argv[2], NULL) : 0;
	burst = tokens = argc > 3 ? strtod(argv[3], NULL) : 1;
	for (;;) {
		wait_for_work(listener);
		send_due();
		if (polls[0].revents) /* it says nothing: its end is ours */
			return 0;
		for (unsigned i = count; i-- > 0;)
			if (polls[i + 2].revents && !read_client(&clients[i]))
				drop(i);
		if (polls[1].revents)
			welcome(listener);
	}
}
