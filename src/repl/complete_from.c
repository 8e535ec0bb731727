/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complete_from.c - candidates from the tables and the library. */
#include "repl/complete_from.h"
#include "lab/lab.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "command/help_walk.h"
#include "command/keywords.h"
#include "eval/builtin.h"
#include "measured/bench_ops.h"
#include "repl/complete_word.h"
#include "sampling/dist.h"
#include "session/setting.h"
#include "whatif/chart_ask.h"

bool from_fits(const struct wanted *w, struct str name)
{
	struct str start = str_cut(name, 0, w->typed.len);

	return w->nocase ? str_eq_nocase(start, w->typed) : str_eq(start, w->typed);
}

static bool is_harmless(struct str text)
{
	uint32_t c;

	for (size_t i = 0, n; i < text.len; i += n) {
		n = utf8_decode(str_cut(text, i, text.len), &c);
		if (!n || utf8_is_order(c))
			return false;
	}
	return true;
}

void from_add(struct wanted *w, struct str text, struct str help, bool space)
{
	struct completion *c = w->out;

	if (!is_harmless(text))
		return;
	c->items = xgrow(c->items, c->count, &c->cap, sizeof(*c->items));
	c->items[c->count++] = (struct candidate){arena_str(&c->arena, text), arena_str(&c->arena, help), space, w->heading,
	                                          w->order};
}

void from_offer(struct wanted *w, struct str name, struct str help, bool space)
{
	if (from_fits(w, name))
		from_add(w, name, help, space);
}

/* By headings, and below each as in a dictionary: letters first without their case. */
static int complete_from_compare(const void *a, const void *b)
{
	unsigned left = ((const struct candidate *)a)->order, right = ((const struct candidate *)b)->order;
	struct str x = ((const struct candidate *)a)->text, y = ((const struct candidate *)b)->text;

	if (left != right)
		return left < right ? -1 : 1;
	for (size_t i = 0; i < x.len && i < y.len; i++)
		if (char_lower(x.p[i]) != char_lower(y.p[i]))
			return (unsigned char)char_lower(x.p[i]) < (unsigned char)char_lower(y.p[i]) ? -1 : 1;
	if (x.len != y.len)
		return x.len < y.len ? -1 : 1;
	return str_cmp(x, y);
}

void from_sort(struct wanted *w)
{
	struct completion *c = w->out;
	size_t kept = w->group;

	if (c->count > w->group)
		qsort(c->items + w->group, c->count - w->group, sizeof(*c->items), complete_from_compare);
	for (size_t i = w->seen_count; i < c->count; i++) {
		bool again = map_get(&w->seen, c->items[i].text) != NULL;

		if (!again)
			map_put(&w->seen, c->items[i].text, c);
		if (!again && i >= w->group)
			c->items[kept++] = c->items[i];
	}
	c->count = w->group = w->seen_count = kept;
}

/* ---- tables ---- */

void from_commands(struct wanted *w, enum command_where where)
{
	for (unsigned i = 0; i < command_count; i++)
		if (commands[i].where & where)
			from_offer(w, str_from_c(commands[i].name), str_from_c(commands[i].help), true);
	from_sort(w);
}

struct str from_help_of(const char *word)
{
	const struct keyword *k = keyword_find(str_from_c(word));

	return str_from_c(k ? k->help : "");
}

static void from_words(struct wanted *w, const char *const *words, bool space)
{
	for (; *words; words++)
		from_offer(w, str_from_c(*words), from_help_of(*words), space);
	from_sort(w);
}

void from_statements(struct wanted *w)
{
	from_words(w, parse_statement_words, true);
}

void from_keywords(struct wanted *w)
{
	from_words(w, parse_keywords, true);
}

void from_openers(struct wanted *w)
{
	static const char *const words[] = {"if", "not", "yes", "no", "none", NULL};

	from_words(w, words, true);
}

void from_forms(struct wanted *w)
{
	from_words(w, parse_form_words, false);
}

void from_magnitudes(struct wanted *w)
{
	static const char *const words[] = {"thousand",    "million", "billion", "trillion",
	                                    "quadrillion", "lakh",    "crore",   NULL};

	from_words(w, words, true);
}

void from_functions(struct wanted *w)
{
	struct buf text = {0}, help = {0};

	for (unsigned i = 0; i < builtin_count; i++) {
		const struct builtin *b = &builtins[i];

		if (!from_fits(w, str_from_c(b->name)))
			continue;
		buf_reset(&text);
		buf_reset(&help);
		buf_printf(&text, "%s(", b->name);
		buf_printf(&help, "(%s): %s", b->args, b->help);
		from_add(w, buf_str(&text), buf_str(&help), false);
	}
	buf_release(&text);
	buf_release(&help);
	from_sort(w);
}

void from_distributions(struct wanted *w)
{
	struct buf text = {0}, help = {0};

	for (unsigned i = 0; i < dist_count; i++) {
		if (dists[i].name[0] == ' ' || !from_fits(w, str_from_c(dists[i].name)))
			continue;
		buf_reset(&text);
		buf_reset(&help);
		buf_printf(&text, "%s(", dists[i].name);
		buf_printf(&help, "(%s): %s", dists[i].args, dists[i].help);
		from_add(w, buf_str(&text), buf_str(&help), false);
	}
	buf_release(&text);
	buf_release(&help);
	from_sort(w);
}

void from_charts(struct wanted *w)
{
	struct buf text = {0};

	for (unsigned i = 0; i < chart_word_count; i++) {
		buf_reset(&text);
		buf_printf(&text, "%s(", chart_words[i].name);
		from_offer(w, buf_str(&text), str_from_c(chart_words[i].help), false);
	}
	buf_release(&text);
	from_sort(w);
}

/* ---- operators ---- */

enum {
	ON_NUMBERS = 1,
	ON_TRUTHS = 2,
	ON_TEXTS = 4,
	ON_ALL = ON_NUMBERS | ON_TRUTHS | ON_TEXTS,
	PLAIN = 8,    /* what it comes after has no unit */
	CERTAIN = 16, /* ... is one number */
	IN_IF = 32,   /* within an `if` */
	QUOTED = 64,  /* means something to a shell */
	TYPED = 128   /* another word for one that is above: only when its letters are there */
};

static const struct operator_row {
	const char *word;
	unsigned flags;
} operator_rows[] = {
	{"to", ON_NUMBERS},
	{"+", ON_NUMBERS},
	{"-", ON_NUMBERS},
	{"*", ON_NUMBERS | QUOTED},
	{"/", ON_NUMBERS},
	{"^", ON_NUMBERS},
	{"..", ON_NUMBERS | CERTAIN},
	{"+-", ON_NUMBERS | CERTAIN},
	{"of", ON_NUMBERS | PLAIN},
	{"per", ON_NUMBERS},
	{"mod", ON_NUMBERS | CERTAIN},
	{"<", ON_NUMBERS | QUOTED},
	{"<=", ON_NUMBERS | QUOTED},
	{">", ON_NUMBERS | QUOTED},
	{">=", ON_NUMBERS | QUOTED},
	{"==", ON_ALL},
	{"!=", ON_ALL | QUOTED},
	{"and", ON_TRUTHS},
	{"or", ON_TRUTHS},
	{"then", ON_TRUTHS | IN_IF},
	{"else", ON_ALL | IN_IF},
	{"in", ON_NUMBERS | TYPED},
	{"as", ON_NUMBERS | TYPED},
};

static bool operator_fits(const struct wanted *w, const struct operator_row *row, const struct type *t, struct str text)
{
	static const unsigned kinds[] = {[VALUE_NUMBER] = ON_NUMBERS, [VALUE_TRUTH] = ON_TRUTHS, [VALUE_TEXT] = ON_TEXTS};

	if ((row->flags & QUOTED && w->shell) || (row->flags & IN_IF && !word_within(text, S("if"))))
		return false;
	if (row->flags & TYPED && !w->typed.len)
		return false;
	if (!t)
		return true;
	if ((row->flags & PLAIN && t->units.n && !str_ends(text, S("%"))) || (row->flags & CERTAIN && t->uncertain))
		return false;
	return (row->flags & kinds[t->kind]) != 0;
}

void from_operators(struct wanted *w, const struct type *type, struct str text)
{
	for (size_t i = 0; i < sizeof(operator_rows) / sizeof(operator_rows[0]); i++)
		if (operator_fits(w, &operator_rows[i], type, text))
			from_offer(w, str_from_c(operator_rows[i].word), from_help_of(operator_rows[i].word), true);
	if (w->solving)
		from_offer(w, S("for"), S("the cell that is to be found"), true);
	w->group = w->out->count; /* the most common ones first */
}

void from_settings(struct wanted *w)
{
	for (unsigned i = 0; i < setting_count; i++)
		from_offer(w, str_from_c(settings_table[i].name), str_from_c(settings_table[i].help), true);
	from_sort(w);
}

static bool offer_help(void *ctx, const struct help_entry *e)
{
	from_offer(ctx, e->name, e->title.len && strcmp(e->kind, "topic") == 0 ? e->title : e->about, false);
	return true;
}

static void add_formulas(struct wanted *w, const char *tail, bool space, bool headings);

/* Anything with a name is a topic too, once its first letter is there. */
void from_topics(struct wanted *w)
{
	help_each_topic(offer_help, w);
	for (const struct help_list_name *n = help_list_names; n->name; n++)
		from_offer(w, str_from_c(n->name), str_from_c(n->title), false);
	from_sort(w);
	if (w->typed.len == 0)
		return;
	help_each_row(offer_help, w);
	from_sort(w);
	add_formulas(w, "", false, false);
}

/* Of a range both ends: "1..17" is nothing to type. */
static void offer_range(struct wanted *w, struct str range, size_t dots)
{
	from_offer(w, str_cut(range, 0, dots), S("the least"), false);
	from_offer(w, str_cut(range, dots + 2, range.len), S("the most"), false);
}

static void offer_value(struct wanted *w, const struct setting *row, struct str value, bool now)
{
	struct str help = arena_printf(&w->out->arena, "%s%s", setting_meaning(row, value), now ? " (as it is now)" : "");

	from_offer(w, value, help, false);
}

void from_values(struct wanted *w, struct str setting)
{
	const struct setting *row = setting_find(setting);
	struct buf now = {0};

	if (!row)
		return;
	row->get(session_settings(w->session), &now);
	for (const char *v = row->values; *v; v += strspn(v, " ")) {
		struct str value = {v, strcspn(v, " ")};
		size_t dots = str_find_char(value, '.', 0);

		if (dots < value.len)
			offer_range(w, value, dots);
		else
			offer_value(w, row, value, str_eq(value, buf_str(&now)));
		v += value.len;
	}
	buf_release(&now);
	from_sort(w);
}

static bool offer_table(void *ctx, struct str name, struct str title)
{
	from_offer(ctx, name, title, true);
	return true;
}

void from_tables(struct wanted *w)
{
	each_table(offer_table, w);
	from_sort(w);
}

void from_shells(struct wanted *w)
{
	from_offer(w, S("bash"), S("to be read by eval in ~/.bashrc"), true);
	from_offer(w, S("fish"), S("to be read by source in config.fish"), true);
	from_offer(w, S("zsh"), S("to be read by eval in ~/.zshrc"), true);
	from_sort(w);
}

void from_operations(struct wanted *w)
{
	const struct bench_ops *ops = bench_ops_ask(&w->out->arena);

	for (unsigned i = 0; i < bench_ops_count(ops); i++)
		from_offer(w, bench_ops_at(ops, i)->name, bench_ops_at(ops, i)->what, true);
	from_sort(w);
}

void from_labs(struct wanted *w)
{
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			if (from_fits(w, str_from_c(g->labs[i]->name)))
				from_add(w, str_from_c(g->labs[i]->name), str_from_c(g->title), true);
	from_sort(w);
}

/* In expressions: "lab." until its dot is typed. */
void from_lab_calls(struct wanted *w)
{
	if (str_find_char(w->typed, '.', 0) == w->typed.len) {
		from_offer(w, S("lab."), S("what the article tells of, running"), false);
		return;
	}
	for (const struct lab_group *g = lab_groups; g->title; g++)
		for (unsigned i = 0; g->labs[i]; i++)
			from_offer(w, arena_printf(&w->out->arena, "lab.%s(", g->labs[i]->name), str_from_c(g->title), false);
	from_sort(w);
}

/* ---- the library ---- */

static void add_formulas(struct wanted *w, const char *tail, bool space, bool headings)
{
	unsigned count;
	const struct listing *list = library_list(session_library(w->session), &count);
	struct buf text = {0};

	for (unsigned i = 0; i < count; i++) {
		if (!from_fits(w, list[i].name))
			continue;
		buf_reset(&text);
		buf_printf(&text, "%.*s%s", STR(list[i].name), tail);
		w->heading = headings ? list[i].topic_title : S("");
		w->order = headings ? list[i].rank : 0;
		from_add(w, buf_str(&text), list[i].title.len ? list[i].title : list[i].purpose, space);
	}
	buf_release(&text);
	from_sort(w);
	w->heading = S("");
	w->order = 0;
}

void from_formulas(struct wanted *w, const char *tail, bool space)
{
	add_formulas(w, tail, space, true);
}

void from_formula_topics(struct wanted *w)
{
	unsigned count;
	const struct listing *list = library_list(session_library(w->session), &count);

	for (unsigned i = 0; i < count; i++)
		from_offer(w, list[i].topic, list[i].topic_title, true);
	from_sort(w);
}
