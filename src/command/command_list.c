/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_list.c - `examples`: lines to try. */
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "command/command_all.h"

/* ---- examples ---- */

/* Lines of share/help/examples.txt are "what it is: the line"; the sheets that ship follow them. */
static bool next_example(struct str *rest, struct str *line, struct str *about)
{
	struct str text;

	while (str_next_line(rest, &text)) {
		size_t colon = str_find_char(text, ':', 0);

		*about = str_cut(text, 0, colon);
		*line = str_trim(str_cut(text, colon + 1, text.len));
		if (line->len)
			return true;
	}
	return false;
}

struct example {
	struct str line, about;
};

static struct example *all_examples(struct session *s, struct outcome *o, unsigned *count)
{
	const struct embedded *file = embedded_find(S("share/help/examples.txt"));
	struct str rest = file ? file->text : S("");
	unsigned listed;
	const struct listing *list = library_list(session_library(s), &listed);
	struct example *all = arena_array(&o->arena, struct example, rest.len / 4 + listed + 1);

	*count = 0;
	while (next_example(&rest, &all[*count].line, &all[*count].about))
		++*count;
	for (unsigned i = 0; i < listed; i++)
		if (listing_is_example(&list[i])) {
			all[*count].line = arena_printf(&o->arena, "run %.*s", STR(list[i].name));
			all[(*count)++].about = list[i].title;
		}
	return all;
}

static bool list_examples(const struct example *all, unsigned count, const struct filter *f, struct outcome *o)
{
	struct grid l;

	grid_list(&l, &o->arena, 3);
	l.indent = 0;
	l.columns[0].right = true;
	l.columns[1].words = true;
	for (unsigned i = 0; i < count; i++)
		if (filter_fits(f, all[i].line) || filter_fits(f, all[i].about))
			grid_texts(&l, arena_printf(&o->arena, "%3u", i + 1), all[i].line, all[i].about);
	outcome_grid(o, &l);
	return l.row_count || command_found_none(o, "example", f->word);
}

bool command_examples(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str word = command_join(o, argc, argv);
	uint64_t n;
	unsigned count;
	const struct example *all = all_examples(s, o, &count);
	struct filter f;
	bool found;

	if (str_whole(word, 0, UINT64_MAX, &n)) {
		if (n < 1 || n > count)
			return command_misused(o, "examples takes a number from 1 to %u, or a word", count);
		o->insert = all[n - 1].line;
		return true;
	}
	if (!filter_init(&f, word, o))
		return false;
	found = list_examples(all, count, &f, o);
	filter_release(&f);
	return found;
}
