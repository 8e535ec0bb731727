/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lab_list.c - which labs there are, and which a section of the article leads to. */
#include <string.h>

#include "base/near.h"
#include "command/command_all.h"
#include "command/lab_request.h"

/* ---- the list ---- */

static void list_lab(struct session *s, const struct lab *lab, struct grid *l, struct outcome *o)
{
	struct text_found found;
	struct str rest, line;

	if (!library_text(session_library(s), arena_printf(&o->arena, "lab.%s", lab->name), S(""), &o->diag, &found))
		return;
	rest = found.text;
	while (str_next_line(&rest, &line))
		if (str_starts(line, S("> "))) {
			grid_texts(l, str_from_c(lab->name), str_cut(line, 2, line.len));
			return;
		}
}

void list_labs(struct session *s, struct outcome *o)
{
	struct grid l;

	grid_list(&l, &o->arena, 2);
	for (const struct lab_group *g = lab_groups; g->title; g++) {
		l.group = str_from_c(g->title);
		for (unsigned i = 0; g->labs[i]; i++)
			list_lab(s, g->labs[i], &l, o);
	}
	outcome_grid(o, &l);
	buf_add_c(&o->output, "'bote lab queue' runs one; 'bote help lab queue' tells its parameters\n");
}

bool unknown_lab(struct outcome *o, struct str name)
{
	struct near near = {.word = name, .limit = 2, .most = 1};

	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			near_offer(&near, str_from_c(g->labs[i]->name));
	diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "unknown lab '%.*s'", STR(name));
	if (near.count)
		diag_hint(&o->diag, "did you mean '%.*s'? ('bote lab' lists them)", STR(near.names[0]));
	else
		diag_hint(&o->diag, "'bote lab' lists them");
	o->status = STATUS_INPUT;
	return false;
}

/* ---- sections of the article ---- */

/* Those that nothing runs in, and why. */
static const struct {
	const char *heading, *why, *formulas;
} without_lab[] = {
	{"Why study System Design", "nothing runs in it", ""},
	{"What is a Server", "names and ports: nothing to measure", "server_max_rps, request_cost"},
	{"Back-of-the-envelope Estimation", "that is what bote does", "resource_estimate, load_estimate"},
	{"SQL vs NoSQL", "a choice, not a mechanism", "document_embed, nosql_nodes"},
	{"Blob Storage", "eleven nines cannot be simulated", "durability_loss, durability_replicas"},
	{"How to solve any System Design problem", "a way to go, not a mechanism", ""},
};

/* "A; B" of `source "the article, A; B. Others"`: is the heading one of them? */
static bool names_section(struct str line, struct str heading, struct str *found)
{
	struct str list = str_starts(line, S("source \"the article, ")) ? str_cut(line, 21, line.len) : S("");

	while (list.len) {
		size_t end = str_find_char(list, ';', 0), stop = str_find_char(list, '.', 0);
		struct str one;

		end = stop < end ? stop : end;
		one = str_trim(str_cut(list, 0, end));
		if (str_ends(one, S("\"")))
			one = str_cut(one, 0, one.len - 1);
		if (one.len == heading.len && str_contains_nocase(one, heading)) {
			*found = one;
			return true;
		}
		list = end < list.len && list.p[end] == ';' ? str_trim(str_cut(list, end + 1, list.len)) : S("");
	}
	return false;
}

static unsigned labs_of_section(struct session *s, struct str heading, struct outcome *o)
{
	struct grid l;
	unsigned count = 0;

	grid_list(&l, &o->arena, 2);
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++) {
			struct str name = arena_printf(&o->arena, "lab.%s", g->labs[i]->name), rest, line, found;
			struct text_found text;

			if (!library_text(session_library(s), name, S(""), &o->diag, &text))
				continue;
			rest = text.text;
			while (str_next_line(&rest, &line)) {
				if (!names_section(line, heading, &found))
					continue;
				if (!count++)
					l.group = arena_printf(&o->arena, "%.*s, a section of the article", STR(found));
				list_lab(s, g->labs[i], &l, o);
				break;
			}
		}
	outcome_grid(o, &l);
	return count;
}

static unsigned formulas_of_section(struct session *s, struct str heading, struct outcome *o)
{
	unsigned all, count = 0;
	const struct listing *list = library_list(session_library(s), &all);

	for (unsigned i = 0; i < all; i++)
		if (str_contains_nocase(list[i].topic_title, heading)) {
			buf_printf(&o->output, "%s%.*s", count ? ", " : "  formulas: ", STR(list[i].name));
			count++;
		}
	if (count)
		buf_char(&o->output, '\n');
	return count;
}

bool help_section(struct session *s, struct str heading, struct outcome *o)
{
	unsigned found;

	if (heading.len < 4 || heading.p[0] == '/')
		return false;
	found = labs_of_section(s, heading, o);
	for (size_t i = 0; i < sizeof without_lab / sizeof *without_lab; i++)
		if (heading.len == strlen(without_lab[i].heading) &&
		    str_contains_nocase(str_from_c(without_lab[i].heading), heading)) {
			buf_printf(&o->output, "%s, a section of the article: no lab, for %s\n", without_lab[i].heading,
			           without_lab[i].why);
			if (without_lab[i].formulas[0])
				buf_printf(&o->output, "  formulas: %s\n", without_lab[i].formulas);
			found++;
		}
	if (found)
		formulas_of_section(s, heading, o);
	return found > 0;
}
