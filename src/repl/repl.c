/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl.c - the prompt: read a line, evaluate it, print, again. */
#include "repl/repl.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/now.h"
#include "command/typed.h"
#include "command/foreign.h"
#include "eval/builtin.h"
#include "lang/parse.h"
#include "command/command.h"
#include "command/history.h"
#include "repl/lesson.h"
#include "repl/line.h"
#include "repl/mend.h"
#include "repl/preview.h"
#include "command/unsaved.h"
#include "repl/pager.h"
#include "repl/terminal.h"
#include "show/wrap.h"

enum { PREVIEW_MS = 20 };

struct repl {
	struct session *session; /* that lines are for: one's own, or the lesson's */
	struct session *own;
	struct lesson *lesson;   /* tutorial or quiz that goes on, or NULL */
	bool only_lesson;        /* the program was started for it */
	struct history_file *history;
	struct unsaved *unsaved;
	struct outcome outcome;
	struct arena transcript; /* what was pasted, without prompts and answers */
	struct outcome_style style;
	struct line_helper helper;
	struct buf pending; /* the lines so far of a statement that goes on */
	struct buf begin;   /* what is to stand on the next prompt */
	struct buf mended;  /* the line that failed, as it was meant */
	bool person;        /* standard input and output are terminals */
	bool asking;        /* the line is the answer to a question */
	bool warned;        /* about a history that is not kept */
	bool quit;
	enum status status;
};

/* ---- printing ---- */

static void put(struct repl *r, FILE *to, const struct buf *text)
{
	if (text->len)
		fwrite(text->p, 1, text->len, to);
	if (fflush(to) != 0 && to == stdout) {
		r->status = STATUS_FILE;
		r->quit = true;
	}
}

/* As the settings are now. */
static void set_style(struct repl *r)
{
	const struct settings *settings = session_settings(r->session);

	r->style.prompt = true;
	r->style.ascii = settings->ascii;
	r->style.color_out = terminal_color(settings, STDOUT_FILENO);
	r->style.color_err = terminal_color(settings, STDERR_FILENO);
	r->helper.dim = r->style.color_out;
	r->style.spark = true;
}

/* A list or help that is taller than the terminal goes through the pager. */
static void page(struct repl *r)
{
	struct outcome *o = &r->outcome;

	if (r->person && !o->binary)
		wrap_lines(&o->output, terminal_width(session_settings(r->session), STDOUT_FILENO));
	if (r->person && o->answer_count == 0 && pager_show(session_settings(r->session), buf_str(&o->output)))
		buf_reset(&o->output);
}

/* Answers and errors in their order where both are seen, else each to its stream. */
static void print(struct repl *r, struct str input)
{
	struct buf out = {0}, err = {0};
	bool together = r->person && isatty(STDERR_FILENO);

	if (r->person && builtin_interrupted) /* the terminal showed ^C where the cursor was */
		buf_char(&out, '\n');
	page(r);
	if (session_settings(r->session)->json)
		outcome_json(r->session, &r->outcome, input, &out);
	else
		outcome_write(r->session, &r->outcome, r->style, &out, together ? &out : &err);
	put(r, stdout, &out);
	put(r, stderr, &err);
	buf_release(&out);
	buf_release(&err);
}

static void banner(struct repl *r)
{
	const struct settings *settings = session_settings(r->session);

	if (!r->person || !settings->banner || settings->quiet)
		return;
	if (!history_file_fresh(r->history)) {
		printf("bote %s: help, examples, Tab; Ctrl-D leaves\n", PACKAGE_VERSION);
		return;
	}
	printf("bote %s. Type what you want to know: 5 GiB / 100 Mbit/s to min\n"
	       "help      explains the language, and anything by name\n"
	       "examples  are lines to try; examples 3 puts the third on the prompt\n"
	       "Tab       completes units, names, formulas; Ctrl-D leaves\n",
	       PACKAGE_VERSION);
}

/* ---- history ---- */

static void warn_history(struct repl *r, const char *path, const char *why)
{
	if (!r->warned)
		fprintf(stderr, "bote: warning: lines typed are not kept: %s%s%s\n", path, *path ? ": " : "", why);
	r->warned = true;
}

static void open_history(struct repl *r)
{
	struct arena a;
	const char *path;
	bool homeless;

	arena_init(&a);
	path = r->person ? history_file_path(&a, &homeless) : NULL;
	r->history = history_file_open(path);
	if (r->person && homeless)
		warn_history(r, "", "there is no home folder");
	else if (history_file_error(r->history))
		warn_history(r, path, strerror(history_file_error(r->history)));
	for (size_t i = 0; i < history_file_count(r->history); i++)
		line_history(history_file_line(r->history, i));
	session_lend_history(r->session, r->history);
	arena_release(&a);
}

static void keep(struct repl *r, struct str line)
{
	size_t count = history_file_count(r->history);

	if (!history_file_add(r->history, line))
		return;
	line_history(history_file_line(r->history, count));
	if (history_file_error(r->history))
		warn_history(r, "", strerror(history_file_error(r->history)));
}

/* ---- the sheet of an earlier prompt ---- */

static void open_unsaved(struct repl *r)
{
	struct arena a;

	arena_init(&a);
	r->unsaved = unsaved_open(r->person ? unsaved_folder(&a) : NULL);
	session_lend_unsaved(r->session, r->unsaved);
	arena_release(&a);
}

static void offer_unsaved(struct repl *r)
{
	struct buf text = {0};
	unsigned lines;
	char day[32];
	time_t when;

	if (r->person && unsaved_found(r->unsaved, &text, &lines, &when)) {
		strftime(day, sizeof(day), "%e %b %H:%M", localtime(&when));
		printf("a sheet of %u line%s of %s was not saved: resume brings it back\n", lines, lines == 1 ? "" : "s", day + (*day == ' '));
	}
	buf_release(&text);
}

/* After a line: is there something to keep, or has the user a file of it? */
static void keep_sheet(struct repl *r, struct str line)
{
	struct str rest;
	const struct command *c = command_of_line(line, &rest);
	int error = unsaved_keep(r->unsaved, r->session);

	if (error && !r->warned)
		fprintf(stderr, "bote: warning: the sheet is not kept: %s\n", strerror(error));
	r->warned = r->warned || error;
	if (c && strcmp(c->name, "save") == 0 && !r->outcome.diag.error)
		unsaved_saved(r->unsaved, r->session);
}

static void close_unsaved(struct repl *r)
{
	bool kept = unsaved_close(r->unsaved, r->session);

	if (kept && r->person)
		printf("the sheet was not saved; at the next start resume brings it back\n");
}

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
static bool refused(struct repl *r, struct str line, struct str *forced)
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

static bool evaluate(struct repl *r, struct str text)
{
	struct source src = {.text = text, .first_line = 1};
	uint32_t at = 0;

	while (at < text.len)
		if (!typed_line(r->session, SESSION_PROMPT, &src, &at, &r->outcome))
			return false;
	return true;
}

/* ---- lessons ---- */

static void say(struct repl *r, struct buf *text)
{
	put(r, stdout, text);
	buf_release(text);
}

static void end_lesson(struct repl *r)
{
	struct buf text = {0};

	r->lesson->end(r->lesson, &text);
	r->lesson = NULL;
	r->session = r->own;
	r->quit = r->quit || r->only_lesson;
	say(r, &text);
}

/* Where it is kept how far one got, in `a`; NULL where nothing is kept. */
static const char *lesson_state(struct repl *r, struct arena *a, const char *name)
{
	const char *history = getenv("BOTE_HISTORY");

	return !r->person || (history && !*history) ? NULL : fs_user_path(a, "XDG_STATE_HOME", ".local/state", name);
}

/* `tutorial`, `quiz ...`. Returns whether the line begins one. */
static bool begin_lesson(struct repl *r, struct str text)
{
	const char *path = getenv("BOTE_PATH");
	struct str rest, folders = str_from_c(path ? path : "");
	const struct command *c = command_of_line(text, &rest);
	struct quiz_wish wish;
	struct buf out = {0};
	struct arena a;

	if (!c || r->lesson)
		return false;
	arena_init(&a);
	if (strcmp(c->name, "tutorial") == 0 && !rest.len)
		r->lesson = lesson_tutorial(folders, lesson_state(r, &a, "tutorial"), &out);
	else if (strcmp(c->name, "quiz") == 0 && quiz_wish_read(rest, now_seconds(), &wish))
		r->lesson = lesson_quiz(folders, lesson_state(r, &a, "quiz"), &wish, &out);
	arena_release(&a);
	if (r->lesson)
		r->session = r->lesson->session;
	else
		r->quit = r->quit || (out.len && r->only_lesson);
	path = r->lesson || out.len ? "" : NULL;
	say(r, &out);
	return path != NULL;
}

/* What a line led to, for the lesson to look at. */
static void follow_lesson(struct repl *r, struct str text)
{
	struct buf out = {0};

	r->lesson->after(r->lesson, text, &r->outcome, &out);
	say(r, &out);
	if (r->outcome.quit || r->lesson->done)
		end_lesson(r);
}

static bool lesson_word(struct repl *r, struct str text)
{
	struct buf out = {0};
	bool taken = r->lesson->word(r->lesson, str_trim(text), &out);

	say(r, &out);
	if (r->lesson->done)
		end_lesson(r);
	return taken;
}

/* Returns false when it failed. */
static bool run(struct repl *r, struct str text)
{
	struct outcome *o = &r->outcome;
	bool fine;

	outcome_reset(o);
	if (!r->lesson)
		keep(r, text);
	text = foreign_line(&o->arena, text);
	if (r->lesson ? lesson_word(r, text) : begin_lesson(r, text))
		return true;
	if (refused(r, text, &text))
		return true;
	fine = evaluate(r, text);
	set_style(r);
	if (!r->lesson)
		keep_sheet(r, text); /* before its answer is seen: what was answered is kept */
	print(r, text);
	mend_line(text, o->diag.error, &r->mended);
	if (r->lesson) {
		follow_lesson(r, text);
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

/* A command ends with its line, `help *` too. */
static bool goes_on(struct str text)
{
	struct str rest;

	return !command_of_line(text, &rest) && parse_unfinished(text);
}

static unsigned count_lines(struct str rest)
{
	unsigned n = 0;

	for (struct str line; str_next_line(&rest, &line);)
		n += str_trim(line).len > 0;
	return n;
}

/* The rest of what was pasted stands on the next prompt, to be run, changed or given up. */
static void put_back(struct repl *r, struct str rest)
{
	unsigned lines = count_lines(rest);

	fprintf(stderr, "%u more pasted line%s not run: Enter runs %s, Ctrl-C gives %s up\n", lines, lines == 1 ? " was" : "s were",
	        lines == 1 ? "it" : "them", lines == 1 ? "it" : "them");
	while (rest.len && (rest.p[rest.len - 1] == '\n' || rest.p[rest.len - 1] == '\r'))
		rest.len--;
	buf_reset(&r->begin);
	buf_add_str(&r->begin, rest);
}

/* Run what was typed, or pasted at once: line by line, up to the first error. */
static void take(struct repl *r, struct str text)
{
	struct str line;
	bool fine = true;

	text = foreign_transcript(&r->transcript, text);
	while (fine && !r->quit && str_next_line(&text, &line)) {
		if (r->pending.len)
			buf_char(&r->pending, '\n');
		buf_add_str(&r->pending, line);
		if (goes_on(buf_str(&r->pending)))
			continue;
		if (str_trim(buf_str(&r->pending)).len)
			fine = run(r, buf_str(&r->pending));
		buf_reset(&r->pending);
	}
	if (!fine && count_lines(text) > 0)
		put_back(r, text);
}

static void loop(struct repl *r)
{
	while (!r->quit) {
		struct buf begin = r->begin;
		struct str line;

		memset(&r->begin, 0, sizeof(r->begin));
		builtin_interrupted = 0; /* from the moment the line is read Ctrl-C is for the work */
		switch (line_read(r->pending.len ? S("....> ") : str_from_c(r->lesson ? r->lesson->prompt : "bote> "), buf_str(&begin), &line)) {
		case LINE_TYPED:
			take(r, line);
			break;
		case LINE_CANCELLED:
			buf_reset(&r->pending);
			break;
		case LINE_END: /* in a continued line it gives up what stands above, as Ctrl-C does */
			if (r->lesson && !r->pending.len)
				end_lesson(r);
			else
				r->quit = !r->person || !r->pending.len;
			buf_reset(&r->pending);
			break;
		}
		buf_release(&begin);
	}
}

/* ---- start and end ---- */

static void on_interrupt(int sig)
{
	(void)sig;
	builtin_interrupted = 1;
}

/* In a continued line what stands above counts too. */
static void complete_line(void *ctx, struct str line, size_t point, struct completion *out)
{
	struct repl *r = ctx;
	struct buf whole = {0};
	size_t above;

	if (!r->pending.len && !str_trim(line).len && r->mended.len) { /* on the empty line: what failed, as it was meant */
		completion_reset(out);
		complete_add(out, buf_str(&r->mended));
		buf_release(&whole);
		return;
	}
	if (r->pending.len)
		buf_printf(&whole, "%.*s\n", STR(buf_str(&r->pending)));
	above = whole.len;
	buf_add_str(&whole, line);
	complete(r->session, COMMAND_PROMPT, buf_str(&whole), above + point, out);
	out->from = out->from > above ? out->from - above : 0;
	buf_release(&whole);
}

static void give_preview_time(long ms)
{
	struct itimerval time = {.it_value = {.tv_usec = ms * 1000}};

	setitimer(ITIMER_REAL, &time, NULL);
}

/* Beside a statement that begins here, within a time nobody notices. */
static void preview_line(void *ctx, struct str line, struct buf *out)
{
	struct repl *r = ctx;

	if (r->pending.len || r->asking || !session_settings(r->session)->preview)
		return;
	give_preview_time(PREVIEW_MS);
	preview(r->session, line, out);
	give_preview_time(0);
	builtin_interrupted = 0;
}

static bool dumb(void)
{
	const char *term = getenv("TERM");

	return !term || !*term || strcmp(term, "dumb") == 0;
}

int repl_run(struct session *s, struct str first)
{
	struct repl r = {.session = s, .own = s};
	struct sigaction interrupt = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART}, before, alarm_before;

	r.person = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	set_style(&r);
	outcome_init(&r.outcome);
	arena_init(&r.transcript);
	sigemptyset(&interrupt.sa_mask);
	if (r.person) {
		sigaction(SIGINT, &interrupt, &before);
		sigaction(SIGALRM, &interrupt, &alarm_before); /* the end of a preview's time */
	}
	line_open(r.person && !dumb());
	r.helper = (struct line_helper){.complete = complete_line, .preview = preview_line, .ctx = &r, .dim = r.style.color_out};
	line_set_helper(&r.helper);
	open_history(&r);
	open_unsaved(&r);
	r.only_lesson = first.len && !str_eq(first, S("resume"));
	if (!r.only_lesson)
		banner(&r);
	if (first.len)
		run(&r, first);
	else
		offer_unsaved(&r);
	loop(&r);
	if (r.lesson)
		end_lesson(&r);
	line_close();
	close_unsaved(&r);
	command_edit_close();
	history_file_close(r.history);
	outcome_release(&r.outcome);
	arena_release(&r.transcript);
	buf_release(&r.mended);
	buf_release(&r.pending);
	buf_release(&r.begin);
	if (r.person) {
		sigaction(SIGINT, &before, NULL);
		sigaction(SIGALRM, &alarm_before, NULL);
	}
	return r.status;
}
