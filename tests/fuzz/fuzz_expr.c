/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_expr.c - lines typed at the prompt: each gives an answer or an error, and a line that fails changes nothing. */
#include "command/command.h"
#include "outcome.h"
#include "reused.h"

#include "command/typed.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* The cells of a sheet and what they hold. */
struct snapshot {
	struct arena arena;
	uint32_t count;
	struct value *values;
	enum cell_state *states;
	const struct node **exprs;
};

static void snapshot_take(struct snapshot *shot, struct sheet *s)
{
	arena_init(&shot->arena);
	shot->count = sheet_cell_count(s);
	shot->values = arena_array(&shot->arena, struct value, shot->count);
	shot->states = arena_array(&shot->arena, enum cell_state, shot->count);
	shot->exprs = arena_array(&shot->arena, const struct node *, shot->count);
	for (uint32_t i = 0; i < shot->count; i++) {
		const struct cell *c = sheet_cell(s, i);

		shot->states[i] = c->state;
		shot->exprs[i] = c->is.expr;
		if (c->state == CELL_READY)
			shot->values[i] = value_copy(&shot->arena, cell_value(c));
	}
}

static void snapshot_check(const struct snapshot *shot, struct sheet *s)
{
	assert(shot->count == sheet_cell_count(s));
	for (uint32_t i = 0; i < shot->count; i++) {
		const struct cell *c = sheet_cell(s, i);

		assert(shot->exprs[i] == c->is.expr);
		assert(shot->states[i] == c->state);
		assert(c->state != CELL_READY || value_same(&shot->values[i], cell_value(c)));
	}
}

/* `save`, `load` and `run` reach for files. */
static bool reaches_out(struct str line)
{
	struct str rest;
	const struct command *c = command_of_line(line, &rest);

	return c && (c->complete == COMPLETE_FILE || str_eq(str_from_c(c->name), S("run")));
}

static void type_line(struct session *s, struct outcome *o, struct str line)
{
	struct str rest;
	bool command = command_of_line(line, &rest) != NULL;
	struct snapshot before;

	be_quick(s);
	snapshot_take(&before, session_sheet(s));
	bool ok = typed_text(s, SESSION_PROMPT, line, o);
	check_outcome(s, o, ok, line);
	if (!ok && !command)
		snapshot_check(&before, session_sheet(s));
	arena_release(&before.arena);
	outcome_reset(o);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct str text = {(const char *)data, size}, line;
	struct session *s = session_as_new(S(""));
	struct outcome o;

	outcome_init(&o);
	while (str_next_line(&text, &line))
		if (!reaches_out(line))
			type_line(s, &o, line);
	outcome_release(&o);
	return 0;
}
