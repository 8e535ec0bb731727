/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_sum.c - a sum taken apart. */
#include "report/build_parts.h"

static bool is_sum(const struct node *n)
{
	return n->kind == NODE_BINARY && n->op == OP_ADD && !n->tight;
}

uint32_t build_summands(const struct node *n, const struct node **out, uint32_t most)
{
	const struct node *first;
	uint32_t count = 1;

	while (n->kind == NODE_CONVERT && n->count)
		n = n->kids[0];
	for (first = n; is_sum(first); first = first->kids[0])
		count++;
	if (count > most)
		return 0;
	for (uint32_t i = count; i > 1; i--, n = n->kids[0])
		out[i - 1] = n->kids[1];
	out[0] = n;
	return count;
}
