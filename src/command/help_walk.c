/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_walk.c - what can be asked about: texts, rows of the tables, numbers, formulas. */
#include "command/help_walk.h"

#include <string.h>

#include "base/embed.h"
#include "command/command.h"
#include "command/keywords.h"
#include "eval/builtin.h"
#include "sampling/dist.h"
#include "session/setting.h"
#include "sheet/facts.h"
#include "sheet/library.h"
#include "whatif/chart_ask.h"

/* "share/help/numbers.txt": the topic "numbers". Its first line is the title, the second may be "also: WORD WORD". */
static bool topic_entry(const struct embedded *file, struct help_entry *e)
{
	struct str name = file->path, rest = file->text;

	if (!str_starts(name, S("share/help/")) || !str_ends(name, S(".txt")) || str_eq(name, S("share/help/examples.txt")))
		return false;
	*e = (struct help_entry){.kind = "topic", .name = str_cut(name, strlen("share/help/"), name.len - 4)};
	str_next_line(&rest, &e->title);
	e->about = str_trim(str_cut(e->title, str_find_char(e->title, ':', 0) + 1, e->title.len));
	if (str_starts(rest, S("also: "))) {
		str_next_line(&rest, &e->also);
		e->also = str_cut(e->also, 6, e->also.len);
	}
	e->body = rest;
	return true;
}

bool help_each_topic(help_visit *visit, void *ctx)
{
	struct help_entry e;

	for (size_t i = 0; i < embedded_count; i++)
		if (topic_entry(&embedded_files[i], &e) && !visit(ctx, &e))
			return false;
	return true;
}

bool help_leads_there(const struct help_entry *topic, struct str word)
{
	struct str words = topic->also;

	while (words.len) {
		size_t end = str_find_char(words, ' ', 0);

		if (str_eq(str_cut(words, 0, end), word))
			return true;
		words = str_cut(words, end + 1, words.len);
	}
	return false;
}

static bool help_walk_row(help_visit *visit, void *ctx, const char *kind, const char *name, const char *about)
{
	struct help_entry e = {.kind = kind, .name = str_from_c(name), .about = str_from_c(about)};

	return visit(ctx, &e);
}

static bool each_language_row(help_visit *visit, void *ctx)
{
	for (unsigned i = 0; i < builtin_count; i++)
		if (!help_walk_row(visit, ctx, "function", builtins[i].name, builtins[i].help))
			return false;
	for (unsigned i = 0; i < dist_count; i++)
		if (!help_walk_row(visit, ctx, "distribution", dists[i].name, dists[i].help))
			return false;
	for (unsigned i = 0; i < chart_word_count; i++)
		if (!help_walk_row(visit, ctx, "chart", chart_words[i].name, chart_words[i].help))
			return false;
	for (unsigned i = 0; i < keyword_count; i++)
		if (!help_walk_row(visit, ctx, "keyword", keywords[i].word, keywords[i].help))
			return false;
	return true;
}

bool help_each_row(help_visit *visit, void *ctx)
{
	for (unsigned i = 0; i < command_count; i++)
		if (!help_walk_row(visit, ctx, "command", commands[i].name, commands[i].help))
			return false;
	if (!each_language_row(visit, ctx))
		return false;
	for (unsigned i = 0; i < setting_count; i++)
		if (!help_walk_row(visit, ctx, "setting", settings_table[i].name, settings_table[i].help))
			return false;
	return true;
}

static bool each_fact(struct session *s, help_visit *visit, void *ctx)
{
	unsigned count;
	const struct str *names = facts_names(session_facts(s), &count);

	for (unsigned i = 0; i < count; i++) {
		const struct fact *f = facts_find(session_facts(s), names[i], NULL);
		struct help_entry e = {.kind = "number", .name = names[i]};

		if (f)
			e.about = f->text;
		if (!visit(ctx, &e))
			return false;
	}
	return true;
}

static bool each_formula(struct session *s, help_visit *visit, void *ctx)
{
	unsigned count;
	const struct listing *list = library_list(session_library(s), &count);

	for (unsigned i = 0; i < count; i++) {
		struct help_entry e = {.kind = "formula",
		                       .name = list[i].name,
		                       .about = list[i].purpose,
		                       .title = list[i].title,
		                       .also = list[i].topic_title};

		if (!e.about.len || str_find_char(e.about, '{', 0) < e.about.len)
			e.about = list[i].title;
		if (!visit(ctx, &e))
			return false;
	}
	return true;
}

bool help_each(struct session *s, help_visit *visit, void *ctx)
{
	return help_each_topic(visit, ctx) && help_each_row(visit, ctx) && each_fact(s, visit, ctx) &&
	       each_formula(s, visit, ctx);
}
