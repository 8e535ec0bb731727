/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Machines that are made up: folders with a proc and a sys of their own. */
#include "bench/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"
#include "rows.h"

static char root[64];

static void begin(void)
{
	strcpy(root, "/tmp/bote-host.XXXXXX");
	cr_assert(mkdtemp(root) != NULL);
}

static void put(const char *path, const char *text)
{
	struct arena a;
	const char *full;

	arena_init(&a);
	full = arena_printf(&a, "%s%s", root, path).p;
	fs_make_folder(arena_str(&a, fs_folder_of(str_from_c(full))).p);
	cr_assert_eq(fs_write(full, str_from_c(text)), 0, "%s", full);
	arena_release(&a);
}

static void end(void)
{
	char command[96];

	snprintf(command, sizeof(command), "rm -rf %s", root);
	cr_expect_eq(system(command), 0);
}

static void cache(unsigned i, const char *level, const char *type, const char *size)
{
	char path[96];

	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu0/cache/index%u/level", i);
	put(path, level);
	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu0/cache/index%u/type", i);
	put(path, type);
	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu0/cache/index%u/size", i);
	put(path, size);
}

Test(host, a_server)
{
	struct host h;
	struct host_sizes s;

	begin();
	put("/proc/cpuinfo", "processor\t: 0\ncpu family\t: 6\nmodel\t\t: 207\nmodel name\t: A Xeon\nstepping\t: "
	                     "2\nflags\t\t: fpu hypervisor\n");
	put("/proc/meminfo", "MemTotal:       67108864 kB\nMemFree: 1 kB\nMemAvailable:   33554432 kB\n");
	put("/sys/devices/system/cpu/online", "0-3,8\n");
	put("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0,4\n");
	cache(0, "1\n", "Data\n", "48K\n");
	cache(1, "1\n", "Instruction\n", "32K\n");
	cache(2, "2\n", "Unified\n", "2048K\n");
	cache(3, "3\n", "Unified\n", "266240K\n");
	put("/proc/sys/kernel/osrelease", "6.18.44-fc\n");
	put("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
	host_look(&h, root);
	cr_expect_str_eq(h.machine.cpu, "A Xeon family 6 model 207 stepping 2");
	cr_expect_eq(h.machine.cpus, 5u);
	cr_expect_eq(h.machine.smt, 2u);
	cr_expect_str_eq(h.machine.kernel, "6.18");
	cr_expect_str_eq(h.machine.thp, "madvise");
	cr_expect_str_eq(h.machine.virt, "vm");
	cr_expect(strlen(h.machine.id) == 16);
	s = host_sizes(&h);
	cr_expect_eq(s.l2, 1u << 20, "half the L2");
	cr_expect_eq(s.l3, 32u << 20, "at most 32 MiB");
	cr_expect_eq(s.dram, 4ull * 266240 * 1024, "four times the last cache");
	end();
}

Test(host, too_little_memory_for_dram)
{
	struct host h;

	begin();
	put("/proc/meminfo", "MemTotal: 262144 kB\nMemAvailable: 204800 kB\n");
	cache(0, "1\n", "Data\n", "48K\n");
	cache(1, "3\n", "Unified\n", "266240K\n");
	host_look(&h, root);
	cr_expect(h.memory <= 204800ull * 1024);
	cr_expect_eq(host_sizes(&h).dram, 0u);
	end();
}

Test(host, half_a_cpu)
{
	struct host h;

	begin();
	put("/proc/self/cgroup", "0::/box\n");
	put("/sys/fs/cgroup/box/cpu.max", "50000 100000\n");
	put("/sys/fs/cgroup/box/cpu.stat", "usage_usec 1\nnr_periods 9\nnr_throttled 3\n");
	put("/sys/fs/cgroup/box/memory.max", "209715200\n");
	put("/sys/fs/cgroup/box/memory.current", "9715200\n");
	host_look(&h, root);
	cr_expect(close_to(h.quota, 0.5, 1e-9));
	cr_expect_eq(host_threads(&h), 1u);
	cr_expect_eq(host_throttled(&h), 3u);
	cr_expect_eq(h.memory, 200000000u);
	end();
}

/* A container sees the outer path, and its own files at the root of the mount. */
Test(host, container)
{
	struct host h;

	begin();
	put("/proc/self/cgroup", "0::/system.slice/docker-1.scope\n");
	put("/sys/fs/cgroup/cpu.max", "max 100000\n");
	host_look(&h, root);
	cr_expect(h.quota == 0, "%g", h.quota);
	put("/sys/fs/cgroup/cpu.max", "150000 100000\n");
	host_look(&h, root);
	cr_expect(close_to(h.quota, 1.5, 1e-9));
	end();
}

Test(host, old_cgroups)
{
	struct host h;

	begin();
	put("/proc/self/cgroup", "4:memory:/a\n3:cpuset:/a\n2:cpu,cpuacct:/a\n1:name=systemd:/a\n0::/\n");
	put("/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "200000\n");
	put("/sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000\n");
	host_look(&h, root);
	cr_expect(close_to(h.quota, 2, 1e-9), "%g", h.quota);
	put("/sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "-1\n");
	host_look(&h, root);
	cr_expect(h.quota == 0);
	end();
}

Test(host, load)
{
	struct host h = {.root = root, .cpu = {1}, .cpus = 1};
	struct host_load l;

	begin();
	put("/proc/stat", "cpu  9 9 9 9 9 9 9 9 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\ncpu1 100 0 50 800 10 0 0 40 0 0\nintr 1\n");
	put("/proc/pressure/cpu", "some avg10=31.37 avg60=55.24 avg300=28.86 total=1\n");
	l = host_load(&h, 1);
	cr_expect(close_to(l.busy / l.total, 0.15, 1e-9));
	cr_expect(close_to(l.steal / l.total, 0.04, 1e-9));
	cr_expect(close_to(host_pressure(&h), 0.3137, 1e-9));
	end();
}

/* Nothing is told: there are defaults, and nothing breaks. */
Test(host, nothing_there)
{
	struct host h;

	begin();
	host_look(&h, root);
	cr_expect(h.cpus >= 1 && h.machine.cpus >= 1 && h.memory > 0 && h.quota == 0);
	cr_expect(host_pressure(&h) < 0);
	cr_expect(host_load(&h, 1).total == 0);
	host_sizes(&h);
	end();
}
