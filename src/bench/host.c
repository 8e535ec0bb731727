/* SPDX-License-Identifier: GPL-3.0-or-later */
/* host.c - affinity, cgroups (both versions), /proc/stat, /proc/pressure. */
#include "bench/host.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/fs.h"

enum { FILE_LIMIT = 4 << 20 };
#define KIB ((uint64_t)1 << 10)
#define MIB ((uint64_t)1 << 20)
#define GIB ((uint64_t)1 << 30)

static bool host_read_file(const struct host *h, const char *path, struct buf *out)
{
	struct buf full = {0};
	int error;

	buf_printf(&full, "%s%s", h->root, path);
	error = fs_read(buf_c(&full), FILE_LIMIT, out);
	buf_release(&full);
	return !error;
}

/* ---- CPUs ---- */

static void read_allowed(struct host *h)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0) {
		h->cpu[0] = 0;
		h->cpus = 1;
		return;
	}
	for (unsigned i = 0; i < CPU_SETSIZE && h->cpus < HOST_CPUS; i++)
		if (CPU_ISSET(i, &set))
			h->cpu[h->cpus++] = i;
}

/* Are two CPUs threads of one core? 1 yes, 0 no, -1 not known. */
static int siblings(const struct host *h, unsigned a, unsigned b)
{
	char path[96], text[256];
	const char *p = text;

	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%u/topology/thread_siblings_list", a);
	if (!machine_line(h->root, path, text, sizeof(text)))
		return -1;
	while (char_is_digit(*p)) {
		char *end;
		unsigned long from = strtoul(p, &end, 10), to = from;

		if (*end == '-')
			to = strtoul(end + 1, &end, 10);
		if (b >= from && b <= to)
			return 1;
		p = *end == ',' ? end + 1 : "";
	}
	return 0;
}

static void host_swap(struct host *h, unsigned i, unsigned k)
{
	unsigned t = h->cpu[i];

	h->cpu[i] = h->cpu[k];
	h->cpu[k] = t;
}

/* The first two should be different cores; where there are many, not CPU 0, which gets most interrupts. */
static void host_choose(struct host *h)
{
	if (h->cpus > 2)
		host_swap(h, 0, h->cpus / 2);
	for (unsigned i = 1; i < h->cpus; i++) {
		if (siblings(h, h->cpu[0], h->cpu[i]) == 1)
			continue;
		host_swap(h, 1, i);
		return;
	}
}

bool host_pin(unsigned cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	return sched_setaffinity(0, sizeof(set), &set) == 0;
}

unsigned host_threads(const struct host *h)
{
	unsigned n = h->cpus;

	if (h->quota > 0 && h->quota < n)
		n = h->quota < 1 ? 1 : (unsigned)h->quota;
	return n;
}

/* ---- cgroups ---- */

/*
 * The folder of this process's cgroup for a controller, below /sys/fs/cgroup: version 2 has one for all, version 1 one
 * each. Inside a container the path of /proc/self/cgroup may be the outer one; then the root of the mount is ours.
 */
static void cgroup_path(const struct host *h, const char *controller, const char *file, char *out, size_t size)
{
	struct buf text = {0}, full = {0};
	struct str rest, line, found = {0};
	bool second = true;

	*out = '\0';
	if (!host_read_file(h, "/proc/self/cgroup", &text)) {
		buf_release(&text);
		return;
	}
	rest = buf_str(&text);
	while (str_next_line(&rest, &line)) {
		size_t first = str_find_char(line, ':', 0), next = str_find_char(line, ':', first + 1);
		struct str names = str_cut(line, first + 1, next), path = str_cut(line, next + 1, line.len);

		if (names.len && str_contains_nocase(names, str_from_c(controller)) &&
		    !str_contains_nocase(names, S("cpuset"))) {
			found = path;
			second = false;
		} else if (!names.len && second)
			found = path;
	}
	for (int own = 1; own >= 0; own--) {
		struct str path = own && !str_eq(found, S("/")) ? found : S("");

		snprintf(out, size, "/sys/fs/cgroup%s%s%.*s/%s", second ? "" : "/", second ? "" : controller, STR(path), file);
		buf_reset(&full);
		buf_printf(&full, "%s%s", h->root, out);
		if (access(buf_c(&full), R_OK) == 0)
			break;
		*out = '\0';
	}
	buf_release(&full);
	buf_release(&text);
}

static void read_quota(struct host *h)
{
	char path[512], text[64];
	uint64_t quota, period;

	cgroup_path(h, "cpu", "cpu.max", path, sizeof(path));
	if (*path && machine_line(h->root, path, text, sizeof(text))) {
		char *end;

		quota = strtoull(text, &end, 10);
		period = strtoull(end, NULL, 10);
		h->quota = *text != 'm' && period ? (double)quota / (double)period : 0;
		return;
	}
	cgroup_path(h, "cpu", "cpu.cfs_quota_us", path, sizeof(path));
	quota = *path ? machine_number(h->root, path, 0) : 0; /* -1 is not a number here: no limit */
	cgroup_path(h, "cpu", "cpu.cfs_period_us", path, sizeof(path));
	period = *path ? machine_number(h->root, path, 0) : 0;
	h->quota = quota && period ? (double)quota / (double)period : 0;
}

/* The number after a word at the start of a line ("nr_throttled 3", "MemAvailable: 5 kB"); `otherwise` if none. */
static uint64_t host_field(const struct host *h, const char *path, const char *word, uint64_t otherwise)
{
	struct buf text = {0};
	struct str rest, line;
	uint64_t n = otherwise;

	if (host_read_file(h, path, &text)) {
		rest = buf_str(&text);
		while (str_next_line(&rest, &line))
			if (str_starts(line, str_from_c(word)) && line.len > strlen(word) && strchr(" :", line.p[strlen(word)]))
				n = strtoull(line.p + strlen(word) + 1, NULL, 10);
	}
	buf_release(&text);
	return n;
}

uint64_t host_throttled(const struct host *h)
{
	char path[512];

	if (h->quota <= 0)
		return 0;
	cgroup_path(h, "cpu", "cpu.stat", path, sizeof(path));
	return *path ? host_field(h, path, "nr_throttled", 0) : 0;
}

/* ---- memory ---- */

static void keep_least(uint64_t *least, uint64_t limit, uint64_t used)
{
	uint64_t room = limit > used ? limit - used : 0;

	if (room < *least)
		*least = room;
}

static void host_read_memory(struct host *h)
{
	char path[512];
	struct rlimit limit;
	uint64_t used, most;

	h->memory = host_field(h, "/proc/meminfo", "MemAvailable", 0) * KIB;
	if (!h->memory)
		h->memory = h->machine.memory / 2;
	cgroup_path(h, "memory", "memory.current", path, sizeof(path));
	if (!*path)
		cgroup_path(h, "memory", "memory.usage_in_bytes", path, sizeof(path));
	used = *path ? machine_number(h->root, path, 0) : 0;
	cgroup_path(h, "memory", "memory.max", path, sizeof(path));
	if (!*path)
		cgroup_path(h, "memory", "memory.limit_in_bytes", path, sizeof(path));
	most = *path ? machine_number(h->root, path, 0) : 0; /* "max" is not a number: no limit */
	if (most)
		keep_least(&h->memory, most, used);
	if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
		keep_least(&h->memory, limit.rlim_cur, host_field(h, "/proc/self/status", "VmSize", 0) * KIB);
}

struct host_sizes host_sizes(const struct host *h)
{
	const struct machine *m = &h->machine;
	uint64_t last = m->l3 ? m->l3 : m->l2, quarter = h->memory / 4;
	struct host_sizes s = {.l1 = 16 * KIB};

	if (m->l2)
		s.l2 = m->l2 / 2;
	if (m->l3)
		s.l3 = m->l3 / 4 < 32 * MIB ? m->l3 / 4 : 32 * MIB;
	s.dram = 4 * last > GIB ? 4 * last : GIB;
	if (s.dram > quarter)
		s.dram = quarter / (2 * MIB) * (2 * MIB);
	if (s.dram < 2 * last || s.dram < 4 * MIB)
		s.dram = 0;
	return s;
}

/* ---- load ---- */

/* "cpu3 user nice system idle iowait irq softirq steal ...", in ticks. */
static void add_load(struct host_load *l, struct str line, double tick)
{
	double n[8] = {0};
	char *p = (char *)(uintptr_t)line.p + str_find_char(line, ' ', 0);

	for (int i = 0; i < 8; i++)
		n[i] = (double)strtoull(p, &p, 10) * tick;
	for (int i = 0; i < 8; i++)
		l->total += n[i];
	l->busy += n[0] + n[1] + n[2] + n[5] + n[6];
	l->steal += n[7];
}

struct host_load host_load(const struct host *h, unsigned cpus)
{
	struct host_load l = {0, 0, 0, 0};
	struct buf text = {0};
	struct str rest, line;
	double tick = 1.0 / (double)sysconf(_SC_CLK_TCK);

	if (host_read_file(h, "/proc/stat", &text)) {
		rest = buf_str(&text);
		while (str_next_line(&rest, &line)) {
			if (!str_starts(line, S("cpu")) || line.len < 5 || line.p[3] == ' ')
				continue;
			for (unsigned i = 0; i < cpus && i < h->cpus; i++)
				if (h->cpu[i] == strtoul(line.p + 3, NULL, 10)) {
					add_load(&l, line, tick);
					l.tick += tick;
				}
		}
	}
	buf_release(&text);
	return l;
}

double host_pressure(const struct host *h)
{
	char text[128];
	const char *p;

	if (!machine_line(h->root, "/proc/pressure/cpu", text, sizeof(text)))
		return -1;
	p = strstr(text, "avg10=");
	return p ? strtod(p + 6, NULL) / 100 : -1;
}

void host_look(struct host *h, const char *root)
{
	*h = (struct host){.root = root};
	machine_read(&h->machine, root);
	read_allowed(h);
	host_choose(h);
	read_quota(h);
	host_read_memory(h);
}
