/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_request.c - the words of a lab: parameters with bare words and lists, alternatives, scripts, sheets like which.
 */
#include "command/lab_request.h"

#include <errno.h>
#include <string.h>

#include "base/fs.h"
#include "command/command_all.h"
#include "lab/script.h"
#include "session/session_parts.h"

enum { STEPS = 50 };

/* ---- words ---- */

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_digit(s.p[i]))
			return false;
	return s.len > 0;
}

/* 1,000,000: commas that group digits by three, and a first group that is not 0. */
static bool groups_digits(struct str value)
{
	size_t at = str_find_char(value, ',', 0);

	if (!at || at > 3 || !all_digits(str_cut(value, 0, at)) || value.p[0] == '0')
		return false;
	while (at < value.len && value.p[at] == ',') {
		if (!all_digits(str_cut(value, at + 1, at + 4)) || at + 4 > value.len ||
		    (at + 4 < value.len && char_is_digit(value.p[at + 4])))
			return false;
		at += 4;
	}
	return str_find_char(value, ',', at) >= value.len;
}

/* What a parameter is; a number for one that the lab has not. */
static enum lab_kind lab_kind_of(const struct lab *lab, struct str name)
{
	for (const struct lab_in *in = lab->in; in->name; in++)
		if (str_eq(str_from_c(in->name), name))
			return in->kind;
	return LAB_NUMBER;
}

static bool ambiguous(struct outcome *o, const struct given *g)
{
	struct str text = arena_str(&o->arena, g->value);
	char *plain = arena_alloc(&o->arena, text.len + 1);

	for (size_t i = 0; i < text.len; i++)
		plain[i] = text.p[i] == ',' ? '_' : text.p[i];
	command_misused(o, "'%.*s=%.*s' may be two numbers or one", STR(g->name), STR(g->value));
	diag_hint(&o->diag, "two runs: '%.*s=[%.*s]'; one number: %s", STR(g->name), STR(g->value), plain);
	return false;
}

/* routes=/product,/order */
static struct str quote_each(struct str value, struct arena *a)
{
	struct buf text = {0};

	for (size_t at = 0; at <= value.len;) {
		size_t end = str_find_outside(value, ',', at);
		struct str one = str_trim(str_cut(value, at, end));

		buf_printf(&text, "%s%s%.*s%s", at ? ", " : "[", one.len && one.p[0] == '"' ? "" : "\"", STR(one),
		           one.len && one.p[0] == '"' ? "" : "\"");
		at = end + 1;
	}
	buf_char(&text, ']');
	return buf_take(&text, a);
}

/* script=FILE: what is in it, its lines parted by semicolons. A text that names no file is the script itself. */
static bool script_of_file(struct lab_request *r, struct given *g, struct outcome *o)
{
	struct str path = g->value;
	struct buf text = {0};
	int error;

	if (path.len > 1 && path.p[0] == '"')
		path = str_cut(path, 1, path.len - 1);
	path = arena_str(&o->arena, path);
	if (!path.len || path.len > 4000 || !fs_is_file(path.p))
		return true;
	error = fs_read(path.p, 1 << 20, &text);
	r->script_path = path;
	r->script = arena_str(&o->arena, buf_str(&text));
	for (size_t i = 0; i < text.len && !error; i++) {
		if (text.p[i] == 0 || text.p[i] == '"' || text.p[i] == '\\')
			error = EILSEQ;
		if (text.p[i] == '\n' || text.p[i] == '\r')
			text.p[i] = text.p[i] == '\n' ? ';' : ' ';
	}
	if (error == EILSEQ)
		command_misused(o, "%.*s: this is not a script", STR(path));
	else if (error)
		command_misused(o, "%.*s: %s", STR(path), error == EFBIG ? "more than 1 MiB" : fs_error(error));
	else
		g->value = arena_printf(&o->arena, "\"%.*s\"", STR(buf_str(&text)));
	buf_release(&text);
	return !error;
}

/* `workers=8,9,10`, and `[100, 200]` for a number. */
static bool split_alternatives(const struct lab *lab, struct lab_request *r, struct outcome *o)
{
	r->value_count = 1;
	for (size_t i = 0; i < r->count; i++) {
		struct given *g = &r->given[i];
		struct str value = g->value;
		enum lab_kind kind = lab_kind_of(lab, g->name);
		bool list = kind == LAB_LIST || kind == LAB_TEXTS,
			 bracketed = value.len > 1 && value.p[0] == '[' && value.p[value.len - 1] == ']';

		if (kind == LAB_TEXTS && value.len && value.p[0] != '[') {
			g->value = quote_each(value, &o->arena);
			continue;
		}
		if (kind == LAB_TEXT && str_eq(g->name, S("script")) && !script_of_file(r, g, o))
			return false;
		value = g->value;
		if (kind == LAB_TEXT && str_eq(value, S("none"))) /* as the page says of what is not given */
			continue;
		if (kind == LAB_TEXT && value.len && value.p[0] != '"') {
			g->value = arena_printf(&o->arena, "\"%.*s\"", STR(value)); /* script=x y<x */
			continue;
		}
		if (list && !bracketed && str_find_outside(value, ',', 0) < value.len && value.p[0] != '[') {
			g->value = arena_printf(&o->arena, "[%.*s]", STR(value)); /* weights=1,1,2 */
			continue;
		}
		if (bracketed && !list)
			value = str_cut(value, 1, value.len - 1);
		if (str_find_outside(value, ',', 0) >= value.len)
			continue;
		if (!bracketed && groups_digits(value)) {
			if (value.len == 7 && value.p[3] == ',')
				return ambiguous(o, g);
			continue;
		}
		if (r->varied.len) {
			command_misused(o, "'%.*s' and '%.*s' both have alternatives", STR(r->varied), STR(g->name));
			diag_hint(&o->diag, "one at a time; two at once is: sweep");
			return false;
		}
		r->varied = g->name;
		r->varied_at = i;
		r->listed = arena_str(&o->arena, value);
		r->value_count = 0;
		for (size_t at = 0; at <= value.len;) {
			size_t end = str_find_outside(value, ',', at);

			if (r->value_count == ALTERNATIVES)
				return command_misused(o, "more than %d alternatives for '%.*s'", ALTERNATIVES, STR(g->name));
			r->values[r->value_count] = str_trim(str_cut(value, at, end));
			if (!r->values[r->value_count].len)
				return command_misused(o, "an alternative of '%.*s' is empty", STR(g->name));
			r->value_count++;
			at = end + 1;
		}
	}
	return true;
}

bool lab_request_read(struct lab_request *r, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str *rest = arena_array(&o->arena, struct str, argc + 1), text;
	size_t n = 0;

	r->steps = STEPS;
	for (size_t i = 0; i < argc; i++) {
		if (str_eq(argv[i], S("--trace"))) {
			r->trace = true;
		} else if (str_eq(argv[i], S("-v")) || str_eq(argv[i], S("--verbose"))) {
			r->verbose = true;
		} else if (str_eq(argv[i], S("--like"))) {
			if (++i == argc)
				return command_misused(o, "--like wants a sheet");
			r->like = argv[i];
		} else if (str_eq(argv[i], S("--steps"))) {
			uint64_t steps;

			if (++i == argc || !str_whole(argv[i], 1, 999999, &steps))
				return command_misused(o, "--steps wants how many lines");
			r->steps = (uint32_t)steps;
			r->trace = true;
		} else {
			rest[n++] = argv[i];
		}
	}
	if (!n)
		return !r->trace || command_misused(o, "a trace of which lab? 'bote lab' lists them");
	r->name = rest[0];
	text = command_join(o, n - 1, rest + 1);
	r->given = arena_array(&o->arena, struct given, text.len / 2 + 1);
	return command_params(text, r->given, &r->count, o);
}

/* ---- parameters of a sheet ---- */

static bool lab_is_given(const struct lab_request *r, const char *name)
{
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(r->given[i].name, str_from_c(name)))
			return true;
	return false;
}

/* As it is written there; of a range the middle, since a lab wants one number. */
static struct str lab_value_of(const struct cell *c, struct arena *a)
{
	struct str text = source_text(c->is.source, c->is.expr->at);

	return c->type->uncertain ? arena_printf(a, "median(%.*s)", STR(text)) : arena_str(a, text);
}

/* alpha, objects of a sheet that `bote profile` wrote: what is given goes before. */
static bool take_like(struct session *s, const struct lab *lab, struct lab_request *r, struct outcome *o)
{
	struct sheet *sheet = r->like.len ? session_open(s, r->like, NULL, 0, o) : NULL;
	struct given *given;
	size_t count = r->count, ins = 0;

	if (!sheet)
		return !r->like.len;
	while (lab->in[ins].name)
		ins++;
	given = arena_array(&o->arena, struct given, count + ins);
	for (size_t i = 0; i < count; i++)
		given[i] = r->given[i];
	for (const struct lab_in *in = lab->in; in->name; in++) {
		const struct cell *c = sheet_find(sheet, str_from_c(in->name));

		if (c && c->param && c->state == CELL_READY && !lab_is_given(r, in->name))
			given[count++] = (struct given){str_from_c(in->name), lab_value_of(c, &o->arena)};
	}
	sheet_free(sheet);
	if (count == r->count)
		return command_misused(o, "%.*s has no parameter that lab %s has", STR(r->like), lab->name);
	r->given = given;
	r->count = count;
	return true;
}

bool lab_request_finish(struct session *s, const struct lab *lab, struct lab_request *r, struct outcome *o)
{
	return take_like(s, lab, r, o) && split_alternatives(lab, r, o);
}

/* ---- what is wrong ---- */

/* What is wrong in a script that is a file: its name, and the line of the file. */
static void blame_file(const struct lab_request *r, struct diag_item *error)
{
	uint32_t pieces = 1, line = 1;

	if (!error || !r->script_path.len || !str_eq(error->source.name, S(SCRIPT_NAME)))
		return;
	for (size_t i = 0; i < r->script.len && pieces < error->source.first_line; i++) {
		pieces += r->script.p[i] == '\n' || r->script.p[i] == ';';
		line += r->script.p[i] == '\n';
	}
	error->source.name = r->script_path;
	error->source.first_line = line;
}

/* One word is no script, and likely a file that is not there. */
static void hint_file(const struct lab_request *r, struct diag_item *error, struct arena *a)
{
	for (size_t i = 0; i < r->count; i++) {
		struct str text = r->given[i].value;

		if (!str_eq(r->given[i].name, S("script")) || text.len < 3 || str_find_char(text, ' ', 0) < text.len ||
		    str_find_char(text, ':', 0) < text.len)
			continue;
		text = str_cut(text, 1, text.len - 1);
		error->hint = arena_printf(a, "nor is there a file '%.*s'", STR(text));
	}
}

/* Where `value` begins in what was typed, quotes or not; `all.len`: nowhere. */
static size_t typed_at(struct str all, struct str value)
{
	for (size_t at = 0; at + value.len <= all.len; at++)
		if (str_eq(str_cut(all, at, at + value.len), value))
			return at;
	return all.len;
}

static bool show_typed(const struct given *g, struct str all, struct diag_item *error, struct arena *a)
{
	struct str text = error->source.text, plain = text;
	bool quoted = text.len > 1 && text.p[0] == '"' && text.p[text.len - 1] == '"' && (!all.len || all.p[0] != '"');
	size_t at;

	if (quoted)
		plain = str_cut(text, 1, text.len - 1);
	at = typed_at(all, plain);
	if (!plain.len || at == all.len || error->source.name.len || !error->at.end)
		return false;
	at += g->name.len + 1;
	error->source.text = arena_printf(a, "%.*s=%.*s", STR(g->name), STR(all));
	error->at.start = (uint32_t)at + error->at.start - (quoted && error->at.start ? 1 : 0);
	error->at.end = (uint32_t)(at + error->at.end - (quoted ? (error->at.end == text.len ? 2 : 1) : 0));
	return true;
}

/* Is nothing else given the same value? */
static bool is_alone(const struct lab_request *r, size_t i)
{
	for (size_t j = 0; j < r->count; j++)
		if (j != i && str_eq(r->given[i].value, r->given[j].value))
			return false;
	return true;
}

void lab_request_blame(const struct lab_request *r, uint32_t k, struct outcome *o)
{
	struct diag_item *error = o->diag.error;

	if (!error)
		return;
	if (str_eq(error->source.name, S(SCRIPT_NAME)) && !r->script_path.len)
		hint_file(r, error, &o->arena);
	blame_file(r, error);
	for (size_t i = 0; i < r->count; i++) {
		bool varied = r->varied.len && r->varied_at == i;
		struct str value = varied ? r->values[k] : r->given[i].value, all = varied ? r->listed : value;
		struct str quoted = arena_printf(&o->arena, "'%.*s'", STR(r->given[i].name));

		if (!is_alone(r, i) && str_find(error->text, quoted, 0) == error->text.len)
			continue;
		if (str_eq(error->source.text, value) ||
		    str_eq(error->source.text, arena_printf(&o->arena, "\"%.*s\"", STR(value)))) {
			show_typed(&r->given[i], all, error, &o->arena);
			return;
		}
	}
}
