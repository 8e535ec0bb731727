/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_list.c - commands that list what there is: formulas and examples. Units are in command_units.c. */
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/utf8.h"
#include "session/command_all.h"

enum { NAME_WIDTH = 28 };

void list_column(struct buf *out, struct str text, size_t width)
{
	size_t used = utf8_width(text);

	buf_add_str(out, text);
	buf_fill(out, ' ', used < width ? width - used : 1);
}

/* ---- formulas ---- */

/* What stands for a default: the expression as written, or what kind of value is wanted. */
static void write_default(struct buf *out, const struct source *src, const struct statement *st)
{
	if (!st->declared)
		buf_printf(out, "= %.*s", STR(source_text(src, st->expr->at)));
	else {
		struct str unit = st->any ? S("any unit") : st->unit.count ? source_text(src, st->unit.at) : S("number");

		buf_printf(out, st->list ? "in [%.*s]" : "in %.*s", STR(unit));
	}
}

void list_params(struct session *s, struct str sheet, struct outcome *o, struct buf *out)
{
	struct diag aside;
	const struct template *t;
	struct buf line = { 0 };

	diag_init(&aside, &o->arena, NULL);
	t = library_template(session_library(s), sheet, (struct str){ 0 }, &aside);
	for (const struct statement *st = t ? t->first : NULL; st; st = st->next) {
		if (st->kind != STATEMENT_PARAM)
			continue;
		buf_reset(&line);
		buf_printf(&line, "    %.*s ", STR(st->name));
		write_default(&line, t->source, st);
		list_column(out, buf_str(&line), st->text.len ? 40 : 0);
		buf_printf(out, "%s%.*s\n", st->text.len ? " " : "", STR(st->text));
	}
	buf_release(&line);
}

static bool listing_fits(const struct filter *f, const struct listing *l)
{
	return filter_fits(f, l->name) || filter_fits(f, l->title) || filter_fits(f, l->purpose) || filter_fits(f, l->topic);
}

static bool is_example(const struct listing *l)
{
	return str_eq(l->topic, S("examples"));
}

static void write_listing(struct buf *out, const struct listing *l)
{
	buf_add_c(out, "  ");
	list_column(out, l->name, NAME_WIDTH);
	/* an estimate may begin with an answer whose numbers are still to be put in */
	buf_add_str(out, l->purpose.len && str_find_char(l->purpose, '{', 0) == l->purpose.len ? l->purpose : l->title);
	buf_char(out, '\n');
}

static void nothing_fits(struct buf *out, const char *what, struct str word)
{
	buf_printf(out, "no %s fits '%.*s'\n", what, STR(word));
}

COMMAND(formulas)
{
	bool with_params = argc && str_eq(argv[argc - 1], S("-l"));
	struct str word = command_join(o, with_params ? argc - 1 : argc, argv), topic = { 0 };
	unsigned count, found = 0;
	const struct listing *list = library_list(session_library(s), &count);
	struct filter f;

	if (!filter_init(&f, word, o))
		return false;
	for (unsigned i = 0; i < count; i++) {
		if (!listing_fits(&f, &list[i]) || (is_example(&list[i]) && !word.len))
			continue;
		if (!str_eq(topic, list[i].topic))
			buf_printf(&o->output, "%s%.*s\n", found ? "\n" : "", STR(list[i].topic));
		topic = list[i].topic;
		write_listing(&o->output, &list[i]);
		if (with_params)
			list_params(s, list[i].name, o, &o->output);
		found++;
	}
	if (!found)
		nothing_fits(&o->output, "formula", word);
	filter_release(&f);
	return true;
}

/* ---- examples ---- */

/* Lines of help/examples.txt are "what it is: the line"; the sheets that ship follow them. */
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
	const struct embedded *file = embedded_find(S("help/examples.txt"));
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

COMMAND(examples)
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
