/* SPDX-License-Identifier: GPL-3.0-or-later */
/* machines.h - the price lists of a session. */
#ifndef BOTE_MACHINES_H
#define BOTE_MACHINES_H

#include "fleet/fleet.h"

struct session;
struct machines;

/* Puts the functions that choose machines into the session's engine. Lists are read when a fleet is first asked for. */
struct machines *machines_new(struct session *s);
void machines_free(struct machines *m);
struct machines *session_machines(struct session *s);

/* What there is to choose from; how sure it has to be is the session's setting. */
struct fleet *machines_fleet(struct machines *m);

/* A list of one's own, read after all others; with `only` instead of them. */
void machines_add_list(struct machines *m, struct str path, bool only);

#endif
