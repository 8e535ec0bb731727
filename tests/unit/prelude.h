/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prelude.h - a unit registry with the shipped units, for tests that have no evaluator. */
#ifndef BOTE_TEST_PRELUDE_H
#define BOTE_TEST_PRELUDE_H

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/embed.h"
#include "units/unit.h"

/* "MB/s", "tweet/user/day", "core s", "ft^2": *out and *scale as in units_times. */
static inline bool prelude_units(struct unit_registry *reg, const char *p, struct units *out, struct factor *scale)
{
	int side = 1;

	out->n = 0;
	*scale = FACTOR_ONE;
	while (*p) {
		size_t n = strcspn(p, " /^");
		int power = side;
		struct units word;
		struct factor own;

		if (n > 0) {
			if (!unit_lookup(reg, (struct str){p, n}, &word, &own, NULL))
				return false;
			p += n;
			if (*p == '^') {
				char *end;

				power *= (int)strtol(p + 1, &end, 10);
				p = end;
			}
			*scale = factor_times(*scale, own, power);
			if (out->n == 0 && power == 1)
				*out = word; /* units_times would make a number of "%" */
			else if (!units_times(out, &word, power, scale))
				return false;
		}
		if (*p)
			side = *p++ == '/' ? -1 : 1;
	}
	return true;
}

/* Add what a line defines, where "60 s", "J/s", "1/s" or "12" comes after its "=". Returns what is wrong, or NULL. */
static inline const char *prelude_add(struct unit_registry *reg, struct str line, bool replace)
{
	struct arena a;
	struct unit_decl decl;
	struct str value;
	struct factor scale;

	arena_init(&a);

	const char *wrong = unit_decl_read(&a, line, &decl, &value) ? NULL : "is no definition";

	if (!wrong && value.len > 0) {
		char *end;
		const char *text = arena_str(&a, value).p;
		double number = strtod(text, &end);

		if (!prelude_units(reg, end, &decl.meaning, &scale))
			wrong = "is made of unknown units";
		decl.value = factor_times(factor_from(end == text ? 1 : number), scale, 1);
	}
	if (!wrong)
		wrong = unit_add(reg, &decl, replace);
	arena_release(&a);
	return wrong;
}

static inline bool prelude_define(void *ctx, struct unit_registry *reg, struct str line)
{
	(void)ctx;
	return prelude_add(reg, line, false) == NULL;
}

static inline struct str prelude_text(const char *path)
{
	const struct embedded *file = embedded_find(str_from_c(path));

	return file ? file->text : S("");
}

static inline struct unit_registry *prelude_registry(void)
{
	struct unit_registry *reg = unit_registry_new(prelude_define, NULL);

	unit_index(reg, prelude_text("formulas/prelude/units.bote"));
	unit_index(reg, prelude_text("formulas/prelude/nouns.bote"));
	return reg;
}

#endif
