/* SPDX-License-Identifier: GPL-3.0-or-later */
/* need.c - one type of machine: what it gives, how many hold a load, and what they cost. */
#include <math.h>

#include "fleet/choose.h"

#define GIB 1073741824.0
#define MIB 1048576.0

enum { VOLUMES_MAX = 24, HOURS_A_MONTH = 730, MORE_MACHINES = 256 };

static bool need_asked(const struct fleet_ask *ask, int resource)
{
	return ask->demand[resource] != NULL;
}

static bool need_disks(const struct fleet_ask *ask)
{
	return need_asked(ask, FLEET_DISK) || need_asked(ask, FLEET_IOPS) || need_asked(ask, FLEET_THROUGHPUT);
}

double fleet_limit(const struct fleet_ask *ask, int resource)
{
	switch (resource) {
	case FLEET_CPU: return ask->max_cpu;
	case FLEET_MEMORY: return ask->max_memory;
	case FLEET_DISK: return ask->max_disk;
	default: return ask->max_io;
	}
}

static double need_data_limit(const struct fleet_ask *ask)
{
	return ask->most_disk > 0 ? ask->most_disk : INFINITY;
}

/* What of a resource can be used on one machine; NAN: not known. */
static double need_own(const struct fleet_ask *ask, const struct fleet_machine *m, double speed, int resource)
{
	double has = m->has[resource], share = fleet_limit(ask, resource);

	switch (resource) {
	case FLEET_CPU: return (has * speed - ask->node_cpu) * share;
	case FLEET_MEMORY: return (has - ask->node_memory) * share;
	case FLEET_DISK: return isnan(has) ? has : fmin(has * share, need_data_limit(ask));
	default: return has * share;
	}
}

static double need_attached(const struct fleet_ask *ask, const struct fleet_machine *m, const struct fleet_volume *v,
                            int resource)
{
	double many = VOLUMES_MAX * fleet_limit(ask, resource);

	switch (resource) {
	case FLEET_DISK:
		return isnan(v->max_size) ? need_data_limit(ask) : fmin(v->max_size * GIB * many, need_data_limit(ask));
	case FLEET_IOPS: return v->max_iops * many;
	default:
		return isnan(m->attach) || isnan(v->max_rate) ? NAN : fmin(m->attach * ask->max_io, v->max_rate * MIB * many);
	}
}

/* Speed of a core against that of the machine on which the CPU time was measured. */
static double need_speed(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_machine *m)
{
	const struct fleet_machine *on = ask->measured          ? ask->measured
	                                 : ask->measured_on.len ? fleet_machine(lists, ask->measured_on)
	                                                        : NULL;

	return on ? m->speed / on->speed : 1;
}

static bool need_lacks(int *lack, int *resource, enum fleet_lack why, int of)
{
	*lack = (int)why;
	*resource = of;
	return false;
}

bool fleet_candidate(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_machine *m,
                     const struct fleet_volume *v, struct fleet_candidate *c, int *lack, int *resource)
{
	double speed = need_speed(lists, ask, m);
	const struct fleet_price *price = &m->price[ask->pay];

	*c = (struct fleet_candidate){.machine = m, .volume = v, .binds = -1, .holds = 1, .level = 1};
	*lack = -1;
	if (isnan(price->mean))
		return need_lacks(lack, resource, price->text.len ? FLEET_LACK_CURRENCY : FLEET_LACK_PRICE, 0);
	if (isnan(speed))
		return need_lacks(lack, resource, FLEET_LACK_SPEED, 0);
	if (m->has[FLEET_CPU] * speed <= ask->node_cpu || m->has[FLEET_MEMORY] <= ask->node_memory)
		return false;
	c->price = price->mean * HOURS_A_MONTH * (1 - ask->discount);
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		bool of_disk = r >= FLEET_DISK;
		c->usable[r] = INFINITY;
		if (!need_asked(ask, r))
			continue;
		if (of_disk && !v && isnan(m->has[FLEET_DISK]))
			return false; /* it has no disks of its own */
		c->usable[r] = of_disk && v ? need_attached(ask, m, v, r) : need_own(ask, m, speed, r);
		if (isnan(c->usable[r]))
			return need_lacks(lack, resource, FLEET_LACK_FIGURE, r);
	}
	return !v || need_disks(ask);
}

double fleet_need(const struct fleet_ask *ask, const struct fleet_candidate *c, const double *d, int *binds)
{
	double ratio = 0;

	*binds = -1;
	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (!isnan(d[r]) && d[r] / c->usable[r] > ratio) {
			ratio = d[r] / c->usable[r];
			*binds = r;
		}
	double needed = ceil(ratio * (1 - 1e-9));
	if (needed >= ask->least)
		return needed;
	*binds = -1;
	return ask->least;
}

/* One resource after the other, so that each is a loop over plain columns. */
void fleet_needs(const struct fleet_ask *ask, const struct fleet_candidate *c, double *out)
{
	double certain = 0;
	uint32_t n = ask->samples;

	for (int r = 0; r < FLEET_RESOURCES; r++)
		if (ask->demand[r] && ask->certain[r])
			certain = fmax(certain, ask->demand[r][0] / c->usable[r]);
	for (uint32_t i = 0; i < n; i++)
		out[i] = certain;
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		const double *d = ask->certain[r] ? NULL : ask->demand[r], one = 1 / c->usable[r];
		for (uint32_t i = 0; d && i < n; i++)
			out[i] = d[i] * one > out[i] ? d[i] * one : out[i];
	}
	for (uint32_t i = 0; i < n; i++) {
		double needed = ceil(out[i] * (1 - 1e-9));
		out[i] = needed < ask->least ? ask->least : needed;
	}
}

double fleet_share(const struct fleet_ask *ask, const struct fleet_candidate *c, double *room)
{
	uint32_t n = ask->samples, good = 0;

	for (uint32_t i = 0; i < n; i++)
		room[i] = 0;
	for (int r = 0; r < FLEET_RESOURCES; r++) {
		const double *d = ask->demand[r], most = d ? fleet_bought(ask, c, r) / (1 - 1e-9) : 0;
		if (d && ask->certain[r] && d[0] > most)
			return 0;
		for (uint32_t i = 0; d && !ask->certain[r] && i < n; i++)
			room[i] += d[i] > most;
	}
	for (uint32_t i = 0; i < n; i++)
		good += room[i] == 0;
	return (double)good / n;
}

double fleet_total(const struct fleet_ask *ask, double needed)
{
	double n = needed + ask->spare;

	return ask->zones * ceil(n / (ask->zones - (ask->zone_loss ? 1 : 0)));
}

static double need_alive(const struct fleet_ask *ask, double total)
{
	return total - ask->spare - (ask->zone_loss ? ceil(total / ask->zones) : 0);
}

static double or_zero(double x)
{
	return isnan(x) ? 0 : x;
}

/* Above what is free in so many volumes. */
static double need_paid(double wanted, double volumes, double free)
{
	return fmax(0, wanted - volumes * or_zero(free));
}

static double need_volumes(const struct fleet_volume *v, double size, double iops, double rate)
{
	double n = 1;

	n = fmax(n, ceil(size / v->max_size - 1e-9));
	n = fmax(n, ceil(iops / v->max_iops - 1e-9));
	return fmax(n, ceil(rate / v->max_rate - 1e-9));
}

void fleet_buy(const struct fleet_ask *ask, const double *d, struct fleet_candidate *c)
{
	const struct fleet_volume *v = c->volume;

	c->total = ask->machines > 0 ? ask->machines : fleet_total(ask, c->needed);
	c->alive = need_alive(ask, c->total);
	c->size = c->iops = c->rate = c->volumes = c->volume_price = 0;
	if (v) {
		c->size = ceil(or_zero(d[FLEET_DISK]) / ask->max_disk / c->alive / GIB - 1e-9);
		c->iops = or_zero(d[FLEET_IOPS]) / ask->max_io / c->alive;
		c->rate = or_zero(d[FLEET_THROUGHPUT]) / ask->max_io / c->alive / MIB;
		c->volumes = need_volumes(v, c->size, c->iops, c->rate);
		c->volume_price = c->size * v->price + need_paid(c->iops, c->volumes, v->free_iops) * or_zero(v->iops_price) +
		                  need_paid(c->rate, c->volumes, v->free_rate) * or_zero(v->rate_price);
	}
	c->machine_bill = ask->copies * c->total * c->price;
	c->bill = c->machine_bill + ask->copies * c->total * c->volume_price;
}

/*
 * In each volume something is free: more machines than are needed may cost less, by no more than what is paid for iops
 * and throughput, and the last GiB of each.
 */
void fleet_buy_more(const struct fleet_ask *ask, const double *d, struct fleet_candidate *c)
{
	struct fleet_candidate best = *c, more = *c;
	double most = ask->most > 0 ? ask->most : INFINITY;
	double saving = c->volume ? ask->copies * c->total * (c->volume_price - (c->size - 1) * c->volume->price) : 0;

	if (!c->volume || ask->machines > 0)
		return;
	while (more.needed < most && more.needed < c->needed + MORE_MACHINES) {
		more.needed++;
		fleet_buy(ask, d, &more);
		if (more.machine_bill - c->machine_bill >= saving)
			break;
		if (more.bill < best.bill)
			best = more;
	}
	*c = best;
}

/* What of a resource all machines that are alive give, at the share that may be used. */
double fleet_bought(const struct fleet_ask *ask, const struct fleet_candidate *c, int resource)
{
	const struct fleet_volume *v = c->volume;
	double one = c->usable[resource];

	if (v && resource == FLEET_DISK)
		one = fmin(c->size * GIB * ask->max_disk, need_data_limit(ask));
	else if (v && resource == FLEET_IOPS)
		one = fmax(c->iops, c->volumes * or_zero(v->free_iops)) * ask->max_io;
	else if (v && resource == FLEET_THROUGHPUT)
		one = fmin(one, fmax(c->rate, c->volumes * or_zero(v->free_rate)) * MIB * ask->max_io);
	return one * c->alive;
}

void fleet_demand(const struct fleet_ask *ask, uint32_t i, double *d)
{
	for (int r = 0; r < FLEET_RESOURCES; r++)
		d[r] = !ask->demand[r] ? NAN : ask->demand[r][ask->certain[r] ? 0 : i];
}

static double need_volume_has(const struct fleet_candidate *c, int resource)
{
	switch (resource) {
	case FLEET_DISK: return c->size * GIB;
	case FLEET_IOPS: return fmax(c->iops, c->volumes * or_zero(c->volume->free_iops));
	default: return c->machine->attach;
	}
}

double fleet_has(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_candidate *c,
                 int resource)
{
	const struct fleet_machine *m = c->machine;

	if (resource >= FLEET_DISK && c->volume)
		return need_volume_has(c, resource);
	switch (resource) {
	case FLEET_CPU: return m->has[resource] * need_speed(lists, ask, m) - ask->node_cpu;
	case FLEET_MEMORY: return m->has[resource] - ask->node_memory;
	default: return m->has[resource];
	}
}

const struct fleet_machine *fleet_machine(const struct fleet_lists *lists, struct str name)
{
	for (uint32_t i = 0; i < lists->machine_count; i++)
		if (str_eq(lists->machines[i].name, name))
			return &lists->machines[i];
	return NULL;
}
