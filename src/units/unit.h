/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unit.h - the units bote knows, by every name they go by, and products of them. */
#ifndef BOTE_UNIT_H
#define BOTE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"

/*
 * Hard dimensions: adding, comparing or converting across them is an error.
 * Counting nouns ("soft" dimensions) are units without any of these.
 */
enum dim_base { DIM_DATA, DIM_TIME, DIM_MONEY, DIM_LENGTH, DIM_MASS, DIM_ENERGY, DIM_COUNT };

/* An exponent for each hard dimension: data/time is {1, -1, 0, ...}. */
struct dim {
	int8_t exp[DIM_COUNT];
};
static inline bool dim_same(struct dim a, struct dim b)
{
	return memcmp(a.exp, b.exp, sizeof a.exp) == 0;
}

/*
 * An exact factor num/den. Kept as a fraction so that 10 ms is 10 / 1000 s, correctly
 * rounded, and not 10 * 0.001.
 */
struct factor {
	double num, den;
};
#define FACTOR_ONE ((struct factor){1, 1})
/*
 * a * b^power; numerator and denominator are reduced when both are whole and below 2^53. What is
 * beyond all doubles becomes {infinity, 1}, whichever side of the line it left, so that it cannot
 * pass for a zero.
 */
struct factor factor_product(struct factor a, struct factor b, int power);
static inline struct factor factor_times(struct factor a, struct factor b, int power)
{
	return b.num == 1 && b.den == 1 ? a : factor_product(a, b, power); /* as it nearly always is */
}
static inline double factor_apply(struct factor f, double x)
{
	if (f.num != 1)
		x *= f.num;
	return f.den == 1 ? x : x / f.den;
}
/* The fraction a number was written as: 0.01 is 1/100, 0.3048 is 381/1250. Others stay {x, 1}. */
struct factor factor_from(double x);

/* Families of prefixes that a unit may take. */
enum prefix_family {
	PREFIX_DECIMAL = 1, /* k K M G T P E Z Y: powers of 1000 */
	PREFIX_BINARY = 2,  /* Ki Mi Gi Ti Pi Ei Zi Yi: powers of 1024 */
	PREFIX_SMALL = 4    /* m u µ n p: thousandths */
};

struct prefix {
	const char *symbol, *word; /* "M" and "mega"; also typed K for k, and u or U+03BC for the micro sign */
	struct factor factor;
	enum prefix_family family;
};
/* All of them, those of `set kb 1024` last; [0] is none. */
enum { PREFIX_PLACES = 29 };
extern const struct prefix prefix_table[PREFIX_PLACES];

enum unit_class {
	UNIT_QUANTITY, /* has hard dimensions */
	UNIT_NOUN,     /* something counted: a dimension of its own, never an error */
	UNIT_NUMBER,   /* a plain number with a name: %, dozen */
	UNIT_ALIAS     /* another way to write a product: RPS is request/s */
};

/*
 * A unit to the power `exp`: the "MB" in "MB/s" is {byte, mega, 1}. Eight of them are in each value, so it is kept
 * small.
 */
struct term {
	const struct unit *unit;
	uint8_t prefix; /* its place in prefix_table; 0 for none */
	int8_t exp;     /* never 0 */
};

/* The prefix of a term; one by which nothing changes for none. */
static inline const struct prefix *term_prefix(const struct term *t)
{
	return &prefix_table[t->prefix];
}
static inline uint8_t prefix_place(const struct prefix *p)
{
	return p ? (uint8_t)(p - prefix_table) : 0;
}

#define UNITS_MAX 8

/*
 * A product of units, as it is written. No two terms share a hard dimension or a
 * noun. Passed by value where that is handy; all zero is the plain number.
 */
struct units {
	uint8_t n;
	struct term term[UNITS_MAX];
};

struct unit {
	struct str one, many; /* how it is written below the line or for 1, and else: "day", "days" */
	enum unit_class class;
	struct dim dim;
	struct factor base; /* one of it in base units (B, s, USD, metre, g, J) and nouns; UNIT_ALIAS: in `meaning` */
	const struct units *meaning; /* what it is made of; NULL for base units, plain nouns and plain numbers */
	struct str symbol;           /* written after a prefix: "B" in "MB", "m" in "km" */
	struct str doc;              /* description, or empty */
	unsigned families;           /* of enum prefix_family */
	bool bits;                   /* counts data in bits */

	/* Worked out by unit_add, so that products are quick. */
	const struct unit *root; /* the same for all units that measure the same thing: s for min, W for horsepower */
	uint8_t hard;            /* a bit for each hard dimension in it */
	uint8_t reach;           /* largest exponent in it */
	bool compound;           /* more than one dimension or noun, or one to a power: W, Hz */
	bool inverse;            /* nothing above the line: Hz */
	bool nouns;              /* a noun is in it */
	bool counted;            /* a noun that nobody declared */
	bool binary_kb;          /* a byte while `set kb 1024` holds: kB MB ... are powers of 1024 */
};

struct unit_registry;

/*
 * A registry that knows nothing yet. It learns lines such as
 *
 *     unit s, second, seconds, sec, secs is time with small "the SI second"
 *     unit min, minute, minutes = 60 s
 *     unit metre, metres, m- is length with decimal, small
 *     alias RPS = request/s with decimal, nocase
 *     noun request, requests, req
 *
 * The first name is the one written in answers, the second its plural when it is one. A
 * regular plural need not be given: it is made when a word is looked up. A name that ends
 * with "-" is only after a prefix, so "km" is known and "m" is not. After "with" stand the
 * families of prefixes it takes, and `nocase`: upper and lower case are alike.
 *
 * The lines are indexed without reading what comes after "=": when a word of such a line is first looked
 * up, `define` is asked to work the line out and call unit_add(); it is not asked for nouns,
 * base units and what needs no evaluator (`unit dozen = 12`, `unit min = 60 s`). This
 * keeps the start of the program short: a table of some 500 names is indexed, two or
 * three of them are defined. `define` returns false when it cannot; the word is unknown then.
 */
struct unit_registry *unit_registry_new(bool (*define)(void *ctx, struct unit_registry *reg, struct str line),
                                        void *ctx);
void unit_registry_free(struct unit_registry *reg);

/*
 * Index all `unit`, `alias` and `noun` lines of a definition text, which must outlive the registry. Other lines are
 * skipped.
 */
void unit_index(struct unit_registry *reg, struct str text);

/* What a definition line says apart from its value: see unit_registry_new. */
struct unit_decl {
	enum { DECL_UNIT, DECL_ALIAS, DECL_NOUN } kind;
	const struct str *names; /* as written; what has one name has its plural made: "pallet" -> "pallets" */
	unsigned name_count;
	int base;          /* enum dim_base for "is time", else -1 */
	unsigned families; /* "with decimal, binary" */
	bool nocase;
	bool counted; /* nobody declared it */
	struct str doc;
	/* What "=" gives: `value` times `meaning`. Ignored for nouns and base units. */
	struct units meaning;
	struct factor value;
};

/*
 * Take a definition line apart, for those that need no evaluator. The names are allocated in `a`, all else points into
 * `line`. *value is the text between "=" and what follows it ("60 s"), or empty; meaning and value of *decl are left
 * at 1. False for a line that is wrong: what people write is read by the grammar, which says how.
 */
bool unit_decl_read(struct arena *a, struct str line, struct unit_decl *decl, struct str *value);
/* What "is time" and what "with decimal" say. False for other words. */
bool unit_decl_base(struct unit_decl *decl, struct str word);
bool unit_decl_option(struct unit_decl *decl, struct str word);

/*
 * Add a unit, whose plural is made where a noun has one name. Returns NULL on success, or why not: a static text such
 * as "is already a unit". The names are copied. A name of which the definition was just asked for is simply defined.
 * `replace` allows a user's sheet to redefine an existing unit: by its first name with all its other names, by another
 * name for that name alone. Results of lookups stay good.
 */
const char *unit_add(struct unit_registry *reg, const struct unit_decl *decl, bool replace);

/*
 * Definitions can be taken back: all that unit_add() did since there were so many changes. Returns whether there was
 * anything. After unit_keep() they stay for good.
 */
size_t unit_changes(const struct unit_registry *reg);
bool unit_take_back(struct unit_registry *reg, size_t changes);
void unit_keep(struct unit_registry *reg, size_t changes);
/* Another one after each definition that was added or taken back: what a word meant before it may no longer mean. */
uint64_t unit_version(const struct unit_registry *reg);

/* What a lookup found out about the word as typed. */
enum unit_word_flags {
	UNIT_WORD_LOWER_BYTES = 1, /* "kb", "mb": read as bytes, worth saying once */
	UNIT_WORD_PLURAL = 2,      /* "tweets" */
	UNIT_WORD_CAPITAL_BITS = 4 /* "MBPS": read as bits per second, worth saying once */
};

/*
 * Find the units a written word stands for: "GB", "gigabytes" and "GiB" are one term;
 * "RPS" is two, request/s; "kRPS" is that with *scale 1000, because nobody writes kilorequests. A
 * full name beats prefix + name, so "min" is a minute and never a milli-inch; case
 * matters, so "Mb" and "MB" differ, except where language.md says so (kbps in any case is
 * bits; GBps is bytes; kb mb gb tb pb are bytes).
 *
 * Returns false when nothing fits: ask unit_nearest() for suggestions. `flags` may be NULL. Results are
 * cached by word, unknown words too: a second lookup is one hash probe.
 */
bool unit_lookup(struct unit_registry *reg, struct str word, struct units *out, struct factor *scale, unsigned *flags);
/*
 * The class of the word's unit (aliases of a noun over time count as quantities), or -1 for an unknown word. As fast as
 * unit_lookup.
 */
int unit_classify(struct unit_registry *reg, struct str word);

/*
 * The spelling that `word` would have to have: "Terabytes" is "terabytes", "mbit" is "Mbit". False when no unit or noun
 * is spelled so in any case, or several are; bytes win over bits. The text lives as long as the registry.
 */
bool unit_any_case(struct unit_registry *reg, struct str word, struct str *proper);

/* ---- nouns that nobody declared ---- */

/*
 * Could `word`, which is no unit, be something counted: letters only, three or more, and not a slip of a unit of data,
 * time or money (a letter added, dropped or swapped; in six letters and more also one replaced)?
 */
bool unit_countable(struct unit_registry *reg, struct str word);
/*
 * Make it a noun, singular and plural as one; it is taken back like what unit_add() did. *like is a noun that it is a
 * slip of, or empty; *many its plural. False when it cannot be one.
 */
bool unit_count(struct unit_registry *reg, struct str word, struct str *like, struct str *many);
/* Call `visit` for each noun that was counted without a declaration. */
void unit_each_counted(struct unit_registry *reg, void (*visit)(void *ctx, const struct unit *u), void *ctx);
/* "pastes" -> "paste", "categories" -> "category", in `a`; a word that is not a plural stays what it is. */
struct str unit_singular(struct arena *a, struct str word);

/*
 * A unit of its own for a product whose words merge: "ms/s" is 1/1000, a number with a name. `value` times `meaning` is
 * what one of it is. The same one for the same name and worth; it lives as long as the registry. NULL when there is
 * none.
 */
const struct unit *unit_named(struct unit_registry *reg, struct str name, const struct units *meaning,
                              struct factor value);

/*
 * The units of `parts` one after the other, for values that are written so: h and min. The same one each time; it lives
 * as long as the registry.
 */
const struct units *unit_parts(struct unit_registry *reg, const struct units *parts);

/* `set kb 1024`: kB KB MB ... of bytes are powers of 1024 from here on. Returns whether that is something new. */
bool unit_set_binary_kb(struct unit_registry *reg, bool on);

/*
 * Up to `max` known names near `word`, nearest first (edit distance by length; a unit that differs only in
 * case first). Names with prefixes are proposed too ("Mbyt" -> "Mbyte"). Returns how many; the texts live
 * as long as the registry.
 */
unsigned unit_nearest(struct unit_registry *reg, struct str word, struct str *out, unsigned max);

/*
 * Call `visit` for each unit in order of definition, with all its names, for `bote units` and completion. Defines all
 * that is still only indexed.
 */
void unit_each(struct unit_registry *reg,
               void (*visit)(void *ctx, const struct unit *u, const struct str *names, unsigned count), void *ctx);
/* All prefixes that can be typed; *count of them. */
const struct prefix *unit_prefixes(unsigned *count);

/* ---- products ---- */

/*
 * a becomes a * b^power in normal form; the number that goes with it must be multiplied
 * by *scale (which is itself multiplied into, so several steps can share one). Terms that
 * share a dimension are merged: MB * GB^-1 is a factor; of two data units that stay, the
 * decimal one wins over the binary and bytes over bits; else the first is kept. A compound unit (W) is
 * taken apart when it meets one of its dimensions, one such as Hz also below the line. UNIT_NUMBER terms
 * are folded into *scale. `b` may be `a`.
 * Returns false when the result has more than UNITS_MAX terms or an exponent over 100.
 */
bool units_times(struct units *a, const struct units *b, int power, struct factor *scale);
/* a^power of a whole product, in place. */
bool units_power(struct units *a, int power);
/* The root of degree 2 or 3, in place; false when an exponent does not divide. */
bool units_root(struct units *a, int degree);

struct dim units_dim(const struct units *u);
/* Of one hard dimension alone. */
static inline int units_exponent(const struct units *u, enum dim_base dim)
{
	int exponent = 0;

	for (unsigned i = 0; i < u->n; i++)
		exponent += u->term[i].unit->dim.exp[dim] * u->term[i].exp;
	return exponent;
}
/* That hard dimension to that power, and no other; nouns may be there. */
bool units_measure(const struct units *u, enum dim_base dim, int power);
/* No hard dimension; nouns may be there. */
bool units_soft(const struct units *u);
/* Nothing at all, or only a UNIT_NUMBER such as %. */
bool units_plain(const struct units *u);
bool units_has_noun(const struct units *u);
/*
 * The one thing that this is per and that is counted, the requests of $/request: its index; -1 when there is none, or
 * several.
 */
int units_counted(const struct units *u);
/* The same units and prefixes, in any order. */
bool units_equal(const struct units *a, const struct units *b);
/* Factor from one of these to base units and nouns. */
struct factor units_base(const struct units *u);

enum units_fit {
	UNITS_SAME,  /* same dimensions and nouns */
	UNITS_PLAIN, /* they differ in nouns, and one side has none at all: fits without a word */
	UNITS_NOUNS, /* they differ in nouns: fits, with a note */
	UNITS_CLASH  /* hard dimensions differ */
};
/* How do quantities of these two meet, and what is a number in `from` times to be one in `to`? */
enum units_fit units_convert(const struct units *from, const struct units *to, struct factor *scale);

/* The nouns of `u` alone, and `u` without its nouns. */
struct units units_nouns(const struct units *u);
struct units units_without_nouns(const struct units *u);
/*
 * The same with nouns above the line removed when data, money, length, mass or energy is there too ("replicas * GB"
 * is GB).
 */
struct units units_shown(const struct units *u);

/*
 * The unit for showing a quantity of `value` in `u`, when the user asked for none: data takes the prefix
 * that leaves 1 to 999 (binary ones only if all data in `u` is binary; bits only when it is a rate in bits, i.e. data
 * over time; a single data term to the power 1 above the line), and so does energy or power beside which no data
 * is; all else stays as it is. *scale takes the number there.
 */
struct units units_best(const struct units *u, double value, struct factor *scale);
/* For a time in `u`, nouns aside: the unit of s, min, h, days, years (ms, us, ns below) in which `value` reads best. */
struct units units_best_time(struct unit_registry *reg, const struct units *u, double value, struct factor *scale);

/*
 * "MB/s", "tweets/user/day", "/s", "ft^2", "core s"; `many` for plural above the line. "$" is written here too
 * ("$/GB"). The micro sign is U+00B5.
 */
void units_write(struct buf *out, const struct units *u, bool many);
/* What it is, for messages: "data", "time", "money per data", "requests per time", "a plain number". */
void units_spell(struct buf *out, const struct units *u);

#endif
