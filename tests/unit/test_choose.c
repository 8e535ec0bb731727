/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of the choice of machines, over random lists and loads: none of them may fail in a thousand cases. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "fleet/fleet_advice.h"
#include "fleet/list.h"
#include "rows.h"

enum { CASES = 1000, FAMILIES = 7, SIZES = 4, SAMPLES = 24, ROWS = 5 };

/* ---- random cases: Steele et al., SplitMix ---- */

static uint64_t state;

static double uniform(double low, double high)
{
	uint64_t z = (state += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return low + (high - low) * (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static bool perhaps(double chance)
{
	return uniform(0, 1) < chance;
}

static double log_uniform(double low, double high)
{
	return exp(uniform(log(low), log(high)));
}

struct world {
	struct arena a;
	struct fleet_machine machines[FAMILIES * SIZES];
	struct fleet_volume volumes[2];
	struct fleet_lists lists;
	double column[FLEET_RESOURCES][SAMPLES];
	struct fleet_ask ask;
};

static void make_machine(struct world *w, int family, int size, double memory_a_core, double price, bool disks)
{
	struct fleet_machine *m = &w->machines[w->lists.machine_count++];
	double cores = 2 << size;

	*m = (struct fleet_machine){
		.kind = S("machine"), .tags = S("aws"), .burst = NAN, .attach = cores * 40e6, .speed = uniform(0.5, 1.5)};
	m->name = arena_printf(&w->a, "f%d.%d", family, size);
	m->family = arena_printf(&w->a, "f%d", family);
	m->has[FLEET_CPU] = cores;
	m->has[FLEET_MEMORY] = cores * memory_a_core * 1e9;
	m->has[FLEET_NETWORK] = perhaps(0.9) ? cores * uniform(30e6, 120e6) : NAN;
	m->has[FLEET_DISK] = disks ? cores * uniform(100e9, 900e9) : NAN;
	m->has[FLEET_IOPS] = disks ? cores * uniform(4e3, 2e4) : NAN;
	m->has[FLEET_THROUGHPUT] = disks ? cores * uniform(2e7, 1e8) : NAN;
	for (int p = 0; p < FLEET_PAYS; p++)
		m->price[p] = (struct fleet_price){.mean = NAN, .low = NAN, .high = NAN};
	double paid = cores * price * uniform(0.97, 1.03);
	m->price[FLEET_ON_DEMAND] = (struct fleet_price){.mean = paid, .low = paid, .high = paid};
}

static void make_lists(struct world *w)
{
	for (int f = 0; f < FAMILIES; f++) {
		double memory = log_uniform(1, 32), price = uniform(0.02, 0.04) + memory * uniform(0.002, 0.005);
		bool disks = perhaps(0.3);
		for (int s = 0; s < SIZES; s++)
			make_machine(w, f, s, memory, price, disks);
	}
	w->volumes[0] = (struct fleet_volume){.name = S("gp"),
	                                      .tags = S("aws"),
	                                      .price = 0.08,
	                                      .max_size = 16384,
	                                      .free_iops = 3000,
	                                      .iops_price = 0.005,
	                                      .max_iops = 16000,
	                                      .free_rate = 125,
	                                      .rate_price = 0.04,
	                                      .max_rate = 1000};
	w->volumes[1] = (struct fleet_volume){.name = S("io"),
	                                      .tags = S("aws"),
	                                      .price = 0.125,
	                                      .max_size = 16384,
	                                      .free_iops = 0,
	                                      .iops_price = 0.065,
	                                      .max_iops = 64000,
	                                      .free_rate = 1000,
	                                      .rate_price = 0,
	                                      .max_rate = 1000};
	w->lists.machines = w->machines;
	w->lists.volumes = w->volumes;
	w->lists.volume_count = 2;
}

/* A demand, as so many samples of a lognormal spread; those that hang together share `with`. */
static void make_demand(struct world *w, int r, double middle, double spread, const double *with)
{
	for (uint32_t i = 0; i < w->ask.samples; i++)
		w->column[r][i] = middle * exp(spread * (0.5 * with[i] + uniform(-1, 1)));
	w->ask.demand[r] = w->column[r];
	w->ask.certain[r] = w->ask.samples == 1;
}

static void make_ask(struct world *w, bool ranges, bool disks)
{
	static const double middle[FLEET_RESOURCES] = {100, 4e11, 1e9, 2e13, 2e4, 3e8};
	double with[SAMPLES], spread = ranges ? uniform(0.1, 1) : 0;

	w->ask = (struct fleet_ask){.samples = ranges ? SAMPLES : 1,
	                            .least = 1,
	                            .zones = 1,
	                            .copies = 1,
	                            .max_cpu = 0.7,
	                            .max_io = 0.7,
	                            .max_memory = 0.8,
	                            .max_disk = 0.8,
	                            .store = S("any"),
	                            .sure = 0.95};
	for (int i = 0; i < SAMPLES; i++)
		with[i] = uniform(-1, 1);
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (r == FLEET_CPU || (r < FLEET_DISK ? perhaps(0.6) : disks && perhaps(0.6)))
			make_demand(w, r, middle[r] * log_uniform(0.02, 50), spread, with);
	if (perhaps(0.3))
		w->ask.zones = 3;
	w->ask.zone_loss = w->ask.zones > 1 && perhaps(0.5);
	w->ask.spare = perhaps(0.3) ? floor(uniform(1, 4)) : 0;
	w->ask.least = perhaps(0.3) ? floor(uniform(1, 6)) : 1;
	w->ask.node_memory = perhaps(0.3) ? uniform(0, 3e9) : 0;
	w->ask.discount = perhaps(0.3) ? uniform(0, 0.5) : 0;
}

static void make_world(struct world *w, unsigned number, bool ranges, bool disks)
{
	state = number * 7919u + (ranges ? 1 : 0) + (disks ? 2 : 0);
	memset(w, 0, sizeof(*w));
	arena_init(&w->a);
	make_lists(w);
	make_ask(w, ranges, disks);
}

static double least_bill(struct world *w)
{
	struct fleet_choice c;

	fleet_choose(&w->lists, &w->ask, true, 1, &w->a, &c);
	return c.count ? c.best[0].bill : INFINITY;
}

static double chosen_bill(struct world *w)
{
	struct fleet_choice c;

	fleet_choose(&w->lists, &w->ask, false, ROWS, &w->a, &c);
	return c.count ? c.best[0].bill : INFINITY;
}

/* ---- the properties ---- */

/*
 * Of those within 1 % of a family's least bill the fewest machines are chosen, so the choice may cost that much less.
 */
static void more_costs_more(bool ranges, bool disks)
{
	for (unsigned k = 0; k < CASES; k++) {
		struct world w;
		make_world(&w, k, ranges, disks);
		double least = least_bill(&w), chosen = chosen_bill(&w), factor = uniform(1, 3);
		int r = FLEET_CPU;
		while (r < FLEET_RESOURCES - 1 && (!w.ask.demand[r] || perhaps(0.5)))
			r++;
		for (uint32_t i = 0; w.ask.demand[r] && i < w.ask.samples; i++)
			w.column[r][i] *= factor;
		double more = least_bill(&w), then = chosen_bill(&w);
		cr_expect(more >= least * (1 - 1e-12), "case %u: %s x %g: %.2f, before %.2f", k, fleet_resource_names[r],
		          factor, more, least);
		cr_expect(then >= chosen * (0.99 - 1e-12), "case %u: the choice: %.2f, before %.2f", k, then, chosen);
		arena_release(&w.a);
	}
}

Test(choose, more_demand_never_lowers_a_bill)
{
	more_costs_more(false, true);
	more_costs_more(true, false);
}

Test(choose, copies_scale_it)
{
	for (unsigned k = 0; k < CASES; k++) {
		struct world w;
		make_world(&w, k, k % 2, true);
		double one = chosen_bill(&w), copies = floor(uniform(2, 9));
		w.ask.copies = copies;
		double all = chosen_bill(&w);
		cr_expect(isinf(one) ? isinf(all) : fabs(all / (one * copies) - 1) < 1e-12, "case %u: %.2f, not %g x %.2f", k,
		          all, copies, one);
		arena_release(&w.a);
	}
}

/* The best of a family out of all there are: by hand, and not by the code under test. */
static const struct fleet_candidate *family_best(const struct fleet_choice *all, struct str family)
{
	const struct fleet_candidate *least = NULL, *best = NULL;

	for (uint32_t i = 0; i < all->count; i++)
		if (str_eq(all->best[i].machine->family, family) && (!least || all->best[i].bill < least->bill))
			least = &all->best[i];
	best = least;
	for (uint32_t i = 0; least && i < all->count; i++) {
		const struct fleet_candidate *c = &all->best[i];
		if (str_eq(c->machine->family, family) && c->bill <= least->bill * 1.01 && c->total < best->total)
			best = c;
	}
	return best;
}

static bool is_same(const struct fleet_candidate *a, const struct fleet_candidate *b)
{
	return a->machine == b->machine && a->volume == b->volume && a->total == b->total && a->bill == b->bill &&
	       a->size == b->size;
}

Test(choose, pruned_is_full)
{
	for (unsigned k = 0; k < CASES; k++) {
		struct world w;
		struct fleet_choice pruned, full;
		make_world(&w, k, true, k % 2);
		fleet_choose(&w.lists, &w.ask, false, ROWS, &w.a, &pruned);
		fleet_choose(&w.lists, &w.ask, true, ROWS, &w.a, &full);
		cr_expect((pruned.count == 0) == (full.count == 0), "case %u: one of them has nothing", k);
		for (uint32_t i = 0; i < pruned.count && i < ROWS; i++) {
			const struct fleet_candidate *c = family_best(&full, pruned.best[i].machine->family);
			cr_expect(is_same(&pruned.best[i], c), "case %u, row %u: %.*s for %.2f, and %.*s for %.2f of all", k, i,
			          STR(pruned.best[i].machine->name), pruned.best[i].bill, STR(c->machine->name), c->bill);
		}
		for (int f = 0; f < FAMILIES && pruned.count >= ROWS;
		     f++) { /* no family that was not looked at is better than the last row */
			const struct fleet_candidate *c = family_best(&full, w.machines[f * SIZES].family);
			bool shown = !c;
			for (uint32_t i = 0; i < ROWS && !shown; i++)
				shown = is_same(&pruned.best[i], c);
			cr_expect(shown || c->bill >= pruned.best[ROWS - 1].bill, "case %u: %.*s is missing", k,
			          STR(c->machine->name));
		}
		arena_release(&w.a);
	}
}

Test(choose, the_order_of_samples_does_not_matter)
{
	for (unsigned k = 0; k < CASES; k++) {
		struct world w;
		struct fleet_choice before, after;
		make_world(&w, k, true, k % 2);
		fleet_choose(&w.lists, &w.ask, false, ROWS, &w.a, &before);
		for (uint32_t i = SAMPLES - 1; i > 0; i--) { /* Fisher and Yates */
			uint32_t j = (uint32_t)uniform(0, i + 1);
			for (int r = 0; r < FLEET_RESOURCES; r++) {
				double x = w.column[r][i];
				w.column[r][i] = w.column[r][j];
				w.column[r][j] = x;
			}
		}
		fleet_choose(&w.lists, &w.ask, false, ROWS, &w.a, &after);
		cr_expect(before.count == after.count, "case %u: %u families, then %u", k, before.count, after.count);
		for (uint32_t i = 0; i < before.count && i < after.count && i < ROWS; i++)
			cr_expect(is_same(&before.best[i], &after.best[i]) && before.best[i].holds == after.best[i].holds,
			          "case %u, row %u", k, i);
		arena_release(&w.a);
	}
}

/* What was bought holds in as many samples as it has to. */
Test(choose, what_is_bought_holds)
{
	for (unsigned k = 0; k < CASES; k++) {
		struct world w;
		struct fleet_choice c;
		make_world(&w, k, true, k % 2);
		fleet_choose(&w.lists, &w.ask, false, ROWS, &w.a, &c);
		for (uint32_t i = 0; i < c.count && i < ROWS; i++)
			cr_expect(c.best[i].holds >= w.ask.sure, "case %u: %.*s holds in %g", k, STR(c.best[i].machine->name),
			          c.best[i].holds);
		arena_release(&w.a);
	}
}

/* A price that is not its family's is found, and no other is accused. */
Test(choose, a_list_that_lies_is_found)
{
	for (unsigned k = 0; k < CASES; k++) {
		struct world w;
		struct buf found = {0};
		make_world(&w, k, false, false);
		for (uint32_t i = 0; i < w.lists.machine_count; i++)
			w.machines[i].date = S("2026-07-20");
		w.volumes[0].date = w.volumes[1].date = S("2026-07-20");
		cr_expect(fleet_list_check(&w.lists, fleet_day(S("2026-08-01")), &found) == 0, "case %u: %s", k, buf_c(&found));
		uint32_t liar = (uint32_t)uniform(0, w.lists.machine_count);
		w.machines[liar].price[FLEET_ON_DEMAND].mean *= perhaps(0.5) ? uniform(1.4, 3) : uniform(0.2, 0.6);
		buf_reset(&found);
		uint32_t n = fleet_list_check(&w.lists, fleet_day(S("2026-08-01")), &found);
		struct str name = arena_printf(&w.a, "%.*s:", STR(w.machines[liar].name));
		cr_expect(n == 1 && str_starts(buf_str(&found), name), "case %u: %.*s lies, and %u were found: %s", k,
		          STR(name), n, buf_c(&found));
		buf_release(&found);
		arena_release(&w.a);
	}
}
