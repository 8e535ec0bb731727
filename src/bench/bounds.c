/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bounds.c - the table of physical bounds. */
#include "bench/bounds.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "bench/event.h"

#define BOUND(name) \
	static enum bound_state name(const struct bound_value *all, unsigned count, const struct bound_value *v, \
	                             struct buf *seen)

/* The value to hold another one against; NULL when there is none that is fit for it. */
static const struct bound_value *bounds_find(const struct bound_value *all, unsigned count, const char *op)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(all[i].op, op) == 0)
			return all[i].sound ? &all[i] : NULL;
	return NULL;
}

static enum bound_state state(bool holds)
{
	return holds ? BOUND_HOLDS : BOUND_BROKEN;
}

static double bounds_bandwidth(const struct bound_value *v)
{
	return v->bytes / v->each;
}

static double ns(double seconds)
{
	return seconds * 1e9;
}

/* ---- of any operation ---- */

BOUND(takes_time)
{
	(void)all, (void)count;
	buf_printf(seen, "%.3g ns", ns(v->each));
	return state(v->each >= 0.15e-9);
}

BOUND(sixth_of_a_cycle)
{
	(void)all, (void)count;
	if (v->hz <= 0)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.3g cycles", v->each * v->hz);
	return state(v->each * v->hz >= 1 / 6.0);
}

BOUND(twice_the_work)
{
	(void)all, (void)count;
	if (v->twice <= 0)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.2f", v->twice);
	return state(v->core ? v->twice >= 1.8 && v->twice <= 2.2 : v->twice >= 1.5 && v->twice <= 2.7);
}

BOUND(cpu_time)
{
	(void)all, (void)count;
	buf_printf(seen, "%.2f", v->cpu_wall);
	return state(v->cpu_wall <= 1.01);
}

/* ---- memory ---- */

static enum bound_state cycles(const struct bound_value *v, double low, double high, struct buf *seen)
{
	if (v->hz <= 0)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.2f cycles", v->each * v->hz);
	return state(v->each * v->hz >= low && v->each * v->hz <= high);
}

BOUND(l1_cycles)
{
	(void)all, (void)count;
	return cycles(v, 3, 7, seen);
}

BOUND(l2_cycles)
{
	(void)all, (void)count;
	return cycles(v, 9, 30, seen);
}

/* v takes at least `factor` times what `op` takes. */
static enum bound_state at_least(const struct bound_value *all, unsigned count, const struct bound_value *v,
                                 double factor, const char *op, struct buf *seen)
{
	const struct bound_value *other = bounds_find(all, count, op);

	if (!other)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.4g ns, %s %.4g ns", ns(v->each), op, ns(other->each));
	return state(v->each >= factor * other->each);
}

BOUND(over_l2)
{
	return at_least(all, count, v, 1, "mem_l2", seen);
}

BOUND(over_l3)
{
	return at_least(all, count, v, 1, "mem_l3", seen);
}

BOUND(dram_latency)
{
	(void)all, (void)count;
	buf_printf(seen, "%.4g ns", ns(v->each));
	return state(v->each >= 50e-9 && v->each <= 500e-9);
}

BOUND(copy_ports)
{
	(void)all, (void)count;
	if (v->hz <= 0)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.1f B a cycle", bounds_bandwidth(v) / v->hz);
	return state(bounds_bandwidth(v) / v->hz <= 128);
}

/*
 * Little's law: lines in flight = bandwidth x latency / line. A core waits for 10 to 20 lines itself, and its L2 asks
 * for up to 64 more ahead of time. The latency measured has translations of addresses in it that a sequential read is
 * spared, so that by it the lines look up to half as many again: 100 were seen on a core that is known for 64.
 */
#define MOST_LINES 128

BOUND(lines_in_flight)
{
	const struct bound_value *dram = bounds_find(all, count, "mem_dram");
	double lines;

	if (!dram)
		return BOUND_UNKNOWN;
	lines = bounds_bandwidth(v) * dram->each / 64;
	buf_printf(seen, "%.1f lines in flight", lines);
	return state(lines <= MOST_LINES);
}

/* ---- tables ---- */

BOUND(one_miss)
{
	return at_least(all, count, v, 0.8, v->llc > 0 && v->working_set >= 4 * v->llc ? "mem_dram" : "mem_l3", seen);
}

BOUND(overlap)
{
	return at_least(all, count, v, 1 / 20.0, "ht_get_dep", seen);
}

/* ---- the rest ---- */

BOUND(sha256_rate)
{
	(void)all, (void)count;
	if (v->hz <= 0)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.2f B a cycle", bounds_bandwidth(v) / v->hz);
	return state(bounds_bandwidth(v) / v->hz <= 1);
}

BOUND(line_transfer)
{
	(void)all, (void)count;
	buf_printf(seen, "%.4g ns", ns(v->each));
	return state(v->each >= 20e-9);
}

BOUND(item_transfer)
{
	(void)all, (void)count;
	buf_printf(seen, "%.4g ns", ns(v->each));
	return state(v->each >= 1e-9);
}

BOUND(into_kernel)
{
	(void)all, (void)count;
	buf_printf(seen, "%.4g ns", ns(v->each));
	return state(v->each >= 20e-9);
}

BOUND(two_calls)
{
	return at_least(all, count, v, 2, "syscall", seen);
}

BOUND(four_calls)
{
	return at_least(all, count, v, 4, "syscall", seen);
}

/* No medium answers sooner: memory on the memory bus (DAX) takes a microsecond or two. */
BOUND(medium)
{
	(void)all, (void)count;
	if (v->in_memory)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.4g us", v->each * 1e6);
	return state(v->each >= 2e-6);
}

BOUND(under_memory)
{
	const struct bound_value *memory = bounds_find(all, count, "mem_read");

	if (!memory || !v->direct)
		return BOUND_UNKNOWN;
	buf_printf(seen, "%.3g GB/s, memory %.3g GB/s", bounds_bandwidth(v) / 1e9, bounds_bandwidth(memory) / 1e9);
	return state(bounds_bandwidth(v) < bounds_bandwidth(memory));
}

BOUND(over_tcp_1cpu)
{
	return at_least(all, count, v, 0.8, "tcp_rtt_1cpu", seen);
}

BOUND(over_tcp_2cpu)
{
	return at_least(all, count, v, 0.8, "tcp_rtt_2cpu", seen);
}

static const struct bound bounds[] = {
	{"*", "takes at least 0.15 ns", takes_time},
	{"*", "takes at least a sixth of a cycle", sixth_of_a_cycle},
	{"*", "twice the work takes twice the time", twice_the_work},
	{"*", "CPU time is no more than wall time", cpu_time},
	{"mem_l1", "takes 3 to 7 cycles", l1_cycles},
	{"mem_l2", "takes 9 to 30 cycles", l2_cycles},
	{"mem_l3", "is slower than mem_l2", over_l2},
	{"mem_dram", "takes 50 to 500 ns", dram_latency},
	{"mem_dram", "is slower than mem_l3", over_l3},
	{"memcpy_l1", "moves at most 128 B a cycle", copy_ports},
	{"mem_read", "has at most 128 lines in flight", lines_in_flight},
	{"ht_get_dep", "waits for at least one miss", one_miss},
	{"ht_get", "overlaps at most 20 of ht_get_dep", overlap},
	{"sha256_bulk", "does at most 1 B a cycle", sha256_rate},
	{"queue_rtt", "takes at least 20 ns", line_transfer},
	{"spsc_push_pop", "takes at least 1 ns", item_transfer},
	{"syscall", "takes at least 20 ns", into_kernel},
	{"switch_1cpu", "takes at least two system calls", two_calls},
	{"disk_read_seq", "is slower than memory", under_memory},
	{"fdatasync_4k", "takes at least four system calls", four_calls},
	{"fdatasync_4k", "waits for a medium: 2 us at least", medium},
	{"append_sync_4k", "waits for a medium: 2 us at least", medium},
	{"redis_get_1cpu", "takes at least 0.8 of tcp_rtt_1cpu", over_tcp_1cpu},
	{"redis_get_2cpu", "takes at least 0.8 of tcp_rtt_2cpu", over_tcp_2cpu},
};
static const unsigned bound_count = sizeof(bounds) / sizeof(bounds[0]);

static bool bounds_is_for(const struct bound *b, const char *op)
{
	return strcmp(b->op, "*") == 0 || strcmp(b->op, op) == 0;
}

const char *bounds_broken(const struct bound_value *values, unsigned count, unsigned which)
{
	const char *rule = NULL;

	for (unsigned i = 0; i < bound_count && !rule; i++) {
		struct buf seen = {0};

		if (bounds_is_for(&bounds[i], values[which].op) &&
		    bounds[i].look(values, count, &values[which], &seen) == BOUND_BROKEN)
			rule = bounds[i].rule;
		buf_release(&seen);
	}
	return rule;
}

/* ---- results ---- */

static struct bound_value *values_of(const struct result *results, unsigned count)
{
	struct bound_value *v = xcalloc(count + 1, sizeof(*v));

	for (unsigned i = 0; i < count; i++) {
		const struct result *r = &results[i];
		const struct trial *t = r->trial;
		const struct machine *m = &t->run.bench->host.machine;

		v[i] = (struct bound_value){.op = t->op->name,
		                            .each = r->each.best,
		                            .bytes = t->run.bytes,
		                            .hz = r->hz,
		                            .twice = t->twice,
		                            .cpu_wall = r->evidence.cpu_wall,
		                            .working_set = run_param_value(&t->run, "working_set"),
		                            .llc = (double)(m->l3 ? m->l3 : m->l2),
		                            .core = t->op->class == CLASS_CORE,
		                            .sound = verdict_steady(&r->evidence),
		                            .direct = run_param_value(&t->run, "direct") > 0,
		                            .in_memory = run_param_value(&t->run, "in_memory") > 0};
	}
	return v;
}

unsigned bounds_apply(struct result *results, unsigned count)
{
	struct bound_value *v = values_of(results, count);
	unsigned broken = 0;

	for (unsigned i = 0; i < count; i++) {
		results[i].broken = bounds_broken(v, count, i);
		broken += results[i].broken != NULL;
	}
	free(v);
	return broken;
}

static void bench_bounds_tell(const struct bound *b, const struct bound_value *v, enum bound_state s, const char *seen)
{
	static const char *const names[] = {"holds", "broken", "unknown"};
	struct buf line = {0};

	event_open(&line, NULL, '{');
	event_text(&line, "event", "bound");
	event_text(&line, "op", v ? v->op : b->op);
	event_text(&line, "rule", b->rule);
	event_text(&line, "state", names[s]);
	event_text(&line, "seen", seen);
	event_close(&line, '}');
	event_line(&line);
}

/* A bound of any operation is told only where it is broken; it would fill the screen. */
void bounds_tell(const struct result *results, unsigned count)
{
	struct bound_value *v = values_of(results, count);

	for (unsigned i = 0; i < bound_count; i++) {
		bool any = strcmp(bounds[i].op, "*") == 0, measured = false;

		for (unsigned k = 0; k < count; k++) {
			struct buf seen = {0};

			if (bounds_is_for(&bounds[i], v[k].op)) {
				enum bound_state s = bounds[i].look(v, count, &v[k], &seen);

				measured = true;
				if (!any || s == BOUND_BROKEN)
					bench_bounds_tell(&bounds[i], &v[k], s, buf_c(&seen));
			}
			buf_release(&seen);
		}
		if (any)
			bench_bounds_tell(&bounds[i], NULL, measured ? BOUND_HOLDS : BOUND_UNKNOWN, "");
		else if (!measured)
			bench_bounds_tell(&bounds[i], NULL, BOUND_UNKNOWN, "not measured");
	}
	free(v);
}
