/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_fields.c - pieces that all forms of logs share. */
#include "logs/forms.h"

#include "logs/byte_scan.h"

const char *const log_bad_words[LOG_BADS] = {"",
                                             "no time",
                                             "a time that cannot be",
                                             "no request",
                                             "no status",
                                             "a size that cannot be",
                                             "a duration that cannot be",
                                             "longer than 64 KB",
                                             "it is not like the pattern",
                                             "a comment"};

enum log_role log_role_of(struct str name)
{
	static const struct {
		const char *name;
		enum log_role role;
	} rows[] = {
		{"time", LOG_TIME},   {"client", LOG_CLIENT}, {"method", LOG_METHOD},     {"op", LOG_METHOD},
		{"path", LOG_PATH},   {"key", LOG_PATH},      {"query", LOG_QUERY},       {"status", LOG_STATUS},
		{"bytes", LOG_BYTES}, {"size", LOG_BYTES},    {"duration", LOG_DURATION},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(name, str_from_c(rows[i].name)))
			return rows[i].role;
	return LOG_ROLES;
}

static enum log_method log_method_of(struct str w)
{
	if (w.len == 3 && !memcmp(w.p, "GET", 3))
		return LOG_GET;
	if (w.len == 4 && !memcmp(w.p, "HEAD", 4))
		return LOG_HEAD;
	return w.len == 7 && !memcmp(w.p, "OPTIONS", 7) ? LOG_OPTIONS
	       : w.len == 3 && !memcmp(w.p, "get", 3)   ? LOG_GET
	                                                : LOG_OTHER;
}

bool log_status(struct str s, int *out)
{
	if (s.len == 1 && (*s.p == '-' || *s.p == '0')) {
		*out = 0;
		return true;
	}
	if (s.len != 3 || !char_is_digit(s.p[0]) || !char_is_digit(s.p[1]) || !char_is_digit(s.p[2]))
		return false;
	*out = (s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + (s.p[2] - '0');
	return true;
}

bool log_bytes(struct str s, int64_t *out)
{
	int64_t n = 0;

	if (s.len == 1 && *s.p == '-') {
		*out = 0;
		return true;
	}
	if (!s.len || s.len > 16)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!char_is_digit(s.p[i]))
			return false;
		n = n * 10 + (s.p[i] - '0');
	}
	*out = n;
	return true;
}

/* Digits and a point, and what comes after them; *whole: there was no point. Millionths; *grain of the last digit. */
static bool millionths(struct str *s, int64_t *out, bool *whole, int64_t *grain)
{
	int64_t n = 0, part = 0, scale = 1000000;
	size_t at = 0;

	while (at < s->len && char_is_digit(s->p[at]) && at < 13)
		n = n * 10 + (s->p[at++] - '0');
	*whole = at == s->len || s->p[at] != '.';
	if (!at || n >= 1000000000000)
		return false;
	if (!*whole)
		for (at++; at < s->len && char_is_digit(s->p[at]); at++)
			if (scale > 1) {
				scale /= 10;
				part += (s->p[at] - '0') * scale;
			}
	*grain = scale;
	*out = n * 1000000 + part;
	*s = str_cut(*s, at, s->len);
	return true;
}

/* Microseconds of so many millionths of a unit. */
static int64_t to_us(int64_t millionths, enum log_unit unit)
{
	return unit == LOG_UNIT_S    ? millionths
	       : unit == LOG_UNIT_MS ? millionths / 1000
	       : unit == LOG_UNIT_NS ? millionths / 1000000000
	                             : millionths / 1000000;
}

static bool one_duration(const struct log_format *f, struct str *s, enum log_unit whole, struct log_entry *e,
                         int64_t *us)
{
	enum log_unit unit = LOG_UNIT_S;
	bool integer;
	int64_t n, grain;

	if (!millionths(s, &n, &integer, &grain))
		return false;
	if (str_starts(*s, S("ms")) || str_starts(*s, S("us"))) {
		unit = *s->p == 'm' ? LOG_UNIT_MS : LOG_UNIT_US;
		*s = str_cut(*s, 2, s->len);
	} else if (str_starts(*s, S("s")))
		*s = str_cut(*s, 1, s->len);
	else if (integer)
		unit = f->unit ? f->unit : whole;
	else if (whole == LOG_UNIT_MS || whole == LOG_UNIT_NS || f->unit)
		unit = f->unit ? f->unit : whole;
	e->raw_duration = unit == LOG_UNIT_UNKNOWN;
	e->grain = to_us(grain, unit);
	*us = to_us(n, unit);
	return true;
}

bool log_duration(const struct log_format *f, struct str s, enum log_unit whole, struct log_entry *e)
{
	int64_t us, sum = 0;

	e->duration = -1;
	if (!s.len || *s.p == '-')
		return true;
	while (s.len) {
		if (!one_duration(f, &s, whole, e, &us))
			return false;
		sum += us;
		while (s.len && (*s.p == ',' || *s.p == ' ' || *s.p == ':'))
			s = str_cut(s, 1, s.len);
		if (s.len && *s.p == '-')
			break;
	}
	e->duration = sum;
	return true;
}

enum log_bad log_request(struct str s, struct log_entry *e)
{
	const char *blank = byte_find(s.p, s.p + s.len, ' '), *end;

	if (!blank) { /* "-", or bytes of TLS: a request that was none */
		e->method = LOG_OTHER;
		e->path = (struct str){0};
		return LOG_FINE;
	}
	e->method = log_method_of((struct str){s.p, (size_t)(blank - s.p)});
	e->path = (struct str){blank + 1, (size_t)(s.p + s.len - blank - 1)};
	end = e->path.p + e->path.len;
	while (end > e->path.p && *--end != ' ')
		;
	if (end > e->path.p)
		e->path.len = (size_t)(end - e->path.p);
	return LOG_FINE;
}

/* The path of a whole address: "https://host:443/path". */
static struct str path_of(struct str s)
{
	const char *p = s.len && *s.p != '/' ? memmem(s.p, s.len, "://", 3) : NULL, *slash;

	if (!p)
		return s;
	p += 3;
	slash = memchr(p, '/', (size_t)(s.p + s.len - p));
	return slash ? str_cut(s, (size_t)(slash - s.p), s.len) : S("/");
}

enum log_bad log_set(struct log_format *f, enum log_role role, struct str s, enum log_unit whole, struct log_entry *e)
{
	switch (role) {
	case LOG_TIME: return when_any(&f->when, s, &e->time) ? LOG_FINE : LOG_BAD_TIME;
	case LOG_CLIENT: e->client = s; break;
	case LOG_METHOD: e->method = log_method_of(s); break;
	case LOG_PATH: e->path = path_of(s); break;
	case LOG_STATUS: return log_status(s, &e->status) ? LOG_FINE : LOG_NO_STATUS;
	case LOG_BYTES: return log_bytes(s, &e->bytes) ? LOG_FINE : LOG_BAD_SIZE;
	case LOG_DURATION: return log_duration(f, s, whole, e) ? LOG_FINE : LOG_BAD_DURATION;
	default: break;
	}
	return LOG_FINE;
}
