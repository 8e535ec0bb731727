/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet_words.h - machines and demands in words. */
#ifndef BOTE_FLEET_WORDS_H
#define BOTE_FLEET_WORDS_H

#include "base/buf.h"
#include "fleet/choose.h"
#include "units/unit.h"

/* "96 cores", "2 TB", "0.96 Gbit/s", "155.5 TB", "3,000 operations/s", "600 MB/s": `x` is in base units. */
void fleet_write(struct buf *out, struct unit_registry *units, int resource, double x);
/* "54 × c7g.xlarge", "15 × r7g.xlarge + gp3 12,070 GiB in 2 volumes" */
void fleet_write_machines(struct buf *out, const struct fleet_ask *ask, const struct fleet_candidate *c);
/*
 * How a fleet comes about, a line each: what each demand takes, spare machines and zones, the volumes, the bill.
 *
 *     cpu      96 cores / (4 cores × 70%) = 34.3 → 35 machines, which binds
 *     zones    one of 3 may be lost: 3 × ceil(35 / 2) = 54 machines
 *     bill     54 × $0.145/hour × 730 h/month = $5,715.90/month
 */
void fleet_derive(struct buf *out, struct unit_registry *units, const struct fleet_lists *l,
                  const struct fleet_ask *ask, const struct fleet_candidate *c);
/* "13 machines left out: network not known (gcp, azure, hetzner)" */
void fleet_write_left_out(struct buf *out, const struct fleet_left_out *l);
/*
 * Why nothing holds: "no machine holds 1 TB of memory alone (most = 1)"; where there is a machine that comes nearest,
 * what it gives, as a second sentence; what to do in *hint. In `a`.
 */
struct str fleet_why_none(struct unit_registry *units, const struct fleet_lists *l, const struct fleet_ask *ask,
                          const struct fleet_choice *choice, struct arena *a, struct str *nearest, struct str *hint);

#endif
