/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quiz_text.c - a question as it is read: text, the steps of its answer, JSON. */
#include <string.h>

#include "command/quiz.h"
#include "sheet/explain.h"
#include "sheet/library.h"
#include "show/grid.h"
#include "value/json_put.h"

static struct format quiz_format(struct session *s)
{
	struct format f = session_format(s);

	f.brief = true;
	return f;
}

static struct str quiz_text_name_of(const struct cell *c)
{
	return c->more->text.len ? c->more->text : c->name;
}

static void quiz_value(struct session *s, const struct value *v, struct buf *out)
{
	struct format f = quiz_format(s);

	format_value(out, v, &f);
}

/* The unit in which an answer is expected: what bote would show, without its number. */
static void quiz_unit(struct session *s, const struct quiz_question *q, struct buf *out)
{
	struct buf value = {0};
	struct str text;
	size_t blank;

	quiz_value(s, cell_value(q->asked), &value);
	text = buf_str(&value);
	blank = str_find_char(text, ' ', 0);
	if (str_ends(text, S("%")))
		buf_add_c(out, "in %, or any unit");
	else if (blank < text.len)
		buf_printf(out, "in %.*s, or any unit", STR(str_cut(text, blank + 1, text.len)));
	else
		buf_add_c(out, "a plain number");
	buf_release(&value);
}

void quiz_write(struct session *s, const struct quiz_question *q, struct buf *out)
{
	struct grid_pen pen = {.out = out};
	struct arena a;
	struct grid g;

	buf_printf(out, "%.*s  (%.*s)\n", STR(q->formula->title), STR(q->formula->topic_title));
	if (q->formula->purpose.len && str_find_char(q->formula->purpose, '{', 0) == q->formula->purpose.len)
		buf_printf(out, "%.*s\n", STR(q->formula->purpose));
	arena_init(&a);
	grid_init(&g, &a, 2);
	g.indent = 2;
	for (uint32_t i = 0; i < q->input_count; i++) {
		struct buf value = {0};

		quiz_value(s, cell_value(q->inputs[i]), &value);
		grid_texts(&g, quiz_text_name_of(q->inputs[i]), buf_take(&value, &a));
	}
	grid_write(&g, &pen);
	arena_release(&a);
	buf_printf(out, "%.*s?  (", STR(quiz_text_name_of(q->asked)));
	quiz_unit(s, q, out);
	buf_add_c(out, "; a range counts too)\n");
}

void quiz_steps(struct session *s, const struct quiz_question *q, struct buf *out)
{
	struct format f = session_format(s);
	struct arena a;
	uint32_t count;

	arena_init(&a);
	struct cell **order = sheet_needs(q->sheet, &q->asked, 1, &a, &count);
	for (uint32_t i = 0; i < count; i++)
		if (!order[i]->param)
			explain_cell(q->sheet, order[i], &f, out);
	arena_release(&a);
}

static void json_input(struct session *s, struct json_put *j, const struct cell *c)
{
	struct format f = session_format(s);
	struct buf text = {0};

	json_open(j, '{');
	json_field(j, "name", c->name);
	json_optional(j, "what", c->more->text);
	json_value(j, cell_value(c), f.texts);
	quiz_value(s, cell_value(c), &text);
	json_field(j, "text", buf_str(&text));
	json_close(j, '}');
	buf_release(&text);
}

void quiz_json(struct session *s, const struct quiz_question *q, uint64_t seed, struct buf *out)
{
	struct json_put j = {.out = out};
	struct buf steps = {0};

	json_open(&j, '{');
	json_number_at(&j, "seed", (double)seed);
	json_field(&j, "formula", q->formula->name);
	json_field(&j, "topic", q->formula->topic);
	json_field(&j, "title", q->formula->title);
	json_open_at(&j, "inputs", '[');
	for (uint32_t i = 0; i < q->input_count; i++)
		json_input(s, &j, q->inputs[i]);
	json_close(&j, ']');
	json_key(&j, "answer");
	json_input(s, &j, q->asked);
	quiz_steps(s, q, &steps);
	json_field(&j, "steps", buf_str(&steps));
	json_close(&j, '}');
	buf_char(out, '\n');
	buf_release(&steps);
}
