/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.c - parameters that are one of some texts: `param policy = "least" in ["random", "least"]`. */
#include "base/near.h"
#include "eval/eval.h"

static bool choice_is_one(const struct statement *param, struct str text)
{
	for (uint32_t i = 0; i < param->more->param_count; i++)
		if (str_eq(param->more->params[i], text))
			return true;
	return false;
}

const struct node *eval_choice(const struct statement *param, const struct node *given, bool is_cell, struct arena *a)
{
	struct str word = given->kind == NODE_NONE && !given->text.len ? S("none") : given->text;
	struct node *n;

	if (param->kind != STATEMENT_PARAM || !param->more->param_count ||
	    (given->kind != NODE_NAME && given->kind != NODE_NONE))
		return given;
	if (!choice_is_one(param, word) && (is_cell || given->kind == NODE_NONE))
		return given;
	n = arena_new(a, struct node);
	*n = (struct node){.kind = NODE_TEXT, .at = given->at, .text = word};
	return n;
}

bool eval_is_choice(const struct statement *param, struct str text, struct span at, struct diag *d)
{
	struct buf all = {0};
	struct near near = {.word = text, .limit = 3, .most = 1};

	if (!param->more->param_count || choice_is_one(param, text))
		return true;
	for (uint32_t i = 0; i < param->more->param_count; i++) {
		buf_printf(&all, "%s%.*s", i ? ", " : "", STR(param->more->params[i]));
		near_offer(&near, param->more->params[i]);
	}
	diag_fail(d, DIAG_ARGUMENT, at, "'%.*s' is no %.*s", STR(text), STR(param->name));
	if (near.count)
		diag_hint(d, "did you mean '%.*s'? (%s)", STR(near.names[0]), buf_c(&all));
	else
		diag_hint(d, "one of: %s", buf_c(&all));
	buf_release(&all);
	return false;
}
