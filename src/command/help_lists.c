/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_lists.c - `help` alone, and the topics that are made from a table: all functions, all commands. */
#include <string.h>

#include "command/command_all.h"
#include "command/help_walk.h"
#include "command/keywords.h"
#include "eval/builtin.h"
#include "sampling/dist.h"
#include "session/setting.h"
#include "whatif/chart_ask.h"

enum { LINE_WIDTH = 78 };

static void help_lists_add(struct grid *l, struct str name, const char *about)
{
	grid_texts(l, name, str_from_c(about));
}

static void list_functions(struct session *s, struct grid *l)
{
	(void)s;
	for (unsigned i = 0; i < builtin_count; i++) {
		const struct builtin *b = &builtins[i];

		l->group = str_from_c(b->group);
		help_lists_add(l, arena_printf(l->a, "%s(%s)", b->name, b->args), b->help);
	}
}

static void list_distributions(struct session *s, struct grid *l)
{
	(void)s;
	for (unsigned i = 0; i < dist_count; i++)
		help_lists_add(l, arena_printf(l->a, "%s(%s)", dists[i].name, dists[i].args), dists[i].help);
}

static void list_kinds_of_chart(struct session *s, struct grid *l)
{
	(void)s;
	for (unsigned i = 0; i < chart_word_count; i++)
		help_lists_add(l, str_from_c(chart_words[i].name), chart_words[i].help);
}

static void list_keywords(struct session *s, struct grid *l)
{
	(void)s;
	for (unsigned i = 0; i < keyword_count; i++)
		help_lists_add(l, str_from_c(keywords[i].word), keywords[i].help);
}

static void list_commands(struct session *s, struct grid *l)
{
	(void)s;
	for (unsigned i = 0; i < command_count; i++)
		help_lists_add(l,
		               arena_printf(l->a, "%s%s%s", commands[i].name, *commands[i].args ? " " : "", commands[i].args),
		               commands[i].help);
}

static void list_settings(struct session *s, struct grid *l)
{
	struct buf about = {0};

	for (unsigned i = 0; i < setting_count; i++) {
		buf_reset(&about);
		buf_printf(&about, "%s: ", settings_table[i].help);
		setting_choice(&settings_table[i], &about);
		buf_add_c(&about, "; now ");
		settings_table[i].get(session_settings(s), &about);
		help_lists_add(l, str_from_c(settings_table[i].name), arena_str(l->a, buf_str(&about)).p);
	}
	buf_release(&about);
}

static bool add_topic(void *ctx, const struct help_entry *e)
{
	grid_texts(ctx, e->name, e->about);
	return true;
}

static void list_topics(struct session *s, struct grid *l)
{
	(void)s;
	help_each_topic(add_topic, l);
	for (const struct help_list_name *n = help_list_names; n->name; n++)
		if (!str_eq(str_from_c(n->name), S("topics")))
			help_lists_add(l, str_from_c(n->name), n->title);
}

const struct help_list_name help_list_names[] = {
	{"topics", "all topics"},
	{"functions", "all functions"},
	{"distributions", "shapes of uncertain numbers"},
	{"kinds", "what can be drawn: chart KIND(...)"},
	{"keywords", "words and signs of the language"},
	{"commands", "all commands"},
	{"settings", "what 'set NAME VALUE' changes"},
	{"constants", "numbers with a name; 'ref' lists published figures"},
	{NULL, NULL},
};

static void (*const listers[])(struct session *s, struct grid *) = {
	list_topics,   list_functions, list_distributions, list_kinds_of_chart,
	list_keywords, list_commands,  list_settings,      NULL,
};

bool help_list(struct session *s, struct str name, struct outcome *o)
{
	struct filter all = {0};
	struct grid l;
	size_t i = 0;

	while (help_list_names[i].name && !str_eq(name, str_from_c(help_list_names[i].name)))
		i++;
	if (!help_list_names[i].name)
		return false;
	buf_printf(&o->output, "%c%s: %s\n\n", help_list_names[i].name[0] - 'a' + 'A', help_list_names[i].name + 1,
	           help_list_names[i].title);
	if (listers[i]) {
		grid_list(&l, &o->arena, 2);
		listers[i](s, &l);
		outcome_grid(o, &l);
	} else {
		list_facts(s, false, &all, o);
	}
	return true;
}

/* ---- help alone ---- */

struct flow {
	struct buf *out;
	size_t column;
};

/* Names side by side, in lines that are not too long. */
static void flow(struct flow *f, struct str name)
{
	if (f->column == 0 || f->column + name.len + 2 > LINE_WIDTH) {
		buf_add_c(f->out, f->column ? "\n  " : "  ");
		f->column = 2;
	} else {
		buf_char(f->out, ' ');
		f->column++;
	}
	buf_add_str(f->out, name);
	f->column += name.len;
}

static bool flow_topic(void *ctx, const struct help_entry *e)
{
	flow(ctx, e->name);
	return true;
}

static const char overview_head[] = "Type what you want to know; the answer has its unit.\n"
									"\n"
									"  5 GiB / 100 Mbit/s to min          a download\n"
									"  dau = 100M users                   a cell; what uses it follows it\n"
									"  writes = dau * 10 tweets/user/day  another\n"
									"  writes to tweets/s                 converted\n"
									"  run resource_estimate rps = 20k/s  a formula that ships with bote\n"
									"\n"
									"Topics: help TOPIC; help topics says what each is about\n";

void help_overview(struct buf *out)
{
	struct flow f = {.out = out};

	buf_add_c(out, overview_head);
	help_each_topic(flow_topic, &f);
	buf_add_c(out, "\n\nCommands: help NAME, or help commands\n");
	f.column = 0;
	for (unsigned i = 0; i < command_count; i++)
		flow(&f, str_from_c(commands[i].name));
	buf_add_c(out, "\n\nFunctions: help functions, help distributions, help keywords\n"
	               "help NAME knows all of these, settings, units, formulas and published figures,\n"
	               "and help /WORD/ searches them. tutorial: ten steps. examples: lines to try.\n");
}
