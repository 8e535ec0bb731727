/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grounds_say.c - notes about the numbers that a line has read: names that have the same to be said are named
 * together.
 */
#include <string.h>

#include "base/fs.h"
#include "measured/grounds_parts.h"
#include "store/trust.h"

enum kind { STALE, POOR, MEASURED, IMPORTED, CLOSED, PUBLISHED, UNMEASURABLE, KINDS };

/* One note to be. */
struct remark {
	enum kind kind;
	struct str why;        /* "120 days old"; may be empty */
	struct buf names, ops; /* "fact.ht_get, fact.syscall"; "ht_get syscall", for the command line */
	bool imported;         /* nothing here can measure it again */
	struct remark *next;
};

struct remarks {
	struct grounds *g;
	struct arena *a;
	struct remark *first, **end;
};

static struct remark *remark_of(struct remarks *r, enum kind kind, struct str why, bool imported)
{
	struct remark *x;

	for (x = r->first; x; x = x->next)
		if (x->kind == kind && x->imported == imported && str_eq(x->why, why))
			return x;
	x = arena_new(r->a, struct remark);
	x->kind = kind;
	x->why = arena_str(r->a, why);
	x->imported = imported;
	*r->end = x;
	r->end = &x->next;
	return x;
}

/* Is `word` one of the words? */
static bool grounds_say_holds(const struct buf *words, struct str word)
{
	struct str rest = buf_str(words);

	while (rest.len) {
		size_t end = str_find_char(rest, ' ', 0);

		if (str_eq(str_cut(rest, 0, end), word))
			return true;
		rest = str_cut(rest, end + 1, rest.len);
	}
	return false;
}

static void grounds_say_add(struct remarks *r, enum kind kind, struct str why, const struct fact *f, struct str op)
{
	struct remark *x = remark_of(r, kind, why, f->measured && f->measured->origin.len);

	buf_printf(&x->names, "%s%.*s", x->names.len ? ", " : "", STR(f->name));
	if (op.len && !grounds_say_holds(&x->ops, op))
		buf_printf(&x->ops, "%s%.*s", x->ops.len ? " " : "", STR(op));
}

/* "2026-11-23 on AMD EPYC ..., 2 CPUs, kvm": without the verdict, which may differ. */
static struct str when_and_where(struct arena *a, const struct measurement *m)
{
	struct buf text = {0};
	struct str copy;
	size_t end;

	measured_provenance(m, &text);
	copy = buf_take(&text, a);
	end = m->verdict.len ? copy.len - m->verdict.len - 2 : copy.len;
	return str_cut(copy, 0, end);
}

/* "fact.web_p99": a time that few requests exceed. */
static bool grounds_say_is_percentile(struct str name)
{
	const char *last = memrchr(name.p, 'p', name.len);
	size_t at = last ? (size_t)(last - name.p) : name.len;

	return at > 0 && at + 1 < name.len && name.p[at - 1] == '_' && name.p[at + 1] == '9';
}

static void of_measured(struct remarks *r, const struct fact *f)
{
	const struct measurement *m = f->measured;

	if (f->stale.len)
		grounds_say_add(r, STALE, f->stale, f, m->op);
	if (verdict_is_doubtful(m->verdict))
		grounds_say_add(r, POOR,
		                m->seen.len ? arena_printf(r->a, "%.*s: %.*s", STR(m->verdict), STR(m->seen)) : m->verdict, f,
		                m->op);
	if (m->origin.len)
		grounds_say_add(r, IMPORTED, when_and_where(r->a, m), f, m->op);
	if (str_ends(m->origin, S("closed loop")) && grounds_say_is_percentile(f->name))
		grounds_say_add(r, CLOSED, S(""), f, m->op);
	if (!m->origin.len && str_starts(f->name, S("fact.")))
		grounds_say_add(r, MEASURED, when_and_where(r->a, m), f, m->op);
}

static void of_fact(struct remarks *r, const struct fact *f)
{
	struct str cell = str_cut(f->name, 5, f->name.len);
	const struct bench_op *op;

	if (f->measured) {
		of_measured(r, f);
		return;
	}
	op = grounds_operation(r->g, cell);
	grounds_say_add(r, op ? PUBLISHED : UNMEASURABLE, S(""), f, op && !op->lack.len ? op->name : S(""));
}

static void grounds_say_say(const struct remark *x, struct diag *d)
{
	const char *names = buf_c(&x->names), *ops = x->ops.len ? buf_c(&x->ops) : NULL;
	const char *them = ops && strchr(ops, ' ') ? "them" : "it";
	struct span nowhere = {0, 0};

	switch (x->kind) {
	case STALE:
		if (x->imported) {
			diag_warn(d, nowhere, "%s: out of date: %.*s", names, STR(x->why));
			break;
		}
		diag_warn(d, nowhere, "%s: out of date: %.*s; 'bote bench %s' measures %s again", names, STR(x->why), ops,
		          them);
		break;
	case POOR: diag_note(d, nowhere, "%s: the measurement was %.*s", names, STR(x->why)); break;
	case MEASURED:
	case IMPORTED: diag_note(d, nowhere, "%s: %.*s", names, STR(x->why)); break;
	case CLOSED: diag_note(d, nowhere, "%s: of a closed loop, and so too good under load", names); break;
	case PUBLISHED:
		if (ops)
			diag_note(d, nowhere, "%s: published, not measured here; 'bote bench %s' measures %s", names, ops, them);
		else
			diag_note(d, nowhere, "%s: published; it cannot be measured here", names);
		break;
	case UNMEASURABLE: diag_note(d, nowhere, "%s: published; nothing measures it", names); break;
	case KINDS: break;
	}
}

/* What is wrong with the file, at its first use. */
static void grounds_say_warn(struct grounds *g, struct diag *d)
{
	if (g->warned || !g->opened)
		return;
	g->warned = true;
	if (measured_error(g->store))
		diag_warn(d, (struct span){0, 0}, "cannot read %s: %s", g->path, fs_error(measured_error(g->store)));
	else if (measured_warning(g->store).len)
		diag_warn(d, (struct span){0, 0}, "%.*s", STR(measured_warning(g->store)));
	if (measured_error(g->imported))
		diag_warn(d, (struct span){0, 0}, "cannot read %s/" MEASURED_IMPORTED ".jsonl: %s", g->folder,
		          fs_error(measured_error(g->imported)));
	else if (measured_warning(g->imported).len)
		diag_warn(d, (struct span){0, 0}, "%.*s", STR(measured_warning(g->imported)));
}

static RARE void say_all(struct grounds *g, struct diag *d)
{
	struct remarks r = {.g = g, .a = d->arena, .end = &r.first};

	grounds_say_warn(g, d);
	for (size_t i = 0; i < g->read_count; i++) {
		const struct fact *f = g->read[i];

		if (map_get(&g->said, f->name))
			continue;
		map_put(&g->said, f->name, g);
		of_fact(&r, f);
	}
	for (int kind = 0; kind < KINDS; kind++)
		for (struct remark *x = r.first; x; x = x->next)
			if ((int)x->kind == kind)
				grounds_say_say(x, d);
	for (struct remark *x = r.first; x; x = x->next) {
		buf_release(&x->names);
		buf_release(&x->ops);
	}
	g->read_count = 0;
}

void grounds_say(struct grounds *g, struct diag *d)
{
	if (g->opened || g->read_count > 0)
		say_all(g, d);
}
