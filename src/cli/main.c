/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the program `bote`: options to settings, then statements in the order given. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/utf8.h"
#include "cli/cli_parts.h"
#include "diag/neutral.h"
#include "repl/complete.h"
#include "repl/line.h"
#include "repl/repl.h"
#include "repl/terminal.h"
#include "session/setting.h"
#include "show/pdf.h"
#include "show/wrap.h"

enum { FILE_LIMIT = 64 << 20 };

/* ---- statements of -e and -f ---- */

static bool run_defines(struct program *p)
{
	bool go_on = true;

	for (size_t i = 0; i < p->args.define_count && go_on; i++) {
		const struct given *g = &p->args.defines[i];

		session_define(p->session, g->name, g->value, &p->outcome);
		go_on = program_show(p, g->value);
	}
	return go_on;
}

/* Is the first of them a file, or are there only words? Then that takes the values of -D for its parameters. */
static bool takes_defines(const struct args *a)
{
	return a->script_count ? a->scripts[0].file && !str_eq(a->scripts[0].text, S("-")) : operands_take_defines(a);
}

/*
 * A file is taken in as a whole, so that its order is free. With --keep-going a faulty one is taken line by line
 * instead, to get at what is sound.
 */
static bool run_file(struct program *p, struct str path, bool first)
{
	const struct args *a = &p->args;
	struct buf text = {0};
	bool fine = session_file(p->session, SESSION_STREAM, path.p, a->defines, first ? a->define_count : 0, &p->outcome);
	int error;

	if (fine || !p->args.keep_going || p->outcome.status == STATUS_FILE)
		return program_show(p, path);
	outcome_reset(&p->outcome);
	if (first && !run_defines(p))
		return false;
	error = fs_read(path.p, FILE_LIMIT, &text);
	fine = error ? program_file_failed(p, path.p, error) : program_text(p, buf_str(&text), path);
	buf_release(&text);
	return fine;
}

static bool run_script(struct program *p, const struct script *s, bool first)
{
	static const char *const prefixes[] = {"", "~ ", "~~ "};

	if (!s->file && !p->args.about)
		return program_text(p, s->text, (struct str){0});
	if (!s->file)
		return program_text(p, arena_printf(&p->arena, "%s%.*s", prefixes[p->args.about], STR(s->text)),
		                    (struct str){0});
	if (str_eq(s->text, S("-")))
		return program_stream(p, STDIN_FILENO, S("<stdin>"));
	return run_file(p, s->text, first);
}

static bool run_scripts(struct program *p)
{
	bool go_on = true;

	for (size_t i = 0; i < p->args.script_count && go_on; i++)
		go_on = run_script(p, &p->args.scripts[i], i == 0);
	return go_on;
}

/* ---- start and end ---- */

enum { INIT_MOST = 1 << 20 /* bytes */, INIT_ERRORS = 10 /* that are said */ };

static void show_init_error(struct program *p)
{
	const struct settings *settings = session_settings(p->session);
	struct diag_style style = {.color = terminal_color(settings, STDERR_FILENO),
	                           .spoken = settings->spoken,
	                           .width = isatty(STDERR_FILENO) ? terminal_width(settings, STDERR_FILENO) : 0};

	diag_write(p->output.err, p->outcome.diag.error, style);
}

/* As a whole it has an error: line by line, what can be taken in is. */
static void run_init_lines(struct program *p, const char *path)
{
	struct buf text = {0};
	uint32_t at = 0;

	if (fs_read(path, INIT_MOST, &text) != 0) {
		show_init_error(p);
		buf_release(&text);
		return;
	}
	struct chapter *ch = chapter_new(str_from_c(path), S(""), buf_str(&text), 1);
	for (unsigned errors = 0; at < text.len && errors < INIT_ERRORS;) {
		outcome_reset(&p->outcome);
		if (session_take(p->session, SESSION_STREAM, ch, &at, &p->outcome))
			continue;
		show_init_error(p);
		if (++errors == INIT_ERRORS)
			buf_printf(p->output.err, "bote: the rest of '%s' is not read\n", path);
	}
	chapter_drop(ch);
	buf_release(&text);
}

static void run_init(struct program *p)
{
	const char *path = fs_user_path(&p->arena, "XDG_CONFIG_HOME", ".config", "init.bote");

	if (p->args.no_init || !path || access(path, F_OK) != 0)
		return;
	if (!fs_is_file(path)) /* a pipe would keep bote waiting */
		buf_printf(p->output.err, "bote: '%s' is not a file: it is not read\n", path);
	else if (!session_file(p->session, SESSION_STREAM, path, NULL, 0, &p->outcome))
		run_init_lines(p, path);
	neutral_text(p->output.err, 0);
	outcome_reset(&p->outcome);
}

static void apply_changes(const struct args *a, struct settings *s)
{
	for (size_t i = 0; i < a->change_count; i++)
		setting_find(a->changes[i].name)->set(s, a->changes[i].value);
}

static void apply_options(struct program *p)
{
	struct settings *s = session_settings(p->session);

	apply_changes(&p->args, s);
	s->to = p->args.to;
	s->raw = p->args.raw;
	s->json = p->args.json;
	s->csv = p->args.csv;
	session_apply_settings(p->session);
}

static void main_start(struct program *p)
{
	const char *path = getenv("BOTE_PATH");

	p->session = session_new(str_from_c(path ? path : ""));
	session_set_console(p->session, &terminal_console);
	outcome_init(&p->outcome);
	session_settings(p->session)->ascii = !utf8_locale();
	run_init(p);
	apply_options(p);
}

/* `bote quiz` and `bote tutorial` with a person at a terminal. */
static bool is_lesson(const struct args *a)
{
	bool named = a->operand_count && !a->operands_only &&
	             (str_eq(a->operands[0], S("quiz")) || str_eq(a->operands[0], S("tutorial")));

	return named && !a->json && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static bool ends_at_prompt(const struct args *a)
{
	return a->interactive || is_lesson(a) ||
	       (!a->script_count && !a->operand_count && !a->transcript && isatty(STDIN_FILENO));
}

/* The line that the prompt begins with. */
static struct str first_line(struct program *p)
{
	const struct args *a = &p->args;
	struct buf line = {0};

	if (a->resume)
		return S("resume");
	for (size_t i = 0; is_lesson(a) && i < a->operand_count; i++)
		buf_printf(&line, "%s%.*s", i ? " " : "", STR(a->operands[i]));
	for (size_t i = 0; line.len && i < a->change_count; i++)
		if (str_eq(a->changes[i].name, S("seed")))
			buf_printf(&line, " --seed %.*s", STR(a->changes[i].value));
	return buf_take(&line, &p->arena);
}

static void main_run(struct program *p)
{
	const struct args *a = &p->args;
	bool nothing = !a->script_count && !a->operand_count;
	bool prompt = ends_at_prompt(a);

	if (a->transcript) {
		program_transcript(p);
		p->status = STATUS_OK;
		return;
	}
	if ((takes_defines(a) || run_defines(p)) && run_scripts(p)) {
		if (a->operand_count && !is_lesson(a))
			program_operands(p);
		else if (nothing && !prompt)
			program_stream(p, STDIN_FILENO, S("<stdin>"));
	}
	if (prompt && output_flush(&p->output)) {
		complete_lend_options(options_complete);
		p->status = (enum status)repl_run(p->session, first_line(p));
	}
}

static void main_stop(struct program *p)
{
	if (p->session) {
		outcome_release(&p->outcome);
		session_free(p->session);
	}
	output_release(&p->output);
	arena_release(&p->arena);
}

/* What a prompt with readline has and this one has not. */
static const char *editor_lacks(void)
{
	if (strcmp(LINE_EDITOR, "readline") == 0)
		return "";
	return strcmp(LINE_EDITOR, "libedit") == 0 ? " (no colours, suggestions or preview)"
	                                           : " (lines are not edited; no Tab)";
}

static void write_version(struct buf *out)
{
	buf_printf(out,
	           "bote " PACKAGE_VERSION "\n"
	           "Copyright (C) 2026 the bote authors\n"
	           "Licence GPL-3.0-or-later: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>\n"
	           "This is free software; there is no warranty, to the extent permitted by law.\n"
	           "Line editor: %s%s\n"
	           "PDF reports: %s\n",
	           LINE_EDITOR, editor_lacks(), pdf_possible() ? "yes" : "no, bote-pdf is missing");
}

/* In the width asked for, or in that of a terminal. */
static void write_usage(struct program *p)
{
	struct settings s;

	settings_default(&s);
	apply_changes(&p->args, &s);
	args_usage(&p->output.out);
	wrap_lines(&p->output.out, isatty(STDOUT_FILENO) ? terminal_width(&s, STDOUT_FILENO) : s.width);
}

static void main_misused(struct program *p, const struct buf *message)
{
	buf_printf(p->output.err, "bote: %s\nTry 'bote --help'.\n", buf_c(message));
	neutral_text(p->output.err, 0);
	p->status = STATUS_USAGE;
}

/* bote __complete POINT LINE: what Tab offers there, for the completion of shells. */
static bool complete_for_shell(struct program *p, int argc, char **argv)
{
	char *end;
	unsigned long point;

	if (argc != 4 || strcmp(argv[1], "__complete") != 0)
		return false;
	point = strtoul(argv[2], &end, 10);
	if (!*argv[2] || *end) {
		p->status = STATUS_USAGE;
		return true;
	}
	main_start(p);
	complete_lend_options(options_complete);
	complete_print(p->session, point, str_from_c(argv[3]), &p->output.out);
	return true;
}

int main(int argc, char **argv)
{
	struct program p = {0};
	struct buf message = {0};

	arena_init(&p.arena);
	output_init(&p.output);
	if (complete_for_shell(&p, argc, argv))
		;
	else if (!args_parse(&p.args, &p.arena, argc, argv, &message))
		main_misused(&p, &message);
	else if (p.args.help)
		write_usage(&p);
	else if (p.args.version)
		write_version(&p.output.out);
	else {
		main_start(&p);
		main_run(&p);
	}
	if (!output_flush(&p.output))
		p.status = STATUS_FILE;
	buf_release(&message);
	main_stop(&p);
	if (p.signal) {
		signal(p.signal, SIG_DFL);
		raise(p.signal);
	}
	return p.status;
}
