/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_unit.c - definitions and unit words as they come: products keep their worth, conversions lead back. */
#include <assert.h>
#include <math.h>

#include "../unit/prelude.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool close_to(double a, double b)
{
	return a == b || fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)) || !isnormal(a) || !isnormal(b);
}

static double worth(const struct units *u)
{
	return factor_apply(units_base(u), 1);
}

static void check_form(const struct units *u)
{
	assert(u->n <= UNITS_MAX);
	for (unsigned i = 0; i < u->n; i++) {
		assert(u->term[i].exp != 0);
		for (unsigned k = 0; k < i; k++) {
			assert((u->term[i].unit->hard & u->term[k].unit->hard) == 0);
			assert(u->term[i].unit->root != u->term[k].unit->root);
		}
	}
}

static void check_shown(struct unit_registry *reg, const struct units *u, struct buf *out)
{
	struct factor scale;
	struct units best = units_best(u, 12345, &scale);

	assert(close_to(worth(&best) * factor_apply(scale, 1), worth(u)));
	best = units_best_time(reg, u, 12345, &scale);
	assert(close_to(worth(&best) * factor_apply(scale, 1), worth(u)));
	buf_reset(out);
	units_write(out, u, true);
	units_spell(out, u);
}

/* Multiplies `total` by the word. */
static void use_word(struct unit_registry *reg, struct str word, int power, struct units *total, struct buf *out)
{
	struct units u, again;
	struct factor scale, back;
	struct str near[3];

	if (!unit_lookup(reg, word, &u, &scale, NULL)) {
		assert(unit_classify(reg, word) < 0);
		unit_nearest(reg, word, near, 3);
		return;
	}
	assert(unit_classify(reg, word) >= 0);
	assert(unit_lookup(reg, word, &again, &back, NULL) && units_equal(&u, &again));
	check_shown(reg, &u, out);

	struct units before = *total;
	struct factor own = FACTOR_ONE;

	if (!units_times(total, &u, power, &own)) {
		*total = (struct units){0};
		return;
	}
	check_form(total);
	assert(close_to(worth(total) * factor_apply(own, 1), worth(&before) * pow(worth(&u), power)));
	check_shown(reg, total, out);
	if (units_convert(total, &u, &scale) == UNITS_SAME) {
		assert(units_convert(&u, total, &back) == UNITS_SAME);
		assert(close_to(factor_apply(scale, 1) * factor_apply(back, 1), 1));
	}
}

/* Does unit_index() take something of it? That cannot be taken back, and points into the text. */
static bool is_indexed(struct str text)
{
	struct str line;

	while (str_next_line(&text, &line)) {
		line = str_trim(line);
		if (str_starts(line, S("unit")) || str_starts(line, S("alias")) || str_starts(line, S("noun")))
			return true;
	}
	return false;
}

/* The shipped units are read once, but for a text that adds to them for good. */
static struct unit_registry *registry_for(struct str text)
{
	static struct unit_registry *shared;

	if (is_indexed(text))
		return prelude_registry();
	if (!shared)
		shared = prelude_registry();
	return shared;
}

static void give_back(struct unit_registry *reg, struct str text)
{
	if (is_indexed(text))
		unit_registry_free(reg);
	else
		unit_take_back(reg, 0);
}

/* Lines that define are added, some of them twice; in the others each word is used. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	const struct str all = {(const char *)data, size};
	struct str text = all, line;
	struct unit_registry *reg = registry_for(all);
	struct units total = {0};
	struct buf out = {0};

	unit_index(reg, text);
	while (str_next_line(&text, &line)) {
		if (line.len > 0 && line.p[0] == '!') {
			prelude_add(reg, str_cut(line, 1, line.len), true);
			continue;
		}
		for (size_t at = 0; at < line.len;) {
			size_t end = str_find_char(line, ' ', at);
			int power = 1;

			if (line.p[at] == '/' && ++at <= line.len)
				power = -1;
			use_word(reg, str_cut(line, at, end), power, &total, &out);
			at = end + 1;
		}
	}
	buf_release(&out);
	give_back(reg, all);
	return 0;
}
