/* SPDX-License-Identifier: GPL-3.0-or-later */
/* operands.c - what is on the command line besides options: a command with its words, or an expression. */
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "cli/cli_parts.h"
#include "command/command.h"
#include "command/typed.h"

static struct str operands_join(struct arena *a, const char *prefix, const struct args *args)
{
	struct buf text = {0};

	buf_add_c(&text, prefix);
	for (size_t i = 0; i < args->operand_count; i++) {
		if (i)
			buf_char(&text, ' ');
		buf_add_str(&text, args->operands[i]);
	}
	return buf_take(&text, a);
}

/* ---- an error that has to do with the shell ---- */

/* `*` became the names of files, or a variable was empty: only then is it worth saying. */
static bool shell_was_here(const struct args *args)
{
	for (size_t i = 0; i < args->operand_count; i++)
		if (!args->operands[i].len || access(args->operands[i].p, F_OK) == 0)
			return true;
	return false;
}

/* May a shell have this name, or is it a script that is here? `text` is what stands before the digits. */
static bool is_shell_or_script(struct arena *a, struct str text)
{
	return text.len > 1 && !char_is_digit(text.p[0]) &&
	       (str_ends(text, S("sh")) || access(arena_printf(a, "%.*s", STR(text)).p, F_OK) == 0);
}

/*
 * "bash.02", "-bash.02", "./x.sh.02": what a shell puts for the $0 of $0.02, its name or that of the script. Returns
 * the length of both at the start of `text`, and of the name in *name, or 0.
 */
static size_t shell_price(struct arena *a, struct str text, size_t *name)
{
	size_t end, digits;

	for (end = 0; end < text.len && !strchr(" ()*+;", text.p[end]); end++) {
		size_t from = end + (text.p[end] == '.');

		for (digits = from; digits < text.len && char_is_digit(text.p[digits]);)
			digits++;
		if (digits > end + 1 && (digits == text.len || !char_is_name(text.p[digits])) &&
		    is_shell_or_script(a, str_cut(text, 0, end))) {
			*name = end;
			return digits;
		}
	}
	return 0;
}

/* The price that the shell took for a name of its own, with its length there in *name; or empty. */
static struct str eaten_price(struct arena *a, const struct args *args, size_t *name)
{
	for (size_t i = 0; i < args->operand_count; i++) {
		struct str word = args->operands[i];

		for (size_t at = 0; at < word.len; at++) {
			size_t n = at == 0 || strchr(" (*/+", word.p[at - 1]) ? shell_price(a, str_cut(word, at, word.len), name)
			                                                      : 0;

			if (n)
				return str_cut(word, at, at + n);
		}
	}
	return S("");
}

/* A sheet alone: what is to be done with it is not said. */
static bool is_sheet_alone(const struct args *args)
{
	return args->operand_count == 1 && str_ends(args->operands[0], S(".bote")) &&
	       access(args->operands[0].p, F_OK) == 0;
}

static void explain_error(struct program *p)
{
	struct diag *d = &p->outcome.diag;

	if (!d->error)
		return;
	if (is_sheet_alone(&p->args)) {
		d->error->hint = arena_printf(&p->outcome.arena, "to run a sheet: bote run %.*s", STR(p->args.operands[0]));
		return;
	}
	size_t name = 0;
	struct str eaten = eaten_price(&p->outcome.arena, &p->args, &name);
	if (eaten.len) {
		struct str price = str_cut(eaten, name, eaten.len);

		d->error->hint = arena_printf(&p->outcome.arena,
		                              "the shell made '%.*s' of $0%.*s: put quotes round the line, or write 0%.*s USD",
		                              STR(eaten), STR(price), STR(price));
		return;
	}
	if (!p->args.operands_only)
		command_hint(&p->outcome, p->args.operands[0], COMMAND_SHELL);
	if ((d->error->kind == DIAG_SYNTAX || d->error->kind == DIAG_NAME) && shell_was_here(&p->args)) {
		DIAG_IN(d, NULL);
		diag_note(d, (struct span){0, 0}, "the shell may have changed this; quote it: bote '2 * 3'");
	}
}

/* ---- commands ---- */

static const struct command *command_of(const struct args *a)
{
	return a->operand_count && !a->operands_only ? command_find(a->operands[0], COMMAND_SHELL) : NULL;
}

bool operands_take_defines(const struct args *a)
{
	const struct command *c = command_of(a);

	return c && a->operand_count > 1 && (c->complete == COMPLETE_FORMULA || c->complete == COMPLETE_LAB);
}

/* To `run` and its like, and to `lab`, -D is as if it stood behind; a question about a file gives it to that. */
static bool run_with_defines(struct program *p, const struct command *c)
{
	const struct args *args = &p->args;
	struct str *argv = arena_array(&p->arena, struct str, args->operand_count + args->define_count);
	size_t argc = 0;

	for (size_t i = 1; i < args->operand_count; i++)
		argv[argc++] = args->operands[i];
	for (size_t i = 0; i < args->define_count && operands_take_defines(args); i++)
		argv[argc++] = arena_printf(&p->arena, "%.*s=%.*s", STR(args->defines[i].name), STR(args->defines[i].value));
	session_lend(p->session, args->defines, args->define_count);
	bool ok = command_call(p->session, c, argc, argv, &p->outcome);
	session_lend(p->session, NULL, 0); /* a prompt may follow */
	return ok;
}

/* `bote examples 3`: the line, and what it gives. */
static bool run_example(struct program *p)
{
	struct str line = arena_str(&p->arena, p->outcome.insert), rest;
	const struct command *c = command_of_line(line, &rest);

	outcome_reset(&p->outcome);
	if (!p->args.json && !p->args.raw && !p->args.quiet)
		buf_printf(&p->outcome.output, "bote '%.*s'\n", STR(line));
	program_show(p, line);
	if (c)
		command_run_line(p->session, c, rest, &p->outcome);
	else
		typed_text(p->session, SESSION_STREAM, line, &p->outcome);
	return program_show(p, line);
}

/* Only what is typed as an expression is rounded step by step. */
static void about_is_not_for(struct outcome *o, const struct command *c)
{
	diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0},
	          "--about rounds the steps of an expression, not what '%s' does", c->name);
	o->status = STATUS_USAGE;
	if (strcmp(c->name, "report") == 0)
		diag_hint(&o->diag, "a report in the digits of a whiteboard: bote report SHEET --for interview");
	else
		diag_hint(&o->diag, "as in: bote --about '86400 s * 1.15 GB/s'");
}

/* What is measured has no steps, and digits of its own. */
static bool bench_takes(struct outcome *o, const struct args *a)
{
	for (size_t i = 0; i < a->change_count; i++) {
		bool steps = str_eq(a->changes[i].name, S("steps"));

		if (!steps && !str_eq(a->changes[i].name, S("precision")))
			continue;
		diag_fail(&o->diag, DIAG_USAGE, (struct span){0, 0}, "%s is for answers, which 'bench' has none of",
		          steps ? "-x" : "-p");
		diag_hint(&o->diag, "--json gives all digits of what was measured");
		o->status = STATUS_USAGE;
		return false;
	}
	return true;
}

static bool operands_run_command(struct program *p, const struct command *c)
{
	if (p->args.about)
		about_is_not_for(&p->outcome, c);
	else if (strcmp(c->name, "bench") != 0 || bench_takes(&p->outcome, &p->args))
		run_with_defines(p, c);
	if (p->outcome.insert.len)
		return run_example(p);
	return program_show(p, operands_join(&p->arena, "", &p->args));
}

/* ---- expressions ---- */

/* A script whose variable is empty should hear of it. */
static void nothing_to_do(struct outcome *o)
{
	diag_fail(&o->diag, DIAG_SYNTAX, (struct span){0, 0}, "there is nothing to work out");
	o->status = STATUS_INPUT;
}

bool program_operands(struct program *p)
{
	static const char *const prefixes[] = {"", "~ ", "~~ "};
	const char *prefix = prefixes[p->args.about];
	const struct command *c = command_of(&p->args);
	struct str text;

	if (c)
		return operands_run_command(p, c);
	if (p->args.operand_count == 1 && str_eq(p->args.operands[0], S("-")))
		return program_stream(p, STDIN_FILENO, S("<stdin>"));
	text = operands_join(&p->arena, "", &p->args);
	if (str_trim(text).len)
		typed_text(p->session, SESSION_STREAM, operands_join(&p->arena, prefix, &p->args), &p->outcome);
	else
		nothing_to_do(&p->outcome);
	explain_error(p);
	return program_show(p, text);
}
