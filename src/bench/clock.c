/* SPDX-License-Identifier: GPL-3.0-or-later */
/* clock.c - the clocks, looked at before they are used. */
#include "bench/clock.h"

#include <string.h>

#include "base/buf.h"
#include "base/fs.h"
#include "store/machine.h"

enum { CALLS = 2000 };

static bool known_fast(const char *source)
{
	return strcmp(source, "tsc") == 0 || strcmp(source, "arch_sys_counter") == 0 || strcmp(source, "kvm-clock") == 0;
}

void clock_look(struct clock_facts *f, const char *root)
{
	double began, before, least = 1;

	*f = (struct clock_facts){0};
	machine_line(root, "/sys/devices/system/clocksource/clocksource0/current_clocksource", f->source,
	             sizeof(f->source));
	began = before = clock_now();
	for (int i = 0; i < CALLS; i++) {
		double now = clock_now();

		if (now > before && now - before < least)
			least = now - before;
		before = now;
	}
	f->cost = (before - began) / CALLS;
	f->resolution = least;
	f->slow = f->cost > 200e-9 || (*f->source && !known_fast(f->source));
}

#if defined(__x86_64__)

/* Does the counter continue at one rate, whatever the core does? */
static bool steady(const char *root)
{
	struct buf path = {0}, text = {0};
	bool good;

	buf_printf(&path, "%s/proc/cpuinfo", root);
	good = fs_read(buf_c(&path), 4 << 20, &text) == 0 && strstr(buf_c(&text), "constant_tsc") &&
	       strstr(buf_c(&text), "nonstop_tsc");
	buf_release(&path);
	buf_release(&text);
	return good;
}

double clock_ticks(const char *root)
{
	double began, now;
	uint64_t first;

	if (!steady(root))
		return 0;
	began = clock_now();
	first = clock_tick_begin();
	do
		now = clock_now();
	while (now - began < 0.02);
	return (double)(clock_tick_end() - first) / (now - began);
}

#else

double clock_ticks(const char *root)
{
	(void)root;
	return 0;
}

#endif
