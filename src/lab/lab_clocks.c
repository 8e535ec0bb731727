/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_clocks.c - vector clocks as in Dynamo: of two versions, which is newer, if any? */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/script.h"

enum { NODES = 26, EVENTS_MOST = 2000 };

struct clocks {
	const char *script;
	int kind;
};

enum { VECTOR, LAMPORT };
static const char *const kinds[] = {"vector", "lamport", NULL};
enum { EVENTS, ORDERED, CONCURRENT, SIBLINGS, PATHS };

static const struct lab_in in[] = {
	{"script", LAB_TEXT, offsetof(struct clocks, script), NULL}, {"kind", LAB_CHOICE, offsetof(struct clocks, kind), kinds}, {0},
};

static const struct lab_out out[] = {
	[EVENTS] = {"events", LAB_ONCE, 0, 0},     [ORDERED] = {"ordered", LAB_ONCE, 0, 0}, [CONCURRENT] = {"concurrent", LAB_ONCE, 0, 0},
	[SIBLINGS] = {"siblings", LAB_ONCE, 0, 0}, [PATHS] = {"paths", LAB_ONCE, 0, 0},     {0},
};

static bool exact(const void *params)
{
	(void)params;
	return true;
}

struct event_at {
	char node;
	uint32_t clock[NODES]; /* VECTOR */
	uint32_t time;         /* LAMPORT */
};

struct history {
	struct event_at *event;
	uint32_t count;
	bool *after; /* after[i * EVENTS_MOST + k]: event k leads to event i, by reads and sequence */
	int32_t last[NODES];
};

/* The event leads from an earlier one: it has seen all that one had. */
static void see(struct history *h, struct event_at *e, int32_t from)
{
	const struct event_at *other;

	if (from < 0)
		return;
	other = &h->event[from];
	for (int i = 0; i < NODES; i++)
		e->clock[i] = other->clock[i] > e->clock[i] ? other->clock[i] : e->clock[i];
	e->time = other->time > e->time ? other->time : e->time;
	h->after[(size_t)h->count * EVENTS_MOST + (uint32_t)from] = true;
}

/* "x<yz": x writes after it has read the latest of y and of z. */
static const char *read_event(struct history *h, const char *at)
{
	struct event_at *e = &h->event[h->count];
	int node = *at++ - 'a';

	*e = (struct event_at){.node = (char)('a' + node)};
	see(h, e, h->last[node]);
	if (*at == '<')
		for (at++; *at >= 'a' && *at <= 'z'; at++)
			see(h, e, h->last[*at - 'a']);
	e->clock[node]++;
	e->time++;
	h->last[node] = (int32_t)h->count++;
	return at;
}

/* Events stand apart by blanks; in a file by lines too, which come as semicolons. */
static bool between(char c)
{
	return c == ' ' || c == ';' || c == '\t';
}

/* What cannot be read: where it stands, or NULL. */
static const char *fault(const char *script)
{
	uint32_t events = 0;

	for (const char *at = script; *at;) {
		while (between(*at))
			at++;
		if (!*at)
			break;
		if (*at < 'a' || *at > 'z' || ++events > EVENTS_MOST)
			return at;
		at++;
		if (*at == '<')
			for (at++; *at >= 'a' && *at <= 'z'; at++)
				;
		if (*at && !between(*at))
			return at;
	}
	return events ? NULL : script;
}

static bool before(const struct clocks *p, const struct event_at *a, const struct event_at *b)
{
	bool less = false;

	if (p->kind == LAMPORT)
		return a->time < b->time || (a->time == b->time && a->node < b->node);
	for (int i = 0; i < NODES; i++) {
		if (a->clock[i] > b->clock[i])
			return false;
		less = less || a->clock[i] < b->clock[i];
	}
	return less;
}

/* All paths, by brute force (Warshall). */
static void close_over(struct history *h)
{
	for (uint32_t k = 0; k < h->count; k++)
		for (uint32_t i = k; i < h->count; i++)
			for (uint32_t j = 0; j < k && h->after[(size_t)i * EVENTS_MOST + k]; j++)
				h->after[(size_t)i * EVENTS_MOST + j] |= h->after[(size_t)k * EVENTS_MOST + j];
}

static void write_clocks(struct lab_run *r, const struct history *h)
{
	for (uint32_t i = 0; r->words && i < h->count && i < 60; i++) {
		buf_printf(r->words, "%c ", h->event[i].node);
		for (int n = 0; n < NODES; n++)
			if (h->event[i].clock[n])
				buf_printf(r->words, " %c:%u", 'a' + n, h->event[i].clock[n]);
		buf_char(r->words, '\n');
	}
}

static void run(const void *params, struct lab_run *r)
{
	const struct clocks *p = params;
	struct history h = {.event = xcalloc(EVENTS_MOST + 1, sizeof *h.event), .after = xcalloc((size_t)(EVENTS_MOST + 1) * EVENTS_MOST, 1)};
	uint64_t ordered = 0, concurrent = 0, siblings = 0, paths = 0;

	for (int i = 0; i < NODES; i++)
		h.last[i] = -1;
	for (const char *at = p->script; *at;)
		at = between(*at) ? at + 1 : read_event(&h, at);
	close_over(&h);
	for (uint32_t i = 0; i < h.count && lab_tick(r); i++) {
		bool newest = true;

		for (uint32_t k = 0; k < h.count; k++) {
			bool there = before(p, &h.event[i], &h.event[k]), back = before(p, &h.event[k], &h.event[i]);

			newest = newest && !there;
			if (k >= i)
				continue;
			ordered += there || back;
			concurrent += !there && !back;
			paths += h.after[(size_t)i * EVENTS_MOST + k];
			if (r->trace && !there && !back)
				lab_line(r, LAB_NEVER, "", "event %u of %c and event %u of %c are concurrent", k + 1, h.event[k].node, i + 1, h.event[i].node);
		}
		siblings += newest;
	}
	write_clocks(r, &h);
	lab_put(r, EVENTS, h.count);
	lab_put(r, ORDERED, (double)ordered);
	lab_put(r, CONCURRENT, (double)concurrent);
	lab_put(r, SIBLINGS, (double)siblings);
	lab_put(r, PATHS, (double)paths);
	free(h.event);
	free(h.after);
}

static bool cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct clocks *p = params;
	const char *wrong = p->script ? fault(p->script) : NULL, *end;

	(void)c;
	if (!p->script)
		return diag_fail(d, DIAG_ARGUMENT, (struct span){0, 0}, "lab clocks: a script is a text, such as \"x x y<x\"");
	if (!wrong)
		return true;
	for (end = wrong; *end && !between(*end); end++)
		;
	script_blame(p->script, (struct span){(uint32_t)(wrong - p->script), (uint32_t)(end - p->script)}, "no event", d);
	diag_hint(d, "an event is a node, a to z, and after < the nodes whose latest it has read: x<yz; at most %d", EVENTS_MOST);
	return false;
}

static void figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	(void)params;
	figure_words(f, buf_str(&r->words));
}

const struct lab lab_clocks = {"clocks", sizeof(struct clocks), in, out, exact, cost, run, figure, NULL, NULL};
