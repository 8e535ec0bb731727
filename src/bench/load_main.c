/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_main.c - a load test from its words to its result, as events. */
#include "bench/load_main.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/now.h"
#include "bench/ending.h"
#include "bench/event.h"
#include "bench/load_options.h"
#include "bench/load_plan.h"
#include "bench/load_tell.h"
#include "bench/ops.h"

static int load_main_refuse(struct load_refusal *no)
{
	struct buf line = {0};
	int status = no->status;

	event_open(&line, NULL, '{');
	event_text(&line, "event", "refused");
	event_text(&line, "why", buf_c(&no->why));
	event_text(&line, "hint", no->hint.len ? buf_c(&no->hint) : NULL);
	event_number(&line, "status", status);
	event_close(&line, '}');
	event_line(&line);
	load_refusal_release(no);
	return EXIT_SUCCESS;
}

#ifdef HAVE_LIBCURL

/* Above this nobody stays awake for a request: CPU is what lacks. A CPU of which so much is idle is one to spare. */
#define AWAKE_BELOW 4000
#define IDLE 0.5

struct test {
	struct bench *bench;
	struct load_options *options;
	struct load_tale tale;
	struct load_run run;
	struct load_plan plan;
	struct load_http *http;
	struct load_cpu cpu;
	struct host_load seen; /* when the last step ended */
};

/* ---- steps ---- */

/* Is a CPU idle, as seen since the last step ended? */
static bool can_spare(struct test *t)
{
	struct host_load now = host_load(&t->bench->host, t->bench->host.cpus);
	double total = now.total - t->seen.total;

	return t->bench->host.cpus > 1 && total > 0 && (now.busy - t->seen.busy) / total < IDLE;
}

static void load_main_before(void *ctx, double rate)
{
	struct test *t = ctx;

	load_http_spin(t->http, rate < AWAKE_BELOW && can_spare(t));
	load_tell_begin(&t->tale, rate);
}

static void after(void *ctx, const struct load_row *row)
{
	struct test *t = ctx;

	t->seen = host_load(&t->bench->host, t->bench->host.cpus);
	load_tell_row(&t->tale, row);
}

static void load_main_tick(void *ctx, const struct load_step *s, double left)
{
	struct test *t = ctx;

	load_tell_progress(&t->tale, s, left);
}

/* ---- before it ---- */

static void find_server(struct test *t, const struct load_target *target)
{
	for (unsigned i = 0; i < t->options->pid_count; i++)
		load_cpu_add(&t->cpu, t->options->pids[i]);
	if (t->options->unix_path)
		buf_add_c(&t->tale.cpu_why,
		          t->cpu.count ? "" : "who listens on a socket is not looked up (--pid PID names it)");
	else if (!target->loopback)
		buf_add_c(&t->tale.cpu_why, t->cpu.count ? "" : "the server is on another machine");
	else if (!load_cpu_find(&t->cpu, "", target->port, &t->tale.cpu_why) && t->cpu.count)
		buf_reset(&t->tale.cpu_why);
}

/* Another's machine: what will happen, and time to think again. */
static void announce(const struct load_options *o, const struct load_target *t)
{
	double until = clock_now() + 3;

	if (o->writes && strcmp(o->method, "GET") != 0)
		event_note("asks with %s, %.0f times at most", o->method, o->most);
	if (t->loopback)
		return;
	event_note("asks %s port %u up to %.0f times a second for up to %.0f s; Ctrl-C ends it", t->address_text, t->port,
	           o->rate > 0 ? o->rate : o->to, o->limit);
	while (clock_now() < until && !bench_stop)
		nanosleep(&(struct timespec){0, 50000000}, NULL);
}

/* Nobody there, or nothing but errors. */
static int no_answer(struct test *t, const struct load_target *target)
{
	struct load_refusal no = {.status = 4};
	const struct load_step *s = t->plan.now;

	if (s->fates[LOAD_STATUS])
		buf_printf(&no.why, "every answer was %u%s%s", s->status, *load_status_text(s->status) ? " " : "",
		           load_status_text(s->status));
	else if (s->fates[LOAD_TLS])
		buf_printf(&no.why, "no TLS with %s:%u: %s", target->host, target->port, load_http_error(t->http));
	else if (s->fates[LOAD_REFUSED])
		buf_printf(&no.why, "nothing answers at %s:%u (connection refused)", target->host, target->port);
	else
		buf_printf(&no.why, "nothing answers at %s:%u (%s)", target->host, target->port,
		           *load_http_error(t->http) ? load_http_error(t->http) : "no answer in time");
	if (s->fates[LOAD_TLS])
		buf_add_c(&no.hint, "--cacert FILE names a certificate to trust");
	return load_main_refuse(&no);
}

/* ---- all of it ---- */

static int ended(struct test *t)
{
	struct load_refusal no = {.status = 1};

	if (load_tell_nothing(&t->tale, &t->plan, &no.why, &no.hint))
		return load_main_refuse(&no);
	load_tell_result(&t->tale, &t->plan);
	return EXIT_SUCCESS;
}

/* Is it over by what was allowed or Ctrl-C, and not for want of answers? */
static bool cut_short(const struct test *t)
{
	const struct load_step *s = t->plan.now;
	bool over = t->run.stop == LOAD_MOST || t->run.stop == LOAD_LIMIT;

	return bench_stop || (over && (s->all.total || !s->due));
}

static int run_plan(struct test *t, const struct load_target *target)
{
	const struct load_options *o = t->options;
	bool warm = load_plan_warm(&t->plan, o->rate > 0 ? fmin(o->from, o->rate) : o->from);

	if (!warm && !cut_short(t))
		return no_answer(t, target);
	t->tale.protocol = load_http_protocol(t->http);
	load_tell_title(&t->tale);
	if (warm && o->rate > 0)
		load_plan_once(&t->plan, o->rate, o->step, o->slo != NULL);
	else if (warm)
		load_plan_search(&t->plan);
	if (o->curve && o->rate <= 0)
		load_plan_curve(&t->plan);
	ending_claim();
	return o->rate > 0 && t->plan.count ? load_tell_once(&t->tale, &t->plan), EXIT_SUCCESS : ended(t);
}

static int load_main_run(struct test *t, const struct load_target *target, const struct load_slo *slo,
                         const struct load_request *request)
{
	struct load_refusal no = {.status = 4};
	int status;

	t->http = load_http_new(target, request, &t->cpu, &no.why);
	if (!t->http)
		return load_main_refuse(&no);
	load_run_init(&t->run, load_http_transport(t->http), request->connections,
	              t->bench->seed ^ (uint64_t)(clock_now() * 1e9));
	t->run.even = t->options->even;
	t->run.gentle = !target->loopback;
	t->run.timeout = request->timeout;
	t->run.most = (uint64_t)t->options->most;
	t->run.until = clock_now() + t->options->limit;
	t->run.tick = load_main_tick;
	t->run.tick_ctx = t;
	load_plan_init(&t->plan, &t->run);
	t->plan.slo = *slo;
	t->plan.from = t->options->from;
	t->plan.to = t->options->to;
	t->plan.step = t->options->step;
	t->plan.ratio = t->options->careful ? 1.02 : 1.05;
	t->plan.before = load_main_before;
	t->plan.after = after;
	t->plan.ctx = t;
	status = run_plan(t, target);
	load_plan_release(&t->plan);
	load_run_release(&t->run);
	load_http_free(t->http);
	return status;
}

static struct load_request request_of(const struct load_options *o, const struct bench *b)
{
	return (struct load_request){.method = o->method,
	                             .headers = o->headers,
	                             .header_count = o->header_count,
	                             .body = o->data ? buf_c(&o->body) : NULL,
	                             .body_len = o->body.len,
	                             .urls = o->url_list,
	                             .url_count = o->url_count,
	                             .zipf = o->zipf,
	                             .unix_path = o->unix_path,
	                             .cacert = o->cacert,
	                             .http = o->http,
	                             .insecure = o->insecure,
	                             .fresh = o->fresh,
	                             .timeout = o->timeout,
	                             .connections = o->connections,
	                             .seed = b->seed,
	                             .host = &b->host};
}

/* The name must not be one that something else is measured under. */
static bool name_it(struct load_options *o, const struct load_target *t, struct load_refusal *no)
{
	struct buf name = {0};

	if (!o->as) {
		load_target_name(t, &name);
		o->as = buf_take(&name, &o->arena).p;
	}
	if (!op_find(str_from_c(o->as)) && !op_is_group(str_from_c(o->as)))
		return true;
	no->status = 3;
	buf_printf(&no->why, "'%s' is measured by 'bote bench %s': another name", o->as, o->as);
	return false;
}

int load_main(struct bench *b, int argc, char **argv)
{
	struct load_options o;
	struct load_target target;
	struct load_refusal no = {.status = 3};
	struct load_slo slo;
	struct test *t = xcalloc(1, sizeof(*t));
	int status;

	t->bench = b;
	t->options = &o;
	if (!load_options_read(&o, argc, argv, &no) || !load_options_target(&o, &target, &no) || !name_it(&o, &target, &no))
		status = load_main_refuse(&no);
	else {
		if (load_options_fill(&o, &target))
			event_note("this process may have no more than %u connections", o.connections);
		if (!load_slo_parse(o.slo ? o.slo : "p99<10*low,errors<0.001", &slo)) {
			buf_printf(&no.why, "not an objective: '%s'", o.slo);
			status = load_main_refuse(&no);
		} else if (!load_options_upward(&o, &no) || !load_options_enough(&o, &slo, &no))
			status = load_main_refuse(&no);
		else {
			struct load_request request = request_of(&o, b);

			t->tale = (struct load_tale){.options = &o, .target = &target, .machine = &b->host.machine};
			load_slo_text(&slo, &t->tale.slo);
			find_server(t, &target);
			t->seen = host_load(&b->host, b->host.cpus);
			announce(&o, &target);
			status = load_main_run(t, &target, &slo, &request);
			load_tale_release(&t->tale);
		}
	}
	ending_told();
	load_options_release(&o);
	free(t);
	return status;
}

#else
int load_main(struct bench *b, int argc, char **argv)
{
	struct load_refusal no = {.status = 4};

	(void)b;
	(void)argc;
	(void)argv;
	buf_add_c(&no.why, "load tests are not built (needs libcurl)");
	return load_main_refuse(&no);
}
#endif
