/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_clocks.c - vector clocks as in Dynamo: of two versions, which is newer, if any? */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/script.h"

enum { NODES = 26, EVENTS_MOST = 10000 };

struct clocks {
	const char *script;
	int kind;
};

enum { VECTOR, LAMPORT, DOTTED };
static const char *const kinds[] = {"vector", "lamport", "dotted", NULL};
enum { EVENTS, ORDERED, CONCURRENT, SIBLINGS, PATHS };

static const struct lab_in in[] = {
	{"script", LAB_TEXT, offsetof(struct clocks, script), NULL},
	{"kind", LAB_CHOICE, offsetof(struct clocks, kind), kinds},
	{0},
};

static const struct lab_out out[] = {
	[EVENTS] = {"events", LAB_ONCE, 0, 0},         [ORDERED] = {"ordered", LAB_ONCE, 0, 0},
	[CONCURRENT] = {"concurrent", LAB_ONCE, 0, 0}, [SIBLINGS] = {"siblings", LAB_ONCE, 0, 0},
	[PATHS] = {"paths", LAB_ONCE, 0, 0},           {0},
};

static bool clocks_exact(const void *params)
{
	(void)params;
	return true;
}

struct event_at {
	char node;
	uint32_t clock[NODES]; /* VECTOR; DOTTED: what was read before it */
	uint32_t time;         /* LAMPORT */
	uint32_t dot;          /* its number among those of its node */
};

struct history {
	const struct clocks *p;
	struct lab_run *r;
	struct event_at *event;
	uint32_t count, words; /* words: 64-bit ones of a row */
	uint64_t *after;       /* bit k of row i: event k leads to event i, by reads and sequence */
	int32_t last[NODES];
	uint32_t dots[NODES];
	uint32_t *held[NODES]; /* DOTTED: the versions that a node keeps beside one another */
	uint32_t held_count[NODES];
};

static uint64_t *clocks_row(const struct history *h, uint32_t i)
{
	return h->after + (size_t)i * h->words;
}

/* The event leads from an earlier one: it has seen all that one had, and all that led there leads here. */
static void see(struct history *h, struct event_at *e, uint32_t from)
{
	const struct event_at *other = &h->event[from];
	uint64_t *own = clocks_row(h, h->count);

	if (h->r->stopped || !lab_ticks(h->r, NODES + from / 64))
		return;
	for (int i = 0; i < NODES; i++)
		e->clock[i] = other->clock[i] > e->clock[i] ? other->clock[i] : e->clock[i];
	if (h->p->kind == DOTTED && other->dot > e->clock[other->node - 'a'])
		e->clock[other->node - 'a'] = other->dot;
	e->time = other->time > e->time ? other->time : e->time;
	for (uint32_t w = 0; w <= from / 64; w++)
		own[w] |= clocks_row(h, from)[w];
	own[from / 64] |= UINT64_C(1) << from % 64;
}

/* What a node answers: its latest; with dots all versions that it keeps. */
static void see_node(struct history *h, struct event_at *e, int node)
{
	if (h->p->kind == DOTTED)
		for (uint32_t i = 0; i < h->held_count[node]; i++)
			see(h, e, h->held[node][i]);
	else if (h->last[node] >= 0)
		see(h, e, (uint32_t)h->last[node]);
}

static bool dot_read(const struct event_at *earlier, const struct event_at *later)
{
	return later->clock[earlier->node - 'a'] >= earlier->dot;
}

/* The version takes the place of those that its writer had read. */
static void clocks_keep(struct history *h, const struct event_at *e, int node)
{
	uint32_t left = 0;

	for (uint32_t i = 0; i < h->held_count[node]; i++)
		if (!dot_read(&h->event[h->held[node][i]], e))
			h->held[node][left++] = h->held[node][i];
	h->held[node] = xrealloc(h->held[node], (left + 1) * sizeof *h->held[node]);
	h->held[node][left++] = h->count;
	h->held_count[node] = left;
}

/* "x<yz": x writes after it has read the latest of y and of z; and, but for dots, its own. */
static const char *read_event(struct history *h, const char *at)
{
	struct event_at *e = &h->event[h->count];
	int node = *at++ - 'a';

	*e = (struct event_at){.node = (char)('a' + node)};
	if (h->p->kind != DOTTED)
		see_node(h, e, node);
	if (*at == '<')
		for (at++; *at >= 'a' && *at <= 'z'; at++)
			see_node(h, e, *at - 'a');
	e->dot = ++h->dots[node];
	if (h->p->kind == DOTTED)
		clocks_keep(h, e, node);
	else
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

/* What cannot be read: where it is, or NULL. */
static const char *clocks_fault(const char *script)
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

static bool clocks_before(const struct clocks *p, const struct event_at *a, const struct event_at *b)
{
	bool less = false;

	if (p->kind == DOTTED)
		return dot_read(a, b) && a != b;
	if (p->kind == LAMPORT)
		return a->time < b->time || (a->time == b->time && a->node < b->node);
	for (int i = 0; i < NODES; i++) {
		if (a->clock[i] > b->clock[i])
			return false;
		less = less || a->clock[i] < b->clock[i];
	}
	return less;
}

static uint32_t events_before(const struct event_at *e)
{
	uint32_t sum = 0;

	for (int n = 0; n < NODES; n++)
		sum += e->clock[n];
	return sum;
}

static void write_clocks(struct lab_run *r, const struct history *h)
{
	for (uint32_t i = 0; r->words && i < h->count && i < 60; i++) {
		const struct event_at *e = &h->event[i];

		buf_printf(r->words, "%c ", e->node);
		if (h->p->kind == DOTTED)
			buf_printf(r->words, " %c:%u after", e->node, e->dot);
		if (h->p->kind == DOTTED && events_before(e) == 0)
			buf_add_c(r->words, " nothing");
		for (int n = 0; n < NODES && h->p->kind != LAMPORT; n++)
			if (e->clock[n])
				buf_printf(r->words, " %c:%u", 'a' + n, e->clock[n]);
		if (h->p->kind == LAMPORT)
			buf_printf(r->words, " %u", e->time);
		buf_char(r->words, '\n');
	}
}

static uint32_t events_of(const char *script)
{
	uint32_t count = 0;

	for (const char *at = script; *at; at++)
		count += !between(*at) && (at == script || between(at[-1]));
	return count;
}

static void history_init(struct history *h, const struct clocks *p, struct lab_run *r)
{
	uint32_t count = events_of(p->script);

	*h = (struct history){.p = p, .r = r, .words = count / 64 + 1, .event = xcalloc(count + 1, sizeof *h->event)};
	h->after = xcalloc((size_t)(count + 1) * h->words, sizeof *h->after);
	for (int i = 0; i < NODES; i++)
		h->last[i] = -1;
	for (const char *at = p->script; *at;)
		at = between(*at) ? at + 1 : read_event(h, at);
}

static void history_release(struct history *h)
{
	free(h->event);
	free(h->after);
	for (int i = 0; i < NODES; i++)
		free(h->held[i]);
}

static void clocks_run(const void *params, struct lab_run *r)
{
	const struct clocks *p = params;
	uint64_t ordered = 0, concurrent = 0, siblings = 0, paths = 0;
	struct history h;

	history_init(&h, p, r);
	bool *superseded = xcalloc(h.count, 1);
	for (uint32_t i = 0; i < h.count && lab_ticks(r, i + 1); i++)
		for (uint32_t k = 0; k < i; k++) {
			bool there = clocks_before(p, &h.event[i], &h.event[k]), back = clocks_before(p, &h.event[k], &h.event[i]);

			superseded[i] = superseded[i] || there;
			superseded[k] = superseded[k] || back;
			ordered += there || back;
			concurrent += !there && !back;
			paths += clocks_row(&h, i)[k / 64] >> k % 64 & 1;
			if (r->trace && !there && !back)
				lab_line(r, LAB_NEVER, "", "event %u of %c and event %u of %c are concurrent", k + 1, h.event[k].node,
				         i + 1, h.event[i].node);
		}
	for (uint32_t i = 0; i < h.count; i++)
		siblings += !superseded[i];
	write_clocks(r, &h);
	lab_put(r, EVENTS, h.count);
	lab_put(r, ORDERED, (double)ordered);
	lab_put(r, CONCURRENT, (double)concurrent);
	lab_put(r, SIBLINGS, (double)siblings);
	lab_put(r, PATHS, (double)paths);
	free(superseded);
	history_release(&h);
}

static bool clocks_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct clocks *p = params;
	const char *wrong = p->script ? clocks_fault(p->script) : NULL, *end;

	(void)c;
	if (!p->script)
		return lab_refuse(c, "script", d, DIAG_ARGUMENT, "lab clocks: a script is a text, such as \"x x y<x\"");
	if (!wrong)
		return true;
	for (end = wrong; *end && !between(*end); end++)
		;
	script_blame(p->script, (struct span){(uint32_t)(wrong - p->script), (uint32_t)(end - p->script)}, "no event", d);
	diag_hint(d, "an event is a node, a to z, and after < the nodes whose latest it has read: x<yz; at most %d",
	          EVENTS_MOST);
	return false;
}

static void clocks_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	(void)params;
	figure_words(f, buf_str(&r->words));
}

const struct lab lab_clocks = {"clocks",   sizeof(struct clocks), in,   out, clocks_exact, clocks_cost,
                               clocks_run, clocks_figure,         NULL, NULL};
