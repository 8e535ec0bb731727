/* SPDX-License-Identifier: GPL-3.0-or-later */
/* io.c - reads, writes, sockets. */
#include "bench/io.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "bench/bench.h"

bool io_read(int fd, void *bytes, size_t n)
{
	char *p = bytes;
	double until = 0; /* the clock is not asked while answers come whole */

	while (n) {
		ssize_t got = read(fd, p, n);

		if (got == 0 || (got < 0 && (errno != EINTR || bench_stop)))
			return false;
		if (got > 0) {
			p += got;
			n -= (size_t)got;
		}
		if (n && !until)
			until = clock_now() + IO_PATIENCE;
		else if (n && clock_now() > until) {
			errno = ETIMEDOUT;
			return false;
		}
	}
	return true;
}

bool io_write(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && (errno != EINTR || bench_stop))
			return false;
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
	return true;
}

void io_prepare(int fd)
{
	struct timeval limit = {.tv_sec = IO_PATIENCE};
	int yes = 1;

	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
}

static struct sockaddr_in io_loopback(unsigned port)
{
	return (struct sockaddr_in){
		.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int io_fail(int fd)
{
	int error = errno;

	close(fd);
	errno = error;
	return -1;
}

int io_listen(unsigned *port)
{
	struct sockaddr_in address = io_loopback(0);
	socklen_t size = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(fd, 128) != 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &size) != 0)
		return io_fail(fd);
	*port = ntohs(address.sin_port);
	return fd;
}

int io_connect(unsigned port)
{
	struct sockaddr_in address = io_loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		return io_fail(fd);
	io_prepare(fd);
	return fd;
}
