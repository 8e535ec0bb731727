/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embed.h - the text files that are compiled in, so that `./bote` works from anywhere. */
#ifndef BOTE_EMBED_H
#define BOTE_EMBED_H

#include <stddef.h>

#include "base/str.h"

/* embed.c is generated from the files under formulas/ and examples/. */
struct embedded {
	struct str path; /* "formulas/server/utilisation.bote" */
	struct str text; /* its contents; ends with a NUL that is not counted */
};

/* In byte order of path. */
extern const struct embedded embedded_files[];
extern const size_t embedded_count;

/*
 * The first whose path is not before `path`; embedded_count if all are. The files of a folder follow one another from
 * there on.
 */
size_t embedded_from(struct str path);
/* The contents under exactly this path, or NULL. */
const struct embedded *embedded_find(struct str path);

#endif
