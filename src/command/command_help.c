/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command_help.c - `help`: topics are text files, all else comes from the tables. */
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "base/utf8.h"
#include "command/command_all.h"
#include "eval/builtin.h"
#include "session/setting.h"
#include "sheet/facts.h"

enum { NAME_WIDTH = 16, LINE_WIDTH = 78 };

/* Something that can be asked about: every source of help is walked as a series of these. */
struct entry_of_help {
	const char *kind;       /* "topic", "function", ... */
	struct str name, about; /* one line */
	struct str title, body; /* of a topic: its first line in full, and the text below; of a formula: its title */
	struct str also;        /* of a topic: words that lead to it as well; of a formula: what its topic is called */
};

/* Returns false to stop. */
typedef bool help_visit(void *ctx, const struct entry_of_help *e);

/* ---- what there is ---- */

/* "share/help/numbers.txt": the topic "numbers". Its first line is the title, the second may be "also: WORD WORD". */
static bool topic_entry(const struct embedded *file, struct entry_of_help *e)
{
	struct str name = file->path, rest = file->text;

	if (!str_starts(name, S("share/help/")) || !str_ends(name, S(".txt")) || str_eq(name, S("share/help/examples.txt")))
		return false;
	*e = (struct entry_of_help){ .kind = "topic", .name = str_cut(name, strlen("share/help/"), name.len - 4) };
	str_next_line(&rest, &e->title);
	e->about = str_trim(str_cut(e->title, str_find_char(e->title, ':', 0) + 1, e->title.len));
	if (str_starts(rest, S("also: "))) {
		str_next_line(&rest, &e->also);
		e->also = str_cut(e->also, 6, e->also.len);
	}
	e->body = rest;
	return true;
}

static bool each_topic(help_visit *visit, void *ctx)
{
	struct entry_of_help e;

	for (size_t i = 0; i < embedded_count; i++)
		if (topic_entry(&embedded_files[i], &e) && !visit(ctx, &e))
			return false;
	return true;
}

static bool each_row(help_visit *visit, void *ctx)
{
	struct entry_of_help e = { .kind = "command" };

	for (unsigned i = 0; i < command_count; i++) {
		e.name = str_from_c(commands[i].name);
		e.about = str_from_c(commands[i].help);
		if (!visit(ctx, &e))
			return false;
	}
	e.kind = "function";
	for (unsigned i = 0; i < builtin_count; i++) {
		e.name = str_from_c(builtins[i].name);
		e.about = str_from_c(builtins[i].help);
		if (!visit(ctx, &e))
			return false;
	}
	e.kind = "setting";
	for (unsigned i = 0; i < setting_count; i++) {
		e.name = str_from_c(settings_table[i].name);
		e.about = str_from_c(settings_table[i].help);
		if (!visit(ctx, &e))
			return false;
	}
	return true;
}

static bool each_fact(struct session *s, help_visit *visit, void *ctx)
{
	unsigned count;
	const struct str *names = facts_names(session_facts(s), &count);

	for (unsigned i = 0; i < count; i++) {
		const struct fact *f = facts_find(session_facts(s), names[i], NULL);
		struct entry_of_help e = { .kind = "number", .name = names[i] };

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
		struct entry_of_help e = { .kind = "formula", .name = list[i].name, .about = list[i].purpose,
		                          .title = list[i].title, .also = list[i].topic_title };

		if (!e.about.len || str_find_char(e.about, '{', 0) < e.about.len)
			e.about = list[i].title;
		if (!visit(ctx, &e))
			return false;
	}
	return true;
}

/* ---- one thing in full ---- */

static void show_heading(struct buf *out)
{
	if (out->len)
		buf_char(out, '\n');
}

static void show_command(const struct command *c, struct buf *out)
{
	static const char *const places[] = { [COMMAND_PROMPT] = "at the prompt", [COMMAND_SHELL] = "from the shell",
	                                      [COMMAND_BOTH] = "at the prompt and from the shell" };

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
	if (c->text.len)
		buf_printf(out, "    %.*s\n", STR(c->text));
	if (c->state == CELL_READY) {
		buf_add_c(out, "    ");
		format_answer(out, &c->value, &f);
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

/* ---- topics made from a table ---- */

static void show_constants(struct session *s, struct buf *out)
{
	struct filter all = { 0 };

	buf_add_c(out, "Constants; 'ref' lists published figures\n\n");
	list_facts(s, false, &all, out);
}

static void show_functions(struct buf *out)
{
	const char *group = NULL;
	struct buf name = { 0 };

	buf_add_c(out, "Functions\n");
	for (unsigned i = 0; i < builtin_count; i++) {
		const struct builtin *b = &builtins[i];

		if (!group || strcmp(group, b->group) != 0)
			buf_printf(out, "\n%s\n", group = b->group);
		buf_reset(&name);
		buf_printf(&name, "  %s(%s)", b->name, b->args);
		list_column(out, buf_str(&name), 26);
		buf_printf(out, "%s\n", b->help);
	}
	buf_release(&name);
}

static void show_commands(struct buf *out)
{
	struct buf name = { 0 };

	buf_add_c(out, "Commands\n\n");
	for (unsigned i = 0; i < command_count; i++) {
		buf_reset(&name);
		buf_printf(&name, "  %s %s", commands[i].name, commands[i].args);
		list_column(out, buf_str(&name), 32);
		buf_printf(out, "%s\n", commands[i].help);
	}
	buf_release(&name);
}

static void show_settings(struct session *s, struct buf *out)
{
	buf_add_c(out, "Settings: 'set NAME VALUE' at the prompt, in init.bote and in a sheet\n");
	for (unsigned i = 0; i < setting_count; i++)
		show_setting(s, &settings_table[i], out);
}

static bool show_made_topic(struct session *s, struct str name, struct buf *out)
{
	if (str_eq(name, S("functions")))
		show_functions(out);
	else if (str_eq(name, S("commands")))
		show_commands(out);
	else if (str_eq(name, S("settings")))
		show_settings(s, out);
	else if (str_eq(name, S("constants")))
		show_constants(s, out);
	else
		return false;
	return true;
}

static bool holds_word(struct str words, struct str word)
{
	while (words.len) {
		size_t end = str_find_char(words, ' ', 0);

		if (str_eq(str_cut(words, 0, end), word))
			return true;
		words = str_cut(words, end + 1, words.len);
	}
	return false;
}

static void show_topic(struct str name, struct buf *out)
{
	struct entry_of_help e;

	for (size_t i = 0; i < embedded_count; i++)
		if (topic_entry(&embedded_files[i], &e) && (str_eq(e.name, name) || holds_word(e.also, name))) {
			show_heading(out);
			buf_printf(out, "%.*s\n%.*s", STR(e.title), STR(e.body));
		}
}

/* Everything but a unit that goes by exactly this name. Returns whether there is something. */
static bool show_named(struct session *s, struct str name, struct outcome *o)
{
	struct buf *out = &o->output;
	const struct builtin *function = builtin_find(name);
	const struct setting *setting = setting_find(name);
	const struct command *command = command_find(name, COMMAND_BOTH);
	const struct listing *listing = library_listing(session_library(s), name);
	const struct cell *cell = sheet_find(session_sheet(s), name);
	const struct fact *fact = facts_find(session_facts(s), name, NULL);

	show_made_topic(s, name, out);
	show_topic(name, out);
	if (cell)
		show_cell(s, cell, out);
	if (command)
		show_command(command, out);
	if (function)
		show_function(function, out);
	if (setting)
		show_setting(s, setting, out);
	if (fact)
		show_fact(s, fact, out);
	if (listing) {
		show_heading(out);
		help_formula(s, listing, o);
	}
	return out->len > 0;
}

static bool show_unit(struct session *s, struct str name, struct buf *out)
{
	struct buf unit = { 0 };
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
	struct buf *out;
	unsigned found;
};

static bool is_word(struct str s, size_t at)
{
	char c = at < s.len ? s.p[at] : ' ';

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* In prose a word counts only where it stands by itself or begins another: "share" is not about "are". */
static bool fits_word(const struct filter *f, struct str text)
{
	if (f->re || !filter_fits(f, text))
		return f->re && filter_fits(f, text);
	for (size_t i = 0; i + f->word.len <= text.len; i++)
		if ((i == 0 || !is_word(text, i - 1)) && str_eq_nocase(str_cut(text, i, i + f->word.len), f->word) &&
		    (f->word.len > 3 || !is_word(text, i + f->word.len)))
			return true;
	return false;
}

static void write_hit(struct buf *out, const struct entry_of_help *e)
{
	buf_add_c(out, "  ");
	list_column(out, str_from_c(e->kind), 10);
	list_column(out, e->name, NAME_WIDTH + 12);
	buf_add_str(out, e->about);
	buf_char(out, '\n');
}

static bool search_entry(void *ctx, const struct entry_of_help *e)
{
	struct search *search = ctx;

	const struct filter *f = &search->filter;

	if (filter_fits(f, e->name) || fits_word(f, e->about) || fits_word(f, e->title) || fits_word(f, e->also) || fits_word(f, e->body)) {
		if (!search->found++)
			show_heading(search->out);
		write_hit(search->out, e);
	}
	return true;
}

/* The known name nearest to a word that nothing fits. */
struct guess {
	struct str word, name;
	unsigned distance;
};

static bool guess_entry(void *ctx, const struct entry_of_help *e)
{
	struct guess *g = ctx;
	unsigned distance = str_distance(e->name, g->word, g->distance);

	if (distance < g->distance) {
		g->distance = distance;
		g->name = e->name;
	}
	return true;
}

static bool walk_all(struct session *s, help_visit *visit, void *ctx)
{
	return each_topic(visit, ctx) && each_row(visit, ctx) && each_fact(s, visit, ctx) && each_formula(s, visit, ctx);
}

static bool nothing_found(struct session *s, struct str word, struct outcome *o)
{
	struct guess g = { .word = word, .distance = 3 };

	o->status = STATUS_INPUT;
	diag_fail(&o->diag, DIAG_NAME, (struct span){ 0, 0 }, "nothing is known about '%.*s'", STR(word));
	walk_all(s, guess_entry, &g);
	if (g.name.len)
		diag_hint(&o->diag, "did you mean 'help %.*s'?", STR(g.name));
	else
		diag_hint(&o->diag, "'help' alone lists the topics");
	return false;
}

/* What speaks of a word; that nothing does is only worth a message when nothing was shown of it either. */
static bool search_all(struct session *s, struct str word, struct outcome *o)
{
	struct search search = { .out = &o->output };

	if (!filter_init(&search.filter, word, o))
		return false;
	walk_all(s, search_entry, &search);
	filter_release(&search.filter);
	return o->output.len > 0 || nothing_found(s, word, o);
}

/* ---- help alone ---- */

/* Names side by side, in lines that are not too long. */
static void flow(struct buf *out, size_t *column, const char *name)
{
	size_t n = strlen(name);

	if (*column == 0 || *column + n + 2 > LINE_WIDTH) {
		buf_add_c(out, *column ? "\n  " : "  ");
		*column = 2;
	} else {
		buf_char(out, ' ');
		++*column;
	}
	buf_add_c(out, name);
	*column += n;
}

static bool overview_topic(void *ctx, const struct entry_of_help *e)
{
	struct buf *out = ctx;

	buf_add_c(out, "  ");
	list_column(out, e->name, NAME_WIDTH);
	buf_add_str(out, e->about);
	buf_char(out, '\n');
	return true;
}

static const char overview_head[] =
	"Type what you want to know; the answer has its unit.\n"
	"\n"
	"  5 GiB / 100 Mbit/s to min          a download\n"
	"  dau = 100M users                   a cell; what uses it follows it\n"
	"  writes = dau * 10 tweets/user/day  another\n"
	"  writes to tweets/s                 converted\n"
	"  run resource_estimate rps = 20k/s  a formula that ships with bote\n"
	"\n"
	"Topics: help TOPIC\n";

static void overview(struct buf *out)
{
	size_t column = 0;

	buf_add_c(out, overview_head);
	each_topic(overview_topic, out);
	buf_add_c(out, "\nCommands: help NAME, or help commands\n");
	for (unsigned i = 0; i < command_count; i++)
		flow(out, &column, commands[i].name);
	buf_add_c(out, "\n\nFunctions: help NAME, or help functions\n");
	column = 0;
	for (unsigned i = 0; i < builtin_count; i++)
		flow(out, &column, builtins[i].name);
	buf_add_c(out, "\n\nhelp also knows settings, units, formulas and published figures;\n"
	           "help /WORD/ searches all of it.\n");
}

bool command_help(struct session *s, size_t argc, const struct str *argv, struct outcome *o)
{
	struct str word = command_join(o, argc, argv);

	if (!word.len) {
		overview(&o->output);
		return true;
	}
	if (str_starts(word, S("lab ")) || str_starts(word, S("lab.")))
		return help_lab(s, str_trim(str_cut(word, 4, word.len)), o) || unknown_lab(o, str_trim(str_cut(word, 4, word.len)));
	if (word.p[0] != '/') {
		bool named = show_named(s, word, o);

		/* A noun says little by itself: what has to do with such things is likelier wanted. */
		if ((show_unit(s, word, &o->output) && !is_noun(s, word)) || named)
			return true;
	}
	return help_section(s, word, o) || search_all(s, word, o);
}
