/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer_csv.c - answers as comma-separated values: a row each. */
#include "sampling/spread.h"
#include "session/session.h"

static void answer_csv_add_answer(struct doc_table *t, struct arena *a, const struct answer *x,
                                  const struct texts *texts)
{
	struct field *row = table_row(t);
	struct type truth = {.kind = VALUE_TRUTH};

	row[0] = field_text(x->name.len ? x->name : x->input);
	row[2] = field_text(x->text);
	if (x->kind == ANSWER_CHECK)
		row[1] = field_number(a, &truth, x->holds);
	else if (x->value.type.kind == VALUE_TEXT && x->value.count == 1 && !is_poison(x->value.num[0]))
		row[1] = field_text(texts_get(texts, (uint32_t)x->value.num[0]));
	else if (x->value.count != 1 || !is_poison(x->value.num[0])) /* none is nothing in a column of numbers */
		row[1] = field_value(a, &x->value);
}

/* Of a list a row for each element: x[1], x[2] ...; what it is stands beside the first. */
static void add_elements(struct doc_table *t, struct arena *a, const struct answer *x, const struct texts *texts)
{
	for (uint32_t i = 0; i < x->value.count; i++) {
		struct answer one = *x;

		one.name = table_element(a, x->name.len ? x->name : x->input, i);
		one.text = i ? (struct str){0} : x->text;
		one.value.type.list = false;
		one.value.count = 1;
		one.value.num += i;
		one.value.spread = one.value.spread ? one.value.spread + i : NULL;
		answer_csv_add_answer(t, a, &one, texts);
	}
}

void answers_csv(const struct answer *answers, size_t count, const struct texts *texts, struct buf *out)
{
	struct doc_table *t;
	struct arena a;

	arena_init(&a);
	t = table_new(&a, "answers", 3);
	table_heads(t, (const char *const[]){"name", "value", "what"});
	for (size_t i = 0; i < count; i++) {
		if (answers[i].kind == ANSWER_ABOUT || answers[i].kind == ANSWER_CHART || answers[i].kind == ANSWER_PICTURE)
			continue;
		if (answers[i].kind != ANSWER_CHECK && answers[i].value.type.list)
			add_elements(t, &a, &answers[i], texts);
		else
			answer_csv_add_answer(t, &a, &answers[i], texts);
	}
	if (t->row_count)
		table_csv(t, out);
	arena_release(&a);
}
