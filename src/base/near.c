/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near.c - a short list, kept in order. */
#include "base/near.h"

unsigned near_edits(struct str word)
{
	size_t letters = 0; /* digits are not mistyped: H100 is not p10 */

	for (size_t i = 0; i < word.len; i++)
		letters += !char_is_digit(word.p[i]);
	return letters <= 3 ? 1 : letters <= 6 ? 2 : 3;
}

void near_rank(struct near *n, struct str name, unsigned rank)
{
	unsigned most = n->most < NEAR_MOST ? n->most : NEAR_MOST, at = n->count;

	for (unsigned i = 0; i < n->count; i++)
		if (str_eq(n->names[i], name))
			return;
	while (at > 0 && n->rank[at - 1] > rank)
		at--;
	if (at == most)
		return;
	n->count += n->count < most;
	for (unsigned i = n->count - 1; i > at; i--) {
		n->names[i] = n->names[i - 1];
		n->rank[i] = n->rank[i - 1];
	}
	n->names[at] = n->keep ? arena_str(n->keep, name) : name;
	n->rank[at] = rank;
}

void near_offer(struct near *n, struct str name)
{
	unsigned edits = str_distance(n->word, name, n->limit);

	if (edits <= n->limit)
		near_rank(n, name, edits);
}

unsigned near_take(const struct near *n, struct str *out)
{
	for (unsigned i = 0; i < n->count; i++)
		out[i] = n->names[i];
	return n->count;
}
