/* SPDX-License-Identifier: GPL-3.0-or-later */
/* name_list.c - names and what they are, in columns. */
#include "command/name_list.h"

#include "base/interrupt.h"

#include <unistd.h>

#include "session/console.h"

enum { NAME_MOST = 30 /* columns: a longer name pushes no other row's text away */ };

void name_list_init(struct name_list *l, struct arena *a, unsigned columns)
{
	*l = (struct name_list){0};
	grid_init(&l->grid, a, columns);
	l->grid.indent = 2;
	l->grid.columns[0].most = columns > 1 ? NAME_MOST : 0;
	l->grid.columns[columns - 1].words = true;
}

void name_list_group(struct name_list *l, struct str title)
{
	l->next = title;
}

struct str *name_list_row(struct name_list *l)
{
	uint32_t cap = l->grid.row_cap;
	struct str *row = grid_row(&l->grid);

	if (l->grid.row_cap != cap) {
		struct str *more = arena_array(l->grid.a, struct str, l->grid.row_cap);

		for (uint32_t i = 0; i < cap; i++)
			more[i] = l->groups[i];
		l->groups = more;
	}
	l->groups[l->grid.row_count - 1] = l->next;
	l->next = S("");
	return row;
}

void name_list_write(struct name_list *l, struct session *s, struct buf *out)
{
	const struct console *console = session_console(s);
	struct grid_pen pen = {.out = out, .width = session_settings(s)->width};

	if (console->is_terminal(STDOUT_FILENO)) /* a pipe gets whole lines: they are searched */
		pen.width = console->width(session_settings(s), STDOUT_FILENO);
	grid_fit(&l->grid, pen.width);
	for (uint32_t i = 0; i < l->grid.row_count && !interrupt_came; i++) {
		if (l->groups[i].len)
			buf_printf(out, "%s%.*s\n", i ? "\n" : "", STR(l->groups[i]));
		grid_write_row(&l->grid, &pen, i);
	}
}
