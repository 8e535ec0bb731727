/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help_walk.h - everything that has a name and can be asked about, as one series. */
#ifndef BOTE_HELP_WALK_H
#define BOTE_HELP_WALK_H

#include "session/session.h"

struct help_entry {
	const char
		*kind; /* "topic", "command", "function", "distribution", "chart", "keyword", "setting", "number", "formula" */
	struct str name, about; /* one line */
	struct str title, body; /* of a topic: its first line in full, and the text below; of a formula: its title */
	struct str also;        /* of a topic: words that lead to it as well; of a formula: what its topic is called */
};

/* Returns false to stop. */
typedef bool help_visit(void *ctx, const struct help_entry *e);

/* Texts of share/help. */
bool help_each_topic(help_visit *visit, void *ctx);
/* Rows of the tables: commands, functions, distributions, charts, keywords, settings. */
bool help_each_row(help_visit *visit, void *ctx);
/* All of these, constants and published figures, and formulas. */
bool help_each(struct session *s, help_visit *visit, void *ctx);

/* Is `word` one of the words of the topic's `also`? */
bool help_leads_there(const struct help_entry *topic, struct str word);

/* ---- lists made from the tables (help_lists.c) ---- */

/* `help` alone. */
void help_overview(struct buf *out);
/* "functions", "commands", "settings", ...: false when there is no list of that name. */
bool help_list(struct session *s, struct str name, struct outcome *o);
/* The names of these lists with their titles; one without a name ends them. */
struct help_list_name {
	const char *name, *title;
};
extern const struct help_list_name help_list_names[];

#endif
