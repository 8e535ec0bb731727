/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unit.c - the registry: names are indexed at once, definitions read when they are needed. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "units/registry.h"

/* Room for what ships, so that nothing grows at the start. */
enum { FIRST_NAMES = 640, FIRST_RECORDS = 320, FIRST_SLOTS = 2048 };

struct unit_registry *unit_registry_new(bool (*define)(void *ctx, struct unit_registry *reg, struct str line),
                                        void *ctx)
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
	free(reg->alike_slots);
	free(reg->words);
	free(reg->compounds);
	free(reg->changes);
	free(reg->named);
	free(reg->parts);
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

static void registry_reserve(struct unit_registry *reg, size_t more)
{
	size_t want = (reg->name_count + more) * 2, size = reg->slots ? reg->slot_mask + 1 : FIRST_SLOTS;

	if (reg->name_count + more > reg->name_cap) {
		reg->name_cap = reg->name_cap ? reg->name_cap * 2 : FIRST_NAMES;
		reg->name_cap = reg->name_cap < reg->name_count + more ? reg->name_count + more : reg->name_cap;
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
	if (reg->record_count == reg->record_cap) {
		reg->record_cap = reg->record_cap ? reg->record_cap * 2 : FIRST_RECORDS;
		reg->records = xrealloc(reg->records, reg->record_cap * sizeof(*reg->records));
	}
	reg->records[reg->record_count] = (struct record){
		.line = line,
		.kind = (uint8_t)kind,
		.first_name = (uint32_t)reg->name_count,
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

	/* Such a text has a name for every dozen bytes or so; the table grows if it has more. */
	registry_reserve(reg, text.len / 12);
	while (str_next_line(&text, &line))
		if (line.len > 0 && line.p[0] != '/')
			index_line(reg, line);
	registry_forget(reg);
}

/* ---- definitions ---- */

/*
 * "12", "1/100" and "60 s" are most of all definitions and need no evaluator: three of them
 * stand between a day and the second, and that is before the first answer. False for all else.
 */
static bool read_simple(struct unit_registry *reg, struct str text, struct unit_decl *decl)
{
	char room[64], *end;
	struct factor scale;

	if (text.len == 0 || text.len >= sizeof(room) || !char_is_digit(text.p[0]))
		return false;
	memcpy(room, text.p, text.len);
	room[text.len] = '\0';
	decl->value = factor_from(strtod(room, &end));
	if (*end == '/' && char_is_digit(end[1]))
		decl->value = factor_times(decl->value, factor_from(strtod(end + 1, &end)), -1);
	if (*end == '\0')
		return true;
	if (*end++ != ' ' || !unit_lookup(reg, str_from_c(end), &decl->meaning, &scale, NULL))
		return false;
	decl->value = factor_times(decl->value, scale, 1);
	return true;
}

static bool unit_define(struct unit_registry *reg, struct str line)
{
	struct unit_decl decl;
	struct str value;

	if (!unit_decl_read(&reg->arena, line, &decl, &value))
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

		bool done = unit_define(reg, r->line);

		reg->depth--;
		r = &reg->records[index]; /* they may have moved */
		if (!done || r->state != RECORD_DEFINED)
			r->state = RECORD_FAILED;
	}
	return r->state == RECORD_DEFINED ? r->unit : NULL;
}

void registry_define_all(struct unit_registry *reg)
{
	for (uint32_t i = 0; i < reg->record_count; i++)
		registry_unit(reg, i);
}

/* ---- all of them ---- */

bool unit_set_binary_kb(struct unit_registry *reg, bool on)
{
	if (reg->binary_kb == on)
		return false;
	reg->binary_kb = on;
	for (size_t i = 0; i < reg->record_count; i++) {
		struct unit *u = (struct unit *)reg->records[i].unit;

		if (u && u->class == UNIT_QUANTITY && u->hard == 1 << DIM_DATA && !u->bits)
			u->binary_kb = on;
	}
	registry_forget(reg);
	return true;
}

void unit_each(struct unit_registry *reg,
               void (*visit)(void *ctx, const struct unit *u, const struct str *names, unsigned count), void *ctx)
{
	struct arena a;

	registry_define_all(reg);
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
