/* SPDX-License-Identifier: GPL-3.0-or-later */
/* server.h - a private server on this machine, which does not outlive us, however we end. */
#ifndef BOTE_SERVER_H
#define BOTE_SERVER_H

#include <sys/types.h>

#include "bench/op.h"

struct server {
	pid_t pid;          /* 0: none */
	const char *folder; /* its own, short enough for a socket in it; NULL: none */
	const char *program;
	int cpu;                        /* where it was put; below 0: nowhere yet */
	const struct server_use *asker; /* who had it last: what it used since is for that one's requests */
};

/* What one operation makes it use. */
struct server_use {
	double time, used; /* CPU seconds: when last looked at, and for `counted` requests */
	uint64_t asked, asked_before, counted;
};

/* Its folder, before its arguments can be made. False after run_skip. */
bool server_folder(struct run *r, struct server *s);
/* A port of 127.0.0.1 that was free just now; 0 after run_skip. */
unsigned server_port(struct run *r);
/* Start argv[0], found as the shell finds it and in sbin. False after run_skip: "redis-server is not installed". */
bool server_start(struct run *r, struct server *s, const char *const *argv);
/* Is it still there? If not, run_fail says how it ended. */
bool server_alive(struct run *r, struct server *s);
/* Put it on a CPU, with all its threads. */
void server_place(struct server *s, unsigned cpu);
/* Between samples, untimed: what it used for the last ones is `server_cpu`, a request. */
void server_count(struct run *r, struct server *s, struct server_use *use);
/* CPU seconds that all threads of all servers that run have had; 0 when the system does not tell. */
double servers_time(void);
/* End it, wait for it, remove its folder. It has nothing to save. Harmless when there is none. */
void server_stop(struct server *s);

#endif
