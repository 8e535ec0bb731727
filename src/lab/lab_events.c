/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lab_events.c - what an order waits for, and what can make it fail: calls in turn, events with an id, events with all
 * there is.
 */
#include "lab/lab.h"

struct events_lab {
	struct lab_list critical, side, up, side_up;
	double publish, broker_up, thin, fat, rate;
	uint64_t orders;
	int pattern, spread;
};

enum { CALL, EVENT, STATE };
static const char *const patterns[] = {"call", "event", "state", NULL};
enum { CONSTANT, EXPONENTIAL };
static const char *const spreads[] = {"constant", "exponential", NULL};
enum { TIME, TIME_P99, SUCCEED, BYTES, LOOK_UPS };
enum { TIMES };

#define FIELD(name) offsetof(struct events_lab, name)
static const struct lab_in in[] = {
	{"pattern", LAB_CHOICE, FIELD(pattern), patterns},
	{"critical", LAB_LIST, FIELD(critical), NULL},
	{"side", LAB_LIST, FIELD(side), NULL},
	{"publish", LAB_NUMBER, FIELD(publish), NULL},
	{"up", LAB_LIST, FIELD(up), NULL},
	{"side_up", LAB_LIST, FIELD(side_up), NULL},
	{"broker_up", LAB_NUMBER, FIELD(broker_up), NULL},
	{"spread", LAB_CHOICE, FIELD(spread), spreads},
	{"thin", LAB_NUMBER, FIELD(thin), NULL},
	{"fat", LAB_NUMBER, FIELD(fat), NULL},
	{"rate", LAB_NUMBER, FIELD(rate), NULL},
	{"orders", LAB_COUNT, FIELD(orders), NULL},
	{0},
};

static const struct lab_out out[] = {
	[TIME] = {"time", LAB_MEAN, 0, 0},       [TIME_P99] = {"time_p99", LAB_QUANTILE, 0.99, TIMES},
	[SUCCEED] = {"succeed", LAB_MEAN, 0, 0}, [BYTES] = {"bytes", LAB_MEAN, 0, 0},
	[LOOK_UPS] = {"reads", LAB_MEAN, 0, 0},  {0},
};

struct order {
	const struct events_lab *p;
	struct stream service, fault;
	double time;
	bool ok;
};

static double lab_events_of(const struct lab_list *l, uint32_t i)
{
	return l->count == 1 ? l->v[0] : l->v[i];
}

static void events_step(struct order *o, double mean, double up)
{
	o->time += o->p->spread == EXPONENTIAL ? draw_exponential(&o->service, mean) : mean;
	o->ok = stream_chance(&o->fault, up) && o->ok;
}

static void events_run(const void *params, struct lab_run *r)
{
	const struct events_lab *p = params;
	struct order o = {.p = p, .service = lab_stream(r, SERVICE), .fault = lab_stream(r, FAULT)};
	uint64_t part = lab_part(r, p->orders), good = 0, messages = 0, reads = 0;
	double sum = 0;

	for (uint64_t i = 0; i < part && lab_tick(r); i++) {
		o.time = 0;
		o.ok = true;
		for (uint32_t k = 0; k < p->critical.count; k++)
			events_step(&o, p->critical.v[k], lab_events_of(&p->up, k));
		for (uint32_t k = 0; k < p->side.count && p->pattern == CALL; k++)
			events_step(&o, p->side.v[k], lab_events_of(&p->side_up, k));
		if (p->pattern != CALL) {
			events_step(&o, p->publish, p->broker_up);
			messages += 1 + p->side.count; /* to the broker, and from it */
			reads += p->pattern == EVENT ? p->side.count : 0;
		}
		sum += o.time;
		good += o.ok;
		lab_time(r, TIMES, draw_ns(o.time));
		if (r->trace)
			lab_line(r, draw_ns(o.time), "", "order %llu %s", (unsigned long long)i + 1, o.ok ? "is taken" : "fails");
	}
	lab_put(r, TIME, sum / (double)part);
	lab_put_share(r, SUCCEED, good, part);
	lab_put(r, BYTES, p->rate * (double)messages / (double)part * (p->pattern == STATE ? p->fat : p->thin));
	lab_put(r, LOOK_UPS, p->rate * (double)reads / (double)part);
}

static bool events_cost(const void *params, struct lab_cost *c, struct diag *d)
{
	const struct events_lab *p = params;

	bool first = p->up.count > 1 && p->up.count != p->critical.count;

	if (first || (p->side_up.count > 1 && p->side_up.count != p->side.count))
		return lab_refuse(c, first ? "up critical" : "side_up side", d, DIAG_ARGUMENT,
		                  "lab events: an availability for each step, or one for all");
	*c = (struct lab_cost){.steps = (double)p->orders * (p->critical.count + p->side.count + 1), .param = "orders"};
	return true;
}

static void events_told(const void *params, struct buf *text)
{
	struct arena a;

	arena_init(&a);
	buf_printf(text, "%d runs of %s", LAB_RUNS,
	           figure_count(&a, (double)(((const struct events_lab *)params)->orders / LAB_RUNS), "order").p);
	arena_release(&a);
}

const struct lab lab_events = {
	"events", sizeof(struct events_lab), in, out, NULL, events_cost, events_run, NULL, events_told, NULL};
