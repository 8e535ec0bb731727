/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_fleet.c - `fleet`: which machines hold a load, what they cost, and what would change the choice. */
#include <math.h>
#include <unistd.h>

#include "base/now.h"
#include "command/command_all.h"
#include "fleet/fleet_words.h"
#include "report/fleet_view.h"
#include "sheet/defaults.h"
#include "session/console.h"
#include "session/machines.h"
#include "value/number.h"

enum { ROWS = 5, FLEETS_MAX = 64 };

struct fleet_request {
	struct session *s;
	struct outcome *o;
	struct fleet *fleet;
	struct str name; /* of the sheet; "fleet" for a question by itself */
	struct given *given;
	size_t given_count;
	bool all, list;
	uint32_t rows;
	struct str word;  /* of -l */
	struct str check; /* a list to look over */
};

/* ---- words ---- */

static bool take_rows(struct fleet_request *r, struct str value)
{
	uint64_t n;

	if (!str_whole(value, 1, 1000, &n))
		return command_misused(r->o, "-n takes a number of rows from 1 to 1000, not '%.*s'", STR(value));
	r->rows = (uint32_t)n;
	return true;
}

static bool take_pay(struct fleet_request *r, struct str value)
{
	for (int p = 0; p < FLEET_PAYS; p++)
		if (str_eq_nocase(value, str_from_c(fleet_pay_names[p]))) {
			r->fleet->pay = arena_str(&r->o->arena, value);
			return true;
		}
	return command_misused(r->o, "--pay takes on demand, 1y, 3y or spot, not '%.*s'", STR(value));
}

/* An option with its value. *known false: it is not one of these. */
static bool fleet_take_valued(struct fleet_request *r, struct str word, struct str value, bool *known)
{
	*known = true;
	if (str_eq(word, S("-n")))
		return take_rows(r, value);
	if (str_eq(word, S("--pay")))
		return take_pay(r, value);
	if (str_eq(word, S("--only")))
		r->fleet->only = value;
	else if (str_eq(word, S("--measured-on")))
		r->fleet->measured_on = value;
	else if (str_eq(word, S("--prices")) || str_eq(word, S("--prices-only")))
		machines_add_list(session_machines(r->s), str_from_c(command_path(r->o, value)),
		                  str_eq(word, S("--prices-only")));
	else if (str_eq(word, S("--check-list")))
		r->check = str_from_c(command_path(r->o, value));
	else
		*known = false;
	return true;
}

static bool fleet_take_option(struct fleet_request *r, size_t argc, const struct str *argv, size_t *at)
{
	struct str word, value;
	bool known;

	if (str_eq(argv[*at], S("-a")) || str_eq(argv[*at], S("-l"))) {
		*(argv[*at].p[1] == 'a' ? &r->all : &r->list) = true;
		return true;
	}
	value = command_value(argc, argv, at, &word);
	bool fine = fleet_take_valued(r, word, value, &known);
	if (!known)
		return command_misused(r->o, "fleet has no option '%.*s'", STR(word));
	return fine && (value.len || command_misused(r->o, "option '%.*s' needs a value", STR(word)));
}

static bool fleet_take_words(struct fleet_request *r, size_t argc, const struct str *argv)
{
	struct buf params = {0};
	bool ok = true;

	r->name = S("fleet");
	for (size_t i = 0; ok && i < argc; i++) {
		bool first = !params.len && str_eq(r->name, S("fleet"));
		if (argv[i].len > 1 && argv[i].p[0] == '-' && !char_is_digit(argv[i].p[1]))
			ok = fleet_take_option(r, argc, argv, &i);
		else if (r->list && !r->word.len)
			r->word = argv[i];
		else if (first && str_find_char(argv[i], '=', 0) == argv[i].len &&
		         !(i + 1 < argc && str_starts(argv[i + 1], S("="))))
			r->name = argv[i];
		else
			buf_printf(&params, "%s%.*s", params.len ? " " : "", STR(argv[i]));
	}
	if (r->list && !r->word.len && !str_eq(r->name, S("fleet"))) /* "WORD -l" */
		r->word = r->name;
	struct str text = buf_take(&params, &r->o->arena);
	r->given = arena_array(&r->o->arena, struct given, text.len / 2 + 2);
	return ok && command_params(text, r->given, &r->given_count, r->o);
}

/* ---- what is printed ---- */

static void fleet_say_none(struct fleet_request *r, const struct fleet_view *v)
{
	struct str nearest, hint, why = fleet_view_none(v, &r->o->arena, &nearest, &hint);
	struct buf *out = &r->o->output;

	if (v->alias.len)
		buf_printf(out, "%.*s: ", STR(v->alias));
	buf_printf(out, "none: %.*s\n", STR(why));
	if (nearest.len)
		buf_printf(out, "  %.*s\n", STR(nearest));
	if (hint.len)
		buf_printf(out, "  hint: %.*s\n", STR(hint));
	r->o->status = STATUS_NO;
}

/* Off a terminal no column is left out. */
static unsigned fleet_page_width(struct fleet_request *r)
{
	return session_console(r->s)->width(session_settings(r->s), STDOUT_FILENO);
}

static void say_fleets(struct fleet_request *r, struct sheet *sheet, const struct fleet_view *v, uint32_t count)
{
	const struct statement *heading = sheet_first(sheet, STATEMENT_HEADING);
	struct str title = heading ? arena_str(&r->o->arena, heading->text) : r->name;
	uint32_t none = 0;

	if (session_settings(r->s)->json) {
		for (uint32_t i = 0; i < count; i++) {
			fleet_view_json(&v[i], &r->o->output);
			none += !v[i].choice.count;
		}
		r->o->form = OUTPUT_JSON;
		r->o->status = none ? STATUS_NO : STATUS_OK;
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		if (!v[i].choice.count) {
			fleet_say_none(r, &v[i]);
			none++;
		}
	if (count == 1 && !none)
		r->o->tables = fleet_view_page(&v[0], title, fleet_page_width(r), &r->o->arena);
	else if (count > 1)
		r->o->tables = fleet_view_sum(v, count, title, &r->o->arena);
}

/* What a formula takes for granted; an example says it itself. */
static void note_fleet_defaults(struct fleet_request *r, struct sheet *sheet, const struct fleet_view *v,
                                uint32_t count)
{
	struct cell **picked = arena_array(&r->o->arena, struct cell *, count + 1);

	for (uint32_t i = 0; i < count; i++)
		picked[i] = v[i].picked;
	if (!listing_is_example(library_listing(session_library(r->s), r->name)))
		sheet_note_defaults(sheet, picked, count, NULL, 0, &r->o->arena, &r->o->diag);
}

static bool command_fleet_choose(struct fleet_request *r)
{
	struct fleet_view *v = arena_array(&r->o->arena, struct fleet_view, FLEETS_MAX);
	uint32_t count = 0;
	struct sheet *sheet = session_open(r->s, r->name, r->given, r->given_count, r->o);

	if (!sheet)
		return false;
	bool ok = fleet_views(sheet, r->fleet, r->all, r->rows, &r->o->arena, &r->o->diag, v, FLEETS_MAX, &count);
	if (ok && !count) {
		ok = diag_fail(&r->o->diag, DIAG_ARGUMENT, (struct span){0, 0}, "%.*s uses no fleet", STR(r->name));
		diag_hint(&r->o->diag, "a sheet says what it needs as in use fleet(cpu = 100 cores, memory = 2 TB) as web");
	} else if (ok) {
		say_fleets(r, sheet, v, count);
		note_fleet_defaults(r, sheet, v, count);
	}
	sheet_free(sheet);
	return ok || session_fail(r->o);
}

/* ---- lists ---- */

static void list_machine(const struct fleet_request *r, const struct fleet_machine *m, struct doc_table *t)
{
	struct arena *a = &r->o->arena;
	struct field *f = table_row(t);

	*f++ = field_text(m->name);
	for (int res = FLEET_CPU; res <= FLEET_DISK; res++) {
		struct buf b = {0};
		if (!isnan(m->has[res]))
			fleet_write(&b, r->fleet->units, res, m->has[res]);
		*f++ = field_text(buf_take(&b, a));
	}
	const struct fleet_price *p = &m->price[FLEET_ON_DEMAND];
	*f++ = field_text(p->text.len ? p->text : isnan(p->mean) ? S("") : arena_printf(a, "$%.4g/h", p->mean));
	*f++ = field_text(m->tags);
	*f++ = field_text(m->date);
}

static bool list_machines(struct fleet_request *r)
{
	static const char *const heads[] = {"machine", "cores", "memory", "network", "disk", "on demand", "tags", "as of"};
	struct doc_table *t = table_new(&r->o->arena, "machines", 8);
	struct filter filter;

	if (!fleet_ready(r->fleet, &r->o->diag))
		return session_fail(r->o);
	if (!filter_init(&filter, r->word, r->o))
		return false;
	table_heads(t, heads);
	for (uint32_t i = 0; i < r->fleet->book.lists.machine_count; i++) {
		const struct fleet_machine *m = &r->fleet->book.lists.machines[i];
		if (filter_fits(&filter, m->name) || filter_fits(&filter, m->tags))
			list_machine(r, m, t);
	}
	filter_release(&filter);
	if (!t->row_count)
		return command_found_none(r->o, "machine", r->word);
	r->o->tables = t;
	return true;
}

static bool check_list(struct fleet_request *r)
{
	machines_add_list(session_machines(r->s), r->check, true);
	if (!fleet_ready(r->fleet, &r->o->diag))
		return session_fail(r->o);
	uint32_t found = fleet_list_check(&r->fleet->book.lists, (long)(now_seconds() / 86400), &r->o->output);
	if (!found)
		buf_printf(&r->o->output, "%.*s: %u machines and %u volumes, nothing odd\n", STR(r->check),
		           r->fleet->book.lists.machine_count, r->fleet->book.lists.volume_count);
	r->o->status = found ? STATUS_NO : STATUS_OK;
	return !found || !session_settings(r->s)->strict;
}

bool command_fleet(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct fleet_request r = {.s = s, .o = o, .fleet = machines_fleet(session_machines(s)), .rows = ROWS};
	struct str only = r.fleet->only, pay = r.fleet->pay, on = r.fleet->measured_on;
	bool ok = fleet_take_words(&r, argc, argv);

	if (ok)
		ok = r.check.len ? check_list(&r) : r.list ? list_machines(&r) : command_fleet_choose(&r);
	r.fleet->only = only; /* what options say holds for this command alone */
	r.fleet->pay = pay;
	r.fleet->measured_on = on;
	return ok;
}
