/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_request.c - how bote-bench is asked, and what its end means. */
#include "command/bench_request.h"

#include <string.h>

#include "base/libexec.h"
#include "command/command_all.h"

static bool bench_lacks(struct outcome *o, const char *text)
{
	o->status = STATUS_FILE;
	return diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "%s", text);
}

bool bench_program(struct bench_request *r)
{
	r->argv[0] = libexec_path(&r->o->arena, "bote-bench");
	return r->argv[0] ? true : bench_lacks(r->o, "this build lacks bote-bench, which measures");
}

/* The rest of its command line. */
void bench_finish_words(struct bench_request *r)
{
	static const char *const flags[] = {"--list", "--check", "--quick", "--careful"};
	bool given[] = {r->list, r->check, r->quick, r->careful};

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (given[i])
			r->argv[r->argc++] = flags[i];
	for (size_t i = 0; i < r->name_count; i++)
		r->argv[r->argc++] = arena_str(&r->o->arena, r->names[i]).p;
	r->argv[r->argc] = NULL;
}

bool bench_ended(struct bench_request *r, const struct bench_end *end)
{
	struct outcome *o = r->o;

	if (end->again)
		o->signal = end->signal;
	if (end->error) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot run %s: %s", r->argv[0], strerror(end->error));
		o->status = STATUS_FILE;
	} else if (end->killed_by && !end->signal) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "bote-bench was ended by signal %d (%s)", end->killed_by,
		          strsignal(end->killed_by));
		o->status = STATUS_FILE;
	} else if (end->status > STATUS_NO && !o->diag.error) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "bote-bench failed with status %d", end->status);
		o->status = STATUS_FILE;
	}
	return o->diag.error == NULL;
}

bool bench_unknown(struct outcome *o, struct str word, struct str near)
{
	diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "there is no operation or group '%.*s'", STR(word));
	o->status = STATUS_INPUT;
	if (near.len)
		diag_hint(&o->diag, "did you mean '%.*s'? 'bote bench --list' shows all", STR(near));
	else
		diag_hint(&o->diag, "'bote bench --list' shows all");
	return false;
}

void bench_pass(struct bench_request *r, const char *option, struct str value)
{
	r->argv[r->argc++] = option;
	r->argv[r->argc++] = arena_str(&r->o->arena, value).p;
}

struct str bench_stored_line(struct str line)
{
	return str_cut(line, str_find_char(line, ',', 0) + 1, line.len);
}
