/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_ops.c - the lines of `bote-bench --list`, as a table. */
#include "measured/bench_ops.h"

#include <jansson.h>

#include "base/buf.h"
#include "base/libexec.h"
#include "measured/bench_run.h"
#include "store/member.h"

enum { OPS_MAX = 512 };

struct bench_ops {
	struct arena *arena;
	struct bench_op *ops;
	unsigned count;
};

/* {"event":"operation","op":"ht_get","what":"...","rev":1,"lib":"libck 0.7.1","lack":null} */
static void bench_ops_take_line(void *ctx, struct str line)
{
	struct bench_ops *b = ctx;
	json_t *e = json_loadb(line.p, line.len, 0, NULL);
	const char *event = json_string_value(json_object_get(e, "event"));

	if (event && str_eq(str_from_c(event), S("operation")) && b->count < OPS_MAX) {
		struct bench_op *op = &b->ops[b->count++];

		op->name = member_str(b->arena, e, "op");
		op->what = member_str(b->arena, e, "what");
		op->lib = member_str(b->arena, e, "lib");
		op->lack = member_str(b->arena, e, "lack");
		op->rev = (unsigned)json_integer_value(json_object_get(e, "rev"));
	}
	json_decref(e);
}

const struct bench_ops *bench_ops_ask(struct arena *a)
{
	struct bench_ops *b = arena_new(a, struct bench_ops);
	const char *argv[] = {libexec_path(a, "bote-bench"), "--list", NULL};

	b->arena = a;
	b->ops = arena_array(a, struct bench_op, OPS_MAX);
	if (argv[0])
		bench_run(argv, bench_ops_take_line, b);
	return b;
}

unsigned bench_ops_count(const struct bench_ops *b)
{
	return b->count;
}

const struct bench_op *bench_ops_at(const struct bench_ops *b, unsigned i)
{
	return &b->ops[i];
}

const struct bench_op *bench_ops_find(const struct bench_ops *b, struct str name)
{
	for (unsigned i = 0; i < b->count; i++)
		if (str_eq(b->ops[i].name, name))
			return &b->ops[i];
	return NULL;
}
