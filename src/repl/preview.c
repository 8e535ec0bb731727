/* SPDX-License-Identifier: GPL-3.0-or-later */
/* preview.c - the answer to a line that is still being typed. */
#include "repl/preview.h"

#include "command/command.h"
#include "eval/builtin.h"
#include "lang/parse.h"
#include "repl/repl_command.h"

enum { LONGEST = 400 /* bytes: nobody watches a preview beside more */ };

/* A line that goes on from the last answer: "* 2", "to GB". */
static bool goes_on(struct str line)
{
	static const struct str starts[] = {S("*"), S("/"), S("^"), S("×"), S("÷"), S("->"), S("to "), S("in "), S("as ")};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(line, starts[i]))
			return !str_starts(line, S("//"));
	return false;
}

/* What there is to work out: an expression, or what a cell is to be. Not what would only be said again. */
static const struct node *expression_of(const struct statement *st)
{
	if (!st || st->next || !st->expr || (st->kind != STATEMENT_EXPRESSION && st->kind != STATEMENT_CELL))
		return NULL;
	switch (st->expr->kind) {
	case NODE_NUMBER:
	case NODE_QUANTITY:
	case NODE_TEXT:
	case NODE_TRUTH:
		return NULL;
	default:
		return st->expr;
	}
}

static void evaluate(struct session *s, struct arena *a, struct str line, struct buf *out)
{
	struct source src = {.text = line, .first_line = 1};
	struct format f = session_format(s);
	struct definition at = sheet_here(session_sheet(s), &src);
	struct statement *st = NULL;
	const struct node *n;
	struct value v;
	struct diag d;
	uint32_t end = 0;

	diag_init(&d, a, &src);
	if (!parse_line(a, &src, &end, session_vocabulary(s), &d, &st))
		return;
	n = expression_of(st);
	if (!n || !sheet_eval(session_sheet(s), &at, n, a, &d, &v) || builtin_interrupted)
		return;
	f.brief = true;
	format_answer(out, &v, &f);
}

void preview(struct session *s, struct str line, struct buf *out)
{
	struct arena a;
	struct str rest;
	size_t units;

	line = str_trim(line);
	if (!line.len || line.len > LONGEST || command_of_line(line, &rest) || repl_command_is(line) || parse_unfinished(line))
		return;
	units = unit_changes(session_engine(s)->units);
	arena_init(&a);
	evaluate(s, &a, goes_on(line) ? arena_printf(&a, "_ %.*s", STR(line)) : line, out);
	arena_release(&a);
	if (unit_changes(session_engine(s)->units) > units)
		unit_take_back(session_engine(s)->units, units); /* half a word is no noun yet */
}
