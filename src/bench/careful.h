/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * careful.h - one pass in a process of its own: the layout of memory, which moves results by some per cent, is another
 * each time.
 */
#ifndef BOTE_CAREFUL_H
#define BOTE_CAREFUL_H

#include "bench/campaign.h"

/*
 * Run this program again with `words`, the arguments of ours, to make one pass of what is still wanted, and take over
 * what it found. False when it could not be run; what went wrong with an operation is in its trial.
 */
bool careful_pass(struct campaign *c, unsigned number, char *const *words);
/* The other side: make pass `number`, and write it to `fd`. */
void careful_child(struct campaign *c, unsigned number, int fd);

#endif
