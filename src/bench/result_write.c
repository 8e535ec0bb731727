/* SPDX-License-Identifier: GPL-3.0-or-later */
/* result_write.c - a result as one JSON object. */
#include <math.h>

#include "bench/emit.h"
#include "bench/result.h"

static void put_interval(struct buf *out, const char *key, struct interval i)
{
	emit_open(out, key, '{');
	emit_number(out, "value", i.value);
	emit_number(out, "low", i.low);
	emit_number(out, "high", i.high);
}

static void put_figures(struct buf *out, const char *key, const struct figure *f, unsigned n)
{
	if (!n)
		return;
	emit_open(out, key, '{');
	for (unsigned i = 0; i < n; i++)
		emit_number(out, f[i].name, f[i].value);
	emit_close(out, '}');
}

static void put_passes(struct buf *out, const struct result *r)
{
	emit_open(out, "passes", '[');
	for (unsigned i = 0; i < r->trial->passes; i++)
		emit_number(out, NULL, r->medians[i]);
	emit_close(out, ']');
}

static void put_cells(struct buf *out, const struct result *r)
{
	const struct trial *t = r->trial;

	emit_number(out, "value", r->each.value);
	emit_text(out, "unit", "s");
	emit_number(out, "low", r->each.low);
	emit_number(out, "high", r->each.high);
	emit_number(out, "best", r->each.best);
	emit_number(out, "spread", r->each.spread);
	put_passes(out, r);
	if (t->run.bytes > 0)
		emit_number(out, "bytes", t->run.bytes);
	if (r->all.value > 0) {
		put_interval(out, "all", r->all);
		emit_number(out, "threads", t->threads_all);
		emit_number(out, "scaling", r->all.value * r->each.value / t->threads_all);
		emit_close(out, '}');
	}
	if (r->p50.value > 0) {
		put_interval(out, "p50", r->p50);
		emit_close(out, '}');
	}
	if (r->p99.value > 0) {
		put_interval(out, "p99", r->p99);
		emit_number(out, "n", (double)t->single_count);
		emit_close(out, '}');
	}
}

static void put_evidence(struct buf *out, const struct result *r)
{
	const struct evidence *e = &r->evidence;

	emit_text(out, "verdict", verdict_name(r->verdict));
	if (r->why.len)
		emit_text(out, "seen", buf_c(&r->why));
	if (r->broken)
		emit_text(out, "broken", r->broken);
	emit_number(out, "cpu_wall", e->cpu_wall);
	emit_number(out, "switched", e->switched);
	emit_number(out, "others", e->others);
	emit_number(out, "steal", e->steal);
	emit_number(out, "contended", e->contended);
	emit_number(out, "left_out", r->left_out);
	emit_number(out, "mild", r->outliers.mild);
	emit_number(out, "severe", r->outliers.severe);
	emit_number(out, "mad", r->mad);
	emit_open(out, "median95", '[');
	emit_number(out, NULL, r->low95);
	emit_number(out, NULL, r->high95);
	emit_close(out, ']');
	emit_number(out, "twice", r->trial->twice);
	emit_number(out, "ghz", r->hz > 0 ? r->hz / 1e9 : NAN);
}

static void put_machine(struct buf *out, const struct machine *m)
{
	emit_open(out, "machine", '{');
	emit_text(out, "id", m->id);
	emit_text(out, "cpu", m->cpu);
	emit_number(out, "cores", m->cpus);
	emit_number(out, "smt", m->smt);
	emit_number(out, "l1d", (double)m->l1d);
	emit_number(out, "l2", (double)m->l2);
	emit_number(out, "l3", (double)m->l3);
	emit_number(out, "mem", (double)m->memory);
	emit_text(out, "virt", m->virt);
	emit_text(out, "kernel", m->kernel);
	emit_text(out, "governor", *m->governor ? m->governor : NULL);
	emit_text(out, "turbo", *m->turbo ? m->turbo : NULL);
	emit_text(out, "thp", *m->thp ? m->thp : NULL);
	emit_close(out, '}');
}

void result_write(const struct result *r, const char *when, struct buf *out)
{
	const struct trial *t = r->trial;
	const struct operation *op = t->op;

	emit_open(out, NULL, '{');
	emit_text(out, "event", "result");
	emit_text(out, "op", op->name);
	emit_text(out, "group", op->group);
	emit_number(out, "rev", op->rev);
	put_cells(out, r);
	put_evidence(out, r);
	emit_text(out, "class", class_name(op->class));
	emit_number(out, "threads", op->place == PLACE_ONE ? 1 : 2);
	emit_open(out, "cpus", '[');
	emit_number(out, NULL, t->run.cpu);
	if (op->place == PLACE_TWO)
		emit_number(out, NULL, t->run.partner);
	emit_close(out, ']');
	put_figures(out, "params", t->run.params, t->run.param_count);
	put_figures(out, "extra", t->run.extra, t->run.extra_count);
	if (*t->run.note)
		emit_text(out, "note", t->run.note);
	if (op->needs) {
		struct buf lib = { 0 };

		buf_printf(&lib, "%s%s%s", op->needs, op->version ? " " : "", op->version ? op->version() : "");
		emit_text(out, "lib", buf_c(&lib));
		buf_release(&lib);
	}
	emit_text(out, "bote", PACKAGE_VERSION);
	emit_text(out, "cc", BENCH_COMPILER);
	emit_text(out, "when", when);
	put_machine(out, &t->run.bench->host.machine);
	emit_close(out, '}');
}
