/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hostile_server.c - a server that keeps whoever asks it waiting, or tells them what they did not ask for; for the
 *tests of `bote bench`, one connection after another.
 *
 *	hostile_server WAY
 *
 * It listens on a free port of 127.0.0.1, says which on standard output, and ends when its standard input does. The
 *ways are the rows of `ways`.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Its bytes once, or again and again with a pause between; `first` before all of them, once it was asked something. */
static const struct way {
	const char *name, *first, *again;
	size_t first_len, again_len;
	long pause_ms;
} ways[] = {
#define ROW(name, first, again, pause) \
	{ \
		name, first, again, sizeof(first) - 1, sizeof(again) - 1, pause \
	}
	ROW("silent", "", "", 1000),
	ROW("trickle", "", "+", 300),
	ROW("closes", "", "", -1),
	/* Redis */
	ROW("billion", "*1000000000\r\n", ":1\r\n", 0),
	ROW("long", "$500000000\r\n", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 0),
	ROW("latin", "-ERR d\xe9sol\xe9 \xff\r\n", "", -1),
	ROW("orders", "-ERR \x1b]0;owned\x07\x1b[31m\r\n", "", -1),
	ROW("empty", "-\r\n", "", -1),
	ROW("list", "*-1\r\n", "", 1000),
	ROW("nothing", "$-1\r\n", "$-1\r\n", 0),
	/* PostgreSQL: authentication is fine, then notices without end; or an error that says nothing */
	ROW("notices", "R\0\0\0\x08\0\0\0\0", "N\0\0\0\x0cMowned\0\0", 0),
	/* every statement is answered by the same rows, without end */
	ROW("rows", "R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I",
        "T\0\0\0\x1a\0\1a\0\0\0\0\0\0\0\0\0\0\x17\0\4\0\0\0\0\0\0D\0\0\0\x0b\0\1\0\0\0\1"
        "1C\0\0\0\x0dSELECT 1\0Z\0\0\0\5I",
        0),
	ROW("refusal", "E\0\0\0\x05\0", "", -1),
	ROW("latin_error", "E\0\0\0\x14SFATAL\0M\xe9t\xe9 \xff\xfe\0\0", "", -1),
	/* HTTP */
	ROW("headers", "HTTP/1.1 200 OK\r\n", "X-Bote: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab\r\n",
        0),
	ROW("body", "HTTP/1.1 200 OK\r\n\r\n", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 0),
};

static bool all(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t done = send(fd, bytes, n, MSG_NOSIGNAL);

		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

/* False when nobody listens any more, or we are to end. */
static bool waited(int fd, long ms)
{
	struct pollfd p[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = fd, .events = 0}};

	if (poll(p, 2, (int)ms) > 0)
		return !p[0].revents && !(p[1].revents & (POLLHUP | POLLERR));
	return true;
}

static void serve(int fd, const struct way *w)
{
	char asked[65536], many[65536];
	size_t n = 0;
	struct timeval moment = {.tv_sec = 1};

	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &moment, sizeof(moment));
	if (recv(fd, asked, sizeof(asked), 0) <= 0 || !all(fd, w->first, w->first_len) || w->pause_ms < 0)
		return;
	while (w->again_len && n + w->again_len <= (w->pause_ms ? w->again_len : sizeof(many))) {
		memcpy(many + n, w->again, w->again_len);
		n += w->again_len;
	}
	while (waited(fd, w->pause_ms) && all(fd, many, n))
		;
}

int main(int argc, char **argv)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	const struct way *w = ways, *end = ways + sizeof(ways) / sizeof(*ways);

	while (w < end && (argc != 2 || strcmp(w->name, argv[1]) != 0))
		w++;
	if (w == end || fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) != 0 || listen(fd, 16) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &size) != 0)
		return 2;
	printf("%u\n", ntohs(a.sin_port));
	fflush(stdout);
	for (;;) {
		struct pollfd p[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
		int client;

		if (poll(p, 2, -1) < 0 || p[0].revents)
			return 0;
		client = accept(fd, NULL, NULL);
		if (client >= 0 && fork() == 0) {
			serve(client, w);
			_exit(0);
		}
		close(client);
		signal(SIGCHLD, SIG_IGN);
	}
}
