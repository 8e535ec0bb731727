/* SPDX-License-Identifier: GPL-3.0-or-later */
/* labs.c - which labs there are, in the order in which the article takes up what they show. */
#include "lab/labs.h"

const struct lab *const lab_table[] = {
	&lab_queue,
};
const unsigned lab_count = sizeof(lab_table) / sizeof(lab_table[0]);

const struct lab *lab_find(struct str name)
{
	for (unsigned i = 0; i < lab_count; i++)
		if (str_eq(str_from_c(lab_table[i]->name), name))
			return lab_table[i];
	return NULL;
}
