/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_tell.c - numbers of a load test as JSON lines. */
#include "bench/load_tell.h"

#include <math.h>
#include <string.h>

#include "base/now.h"
#include "base/plain.h"
#include "bench/event.h"
#include "bench/result.h"
#include "store/measured.h"
#include "store/trust.h"

/* A step of so many seconds is worth this. */
#define GOOD_STEP 30
#define FAIR_STEP 5
#define GOOD_INTERVAL 1.05
/* When so much of all CPUs works there is none to spare: who waited for whom cannot be told. */
#define FULL 0.9

void load_tale_release(struct load_tale *t)
{
	buf_release(&t->slo);
	buf_release(&t->cpu_why);
	buf_release(&t->last);
}

const char *load_status_text(unsigned status)
{
	static const struct {
		unsigned status;
		const char *text;
	} rows[] = {
		{400, "Bad Request"},
		{401, "Unauthorized"},
		{403, "Forbidden"},
		{404, "Not Found"},
		{405, "Method Not Allowed"},
		{406, "Not Acceptable"},
		{408, "Request Timeout"},
		{410, "Gone"},
		{413, "Content Too Large"},
		{429, "Too Many Requests"},
		{500, "Internal Server Error"},
		{501, "Not Implemented"},
		{502, "Bad Gateway"},
		{503, "Service Unavailable"},
		{504, "Gateway Timeout"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].status == status)
			return rows[i].text;
	return "";
}

/* ---- while it runs ---- */

void load_tell_title(const struct load_tale *t)
{
	const struct load_options *o = t->options;
	struct buf line = {0}, text = {0};

	buf_printf(&text, "%s %s", o->method, t->target->url);
	if (o->url_count > 1)
		buf_printf(&text, " and %u more", o->url_count - 1);
	buf_printf(&text, "   open loop, %s arrivals, %s, at most %u %s", o->even ? "even" : "random", t->protocol,
	           o->connections, strcmp(t->protocol, "HTTP/2") == 0 ? "streams" : "connections");
	if (o->insecure)
		buf_add_c(&text, ", any certificate");
	event_open(&line, NULL, '{');
	event_text(&line, "event", "load");
	event_text(&line, "op", o->as);
	event_text(&line, "text", buf_c(&text));
	event_text(&line, "slo", o->rate > 0 && !o->slo ? NULL : buf_c(&t->slo)); /* nothing is judged by it */
	event_close(&line, '}');
	event_line(&line);
	buf_release(&text);
}

void load_tell_begin(struct load_tale *t, double rate)
{
	t->rate = rate;
}

void load_tell_progress(const struct load_tale *t, const struct load_step *s, double left)
{
	struct buf text = {0};

	buf_printf(&text, "%s  %s%s/s  %llu due", t->options->as, t->rate > 0 ? "" : "warming up at ",
	           plain(s->rate, 4).text, (unsigned long long)s->due);
	if (t->last.len)
		buf_printf(&text, "  (%s)", buf_c(&t->last));
	event_progress(0, 0, buf_c(&text), 0, left);
	buf_release(&text);
}

static const char *verdict_text(const struct load_row *r)
{
	static const char *const names[] = {"holds", "fails", "undecided", "void"};

	return names[r->verdict];
}

/* "falls behind", "p99 too slow", "errors" */
static void put_why(const struct load_row *r, struct buf *out)
{
	if (r->verdict != LOAD_FAILS)
		buf_add_c(out, verdict_text(r));
	else if (r->behind)
		buf_add_c(out, "falls behind");
	else if (r->flooded || !r->failed)
		buf_add_c(out, "half are errors");
	else if (r->failed->kind == LOAD_ERRORS)
		buf_add_c(out, "too many errors");
	else {
		load_slo_name(r->failed, out);
		buf_add_c(out, " too slow");
	}
}

static void load_tell_put_row(const struct load_row *r, const char *event, struct buf *line)
{
	struct buf why = {0};

	put_why(r, &why);
	event_open(line, NULL, '{');
	event_text(line, "event", event);
	event_number(line, "rate", r->rate);
	event_number(line, "count", (double)r->count);
	event_number(line, "errors", (double)r->errors);
	event_number(line, "p50", r->p50.value);
	event_number(line, "p90", r->p90);
	event_number(line, "p99", r->p99.value);
	event_number(line, "p999", r->p999 > 0 ? r->p999 : NAN);
	event_number(line, "max", r->most);
	event_number(line, "service", r->service_p50);
	event_number(line, "lag", r->lag);
	event_number(line, "busy", r->busy);
	event_text(line, "verdict", verdict_text(r));
	event_text(line, "why", buf_c(&why));
	event_truth(line, "confirm", r->confirm);
	buf_release(&why);
}

static void note_shorter(struct load_tale *t, const struct load_row *r)
{
	if (t->warm_body <= 0)
		t->warm_body = r->body;
	if (t->shorter || r->body <= 0 || fabs(r->body - t->warm_body) <= t->warm_body / 2)
		return;
	t->shorter = true;
	event_note("answers became %s under load (%.0f B, %.0f B before): an error page?",
	           r->body < t->warm_body ? "shorter" : "longer", r->body, t->warm_body);
}

void load_tell_row(struct load_tale *t, const struct load_row *r)
{
	struct buf line = {0};

	buf_reset(&t->last);
	buf_printf(&t->last, "%s/s: p99 %s ms, ", plain(r->rate, 4).text, plain(1000 * r->p99.value, 3).text);
	put_why(r, &t->last);
	note_shorter(t, r);
	if (t->options->rate > 0)
		return; /* told as the answer */
	load_tell_put_row(r, "step", &line);
	event_close(&line, '}');
	event_line(&line);
}

/* "GET /cart": no query, user or host name of another. */
static void put_what(const struct load_tale *t, struct buf *out)
{
	buf_printf(out, "%s %s%s", t->options->method, t->target->loopback ? "" : "host", t->target->path);
}

static void tell_what(const struct load_tale *t, struct buf *line)
{
	struct buf text = {0};

	put_what(t, &text);
	event_text(line, "what", buf_c(&text));
	buf_release(&text);
}

void load_tell_once(const struct load_tale *t, const struct load_plan *p)
{
	struct buf line = {0};

	load_tell_put_row(&p->rows[p->count - 1], "once", &line);
	event_text(&line, "blind", p->blind.len ? buf_c(&p->blind) : NULL);
	event_text(&line, "op", t->options->as);
	tell_what(t, &line);
	event_number(&line, "body", p->rows[p->count - 1].body);
	event_close(&line, '}');
	event_line(&line);
}

/* ---- what came of it ---- */

static const char *stopped(const struct load_plan *p)
{
	static const char *const texts[] = {NULL,
	                                    "stopped",
	                                    "--most requests were asked",
	                                    "--limit was over",
	                                    "ten connections in a row were refused: it is gone",
	                                    "half of the answers were errors",
	                                    "the server asks to be left alone: a limiter?",
	                                    "answers did not come in 10 s"};

	return texts[p->run->stop];
}

bool load_tell_nothing(const struct load_tale *t, const struct load_plan *p, struct buf *why, struct buf *hint)
{
	const struct load_row *low = load_plan_low(p);
	struct buf what = {0};

	(void)t;
	if (p->search.held > 0)
		return false;
	if (p->search.end == LOAD_NEVER && low) {
		put_why(low, &what);
		buf_printf(why, "the objective does not hold at %s/s: p99 is %s ms there, %.2g %% are errors (%s)",
		           plain(low->rate, 4).text, plain(1000 * low->p99.value, 3).text,
		           100.0 * (double)low->errors / (double)low->count, buf_c(&what));
	} else if (p->search.end == LOAD_BLIND) {
		buf_printf(why, "no step counts: at %s/s bote itself %s", plain(p->blind_rate, 4).text, buf_c(&p->blind));
		buf_add_c(hint, "the machine is too busy to say anything of the server");
	} else
		buf_printf(why, "nothing was found before the end: %s", stopped(p) ? stopped(p) : "too few requests");
	buf_release(&what);
	return true;
}

/* good, fair, poor or too noisy, with the reasons added to `seen`. */
static enum verdict load_verdict(const struct load_tale *t, const struct load_plan *p, struct buf *seen)
{
	const struct load_search *s = &p->search;
	const struct load_row *held = load_plan_held(p);
	bool full = held && t->target->loopback && held->machine > FULL, poor = false;

	if (p->noisy) {
		buf_clause(seen, "a lower rate failed than one that held twice");
		return VERDICT_NOISY;
	}
	if (s->end == LOAD_TOP)
		buf_clause(seen, "held all that was asked, up to %s/s: a lower bound", plain(s->held, 4).text), poor = true;
	if (s->end == LOAD_BLIND)
		buf_clause(seen, "at %s/s bote itself %s: a lower bound", plain(p->blind_rate, 4).text, buf_c(&p->blind)),
			poor = true;
	else if (held && held->late)
		buf_clause(seen, "bote itself %s, and times are too long", buf_c(&p->blind)), poor = true;
	if (p->run->stop)
		buf_clause(seen, "%s", stopped(p)), poor = true;
	if (s->unconfirmed)
		buf_clause(seen, "a confirmation failed"), poor = true;
	else if (!s->confirmed && !poor)
		buf_clause(seen, "not confirmed"), poor = true;
	if (t->options->step < FAIR_STEP)
		buf_clause(seen, "steps of %.3g s", t->options->step), poor = true;
	if (full)
		buf_clause(seen, "all CPUs together were %.0f %% busy", 100 * held->machine);
	if (poor)
		return VERDICT_POOR;
	if (t->options->step >= GOOD_STEP && s->failed / s->held <= GOOD_INTERVAL)
		return full ? VERDICT_FAIR : VERDICT_GOOD;
	buf_clause(seen, "steps of %.3g s", t->options->step);
	return full ? VERDICT_POOR : VERDICT_FAIR;
}

static void load_tell_put_figure(struct buf *out, const char *name, struct load_range r, const char *unit)
{
	if (!(r.value > 0))
		return;
	event_open(out, name, '{');
	event_number(out, "value", r.value);
	event_number(out, "low", r.low);
	event_number(out, "high", r.high);
	event_text(out, "unit", unit);
	event_close(out, '}');
}

static struct load_range exactly(double x)
{
	return (struct load_range){x, x, x};
}

/* Of the steps next to the one that held, which differ as much as it is uncertain. */
static struct load_range cpu_range(const struct load_plan *p, const struct load_row *held)
{
	struct load_range r = exactly(held->cpu);

	for (unsigned i = 0; i < p->count && r.value > 0; i++)
		if (p->rows[i].cpu > 0 && p->rows[i].rate > held->rate / 1.5 && p->rows[i].rate < held->rate * 1.5 &&
		    !p->rows[i].behind) {
			r.low = fmin(r.low, p->rows[i].cpu);
			r.high = fmax(r.high, p->rows[i].cpu);
		}
	return r;
}

/* At the first step with a thousand requests. */
static double low_cpu(const struct load_plan *p)
{
	for (unsigned i = 0; i < p->count; i++)
		if (p->rows[i].count >= 1000 && p->rows[i].verdict != LOAD_VOID)
			return p->rows[i].cpu;
	return -1;
}

static void load_tell_put_figures(const struct load_plan *p, const struct load_row *held, struct buf *line)
{
	struct load_range rate, knee;
	bool bound;

	load_plan_rate(p, &rate, &bound);
	event_open(line, "figures", '{');
	load_tell_put_figure(line, "max_rate", rate, "requests/s");
	load_tell_put_figure(line, "p50", held->p50, "s");
	load_tell_put_figure(line, "p99", held->p99, "s");
	if (load_plan_low(p))
		load_tell_put_figure(line, "low_p50", load_plan_low(p)->p50, "s");
	if (load_plan_knee(p, &knee))
		load_tell_put_figure(line, "knee", knee, "requests/s");
	load_tell_put_figure(line, "cpu", cpu_range(p, held), "s");
	load_tell_put_figure(line, "low_cpu", exactly(low_cpu(p)), "s");
	load_tell_put_figure(line, "body", exactly(held->body), "B");
	event_close(line, '}');
	if (bound)
		event_text(line, "bound", "lower");
}

/* What p99 may be, where the objective says; seconds. */
static double p99_limit(const struct load_slo *slo)
{
	for (unsigned i = 0; i < slo->count; i++)
		if (slo->term[i].kind == LOAD_QUANTILE && fabs(slo->term[i].share - 0.99) < 1e-9)
			return load_slo_limit(slo, &slo->term[i]);
	return NAN;
}

static void load_tell_put_curve(const struct load_plan *p, struct buf *line)
{
	event_number(line, "limit", p99_limit(&p->slo));
	event_open(line, "curve", '[');
	for (unsigned i = 0; i < p->count; i++)
		if (p->rows[i].verdict != LOAD_VOID) {
			event_open(line, NULL, '[');
			event_number(line, NULL, p->rows[i].rate);
			event_number(line, NULL, p->rows[i].p99.value);
			event_close(line, ']');
		}
	event_close(line, ']');
}

static void load_tell_put_origin(const struct load_tale *t, const char *when, struct buf *line)
{
	struct buf text = {0};

	buf_printf(&text, MEASURED_LOAD "%.10s of ", when);
	put_what(t, &text);
	buf_printf(&text, ", %s, %s arrivals", buf_c(&t->slo), t->options->even ? "even" : "random");
	event_text(line, "origin", buf_c(&text));
	buf_release(&text);
}

static void put_how(const struct load_tale *t, const struct load_row *held, struct buf *line)
{
	const struct load_options *o = t->options;

	event_text(line, "slo", buf_c(&t->slo));
	event_text(line, "arrivals", o->even ? "even" : "random");
	event_number(line, "step", o->step);
	event_number(line, "lag", held->lag);
	event_number(line, "connections", o->connections);
	event_text(line, "protocol", t->protocol);
	event_number(line, "count", (double)held->count);
	event_number(line, "busy", held->busy);
	event_number(line, "machine_busy", t->target->loopback ? held->machine : NAN);
	event_number(line, "cpus", t->target->loopback ? t->machine->cpus : NAN);
	if (o->insecure)
		event_truth(line, "insecure", true);
	if (t->cpu_why.len)
		event_text(line, "cpu_why", buf_c(&t->cpu_why));
}

static void put_search(const struct load_plan *p, struct buf *line)
{
	event_number(line, "held", p->search.held);
	event_number(line, "failed", p->search.failed > 0 ? p->search.failed : NAN);
	event_text(line, "stopped", stopped(p));
}

void load_tell_result(const struct load_tale *t, const struct load_plan *p)
{
	const struct load_row *held = load_plan_held(p);
	struct buf line = {0}, seen = {0};
	char when[32];

	now_stamp(now_seconds(), when);
	event_open(&line, NULL, '{');
	event_text(&line, "event", "result");
	event_text(&line, "op", t->options->as);
	event_text(&line, "group", "http");
	event_text(&line, "kind", "load");
	load_tell_put_figures(p, held, &line);
	event_text(&line, "verdict", verdict_name(load_verdict(t, p, &seen)));
	event_text(&line, "seen", buf_c(&seen));
	load_tell_put_origin(t, when, &line);
	tell_what(t, &line);
	put_how(t, held, &line);
	put_search(p, &line);
	load_tell_put_curve(p, &line);
	event_text(&line, "bote", PACKAGE_VERSION);
	event_text(&line, "when", when);
	result_machine(&line, t->machine);
	event_close(&line, '}');
	event_line(&line);
	buf_release(&seen);
}
