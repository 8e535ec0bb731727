/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libexec.h - the programs that come with bote and are started when they are needed, and the module that is loaded, so
 * that their libraries cost nothing else.
 */
#ifndef BOTE_LIBEXEC_H
#define BOTE_LIBEXEC_H

#include "base/arena.h"

/*
 * The path of a helper such as "bote-bench": beside the running program (in the build tree), else in the
 * libexec folder. NULL when there is none that can be run.
 */
const char *libexec_path(struct arena *a, const char *name);

#endif
