/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * grounds.h - measured.NAME and fact.NAME: names for the results that `bote bench` has stored. The store is opened
 * when such a name is first used.
 */
#ifndef BOTE_GROUNDS_H
#define BOTE_GROUNDS_H

#include "diag/diag.h"
#include "sheet/facts.h"

struct grounds;

/* They become the source of `facts`, which must go before them. */
struct grounds *grounds_new(struct facts *facts);
void grounds_free(struct grounds *g);

/* Results may have changed: read the store anew when it is next needed, and let facts forget what was made of it. */
void grounds_refresh(struct grounds *g);

/* Forget which names were read so far: what comes now is another line. */
void grounds_begin(struct grounds *g);
/*
 * Say of the names that were read since, each once in a session: which numbers fact.NAME stands for, what is out of
 * date, what was measured poorly; and, once, what is wrong with the store.
 */
void grounds_say(struct grounds *g, struct diag *d);

/* Call `visit` for each measured.NAME that has a value, and each fact.NAME that was measured or could be. */
void grounds_each(struct grounds *g, void (*visit)(void *ctx, struct str name), void *ctx);

#endif
