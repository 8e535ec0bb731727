/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load_options.c - words taken apart by a table, files read, limits set. */
#include "bench/load_options.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/fs.h"
#include "base/plain.h"

enum { MISUSED = 3, NOT_THERE = 4, BODY_MOST = 64 << 20, URLS_MOST = 64 << 20, FILES = 64 };

/* ---- words ---- */

enum kind { FLAG, TEXT, NUMBER, COUNT };

static const struct row {
	const char *word;
	enum kind kind;
	size_t at;
} rows[] = {
	{"--insecure", FLAG, offsetof(struct load_options, insecure)},
	{"--fresh", FLAG, offsetof(struct load_options, fresh)},
	{"--writes", FLAG, offsetof(struct load_options, writes)},
	{"--curve", FLAG, offsetof(struct load_options, curve)},
	{"--even", FLAG, offsetof(struct load_options, even)},
	{"--quick", FLAG, offsetof(struct load_options, quick)},
	{"--careful", FLAG, offsetof(struct load_options, careful)},
	{"--load", TEXT, offsetof(struct load_options, url)},
	{"--urls", TEXT, offsetof(struct load_options, urls)},
	{"--slo", TEXT, offsetof(struct load_options, slo)},
	{"--as", TEXT, offsetof(struct load_options, as)},
	{"--yes-this-host", TEXT, offsetof(struct load_options, typed)},
	{"--unix", TEXT, offsetof(struct load_options, unix_path)},
	{"--cacert", TEXT, offsetof(struct load_options, cacert)},
	{"--method", TEXT, offsetof(struct load_options, method)},
	{"--data", TEXT, offsetof(struct load_options, data)},
	{"--rate", NUMBER, offsetof(struct load_options, rate)},
	{"--from", NUMBER, offsetof(struct load_options, from)},
	{"--up-to", NUMBER, offsetof(struct load_options, to)},
	{"--step", NUMBER, offsetof(struct load_options, step)},
	{"--limit", NUMBER, offsetof(struct load_options, limit)},
	{"--timeout", NUMBER, offsetof(struct load_options, timeout)},
	{"--zipf", NUMBER, offsetof(struct load_options, zipf)},
	{"--most", NUMBER, offsetof(struct load_options, most)},
	{"--connections", COUNT, offsetof(struct load_options, connections)},
	{"--http", COUNT, offsetof(struct load_options, http)},
};

static const struct row *load_options_find(const char *word)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].word, word) == 0)
			return &rows[i];
	return NULL;
}

static void load_options_set(struct load_options *o, const struct row *row, const char *value)
{
	char *field = (char *)o + row->at;

	if (row->kind == FLAG)
		*(bool *)(void *)field = true;
	else if (row->kind == TEXT)
		*(const char **)(void *)field = value;
	else if (row->kind == NUMBER)
		*(double *)(void *)field = strtod(value, NULL);
	else
		*(unsigned *)(void *)field = (unsigned)strtoul(value, NULL, 10);
}

static bool load_options_misused(struct load_refusal *no, const char *what, const char *word)
{
	no->status = MISUSED;
	buf_printf(&no->why, "%s '%s'", what, word);
	return false;
}

static bool take_header(struct load_options *o, const char *line, struct load_refusal *no)
{
	if (!strchr(line, ':') || line[0] == ':' || strpbrk(line, "\r\n"))
		return load_options_misused(no, "a header is 'Name: value', not", line);
	if (o->header_count == LOAD_HEADERS)
		return load_options_misused(no, "too many headers at", line);
	o->headers[o->header_count++] = line;
	return true;
}

static bool load_options_read_file(const char *path, size_t most, struct buf *text, struct load_refusal *no)
{
	int error = fs_read(path, most, text);

	if (!error)
		return true;
	no->status = NOT_THERE;
	buf_printf(&no->why, "cannot read %s: %s", path, strerror(error));
	return false;
}

/* "@FILE" has one a line: so that what is secret is on no command line. */
static bool take_headers(struct load_options *o, const char *value, struct load_refusal *no)
{
	struct buf text = {0};
	struct str rest, line;
	bool fine;

	if (*value != '@')
		return take_header(o, value, no);
	fine = load_options_read_file(value + 1, URLS_MOST, &text, no);
	rest = buf_str(&text);
	while (fine && str_next_line(&rest, &line))
		if (str_trim(line).len)
			fine = take_header(o, arena_str(&o->arena, str_trim(line)).p, no);
	buf_release(&text);
	return fine;
}

static bool load_options_take_valued(struct load_options *o, const char *word, const char *value,
                                     struct load_refusal *no)
{
	const struct row *row = load_options_find(word);

	if (strcmp(word, "--header") == 0)
		return take_headers(o, value, no);
	if (strcmp(word, "--pid") == 0) {
		if (o->pid_count < LOAD_NAMED_PIDS)
			o->pids[o->pid_count++] = atoi(value);
		return true;
	}
	if (!row)
		return load_options_misused(no, "unknown option", word);
	load_options_set(o, row, value);
	return true;
}

static bool load_options_read_words(struct load_options *o, int argc, char **argv, struct load_refusal *no)
{
	for (int i = 0; i < argc; i++) {
		const struct row *row = load_options_find(argv[i]);

		if (row && row->kind == FLAG)
			load_options_set(o, row, NULL);
		else if (i + 1 == argc)
			return load_options_misused(no, "no value for", argv[i]);
		else if (!load_options_take_valued(o, argv[i], argv[i + 1], no))
			return false;
		else
			i++;
	}
	return true;
}

/* ---- files ---- */

static bool read_body(struct load_options *o, struct load_refusal *no)
{
	if (!o->data)
		return true;
	if (*o->data == '@')
		return load_options_read_file(o->data + 1, BODY_MOST, &o->body, no);
	buf_add_c(&o->body, o->data);
	return true;
}

/* A URL of that line of the file. What else stands there may be anything, and is not shown. */
static bool take_url(struct load_options *o, struct str line, unsigned number, struct load_refusal *no)
{
	const char *url = arena_str(&o->arena, line).p;
	struct load_refusal own = {0};
	struct load_target t;
	bool fine = load_target_read(url, &t, &own);

	if (fine)
		o->url_list[o->url_count++] = url;
	else {
		no->status = own.status;
		buf_printf(&no->why, "%s:%u: here is no URL that can be asked", o->urls, number);
		buf_add_str(&no->hint, buf_str(&own.hint));
	}
	load_refusal_release(&own);
	return fine;
}

static bool read_urls(struct load_options *o, struct load_refusal *no)
{
	struct buf text = {0};
	struct str rest, line;
	bool fine = !o->urls || load_options_read_file(o->urls, URLS_MOST, &text, no);

	o->url_list = arena_array(&o->arena, const char *, o->urls ? LOAD_URLS : 1);
	rest = buf_str(&text);
	for (unsigned n = 1; fine && str_next_line(&rest, &line) && o->url_count < LOAD_URLS; n++)
		if (str_trim(line).len)
			fine = take_url(o, str_trim(line), n, no);
	buf_release(&text);
	if (fine && o->urls && !o->url_count)
		return load_options_misused(no, "there is no URL in", o->urls);
	if ((!o->url || !*o->url) && o->url_count)
		o->url = o->url_list[0];
	return fine;
}

bool load_options_read(struct load_options *o, int argc, char **argv, struct load_refusal *no)
{
	memset(o, 0, sizeof(*o));
	arena_init(&o->arena);
	return load_options_read_words(o, argc, argv, no) && read_body(o, no) && read_urls(o, no);
}

void load_options_release(struct load_options *o)
{
	buf_release(&o->body);
	arena_release(&o->arena);
}

/* ---- may it be done ---- */

static bool may_write(struct load_options *o, struct load_refusal *no)
{
	static const char *const known[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", NULL};
	unsigned i = 0;

	if (!o->method)
		o->method = o->data ? "POST" : "GET";
	while (known[i] && strcmp(known[i], o->method) != 0)
		i++;
	if (!known[i])
		return load_options_misused(no, "the methods are GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS, not",
		                            o->method);
	if (i < 2 || o->writes)
		return true;
	no->status = MISUSED;
	buf_printf(&no->why, "%s may change what the server holds, as often as it is asked", o->method);
	buf_add_c(&no->hint, "'--writes' says that it may");
	return false;
}

/* All of one host and port; each as libcurl will read it. */
static bool one_host(struct load_options *o, const struct load_target *t, struct load_refusal *no)
{
	struct load_target other;

	for (unsigned i = 0; i < o->url_count; i++) {
		if (!load_target_read(o->url_list[i], &other, no))
			return false;
		if (strcasecmp(other.host, t->host) != 0 || other.port != t->port || other.tls != t->tls)
			return load_options_misused(no,
			                            "all URLs are to be of one host and port; this one is not:", o->url_list[i]);
	}
	return true;
}

bool load_options_target(struct load_options *o, struct load_target *t, struct load_refusal *no)
{
	if (!o->url)
		return load_options_misused(no, "no URL behind", "--load");
	return load_target_read(o->url, t, no) && one_host(o, t, no) && may_write(o, no) &&
	       load_target_find(t, o->typed, o->unix_path, no);
}

static double or (double given, double otherwise)
{
	return given > 0 ? given : otherwise;
}

bool load_options_fill(struct load_options *o, const struct load_target *t)
{
	struct rlimit r;
	unsigned wanted;

	o->to = or (o->to, t->loopback ? 100000 : 1000);
	o->from = or (o->from, fmin(10, o->to));
	o->limit = or (o->limit, t->loopback ? 300 : 60);
	o->step = or (o->step, o->quick ? 3 : o->careful ? 30 : 10);
	o->most = or (o->most, 1e6);
	o->timeout = or (o->timeout, 10);
	o->connections = o->connections ? o->connections : 256;
	wanted = o->connections;
	if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur != RLIM_INFINITY && o->connections + FILES > r.rlim_cur)
		o->connections = r.rlim_cur > FILES + 1 ? (unsigned)(r.rlim_cur - FILES) : 1;
	return o->connections < wanted;
}

bool load_options_upward(const struct load_options *o, struct load_refusal *no)
{
	if (o->rate > 0 || o->from <= o->to)
		return true;
	no->status = MISUSED;
	buf_printf(&no->why, "a search from %s/s cannot end at %s/s, which is less", plain(o->from, 4).text,
	           plain(o->to, 4).text);
	buf_add_c(&no->hint, "--up-to is to be --from at least");
	return false;
}

bool load_options_enough(const struct load_options *o, const struct load_slo *slo, struct load_refusal *no)
{
	double rate = o->rate > 0 ? o->rate : o->from;

	for (unsigned i = 0; i < slo->count; i++) {
		double need = 10 / (1 - slo->term[i].share);

		if (slo->term[i].kind != LOAD_QUANTILE || slo->term[i].share <= 0.99 || need <= rate * o->step * 1.0001)
			continue;
		no->status = MISUSED;
		load_slo_name(&slo->term[i], &no->why);
		buf_printf(&no->why, " needs %.0f requests in a step, and %s/s for %s s are %.0f", need, plain(rate, 4).text,
		           plain(o->step, 4).text, rate * o->step);
		buf_printf(&no->hint, "--step %.0fs or --from %.0f/s", ceil(need / rate - 1e-6), ceil(need / o->step - 1e-6));
		return false;
	}
	return true;
}
