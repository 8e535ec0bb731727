/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_help.c - `help`: topics are text files, all else comes from the tables. */
#include "base/near.h"
#include "command/command_all.h"
#include "command/help_walk.h"
#include "command/keywords.h"
#include "eval/builtin.h"
#include "sampling/dist.h"
#include "session/setting.h"
#include "sheet/facts.h"
#include "show/wrap.h"
#include "whatif/chart_ask.h"

/* ---- one thing in full ---- */

static void show_heading(struct buf *out)
{
	if (out->len)
		buf_char(out, '\n');
}

static void show_command(const struct command *c, struct buf *out)
{
	static const char *const places[] = {[COMMAND_PROMPT] = "at the prompt",
	                                     [COMMAND_SHELL] = "from the shell",
	                                     [COMMAND_BOTH] = "at the prompt and from the shell"};

	show_heading(out);
	buf_printf(out, "command %s%s%s\n    %s; %s\n", c->name, *c->args ? " " : "", c->args, c->help, places[c->where]);
}

static void show_function(const struct builtin *b, struct buf *out)
{
	show_heading(out);
	buf_printf(out, "function %s(%s)\n    %s\n", b->name, b->args, b->help);
	if (b->domain)
		buf_printf(out, "    %s\n", b->domain);
	if (b->example)
		buf_printf(out, "    %s   %s\n", b->example, b->result ? b->result : "");
}

static void show_distribution(const struct dist *d, struct buf *out)
{
	show_heading(out);
	buf_printf(out, "distribution %s(%s)\n    %s\n    %s\n", d->name, d->args, d->help, d->example);
}

static void show_chart_kind(const struct chart_word *w, struct buf *out)
{
	show_heading(out);
	buf_printf(out, "chart %s\n    ", w->usage);
	wrap_text(out, str_from_c(w->about), &(struct wrap){.width = 76, .taken = 4, .rest = 4});
}

static void show_keyword(const struct keyword *k, struct buf *out)
{
	show_heading(out);
	buf_printf(out, "keyword %s\n    %s\n", k->usage ? k->usage : k->word, k->help);
	if (k->example)
		buf_printf(out, "    %s   %s\n", k->example, k->result);
}

static void show_setting(struct session *s, const struct setting *row, struct buf *out)
{
	show_heading(out);
	buf_printf(out, "setting %s\n    %s: ", row->name, row->help);
	setting_choice(row, out);
	buf_add_c(out, "; now ");
	row->get(session_settings(s), out);
	buf_char(out, '\n');
}

static void show_cell(struct session *s, const struct cell *c, struct buf *out)
{
	struct format f = session_format(s);

	show_heading(out);
	buf_printf(out, "cell %.*s", STR(c->name));
	if (c->is.expr && c->is.source)
		buf_printf(out, " = %.*s", STR(source_text(c->is.source, c->is.expr->at)));
	buf_char(out, '\n');
	if (c->more->text.len)
		buf_printf(out, "    %.*s\n", STR(c->more->text));
	if (c->state == CELL_READY) {
		buf_add_c(out, "    ");
		format_answer(out, cell_value(c), &f);
		buf_char(out, '\n');
	}
}

static void show_fact(struct session *s, const struct fact *fact, struct buf *out)
{
	struct format f = session_format(s);

	show_heading(out);
	buf_printf(out, "number %.*s ", STR(fact->name));
	format_answer(out, &fact->value, &f);
	buf_printf(out, "\n    %.*s\n", STR(fact->text));
	if (fact->origin.len)
		buf_printf(out, "    from %.*s\n", STR(fact->origin));
}

/* ---- topics ---- */

struct asked_topic {
	struct str name;
	struct buf *out;
	bool brief; /* there is something of just that name: topics that tell more are only named */
};

static bool show_topic(void *ctx, const struct help_entry *e)
{
	struct asked_topic *asked = ctx;

	if (str_eq(e->name, asked->name) || (!asked->brief && help_leads_there(e, asked->name))) {
		show_heading(asked->out);
		buf_printf(asked->out, "%.*s\n%.*s", STR(e->title), STR(e->body));
	} else if (help_leads_there(e, asked->name)) {
		buf_printf(asked->out, "    more: help %.*s\n", STR(e->name));
	}
	return true;
}

static void show_language(struct str name, struct buf *out)
{
	const struct builtin *function = builtin_find(name);
	const struct dist *dist = dist_find(name);
	const struct chart_word *chart = chart_word_find(name);
	const struct keyword *keyword = keyword_find(name);

	if (function)
		show_function(function, out);
	if (dist)
		show_distribution(dist, out);
	if (keyword)
		show_keyword(keyword, out);
	if (chart)
		show_chart_kind(chart, out);
}

/* Below what else has its name a formula is only named: both together are more than a screen. */
static void show_formula(struct session *s, const struct listing *listing, struct outcome *o)
{
	if (o->output.len)
		buf_printf(&o->output, "    more: help formula %.*s\n", STR(listing->name));
	else
		help_formula(s, listing, o);
}

/* Everything but a unit that goes by exactly this name. Returns whether there is something. */
static bool show_named(struct session *s, struct str name, struct outcome *o)
{
	struct buf *out = &o->output;
	const struct setting *setting = setting_find(name);
	const struct command *command = command_find(name, COMMAND_BOTH);
	const struct listing *listing = library_listing(session_library(s), name);
	const struct cell *cell = sheet_find(session_sheet(s), name);
	const struct fact *fact = facts_find(session_facts(s), name, NULL);

	help_list(s, name, o);
	if (cell)
		show_cell(s, cell, out);
	if (command)
		show_command(command, out);
	show_language(name, out);
	if (setting)
		show_setting(s, setting, out);
	if (fact)
		show_fact(s, fact, out);
	help_each_topic(show_topic, &(struct asked_topic){name, out, out->len > 0 || listing});
	if (listing)
		show_formula(s, listing, o);
	return out->len > 0;
}

static bool show_unit(struct session *s, struct str name, struct buf *out)
{
	struct buf unit = {0};
	bool found = !library_listing(session_library(s), name) && list_unit(s, name, &unit);

	if (found) {
		show_heading(out);
		buf_printf(out, "%s %.*s\n    %s", is_noun(s, name) ? "noun" : "unit", STR(name), buf_c(&unit));
	}
	buf_release(&unit);
	return found;
}

/* ---- search ---- */

struct search {
	struct filter filter;
	struct grid found;
};

static bool help_is_word(struct str s, size_t at)
{
	return at < s.len && char_is_name(s.p[at]);
}

/* In prose a word counts only where it is a word of its own or begins another: "share" is not about "are". */
static bool fits_word(const struct filter *f, struct str text)
{
	if (f->re || !filter_fits(f, text))
		return f->re && filter_fits(f, text);
	for (size_t i = 0; i + f->word.len <= text.len; i++)
		if ((i == 0 || !help_is_word(text, i - 1)) && str_eq_nocase(str_cut(text, i, i + f->word.len), f->word) &&
		    (f->word.len > 3 || !help_is_word(text, i + f->word.len)))
			return true;
	return false;
}

static bool search_entry(void *ctx, const struct help_entry *e)
{
	struct search *search = ctx;
	const struct filter *f = &search->filter;

	if (filter_fits(f, e->name) || fits_word(f, e->about) || fits_word(f, e->title) || fits_word(f, e->also) ||
	    fits_word(f, e->body))
		grid_texts(&search->found, str_from_c(e->kind), e->name, e->about);
	return true;
}

static bool guess_entry(void *ctx, const struct help_entry *e)
{
	if (e->name.len > 1) /* of a sign alone each is near */
		near_offer(ctx, e->name);
	return true;
}

static bool is_pattern(struct str word)
{
	return word.len > 1 && word.p[0] == '/';
}

static bool nothing_found(struct session *s, struct str word, struct outcome *o)
{
	struct near g = {.word = word, .limit = near_edits(word), .most = 1};

	o->status = is_pattern(word) ? STATUS_NO : STATUS_INPUT;
	diag_fail(&o->diag, DIAG_NAME, (struct span){0, 0}, "nothing is known about '%.*s'", STR(word));
	help_each(s, guess_entry, &g);
	if (g.count)
		diag_hint(&o->diag, "did you mean 'help %.*s'?", STR(g.names[0]));
	else
		diag_hint(&o->diag, "'help' alone lists the topics");
	return false;
}

/* What speaks of a word; that nothing does is only worth a message when nothing was `shown` of it either. */
static bool search_all(struct session *s, struct str word, bool shown, struct outcome *o)
{
	struct search search;

	if (!filter_init(&search.filter, word, o))
		return false;
	grid_list(&search.found, &o->arena, 3);
	help_each(s, search_entry, &search);
	if (search.found.row_count)
		show_heading(&o->output);
	outcome_grid(o, &search.found);
	filter_release(&search.filter);
	return shown || o->output.len || search.found.row_count || nothing_found(s, word, o);
}

bool command_help(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str word = command_join(o, argc, argv);
	const struct listing *listing;
	bool exact = false, section;

	if (!word.len) {
		help_overview(&o->output);
		return true;
	}
	if (str_starts(word, S("lab ")) || str_starts(word, S("lab.")))
		return help_lab(s, str_trim(str_cut(word, 4, word.len)), o) ||
		       unknown_lab(o, str_trim(str_cut(word, 4, word.len)));
	listing = str_starts(word, S("formula "))
	              ? library_listing(session_library(s), str_trim(str_cut(word, 8, word.len)))
	              : NULL;
	if (listing) {
		help_formula(s, listing, o);
		return true;
	}
	if (!is_pattern(word)) {
		bool named = show_named(s, word, o);

		/* A noun says little by itself: what has to do with such things is likelier wanted. */
		if ((show_unit(s, word, &o->output) && !is_noun(s, word)) || named)
			return true;
	}
	section = help_section(s, word, &exact, o);
	return exact || search_all(s, word, section, o);
}
