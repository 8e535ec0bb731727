/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_lb.c - one stream of requests over several servers, each with a line of its own: who gets the next? */
#include <stdlib.h>

#include "lab/lab.h"
#include "lab/waiting.h"

struct lb {
	uint64_t servers, clients, dies, back, check, requests;
	double arrivals, service, cv;
	struct lab_list speed, weights;
	int policy;
};

enum { ROUND_ROBIN, WEIGHTED, LEAST, HASH, RANDOM, TWO };
static const char *const policies[] = {"round_robin", "weighted", "least", "hash", "random", "two", NULL};
enum { TIME, TIME_P99, LARGEST, LOST, MOVED, SHARE };
enum { TIMES };
enum { ARRIVE, FINISH };
enum { SERVERS_MOST = 10000, CLIENTS_MOST = 10000000, SHARES_MOST = 16 };

#define FIELD(name) offsetof(struct lb, name)
static const struct lab_in in[] = {
	{"servers", LAB_COUNT, FIELD(servers), NULL},
	{"policy", LAB_CHOICE, FIELD(policy), policies},
	{"arrivals", LAB_RATE, FIELD(arrivals), NULL},
	{"service", LAB_SECONDS, FIELD(service), NULL},
	{"cv", LAB_NUMBER, FIELD(cv), NULL},
	{"speed", LAB_LIST, FIELD(speed), NULL},
	{"weights", LAB_LIST, FIELD(weights), NULL},
	{"clients", LAB_COUNT, FIELD(clients), NULL},
	{"dies", LAB_TIME, FIELD(dies), NULL},
	{"back", LAB_TIME, FIELD(back), NULL},
	{"check", LAB_TIME, FIELD(check), NULL},
	{"requests", LAB_COUNT, FIELD(requests), NULL},
	{0},
};

static const struct lab_out out[] = {
	[TIME] = {"time", LAB_MEAN, 0, 0},
	[TIME_P99] = {"time_p99", LAB_QUANTILE, 0.99, TIMES},
	[LARGEST] = {"largest", LAB_MEAN, 0, 0},
	[LOST] = {"lost", LAB_MEAN, 0, 0},
	[MOVED] = {"moved", LAB_MEAN, 0, 0},
	[SHARE] = {"share", LAB_EACH, 0, 0},
	{0},
};

struct server {
	struct waiting line; /* the first of it is being served */
	uint64_t seen;       /* requests that it got */
	double current;      /* WEIGHTED */
	uint32_t life;       /* counts up when it dies: what it was to finish is no more */
};

struct balancer {
	const struct lb *p;
	struct lab_run *r;
	struct stream service, choice, client;
	struct draw_spread spread;
	struct server *server;
	uint64_t next, part, drop, started, done, lost;
	double time;
	bool counting;
};

static double lb_one_of(const struct lab_list *l, uint64_t i)
{
	return l->count == 1 ? l->v[0] : l->v[i];
}

/* Server 1 dies and comes back; the balancer knows after `check`. */
static bool is_up(const struct lb *p, uint64_t i, uint64_t now)
{
	return i || !p->dies || now < p->dies || (p->back && now >= p->back);
}

static bool believed_up(const struct lb *p, uint64_t i, uint64_t now)
{
	return i || !p->dies || now < p->dies + p->check || (p->back && now >= p->back + p->check);
}

static uint64_t round_robin(struct balancer *b, uint64_t now)
{
	do
		b->next = b->next + 1 < b->p->servers ? b->next + 1 : 0;
	while (!believed_up(b->p, b->next, now));
	return b->next;
}

/* nginx's smooth form: all grow by their weight, the largest is taken and loses the sum. */
static uint64_t weighted(struct balancer *b, uint64_t now)
{
	uint64_t best = UINT64_MAX;
	double sum = 0;

	for (uint64_t i = 0; i < b->p->servers; i++) {
		double weight = lb_one_of(&b->p->weights, i);

		if (!believed_up(b->p, i, now))
			continue;
		b->server[i].current += weight;
		sum += weight;
		if (best == UINT64_MAX || b->server[i].current > b->server[best].current)
			best = i;
	}
	b->server[best].current -= sum;
	return best;
}

/* The fewest requests; ties at random. */
static uint64_t lb_least(struct balancer *b, uint64_t now)
{
	uint64_t best = 0;
	uint32_t ties = 0, fewest = UINT32_MAX;

	for (uint64_t i = 0; i < b->p->servers; i++) {
		uint32_t here = b->server[i].line.count;

		if (!believed_up(b->p, i, now) || here > fewest)
			continue;
		ties = here < fewest ? 1 : ties + 1;
		fewest = here;
		if (ties == 1 || stream_below(&b->choice, ties) == 0)
			best = i;
	}
	return best;
}

/* The k-th of those that are believed up. */
static uint64_t kth_up(const struct lb *p, uint64_t k, uint64_t now)
{
	return believed_up(p, 0, now) ? k : k + 1;
}

static uint64_t ups(const struct lb *p, uint64_t now)
{
	return p->servers - !believed_up(p, 0, now);
}

static uint64_t of_client(const struct lb *p, uint64_t client, uint64_t now)
{
	return kth_up(p, stream_mix(client * 0x9E3779B97F4A7C15u + 1) % ups(p, now), now);
}

static uint64_t two(struct balancer *b, uint64_t now)
{
	uint32_t n = (uint32_t)ups(b->p, now);
	uint64_t x = stream_below(&b->choice, n), y = n > 1 ? stream_below(&b->choice, n - 1) : x;

	y += n > 1 && y >= x;
	x = kth_up(b->p, x, now);
	y = kth_up(b->p, y, now);
	if (b->server[x].line.count == b->server[y].line.count)
		return stream_below(&b->choice, 2) ? x : y;
	return b->server[x].line.count < b->server[y].line.count ? x : y;
}

/* How many steps one choice is. */
static uint64_t lb_steps(const struct lb *p)
{
	return p->policy == LEAST || p->policy == WEIGHTED ? 1 + p->servers / 8 : 1;
}

static uint64_t lb_choose(struct balancer *b, uint64_t now)
{
	switch (b->p->policy) {
	case ROUND_ROBIN: return round_robin(b, now);
	case WEIGHTED: return weighted(b, now);
	case LEAST: return lb_least(b, now);
	case HASH: return of_client(b->p, stream_below(&b->client, (uint32_t)b->p->clients), now);
	case RANDOM: return kth_up(b->p, stream_below(&b->choice, (uint32_t)ups(b->p, now)), now);
	default: return two(b, now);
	}
}

static void lb_serve(struct balancer *b, uint64_t i)
{
	double took = draw_spread_one(&b->spread, &b->service) / lb_one_of(&b->p->speed, i);

	events_at(&b->r->events, lab_after(b->r->events.now, draw_ns(took)), FINISH, (uint32_t)i | b->server[i].life << 16);
}

static void lose_line(struct balancer *b)
{
	struct waiter w;

	while (waiting_pop(&b->server[0].line, &w))
		b->lost += b->counting;
	b->server[0].life++;
}

static void lb_arrive(struct balancer *b)
{
	uint64_t now = b->r->events.now, i = lb_choose(b, now);
	struct server *s = &b->server[i];

	if (++b->started > b->drop)
		b->counting = true;
	s->seen += b->counting;
	if (b->r->trace)
		lab_line(b->r, now, "", "request %llu goes to server %llu, where %u are", (unsigned long long)b->started,
		         (unsigned long long)i + 1, s->line.count);
	if (!is_up(b->p, i, now)) {
		if (s->line.count)
			lose_line(b);
		b->lost += b->counting;
		return;
	}
	waiting_push(&s->line, (struct waiter){now, b->counting, 0});
	if (s->line.count == 1)
		lb_serve(b, i);
}

static void lb_finish(struct balancer *b, uint32_t who)
{
	uint64_t i = who & 0xFFFF, now = b->r->events.now;
	struct server *s = &b->server[i];
	struct waiter w;

	if (who >> 16 != (s->life & 0xFFFF))
		return;
	if (!is_up(b->p, i, now)) {
		lose_line(b);
		return;
	}
	if (!waiting_pop(&s->line, &w))
		return;
	if (w.who) {
		lab_time(b->r, TIMES, now - w.since);
		b->time += (double)(now - w.since);
		b->done++;
	}
	if (s->line.count)
		lb_serve(b, i);
}

/* Clients that are sent elsewhere when server 1 is known to be dead: of the policies, hash alone remembers them. */
static double lb_moved(const struct lb *p)
{
	uint64_t moved = 0;

	for (uint64_t c = 0; c < p->clients; c++)
		moved += of_client(p, c, 0) != of_client(p, c, p->dies + p->check);
	return (double)moved / (double)p->clients;
}

static void lb_run(const void *params, struct lab_run *r)
{
	const struct lb *p = params;
	struct balancer b = {.p = p,
	                     .r = r,
	                     .service = lab_stream(r, SERVICE),
	                     .choice = lab_stream(r, CHOICE),
	                     .client = lab_stream(r, CLIENT),
	                     .spread = draw_spread(p->service, p->cv),
	                     .part = lab_part(r, p->requests),
	                     .next = p->servers - 1};
	struct stream arrivals = lab_stream(r, ARRIVALS);
	uint64_t most = 0, steps = lb_steps(p);
	struct event e;

	b.server = xcalloc(p->servers, sizeof *b.server);
	b.drop = r->trace ? 0 : b.part / 10;
	events_at(&r->events, draw_exponential_ns(&arrivals, 1 / p->arrivals), ARRIVE, 0);
	while (b.done + b.lost < b.part && events_next(&r->events, &e) && lab_ticks(r, e.kind == ARRIVE ? steps : 1)) {
		if (e.kind == FINISH) {
			lb_finish(&b, e.who);
		} else if (b.started < b.part + b.drop) {
			events_at(&r->events, lab_after(e.time, draw_exponential_ns(&arrivals, 1 / p->arrivals)), ARRIVE, 0);
			lb_arrive(&b);
		}
	}
	for (uint64_t i = 0; i < p->servers; i++) {
		most = b.server[i].seen > most ? b.server[i].seen : most;
		r->series[0][i < LAB_POINTS ? i : LAB_POINTS - 1] = (double)b.server[i].seen / (double)b.part;
		waiting_release(&b.server[i].line);
	}
	r->counts[0] = p->servers <= SHARES_MOST ? (uint32_t)p->servers : 0;
	free(b.server);
	if (b.done)
		lab_put(r, TIME, b.time / (double)b.done / 1e9);
	lab_put(r, LARGEST, (double)most / (double)b.part * (double)p->servers);
	lab_put(r, LOST, (double)b.lost);
	if (p->dies && p->policy == HASH)
		lab_put(r, MOVED, lb_moved(p));
}

static bool lb_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct lb *p = params;

	if (p->servers > SERVERS_MOST)
		return lab_refuse(c, "servers", d, DIAG_LIMIT, "lab lb: at most %d servers", SERVERS_MOST);
	if (p->clients > CLIENTS_MOST)
		return lab_refuse(c, "clients", d, DIAG_LIMIT, "lab lb: at most %d clients", CLIENTS_MOST);
	if (p->speed.count > 1 && p->speed.count != p->servers)
		return lab_refuse(c, "speed servers", d, DIAG_ARGUMENT, "lab lb: %u speeds for %llu servers; one is for all",
		                  p->speed.count, (unsigned long long)p->servers);
	if (p->weights.count > 1 && p->weights.count != p->servers)
		return lab_refuse(c, "weights servers", d, DIAG_ARGUMENT, "lab lb: %u weights for %llu servers; one is for all",
		                  p->weights.count, (unsigned long long)p->servers);
	if (p->dies && p->servers == 1)
		return lab_refuse(c, "dies servers", d, DIAG_ARGUMENT, "lab lb: the only server cannot die");
	*c = (struct lab_cost){.steps = (double)p->requests * (1 + (double)lb_steps(p)),
	                       .bytes = (double)p->requests * 4 + (double)p->servers * 64,
	                       .param = "requests"};
	return true;
}

static void lb_figure(const void *params, const struct lab_result *r, struct lab_figure *f)
{
	const struct lb *p = params;

	f->title = S("Share of the requests that each server gets");
	for (uint64_t i = 0; i < p->servers && p->servers <= 20; i++)
		figure_bar(f, arena_printf(f->a, "server %llu", (unsigned long long)i + 1), r->series[0][i],
		           arena_printf(f->a, "%.*s %%", STR(figure_number(f->a, 100 * r->series[0][i], 3))));
}

static void lb_told(const void *params, struct buf *text)
{
	const struct lb *p = params;
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s, and as many as a tenth before, dropped", LAB_RUNS,
	           figure_count(&a, (double)(p->requests / LAB_RUNS), "request").p);
	arena_release(&a);
}

const struct lab lab_lb = {"lb", sizeof(struct lb), in, out, NULL, lb_cost, lb_run, lb_figure, lb_told, NULL};
