/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_scan.c - numbers, times and sizes as tools print them. */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

#include "measured/import_parts.h"

bool scan_line(struct str text, const char *begin, struct str *rest)
{
	struct str want = str_from_c(begin), line;

	while (str_next_line(&text, &line)) {
		line = str_trim(line);
		if (str_starts(line, want)) {
			*rest = str_cut(line, want.len, line.len);
			return true;
		}
	}
	return false;
}

bool scan_after(struct str text, const char *needle, struct str *rest)
{
	size_t len = strlen(needle);
	const char *p = text.len >= len ? memmem(text.p, text.len, needle, len) : NULL;

	if (!p)
		return false;
	*rest = str_cut(text, (size_t)(p - text.p) + len, text.len);
	*rest = str_cut(*rest, 0, str_find_char(*rest, '\n', 0));
	return true;
}

bool scan_has(struct str text, const char *needle)
{
	struct str rest;

	return scan_after(text, needle, &rest);
}

struct unit_word {
	const char *word;
	double factor;
};

static bool import_scan_digit(struct str s, size_t at)
{
	return at < s.len && char_is_digit(s.p[at]);
}

/* A sign, digits, a point, digits, an exponent; half of the last one's place. */
static size_t import_scan_plain(struct str s, struct scanned *n)
{
	char copy[64];
	size_t first = s.len && *s.p == '-', at = first, decimals = 0;
	double exponent = 0;

	while (import_scan_digit(s, at))
		at++;
	if (at == first)
		return 0;
	if (at < s.len && s.p[at] == '.')
		for (at++; import_scan_digit(s, at); at++)
			decimals++;
	if (at + 1 < s.len && (s.p[at] | 32) == 'e') {
		size_t sign = s.p[at + 1] == '-' || s.p[at + 1] == '+', end = at + 1 + sign;

		for (; import_scan_digit(s, end); end++)
			exponent = fmin(exponent * 10 + (s.p[end] - '0'), 400);
		if (sign && s.p[at + 1] == '-')
			exponent = -exponent;
		if (end > at + 1 + sign)
			at = end;
	}
	if (at >= sizeof(copy))
		return 0;
	memcpy(copy, s.p, at);
	copy[at] = '\0';
	n->value = strtod(copy, NULL);
	n->half = 0.5 * pow(10, exponent - (double)decimals);
	return at;
}

struct scanned scanned_times(struct scanned n, double factor)
{
	return (struct scanned){n.value * factor, n.half * factor};
}

bool scan_number(struct str *s, struct scanned *n)
{
	struct str t = *s;
	size_t at;

	while (t.len && (*t.p == ' ' || *t.p == '\t'))
		t = str_cut(t, 1, t.len);
	at = import_scan_plain(t, n);
	if (!at)
		return false;
	*s = str_cut(t, at, t.len);
	for (const char *m = "kMG", *p = m; *p; p++)
		if (s->len && *s->p == *p && !(s->len > 1 && (s->p[1] == 'B' || s->p[1] == 'i'))) {
			*n = scanned_times(*n, pow(1000, (double)(p - m) + 1));
			*s = str_cut(*s, 1, s->len);
			break;
		}
	return true;
}

/* Up to a blank or what ends a field. */
static size_t import_scan_word(struct str s)
{
	size_t at = 0;

	while (at < s.len && !strchr(" \t\r\n,;\"])", s.p[at]))
		at++;
	return at;
}

static struct scanned import_scan_none(struct str *s)
{
	*s = str_trim(*s);
	*s = str_cut(*s, import_scan_word(*s), s->len);
	return (struct scanned){NAN, 0};
}

struct scanned scan_value(struct str *s)
{
	struct scanned n;
	struct str rest = *s;

	if (!scan_number(&rest, &n) || (rest.len && (unsigned)((*rest.p | 32) - 'a') < 26)) /* "4xx" is none */
		return import_scan_none(s);
	*s = rest;
	return n;
}

double scan_count(struct str text, const char *begin)
{
	struct str rest;

	return scan_line(text, begin, &rest) ? scan_value(&rest).value : 0;
}

double scan_count_after(struct str text, const char *needle)
{
	struct str rest;

	return scan_after(text, needle, &rest) ? scan_value(&rest).value : 0;
}

void scan_row(struct str line, struct scanned (*one)(struct str *s), struct scanned *n, size_t count, size_t words)
{
	struct str rest = str_trim(line);
	size_t there = 0;

	for (; rest.len; there++) {
		size_t blank = str_find_char(rest, ' ', 0);

		rest = str_trim(str_cut(rest, blank, rest.len));
	}
	for (size_t i = 0; i < count; i++)
		n[i] = there == words ? one(&line) : (struct scanned){NAN, 0};
}

/* The longest of the words that `s` begins with, taken off. */
static double unit(struct str *s, const struct unit_word *words, size_t count)
{
	const struct unit_word *best = NULL;

	while (s->len && *s->p == ' ')
		*s = str_cut(*s, 1, s->len);
	for (size_t i = 0; i < count; i++)
		if (str_starts(*s, str_from_c(words[i].word)) && (!best || strlen(words[i].word) > strlen(best->word)))
			best = &words[i];
	if (!best)
		return 0;
	*s = str_cut(*s, strlen(best->word), s->len);
	return best->factor;
}

/* A number with one of the units, taken off. */
static struct scanned scan_with_unit(struct str *s, const struct unit_word *words, size_t count)
{
	struct str t = *s;
	struct scanned n;
	double factor;

	if (!scan_number(&t, &n))
		return import_scan_none(s);
	factor = unit(&t, words, count);
	if (factor == 0)
		return import_scan_none(s);
	*s = t;
	return scanned_times(n, factor);
}

struct scanned scan_seconds(struct str *s)
{
	static const struct unit_word words[] = {{"ns", 1e-9},        {"us", 1e-6}, {"usec", 1e-6}, {"\xc2\xb5s", 1e-6},
	                                         {"\xce\xbcs", 1e-6}, {"ms", 1e-3}, {"msec", 1e-3}, {"s", 1},
	                                         {"secs", 1},         {"m", 60},    {"min", 60},    {"h", 3600}};

	return scan_with_unit(s, words, sizeof(words) / sizeof(words[0]));
}

struct scanned scan_size(struct str *s, double kilo)
{
	const struct unit_word words[] = {
		{"B", 1},      {"KB", kilo},     {"kB", kilo},        {"MB", kilo * kilo},   {"GB", kilo * kilo * kilo},
		{"KiB", 1024}, {"MiB", 1048576}, {"GiB", 1073741824}, {"TiB", 1099511627776}};

	return scan_with_unit(s, words, sizeof(words) / sizeof(words[0]));
}

/* ---- JSON ---- */

const json_t *import_at(const json_t *o, ...)
{
	const char *key;
	va_list ap;

	va_start(ap, o);
	while (o && (key = va_arg(ap, const char *)))
		o = json_object_get(o, key);
	va_end(ap);
	return o;
}

bool import_json_number(const json_t *v, double unit, struct scanned *n)
{
	if (!v)
		return false;
	*n = (struct scanned){json_is_number(v) ? json_number_value(v) * unit : NAN, 0};
	return true;
}

double import_json_count(const json_t *o, const char *key)
{
	struct scanned n;

	return import_json_number(import_at(o, key, NULL), 1, &n) ? n.value : 0;
}
