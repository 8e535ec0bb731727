/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trust.c - the words of verdicts. */
#include "store/trust.h"

static const char *const names[] = {"good", "fair", "poor", "too noisy", ""};

const char *verdict_name(enum verdict v)
{
	return names[v];
}

enum verdict verdict_read(struct str name)
{
	enum verdict v = VERDICT_GOOD;

	while (v < VERDICT_NONE && !str_eq(name, str_from_c(names[v])))
		v++;
	return v;
}

bool verdict_is_doubtful(struct str name)
{
	enum verdict v = verdict_read(name);

	return v == VERDICT_POOR || v == VERDICT_NOISY;
}
