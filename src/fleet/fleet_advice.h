/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet_advice.h - how sure a choice of machines is, and what would change it. */
#ifndef BOTE_FLEET_ADVICE_H
#define BOTE_FLEET_ADVICE_H

#include "fleet/choose.h"

/* A fleet of the chosen type at one level of certainty. */
struct fleet_step {
	double sure, total, bill;
};
enum { FLEET_STEPS = 5 }; /* 50, 80, 90, 95 and 99 % */

/* How far a family's machine price must fall to win: a share of it. Above 1: it cannot. */
struct fleet_price_flip {
	const struct fleet_candidate *rival;
	double fall;
};

/* A demand times `factor` leads to another choice; factor 0: from a quarter to four times it stays. */
struct fleet_demand_flip {
	int resource;
	double factor;
	struct fleet_candidate to; /* machine NULL: nothing holds then */
};

enum fleet_limit {
	FLEET_LIMIT_MOST_DISK,
	FLEET_LIMIT_ZONE_LOSS,
	FLEET_LIMIT_SPARE,
	FLEET_LIMIT_LEAST,
	FLEET_LIMIT_MOST,
	FLEET_LIMIT_NODE_MEMORY,
	FLEET_LIMIT_ONLY,
	FLEET_LIMIT_STORE,
	FLEET_LIMITS
};

/* Without a limit the bill falls by `fall`, a share of it. */
struct fleet_limit_flip {
	enum fleet_limit limit;
	struct fleet_candidate to;
	double fall;
};

struct fleet_advice {
	struct fleet_step steps[FLEET_STEPS];
	uint32_t step_count; /* 0 where all is certain */
	struct fleet_price_flip prices[3];
	uint32_t price_count;
	struct fleet_demand_flip demands[2 * FLEET_RESOURCES];
	uint32_t demand_count;
	struct fleet_limit_flip limits[FLEET_LIMITS];
	uint32_t limit_count;
};

/* How the bill turns out where machines follow the load, and what not knowing it costs: $/month. */
struct fleet_outcome {
	double p5, p50, p95; /* of the bills of each sample's own count */
	double regret; /* mean over the samples: the bill, topped up where it does not hold, less the least that holds the
	                  sample */
};

/*
 * What would change the choice `best`, the first of `choice`. Demands that are ranges are taken at the level that was
 * bought.
 */
void fleet_advise(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_choice *choice,
                  struct arena *a, struct fleet_advice *out);

/* For each of the first `count` of a choice; ask->samples above 1. `out` has room for `count`. */
void fleet_outcomes(const struct fleet_lists *lists, const struct fleet_ask *ask, const struct fleet_choice *choice,
                    uint32_t count, struct arena *a, struct fleet_outcome *out);

#endif
