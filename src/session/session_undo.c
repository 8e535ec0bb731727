/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_undo.c - taking back, doing again, writing out: by replaying the lines that worked. */
#include <stdlib.h>
#include <string.h>

#include "session/parts.h"
#include "sheet/explain.h"

/* Does a line change the sheet? Expressions do not, and are not worth an undo. */
static bool changes_sheet(struct session *s, struct str text)
{
	struct source src = {.text = text, .first_line = 1};
	struct statement *st = NULL;
	struct arena a;
	struct diag d;
	uint32_t at = 0;
	bool changes = false;

	arena_init(&a);
	diag_init(&d, &a, &src);
	if (parse_line(&a, &src, &at, &s->vocabulary, &d, &st))
		for (; st; st = st->next)
			changes = changes || (st->kind != STATEMENT_EXPRESSION && st->kind != STATEMENT_ABOUT && st->kind != STATEMENT_SHOW && st->kind != STATEMENT_SET);
	arena_release(&a);
	return changes;
}

static void replay(struct session *s, size_t count)
{
	struct outcome o;

	sheet_free(s->sheet);
	s->sheet = sheet_new(&s->engine, s->library, s->facts);
	s->replaying = true;
	outcome_init(&o);
	for (size_t i = 0; i < count; i++) {
		session_text(s, SESSION_STREAM, str_from_c(s->log[i]), &o);
		outcome_reset(&o);
	}
	outcome_release(&o);
	s->replaying = false;
	s->log_live = count;
}

bool session_undo(struct session *s, struct outcome *o)
{
	size_t k = s->log_live;

	while (k > 0 && !changes_sheet(s, str_from_c(s->log[k - 1])))
		k--;
	if (k == 0) {
		diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "nothing to undo");
		return session_fail(o);
	}
	replay(s, k - 1);
	buf_printf(&o->output, "undone: %s\n", s->log[k - 1]);
	return true;
}

bool session_redo(struct session *s, struct outcome *o)
{
	size_t k = s->log_live;

	if (k == s->log_count) {
		diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "nothing to redo");
		return session_fail(o);
	}
	while (k < s->log_count && !changes_sheet(s, str_from_c(s->log[k])))
		k++;
	size_t last = k < s->log_count ? k + 1 : k;
	buf_printf(&o->output, "redone: %s\n", s->log[last - 1]);
	replay(s, last);
	return true;
}

void session_clear(struct session *s)
{
	while (s->log_count)
		free(s->log[--s->log_count]);
	replay(s, 0);
}

void session_save_text(struct session *s, struct buf *out)
{
	for (size_t i = 0; i < s->log_live; i++) {
		buf_add_c(out, s->log[i]);
		buf_char(out, '\n');
	}
}

static bool explain_cell_chain(struct session *s, struct cell *c, struct outcome *o)
{
	struct format f = session_format(s);
	const struct cell *root = c;
	uint32_t count;
	struct cell **order = explain_needs(s->sheet, &root, 1, &o->arena, &count);

	for (uint32_t i = 0; i < count; i++)
		explain_cell(s->sheet, order[i], &f, &o->output);
	return true;
}

bool session_explain(struct session *s, struct str what, struct outcome *o)
{
	struct source *src = arena_new(&o->arena, struct source);
	struct cell *c = sheet_find(s->sheet, str_trim(what));
	struct format f = session_format(s);
	struct value v;
	uint32_t roots, count;

	if (c && c->state == CELL_READY)
		return explain_cell_chain(s, c, o);
	*src = (struct source){.text = arena_str(&o->arena, what), .first_line = 1};
	const struct source *before = diag_enter(&o->diag, src);
	struct definition at = sheet_here(s->sheet, src);
	const struct node *n = parse_expression(&o->arena, src, &s->vocabulary, &o->diag);
	bool ok = n && sheet_eval(s->sheet, &at, n, &o->arena, &o->diag, &v);
	diag_enter(&o->diag, before);
	if (!ok)
		return session_fail(o);
	struct cell **reads = explain_reads(s->sheet, &at, n, &o->arena, &roots);
	struct cell **order = explain_needs(s->sheet, (const struct cell *const *)reads, roots, &o->arena, &count);
	for (uint32_t i = 0; i < count; i++)
		explain_cell(s->sheet, order[i], &f, &o->output);
	explain_expression(s->sheet, &at, n, (struct str){0}, &v, &f, &o->output);
	return true;
}
