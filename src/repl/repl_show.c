/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repl_show.c - what the prompt prints. */
#include "base/interrupt.h"
#include "repl/repl_parts.h"

#include <unistd.h>

#include "repl/pager.h"
#include "repl/terminal.h"
#include "show/wrap.h"

/* A terminal takes its time with a million numbers: a person may have seen enough. */
enum { PIECE = 4096, GLIMPSE = 16 * PIECE };

static void put_until_interrupted(FILE *to, struct str text)
{
	bool cut = interrupt_came && text.len > GLIMPSE;

	if (cut)
		text.len = GLIMPSE;
	interrupt_came = 0; /* what was worked out until then is to be seen */
	while (text.len && !interrupt_came) {
		size_t n = text.len < PIECE ? text.len : PIECE;

		fwrite(text.p, 1, n, to);
		if (fflush(to) != 0)
			return;
		text = str_cut(text, n, text.len);
	}
	if (text.len || cut)
		fputc('\n', to);
}

void repl_put(struct repl *r, FILE *to, const struct buf *text)
{
	if (r->person && text->len > PIECE && isatty(fileno(to)))
		put_until_interrupted(to, buf_str(text));
	else if (text->len)
		fwrite(text->p, 1, text->len, to);
	if (fflush(to) != 0 && to == stdout) {
		r->status = STATUS_FILE;
		r->quit = true;
	}
}

void repl_say(struct repl *r, struct buf *text)
{
	wrap_lines(text, terminal_width(session_settings(r->session), STDOUT_FILENO));
	repl_put(r, stdout, text);
	buf_release(text);
}

/* As the settings are now. */
void repl_set_style(struct repl *r)
{
	const struct settings *settings = session_settings(r->session);

	r->style.prompt = true;
	r->style.ascii = settings->ascii;
	r->style.color_out = terminal_color(settings, STDOUT_FILENO);
	r->style.color_err = terminal_color(settings, STDERR_FILENO);
	r->style.width_out = terminal_width(settings, STDOUT_FILENO);
	r->style.width_err = isatty(STDERR_FILENO) ? terminal_width(settings, STDERR_FILENO) : 0;
	r->helper.dim = r->style.color_out;
	r->style.spark = true;
}

/* A list or help that is taller than the terminal goes through the pager. */
static void repl_show_page(struct repl *r)
{
	struct outcome *o = &r->outcome;

	outcome_lay_out(r->session, o);
	if (r->person && o->answer_count == 0 && pager_show(session_settings(r->session), buf_str(&o->output)))
		buf_reset(&o->output);
}

/* Answers and errors in their order where both are seen, else each to its stream. */
void repl_print(struct repl *r, struct str input)
{
	struct buf out = {0}, err = {0};
	bool together = r->person && isatty(STDERR_FILENO), told = r->person && interrupt_came;

	if (told) /* the terminal showed ^C where the cursor was */
		buf_char(&out, '\n');
	repl_show_page(r);
	if (session_settings(r->session)->json)
		outcome_json(r->session, &r->outcome, input, &out);
	else
		outcome_write(r->session, &r->outcome, r->style, &out, together ? &out : &err);
	repl_put(r, stdout, &out);
	repl_put(r, stderr, &err);
	if (told)
		interrupt_came = 0;
	buf_release(&out);
	buf_release(&err);
}

void repl_banner(struct repl *r)
{
	const struct settings *settings = session_settings(r->session);
	struct buf text = {0};

	if (!r->person || !settings->banner || settings->quiet)
		return;
	if (!history_file_fresh(r->history)) {
		buf_printf(&text, "bote %s: help, examples, Tab; Ctrl-D leaves\n", PACKAGE_VERSION);
		repl_say(r, &text);
		return;
	}
	buf_printf(&text,
	           "bote %s. Type what you want to know: 5 GiB / 100 Mbit/s to min\n"
	           "help      explains the language, and anything by name\n"
	           "examples  are lines to try; examples 3 puts the third on the prompt\n"
	           "Tab       completes units, names, formulas; Ctrl-D leaves\n",
	           PACKAGE_VERSION);
	repl_say(r, &text);
}
