/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args.c - the command line. Our own parser: getopt cannot tell -5 from an option. */
#include "cli/args.h"

#include <string.h>

#include "base/near.h"
#include "command/command.h"
#include "session/setting.h"

#define EVALUATION "What to work out"
#define ANSWERS "How answers look"
#define FLEET "What fleet chooses from"
#define BENCH "What bench does"
#define LOAD "What bench asks of a URL"
#define MEASURED "What measured takes in"
#define PROFILE "What profile reads"
#define PROGRAM "The program"

#define FLEET_VALUE(word, argument, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .value = argument, .group = FLEET, .setting = "fleet", .help = text \
	}
#define PROFILE_FLAG(word, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .group = PROFILE, .setting = "profile", .help = text \
	}
#define PROFILE_VALUE(word, argument, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .value = argument, .group = PROFILE, .setting = "profile", .help = text \
	}
#define MEASURED_VALUE(word, argument, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .value = argument, .group = MEASURED, .setting = "measured", .help = text \
	}
#define LOAD_FLAG(word, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .group = LOAD, .setting = "bench", .help = text \
	}
#define LOAD_VALUE(word, argument, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .value = argument, .group = LOAD, .setting = "bench", .help = text \
	}
#define BENCH_FLAG(word, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .group = BENCH, .setting = "bench", .help = text \
	}
#define BENCH_VALUE(word, argument, text) \
	{ \
		.id = OPTION_COMMAND, .name = word, .value = argument, .group = BENCH, .setting = "bench", .help = text \
	}

const struct option_row option_table[] = {
	{.id = OPTION_EXPR,
     .letter = 'e',
     .name = "expr",
     .value = "EXPR",
     .group = EVALUATION,
     .help = "statements; may be repeated and mixed with -f"},
	{.id = OPTION_FILE,
     .letter = 'f',
     .name = "file",
     .value = "FILE",
     .group = EVALUATION,
     .help = "statements of a file, - for standard input"},
	{.id = OPTION_DEFINE,
     .letter = 'D',
     .name = "define",
     .value = "NAME=VALUE",
     .group = EVALUATION,
     .help = "a cell, defined before all else"},
	{.id = OPTION_INTERACTIVE,
     .letter = 'i',
     .name = "interactive",
     .group = EVALUATION,
     .help = "the prompt afterwards"},
	{.id = OPTION_RESUME,
     .name = "resume",
     .group = EVALUATION,
     .help = "the prompt, with the sheet an earlier one left unsaved"},
	{.id = OPTION_KEEP_GOING, .letter = 'k', .name = "keep-going", .group = EVALUATION, .help = "go on after an error"},
	{.id = OPTION_SETTING,
     .name = "samples",
     .value = "N",
     .group = EVALUATION,
     .setting = "samples",
     .help = "samples of an uncertain number, 65536 by default"},
	{.id = OPTION_SETTING,
     .name = "seed",
     .value = "N",
     .group = EVALUATION,
     .setting = "seed",
     .help = "another one draws other samples"},
	{.id = OPTION_SETTING,
     .name = "strict",
     .group = EVALUATION,
     .setting = "strict",
     .to = "on",
     .help = "nouns that disagree are errors"},

	{.id = OPTION_TO, .letter = 't', .name = "to", .value = "UNIT", .group = ANSWERS, .help = "convert each answer"},
	{.id = OPTION_SETTING,
     .letter = 'p',
     .name = "precision",
     .value = "N",
     .group = ANSWERS,
     .setting = "precision",
     .help = "significant digits, 1 to 17"},
	{.id = OPTION_RAW,
     .letter = 'r',
     .name = "raw",
     .group = ANSWERS,
     .help = "the bare number, in base units or those of --to"},
	{.id = OPTION_JSON, .letter = 'j', .name = "json", .group = ANSWERS, .help = "one JSON object a line"},
	{.id = OPTION_CSV, .name = "csv", .group = ANSWERS, .help = "sweep, solve and their kin: comma-separated values"},
	{.id = OPTION_SETTING,
     .letter = 'x',
     .name = "explain",
     .group = ANSWERS,
     .setting = "steps",
     .to = "on",
     .help = "the steps as well"},
	{.id = OPTION_ABOUT, .name = "about", .group = ANSWERS, .help = "round each step to one digit, as a person does"},
	{.id = OPTION_ABOUT_TEN, .name = "about=10", .group = ANSWERS, .help = "round each step to a power of ten"},
	{.id = OPTION_SETTING,
     .letter = 'q',
     .name = "quiet",
     .group = ANSWERS,
     .setting = "quiet",
     .to = "on",
     .help = "no notes, no second reading, no banner"},
	{.id = OPTION_COMMAND,
     .letter = 'l',
     .name = "long",
     .group = ANSWERS,
     .setting = "formulas fleet",
     .help = "formulas: with parameters; fleet: known machines"},
	{.id = OPTION_COMMAND,
     .letter = 'F',
     .name = "format",
     .value = "FORMAT",
     .group = ANSWERS,
     .setting = "report",
     .help = "report: md, txt, html, pdf or json"},
	{.id = OPTION_COMMAND,
     .letter = 'o',
     .name = "output",
     .value = "FILE",
     .group = ANSWERS,
     .setting = "report export profile",
     .help = "report, export, profile: to a file"},
	{.id = OPTION_COMMAND,
     .name = "paper",
     .value = "SIZE",
     .group = ANSWERS,
     .setting = "report",
     .help = "report: PDF on a4 or letter"},
	{.id = OPTION_COMMAND,
     .name = "for",
     .value = "READER",
     .group = ANSWERS,
     .setting = "report",
     .help = "report: for an interview, a review, finance"},
	{.id = OPTION_COMMAND,
     .name = "interview",
     .group = ANSWERS,
     .setting = "new",
     .help = "new: six steps of a design interview"},
	{.id = OPTION_COMMAND,
     .name = "sections",
     .value = "LIST",
     .group = ANSWERS,
     .setting = "report",
     .help = "report: only these, such as answer,charts"},
	{.id = OPTION_COMMAND, .name = "trace", .group = ANSWERS, .setting = "lab", .help = "lab: one run, step by step"},
	{.id = OPTION_COMMAND,
     .name = "steps",
     .value = "N",
     .group = ANSWERS,
     .setting = "lab",
     .help = "lab: so many lines of a trace, 50 by default"},
	{.id = OPTION_COMMAND,
     .name = "like",
     .value = "SHEET",
     .group = ANSWERS,
     .setting = "lab",
     .help = "lab: parameters of that sheet, such as a profile's"},
	{.id = OPTION_SETTING,
     .name = "color",
     .value = "WHEN",
     .group = ANSWERS,
     .setting = "color",
     .help = "auto, always or never"},
	{.id = OPTION_SETTING,
     .name = "no-color",
     .group = ANSWERS,
     .setting = "color",
     .to = "never",
     .help = "the same as --color=never"},
	{.id = OPTION_SETTING,
     .name = "ascii",
     .group = ANSWERS,
     .setting = "ascii",
     .to = "on",
     .help = "no characters beyond ASCII"},
	{.id = OPTION_SETTING,
     .name = "braille",
     .group = ANSWERS,
     .setting = "braille",
     .to = "on",
     .help = "lines of charts in braille"},
	{.id = OPTION_SETTING,
     .name = "width",
     .value = "N",
     .group = ANSWERS,
     .setting = "width",
     .help = "columns of the terminal"},

	{.id = OPTION_COMMAND,
     .name = "today",
     .group = ANSWERS,
     .setting = "quiz",
     .help = "quiz: the five questions of today"},

	FLEET_VALUE("only", "WORDS", "machines with these tags, or with ! without"),
	FLEET_VALUE("pay", "WAY", "on demand, 1y, 3y or spot"),
	FLEET_VALUE("measured-on", "MACHINE", "where the CPU time was measured: cores count by speed"),
	FLEET_VALUE("prices", "FILE", "a list of one's own, CSV with units in its header"),
	FLEET_VALUE("prices-only", "FILE", "that list and no other"),
	FLEET_VALUE("check-list", "FILE", "look a list over"),
	{.id = OPTION_COMMAND,
     .letter = 'n',
     .name = "rows",
     .value = "N",
     .group = FLEET,
     .setting = "fleet",
     .help = "so many families, 5 by default"},
	{.id = OPTION_COMMAND,
     .letter = 'a',
     .name = "all",
     .group = FLEET,
     .setting = "fleet",
     .help = "every machine, not the best of each family"},

	BENCH_FLAG("list", "what can be measured, and what this build lacks"),
	BENCH_FLAG("quick", "two passes, in ten seconds, for a first look"),
	BENCH_FLAG("careful", "eleven passes, each in a process of its own"),
	BENCH_FLAG("check", "hold what is measured against physical bounds"),
	{.id = OPTION_COMMAND,
     .name = "keep",
     .group = BENCH,
     .setting = "bench measured",
     .help = "store even what is too noisy, or mostly errors"},
	{.id = OPTION_COMMAND,
     .letter = 'v',
     .name = "verbose",
     .group = BENCH,
     .setting = "bench lab",
     .help = "each pass, and what lay outside; lab: time, messages"},
	BENCH_VALUE("rate", "RATE", "services, asked at that rate: how late answers are"),
	BENCH_VALUE("wait", "TIME", "wait so long for a quiet machine"),
	BENCH_VALUE("gap", "TIME", "between the starts of passes, 10s by default"),
	BENCH_VALUE("against", "REF", "stored results beside published figures"),
	BENCH_VALUE("compare", "FILE", "stored results beside those of a file"),
	{.id = OPTION_COMMAND,
     .name = "state",
     .value = "DIR",
     .group = BENCH,
     .setting = "bench measured",
     .help = "where results are kept"},
	BENCH_VALUE("dir", "DIR", "the disk to measure"),
	BENCH_VALUE("redis", "URL", "a Redis to measure instead of a private one"),
	BENCH_VALUE("postgres", "CONNECTION", "a PostgreSQL to measure"),

	LOAD_VALUE("slo", "TEXT", "what is to hold: 'p99 < 50 ms, errors < 0.1%'"),
	{.id = OPTION_COMMAND,
     .name = "as",
     .value = "NAME",
     .group = LOAD,
     .setting = "bench measured",
     .help = "what the numbers are called; of an import, too"},
	LOAD_VALUE("from", "RATE", "where the search begins, 10/s by default"),
	LOAD_VALUE("up-to", "RATE", "where it ends, 100k/s by default"),
	LOAD_VALUE("step", "TIME", "one rate is asked so long, 10s by default"),
	LOAD_VALUE("limit", "TIME", "the end of all, after 5 min by default"),
	LOAD_VALUE("most", "N", "requests in all, 1M by default"),
	LOAD_FLAG("curve", "more steps below what was found"),
	LOAD_VALUE("arrivals", "HOW", "random (by default) or even"),
	LOAD_VALUE("connections", "N", "connections or streams at most, 256 by default"),
	LOAD_VALUE("timeout", "TIME", "what takes longer is an error, 10s by default"),
	LOAD_VALUE("http", "VERSION", "1.1 or 2"),
	LOAD_VALUE("method", "METHOD", "GET by default"),
	LOAD_VALUE("header", "LINE", "'Name: value', or @FILE with such lines"),
	LOAD_VALUE("data", "TEXT", "the body of each request, or @FILE"),
	LOAD_FLAG("writes", "requests may change what the server holds"),
	LOAD_VALUE("urls", "FILE", "one URL a line, drawn at random"),
	LOAD_VALUE("zipf", "EXPONENT", "the first of them more often"),
	LOAD_FLAG("fresh", "a new connection for each request"),
	LOAD_VALUE("unix", "PATH", "a socket of this machine"),
	LOAD_VALUE("cacert", "FILE", "a certificate to trust"),
	LOAD_FLAG("insecure", "any certificate"),
	LOAD_VALUE("pid", "PID", "whose CPU time to count, where it is not found"),
	LOAD_VALUE("yes-this-host", "HOST", "load that machine, though it is another"),

	MEASURED_VALUE("tool", "NAME", "import: what wrote the file, where that is not seen"),
	MEASURED_VALUE("day", "DATE", "import: when it ran, as 2026-11-03"),
	MEASURED_VALUE("machine", "TEXT", "import: where it ran"),
	MEASURED_VALUE("note", "TEXT", "import: what else is to be known of it"),
	{.id = OPTION_COMMAND,
     .name = "dry-run",
     .group = MEASURED,
     .setting = "measured",
     .help = "import: say what would be stored"},

	PROFILE_FLAG("print", "the sheet, and no text"),
	PROFILE_FLAG("force", "replace a file that is there"),
	PROFILE_VALUE("partial", "FILE", "write the counters, to be merged with others"),
	PROFILE_VALUE("key", "WORD", "what hashes of parts are made with; all hosts the same"),
	PROFILE_VALUE("source", "TEXT", "instead of the log's name"),
	PROFILE_VALUE("regex", "PATTERN", "lines of another form, with groups (?<time>...)"),
	PROFILE_VALUE("field", "ROLE=NAME", "a member or column that has another name"),
	PROFILE_VALUE("time-unit", "UNIT", "whole numbers of durations are us, ms, s or ns"),
	PROFILE_VALUE("zone", "ZONE", "days and hours of +02:00 instead of UTC"),
	PROFILE_VALUE("threads", "N", "that read lines, as many as there are CPUs by default"),
	PROFILE_VALUE("memory", "SIZE", "32MB to 128MB, by default 128MB"),
	PROFILE_FLAG("query", "objects differ by their queries"),
	PROFILE_VALUE("only-path", "PREFIX", "paths that begin so"),
	PROFILE_VALUE("not-path", "PREFIX", "paths that do not"),
	PROFILE_FLAG("skip-gaps", "hours without a request are not in the average"),
	PROFILE_FLAG("show-bad", "lines that were not read, to standard error"),

	{.id = OPTION_NO_INIT, .name = "no-init", .group = PROGRAM, .help = "do not read init.bote"},
	{.id = OPTION_SETTING,
     .name = "no-pager",
     .group = PROGRAM,
     .setting = "pager",
     .to = "off",
     .help = "long texts straight to the terminal"},
	{.id = OPTION_HELP, .letter = 'h', .name = "help", .group = PROGRAM, .help = "this text"},
	{.id = OPTION_VERSION,
     .letter = 'V',
     .name = "version",
     .group = PROGRAM,
     .help = "version, licence, what it was built with"},

	{.id = OPTION_TRANSCRIPT, .name = "transcript", .help = "standard input as if typed at the prompt, for tests"},
};
const unsigned option_count = sizeof(option_table) / sizeof(option_table[0]);

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

static bool args_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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
		if (args_is_letter(c[1]))
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

/* ---- --help ---- */

#define COLUMN 25

static const char head[] = "Usage: bote [OPTION]... [EXPRESSION...]\n"
						   "  or:  bote [OPTION]... COMMAND [ARGUMENT]...\n"
						   "Back-of-the-envelope estimation. Without operands: the prompt on a terminal,\n"
						   "else statements from standard input.\n"
						   "\n"
						   "Examples:\n"
						   "  bote 5 GiB / 100 Mbit/s to min\n"
						   "  bote '100M users * 10 tweets/user/day to tweets/s'\n"
						   "  bote -e 'qps = 20k/s' -e 'qps * 4 KB to MB/s'\n"
						   "  bote run resource_estimate rps=20k/s\n"
						   "  bote check '80 ms + 3 * 20 ms < 200 ms' && echo fits\n";

static const char foot[] = "\n"
						   "Quote what the shell would change: * > < ( ) $ # & ; !\n"
						   "The status is 0 when done, 1 when a check fails, 2 when the input is wrong,\n"
						   "3 for wrong use, 4 for a file or stream that cannot be read or written.\n"
						   "\n"
						   "'bote help' explains the language; the manuals are bote(1) and bote(5).\n";

/* `left` in its column, then `right`. */
static void usage_line(struct buf *out, struct str left, const char *right)
{
	buf_add_c(out, "  ");
	buf_add_str(out, left);
	if (left.len + 3 > COLUMN) {
		buf_char(out, '\n');
		buf_fill(out, ' ', COLUMN);
	} else
		buf_fill(out, ' ', COLUMN - 2 - left.len);
	buf_printf(out, "%s\n", right);
}

static void usage_commands(struct buf *out)
{
	struct buf left = {0};

	buf_add_c(out, "\nCommands:\n");
	for (unsigned i = 0; i < command_count; i++) {
		const struct command *c = &commands[i];

		if (!(c->where & COMMAND_SHELL))
			continue;
		buf_reset(&left);
		buf_printf(&left, "%s%s%s", c->name, *c->args ? " " : "", c->args);
		usage_line(out, buf_str(&left), c->help);
	}
	buf_release(&left);
}

static void usage_option(struct buf *out, struct buf *left, const struct option_row *row)
{
	buf_reset(left);
	if (row->letter)
		buf_printf(left, "-%c, ", row->letter);
	else
		buf_add_c(left, "    ");
	buf_printf(left, "--%s%s%s", row->name, row->value ? " " : "", row->value ? row->value : "");
	usage_line(out, buf_str(left), row->help);
}

void args_usage(struct buf *out)
{
	struct buf left = {0};
	const char *group = NULL;

	buf_add_c(out, head);
	usage_commands(out);
	for (unsigned i = 0; i < option_count; i++) {
		const struct option_row *row = &option_table[i];

		if (!row->group)
			continue;
		if (!group || strcmp(group, row->group) != 0)
			buf_printf(out, "\n%s:\n", group = row->group);
		usage_option(out, &left, row);
	}
	buf_add_c(out, foot);
	buf_release(&left);
}
