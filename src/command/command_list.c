/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_list.c - `examples`, and columns for all lists. */
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/utf8.h"
#include "command/command_all.h"

static bool is_example(const struct listing *l)
{
	return str_eq(l->topic, S("examples"));
}

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
		if (is_example(&list[i])) {
			all[*count].line = arena_printf(&o->arena, "run %.*s", STR(list[i].name));
			all[(*count)++].about = list[i].title;
		}
	return all;
}

static unsigned read_number(struct str word)
{
	unsigned n = 0;

	for (size_t i = 0; i < word.len; i++) {
		if (word.p[i] < '0' || word.p[i] > '9' || n > 9999)
			return 0;
		n = n * 10 + (unsigned)(word.p[i] - '0');
	}
	return n;
}

bool command_examples(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	unsigned count, n;
	const struct example *all = all_examples(s, o, &count);
	size_t width = 0;

	if (argc) {
		n = read_number(argv[0]);
		if (argc > 1 || n < 1 || n > count)
			return command_misused(o, "examples takes a number from 1 to %u", count);
		o->insert = all[n - 1].line;
		return true;
	}
	for (unsigned i = 0; i < count; i++)
		if (utf8_width(all[i].line) > width)
			width = utf8_width(all[i].line);
	for (unsigned i = 0; i < count; i++) {
		buf_printf(&o->output, "%3u  ", i + 1);
		list_column(&o->output, all[i].line, width + 2);
		buf_printf(&o->output, "%.*s\n", STR(all[i].about));
	}
	return true;
}
