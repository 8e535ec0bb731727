/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_lab.c - `lab`: running one, alternatives side by side; its page, or step by step. */
#include <unistd.h>

#include "base/interrupt.h"
#include "command/command_all.h"
#include "command/lab_page.h"
#include "command/lab_request.h"
#include "command/progress.h"
#include "session/console.h"
#include "session/session_parts.h"

/* ---- while it runs ---- */

static void lab_progress_begin(struct progress *p, struct session *s, const struct lab_request *r, struct arena *a)
{
	progress_begin(p, s, arena_printf(a, "lab %.*s", STR(r->name)));
	p->of = r->value_count;
	session_engine(s)->lab_files = true;
	session_console(s)->interrupts(true);
}

static void lab_progress_end(struct progress *p, struct session *s)
{
	session_console(s)->interrupts(false);
	session_engine(s)->lab_files = false;
	measures_forget_ended(*library_measures(session_library(s)));
	progress_end(p);
}

/* ---- running ---- */

static bool lab_run_one(struct session *s, struct lab_request *r, uint32_t k, struct lab_view *v, struct sheet **sheet,
                        struct outcome *o)
{
	struct ask q = {.a = &o->arena, .d = &o->diag, .format = session_format(s)};

	if (r->varied.len)
		r->given[r->varied_at].value = r->values[k];
	*sheet = session_open(s, arena_printf(&o->arena, "lab.%.*s", STR(r->name)), r->given, r->count, o);
	if (!*sheet)
		return false;
	q.sheet = *sheet;
	return lab_view(&q, S(""), v) || session_fail(o);
}

static void write_page(struct session *s, const struct lab_page *p, struct outcome *o)
{
	const struct settings *set = session_settings(s);

	if (set->json) {
		lab_page_json(&o->output, p);
		o->form = OUTPUT_JSON;
	} else if (set->csv) {
		lab_page_csv(&o->output, p);
	} else if (set->raw) {
		lab_page_raw(&o->output, p);
	} else {
		lab_page_write(o, p);
	}
}

static bool write_trace(struct session *s, const struct lab_view *v, const struct lab_request *r, struct outcome *o)
{
	struct lab_trace t;

	if (!measure_trace(session_engine(s), v->run, r->steps, r->verbose, &t, &o->diag))
		return session_fail(o);
	if (r->verbose && t.lanes > 1 && t.count)
		outcome_chart(o, lab_messages_chart(&t, &o->arena));
	else
		trace_write(&t, &o->output);
	if (t.cut)
		buf_printf(&o->output, "... more: --steps %u\n", r->steps * 10);
	if (!t.count)
		buf_printf(&o->output, "nothing happens step by step in '%.*s'\n", STR(v->name));
	trace_release(&t);
	return true;
}

/* How long it took: never among the answers, since it is another time elsewhere. */
static void say_time(struct progress *p, const struct lab_view *v, uint32_t of)
{
	struct buf line = {0};

	bench_progress_clear(&p->line);
	buf_printf(&line, "%.*s: %.3f s", STR(p->what), progress_seconds(p));
	if (of > 1)
		buf_printf(&line, " for %u", of);
	if (v->run->result.steps)
		buf_printf(&line, ", %.3g million steps", (double)v->run->result.steps / 1e6);
	buf_char(&line, '\n');
	session_console(p->line.session)->say(buf_str(&line));
	buf_release(&line);
}

static bool run_all(struct session *s, struct lab_request *r, struct outcome *o)
{
	const struct settings *set = session_settings(s);
	struct lab_view views[ALTERNATIVES];
	struct sheet *sheets[ALTERNATIVES] = {0};
	unsigned width = session_console(s)->width(set, STDOUT_FILENO);
	struct format format = session_format(s);
	bool ok = true, off = false, ended = false;
	struct progress progress;

	lab_progress_begin(&progress, s, r, &o->arena);
	for (uint32_t k = 0; ok && k < r->value_count; k++) {
		progress.at = k;
		ok = lab_run_one(s, r, k, &views[k], &sheets[k], o);
		off = off || (ok && views[k].off);
		ended = ok && views[k].run->result.stopped;
		if (ended)
			r->value_count = k + 1; /* the others are not begun */
	}
	if (ok && r->verbose && !r->trace)
		say_time(&progress, &views[0], r->value_count);
	if (ok && r->trace) {
		ok = write_trace(s, &views[0], r, o);
	} else if (ok) {
		struct lab_page p = {views,   r->value_count,     r->varied,  r->values,
		                     &format, width ? width : 80, set->quiet, set->ascii};

		write_page(s, &p, o);
		if (off)
			o->status = STATUS_NO;
	}
	lab_progress_end(&progress, s);
	if (!ok && interrupt_came) {
		o->diag.error = NULL;
		diag_fail(&o->diag, DIAG_INTERRUPT, (struct span){0, 0}, "lab %.*s: ended before two runs were done",
		          STR(r->name));
		o->status = STATUS_ENDED;
	}
	lab_request_blame(r, progress.at, o);
	if (ended)
		o->status = STATUS_ENDED;
	for (uint32_t k = 0; k < r->value_count; k++)
		sheet_free(sheets[k]);
	return ok;
}

/* One lab at its defaults: which results are off. */
static bool lab_holds(struct session *s, const char *name, struct buf *out)
{
	struct outcome o;
	struct lab_view v;
	bool fine = false;
	uint32_t judged = 0;

	outcome_init(&o);
	struct sheet *sheet = session_open(s, arena_printf(&o.arena, "lab.%s", name), NULL, 0, &o);
	struct ask q = {.sheet = sheet, .a = &o.arena, .d = &o.diag, .format = session_format(s)};
	if (sheet && lab_view(&q, S(""), &v)) {
		fine = !v.off;
		for (uint32_t i = 0; i < v.count; i++) {
			judged += v.rows[i].has_prediction;
			if (v.rows[i].kind == LAB_OFF)
				buf_printf(out, "fails  lab %s: %.*s is %.*s, and %.*s was predicted\n", name, STR(v.rows[i].name),
				           STR(v.rows[i].value), STR(v.rows[i].predicted));
		}
		if (fine)
			buf_printf(out, "holds  lab %s: %u results are as predicted\n", name, judged);
	} else {
		buf_printf(out, "fails  lab %s: %.*s\n", name, STR(o.diag.error ? o.diag.error->text : S("it does not run")));
	}
	sheet_free(sheet);
	outcome_release(&o);
	return fine;
}

bool labs_hold(struct session *s, struct buf *out)
{
	bool fine = true;

	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			fine = lab_holds(s, g->labs[i]->name, out) && fine;
	return fine;
}

bool command_lab(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct lab_request r = {0};
	const struct lab *lab;

	if (!lab_request_read(&r, argc, argv, o))
		return false;
	if (!r.name.len) {
		list_labs(s, o);
		return true;
	}
	if (str_starts(r.name, S("lab.")))
		r.name = str_cut(r.name, 4, r.name.len);
	lab = lab_find(r.name);
	if (!lab)
		return unknown_lab(o, r.name);
	return lab_request_finish(s, lab, &r, o) && run_all(s, &r, o);
}
