/* SPDX-License-Identifier: GPL-3.0-or-later */
/* registry.h - the inside of the unit registry, shared by the files of this folder. */
#ifndef BOTE_REGISTRY_H
#define BOTE_REGISTRY_H

#include "units/unit.h"

#define UNIT_WORD_MAX 64  /* bytes; no longer word is a unit */
#define UNIT_DEPTH_MAX 32 /* definitions that wait for one another */
#define UNIT_EXPONENT_MAX 100
#define TIME_LADDER 8 /* units in which a time may be shown */

/* ---- prefixes (prefix.c) ---- */

#define PREFIX_STEPS 8 /* in each of the series below, smallest first */

enum prefix_series { SERIES_DECIMAL, SERIES_BINARY, SERIES_OLD_KB };

const struct prefix *prefix_series(enum prefix_series series);
/* The series in which a quantity in `t` is to be shown. */
enum prefix_series prefix_series_of(const struct term *t);
/* The prefix that is typed the same when `set kb 1024` holds, by their places. */
uint8_t prefix_old_kb(uint8_t place);
/*
 * Call `visit` for each prefix `word` may begin with, in symbols or `spelled` out, until it returns true. Says whether
 * it did.
 */
bool prefix_each(struct str word, bool (*visit)(void *ctx, const struct prefix *p, struct str rest, bool spelled),
                 void *ctx);

/* ---- definition lines (decl.c) ---- */

/* The first word of a definition line: a DECL_ kind, or -1 for any other line. It is taken off `line`. */
int decl_kind(struct str *line);
/* Take the next of a list of names off *rest; *more says whether a comma followed. False when there is none. */
bool decl_next_name(struct str *rest, struct str *name, bool *more);

/* ---- plurals (plural.c) ---- */

/* Symbols have no plural ("hs", "GBs"): of units, only lower-case names of three letters and more are words. */
bool has_plural(int kind, struct str one);
/* "query" -> "queries", "leaf" -> "leaves", "data" -> "data", in `a`. */
struct str plural_of(struct arena *a, struct str one);
enum { SINGULARS_MAX = 4 };
/*
 * The words `many` could be the plural of, the likeliest first; returns how many. `room` must hold
 * UNIT_WORD_MAX + 1 bytes and live as long as `out` is read; of a longer word there are none.
 */
unsigned singulars_of(struct str many, struct str out[SINGULARS_MAX], char *room);

/* ---- lookup (lookup.c) ---- */

/* What a word is, without remembering it: NULL for an unknown one. */
const struct unit *registry_peek(struct unit_registry *reg, struct str word);

/* ---- the registry ---- */

enum record_state {
	RECORD_INDEXED, /* only its names are known */
	RECORD_BUSY,    /* its definition is being read */
	RECORD_DEFINED,
	RECORD_FAILED
};

/* A definition: one line, one unit. */
struct record {
	struct str line;         /* empty for what came by unit_add */
	const struct unit *unit; /* once DEFINED */
	uint32_t first_name;     /* index of its main name */
	uint8_t state;           /* enum record_state */
	uint8_t kind;            /* of struct unit_decl */
	bool nocase;
};

/* A name as it is in a definition, with "-" when it needs a prefix. */
struct name {
	const char *p;
	uint32_t hash; /* of the name without "-" */
	uint32_t record;
	uint16_t len; /* without "-" */
	bool behind;  /* only after a prefix */
};

static inline struct str name_str(const struct name *n)
{
	return (struct str){n->p, n->len};
}

/* What unit_add did to a record or a name, so that it can be taken back. */
struct unit_change {
	bool of_name;
	uint32_t index;
	struct record record; /* as it was; FAILED for a new one */
	uint32_t name_record; /* whose name it was */
};

/* What a word was found to mean. One cache line. */
struct word {
	const char *p; /* NULL: free */
	uint32_t hash;
	uint8_t len;
	int8_t class;  /* -1: not a unit */
	uint8_t flags; /* enum unit_word_flags */
	uint8_t terms;
	struct factor scale;
	struct term term;          /* when there is just one */
	const struct units *units; /* else */
};

struct unit_registry {
	bool (*define)(void *ctx, struct unit_registry *reg, struct str line);
	void *ctx;
	struct arena arena; /* units, names that were added */

	struct record *records;
	size_t record_count, record_cap;
	struct name *names;
	size_t name_count, name_cap;
	uint32_t *slots; /* hash table of names: index + 1; 0 is free */
	uint32_t slot_mask;
	uint32_t *alike_slots; /* the same by their small letters, filled when it is first asked */
	uint32_t alike_mask;
	size_t alike_count; /* so many of the names are in it */

	struct word *words; /* what was looked up; may be forgotten at any time */
	uint32_t word_mask, word_count;
	struct arena word_arena;

	struct term times[TIME_LADDER];
	bool times_known;
	const struct unit *bases[DIM_COUNT];
	const struct unit **compounds; /* one for each thing that compound units measure */
	size_t compound_count, compound_cap;
	const struct unit **named; /* see unit_named */
	size_t named_count, named_cap;
	struct units **parts;
	size_t parts_count, parts_cap;
	struct unit_change *changes;
	size_t change_count, change_cap;
	uint64_t version; /* see unit_version */
	uint32_t nobody;  /* index + 1 of the record of names that were taken back; 0: there is none yet */
	unsigned depth;   /* definitions being read */
	bool binary_kb;
};

/* The name `word`, or NULL. `behind` says whether a prefix comes before it. */
const struct name *registry_find(const struct unit_registry *reg, struct str word, uint32_t hash, bool behind);
/* The unit of a record, defined now if need be; NULL when that fails or is already under way. */
const struct unit *registry_unit(struct unit_registry *reg, uint32_t record);
void registry_define_all(struct unit_registry *reg);
/* Forget all that was looked up. */
void registry_forget(struct unit_registry *reg);
/* Room for `more` further names in the hash table. */
void registry_name(struct unit_registry *reg, struct str name, uint32_t record);
uint32_t registry_record(struct unit_registry *reg, struct str line, int kind);

/* ---- products (product.c) ---- */

/* The factor from a term (to the power 1) to base units. */
static inline struct factor term_base(const struct term *t)
{
	return t->prefix ? factor_times(t->unit->base, term_prefix(t)->factor, 1) : t->unit->base;
}
/* How many `to` one `from` is; they measure the same thing. */
struct factor term_ratio(const struct term *from, const struct term *to);
/* a = b, without copying the unused terms. */
static inline void units_copy(struct units *a, const struct units *b)
{
	a->n = b->n;
	for (unsigned i = 0; i < b->n; i++)
		a->term[i] = b->term[i];
}
/* `u` with its compound units taken apart; *scale as in units_times. */
bool units_flatten(struct units *u, struct factor *scale);

#endif
