/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unit_add.c - a declaration becomes a unit: what it is made of, how it is written, which names lead to it. */
#include <math.h>
#include <stdlib.h>

#include "units/registry.h"

/* ---- what it measures ---- */

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
	u->counted = decl->counted;
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

/* ---- how it is written, and its names ---- */

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
static bool unit_add_good_name(struct str s)
{
	if (str_eq(s, S("$")) || str_eq(s, S("%")))
		return true;
	if (str_ends(s, S("-")))
		s.len--;
	if (s.len == 0 || s.len > UNIT_WORD_MAX || char_is_digit(s.p[0]))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_name(s.p[i]))
			return false;
	return true;
}

static struct name *unit_add_find_name(struct unit_registry *reg, struct str written)
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
static uint32_t unit_add_find_record(struct unit_registry *reg, const struct unit_decl *decl, bool replace)
{
	const struct name *first = unit_add_find_name(reg, decl->names[0]);

	if (!first)
		return NO_RECORD;

	uint8_t state = reg->records[first->record].state;

	if (!replace && state != RECORD_BUSY && state != RECORD_FAILED)
		return NO_RECORD;
	return reg->records[first->record].first_name == first - reg->names ? first->record : NO_RECORD;
}

/* Does a name belong to a unit other than that of `record`? One that was taken back has left its names. */
static bool names_taken(struct unit_registry *reg, const struct unit_decl *decl, uint32_t record)
{
	for (unsigned i = 0; i < decl->name_count; i++) {
		const struct name *n = unit_add_find_name(reg, decl->names[i]);

		if (n && n->record != record && reg->records[n->record].state != RECORD_FAILED)
			return true;
	}
	return false;
}

/* ---- taking back ---- */

static void unit_add_remember(struct unit_registry *reg, struct unit_change change)
{
	reg->changes = xgrow(reg->changes, reg->change_count, &reg->change_cap, sizeof(*reg->changes));
	reg->changes[reg->change_count++] = change;
}

/* Definitions that are worked out because a word was looked up stay; they would be again. */
static void remember_record(struct unit_registry *reg, uint32_t record)
{
	if (reg->records[record].state != RECORD_BUSY)
		unit_add_remember(reg, (struct unit_change){.index = record, .record = reg->records[record]});
}

size_t unit_changes(const struct unit_registry *reg)
{
	return reg->change_count;
}

uint64_t unit_version(const struct unit_registry *reg)
{
	return reg->version;
}

void unit_keep(struct unit_registry *reg, size_t changes)
{
	reg->change_count = changes;
}

/* A word that was none before still has its name, and is nobody's. */
bool unit_take_back(struct unit_registry *reg, size_t changes)
{
	bool some = reg->change_count > changes;

	while (reg->change_count > changes) {
		const struct unit_change *c = &reg->changes[--reg->change_count];

		if (c->of_name)
			reg->names[c->index].record = c->name_record;
		else
			reg->records[c->index] = c->record;
	}
	if (some)
		registry_forget(reg);
	return some;
}

/* ---- adding ---- */

/* The record of names that were taken back: it is never defined, and of no name the main one. */
static uint32_t nobody(struct unit_registry *reg)
{
	if (!reg->nobody) {
		reg->nobody = registry_record(reg, S(""), DECL_UNIT) + 1;
		reg->records[reg->nobody - 1].state = RECORD_FAILED;
		reg->records[reg->nobody - 1].first_name = NO_RECORD;
	}
	return reg->nobody - 1;
}

static struct name *name_there(struct unit_registry *reg, struct str word)
{
	if (!unit_add_find_name(reg, word))
		registry_name(reg, arena_str(&reg->arena, word), nobody(reg));
	return unit_add_find_name(reg, word);
}

static void give_names(struct unit_registry *reg, const struct unit_decl *decl, uint32_t record)
{
	for (unsigned i = 0; i < decl->name_count; i++) {
		struct name *n = name_there(reg, decl->names[i]);

		if (n->record != record)
			unit_add_remember(reg, (struct unit_change){
									   .of_name = true, .index = (uint32_t)(n - reg->names), .name_record = n->record});
		n->record = record;
	}
	reg->records[record].first_name = (uint32_t)(unit_add_find_name(reg, decl->names[0]) - reg->names);
}

static const char *check_decl(struct unit_registry *reg, const struct unit_decl *decl, bool replace)
{
	if (decl->name_count == 0)
		return "has no name";
	for (unsigned i = 0; i < decl->name_count; i++)
		if (!unit_add_good_name(decl->names[i]))
			return "has a name that is not a word";
	if (!replace && names_taken(reg, decl, unit_add_find_record(reg, decl, false)))
		return "is already a unit";
	return NULL;
}

/* "noun pastes" is "noun paste, pastes". */
static const struct unit_decl *with_singular(struct unit_registry *reg, const struct unit_decl *decl,
                                             struct unit_decl *both, struct str names[2])
{
	if (decl->kind != DECL_NOUN || decl->name_count != 1)
		return decl;
	names[0] = unit_singular(&reg->arena, decl->names[0]);
	names[1] = decl->names[0];
	if (str_eq(names[0], names[1]))
		return decl;
	*both = *decl;
	both->names = names;
	both->name_count = 2;
	return both;
}

const char *unit_add(struct unit_registry *reg, const struct unit_decl *given, bool replace)
{
	struct str names_of_noun[2];
	struct unit_decl noun;
	const struct unit_decl *decl = with_singular(reg, given, &noun, names_of_noun);
	const char *wrong = check_decl(reg, decl, replace);

	if (wrong)
		return wrong;
	/* What is defined by the old one must not depend on whether it was looked up yet, nor who is first to be a base. */
	if (replace && (decl->base >= 0 || names_taken(reg, decl, NO_RECORD)))
		registry_define_all(reg);

	struct unit *u = arena_new(&reg->arena, struct unit);

	wrong = make_unit(reg, u, decl);
	if (wrong)
		return wrong;
	spell_unit(reg, u, decl);

	size_t names = reg->name_count;
	uint32_t record = unit_add_find_record(reg, decl, replace);

	if (record == NO_RECORD) {
		record = registry_record(reg, S(""), decl->kind);
		reg->records[record].state = RECORD_FAILED; /* which it is again when it is taken back */
	}
	remember_record(reg, record);
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

/* ---- products with a name ---- */

const struct unit *unit_named(struct unit_registry *reg, struct str name, const struct units *meaning,
                              struct factor value)
{
	struct unit_decl decl = {
		.kind = DECL_UNIT, .names = &name, .name_count = 1, .base = -1, .meaning = *meaning, .value = value};
	struct unit *u = arena_new(&reg->arena, struct unit);

	if (make_unit(reg, u, &decl))
		return NULL;
	for (size_t i = 0; i < reg->named_count; i++) {
		const struct unit *old = reg->named[i];

		if (str_eq(old->one, name) && old->base.num == u->base.num && old->base.den == u->base.den)
			return old;
	}
	u->one = u->many = u->symbol = arena_str(&reg->arena, name);
	reg->named = xgrow(reg->named, reg->named_count, &reg->named_cap, sizeof(*reg->named));
	reg->named[reg->named_count++] = u;
	return u;
}

static bool same_parts(const struct units *a, const struct units *b)
{
	bool same = a->n == b->n;

	for (unsigned i = 0; same && i < a->n; i++)
		same = a->term[i].unit == b->term[i].unit && a->term[i].prefix == b->term[i].prefix;
	return same;
}

const struct units *unit_parts(struct unit_registry *reg, const struct units *parts)
{
	for (size_t i = 0; i < reg->parts_count; i++)
		if (same_parts(reg->parts[i], parts))
			return reg->parts[i];
	reg->parts = xgrow(reg->parts, reg->parts_count, &reg->parts_cap, sizeof(*reg->parts));
	reg->parts[reg->parts_count] = arena_new(&reg->arena, struct units);
	*reg->parts[reg->parts_count] = *parts;
	return reg->parts[reg->parts_count++];
}
