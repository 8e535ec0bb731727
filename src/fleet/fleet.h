/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet.h - the choice of machines as a function of the language, for the sheet formulas/fleet/fleet.bote. */
#ifndef BOTE_FLEET_H
#define BOTE_FLEET_H

#include "eval/native.h"
#include "fleet/fleet_advice.h"
#include "fleet/list.h"

/*
 * What a session knows of machines. `lists` are read when a fleet is first asked for: `load` does it, and returns false
 * with `d` filled.
 */
struct fleet {
	struct fleet_book book;
	bool loaded;
	uint64_t tried; /* unit_version() when its prices were last tried */
	bool (*load)(void *ctx, struct fleet *f, struct diag *d);
	void *ctx;
	struct unit_registry *units;
	double sure; /* share of the samples in which a fleet has to hold */
	struct fleet_reader reader;
	/* Given for every fleet that does not say so itself. */
	struct str only, pay, measured_on;
	/* The last question, kept when somebody wants to look closer: its columns live in `kept`. NULL: nobody does. */
	struct fleet_ask *ask;
	struct fleet_lists *lists; /* with the machines of the sheet that asked */
	struct arena *kept;
	struct buf *derivation; /* where somebody wants to know how the choice comes about */
};

/* The table of functions: fleet_choice and fleet_word. `f` outlives it. */
void fleet_natives(struct fleet *f, struct native table[3]);

/* The lists, read if need be. */
bool fleet_ready(struct fleet *f, struct diag *d);

#endif
