/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_prompt.c - a session of lines: undo takes a line back and redo does it again, and what would be saved gives the
 * same numbers when it is loaded.
 */
#include "command/command.h"
#include "outcome.h"
#include "reused.h"

#include "command/typed.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* Names and numbers of all cells, as text that can be compared. */
static void put_cells(struct session *s, struct buf *out)
{
	const struct sheet *sheet = session_sheet(s);

	for (uint32_t i = 0; i < sheet_cell_count(sheet); i++) {
		const struct cell *c = sheet_cell(sheet, i);

		buf_printf(out, "%.*s %d", STR(c->name), (int)c->state);
		for (uint32_t k = 0; c->state == CELL_READY && !c->type->uncertain && k < c->count;
		     k++) /* those are sampled when asked for */
			buf_printf(out, " %.9g", c->num[k]);
		if (c->state == CELL_READY && c->type->kind == VALUE_NUMBER)
			units_write(out, &c->type->units, true);
		buf_char(out, '\n');
	}
}

static bool type(struct session *s, struct str line)
{
	struct outcome o;

	outcome_init(&o);
	be_quick(s);
	bool ok = typed_text(s, SESSION_PROMPT, line, &o);
	check_outcome(s, &o, ok, line);
	outcome_release(&o);
	return ok;
}

/* What asks for files, another program or a person is left out, and what is random. */
static bool is_for_here(struct str line)
{
	struct str rest;
	const struct command *c = command_of_line(line, &rest);

	return !c || str_eq(str_from_c(c->name), S("delete")) || str_eq(str_from_c(c->name), S("rename")) ||
	       str_eq(str_from_c(c->name), S("set"));
}

static void check_undo(struct session *s, const struct buf *before)
{
	struct buf after = {0}, undone = {0}, again = {0};

	put_cells(s, &after);
	if (!str_eq(buf_str(&after), buf_str(before)) && type(s, S("undo"))) {
		put_cells(s, &undone);
		assert(str_eq(buf_str(&undone), buf_str(before)));
		assert(type(s, S("redo")));
		put_cells(s, &again);
		assert(str_eq(buf_str(&again), buf_str(&after)));
	}
	buf_release(&after);
	buf_release(&undone);
	buf_release(&again);
}

/* A parameter that is still to be given has no number in either. */
static void check_saved(struct session *s)
{
	struct buf text = {0}, before = {0}, after = {0};
	struct outcome o;

	put_cells(s, &before);
	session_save_text(s, &text);
	outcome_init(&o);
	if (session_replace(s, buf_str(&text), S("load"), &o)) {
		be_quick(s);
		put_cells(s, &after);
		assert(str_eq(buf_str(&before), buf_str(&after)));
	}
	outcome_release(&o);
	buf_release(&text);
	buf_release(&before);
	buf_release(&after);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct str text = {(const char *)data, size}, line;
	struct session *s = session_as_new(S(""));

	while (str_next_line(&text, &line)) {
		struct buf before = {0};

		put_cells(s, &before);
		if (is_for_here(line) && type(s, line))
			check_undo(s, &before);
		buf_release(&before);
	}
	check_saved(s);
	return 0;
}
