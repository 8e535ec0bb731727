/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_sum.c - a sum taken apart. */
#include "report/build_parts.h"

static bool is_sum(const struct node *n, bool differences)
{
	return n->kind == NODE_BINARY && (n->op == OP_ADD || (differences && n->op == OP_SUB)) && !n->tight;
}

static uint32_t take_apart(const struct node *n, bool differences, const struct node **out, bool *minus, uint32_t most)
{
	const struct node *first;
	uint32_t count = 1;

	n = ast_without_conversion(n);
	for (first = n; is_sum(first, differences); first = first->kids[0])
		count++;
	if (count > most)
		return 0;
	for (uint32_t i = count; i > 1; i--, n = n->kids[0]) {
		out[i - 1] = n->kids[1];
		if (minus)
			minus[i - 1] = n->op == OP_SUB;
	}
	out[0] = n;
	return count;
}

uint32_t build_summands(const struct node *n, const struct node **out, uint32_t most)
{
	return take_apart(n, false, out, NULL, most);
}

bool build_is_sum(const struct node *n)
{
	return is_sum(n, true);
}

uint32_t build_terms(const struct node *n, const struct node **out, bool *minus, uint32_t most)
{
	minus[0] = false;
	return take_apart(n, true, out, minus, most);
}
