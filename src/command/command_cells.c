/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_cells.c - the cells of the sheet at hand: list them, take one out, give one another name. */
#include <stdlib.h>
#include <string.h>

#include "command/command_all.h"
#include "sheet/sheet_picture.h"

enum { VALUE_MOST = 44 /* columns: a longer value pushes no other cell's text away */ };

/* ---- cells [WORD|/PATTERN/] ---- */

static struct str cell_answer(struct session *s, const struct cell *c, struct arena *a)
{
	struct format f = session_format(s);
	struct buf text = {0};

	if (c->state == CELL_READY)
		format_answer(&text, cell_value(c), &f);
	else if (c->more->error)
		buf_printf(&text, "has no value: %.*s", STR(c->more->error->text));
	else
		buf_add_c(&text, "has no value");
	return buf_take(&text, a);
}

/* "box api", "flow phones -> api" */
static struct str part_name(struct outcome *o, const struct statement *st)
{
	if (st->kind == STATEMENT_BOX)
		return arena_printf(&o->arena, "box %.*s", STR(st->name));
	return arena_printf(&o->arena, "flow %.*s -> %.*s", STR(st->name), STR(st->more->alias));
}

static void list_part(struct grid *l, const struct entry *e, const struct filter *f, struct outcome *o)
{
	struct str name = part_name(o, e->statement);

	if (filter_fits(f, name) || filter_fits(f, e->statement->text))
		grid_texts(l, name, e->statement->expr ? source_text(e->is.source, e->statement->expr->at) : S(""),
		           e->statement->text);
}

/* The boxes and flows of the sheet's picture, below its cells. */
static void list_picture(struct session *s, struct grid *l, const struct filter *f, struct outcome *o)
{
	struct sheet_picture p;

	if (!sheet_picture(session_sheet(s), &o->diag, &p))
		return;
	l->group = S("Picture");
	for (uint32_t i = 0; i < p.box_count; i++)
		list_part(l, p.boxes[i], f, o);
	for (uint32_t i = 0; i < p.flow_count; i++)
		list_part(l, p.flows[i].entry, f, o);
}

bool command_cells(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct sheet *sheet = session_sheet(s);
	struct grid l;
	struct filter f;

	if (!filter_init(&f, command_join(o, argc, argv), o))
		return false;
	grid_list(&l, &o->arena, 3);
	l.indent = 0;
	l.columns[1].gap = 1;
	l.columns[1].most = VALUE_MOST;
	l.columns[2].gap = 3;
	sheet_recalc(sheet, NULL);
	if (!sheet_sample_all(sheet, &o->diag))
		return false;
	for (uint32_t i = 0; i < sheet_cell_count(sheet) && diag_goes_on(&o->diag); i++) {
		const struct cell *c = sheet_cell(sheet, i);

		if (filter_fits(&f, c->name) || filter_fits(&f, c->more->text))
			grid_texts(&l, c->name, cell_answer(s, c, &o->arena), c->more->text);
	}
	list_picture(s, &l, &f, o);
	outcome_grid(o, &l);
	filter_release(&f);
	if (o->diag.error)
		return false;
	if (!l.row_count && argc)
		return command_found_none(o, "cell", f.word);
	if (!l.row_count)
		buf_add_c(&o->output, "no cells yet: name = expression makes one\n");
	return true;
}

/* ---- what delete and rename do to the text of the sheet ---- */

/* A change of the sheet's text: the statement of a cell is left out, or its name is another one wherever it is. */
struct rewrite {
	struct session *session;
	struct str name, to; /* `to` empty: leave it out */
	struct arena *a;
	struct span *at; /* where the name is in the statement at hand */
	size_t count, cap;
	size_t found; /* in all statements */
};

static void cell_name_at(struct rewrite *r, struct span at)
{
	r->at = xgrow(r->at, r->count, &r->cap, sizeof(*r->at));
	r->at[r->count++] = at;
}

static void cell_names_of_items(struct rewrite *r, const struct item *items, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (str_eq(items[i].name, r->name))
			cell_name_at(r, items[i].name_at);
}

/* "batch" of chart line(cost, batch = 1..512). */
static void cell_names_of_call(struct rewrite *r, const struct source *src, const struct node *call)
{
	for (uint32_t i = 0; i < call->count; i++) {
		struct str name = call_name(call, i);

		if (str_eq(name, r->name)) {
			uint32_t at = (uint32_t)(name.p - src->text.p);
			cell_name_at(r, (struct span){at, at + (uint32_t)name.len});
		}
	}
}

/* In prose: {name}. */
static void cell_names_in_text(struct rewrite *r, const struct source *src, struct span at)
{
	struct str text = source_text(src, at), mark = arena_printf(r->a, "{%.*s", STR(r->name));

	for (size_t i = 0; i + mark.len < text.len; i++) {
		char next = text.p[i + mark.len];

		if (str_eq(str_cut(text, i, i + mark.len), mark) && strchr("}:.!, ", next))
			cell_name_at(r, (struct span){at.start + (uint32_t)i + 1, at.start + (uint32_t)(i + mark.len)});
	}
}

static bool is_parameter(const struct statement *st, struct str name)
{
	for (uint32_t i = 0; st->kind == STATEMENT_FUNCTION && i < st->more->param_count; i++)
		if (str_eq(st->more->params[i], name))
			return true;
	return false;
}

static void cell_names_of(struct rewrite *r, const struct source *src, const struct statement *st)
{
	struct names names = ast_statement_names(st, r->a);

	r->count = 0;
	if (is_parameter(st, r->name))
		return;
	if ((st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM) && str_eq(st->name, r->name))
		cell_name_at(r, st->name_at);
	for (uint32_t i = 0; i < names.count; i++)
		if (names.node[i]->kind == NODE_NAME && str_eq(names.node[i]->text, r->name))
			cell_name_at(r, names.node[i]->at);
	if (st->kind == STATEMENT_SCENARIO || st->kind == STATEMENT_EXAMPLE)
		cell_names_of_items(r, st->more->items, st->more->item_count);
	if (st->kind == STATEMENT_EXAMPLE)
		cell_names_of_items(r, st->more->wants, st->more->want_count);
	if (st->kind == STATEMENT_CHART)
		cell_names_of_call(r, src, st->expr);
	if (st->kind == STATEMENT_PROSE || st->kind == STATEMENT_HEADING)
		cell_names_in_text(r, src, st->at);
}

static int by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

static void write_statement(struct rewrite *r, const struct source *src, const struct statement *st, struct buf *out)
{
	struct str whole = str_trim(source_text(src, st->at)); /* what is left out is behind it */
	uint32_t from = (uint32_t)(whole.p - src->text.p), end = from + (uint32_t)whole.len;

	if (r->count)
		qsort(r->at, r->count, sizeof(*r->at), by_start);
	for (size_t i = 0; i < r->count; i++) {
		if (r->at[i].start < from)
			continue; /* the same place again */
		buf_printf(out, "%.*s%.*s", STR(str_cut(src->text, from, r->at[i].start)), STR(r->to));
		from = r->at[i].end;
		r->found++;
	}
	buf_printf(out, "%.*s\n", STR(str_cut(src->text, from, end)));
}

static void rewrite_sheet(struct rewrite *r, struct str text, struct buf *out)
{
	struct source src = {.text = text, .first_line = 1};
	struct statement *st;
	struct diag d;
	uint32_t at = 0;

	diag_init(&d, r->a, &src);
	while (at < text.len && parse_line(r->a, &src, &at, session_vocabulary(r->session), &d, &st))
		for (; st; st = st->next) {
			bool own = (st->kind == STATEMENT_CELL || st->kind == STATEMENT_PARAM) && str_eq(st->name, r->name);

			if (st->kind == STATEMENT_EMPTY || (own && !r->to.len))
				continue;
			cell_names_of(r, &src, st);
			write_statement(r, &src, st, out);
		}
}

/*
 * Would the new name be read as something else where it is used ("2 b" are bits), or be what was something else ("7
 * active" of a noun)? It is in the new text as often as the old one was in the old text.
 */
static bool is_read_as_meant(const struct rewrite *r, struct str text)
{
	struct rewrite again = {.session = r->session, .name = r->to, .to = r->to, .a = r->a};
	struct buf same = {0};

	rewrite_sheet(&again, text, &same);
	buf_release(&same);
	free(again.at);
	return again.found == r->found;
}

static bool fail_read_otherwise(struct session *s, struct str name, struct outcome *o)
{
	session_undo(s, 1, o);
	buf_reset(&o->output);
	o->status = STATUS_INPUT;
	return diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0},
	                 "'%.*s' would be read as something else where it is used", STR(name));
}

/* Returns whether the sheet is the new one now. */
static bool change_text(struct session *s, struct str name, struct str to, struct str why, struct outcome *o)
{
	struct rewrite r = {.session = s, .name = name, .to = to, .a = &o->arena};
	struct buf before = {0}, after = {0};
	unsigned lost = session_save_text(s, &before);
	bool fine;

	rewrite_sheet(&r, buf_str(&before), &after);
	fine = (diag_goes_on(&o->diag) && session_replace(s, arena_str(&o->arena, buf_str(&after)), why, o)) ||
	       session_fail(o);
	if (fine && to.len && !is_read_as_meant(&r, buf_str(&after)))
		fine = fail_read_otherwise(s, to, o);
	if (fine && lost)
		diag_note(&o->diag, (struct span){0, 0}, "%u %s an error by now and left out; undo brings %s back", lost,
		          lost == 1 ? "line is" : "lines are", lost == 1 ? "it" : "them");
	buf_release(&before);
	buf_release(&after);
	free(r.at);
	return fine;
}

static struct cell *cell_to_change(struct session *s, struct str name, struct outcome *o)
{
	struct cell *c = sheet_find(session_sheet(s), name);
	struct str near[1];

	if (c && str_find_char(name, '.', 0) == name.len)
		return c;
	o->status = STATUS_INPUT;
	diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0},
	          c ? "'%.*s' is a cell of a sheet that is used here" : "there is no cell '%.*s'", STR(name));
	if (!c && sheet_nearest(session_sheet(s), name, near, 1) && sheet_find(session_sheet(s), near[0]))
		diag_suggest(&o->diag, near, 1);
	return NULL;
}

/* ---- delete NAME ---- */

bool command_delete(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct buf users = {0};
	struct cell *c;

	if (argc != 1)
		return command_misused(o, "delete takes the name of one cell");
	c = cell_to_change(s, argv[0], o);
	if (!c)
		return false;
	for (uint32_t i = 0; i < c->user_count && i < 5; i++)
		buf_printf(&users, "%s%.*s", i ? ", " : "", STR(c->users[i]->name));
	if (c->user_count > 5)
		buf_printf(&users, " and %u more", c->user_count - 5);
	if (c->user_count) {
		o->status = STATUS_INPUT;
		diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "'%.*s' is used by %s", STR(argv[0]), buf_c(&users));
	}
	buf_release(&users);
	return !o->diag.error && change_text(s, argv[0], S(""), arena_printf(&o->arena, "delete %.*s", STR(argv[0])), o);
}

/* ---- rename OLD NEW ---- */

bool command_rename(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	if (argc != 2)
		return command_misused(o, "rename takes a cell and its new name");
	if (!cell_to_change(s, argv[0], o))
		return false;
	if (sheet_find(session_sheet(s), argv[1])) {
		o->status = STATUS_INPUT;
		return diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "there is a cell '%.*s' already", STR(argv[1]));
	}
	return change_text(s, argv[0], argv[1], arena_printf(&o->arena, "rename %.*s %.*s", STR(argv[0]), STR(argv[1])), o);
}
