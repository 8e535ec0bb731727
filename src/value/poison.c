/* SPDX-License-Identifier: GPL-3.0-or-later */
/* poison.c - reasons carried in the payload of a NaN. */
#include <assert.h>
#include <string.h>

#include "value/value.h"

/*
 * IEEE 754 gives a quiet NaN 51 bits of payload. The reason is in bits 32 to 39, the
 * place in bits 0 to 23. A NaN that the processor makes by itself (0/0) has no
 * reason there, so the two are told apart.
 */
#define QUIET_NAN 0x7ff8000000000000u
#define WHY_SHIFT 32
#define WHY_MASK 0xffu
#define WHERE_MASK 0xffffffu

double poison_make(enum poison why, uint32_t where)
{
	uint64_t bits = QUIET_NAN | (uint64_t)why << WHY_SHIFT | (where & WHERE_MASK);
	double x;

	assert(why >= POISON_NONE && why <= POISON_REQUIRE);
	memcpy(&x, &bits, sizeof(x));
	return x;
}

enum poison poison_read(double x, uint32_t *where)
{
	uint64_t bits;
	unsigned why;

	if (!is_poison(x))
		return 0;
	memcpy(&bits, &x, sizeof(bits));
	why = bits >> WHY_SHIFT & WHY_MASK;
	if (why < POISON_NONE || why > POISON_REQUIRE) {
		*where = WHERE_MASK;
		return POISON_DOMAIN;
	}
	*where = bits & WHERE_MASK;
	return why;
}
