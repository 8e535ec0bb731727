/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_words.c - what the parser asks about words: units, cells, what may be counted. */
#include "eval/builtin.h"
#include "session/session_parts.h"

static enum word_class classify(void *ctx, struct str word)
{
	struct session *s = ctx;
	int class = s->line_units ? unit_classify(s->line_units, word) : -1;

	if (class < 0)
		class = unit_classify(s->engine.units, word);
	return class < 0 ? WORD_OTHER : class == UNIT_NOUN ? WORD_NOUN : WORD_UNIT;
}

static unsigned nearest_unit(void *ctx, struct str word, struct str *out, unsigned max)
{
	return unit_nearest(((struct session *)ctx)->engine.units, word, out, max);
}

static enum word_measure session_words_measure(void *ctx, struct str word)
{
	static const enum word_measure of[DIM_COUNT] = {
		[DIM_DATA] = MEASURE_DATA, [DIM_TIME] = MEASURE_TIME, [DIM_MONEY] = MEASURE_MONEY};
	struct units u;
	struct factor scale;
	struct dim dim;
	enum word_measure m = MEASURE_OTHER;
	int dims = 0;

	if (!unit_lookup(((struct session *)ctx)->engine.units, word, &u, &scale, NULL))
		return MEASURE_OTHER;
	if (units_soft(&u))
		return units_has_noun(&u) ? MEASURE_NOUN : MEASURE_NUMBER;
	dim = units_dim(&u);
	for (int i = 0; i < DIM_COUNT; i++) {
		dims += dim.exp[i] != 0;
		m = dim.exp[i] == 1 ? of[i] : dim.exp[i] ? MEASURE_RATE : m;
	}
	return dims == 1 && !units_has_noun(&u) ? m : MEASURE_RATE;
}

/* A function of the sheet, or one that ships. */
static enum call_class call_class(void *session, struct str name)
{
	const struct own_function *own = sheet_function(((struct session *)session)->sheet, name);

	return own ? builtin_call_of(own->statement->more->param_count, own->statement->more->param_count)
	           : builtin_call(name);
}

static bool any_case(void *ctx, struct str word, struct str *proper)
{
	return unit_any_case(((struct session *)ctx)->engine.units, word, proper);
}

static bool known(void *ctx, struct str word)
{
	struct session *s = ctx;

	return builtin_find(word) || sheet_function(s->sheet, word) || facts_find(s->facts, word, NULL);
}

static bool countable(void *ctx, struct str word)
{
	struct session *s = ctx;

	struct str proper;

	if (s->settings.strict || known(ctx, word) || !unit_countable(s->engine.units, word))
		return false;
	/* An api beside an API is another word; four letters would be known in any case. */
	return !any_case(ctx, word, &proper) ||
	       (word.len < 4 && !parse_any_case(word) && classify(ctx, proper) == WORD_NOUN);
}

static bool session_words_count(void *ctx, struct str word, struct str *like, struct str *many)
{
	return unit_count(((struct session *)ctx)->engine.units, word, like, many);
}

static bool is_cell(void *ctx, struct str word, unsigned slip)
{
	struct sheet *sheet = ((struct session *)ctx)->sheet;

	if (slip == 0)
		return sheet_find(sheet, word) != NULL;
	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++)
		if (str_distance(sheet_cell(sheet, i)->name, word, slip) <= slip)
			return true;
	return false;
}

/*
 * The words alone, in a registry that goes when the line was parsed; what they are worth is found out when it is
 * carried out.
 */
static void session_words_declare(void *ctx, struct str line)
{
	struct session *s = ctx;
	struct unit_decl decl;
	struct arena a;
	struct str value;

	if (!line.len) {
		unit_registry_free(s->line_units);
		s->line_units = NULL;
		return;
	}
	if (!s->line_units)
		s->line_units = unit_registry_new(NULL, NULL);
	arena_init(&a);
	if (unit_decl_read(&a, line, &decl, &value)) {
		decl.base = -1;
		unit_add(s->line_units, &decl, true);
	}
	arena_release(&a);
}

void session_words(struct session *s)
{
	s->vocabulary = (struct vocabulary){
		.classify = classify,
		.call = call_class,
		.nearest = nearest_unit,
		.ctx = s,
		.measure = session_words_measure,
		.any_case = any_case,
		.count = session_words_count,
		.countable = countable,
		.known = known,
		.is_cell = is_cell,
		.cells = s,
		.declare = session_words_declare,
	};
}
