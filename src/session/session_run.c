/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_run.c - whole sheets: files, formulas, their checks. */
#include "base/fs.h"
#include "session/session_parts.h"
#include "session/setting.h"
#include "whatif/scenario.h"

enum { FILE_LIMIT = 64 << 20 };

/* ---- what a sheet shows ---- */

static bool has_show(const struct sheet *sheet)
{
	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		if (e->statement->kind == STATEMENT_SHOW && sheet_entry_is_own(sheet, e))
			return true;
	}
	return false;
}

/* By its name, which is what a reader would miss. */
static bool cell_waits(struct inputs *x, const struct entry *e)
{
	struct node name = {.kind = NODE_NAME, .text = e->statement->name, .at = e->statement->name_at};

	return inputs_wait(x, &e->is, &name);
}

/* What a sheet without `show` is asked for: what somebody described, and what it comes to. */
static bool is_wanted(const struct cell *c)
{
	return c->more->text.len > 0 || cell_is_outcome(c);
}

/* "need" alone on a line of a sheet whose cell of that name is shown as it is. */
static bool is_shown_cell(struct sheet *sheet, const struct node *n)
{
	const struct cell *c = sheet_named(sheet, NULL, n);

	return c && c->declaration->kind == STATEMENT_CELL && str_find_char(n->text, '.', 0) == n->text.len && is_wanted(c);
}

bool session_scenario_fits(struct sheet *sheet, const struct definition *at, const struct statement *st,
                           struct outcome *o)
{
	struct ask q = {.sheet = sheet, .a = &o->arena, .d = &o->diag};

	return inputs_missing(sheet) || scenario_fits(&q, st, at);
}

/* One entry's part of the answer. `all`: cells that are wanted too, since no `show` chooses. */
static bool show_entry(struct session *s, struct outcome *o, struct inputs *x, const struct entry *e, bool all)
{
	const struct statement *st = e->statement;

	switch (st->kind) {
	case STATEMENT_SHOW:
		for (uint32_t k = 0; k < st->more->want_count; k++)
			if (!inputs_wait(x, &e->is, st->more->wants[k].value) &&
			    !session_show_expression(s, o, x->sheet, &e->is, st->more->wants[k].value))
				return false;
		return true;
	case STATEMENT_EXPRESSION:
		return (all && is_shown_cell(x->sheet, st->expr)) || inputs_wait(x, &e->is, st->expr) ||
		       session_show_expression(s, o, x->sheet, &e->is, st->expr);
	case STATEMENT_ABOUT: return inputs_wait(x, &e->is, st->expr) || session_about(s, x->sheet, &e->is, st, o);
	case STATEMENT_CHECK: return inputs_wait(x, &e->is, st->expr) || session_show_check(s, o, x->sheet, &e->is, st);
	case STATEMENT_SCENARIO: return session_scenario_fits(x->sheet, &e->is, st, o);
	case STATEMENT_CELL:
		return !all || !is_wanted(e->cell) || cell_waits(x, e) || session_show_cell(s, o, x->sheet, e->cell);
	default: return true;
	}
}

static void session_run_add_shown(struct sheet *sheet, const struct entry *e, bool all, struct cell **cells,
                                  uint32_t *count)
{
	const struct statement *st = e->statement;

	if (st->kind == STATEMENT_CELL && all && is_wanted(e->cell))
		cells[(*count)++] = e->cell;
	for (uint32_t k = 0; st->kind == STATEMENT_SHOW && k < st->more->want_count; k++) {
		struct cell *c = sheet_named(sheet, NULL, st->more->wants[k].value);
		if (c)
			cells[(*count)++] = c;
	}
}

/* Uncertain cells are sampled all at once: they share what they need. */
static bool sample_shown(struct sheet *sheet, bool all, struct outcome *o)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++)
		count += 1 + sheet_entry(sheet, i)->statement->more->want_count;
	struct cell **cells = arena_room(&o->arena, (count + (size_t)1) * sizeof *cells);
	count = 0;
	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++)
		if (sheet_entry_is_own(sheet, sheet_entry(sheet, i)))
			session_run_add_shown(sheet, sheet_entry(sheet, i), all, cells, &count);
	return sheet_sample(sheet, cells, count, &o->diag);
}

/* Nothing is marked as a result: all there is. */
static bool show_all_cells(struct session *s, struct outcome *o, struct sheet *sheet)
{
	if (!sheet_sample_all(sheet, &o->diag))
		return false;
	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++)
		if (sheet_cell(sheet, i)->state == CELL_READY && !session_show_cell(s, o, sheet, sheet_cell(sheet, i)))
			return false;
	return true;
}

/* The picture comes first. */
static bool show_charts(struct session *s, struct outcome *o, struct sheet *sheet)
{
	if (!session_show_picture(s, o, sheet))
		return false;
	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		if (e->statement->kind == STATEMENT_CHART && sheet_entry_is_own(sheet, e) &&
		    !session_show_chart(s, o, sheet, &e->is, e->statement))
			return false;
	}
	return true;
}

/*
 * Own lines in their order, then charts, then the checks, those of used sheets too. `say`: the defaults that entered.
 */
static bool show_sheet(struct session *s, struct outcome *o, struct sheet *sheet, bool say)
{
	bool all = !has_show(sheet);
	struct inputs x;

	if (!sample_shown(sheet, all, o))
		return false;
	inputs_begin(&x, sheet, &o->arena, &o->diag);
	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		if (e->statement->kind != STATEMENT_CHECK && sheet_entry_is_own(sheet, e) && !show_entry(s, o, &x, e, all))
			return false;
	}
	if (all && !o->answer_count && !x.missing && !show_all_cells(s, o, sheet))
		return false;
	if (!x.missing && !show_charts(s, o, sheet))
		return false;
	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		if (e->statement->kind == STATEMENT_CHECK && !show_entry(s, o, &x, e, all))
			return false;
	}
	return inputs_end(&x, say);
}

static bool under(struct str name, struct str alias)
{
	return name.len > alias.len && str_starts(name, alias) && name.p[alias.len] == '.';
}

bool session_show_used(struct session *s, struct outcome *o, struct sheet *sheet, struct str alias)
{
	bool shows = false;

	for (uint32_t i = 0; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		if (e->statement->kind != STATEMENT_SHOW || !str_eq(sheet_used_as(&e->is), alias))
			continue;
		for (uint32_t k = 0; k < e->statement->more->want_count; k++) {
			struct cell *c = sheet_named(sheet, &e->is, e->statement->more->wants[k].value);
			if (!c || c->state != CELL_READY)
				continue;
			shows = true;
			if (!session_show_cell(s, o, sheet, c))
				return false;
		}
	}
	for (uint32_t i = 0; !shows && i < sheet_cell_count(sheet); i++) {
		const struct cell *c = sheet_cell(sheet, i);
		if (under(c->name, alias) && c->more->text.len && !c->param && c->state == CELL_READY &&
		    !session_show_cell(s, o, sheet, c))
			return false;
	}
	return true;
}

static void take_notes(struct outcome *o, struct sheet *sheet)
{
	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++)
		for (const struct diag_item *note = sheet_cell(sheet, i)->more->notes; note; note = note->next)
			diag_adopt(&o->diag, note);
}

/* The `set` lines of a sheet, from entry `from` on: they hold from its first line, so before anything is computed. */
static bool take_settings(struct session *s, struct sheet *sheet, uint32_t from, struct outcome *o)
{
	for (uint32_t i = from; i < sheet_entry_count(sheet); i++) {
		const struct entry *e = sheet_entry(sheet, i);
		if (e->statement->kind != STATEMENT_SET || !sheet_entry_is_own(sheet, e))
			continue;
		DIAG_IN(&o->diag, e->is.source);
		if (!setting_change(s, e->statement->name, e->statement->text, &o->diag, e->statement->name_at))
			return false;
		sheet_refresh(sheet);
	}
	return true;
}

/* ---- opening ---- */

static bool give_all(struct sheet *sheet, const struct given *given, size_t count, struct outcome *o)
{
	for (size_t i = 0; i < count; i++)
		if (!sheet_give(sheet, given[i].name, given[i].value, &o->diag))
			return false;
	return true;
}

/* A sheet that is run does not see the sheet at hand. */
static void hint_use(struct session *s, struct str name, const struct given *given, size_t count, struct outcome *o)
{
	struct diag_item *error = o->diag.error;

	for (size_t i = 0; i < count && error && error->kind == DIAG_NAME; i++)
		if (sheet_find(s->sheet, str_trim(given[i].value)))
			error->hint = arena_printf(&o->arena, "your own cells are seen by: use %.*s(%.*s = %.*s) as x", STR(name),
			                           STR(given[i].name), STR(given[i].value));
}

/* With what the question brings, where it cannot be worked out without; a circle then is no answer to why it cannot. */
static bool start_anew(struct sheet *sheet, struct starting *start, const struct diag_item *first, struct diag *d)
{
	struct diag own;

	diag_init(&own, d->arena, NULL);
	start->given = start->give(start->ctx, sheet, &own);
	if (start->given && sheet_recalc(sheet, &own)) {
		diag_copy(d, &own);
		return true;
	}
	if (start->given && !own.error)
		sheet_refresh(sheet);
	for (uint32_t i = 0; start->given && !own.error && i < sheet_cell_count(sheet); i++)
		if (sheet_cell(sheet, i)->more->error) /* the reason lies elsewhere, and was said before */
			diag_adopt(&own, sheet_cell(sheet, i)->more->error);
	diag_adopt(d, own.error && own.error->kind != DIAG_CYCLE ? own.error : first);
	return false;
}

static bool work_out_all(struct sheet *sheet, struct starting *start, struct diag *d)
{
	struct diag own;

	if (!start)
		return sheet_recalc(sheet, d);
	diag_init(&own, d->arena, NULL);
	bool ok = sheet_recalc(sheet, &own);
	if (!ok && own.error && own.error->kind != DIAG_INTERRUPT)
		return start_anew(sheet, start, own.error, d);
	diag_copy(d, &own);
	return ok;
}

bool session_find_text(struct session *s, struct str name, struct text_found *found, struct outcome *o)
{
	return library_text(s->library, name, (struct str){0}, &o->diag, found) ||
	       (!o->diag.error && library_unknown(s->library, name, (struct span){0, 0}, &o->diag)) || session_fail(o);
}

/* A sheet of its own from a text: its settings, then what is given, then all of it worked out. */
struct opening {
	const struct given *given;
	size_t count;
	bool partly; /* parameters may be missing */
	struct starting *start;
};

static struct sheet *open_text(struct session *s, struct str name, const struct text_found *found,
                               const struct opening *with, struct outcome *o)
{
	struct sheet *sheet = sheet_new(&s->engine, s->library, s->facts);

	sheet_set_lenient(sheet, with->partly);
	if (str_eq(name, S("fleet"))) /* a question by itself is about the machines that were named before it, too */
		sheet_lend_machines(sheet, s->sheet);
	bool ok = sheet_load(sheet, found->path, found->folder, found->text, &o->diag) && take_settings(s, sheet, 0, o) &&
	          give_all(sheet, with->given, with->count, o) && work_out_all(sheet, with->start, &o->diag);
	take_notes(o, sheet);
	if (ok)
		return sheet;
	hint_use(s, name, with->given, with->count, o);
	session_fail(o);
	sheet_free(sheet);
	return NULL;
}

struct sheet *session_open_text(struct session *s, struct str name, const struct text_found *found,
                                const struct given *given, size_t count, struct outcome *o)
{
	return open_text(s, name, found, &(struct opening){given, count, false, NULL}, o);
}

static struct sheet *open_named(struct session *s, struct str name, const struct opening *with,
                                struct text_found *found, struct outcome *o)
{
	struct sheet *sheet = session_find_text(s, name, found, o) ? open_text(s, name, found, with, o) : NULL;

	if (sheet)
		grounds_say(s->grounds, &o->diag);
	return sheet;
}

struct sheet *session_open(struct session *s, struct str name, const struct given *given, size_t count,
                           struct outcome *o)
{
	struct text_found found;

	return open_named(s, name, &(struct opening){given, count, false, NULL}, &found, o);
}

struct sheet *session_open_asked(struct session *s, struct str name, const struct given *given, size_t count,
                                 struct starting *start, struct outcome *o)
{
	struct text_found found;

	return open_named(s, name, &(struct opening){given, count, false, start}, &found, o);
}

/* Scenarios beside the base, if the sheet has any. */
static bool show_scenarios(struct session *s, struct outcome *o, struct sheet *sheet)
{
	struct ask q = {
		.sheet = sheet, .a = &o->arena, .d = &o->diag, .format = session_format(s), .sure = s->settings.sure};

	if (!sheet_first(sheet, STATEMENT_SCENARIO) || s->settings.raw || inputs_missing(sheet))
		return true;
	o->tables = scenarios(&q);
	return o->tables || !o->diag.error;
}

static bool session_run_look(struct session *s, struct sheet *sheet, sheet_look *look, struct outcome *o)
{
	struct format format = session_format(s);

	return !look || inputs_missing(sheet) || look(sheet, &format, &o->arena, &o->diag);
}

bool session_run(struct session *s, struct str name, const struct given *given, size_t count, sheet_look *look,
                 struct outcome *o)
{
	struct text_found found;
	struct sheet *sheet = open_named(s, name, &(struct opening){given, count, true, NULL}, &found, o);

	if (!sheet)
		return false;
	/* an estimate is all of it its author's; of a formula, and where a part was given, the rest is hidden */
	bool say = !listing_is_example(library_listing(s->library, name)) && (!found.folder.len || count);
	const struct statement *title = sheet_first(sheet, STATEMENT_HEADING);
	bool ok = (show_sheet(s, o, sheet, say) && show_scenarios(s, o, sheet) && session_run_look(s, sheet, look, o)) ||
	          session_fail(o);
	if (title && (ok || o->answer_count))
		o->title = arena_str(&o->arena, title->text);
	grounds_say(s->grounds, &o->diag);
	session_keep_opened(s, sheet); /* its scenarios' tables point into its texts */
	return ok;
}

/* What a loaded line shows: of cells those that are described, unless a `show` chooses. */
static bool show_loaded(struct session *s, struct outcome *o, struct inputs *x, const struct entry *e, bool shows)
{
	switch (e->statement->kind) {
	case STATEMENT_CHART: return session_show_chart(s, o, s->sheet, &e->is, e->statement);
	case STATEMENT_BOX:
	case STATEMENT_FLOW:
		return !e->statement->expr || inputs_wait(x, &e->is, e->statement->expr) ||
		       session_show_part(s, o, s->sheet, &e->is, e->statement);
	case STATEMENT_EXPRESSION:
		return inputs_wait(x, &e->is, e->statement->expr) ||
		       session_answer_expression(s, o, s->sheet, &e->is, e->statement->expr);
	default: return (e->statement->kind == STATEMENT_CELL && shows) || show_entry(s, o, x, e, false);
	}
}

/* A line that cannot be shown is said at the prompt, and the sheet is there all the same. */
static bool pass_over(struct outcome *o, const struct entry *e)
{
	struct diag_item *error = o->diag.error;

	if (!error || error->kind == DIAG_INTERRUPT)
		return false;
	DIAG_IN(&o->diag, e->is.source);
	o->diag.error = NULL;
	diag_note(&o->diag, e->statement->at, "not shown: %.*s", STR(error->text));
	return true;
}

static bool show_all_loaded(struct session *s, struct outcome *o, uint32_t from, bool lenient)
{
	bool shows = false;
	struct inputs x;

	inputs_begin(&x, s->sheet, &o->arena, &o->diag);
	for (uint32_t i = from; i < sheet_entry_count(s->sheet); i++)
		shows = shows || sheet_entry(s->sheet, i)->statement->kind == STATEMENT_SHOW;
	for (uint32_t i = from; i < sheet_entry_count(s->sheet); i++) {
		const struct entry *e = sheet_entry(s->sheet, i);

		if (sheet_entry_is_own(s->sheet, e) && !show_loaded(s, o, &x, e, shows) && !(lenient && pass_over(o, e)))
			return false;
	}
	return true;
}

/* One expression, and a name. */
static bool session_is_definition(struct session *s, struct str name, struct str value, struct outcome *o)
{
	struct source src = {S("-D"), value, 1};
	bool ok = sheet_parse(s->sheet, &src, &o->arena, &o->diag) != NULL;

	if (ok && (!name.len || str_find_char(name, ' ', 0) < name.len))
		ok = diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "-D wants NAME=VALUE");
	return ok;
}

/* Values of -D for a sheet that was read: parameters take them as they do of any caller; others are cells. */
static bool give_defined(struct session *s, const struct given *given, size_t count, struct outcome *o)
{
	for (size_t i = 0; i < count; i++) {
		struct str name = given[i].name, value = given[i].value;

		if (!session_is_definition(s, name, value, o))
			return false;
		const struct cell *c = sheet_find_given(s->sheet, name);
		struct str line = arena_printf(&o->arena, "%.*s = %.*s", STR(name), STR(value));

		if (c && c->param ? !sheet_give(s->sheet, name, value, &o->diag)
		                  : !c && !sheet_load(s->sheet, S("-D"), S(""), line, &o->diag))
			return false;
	}
	return true;
}

/* Undo and save know of them, as of what is typed. */
static void log_defined(struct session *s, const struct given *given, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct cell *c = sheet_find_given(s->sheet, given[i].name);
		struct buf line = {0};

		buf_printf(&line, "%.*s = %.*s", STR(c->name), STR(source_text(c->is.source, c->is.expr->at)));
		session_log(s, LOG_LINE, buf_str(&line), S(""));
		buf_release(&line);
	}
}

bool session_file(struct session *s, enum session_mode mode, const char *path, const struct given *given, size_t count,
                  struct outcome *o)
{
	struct buf text = {0};
	struct str name = str_from_c(path);
	int err = fs_read(path, FILE_LIMIT, &text);
	bool ok = !err, lenient = mode == SESSION_PROMPT;
	uint32_t before = sheet_entry_count(s->sheet);
	struct settings settings = s->settings;

	if (err && diag_goes_on(&o->diag))
		diag_fail(&o->diag, DIAG_FILE, (struct span){0, 0}, "cannot read '%s': %s", path, fs_error(err));
	sheet_mark(s->sheet);
	sheet_set_lenient(s->sheet, lenient);
	ok = ok && sheet_load(s->sheet, name, fs_folder_of(name), buf_str(&text), &o->diag) &&
	     give_defined(s, given, count, o) && take_settings(s, s->sheet, before, o) && sheet_recalc(s->sheet, &o->diag);
	sheet_set_lenient(s->sheet, true);
	if (ok && show_all_loaded(s, o, before, lenient)) {
		take_notes(o, s->sheet);
		sheet_commit(s->sheet);
		session_log(s, LOG_FILE, buf_str(&text), name);
		log_defined(s, given, count);
	} else {
		ok = false;
		o->answer_count = 0; /* all of it or nothing; they point into its text */
		sheet_rollback(s->sheet);
		s->settings = settings;
		session_apply_settings(s);
	}
	buf_release(&text);
	grounds_say(s->grounds, &o->diag);
	return ok || session_fail(o);
}

/* ---- picture ---- */

bool session_picture(struct session *s, struct outcome *o)
{
	if (!sheet_recalc(s->sheet, &o->diag) || !session_show_picture(s, o, s->sheet))
		return session_fail(o);
	if (o->answer_count)
		o->answers[o->answer_count - 1].typed = true;
	else
		buf_add_c(&o->output,
		          "no boxes yet: box api \"API servers\" : servers draws one, flow phones -> api an arrow\n");
	return true;
}

/* ---- -D, check ---- */

bool session_define(struct session *s, struct str name, struct str value, struct outcome *o)
{
	bool ok;

	if (!session_is_definition(s, name, value, o))
		return session_fail(o);
	s->defining = true;
	ok = session_text(s, SESSION_STREAM, arena_printf(&o->arena, "%.*s = %.*s", STR(name), STR(value)), o);
	s->defining = false;
	return ok;
}

bool session_check(struct session *s, struct str condition, struct outcome *o)
{
	struct source *src = arena_new(&o->arena, struct source);
	*src = (struct source){.text = arena_str(&o->arena, condition), .first_line = 1};
	struct definition at = sheet_here(s->sheet, src);
	struct statement st = {.kind = STATEMENT_CHECK, .more = (struct statement_more *)&statement_no_more};

	st.expr = sheet_parse(s->sheet, src, &o->arena, &o->diag);
	bool ok = st.expr && session_show_check(s, o, s->sheet, &at, &st);
	grounds_say(s->grounds, &o->diag);
	return ok || session_fail(o);
}
