/* SPDX-License-Identifier: GPL-3.0-or-later */
/* machine.c - /proc and /sys, with sysconf where they are silent. */
#include "store/machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

#include "base/arena.h"
#include "base/fs.h"

enum { FILE_LIMIT = 4 << 20, CACHES = 8 };

/* ---- small files ---- */

static bool machine_read_file(const char *root, const char *path, struct buf *out)
{
	struct buf full = {0};
	int error;

	buf_printf(&full, "%s%s", root, path);
	error = fs_read(buf_c(&full), FILE_LIMIT, out);
	buf_release(&full);
	return !error;
}

static void machine_copy(char *out, size_t size, struct str text)
{
	size_t n = text.len < size - 1 ? text.len : size - 1;

	memcpy(out, text.len ? text.p : "", n);
	out[n] = '\0';
}

bool machine_line(const char *root, const char *path, char *out, unsigned size)
{
	struct buf text = {0};
	struct str rest, line = {0};

	*out = '\0';
	if (machine_read_file(root, path, &text)) {
		rest = buf_str(&text);
		str_next_line(&rest, &line);
		machine_copy(out, size, str_trim(line));
	}
	buf_release(&text);
	return *out != '\0';
}

uint64_t machine_number(const char *root, const char *path, uint64_t otherwise)
{
	char text[64], *end;
	uint64_t n;

	if (!machine_line(root, path, text, sizeof(text)) || !char_is_digit(*text))
		return otherwise;
	n = strtoull(text, &end, 10);
	switch (*end) {
	case 'K': return n << 10;
	case 'M': return n << 20;
	case 'G': return n << 30;
	default: return n;
	}
}

/* ---- processor ---- */

/* The first line "key : value" of /proc/cpuinfo; empty when there is none. */
static struct str cpuinfo_field(struct str text, struct str key)
{
	struct str line;

	while (str_next_line(&text, &line)) {
		size_t colon = str_find_char(line, ':', 0);

		if (colon < line.len && str_eq(str_trim(str_cut(line, 0, colon)), key))
			return str_trim(str_cut(line, colon + 1, line.len));
	}
	return (struct str){0};
}

/* The name alone says little on guests ("Intel(R) Xeon(R) Processor"): the numbers after it say more. */
static void read_cpu(struct machine *m, const char *root)
{
	static const struct {
		const char *key, *word;
	} fields[] = {
		{"cpu family", "family"},           {"model", "model"},   {"stepping", "stepping"},
		{"CPU implementer", "implementer"}, {"CPU part", "part"}, {"CPU variant", "variant"},
	};
	struct buf info = {0}, text = {0};
	struct utsname system;
	struct str name;

	machine_read_file(root, "/proc/cpuinfo", &info);
	name = cpuinfo_field(buf_str(&info), S("model name"));
	if (name.len)
		buf_add_str(&text, name);
	else if (uname(&system) == 0)
		buf_add_c(&text, system.machine);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct str value = cpuinfo_field(buf_str(&info), str_from_c(fields[i].key));

		if (value.len)
			buf_printf(&text, " %s %.*s", fields[i].word, STR(value));
	}
	machine_copy(m->cpu, sizeof(m->cpu), buf_str(&text));
	if (str_contains_nocase(cpuinfo_field(buf_str(&info), S("flags")), S("hypervisor")))
		machine_copy(m->virt, sizeof(m->virt), S("vm"));
	buf_release(&text);
	buf_release(&info);
}

/* How many CPUs a list like "0-3,8" names. */
static unsigned count_list(const char *text)
{
	unsigned count = 0;

	while (char_is_digit(*text)) {
		char *end;
		unsigned long from = strtoul(text, &end, 10), to = from;

		if (*end == '-')
			to = strtoul(end + 1, &end, 10);
		count += to >= from && to - from < 65536 ? (unsigned)(to - from) + 1 : 0;
		text = *end == ',' ? end + 1 : "";
	}
	return count;
}

static void read_cpus(struct machine *m, const char *root)
{
	char text[256];
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	if (machine_line(root, "/sys/devices/system/cpu/online", text, sizeof(text)))
		m->cpus = count_list(text);
	if (!m->cpus)
		m->cpus = n > 0 ? (unsigned)n : 1;
	if (machine_line(root, "/sys/devices/system/cpu/cpu0/topology/thread_siblings_list", text, sizeof(text)))
		m->smt = count_list(text);
}

/* ---- caches ---- */

static uint64_t from_sysconf(int name)
{
	long n = sysconf(name);

	return n > 0 ? (uint64_t)n : 0;
}

static void read_caches(struct machine *m, const char *root)
{
	for (unsigned i = 0; i < CACHES; i++) {
		char path[96], type[32];
		uint64_t level, size;

		snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu0/cache/index%u/type", i);
		if (!machine_line(root, path, type, sizeof(type)) || strcmp(type, "Instruction") == 0)
			continue;
		snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu0/cache/index%u/level", i);
		level = machine_number(root, path, 0);
		snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu0/cache/index%u/size", i);
		size = machine_number(root, path, 0);
		if (level == 1)
			m->l1d = size;
		else if (level == 2)
			m->l2 = size;
		else if (level == 3)
			m->l3 = size;
	}
#ifdef _SC_LEVEL1_DCACHE_SIZE
	if (!m->l1d)
		m->l1d = from_sysconf(_SC_LEVEL1_DCACHE_SIZE);
	if (!m->l2)
		m->l2 = from_sysconf(_SC_LEVEL2_CACHE_SIZE);
	if (!m->l3)
		m->l3 = from_sysconf(_SC_LEVEL3_CACHE_SIZE);
#endif
}

/* ---- the rest ---- */

static void machine_read_memory(struct machine *m, const char *root)
{
	struct buf info = {0};
	struct str total;

	if (machine_read_file(root, "/proc/meminfo", &info)) {
		total = cpuinfo_field(buf_str(&info), S("MemTotal"));
		if (total.len)
			m->memory = strtoull(total.p, NULL, 10) << 10;
	}
	buf_release(&info);
	if (!m->memory)
		m->memory = from_sysconf(_SC_PHYS_PAGES) * from_sysconf(_SC_PAGESIZE);
}

/* A hypervisor signs its name at CPUID leaf 0x40000000. */
static void ask_hypervisor(struct machine *m)
{
#if defined(__x86_64__) || defined(__i386__)
	static const struct {
		const char *signature, *name;
	} known[] = {
		{"KVMKVMKVM", "kvm"},    {"Microsoft Hv", "hyper-v"}, {"VMwareVMware", "vmware"},
		{"XenVMMXenVMM", "xen"}, {"TCGTCGTCGTCG", "qemu"},    {"bhyve bhyve ", "bhyve"},
	};
	unsigned a, b, c, d;
	char text[13] = "";

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 31)))
		return;
	__cpuid(0x40000000, a, b, c, d);
	memcpy(text, &b, 4);
	memcpy(text + 4, &c, 4);
	memcpy(text + 8, &d, 4);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(text, known[i].signature) == 0)
			machine_copy(m->virt, sizeof(m->virt), str_from_c(known[i].name));
#else
	(void)m;
#endif
}

/* "always [madvise] never": the word in brackets. */
static void read_thp(struct machine *m, const char *root)
{
	char text[64];
	struct str line;
	size_t open, close;

	if (!machine_line(root, "/sys/kernel/mm/transparent_hugepage/enabled", text, sizeof(text)))
		return;
	line = str_from_c(text);
	open = str_find_char(line, '[', 0);
	close = str_find_char(line, ']', open);
	if (close < line.len)
		machine_copy(m->thp, sizeof(m->thp), str_cut(line, open + 1, close));
}

static void read_speed(struct machine *m, const char *root)
{
	char text[8];

	machine_line(root, "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", m->governor, sizeof(m->governor));
	if (machine_line(root, "/sys/devices/system/cpu/intel_pstate/no_turbo", text, sizeof(text)))
		machine_copy(m->turbo, sizeof(m->turbo), *text == '0' ? S("on") : S("off"));
	else if (machine_line(root, "/sys/devices/system/cpu/cpufreq/boost", text, sizeof(text)))
		machine_copy(m->turbo, sizeof(m->turbo), *text == '0' ? S("off") : S("on"));
}

/* Major and minor number: what changes with a patch is not news. */
static void read_kernel(struct machine *m, const char *root)
{
	char text[64];
	struct str s;
	size_t dot;

	if (!machine_line(root, "/proc/sys/kernel/osrelease", text, sizeof(text))) {
		struct utsname system;

		if (uname(&system) != 0)
			return;
		machine_copy(text, sizeof(text), str_from_c(system.release));
	}
	s = str_from_c(text);
	dot = str_find_char(s, '.', 0);
	for (dot++; dot < s.len && char_is_digit(s.p[dot]);)
		dot++;
	machine_copy(m->kernel, sizeof(m->kernel), str_cut(s, 0, dot));
}

/* FNV-1a, 64 bits: only to tell machines apart. */
static void make_id(struct machine *m)
{
	struct buf text = {0};
	uint64_t hash = 14695981039346656037u;

	buf_printf(&text, "%s|%u|%u|%llu|%llu|%llu|%s", m->cpu, m->cpus, m->smt, (unsigned long long)m->l1d,
	           (unsigned long long)m->l2, (unsigned long long)m->l3, m->virt);
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.p[i]) * 1099511628211u;
	snprintf(m->id, sizeof(m->id), "%016llx", (unsigned long long)hash);
	buf_release(&text);
}

void machine_read(struct machine *m, const char *root)
{
	*m = (struct machine){.smt = 1, .virt = "none"};
	read_cpu(m, root);
	read_cpus(m, root);
	read_caches(m, root);
	machine_read_memory(m, root);
	if (!*root)
		ask_hypervisor(m);
	read_thp(m, root);
	read_speed(m, root);
	read_kernel(m, root);
	make_id(m);
}

bool machine_is_guest(const struct machine *m)
{
	return *m->virt && strcmp(m->virt, "none") != 0;
}

void machine_describe(const struct machine *m, struct buf *out)
{
	buf_printf(out, "%s, %u CPU%s", m->cpu, m->cpus, m->cpus == 1 ? "" : "s");
	if (machine_is_guest(m))
		buf_printf(out, ", %s", m->virt);
}
