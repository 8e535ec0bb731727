/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_write.c - a result as one JSON object. */
#include <math.h>

#include "bench/event.h"
#include "bench/result.h"

static void result_write_put_interval(struct buf *out, const char *key, struct interval i)
{
	event_open(out, key, '{');
	event_number(out, "value", i.value);
	event_number(out, "low", i.low);
	event_number(out, "high", i.high);
}

static void result_write_put_figures(struct buf *out, const char *key, const struct figure *f, unsigned n)
{
	if (!n)
		return;
	event_open(out, key, '{');
	for (unsigned i = 0; i < n; i++)
		event_number(out, f[i].name, f[i].value);
	event_close(out, '}');
}

static void put_passes(struct buf *out, const struct result *r)
{
	event_open(out, "passes", '[');
	for (unsigned i = 0; i < r->trial->passes; i++)
		event_number(out, NULL, r->medians[i]);
	event_close(out, ']');
}

static void put_cells(struct buf *out, const struct result *r)
{
	const struct trial *t = r->trial;

	event_number(out, "value", r->each.value);
	event_text(out, "unit", "s");
	event_number(out, "low", r->each.low);
	event_number(out, "high", r->each.high);
	event_number(out, "best", r->each.best);
	event_number(out, "spread", r->each.spread);
	put_passes(out, r);
	if (t->run.bytes > 0)
		event_number(out, "bytes", t->run.bytes);
	if (r->all.value > 0) {
		result_write_put_interval(out, "all", r->all);
		event_number(out, "threads", t->threads_all);
		event_number(out, "scaling", r->all.value * r->each.value / t->threads_all);
		event_close(out, '}');
	}
	if (r->p50.value > 0) {
		result_write_put_interval(out, "p50", r->p50);
		event_close(out, '}');
	}
	if (r->p99.value > 0) {
		result_write_put_interval(out, "p99", r->p99);
		event_number(out, "n", (double)t->single_count);
		event_close(out, '}');
	}
}

static void put_evidence(struct buf *out, const struct result *r)
{
	const struct evidence *e = &r->evidence;

	event_text(out, "verdict", verdict_name(r->verdict));
	if (r->why.len)
		event_text(out, "seen", buf_c(&r->why));
	if (r->broken)
		event_text(out, "broken", r->broken);
	event_truth(out, "steady", verdict_steady(e));
	event_number(out, "cpu_wall", e->cpu_wall);
	event_number(out, "switched", e->switched);
	event_number(out, "others", e->others);
	event_number(out, "steal", e->steal);
	event_number(out, "contended", e->contended);
	event_number(out, "left_out", r->left_out);
	event_number(out, "mild", r->outliers.mild);
	event_number(out, "severe", r->outliers.severe);
	event_number(out, "mad", r->mad);
	event_open(out, "median95", '[');
	event_number(out, NULL, r->low95);
	event_number(out, NULL, r->high95);
	event_close(out, ']');
	event_number(out, "twice", r->trial->twice);
	event_number(out, "ghz", r->hz > 0 ? r->hz / 1e9 : NAN);
}

void result_machine(struct buf *out, const struct machine *m)
{
	event_open(out, "machine", '{');
	event_text(out, "id", m->id);
	event_text(out, "cpu", m->cpu);
	event_number(out, "cores", m->cpus);
	event_number(out, "smt", m->smt);
	event_number(out, "l1d", (double)m->l1d);
	event_number(out, "l2", (double)m->l2);
	event_number(out, "l3", (double)m->l3);
	event_number(out, "mem", (double)m->memory);
	event_text(out, "virt", m->virt);
	event_text(out, "kernel", m->kernel);
	event_text(out, "governor", *m->governor ? m->governor : NULL);
	event_text(out, "turbo", *m->turbo ? m->turbo : NULL);
	event_text(out, "thp", *m->thp ? m->thp : NULL);
	event_close(out, '}');
}

/* How it was done, and what to doubt. */
static void put_note(struct buf *out, const struct result *r)
{
	const struct operation *op = r->trial->op;
	struct buf note = {0};

	buf_add_c(&note, r->trial->run.note);
	if (r->each.best < op->doubt_under)
		buf_printf(&note, "%s%s", note.len ? "; " : "", op->doubt);
	if (note.len)
		event_text(out, "note", buf_c(&note));
	buf_release(&note);
}

void result_write(const struct result *r, const char *when, struct buf *out)
{
	const struct trial *t = r->trial;
	const struct operation *op = t->op;

	event_open(out, NULL, '{');
	event_text(out, "event", "result");
	event_text(out, "op", op->name);
	event_text(out, "group", op->group);
	event_number(out, "rev", op->rev);
	put_cells(out, r);
	put_evidence(out, r);
	event_text(out, "class", class_name(op->class));
	event_number(out, "threads", op->place == PLACE_ONE ? 1 : 2);
	event_open(out, "cpus", '[');
	event_number(out, NULL, t->run.cpu);
	if (op->place == PLACE_TWO)
		event_number(out, NULL, t->run.partner);
	event_close(out, ']');
	result_write_put_figures(out, "params", t->run.params, t->run.param_count);
	result_write_put_figures(out, "extra", t->run.extra, t->run.extra_count);
	put_note(out, r);
	if (op->needs) {
		struct buf lib = {0};

		buf_printf(&lib, "%s%s%s", op->needs, op->version ? " " : "", op->version ? op->version() : "");
		event_text(out, "lib", buf_c(&lib));
		buf_release(&lib);
	}
	event_text(out, "bote", PACKAGE_VERSION);
	event_text(out, "cc", BENCH_COMPILER);
	event_text(out, "when", when);
	result_machine(out, &t->run.bench->host.machine);
	event_close(out, '}');
}
