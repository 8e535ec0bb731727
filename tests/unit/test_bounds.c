/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Physical bounds with planted values. */
#include "bench/bounds.h"

#include "rows.h"

#define GHZ 3e9

/* What a machine may well have: section 5 of the study that bote-bench follows. */
static const struct bound_value fine[] = {
	{"mem_l1", .each = 1.69e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"mem_l2", .each = 6.9e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"mem_l3", .each = 133e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"mem_dram", .each = 198e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"mem_read", .each = 90.4e-6, .bytes = 1 << 20, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"memcpy_l1", .each = 44e-9, .bytes = 8192, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"ht_get_dep", .each = 257e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true,
     .working_set = 512e6, .llc = 260e6},
	{"ht_get", .each = 95e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"sha256_bulk", .each = 11.4e-6, .bytes = 16384, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"queue_rtt", .each = 127e-9, .hz = GHZ, .twice = 1.7, .cpu_wall = 1, .sound = true},
	{"spsc_push_pop", .each = 8.8e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .sound = true},
	{"syscall", .each = 102e-9, .hz = GHZ, .twice = 2, .cpu_wall = 1, .core = true, .sound = true},
	{"switch_1cpu", .each = 2.6e-6, .hz = GHZ, .twice = 2, .cpu_wall = 0.5, .sound = true},
	{"disk_read_seq", .each = 806e-6, .bytes = 1 << 20, .hz = GHZ, .twice = 2, .cpu_wall = 0.1, .direct = true,
     .sound = true},
	{"fdatasync_4k", .each = 197e-6, .bytes = 4096, .hz = GHZ, .twice = 2, .cpu_wall = 0.1, .sound = true},
	{"tcp_rtt_1cpu", .each = 5.8e-6, .hz = GHZ, .twice = 2, .cpu_wall = 0.5, .sound = true},
	{"redis_get_1cpu", .each = 9.5e-6, .hz = GHZ, .twice = 2, .cpu_wall = 0.5, .sound = true},
};

static unsigned index_of(const char *op)
{
	for (unsigned i = 0; i < COUNT(fine); i++)
		if (strcmp(fine[i].op, op) == 0)
			return i;
	return 0;
}

Test(bounds, hold_for_what_a_machine_does)
{
	for (unsigned i = 0; i < COUNT(fine); i++) {
		const char *rule = bounds_broken(fine, COUNT(fine), i);

		cr_expect(rule == NULL, "%s: %s", fine[i].op, rule);
	}
}

/* One value is changed; that operation must be refused. */
static const struct {
	const char *what, *op;
	double each; /* 0: as it is */
	double twice, hz, cpu_wall;
} planted[] = {
	{"a removed loop", "sha256_bulk", 1e-12, 0, 0, 0},
	{"a removed loop that seems to do something", "mem_l1", 0, 1.02, 0, 0},
	{"work that grows", "mem_l1", 0, 3.9, 0, 0},
	{"a cycle in a sixth of one", "spsc_push_pop", 0.05e-9, 0, 0, 0},
	{"a probe of 17 GHz", "mem_l1", 0, 0, 17e9, 0},
	{"a probe of 17 GHz beside L2", "mem_l2", 0, 0, 17e9, 0},
	{"L1 in a cycle", "mem_l1", 0.3e-9, 0, 0, 0},
	{"L3 as fast as L2", "mem_l3", 6e-9, 0, 0, 0},
	{"DRAM from a cache", "mem_dram", 20e-9, 0, 0, 0},
	{"DRAM in a microsecond", "mem_dram", 1e-6, 0, 0, 0},
	{"memory read beyond its lines", "mem_read", 20e-6, 0, 0, 0},
	{"memcpy with more than two ports", "memcpy_l1", 10e-9, 0, 0, 0},
	{"a table without misses", "ht_get_dep", 20e-9, 0, 0, 0},
	{"too many look-ups at once", "ht_get", 5e-9, 0, 0, 0},
	{"a queue faster than a cache line", "queue_rtt", 10e-9, 0, 0, 0},
	{"push and pop on one thread", "spsc_push_pop", 0.8e-9, 0, 0, 0},
	{"a system call that is none", "syscall", 5e-9, 0, 0, 0},
	{"switches without the kernel", "switch_1cpu", 150e-9, 0, 0, 0},
	{"a disk faster than memory", "disk_read_seq", 50e-6, 0, 0, 0},
	{"a sync that does nothing", "fdatasync_4k", 0.3e-6, 0, 0, 0},
	{"a sync of a microsecond", "fdatasync_4k", 1e-6, 0, 0, 0},
	{"Redis faster than TCP", "redis_get_1cpu", 2e-6, 0, 0, 0},
	{"more CPU time than there was", "mem_l1", 0, 0, 0, 1.5},
};

Test(bounds, planted_values_are_refused)
{
	for (size_t i = 0; i < COUNT(planted); i++) {
		struct bound_value v[COUNT(fine)];
		unsigned k = index_of(planted[i].op);

		memcpy(v, fine, sizeof(fine));
		if (planted[i].each > 0)
			v[k].each = planted[i].each;
		if (planted[i].twice > 0)
			v[k].twice = planted[i].twice;
		if (planted[i].hz > 0)
			v[k].hz = planted[i].hz;
		if (planted[i].cpu_wall > 0)
			v[k].cpu_wall = planted[i].cpu_wall;
		cr_expect(bounds_broken(v, COUNT(fine), k) != NULL, "%s goes through", planted[i].what);
	}
}

/* But a file in memory may be as fast as that, where the user names one. */
Test(bounds, sync_of_a_file_in_memory)
{
	struct bound_value v[COUNT(fine)];
	unsigned k = index_of("fdatasync_4k");

	memcpy(v, fine, sizeof(fine));
	v[k].each = 1e-6;
	v[k].in_memory = true;
	cr_expect(bounds_broken(v, COUNT(fine), k) == NULL);
}

Test(bounds, noise_judges_nobody)
{
	struct bound_value v[COUNT(fine)];

	memcpy(v, fine, sizeof(fine));
	v[index_of("mem_dram")].each = 480e-9;
	v[index_of("mem_dram")].sound = false;
	cr_expect(bounds_broken(v, COUNT(fine), index_of("mem_read")) == NULL);
	cr_expect(bounds_broken(v, 1, 0) == NULL, "alone");
}
