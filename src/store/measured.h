/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * measured.h - the store of measured numbers: one file a machine, one JSON object a line, the newest line of an
 * operation counts. It can be read and mended with an editor.
 */
#ifndef BOTE_MEASURED_H
#define BOTE_MEASURED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store/machine.h"

/* A number and its 90 % interval; `value` 0: not there. */
struct measured_range {
	double value, low, high;
};

struct measured_figure {
	struct str name;
	double value;
};

enum measured_unit { MEASURED_TIME, MEASURED_RATE, MEASURED_BANDWIDTH, MEASURED_DATA, MEASURED_NUMBER };

/* A number that a load test or an import has, by its ending: "p99", "sleep_0_01". */
struct measured_named {
	struct str ending; /* empty: the name alone */
	struct measured_range range;
	enum measured_unit unit;
	struct str noun; /* of a rate: what there are so many of in a second; "operations" where nothing else is known */
};

/*
 * One line: what `bote bench` found about one operation; or a line with "figures", which has `named` numbers and none
 * of the fixed ones. Texts may be empty.
 */
struct measurement {
	struct str op, group;
	struct measured_range each; /* seconds an operation */
	double best, spread;
	double bytes;              /* moved by one operation, 0: not about bytes */
	struct measured_range all; /* operations a second on all CPUs at once */
	unsigned all_threads;
	struct measured_range p50, p99; /* seconds */
	struct str verdict, seen, class, lib, bote, when;
	bool steady;  /* its passes agreed, whatever else there was to doubt */
	int64_t time; /* of `when`, seconds since 1970 */
	unsigned rev, threads;
	struct measured_figure *extra;
	unsigned extra_count;
	struct str machine_id, cpu, virt, kernel;
	unsigned cpus;
	unsigned passes;                  /* it is the median of */
	const double *pass;               /* the median of each, in seconds */
	unsigned mild, severe;            /* samples outside of Tukey's fences, at 1.5 and at 3 quartile ranges */
	double mad;                       /* inside a pass, as a share: 1.4826 x median absolute deviation */
	double ghz;                       /* clock rate; 0: not known */
	const struct measurement *before; /* of the same operation, the next older line; NULL: none */
	const struct measured_named *named;
	unsigned named_count;
	struct str tool;   /* of an import: "ab" */
	struct str origin; /* of an import or a load test: what stands for the provenance, without the verdict */
	struct str what;   /* of a load test: what it asked for, "GET /cart" */
};

/* A name that expressions can use: an operation, or one with an ending. */
struct measured_cell {
	struct measured_range range;
	enum measured_unit unit; /* s, 1/s, B/s, B, a bare number */
	const struct measurement *of;
	struct str ending;                  /* "" for the time of an operation, "_rate", "_hit_ratio" */
	const struct measured_named *named; /* it is one of these; else NULL */
	const char *what; /* what the ending says: ": bytes in a second, on one CPU"; NULL: its own name */
};

struct measured;

/*
 * Where results are kept: `state` if not NULL, else $BOTE_STATE_DIR, else bote's XDG state folder. NULL: there is no
 * home.
 */
const char *measured_folder(struct arena *a, const char *state);
/* What is in the place of a machine's id for results that were brought from elsewhere. */
#define MEASURED_IMPORTED "imported"

/* How the provenance of a number begins that is not measured here and now: of a load test, an import, a log. */
#define MEASURED_LOAD "load test "
#define MEASURED_IMPORT "imported from "
#define MEASURED_PROFILE "bote profile of "

/* The file of a machine in that folder. */
const char *measured_path(struct arena *a, const char *folder, const char *machine_id);

/*
 * Read a file. With `machine_id` only lines of that machine count. Never NULL; a file that is not there is empty.
 * What is wrong is found by measured_warning. All lives until measured_free.
 */
struct measured *measured_load(const char *path, const char *machine_id);
/* The same of one that a person names: it is to be there, and may be a pipe. */
struct measured *measured_read(const char *path);
/* The same from a text that is at hand. */
struct measured *measured_parse(struct str text);
void measured_free(struct measured *m);
/* One line for a person, about lines that were left out, or empty. */
struct str measured_warning(const struct measured *m);
/* What kept the file from being read, for fs_error(); else 0. */
int measured_error(const struct measured *m);

/* The newest line of each operation, in the order in which operations first appear; *count of them. */
const struct measurement *const *measured_all(const struct measured *m, unsigned *count);
const struct measurement *measured_operation(const struct measured *m, struct str op);
/*
 * A cell: "lru_get" (time), and with an ending "_rate" (1/s, one core), "_all" (1/s), "_bw" (B/s), "_all_bw", "_p50",
 * "_p99", or "_" and the name of an extra figure ("lru_get_hit_ratio").
 */
bool measured_find(const struct measured *m, struct str cell, struct measured_cell *out);
/* The operation that a cell is of: what `find` answers to the name, or else to what is before an ending; or NULL. */
const void *measured_cell_operation(struct str cell, const void *(*find)(void *ctx, struct str op), void *ctx);
/* What an extra figure is a number of, by its name: "bytes_entry" B, "server_cpu" s, "hit_ratio" a bare number. */
enum measured_unit measured_extra_unit(struct str extra);
/* Call `visit` for the name of each cell there is. */
void measured_each(const struct measured *m, void (*visit)(void *ctx, struct str cell), void *ctx);

/*
 * Is a result out of date: over 90 days old, another kernel, another revision of the operation, another version of its
 * library? The reasons are added to `why`. `rev` 0 and an empty `lib` are not compared.
 */
bool measured_stale(const struct measurement *m, const struct machine *now, int64_t time, unsigned rev, struct str lib,
                    struct buf *why);
/* Is it of another machine, brought in from a tool's output? */
bool measured_is_imported(const struct measurement *m);
/* A number that it has by name ("body" of a load test), or 0. */
double measured_figure_of(const struct measurement *m, struct str name);
/* "measured 2026-11-23 on Xeon family 6 model 207, 2 CPUs, kvm, bote 0.3.0, good" */
void measured_provenance(const struct measurement *m, struct buf *out);

/* ---- writing (measured_save.c) ---- */

/*
 * Add lines, each ending in a newline, to the file of a machine. All or nothing: on a failure the file is as before.
 * A file that has grown large is made small again. Returns 0 or an errno value.
 */
int measured_append(const char *folder, const char *machine_id, struct str lines);
/*
 * Take all lines of one operation, or of all where `op` is empty, out of the file. *gone: how many operations those
 * were. Returns 0 or an errno value; a file that is not there holds none.
 */
int measured_forget(const char *folder, const char *machine_id, struct str op, unsigned *gone);
/* Could measured_append work? 0 or an errno value. Makes the folder. */
int measured_try(const char *folder, const char *machine_id);

#endif
