/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_request.h - what is asked of a lab: its parameters, and the one that has alternatives. */
#ifndef BOTE_LAB_REQUEST_H
#define BOTE_LAB_REQUEST_H

#include "lab/lab.h"
#include "session/session.h"

enum { ALTERNATIVES = 8 };

struct lab_request {
	struct str name;
	struct str like; /* a sheet whose parameters are taken where they have the names of the lab's, or empty */
	struct given *given;
	size_t count;
	bool trace, verbose;
	uint32_t steps;
	struct str varied; /* the parameter that has alternatives, or empty */
	size_t varied_at;
	struct str listed; /* as they were typed */
	struct str values[ALTERNATIVES];
	uint32_t value_count;           /* 1 without */
	struct str script_path, script; /* the file of script=FILE, and what is in it */
};

/* From words; an empty name: the list is asked for. False with what is wrong in `o`. */
bool lab_request_read(struct lab_request *r, size_t argc, const struct str *argv, struct outcome *o);
/* Then for the lab that it is: parameters of a sheet (--like), files of scripts, lists and alternatives. */
bool lab_request_finish(struct session *s, const struct lab *lab, struct lab_request *r, struct outcome *o);
/* What is wrong in a value is shown where it was typed, "which=9", and in a script where that is. */
void lab_request_blame(const struct lab_request *r, uint32_t k, struct outcome *o);

/* ---- lab_list.c ---- */
void list_labs(struct session *s, struct outcome *o);

#endif
