/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import.c - finds the tool of a text, and has it read. */
#include "measured/import.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "measured/import_parts.h"

enum { HEAD = 4096, DEPTH = 64 };

/* ---- which tool ---- */

static const struct import_tool *const families[] = {import_web_tools, import_db_tools,   import_disk_tools,
                                                     import_csv_tools, import_json_tools, import_bench_tools};

/* Call by index over all families; NULL at the end. */
static const struct import_tool *tool_at(unsigned index)
{
	for (size_t f = 0; f < sizeof(families) / sizeof(families[0]); f++)
		for (const struct import_tool *t = families[f]; t->name; t++)
			if (!index--)
				return t;
	return NULL;
}

static struct str import_tools(struct arena *a)
{
	struct buf text = {0};
	const struct import_tool *t;

	for (unsigned i = 0; (t = tool_at(i)); i++)
		if (!scan_has(buf_str(&text), t->name) || !strcmp(t->name, "wrk"))
			buf_printf(&text, "%s%s", i ? ", " : "", t->name);
	return buf_take(&text, a);
}

static bool no_tool(struct arena *a, struct diag *d, const char *what)
{
	diag_fail(d, DIAG_FILE, (struct span){0, 0}, "%s", what);
	diag_hint(d, "--tool NAME says which wrote it: %.*s", STR(import_tools(a)));
	return false;
}

static const struct import_tool *import_choose(const struct import_text *t, struct str name, struct diag *d)
{
	const struct import_tool *found = NULL, *x;

	for (unsigned i = 0; (x = tool_at(i)); i++) {
		if (name.len ? !str_eq(name, str_from_c(x->name)) : !x->fits(t))
			continue;
		if (found && !(name.len && x->fits(t)) && !name.len) {
			no_tool(t->a, d, arena_printf(t->a, "it looks like the output of %s and of %s", found->name, x->name).p);
			return NULL;
		}
		if (!found || x->fits(t)) /* a tool that writes text and JSON has two rows */
			found = x;
	}
	if (!found)
		no_tool(t->a, d,
		        name.len ? arena_printf(t->a, "there is no tool '%.*s'", STR(name)).p : "no known tool wrote this");
	return found;
}

/* ---- JSON ---- */

/* A bare nan, inf or infinity, with or without a sign: how many bytes; else 0. */
static size_t not_a_number(struct str s, size_t at)
{
	static const char *const words[] = {"infinity", "inf", "nan"};
	size_t sign = s.p[at] == '-' || s.p[at] == '+';

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq_nocase(str_cut(s, at + sign, at + sign + strlen(words[i])), str_from_c(words[i])))
			return sign + strlen(words[i]);
	return 0;
}

/*
 * What some tools write where there was nothing to count is not JSON: it becomes null. False with the place when it
 * nests too deep, or Ctrl-C was typed.
 */
static bool mend(struct str text, struct buf *out, size_t *at)
{
	bool quoted = false, escaped = false;
	unsigned depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];
		size_t odd = quoted ? 0 : not_a_number(text, i);

		if (c == '"' && !escaped)
			quoted = !quoted;
		escaped = quoted && c == '\\' && !escaped;
		depth += !quoted && (c == '{' || c == '[');
		depth -= !quoted && depth && (c == '}' || c == ']');
		if (depth > DEPTH || interrupt_came) {
			*at = i;
			return false;
		}
		if (odd) {
			buf_add_c(out, "null");
			i += odd - 1;
		} else
			buf_char(out, c);
	}
	return true;
}

/* The next part of a text for jansson, which ends where Ctrl-C was typed. */
static size_t give_part(void *buffer, size_t most, void *ctx)
{
	struct str *rest = ctx;
	size_t n = rest->len < most ? rest->len : most;

	if (interrupt_came)
		return (size_t)-1;
	memcpy(buffer, rest->p, n);
	*rest = str_cut(*rest, n, rest->len);
	return n;
}

/* One value after another. */
static json_t *parse_all(struct str text, json_error_t *error)
{
	json_t *all = json_array(), *one;
	struct str rest = str_trim(text);

	while (rest.len) {
		struct str given = rest;

		one = json_load_callback(give_part, &given, JSON_DISABLE_EOF_CHECK, error);
		if (!one) {
			json_decref(all);
			return NULL;
		}
		json_array_append_new(all, one);
		rest = str_trim(str_cut(rest, (size_t)error->position, rest.len));
	}
	return all;
}

/* The text from its first line that begins with a brace: fio writes notes before it. */
static struct str json_part(struct str text)
{
	struct str rest = text, line;

	while (rest.len) {
		struct str here = rest;

		str_next_line(&rest, &line);
		line = str_trim(line);
		if (line.len && *line.p == '{')
			return here;
		if (line.len && !str_starts(line, S("note")) && !str_starts(line, S("fio:")))
			break;
	}
	return (struct str){0};
}

static bool parse_json(struct import_text *t, struct diag *d)
{
	struct str part = json_part(t->text);
	struct buf mended = {0};
	json_error_t error;
	size_t at = 0;
	bool ok = true;

	if (!part.len)
		return true;
	if (!mend(part, &mended, &at))
		ok = diag_goes_on(d) &&
		     diag_fail(d, DIAG_FILE, (struct span){0, 0}, "brackets within brackets, more than %d deep", DEPTH);
	else {
		t->roots = parse_all(buf_str(&mended), &error);
		t->root = t->roots ? json_array_get(t->roots, 0) : NULL;
		if (!t->root)
			ok = diag_goes_on(d) && diag_fail(d, DIAG_FILE, (struct span){0, 0}, "line %d, column %d: no JSON: %s",
			                                  error.line, error.column, error.text);
	}
	buf_release(&mended);
	return ok;
}

/* A last line without its end was cut off somewhere: its numbers may be too short. */
static struct str whole_lines(struct str text)
{
	while (text.len && text.p[text.len - 1] != '\n')
		text.len--;
	return text;
}

static bool read_with(const struct import_tool *tool, const struct import_text *t, struct import *out, struct diag *d)
{
	out->tool = tool->name;
	out->runs = out->runs ? out->runs : 1;
	out->files = 1;
	if (!tool->read(out, t, d))
		return false;
	if (!diag_goes_on(d))
		return false;
	if (!out->count)
		return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "%s wrote no number that can be used", tool->name);
	return true;
}

/*
 * Answers, errors and connections decide whether a result is to be trusted: without them it is not taken. Of text,
 * strtod() makes an infinity of "7E777".
 */
static bool check_counts(const struct import *m, struct diag *d)
{
	const struct {
		const char *what;
		double count;
	} rows[] = {{"errors", m->failed}, {"answers", m->requests}, {"connections", m->connections}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		double n = rows[i].count;

		if (isnan(n) || n < 0)
			return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "how many %s it counts is %s", rows[i].what,
			                 isnan(n) ? "no number" : "a negative number");
		if (n > IMPORT_LARGEST)
			return diag_fail(d, DIAG_FILE, (struct span){0, 0},
			                 "it counts more than 10^15 answers, errors or connections");
	}
	return true;
}

bool import_read(struct str text, struct str tool, struct arena *a, struct import *out, struct diag *d)
{
	struct import_text t = {.text = text, .a = a};
	const struct import_tool *found;
	bool ok;

	*out = (struct import){0};
	if (!str_trim(text).len)
		return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "it is empty");
	if (memchr(text.p, '\0', text.len))
		return diag_fail(d, DIAG_FILE, (struct span){0, 0}, "it is binary: no tool wrote this");
	if (!parse_json(&t, d))
		return false;
	if (!t.root)
		t.text = whole_lines(text);
	t.head = str_cut(t.text, 0, HEAD);
	found = import_choose(&t, tool, d);
	ok = found && read_with(found, &t, out, d) && check_counts(out, d);
	json_decref((json_t *)t.roots);
	return ok;
}
