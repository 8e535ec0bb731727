/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_lab.c - scripts, traces, and parameters of labs: the first byte says which. A lab that runs has no number that
 * is none.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "lab/lab.h"
#include "lab/script.h"
#include "lab/trace_file.h"
#include "outcome.h"

#include "command/typed.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* ---- scripts ---- */

static const char *not_bad(const void *ctx, const struct script_line *l)
{
	(void)ctx;
	return str_eq(l->verb, S("bad")) ? "not that" : NULL;
}

static void script(struct str text)
{
	char *copy = strndup(text.p, text.len);
	struct script s;
	bool ok = script_read(&s, copy, 100, not_bad, NULL);

	assert(ok == !s.fault && s.count <= 100);
	for (uint32_t i = 1; i < s.count && ok; i++)
		assert(s.line[i - 1].at <= s.line[i].at);
	script_release(&s);
	free(copy);
}

/* ---- traces ---- */

static char path[] = "/tmp/fuzz_lab.XXXXXX";
static int file = -1;

static void clean_up(void)
{
	unlink(path);
}

static void trace(struct str text)
{
	struct trace_file t;
	struct arena a;
	struct diag d;

	if (file < 0 && (file = mkstemp(path)) >= 0)
		atexit(clean_up);
	if (file < 0 || ftruncate(file, 0) != 0 || pwrite(file, text.p, text.len, 0) != (ssize_t)text.len)
		abort();
	arena_init(&a);
	diag_init(&d, &a, NULL);
	assert(trace_file_read(&t, path, NULL, &d) == !d.error);
	for (uint64_t i = 0; i < t.count && !d.error; i++)
		assert(t.key[i] < t.keys && (!t.at || !i || t.at[i - 1] <= t.at[i]));
	trace_file_release(&t);
	arena_release(&a);
}

/* ---- parameters ---- */

/* What makes a run long is small here. */
static bool is_size(const char *name)
{
	static const char *const names[] = {"requests", "elections", "spreads", "deaths", "jobs",    "orders",
	                                    "look_ups", "reads",     "keys",    "rows",   "objects", "entries"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void put_value(struct buf *line, const struct lab_in *in, unsigned char byte)
{
	static const char *const numbers[] = {"0", "1", "2", "3", "7", "0.5", "-1", "30%", "none", "1e30", "1e9", "1e18"};
	static const char *const times[] = {"0 s",   "1 ns", "1 ms",   "10 ms", "1 s",  "20 s",
	                                    "1 min", "-1 s", "1 year", "5",     "none", "2 B"};
	static const char *const rates[] = {"0/s", "1/s", "10/s", "100/s", "-1/s", "1/h", "1e12/s"};
	static const char *const texts[] = {"", "B", "3-2", "x y<x", "1 s: cut B", "12 s: heal", "A", "~"};
	unsigned choices = 0;

	switch (in->kind) {
	case LAB_CHOICE:
		while (in->choices[choices])
			choices++;
		buf_add_c(line, byte % 16 == 15 ? "nonsense" : in->choices[byte % choices]);
		break;
	case LAB_TIME: buf_add_c(line, times[byte % 12]); break;
	case LAB_TEXT: buf_printf(line, "\"%s\"", texts[byte % 8]); break;
	case LAB_RATE:
	case LAB_SECONDS:
	case LAB_NUMBER: buf_add_c(line, byte & 128 ? rates[byte % 7] : numbers[byte % 12]); break;
	case LAB_LIST: buf_add_c(line, byte % 4 ? "[1, 2, 3]" : "[0]"); break;
	default:
		buf_add_c(line, in->kind == LAB_YES ? (byte & 1 ? "yes" : "no")
		                : is_size(in->name) ? "60"
		                                    : numbers[byte % 12]);
	}
}

static const struct lab *nth_lab(unsigned n)
{
	for (;;)
		for (const struct lab_group *g = lab_groups; g->title; g++)
			for (unsigned i = 0; g->labs[i]; i++)
				if (!n--)
					return g->labs[i];
}

/* Two bytes a parameter: which, and what. The others are as the sheet has them, but small. */
static void parameters(const unsigned char *data, size_t size)
{
	struct session *s = session_new(S(""));
	const struct lab *lab = nth_lab(size ? data[0] % 24 : 0);
	struct buf line = {0};
	struct outcome o;
	bool given[32] = {0};

	outcome_init(&o);
	be_quick(s);
	buf_printf(&line, "lab %s", lab->name);
	for (unsigned i = 0; lab->in[i].name; i++)
		if (is_size(lab->in[i].name)) {
			buf_printf(&line, " %s=60", lab->in[i].name);
			given[i] = true;
		}
	for (size_t at = 1; at + 1 < size && at < 16; at += 2) {
		unsigned count = 0, which;

		while (lab->in[count].name)
			count++;
		which = data[at] % count;
		if (given[which])
			continue;
		given[which] = true;
		buf_printf(&line, " '%s=", lab->in[which].name);
		put_value(&line, &lab->in[which], data[at + 1]);
		buf_char(&line, '\'');
	}
	session_settings(s)->raw = true;
	typed_text(s, SESSION_PROMPT, buf_str(&line), &o);
	assert(!strstr(buf_c(&o.output), "nan") && !strstr(buf_c(&o.output), "inf"));
	outcome_release(&o);
	buf_release(&line);
	session_free(s);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	if (!size)
		return 0;
	if (data[0] % 3 == 0)
		script((struct str){(const char *)data + 1, size - 1});
	else if (data[0] % 3 == 1)
		trace((struct str){(const char *)data + 1, size - 1});
	else
		parameters(data + 1, size - 1);
	return 0;
}
