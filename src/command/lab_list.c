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
	const char *heading, *why;
} without_lab[] = {
	{"Why study System Design", "nothing runs in it"},
	{"What is a Server", "names and ports: nothing to measure"},
	{"Back-of-the-envelope Estimation", "that is what bote does"},
	{"SQL vs NoSQL", "a choice, not a mechanism"},
	{"Blob Storage", "eleven nines cannot be simulated"},
	{"How to solve any System Design problem", "a way to go, not a mechanism"},
};

/* What a heading is about: its words in small letters, singular, without those that say nothing; at most 32. */
struct topic {
	struct str words[32];
	struct str joined; /* all of them, with those that say nothing */
	unsigned count;
};

enum likeness { UNLIKE, LIKE, SAME };

static const char *const says_nothing[] = {
	"a",        "algorithm", "an",    "and",    "architecture", "data", "deep", "design", "dive", "do",
	"does",     "for",       "how",   "in",     "introduction", "is",   "it",   "its",    "of",   "our",
	"protocol", "s",         "setup", "system", "the",          "to",   "tool", "type",   "use",  "using",
	"we",       "what",      "when",  "why",    "with",         "work", NULL};

static struct topic topic_of(struct str heading, struct arena *a)
{
	struct topic t = {.joined = S("")};
	char *p = arena_alloc(a, heading.len + 1);

	for (size_t i = 0; i < heading.len; i++)
		p[i] = (char)(heading.p[i] >= 'A' && heading.p[i] <= 'Z' ? heading.p[i] + 32 : heading.p[i]);
	for (size_t from = 0, to; from < heading.len && t.count < 32; from = to + 1) {
		struct str word;

		for (to = from; to < heading.len && char_is_name(p[to]);)
			to++;
		word = (struct str){p + from, to - from};
		if (word.len > 3 && str_ends(word, S("s")) && !str_ends(word, S("ss")))
			word.len--;
		t.joined = arena_printf(a, "%.*s%.*s", STR(t.joined), STR(word));
		if (word.len && !str_in_list(word, says_nothing))
			t.words[t.count++] = word;
	}
	return t;
}

static bool has_all(const struct topic *t, const struct topic *words)
{
	for (unsigned i = 0, k; i < words->count; i++) {
		for (k = 0; k < t->count && !str_eq(t->words[k], words->words[i]);)
			k++;
		if (k == t->count)
			return false;
	}
	return words->count > 0;
}

/* "Message Queues" is Message Queue, "Autoscaling" Auto Scaling; "Data Partitioning in databases" is like Partitioning.
 */
static enum likeness is_like(struct str heading, const struct topic *t, struct arena *a)
{
	struct topic own = topic_of(heading, a);

	if (str_eq(own.joined, t->joined))
		return SAME;
	return has_all(&own, t) || has_all(t, &own) ? LIKE : UNLIKE;
}

/* "A; B" of `source "the article, A; B. Others"`: the one that is most like the heading. */
static enum likeness names_section(struct str line, const struct topic *t, struct str *found, struct arena *a)
{
	struct str list = str_starts(line, S("source \"the article, ")) ? str_cut(line, 21, line.len) : S("");
	enum likeness best = UNLIKE;

	while (list.len) {
		size_t end = str_find_char(list, ';', 0), stop = str_find_char(list, '.', 0);
		enum likeness like;
		struct str one;

		end = stop < end ? stop : end;
		one = str_trim(str_cut(list, 0, end));
		if (str_ends(one, S("\"")))
			one = str_cut(one, 0, one.len - 1);
		like = is_like(one, t, a);
		if (like > best) {
			best = like;
			*found = one;
		}
		list = end < list.len && list.p[end] == ';' ? str_trim(str_cut(list, end + 1, list.len)) : S("");
	}
	return best;
}

static enum likeness section_of_lab(struct session *s, const struct lab *lab, const struct topic *t, struct str *found,
                                    struct outcome *o)
{
	struct text_found text;
	struct str rest, line;
	enum likeness like = UNLIKE;

	if (!library_text(session_library(s), arena_printf(&o->arena, "lab.%s", lab->name), S(""), &o->diag, &text))
		return UNLIKE;
	rest = text.text;
	while (!like && str_next_line(&rest, &line))
		like = names_section(line, t, found, &o->arena);
	return like;
}

/* Sections that are as much like the heading as `like`, each with its labs. */
static unsigned labs_of_section(struct session *s, const struct topic *t, enum likeness like, struct outcome *o)
{
	struct grid l;
	unsigned count = 0;

	grid_list(&l, &o->arena, 2);
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++) {
			struct str found = {0};

			if (section_of_lab(s, g->labs[i], t, &found, o) != like)
				continue;
			l.group = arena_printf(&o->arena, "%.*s, a section of the article", STR(found));
			list_lab(s, g->labs[i], &l, o);
			count++;
		}
	outcome_grid(o, &l);
	return count;
}

static unsigned sections_without_lab(const struct topic *t, enum likeness like, struct outcome *o)
{
	unsigned count = 0;

	for (size_t i = 0; i < sizeof without_lab / sizeof *without_lab; i++) {
		if (is_like(str_from_c(without_lab[i].heading), t, &o->arena) != like)
			continue;
		buf_printf(&o->output, "%s, a section of the article: no lab, for %s\n", without_lab[i].heading,
		           without_lab[i].why);
		count++;
	}
	return count;
}

static void formulas_of_section(struct session *s, const struct topic *t, struct outcome *o)
{
	unsigned all, count = 0;
	const struct listing *list = library_list(session_library(s), &all);

	for (unsigned i = 0; i < all; i++)
		if (is_like(list[i].topic_title, t, &o->arena)) {
			buf_printf(&o->output, "%s%.*s", count ? ", " : "  formulas: ", STR(list[i].name));
			count++;
		}
	if (count)
		buf_char(&o->output, '\n');
}

bool help_section(struct session *s, struct str heading, bool *exact, struct outcome *o)
{
	struct topic t = topic_of(heading, &o->arena);

	if (heading.p[0] == '/' || !t.joined.len)
		return false;
	for (enum likeness like = SAME; like > UNLIKE; like--)
		if (labs_of_section(s, &t, like, o) + sections_without_lab(&t, like, o)) {
			formulas_of_section(s, &t, o);
			*exact = like == SAME;
			return true;
		}
	return false;
}
