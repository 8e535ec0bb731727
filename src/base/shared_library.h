/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shared_library.h - shared libraries that are loaded with their first use: few runs of bote need one, and loading it
 * takes as long as reading and answering a line.
 */
#ifndef BOTE_SHARED_LIBRARY_H
#define BOTE_SHARED_LIBRARY_H

struct library {
	const char *name;   /* as its makers write it */
	const char *soname; /* "libjansson.so.4" */
	void *handle;       /* once it is loaded, until the end of the program */
};

/* The function `symbol` of it; NULL where it is not there, with why in `message`. Without memory the program ends. */
void *library_find(struct library *library, const char *symbol, char message[128]);

#endif
