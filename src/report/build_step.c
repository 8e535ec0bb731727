/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_step.c - the sheet's sections: its headings and prose, and how each number comes about. */
#include <stdlib.h>

#include "base/utf8.h"
#include "report/build_parts.h"
#include "sheet/explain.h"

struct sections {
	struct build *b;
	struct str heading; /* not written yet: a section in which nothing is is left out */
	unsigned level;
	struct doc_step *steps; /* in a row, not written yet */
	size_t count, cap;
	struct buf passed;               /* those of the section that only a branch needs which was not taken */
	const struct doc_table *assumed; /* by section, or NULL */
	uint32_t tables;                 /* of them, written so far */
	const struct build_zeros *zeros;
	const struct entry **alias; /* for each cell: the cell of the sheet that only takes its value, or NULL */
};

/* ---- one step ---- */

/* A line of explain.h: what is in front of the sign is the name, or blanks as wide as it. */
static struct doc_line build_step_read_line(struct build *b, struct str line, struct str name, bool first)
{
	size_t from = first ? name.len : utf8_width(name), blank;

	line = str_cut(line, from + (name.len ? 1 : 0), line.len);
	blank = str_find_char(line, ' ', 0);
	return (struct doc_line){build_text(b, str_cut(line, 0, blank)),
	                         doc_ranges(b->a, build_text(b, str_cut(line, blank, line.len)))};
}

/* What the step is for; of another sheet's cell also whose it is. */
static struct str label_of(struct build *b, const struct entry *e)
{
	const struct cell *c = e->cell;

	if (build_is_own(b, e))
		return build_text(b, c->more->text);
	return build_text(b, arena_printf(b->a, "%.*s (%.*s)", STR(c->more->text.len ? c->more->text : c->name),
	                                  STR(build_sheet_name(c))));
}

static struct doc_step build_step_make_step(struct sections *s, const struct entry *e)
{
	struct build *b = s->b;
	const struct cell *c = e->cell;
	const struct node *n = build_zeros_left(s->zeros, c);
	struct doc_step step = {.name = build_text(b, c->name), .label = label_of(b, e)};
	struct buf text = {0};
	struct str rest, line;
	uint32_t lines = 0;

	explain_cell_as(b->sheet, c, n, &b->format, &text);
	for (size_t i = 0; i < text.len; i++)
		lines += text.p[i] == '\n';
	step.lines = arena_array(b->a, struct doc_line, lines);
	rest = buf_str(&text);
	while (step.count < lines && str_next_line(&rest, &line)) {
		step.lines[step.count] = build_step_read_line(b, line, c->name, step.count == 0);
		step.count++;
	}
	buf_release(&text);
	build_convert(b, c, n, &step);
	return step;
}

/* A range that was typed: among the assumptions it is whole. */
static bool step_is_typed(struct build *b, const struct entry *e, const struct node *n)
{
	uint32_t count = 1;

	if (e->cell->param)
		sheet_reads(&e->cell->is, n, b->a, &count);
	return !count;
}

static bool says_word(const struct cell *c)
{
	return c->state == CELL_READY && c->type->kind != VALUE_NUMBER;
}

/*
 * A parameter that another sheet is given by name alone (rps = rps) says nothing that was not said; a word or a truth
 * of another sheet is said where a number is chosen by it.
 */
static bool says_something(struct build *b, const struct entry *e)
{
	const struct node *n = build_expression(e->cell);

	if (!n || build_is_literal(n) || step_is_typed(b, e, n))
		return false;
	return build_is_own(b, e) ||
	       (b->taken[e->cell->index] && !says_word(e->cell) && !(e->cell->param && n->kind == NODE_NAME));
}

/*
 * A parameter of another sheet that is one of two numbers, by a word: it is among the assumptions, and an interviewer
 * does not ask for the other one.
 */
static bool is_spared(struct build *b, const struct entry *e)
{
	const struct node *n = build_expression(e->cell);

	return b->options->reader == READER_INTERVIEW && !build_is_own(b, e) && e->cell->param && !e->cell->given &&
	       n->kind == NODE_IF && build_is_literal(n->kids[1]) && build_is_literal(n->kids[2]);
}

static bool reads_alike(struct build *b, const struct value *x, const struct value *y)
{
	struct doc_value one, other;

	if (x->type.kind != VALUE_NUMBER || y->type.kind != VALUE_NUMBER || x->type.uncertain != y->type.uncertain ||
	    (x->type.uncertain && !(x->spread && y->spread)))
		return false;
	one = doc_value(b->a, x, &b->format);
	other = doc_value(b->a, y, &b->format);
	return str_eq(one.text, other.text);
}

/* The cell with a step of its own that this one only has another name for, or NULL. */
static const struct cell *renamed(struct build *b, const struct entry *e)
{
	const struct node *n = e->cell ? build_expression(e->cell) : NULL;
	uint32_t count = 0;
	struct cell **reads;

	while (n && n->kind == NODE_CONVERT)
		n = n->kids[0];
	if (!n || n->kind != NODE_NAME || e->cell->param)
		return NULL;
	reads = sheet_reads(&e->cell->is, n, b->a, &count);
	if (count != 1 || reads[0] == e->cell || !build_expression(reads[0]) ||
	    build_is_literal(build_expression(reads[0])) || reads[0]->param)
		return NULL;
	return reads_alike(b, cell_value(reads[0]), cell_value(e->cell)) ? reads[0] : NULL;
}

/* Of a chain of names the last one stands for it. */
static void find_aliases(struct sections *s)
{
	struct build *b = s->b;
	const struct entry **own = arena_array(b->a, const struct entry *, sheet_cell_count(b->sheet) + 1);

	s->alias = arena_array(b->a, const struct entry *, sheet_cell_count(b->sheet) + 1);
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->cell && build_is_own(b, e))
			own[e->cell->index] = e;
	}
	for (uint32_t i = 0; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);
		const struct cell *c = e->cell && build_is_own(b, e) ? renamed(b, e) : NULL, *next;

		while (c && own[c->index] && (next = renamed(b, own[c->index])))
			c = next;
		if (c)
			s->alias[c->index] = e;
	}
}

/* ---- sections ---- */

static void write_heading(struct sections *s)
{
	if (s->heading.len)
		doc_heading(s->b->doc, s->level, s->heading);
	s->heading = S("");
}

static void build_step_write_steps(struct sections *s)
{
	struct doc_step *steps = arena_array(s->b->a, struct doc_step, s->count);
	struct doc_block *block;

	if (!s->count)
		return;
	write_heading(s);
	for (size_t i = 0; i < s->count; i++)
		steps[i] = s->steps[i];
	block = doc_add(s->b->doc, DOC_STEPS);
	block->steps = steps;
	block->count = (uint32_t)s->count;
	s->count = 0;
}

static void build_step_add_step(struct sections *s, const struct entry *e)
{
	const struct entry *alias = s->alias[e->cell->index];
	struct doc_step *step;

	if (renamed(s->b, e) && build_is_own(s->b, e))
		return; /* its number is where it comes about, under this name */
	s->steps = xgrow(s->steps, s->count, &s->cap, sizeof(*s->steps));
	step = &s->steps[s->count++];
	*step = build_step_make_step(s, e);
	if (!alias)
		return;
	if (build_is_own(s->b, e)) { /* two names of one number */
		step->label = build_text(
			s->b, arena_printf(s->b->a, "%.*s; %.*s (%.*s)", STR(step->label.len ? step->label : step->name),
		                       STR(alias->cell->more->text.len ? alias->cell->more->text : S("the same")),
		                       STR(alias->cell->name)));
		return;
	}
	step->name = build_text(s->b, alias->cell->name);
	if (alias->cell->more->text.len)
		step->label = build_text(
			s->b, arena_printf(s->b->a, "%.*s (%.*s)", STR(alias->cell->more->text), STR(build_sheet_name(e->cell))));
}

static bool is_of_section(const struct doc_table *t, uint32_t row, const void *section)
{
	return str_eq(t->rows[row].section, *(const struct str *)section);
}

/* The rows of the assumptions that are of a section. */
static void add_assumed(struct sections *s, struct str section)
{
	struct arena *a = s->b->a;
	struct doc_table *own = s->assumed ? table_rows(NULL, s->assumed, is_of_section, &section) : NULL;

	if (!own)
		return;
	own->id = arena_printf(a, "assumptions%u", ++s->tables).p;
	write_heading(s);
	doc_add(s->b->doc, DOC_TABLE)->table = own;
}

/* They are no part of how the answer comes about. */
static void pass_step(struct sections *s, const struct entry *e)
{
	struct str label = label_of(s->b, e);

	buf_printf(&s->passed, "%s%.*s", s->passed.len ? ", " : "", STR(label.len ? label : e->cell->name));
}

static void end_section(struct sections *s)
{
	build_step_write_steps(s);
	if (s->passed.len) {
		write_heading(s);
		doc_prose(s->b->doc, build_text(s->b, arena_printf(s->b->a, "Only for a branch that was not taken: %s.",
		                                                   buf_c(&s->passed))));
	}
	buf_reset(&s->passed);
}

static void add_heading(struct sections *s, const struct statement *st)
{
	end_section(s);
	s->heading = build_text(s->b, st->text);
	s->level = st->level < 2 ? 2 : st->level > 6 ? 6 : st->level;
	if (st->level == 2)
		add_assumed(s, s->heading);
}

static void add_prose(struct sections *s, struct str text)
{
	build_step_write_steps(s);
	write_heading(s);
	doc_prose(s->b->doc, text);
}

void build_sections(struct build *b, uint32_t from, const struct doc_table *assumed)
{
	struct sections s = {.b = b, .heading = S("Steps"), .level = 2, .assumed = assumed, .zeros = build_zeros(b)};

	find_aliases(&s);
	if (assumed)
		s.heading = S("Estimate");
	add_assumed(&s, S(""));
	for (uint32_t i = from; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->statement->kind == STATEMENT_HEADING && build_is_own(b, e) && i != b->title)
			add_heading(&s, e->statement);
		else if (b->prose[i].len)
			add_prose(&s, b->prose[i]);
		else if (says_something(b, e) && b->needed[e->cell->index] && !b->taken[e->cell->index])
			pass_step(&s, e);
		else if (says_something(b, e) && build_zeros_tell(s.zeros, e->cell) && !is_spared(b, e))
			build_step_add_step(&s, e);
	}
	end_section(&s);
	s.heading = S("Figures and formulas used");
	s.level = 2;
	add_assumed(&s, s.heading);
	free(s.steps);
	buf_release(&s.passed);
}
