/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_main.c - bote-bench: measures, and writes what it finds as JSON lines. `bote bench` runs it and makes sense of
 * it.
 */
#include <errno.h>
#include <jansson.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/near.h"
#include "bench/bounds.h"
#include "bench/careful.h"
#include "bench/earlier.h"
#include "bench/ending.h"
#include "bench/event.h"
#include "bench/load_main.h"
#include "bench/paced.h"
#include "diag/neutral.h"
#include "store/measured.h"

/* Under this each thread's own arena of malloc, 64 MB of addresses, would count. */
#define LITTLE_MEMORY 1e9

enum { EXIT_NO = 1, EXIT_MISUSE = 3 };

struct options {
	bool list, check;
	double wait, gap; /* seconds; gap below 0: as usual */
	double rate;      /* requests a second to services, an open loop; 0: measure as usual */
	const char *root;
	const char *earlier; /* a store to compare with, or NULL */
	const struct operation **chosen;
	unsigned count;
	bool named;        /* the user said which */
	int pass, pass_to; /* of --careful: make this pass, and write it there; else -1 */
};

/* ---- options ---- */

static int bench_main_misused(const char *what, const char *word)
{
	struct buf text = {0};

	buf_printf(&text, "bote-bench: %s '%s'\n", what, word);
	neutral_text(&text, 0);
	fputs(buf_c(&text), stderr);
	buf_release(&text);
	return EXIT_MISUSE;
}

/* No operation or group goes by this name: the nearest is suggested. */
static int bench_main_unknown(const char *word)
{
	struct near near = {.word = str_from_c(word), .limit = 3, .most = 1};
	struct buf line = {0};

	for (unsigned i = 0; i < 2 * op_count; i++)
		near_offer(&near, str_from_c(i % 2 ? ops[i / 2].group : ops[i / 2].name));
	event_open(&line, NULL, '{');
	event_text(&line, "event", "unknown");
	event_text(&line, "word", word);
	event_text(&line, "near", near.names[0].p);
	event_close(&line, '}');
	event_line(&line);
	return EXIT_MISUSE;
}

static void bench_main_choose(struct options *o, const struct operation *op)
{
	for (unsigned i = 0; i < o->count; i++)
		if (o->chosen[i] == op)
			return;
	o->chosen[o->count++] = op;
}

static const void *find_op(void *ctx, struct str op)
{
	(void)ctx;
	return op_find(op);
}

/* A name, a group, or a cell of an operation: "tcp_bw" is measured by "tcp". */
static bool choose_word(struct options *o, struct str word)
{
	const struct operation *op;
	unsigned before = o->count;

	for (unsigned i = 0; i < op_count; i++)
		if (str_eq(str_from_c(ops[i].group), word))
			bench_main_choose(o, &ops[i]);
	if (o->count == before && (op = measured_cell_operation(word, find_op, NULL)))
		bench_main_choose(o, op);
	return o->count > before || op_is_group(word);
}

/* Options that stand alone; false when `word` is none. */
static bool flag(const char *word, struct options *o, struct bench *b)
{
	if (strcmp(word, "--list") == 0)
		o->list = true;
	else if (strcmp(word, "--check") == 0)
		o->check = true;
	else if (strcmp(word, "--quick") == 0)
		b->mode = BENCH_QUICK;
	else if (strcmp(word, "--careful") == 0)
		b->mode = BENCH_CAREFUL;
	else
		return false;
	return true;
}

static bool valued(const char *word, const char *value, struct options *o, struct bench *b)
{
	if (strcmp(word, "--dir") == 0)
		b->folder = value;
	else if (strcmp(word, "--named-dir") == 0) {
		b->folder = value;
		b->folder_named = true;
	} else if (strcmp(word, "--earlier") == 0)
		o->earlier = value;
	else if (strcmp(word, "--redis") == 0)
		b->redis = value;
	else if (strcmp(word, "--postgres") == 0)
		b->postgres = value;
	else if (strcmp(word, "--wait") == 0)
		o->wait = strtod(value, NULL);
	else if (strcmp(word, "--gap") == 0)
		o->gap = strtod(value, NULL);
	else if (strcmp(word, "--rate") == 0)
		o->rate = strtod(value, NULL);
	else if (strcmp(word, "--pass") == 0)
		o->pass = atoi(value);
	else if (strcmp(word, "--pass-to") == 0)
		o->pass_to = atoi(value);
	else if (strcmp(word, "--root") == 0)
		o->root = value;
	else
		return false;
	return true;
}

static int parse(int argc, char **argv, struct options *o, struct bench *b)
{
	o->chosen = xcalloc(op_count, sizeof(*o->chosen));
	for (int i = 1; i < argc; i++) {
		if (flag(argv[i], o, b))
			continue;
		if (argv[i][0] == '-') {
			if (i + 1 == argc || !valued(argv[i], argv[i + 1], o, b))
				return bench_main_misused("unknown option, or no value for", argv[i]);
			i++;
			continue;
		}
		o->named = true;
		if (!choose_word(o, str_from_c(argv[i])))
			return bench_main_unknown(argv[i]);
	}
	if (!o->named)
		for (unsigned i = 0; i < op_count; i++)
			if (o->rate <= 0 || paced_fits(&ops[i]))
				o->chosen[o->count++] = &ops[i];
	return 0;
}

/* ---- list ---- */

/* Why it cannot be measured in this build or on this machine, or NULL. */
static const char *lack(const struct bench *b, const struct operation *op, struct buf *text)
{
	if (!op->work)
		buf_printf(text, "not built (needs %s)", op->needs);
	else if (op->place == PLACE_TWO && b->host.cpus < 2)
		buf_add_c(text, "needs two CPUs; one is allowed");
	else if (op->place == PLACE_TWO && b->host.quota > 0 && b->host.quota < 2)
		buf_printf(text, "needs two CPUs; the cgroup grants %.2g", b->host.quota);
	else if (b->host.cpus < op->least_cpus || (b->host.quota > 0 && b->host.quota < op->least_cpus))
		buf_printf(text, "needs %u CPUs; %.2g are there", op->least_cpus, (double)host_threads(&b->host));
	else
		return NULL;
	return buf_c(text);
}

static void bench_main_list(const struct bench *b, const struct options *o)
{
	for (unsigned i = 0; i < o->count; i++) {
		const struct operation *op = o->chosen[i];
		struct buf line = {0}, text = {0};

		event_open(&line, NULL, '{');
		event_text(&line, "event", "operation");
		event_text(&line, "op", op->name);
		event_text(&line, "group", op->group);
		event_text(&line, "what", op->what);
		event_number(&line, "rev", op->rev);
		event_text(&line, "class", class_name(op->class));
		if (op->needs && op->work && op->version)
			buf_printf(&text, "%s %s", op->needs, op->version());
		else if (op->needs)
			buf_add_c(&text, op->needs);
		event_text(&line, "lib", op->needs ? buf_c(&text) : NULL);
		buf_reset(&text);
		event_text(&line, "lack", lack(b, op, &text));
		event_close(&line, '}');
		event_line(&line);
		buf_release(&text);
	}
}

/* ---- before ---- */

/* Share of the time that the CPUs to be used were busy, seen for a quarter of a second. */
static double busy(const struct bench *b)
{
	struct timespec t = {0, 250000000};
	struct host_load before = host_load(&b->host, 2), after;

	nanosleep(&t, NULL);
	after = host_load(&b->host, 2);
	return after.total > before.total ? (after.busy - before.busy) / (after.total - before.total) : 0;
}

static bool quiet(const struct bench *b, double *seen, double *waited)
{
	*seen = busy(b);
	*waited = host_pressure(&b->host);
	return *seen <= 0.10 && *waited <= 0.05;
}

static void say_busy(double seen, double waited, bool has_waited)
{
	const char *advice = has_waited ? "" : "; close them, or let bote bench --wait 60s wait for a quiet time";

	if (seen > 0.10)
		event_note("other programs keep the CPUs busy for %.0f %% of the time%s", seen * 100, advice);
	else
		event_note("other programs waited for a CPU for %.0f %% of the last ten seconds%s", waited * 100, advice);
}

/* Say so when the machine is busy; with --wait, wait for it to become quiet. */
static void look_round(const struct bench *b, const struct options *o)
{
	double seen, waited, until = clock_now() + o->wait;
	bool calm = quiet(b, &seen, &waited);

	while (!calm && clock_now() < until && !bench_stop) {
		event_progress(0, 0, "waiting for a quiet machine", 0, until - clock_now());
		calm = quiet(b, &seen, &waited);
	}
	if (!calm && !bench_stop)
		say_busy(seen, waited, o->wait > 0);
	if (b->clock.slow)
		event_note("the clock is slow here (%s, %.0f ns a call): short operations are less exact", b->clock.source,
		           b->clock.cost * 1e9);
	if (b->host.quota > 0 && b->host.quota < b->host.cpus)
		event_note("the cgroup grants %.3g of %u CPUs: what runs longer is held back, and looks slow", b->host.quota,
		           b->host.cpus);
}

/* What can be measured of what was chosen; the rest is said when it was named. */
static unsigned drop_lacking(const struct bench *b, struct options *o, bool say)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < o->count; i++) {
		struct buf text = {0};
		const char *why = lack(b, o->chosen[i], &text);

		if (why && say)
			event_skip(o->chosen[i]->name, false, why);
		if (!why)
			o->chosen[kept++] = o->chosen[i];
		buf_release(&text);
	}
	return kept;
}

/* ---- all ---- */

/* The child's part of --careful. */
static void one_pass(struct bench *b, struct options *o)
{
	struct campaign c;

	campaign_init(&c, b, o->chosen, drop_lacking(b, o, false));
	c.began = clock_now();
	c.part = true;
	careful_child(&c, (unsigned)o->pass, o->pass_to);
	campaign_release(&c);
}

static void bench_main_tell(void *campaign)
{
	campaign_finish(campaign);
}

static int bench_main_measure(struct bench *b, struct options *o, char *const *words)
{
	struct measured *earlier = o->earlier ? measured_load(o->earlier, b->host.machine.id) : NULL;
	struct campaign c;
	unsigned broken;

	b->earlier = earlier;
	look_round(b, o);
	campaign_init(&c, b, o->chosen, drop_lacking(b, o, true));
	if (o->gap >= 0)
		c.gap = o->gap;
	if (b->mode == BENCH_CAREFUL)
		c.words = words;
	c.bounds = o->check;
	ending_teller(bench_main_tell, &c);
	campaign_run(&c);
	ending_claim();
	broken = campaign_finish(&c);
	ending_told();
	campaign_release(&c);
	measured_free(earlier);
	return broken ? EXIT_NO : EXIT_SUCCESS;
}

static int pace(struct bench *b, struct options *o)
{
	look_round(b, o);
	return paced_all(b, o->chosen, drop_lacking(b, o, true), o->rate) ? EXIT_NO : EXIT_SUCCESS;
}

static void bench_main_prepare(struct bench *b, const char *root)
{
	struct buf line = {0}, text = {0};

	host_look(&b->host, root);
	if ((double)b->host.memory < LITTLE_MEMORY)
		mallopt(M_ARENA_MAX, 1);
	b->sizes = host_sizes(&b->host);
	clock_look(&b->clock, root);
	b->ticks = clock_ticks(root);
	machine_describe(&b->host.machine, &text);
	event_open(&line, NULL, '{');
	event_text(&line, "event", "machine");
	event_text(&line, "id", b->host.machine.id);
	event_text(&line, "text", buf_c(&text));
	event_close(&line, '}');
	event_line(&line);
	buf_release(&text);
}

/* `--load URL ...`: another kind of run, with words of its own. */
static int bench_main_load(struct bench *b, int argc, char **argv)
{
	ending_watch();
	bench_main_prepare(b, "");
	return load_main(b, argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
	struct bench b = {.seed = 1};
	struct options o = {.gap = -1, .root = "", .pass = -1};
	int status;

	if (argc > 1 && strcmp(argv[1], "--load") == 0)
		return bench_main_load(&b, argc, argv);
	status = parse(argc, argv, &o, &b);
	ending_watch();
	if (!status) {
		bench_main_prepare(&b, o.root);
		if (o.list)
			bench_main_list(&b, &o);
		else if (o.pass >= 0)
			one_pass(&b, &o);
		else if (o.rate > 0)
			status = pace(&b, &o);
		else
			status = bench_main_measure(&b, &o, argv);
	}
	free(o.chosen);
	return status;
}
