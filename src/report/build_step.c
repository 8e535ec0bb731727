/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build_step.c - the sheet's sections: its headings and prose, and how each number comes about. */
#include <stdlib.h>

#include "base/utf8.h"
#include "report/build_parts.h"
#include "sheet/explain.h"

struct sections {
	struct build *b;
	struct str heading;    /* not written yet: a section in which nothing stands is left out */
	unsigned level;
	struct doc_step *steps; /* in a row, not written yet */
	size_t count, cap;
};

/* ---- one step ---- */

/* A line of explain.h: what stands in front of the sign is the name, or blanks as wide as it. */
static struct doc_line read_line(struct build *b, struct str line, struct str name, bool first)
{
	size_t from = first ? name.len : utf8_width(name), blank;

	line = str_cut(line, from + (name.len ? 1 : 0), line.len);
	blank = str_find_char(line, ' ', 0);
	return (struct doc_line){build_text(b, str_cut(line, 0, blank)), doc_ranges(b->a, build_text(b, str_cut(line, blank, line.len)))};
}

/* What the step is for; of another sheet's cell also whose it is. */
static struct str label_of(struct build *b, const struct entry *e)
{
	const struct cell *c = e->cell;

	if (build_is_own(b, e))
		return build_text(b, c->text);
	return build_text(b, arena_printf(b->a, "%.*s (%.*s)", STR(c->text.len ? c->text : c->name), STR(build_sheet_name(c))));
}

static struct doc_step make_step(struct build *b, const struct entry *e)
{
	const struct cell *c = e->cell;
	struct doc_step step = {.name = build_text(b, c->name), .label = label_of(b, e)};
	struct buf text = {0};
	struct str rest, line;
	uint32_t lines = 0;

	explain_cell(b->sheet, c, &b->format, &text);
	for (size_t i = 0; i < text.len; i++)
		lines += text.p[i] == '\n';
	step.lines = arena_array(b->a, struct doc_line, lines);
	rest = buf_str(&text);
	while (step.count < lines && str_next_line(&rest, &line)) {
		step.lines[step.count] = read_line(b, line, c->name, step.count == 0);
		step.count++;
	}
	buf_release(&text);
	return step;
}

/* A parameter that another sheet is given by name alone (rps = rps) says nothing that was not said. */
static bool says_something(const struct build *b, const struct entry *e)
{
	const struct node *n = build_expression(e->cell);

	if (!n || build_is_literal(n))
		return false;
	return build_is_own(b, e) || (b->needed[e->cell->index] && !(e->cell->param && n->kind == NODE_NAME));
}

/* ---- sections ---- */

static void write_heading(struct sections *s)
{
	if (s->heading.len)
		doc_heading(s->b->doc, s->level, s->heading);
	s->heading = S("");
}

static void write_steps(struct sections *s)
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

static void add_step(struct sections *s, const struct entry *e)
{
	s->steps = xgrow(s->steps, s->count, &s->cap, sizeof(*s->steps));
	s->steps[s->count++] = make_step(s->b, e);
}

static void add_heading(struct sections *s, const struct statement *st)
{
	write_steps(s);
	s->heading = build_text(s->b, st->text);
	s->level = st->level < 2 ? 2 : st->level > 6 ? 6 : st->level;
}

static void add_prose(struct sections *s, struct str text)
{
	write_steps(s);
	write_heading(s);
	doc_prose(s->b->doc, text);
}

void build_sections(struct build *b, uint32_t from)
{
	struct sections s = {.b = b, .heading = S("Steps"), .level = 2};

	for (uint32_t i = from; i < sheet_entry_count(b->sheet); i++) {
		const struct entry *e = sheet_entry(b->sheet, i);

		if (e->statement->kind == STATEMENT_HEADING && build_is_own(b, e) && i != b->title)
			add_heading(&s, e->statement);
		else if (b->prose[i].len)
			add_prose(&s, b->prose[i]);
		else if (says_something(b, e))
			add_step(&s, e);
	}
	write_steps(&s);
	free(s.steps);
}
