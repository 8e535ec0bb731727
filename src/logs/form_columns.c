/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_columns.c - logs with a header: W3C (IIS, CloudFront) and CSV. */
#include "logs/forms.h"
#include "logs/byte_scan.h"

/* ---- W3C ---- */

static enum log_role w3c_role(struct str name)
{
	static const struct {
		const char *name;
		enum log_role role;
	} rows[] = {
		{"date", LOG_DATE},        {"time", LOG_CLOCK},          {"c-ip", LOG_CLIENT},        {"cs-method", LOG_METHOD},
		{"cs-uri-stem", LOG_PATH}, {"cs-uri", LOG_PATH},         {"cs-uri-query", LOG_QUERY}, {"sc-status", LOG_STATUS},
		{"sc-bytes", LOG_BYTES},   {"time-taken", LOG_DURATION},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(name, str_from_c(rows[i].name)))
			return rows[i].role;
	return LOG_IGNORE;
}

/* "#Fields: date time c-ip ..." */
static bool take_fields(struct log_format *f, struct str line)
{
	bool time = false, date = false;

	if (!str_starts(line, S("#Fields:")))
		return false;
	line = str_trim(str_cut(line, 8, line.len));
	f->column_count = 0;
	f->seconds = str_find(line, S("x-edge-"), 0) < line.len;
	while (line.len && f->column_count < LOG_COLUMNS) {
		size_t end = 0;

		while (end < line.len && line.p[end] != ' ' && line.p[end] != '\t')
			end++;
		f->columns[f->column_count] = w3c_role(str_cut(line, 0, end));
		date = date || f->columns[f->column_count] == LOG_DATE;
		time = time || f->columns[f->column_count] == LOG_CLOCK;
		f->column_count++;
		line = str_trim(str_cut(line, end, line.len));
	}
	return date && time;
}

static bool fits_w3c(struct log_format *f, struct str line)
{
	return take_fields(f, line);
}

/* "2026-11-29" and "22:10:02", which need not be side by side. */
static bool date_and_clock(struct log_format *f, struct str date, struct str clock, struct log_entry *e)
{
	char both[20];

	if (date.len != 10 || clock.len != 8)
		return false;
	memcpy(both, date.p, 10);
	both[10] = ' ';
	memcpy(both + 11, clock.p, 8);
	return when_iso(&f->when, (struct str){both, 19}, &e->time);
}

static enum log_bad read_w3c(struct log_format *f, struct str line, struct log_entry *e)
{
	struct str date = {0}, clock = {0};
	const char *p = line.p, *end = line.p + line.len;
	enum log_unit whole = f->seconds ? LOG_UNIT_S : LOG_UNIT_MS;
	char separator;

	if (line.len && *line.p == '#') {
		take_fields(f, line);
		return LOG_COMMENT;
	}
	if (line.len && end[-1] == '\r')
		end--;
	separator = memchr(p, '\t', line.len < 32 ? line.len : 32) ? '\t' : ' ';
	for (unsigned i = 0; i < f->column_count && p <= end; i++) {
		const char *q = byte_find(p, end, separator);
		struct str word = {p, (size_t)((q ? q : end) - p)};
		enum log_bad bad = LOG_FINE;

		if (f->columns[i] == LOG_DATE)
			date = word;
		else if (f->columns[i] == LOG_CLOCK)
			clock = word;
		else if (f->columns[i])
			bad = log_set(f, f->columns[i], word, whole, e);
		if (bad)
			return bad;
		p = q ? q + 1 : end + 1;
	}
	return date_and_clock(f, date, clock, e) ? LOG_FINE : LOG_BAD_TIME;
}

const struct log_form log_form_w3c = {"W3C", fits_w3c, read_w3c};

/* ---- CSV ---- */

/* A field, taken off with its separator; of a quoted one what is between the quotes. */
static struct str form_columns_next(struct str *rest, char separator)
{
	const char *q;
	struct str word;

	if (rest->len && *rest->p == '"') {
		for (q = rest->p + 1;
		     (q = memchr(q, '"', (size_t)(rest->p + rest->len - q))) && q + 1 < rest->p + rest->len && q[1] == '"';
		     q += 2)
			;
		if (q) {
			word = str_cut(*rest, 1, (size_t)(q - rest->p));
			*rest = str_cut(*rest, word.len + 3, rest->len);
			return word;
		}
	}
	q = byte_find(rest->p, rest->p + rest->len, separator);
	word = q ? str_cut(*rest, 0, (size_t)(q - rest->p)) : *rest;
	*rest = str_cut(*rest, word.len + 1, rest->len);
	return word;
}

static bool fits_csv(struct log_format *f, struct str line)
{
	bool time = false, key = false;

	f->separator = memchr(line.p, '\t', line.len)                                    ? '\t'
	               : memchr(line.p, ';', line.len) && !memchr(line.p, ',', line.len) ? ';'
	                                                                                 : ',';
	line = str_trim(line);
	for (f->column_count = 0; line.len && f->column_count < LOG_COLUMNS;) {
		struct str name = str_trim(form_columns_next(&line, f->separator));
		enum log_role role = log_role_of(name);

		for (unsigned i = 0; i < f->name_count; i++)
			if (str_eq(f->names[i].name, name))
				role = f->names[i].role;
		f->columns[f->column_count++] = role == LOG_ROLES ? LOG_IGNORE : role;
		time = time || role == LOG_TIME;
		key = key || role == LOG_PATH;
	}
	return time && key;
}

static enum log_bad read_csv(struct log_format *f, struct str line, struct log_entry *e)
{
	bool timed = false;

	if (line.len && line.p[line.len - 1] == '\r')
		line.len--;
	for (unsigned i = 0; i < f->column_count && line.len; i++) {
		struct str word = form_columns_next(&line, f->separator);
		enum log_bad bad;

		if (!f->columns[i] || !word.len)
			continue;
		bad = log_set(f, f->columns[i], word, LOG_UNIT_UNKNOWN, e);
		if (bad)
			return bad;
		timed = timed || f->columns[i] == LOG_TIME;
	}
	return timed ? LOG_FINE : LOG_NO_TIME;
}

const struct log_form log_form_csv = {"CSV", fits_csv, read_csv};
