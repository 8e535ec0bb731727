/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.h - slices of text: a pointer and a length, passed by value, owning nothing. */
#ifndef BOTE_STR_H
#define BOTE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Lets the compiler check a format that our own function takes. */
#if defined(__GNUC__)
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
/*
 * The same for what says that something went wrong: the compiler keeps all that leads there out of the way of the rest.
 */
#define MESSAGE_LIKE(fmt, first) __attribute__((cold, format(printf, fmt, first)))
/* A function that few lines need: kept, with what leads there, out of the way of what all of them run through. */
#define RARE __attribute__((cold, noinline))
#else
#define PRINTF_LIKE(fmt, first)
#define MESSAGE_LIKE(fmt, first)
#define RARE
#endif

/* A slice need not end with a NUL. An empty one may have a NULL pointer. */
struct str {
	const char *p;
	size_t len;
};

/* A slice of a string literal, and the two arguments that "%.*s" wants. */
#define S(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* Several slices as two arguments: where they are, and how many. */
#define STRS(...) (const struct str[]){__VA_ARGS__}, sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str)
#define STR(s) (int)(s).len, (s).p

struct str str_from_c(const char *c);

/* Bytes [from, to) of `s`; both ends are clipped to its length. */
static inline struct str str_cut(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return from ? (struct str){s.p + from, to - from} : (struct str){s.p, to};
}
/* `s` without white space at either end. */
struct str str_trim(struct str s);

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

/* As str_eq, with ASCII letters of either case alike. */
bool str_eq_nocase(struct str a, struct str b);
/* Byte order; a prefix comes first. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Does `needle` occur in `s`, ASCII letters of either case alike? An empty needle does. */
bool str_contains_nocase(struct str s, struct str needle);
/* Index of the first `c` at or after `from`, or s.len. */
size_t str_find_char(struct str s, char c, size_t from);
/* The same, but not in double quotes or in brackets that are opened at or after `from`. */
size_t str_find_outside(struct str s, char c, size_t from);
/* As str_find_char, of the text `what`, which is not empty. */
size_t str_find(struct str s, struct str what, size_t from);

/*
 * Take the next line off the front of *rest, without its "\n" or "\r\n". Returns
 * false when nothing is left.
 */
bool str_next_line(struct str *rest, struct str *line);

/* A whole number from `low` to `high`, in digits alone. */
bool str_whole(struct str s, uint64_t low, uint64_t high, uint64_t *out);

/* One of the texts of a list that ends with NULL? */
bool str_in_list(struct str s, const char *const *list);
static inline bool char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}
static inline bool char_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/* A byte of a name: letters, digits, _ and all beyond ASCII; it does not begin with a digit. */
static inline bool char_begins_name(char c)
{
	return char_is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}
static inline bool char_is_name(char c)
{
	return char_begins_name(c) || char_is_digit(c);
}
static inline bool char_is_blank(char c)
{
	return c == ' ' || c == '\t';
}
static inline bool char_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}
/* For qsort: the smaller double first. */
int double_order(const void *a, const void *b);

/* FNV-1a, 32 bits. */
static inline uint32_t str_hash(struct str s)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 16777619u;
	return hash;
}

/*
 * Edit distance with transposition (restricted Damerau-Levenshtein), at most
 * `limit` + 1; a change of case alone counts nothing. Words over 64 bytes are
 * never near anything.
 */
unsigned str_distance(struct str a, struct str b, unsigned limit);

#endif
