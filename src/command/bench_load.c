/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_load.c - a load test: events of bote-bench as rows, and its result in the store. */
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "command/bench_load_text.h"
#include "command/bench_progress.h"
#include "command/bench_request.h"
#include "command/command_all.h"
#include "session/console.h"
#include "store/trust.h"
#include "store/member.h"

struct loader {
	struct bench_request *request;
	struct bench_progress progress;
	struct machine machine;
	const char *folder;    /* of the store; NULL: nowhere */
	struct load_text text; /* what is shown */
	struct buf json, stored;
	bool found, noisy, failed; /* `failed`: at the one rate, by the objective or behind */
	int refused;               /* the status that goes with a refusal, or -1 */
};

/* ---- events ---- */

static void bench_load_refuse(struct loader *l, const json_t *e)
{
	struct outcome *o = l->request->o;

	l->refused = (int)member_number(e, "status");
	if (l->refused == STATUS_USAGE)
		command_misused(o, "%s", member_text(e, "why"));
	else
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "%s", member_text(e, "why"));
	if (*member_text(e, "hint"))
		diag_hint(&o->diag, "%s", member_text(e, "hint"));
}

/* The name may have stood for something else before. */
static void note_change(struct loader *l, const json_t *e, double body)
{
	struct measured *store = l->folder ? measured_load(measured_path(&l->request->o->arena, l->folder, l->machine.id),
	                                                   l->machine.id)
	                                   : measured_parse(S(""));
	const struct measurement *m = measured_operation(store, str_from_c(member_text(e, "op")));
	double before = m ? measured_figure_of(m, S("body")) : 0;

	if (m && m->what.len && !str_eq(m->what, str_from_c(member_text(e, "what"))))
		bench_say(&l->progress, "measured.%.*s_max_rate of %.10s is of %.*s, and not of %s: out of date", STR(m->op),
		          m->when.p, STR(m->what), member_text(e, "what"));
	else if (before > 0 && body > 0 && (body > 1.5 * before || before > 1.5 * body))
		bench_say(&l->progress,
		          "measured.%.*s_max_rate of %.10s is of answers of %.0f B, these have %.0f B: out of date", STR(m->op),
		          m->when.p, before, body);
	measured_free(store);
}

static void bench_load_take_result(struct loader *l, const json_t *e, struct str line)
{
	l->found = true;
	note_change(l, e,
	            json_number_value(json_object_get(json_object_get(json_object_get(e, "figures"), "body"), "value")));
	l->noisy = verdict_read(str_from_c(member_text(e, "verdict"))) == VERDICT_NOISY;
	buf_printf(&l->stored, "{%.*s\n", STR(bench_stored_line(line)));
	buf_add_str(&l->json, buf_str(&l->stored));
	load_text_result(&l->text, e);
}

static void bench_load_take_event(void *ctx, struct str line)
{
	struct loader *l = ctx;
	json_t *e = json_loadb(line.p, line.len, 0, NULL);
	const char *event = member_text(e, "event");

	if (strcmp(event, "progress") == 0)
		bench_progress_show(&l->progress, e);
	else if (strcmp(event, "note") == 0)
		bench_say(&l->progress, "%s", member_text(e, "text"));
	else if (strcmp(event, "load") == 0)
		load_text_title(&l->text, e);
	else if (strcmp(event, "step") == 0)
		load_text_step(&l->text, e);
	else if (strcmp(event, "once") == 0) {
		l->failed = l->request->slo ? strcmp(member_text(e, "verdict"), "holds") != 0
		                            : strcmp(member_text(e, "verdict"), "fails") == 0;
		load_text_once(&l->text, e);
		note_change(l, e, member_number(e, "body"));
		buf_printf(&l->json, "{%.*s\n", STR(bench_stored_line(line)));
	} else if (strcmp(event, "result") == 0)
		bench_load_take_result(l, e, line);
	else if (strcmp(event, "refused") == 0)
		bench_load_refuse(l, e);
	json_decref(e);
}

/* ---- the store ---- */

static void bench_load_store(struct loader *l, struct buf *out)
{
	struct outcome *o = l->request->o;
	int error = l->folder ? 0 : ENOENT;

	if (!l->found)
		return;
	if (l->noisy && !l->request->keep) {
		buf_add_c(out, l->request->json ? "" : "too noisy, not stored (--keep stores it)\n");
		return;
	}
	if (!error)
		error = measured_append(l->folder, l->machine.id, buf_str(&l->stored));
	if (error) {
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "the result is not stored in %s: %s",
		          l->folder ? l->folder : "a home folder", fs_error(error));
		o->status = STATUS_FILE;
	} else if (!l->request->json)
		load_text_stored(&l->text, out);
}

/* ---- the command ---- */

/* The URL goes first; flags last. */
static const char *const *words(struct bench_request *r)
{
	const char **argv = arena_array(&r->o->arena, const char *, r->argc + 8);
	size_t n = 0;

	argv[n++] = r->argv[0];
	argv[n++] = "--load";
	argv[n++] = r->url;
	for (size_t i = 1; i < r->argc; i++)
		argv[n++] = r->argv[i];
	if (r->quick)
		argv[n++] = "--quick";
	if (r->careful)
		argv[n++] = "--careful";
	return argv;
}

/* Without a scheme http is meant. */
static void say_scheme(struct loader *l)
{
	const struct bench_request *r = l->request;

	if (r->name_count && !str_eq(r->names[0], str_from_c(r->url)))
		bench_say(&l->progress, "asks %s", r->url);
}

static bool bench_load_end(struct loader *l, const struct bench_end *end)
{
	struct outcome *o = l->request->o;

	if (end->signal)
		bench_say(&l->progress, "stopped; what was found is kept");
	if (l->refused >= 0) {
		o->status = (enum status)l->refused;
		if (end->again)
			o->signal = end->signal;
		return false;
	}
	return bench_ended(l->request, end);
}

bool bench_load(struct bench_request *r)
{
	struct loader l = {.request = r, .refused = -1, .text = {.verbose = r->verbose, .judged = r->slo}};
	struct outcome *o = r->o;
	struct bench_end ended;
	bool fine;

	if (!bench_program(r))
		return false;
	machine_read(&l.machine, "");
	l.text.chart.width = session_console(r->session)->width(session_settings(r->session), STDOUT_FILENO);
	l.text.chart.ascii = session_settings(r->session)->ascii;
	l.folder = measured_folder(&o->arena, r->state);
	bench_progress_init(&l.progress, r->session);
	say_scheme(&l);
	ended = bench_run(words(r), bench_load_take_event, &l);
	bench_progress_clear(&l.progress);
	fine = bench_load_end(&l, &ended);
	buf_add_str(&o->output, r->json ? buf_str(&l.json) : buf_str(&l.text.out));
	bench_load_store(&l, &o->output);
	session_measured(r->session, o);
	if (fine && l.failed)
		o->status = STATUS_NO;
	buf_release(&l.json);
	buf_release(&l.stored);
	load_text_release(&l.text);
	return fine && !o->diag.error;
}
