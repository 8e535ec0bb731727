/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_lab.c - `lab`: which labs there are, and running one, alternatives side by side. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"

#include "base/interrupt.h"
#include "base/near.h"
#include "command/command_all.h"
#include "command/name_list.h"
#include "command/lab_page.h"
#include "command/progress.h"
#include "lab/script.h"
#include "session/parts.h"
#include "session/console.h"
#include "show/ascii.h"
#include "show/chart_text.h"
#include "show/wrap.h"

enum { ALTERNATIVES = 8, STEPS = 50 };

struct lab_request {
	struct str name;
	struct str like; /* a sheet whose parameters are taken where they have the names of the lab's, or empty */
	struct given *given;
	size_t count;
	bool trace, verbose;
	uint32_t steps;
	struct str varied; /* the parameter that has alternatives, or empty */
	size_t varied_at;
	struct str values[ALTERNATIVES];
	uint32_t value_count;           /* 1 without */
	struct str script_path, script; /* the file of script=FILE, and what is in it */
};

/* ---- the list ---- */

static void list_lab(struct session *s, const struct lab *lab, struct name_list *l, struct outcome *o)
{
	struct text_found found;
	struct str rest, line;

	if (!library_text(session_library(s), arena_printf(&o->arena, "lab.%s", lab->name), S(""), &o->diag, &found))
		return;
	rest = found.text;
	while (str_next_line(&rest, &line))
		if (str_starts(line, S("> "))) {
			struct str *row = name_list_row(l);

			row[0] = str_from_c(lab->name);
			row[1] = str_cut(line, 2, line.len);
			return;
		}
}

static void list_labs(struct session *s, struct outcome *o)
{
	struct name_list l;

	name_list_init(&l, &o->arena, 2);
	for (const struct lab_group *g = lab_groups; g->title; g++) {
		name_list_group(&l, str_from_c(g->title));
		for (unsigned i = 0; g->labs[i]; i++)
			list_lab(s, g->labs[i], &l, o);
	}
	name_list_write(&l, s, &o->output);
	buf_add_c(&o->output, "'bote lab queue' runs one; 'bote help lab queue' tells its parameters\n");
}

bool unknown_lab(struct outcome *o, struct str name)
{
	struct near near = {.word = name, .limit = 2, .most = 1};

	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			near_offer(&near, str_from_c(g->labs[i]->name));
	diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "unknown lab '%.*s'", STR(name));
	if (near.count)
		diag_hint(&o->diag, "did you mean '%.*s'? ('bote lab' lists them)", STR(near.names[0]));
	else
		diag_hint(&o->diag, "'bote lab' lists them");
	o->status = STATUS_INPUT;
	return false;
}

/* ---- sections of the article ---- */

/* Those that nothing runs in, and why. */
static const struct {
	const char *heading, *why, *formulas;
} without_lab[] = {
	{"Why study System Design", "nothing runs in it", ""},
	{"What is a Server", "names and ports: nothing to measure", "server_max_rps, request_cost"},
	{"Back-of-the-envelope Estimation", "that is what bote does", "resource_estimate, load_estimate"},
	{"SQL vs NoSQL", "a choice, not a mechanism", "document_embed, nosql_nodes"},
	{"Blob Storage", "eleven nines cannot be simulated", "durability_loss, durability_replicas"},
	{"How to solve any System Design problem", "a way to go, not a mechanism", ""},
};

/* "A; B" of `source "the article, A; B. Others"`: is the heading one of them? */
static bool names_section(struct str line, struct str heading, struct str *found)
{
	struct str list = str_starts(line, S("source \"the article, ")) ? str_cut(line, 21, line.len) : S("");

	while (list.len) {
		size_t end = str_find_char(list, ';', 0), stop = str_find_char(list, '.', 0);
		struct str one;

		end = stop < end ? stop : end;
		one = str_trim(str_cut(list, 0, end));
		if (str_ends(one, S("\"")))
			one = str_cut(one, 0, one.len - 1);
		if (one.len == heading.len && str_contains_nocase(one, heading)) {
			*found = one;
			return true;
		}
		list = end < list.len && list.p[end] == ';' ? str_trim(str_cut(list, end + 1, list.len)) : S("");
	}
	return false;
}

static unsigned labs_of_section(struct session *s, struct str heading, struct outcome *o)
{
	struct name_list l;
	unsigned count = 0;

	name_list_init(&l, &o->arena, 2);
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++) {
			struct str name = arena_printf(&o->arena, "lab.%s", g->labs[i]->name), rest, line, found;
			struct text_found text;

			if (!library_text(session_library(s), name, S(""), &o->diag, &text))
				continue;
			rest = text.text;
			while (str_next_line(&rest, &line)) {
				if (!names_section(line, heading, &found))
					continue;
				if (!count++)
					name_list_group(&l, arena_printf(&o->arena, "%.*s, a section of the article", STR(found)));
				list_lab(s, g->labs[i], &l, o);
				break;
			}
		}
	name_list_write(&l, s, &o->output);
	return count;
}

static unsigned formulas_of_section(struct session *s, struct str heading, struct outcome *o)
{
	unsigned all, count = 0;
	const struct listing *list = library_list(session_library(s), &all);

	for (unsigned i = 0; i < all; i++)
		if (str_contains_nocase(list[i].topic_title, heading)) {
			buf_printf(&o->output, "%s%.*s", count ? ", " : "  formulas: ", STR(list[i].name));
			count++;
		}
	if (count)
		buf_char(&o->output, '\n');
	return count;
}

bool help_section(struct session *s, struct str heading, struct outcome *o)
{
	unsigned found;

	if (heading.len < 4 || heading.p[0] == '/')
		return false;
	found = labs_of_section(s, heading, o);
	for (size_t i = 0; i < sizeof without_lab / sizeof *without_lab; i++)
		if (heading.len == strlen(without_lab[i].heading) &&
		    str_contains_nocase(str_from_c(without_lab[i].heading), heading)) {
			buf_printf(&o->output, "%s, a section of the article: no lab, for %s\n", without_lab[i].heading,
			           without_lab[i].why);
			if (without_lab[i].formulas[0])
				buf_printf(&o->output, "  formulas: %s\n", without_lab[i].formulas);
			found++;
		}
	if (found)
		formulas_of_section(s, heading, o);
	return found > 0;
}

/* ---- words ---- */

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
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
		    (at + 4 < value.len && value.p[at + 4] >= '0' && value.p[at + 4] <= '9'))
			return false;
		at += 4;
	}
	return str_find_char(value, ',', at) >= value.len;
}

/* Where the next alternative begins: after a comma outside of brackets; the end of the value when there is none. */
static size_t next_comma(struct str value, size_t at)
{
	size_t depth = 0;

	for (; at < value.len; at++) {
		char c = value.p[at];

		if (c == '"')
			at = str_find_char(value, '"', at + 1);
		else if (c == '(' || c == '[')
			depth++;
		else if (c == ')' || c == ']')
			depth -= depth > 0;
		else if (c == ',' && !depth)
			break;
	}
	return at > value.len ? value.len : at;
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
		size_t end = next_comma(value, at);
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
		if (kind == LAB_TEXT && value.len && value.p[0] != '"') {
			g->value = arena_printf(&o->arena, "\"%.*s\"", STR(value)); /* script=x y<x */
			continue;
		}
		if (list && !bracketed && next_comma(value, 0) < value.len && value.p[0] != '[') {
			g->value = arena_printf(&o->arena, "[%.*s]", STR(value)); /* weights=1,1,2 */
			continue;
		}
		if (bracketed && !list)
			value = str_cut(value, 1, value.len - 1);
		if (next_comma(value, 0) >= value.len)
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
		r->value_count = 0;
		for (size_t at = 0; at <= value.len;) {
			size_t end = next_comma(value, at);

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

static bool lab_read_words(struct lab_request *r, size_t argc, const struct str *argv, struct outcome *o)
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
			if (++i == argc || !all_digits(argv[i]) || argv[i].len > 6 || !atoi(arena_str(&o->arena, argv[i]).p))
				return command_misused(o, "--steps wants how many lines");
			r->steps = (uint32_t)atoi(arena_str(&o->arena, argv[i]).p);
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

/* ---- while it runs ---- */

static void lab_progress_begin(struct progress *p, struct session *s, const struct lab_request *r, struct arena *a)
{
	progress_begin(p, s, arena_printf(a, "lab %.*s", STR(r->name)));
	p->of = r->value_count;
	session_engine(s)->lab_files = true;
	session_console(s)->interrupts(true);
}

static void lab_progress_end(struct progress *p, struct session *s)
{
	session_console(s)->interrupts(false);
	session_engine(s)->lab_files = false;
	measures_forget_ended(*library_measures(session_library(s)));
	progress_end(p);
}

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

/* ---- running ---- */

static bool lab_run_one(struct session *s, struct lab_request *r, uint32_t k, struct lab_view *v, struct sheet **sheet,
                        struct outcome *o)
{
	struct ask q = {.a = &o->arena, .d = &o->diag, .format = session_format(s)};

	if (r->varied.len)
		r->given[r->varied_at].value = r->values[k];
	*sheet = session_open(s, arena_printf(&o->arena, "lab.%.*s", STR(r->name)), r->given, r->count, o);
	if (!*sheet)
		return false;
	q.sheet = *sheet;
	return lab_view(&q, S(""), v) || session_fail(o);
}

static void write_page(struct session *s, const struct lab_page *p, struct outcome *o)
{
	const struct settings *set = session_settings(s);

	if (set->json) {
		lab_page_json(&o->output, p);
		o->lines = true;
	} else if (set->csv) {
		lab_page_csv(&o->output, p);
	} else if (set->raw) {
		lab_page_raw(&o->output, p);
	} else {
		struct buf page = {0};

		lab_page_write(&page, p, &o->arena);
		if (p->ascii)
			ascii_text(&page, 0);
		wrap_lines(&page, p->width); /* what is wide even so */
		buf_add_str(&o->output, buf_str(&page));
		buf_release(&page);
	}
}

static bool write_trace(struct session *s, const struct lab_view *v, const struct lab_request *r, struct outcome *o)
{
	const struct settings *set = session_settings(s);
	unsigned width = session_console(s)->width(set, STDOUT_FILENO);
	size_t from = o->output.len;
	struct lab_trace t;

	if (!measure_trace(session_engine(s), v->run, r->steps, r->verbose, &t, &o->diag))
		return session_fail(o);
	if (r->verbose && t.lanes > 1 && t.count)
		chart_text_write(&o->output, lab_messages_chart(&t, &o->arena), &o->arena, width ? width : 80,
		                 set->ascii ? CHART_ASCII : CHART_BLOCKS);
	else
		trace_write(&t, &o->output);
	if (t.cut)
		buf_printf(&o->output, "... more: --steps %u\n", r->steps * 10);
	if (!t.count)
		buf_printf(&o->output, "nothing happens step by step in '%.*s'\n", STR(v->name));
	if (set->ascii)
		ascii_text(&o->output, from);
	trace_release(&t);
	return true;
}

/* How long it took: never among the answers, since it is another time elsewhere. */
static void say_time(struct progress *p, const struct lab_view *v, uint32_t of)
{
	struct buf line = {0};

	bench_progress_clear(&p->line);
	buf_printf(&line, "%.*s: %.3f s", STR(p->what), progress_seconds(p));
	if (of > 1)
		buf_printf(&line, " for %u", of);
	if (v->run->result.steps)
		buf_printf(&line, ", %.3g million steps", (double)v->run->result.steps / 1e6);
	buf_char(&line, '\n');
	session_console(p->line.session)->say(buf_str(&line));
	buf_release(&line);
}

static bool run_all(struct session *s, struct lab_request *r, struct outcome *o)
{
	const struct settings *set = session_settings(s);
	struct lab_view views[ALTERNATIVES];
	struct sheet *sheets[ALTERNATIVES] = {0};
	unsigned width = session_console(s)->width(set, STDOUT_FILENO);
	struct format format = session_format(s);
	bool ok = true, off = false, ended = false;
	struct progress progress;

	lab_progress_begin(&progress, s, r, &o->arena);
	for (uint32_t k = 0; ok && k < r->value_count; k++) {
		progress.at = k;
		ok = lab_run_one(s, r, k, &views[k], &sheets[k], o);
		off = off || (ok && views[k].off);
		ended = ok && views[k].run->result.stopped;
		if (ended)
			r->value_count = k + 1; /* the others are not begun */
	}
	if (ok && r->verbose && !r->trace)
		say_time(&progress, &views[0], r->value_count);
	if (ok && r->trace) {
		ok = write_trace(s, &views[0], r, o);
	} else if (ok) {
		struct lab_page p = {views,      r->value_count, r->varied,   r->values, &format, width ? width : 80,
		                     set->quiet, set->ascii,     set->braille};

		write_page(s, &p, o);
		if (off)
			o->status = STATUS_NO;
	}
	lab_progress_end(&progress, s);
	if (!ok && interrupt_came) {
		o->diag.error = NULL;
		diag_fail(&o->diag, DIAG_INTERRUPT, (struct span){0, 0}, "lab %.*s: ended before two runs were done",
		          STR(r->name));
		o->status = STATUS_ENDED;
	}
	blame_file(r, o->diag.error);
	if (ended)
		o->status = STATUS_ENDED;
	for (uint32_t k = 0; k < r->value_count; k++)
		sheet_free(sheets[k]);
	return ok;
}

/* One lab at its defaults: which results are off. */
static bool lab_holds(struct session *s, const char *name, struct buf *out)
{
	struct outcome o;
	struct lab_view v;
	bool fine = false;
	uint32_t judged = 0;

	outcome_init(&o);
	struct sheet *sheet = session_open(s, arena_printf(&o.arena, "lab.%s", name), NULL, 0, &o);
	struct ask q = {.sheet = sheet, .a = &o.arena, .d = &o.diag, .format = session_format(s)};
	if (sheet && lab_view(&q, S(""), &v)) {
		fine = !v.off;
		for (uint32_t i = 0; i < v.count; i++) {
			judged += v.rows[i].has_prediction;
			if (v.rows[i].kind == LAB_OFF)
				buf_printf(out, "fails  lab %s: %.*s is %.*s, and %.*s was predicted\n", name, STR(v.rows[i].name),
				           STR(v.rows[i].value), STR(v.rows[i].predicted));
		}
		if (fine)
			buf_printf(out, "holds  lab %s: %u results are as predicted\n", name, judged);
	} else {
		buf_printf(out, "fails  lab %s: %.*s\n", name, STR(o.diag.error ? o.diag.error->text : S("it does not run")));
	}
	sheet_free(sheet);
	outcome_release(&o);
	return fine;
}

bool labs_hold(struct session *s, struct buf *out)
{
	bool fine = true;

	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			fine = lab_holds(s, g->labs[i]->name, out) && fine;
	return fine;
}

bool command_lab(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct lab_request r = {0};
	const struct lab *lab;

	if (!lab_read_words(&r, argc, argv, o))
		return false;
	if (!r.name.len) {
		list_labs(s, o);
		return true;
	}
	if (str_starts(r.name, S("lab.")))
		r.name = str_cut(r.name, 4, r.name.len);
	lab = lab_find(r.name);
	if (!lab)
		return unknown_lab(o, r.name);
	return take_like(s, lab, &r, o) && split_alternatives(lab, &r, o) && run_all(s, &r, o);
}
