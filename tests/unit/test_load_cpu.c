/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who listens on a port, by a socket of our own. */
#include "bench/load_cpu.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/clock.h"
#include "rows.h"

Test(load_cpu, finds_us)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct load_cpu c = {.count = 0};
	struct buf why = {0};
	bool found = false;
	double before, ours;

	cr_assert(bind(fd, (void *)&a, sizeof(a)) == 0 && listen(fd, 1) == 0 && getsockname(fd, (void *)&a, &len) == 0);
	cr_assert(load_cpu_find(&c, "", ntohs(a.sin_port), &why), "%s", buf_c(&why));
	for (unsigned i = 0; i < c.count; i++)
		found = found || c.pid[i] == getpid();
	cr_expect(found);
	c = (struct load_cpu){.pid = {getpid()}, .count = 1};
	before = load_cpu_spent(&c, "");
	if (before >= 0) { /* a kernel that counts */
		for (ours = clock_thread(); clock_thread() - ours < 0.1;)
			;
		cr_expect(load_cpu_spent(&c, "") - before > 0.05);
	}
	close(fd);
	c.count = 0;
	cr_expect_not(load_cpu_find(&c, "", ntohs(a.sin_port), &why), "nobody any more");
	cr_expect(load_cpu_spent(&c, "") < 0);
	buf_release(&why);
}
