/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unit.c - the registry: names are indexed at once, definitions read when they are needed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "units/registry.h"

struct unit_registry *unit_registry_new(bool (*define)(void *ctx, struct unit_registry *reg, struct str line), void *ctx)
{
	struct unit_registry *reg = xcalloc(1, sizeof(*reg));

	reg->define = define;
	reg->ctx = ctx;
	arena_init(&reg->arena);
	arena_init(&reg->word_arena);
	return reg;
}

void unit_registry_free(struct unit_registry *reg)
{
	if (!reg)
		return;
	free(reg->records);
	free(reg->names);
	free(reg->slots);
	free(reg->words);
	free(reg->compounds);
	arena_release(&reg->arena);
	arena_release(&reg->word_arena);
	free(reg);
}

/* ---- names ---- */

static void slot_put(struct unit_registry *reg, uint32_t index)
{
	uint32_t at = reg->names[index].hash & reg->slot_mask;

	while (reg->slots[at])
		at = (at + 1) & reg->slot_mask;
	reg->slots[at] = index + 1;
}

void registry_reserve(struct unit_registry *reg, size_t more)
{
	size_t want = (reg->name_count + more) * 2, size = reg->slots ? reg->slot_mask + 1 : 64;

	if (reg->name_count + more > reg->name_cap) {
		reg->name_cap = reg->name_count + more > reg->name_cap * 2 ? reg->name_count + more : reg->name_cap * 2;
		reg->names = xrealloc(reg->names, reg->name_cap * sizeof(*reg->names));
	}
	if (reg->slots && size >= want)
		return;
	while (size < want)
		size *= 2;
	free(reg->slots);
	reg->slots = xcalloc(size, sizeof(*reg->slots));
	reg->slot_mask = (uint32_t)size - 1;
	for (uint32_t i = 0; i < reg->name_count; i++)
		slot_put(reg, i);
}

const struct name *registry_find(const struct unit_registry *reg, struct str word, uint32_t hash, bool behind)
{
	if (!reg->slots)
		return NULL;
	for (uint32_t at = hash & reg->slot_mask; reg->slots[at]; at = (at + 1) & reg->slot_mask) {
		const struct name *n = &reg->names[reg->slots[at] - 1];

		if (n->hash == hash && n->behind <= behind && str_eq(name_str(n), word))
			return n;
	}
	return NULL;
}

void registry_name(struct unit_registry *reg, struct str name, uint32_t record)
{
	bool behind = name.len > 1 && name.p[name.len - 1] == '-';
	struct str word = {name.p, name.len - behind};
	uint32_t hash = str_hash(word);

	if (word.len > UNIT_WORD_MAX || registry_find(reg, word, hash, behind))
		return;
	if (reg->name_count == reg->name_cap || reg->name_count * 2 >= reg->slot_mask)
		registry_reserve(reg, 1);
	reg->names[reg->name_count] = (struct name){word.p, hash, record, (uint16_t)word.len, behind};
	slot_put(reg, (uint32_t)reg->name_count++);
}

uint32_t registry_record(struct unit_registry *reg, struct str line, int kind)
{
	if (reg->record_count == reg->record_cap)
		reg->records = xgrow(reg->records, reg->record_count, &reg->record_cap, sizeof(*reg->records));
	reg->records[reg->record_count] = (struct record){
		.line = line, .kind = (uint8_t)kind, .first_name = (uint32_t)reg->name_count,
	};
	return (uint32_t)reg->record_count++;
}

static void index_line(struct unit_registry *reg, struct str line)
{
	struct str rest = line, name;
	int kind = decl_kind(&rest);
	bool more = true;

	if (kind < 0)
		return;

	uint32_t record = registry_record(reg, line, kind);

	while (more && decl_next_name(&rest, &name, &more))
		registry_name(reg, name, record);
}

void unit_index(struct unit_registry *reg, struct str text)
{
	struct str line;

	/* Such a text has a name for every twenty bytes or so; the table grows if it has more. */
	registry_reserve(reg, text.len / 20);
	while (str_next_line(&text, &line))
		if (line.len > 0 && line.p[0] != '/')
			index_line(reg, line);
	registry_forget(reg);
}

/* ---- definitions ---- */

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * "12", "1/100" and "60 s" are most of all definitions and need no evaluator: three of them
 * stand between a day and the second, and that is before the first answer. False for all else.
 */
static bool read_simple(struct unit_registry *reg, struct str text, struct unit_decl *decl)
{
	char room[64], *end;
	struct factor scale;

	if (text.len == 0 || text.len >= sizeof(room) || !digit(text.p[0]))
		return false;
	memcpy(room, text.p, text.len);
	room[text.len] = '\0';
	decl->value = factor_from(strtod(room, &end));
	if (*end == '/' && digit(end[1]))
		decl->value = factor_times(decl->value, factor_from(strtod(end + 1, &end)), -1);
	if (*end == '\0')
		return true;
	if (*end++ != ' ' || !unit_lookup(reg, str_from_c(end), &decl->meaning, &scale, NULL))
		return false;
	decl->value = factor_times(decl->value, scale, 1);
	return true;
}

static bool define(struct unit_registry *reg, struct str line)
{
	struct unit_decl decl;
	struct str value;

	if (unit_decl_read(&reg->arena, line, &decl, &value))
		return false;
	if (decl.kind == DECL_NOUN || decl.base >= 0 || read_simple(reg, value, &decl))
		return unit_add(reg, &decl, false) == NULL;
	return reg->define && reg->define(reg->ctx, reg, line);
}

const struct unit *registry_unit(struct unit_registry *reg, uint32_t index)
{
	struct record *r = &reg->records[index];

	if (r->state == RECORD_INDEXED && reg->depth < UNIT_DEPTH_MAX) {
		r->state = RECORD_BUSY;
		reg->depth++;

		bool done = define(reg, r->line);

		reg->depth--;
		r = &reg->records[index]; /* they may have moved */
		if (!done || r->state != RECORD_DEFINED)
			r->state = RECORD_FAILED;
	}
	return r->state == RECORD_DEFINED ? r->unit : NULL;
}

static void define_all(struct unit_registry *reg)
{
	for (uint32_t i = 0; i < reg->record_count; i++)
		registry_unit(reg, i);
}

/* ---- adding ---- */

static bool same_measure(const struct unit *u, const struct units *flat)
{
	struct units left;
	struct factor scale = FACTOR_ONE;

	units_copy(&left, flat);
	return units_times(&left, u->meaning, -1, &scale) && left.n == 0;
}

/* The unit that stands for all that measure what `u` does. */
static const struct unit *find_root(struct unit_registry *reg, const struct unit *u)
{
	if (!u->meaning)
		return u;
	if (!u->compound)
		return u->meaning->term[0].unit->root;
	for (size_t i = 0; i < reg->compound_count; i++)
		if (reg->compounds[i]->hard == u->hard && same_measure(reg->compounds[i], u->meaning))
			return reg->compounds[i];
	if (reg->compound_count == reg->compound_cap)
		reg->compounds = xgrow(reg->compounds, reg->compound_count, &reg->compound_cap, sizeof(*reg->compounds));
	reg->compounds[reg->compound_count++] = u;
	return u;
}

static const char *make_of(struct unit_registry *reg, struct unit *u, const struct units *meaning)
{
	struct units flat;
	struct factor ignored = FACTOR_ONE;

	units_copy(&flat, meaning);
	if (!units_flatten(&flat, &ignored))
		return "is made of too much";
	u->inverse = flat.n > 0;
	for (unsigned i = 0; i < flat.n; i++) {
		const struct term *t = &flat.term[i];
		int exp = abs(t->exp);

		if (exp > u->reach)
			u->reach = (uint8_t)exp;
		u->hard |= t->unit->hard;
		u->nouns |= t->unit->nouns;
		u->inverse &= t->exp < 0;
	}
	u->dim = units_dim(&flat);
	u->compound = flat.n > 1 || (flat.n == 1 && flat.term[0].exp != 1);
	if (flat.n > 0) {
		struct units *copy = arena_new(&reg->arena, struct units);

		units_copy(copy, &flat);
		u->meaning = copy;
	}
	return NULL;
}

static const char *make_base(struct unit_registry *reg, struct unit *u, int base)
{
	if (reg->bases[base])
		return "is a second base unit of its dimension";
	u->dim.exp[base] = 1;
	u->hard = (uint8_t)(1 << base);
	u->reach = 1;
	reg->bases[base] = u;
	return NULL;
}

/* Fill in all but the names. */
static const char *make_unit(struct unit_registry *reg, struct unit *u, const struct unit_decl *decl)
{
	const char *wrong = NULL;

	u->base = FACTOR_ONE;
	u->families = decl->families;
	if (decl->kind == DECL_NOUN) {
		u->class = UNIT_NOUN;
		u->nouns = true;
		u->reach = 1;
	} else if (decl->base >= 0) {
		u->class = UNIT_QUANTITY;
		wrong = make_base(reg, u, decl->base);
	} else if (!(decl->value.num > 0) || !(decl->value.den > 0) || !isfinite(decl->value.num / decl->value.den)) {
		return "does not stand for a number above zero";
	} else if (decl->kind == DECL_ALIAS) {
		struct units *copy = arena_new(&reg->arena, struct units);

		units_copy(copy, &decl->meaning);
		u->class = UNIT_ALIAS;
		u->meaning = copy;
		u->base = decl->value;
	} else {
		u->base = factor_times(units_base(&decl->meaning), decl->value, 1);
		wrong = make_of(reg, u, &decl->meaning);
		u->class = u->hard ? UNIT_QUANTITY : u->nouns ? UNIT_NOUN : UNIT_NUMBER;
	}
	if (wrong)
		return wrong;
	u->root = u->class == UNIT_ALIAS ? u : find_root(reg, u);
	u->bits = u->hard == 1 << DIM_DATA && !u->compound && u->base.num == 1 && u->base.den == 8;
	u->binary_kb = reg->binary_kb && u->hard == 1 << DIM_DATA && !u->bits;
	return NULL;
}

static void spell_unit(struct unit_registry *reg, struct unit *u, const struct unit_decl *decl)
{
	struct arena *a = &reg->arena;
	struct str made;

	u->doc = arena_str(a, decl->doc);
	u->one = arena_str(a, decl->names[0]);
	made = u->class != UNIT_NUMBER && has_plural(decl->kind, u->one) ? plural_of(a, u->one) : u->one;
	if (decl->name_count == 1)
		u->many = made;
	else if (decl->kind == DECL_NOUN || str_eq(decl->names[1], made))
		u->many = arena_str(a, decl->names[1]);
	else
		u->many = u->one;
	u->symbol = u->one;
	for (unsigned i = 0; i < decl->name_count; i++)
		if (str_ends(decl->names[i], S("-")))
			u->symbol = arena_str(a, str_cut(decl->names[i], 0, decl->names[i].len - 1));
}

/* Bytes above ASCII are letters here: the micro sign, words of other languages. */
static bool good_name(struct str s)
{
	if (str_eq(s, S("$")) || str_eq(s, S("%")))
		return true;
	if (str_ends(s, S("-")))
		s.len--;
	if (s.len == 0 || s.len > UNIT_WORD_MAX || (s.p[0] >= '0' && s.p[0] <= '9'))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!(c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
			return false;
	}
	return true;
}

static struct name *find_name(struct unit_registry *reg, struct str written)
{
	bool behind = str_ends(written, S("-")) && written.len > 1;
	struct str word = str_cut(written, 0, written.len - behind);

	return (struct name *)registry_find(reg, word, str_hash(word), behind);
}

#define NO_RECORD UINT32_MAX

/*
 * The record that `decl` defines: the one of which it has the main name, if that is being
 * defined or may be replaced. Others get a new one.
 */
static uint32_t find_record(struct unit_registry *reg, const struct unit_decl *decl, bool replace)
{
	const struct name *first = find_name(reg, decl->names[0]);

	if (!first)
		return NO_RECORD;

	uint8_t state = reg->records[first->record].state;

	if (!replace && state != RECORD_BUSY && state != RECORD_FAILED)
		return NO_RECORD;
	return &reg->names[reg->records[first->record].first_name] == first ? first->record : NO_RECORD;
}

/* Does a name belong to a unit other than that of `record`? */
static bool names_taken(struct unit_registry *reg, const struct unit_decl *decl, uint32_t record)
{
	for (unsigned i = 0; i < decl->name_count; i++) {
		const struct name *n = find_name(reg, decl->names[i]);

		if (n && n->record != record)
			return true;
	}
	return false;
}

static void give_names(struct unit_registry *reg, const struct unit_decl *decl, uint32_t record)
{
	for (unsigned i = 0; i < decl->name_count; i++) {
		struct name *n = find_name(reg, decl->names[i]);

		if (n)
			n->record = record;
		else
			registry_name(reg, arena_str(&reg->arena, decl->names[i]), record);
	}
	reg->records[record].first_name = (uint32_t)(find_name(reg, decl->names[0]) - reg->names);
}

static const char *check_decl(struct unit_registry *reg, const struct unit_decl *decl, bool replace)
{
	if (decl->name_count == 0)
		return "has no name";
	for (unsigned i = 0; i < decl->name_count; i++)
		if (!good_name(decl->names[i]))
			return "has a name that is not a word";
	if (!replace && names_taken(reg, decl, find_record(reg, decl, false)))
		return "is already a unit";
	return NULL;
}

const char *unit_add(struct unit_registry *reg, const struct unit_decl *decl, bool replace)
{
	const char *wrong = check_decl(reg, decl, replace);

	if (wrong)
		return wrong;
	/* What is defined by the old one must not depend on whether it was looked up yet. */
	if (replace && names_taken(reg, decl, NO_RECORD))
		define_all(reg);

	struct unit *u = arena_new(&reg->arena, struct unit);

	wrong = make_unit(reg, u, decl);
	if (wrong)
		return wrong;
	spell_unit(reg, u, decl);

	size_t names = reg->name_count;
	uint32_t record = find_record(reg, decl, replace);

	if (record == NO_RECORD)
		record = registry_record(reg, S(""), decl->kind);
	give_names(reg, decl, record);

	struct record *r = &reg->records[record];

	/* A word that waited for its definition was not remembered as anything else. */
	if (reg->name_count != names || r->state >= RECORD_DEFINED || replace)
		registry_forget(reg);
	r->unit = u;
	r->state = RECORD_DEFINED;
	r->kind = (uint8_t)decl->kind;
	r->nocase = decl->nocase;
	return NULL;
}

/* ---- all of them ---- */

void unit_set_binary_kb(struct unit_registry *reg, bool on)
{
	if (reg->binary_kb == on)
		return;
	reg->binary_kb = on;
	for (size_t i = 0; i < reg->record_count; i++) {
		struct unit *u = (struct unit *)reg->records[i].unit;

		if (u && u->class == UNIT_QUANTITY && u->hard == 1 << DIM_DATA && !u->bits)
			u->binary_kb = on;
	}
	registry_forget(reg);
}

void unit_each(struct unit_registry *reg, void (*visit)(void *ctx, const struct unit *u, const struct str *names, unsigned count), void *ctx)
{
	struct arena a;

	define_all(reg);
	arena_init(&a);

	/* Names in order of their records: count, add up, place. */
	uint32_t *start = arena_array(&a, uint32_t, reg->record_count + 2);
	struct str *names = arena_array(&a, struct str, reg->name_count + 1);

	for (size_t i = 0; i < reg->name_count; i++)
		if (!reg->names[i].behind)
			start[reg->names[i].record + 2]++;
	for (size_t i = 2; i < reg->record_count + 2; i++)
		start[i] += start[i - 1];
	for (size_t i = 0; i < reg->name_count; i++)
		if (!reg->names[i].behind)
			names[start[reg->names[i].record + 1]++] = name_str(&reg->names[i]);
	for (size_t i = 0; i < reg->record_count; i++)
		if (reg->records[i].state == RECORD_DEFINED && start[i + 1] > start[i])
			visit(ctx, reg->records[i].unit, names + start[i], start[i + 1] - start[i]);
	arena_release(&a);
}
