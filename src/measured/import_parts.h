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
/* A time with its unit (us, ms, s, m, min, h, usec, msec, secs), in seconds. */
bool scan_time(struct str *s, struct scanned *n);
/* Bytes: KB, MB, GB of `kilo` each, and KiB, MiB of 1024. */
bool scan_bytes(struct str *s, double kilo, struct scanned *n);

/* ---- import_add.c ---- */

struct scanned scanned_times(struct scanned n, double factor);
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
void import_note(struct import *m, struct arena *a, const char *fmt, ...) PRINTF_LIKE(3, 4);
const struct import_number *import_find(const struct import *m, struct str ending);
struct str import_ending(struct arena *a, const char *before, const char *what);

/* ---- import_scan.c: members of JSON ---- */

/* A member of a member ...; the keys end with NULL. NULL: there is none. */
const json_t *import_at(const json_t *o, ...) __attribute__((sentinel));
/* Is it a number? *n in `unit`s, half a digit unknown. */
bool import_json_number(const json_t *v, double unit, struct scanned *n);
struct str import_json_str(struct arena *a, const json_t *v);

/* The median of n values; sorts them. */
double import_median(double *x, size_t n);

#endif
