/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_formulas.c - `formulas`: which there are, and what one of them holds, for `help NAME`. */
#include <unistd.h>

#include "base/utf8.h"
#include "command/command_all.h"
#include "lab/lab.h"
#include "session/console.h"

enum { NAME_WIDTH = 26, LEFT_WIDEST = 44, PARAM_WIDTH = 40 };

/* ---- one formula, read ---- */

/* What a call of that name means here; NULL where that cannot be read. `notes` may be NULL. */
static const struct template *formulas_template_of(struct session *s, struct str name, struct outcome *o,
                                                   struct diag *notes)
{
	struct diag aside;

	diag_init(&aside, &o->arena, NULL);
	const struct template *t = library_template(session_library(s), name, (struct str){0}, &aside);
	for (const struct diag_item *i = notes && !aside.error ? aside.notes : NULL; i; i = i->next)
		diag_adopt(notes, i);
	return t;
}

/* "rps = 10k requests/s", "size in B/tweet" */
static void write_param(struct buf *out, const struct source *src, const struct statement *st)
{
	struct str unit = st->any                ? S("any unit")
	                  : st->more->unit.count ? source_text(src, st->more->unit.at)
	                                         : S("number");

	buf_add_str(out, st->name);
	if (st->declared)
		buf_printf(out, st->list ? " in [%.*s]" : " in %.*s", STR(unit));
	else
		buf_printf(out, " = %.*s", STR(source_text(src, st->expr->at)));
	for (uint32_t i = 0; i < st->more->param_count; i++)
		buf_printf(out, "%s%.*s", i ? ", " : "  one of ", STR(st->more->params[i]));
}

/* "wait in ms, predicted by expected within 3%" */
static void write_measure(struct buf *out, const struct source *src, const struct statement *st)
{
	static const char *const how[] = {"", "", " within ", " (above it)", " (below it)"};

	buf_printf(out, "%.*s", STR(st->name));
	if (st->more->unit.count)
		buf_printf(out, " in %.*s", STR(source_text(src, st->more->unit.at)));
	for (unsigned i = 0; i < PREDICTIONS && st->more->against[i].kind; i++) {
		buf_printf(out, "%s%.*s%s", i ? ", or by " : ", predicted by ", STR(st->more->against[i].cell->text),
		           how[st->more->against[i].kind]);
		if (st->more->against[i].kind == AGAINST_WITHIN)
			buf_printf(out, "%g%%", st->more->against[i].within * 100);
	}
}

static void list_params(struct session *s, const struct listing *l, struct outcome *o)
{
	const struct template *t = formulas_template_of(s, l->path, o, NULL);
	struct buf line = {0};

	for (const struct statement *st = t ? t->first : NULL; st; st = st->next) {
		if (st->kind != STATEMENT_PARAM)
			continue;
		buf_reset(&line);
		buf_add_c(&line, "    ");
		write_param(&line, t->source, st);
		list_column(&o->output, buf_str(&line), st->text.len ? PARAM_WIDTH : 0);
		buf_printf(&o->output, "%s%.*s\n", st->text.len ? " " : "", STR(st->text));
	}
	buf_release(&line);
}

/* ---- formulas [WORD|/PATTERN/] [-l] ---- */

/* Does it fit by what its head says? If not, *param is the first of its parameters that does. */
static bool listing_fits(const struct filter *f, const struct listing *l, struct str *param)
{
	struct str rest = l->text;

	*param = (struct str){0};
	if (filter_fits(f, l->name) || filter_fits(f, l->title) || filter_fits(f, l->purpose) || filter_fits(f, l->topic) ||
	    filter_fits(f, l->topic_title))
		return true;
	while (listing_param(&rest, param))
		if (filter_fits(f, *param))
			return true;
	return false;
}

static void write_listing(struct buf *out, const struct listing *l, struct str param)
{
	buf_add_c(out, "  ");
	list_column(out, l->name, NAME_WIDTH);
	/* an estimate may begin with an answer whose numbers are still to be put in */
	buf_add_str(out, l->purpose.len && str_find_char(l->purpose, '{', 0) == l->purpose.len ? l->purpose : l->title);
	if (param.len)
		buf_printf(out, " (parameter %.*s)", STR(param));
	buf_char(out, '\n');
}

bool command_formulas(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	bool with_params = argc && str_eq(argv[argc - 1], S("-l"));
	struct str word = command_join(o, with_params ? argc - 1 : argc, argv), topic = {0}, param;
	unsigned count, found = 0;
	const struct listing *list = library_list(session_library(s), &count);
	struct filter f;

	if (!filter_init(&f, word, o))
		return false;
	for (unsigned i = 0; i < count; i++) {
		if ((listing_is_example(&list[i]) && !word.len) || !listing_fits(&f, &list[i], &param))
			continue;
		if (!str_eq(topic, list[i].topic))
			buf_printf(&o->output, "%s%.*s\n", found ? "\n" : "", STR(list[i].topic_title));
		topic = list[i].topic;
		write_listing(&o->output, &list[i], param);
		if (with_params)
			list_params(s, &list[i], o);
		found++;
	}
	filter_release(&f);
	return found || command_found_none(o, "formula", word);
}

/* ---- help NAME ---- */

struct page {
	const struct template *t;
	struct buf *out;
	struct buf left; /* of the line that is being made */
	size_t width;    /* of the left column */
	const char *heading;
};

static struct str text_at(const struct page *p, struct span at)
{
	return source_text(p->t->source, at);
}

/* A group of lines has its heading, once there is a line. */
static void begin_line(struct page *p, const char *heading)
{
	if (p->heading != heading)
		buf_printf(p->out, "\n  %s\n", p->heading = heading);
	buf_reset(&p->left);
}

/* What is on the left, and what is said of it: beside it, or below where it is too long. */
static void formulas_end_line(struct page *p, struct str text, struct str origin)
{
	size_t used = utf8_width(buf_str(&p->left));

	buf_printf(p->out, "    %.*s", STR(buf_str(&p->left)));
	if (text.len || origin.len) {
		if (used > p->width)
			buf_add_c(p->out, "\n    ");
		buf_fill(p->out, ' ', (used > p->width ? p->width : p->width - used) + 2);
	}
	buf_add_str(p->out, text);
	if (origin.len)
		buf_printf(p->out, "%s(%.*s)", text.len ? "  " : "", STR(origin));
	buf_char(p->out, '\n');
}

static void show_statement(struct page *p, const struct statement *st)
{
	switch (st->kind) {
	case STATEMENT_PARAM:
		begin_line(p, "parameters");
		write_param(&p->left, p->t->source, st);
		formulas_end_line(p, st->text, st->origin);
		break;
	case STATEMENT_MEASURE:
		begin_line(p, "measured");
		write_measure(&p->left, p->t->source, st);
		formulas_end_line(p, st->text, S(""));
		break;
	case STATEMENT_REQUIRE:
		begin_line(p, "must hold");
		buf_add_str(&p->left, text_at(p, st->expr->at));
		formulas_end_line(p, st->text, S(""));
		break;
	case STATEMENT_CELL:
		begin_line(p, "equations");
		buf_printf(&p->left, "%.*s = %.*s", STR(st->name), STR(text_at(p, st->expr->at)));
		formulas_end_line(p, st->text, st->origin);
		break;
	case STATEMENT_FUNCTION:
	case STATEMENT_USE:
		begin_line(p, "equations");
		buf_add_str(&p->left, text_at(p, st->at));
		formulas_end_line(p, S(""), S(""));
		break;
	case STATEMENT_CHECK:
		begin_line(p, "checked");
		buf_add_str(&p->left, text_at(p, st->expr->at));
		formulas_end_line(p, st->text, S(""));
		break;
	default: break;
	}
}

/* How wide the left column is: long expressions have what is said of them below. */
static void formulas_measure(struct page *p)
{
	for (const struct statement *st = p->t->first; st; st = st->next) {
		size_t own;

		buf_reset(&p->left);
		if (st->kind == STATEMENT_PARAM)
			write_param(&p->left, p->t->source, st);
		else if (st->kind == STATEMENT_CELL)
			buf_printf(&p->left, "%.*s = %.*s", STR(st->name), STR(text_at(p, st->expr->at)));
		else if (st->kind == STATEMENT_MEASURE)
			write_measure(&p->left, p->t->source, st);
		else if (st->kind == STATEMENT_REQUIRE || st->kind == STATEMENT_CHECK)
			buf_add_str(&p->left, text_at(p, st->expr->at));
		own = utf8_width(buf_str(&p->left));
		if (own > p->width && own <= LEFT_WIDEST)
			p->width = own;
	}
}

/* Parameters first, then the domain, the equations, the checks: whatever the order of the text. */
static void show_statements(struct page *p)
{
	static const enum statement_kind kinds[][3] = {
		{STATEMENT_PARAM, STATEMENT_PARAM, STATEMENT_PARAM},
		{STATEMENT_MEASURE, STATEMENT_MEASURE, STATEMENT_MEASURE},
		{STATEMENT_REQUIRE, STATEMENT_REQUIRE, STATEMENT_REQUIRE},
		{STATEMENT_CELL, STATEMENT_FUNCTION, STATEMENT_USE},
		{STATEMENT_CHECK, STATEMENT_CHECK, STATEMENT_CHECK},
	};

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		for (const struct statement *st = p->t->first; st; st = st->next)
			if (st->kind == kinds[k][0] || st->kind == kinds[k][1] || st->kind == kinds[k][2])
				show_statement(p, st);
}

static void add_indented(struct buf *out, struct str text)
{
	struct str line;

	while (str_next_line(&text, &line))
		buf_printf(out, "      %.*s\n", STR(line));
}

/* The line to type, and what it prints. */
static void show_example(struct session *s, struct page *p, struct str name, const struct statement *st)
{
	struct given *given;
	const struct settings *settings = session_settings(s);
	struct outcome_style style = {.ascii = settings->ascii};
	struct outcome own;
	struct buf answers = {0}, ignored = {0};

	style.width_out = session_console(s)->width(settings, STDOUT_FILENO);
	outcome_init(&own);
	given = arena_array(&own.arena, struct given, st->more->item_count + 1);
	buf_printf(p->out, "\n  for example\n    run %.*s", STR(name));
	for (uint32_t i = 0; i < st->more->item_count; i++) {
		given[i] = (struct given){st->more->items[i].name, text_at(p, st->more->items[i].value->at)};
		buf_printf(p->out, "%s %.*s = %.*s", i ? "," : "", STR(given[i].name), STR(given[i].value));
	}
	buf_char(p->out, '\n');
	session_run(s, name, given, st->more->item_count, NULL, &own);
	own.title = (struct str){0};
	outcome_write(s, &own, style, &answers, &ignored);
	add_indented(p->out, buf_str(&answers));
	buf_release(&answers);
	buf_release(&ignored);
	outcome_release(&own);
}

static void show_related(struct page *p, const struct statement *st)
{
	if (st->kind == STATEMENT_SOURCE)
		buf_printf(p->out, "\n  from %.*s\n", STR(st->text));
	if (st->kind != STATEMENT_SEE)
		return;
	buf_add_c(p->out, "  see");
	for (uint32_t i = 0; i < st->more->want_count; i++)
		buf_printf(p->out, "%s %.*s", i ? "," : "", STR(st->more->wants[i].name));
	buf_char(p->out, '\n');
}

/* What a lab's sheet has under the heading: the questions it answers. */
static void show_interview(struct page *p)
{
	bool here = false;

	for (const struct statement *st = p->t->first; st; st = st->next) {
		if (st->kind == STATEMENT_HEADING)
			here = str_eq(st->text, S("In an interview"));
		if (here && st->kind == STATEMENT_PROSE)
			buf_printf(p->out, "  asked in interviews: %.*s\n", STR(st->text));
	}
}

void help_formula(struct session *s, const struct listing *l, struct outcome *o)
{
	struct page p = {.t = formulas_template_of(s, l->name, o, &o->diag), .out = &o->output};
	struct listing head = *l;

	if (p.t) /* a file that goes before what is listed */
		listing_read_head(&head, p.t->source->text);
	buf_printf(p.out, "%s %.*s: %.*s\n",
	           listing_is_example(l)            ? "example"
	           : str_starts(l->name, S("lab.")) ? "lab"
	                                            : "formula",
	           STR(l->name), STR(head.title));
	if (head.purpose.len)
		buf_printf(p.out, "  %.*s\n", STR(head.purpose));
	if (!p.t)
		return;
	formulas_measure(&p);
	show_statements(&p);
	for (const struct statement *st = p.t->first; st; st = st->next)
		if (st->kind == STATEMENT_EXAMPLE) {
			show_example(s, &p, l->name, st);
			break;
		}
	for (const struct statement *st = p.t->first; st; st = st->next)
		show_related(&p, st);
	show_interview(&p);
	buf_release(&p.left);
}

bool help_lab(struct session *s, struct str name, struct outcome *o)
{
	struct str full = str_starts(name, S("lab.")) ? name : arena_printf(&o->arena, "lab.%.*s", STR(name));
	const struct template *t = lab_find(str_cut(full, 4, full.len)) ? formulas_template_of(s, full, o, NULL) : NULL;
	struct listing l = {.name = full};

	if (!t)
		return false;
	for (const struct statement *st = t->first; st; st = st->next) {
		if (st->kind == STATEMENT_HEADING && !l.title.len)
			l.title = st->text;
		if (st->kind == STATEMENT_PROSE && !l.purpose.len)
			l.purpose = st->text;
	}
	help_formula(s, &l, o);
	return true;
}
