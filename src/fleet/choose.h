/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choose.h - how many machines of each type hold a load, what they cost, and which are the cheapest. */
#ifndef BOTE_CHOOSE_H
#define BOTE_CHOOSE_H

#include "base/arena.h"
#include "fleet/catalog.h"

/* What is asked: demands of one copy, all machines together, and the limits. See formulas/fleet/fleet.bote for each. */
struct fleet_ask {
	const double *demand[FLEET_RESOURCES]; /* NULL: not asked for; else `samples` numbers, or one where `certain` */
	bool certain[FLEET_RESOURCES];
	uint32_t samples;                         /* 1 when all is certain */
	double least, most, spare, zones, copies; /* most: 0 for no limit */
	bool zone_loss;
	double node_cpu, node_memory, most_disk;      /* most_disk: 0 for no limit */
	double max_cpu, max_io, max_memory, max_disk; /* shares, 0 to 1 */
	struct str only, machine, store, measured_on;
	const struct fleet_machine *measured; /* that of measured_on, where it was looked up already; else NULL */
	bool fits;                            /* the lists hold only what `only` lets through */
	double machines;                      /* a number one has already; 0: to be found */
	enum fleet_pay pay;
	double discount;
	double sure; /* share of the samples in which the fleet has to hold */
};

/* One type of machine, with its own disks or with attached volumes, and the fleet that holds the load. */
struct fleet_candidate {
	const struct fleet_machine *machine;
	const struct fleet_volume *volume; /* attached, or NULL */
	double usable[FLEET_RESOURCES];    /* of one machine, for what is asked; INFINITY where nothing bounds it */
	double price;                      /* of one machine, $/month */
	double needed;                     /* machines before spare and zones */
	double total;                      /* of one copy */
	double alive; /* of those, the ones that have to hold the load: without spare ones and a lost zone */
	double size, volumes, iops, rate; /* of one machine: GiB, how many volumes, iops and MiB/s bought */
	double volume_price;              /* of one machine, $/month */
	double machine_bill, bill;        /* of all copies, $/month; the bill has the volumes */
	double holds;                     /* share of the samples */
	int binds;                        /* enum fleet_resource, or -1: `least` */
	double level;                     /* of the demands it was bought at: 1 when they are certain */
};

/* Why machines were left out. */
enum fleet_lack { FLEET_LACK_FIGURE, FLEET_LACK_PRICE, FLEET_LACK_SPEED, FLEET_LACK_CURRENCY, FLEET_LACKS };
struct fleet_left_out {
	enum fleet_lack why;
	int resource;    /* of FLEET_LACK_FIGURE */
	struct str unit; /* of FLEET_LACK_CURRENCY */
	uint32_t count;
	struct str providers; /* "gcp, azure" */
};

/* The machine that comes nearest where nothing holds: what it gives of the resource that fails. */
struct fleet_nearest {
	const struct fleet_machine *machine;
	int resource;
	double gives, has;
};

enum { FLEET_LEFT_OUT_MAX = 12 };

struct fleet_choice {
	struct fleet_candidate *best; /* one a family, cheapest first, or all of them; in the arena */
	uint32_t count;
	struct fleet_candidate fewer; /* at most half the machines for at most 15 % more; machine NULL: there is none */
	struct fleet_left_out left_out[FLEET_LEFT_OUT_MAX];
	uint32_t left_out_count;
	uint32_t looked_at;           /* types that met `only` */
	struct fleet_nearest nearest; /* when count is 0 */
	bool interrupted;             /* Ctrl-C came: the rest is not to be used */
};

/*
 * Work it out. With `all` every candidate is listed, else the best of each family: of those within 1 % of its least
 * bill the one with the fewest machines. Cheapest first. Nothing holds: count is 0.
 */
void fleet_choose(const struct fleet_lists *lists, const struct fleet_ask *ask, bool all, uint32_t rows,
                  struct arena *a, struct fleet_choice *out);

/*
 * Every candidate there is, least bill first, bought at the level `sure` of each demand by itself: whether that holds
 * them together is not looked at.
 */
void fleet_candidates(const struct fleet_lists *lists, const struct fleet_ask *ask, struct arena *a,
                      struct fleet_choice *out);
/* The same of certain demands where only the first of the answer counts: nothing else of *out is to be read. */
void fleet_cheapest(const struct fleet_lists *lists, const struct fleet_ask *ask, struct arena *a,
                    struct fleet_choice *out);

/* The machine of a name, or NULL. */
const struct fleet_machine *fleet_machine(const struct fleet_lists *lists, struct str name);

/* Volumes and bill of a candidate at certain demands `d` (NAN: not asked), for `alive` machines out of `total`. */
void fleet_buy(const struct fleet_ask *ask, const double *d, struct fleet_candidate *c);
/* The same with more machines than are needed, where that costs less. `needed` is what is bought then. */
void fleet_buy_more(const struct fleet_ask *ask, const double *d, struct fleet_candidate *c);
/* Machines that a certain load needs, before spare ones and zones; INFINITY where no number of them does. */
double fleet_need(const struct fleet_ask *ask, const struct fleet_candidate *c, const double *d, int *binds);
/* The same for each sample: room for all of them. */
void fleet_needs(const struct fleet_ask *ask, const struct fleet_candidate *c, double *out);
/* The share of the samples that what was bought holds; `room` is for as many numbers. */
double fleet_share(const struct fleet_ask *ask, const struct fleet_candidate *c, double *room);
/* Spare machines and zones on top of what is needed: all of one copy. */
double fleet_total(const struct fleet_ask *ask, double needed);
/* The samples' demands at index i. NAN for what is not asked. */
void fleet_demand(const struct fleet_ask *ask, uint32_t i, double *d);
/* Each demand at the level q of its samples; `column` is room for all of them. */
void fleet_demand_at(const struct fleet_ask *ask, double q, double *column, double *d);
/* What of a resource all machines of one copy that have to hold the load give, at the share that may be used. */
double fleet_bought(const struct fleet_ask *ask, const struct fleet_candidate *c, int resource);
/*
 * What one machine has of a resource beyond what is kept for its system; of attached volumes what was bought, and of
 * their throughput what the machine can carry. NAN: not known.
 */
double fleet_has(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_candidate *c,
                 int resource);
/* How full a machine may be of what `resource` is, a share. */
double fleet_limit(const struct fleet_ask *ask, int resource);
/* The machine and its usable parts, or false where it is not a candidate; *lack is why, -1 for a limit. */
bool fleet_candidate(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_machine *m,
                     const struct fleet_volume *v, struct fleet_candidate *c, int *lack, int *resource);

#endif
