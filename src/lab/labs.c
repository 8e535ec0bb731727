/* SPDX-License-Identifier: GPL-3.0-or-later */
/* labs.c - which labs there are, by what they are about. */
#include "lab/labs.h"

const struct lab_group lab_groups[] = {
	{"Latency, throughput, scaling, queues", {&lab_queue}},
	{NULL, {NULL}},
};

const struct lab *lab_find(struct str name)
{
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			if (str_eq(str_from_c(g->labs[i]->name), name))
				return g->labs[i];
	return NULL;
}
