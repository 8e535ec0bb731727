/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_measure.c - events of bote-bench: progress on a terminal, results to the screen and the store. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "command/bench_progress.h"
#include "command/bench_request.h"
#include "command/bench_text.h"
#include "store/trust.h"
#include "store/member.h"

struct meter {
	struct bench_request *request;
	struct machine machine;
	const char *folder; /* of the store; NULL: nowhere */
	int store_error;
	struct bench_progress progress;
	struct buf stored;  /* lines for the store */
	struct buf results; /* all lines, for the table */
	struct buf missing; /* "  ht_get: not built (needs libck)" */
	unsigned result_count, kept, noisy, broken;
	struct buf bounds;
	struct grid paced;
	unsigned behind; /* services that did not keep up with --rate */
	struct str title;
};

/* ---- events ---- */

static void bench_measure_take_result(struct meter *m, const json_t *e, struct str line)
{
	const char *verdict = member_text(e, "verdict"), *broken = member_text(e, "broken");
	bool noisy = verdict_read(str_from_c(verdict)) == VERDICT_NOISY;

	m->result_count++;
	buf_printf(&m->results, "{%.*s\n", STR(bench_stored_line(line)));
	if (*broken) {
		m->broken++;
		buf_printf(&m->missing, "  %s: refused, for it breaks a bound: it %s\n", member_text(e, "op"), broken);
		return;
	}
	if (noisy && !m->request->keep) {
		m->noisy++;
		return;
	}
	m->kept++;
	buf_printf(&m->stored, "{%.*s\n", STR(bench_stored_line(line)));
}

/* The answer of --rate: as it comes for JSON, else a line of a table. */
static void take_paced(struct meter *m, const json_t *e, struct str line)
{
	m->behind += json_is_true(json_object_get(e, "behind"));
	if (m->request->json)
		buf_printf(&m->results, "{%.*s\n", STR(bench_stored_line(line)));
	else
		bench_text_paced(&m->paced, &(struct bench_paced){.op = member_text(e, "op"),
		                                                  .rate = member_number(e, "rate"),
		                                                  .reached = member_number(e, "reached"),
		                                                  .behind = json_is_true(json_object_get(e, "behind")),
		                                                  .p50 = member_number(e, "p50"),
		                                                  .p99 = member_number(e, "p99"),
		                                                  .p999 = member_number(e, "p999"),
		                                                  .most = member_number(e, "max")});
}

/* "  holds    mem_l1 takes 3 to 7 cycles (4.01 cycles)" */
static void take_bound(struct meter *m, const json_t *e)
{
	const char *op = member_text(e, "op"), *seen = member_text(e, "seen");

	buf_printf(&m->bounds, "  %-8s %s %s", member_text(e, "state"), strcmp(op, "*") == 0 ? "each operation" : op,
	           member_text(e, "rule"));
	if (*seen)
		buf_printf(&m->bounds, " (%s)", seen);
	buf_char(&m->bounds, '\n');
}

static void bench_measure_take_event(void *ctx, struct str line)
{
	struct meter *m = ctx;
	json_t *e = json_loadb(line.p, line.len, 0, NULL);
	const char *event = member_text(e, "event");
	struct outcome *o = m->request->o;

	if (strcmp(event, "progress") == 0)
		bench_progress_show(&m->progress, e);
	else if (strcmp(event, "result") == 0)
		bench_measure_take_result(m, e, line);
	else if (strcmp(event, "paced") == 0)
		take_paced(m, e, line);
	else if (strcmp(event, "note") == 0)
		bench_say(&m->progress, "%s", member_text(e, "text"));
	else if (strcmp(event, "machine") == 0)
		m->title = arena_str(&o->arena, str_from_c(member_text(e, "text")));
	else if (strcmp(event, "skipped") == 0)
		buf_printf(&m->missing, "  %s: %s\n", member_text(e, "op"), member_text(e, "why"));
	else if (strcmp(event, "failed") == 0)
		buf_printf(&m->missing, "  %s: failed: %s\n", member_text(e, "op"), member_text(e, "why"));
	else if (strcmp(event, "bound") == 0)
		take_bound(m, e);
	else if (strcmp(event, "unknown") == 0)
		bench_unknown(o, arena_str(&o->arena, str_from_c(member_text(e, "word"))),
		              arena_str(&o->arena, str_from_c(member_text(e, "near"))));
	json_decref(e);
}

/* ---- the table ---- */

static void bench_measure_write_table(struct meter *m)
{
	struct measured *all = measured_parse(buf_str(&m->results));
	unsigned count;
	const struct measurement *const *found = measured_all(all, &count);

	bench_text_results(m->request->o, found, count, m->request->verbose);
	measured_free(all);
}

static void write_bounds(const struct meter *m, struct buf *out)
{
	if (m->bounds.len)
		buf_printf(out, "%sbounds\n%s", out->len ? "\n" : "", buf_c(&m->bounds));
}

static void write_missing(const struct meter *m, struct buf *out)
{
	if (m->missing.len)
		buf_printf(out, "%snot measured\n%s", out->len ? "\n" : "", buf_c(&m->missing));
}

/* ---- the store ---- */

static bool open_store(struct meter *m)
{
	struct outcome *o = m->request->o;

	m->folder = measured_folder(&o->arena, m->request->state);
	if (m->request->check || m->request->paced)
		return true;
	m->store_error = m->folder ? measured_try(m->folder, m->machine.id) : ENOENT;
	if (m->store_error)
		bench_say(&m->progress, "results will not be stored in %s: %s", m->folder ? m->folder : "a home folder",
		          fs_error(m->store_error));
	return true;
}

static void bench_measure_store(struct meter *m, struct buf *out)
{
	struct outcome *o = m->request->o;

	if (m->request->check || m->request->paced)
		return;
	if (m->kept && !m->store_error)
		m->store_error = measured_append(m->folder, m->machine.id, buf_str(&m->stored));
	if (m->store_error && m->kept) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "results are not stored in %s: %s",
		          m->folder ? m->folder : "a home folder", fs_error(m->store_error));
		o->status = STATUS_FILE;
		return;
	}
	if (m->request->json)
		return;
	if (m->kept)
		buf_printf(out, "\n%u result%s stored in %s\n", m->kept, m->kept == 1 ? "" : "s",
		           measured_path(&o->arena, m->folder, m->machine.id));
	if (m->noisy)
		buf_printf(out, "%s%u too noisy, not stored (--keep stores them)\n", m->kept ? "" : "\n", m->noisy);
}

/* ---- the command ---- */

static void bench_measure_set_up(struct meter *m)
{
	machine_read(&m->machine, "");
	bench_progress_init(&m->progress, m->request->session);
	grid_list(&m->paced, &m->request->o->arena, 3);
	open_store(m);
}

/* Files for the disk go beside the results, on the disk that the user's files are on. */
static void choose_folder(struct meter *m)
{
	struct bench_request *r = m->request;

	if (r->dir) {
		r->argv[r->argc++] = "--named-dir";
		r->argv[r->argc++] = r->dir;
	} else if (m->folder && fs_make_folder(m->folder) == 0 && access(m->folder, W_OK) == 0) {
		r->argv[r->argc++] = "--dir";
		r->argv[r->argc++] = m->folder;
	}
}

/* What earlier runs found is a witness: a whole run may be slow. */
static void pass_earlier(struct meter *m)
{
	struct bench_request *r = m->request;

	if (!m->folder)
		return;
	r->argv[r->argc++] = "--earlier";
	r->argv[r->argc++] = measured_path(&r->o->arena, m->folder, m->machine.id);
}

static void bench_measure_release(struct meter *m)
{
	buf_release(&m->stored);
	buf_release(&m->results);
	buf_release(&m->missing);
	buf_release(&m->bounds);
}

static void bench_measure_report(struct meter *m, struct buf *out)
{
	if (m->request->json) {
		buf_add_str(out, buf_str(&m->results));
		return;
	}
	if (m->title.len && (m->result_count || m->paced.row_count))
		buf_printf(out, "%.*s\n\n", STR(m->title));
	bench_measure_write_table(m);
	outcome_grid(m->request->o, &m->paced);
	write_bounds(m, out);
	write_missing(m, out);
}

/* Neither a result nor a bound: no answer to what was asked. */
static bool nothing_measured(struct meter *m)
{
	struct outcome *o = m->request->o;
	struct str why = str_trim(buf_str(&m->missing));

	if (m->results.len || m->paced.row_count || m->bounds.len)
		return false;
	if (!why.len || !m->request->json) /* it is in the text */
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "nothing was measured");
	else
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "nothing was measured: %.*s", STR(why));
	o->status = STATUS_FILE;
	return true;
}

bool bench_measure(struct bench_request *r)
{
	struct meter m = {.request = r};
	struct bench_end end;
	bool fine;

	if (!bench_program(r))
		return false;
	bench_measure_set_up(&m);
	choose_folder(&m);
	pass_earlier(&m);
	bench_finish_words(r);
	end = bench_run(r->argv, bench_measure_take_event, &m);
	bench_progress_clear(&m.progress);
	if (end.signal)
		bench_say(&m.progress, "stopped; what had enough passes is kept");
	fine = bench_ended(r, &end);
	bench_measure_report(&m, &r->o->output);
	bench_measure_store(&m, &r->o->output);
	session_measured(r->session, r->o);
	if (fine && (m.broken || m.behind))
		r->o->status = STATUS_NO;
	else if (fine && !end.signal && nothing_measured(&m))
		fine = false;
	bench_measure_release(&m);
	return fine && !r->o->diag.error;
}
