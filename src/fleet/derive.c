/* SPDX-License-Identifier: GPL-3.0-or-later */
/* derive.c - how a fleet comes about, line by line, as one would write it down. */
#include <math.h>

#include "fleet/fleet_words.h"
#include "value/look.h"
#include "value/number.h"

struct derive {
	struct buf *out;
	struct arena *a;
	struct unit_registry *units;
	const struct fleet_lists *lists;
	const struct fleet_ask *ask;
	const struct fleet_candidate *c;
	double d[FLEET_RESOURCES]; /* the demands it was bought for */
};

static void derive_put_number(struct derive *x, double n, unsigned digits)
{
	number_write(x->out, n, digits, NUMBER_PLAIN);
}

static void put_percent(struct derive *x, double share)
{
	number_write(x->out, 100 * share, 3, NUMBER_PLAIN);
	buf_char(x->out, '%');
}

/* To the cent, "$5,715.90". */
static void put_money(struct derive *x, double amount)
{
	struct buf whole = {0};
	double cents = round(amount * 100);

	number_write(&whole, floor(cents / 100), 17, NUMBER_PLAIN);
	buf_printf(x->out, "$%s.%02.0f", buf_c(&whole), fmod(cents, 100));
	buf_release(&whole);
}

/* As the cell of the bill reads: "= $442,029.60/month", "≈ $3,596/month". */
static void put_bill(struct derive *x, double amount)
{
	struct look l = {.scale = FACTOR_ONE, .style = NUMBER_WORDS, .dollar = true};
	struct buf text = {0};
	bool one, exact = look_write_number(&text, &l, amount, &one);

	buf_printf(x->out, " %s %s/month\n", exact ? "=" : "≈", buf_c(&text));
	buf_release(&text);
}

static void put_machines(struct derive *x, double n)
{
	derive_put_number(x, n, 17);
	buf_add_c(x->out, n == 1 ? " machine" : " machines");
}

static void head(struct derive *x, const char *word)
{
	buf_printf(x->out, "%-*s ", x->ask->demand[FLEET_THROUGHPUT] ? 10 : 8, word);
}

static void put_amount(struct derive *x, int r, double amount)
{
	fleet_write(x->out, x->units, r, amount);
}

/* ---- a demand ---- */

/* "4 cores", "(64 GB - 1 GB)", "4 cores at 0.56 of the speed of m7g.large". */
static void put_one(struct derive *x, int r)
{
	const struct fleet_machine *m = x->c->machine,
							   *on = x->ask->measured_on.len ? fleet_machine(x->lists, x->ask->measured_on) : NULL;
	double kept = r == FLEET_CPU ? x->ask->node_cpu : r == FLEET_MEMORY ? x->ask->node_memory : 0;
	bool volume = x->c->volume && r >= FLEET_DISK;

	if (volume) { /* throughput: what the machine carries */
		put_amount(x, r, r == FLEET_THROUGHPUT ? m->attach : x->c->usable[r] / fleet_limit(x->ask, r));
		return;
	}
	if (kept > 0)
		buf_char(x->out, '(');
	put_amount(x, r, m->has[r]);
	if (r == FLEET_CPU && on) {
		buf_add_c(x->out, " × ");
		derive_put_number(x, m->speed / on->speed, 3);
	}
	if (kept > 0) {
		buf_add_c(x->out, " - ");
		put_amount(x, r, kept);
		buf_char(x->out, ')');
	}
}

/* The most data on one machine, where that is less than its disks hold. */
static bool is_capped(const struct derive *x, int r)
{
	return r == FLEET_DISK && x->ask->most_disk > 0 && x->c->usable[r] == x->ask->most_disk;
}

static void demand(struct derive *x, int r)
{
	const struct fleet_ask *ask = x->ask;
	double ratio = x->d[r] / x->c->usable[r], count = fmax(1, ceil(ratio * (1 - 1e-9)));

	head(x, fleet_resource_names[r]);
	put_amount(x, r, ask->certain[r] ? x->d[r] : number_round(x->d[r], 4));
	if (isinf(x->c->usable[r])) {
		buf_add_c(x->out, ", which nothing bounds\n");
		return;
	}
	buf_add_c(x->out, " / ");
	if (is_capped(x, r)) {
		put_amount(x, r, ask->most_disk);
		buf_add_c(x->out, " a machine at most");
	} else {
		buf_char(x->out, '(');
		put_one(x, r);
		buf_add_c(x->out, " × ");
		put_percent(x, fleet_limit(ask, r));
		buf_char(x->out, ')');
	}
	buf_add_c(x->out, " = ");
	derive_put_number(
		x, ratio,
		ratio < 100
			? 3
			: 2 + (unsigned)fmin(log10(ratio),
	                             14)); /* a digit after the point, so that what it is rounded up to is not below it */
	buf_add_c(x->out, " → ");
	put_machines(x, count);
	buf_add_c(x->out, r == x->c->binds ? ", which binds\n" : "\n");
}

/* ---- how many ---- */

static double derive_largest(const struct derive *x)
{
	double most = 0;

	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (x->ask->demand[r])
			most = fmax(most, ceil(x->d[r] / x->c->usable[r] * (1 - 1e-9)));
	return most;
}

/* Several resources that have to hold at once, in a share of the cases, may take more than each of them alone. */
static void derive_together(struct derive *x)
{
	double alone = fmax(derive_largest(x), x->ask->least);

	if (x->c->needed == x->ask->least && derive_largest(x) < x->ask->least) {
		head(x, "least");
		put_machines(x, x->ask->least);
		buf_add_c(x->out, " at least\n");
	} else if (x->c->needed > alone) {
		head(x, "together");
		put_machines(x, x->c->needed);
		buf_add_c(x->out, " hold all of it at once in ");
		put_percent(x, x->ask->sure);
		buf_add_c(x->out, " of the cases\n");
	}
}

static void spare(struct derive *x)
{
	if (!(x->ask->spare > 0))
		return;
	head(x, "spare");
	derive_put_number(x, x->c->needed, 17);
	buf_add_c(x->out, " + ");
	derive_put_number(x, x->ask->spare, 17);
	buf_add_c(x->out, " that may fail = ");
	put_machines(x, x->c->needed + x->ask->spare);
	buf_char(x->out, '\n');
}

static void zones(struct derive *x)
{
	double n = x->c->needed + x->ask->spare, zones = x->ask->zones;

	if (zones <= 1)
		return;
	head(x, "zones");
	if (x->ask->zone_loss)
		buf_printf(x->out, "one of %.0f may be lost: ", zones);
	else
		buf_printf(x->out, "the same in each of %.0f: ", zones);
	buf_printf(x->out, "%.0f × ceil(", zones);
	derive_put_number(x, n, 17);
	buf_printf(x->out, " / %.0f) = ", x->ask->zone_loss ? zones - 1 : zones);
	put_machines(x, fleet_total(x->ask, x->c->needed));
	buf_char(x->out, '\n');
}

static void owned(struct derive *x)
{
	head(x, "there are");
	put_machines(x, x->c->total);
	buf_printf(x->out, ", of which %.0f have to hold it\n", x->c->alive);
}

/* ---- what it costs ---- */

static void volumes(struct derive *x)
{
	const struct fleet_candidate *c = x->c;

	if (!c->volume)
		return;
	head(x, arena_printf(x->a, "%.*s", STR(c->volume->name)).p);
	if (!isnan(x->d[FLEET_DISK])) {
		put_amount(x, FLEET_DISK, x->d[FLEET_DISK]);
		buf_add_c(x->out, " / ");
		put_percent(x, x->ask->max_disk);
		buf_add_c(x->out, " / ");
		derive_put_number(x, c->alive, 17);
		buf_add_c(x->out, " = ");
	}
	derive_put_number(x, c->size, 17);
	buf_add_c(x->out, " GiB");
	if (!isnan(x->d[FLEET_IOPS])) {
		buf_add_c(x->out, ", ");
		derive_put_number(x, c->iops, 4);
		buf_add_c(x->out, " iops");
	}
	if (!isnan(x->d[FLEET_THROUGHPUT])) {
		buf_add_c(x->out, ", ");
		derive_put_number(x, c->rate, 4);
		buf_add_c(x->out, " MiB/s");
	}
	buf_printf(x->out, " a machine, in %.0f volume%s: ", c->volumes, c->volumes == 1 ? "" : "s");
	put_money(x, c->volume_price);
	buf_add_c(x->out, "/month\n");
}

static void bill(struct derive *x)
{
	const struct fleet_candidate *c = x->c;

	head(x, "bill");
	if (x->ask->copies > 1)
		buf_printf(x->out, "%.0f copies × ", x->ask->copies);
	derive_put_number(x, c->total, 17);
	buf_add_c(x->out, c->volume ? " × (" : " × ");
	buf_char(x->out, '$');
	number_write(x->out, c->machine->price[x->ask->pay].mean, 6, NUMBER_PLAIN);
	buf_add_c(x->out, "/hour × 730 h/month");
	if (x->ask->discount > 0) {
		buf_add_c(x->out, " × (1 - ");
		put_percent(x, x->ask->discount);
		buf_char(x->out, ')');
	}
	if (c->volume) {
		buf_add_c(x->out, " + ");
		put_money(x, c->volume_price);
		buf_add_c(x->out, "/month)");
	}
	put_bill(x, c->bill);
}

void fleet_derive(struct buf *out, struct unit_registry *units, const struct fleet_lists *l,
                  const struct fleet_ask *ask, const struct fleet_candidate *c)
{
	struct arena scratch;
	struct derive x = {.out = out, .a = &scratch, .units = units, .lists = l, .ask = ask, .c = c};

	arena_init(&scratch);
	double *column = arena_array(&scratch, double, ask->samples);
	fleet_demand_at(ask, fmax(ask->sure, c->volume && ask->samples > 1 ? c->level : 0), column, x.d);
	head(&x, "machine");
	buf_printf(out, "%.*s%s\n", STR(c->machine->name), ask->machine.len ? "" : ": the least bill");
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (ask->demand[r])
			demand(&x, r);
	if (ask->machines > 0) {
		owned(&x);
	} else {
		derive_together(&x);
		spare(&x);
		zones(&x);
	}
	volumes(&x);
	bill(&x);
	arena_release(&scratch);
}
