/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalog.h - machines and volumes that can be rented or bought, as price lists have them. */
#ifndef BOTE_CATALOG_H
#define BOTE_CATALOG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* What a machine gives and a load needs. Numbers are in base units: cores, B, B/s, B, 1/s, B/s. */
enum fleet_resource {
	FLEET_CPU,
	FLEET_MEMORY,
	FLEET_NETWORK,
	FLEET_DISK,
	FLEET_IOPS,
	FLEET_THROUGHPUT,
	FLEET_RESOURCES
};
/* "cpu", "memory" ... */
extern const char *const fleet_resource_names[FLEET_RESOURCES];
/* The parameter of fleet that says how full it may be: "max_cpu", "max_memory" ... */
extern const char *const fleet_limit_names[FLEET_RESOURCES];

/* How a machine is paid for. */
enum fleet_pay { FLEET_ON_DEMAND, FLEET_1Y, FLEET_3Y, FLEET_SPOT, FLEET_PAYS };
/* "on demand", "1y", "3y", "spot" */
extern const char *const fleet_pay_names[FLEET_PAYS];

/*
 * Dollars an hour. `mean` counts; `low` and `high` differ where the list has a range. NAN: not known. Where that is
 * because nobody defined its unit, `text` is what the list says ("0.1649 EUR/h").
 */
struct fleet_price {
	double mean, low, high;
	struct str text;
};

/* A type of machine. Unknown numbers are NAN: unknown is not zero. */
struct fleet_machine {
	struct str name, family;     /* the family is its name up to the last '.' or '-' */
	struct str kind;             /* "machine", or "cache", "kafka", "db": those are taken only where asked for */
	struct str tags;             /* words between blanks: "aws us-east-1 arm" */
	struct str from, date;       /* of the row, or of its list */
	double has[FLEET_RESOURCES]; /* network: what it keeps up; disk, iops and throughput: of its own disks */
	double burst, attach, speed; /* bytes a second, bytes a second to volumes, speed of a core (only ratios count) */
	struct fleet_price price[FLEET_PAYS];
	bool own; /* it is in the sheet, not in a list */
};

/* A kind of volume that can be attached. Sizes in GiB, rates as in the list: iops, MiB/s. NAN: not known. */
struct fleet_volume {
	struct str name, tags, from, date;
	double price;                           /* $/GiB/month */
	double max_size;                        /* GiB */
	double free_iops, iops_price, max_iops; /* free of charge in each volume; $/iops/month */
	double free_rate, rate_price, max_rate; /* in MiB/s; $/(MiB/s)/month */
};

/* All that is known: of several lists, a later row with a known name in the place of the earlier one. */
struct fleet_lists {
	struct fleet_machine *machines;
	uint32_t machine_count;
	struct fleet_volume *volumes;
	uint32_t volume_count;
	uint32_t replaced;         /* rows that shipped, and that a list of the user's or a sheet has anew */
	struct str replaced_first; /* the name of the first of them */
};

/* Count a row that takes the place of one of its name. */
void fleet_lists_replaced(struct fleet_lists *l, struct str name);
/* Is `word` one of the tags, or is it the name of the family or kind? */
bool fleet_tagged(const struct fleet_machine *m, struct str word);
/* The words of `only`: each must be a tag, `!word` must not be one. Empty fits all. */
bool fleet_fits(const struct fleet_machine *m, struct str only);
bool fleet_volume_fits(const struct fleet_volume *v, struct str only, const struct fleet_machine *m);
/* The provider, which is the first tag: "aws". */
struct str fleet_provider(const struct fleet_machine *m);
/* Take the next word off the front of *rest. False when there is none left. */
bool fleet_next_word(struct str *rest, struct str *word);

#endif
