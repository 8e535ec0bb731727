/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forms.h - the forms of access logs: which one a line has, and what it says. */
#ifndef BOTE_FORMS_H
#define BOTE_FORMS_H

#include "base/re.h"
#include "logs/entry.h"
#include "logs/when.h"

/* What a column or a member is. */
enum log_role {
	LOG_IGNORE,
	LOG_TIME,
	LOG_DATE,
	LOG_CLOCK,
	LOG_CLIENT,
	LOG_METHOD,
	LOG_PATH,
	LOG_QUERY,
	LOG_STATUS,
	LOG_BYTES,
	LOG_DURATION,
	LOG_ROLES
};
/* "time", "client" ...: how --field and groups of --regex call them. LOG_ROLES: it is none. */
enum log_role log_role_of(struct str name);

/* Of what a whole number of a duration is; UNKNOWN: nobody said. */
enum log_unit { LOG_UNIT_UNKNOWN, LOG_UNIT_US, LOG_UNIT_MS, LOG_UNIT_S, LOG_UNIT_NS };

enum { LOG_COLUMNS = 64, LOG_NAMES = 16 };

/* What a reader of lines remembers. Zero it; set what is known. */
struct log_format {
	const struct log_form *form; /* NULL: not known yet */
	struct when when;
	enum log_unit unit; /* --time-unit */
	struct {
		struct str name;
		enum log_role role;
	} names[LOG_NAMES]; /* --field */
	unsigned name_count;
	enum log_role columns[LOG_COLUMNS]; /* of CSV and W3C, from their header */
	unsigned column_count;
	bool seconds; /* W3C: time-taken is in s (CloudFront) */
	char separator;
	struct re *re;         /* --regex, borrowed */
	int groups[LOG_ROLES]; /* of the pattern; -1: none */
	struct {
		char text[40];
		unsigned char len, role;
	} members[LOG_COLUMNS]; /* of JSON, as they came in the line before */
};

/* A form: `fits` says whether a first line looks like it (and takes its header), `read` takes one line apart. */
struct log_form {
	const char *name;
	bool (*fits)(struct log_format *f, struct str line);
	enum log_bad (*read)(struct log_format *f, struct str line, struct log_entry *e);
};

extern const struct log_form log_form_common, log_form_json, log_form_alb, log_form_w3c, log_form_csv, log_form_regex;

/* The form of a line, or NULL. */
const struct log_form *log_form_find(struct log_format *f, struct str line);
/* Read a line: LOG_FINE with *e filled and in bounds, LOG_COMMENT for a header, or why not. */
enum log_bad log_read(struct log_format *f, struct str line, struct log_entry *e);
/* The names of all forms. */
#define LOG_FORMS "common, combined, JSON lines, ALB, W3C, CloudFront, IIS, CSV"

/* ---- pieces, for the forms ---- */

/* A status of three digits; 0 for "-". */
bool log_status(struct str s, int *out);
/* A count of bytes; "-" is 0. */
bool log_bytes(struct str s, int64_t *out);
/*
 * A duration: with decimals seconds, "12ms", a sum "0.001, 0.002", "-" for none; a whole number in the format's unit,
 * else in `whole`.
 */
bool log_duration(const struct log_format *f, struct str s, enum log_unit whole, struct log_entry *e);
/* Set what a role's text says. */
enum log_bad log_set(struct log_format *f, enum log_role role, struct str s, enum log_unit whole, struct log_entry *e);
/* "GET /path HTTP/1.1", or only a path. */
enum log_bad log_request(struct str s, struct log_entry *e);

#endif
