/* SPDX-License-Identifier: GPL-3.0-or-later */
/* op.c - what a run says about itself. */
#include "bench/op.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What a server or library says may be nothing: "Redis: " tells nobody why. */
static void give_reason(char *why, size_t size)
{
	size_t len = strlen(why);

	while (len && strchr(" \t\r\n", why[len - 1]))
		why[--len] = '\0';
	if (!len || why[len - 1] == ':')
		snprintf(why + len, size - len, "%sno reason is given", len ? " " : "");
}

static bool op_end(struct run *r, enum run_status status, const char *fmt, va_list ap)
{
	if (r->status != RUN_FINE)
		return false;
	r->status = status;
	vsnprintf(r->why, sizeof(r->why), fmt, ap);
	give_reason(r->why, sizeof(r->why));
	return false;
}

bool run_skip(struct run *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	op_end(r, RUN_SKIPPED, fmt, ap);
	va_end(ap);
	return false;
}

bool run_fail(struct run *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	op_end(r, RUN_FAILED, fmt, ap);
	va_end(ap);
	return false;
}

static void op_put(struct figure *list, unsigned *count, unsigned room, const char *name, double value)
{
	for (unsigned i = 0; i < *count; i++)
		if (strcmp(list[i].name, name) == 0) {
			list[i].value = value;
			return;
		}
	assert(*count < room);
	snprintf(list[*count].name, sizeof(list[*count].name), "%s", name);
	list[(*count)++].value = value;
}

void run_param(struct run *r, const char *name, double value)
{
	op_put(r->params, &r->param_count, sizeof(r->params) / sizeof(r->params[0]), name, value);
}

double run_param_value(const struct run *r, const char *name)
{
	for (unsigned i = 0; i < r->param_count; i++)
		if (strcmp(r->params[i].name, name) == 0)
			return r->params[i].value;
	return 0;
}

void run_extra(struct run *r, const char *name, double value)
{
	op_put(r->extra, &r->extra_count, sizeof(r->extra) / sizeof(r->extra[0]), name, value);
}

void run_note(struct run *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(r->note, sizeof(r->note), fmt, ap);
	va_end(ap);
}
