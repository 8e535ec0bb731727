/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_parts.h - what the readers of tools share. Nobody else includes it. */
#ifndef BOTE_IMPORT_PARTS_H
#define BOTE_IMPORT_PARTS_H

#include <jansson.h>

#include "measured/import.h"

/* A text to be read. */
struct import_text {
	struct str text, head; /* whole; its first 4 KB */
	const json_t *root;    /* the JSON in it, or NULL */
	const json_t *roots;   /* all of its JSON values, an array, or NULL */
	struct arena *a;
};

/*
 * A tool: how it is known, and what reads it. A reader that finds nothing adds nothing; it fails for what must not be
 * read.
 */
struct import_tool {
	const char *name;
	bool (*fits)(const struct import_text *t);
	bool (*read)(struct import *m, const struct import_text *t, struct diag *d);
};

#define IMPORT_LARGEST 1e15 /* no number that a tool measured or counted is beyond */

extern const struct import_tool import_web_tools[], import_db_tools[], import_disk_tools[], import_csv_tools[],
	import_json_tools[], import_bench_tools[];

/* ---- import_scan.c: pieces of text ---- */

/* A number as it was printed. */
struct scanned {
	double value, half;
};

struct scanned scanned_times(struct scanned n, double factor);
/* What follows `begin` on the first line that begins with it (after blanks). */
bool scan_line(struct str text, const char *begin, struct str *rest);
bool scan_has(struct str text, const char *needle);
/* What comes after `needle`, up to the end of the line. */
bool scan_after(struct str text, const char *needle, struct str *rest);
/*
 * A number that begins the text (after blanks), taken off it; with `k`, `M` or `G` for thousands. False: there is
 * none.
 */
bool scan_number(struct str *s, struct scanned *n);
/* The same, and NaN where there is none: then a word is taken off. What cannot be a number is said by import_add. */
struct scanned scan_value(struct str *s);
/* The number on the line that begins so, or after `needle`: 0 where there is no such line, NaN where it has none. */
double scan_count(struct str text, const char *begin);
double scan_count_after(struct str text, const char *needle);
/* A time with its unit (us, ms, s, m, min, h, usec, msec, secs), in seconds; NaN as of scan_value. */
struct scanned scan_seconds(struct str *s);
/*
 * The first `count` values of a line of so many words. With fewer or more words nobody knows which is which: all are
 * NaN.
 */
void scan_row(struct str line, struct scanned (*one)(struct str *s), struct scanned *n, size_t count, size_t words);
/* Bytes: KB, MB, GB of `kilo` each, and KiB, MiB of 1024; NaN as of scan_value. */
struct scanned scan_size(struct str *s, double kilo);

/* ---- import_add.c ---- */

/*
 * Add a number. What is negative, no number or beyond 10^15 is left out and said; 0 likewise, but for what
 * import_add_percentile adds.
 */
struct import_number *import_add(struct import *m, struct arena *a, struct str ending, struct scanned n,
                                 const char *unit);
/*
 * Of percent 99.9 the ending is p99_9, of 100 max, of 0 min. `before`: "set_" or "". `under`: a printed 0 is less
 * than this.
 */
void import_add_percentile(struct import *m, struct arena *a, const char *before, double percent, struct scanned n,
                           double under);
/* The percentiles 50, 75, 90, 95, 99 and 99.9 of raw times in seconds (sorted here), their mean and most. */
void import_add_raw(struct import *m, struct arena *a, double *times, size_t count, double half, double under);
/* What is noted already is not noted again. */
void import_note(struct import *m, struct arena *a, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* The number on a line that begins so; where there is none it is said. Without the line there is nothing to add. */
void import_add_line(struct import *m, struct arena *a, struct str text, const char *begin, const char *ending,
                     double factor, const char *unit);
/* Of a command: "sleep_cpu". */
void import_add_cpu(struct import *m, struct arena *a, const struct import_number *x, struct scanned user,
                    struct scanned system);
/* Least and most of its runs become its range; said, and left out, when they are not around it. */
void import_range(struct import *m, struct arena *a, struct import_number *x, double least, double most);
/*
 * Lines of raw times that are not read: `bad` of them, the first of which is line `first`. Nothing is said of none.
 */
void import_note_bad(struct import *m, struct arena *a, size_t bad, size_t first);
/* The number that was added with this ending of its name, or NULL. */
const struct import_number *import_find(const struct import *m, struct str ending);
/* The two in one: the ending of a name, in `a`. */
struct str import_ending(struct arena *a, const char *before, const char *what);

/* ---- import_scan.c: members of JSON ---- */

/* A member of a member ...; the keys end with NULL. NULL: there is none. */
const json_t *import_at(const json_t *o, ...) __attribute__((sentinel));
/* Is it there? *n in `unit`s, half a digit unknown; NaN when it is no number. */
bool import_json_number(const json_t *v, double unit, struct scanned *n);
/* A member that counts something: 0 where there is none, NaN when it is no number. */
double import_json_count(const json_t *o, const char *key);

/* The median of n values; sorts them. */
double import_median(double *x, size_t n);

#endif
