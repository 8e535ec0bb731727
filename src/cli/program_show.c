/* SPDX-License-Identifier: GPL-3.0-or-later */
/* program_show.c - what one statement led to, on the streams. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/cli_parts.h"
#include "repl/pager.h"
#include "repl/terminal.h"

/* A terminal's size may change, so it is asked each time; a file or pipe once, and again after `set`. */
static RARE void ask_style(struct program *p, const struct settings *s)
{
	p->style.color_out = terminal_color(s, STDOUT_FILENO);
	p->style.color_err = terminal_color(s, STDERR_FILENO);
	p->style.width_out = terminal_width(s, STDOUT_FILENO);
	p->style.spark = isatty(STDOUT_FILENO) == 1;
	p->style_color = (int)s->color;
	p->style_width = s->width;
	p->style_known = true;
	p->style_err_known = false;
}

static struct outcome_style style_now(struct program *p)
{
	const struct settings *s = session_settings(p->session);

	if (!p->style_known || p->style.spark || p->style_color != (int)s->color || p->style_width != s->width)
		ask_style(p, s);
	if ((p->outcome.diag.error || p->outcome.diag.notes) && (!p->style_err_known || p->style.width_err)) {
		p->style.width_err = isatty(STDERR_FILENO) ? terminal_width(s, STDERR_FILENO) : 0;
		p->style_err_known = true;
	}
	p->style.ascii = s->ascii;
	p->style.prompt = p->args.transcript;
	return p->style;
}

static void print_outcome(struct program *p, struct str input)
{
	struct buf *out = &p->output.out, *err = p->args.transcript ? out : p->output.err;

	if (p->args.json)
		outcome_json(p->session, &p->outcome, input, out);
	else
		outcome_write(p->session, &p->outcome, style_now(p), out, err);
}

/* A list on a terminal goes through the pager when it is longer than that. What came before is written first. */
static RARE void program_show_page(struct program *p)
{
	struct buf *list = &p->outcome.output;

	outcome_lay_out(p->session, &p->outcome);
	if (!list->len || p->args.json || p->args.transcript || !isatty(STDOUT_FILENO) || !output_flush(&p->output))
		return;
	if (pager_show(session_settings(p->session), buf_str(list)))
		buf_reset(list);
}

bool program_show(struct program *p, struct str input)
{
	bool fine = p->outcome.diag.error == NULL;

	if (p->outcome.output.len || p->outcome.blocks)
		program_show_page(p);
	print_outcome(p, input);
	if (p->outcome.status > p->status)
		p->status = p->outcome.status;
	if (p->outcome.signal)
		p->signal = p->outcome.signal;
	outcome_reset(&p->outcome);
	return output_drain(&p->output) && (fine || p->args.keep_going);
}

bool program_file_failed(struct program *p, const char *name, int error)
{
	diag_fail(&p->outcome.diag, DIAG_FILE, (struct span){0, 0}, "cannot read %s: %s", name, strerror(error));
	p->outcome.status = STATUS_FILE;
	return program_show(p, str_from_c(name));
}
