/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl.c - the prompt: read a line, evaluate it, print, again. */
#include "repl/repl.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/interrupt.h"
#include "command/foreign.h"
#include "command/typed.h"
#include "lang/parse.h"
#include "repl/mend.h"
#include "repl/repl_parts.h"

/* ---- one statement ---- */

/* The file that `save` names, as far as a question needs it; empty when -f answers it. */
static const char *save_path(struct arena *a, struct str rest)
{
	const char *home = getenv("HOME");
	struct str file = str_trim(rest);

	if (str_ends(file, S(" -f")) || str_starts(file, S("-f ")) || !file.len)
		return "";
	if (file.p[0] == '"' && file.len > 1)
		file = str_cut(file, 1, file.len - 1);
	if (home && str_starts(file, S("~/")))
		return arena_printf(a, "%s%.*s", home, STR(str_cut(file, 1, file.len))).p;
	return arena_str(a, file).p;
}

/* Does `line` save to a file that is there, and shall it not be replaced? *forced is the line to run if it shall. */
static bool repl_refused(struct repl *r, struct str line, struct str *forced)
{
	struct arena *a = &r->outcome.arena;
	struct str rest, answer, prompt;
	const struct command *c = command_of_line(line, &rest);
	const char *path;
	bool typed;

	if (!r->person || !c || strcmp(c->name, "save") != 0)
		return false;
	path = save_path(a, rest);
	if (!fs_is_file(path))
		return false;
	prompt = arena_printf(a, "%s is there already; replace it? [y/N] ", path);
	r->asking = true;
	typed = line_read(prompt, S(""), &answer) == LINE_TYPED;
	r->asking = false;
	if (!typed)
		return true;
	answer = str_trim(answer);
	*forced = arena_printf(a, "save %.*s -f", STR(rest));
	return !str_eq_nocase(answer, S("y")) && !str_eq_nocase(answer, S("yes"));
}

static bool repl_evaluate(struct repl *r, struct str text)
{
	struct source src = {.text = text, .first_line = 1};
	uint32_t at = 0;

	while (at < text.len)
		if (!typed_line(r->session, SESSION_PROMPT, &src, &at, &r->outcome))
			return false;
	return true;
}

/* Returns false when it failed. */
static bool repl_own_run(struct repl *r, struct str text)
{
	struct outcome *o = &r->outcome;
	bool fine;

	outcome_reset(o);
	if (!r->lesson)
		repl_keep(r, text);
	text = foreign_line(&o->arena, text);
	if ((r->lesson && repl_lesson_word(r, text)) || repl_begin_lesson(r, text))
		return true;
	if (repl_refused(r, text, &text))
		return true;
	fine = repl_evaluate(r, text);
	repl_set_style(r);
	if (!r->lesson)
		repl_keep_sheet(r, text); /* before its answer is seen: what was answered is kept */
	repl_print(r, text);
	mend_line(text, o->diag.error, &r->mended);
	if (r->lesson) {
		repl_follow_lesson(r, text);
		return fine;
	}
	if (o->insert.len) {
		buf_reset(&r->begin);
		buf_add_str(&r->begin, o->insert);
	}
	r->quit = r->quit || o->quit;
	return fine;
}

/* ---- lines ---- */

enum { LONGEST = 1 << 20 /* bytes of what continues: then it is run, and says what is wrong with it */ };

/* Add a line to what is to be run. Does that go on? */
static bool repl_goes_on(struct repl *r, struct str line)
{
	if (!r->pending.len)
		r->lines = (struct continued){0};
	else
		buf_char(&r->pending, '\n');
	buf_add_str(&r->pending, line);
	return command_goes_on(&r->lines, buf_str(&r->pending), line);
}

static unsigned count_lines(struct str rest)
{
	unsigned n = 0;

	for (struct str line; str_next_line(&rest, &line);)
		n += str_trim(line).len > 0;
	return n;
}

/* The rest of what was pasted is on the next prompt, to be run, changed or given up. */
static void repl_put_back(struct repl *r, struct str rest)
{
	unsigned lines = count_lines(rest);

	fprintf(stderr, "%u more pasted line%s not run: Enter runs %s, Ctrl-C gives %s up\n", lines,
	        lines == 1 ? " was" : "s were", lines == 1 ? "it" : "them", lines == 1 ? "it" : "them");
	while (rest.len && (rest.p[rest.len - 1] == '\n' || rest.p[rest.len - 1] == '\r'))
		rest.len--;
	buf_reset(&r->begin);
	buf_add_str(&r->begin, rest);
}

/* Run what was typed, or pasted at once: line by line, up to the first error. */
static void repl_take(struct repl *r, struct str text)
{
	struct str line;
	bool fine = true;

	text = foreign_transcript(&r->transcript, text);
	while (fine && !r->quit && str_next_line(&text, &line)) {
		if (repl_goes_on(r, line) && r->pending.len <= LONGEST)
			continue;
		if (str_trim(buf_str(&r->pending)).len)
			fine = repl_own_run(r, buf_str(&r->pending));
		buf_reset(&r->pending);
	}
	if (!fine && count_lines(text) > 0)
		repl_put_back(r, text);
}

static void repl_too_long(struct repl *r)
{
	fprintf(stderr, "bote: standard input: a line has more than 64 MB\n");
	r->status = STATUS_FILE;
	r->quit = true;
}

static void repl_loop(struct repl *r)
{
	while (!r->quit) {
		struct buf begin = r->begin;
		struct str line;

		memset(&r->begin, 0, sizeof(r->begin));
		if (r->person && interrupt_came) /* it came behind the answer: the terminal showed ^C there */
			putchar('\n');
		interrupt_came = 0; /* from the moment the line is read Ctrl-C is for the work */
		switch (line_read(r->pending.len ? S("....> ") : str_from_c(r->lesson ? r->lesson->prompt : "bote> "),
		                  buf_str(&begin), &line)) {
		case LINE_TYPED: repl_take(r, line); break;
		case LINE_CANCELLED: buf_reset(&r->pending); break;
		case LINE_TOO_LONG: repl_too_long(r); break;
		case LINE_END: /* in a continued line it gives up what is above, as Ctrl-C does */
			if (r->lesson && !r->pending.len)
				repl_end_lesson(r);
			else
				r->quit = !r->person || !r->pending.len;
			buf_reset(&r->pending);
			break;
		}
		buf_release(&begin);
	}
}

/* ---- start and end ---- */

static void repl_on_interrupt(int sig)
{
	(void)sig;
	interrupt_tell();
}

static bool dumb(void)
{
	const char *term = getenv("TERM");

	return !term || !*term || strcmp(term, "dumb") == 0;
}

int repl_run(struct session *s, struct str first)
{
	struct repl r = {.session = s, .own = s};
	struct sigaction interrupt = {.sa_handler = repl_on_interrupt, .sa_flags = SA_RESTART}, before;

	r.person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	repl_set_style(&r);
	outcome_init(&r.outcome);
	arena_init(&r.transcript);
	sigemptyset(&interrupt.sa_mask);
	if (r.person)
		sigaction(SIGINT, &interrupt, &before);
	line_open(r.person && !dumb());
	repl_help_typing(&r);
	repl_open_history(&r);
	repl_open_unsaved(&r);
	r.only_lesson = first.len && !str_eq(first, S("resume"));
	if (!r.only_lesson)
		repl_banner(&r);
	if (first.len)
		repl_own_run(&r, first);
	else
		repl_offer_unsaved(&r);
	repl_loop(&r);
	if (r.lesson)
		repl_end_lesson(&r);
	line_close();
	repl_close_unsaved(&r);
	command_edit_close();
	history_file_close(r.history);
	outcome_release(&r.outcome);
	arena_release(&r.transcript);
	buf_release(&r.mended);
	buf_release(&r.pending);
	buf_release(&r.begin);
	if (r.person)
		sigaction(SIGINT, &before, NULL);
	return r.status;
}
