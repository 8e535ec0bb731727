/* SPDX-License-Identifier: GPL-3.0-or-later */
/* form_json.c - one JSON object a line, as Caddy, Traefik and nginx write them. */
#include "logs/forms.h"
#include "logs/byte_scan.h"

enum { DEPTH = 16, KEY = 39, NS = 64 };

/* A member by its name, after the name of its object and a point. NS: a whole number is in ns. */
static unsigned char role_of(const struct log_format *f, struct str key)
{
	static const struct {
		const char *name;
		unsigned char role;
	} rows[] = {
		{"ts", LOG_TIME},
		{"time", LOG_TIME},
		{"timestamp", LOG_TIME},
		{"@timestamp", LOG_TIME},
		{"StartUTC", LOG_TIME},
		{"time_iso8601", LOG_TIME},
		{"time_local", LOG_TIME},
		{"msec", LOG_TIME},
		{"request.method", LOG_METHOD},
		{"RequestMethod", LOG_METHOD},
		{"request_method", LOG_METHOD},
		{"method", LOG_METHOD},
		{"request.uri", LOG_PATH},
		{"RequestPath", LOG_PATH},
		{"request_uri", LOG_PATH},
		{"uri", LOG_PATH},
		{"path", LOG_PATH},
		{"key", LOG_PATH},
		{"request.remote_ip", LOG_CLIENT},
		{"request.client_ip", LOG_CLIENT},
		{"ClientHost", LOG_CLIENT},
		{"remote_addr", LOG_CLIENT},
		{"client", LOG_CLIENT},
		{"duration", LOG_DURATION},
		{"request_time", LOG_DURATION},
		{"Duration", LOG_DURATION | NS},
		{"size", LOG_BYTES},
		{"DownstreamContentSize", LOG_BYTES},
		{"body_bytes_sent", LOG_BYTES},
		{"bytes_sent", LOG_BYTES},
		{"bytes", LOG_BYTES},
		{"status", LOG_STATUS},
		{"DownstreamStatus", LOG_STATUS},
	};

	for (unsigned i = 0; i < f->name_count; i++)
		if (str_eq(f->names[i].name, key))
			return (unsigned char)f->names[i].role;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq(str_from_c(rows[i].name), key))
			return rows[i].role;
	return LOG_IGNORE;
}

/* The same of the n-th member, which mostly has the name it had in the line before. */
static unsigned char form_json_member(struct log_format *f, unsigned n, struct str before, struct str key)
{
	char text[KEY + 1];
	size_t len = before.len + (before.len > 0) + key.len;
	bool keep = n < LOG_COLUMNS && len <= KEY;

	if (keep && f->members[n].len == len && byte_same(f->members[n].text + len - key.len, key.p, key.len) &&
	    byte_same(f->members[n].text, before.p, before.len))
		return f->members[n].role;
	if (len > KEY)
		return LOG_IGNORE;
	memcpy(text, before.p ? before.p : "", before.len);
	text[before.len] = '.';
	memcpy(text + len - key.len, key.p, key.len);
	unsigned char role = role_of(f, (struct str){text, len});
	if (keep) {
		memcpy(f->members[n].text, text, len);
		f->members[n].len = (unsigned char)len;
		f->members[n].role = role;
	}
	return role;
}

static bool fits_json(struct log_format *f, struct str line)
{
	(void)f;
	line = str_trim(line);
	return line.len > 1 && line.p[0] == '{' && line.p[line.len - 1] == '}';
}

/* After the quote that ends a string begun before `p`; NULL: there is none. */
static inline const char *string_end(const char *p, const char *end)
{
	for (;;) {
		const char *q = byte_find(p, end, '"'), *b;

		if (!q)
			return NULL;
		for (b = q; b > p && b[-1] == '\\'; b--)
			;
		if ((q - b) % 2 == 0)
			return q + 1;
		p = q + 1;
	}
}

/* After an array, whatever is in it. */
static const char *skip_array(const char *p, const char *end)
{
	unsigned depth = 0;

	for (; p < end; p++) {
		if (*p == '"') {
			p = string_end(p + 1, end);
			if (!p)
				return NULL;
			p--;
		} else if (*p == '[' || *p == '{')
			depth++;
		else if ((*p == ']' || *p == '}') && --depth == 0)
			return p + 1;
	}
	return NULL;
}

/* A number, true, false or null. */
static const char *word_end(const char *p, const char *end)
{
	while (p < end && *p != ',' && *p != '}' && *p != ']' && *p != ' ')
		p++;
	return p;
}

static enum log_bad form_json_take(struct log_format *f, unsigned char role, struct str value, struct log_entry *e,
                                   unsigned *seen)
{
	enum log_role what = role & ~NS;
	enum log_bad bad;

	if (!what || (what == LOG_TIME && *seen & 1u << LOG_TIME))
		return LOG_FINE;
	bad = log_set(f, what, value,
	              role & NS                          ? LOG_UNIT_NS
	              : what == LOG_DURATION && !f->unit ? LOG_UNIT_S
	                                                 : LOG_UNIT_UNKNOWN,
	              e);
	*seen |= 1u << what;
	return bad;
}

static enum log_bad read_json(struct log_format *f, struct str line, struct log_entry *e)
{
	const char *p = line.p, *end = line.p + line.len;
	struct str names[DEPTH] = {{0}};
	unsigned depth = 0, n = 0, seen = 0;

	while (p < end) {
		char c = *p;
		struct str key;
		const char *q;
		unsigned char role;
		enum log_bad bad = LOG_FINE;

		if (c == '{' && depth == 0) {
			depth = 1;
			p++;
			continue;
		}
		if (c == '}') {
			depth -= depth > 0;
			p++;
			continue;
		}
		if (c != '"') {
			p++;
			continue;
		}
		q = string_end(p + 1, end);
		if (!q)
			return LOG_NO_MATCH;
		key = (struct str){p + 1, (size_t)(q - p - 2)};
		for (p = q; p < end && (*p == ' ' || *p == ':'); p++)
			;
		if (p == end)
			return LOG_NO_MATCH;
		if (*p == '{') {
			if (depth + 1 >= DEPTH)
				return LOG_NO_MATCH;
			names[++depth] = key;
			p++;
			continue;
		}
		if (*p == '[') {
			p = skip_array(p, end);
			if (!p)
				return LOG_NO_MATCH;
			continue;
		}
		role = depth <= 2 ? form_json_member(f, n++, names[depth], key) : LOG_IGNORE;
		if (*p == '"') {
			q = string_end(p + 1, end);
			if (!q)
				return LOG_NO_MATCH;
			bad = form_json_take(f, role, (struct str){p + 1, (size_t)(q - p - 2)}, e, &seen);
		} else {
			q = word_end(p, end);
			if (*p != 'n' && *p != 't' && *p != 'f')
				bad = form_json_take(f, role, (struct str){p, (size_t)(q - p)}, e, &seen);
		}
		if (bad)
			return bad;
		p = q;
	}
	return seen & 1u << LOG_TIME ? LOG_FINE : LOG_NO_TIME;
}

const struct log_form log_form_json = {"JSON lines", fits_json, read_json};
