/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args.c - the command line. Our own parser: getopt cannot tell -5 from an option. */
#include "cli/args.h"

#include <string.h>

#include "base/near.h"
#include "base/str.h"
#include "cli/options.h"
#include "command/command.h"
#include "session/setting.h"

/* The state of a parse. */
struct parse {
	struct args *out;
	struct arena *arena;
	struct buf *error;
	int argc, at;
	char **argv;
	struct str *command_words; /* options that belong to a command, told to it at the end, and their arguments */
	struct str *command_values;
	const struct option_row **command_rows;
	size_t command_count;
	bool only_operands;
};

/* "option '-p'" or "option '--precision'", as it was typed. */
static void name_option(struct parse *p, const struct option_row *row, bool letter)
{
	if (letter)
		buf_printf(p->error, "option '-%c'", row->letter);
	else
		buf_printf(p->error, "option '--%s'", row->name);
}

static bool take_define(struct parse *p, struct str text)
{
	size_t equals = str_find_char(text, '=', 0);
	struct given *g = &p->out->defines[p->out->define_count];

	if (equals == text.len) {
		buf_printf(p->error, "-D wants NAME=VALUE, not '%.*s'", STR(text));
		return false;
	}
	g->name = str_trim(str_cut(text, 0, equals));
	g->value = str_trim(str_cut(text, equals + 1, text.len));
	p->out->define_count++;
	return true;
}

static bool take_setting(struct parse *p, const struct option_row *row, struct str value, bool letter)
{
	const struct setting *s = setting_find(str_from_c(row->setting));
	struct settings probe;
	struct change *c = &p->out->changes[p->out->change_count];

	settings_default(&probe);
	if (!s || !s->set(&probe, value)) {
		name_option(p, row, letter);
		buf_add_c(p->error, " takes ");
		if (s)
			setting_choice(s, p->error);
		buf_printf(p->error, ", not '%.*s'", STR(value));
		return false;
	}
	c->name = str_from_c(row->setting);
	c->value = value;
	p->out->change_count++;
	p->out->quiet |= probe.quiet;
	return true;
}

static void take_script(struct parse *p, bool file, struct str text)
{
	struct script *s = &p->out->scripts[p->out->script_count++];

	s->file = file;
	s->text = text;
}

static bool args_take(struct parse *p, const struct option_row *row, struct str value, bool letter)
{
	struct args *o = p->out;

	switch (row->id) {
	case OPTION_EXPR: take_script(p, false, value); break;
	case OPTION_FILE: take_script(p, true, value); break;
	case OPTION_DEFINE: return take_define(p, value);
	case OPTION_INTERACTIVE: o->interactive = true; break;
	case OPTION_RESUME: o->interactive = o->resume = true; break;
	case OPTION_TO: o->to = value; break;
	case OPTION_RAW: o->raw = true; break;
	case OPTION_JSON: o->json = true; break;
	case OPTION_CSV: o->csv = true; break;
	case OPTION_ABOUT: o->about = 1; break;
	case OPTION_ABOUT_TEN: o->about = 2; break;
	case OPTION_KEEP_GOING: o->keep_going = true; break;
	case OPTION_NO_INIT: o->no_init = true; break;
	case OPTION_HELP: o->help = true; break;
	case OPTION_VERSION: o->version = true; break;
	case OPTION_TRANSCRIPT: o->transcript = true; break;
	case OPTION_SETTING: return take_setting(p, row, row->value ? value : str_from_c(row->to), letter);
	case OPTION_COMMAND:
		p->command_words[p->command_count] = row->letter ? arena_printf(p->arena, "-%c", row->letter)
		                                                 : arena_printf(p->arena, "--%s", row->name);
		p->command_values[p->command_count] = value;
		p->command_rows[p->command_count++] = row;
		break;
	}
	return true;
}

/* The argument of an option: what is left of its word, or the next word. */
static bool argument(struct parse *p, const struct option_row *row, const char *rest, bool letter, struct str *value)
{
	if (!rest && ++p->at < p->argc)
		rest = p->argv[p->at];
	if (!rest) {
		name_option(p, row, letter);
		buf_printf(p->error, " needs %s", row->value);
		return false;
	}
	*value = str_from_c(rest);
	return true;
}

static const struct option_row *find_letter(char letter)
{
	for (unsigned i = 0; i < option_count; i++)
		if (option_table[i].letter == letter)
			return &option_table[i];
	return NULL;
}

/* `-qp3`: flags, and at the end perhaps one with its argument. */
static bool parse_letters(struct parse *p, const char *c)
{
	for (; *c; c++) {
		const struct option_row *row = find_letter(*c);
		struct str value = {0};

		if (!row) {
			buf_printf(p->error, "unknown option '-%c'", *c);
			return false;
		}
		if (!row->value) {
			if (!args_take(p, row, value, true))
				return false;
			continue;
		}
		return argument(p, row, c[1] ? c + 1 : NULL, true, &value) && args_take(p, row, value, true);
	}
	return true;
}

static const struct option_row *args_find_name(struct str name)
{
	for (unsigned i = 0; i < option_count; i++)
		if (str_eq(str_from_c(option_table[i].name), name))
			return &option_table[i];
	return NULL;
}

static bool unknown_name(struct parse *p, struct str name)
{
	struct near near = {.word = name, .limit = 2, .most = 1};

	for (unsigned i = 0; i < option_count; i++)
		if (option_table[i].group)
			near_offer(&near, str_from_c(option_table[i].name));
	buf_printf(p->error, "unknown option '--%.*s'", STR(name));
	if (near.count)
		buf_printf(p->error, "; did you mean '--%.*s'?", STR(near.names[0]));
	return false;
}

static bool args_parse_name(struct parse *p, const char *c)
{
	struct str word = str_from_c(c), value = {0};
	size_t equals = str_find_char(word, '=', 0);
	const struct option_row *row = args_find_name(word);
	const char *rest = NULL;

	if (!row) {
		row = args_find_name(str_cut(word, 0, equals));
		if (!row)
			return unknown_name(p, str_cut(word, 0, equals));
		rest = equals < word.len ? c + equals + 1 : NULL;
	}
	if (row->value)
		return argument(p, row, rest, false, &value) && args_take(p, row, value, false);
	if (rest) {
		buf_printf(p->error, "option '--%s' takes no value", row->name);
		return false;
	}
	return args_take(p, row, value, false);
}

static bool args_parse_word(struct parse *p)
{
	const char *c = p->argv[p->at];

	if (!p->only_operands && c[0] == '-') {
		if (c[1] == '-' && !c[2]) {
			p->only_operands = true;
			p->out->operands_only = p->out->operand_count == 0;
			return true;
		}
		if (c[1] == '-')
			return args_parse_name(p, c + 2);
		if (char_is_letter(c[1]))
			return parse_letters(p, c + 1);
	}
	p->out->operands[p->out->operand_count++] = str_from_c(c);
	return true;
}

/* Is the operand one of the commands of the option? */
static bool args_is_for(const struct option_row *row, struct str command)
{
	struct str rest = str_from_c(row->setting);

	while (rest.len) {
		size_t end = str_find_char(rest, ' ', 0);

		if (str_eq(str_cut(rest, 0, end), command))
			return true;
		rest = str_cut(rest, end + 1, rest.len);
	}
	return false;
}

/* `-l` goes to the command it belongs to, as one more word. */
static bool give_to_command(struct parse *p)
{
	struct args *o = p->out;

	for (size_t i = 0; i < p->command_count; i++) {
		const struct option_row *row = p->command_rows[i];

		if (o->operands_only || !o->operand_count || !args_is_for(row, o->operands[0])) {
			struct str first = str_cut(str_from_c(row->setting), 0, str_find_char(str_from_c(row->setting), ' ', 0));

			buf_printf(p->error, "option '%.*s' belongs to 'bote %.*s'", STR(p->command_words[i]), STR(first));
			return false;
		}
		o->operands[o->operand_count++] = p->command_words[i];
		if (row->value)
			o->operands[o->operand_count++] = p->command_values[i];
	}
	return true;
}

bool args_parse(struct args *out, struct arena *a, int argc, char **argv, struct buf *error)
{
	/* A word may hold several letters: count characters of those that begin with `-`. */
	size_t room = (size_t)argc + 1;
	struct parse p = {.out = out, .arena = a, .error = error, .argc = argc, .argv = argv};

	for (int i = 1; i < argc; i++)
		if (argv[i][0] == '-')
			room += strlen(argv[i]);
	memset(out, 0, sizeof(*out));
	out->scripts = arena_array(a, struct script, room);
	out->defines = arena_array(a, struct given, room);
	out->changes = arena_array(a, struct change, room);
	out->operands = arena_array(a, struct str, room);
	p.command_words = arena_array(a, struct str, room);
	p.command_values = arena_array(a, struct str, room);
	p.command_rows = arena_array(a, const struct option_row *, room);
	for (p.at = 1; p.at < argc; p.at++)
		if (!args_parse_word(&p))
			return false;
	return give_to_command(&p);
}
