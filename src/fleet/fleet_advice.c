/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet_advice.c - what would change a choice: prices, demands, limits; and how much surer would cost. */
#include "fleet/fleet_advice.h"

#include <math.h>

#include "base/interrupt.h"
#include "sampling/select.h"

/* A demand is tried from a quarter to four times, in so many steps a side. */
enum { DEMAND_STEPS = 48 };
#define DEMAND_REACH 4.0
#define DEMAND_EXACT 5e-4 /* three digits */
#define LIMIT_WORTH 0.02

static const double advice_steps[FLEET_STEPS] = {0.50, 0.80, 0.90, 0.95, 0.99};

struct adviser {
	const struct fleet_lists *lists, *all; /* those that `only` lets through; all there are */
	const struct fleet_ask *ask;           /* as asked */
	struct fleet_ask certain;              /* the same with certain demands: those that were bought */
	double d[FLEET_RESOURCES];
	const struct fleet_candidate *best;
	struct arena *a;
	struct fleet_advice *out;
};

/* The cheapest at other demands or limits. False when nothing holds. */
static bool advice_best(struct adviser *v, const struct fleet_ask *ask, struct fleet_candidate *best)
{
	struct arena scratch;
	struct fleet_choice choice;

	arena_init(&scratch);
	if (ask->samples == 1)
		fleet_cheapest(v->lists, ask, &scratch, &choice);
	else
		fleet_choose(v->lists, ask, false, 1, &scratch, &choice);
	bool found = choice.count > 0;
	*best = found ? choice.best[0] : (struct fleet_candidate){0};
	arena_release(&scratch);
	return found;
}

/* Another family, or its own disks instead of attached ones. */
static bool advice_other(const struct fleet_candidate *a, const struct fleet_candidate *b)
{
	return !b->machine || !str_eq(a->machine->family, b->machine->family) || !a->volume != !b->volume;
}

/* ---- prices ---- */

static void advise_prices(struct adviser *v, const struct fleet_choice *choice)
{
	struct fleet_advice *out = v->out;

	for (uint32_t i = 1; i < choice->count && out->price_count < 3; i++) {
		const struct fleet_candidate *c = &choice->best[i];
		double fall = (c->bill - v->best->bill) / c->machine_bill;
		if (advice_other(v->best, c) && fall > 0 && fall < 1)
			out->prices[out->price_count++] = (struct fleet_price_flip){c, fall};
	}
}

/* ---- demands ---- */

static bool advice_flips(struct adviser *v, int r, double factor, struct fleet_candidate *to)
{
	double scaled = v->d[r] * factor;
	struct fleet_ask ask = v->certain;

	ask.demand[r] = &scaled;
	advice_best(v, &ask, to);
	return advice_other(v->best, to);
}

/* Between `stays` and `flips`, to three digits. */
static double advice_bisect(struct adviser *v, int r, double stays, double flips, struct fleet_candidate *to)
{
	struct fleet_candidate c;

	while (fabs(flips - stays) > DEMAND_EXACT * stays) {
		double middle = sqrt(stays * flips);
		if (advice_flips(v, r, middle, &c)) {
			flips = middle;
			*to = c;
		} else {
			stays = middle;
		}
	}
	return flips;
}

/* One side: up with a step above 1, down below it. */
static bool advise_side(struct adviser *v, int r, double step)
{
	struct fleet_candidate to;
	double at = 1;

	for (int i = 0; i < DEMAND_STEPS && !interrupt_came; i++) {
		double next = at * step;
		if (advice_flips(v, r, next, &to)) {
			double factor = advice_bisect(v, r, at, next, &to);
			v->out->demands[v->out->demand_count++] = (struct fleet_demand_flip){r, factor, to};
			return true;
		}
		at = next;
	}
	return false;
}

static void advise_demands(struct adviser *v)
{
	double step = pow(DEMAND_REACH, 1.0 / DEMAND_STEPS);

	for (int r = 0; r < FLEET_RESOURCES; r++) {
		if (!v->ask->demand[r] || v->d[r] <= 0)
			continue;
		bool up = advise_side(v, r, step), down = advise_side(v, r, 1 / step);
		if (!up && !down)
			v->out->demands[v->out->demand_count++] = (struct fleet_demand_flip){.resource = r};
	}
}

/* ---- limits ---- */

static bool advice_drop(double *limit, double to)
{
	double before = *limit;

	*limit = to;
	return before > to;
}

/* Take a limit off. False when it was not set. */
static bool advice_lift(struct fleet_ask *ask, enum fleet_limit limit)
{
	switch (limit) {
	case FLEET_LIMIT_MOST_DISK: return advice_drop(&ask->most_disk, 0);
	case FLEET_LIMIT_SPARE: return advice_drop(&ask->spare, 0);
	case FLEET_LIMIT_LEAST: return advice_drop(&ask->least, 1);
	case FLEET_LIMIT_MOST: return advice_drop(&ask->most, 0);
	case FLEET_LIMIT_NODE_MEMORY: return advice_drop(&ask->node_memory, 0);
	case FLEET_LIMIT_ZONE_LOSS: {
		bool was = ask->zone_loss;
		ask->zone_loss = false;
		return was;
	}
	case FLEET_LIMIT_ONLY: {
		bool was = ask->only.len > 0;
		ask->only = (struct str){0};
		return was;
	}
	default: {
		bool was = ask->store.len && !str_eq(ask->store, S("any"));
		ask->store = S("any");
		return was;
	}
	}
}

static void advise_limits(struct adviser *v)
{
	struct fleet_candidate to;

	for (int limit = 0; limit < FLEET_LIMITS && !interrupt_came; limit++) {
		struct fleet_ask ask = v->certain;
		if (!advice_lift(&ask, (enum fleet_limit)limit))
			continue;
		bool wider = limit == FLEET_LIMIT_ONLY;
		ask.fits = ask.fits && !wider;
		const struct fleet_lists *lists = v->lists;
		v->lists = wider ? v->all : lists;
		bool found = advice_best(v, &ask, &to);
		v->lists = lists;
		if (!found)
			continue;
		double fall = 1 - to.bill / v->best->bill;
		if (fall >= LIMIT_WORTH)
			v->out->limits[v->out->limit_count++] = (struct fleet_limit_flip){(enum fleet_limit)limit, to, fall};
	}
}

/* ---- how sure ---- */

static void advise_steps(struct adviser *v)
{
	struct fleet_ask ask = *v->ask;
	struct fleet_candidate c;

	ask.measured = v->certain.measured;
	ask.machine = v->best->machine->name;
	ask.store = !v->best->volume ? v->ask->store : v->best->volume->name;
	for (int i = 0; i < FLEET_STEPS && !interrupt_came; i++) {
		ask.sure = advice_steps[i];
		if (advice_best(v, &ask, &c))
			v->out->steps[v->out->step_count++] = (struct fleet_step){ask.sure, c.total, c.bill};
	}
}

/*
 * Certain demands that lead to the number of machines bought: all at one level, which is raised above `sure` where
 * several resources have to hold at once.
 */
static void advice_level(struct adviser *v)
{
	const struct fleet_ask *ask = v->ask;
	double *column = arena_array(v->a, double, ask->samples), low = ask->sure, high = 1;
	struct fleet_candidate c = *v->best;
	int binds;

	fleet_demand_at(ask, v->best->volume ? fmax(v->best->level, low) : low, column, v->d);
	for (int i = 0; i < 20 && fleet_need(ask, &c, v->d, &binds) < c.needed; i++) {
		double q = (low + high) / 2;
		fleet_demand_at(ask, q, column, v->d);
		if (fleet_need(ask, &c, v->d, &binds) <= c.needed) {
			low = q;
		} else {
			high = q;
			fleet_demand_at(ask, low, column, v->d);
		}
	}
}

/* The machines that `only` lets through: it is the same some hundred times. */
static const struct fleet_lists *advice_lists(const struct fleet_lists *l, const struct fleet_ask *ask, struct arena *a)
{
	struct fleet_lists *out = arena_new(a, struct fleet_lists);

	*out = *l;
	out->machines = arena_array(a, struct fleet_machine, l->machine_count + 1);
	out->machine_count = 0;
	for (uint32_t i = 0; i < l->machine_count; i++)
		if (ask->machine.len ? str_eq(l->machines[i].name, ask->machine) : fleet_fits(&l->machines[i], ask->only))
			out->machines[out->machine_count++] = l->machines[i];
	return out;
}

void fleet_advise(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_choice *choice,
                  struct arena *a, struct fleet_advice *out)
{
	struct adviser v = {.lists = advice_lists(lists, ask, a),
	                    .all = lists,
	                    .ask = ask,
	                    .certain = *ask,
	                    .best = &choice->best[0],
	                    .a = a,
	                    .out = out};

	*out = (struct fleet_advice){0};
	advice_level(&v);
	v.certain.samples = 1;
	v.certain.fits = true;
	v.certain.measured = ask->measured_on.len ? fleet_machine(lists, ask->measured_on) : NULL;
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (ask->demand[r]) {
			v.certain.demand[r] = &v.d[r];
			v.certain.certain[r] = true;
		}
	struct fleet_candidate at_level;
	if (ask->samples > 1 && advice_best(&v, &v.certain, &at_level))
		v.best = &at_level; /* what is compared with it is bought at that level too */
	advise_demands(&v);
	advise_limits(&v);
	v.best = &choice->best[0];
	advise_prices(&v, choice);
	if (ask->samples > 1)
		advise_steps(&v);
}

/* ---- as the load turns out ---- */

/* The bill of a candidate's own count for one sample. */
static double outcome_bill(const struct fleet_ask *ask, struct fleet_candidate *c, const double *d)
{
	c->needed = fleet_need(ask, c, d, &c->binds);
	fleet_buy(ask, d, c);
	return c->bill;
}

/* The quantiles that are shown, of numbers that are put in another order. */
static void outcome_quantiles(double *x, uint32_t n, struct fleet_outcome *out)
{
	static const double level[3] = {0.05, 0.5, 0.95};
	int64_t place[3];

	for (int k = 0; k < 3; k++) {
		uint32_t at = (uint32_t)ceil(level[k] * n - 1e-9);
		place[k] = at ? at - 1 : 0;
	}
	select_places(x, n, place, 3);
	out->p5 = x[place[0]];
	out->p50 = x[place[1]];
	out->p95 = x[place[2]];
}

/* The bills of each sample's own count. */
static void outcome_bills(const struct fleet_ask *ask, struct fleet_candidate c, double *bills)
{
	double d[FLEET_RESOURCES];

	for (uint32_t i = 0; i < ask->samples; i++) {
		fleet_demand(ask, i, d);
		bills[i] = outcome_bill(ask, &c, d);
	}
}

/* The least bill that holds each of the first `count` samples, of all types there are. */
static void outcome_least(const struct fleet_ask *ask, const struct fleet_choice *all, uint32_t count, double *least)
{
	for (uint32_t i = 0; i < count; i++)
		least[i] = INFINITY;
	for (uint32_t k = 0; k < all->count && !interrupt_came; k++) {
		struct fleet_candidate c = all->best[k];
		double d[FLEET_RESOURCES], one = ask->copies * c.price * (1 - 1e-9);
		for (uint32_t i = 0; i < count; i++) {
			double most = 0;
			fleet_demand(ask, i, d);
			for (int r = 0; r < FLEET_RESOURCES; r++)
				most = ask->demand[r] && d[r] / c.usable[r] > most ? d[r] / c.usable[r] : most;
			if (most * one >= least[i]) /* fractions of machines alone cost that much */
				continue;
			double bill = outcome_bill(ask, &c, d);
			if (bill < least[i] && !(ask->most > 0 && c.needed > ask->most))
				least[i] = bill;
		}
	}
}

/* Samples that regret is the mean of: of points that are spread evenly the first are, too. */
enum { REGRET_SAMPLES = 4096 };

static double outcome_regret(double bought, uint32_t count, const double *bills, const double *least)
{
	double sum = 0;

	for (uint32_t i = 0; i < count; i++)
		sum += fmax(bills[i], bought) - least[i];
	return fmax(0, sum / count);
}

void fleet_outcomes(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_choice *choice,
                    uint32_t count, struct arena *a, struct fleet_outcome *out)
{
	uint32_t n = ask->samples, few = n < REGRET_SAMPLES ? n : REGRET_SAMPLES;
	double *least = arena_array(a, double, few), *bills = arena_array(a, double, n);
	struct fleet_choice all;
	struct fleet_ask median = *ask;

	median.sure = 0.5;
	median.machines = 0;
	fleet_candidates(lists, &median, a, &all);
	outcome_least(ask, &all, few, least);
	for (uint32_t k = 0; k < count; k++) {
		outcome_bills(ask, choice->best[k], bills);
		out[k].regret = outcome_regret(choice->best[k].bill, few, bills, least);
		outcome_quantiles(bills, n, &out[k]);
	}
}
