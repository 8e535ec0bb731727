/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_expr.c - what may be in an expression: names, units, operators, what fits after `to`. */
#include "lab/lab.h"
#include "repl/complete_request.h"
#include "repl/complete_word.h"

void request_word_at(struct request *r, size_t from)
{
	r->w.out->from = from;
	r->w.typed = str_cut(r->line, from, r->line.len);
}

void request_blank_quotes(struct request *r)
{
	char *copy = arena_alloc(&r->w.out->arena, r->line.len + 1);

	for (size_t i = 0; i < r->line.len; i++) {
		char c = r->line.p[i];

		copy[i] = i >= r->begin && (c == '"' || c == '\'') ? ' ' : c;
	}
	r->line.p = copy;
}

static bool complete_expr_is_callee(struct request *r, struct str name)
{
	return name.len && (library_listing(session_library(r->w.session), name) ||
	                    (str_starts(name, S("lab.")) && lab_find(str_cut(name, 4, name.len))));
}

/* The formula or lab in whose brackets the cursor is, or empty; *inside is what is between "(" and the cursor. */
static struct str complete_expr_called(struct request *r, struct str text, struct str *inside)
{
	int depth = 0;

	for (size_t i = text.len; i-- > 0;) {
		depth += text.p[i] == ')' || text.p[i] == ']';
		depth -= text.p[i] == '(' || text.p[i] == '[';
		if (depth < 0) {
			struct str name = word_last(str_cut(text, 0, i));

			*inside = str_cut(text, i + 1, text.len);
			if (text.p[i] == '(' && complete_expr_is_callee(r, name))
				return name;
			break;
		}
	}
	return S("");
}

static void complete_names(struct request *r, struct str before)
{
	struct str inside = S(""), formula = complete_expr_called(r, before, &inside), text = word_trim(before);

	if (formula.len && (str_ends(text, S("(")) || str_ends(text, S(","))))
		from_params(&r->w, formula, inside);
	from_cells(&r->w);
	from_functions(&r->w);
	from_distributions(&r->w);
	from_facts(&r->w);
	from_lab_calls(&r->w);
	if (text.len)
		from_openers(&r->w);
	else
		from_keywords(&r->w);
	if (r->w.out->count == 0 && r->w.typed.len > 0)
		from_formulas(&r->w, "(", false);
}

/* Units; below a fraction line, or after `per`, nouns stand in the singular. */
void complete_units(struct request *r)
{
	struct str before = word_trim(str_cut(r->line, 0, r->w.out->from));

	r->w.below = str_ends(before, S("/")) || word_ends(before, "per");
	from_units(&r->w, NULL);
}

/* The value of an expression, or of the one of a definition; false when it has none. */
static bool complete_expr_value_of(struct request *r, struct str text, struct value *v)
{
	struct session *s = r->w.session;
	struct source src = {.first_line = 1};
	struct statement *st = NULL;
	struct definition here;
	struct diag d;
	uint32_t at = 0;

	src.text = word_trim(text);
	diag_init(&d, &r->w.out->arena, &src);
	here = sheet_here(session_sheet(s), &src);
	return src.text.len && parse_line(&r->w.out->arena, &src, &at, session_vocabulary(s), &d, &st) && st && st->expr &&
	       !st->next && sheet_eval(session_sheet(s), &here, st->expr, &r->w.out->arena, &d, v);
}

/* The value of what comes before `to`; false when it has none, or no unit that says what fits. */
static bool left_side(struct request *r, struct str text, struct value *v)
{
	text = word_trim(text);
	text = str_cut(text, 0, text.len - (str_ends(text, S("->")) ? 2 : word_last(text).len));
	return complete_expr_value_of(r, text, v) && v->type.kind == VALUE_NUMBER && v->type.units.n > 0;
}

/*
 * After `to`: the units that fit what is converted; of a rate those of its whole, and of what is above its line.
 */
static void complete_target(struct request *r, struct str before)
{
	struct units above = {.n = 1};
	struct value v;

	if (!left_side(r, before, &v) || units_soft(&v.type.units)) {
		complete_units(r);
		return;
	}
	from_units(&r->w, &v.type.units);
	above.term[0] = v.type.units.term[0];
	if (v.type.units.n > 1 && above.term[0].exp == 1 && !units_soft(&above))
		from_units(&r->w, &above);
}

/* lab.queue(...). and what is typed of a result. */
static bool complete_result(struct request *r, struct str before)
{
	struct str inside,
		typed = r->w.typed,
		formula = str_ends(before, S(")")) ? complete_expr_called(r, str_cut(before, 0, before.len - 1), &inside)
	                                       : S("");

	if (!formula.len || !str_starts(typed, S(".")))
		return false;
	request_word_at(r, r->w.out->from + 1);
	from_results(&r->w, formula);
	return true;
}

/* After a value: what may continue from it. A name alone may be given another value. */
static void complete_behind(struct request *r, struct str before)
{
	struct str text = word_trim(before);
	struct value v;

	if (r->w.typed.len == 0 && r->where == COMMAND_PROMPT && r->begin == 0 &&
	    sheet_find(session_sheet(r->w.session), text))
		from_add(&r->w, S("="), S("another value for it"), true);
	from_operators(&r->w, complete_expr_value_of(r, text, &v) ? &v.type : NULL, text);
	if (r->w.out->count == 0 && r->w.typed.len > 0)
		complete_names(r, before);
}

void complete_expression(struct request *r)
{
	size_t from = word_start(r->line);
	struct str word, before;

	if (from < r->begin)
		from = r->begin;
	word = str_cut(r->line, from, r->line.len);
	before = str_cut(r->line, r->begin, from);
	if (word_number(word)) {
		if (!str_starts(word, S("0x"))) {
			request_word_at(r, r->line.len - word_letters(word).len);
			complete_units(r);
		}
		return;
	}
	request_word_at(r, from);
	if (complete_result(r, before))
		return;
	switch (word_place(before)) {
	case AT_NAME: complete_names(r, before); break;
	case AT_OPERATOR: complete_behind(r, before); break;
	case AT_UNIT_OR_NAME:
		complete_units(r);
		from_cells(&r->w);
		break;
	case AT_TARGET:
		from_forms(&r->w);
		complete_target(r, before);
		break;
	case AT_UNIT:
		complete_units(r);
		if (word_ends_number(word_trim(before))) {
			from_magnitudes(&r->w);
			from_operators(&r->w, NULL, before);
		}
		break;
	}
}
