/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * choose.c - the cheapest fleets. A type is looked at closely only where it may still be among the rows that are
 * wanted: the demands' own quantiles, each by itself, give a number of machines that can only be too low.
 */
#include "fleet/choose.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/interrupt.h"
#include "base/map.h"
#include "base/str.h"
#include "sampling/select.h"

/* Families within this of their least bill count as the same price: then fewer machines win. */
#define SAME_PRICE 1.01
/* `fewer`: at most half the machines for at most so much more. */
#define FEWER_PRICE 1.15

/*
 * Of ranges, what is above the level `sure` of some demand: whatever holds those levels holds all other samples, so
 * that only these, some 5 % of them for each demand, are looked at for each type.
 */
struct tail {
	struct fleet_ask ask;           /* the same question about these samples only */
	double *above[FLEET_RESOURCES]; /* a demand's own numbers from the level up; NULL: certain */
	uint32_t above_count;
	bool sorted;
};

struct chooser {
	const struct fleet_lists *lists;
	const struct fleet_ask *ask;
	struct arena *a;
	double *column;                /* room for a number of each sample */
	double level[FLEET_RESOURCES]; /* the demands at `sure` */
	struct tail tail;
	struct fleet_candidate *found;
	uint32_t count, cap;
	struct fleet_choice *out;
};

enum { CANDIDATES = 64 /* that there is room for at first; a report asks hundreds of times */ };

static struct chooser choose_begin(const struct fleet_lists *lists, const struct fleet_ask *ask, struct arena *a,
                                   struct fleet_choice *out)
{
	*out = (struct fleet_choice){0};
	return (struct chooser){.lists = lists,
	                        .ask = ask,
	                        .a = a,
	                        .found = arena_room(a, CANDIDATES * sizeof(struct fleet_candidate)),
	                        .cap = CANDIDATES,
	                        .out = out};
}

static void choose_add(struct chooser *ch, const struct fleet_candidate *c)
{
	if (ch->count == ch->cap) {
		struct fleet_candidate *more = arena_room(ch->a, 2 * ch->cap * sizeof *more);

		memcpy(more, ch->found, ch->count * sizeof *more);
		ch->found = more;
		ch->cap *= 2;
	}
	ch->found[ch->count++] = *c;
}

/* Where the k-th smallest is, where k of n hold in a share q of them. */
static uint32_t level_place(uint32_t n, double q)
{
	uint32_t k = (uint32_t)ceil(q * n - 1e-9);

	return k ? k - 1 : 0;
}

static double chooser_level(double *x, uint32_t n, double q)
{
	int64_t place = level_place(n, q);

	select_places(x, n, &place, 1);
	return x[place];
}

static bool choose_is_uncertain(const struct fleet_ask *ask, int r)
{
	return ask->demand[r] && !ask->certain[r] && ask->samples > 1;
}

void fleet_demand_at(const struct fleet_ask *ask, double q, double *column, double *d)
{
	fleet_demand(ask, 0, d);
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (choose_is_uncertain(ask, r)) {
			memcpy(column, ask->demand[r], ask->samples * sizeof(*column));
			d[r] = chooser_level(column, ask->samples, q);
		}
}

/* ---- what is left out, and why ---- */

static void note_provider(struct chooser *ch, struct fleet_left_out *l, struct str provider)
{
	struct str rest = l->providers, word;

	while (fleet_next_word(&rest, &word)) {
		if (word.p[word.len - 1] == ',')
			word.len--;
		if (str_eq(word, provider))
			return;
	}
	l->providers = arena_printf(ch->a, "%.*s%s%.*s", STR(l->providers), l->providers.len ? ", " : "", STR(provider));
}

/* The unit in "0.1649 EUR/h". */
static struct str price_unit(struct str text)
{
	size_t from = 0;

	while (from < text.len && !char_is_letter(text.p[from]))
		from++;
	return str_cut(text, from, str_find_char(text, '/', from));
}

static void choose_leave_out(struct chooser *ch, const struct fleet_machine *m, enum fleet_lack why, int resource)
{
	struct str unit = why == FLEET_LACK_CURRENCY ? price_unit(m->price[ch->ask->pay].text) : (struct str){0};
	struct fleet_left_out *l = ch->out->left_out;
	uint32_t i = 0, n = ch->out->left_out_count;

	while (i < n && !(l[i].why == why && l[i].resource == resource && str_eq(l[i].unit, unit)))
		i++;
	if (i == FLEET_LEFT_OUT_MAX)
		return;
	if (i == n) {
		l[i] = (struct fleet_left_out){.why = why, .resource = resource, .unit = unit};
		ch->out->left_out_count++;
	}
	l[i].count++;
	note_provider(ch, &l[i], fleet_provider(m));
}

/* Nothing that is large enough alone: remember the one that gives most of what fails. */
static void note_nearest(struct chooser *ch, const struct fleet_candidate *c, int resource)
{
	struct fleet_nearest *n = &ch->out->nearest;

	if (resource < 0 || (n->machine && n->gives >= c->usable[resource]))
		return;
	*n = (struct fleet_nearest){c->machine, resource, c->usable[resource], c->machine->has[resource]};
}

/* ---- candidates ---- */

/* What became of a machine: it is left out only where none of its disks will do, for want of a figure. */
struct fate {
	bool fits;
	int lack, resource; /* of the first of its disks that lacks something; lack is -1 for none */
};

/* Counted at the demands' own quantiles: exact where they are certain, else at least what is needed. */
static void choose_consider(struct chooser *ch, const struct fleet_machine *m, const struct fleet_volume *v,
                            struct fate *fate)
{
	struct fleet_candidate c;
	int lack, resource = 0;

	if (!fleet_candidate(ch->lists, ch->ask, m, v, &c, &lack, &resource)) {
		if (fate->lack < 0 && lack >= 0)
			*fate = (struct fate){fate->fits, lack, resource};
		return;
	}
	fate->fits = true;
	c.needed = fleet_need(ch->ask, &c, ch->level, &c.binds);
	if (!(ch->ask->machines > 0) && ch->ask->most > 0 && c.needed > ch->ask->most) {
		note_nearest(ch, &c, c.binds);
		return;
	}
	fleet_buy(ch->ask, ch->level, &c);
	fleet_buy_more(ch->ask, ch->level, &c);
	if (isfinite(c.bill))
		choose_add(ch, &c);
}

static bool wants_volumes(const struct fleet_ask *ask)
{
	return ask->demand[FLEET_DISK] || ask->demand[FLEET_IOPS] || ask->demand[FLEET_THROUGHPUT];
}

static void consider_all(struct chooser *ch)
{
	const struct fleet_ask *ask = ch->ask;
	const struct fleet_lists *l = ch->lists;
	bool local = str_eq(ask->store, S("local")), any = !ask->store.len || str_eq(ask->store, S("any"));

	for (uint32_t i = 0; i < l->machine_count; i++) {
		const struct fleet_machine *m = &l->machines[i];
		struct fate fate = {false, -1, 0};
		if (ask->machine.len ? !str_eq(m->name, ask->machine) : !ask->fits && !fleet_fits(m, ask->only))
			continue;
		ch->out->looked_at++;
		if (local || any || !wants_volumes(ask))
			choose_consider(ch, m, NULL, &fate);
		for (uint32_t k = 0; k < l->volume_count && !local && wants_volumes(ask); k++)
			if (fleet_volume_fits(&l->volumes[k], ask->store, m))
				choose_consider(ch, m, &l->volumes[k], &fate);
		if (!fate.fits && fate.lack >= 0)
			choose_leave_out(ch, m, (enum fleet_lack)fate.lack, fate.resource);
	}
}

/* ---- ranges ---- */

/* A demand at `sure`, and what is above it. */
static void tail_level(struct chooser *ch, int r)
{
	uint32_t n = ch->ask->samples, place = level_place(n, ch->ask->sure);

	memcpy(ch->column, ch->ask->demand[r], n * sizeof(*ch->column));
	ch->level[r] = chooser_level(ch->column, n, ch->ask->sure);
	ch->tail.above_count = n - place;
	ch->tail.above[r] = arena_array(ch->a, double, n - place);
	memcpy(ch->tail.above[r], &ch->column[place], (n - place) * sizeof(*ch->column));
}

/* Gather the samples in which a demand is above its level. */
static void tail_gather(struct chooser *ch)
{
	struct tail *t = &ch->tail;
	uint32_t *at = arena_array(ch->a, uint32_t, ch->ask->samples), count = 0;

	for (uint32_t i = 0; i < ch->ask->samples; i++) {
		bool above = false;
		for (int r = 0; r < FLEET_RESOURCES && !above; r++)
			above = t->above[r] && ch->ask->demand[r][i] > ch->level[r];
		if (above)
			at[count++] = i;
	}
	t->ask.samples = count;
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		double *d = t->above[r] ? arena_array(ch->a, double, count + 1) : NULL;
		for (uint32_t i = 0; d && i < count; i++)
			d[i] = ch->ask->demand[r][at[i]];
		t->ask.demand[r] = d ? d : t->ask.demand[r];
	}
}

/* The demands at `sure`. */
static void find_levels(struct chooser *ch)
{
	fleet_demand(ch->ask, 0, ch->level);
	ch->tail.ask = *ch->ask;
	if (ch->ask->samples == 1)
		return;
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (choose_is_uncertain(ch->ask, r))
			tail_level(ch, r);
	tail_gather(ch);
}

/* A number of machines that one has already may hold less than the levels. */
static double share_that_holds(const struct chooser *ch, const struct fleet_candidate *c)
{
	double all = ch->ask->samples, few = ch->tail.ask.samples;

	if (ch->ask->machines > 0 || all == 1)
		return fleet_share(ch->ask, c, ch->column);
	return few > 0 ? (all - few + round(few * fleet_share(&ch->tail.ask, c, ch->column))) / all : 1;
}

/* Machines without volumes: the least number that holds in `sure` of the samples, all resources at once. */
static void settle_count(struct chooser *ch, struct fleet_candidate *c)
{
	uint32_t few = ch->tail.ask.samples, others = ch->ask->samples - few,
			 k = level_place(ch->ask->samples, ch->ask->sure) + 1, fine = others;

	fleet_needs(&ch->tail.ask, c, ch->column);
	for (uint32_t i = 0; i < few; i++)
		fine += ch->column[i] <= c->needed; /* which holds the levels */
	if (fine < k) {
		int64_t place = k - others - 1;
		select_places(ch->column, few, &place, 1);
		c->needed = ch->column[place];
	}
	fleet_buy(ch->ask, ch->level, c);
}

/* Each demand at a level that is not below `sure`. */
static void tail_demand_at(struct chooser *ch, double q, double *d)
{
	struct tail *t = &ch->tail;
	uint32_t n = ch->ask->samples, at = level_place(n, q) - level_place(n, ch->ask->sure);

	fleet_demand(ch->ask, 0, d);
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		if (t->above[r] && !t->sorted)
			qsort(t->above[r], t->above_count, sizeof(**t->above), double_order);
		d[r] = t->above[r] ? t->above[r][at] : d[r];
	}
	t->sorted = true;
}

/* Bought at one level of all demands. */
static void buy_at(struct chooser *ch, struct fleet_candidate *c, double q)
{
	double d[FLEET_RESOURCES];

	tail_demand_at(ch, q, d);
	c->needed = fleet_need(ch->ask, c, d, &c->binds);
	c->level = q;
	fleet_buy(ch->ask, d, c);
	fleet_buy_more(ch->ask, d, c);
}

/*
 * With volumes: machines, size, iops and throughput at one level, raised until what is bought holds in `sure` of the
 * samples.
 */
static void settle_volumes(struct chooser *ch, struct fleet_candidate *c)
{
	double low = ch->ask->sure, high = 1;

	buy_at(ch, c, low);
	if (share_that_holds(ch, c) >= ch->ask->sure)
		return;
	for (int i = 0; i < 12; i++) {
		double q = (low + high) / 2;
		buy_at(ch, c, q);
		if (share_that_holds(ch, c) >= ch->ask->sure)
			high = q;
		else
			low = q;
	}
	buy_at(ch, c, high);
}

/* False when it is not a candidate after all. */
static bool choose_settle(struct chooser *ch, struct fleet_candidate *c)
{
	if (ch->ask->samples > 1 && !(ch->ask->machines > 0)) {
		if (c->volume)
			settle_volumes(ch, c);
		else
			settle_count(ch, c);
	}
	c->holds = share_that_holds(ch, c);
	if (!(ch->ask->machines > 0) && ch->ask->most > 0 && c->needed > ch->ask->most) {
		note_nearest(ch, c, c->binds);
		return false;
	}
	return true;
}

/* ---- the order ---- */

static int by_bill(const void *pa, const void *pb)
{
	const struct fleet_candidate *a = pa, *b = pb;

	if (a->bill != b->bill)
		return a->bill < b->bill ? -1 : 1;
	if (a->total != b->total)
		return a->total < b->total ? -1 : 1;
	return str_cmp(a->machine->name, b->machine->name);
}

/* Families that were met: by name and provider, where they are among the best, from 1 on. */
struct met {
	struct map places;
	struct buf name;
};

static uintptr_t met_place(struct met *m, const struct fleet_candidate *c)
{
	struct str provider = fleet_provider(c->machine);

	buf_reset(&m->name);
	buf_add_str(&m->name, c->machine->family);
	buf_char(&m->name, ' ');
	buf_add_str(&m->name, provider);
	return (uintptr_t)map_get(&m->places, buf_str(&m->name));
}

/*
 * Of a sorted list the best of each family, sorted again: within 1 % of its least bill the fewest machines. Returns how
 * many.
 */
static uint32_t best_of_families(const struct fleet_candidate *c, uint32_t count, struct fleet_candidate *best)
{
	struct arena own;
	struct met met = {0};
	uint32_t n = 0;

	arena_init(&own);
	double *least = arena_array(&own, double, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		uintptr_t place = met_place(&met, &c[i]);
		if (!place) {
			least[n] = c[i].bill;
			best[n++] = c[i];
			map_put(&met.places, arena_str(&own, buf_str(&met.name)), (void *)(uintptr_t)n);
		} else if (c[i].bill <= least[place - 1] * SAME_PRICE && c[i].total < best[place - 1].total) {
			best[place - 1] = c[i];
		}
	}
	map_release(&met.places);
	buf_release(&met.name);
	arena_release(&own);
	qsort(best, n, sizeof(*best), by_bill);
	return n;
}

static void find_fewer(struct chooser *ch, const struct fleet_candidate *c, uint32_t count)
{
	const struct fleet_candidate *best = &ch->out->best[0];
	struct fleet_candidate *fewer = &ch->out->fewer;

	for (uint32_t i = 0; i < count && c[i].bill <= best->bill * FEWER_PRICE; i++)
		if (c[i].total * 2 <= best->total && (!fewer->machine || c[i].total < fewer->total))
			*fewer = c[i];
}

/*
 * Settle candidates in the order of what they cost at least, until none that is left can still be among `rows`
 * families, or be the one with fewer machines. Those settled come first; returns how many there are.
 */
static uint32_t settle_in_order(struct chooser *ch, uint32_t rows, bool all)
{
	struct fleet_candidate *best = arena_array(ch->a, struct fleet_candidate, ch->count + 1);
	struct fleet_candidate *sorted = arena_array(ch->a, struct fleet_candidate, ch->count + 1);
	uint32_t settled = 0;
	double limit = INFINITY;

	for (uint32_t i = 0; i < ch->count && ch->found[i].bill <= limit; i++) {
		struct fleet_candidate c = ch->found[i];
		if (interrupt_came) {
			ch->out->interrupted = true;
			return 0;
		}
		if (!choose_settle(ch, &c))
			continue;
		sorted[settled++] = c;
		if (all || ch->ask->samples == 1)
			continue;
		qsort(sorted, settled, sizeof(*sorted), by_bill);
		uint32_t families = best_of_families(sorted, settled, best);
		if (families >= rows)
			limit = fmax(best[rows - 1].bill * SAME_PRICE, best[0].bill * FEWER_PRICE);
	}
	qsort(sorted, settled, sizeof(*sorted), by_bill);
	memcpy(ch->found, sorted, settled * sizeof(*sorted));
	return settled;
}

/*
 * Of certain loads only the cheapest is wanted: what can still be it after the pick in each family, which costs at most
 * 1 % more than its family's least.
 */
static void keep_cheapest(struct chooser *ch)
{
	double least = INFINITY;
	uint32_t n = 0;

	for (uint32_t i = 0; i < ch->count; i++)
		least = fmin(least, ch->found[i].bill);
	for (uint32_t i = 0; i < ch->count; i++)
		if (ch->found[i].bill <= least * SAME_PRICE * SAME_PRICE)
			ch->found[n++] = ch->found[i];
	ch->count = n;
}

void fleet_candidates(const struct fleet_lists *lists, const struct fleet_ask *ask, struct arena *a,
                      struct fleet_choice *out)
{
	struct chooser ch = choose_begin(lists, ask, a, out);

	ch.column = arena_array(a, double, ask->samples);
	fleet_demand_at(ask, ask->sure, ch.column, ch.level);
	consider_all(&ch);
	qsort(ch.found, ch.count, sizeof(*ch.found), by_bill);
	out->best = ch.found;
	out->count = ch.count;
}

void fleet_cheapest(const struct fleet_lists *lists, const struct fleet_ask *ask, struct arena *a,
                    struct fleet_choice *out)
{
	struct chooser ch = choose_begin(lists, ask, a, out);

	fleet_demand(ask, 0, ch.level);
	consider_all(&ch);
	keep_cheapest(&ch);
	qsort(ch.found, ch.count, sizeof(*ch.found), by_bill);
	out->best = arena_array(a, struct fleet_candidate, ch.count + 1);
	out->count = best_of_families(ch.found, ch.count, out->best);
}

void fleet_choose(const struct fleet_lists *lists, const struct fleet_ask *ask, bool all, uint32_t rows,
                  struct arena *a, struct fleet_choice *out)
{
	struct chooser ch = choose_begin(lists, ask, a, out);

	ch.column = arena_array(a, double, ask->samples);
	find_levels(&ch);
	consider_all(&ch);
	qsort(ch.found, ch.count, sizeof(*ch.found), by_bill);
	ch.count = settle_in_order(&ch, rows ? rows : 1, all);
	out->best = ch.found;
	out->count = ch.count;
	if (!ch.count)
		return;
	struct fleet_candidate *best = arena_array(a, struct fleet_candidate, ch.count);
	uint32_t families = best_of_families(ch.found, ch.count, best);
	if (!all) {
		out->best = best;
		out->count = families;
	}
	find_fewer(&ch, ch.found, ch.count);
}
