/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * load_cpu.c - from a port to a socket's inode, to the processes that have it, to the time of their threads. schedstat
 * counts nanoseconds where stat counts hundredths of a second.
 */
#include "bench/load_cpu.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"

enum { LISTEN = 0x0a, SOCKETS = 16, TABLE = 16 << 20 };

/* ---- who listens ---- */

struct sockets {
	unsigned long inode[SOCKETS];
	unsigned count;
};

/* "  0: 0100007F:1F90 00000000:0000 0A ... uid timeout inode": the local port and the state in base 16. */
static void load_cpu_take_line(struct sockets *s, const char *line, unsigned port)
{
	unsigned local, state;
	unsigned long inode;

	if (sscanf(line, " %*d: %*[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%*x %x %*s %*s %*s %*s %*s %lu", &local, &state, &inode) !=
	    3)
		return;
	if (local == port && state == LISTEN && s->count < SOCKETS)
		s->inode[s->count++] = inode;
}

static void take_table(struct sockets *s, const char *root, const char *file, unsigned port)
{
	struct buf path = {0}, text = {0};
	struct str rest, line;

	buf_printf(&path, "%s/proc/net/%s", root, file);
	if (fs_read(buf_c(&path), TABLE, &text) == 0) {
		rest = buf_str(&text);
		while (str_next_line(&rest, &line))
			load_cpu_take_line(s, line.p, port);
	}
	buf_release(&path);
	buf_release(&text);
}

static bool is_socket(const struct sockets *s, const char *link)
{
	unsigned long inode;

	if (sscanf(link, "socket:[%lu]", &inode) != 1)
		return false;
	for (unsigned i = 0; i < s->count; i++)
		if (s->inode[i] == inode)
			return true;
	return false;
}

static bool has_socket(const struct sockets *s, const char *root, int pid)
{
	char path[600], link[64];
	struct dirent *e;
	bool found = false;
	DIR *d;

	snprintf(path, sizeof(path), "%s/proc/%d/fd", root, pid);
	d = opendir(path);
	while (d && !found && (e = readdir(d)) != NULL) {
		ssize_t n;

		snprintf(path, sizeof(path), "%s/proc/%d/fd/%s", root, pid, e->d_name);
		n = readlink(path, link, sizeof(link) - 1);
		link[n > 0 ? n : 0] = 0;
		found = is_socket(s, link);
	}
	if (d)
		closedir(d);
	return found;
}

void load_cpu_add(struct load_cpu *c, int pid)
{
	for (unsigned i = 0; i < c->count; i++)
		if (c->pid[i] == pid)
			return;
	if (c->count < LOAD_PIDS)
		c->pid[c->count++] = pid;
}

static void take_processes(struct load_cpu *c, const struct sockets *s, const char *root)
{
	char path[512];
	struct dirent *e;
	DIR *d;

	snprintf(path, sizeof(path), "%s/proc", root);
	d = opendir(path);
	while (d && (e = readdir(d)) != NULL) {
		int pid = atoi(e->d_name);

		if (pid > 0 && has_socket(s, root, pid))
			load_cpu_add(c, pid);
	}
	if (d)
		closedir(d);
}

bool load_cpu_find(struct load_cpu *c, const char *root, unsigned port, struct buf *why)
{
	struct sockets s = {.count = 0};
	unsigned before = c->count;

	take_table(&s, root, "tcp", port);
	take_table(&s, root, "tcp6", port);
	if (!s.count) {
		buf_printf(why, "nobody listens on port %u of this machine", port);
		return false;
	}
	take_processes(c, &s, root);
	if (c->count == before)
		buf_printf(why, "this user may not see who listens on port %u (--pid PID names it)", port);
	return c->count > before;
}

/* ---- their time ---- */

/* Of one thread; below 0: gone, or the kernel does not count. */
static double thread_time(const char *path)
{
	FILE *f = fopen(path, "re");
	unsigned long long ns;
	double seconds = -1;

	if (f && fscanf(f, "%llu", &ns) == 1)
		seconds = (double)ns * 1e-9;
	if (f)
		fclose(f);
	return seconds;
}

static bool add_process(const char *root, int pid, double *sum)
{
	char path[600];
	struct dirent *e;
	bool any = false;
	DIR *d;

	snprintf(path, sizeof(path), "%s/proc/%d/task", root, pid);
	d = opendir(path);
	while (d && (e = readdir(d)) != NULL) {
		double t;

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/proc/%d/task/%s/schedstat", root, pid, e->d_name);
		t = thread_time(path);
		any = any || t >= 0;
		*sum += t > 0 ? t : 0;
	}
	if (d)
		closedir(d);
	return any;
}

double load_cpu_spent(const struct load_cpu *c, const char *root)
{
	double sum = 0;
	bool any = false;

	for (unsigned i = 0; i < c->count; i++)
		any = add_process(root, c->pid[i], &sum) || any;
	return any ? sum : -1;
}
